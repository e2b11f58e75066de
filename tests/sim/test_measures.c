#include "tests/sim/bench.h"

#include "base/random.h"
#include "sim/chance/durations.h"
#include "sim/engine_internal.h"
#include "sim/stats/measure.h"
#include "sim/chance/numeric.h"

#include <math.h>
#include <stdlib.h>

/* Observations of nodes, and the histogram under them. */

static void assert_near(double measured, double expected, double share)
{
	if (!(fabs(measured - expected) <= share * fabs(expected)))
		fail_msg("measured %.9g, expected %.9g", measured, expected);
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* Exponential durations with this mean against their exact quantiles. */
static void check_quantiles(double mean_us)
{
	enum { COUNT = 20000 };
	static const double q[] = { 0.01, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999 };
	static int64_t all[COUNT];
	struct random_stream stream = { 7 };
	struct durations *d = calloc(1, sizeof *d);
	double sum = 0.0;

	assert_non_null(d);
	for (int i = 0; i < COUNT; i++) {
		double u = random_unit(random_next(&stream));

		all[i] = (int64_t)(-mean_us * numeric_log(u));
		sum += (double)all[i];
		durations_add(d, all[i]);
	}
	qsort(all, COUNT, sizeof all[0], by_size);
	assert_near(durations_mean(d), sum / COUNT * 1e-6, 1e-12);
	for (size_t i = 0; i < sizeof q / sizeof q[0]; i++) {
		int64_t exact = all[(int)(q[i] * COUNT) - 1];

		assert_near(durations_quantile(d, q[i]), (double)exact * 1e-6,
			    0.005);
	}
	assert_near(durations_quantile(d, 1.0), (double)all[COUNT - 1] * 1e-6,
		    1e-12);
	free(d);
}

static void quantiles_of_many_durations(void **state)
{
	(void)state;
	check_quantiles(1e3);
	check_quantiles(1e6);
	check_quantiles(3.7e9);
}

static void quantiles_of_few_durations(void **state)
{
	struct durations d = { 0 };

	(void)state;
	assert_true(isnan(durations_mean(&d)));
	assert_true(isnan(durations_quantile(&d, 0.5)));
	assert_true(isnan(durations_above_zero(&d)));
	for (int i = 0; i < 10; i++)
		durations_add(&d, 1234567);
	/* What is constant is exact. */
	assert_near(durations_quantile(&d, 0.5), 1.234567, 1e-12);
	assert_near(durations_quantile(&d, 0.99), 1.234567, 1e-12);
	for (int i = 0; i < 30; i++)
		durations_add(&d, 0);
	assert_true(durations_quantile(&d, 0.5) == 0.0);
	assert_near(durations_above_zero(&d), 0.25, 1e-12);
	/* Longer than the longest is the last step, and still counts. */
	durations_add(&d, INT64_C(1) << 50);
	assert_true(d.count == 41);
	assert_true(d.step[DURATIONS_SIZE - 1] == 1);
}

static void steps_are_narrow_and_in_order(void **state)
{
	uint32_t before = 0;

	(void)state;
	for (int64_t us = 1; us < INT64_C(1) << 38; us += us / 300 + 1) {
		uint32_t step = durations_step(us);

		assert_in_range(step, before, DURATIONS_SIZE - 1);
		/* 0.8 % further is another step. */
		assert_true(us < 256 || us >= INT64_C(1) << 37 ||
			    durations_step(us + us / 127 + 1) > step);
		before = step;
	}
	assert_int_equal(before, DURATIONS_SIZE - 1);
}

#define SYSTEM \
	"{'nodes':{'people':{'type':'source','rate_per_s':280,'to':'c'}," \
	"'c':{'type':'caller','timeout_s':0.5,'retries':2,'to':'store'}," \
	"'store':{'type':'pool','servers':30,'queue':100,'max_wait_s':0.4," \
	"'service_s':{'law':'exponential','mean':0.11},'to':'api'}," \
	"'api':{'type':'api','concurrency':10,'price':0.25,'task_s':0.02}}}"

static double of(const struct sim_engine *e, const char *node, const char *key)
{
	double value = sim_measure(e, sim_model_node(sim_engine_model(e), node),
				   key);

	assert_true(sim_measure_known(key));
	return value;
}

/* Mean seconds of the presses that were answered ok after `from`. */
static double served(const struct sim_engine *e, double from)
{
	struct sim_trace trace;
	double sum = 0.0, count = 0.0;

	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		if (trace.end_us <= SECONDS(from) ||
		    trace.outcome != SIM_OUTCOME_OK)
			continue;
		sum += (double)(trace.end_us - trace.start_us);
		count += 1.0;
	}
	return sum / count * 1e-6;
}

