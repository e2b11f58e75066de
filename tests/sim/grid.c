#include "tests/sim/grid.h"

#include "base/workers.h"
#include "sim/stats/replicate.h"
#include "sim/chance/student.h"
#include "tests/sim/bench.h"
#include "tests/sim/validation.h"
#include "tests/sim/validation_measures.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>

#define WARM_UP 0.1 /* of each run is cut off */

static const struct grid_family *const tables[] = { grid_queues, grid_limits,
						    grid_policies,
						    grid_faults };
#define TABLES (sizeof tables / sizeof tables[0])

const struct grid_family *grid_family(size_t index)
{
	for (size_t t = 0; t < TABLES; t++) {
		for (const struct grid_family *f = tables[t]; f->name; f++) {
			if (index-- == 0)
				return f;
		}
	}
	return NULL;
}

size_t grid_family_count(void)
{
	size_t count = 0;

	while (grid_family(count) != NULL)
		count++;
	return count;
}

/* --- measuring ----------------------------------------------------------- */

struct campaign {
	const struct grid_point *point;
	const struct sim_model *parsed;
	struct validation_model model;
	uint64_t seed;
	double *values;
};

static void run_one(size_t index, void *context)
{
	const struct campaign *c = context;
	uint64_t seed = sim_replication_seed(c->seed, (unsigned)index);
	struct sim_engine *e = sim_engine_create(c->parsed, seed, 0,
						 SIM_SUMMARY);

	sim_engine_observe(e);
	bench_advance(e, c->model.from);
	sim_engine_observe(e);
	bench_advance(e, c->model.seconds);
	c->values[index] = validation_measure(e, &c->model, c->point->measure,
					      c->point->node);
	sim_engine_destroy(e);
}

static void judge(const struct campaign *c, const struct grid_effort *effort,
		  struct grid_result *r)
{
	double together = (double)grid_family_count() * effort->draws;
	double level = 1.0 - (1.0 - GRID_LEVEL) / together;
	unsigned freedom = (unsigned)effort->runs - 1;
	double squares = 0.0, error;

	r->expected = c->point->expected;
	r->mean = 0.0;
	for (int i = 0; i < effort->runs; i++)
		r->mean += c->values[i] / effort->runs;
	for (int i = 0; i < effort->runs; i++)
		squares += (c->values[i] - r->mean) * (c->values[i] - r->mean);
	error = sqrt(squares / freedom / effort->runs);
	r->half = student_quantile(0.95, freedom) * error;
	r->bound = student_quantile(level, freedom) * error +
		   GRID_ROUNDING * fabs(r->expected);
	r->good = fabs(r->mean - r->expected) <= r->bound;
}

void grid_run(const struct grid_family *family, int draw,
	      const struct grid_effort *effort, struct str *text,
	      struct grid_result *result)
{
	uint64_t key = random_fold(random_key_text(family->name),
				   random_key_text(family->figure));
	struct grid_point point = { .dice = { random_fold(key,
							  (uint64_t)draw) },
				    .text = STR_INIT,
				    .weight = 1.0 };
	struct campaign c = { .point = &point };
	struct sim_model *parsed;

	family->draw(&point);
	str_add(text, point.text.s);
	parsed = bench_model(point.text.s);
	c.parsed = parsed;
	c.seed = random_next(&point.dice);
	c.model.seconds = point.weight * effort->arrivals / point.rate;
	c.model.from = WARM_UP * c.model.seconds;
	c.values = calloc((size_t)effort->runs, sizeof *c.values);
	assert_non_null(c.values);
	workers_run((size_t)effort->runs, run_one, &c, effort->threads, NULL);
	judge(&c, effort, result);
	free(c.values);
	sim_model_destroy(parsed);
	str_finish(&point.text);
}

void grid_row(const struct grid_family *family, struct str *out)
{
	str_addf(out, "| %s | %s | %s | %d |", family->name, family->figure,
		 family->source, GRID_DRAWS);
}

/* --- what families write ------------------------------------------------- */

double grid_real(struct grid_point *point, double low, double high)
{
	return low + (high - low) * random_unit(random_next(&point->dice));
}

int grid_whole(struct grid_point *point, int first, int last)
{
	return first +
	       (int)(random_next(&point->dice) % (uint64_t)(last - first + 1));
}

void grid_add(struct grid_point *point, const char *format, ...)
{
	char part[400];
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(part, sizeof part, format, args);
	va_end(args);
	assert_in_range(length, 0, (int)sizeof part - 1);
	str_add(&point->text, part);
}

void grid_people(struct grid_point *point, double rate, const char *to)
{
	point->rate = rate;
	grid_add(point,
		 "{'nodes':{'people':{'type':'source','rate_per_s':%.12g,"
		 "'to':'%s'},",
		 rate, to);
}

void grid_expect(struct grid_point *point, const char *node,
		 const char *measure, double expected)
{
	point->node = node;
	point->measure = measure;
	point->expected = expected;
}
