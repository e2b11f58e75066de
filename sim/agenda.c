#include "sim/agenda.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

#define SHIFT_FIRST 13 /* 8 ms, until the rate of events is known */
#define SHIFT_MIN 4
#define SHIFT_MAX 36
#define WANTED 12   /* events in a bucket */
#define CROWDED 256 /* so many make it worth to begin again */

_Static_assert(sizeof(struct agenda_chunk) == 256, "four cache lines");

void agenda_init(struct agenda *agenda, int64_t start_us)
{
	memset(agenda, 0, sizeof *agenda);
	agenda->begin = agenda->near_end = start_us;
	agenda->shift = SHIFT_FIRST;
	agenda->far = agenda->free = AGENDA_NONE;
	for (size_t i = 0; i < AGENDA_BUCKETS; i++)
		agenda->bucket[i] = AGENDA_NONE;
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
		agenda->capacity += agenda->capacity / 2 + 64;
		agenda->chunk = mem_realloc(agenda->chunk, agenda->capacity,
					    sizeof *agenda->chunk);
	}
	return agenda->chunks++;
}

static void append(struct agenda *agenda, uint32_t *list, struct event event)
{
	struct agenda_chunk *chunk = NULL;

	if (*list != AGENDA_NONE)
		chunk = &agenda->chunk[*list];
	if (chunk == NULL || chunk->count == AGENDA_CHUNK) {
		uint32_t index = take_chunk(agenda);

		chunk = &agenda->chunk[index];
		chunk->next = *list;
		chunk->count = 0;
		*list = index;
	}
	chunk->at[chunk->count++] = event;
	agenda->waiting++;
}

void agenda_put_away(struct agenda *agenda, struct event event)
{
	uint64_t i = (uint64_t)(event.time - agenda->begin) >> agenda->shift;

	if (i >= AGENDA_BUCKETS || i < agenda->next) {
		append(agenda, &agenda->far, event);
		return;
	}
	agenda->filled[i / 64] |= UINT64_C(1) << i % 64;
	append(agenda, &agenda->bucket[i], event);
}

/* The next bucket with something in it, or AGENDA_BUCKETS. */
static uint32_t next_filled(const struct agenda *agenda)
{
	uint32_t word = agenda->next / 64;
	uint64_t bits;

	if (agenda->next >= AGENDA_BUCKETS)
		return AGENDA_BUCKETS;
	bits = agenda->filled[word] & ~UINT64_C(0) << agenda->next % 64;
	while (bits == 0 && ++word < AGENDA_BUCKETS / 64)
		bits = agenda->filled[word];
	return bits == 0 ? AGENDA_BUCKETS
			 : word * 64 + (uint32_t)__builtin_ctzll(bits);
}

/* Empties a list of chunks into the heap, without what is stale. */
static void pour(struct agenda *agenda, uint32_t list, agenda_stale *stale,
		 const void *context)
{
	while (list != AGENDA_NONE) {
		struct agenda_chunk *chunk = &agenda->chunk[list];
		uint32_t next = chunk->next;

		for (uint32_t i = 0; i < chunk->count; i++) {
			if (!stale(context, chunk->at[i]))
				heap_push(&agenda->near, chunk->at[i]);
		}
		agenda->waiting -= chunk->count;
		chunk->next = agenda->free;
		agenda->free = list;
		list = next;
	}
}

/* Empties a list of chunks into buckets. */
static void spread(struct agenda *agenda, uint32_t list)
{
	while (list != AGENDA_NONE) {
		/* Putting away may move the chunks. */
		struct agenda_chunk chunk = agenda->chunk[list];

		agenda->chunk[list].next = agenda->free;
		agenda->free = list;
		agenda->waiting -= chunk.count;
		for (uint32_t i = 0; i < chunk.count; i++)
			agenda_put_away(agenda, chunk.at[i]);
		list = chunk.next;
	}
}

static int64_t earliest(const struct agenda *agenda, uint32_t list)
{
	int64_t first = INT64_MAX;

	for (; list != AGENDA_NONE; list = agenda->chunk[list].next) {
		const struct agenda_chunk *chunk = &agenda->chunk[list];

		for (uint32_t i = 0; i < chunk->count; i++) {
			if (chunk->at[i].time < first)
				first = chunk->at[i].time;
		}
	}
	return first;
}

/* The width at which as many events as wanted would have come to a bucket. */
static int fitting_shift(int64_t passed_us, uint64_t events)
{
	uint64_t width = (uint64_t)passed_us * WANTED / (events + 1);
	int shift = SHIFT_MIN;

	while (shift < SHIFT_MAX && UINT64_C(2) << shift <= width)
		shift++;
	return shift;
}

/* A new year: buckets of the width that fits now, from the first event on. */
static void begin_year(struct agenda *agenda)
{
	int64_t first = earliest(agenda, agenda->far);
	uint32_t pile = agenda->far;

	if (agenda->opened >= WANTED)
		agenda->shift = fitting_shift(first - agenda->begin,
					      agenda->opened);
	agenda->begin = first;
	agenda->next = 0;
	agenda->opened = 0;
	agenda->far = AGENDA_NONE;
	spread(agenda, pile);
}

/* Everything onto the pile, to be spread over narrower buckets. */
static void end_year(struct agenda *agenda)
{
	uint32_t i;

	while ((i = next_filled(agenda)) < AGENDA_BUCKETS) {
		uint32_t last = agenda->bucket[i];

		while (agenda->chunk[last].next != AGENDA_NONE)
			last = agenda->chunk[last].next;
		agenda->chunk[last].next = agenda->far;
		agenda->far = agenda->bucket[i];
		agenda->bucket[i] = AGENDA_NONE;
		agenda->filled[i / 64] &= ~(UINT64_C(1) << i % 64);
	}
	agenda->next = AGENDA_BUCKETS;
}

bool agenda_refill(struct agenda *agenda, agenda_stale *stale,
		   const void *context)
{
	uint32_t i = next_filled(agenda);
	uint32_t list;
	size_t poured;

	if (i == AGENDA_BUCKETS) {
		if (agenda->far == AGENDA_NONE)
			return false;
		begin_year(agenda);
		i = next_filled(agenda);
	}
	list = agenda->bucket[i];
	agenda->bucket[i] = AGENDA_NONE;
	agenda->filled[i / 64] &= ~(UINT64_C(1) << i % 64);
	agenda->next = i + 1;
	agenda->near_end = agenda->begin + ((int64_t)(i + 1) << agenda->shift);
	pour(agenda, list, stale, context);
	poured = heap_count(&agenda->near);
	agenda->opened += poured;
	if (poured > CROWDED && agenda->shift > SHIFT_MIN &&
	    agenda->waiting > AGENDA_BUCKETS / 64)
		end_year(agenda);
	return true;
}
