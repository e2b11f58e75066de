#include "tests/sim/validation_measures.h"

#include "base/vec.h"
#include "sim/stats/measure.h"
#include "tests/sim/bench.h"

#include <math.h>

struct view {
	const struct sim_engine *e;
	const struct validation_model *model;
	const char *node;
};

static double measure_of(const struct view *v, const char *node,
			 const char *key)
{
	return sim_measure(v->e, sim_model_node(sim_engine_model(v->e), node),
			   key);
}

static double calls_each(const struct view *v)
{
	return measure_of(v, v->node, "arrivals_per_s") /
	       measure_of(v, "people", "arrivals_per_s");
}

static double calls(const struct view *v)
{
	return measure_of(v, v->node, "arrivals_per_s") *
	       (v->model->seconds - v->model->from);
}

/* A gauge for each second of the window. */
struct seconds {
	VEC_OF(double);
};

static struct seconds gauge(const struct view *v, enum sim_gauge which,
			    double from)
{
	struct seconds s = { 0 };

	vec_reserve(&s, (size_t)(v->model->seconds - from));
	s.count = (size_t)(v->model->seconds - from);
	sim_gauge_series(v->e, sim_model_node(sim_engine_model(v->e), v->node),
			 which,
			 (struct sim_window){ SECONDS(from),
					      SECONDS(v->model->seconds) },
			 s.count, s.items);
	return s;
}

static double busy_variance(const struct view *v)
{
	struct seconds s = gauge(v, SIM_GAUGE_BUSY, v->model->from);
	double sum = 0.0, squares = 0.0;

	for (size_t i = 0; i < s.count; i++)
		sum += s.items[i];
	for (size_t i = 0; i < s.count; i++) {
		double d = s.items[i] - sum / (double)s.count;

		squares += d * d;
	}
	squares /= (double)(s.count - 1);
	vec_finish(&s);
	return squares;
}

static double recovered(const struct view *v)
{
	double end = v->model->seconds;

	return bench_level(v->e, v->node, SIM_GAUGE_OUT, end - 20, end) >=
	       0.5 * bench_level(v->e, v->node, SIM_GAUGE_IN, end - 20, end);
}

static double recovery(const struct view *v)
{
	struct seconds in = gauge(v, SIM_GAUGE_IN, VALIDATION_OUTAGE_END);
	struct seconds out = gauge(v, SIM_GAUGE_OUT, VALIDATION_OUTAGE_END);
	size_t last = out.count;

	while (last > 0 && out.items[last - 1] >= 0.5 * in.items[last - 1])
		last--;
	vec_finish(&in);
	vec_finish(&out);
	return (double)last;
}

static const struct {
	const char *name;
	double (*of)(const struct view *v);
	bool needs_rows;
} measures[] = {
	{ "calls each", calls_each, false },
	{ "calls", calls, false },
	{ "busy variance", busy_variance, true },
	{ "recovered", recovered, true },
	{ "recovery", recovery, true },
};
#define MEASURES (sizeof measures / sizeof measures[0])

double validation_measure(const struct sim_engine *engine,
			  const struct validation_model *model,
			  const char *measure, const char *node)
{
	const struct view v = { engine, model, node };

	for (size_t i = 0; i < MEASURES; i++) {
		if (strcmp(measures[i].name, measure) == 0)
			return measures[i].of(&v);
	}
	return measure_of(&v, node, measure);
}

bool validation_measure_needs_rows(const char *measure)
{
	for (size_t i = 0; i < MEASURES; i++) {
		if (strcmp(measures[i].name, measure) == 0)
			return measures[i].needs_rows;
	}
	return false;
}
