/*
 * What stands behind a measure in `apply`: its numbers, override, first.
 */
#ifndef GAMEDAY_DRILL_COMMANDS_MEASURE_ARGS_H
#define GAMEDAY_DRILL_COMMANDS_MEASURE_ARGS_H

#include "drill/drill.h"

struct measure_args {
	double values[MEASURE_PARAMETERS_MAX]; /* defaults where not given */
	bool some; /* at least one number was given */
	bool override, first;
};

/* An error names the parameters that there are, or the range. */
bool measure_args_read(const struct drill *drill,
		       const struct pack_mitigation *what,
		       const struct command *command, struct measure_args *out,
		       struct err *err);

#endif
