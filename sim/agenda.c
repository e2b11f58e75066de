#include "sim/agenda.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SHIFT_FIRST 13 /* 8 ms, until the rate of events is known */
#define SHIFT_MIN 4
#define SHIFT_MAX 34
#define LOOK_EVERY 256 /* slots opened, then the width is judged */
#define FEW 3	       /* events in the time of a slot */
#define MANY 48
#define WANTED 12
#define COUNT_BITS 4 /* of a slot: events in its first chunk */
#define COUNT_MASK ((1u << COUNT_BITS) - 1)
#define CROWD 1024 /* in one slot: too many to wait for the average */

_Static_assert(sizeof(struct agenda_chunk) == 256, "four cache lines");

void agenda_init(struct agenda *agenda, int64_t start_us)
{
	memset(agenda, 0, sizeof *agenda);
	agenda->origin = agenda->near_end = agenda->looked = start_us;
	agenda->shift = SHIFT_FIRST;
	agenda->free = AGENDA_NONE;
	agenda->run[0] = EVENT_NOBODY;
	/* Every byte of AGENDA_NONE is 0xff. */
	memset(agenda->slot, 0xff, sizeof agenda->slot);
}

void agenda_finish(struct agenda *agenda)
{
	heap_finish(&agenda->near);
	free(agenda->chunk);
}

void agenda_copy(struct agenda *to, const struct agenda *from)
{
	*to = *from;
	heap_copy(&to->near, &from->near);
	to->chunk = NULL;
	if (from->capacity == 0)
		return;
	to->chunk = mem_realloc(NULL, from->capacity, sizeof *to->chunk);
	memcpy(to->chunk, from->chunk, from->chunks * sizeof *to->chunk);
}

size_t agenda_bytes(const struct agenda *agenda)
{
	return sizeof *agenda + agenda->capacity * sizeof *agenda->chunk +
	       agenda->near.capacity * sizeof(struct event);
}

static uint32_t take_chunk(struct agenda *agenda)
{
	uint32_t index = agenda->free;

	if (index != AGENDA_NONE) {
		agenda->free = agenda->chunk[index].next;
		return index;
	}
	if (agenda->chunks == agenda->capacity) {
		agenda->capacity += agenda->capacity / 8 + 64;
		agenda->chunk = mem_realloc(agenda->chunk, agenda->capacity,
					    sizeof *agenda->chunk);
	}
	return agenda->chunks++;
}

/* A slot's first chunk is full, or there is none: another one before it. */
static void begin_chunk(struct agenda *agenda, uint32_t *slot)
{
	uint32_t index = take_chunk(agenda);
	struct agenda_chunk *chunk = &agenda->chunk[index];

	chunk->next = AGENDA_NONE;
	if (*slot != AGENDA_NONE) {
		chunk->next = *slot >> COUNT_BITS;
		agenda->chunk[chunk->next].count = AGENDA_CHUNK;
	}
	*slot = index << COUNT_BITS;
}

/* How many are in the first chunk stands beside its number, so that nothing of
 * the chunk, which is rarely in the cache, need be read. */
static void append(struct agenda *agenda, uint32_t *slot, struct event event)
{
	_Static_assert(AGENDA_CHUNK == COUNT_MASK, "none looks like full");
	if ((*slot & COUNT_MASK) == AGENDA_CHUNK)
		begin_chunk(agenda, slot);
	agenda->chunk[*slot >> COUNT_BITS].at[*slot & COUNT_MASK] = event;
	++*slot;
	agenda->waiting++;
}

/* --- wheels -------------------------------------------------------------- */

/* Which wheel a time belongs to: the lowest in whose present turn it is. */
static int wheel_of(const struct agenda *agenda, uint64_t time, uint64_t now)
{
	uint64_t apart = (time ^ now) >> agenda->shift;

	return apart == 0 ? 0
			  : (63 - __builtin_clzll(apart)) / AGENDA_SLOT_BITS;
}

static uint32_t slot_of(const struct agenda *agenda, int wheel, uint64_t time)
{
	int shift = agenda->shift + wheel * AGENDA_SLOT_BITS;

	/* With wide slots the upper wheels are not needed. */
	if (shift > 63)
		return 0;
	return (uint32_t)(time >> shift) & (AGENDA_SLOTS - 1);
}

static uint64_t since_origin(const struct agenda *agenda, int64_t time)
{
	return (uint64_t)time - (uint64_t)agenda->origin;
}

