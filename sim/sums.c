#include "sim/sums.h"

void sums_begin_minute(struct sim_engine *e)
{
	struct record *r = &e->record;

	do {
		r->minute = table_add(&r->table[TABLE_MINUTES]);
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
