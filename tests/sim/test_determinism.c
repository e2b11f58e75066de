#include "tests/sim/bench.h"
#include "tests/sim/system.h"

#include "base/calendar.h"
#include "base/hash.h"

#include <math.h>

/* The same model, seed and changes give the same facts. */

/* Runs the system's changes, in steps of at most `step` seconds. */
static void play(struct sim_engine *e, double until, double step)
{
	double now = (double)sim_engine_now(e) * 1e-6;

	for (size_t i = 0; i <= SYSTEM_CHANGES; i++) {
		double at = i < SYSTEM_CHANGES ? system_changes[i].at : until;

		if (at > until)
			at = until;
		while (now < at) {
			now = now + step < at ? now + step : at;
			bench_advance(e, now);
		}
		if (i == SYSTEM_CHANGES || system_changes[i].at > until)
			break;
		if (system_changes[i].at >= now)
			bench_set(e, system_changes[i].parameter,
				  system_changes[i].value);
	}
}

static uint64_t hash_of(const struct sim_model *model, uint64_t seed,
			enum sim_detail detail, double step)
{
	struct sim_engine *e = sim_engine_create(model, seed, 0, detail);
	uint64_t hash;

	play(e, SYSTEM_END, step);
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	return hash;
}

/* When this fails, the engine gives other facts than before: raise
 * SIM_ENGINE_VERSION and put the new hash here. */
static void the_hash_is_the_one_of_this_version(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	char hex[HASH_HEX_SIZE];

	(void)state;
	hash_hex(hash_of(model, 7, SIM_FULL, 1e9), hex);
	assert_int_equal(SIM_ENGINE_VERSION, 3);
	assert_string_equal(hex, "d33487f83f457f9d");
	assert_true(hash_of(model, 8, SIM_FULL, 1e9) !=
		    hash_of(model, 7, SIM_FULL, 1e9));
	sim_model_destroy(model);
}

static void steps_and_detail_change_nothing(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	uint64_t hash = hash_of(model, 7, SIM_FULL, 1e9);

	(void)state;
	assert_true(hash_of(model, 7, SIM_FULL, 1.0) == hash);
	assert_true(hash_of(model, 7, SIM_FULL, 0.0137) == hash);
	assert_true(hash_of(model, 7, SIM_SUMMARY, 1e9) == hash);
	sim_model_destroy(model);
}

static void gauges_do_not_depend_on_the_steps(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *one = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_engine *many = sim_engine_create(model, 7, 0, SIM_FULL);

	(void)state;
	play(one, 1000, 1e9);
	play(many, 1000, 0.5);
	for (int node = 0; node < sim_model_node_count(model); node++) {
		for (int g = 0; g < SIM_GAUGES; g++) {
			double a[100], b[100];
			struct sim_window window = { 0, SECONDS(1000) };

			sim_gauge_series(one, node, (enum sim_gauge)g, window,
					 100, a);
			sim_gauge_series(many, node, (enum sim_gauge)g, window,
					 100, b);
			assert_memory_equal(a, b, sizeof a);
		}
	}
	sim_engine_destroy(one);
	sim_engine_destroy(many);
	sim_model_destroy(model);
}

static void a_clone_goes_on_identically(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_engine *clone;
	struct sim_window window = { 0, SECONDS(SYSTEM_END) };

	(void)state;
	play(e, 1650, 1e9);
	clone = sim_engine_clone(e);
	assert_true(sim_engine_hash(clone) == sim_engine_hash(e));
	/* The original must not matter any more. */
	play(e, SYSTEM_END, 10);
	play(clone, SYSTEM_END, 33);
	assert_true(sim_engine_hash(clone) == sim_engine_hash(e));
	for (int m = 0; m < SIM_METRIC_COUNT; m++) {
		double a = sim_metric(e, (enum sim_metric)m, NULL, window);
		double b = sim_metric(clone, (enum sim_metric)m, NULL, window);

		assert_memory_equal(&a, &b, sizeof a);
	}
	sim_engine_destroy(e);
	assert_true(sim_engine_get(clone, 0) >= 0);
	bench_advance(clone, SYSTEM_END + 100);
	sim_engine_destroy(clone);
	sim_model_destroy(model);
}

