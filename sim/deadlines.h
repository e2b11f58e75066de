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
 *
 * Times and stamps only grow, so they are kept in groups, as what is added to
 * those of the group's first: a deadline takes 8 bytes.
 */
#ifndef GAMEDAY_SIM_DEADLINES_H
#define GAMEDAY_SIM_DEADLINES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longer ones have no place here: the lower half of a time tells the whole one
 * only as long as it is less than 2^31 us (35 minutes) away. */
#define DEADLINES_LONGEST_US INT64_C(0x7fffffff)
#define DEADLINES_GROUP 15u
/* Bits of an entry: the job, and how much later than the group's first. */
#define DEADLINE_JOB_BITS 22
#define DEADLINE_TIME_BITS 24 /* us: 16 seconds */
#define DEADLINE_STAMP_BITS 18

struct deadline {
	uint32_t low; /* half of the time when it is due, in us */
	uint32_t stamp, job;
};

/* Two cache lines.  An entry of 0 that is not the first is none: what came next
 * was too much later for the group. */
struct deadline_group {
	uint32_t low, stamp; /* of the first */
	uint64_t entry[DEADLINES_GROUP];
};

struct job;

struct deadlines {
	struct deadline_group *group; /* a ring */
	uint32_t capacity;	      /* groups */
	uint32_t first, at;	      /* the first: its group, its entry */
	uint32_t last, end;	      /* group added to, entries it has */
	uint32_t used;		      /* groups from first to last */
	bool armed;		      /* the agenda has an event for them */
	int64_t length_us;	      /* of those that there are */
};

void deadlines_finish(struct deadlines *s);
void deadlines_copy(struct deadlines *to, const struct deadlines *from);
size_t deadlines_bytes(const struct deadlines *s);
/* The first that stands, or false; those before it are dropped.  `jobs` are
 * those they are of. */
bool deadlines_first(struct deadlines *s, const struct job *jobs,
		     struct deadline *first);
/* Removes the first, which there must be. */
void deadlines_take(struct deadlines *s);
/* Adds one that is due no earlier than those that there are, and has a later
 * stamp. */
void deadlines_add(struct deadlines *s, const struct job *jobs,
		   struct deadline deadline);

static inline bool deadlines_fits(const struct deadline_group *group,
				  struct deadline deadline)
{
	uint32_t later = deadline.low - group->low;
	uint32_t behind = deadline.stamp - group->stamp;

	return later >> DEADLINE_TIME_BITS == 0 &&
	       behind >> DEADLINE_STAMP_BITS == 0;
}

/* The same, if it goes behind the last without more ado; else false. */
static inline bool deadlines_put(struct deadlines *s, struct deadline deadline)
{
	struct deadline_group *group;
	uint64_t later;

	if (s->used == 0 || s->end == DEADLINES_GROUP)
		return false;
	group = &s->group[s->last];
	if (!deadlines_fits(group, deadline))
		return false;
	later = deadline.low - group->low;
	later = later << DEADLINE_STAMP_BITS | (deadline.stamp - group->stamp);
	group->entry[s->end++] = later << DEADLINE_JOB_BITS | deadline.job;
	return true;
}

/* When it is due; now must not be farther away than the longest. */
static inline int64_t deadline_time(const struct deadline *d, int64_t now_us)
{
	return now_us + (int32_t)(d->low - (uint32_t)now_us);
}

#endif
