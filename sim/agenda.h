/*
 * The agenda: everything that is to happen.
 *
 * What comes next stands in order, in a run and a small heap.  What is further
 * away lies unsorted in the slots of hierarchical timing wheels (Varghese and
 * Lauck, SOSP 1987): each wheel's slots are as wide as a whole turn of the wheel
 * below it, and each wheel turns with the time, so that a slot is at most one
 * turn away.  When its time comes, a slot is spread over the wheels below, and a
 * slot of the lowest wheel becomes the run: its events in order.  What comes
 * meanwhile and is due before the run's end goes into the heap.  So an event
 * costs the same however many are pending, and a timer whose reason has gone by
 * then, as nearly every timeout's has, is dropped without ever having been
 * sorted.
 *
 * The width of the lowest slots follows the rate of events.  It has no
 * influence on the order, which is by (time, sequence) and nothing else.
 *
 * While few events are pending at all, the heap alone is cheaper, so it takes
 * them however far away they are.
 */
#ifndef GAMEDAY_SIM_AGENDA_H
#define GAMEDAY_SIM_AGENDA_H

#include "sim/heap.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define AGENDA_WHEELS 7
#define AGENDA_SLOT_BITS 9
#define AGENDA_SLOTS (1u << AGENDA_SLOT_BITS)
#define AGENDA_CHUNK 8u
#define AGENDA_FEW 16 /* pending: in two levels of the heap */
#define AGENDA_RUN 32 /* events of a slot that are put in order at once */

/* A slot is one number: its first chunk, and in the low bits how many events that
 * one holds; the others of a slot are full.  So nothing of a chunk, which is
 * rarely in the cache, need be read to add to it.  One without events looks as
 * if its chunk were full. */
#define AGENDA_COUNT_BITS 4
#define AGENDA_COUNT_MASK ((1u << AGENDA_COUNT_BITS) - 1)
#define AGENDA_NONE (UINT32_MAX >> AGENDA_COUNT_BITS) /* no chunk */
#define AGENDA_EMPTY (AGENDA_NONE << AGENDA_COUNT_BITS | AGENDA_CHUNK)

/* Events of one slot: two cache lines. */
struct agenda_chunk {
	struct event at[AGENDA_CHUNK];
};

struct agenda {
	struct heap near;
	struct event run[AGENDA_RUN + 1]; /* from run_at on; nobody ends it */
	struct event poured[AGENDA_RUN];  /* before they are put in order */
	uint32_t run_at, run_count;
	bool from_run;	  /* the first of all is the run's */
	int shift;	  /* the lowest slots are 1 << shift us wide */
	int64_t near_end; /* nothing in the wheels is earlier */
	int64_t origin;	  /* slots are counted since then */
	uint64_t now;	  /* the first lowest slot that has not been opened */
	uint64_t far;	  /* where the first slot of the upper wheels begins */
	uint32_t slot[AGENDA_WHEELS][AGENDA_SLOTS];
	uint64_t filled[AGENDA_WHEELS][AGENDA_SLOTS / 64];
	struct agenda_chunk *chunk;
	uint32_t *next; /* of each chunk, or AGENDA_NONE */
	uint32_t chunks, capacity, free;
	size_t waiting; /* in the wheels */
	/* For the rate of events: taken since the width was last looked at. */
	uint32_t opened, taken;
	int64_t looked; /* near_end at that time */
};

/* Which of up to AGENDA_CHUNK events have lost their reason, a bit each.  It may
 * leave out some. */
typedef uint32_t agenda_stale(const void *context, const struct event *events,
			      uint32_t count);

void agenda_init(struct agenda *agenda, int64_t start_us);
void agenda_finish(struct agenda *agenda);
void agenda_copy(struct agenda *to, const struct agenda *from);
size_t agenda_bytes(const struct agenda *agenda);