static void a_summary_agrees_with_the_rows(void **state)
{
	static const enum sim_metric same[] = {
		SIM_METRIC_SPEND,	  SIM_METRIC_SPEND_RATE,
		SIM_METRIC_FAILED_PEOPLE, SIM_METRIC_DEGRADED,
		SIM_METRIC_ERROR_RATE,	  SIM_METRIC_CLIPS,
		SIM_METRIC_QUOTA_RATE,	  SIM_METRIC_QUOTA_PER_MIN,
		SIM_METRIC_ATTEMPTS,	  SIM_METRIC_ATTEMPTS_PER_JOB,
		SIM_METRIC_TIMEOUT_RATE,  SIM_METRIC_DUPLICATE_SPEND,
		SIM_METRIC_REFUSED_RATE,  SIM_METRIC_PRESSES_PER_PERSON,
	};
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *full = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_engine *summary = sim_engine_create(model, 7, 0,
						       SIM_SUMMARY);
	struct sim_people a[SIM_VALUES_MAX], b[SIM_VALUES_MAX];

	(void)state;
	play(full, SYSTEM_END, 1e9);
	play(summary, SYSTEM_END, 1e9);
	for (int m = 0; m < 50; m++) {
		struct sim_window w = { m * MINUTE_US, (m + 1) * MINUTE_US };

		for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
			double x = sim_metric(full, same[i], NULL, w);
			double y = sim_metric(summary, same[i], NULL, w);

			assert_true((isnan(x) && isnan(y)) ||
				    fabs(x - y) <= 1e-9 * fabs(x));
		}
		for (int attribute = 0; attribute < 2; attribute++) {
			sim_people_by_attribute(full, attribute, w, a);
			sim_people_by_attribute(summary, attribute, w, b);
			assert_memory_equal(a, b, 2 * sizeof a[0]);
		}
	}
	for (int m = 10; m < 40; m += 10) {
		struct sim_window w = { m * MINUTE_US, (m + 10) * MINUTE_US };
		double x = sim_metric(full, SIM_METRIC_P95, NULL, w);
		double y = sim_metric(summary, SIM_METRIC_P95, NULL, w);

		assert_true(fabs(x - y) < 0.02 * x);
	}
	assert_true(sim_engine_bytes(summary) < sim_engine_bytes(full));
	sim_engine_destroy(full);
	sim_engine_destroy(summary);
	sim_model_destroy(model);
}

/* The luck of one request does not depend on what happens to another. */
static void a_change_touches_only_what_it_touches(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *a = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_engine *b = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_trace x, y;

	(void)state;
	bench_set(a, "caller.timeout_s", 0);
	bench_set(b, "caller.timeout_s", 0);
	bench_set(a, "api.concurrency", 100000);
	bench_set(b, "api.concurrency", 100000);
	bench_set(b, "gpu.servers", 3);
	bench_advance(a, 600);
	bench_advance(b, 600);
	for (uint32_t i = 0; i < 600 && sim_trace(a, i, &x); i++) {
		struct sim_span p[16], q[16];
		size_t n = sim_trace_spans(a, i, 16, p);
		size_t m = sim_trace_spans(b, i, 16, q);

		assert_true(sim_trace(b, i, &y));
		if (x.person != y.person || x.press_number > 1 ||
		    y.press_number > 1)
			break;
		assert_int_equal(x.start_us, y.start_us);
		assert_memory_equal(x.value, y.value, sizeof x.value);
		for (size_t s = 0; s < n && s < m; s++) {
			if (p[s].usd > 0 && p[s].end_us > 0 && q[s].end_us > 0)
				assert_int_equal(p[s].end_us - p[s].start_us,
						 q[s].end_us - q[s].start_us);
		}
	}
	sim_engine_destroy(a);
	sim_engine_destroy(b);
	sim_model_destroy(model);
}

/* One more retry: the others' tasks take exactly as long as before. */
static void one_more_retry_shifts_nobody(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *a = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_engine *b = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_trace x, y;
	uint32_t same = 0;

	(void)state;
	bench_set(a, "api.concurrency", 100000);
	bench_set(b, "api.concurrency", 100000);
	bench_set(a, "api.fail_share", 0.3);
	bench_set(b, "api.fail_share", 0.3);
	bench_set(a, "workers.servers", 100000);
	bench_set(b, "workers.servers", 100000);
	bench_set(a, "free.press_again.max", 1);
	bench_set(b, "free.press_again.max", 1);
	bench_set(a, "pro.press_again.max", 1);
	bench_set(b, "pro.press_again.max", 1);
	bench_set(b, "caller.retries", 6);
	bench_advance(a, 600);
	bench_advance(b, 600);
	for (uint32_t i = 0; i < 1000; i++) {
		struct sim_span p[8], q[8];

		assert_true(sim_trace(a, i, &x) && sim_trace(b, i, &y));
		assert_int_equal(x.start_us, y.start_us);
		assert_int_equal(x.person, y.person);
		if (sim_trace_spans(a, i, 8, p) < 5 ||
		    sim_trace_spans(b, i, 8, q) < 5 || p[4].end_us == 0)
			continue;
		/* gateway, workers, caller, attempt 1, api */
		assert_int_equal(p[4].end_us - p[4].start_us,
				 q[4].end_us - q[4].start_us);
		assert_int_equal(p[4].outcome, q[4].outcome);
		same++;
	}
	assert_true(same > 800);
	sim_engine_destroy(a);
	sim_engine_destroy(b);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_hash_is_the_one_of_this_version),
		cmocka_unit_test(steps_and_detail_change_nothing),
		cmocka_unit_test(gauges_do_not_depend_on_the_steps),
		cmocka_unit_test(a_clone_goes_on_identically),
		cmocka_unit_test(a_summary_agrees_with_the_rows),
		cmocka_unit_test(a_change_touches_only_what_it_touches),
		cmocka_unit_test(one_more_retry_shifts_nobody),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
