#include "sim/telemetry/query.h"

/* Money and people, broken down by the values of an attribute. */

static size_t values_of(const struct sim_engine *e, int attribute)
{
	return (size_t)e->model->attribute[attribute].count;
}

void sim_bill_by_attribute(const struct sim_engine *e, int attribute,
			   struct sim_window window, double *usd, double *tasks)
{
	struct span_of span = query_window(e, TABLE_TASKS, window);

	for (size_t v = 0; v < values_of(e, attribute); v++)
		usd[v] = tasks[v] = 0.0;
	for (size_t i = span.from; i < span.to; i++) {
		const struct task_row *row = query_task(e, (uint32_t)i);
		uint8_t v = row->value[attribute];

		if (v == MODEL_UNSET)
			continue;
		usd[v] += row->usd * e->model->scale;
		tasks[v] += e->model->scale;
	}
}

void sim_bill_by_attempt(const struct sim_engine *e, struct sim_window window,
			 double usd[4], double tasks[4])
{
	struct span_of span = query_window(e, TABLE_TASKS, window);

	for (int i = 0; i < 4; i++)
		usd[i] = tasks[i] = 0.0;
	for (size_t i = span.from; i < span.to; i++) {
		const struct task_row *row = query_task(e, (uint32_t)i);
		int n = row->attempt < 1   ? 0
			: row->attempt > 4 ? 3
					   : row->attempt - 1;

		usd[n] += row->usd * e->model->scale;
		tasks[n] += e->model->scale;
	}
}

void sim_outcomes(const struct sim_engine *e, const struct sim_filter *filter,
		  struct sim_window window, double counts[SIM_OUTCOMES])
{
	struct span_of span = query_window(e, TABLE_PRESSES_ENDED, window);

	for (int i = 0; i < SIM_OUTCOMES; i++)
		counts[i] = 0.0;
	for (size_t i = span.from; i < span.to; i++) {
		uint32_t row = query_listed(e, TABLE_PRESSES_ENDED, i);

		if (query_matches(filter, query_asked(e, row)))
			counts[query_press(e, row)->outcome] += e->model->scale;
	}
}

static void count_people(const struct sim_engine *e, int attribute,
			 struct sim_window window, struct sim_people *out)
{
	struct span_of came = query_window(e, TABLE_PERSONS, window);
	struct span_of left = query_window(e, TABLE_PERSONS_ENDED, window);

	for (size_t v = 0; v < values_of(e, attribute); v++)
		out[v] = (struct sim_people){ 0 };
	if (e->record.detail == SIM_SUMMARY) {
		minutes_people(e, attribute, window, out);
		return;
	}
	for (size_t i = came.from; i < came.to; i++) {
		uint8_t v = query_person(e, (uint32_t)i)->value[attribute];

		if (v != MODEL_UNSET)
			out[v].came += 1.0;
	}
	for (size_t i = left.from; i < left.to; i++) {
		const struct person_row *row = query_person(
			e, query_listed(e, TABLE_PERSONS_ENDED, i));
		uint8_t v = row->value[attribute];

		if (v == MODEL_UNSET)
			continue;
		out[v].served += row->outcome == SIM_OUTCOME_OK;
		out[v].failed += row->outcome != SIM_OUTCOME_OK;
		out[v].degraded += (row->flags & ROW_DEGRADED) != 0;
	}
}

void sim_people_by_attribute(const struct sim_engine *e, int attribute,
			     struct sim_window window, struct sim_people *out)
{
	double scale = e->model->scale;

	count_people(e, attribute, window, out);
	for (size_t v = 0; v < values_of(e, attribute); v++) {
		out[v].came *= scale;
		out[v].served *= scale;
		out[v].failed *= scale;
		out[v].degraded *= scale;
	}
}

void sim_people_waiting(const struct sim_engine *e, int attribute, double *out)
{
	struct sim_window all = { e->start_us, e->now_us + 1 };
	struct sim_people people[SIM_VALUES_MAX];

	sim_people_by_attribute(e, attribute, all, people);
	for (size_t v = 0; v < values_of(e, attribute); v++)
		out[v] = people[v].came - people[v].served - people[v].failed;
}
