/*
 * Deadlines that are all equally long: a queue of them, in the order in which
 * they were set, is in the order in which they are due.
 *
 * So the engine's agenda needs one event for all, at the time of the first
 * (Varghese and Lauck, SOSP 1987, scheme 2 for one length).  A deadline is of a
 * job and stands while the job's timer is its stamp; nearly all are answered in
 * time.  What does not stand any more is dropped when it comes to the front, or
 * when room is needed: the ring is never much larger than the deadlines that
 * stand, however long they are.
 */
#ifndef GAMEDAY_SIM_DEADLINES_H
#define GAMEDAY_SIM_DEADLINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longer ones have no place here: the lower half of a time tells the whole one
 * only as long as it is less than 2^31 us (35 minutes) away. */
#define DEADLINES_LONGEST_US INT64_C(0x7fffffff)

struct deadline {
	uint32_t low; /* half of the time when it is due, in us */
	uint32_t stamp, job;
};

struct job;

struct deadlines {
	struct deadline *at; /* a ring */
	uint32_t capacity, first, count;
	bool armed;	   /* the agenda has an event for them */
	int64_t length_us; /* of those that there are */
};

void deadlines_finish(struct deadlines *s);
void deadlines_copy(struct deadlines *to, const struct deadlines *from);
size_t deadlines_bytes(const struct deadlines *s);
/* Makes room for one more at least; `jobs` are those they are of. */
void deadlines_make_room(struct deadlines *s, const struct job *jobs);
/* The first that stands, or NULL; those before it are dropped. */
const struct deadline *deadlines_first(struct deadlines *s,
				       const struct job *jobs);

/* Removes the first. */
static inline void deadlines_take(struct deadlines *s)
{
	if (++s->first == s->capacity)
		s->first = 0;
	s->count--;
}

/* Adds one that is due no earlier than those that there are; there must be
 * room. */
static inline void deadlines_add(struct deadlines *s, int64_t due_us,
				 uint32_t stamp, uint32_t job)
{
	uint32_t i = s->first + s->count++;

	if (i >= s->capacity)
		i -= s->capacity;
	s->at[i] = (struct deadline){ (uint32_t)due_us, stamp, job };
}

/* When it is due; now must not be farther away than the longest. */
static inline int64_t deadline_time(const struct deadline *d, int64_t now_us)
{
	return now_us + (int32_t)(d->low - (uint32_t)now_us);
}

#endif
