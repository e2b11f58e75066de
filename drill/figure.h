/*
 * Figures: named numbers of the drill at a moment.
 *
 * Conditions of a pack, slots in texts, the overview, facts and the score use
 * the same ones.  Every metric of sim/telemetry/telemetry.h is a figure (over the last
 * minute; percentiles over the last three), and so are those below.
 */
#ifndef GAMEDAY_DRILL_FIGURE_H
#define GAMEDAY_DRILL_FIGURE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct drill;

/* id, key, unit, title */
#define FIGURES(F) \
	F(SPEND_RATIO, "spend_ratio", "x", "spend against normal") \
	F(BASELINE_SPEND, "baseline_usd_per_hour", "USD/h", "normal spend") \
	F(BASELINE_P95, "baseline_p95_s", "s", "normal p95") \
	F(BASELINE_ERRORS, "baseline_error_rate", "ratio", \
	  "normal error rate") \
	F(EXCESS, "excess_usd", "USD", "spent above normal since it began") \
	F(LOSS, "loss_usd", "USD", "loss since the page") \
	F(FAILED_TOTAL, "failed_users_total", "people", \
	  "people who left with nothing since it began, beyond normal") \
	F(EXCESS_BEFORE, "excess_before_page_usd", "USD", \
	  "spent too much before the page") \
	F(FAILED_BEFORE, "failed_before_page", "people", \
	  "people who left with nothing before the page, beyond normal") \
	F(AFFECTED, "users_affected_per_hour", "people/h", \
	  "people failing an hour, last five minutes") \
	F(CREDIT, "credit_usd", "USD", "prepaid credit left") \
	F(CREDIT_MINUTES, "credit_minutes", "min", \
	  "prepaid credit left at this rate") \
	F(FORECAST, "month_forecast_usd", "USD", \
	  "spend by the end of the month at this rate") \
	F(MONTH_SPENT, "month_spent_usd", "USD", "spent so far this month") \
	F(MONTH_BUDGET, "month_budget_usd", "USD", "budget of the month") \
	F(MONTH_LEFT, "month_left_h", "h", "left of the month") \
	F(QUEUE, "queue", "requests", "waiting for a worker") \
	F(BUSY, "workers_busy", "workers", "workers busy") \
	F(SERVERS, "workers_servers", "workers", "workers there") \
	F(IN_FLIGHT, "tasks_in_flight", "tasks", "tasks at the API") \
	F(LIMIT, "tasks_limit", "tasks", "the API's limit on them") \
	F(BURN, "burn_rate", "x", "error budget burn rate, last five minutes") \
	F(SINCE, "minutes_since_trigger", "min", "since it began")

/* All names, the metrics' too; NULL-ended. */
const char *const *figure_names(void);
/* Whether there is a figure of that name, and its unit (else NULL). */
const char *figure_unit(const char *name);
/* Its name as people write it, without the unit, which stands with figures:
 * "p95" of p95_s, "people per second" of people_per_s. */
#define FIGURE_NAME_SIZE 48
const char *figure_name(const char *name, char out[FIGURE_NAME_SIZE]);
/* What it is, in words; NULL if there is none of that name. */
const char *figure_title(const char *name);
/* Over the minute that ends now.  NAN when it does not exist now. */
double figure(const struct drill *drill, const char *name);
/* The same, looked at every few seconds only: what conditions go by, which are
 * asked each second. */
double figure_watched(const struct drill *drill, const char *name);
/* The same at an earlier whole second; panels of the past. */
double figure_at(const struct drill *drill, const char *name, int64_t at_s);
/* A metric or the spend ratio over the last `seconds`; every other figure as
 * it is now. */
double figure_over(const struct drill *drill, const char *name,
		   int64_t seconds);
/* What a metric is on a usual day at this time; NAN where that is not known
 * (totals, gauges). */
double figure_normal(const struct drill *drill, const char *name);
/* For people: "43,100 USD/h", "31 %", "4.1x", "3 min 10 s", "-" for NAN. */
void figure_format(const char *unit, double value, struct str *out);

#endif
