#include "tests/sim/bench.h"

#include <math.h>

#define SCALED(more) \
	"{'nodes':{'people':{'type':'source','rate_per_s':7,'to':'pool'}" \
	",'pool':{'type':'pool','servers':5,'service_s':1}," \
	"'scaler':{'type':'autoscaler','pool':'pool','target':0.7," \
	"'max':100,'period_s':10,'delay_s':30," more "}}}"

static double servers(const struct sim_engine *e, double at)
{
	return bench_level(e, "pool", SIM_GAUGE_SERVERS, at - 1, at);
}

static void finds_the_servers_that_the_target_needs(void **state)
{
	struct sim_model *model = bench_model(SCALED("'down_after_s':60"));
	struct sim_engine *e = bench_run(model, 1, 3600);

	(void)state;
	/* 7 a second keep 7 busy; 10 of them are 70 % busy. */
	assert_true(servers(e, 9) == 5);
	assert_true(fabs(bench_level(e, "pool", SIM_GAUGE_SERVERS, 600, 3600) -
			 11) < 2);
	assert_true(bench_level(e, "pool", SIM_GAUGE_QUEUE, 600, 3600) < 1);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void ordered_servers_come_after_the_delay(void **state)
{
	struct sim_model *model = bench_model(SCALED("'step':2"));
	struct sim_engine *e = bench_run(model, 1, 60);

	(void)state;
	/* It looks at 10 s and may order two; they serve at 40 s. */
	assert_true(servers(e, 39) == 5);
	assert_true(servers(e, 42) == 7);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void releases_slowly_and_not_below_the_minimum(void **state)
{
	struct sim_model *model =
		bench_model(SCALED("'min':3,'down_after_s':300"));
	struct sim_engine *e = bench_run(model, 1, 1000);

	(void)state;
	bench_set(e, "people.rate_per_s", 0);
	bench_advance(e, 1200);
	assert_true(servers(e, 1200) > 7);
	bench_advance(e, 3000);
	assert_true(servers(e, 3000) == 3);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_command_sets_the_floor_at_once(void **state)
{
	struct sim_model *model =
		bench_model(SCALED("'min':1,'down_after_s':60"));
	struct sim_engine *e = bench_run(model, 1, 1000);

	(void)state;
	bench_set(e, "pool.servers", 40);
	bench_advance(e, 1001);
	assert_true(servers(e, 1001) == 40);
	bench_advance(e, 3000);
	assert_true(servers(e, 3000) == 40);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void switched_off_it_only_watches(void **state)
{
	struct sim_model *model = bench_model(SCALED("'on':0"));
	struct sim_engine *e = bench_run(model, 1, 600);

	(void)state;
	assert_true(servers(e, 600) == 5);
	bench_set(e, "scaler.on", 1);
	bench_advance(e, 700);
	assert_true(servers(e, 700) > 5);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_the_servers_that_the_target_needs),
		cmocka_unit_test(ordered_servers_come_after_the_delay),
		cmocka_unit_test(releases_slowly_and_not_below_the_minimum),
		cmocka_unit_test(a_command_sets_the_floor_at_once),
		cmocka_unit_test(switched_off_it_only_watches),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
