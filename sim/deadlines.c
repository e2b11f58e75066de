#include "sim/deadlines.h"

#include "base/mem.h"
#include "sim/job.h"

#include <stdlib.h>
#include <string.h>

void deadlines_finish(struct deadlines *s)
{
	free(s->at);
}

void deadlines_copy(struct deadlines *to, const struct deadlines *from)
{
	*to = *from;
	if (from->capacity == 0)
		return;
	to->at = mem_realloc(NULL, from->capacity, sizeof *to->at);
	memcpy(to->at, from->at, from->capacity * sizeof *to->at);
}

size_t deadlines_bytes(const struct deadlines *s)
{
	return s->capacity * sizeof *s->at;
}

static bool stands(const struct job *jobs, const struct deadline *d)
{
	return jobs[d->job].timer == d->stamp;
}

const struct deadline *deadlines_first(struct deadlines *s,
				       const struct job *jobs)
{
	while (s->count > 0) {
		if (stands(jobs, &s->at[s->first]))
			return &s->at[s->first];
		deadlines_take(s);
	}
	return NULL;
}

/* Closes ranks; those that stand move to the front of what is in use.  Each is
 * written, whether it stands or not: to guess that would mostly be wrong. */
static void drop(struct deadlines *s, const struct job *jobs)
{
	uint32_t from = s->first, to = from, kept = 0;

	for (uint32_t i = 0; i < s->count; i++) {
		struct deadline d = s->at[from];
		uint32_t one = stands(jobs, &d);

		s->at[to] = d;
		kept += one;
		to += one;
		if (to == s->capacity)
			to = 0;
		if (++from == s->capacity)
			from = 0;
	}
	s->count = kept;
}

/* Room grows, when dropping does not free a quarter: the time that takes is then
 * shared by as many that are added. */
void deadlines_make_room(struct deadlines *s, const struct job *jobs)
{
	uint32_t more = s->capacity / 8 + 64;
	uint32_t behind;

	if (s->count < s->capacity)
		return;
	drop(s, jobs);
	if (s->capacity - s->count > s->capacity / 4)
		return;
	/* What lies from `first` to the end moves to the new end. */
	behind = s->capacity - s->first;
	s->at = mem_realloc(s->at, s->capacity + more, sizeof *s->at);
	memmove(s->at + s->first + more, s->at + s->first,
		behind * sizeof *s->at);
	s->first += more;
	s->capacity += more;
	if (s->first == s->capacity)
		s->first = 0;
}
