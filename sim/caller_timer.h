/*
 * The timeouts of a caller's attempts: set here, and what the engine's event
 * for them does.
 *
 * All attempts of a caller wait equally long, until its timeout is changed; so
 * they share a ring (deadlines.h).  What is set while the ring holds others, or
 * is too long for it, is an event of its own.  Either has the sequence number
 * of its moment and is due in that order, so nobody can tell which it was.
 */
#ifndef GAMEDAY_SIM_CALLER_TIMER_H
#define GAMEDAY_SIM_CALLER_TIMER_H

#include "sim/deadlines.h"
#include "sim/engine_internal.h"

/* When the ring has no room, or another length, or no event yet. */
void caller_timer_begin(struct sim_engine *e, uint32_t index, int node,
			int64_t us);

/* Sets the timer of the job's attempt, `us` microseconds from now. */
static inline void caller_timer_set(struct sim_engine *e, uint32_t index,
				    int node, int64_t us)
{
	struct deadlines *s = &e->state[node].caller.deadlines;
	uint32_t stamp = (uint32_t)e->sequence;
	struct deadline d = { (uint32_t)(e->now_us + us), stamp, index };

	if (us != s->length_us || !s->armed || !deadlines_put(s, d)) {
		caller_timer_begin(e, index, node, us);
		return;
	}
	job_at(e, index)->timer = engine_stamp(e);
}

#endif
