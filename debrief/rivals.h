/*
 * A drill and its rivals: what it came to, and what doing nothing and par come
 * to on the same seed.
 *
 * Both rivals fork from one fresh drill at the page and share its baseline, and
 * all runs that can go on at the same time do.
 */
#ifndef GAMEDAY_DEBRIEF_RIVALS_H
#define GAMEDAY_DEBRIEF_RIVALS_H

#include "drill/outcome.h"

struct rivals {
	struct outcome own, nothing, par;
	bool has_par;
};

/* On up to `threads` threads (0 = one per core). */
bool rivals_run(const struct drill *drill, unsigned threads, struct rivals *out,
		struct err *err);

#endif
