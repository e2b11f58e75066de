#include "tests/sim/validation.h"

#include "base/hash.h"
#include "base/workers.h"
#include "sim/stats/replicate.h"
#include "sim/chance/student.h"
#include "tests/sim/bench.h"
#include "tests/sim/validation_measures.h"

#include <math.h>
#include <stdlib.h>

/* Of one model: its parsed form, and a row of values for each run. */
struct campaign {
	size_t model;
	const struct sim_model *parsed;
	enum sim_detail detail;
	uint64_t seed; /* of its own, so that no two models share their luck */
	size_t checks;
	double *values;
};

/* Is observed from the end of the warm-up on. */
static void advance(struct sim_engine *e, const struct validation_model *model,
		    double seconds)
{
	if (sim_engine_now(e) < SECONDS(model->from) &&
	    seconds >= model->from) {
		bench_advance(e, model->from);
		sim_engine_observe(e);
	}
	bench_advance(e, seconds);
}

static void play(struct sim_engine *e, const struct validation_model *model)
{
	const struct validation_change *change = model->changes;

	if (model->from <= 0.0)
		sim_engine_observe(e);
	for (; change != NULL && change->parameter != NULL; change++) {
		advance(e, model, change->at_s);
		bench_set(e, change->parameter, change->value);
	}
	advance(e, model, model->seconds);
}

static enum sim_detail detail_of(size_t model)
{
	for (size_t i = 0; i < validation_check_count; i++) {
		const struct validation_check *check = &validation_checks[i];

		if (check->model == model &&
		    validation_measure_needs_rows(check->measure))
			return SIM_FULL;
	}
	return SIM_SUMMARY;
}

static void run_one(size_t index, void *context)
{
	const struct campaign *c = context;
	const struct validation_model *model = &validation_models[c->model];
	uint64_t seed = sim_replication_seed(c->seed, (unsigned)index);
	struct sim_engine *e = sim_engine_create(c->parsed, seed, 0, c->detail);
	double *value = c->values + index * c->checks;

	play(e, model);
	for (size_t i = 0; i < validation_check_count; i++) {
		const struct validation_check *check = &validation_checks[i];

		if (check->model == c->model)
			*value++ = validation_measure(e, model, check->measure,
						      check->node);
	}
	sim_engine_destroy(e);
}

/* The mean of every checks-th value, and its standard error. */
static void summarise(const struct campaign *c, size_t column, int runs,
		      double *mean, double *error)
{
	double squares = 0.0;

	*mean = 0.0;
	for (int run = 0; run < runs; run++)
		*mean += c->values[(size_t)run * c->checks + column];
	*mean /= runs;
	for (int run = 0; run < runs; run++) {
		double d = c->values[(size_t)run * c->checks + column] - *mean;

		squares += d * d;
	}
	*error = runs > 1 ? sqrt(squares / (runs - 1) / runs) : 0.0;
}

/* The level of one interval, so that all together have theirs. */
static double level_of_each(void)
{
	double checks = 0.0;

	for (size_t i = 0; i < validation_check_count; i++)
		checks += validation_checks[i].kind == VALIDATION_THEORY;
	return 1.0 - (1.0 - VALIDATION_LEVEL) / checks;
}

static void judge(const struct validation_check *check, int runs, double error,
		  struct validation_result *r)
{
	unsigned freedom = (unsigned)runs - 1;

	r->half = runs > 1 ? student_quantile(0.95, freedom) * error : 0.0;
	r->precise = true;
	r->bound = check->precision;
	if (check->kind == VALIDATION_THEORY) {
		r->bound = student_quantile(level_of_each(), freedom) * error;
		r->precise = r->half <= check->precision * r->expected;
	}
	r->good = check->kind == VALIDATION_COMPARED ||
		  (r->precise && fabs(r->mean - r->expected) <= r->bound);
}

void validation_run(size_t model, int times, unsigned threads,
		    struct validation_result *results)
{
	struct sim_model *parsed = bench_model(validation_models[model].text);
	int runs = validation_models[model].runs * times;
	uint64_t seed = hash_text(HASH_INIT, validation_models[model].name);
	struct campaign c = { model, parsed, detail_of(model), seed, 0, NULL };
	size_t column = 0;

	for (size_t i = 0; i < validation_check_count; i++)
		c.checks += validation_checks[i].model == model;
	c.values = calloc((size_t)runs * c.checks + 1, sizeof *c.values);
	assert_non_null(c.values);
	workers_run((size_t)runs, run_one, &c, threads, NULL);
	for (size_t i = 0; i < validation_check_count; i++) {
		const struct validation_check *check = &validation_checks[i];
		double error;

		if (check->model != model)
			continue;
		summarise(&c, column++, runs, &results[i].mean, &error);
		results[i].expected = check->expected();
		judge(check, runs, error, &results[i]);
	}
	free(c.values);
	sim_model_destroy(parsed);
}

void validation_row(const struct validation_check *check, struct str *out)
{
	str_addf(out, "| %s | %s | %s |", validation_models[check->model].name,
		 check->figure, check->source);
	if (check->kind == VALIDATION_COMPARED)
		str_add(out, " |");
	else
		str_addf(out, " %.4g |", check->expected());
}
