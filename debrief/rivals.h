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

/*
 * The rivals do not hang on what the player does.  They can be run from the
 * beginning of a drill, in a thread beside it, so that the score need not wait
 * for them.
 */
struct rivals_ahead;

/* Begins; of the drill it takes what was settled when that was created.  It
 * must end before the drill does.  NULL when there is no thread to be had: then
 * they are run when they are needed. */
struct rivals_ahead *rivals_ahead_start(const struct drill *drill);
/* Waits for it; NULL is fine. */
void rivals_ahead_destroy(struct rivals_ahead *ahead);

/* On up to `threads` threads (0 = one per core).  ahead may be NULL; else it is
 * of this drill, and is waited for. */
bool rivals_run(const struct drill *drill, struct rivals_ahead *ahead,
		unsigned threads, struct rivals *out, struct err *err);

#endif
