#include "sim/telemetry/record.h"

#include "base/hash.h"
#include "base/mem.h"
#include "sim/engine_internal.h"

#include <stdlib.h>
#include <string.h>

static const struct {
	size_t size;
	const char *what;
} kinds[TABLE_COUNT] = {
	[TABLE_PERSONS] = { sizeof(struct person_row), "people" },
	[TABLE_PRESSES] = { sizeof(struct press_row), "presses" },
	[TABLE_CALLS] = { sizeof(struct call_row), "calls of an API" },
	[TABLE_TASKS] = { sizeof(struct task_row), "tasks" },
	[TABLE_SPANS] = { sizeof(struct span_row), "spans" },
	[TABLE_PERSONS_ENDED] = { sizeof(uint32_t), "people" },
	[TABLE_PRESSES_ENDED] = { sizeof(uint32_t), "presses" },
	[TABLE_CALLS_ENDED] = { sizeof(uint32_t), "calls of an API" },
	[TABLE_TASKS_DONE] = { sizeof(uint32_t), "tasks" },
	[TABLE_TASKS_TOLD] = { sizeof(uint32_t), "tasks" },
	[TABLE_MINUTES] = { sizeof(struct minute), "minutes" },
	[TABLE_STEPS] = { sizeof(uint8_t), "minutes" },
	[TABLE_PEOPLE] = { sizeof(struct people_cell), "minutes" },
};

#define FIRST_BYTES 1024

/* The first piece doubles, and at last is one like the others. */
static void grow_first(struct table *table)
{
	size_t old = table->capacity * table->size;
	size_t bytes = old > 0 ? old * 2 : FIRST_BYTES;
	void *piece;

	if (table->pieces == 0) {
		table->piece = mem_calloc(1, sizeof *table->piece);
		table->pieces = 1;
	}
	if (bytes < table->size)
		bytes = table->size;
	if (bytes / table->size < table->per) {
		table->piece[0] = mem_realloc(table->piece[0], bytes, 1);
		table->capacity = bytes / table->size;
		return;
	}
	piece = piece_take();
	if (table->count > 0)
		memcpy(piece, table->piece[0], table->count * table->size);
	free(table->piece[0]);
	table->piece[0] = piece;
	table->capacity = table->per;
}

void table_grow(struct table *table)
{
	if (table->capacity < table->per) {
		grow_first(table);
		return;
	}
	/* Room for a power of two. */
	if ((table->pieces & (table->pieces - 1)) == 0)
		table->piece = mem_realloc(table->piece,
					   (size_t)table->pieces * 2,
					   sizeof *table->piece);
	table->piece[table->pieces++] = piece_take();
	table->capacity += table->per;
}

void *table_add(struct table *table)
{
	if (table->count == table->capacity)
		table_grow(table);
	return memset(table_row(table, table->count++), 0, table->size);
}

/* Whether the first piece is malloc's. */
static bool is_small(const struct table *table)
{
	return table->capacity < table->per;
}

static void table_finish(struct table *table)
{
	if (is_small(table) && table->pieces > 0)
		free(table->piece[0]);
	else
		for (uint32_t i = 0; i < table->pieces; i++)
			piece_give(table->piece[i]);
	free(table->piece);
}

static void table_copy(struct table *to, const struct table *from)
{
	size_t left = from->count, room = 1;

	*to = *from;
	if (from->pieces == 0)
		return;
	while (room < from->pieces)
		room *= 2;
	to->piece = mem_calloc(room, sizeof *to->piece);
	for (uint32_t i = 0; i < from->pieces; i++) {
		size_t rows = left < from->per ? left : from->per;

		to->piece[i] = is_small(from)
				       ? mem_alloc(from->capacity * from->size)
				       : piece_take();
		memcpy(to->piece[i], from->piece[i], rows * from->size);
		left -= rows;
	}
}

static size_t table_bytes(const struct table *table)
{
	if (is_small(table))
		return table->capacity * table->size;
	return table->pieces * (PIECE_BYTES + sizeof *table->piece);
}

_Static_assert(SIM_ATTRIBUTES_MAX *SIM_VALUES_MAX *
			       sizeof(struct people_cell) <=
		       PIECE_BYTES,
	       "a row goes into a piece");

void record_init(struct sim_engine *e, enum sim_detail detail)
{
	struct record *r = &e->record;
	const struct sim_model *model = e->model;
	int64_t start = e->start_us;

	*r = (struct record){ .detail = detail, .hash = HASH_INIT };
	r->first_minute_us = start -
			     (start % MINUTE_US + MINUTE_US) % MINUTE_US;
	r->minute_end_us = r->first_minute_us;
	r->first_second_us = start -
			     (start % SECOND_US + SECOND_US) % SECOND_US;
	r->values = (size_t)model_value_offset(model, model->attribute_count);
	gauge_store_init(&r->gauges, gauge_width(model));
	for (int id = 0; id < TABLE_COUNT; id++)
		r->table[id].size = kinds[id].size;
	r->table[TABLE_PEOPLE].size *= r->values;
	for (int id = 0; id < TABLE_COUNT; id++) {
		struct table *table = &r->table[id];

		if (table->size > 0)
			table->per = (uint32_t)(PIECE_BYTES / table->size);
	}
}

void record_finish(struct record *record)
{
	for (int id = 0; id < TABLE_COUNT; id++)
		table_finish(&record->table[id]);
	gauge_store_finish(&record->gauges);
	free(record->histogram);
}

static void *last_row(const struct table *table)
{
	return table_row(table, table->count - 1);
}

void record_copy(struct record *to, const struct record *from)
{
	*to = *from;
	for (int id = 0; id < TABLE_COUNT; id++)
		table_copy(&to->table[id], &from->table[id]);
	gauge_store_copy(&to->gauges, &from->gauges);
	if (from->minute != NULL) {
		to->histogram = mem_alloc(HISTOGRAM_BYTES);
		memcpy(to->histogram, from->histogram, HISTOGRAM_BYTES);
		to->minute = last_row(&to->table[TABLE_MINUTES]);
		to->minute->histogram = to->histogram;
	}
	if (from->people != NULL)
		to->people = last_row(&to->table[TABLE_PEOPLE]);
}

static bool too_many(struct err *err, const char *what)
{
	return err_set(err, ERR_LIMIT,
		       "the simulation has more than %u %s; simulate "
		       "a shorter time or lower rates",
		       ENGINE_ROWS_MAX, what);
}

bool record_ready(const struct record *record, struct err *err)
{
	const struct gauge_store *gauges = &record->gauges;

	for (int id = 0; id < TABLE_COUNT; id++) {
		const struct table *table = &record->table[id];

		if (table->count * (table->size / kinds[id].size) >=
		    ENGINE_ROWS_MAX)
			return too_many(err, kinds[id].what);
	}
	if (gauges->seconds * gauges->columns >= ENGINE_ROWS_MAX)
		return too_many(err, "samples of gauges");
	return true;
}

size_t record_bytes(const struct record *record)
{
	size_t bytes = record->histogram != NULL ? HISTOGRAM_BYTES : 0;

	for (int id = 0; id < TABLE_COUNT; id++)
		bytes += table_bytes(&record->table[id]);
	return bytes + gauge_store_bytes(&record->gauges);
}
