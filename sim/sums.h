/*
 * The sums of a minute, which are all that an engine with SIM_SUMMARY keeps of
 * what happens.
 */
#ifndef GAMEDAY_SIM_SUMS_H
#define GAMEDAY_SIM_SUMS_H

#include "sim/engine_internal.h"

/* Begins the minute that is now, and those before it in which nothing was. */
void sums_begin_minute(struct sim_engine *e);
/* Counts for each of the person's values. */
void sums_values_came(struct sim_engine *e, const uint8_t *value);
void sums_values_left(struct sim_engine *e, const struct leaving *leaving);

/* The sums of the minute that is now. */
static inline struct minute *sums_now(struct sim_engine *e)
{
	if (e->now_us >= e->record.minute_end_us)
		sums_begin_minute(e);
	return e->record.minute;
}

static inline void sums_came(struct sim_engine *e, const uint8_t *value)
{
	sums_now(e)->came++;
	if (e->model->attribute_count > 0)
		sums_values_came(e, value);
}

static inline void sums_left(struct sim_engine *e, const struct leaving *l)
{
	struct minute *minute = sums_now(e);
	bool served = l->outcome == SIM_OUTCOME_OK;

	minute->served += served;
	minute->failed += !served;
	minute->degraded += l->degraded;
	minute->presses_of_ended += l->presses;
	minute->histogram[histogram_step(e->now_us - l->came_us)]++;
	if (e->model->attribute_count > 0)
		sums_values_left(e, l);
}

#endif
