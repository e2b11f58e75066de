/*
 * The reference loop's heap: four children a node, 16 bytes an event, the
 * children of a node in one cache line.
 *
 * Choosing the least of four with arithmetic alone, without jumps, was tried
 * and is slower here: a queue has two or three events in the heap, and a loop
 * over the children that there are is guessed right.
 */
#ifndef GAMEDAY_BENCH_EVENT_HEAP_H
#define GAMEDAY_BENCH_EVENT_HEAP_H

#include <assert.h>
#include <stdbool.h>
#include <stdint.h>

#define EVENT_HEAP_MAX 61 /* events at once */
#define EVENT_HEAP_TOP 3u /* slots before it are not used */

struct event {
	uint64_t at_ns;
	uint64_t order; /* by (at_ns, order); the low bits say what it is */
};

struct event_heap {
	/* slot[3] is the top; its children are 4 to 7, one line. */
	_Alignas(64) struct event slot[EVENT_HEAP_TOP + EVENT_HEAP_MAX];
	unsigned count;
};

static inline void event_heap_init(struct event_heap *heap)
{
	heap->count = 0;
}

static inline bool event_before(struct event a, struct event b)
{
	return (a.at_ns < b.at_ns) |
	       ((a.at_ns == b.at_ns) & (a.order < b.order));
}

/* Only of a heap that is not empty; so is replace, and pop. */
static inline struct event event_heap_top(const struct event_heap *heap)
{
	return heap->slot[EVENT_HEAP_TOP];
}

static inline void event_heap_push(struct event_heap *heap, struct event event)
{
	unsigned at = heap->count++ + EVENT_HEAP_TOP;

	assert(heap->count <= EVENT_HEAP_MAX);
	while (at > EVENT_HEAP_TOP) {
		unsigned parent = (at - EVENT_HEAP_TOP - 1) / 4 +
				  EVENT_HEAP_TOP;

		if (!event_before(event, heap->slot[parent]))
			break;
		heap->slot[at] = heap->slot[parent];
		at = parent;
	}
	heap->slot[at] = event;
}

/* Puts another event in the place of the top: cheaper than pop and push. */
static inline void event_heap_replace(struct event_heap *heap,
				      struct event event)
{
	struct event *slot = heap->slot;
	unsigned end = heap->count + EVENT_HEAP_TOP;
	unsigned at = EVENT_HEAP_TOP, child;

	while ((child = (at - EVENT_HEAP_TOP) * 4 + EVENT_HEAP_TOP + 1) < end) {
		unsigned stop = child + 4 < end ? child + 4 : end;
		unsigned least = child;

		for (unsigned i = child + 1; i < stop; i++)
			if (event_before(slot[i], slot[least]))
				least = i;
		if (!event_before(slot[least], event))
			break;
		slot[at] = slot[least];
		at = least;
	}
	slot[at] = event;
}

static inline void event_heap_pop(struct event_heap *heap)
{
	struct event last = heap->slot[--heap->count + EVENT_HEAP_TOP];

	if (heap->count > 0)
		event_heap_replace(heap, last);
}

#endif