/* Puts away what is for the upper wheels: for that lowest slot. */
void agenda_put_far(struct agenda *agenda, struct event event, uint64_t number);
/* Another chunk for the slot, before the one that it has. */
void agenda_begin_chunk(struct agenda *agenda, uint32_t *slot);
/* Pours the next slot of the wheels, which must not be empty, into the run, which
 * must be, or the heap, if it begins by `until_us`; then what is near and not
 * later is in order. */
void agenda_refill(struct agenda *agenda, int64_t until_us, agenda_stale *stale,
		   const void *context);

static inline size_t agenda_count(const struct agenda *agenda)
{
	return heap_count(&agenda->near) + agenda->run_count - agenda->run_at +
	       agenda->waiting;
}

/* Which of the lowest slots a time falls into, counted since the origin. */
static inline uint64_t agenda_number(const struct agenda *agenda, int64_t time)
{
	return ((uint64_t)time - (uint64_t)agenda->origin) >> agenda->shift;
}

static inline void agenda_fill(struct agenda *agenda, int wheel,
			       uint64_t number, struct event event)
{
	uint32_t i = (uint32_t)number & (AGENDA_SLOTS - 1);
	uint32_t *slot = &agenda->slot[wheel][i];

	agenda->filled[wheel][i / 64] |= UINT64_C(1) << i % 64;
	if ((*slot & AGENDA_COUNT_MASK) == AGENDA_CHUNK)
		agenda_begin_chunk(agenda, slot);
	agenda->chunk[*slot >> AGENDA_COUNT_BITS].at[*slot & AGENDA_COUNT_MASK] =
		event;
	++*slot;
	agenda->waiting++;
}

/* Puts away what is not for the heap. */
static inline void agenda_put_away(struct agenda *agenda, struct event event)
{
	uint64_t number = agenda_number(agenda, event.time);

	if (number - agenda->now < AGENDA_SLOTS)
		agenda_fill(agenda, 0, number, event);
	else
		agenda_put_far(agenda, event, number);
}

/* Due before the run's end: into its place there, as long as there is room. */
static inline void agenda_put_near(struct agenda *agenda, struct event event)
{
	struct event *run = agenda->run;
	uint32_t i = agenda->run_count;

	if (i == AGENDA_RUN || heap_count(&agenda->near) > 0) {
		heap_push(&agenda->near, event);
		return;
	}
	run[i + 1] = EVENT_NOBODY;
	agenda->run_count++;
	for (; i > agenda->run_at && event_before(event, run[i - 1]); i--)
		run[i] = run[i - 1];
	run[i] = event;
}

static inline void agenda_push(struct agenda *agenda, struct event event)
{
	if (event.time < agenda->near_end)
		agenda_put_near(agenda, event);
	else if (agenda_count(agenda) < AGENDA_FEW)
		heap_push(&agenda->near, event);
	else
		agenda_put_away(agenda, event);
}

/* The first of the run and the heap, or NULL. */
static inline const struct event *agenda_near(struct agenda *agenda)
{
	const struct event *run = &agenda->run[agenda->run_at];
	const struct event *heap = heap_first(&agenda->near);

	agenda->from_run = heap == NULL || event_before(*run, *heap);
	if (!agenda->from_run)
		return heap;
	return agenda->run_at < agenda->run_count ? run : NULL;
}

/* The first event, or NULL; agenda_take() removes it. */
static inline const struct event *agenda_first(struct agenda *agenda,
					       agenda_stale *stale,
					       const void *context)
{
	const struct event *first = agenda_near(agenda);

	while (agenda->waiting > 0 &&
	       (first == NULL || first->time >= agenda->near_end)) {
		agenda_refill(agenda, first != NULL ? first->time : INT64_MAX,
			      stale, context);
		first = agenda_near(agenda);
	}
	return first;
}

static inline void agenda_take(struct agenda *agenda)
{
	if (agenda->from_run)
		agenda->run_at++;
	else
		heap_take(&agenda->near);
	agenda->taken++;
}

#endif
