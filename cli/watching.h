/*
 * A recorded drill to be looked at: its playback and the report it was given.
 */
#ifndef GAMEDAY_CLI_WATCHING_H
#define GAMEDAY_CLI_WATCHING_H

#include "cli/recording.h"
#include "drill/playback.h"

struct watching {
	struct arena arena;
	struct store_drill record;
	struct pack *pack;
	struct playback *playback;
	const struct report *report; /* NULL = it has none */
};

/* The drill of that number, 0 = the last one.  To be finished in either
 * case. */
bool watching_init(struct watching *watching, struct recording *recording,
		   int64_t id, struct err *err);
void watching_finish(struct watching *watching);

#endif