/* Each number against one that was come by in another way. */
static void measures_agree_with_telemetry(void **state)
{
	struct sim_model *model = bench_model(SYSTEM);
	struct sim_engine *e = bench_run(model, 5, 60);
	struct sim_window window = { SECONDS(60), SECONDS(240) };
	int store = sim_model_node(model, "store");

	(void)state;
	sim_engine_observe(e);
	bench_advance(e, 240);
	assert_near(of(e, "people", "throughput_per_s"),
		    bench_metric(e, SIM_METRIC_CLIPS, 60, 240), 1e-3);
	assert_near(of(e, "people", "arrivals_per_s"),
		    bench_metric(e, SIM_METRIC_ARRIVALS, 60, 240), 1e-3);
	assert_near(of(e, "people", "sojourn_s"), served(e, 60), 1e-9);
	assert_near(of(e, "store", "utilisation"),
		    sim_gauge(e, store, SIM_GAUGE_BUSY, window) / 30.0, 0.02);
	assert_near(of(e, "store", "queue_length"),
		    sim_gauge(e, store, SIM_GAUGE_QUEUE, window), 0.1);
	assert_near(of(e, "store", "servers"), 30.0, 1e-12);
	assert_near(of(e, "store", "blocking") + of(e, "store", "abandonment"),
		    sim_gauge(e, store, SIM_GAUGE_REFUSED, window) /
			    sim_gauge(e, store, SIM_GAUGE_IN, window),
		    0.01);
	assert_true(of(e, "store", "abandonment") > 0.01);
	assert_near(of(e, "api", "tasks_per_s"),
		    bench_metric(e, SIM_METRIC_TASKS, 60, 240), 1e-3);
	assert_near(of(e, "api", "cost_usd"),
		    bench_metric(e, SIM_METRIC_SPEND, 60, 240), 1e-3);
	assert_near(of(e, "api", "usd_per_hour"),
		    of(e, "api", "tasks_per_s") * 0.25 * 3600.0, 1e-9);
	assert_near(of(e, "api", "busy"), of(e, "api", "tasks_per_s") * 0.02,
		    0.01);
	assert_near(of(e, "c", "attempts_per_s"),
		    of(e, "store", "arrivals_per_s"), 1e-3);
	assert_true(of(e, "store", "in_system") >
		    of(e, "store", "queue_length"));
	assert_true(isnan(of(e, "people", "queue_length")));
	assert_false(sim_measure_known("beauty"));
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void observing_changes_nothing(void **state)
{
	struct sim_model *model = bench_model(SYSTEM);
	struct sim_engine *alone = bench_run(model, 9, 90);
	struct sim_engine *seen = bench_run(model, 9, 30.3);
	struct sim_engine *copy;

	(void)state;
	assert_true(isnan(of(alone, "store", "waiting_s")));
	sim_engine_observe(seen);
	assert_true(isnan(of(seen, "store", "arrivals_per_s")));
	bench_advance(seen, 60.7);
	copy = sim_engine_clone(seen);
	bench_advance(seen, 90);
	bench_advance(copy, 90);
	assert_true(sim_engine_hash(seen) == sim_engine_hash(alone));
	for (int node = 0; node < sim_model_node_count(model); node++) {
		static const char *const keys[] = { "arrivals_per_s", "busy",
						    "sojourn_p95_s" };

		for (size_t k = 0; k < 3; k++) {
			double a = sim_measure(seen, node, keys[k]);
			double b = sim_measure(copy, node, keys[k]);

			assert_true(a == b || (isnan(a) && isnan(b)));
		}
	}
	sim_engine_destroy(copy);
	sim_engine_destroy(seen);
	sim_engine_destroy(alone);
	sim_model_destroy(model);
}

static struct sim_engine *observed(const struct sim_model *model,
				   enum sim_detail detail)
{
	struct sim_engine *e = sim_engine_create(model, 3, 0, detail);

	sim_engine_observe(e);
	bench_advance(e, 30);
	sim_engine_observe(e);
	bench_advance(e, 200);
	return e;
}

/* Callers inside of callers, which time out and leave orphans behind, some
 * of them in the middle of a list. */
#define NESTED \
	"{'nodes':{'people':{'type':'source','rate_per_s':9,'stop_s':180," \
	"'to':'outer'}," \
	"'outer':{'type':'caller','timeout_s':0.4,'retries':2,'to':'gate'}," \
	"'gate':{'type':'gate','share':0.1,'to':['one','inner']}," \
	"'one':{'type':'pool','servers':9,'service_s':" \
	"{'law':'exponential','mean':0.1}}," \
	"'inner':{'type':'caller','timeout_s':0.3,'retries':1," \
	"'to':['two','one']}," \
	"'two':{'type':'pool','servers':9,'service_s':" \
	"{'law':'exponential','mean':0.1},'to':'api'}," \
	"'api':{'type':'api','price':1,'task_s':" \
	"{'law':'exponential','mean':0.1}}}}"

/* Sojourns are timed by spans in full detail and by open visits without. */
static void detail_makes_no_difference(void **state)
{
	static const char *const systems[] = { SYSTEM, NESTED };

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct sim_model *model = bench_model(systems[i]);
		struct sim_engine *full = observed(model, SIM_FULL);
		struct sim_engine *sums = observed(model, SIM_SUMMARY);
		struct sim_measure a[SIM_MEASURES_MAX], b[SIM_MEASURES_MAX];
		size_t count = sim_measures(full, SIM_MEASURES_MAX, a);

		sim_measures(sums, SIM_MEASURES_MAX, b);
		for (size_t m = 0; m < count; m++) {
			if (a[m].value != b[m].value &&
			    !(isnan(a[m].value) && isnan(b[m].value)))
				fail_msg("%d %s: %.9g, %.9g", a[m].node,
					 a[m].key, a[m].value, b[m].value);
		}
		assert_true(sim_engine_hash(full) == sim_engine_hash(sums));
		assert_true(sums->stats->visits_used < 1000);
		/* In the second all have left. */
		assert_true(i == 0 || sums->stats->visits_open == 0);
		sim_engine_destroy(full);
		sim_engine_destroy(sums);
		sim_model_destroy(model);
	}
}

