#include "sim/agenda.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SHIFT_FIRST 13 /* 8 ms, until the rate of events is known */
#define SHIFT_MIN 4
#define SHIFT_MAX 30   /* so that a time within a slot has 31 bits */
#define LOOK_EVERY 256 /* slots opened, then the width is judged */
#define FEW 3	       /* events in the time of a slot */
#define MANY 48
#define WANTED 12
#define CROWD 1024 /* in one slot: too many to wait for the average */
#define NO_SLOT UINT64_MAX

_Static_assert(sizeof(struct agenda_chunk) == 128, "two cache lines");
_Static_assert(AGENDA_CHUNK <= AGENDA_COUNT_MASK, "a chunk's count has room");

static void empty_wheels(struct agenda *agenda)
{
	for (int wheel = 0; wheel < AGENDA_WHEELS; wheel++)
		for (uint32_t i = 0; i < AGENDA_SLOTS; i++)
			agenda->slot[wheel][i] = AGENDA_EMPTY;
	memset(agenda->filled, 0, sizeof agenda->filled);
	agenda->far = NO_SLOT;
}

void agenda_init(struct agenda *agenda, int64_t start_us)
{
	memset(agenda, 0, sizeof *agenda);
	agenda->origin = agenda->near_end = agenda->looked = start_us;
	agenda->shift = SHIFT_FIRST;
	agenda->free = AGENDA_NONE;
	agenda->run[0] = EVENT_NOBODY;
	empty_wheels(agenda);
}

void agenda_finish(struct agenda *agenda)
{
	heap_finish(&agenda->near);
	free(agenda->chunk);
	free(agenda->next);
}

static void resize(struct agenda *agenda, uint32_t capacity)
{
	agenda->chunk = mem_realloc(agenda->chunk, capacity,
				    sizeof *agenda->chunk);
	agenda->next = mem_realloc(agenda->next, capacity,
				   sizeof *agenda->next);
	agenda->capacity = capacity;
}

void agenda_copy(struct agenda *to, const struct agenda *from)
{
	*to = *from;
	heap_copy(&to->near, &from->near);
	to->chunk = NULL;
	to->next = NULL;
	if (from->capacity == 0)
		return;
	resize(to, from->capacity);
	memcpy(to->chunk, from->chunk, from->chunks * sizeof *to->chunk);
	memcpy(to->next, from->next, from->chunks * sizeof *to->next);
}

size_t agenda_bytes(const struct agenda *agenda)
{
	return sizeof *agenda +
	       agenda->capacity *
		       (sizeof *agenda->chunk + sizeof *agenda->next) +
	       agenda->near.capacity * sizeof(struct event);
}

/* --- chunks -------------------------------------------------------------- */

void agenda_begin_chunk(struct agenda *agenda, uint32_t *slot)
{
	uint32_t index = agenda->free;

	if (index != AGENDA_NONE) {
		agenda->free = agenda->next[index];
	} else {
		if (agenda->chunks == agenda->capacity)
			resize(agenda,
			       agenda->capacity + agenda->capacity / 32 + 16);
		index = agenda->chunks++;
	}
	agenda->next[index] = *slot >> AGENDA_COUNT_BITS;
	*slot = index << AGENDA_COUNT_BITS;
}

/* A slot's chunks, as they are gone through. */
struct chunks {
	uint32_t index, count;
};

static struct chunks chunks_of(uint32_t slot)
{
	return (struct chunks){ slot >> AGENDA_COUNT_BITS,
				slot & AGENDA_COUNT_MASK };
}

/* Empties a slot; gives its chunks. */
static struct chunks take_slot(struct agenda *agenda, int wheel, uint32_t i)
{
	uint32_t slot = agenda->slot[wheel][i];

	agenda->slot[wheel][i] = AGENDA_EMPTY;
	agenda->filled[wheel][i / 64] &= ~(UINT64_C(1) << i % 64);
	return chunks_of(slot);
}

/* Frees the first chunk, which has been read, and goes on to the next. */
static void next_chunk(struct agenda *agenda, struct chunks *chunks)
{
	uint32_t index = chunks->index;

	agenda->waiting -= chunks->count;
	chunks->index = agenda->next[index];
	chunks->count = AGENDA_CHUNK;
	agenda->next[index] = agenda->free;
	agenda->free = index;
}

/* --- wheels -------------------------------------------------------------- */

/* A lowest slot as a slot of a wheel, counted since the origin. */
static uint64_t in_wheel(uint64_t number, int wheel)
{
	return number >> wheel * AGENDA_SLOT_BITS;
}

