/*
 * What the loop of the lane (lane_run.c) has in the hand: the next arrival of
 * its source and the next end of a service in its pool, which are not put on
 * the agenda and taken off again, and a look at the first that is on it.
 */
#ifndef GAMEDAY_SIM_LANE_LANE_HAND_H
#define GAMEDAY_SIM_LANE_LANE_HAND_H

#include "sim/engine_internal.h"

/* All of the loop is one function to the compiler: so it knows that nobody else
 * sees what the loop holds, and need not store it before anything else. */
#define LANE_INLINE __attribute__((always_inline)) inline

/* Each event is the next of its kind, or nobody's. */
struct hand {
	struct sim_engine *e;
	int64_t end_us; /* what is due before it may be taken */
	struct event arrival, ends;
	struct event first; /* of the agenda, and still on it */
	int64_t limit_us;   /* the earlier of first and end_us */
};

/* The agenda may have another first. */
static LANE_INLINE void hand_look(struct hand *hand)
{
	const struct event *first = agenda_first(&hand->e->agenda, engine_stale,
						 hand->e);

	hand->first = first != NULL ? *first : EVENT_NOBODY;
	hand->limit_us = hand->first.time < hand->end_us ? hand->first.time
							 : hand->end_us;
}

/* Whether the arrival is before the end.  Times are hardly ever the same. */
static LANE_INLINE bool hand_comes(const struct hand *hand)
{
	if (hand->arrival.time != hand->ends.time)
		return hand->arrival.time < hand->ends.time;
	return hand->arrival.order < hand->ends.order;
}

/* A service ends then: the earlier of two stays in the hand. */
static LANE_INLINE void hand_await_end(struct hand *hand, struct event event)
{
	struct event later = event;

	if (hand->ends.time == EVENT_NOBODY.time) {
		hand->ends = event;
		return;
	}
	if (event_before(event, hand->ends)) {
		later = hand->ends;
		hand->ends = event;
	}
	agenda_push(&hand->e->agenda, later);
	if (event_before(later, hand->first))
		hand_look(hand);
}

/* Takes the first off the agenda. */
static LANE_INLINE void hand_take_first(struct hand *hand)
{
	agenda_first(&hand->e->agenda, engine_stale, hand->e);
	agenda_take(&hand->e->agenda);
	hand_look(hand);
}

#endif
