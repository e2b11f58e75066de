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
	[TABLE_GAUGES] = { sizeof(float), "samples of gauges" },
	[TABLE_MINUTES] = { sizeof(struct minute), "minutes" },
	[TABLE_PEOPLE] = { sizeof(struct people_cell), "minutes" },
};

#define FIRST_BYTES 4096 /* a page: a minute's sums alone fill one */

void table_grow(struct table *table, size_t count)
{
	table->capacity += table->capacity / 2 + count + 1 +
			   FIRST_BYTES / table->size;
	table->items = mem_realloc(table->items, table->capacity, table->size);
}

void *table_extend(struct table *table, size_t count)
{
	unsigned char *items;

	/* Grows also for nothing, so that there is something to point at. */
	if (table->count + count >= table->capacity)
		table_grow(table, count);
	items = (unsigned char *)table->items + table->count * table->size;
	table->count += count;
	if (count > 0)
		memset(items, 0, count * table->size);
	return items;
}

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
	r->gauge_width = gauge_width(model);
	for (int id = 0; id < TABLE_COUNT; id++)
		r->table[id].size = kinds[id].size;
}

void record_finish(struct record *record)
{
	for (int id = 0; id < TABLE_COUNT; id++)
		free(record->table[id].items);
}

void record_copy(struct record *to, const struct record *from)
{
	*to = *from;
	for (int id = 0; id < TABLE_COUNT; id++) {
		struct table *table = &to->table[id];

		table->items = NULL;
		table->capacity = table->count;
		if (table->count == 0)
			continue;
		table->items = mem_realloc(NULL, table->count, table->size);
		memcpy(table->items, from->table[id].items,
		       table->count * table->size);
	}
	to->minute = record_last_minute(to);
}

bool record_ready(const struct record *record, struct err *err)
{
	for (int id = 0; id < TABLE_COUNT; id++) {
		if (record->table[id].count < ENGINE_ROWS_MAX)
			continue;
		return err_set(err, ERR_LIMIT,
			       "the simulation has more than %u %s; simulate "
			       "a shorter time or lower rates",
			       ENGINE_ROWS_MAX, kinds[id].what);
	}
	return true;
}

size_t record_bytes(const struct record *record)
{
	size_t bytes = 0;

	for (int id = 0; id < TABLE_COUNT; id++)
		bytes += record->table[id].capacity * record->table[id].size;
	return bytes;
}
