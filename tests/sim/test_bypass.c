#include "tests/sim/bench.h"

#include "sim/bypass.h"
#include "sim/engine_internal.h"

#include <stdlib.h>

/* Filters that are off are passed in one step, and only those. */

static const char text[] =
	"{'attributes': {'size': ['small', 'large']}, 'nodes': {"
	"'people': {'type': 'source', 'rate_per_s': 50, 'attributes': {'size':"
	" 'large'}, 'to': 'gate'},"
	"'gate': {'type': 'gate', 'on': 0, 'share': 0.5, 'to': 'limit'},"
	"'limit': {'type': 'limiter', 'on': 0, 'rate_per_s': 10, 'burst': 1,"
	" 'to': 'smaller'},"
	"'smaller': {'type': 'rewrite', 'on': 1, 'share': 0, 'attribute': 'size',"
	" 'map': {'large': 'small'}, 'to': 'way'},"
	"'way': {'type': 'split', 'share': 0, 'a': 'first', 'b': 'second'},"
	"'first': {'type': 'pool', 'servers': 5, 'service_s': 0.01},"
	"'second': {'type': 'pool', 'servers': 5, 'service_s': 0.01}}}";

struct run {
	struct sim_model *model;
	struct sim_engine *e;
};

static struct run begin(void)
{
	struct sim_model *model = bench_model(text);

	return (struct run){ model, sim_engine_create(model, 1, 0, SIM_FULL) };
}

static void end(struct run run)
{
	sim_engine_destroy(run.e);
	sim_model_destroy(run.model);
}

static const struct bypass *bypass_of(struct run run, const char *node)
{
	return &run.e->bypass[sim_model_node(run.model, node)];
}

static void assert_ends(struct run run, const char *from, int count,
			const char *to)
{
	assert_int_equal(bypass_of(run, from)->count, count);
	assert_int_equal(bypass_of(run, from)->to,
			 sim_model_node(run.model, to));
}

static void a_row_ends_where_somebody_asks(void **state)
{
	struct run run = begin();

	(void)state;
	assert_ends(run, "gate", 4, "first");
	assert_ends(run, "smaller", 2, "first");
	assert_ends(run, "first", 0, "first");
	bench_set(run.e, "smaller.share", 0.5);
	assert_ends(run, "gate", 2, "smaller");
	assert_ends(run, "smaller", 0, "smaller");
	assert_ends(run, "way", 1, "first");
	bench_set(run.e, "smaller.on", 0);
	bench_set(run.e, "way.share", 1);
	assert_ends(run, "gate", 4, "second");
	bench_set(run.e, "way.share", 0.5);
	assert_ends(run, "gate", 3, "way");
	bench_set(run.e, "gate.on", 1);
	assert_ends(run, "gate", 0, "gate");
	end(run);
}

/* Each of them has seen everybody. */
static void each_counts_who_passes(void **state)
{
	static const char *const nodes[] = { "gate", "limit", "smaller", "way",
					     "first" };
	struct run run = begin();
	double in;

	(void)state;
	bench_advance(run.e, 10);
	in = bench_level(run.e, "gate", SIM_GAUGE_IN, 0, 10);
	assert_in_range(in, 40, 60);
	for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++)
		assert_true(bench_level(run.e, nodes[i], SIM_GAUGE_IN, 0, 10) ==
			    in);
	for (size_t i = 0; i + 1 < sizeof nodes / sizeof nodes[0]; i++)
		assert_true(bench_level(run.e, nodes[i], SIM_GAUGE_OUT, 0,
					10) == in);
	assert_true(bench_level(run.e, "second", SIM_GAUGE_IN, 0, 10) == 0.0);
	end(run);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_row_ends_where_somebody_asks),
		cmocka_unit_test(each_counts_who_passes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
