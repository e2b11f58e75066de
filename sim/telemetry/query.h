/*
 * Questions to the tables, the parts that the files of telemetry share.
 */
#ifndef GAMEDAY_SIM_TELEMETRY_QUERY_H
#define GAMEDAY_SIM_TELEMETRY_QUERY_H

#include "sim/engine_internal.h"

/* Sums over a window; a metric is one of them, or one over another. */
enum sum {
	SUM_CAME, /* people, by the moment they came */
	SUM_LEFT, /* people, by the moment they left */
	SUM_SERVED,
	SUM_FAILED,
	SUM_DEGRADED,
	SUM_PRESSES_OF_LEFT,
	SUM_PRESSED,  /* presses, by the moment they began */
	SUM_ANSWERED, /* presses, by the moment they ended */
	SUM_IN_VAIN,
	SUM_REFUSED,
	SUM_TASKS, /* tasks, by the moment they were created */
	SUM_USD,
	SUM_DUPLICATE_USD,
	SUM_ATTEMPTS, /* attempts, by the moment they ended */
	SUM_CALLS,
	SUM_QUOTA,
	SUM_TIMEOUTS,
	SUMS
};

/* Positions [from, to) of a table or list. */
struct span_of {
	size_t from, to;
};

/* The rows of a table (by the moment they began) or of a list of row numbers
 * (by the moment they ended) that lie in the window. */
struct span_of query_window(const struct sim_engine *e, enum table_id id,
			    struct sim_window window);
bool query_matches(const struct sim_filter *filter, const uint8_t *value);

static inline const struct person_row *query_person(const struct sim_engine *e,
						    uint32_t row)
{
	return ROW(&e->record, TABLE_PERSONS, struct person_row, row);
}

static inline const struct press_row *query_press(const struct sim_engine *e,
						  uint32_t row)
{
	return ROW(&e->record, TABLE_PRESSES, struct press_row, row);
}

static inline const struct task_row *query_task(const struct sim_engine *e,
						uint32_t row)
{
	return ROW(&e->record, TABLE_TASKS, struct task_row, row);
}

static inline const struct call_row *query_call(const struct sim_engine *e,
						uint32_t row)
{
	return ROW(&e->record, TABLE_CALLS, struct call_row, row);
}

static inline uint32_t query_listed(const struct sim_engine *e,
				    enum table_id id, size_t i)
{
	return *ROW(&e->record, id, uint32_t, i);
}

/* What the person of the press asked for. */
static inline const uint8_t *query_asked(const struct sim_engine *e,
					 uint32_t press)
{
	return query_person(e, query_press(e, press)->person)->value;
}

static inline bool query_refused(uint8_t outcome)
{
	return outcome == SIM_OUTCOME_LIMITED ||
	       outcome == SIM_OUTCOME_CAPPED || outcome == SIM_OUTCOME_SHED ||
	       outcome == SIM_OUTCOME_BREAKER;
}

/* metric.c and minutes.c: the same sums, from rows and from minutes. */
double rows_sum(const struct sim_engine *e, enum sum sum,
		const struct sim_filter *filter, struct sim_window window);
double minutes_sum(const struct sim_engine *e, enum sum sum,
		   struct sim_window window);
/* A quantile of how long people took, in seconds; NAN without people. */
double minutes_quantile(const struct sim_engine *e, double p,
			struct sim_window window);
void minutes_people(const struct sim_engine *e, int attribute,
		    struct sim_window window, struct sim_people *out);
/* The window, widened to whole minutes. */
struct sim_window minutes_window(const struct sim_engine *e,
				 struct sim_window window);

#endif