void agenda_put_far(struct agenda *agenda, struct event event, uint64_t number)
{
	int wheel = 1;
	uint64_t begin;

	/* The last slot of all time has been opened. */
	if (number < agenda->now) {
		heap_push(&agenda->near, event);
		return;
	}
	while (in_wheel(number, wheel) - in_wheel(agenda->now, wheel) >=
	       AGENDA_SLOTS)
		wheel++;
	begin = in_wheel(number, wheel) << wheel * AGENDA_SLOT_BITS;
	if (begin < agenda->far)
		agenda->far = begin;
	agenda_fill(agenda, wheel, in_wheel(number, wheel), event);
}

/* The first filled slot of a wheel from that one on, within a turn: how many
 * slots on it is, or AGENDA_SLOTS. */
static uint32_t next_filled(const uint64_t *filled, uint32_t from)
{
	uint32_t word = from / 64;
	uint64_t bits = filled[word] & ~UINT64_C(0) << from % 64;
	uint32_t i;

	for (uint32_t n = 0; bits == 0; n++) {
		if (n == AGENDA_SLOTS / 64)
			return AGENDA_SLOTS;
		word = (word + 1) % (AGENDA_SLOTS / 64);
		bits = filled[word];
	}
	i = word * 64 + (uint32_t)__builtin_ctzll(bits);
	return (i - from) & (AGENDA_SLOTS - 1);
}

/* The lowest slot where the next filled slot of a wheel begins, or NO_SLOT. */
static uint64_t next_slot(const struct agenda *agenda, int wheel)
{
	uint64_t now = in_wheel(agenda->now, wheel);
	uint32_t on = next_filled(agenda->filled[wheel],
				  (uint32_t)now & (AGENDA_SLOTS - 1));

	return on == AGENDA_SLOTS ? NO_SLOT
				  : (now + on) << wheel * AGENDA_SLOT_BITS;
}

/* Puts away each event of those chunks again, without what is stale. */
static void spread(struct agenda *agenda, struct chunks chunks,
		   agenda_stale *stale, const void *context)
{
	while (chunks.index != AGENDA_NONE) {
		/* Putting away may move the chunks. */
		struct agenda_chunk chunk = agenda->chunk[chunks.index];
		uint32_t count = chunks.count;
		uint32_t gone = stale != NULL ? stale(context, chunk.at, count)
					      : 0;

		next_chunk(agenda, &chunks);
		for (uint32_t i = 0; i < count; i++) {
			if (!(gone >> i & 1))
				agenda_put_away(agenda, chunk.at[i]);
		}
	}
}

static void set_now(struct agenda *agenda, uint64_t number)
{
	agenda->now = number;
	agenda->near_end =
		(int64_t)((uint64_t)agenda->origin + (number << agenda->shift));
}

/* What is in the slots of the upper wheels that begin now belongs further
 * down. */
static void bring_down(struct agenda *agenda, agenda_stale *stale,
		       const void *context)
{
	for (int wheel = AGENDA_WHEELS - 1; wheel > 0; wheel--) {
		uint32_t i = (uint32_t)in_wheel(agenda->now, wheel) &
			     (AGENDA_SLOTS - 1);

		if (agenda->slot[wheel][i] != AGENDA_EMPTY)
			spread(agenda, take_slot(agenda, wheel, i), stale,
			       context);
	}
	agenda->far = NO_SLOT;
	for (int wheel = 1; wheel < AGENDA_WHEELS; wheel++) {
		uint64_t begin = next_slot(agenda, wheel);

		if (begin < agenda->far)
			agenda->far = begin;
	}
}

/* --- order ---------------------------------------------------------------- */

/* Four numbers that are compared at once. */
typedef int32_t four __attribute__((vector_size(16)));
_Static_assert(AGENDA_RUN % 4 == 0 && AGENDA_RUN > 16, "three sizes of runs");

/* Compares so many times four numbers with each other: how many are larger than
 * each of them, and the sum of that. */
static inline __attribute__((always_inline)) int32_t larger(const int32_t *key,
							    int32_t *count,
							    uint32_t fours)
{
	four total = { 0 };

	for (uint32_t f = 0; f < fours; f++) {
		four own, sum = { 0 };

		memcpy(&own, &key[4 * f], sizeof own);
		for (uint32_t i = 0; i < 4 * fours; i++)
			sum -= own < key[i];
		memcpy(&count[4 * f], &sum, sizeof sum);
		total += sum;
	}
	return total[0] + total[1] + total[2] + total[3];
}

