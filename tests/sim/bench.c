#include "tests/sim/bench.h"

#include "base/str.h"

#include <math.h>

static struct json_doc *document(const char *text)
{
	struct str json = STR_INIT;
	struct json_doc *doc;
	struct err err = { 0 };

	str_add(&json, text);
	for (size_t i = 0; i < json.length; i++) {
		if (json.s[i] == '\'')
			json.s[i] = '"';
	}
	doc = json_parse(json.s, json.length, "model.json", &err);
	if (doc == NULL)
		fail_msg("%s", err.message);
	str_finish(&json);
	return doc;
}

struct sim_model *bench_model(const char *text)
{
	struct json_doc *doc = document(text);
	struct err err = { 0 };
	struct sim_model *model = sim_model_parse(doc, json_root(doc), &err);

	if (model == NULL)
		fail_msg("%s", err.message);
	json_destroy(doc);
	return model;
}

void bench_refused(const char *text, struct err *err)
{
	struct json_doc *doc = document(text);
	struct sim_model *model = sim_model_parse(doc, json_root(doc), err);

	if (model != NULL)
		fail_msg("this was not refused: %s", text);
	json_destroy(doc);
}

void bench_advance(struct sim_engine *engine, double seconds)
{
	struct err err = { 0 };

	if (!sim_engine_advance(engine, SECONDS(seconds), &err))
		fail_msg("%s", err.message);
}

struct sim_engine *bench_run(const struct sim_model *model, uint64_t seed,
			     double seconds)
{
	struct sim_engine *engine = sim_engine_create(model, seed, 0, SIM_FULL);

	bench_advance(engine, seconds);
	return engine;
}

void bench_set(struct sim_engine *engine, const char *parameter, double value)
{
	int id = sim_model_parameter(sim_engine_model(engine), parameter);

	if (id < 0)
		fail_msg("no parameter %s", parameter);
	sim_engine_set(engine, id, value);
}

double bench_metric(const struct sim_engine *engine, enum sim_metric metric,
		    double from, double to)
{
	return sim_metric(engine, metric, NULL,
			  (struct sim_window){ SECONDS(from), SECONDS(to) });
}

double bench_level(const struct sim_engine *engine, const char *node,
		   enum sim_gauge gauge, double from, double to)
{
	int id = sim_model_node(sim_engine_model(engine), node);

	return sim_gauge(engine, id, gauge,
			 (struct sim_window){ SECONDS(from), SECONDS(to) });
}

double bench_outcomes(const struct sim_engine *engine, enum sim_outcome outcome)
{
	double counts[SIM_OUTCOMES];

	sim_outcomes(engine, NULL,
		     (struct sim_window){ INT64_MIN / 4, INT64_MAX / 4 },
		     counts);
	return counts[outcome];
}

double bench_wait(const struct sim_engine *engine, const char *node,
		  double from, int attribute, int value)
{
	int id = sim_model_node(sim_engine_model(engine), node);
	struct sim_trace trace;
	double sum = 0.0, count = 0.0;

	for (uint32_t i = 0; sim_trace(engine, i, &trace); i++) {
		struct sim_span spans[16];
		size_t n = sim_trace_spans(engine, i, 16, spans);

		if (trace.start_us < SECONDS(from) ||
		    trace.outcome != SIM_OUTCOME_OK ||
		    (attribute >= 0 && trace.value[attribute] != value))
			continue;
		for (size_t s = 0; s < n; s++) {
			if (spans[s].node != id)
				continue;
			sum += (double)(spans[s].start_us - spans[s].enter_us);
			count += 1.0;
		}
	}
	return sum / count * 1e-6;
}

double bench_sojourn(const struct sim_engine *engine, double from)
{
	struct sim_trace trace;
	double sum = 0.0, count = 0.0;

	for (uint32_t i = 0; sim_trace(engine, i, &trace); i++) {
		if (trace.start_us < SECONDS(from) ||
		    trace.outcome != SIM_OUTCOME_OK)
			continue;
		sum += (double)(trace.end_us - trace.start_us);
		count += 1.0;
	}
	return sum / count * 1e-6;
}

double bench_share(const struct sim_engine *engine, enum sim_outcome outcome,
		   double from)
{
	struct sim_trace trace;
	double hits = 0.0, count = 0.0;

	for (uint32_t i = 0; sim_trace(engine, i, &trace); i++) {
		if (trace.start_us < SECONDS(from) ||
		    trace.outcome == SIM_OUTCOME_OPEN)
			continue;
		hits += trace.outcome == outcome;
		count += 1.0;
	}
	return hits / count;
}

void bench_agrees(const char *text, int runs, double seconds,
		  bench_measure *measure, double theory, double precision)
{
	struct sim_model *model = bench_model(text);
	double sum = 0.0, squares = 0.0, mean, error;

	for (uint64_t run = 0; run < (uint64_t)runs; run++) {
		struct sim_engine *engine = bench_run(model, run + 1, seconds);
		double x = measure(engine);

		sum += x;
		squares += x * x;
		sim_engine_destroy(engine);
	}
	sim_model_destroy(model);
	mean = sum / runs;
	error = sqrt((squares / runs - mean * mean) / (runs - 1));
	if (!(error <= precision * theory))
		fail_msg("too few runs: %g +- %g against %g", mean, error,
			 theory);
	if (!(fabs(mean - theory) <= 3.5 * error))
		fail_msg("measured %g +- %g, theory says %g", mean, error,
			 theory);
}
