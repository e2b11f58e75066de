#include "tests/scenarios/telemetry_csv.h"

#include "base/calendar.h"

#include <stdio.h>

static const struct {
	const char *name;
	enum sim_metric metric;
} columns[] = {
	{ "rate_per_s", SIM_METRIC_ARRIVALS },
	{ "p50_s", SIM_METRIC_P50 },
	{ "p95_s", SIM_METRIC_P95 },
	{ "p99_s", SIM_METRIC_P99 },
	{ "error_share", SIM_METRIC_ERROR_RATE },
	{ "usd_per_hour", SIM_METRIC_SPEND_RATE },
};
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

struct sim_engine *telemetry_run(const char *path, int minutes,
				 struct sim_model **model)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse_file(path, &err);
	struct sim_engine *engine = NULL;

	*model = doc ? sim_model_parse(doc, json_root(doc), &err) : NULL;
	json_destroy(doc);
	if (*model)
		engine = sim_engine_create(*model, 11, 0, SIM_FULL);
	if (engine && sim_engine_advance(engine, minutes * MINUTE_US, &err))
		return engine;
	fprintf(stderr, "%s: %s\n", path, err.message);
	sim_engine_destroy(engine);
	sim_model_destroy(*model);
	return NULL;
}

static double value_at(const struct sim_engine *engine, size_t column,
		       int minute)
{
	struct sim_window window = { minute * MINUTE_US,
				     (minute + 1) * MINUTE_US };

	return sim_metric(engine, columns[column].metric, NULL, window);
}

void telemetry_csv(const struct sim_engine *engine, int minutes, int64_t unix_s,
		   struct str *out)
{
	str_add(out, "time");
	for (size_t c = 0; c < COLUMNS; c++)
		str_addf(out, ",%s", columns[c].name);
	for (int m = 0; m < minutes; m++) {
		str_addf(out, "\n%lld",
			 (long long)unix_s + m * TELEMETRY_STEP_S);
		for (size_t c = 0; c < COLUMNS; c++)
			str_addf(out, ",%.6g", value_at(engine, c, m));
	}
	str_add(out, "\n");
}

void telemetry_openmetrics(const struct sim_engine *engine, int minutes,
			   int64_t unix_s, struct str *out)
{
	for (size_t c = 0; c < COLUMNS; c++) {
		str_addf(out, "# TYPE shop_%s gauge\n", columns[c].name);
		for (int m = 0; m < minutes; m++)
			str_addf(out, "shop_%s{job=\"shop\"} %.6g %lld\n",
				 columns[c].name, value_at(engine, c, m),
				 (long long)unix_s + m * TELEMETRY_STEP_S);
	}
	str_add(out, "# EOF\n");
}
