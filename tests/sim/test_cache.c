#include "tests/sim/scene.h"

#include "base/str.h"
#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <math.h>

/* What a cache does when what is behind it fails, what calls ask it for, and
 * that its numbers can change. */

/* --- failures ----------------------------------------------------------- */

#define FRAGILE \
	"{'nodes':{" CALLS("20", "cache") "'cache':{'type':'cache','ttl_s':" \
					  "10,'to':'store'},'store':{'type'" \
					  ":'pool','servers':1,'queue':0}}}"

static void a_failure_is_remembered(void **state)
{
	struct scene s = scene_of(FRAGILE);

	(void)state;
	bench_set(s.e, "cache.negative_ttl_s", 5);
	bench_set(s.e, "store.servers", 0);
	bench_advance(s.e, 4);
	assert_true(bench_outcomes(s.e, SIM_OUTCOME_OK) == 0);
	assert_true(bench_outcomes(s.e, SIM_OUTCOME_FULL) > 50);
	assert_true(bench_level(s.e, "store", SIM_GAUGE_IN, 0, 4) == 0.25);
	/* It is remembered when the store is well again, but not for ever. */
	bench_set(s.e, "store.servers", 1);
	bench_advance(s.e, 4.5);
	assert_true(bench_outcomes(s.e, SIM_OUTCOME_OK) == 0);
	bench_advance(s.e, 20);
	assert_true(bench_metric(s.e, SIM_METRIC_ERROR_RATE, 7, 20) == 0);
	scene_finish(&s);
}

static void an_old_value_is_better_than_a_failure(void **state)
{
	struct scene s = scene_of(FRAGILE);

	(void)state;
	bench_set(s.e, "cache.stale_s", 50);
	bench_advance(s.e, 5);
	bench_set(s.e, "store.servers", 0);
	bench_advance(s.e, 55);
	assert_true(bench_metric(s.e, SIM_METRIC_FAILED_PEOPLE, 0, 55) == 0);
	/* Each call tries, unless the failure is remembered. */
	assert_true(bench_level(s.e, "store", SIM_GAUGE_IN, 20, 55) > 15);
	bench_set(s.e, "cache.negative_ttl_s", 1000);
	bench_advance(s.e, 58);
	assert_true(bench_level(s.e, "store", SIM_GAUGE_IN, 56, 58) == 0);
	assert_true(bench_metric(s.e, SIM_METRIC_FAILED_PEOPLE, 55, 58) == 0);
	bench_advance(s.e, 80);
	assert_true(bench_metric(s.e, SIM_METRIC_ERROR_RATE, 71, 80) == 1);
	scene_finish(&s);
}

/* While one call fetches, the others get the old value. */
static void an_old_value_is_served_meanwhile(void **state)
{
	struct scene s = scene_of("{'nodes':{" CALLS(
		"20", "cache") "'cache':{'type':'cache',"
			       "'ttl_s':10,'stale_s':3,"
			       "'to':'store'}," STORE("2") "}}");

	(void)state;
	bench_advance(s.e, 5);
	sim_engine_observe(s.e);
	bench_advance(s.e, 1000);
	assert_true(scene_measure(&s, "cache", "fills_per_expiry") == 1.0);
	/* 40 of 242 calls. */
	assert_true(fabs(scene_measure(&s, "cache", "stale_share") -
			 40.0 / 242) < 0.01);
	scene_finish(&s);
}

/* The caller has long gone, but what it asked for is there for the next. */
static void an_orphan_fills_the_cache(void **state)
{
	struct scene s = scene_of("{'nodes':{" CALLS(
		"10",
		"caller") "'caller':{'type':'caller','timeout_s':1,'to':'cache'},"
			  "'cache':{'type':'cache','coalesce':1,'to':'store'}," STORE(
				  "3") "}}");

	(void)state;
	bench_advance(s.e, 100);
	assert_true(bench_level(s.e, "store", SIM_GAUGE_IN, 0, 100) == 0.01);
	assert_true(bench_outcomes(s.e, SIM_OUTCOME_TIMEOUT) > 5);
	assert_true(bench_metric(s.e, SIM_METRIC_ERROR_RATE, 4, 100) == 0);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_QUEUE, 4, 100) == 0);
	scene_finish(&s);
}

static void when_the_fill_fails_all_who_wait_fail(void **state)
{
	struct scene s = scene_of("{'nodes':{" CALLS(
		"10",
		"cache") "'cache':{'type':'cache','coalesce':1,'to':'caller'},"
			 "'caller':{'type':'caller','timeout_s':2,'to':'store'}," STORE(
				 "50") "}}");

	(void)state;
	bench_advance(s.e, 100);
	assert_true(scene_measure(&s, "cache", "fills_per_expiry") == 1.0);
	assert_true(scene_measure(&s, "cache", "coalesced_share") > 0.9);
	assert_true(scene_measure(&s, "cache", "success") == 0.0);
	assert_true(bench_outcomes(s.e, SIM_OUTCOME_TIMEOUT) > 900);
	scene_finish(&s);
}

/* --- what is asked for -------------------------------------------------- */

/* Of a million things hardly two calls want the same; but a retry does. */
static void a_retry_asks_for_the_same(void **state)
{
	struct scene s = scene_of("{'nodes':{" CALLS(
		"1",
		"caller") "'caller':{'type':'caller','retries':3,'to':'cache'},"
			  "'cache':{'type':'cache','keys':1000000,'negative_ttl_s':10,"
			  "'to':'store'},'store':{'type':'pool','servers':0,'queue':0}"
			  "}}");

	(void)state;
	bench_advance(s.e, 500);
	assert_true(scene_measure(&s, "cache", "negative_share") == 0.75);
	scene_finish(&s);
}