/* The list is the model's, whatever has been simulated. */
static void the_list_of_measures_is_steady(void **state)
{
	struct sim_model *model = bench_model(SYSTEM);
	struct sim_engine *e = bench_run(model, 1, 1);
	struct sim_measure few[3], all[SIM_MEASURES_MAX];
	size_t count = sim_measures(e, 3, few);

	(void)state;
	assert_true(count > 3 && count <= SIM_MEASURES_MAX);
	assert_true(isnan(few[0].value));
	sim_engine_observe(e);
	bench_advance(e, 20);
	assert_true(sim_measures(e, SIM_MEASURES_MAX, all) == count);
	assert_string_equal(few[2].key, all[2].key);
	assert_true(all[0].value > 0.0);
	for (size_t i = 0; i < count; i++)
		assert_true(all[i].unit[0] != '\0' && all[i].help[0] != '\0');
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_queue_without_servers_counts_from_now(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'p':{'type':'source','rate_per_s':10,'to':'s'},"
		"'s':{'type':'pool','servers':1,'service_s':0.001}}}");
	struct sim_engine *e = bench_run(model, 1, 10);

	(void)state;
	bench_set(e, "s.servers", 0);
	bench_advance(e, 20);
	sim_engine_observe(e);
	bench_advance(e, 20.5);
	/* Some hundred wait, and have all the time. */
	assert_true(of(e, "s", "queue_length") > 60.0);
	assert_true(of(e, "s", "throughput_per_s") == 0.0);
	assert_true(isnan(of(e, "s", "utilisation")));
	assert_true(isnan(of(e, "s", "waiting_s")));
	bench_set(e, "s.servers", 1);
	bench_advance(e, 21.5);
	assert_near(of(e, "s", "servers"), 1.0 / 1.5, 1e-9);
	assert_true(of(e, "s", "waiting_p50_s") > 1.0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(quantiles_of_many_durations),
		cmocka_unit_test(quantiles_of_few_durations),
		cmocka_unit_test(steps_are_narrow_and_in_order),
		cmocka_unit_test(measures_agree_with_telemetry),
		cmocka_unit_test(observing_changes_nothing),
		cmocka_unit_test(detail_makes_no_difference),
		cmocka_unit_test(the_list_of_measures_is_steady),
		cmocka_unit_test(a_queue_without_servers_counts_from_now),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