void agenda_put_away(struct agenda *agenda, struct event event)
{
	uint64_t time = since_origin(agenda, event.time);
	uint64_t now = since_origin(agenda, agenda->near_end);
	int wheel = wheel_of(agenda, time, now);
	uint32_t slot = slot_of(agenda, wheel, time);

	agenda->filled[wheel][slot / 64] |= UINT64_C(1) << slot % 64;
	append(agenda, &agenda->slot[wheel][slot], event);
}

/* The first slot from `slot` on with something in it, or AGENDA_SLOTS. */
static uint32_t next_filled(const struct agenda *agenda, int wheel,
			    uint32_t slot)
{
	const uint64_t *filled = agenda->filled[wheel];
	uint32_t word = slot / 64;
	uint64_t bits = filled[word] & ~UINT64_C(0) << slot % 64;

	while (bits == 0 && ++word < AGENDA_SLOTS / 64)
		bits = filled[word];
	return bits == 0 ? AGENDA_SLOTS
			 : word * 64 + (uint32_t)__builtin_ctzll(bits);
}

/* Empties a slot that has something in it; gives the first chunk. */
static uint32_t take_slot(struct agenda *agenda, int wheel, uint32_t slot)
{
	uint32_t list = agenda->slot[wheel][slot] >> COUNT_BITS;

	agenda->chunk[list].count = agenda->slot[wheel][slot] & COUNT_MASK;
	agenda->slot[wheel][slot] = AGENDA_NONE;
	agenda->filled[wheel][slot / 64] &= ~(UINT64_C(1) << slot % 64);
	return list;
}

static bool never(const void *context, struct event event)
{
	(void)context;
	(void)event;
	return false;
}

/* Puts away each event of a list again, without what is stale. */
static void spread(struct agenda *agenda, uint32_t list, agenda_stale *stale,
		   const void *context)
{
	while (list != AGENDA_NONE) {
		/* Putting away may move the chunks. */
		struct agenda_chunk chunk = agenda->chunk[list];

		agenda->chunk[list].next = agenda->free;
		agenda->free = list;
		agenda->waiting -= chunk.count;
		for (uint32_t i = 0; i < chunk.count; i++) {
			if (!stale(context, chunk.at[i]))
				agenda_put_away(agenda, chunk.at[i]);
		}
		list = chunk.next;
	}
}

/* Which events of a chunk are not stale, a bit each.  All are asked before any
 * is pushed: what they are about is then fetched at the same time. */
static uint32_t fresh(const struct agenda_chunk *chunk, agenda_stale *stale,
		      const void *context)
{
	uint32_t bits = 0;

	for (uint32_t i = 0; i < chunk->count; i++)
		bits |= (uint32_t)!stale(context, chunk->at[i]) << i;
	return bits;
}

/* Puts few events in order: each goes to the place that as many others are
 * before.  All are compared with all, because which is first cannot be guessed,
 * and a wrong guess costs more than several comparisons. */
static void order(struct agenda *agenda, const struct event *events,
		  uint32_t count)
{
	uint32_t place[AGENDA_RUN] = { 0 };

	for (uint32_t i = 1; i < count; i++) {
		uint32_t before = 0;

		for (uint32_t j = 0; j < i; j++) {
			uint32_t later = event_before(events[i], events[j]);

			place[j] += later;
			before += later;
		}
		place[i] = i - before;
	}
	for (uint32_t i = 0; i < count; i++)
		agenda->run[place[i]] = events[i];
	agenda->run[count] = EVENT_NOBODY;
	agenda->run_at = 0;
	agenda->run_count = count;
}

/* Empties a list into the run, or the heap if there are too many, without what
 * is stale. */
static void pour(struct agenda *agenda, uint32_t list, agenda_stale *stale,
		 const void *context)
{
	struct event events[AGENDA_RUN];
	uint32_t count = 0;

	while (list != AGENDA_NONE) {
		struct agenda_chunk *chunk = &agenda->chunk[list];
		uint32_t bits = fresh(chunk, stale, context);
		uint32_t next = chunk->next;

		for (; bits != 0; bits &= bits - 1) {
			struct event event = chunk->at[__builtin_ctz(bits)];

			if (count < AGENDA_RUN)
				events[count++] = event;
			else
				heap_push(&agenda->near, event);
		}
		agenda->waiting -= chunk->count;
		chunk->next = agenda->free;
		agenda->free = list;
		list = next;
	}
	order(agenda, events, count);
}

