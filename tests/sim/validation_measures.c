#include "tests/sim/validation_measures.h"

#include "base/vec.h"
#include "tests/sim/bench.h"

#include <math.h>
#include <stdlib.h>

struct seconds {
	VEC_OF(double);
};

/* The last hundredth is left out: of what begins there, only the quick would
 * be seen to end. */
static double until(const struct validation_model *model)
{
	return model->seconds - 0.01 * (model->seconds - model->from);
}

static bool measured(const struct validation_model *model,
		     const struct sim_trace *trace)
{
	return trace->start_us >= SECONDS(model->from) &&
	       trace->start_us < SECONDS(until(model));
}

static double mean(struct seconds *s)
{
	double sum = 0.0;

	for (size_t i = 0; i < s->count; i++)
		sum += s->items[i];
	sum /= (double)s->count;
	vec_finish(s);
	return sum;
}

static int by_size(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static double quantile(struct seconds *s, double p)
{
	double found = NAN;

	qsort(s->items, s->count, sizeof s->items[0], by_size);
	if (s->count > 0)
		found = s->items[(size_t)(p * (double)(s->count - 1) + 0.5)];
	vec_finish(s);
	return found;
}

static struct seconds sojourns(const struct sim_engine *e,
			       const struct validation_model *model)
{
	struct seconds s = { 0 };
	struct sim_trace t;

	for (uint32_t i = 0; sim_trace(e, i, &t); i++) {
		if (measured(model, &t) && t.outcome == SIM_OUTCOME_OK)
			vec_push(&s, (double)(t.end_us - t.start_us) * 1e-6);
	}
	return s;
}

double measure_sojourn(const struct sim_engine *engine,
		       const struct validation_model *model, const char *node,
		       double p)
{
	struct seconds s = sojourns(engine, model);

	(void)node;
	(void)p;
	return mean(&s);
}

double measure_sojourn_quantile(const struct sim_engine *engine,
				const struct validation_model *model,
				const char *node, double p)
{
	struct seconds s = sojourns(engine, model);

	(void)node;
	return quantile(&s, p);
}

/* People are told by their number; there is one source. */
double measure_person(const struct sim_engine *engine,
		      const struct validation_model *model, const char *node,
		      double p)
{
	struct seconds first = { 0 }, taken = { 0 };
	struct sim_trace t;

	(void)node;
	(void)p;
	for (uint32_t i = 0; sim_trace(engine, i, &t); i++) {
		double start = (double)t.start_us * 1e-6;

		while (first.count <= t.person)
			vec_push(&first, start);
		start = first.items[t.person];
		if (start >= model->from && start < until(model) &&
		    t.outcome == SIM_OUTCOME_OK)
			vec_push(&taken, (double)t.end_us * 1e-6 - start);
	}
	vec_finish(&first);
	return mean(&taken);
}

/* value: of the first attribute, -1 for all. */
static struct seconds waits(const struct sim_engine *e,
			    const struct validation_model *model,
			    const char *node, int value)
{
	int id = sim_model_node(sim_engine_model(e), node);
	struct seconds s = { 0 };
	struct sim_trace t;
	struct sim_span spans[16];

	for (uint32_t i = 0; sim_trace(e, i, &t); i++) {
		size_t count;

		if (!measured(model, &t) || t.outcome != SIM_OUTCOME_OK ||
		    (value >= 0 && t.value[0] != value))
			continue;
		count = sim_trace_spans(e, i, 16, spans);
		for (size_t j = 0; j < count; j++) {
			int64_t wait = spans[j].start_us - spans[j].enter_us;

			if (spans[j].node == id)
				vec_push(&s, (double)wait * 1e-6);
		}
	}
	return s;
}

double measure_wait(const struct sim_engine *engine,
		    const struct validation_model *model, const char *node,
		    double p)
{
	struct seconds s = waits(engine, model, node, -1);

	(void)p;
	return mean(&s);
}

double measure_wait_class(const struct sim_engine *engine,
			  const struct validation_model *model,
			  const char *node, double p)
{
	struct seconds s = waits(engine, model, node, (int)p);

	return mean(&s);
}

double measure_wait_quantile(const struct sim_engine *engine,
			     const struct validation_model *model,
			     const char *node, double p)
{
	struct seconds s = waits(engine, model, node, -1);

	return quantile(&s, p);
}

double measure_waited(const struct sim_engine *engine,
		      const struct validation_model *model, const char *node,
		      double p)
{
	struct seconds s = waits(engine, model, node, -1);

	(void)p;
	for (size_t i = 0; i < s.count; i++)
		s.items[i] = s.items[i] > 0.0;
	return mean(&s);
}

double measure_share(const struct sim_engine *engine,
		     const struct validation_model *model, const char *node,
		     double p)
{
	struct seconds s = { 0 };
	struct sim_trace t;

	(void)node;
	for (uint32_t i = 0; sim_trace(engine, i, &t); i++) {
		if (measured(model, &t) && t.outcome != SIM_OUTCOME_OPEN)
			vec_push(&s, t.outcome == (enum sim_outcome)p);
	}
	return mean(&s);
}

double measure_busy(const struct sim_engine *engine,
		    const struct validation_model *model, const char *node,
		    double p)
{
	(void)p;
	return bench_level(engine, node, SIM_GAUGE_BUSY, model->from,
			   model->seconds);
}

double measure_number(const struct sim_engine *engine,
		      const struct validation_model *model, const char *node,
		      double p)
{
	return measure_busy(engine, model, node, p) +
	       bench_level(engine, node, SIM_GAUGE_QUEUE, model->from,
			   model->seconds);
}

/* A gauge for each second of the window. */
static struct seconds gauge(const struct sim_engine *e, const char *node,
			    enum sim_gauge which, double from, double to)
{
	struct seconds s = { 0 };

	vec_reserve(&s, (size_t)(to - from));
	s.count = (size_t)(to - from);
	sim_gauge_series(e, sim_model_node(sim_engine_model(e), node), which,
			 (struct sim_window){ SECONDS(from), SECONDS(to) },
			 s.count, s.items);
	return s;
}

double measure_busy_variance(const struct sim_engine *engine,
			     const struct validation_model *model,
			     const char *node, double p)
{
	double middle = measure_busy(engine, model, node, p);
	struct seconds s = gauge(engine, node, SIM_GAUGE_BUSY, model->from,
				 model->seconds);

	for (size_t i = 0; i < s.count; i++)
		s.items[i] = (s.items[i] - middle) * (s.items[i] - middle);
	return mean(&s);
}

double measure_rate(const struct sim_engine *engine,
		    const struct validation_model *model, const char *node,
		    double p)
{
	(void)p;
	return bench_level(engine, node, SIM_GAUGE_IN, model->from,
			   model->seconds);
}

double measure_load(const struct sim_engine *engine,
		    const struct validation_model *model, const char *node,
		    double p)
{
	return measure_rate(engine, model, node, p) /
	       bench_metric(engine, SIM_METRIC_ARRIVALS, model->from,
			    model->seconds);
}

double measure_calls(const struct sim_engine *engine,
		     const struct validation_model *model, const char *node,
		     double p)
{
	return measure_rate(engine, model, node, p) *
	       (model->seconds - model->from);
}

double measure_recovered(const struct sim_engine *engine,
			 const struct validation_model *model, const char *node,
			 double p)
{
	double end = model->seconds;

	(void)p;
	return bench_level(engine, node, SIM_GAUGE_OUT, end - 20, end) >=
	       0.5 * bench_level(engine, node, SIM_GAUGE_IN, end - 20, end);
}

double measure_recovery(const struct sim_engine *engine,
			const struct validation_model *model, const char *node,
			double p)
{
	struct seconds in = gauge(engine, node, SIM_GAUGE_IN, p,
				  model->seconds);
	struct seconds out = gauge(engine, node, SIM_GAUGE_OUT, p,
				   model->seconds);
	size_t last = out.count;

	while (last > 0 && out.items[last - 1] >= 0.5 * in.items[last - 1])
		last--;
	vec_finish(&in);
	vec_finish(&out);
	return (double)last;
}
