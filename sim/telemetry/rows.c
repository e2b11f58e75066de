#include "sim/telemetry/query.h"

/* Sums over the rows of a window. */

static double of_person(const struct person_row *row, enum sum sum)
{
	bool served = row->outcome == SIM_OUTCOME_OK;

	switch (sum) {
	case SUM_SERVED:
		return served;
	case SUM_FAILED:
		return !served;
	case SUM_DEGRADED:
		return (row->flags & ROW_DEGRADED) != 0;
	case SUM_PRESSES_OF_LEFT:
		return row->presses;
	default:
		return 1.0;
	}
}

static double of_press(const struct press_row *row, enum sum sum)
{
	switch (sum) {
	case SUM_IN_VAIN:
		return row->outcome != SIM_OUTCOME_OK;
	case SUM_REFUSED:
		return query_refused(row->outcome);
	default:
		return 1.0;
	}
}

static double of_call(const struct call_row *row, enum sum sum)
{
	switch (sum) {
	case SUM_CALLS:
		return (row->flags & ROW_NO_CALL) == 0;
	case SUM_QUOTA:
		return row->outcome == SIM_OUTCOME_QUOTA;
	case SUM_TIMEOUTS:
		return row->outcome == SIM_OUTCOME_TIMEOUT;
	default:
		return 1.0;
	}
}

static double of_task(const struct task_row *row, enum sum sum)
{
	switch (sum) {
	case SUM_USD:
		return row->usd;
	case SUM_DUPLICATE_USD:
		return row->flags & ROW_DUPLICATE ? row->usd : 0.0;
	default:
		return 1.0;
	}
}

static const enum table_id tables[SUMS] = {
	[SUM_CAME] = TABLE_PERSONS,
	[SUM_LEFT] = TABLE_PERSONS_ENDED,
	[SUM_SERVED] = TABLE_PERSONS_ENDED,
	[SUM_FAILED] = TABLE_PERSONS_ENDED,
	[SUM_DEGRADED] = TABLE_PERSONS_ENDED,
	[SUM_PRESSES_OF_LEFT] = TABLE_PERSONS_ENDED,
	[SUM_PRESSED] = TABLE_PRESSES,
	[SUM_ANSWERED] = TABLE_PRESSES_ENDED,
	[SUM_IN_VAIN] = TABLE_PRESSES_ENDED,
	[SUM_REFUSED] = TABLE_PRESSES_ENDED,
	[SUM_TASKS] = TABLE_TASKS,
	[SUM_USD] = TABLE_TASKS,
	[SUM_DUPLICATE_USD] = TABLE_TASKS,
	[SUM_ATTEMPTS] = TABLE_CALLS_ENDED,
	[SUM_CALLS] = TABLE_CALLS_ENDED,
	[SUM_QUOTA] = TABLE_CALLS_ENDED,
	[SUM_TIMEOUTS] = TABLE_CALLS_ENDED,
};

static double row_value(const struct sim_engine *e, enum sum sum, size_t i,
			const struct sim_filter *filter)
{
	enum table_id id = tables[sum];
	uint32_t row = (uint32_t)i;

	switch (id) {
	case TABLE_PERSONS_ENDED:
		row = query_listed(e, id, i);
		/* fall through */
	case TABLE_PERSONS:
		if (!query_matches(filter, query_person(e, row)->value))
			return 0.0;
		return of_person(query_person(e, row), sum);
	case TABLE_PRESSES_ENDED:
		row = query_listed(e, id, i);
		/* fall through */
	case TABLE_PRESSES:
		if (filter && !query_matches(filter, query_asked(e, row)))
			return 0.0;
		return of_press(query_press(e, row), sum);
	case TABLE_TASKS:
		if (!query_matches(filter, query_task(e, row)->value))
			return 0.0;
		return of_task(query_task(e, row), sum);
	case TABLE_CALLS_ENDED:
		row = query_listed(e, id, i);
		if (filter &&
		    !query_matches(filter,
				   query_asked(e, query_call(e, row)->press)))
			return 0.0;
		return of_call(query_call(e, row), sum);
	default:
		return 0.0;
	}
}

double rows_sum(const struct sim_engine *e, enum sum sum,
		const struct sim_filter *filter, struct sim_window window)
{
	struct span_of span = query_window(e, tables[sum], window);
	double total = 0.0;

	for (size_t i = span.from; i < span.to; i++)
		total += row_value(e, sum, i, filter);
	return total;
}
