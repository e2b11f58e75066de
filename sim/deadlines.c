#include "sim/deadlines.h"

#include "base/mapped.h"
#include "sim/job.h"

#include <string.h>

_Static_assert(LIVE_MAX >> DEADLINE_JOB_BITS <= 1, "every job has a number");
_Static_assert(DEADLINE_JOB_BITS + DEADLINE_TIME_BITS + DEADLINE_STAMP_BITS ==
		       64,
	       "an entry is full");
_Static_assert(sizeof(struct deadline_group) == 128, "two cache lines");

static size_t bytes_of(uint32_t groups)
{
	return groups * sizeof(struct deadline_group);
}

void deadlines_finish(struct deadlines *s)
{
	mapped_free(s->group, bytes_of(s->capacity));
}

void deadlines_copy(struct deadlines *to, const struct deadlines *from)
{
	*to = *from;
	if (from->capacity == 0)
		return;
	to->group = mapped_resize(NULL, 0, bytes_of(from->capacity));
	memcpy(to->group, from->group, bytes_of(from->capacity));
}

size_t deadlines_bytes(const struct deadlines *s)
{
	return bytes_of(s->capacity);
}

static uint32_t bits(uint64_t entry, int from, int count)
{
	return (uint32_t)(entry >> from & ((UINT64_C(1) << count) - 1));
}

static struct deadline read_entry(const struct deadline_group *group,
				  uint32_t i)
{
	uint64_t entry = group->entry[i];

	return (struct deadline){ group->low + bits(entry,
						    DEADLINE_JOB_BITS +
							    DEADLINE_STAMP_BITS,
						    DEADLINE_TIME_BITS),
				  group->stamp + bits(entry, DEADLINE_JOB_BITS,
						      DEADLINE_STAMP_BITS),
				  bits(entry, 0, DEADLINE_JOB_BITS) };
}

/* How many entries a group has, where there may be `end`. */
static uint32_t entries(const struct deadline_group *group, uint32_t end)
{
	while (end > 1 && group->entry[end - 1] == 0)
		end--;
	return end;
}

static bool stands(const struct job *jobs, const struct deadline *d)
{
	return jobs[d->job].timer == d->stamp;
}

/* The first entry from `at` on that stands, or the count of them. */
static uint32_t first_standing(const struct deadline_group *group,
			       const struct job *jobs, uint32_t at,
			       uint32_t count)
{
	for (; at < count; at++) {
		uint64_t entry = group->entry[at];
		uint32_t job = bits(entry, 0, DEADLINE_JOB_BITS);

		if (jobs[job].timer ==
		    group->stamp +
			    bits(entry, DEADLINE_JOB_BITS, DEADLINE_STAMP_BITS))
			break;
	}
	return at;
}

static uint32_t after(const struct deadlines *s, uint32_t group)
{
	return group + 1 == s->capacity ? 0 : group + 1;
}

static void take_group(struct deadlines *s)
{
	s->at = 0;
	s->first = after(s, s->first);
	s->used--;
}

void deadlines_take(struct deadlines *s)
{
	uint32_t end = s->used == 1 ? s->end : DEADLINES_GROUP;

	if (++s->at == end)
		take_group(s);
}

bool deadlines_first(struct deadlines *s, const struct job *jobs,
		     struct deadline *first)
{
	for (; s->used > 0; take_group(s)) {
		const struct deadline_group *group = &s->group[s->first];
		uint32_t end = s->used == 1 ? s->end : DEADLINES_GROUP;
		uint32_t count = entries(group, end);

		s->at = first_standing(group, jobs, s->at, count);
		if (s->at < count) {
			*first = read_entry(group, s->at);
			return true;
		}
	}
	return false;
}

/* Begins a group, which there must be room for. */
static void begin_group(struct deadlines *s, struct deadline first)
{
	if (s->used == 0) {
		s->last = s->first;
		s->at = 0;
	} else {
		struct deadline_group *full = &s->group[s->last];

		for (; s->end < DEADLINES_GROUP; s->end++)
			full->entry[s->end] = 0;
		s->last = after(s, s->last);
	}
	s->group[s->last].low = first.low;
	s->group[s->last].stamp = first.stamp;
	s->group[s->last].entry[0] = first.job;
	s->end = 1;
	s->used++;
}

/* Puts down entries of the group again, from `at` on, those that stand and as
 * many as go behind the last without more ado: then an entry is what it was and
 * what the groups are apart.  Each is put down, whether it stands or not: to
 * guess that would mostly be wrong.  Gives the first that is left. */
static uint32_t move_entries(struct deadlines *s, const struct job *jobs,
			     const struct deadline_group *group, uint32_t at,
			     uint32_t count)
{
	struct deadline_group *to = &s->group[s->last];
	int32_t later = (int32_t)(group->low - to->low);
	int32_t behind = (int32_t)(group->stamp - to->stamp);
	uint64_t apart = ((uint64_t)later << DEADLINE_STAMP_BITS) +
			 (uint64_t)behind;
	struct deadline last = read_entry(group, count - 1);
	uint32_t end = s->end;

	if (s->used == 0 || !deadlines_fits(to, last))
		return at;
	for (; at < count && end < DEADLINES_GROUP; at++) {
		uint64_t entry = group->entry[at];
		uint32_t job = bits(entry, 0, DEADLINE_JOB_BITS);
		uint32_t stamp = group->stamp + bits(entry, DEADLINE_JOB_BITS,
						     DEADLINE_STAMP_BITS);

		to->entry[end] = entry + (apart << DEADLINE_JOB_BITS);
		end += jobs[job].timer == stamp;
	}
	s->end = end;
	return at;
}

/* Closes ranks: adds those that stand to the ring anew, from the group of the
 * first on.  That takes no more groups than there were, however many it has
 * come to, so a group is read before it is written. */
static void drop(struct deadlines *s, const struct job *jobs)
{
	uint32_t from = s->first, at = s->at, used = s->used, end = s->end;

	s->used = 0;
	for (; used > 0; used--) {
		struct deadline_group group = s->group[from];
		uint32_t count = entries(&group,
					 used == 1 ? end : DEADLINES_GROUP);

		if (s->used == 0)
			at = first_standing(&group, jobs, at, count);
		while ((at = move_entries(s, jobs, &group, at, count)) <
		       count) {
			struct deadline d = read_entry(&group, at++);

			if (stands(jobs, &d) && !deadlines_put(s, d))
				begin_group(s, d);
		}
		at = 0;
		from = after(s, from);
	}
}

/* Room for a third more than stand: to drop the others takes time that is then
 * shared by as many that are added. */
static void grow(struct deadlines *s)
{
	uint32_t more = s->used + s->used / 3 + s->used / 32 + 4 - s->capacity;
	uint32_t behind = s->capacity - s->first;

	s->group = mapped_resize(s->group, bytes_of(s->capacity),
				 bytes_of(s->capacity + more));
	s->capacity += more;
	/* What lies from the first to the old end, if the ring goes on from
	 * there, moves to the new one. */
	if (s->used <= behind)
		return;
	memmove(s->group + s->first + more, s->group + s->first,
		bytes_of(behind));
	s->first += more;
}

void deadlines_add(struct deadlines *s, const struct job *jobs,
		   struct deadline deadline)
{
	if (deadlines_put(s, deadline))
		return;
	if (s->used == s->capacity) {
		drop(s, jobs);
		if (s->capacity - s->used <= s->capacity / 4)
			grow(s);
		if (deadlines_put(s, deadline))
			return;
	}
	begin_group(s, deadline);
}
