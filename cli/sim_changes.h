/*
 * What --set and --at of `gameday sim` ask for, as words and then as changes
 * of a model's parameters.
 */
#ifndef GAMEDAY_CLI_SIM_CHANGES_H
#define GAMEDAY_CLI_SIM_CHANGES_H

#include "cli/cli.h"
#include "sim/stats/replicate.h"

#define SIM_CHANGES_MAX 1000

/* Words of the command line, borrowed from it. */
struct sim_wishes {
	struct {
		const char *at;		/* NULL: from the beginning */
		const char *assignment; /* "store.servers=30" */
	} wish[SIM_CHANGES_MAX];
	size_t count;
};

/* For struct cli_option; the context is a struct sim_wishes. */
cli_take sim_take_set; /* NODE.PARAMETER=VALUE ... */
cli_take sim_take_at;  /* SECONDS NODE.PARAMETER=VALUE ... */

/* The changes, in order of time (room for wishes->count).  Unknown parameters,
 * values out of range, and times outside of the experiment's warm-up and
 * length are refused. */
bool sim_changes(const struct sim_wishes *wishes,
		 const struct sim_experiment *experiment,
		 struct sim_change *out, struct err *err);

#endif
