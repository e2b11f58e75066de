/*
 * A model's telemetry as a monitoring system would have recorded it: a row for
 * each minute with arrivals, percentiles, failures and money.
 */
#ifndef GAMEDAY_TESTS_SCENARIOS_TELEMETRY_CSV_H
#define GAMEDAY_TESTS_SCENARIOS_TELEMETRY_CSV_H

#include "base/str.h"
#include "sim/telemetry/telemetry.h"

#include <stdint.h>

#define TELEMETRY_STEP_S 60

/* Runs the model file from 0 for so many minutes.  NULL after printing why. The
 * caller destroys the engine, then its model. */
struct sim_engine *telemetry_run(const char *path, int minutes,
				 struct sim_model **model);

/* "time,rate_per_s,p50_s,...": the first row is at `unix_s`. */
void telemetry_csv(const struct sim_engine *engine, int minutes, int64_t unix_s,
		   struct str *out);
/* The same as OpenMetrics for `promtool tsdb create-blocks-from`: gauges named
 * shop_rate_per_s and so on. */
void telemetry_openmetrics(const struct sim_engine *engine, int minutes,
			   int64_t unix_s, struct str *out);

#endif