static double second_tier(const char *keys)
{
	struct str text = STR_INIT;
	struct scene s;
	double ratio;

	str_addf(
		&text,
		"{'nodes':{" CALLS(
			"100",
			"near") "'near':{'type':'cache','keys':1000,'zipf':0.7,'to':'far'},"
				"'far':{'type':'cache',%s,'to':'store'}," STORE(
					"0") "}}",
		keys);
	s = scene_of(text.s);
	bench_advance(s.e, 30);
	ratio = scene_measure(&s, "far", "hit_ratio");
	scene_finish(&s);
	str_finish(&text);
	return ratio;
}

/* What the near cache asks for once, it has; so the far one has no hits. */
static void a_second_tier_is_asked_for_the_same(void **state)
{
	(void)state;
	assert_true(second_tier("'keys_of':'near'") == 0.0);
	assert_true(second_tier("'keys':1000,'zipf':0.7") > 0.1);
}

static void the_value_of_an_attribute_is_a_key(void **state)
{
	static const char model[] =
		"{'attributes':{'clip':['a','b','c']},'nodes':{"
		"'calls':{'type':'source','rate_per_s':100,'attributes':"
		"{'clip':{'a':1,'b':1,'c':1}},'to':'cache'},"
		"'cache':{'type':'cache','by':'clip','to':'store'}," STORE(
			"0") "}}";
	struct scene s = scene_of(model);

	(void)state;
	bench_advance(s.e, 100);
	assert_true(bench_level(s.e, "store", SIM_GAUGE_IN, 0, 100) == 0.03);
	bench_set(s.e, "cache.keys", 4);
	bench_advance(s.e, 200);
	assert_true(bench_level(s.e, "store", SIM_GAUGE_IN, 0, 200) == 0.06);
	scene_finish(&s);
}

static void numbers_change_at_any_time(void **state)
{
	struct scene s = scene_of("{'nodes':{" CALLS(
		"100", "cache") "'cache':{'type':'cache',"
				"'keys':50,'hit_s':0.25,"
				"'to':'store'}," STORE("0") "}}");

	(void)state;
	bench_advance(s.e, 50);
	assert_int_equal(s.e->state[1].cache.table.held, 50);
	assert_true(fabs(scene_measure(&s, "cache", "sojourn_p50_s") - 0.25) <
		    1e-9);
	bench_set(s.e, "cache.capacity", 10);
	assert_int_equal(s.e->state[1].cache.table.held, 10);
	bench_set(s.e, "cache.keys", 10);
	bench_advance(s.e, 60);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_LEVEL, 58, 60) == 1.0);
	bench_set(s.e, "cache.on", 0);
	bench_advance(s.e, 70);
	assert_true(bench_level(s.e, "cache", SIM_GAUGE_LEVEL, 61, 70) == 0.0);
	assert_int_equal(s.e->state[1].cache.table.held, 10);
	bench_set(s.e, "cache.on", 1);
	bench_set(s.e, "cache.ttl_s", 0);
	bench_set(s.e, "cache.generation", 1);
	bench_advance(s.e, 80);
	assert_int_equal(s.e->state[1].cache.table.entries, 0);
	assert_true(bench_metric(s.e, SIM_METRIC_FAILED_PEOPLE, 0, 80) == 0);
	scene_finish(&s);
}

static void mistakes_are_refused(void **state)
{
	static const struct {
		const char *cache, *says;
	} wrong[] = {
		{ "'keys':0", "keys" },
		{ "'keys':1000001", "keys" },
		{ "'keys':2.5", "keys" },
		{ "'zipf':5.1", "zipf" },
		{ "'ttl_s':-1", "ttl_s" },
		{ "'ttl_jitter':1.5", "ttl_jitter" },
		{ "'ttl':1", "ttl_s" },
		{ "'by':'colour'", "colour" },
		{ "'keys_of':'store'", "cache" },
		{ "'keys_of':'cache'", "of its own" },
		{ "'keys_of':'other','keys':3", "beside" },
		{ "'keys_of':'other','zipf':1", "beside" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct str text = STR_INIT;
		struct err err = { 0 };

		str_addf(
			&text,
			"{'nodes':{" CALLS(
				"1",
				"cache") "'cache':{'type':'cache',%s,'to':'other'},'other':"
					 "{'type':'cache','to':'store'}," STORE(
						 "0") "}}",
			wrong[i].cache);
		bench_refused(text.s, &err);
		if (strstr(err.message, wrong[i].says) == NULL &&
		    strstr(err.path, wrong[i].says) == NULL)
			fail_msg("%s: %s", wrong[i].cache, err.message);
		str_finish(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failure_is_remembered),
		cmocka_unit_test(an_old_value_is_better_than_a_failure),
		cmocka_unit_test(an_old_value_is_served_meanwhile),
		cmocka_unit_test(an_orphan_fills_the_cache),
		cmocka_unit_test(when_the_fill_fails_all_who_wait_fail),
		cmocka_unit_test(a_retry_asks_for_the_same),
		cmocka_unit_test(a_second_tier_is_asked_for_the_same),
		cmocka_unit_test(the_value_of_an_attribute_is_a_key),
		cmocka_unit_test(numbers_change_at_any_time),
		cmocka_unit_test(mistakes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
