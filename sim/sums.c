#include "sim/sums.h"

#include "base/mem.h"

/* Seven bits a byte, the lowest first; all but the last have the eighth. */
static void put_count(struct table *table, uint32_t count)
{
	for (; count >= 0x80; count >>= 7)
		*(uint8_t *)table_push(table, 1) = (uint8_t)(count | 0x80);
	*(uint8_t *)table_push(table, 1) = (uint8_t)count;
}

/* The minute is over: of its histogram only what is not empty is kept. */
static void end_minute(struct record *r)
{
	struct minute *minute = r->minute;
	uint32_t *histogram = r->histogram;
	uint32_t first = 0, end = HISTOGRAM_SIZE;

	while (end > 0 && histogram[end - 1] == 0)
		end--;
	while (first < end && histogram[first] == 0)
		first++;
	minute->steps.at = (uint32_t)r->table[TABLE_STEPS].count;
	minute->steps.first = (uint16_t)first;
	minute->steps.count = (uint16_t)(end - first);
	for (uint32_t step = first; step < end; step++) {
		put_count(&r->table[TABLE_STEPS], histogram[step]);
		histogram[step] = 0;
	}
}

void sums_begin_minute(struct sim_engine *e)
{
	struct record *r = &e->record;

	do {
		if (r->minute != NULL)
			end_minute(r);
		else
			r->histogram = mem_calloc(1, HISTOGRAM_BYTES);
		r->minute = table_add(&r->table[TABLE_MINUTES]);
		r->minute->histogram = r->histogram;
		if (r->values > 0)
			r->people = table_add(&r->table[TABLE_PEOPLE]);
		r->minute_end_us += MINUTE_US;
	} while (r->minute_end_us <= e->now_us);
}

/* The cells of this minute of the person's values. */
struct cells {
	struct people_cell *at[SIM_ATTRIBUTES_MAX];
	int count;
};

static void cells_now(struct sim_engine *e, const uint8_t *value,
		      struct cells *cells)
{
	struct people_cell *cell = e->record.people;

	cells->count = 0;
	for (int a = 0; a < e->model->attribute_count; a++) {
		if (value[a] != MODEL_UNSET)
			cells->at[cells->count++] = cell + value[a];
		cell += e->model->attribute[a].count;
	}
}

void sums_values_came(struct sim_engine *e, const uint8_t *value)
{
	struct cells cells;

	cells_now(e, value, &cells);
	for (int i = 0; i < cells.count; i++)
		cells.at[i]->came++;
}

void sums_values_left(struct sim_engine *e, const struct leaving *l)
{
	bool served = l->outcome == SIM_OUTCOME_OK;
	struct cells cells;

	cells_now(e, l->value, &cells);
	for (int i = 0; i < cells.count; i++) {
		cells.at[i]->served += served;
		cells.at[i]->failed += !served;
		cells.at[i]->degraded += l->degraded;
	}
}
