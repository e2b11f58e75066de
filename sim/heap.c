#include "sim/heap.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define LINE 64
#define FEW 5 /* the root and its children */

/* The root is put so that each family of four begins a cache line. */
static struct event *aligned(struct event *memory)
{
	uintptr_t at = (uintptr_t)memory;

	at = (at + LINE - 1) / LINE * LINE + LINE - sizeof(struct event);
	return (struct event *)at;
}

/* Nobody stands behind the last entry, so every family has four members. */
static void resize(struct heap *heap, size_t capacity)
{
	struct event *memory =
		mem_alloc((capacity + 4) * sizeof(struct event) + 2 * LINE);
	struct event *at = aligned(memory);

	if (heap->count > 0)
		memcpy(at, heap->at, heap->count * sizeof *at);
	for (size_t i = heap->count; i < capacity + 4; i++)
		at[i] = EVENT_NOBODY;
	free(heap->memory);
	heap->memory = memory;
	heap->at = at;
	heap->capacity = capacity;
}

void heap_finish(struct heap *heap)
{
	free(heap->memory);
	*heap = (struct heap){ 0 };
}

void heap_copy(struct heap *to, const struct heap *from)
{
	*to = *from;
	to->memory = NULL;
	resize(to, from->capacity > 0 ? from->capacity : 1);
}

/* Puts the event at i or as far above as it belongs. */
static void rise(struct event *at, size_t i, struct event event)
{
	while (i > 0) {
		size_t parent = (i - 1) / 4;

		if (!event_before(event, at[parent]))
			break;
		at[i] = at[parent];
		i = parent;
	}
	at[i] = event;
}

/* The earliest of four, without a branch. */
static inline size_t first_of(const struct event *at, size_t child)
{
	size_t left = child + event_before(at[child + 1], at[child]);
	size_t right = child + 2 + event_before(at[child + 3], at[child + 2]);

	return event_before(at[right], at[left]) ? right : left;
}

/* Fills the hole at the root: it goes down to a leaf, always to the earliest
 * child, and the event is put there and rises.  It nearly always belongs that
 * low, so asking on the way down whether it may stay would be asked in vain. */
static void fill(struct heap *heap, struct event event)
{
	struct event *at = heap->at;
	size_t i = 0;

	for (size_t child = 1; child < heap->count; child = 4 * i + 1) {
		child = first_of(at, child);
		at[i] = at[child];
		i = child;
	}
	rise(at, i, event);
	heap->hole = false;
}

/* The same for a hole at the root of one family.  Which event is next is what
 * no processor can guess, so nothing here is decided by a jump but how many
 * there are. */
static inline void fill_few(struct heap *heap, struct event event)
{
	struct event *at = heap->at;
	size_t i = 1;
	struct event child;
	uint64_t later;

	for (size_t other = 2; other < heap->count; other++)
		i += (other - i) & -(size_t)event_before(at[other], at[i]);
	child = at[i];
	later = -(uint64_t)event_before(child, event);
	/* The two change places if the child is earlier. */
	at[0].time = event.time ^ ((event.time ^ child.time) & (int64_t)later);
	at[0].order = event.order ^ ((event.order ^ child.order) & later);
	at[i].time = child.time ^ ((event.time ^ child.time) & (int64_t)later);
	at[i].order = child.order ^ ((event.order ^ child.order) & later);
	heap->hole = false;
}

void heap_settle(struct heap *heap)
{
	struct event last = heap->at[--heap->count];

	heap->at[heap->count] = EVENT_NOBODY;
	heap->hole = false;
	if (heap->count > FEW)
		fill(heap, last);
	else if (heap->count > 0)
		fill_few(heap, last);
}

/* Apart, so that heap_push() has few registers to save. */
static __attribute__((noinline)) void push_among_many(struct heap *heap,
						      struct event event)
{
	if (heap->hole) {
		fill(heap, event);
		return;
	}
	if (heap->count == heap->capacity)
		resize(heap, heap->capacity > 0 ? heap->capacity * 2 : 64);
	rise(heap->at, heap->count, event);
	heap->count++;
}

void heap_push(struct heap *heap, struct event event)
{
	if (heap->hole && heap->count <= FEW)
		fill_few(heap, event);
	else
		push_among_many(heap, event);
}