/* Another width: everything is put away anew. */
static void change_width(struct agenda *agenda, int shift)
{
	uint32_t all = AGENDA_NONE;

	for (int wheel = 0; wheel < AGENDA_WHEELS; wheel++) {
		uint32_t slot = 0;

		while ((slot = next_filled(agenda, wheel, slot)) <
		       AGENDA_SLOTS) {
			uint32_t list = take_slot(agenda, wheel, slot);
			uint32_t last = list;

			while (agenda->chunk[last].next != AGENDA_NONE)
				last = agenda->chunk[last].next;
			agenda->chunk[last].next = all;
			all = list;
		}
	}
	agenda->shift = shift;
	spread(agenda, all, never, NULL);
}

/* As many events should fall to the time of a slot as a small heap holds. */
static void look_at_width(struct agenda *agenda)
{
	size_t crowd = heap_count(&agenda->near) + agenda->run_count;
	int shift = agenda->shift;
	uint64_t width, slot;

	if (++agenda->opened < LOOK_EVERY && crowd < CROWD)
		return;
	/* Events in the time of one slot, and the width for those wanted. */
	slot = (uint64_t)(agenda->near_end - agenda->looked) >> shift;
	slot = slot > 0 ? agenda->taken / slot : agenda->taken;
	if (crowd > slot && crowd >= CROWD)
		slot = crowd;
	width = (UINT64_C(1) << shift) * WANTED / (slot > 0 ? slot : 1);
	agenda->opened = agenda->taken = 0;
	agenda->looked = agenda->near_end;
	if (slot >= FEW && slot <= MANY)
		return;
	for (shift = SHIFT_MIN; shift < SHIFT_MAX; shift++) {
		if (UINT64_C(2) << shift > width)
			break;
	}
	if (shift != agenda->shift)
		change_width(agenda, shift);
}

/* What is in the slots of now of the upper wheels belongs further down. */
static void bring_down(struct agenda *agenda, agenda_stale *stale,
		       const void *context)
{
	uint64_t now = since_origin(agenda, agenda->near_end);

	for (int wheel = AGENDA_WHEELS - 1; wheel > 0; wheel--) {
		uint32_t slot = slot_of(agenda, wheel, now);

		if (agenda->slot[wheel][slot] != AGENDA_NONE)
			spread(agenda, take_slot(agenda, wheel, slot), stale,
			       context);
	}
}

/* When the next slot of a wheel begins that has something in it, in this turn of
 * the wheel; since the origin, or UINT64_MAX. */
static uint64_t next_slot(const struct agenda *agenda, int wheel)
{
	uint64_t now = since_origin(agenda, agenda->near_end);
	int shift = agenda->shift + wheel * AGENDA_SLOT_BITS;
	uint32_t slot = next_filled(agenda, wheel, slot_of(agenda, wheel, now));

	if (slot == AGENDA_SLOTS)
		return UINT64_MAX;
	now = now >> shift >> AGENDA_SLOT_BITS;
	return (now << AGENDA_SLOT_BITS | slot) << shift;
}

/* The lowest wheel that has something left; there must be one. */
static int next_wheel(const struct agenda *agenda)
{
	int wheel = 0;

	while (next_slot(agenda, wheel) == UINT64_MAX)
		wheel++;
	return wheel;
}

static void set_near_end(struct agenda *agenda, uint64_t time)
{
	agenda->near_end = (int64_t)((uint64_t)agenda->origin + time);
}

void agenda_refill(struct agenda *agenda, int64_t until_us, agenda_stale *stale,
		   const void *context)
{
	uint64_t until = since_origin(agenda, until_us) >> agenda->shift;
	uint64_t begin;
	int wheel;

	for (;;) {
		bring_down(agenda, stale, context);
		/* What came down may all have been stale. */
		if (agenda->waiting == 0)
			return;
		wheel = next_wheel(agenda);
		begin = next_slot(agenda, wheel);
		if (begin >> agenda->shift > until) {
			set_near_end(agenda, (until + 1) << agenda->shift);
			return;
		}
		if (wheel == 0)
			break;
		set_near_end(agenda, begin);
	}
	set_near_end(agenda, begin + (UINT64_C(1) << agenda->shift));
	pour(agenda, take_slot(agenda, 0, slot_of(agenda, 0, begin)), stale,
	     context);
	look_at_width(agenda);
}
