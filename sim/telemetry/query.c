#include "sim/telemetry/query.h"

static int64_t time_at(const struct sim_engine *e, enum table_id id, size_t i)
{
	switch (id) {
	case TABLE_PERSONS:
		return query_person(e, (uint32_t)i)->came_us;
	case TABLE_PRESSES:
		return query_press(e, (uint32_t)i)->start_us;
	case TABLE_TASKS:
		return query_task(e, (uint32_t)i)->created_us;
	case TABLE_PERSONS_ENDED:
		return query_person(e, query_listed(e, id, i))->end_us;
	case TABLE_PRESSES_ENDED:
		return query_press(e, query_listed(e, id, i))->end_us;
	case TABLE_CALLS_ENDED:
		return query_call(e, query_listed(e, id, i))->end_us;
	case TABLE_TASKS_DONE:
		return query_task(e, query_listed(e, id, i))->done_us;
	case TABLE_TASKS_TOLD:
		return query_task(e, query_listed(e, id, i))->told_us;
	default:
		return 0;
	}
}

static size_t first_from(const struct sim_engine *e, enum table_id id,
			 int64_t time_us)
{
	size_t low = 0;
	size_t high = e->record.table[id].count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (time_at(e, id, middle) < time_us)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct span_of query_window(const struct sim_engine *e, enum table_id id,
			    struct sim_window window)
{
	struct span_of span = { first_from(e, id, window.from_us),
				first_from(e, id, window.to_us) };

	if (span.to < span.from)
		span.to = span.from;
	return span;
}

bool query_matches(const struct sim_filter *filter, const uint8_t *value)
{
	if (filter == NULL)
		return true;
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++) {
		if (filter->value[a] >= 0 && filter->value[a] != value[a])
			return false;
	}
	return true;
}

void sim_filter_any(struct sim_filter *filter)
{
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		filter->value[a] = -1;
}