/* How many others are before each of few events, by time alone; false if two have
 * the same time.  All are compared with all, because which is first cannot be
 * guessed, and a wrong guess costs more than several comparisons; and always
 * with 8, 16 or all that there may be, because how many there are cannot be
 * guessed either. */
static bool places_by_time(const struct agenda *agenda,
			   const struct event *events, uint32_t count,
			   int32_t place[AGENDA_RUN])
{
	int32_t key[AGENDA_RUN], total;
	uint32_t size = count <= 8 ? 8 : count <= 16 ? 16 : AGENDA_RUN;

	/* Nobody's are smaller than all, and not smaller than each other. */
	memset(key, 0xff, sizeof key);
	for (uint32_t i = 0; i < count; i++)
		key[i] = (int32_t)((uint64_t)agenda->near_end -
				   (uint64_t)events[i].time);
	if (size == 8)
		total = larger(key, place, 2);
	else if (size == 16)
		total = larger(key, place, 4);
	else
		total = larger(key, place, AGENDA_RUN / 4);
	return (uint32_t)total ==
	       count * (count - 1) / 2 + (size - count) * count;
}

/* The same by time and sequence. */
static void places(const struct event *events, uint32_t count, int32_t *place)
{
	for (uint32_t i = 0; i < count; i++) {
		place[i] = 0;
		for (uint32_t j = 0; j < count; j++)
			place[i] += event_before(events[j], events[i]);
	}
}

/* Puts so many events that have been poured in order. */
static void order(struct agenda *agenda, uint32_t count)
{
	const struct event *events = agenda->poured;
	int32_t place[AGENDA_RUN];

	if (!places_by_time(agenda, events, count, place))
		places(events, count, place);
	for (uint32_t i = 0; i < count; i++)
		agenda->run[place[i]] = events[i];
	agenda->run[count] = EVENT_NOBODY;
	agenda->run_at = 0;
	agenda->run_count = count;
}

/* Puts those events into the heap that are not stale. */
static void push_rest(struct agenda *agenda, const struct event *events,
		      uint32_t count, uint32_t stale)
{
	for (uint32_t i = 0; i < count; i++)
		if (!(stale >> i & 1))
			heap_push(&agenda->near, events[i]);
}

/* Empties those chunks into the run, or the heap if there are too many, without
 * what is stale.  All of a chunk are asked before any is put in order: what they
 * are about is then fetched at the same time. */
static void pour(struct agenda *agenda, struct chunks chunks,
		 agenda_stale *stale, const void *context)
{
	uint32_t count = 0;

	while (chunks.index != AGENDA_NONE) {
		const struct event *at = agenda->chunk[chunks.index].at;
		uint32_t gone = stale(context, at, chunks.count);

		if (count > AGENDA_RUN - AGENDA_CHUNK) {
			push_rest(agenda, at, chunks.count, gone);
		} else {
			for (uint32_t i = 0; i < chunks.count; i++) {
				agenda->poured[count] = at[i];
				count += ~gone >> i & 1;
			}
		}
		next_chunk(agenda, &chunks);
	}
	order(agenda, count);
}

/* --- width ---------------------------------------------------------------- */

/* Another width: everything is put away anew. */
static void change_width(struct agenda *agenda, int shift)
{
	struct agenda before = *agenda;

	empty_wheels(agenda);
	agenda->shift = shift;
	agenda->now = agenda_number(agenda, agenda->near_end);
	for (int wheel = 0; wheel < AGENDA_WHEELS; wheel++)
		for (uint32_t i = 0; i < AGENDA_SLOTS; i++) {
			uint32_t slot = before.slot[wheel][i];

			if (slot != AGENDA_EMPTY)
				spread(agenda, chunks_of(slot), NULL, NULL);
		}
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

/* --- what is next --------------------------------------------------------- */

void agenda_refill(struct agenda *agenda, int64_t until_us, agenda_stale *stale,
		   const void *context)
{
	uint64_t until = agenda_number(agenda, until_us);
	uint64_t next;

	for (;;) {
		next = next_slot(agenda, 0);
		if (next < agenda->far || agenda->far > until)
			break;
		set_now(agenda, agenda->far);
		bring_down(agenda, stale, context);
		/* What came down may all have been stale. */
		if (agenda->waiting == 0)
			return;
	}
	if (next > until) {
		set_now(agenda, until + 1);
		return;
	}
	set_now(agenda, next + 1);
	pour(agenda, take_slot(agenda, 0, (uint32_t)next & (AGENDA_SLOTS - 1)),
	     stale, context);
	look_at_width(agenda);
}
