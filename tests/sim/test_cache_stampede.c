#include "tests/sim/scene.h"

#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <math.h>

/* Stampedes: many fetch what one could fetch for all. */

#define HOT \
	"{'nodes':{" CALLS("200", "cache") "'cache':{'type':'cache','keys':" \
					   "20,'to':'store'}," STORE("2") "}}"

static void a_flush_causes_a_stampede(void **state)
{
	struct scene s = scene_of(HOT);

	(void)state;
	bench_advance(s.e, 100);
	assert_true(scene_busy(&s, "store", 50, 100) == 0.0);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_LEVEL, 50, 100) == 1.0);
	bench_set(s.e, "cache.generation", 1);
	bench_advance(s.e, 200);
	/* For two seconds and a little, all that come go on. */
	assert_true(scene_busy(&s, "store", 101, 102) > 300);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_LEVEL, 100, 101) ==
		    0.0);
	assert_true(scene_busy(&s, "store", 110, 200) == 0.0);
	/* The same number again is no change. */
	bench_set(s.e, "cache.generation", 1);
	bench_advance(s.e, 210);
	assert_true(scene_busy(&s, "store", 200, 210) == 0.0);
	scene_finish(&s);
}

static void single_flight_tames_it(void **state)
{
	struct scene s = scene_of(HOT);

	(void)state;
	bench_set(s.e, "cache.coalesce", 1);
	bench_advance(s.e, 100);
	bench_set(s.e, "cache.generation", 1);
	bench_advance(s.e, 103);
	assert_true(scene_busy(&s, "store", 100, 102) <= 20.0);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_QUEUE, 101, 102) > 200);
	bench_advance(s.e, 110);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_QUEUE, 105, 110) == 0);
	assert_true(bench_metric(s.e, SIM_METRIC_FAILED_PEOPLE, 0, 110) == 0);
	assert_true(scene_measure(&s, "cache", "fills_per_expiry") == 1.0);
	scene_finish(&s);
}

/* A fill that began before a flush answers, but is not kept. */
static void a_flush_catches_fills_under_way(void **state)
{
	struct scene s = scene_of("{'nodes':{" CALLS(
		"50", "cache") "'cache':{'type':'cache',"
			       "'coalesce':1,'to':'store'}," STORE("10") "}}");

	(void)state;
	bench_advance(s.e, 5);
	bench_set(s.e, "cache.generation", 7);
	bench_advance(s.e, 9);
	assert_true(scene_busy(&s, "cache", 6, 9) == 2.0);
	bench_advance(s.e, 12);
	/* The first fill has answered those who waited for it. */
	assert_true(bench_metric(s.e, SIM_METRIC_CLIPS, 9, 12) > 50);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_LEVEL, 11, 12) == 0.0);
	bench_advance(s.e, 30);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_LEVEL, 20, 30) == 1.0);
	scene_finish(&s);
}

/* Of fifty calls a second, how many go on in the worst second of the first
 * expiry of all things, which were fetched in the same few seconds. */
static double worst_second(double jitter)
{
	struct scene s = scene_of("{'nodes':{" CALLS(
		"500", "cache") "'cache':{'type':'cache',"
				"'keys':500,'ttl_s':100,"
				"'to':'store'}," STORE("0") "}}");
	double worst = 0.0;

	bench_set(s.e, "cache.ttl_jitter", jitter);
	bench_advance(s.e, 130);
	for (int second = 90; second < 130; second++) {
		double in = bench_level(s.e, "store", SIM_GAUGE_IN, second,
					second + 1);

		worst = in > worst ? in : worst;
	}
	scene_finish(&s);
	return worst;
}

static void jitter_spreads_expiries(void **state)
{
	(void)state;
	assert_true(worst_second(0.0) > 150);
	assert_true(worst_second(0.5) < 50);
}

#define THOUSAND \
	"{'nodes':{" CALLS( \
		"1000", \
		"cache") "'cache':{'type':'cache','keys':5000,'zipf':1,'ttl_s':120," \
			 "'warm':1,'to':'caller'},'caller':{'type':'caller'," \
			 "'timeout_s':1,'to':'store'},'store':{'type':'pool'," \
			 "'servers':30,'service_s':{'law':'exponential','mean':0.1}}" \
			 "}}"

/* How many of the calls are answered two minutes after a flush. */
static double well_after_flush(double coalesce, double queue)
{
	struct scene s = scene_of(THOUSAND);
	double well;

	bench_set(s.e, "cache.coalesce", coalesce);
	bench_advance(s.e, 20);
	assert_true(bench_metric(s.e, SIM_METRIC_ERROR_RATE, 0, 20) < 0.001);
	assert_true(scene_busy(&s, "store", 0, 20) < 6);
	bench_set(s.e, "cache.generation", 1);
	bench_advance(s.e, 60);
	if (queue > 0.0)
		bench_set(s.e, "store.queue", queue);
	bench_advance(s.e, 180);
	well = 1.0 - bench_metric(s.e, SIM_METRIC_ERROR_RATE, 150, 180);
	scene_finish(&s);
	return well;
}

/* The example cache-stampede: what its comment says. */
static void an_outage_outlives_its_cause(void **state)
{
	(void)state;
	assert_true(well_after_flush(0, 0) < 0.1);
	assert_true(well_after_flush(1, 0) > 0.99);
	assert_true(well_after_flush(0, 200) > 0.99);
}

static void a_warm_cache_is_as_after_a_long_time(void **state)
{
	struct scene s = scene_of(THOUSAND);
	double early, late;

	(void)state;
	assert_int_equal(s.e->state[1].cache.table.held, 5000);
	bench_advance(s.e, 120);
	early = scene_measure(&s, "cache", "hit_ratio");
	sim_engine_observe(s.e);
	bench_advance(s.e, 240);
	late = scene_measure(&s, "cache", "hit_ratio");
	assert_true(fabs(early - late) < 0.01);
	/* With less room the most wanted things are there. */
	bench_set(s.e, "cache.generation", 1);
	bench_set(s.e, "cache.capacity", 100);
	bench_set(s.e, "cache.warm", 0.5);
	assert_int_equal(s.e->state[1].cache.table.held, 100);
	for (uint32_t key = 0; key < 100; key++)
		assert_true(cache_find(&s.e->state[1].cache.table, key) !=
			    CACHE_NONE);
	scene_finish(&s);
}

/* History before time 0 is like any other. */
static void time_has_no_beginning(void **state)
{
	struct sim_model *model = bench_model(HOT);
	struct sim_engine *e = sim_engine_create(model, 1, SECONDS(-100),
						 SIM_FULL);

	(void)state;
	bench_advance(e, -90);
	assert_true(bench_metric(e, SIM_METRIC_CLIPS, -95, -90) > 150);
	assert_true(bench_level(e, "cache", SIM_GAUGE_LEVEL, -95, -90) == 1.0);
	assert_true(bench_metric(e, SIM_METRIC_FAILED_PEOPLE, -100, -90) == 0);
	bench_set(e, "cache.generation", 1);
	bench_advance(e, -89);
	assert_true(bench_level(e, "cache", SIM_GAUGE_LEVEL, -90, -89) == 0.0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_flush_causes_a_stampede),
		cmocka_unit_test(single_flight_tames_it),
		cmocka_unit_test(a_flush_catches_fills_under_way),
		cmocka_unit_test(jitter_spreads_expiries),
		cmocka_unit_test(an_outage_outlives_its_cause),
		cmocka_unit_test(a_warm_cache_is_as_after_a_long_time),
		cmocka_unit_test(time_has_no_beginning),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
