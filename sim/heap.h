/*
 * The events that come next: a 4-ary heap of 16-byte entries.
 *
 * Order is (time, sequence).  The sequence is the upper half of `order`, what
 * is to happen the lower half, so that one comparison of 64 bits settles a
 * tie.  Four entries of one parent lie in one cache line.
 *
 * Most events bring forth another one, so taking the first leaves a hole at
 * the root for it: a take and a push together go down the heap once.
 */
#ifndef GAMEDAY_SIM_HEAP_H
#define GAMEDAY_SIM_HEAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct event {
	int64_t time;
	uint64_t order; /* sequence << 32 | what */
};

struct heap {
	struct event *memory; /* as allocated */
	struct event *at;     /* the root; children of i at 4i + 1 .. 4i + 4 */
	size_t count, capacity; /* the hole counts */
	bool hole;		/* the root has been taken */
};

/* What no event is after. */
#define EVENT_NOBODY ((struct event){ INT64_MAX, UINT64_MAX })

void heap_finish(struct heap *heap);
void heap_copy(struct heap *to, const struct heap *from);
void heap_push(struct heap *heap, struct event event);
/* Closes the hole, if there is one, with the last entry. */
void heap_settle(struct heap *heap);

static inline size_t heap_count(const struct heap *heap)
{
	return heap->count - heap->hole;
}

/* The first, or NULL of an empty heap. */
static inline const struct event *heap_first(struct heap *heap)
{
	if (heap->hole)
		heap_settle(heap);
	return heap->count > 0 ? heap->at : NULL;
}

/* Removes the first that heap_first() has just shown. */
static inline void heap_take(struct heap *heap)
{
	heap->hole = true;
}

/* As one number of 128 bits the comparison needs no branch.  Shifted without a
 * sign, because a negative time has no defined shift. */
static inline bool event_before(struct event a, struct event b)
{
	__extension__ unsigned __int128 x = (unsigned __int128)a.time << 64;
	__extension__ unsigned __int128 y = (unsigned __int128)b.time << 64;

	return __extension__((__int128)(x | a.order) < (__int128)(y | b.order));
}

#endif
