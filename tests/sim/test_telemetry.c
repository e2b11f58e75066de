#include "tests/sim/bench.h"
#include "tests/sim/system.h"

#include "sim/telemetry/record.h"

#include <math.h>

/* What the figures mean, on systems where every figure is known. */

static void figures_of_a_system_without_chance(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':2,'to':"
		"'api'},'api':{'type':'api','price':0.5,'task_s':30,"
		"'report_lag_s':6,'concurrency':1000}}}");
	struct sim_engine *e = bench_run(model, 2, 3600);
	double came = bench_level(e, "people", SIM_GAUGE_IN, 0, 3600) * 3600;

	(void)state;
	assert_true(came > 6900 && came < 7500);
	assert_true(fabs(bench_metric(e, SIM_METRIC_ARRIVALS, 0, 3600) -
			 came / 3600) < 1e-9);
	assert_true(fabs(bench_metric(e, SIM_METRIC_SPEND, 0, 3600) -
			 came / 2) < 1e-6);
	assert_true(fabs(bench_metric(e, SIM_METRIC_SPEND_RATE, 0, 3600) -
			 came / 2) < 1e-6);
	assert_true(bench_metric(e, SIM_METRIC_P50, 0, 3600) == 36);
	assert_true(bench_metric(e, SIM_METRIC_TASK_P95, 0, 3600) == 30);
	assert_true(bench_metric(e, SIM_METRIC_REPORT_LAG, 0, 3600) == 6);
	assert_true(bench_metric(e, SIM_METRIC_CLIPS, 0, 36) == 0);
	assert_true(isnan(bench_metric(e, SIM_METRIC_P95, 0, 36)));
	assert_true(isnan(bench_metric(e, SIM_METRIC_ERROR_RATE, 0, 36)));
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 36, 90) == 0);
	/* 2 a second for 30 s; the lag does not hold the slot. */
	assert_true(fabs(bench_level(e, "api", SIM_GAUGE_BUSY, 100, 3600) -
			 60) < 2);
	assert_true(isnan(bench_level(e, "api", SIM_GAUGE_BUSY, 4000, 5000)));
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* One request stands for 250: of the same facts there are 250 times as many,
 * and they take no longer. */
#define SCALED(scale) \
	"{'scale':" scale ",'attributes':{'plan':['free','pro']},'nodes':{" \
	"'people':{'type':'source','rate_per_s':2,'attributes':{'plan':" \
	"{'free':1,'pro':1}},'to':'api'},'api':{'type':'api','price':0.5," \
	"'task_s':{'law':'exponential','mean':30},'fail_share':0.2," \
	"'concurrency':60,'credit_usd':5000}}}"

static void check_scaled(const struct sim_engine *one,
			 const struct sim_engine *many, double seconds)
{
	struct sim_window window = { 0, SECONDS(seconds) };
	struct sim_people a[SIM_VALUES_MAX], b[SIM_VALUES_MAX];
	double usd[2][SIM_VALUES_MAX], tasks[2][SIM_VALUES_MAX];
	static const enum sim_metric counts[] = { SIM_METRIC_SPEND,
						  SIM_METRIC_ARRIVALS,
						  SIM_METRIC_QUOTA_PER_MIN,
						  SIM_METRIC_FAILED_PEOPLE };
	static const enum sim_metric others[] = { SIM_METRIC_P95,
						  SIM_METRIC_ERROR_RATE,
						  SIM_METRIC_PRICE_PER_CLIP };

	for (size_t i = 0; i < 4; i++)
		assert_true(fabs(sim_metric(many, counts[i], NULL, window) -
				 250 * sim_metric(one, counts[i], NULL,
						  window)) < 1e-3);
	for (size_t i = 0; i < 3; i++)
		assert_true(sim_metric(many, others[i], NULL, window) ==
			    sim_metric(one, others[i], NULL, window));
	sim_people_by_attribute(one, 0, window, a);
	sim_people_by_attribute(many, 0, window, b);
	sim_bill_by_attribute(one, 0, window, usd[0], tasks[0]);
	sim_bill_by_attribute(many, 0, window, usd[1], tasks[1]);
	assert_true(a[1].failed > 0 && b[1].failed == 250 * a[1].failed);
	assert_true(tasks[0][1] > 0 && tasks[1][1] == 250 * tasks[0][1]);
	assert_true(fabs(usd[1][1] - 250 * usd[0][1]) < 1e-3);
	assert_true(fabs(bench_outcomes(many, SIM_OUTCOME_OK) -
			 250 * bench_outcomes(one, SIM_OUTCOME_OK)) < 1e-3);
	for (int g = SIM_GAUGE_BUSY; g < SIM_GAUGES; g++)
		assert_true(
			fabs(bench_level(many, "api", (enum sim_gauge)g, 100,
					 900) -
			     250 * bench_level(one, "api", (enum sim_gauge)g,
					       100, 900)) < 1e-3);
}

static void a_model_stands_for_many(void **state)
{
	struct sim_model *one = bench_model(SCALED("1"));
	struct sim_model *many = bench_model(SCALED("250"));
	struct sim_engine *a = bench_run(one, 3, 1200);
	struct sim_engine *b = bench_run(many, 3, 1200);
	struct err err = { 0 };

	(void)state;
	check_scaled(a, b, 1200);
	assert_true(sim_engine_hash(a) == sim_engine_hash(b));
	bench_refused(SCALED("0"), &err);
	sim_engine_destroy(a);
	sim_engine_destroy(b);
	sim_model_destroy(one);
	sim_model_destroy(many);
}

static void a_window_has_its_start_and_not_its_end(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = bench_run(model, 2, 1200);
	double parts[20], sum = 0, whole;
	struct sim_window window = { 0, SECONDS(1200) };

	(void)state;
	for (int m = 0; m < SIM_METRIC_COUNT; m++) {
		if (m != SIM_METRIC_SPEND && m != SIM_METRIC_FAILED_PEOPLE &&
		    m != SIM_METRIC_DUPLICATE_SPEND)
			continue;
		sim_metric_series(e, (enum sim_metric)m, NULL, window, 20,
				  parts);
		whole = sim_metric(e, (enum sim_metric)m, NULL, window);
		sum = 0;
		for (int i = 0; i < 20; i++)
			sum += parts[i];
		assert_true(whole > 0 && fabs(sum - whole) < 1e-6);
	}
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void filters_part_the_whole(void **state)
{
	static const enum sim_metric sums[] = {
		SIM_METRIC_SPEND,    SIM_METRIC_ARRIVALS, SIM_METRIC_PRESSES,
		SIM_METRIC_ATTEMPTS, SIM_METRIC_CLIPS,	  SIM_METRIC_TASKS,
	};
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = bench_run(model, 2, 1200);
	struct sim_window window = { SECONDS(300), SECONDS(1200) };

	(void)state;
	for (size_t i = 0; i < sizeof sums / sizeof sums[0]; i++) {
		double whole = sim_metric(e, sums[i], NULL, window);

		for (int a = 0; a < 2; a++) {
			struct sim_filter filter;
			double sum = 0;

			sim_filter_any(&filter);
			for (int v = 0; v < 2; v++) {
				filter.value[a] = v;
				sum += sim_metric(e, sums[i], &filter, window);
			}
			assert_true(fabs(sum - whole) < 1e-9 * whole + 1e-9);
		}
	}
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void check_trace(const struct sim_engine *e, const struct sim_trace *t,
			enum sim_trace_kind kind)
{
	struct sim_span spans[64];
	size_t n = sim_trace_spans(e, t->press, 64, spans);

	assert_true(n > 0 && t->end_us >= t->start_us);
	assert_true(spans[0].depth == 0 && spans[0].enter_us == t->start_us);
	for (size_t i = 0; i < n; i++) {
		assert_true(spans[i].start_us >= spans[i].enter_us);
		assert_true(spans[i].end_us == 0 ||
			    spans[i].end_us >= spans[i].start_us);
		assert_true(i == 0 || spans[i].depth > 0 ||
			    spans[i].enter_us >= spans[i - 1].enter_us);
	}
	if (kind == SIM_TRACE_FAILED)
		assert_true(t->outcome != SIM_OUTCOME_OK);
	if (kind == SIM_TRACE_RETRIED)
		assert_true(t->attempts > 1);
}

static void traces_are_a_sample_newest_first(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = bench_run(model, 2, 1200);
	struct sim_window window = { SECONDS(600), SECONDS(1200) };
	struct sim_trace traces[50], again[50];
	struct sim_filter filter;

	(void)state;
	sim_filter_any(&filter);
	filter.value[0] = 1;
	for (int kind = SIM_TRACE_ALL; kind <= SIM_TRACE_RETRIED; kind++) {
		size_t n = sim_traces(e, (enum sim_trace_kind)kind, &filter,
				      window, 50, traces);

		assert_true(n > 5 && n <= 50);
		for (size_t i = 0; i < n; i++) {
			check_trace(e, &traces[i], (enum sim_trace_kind)kind);
			assert_int_equal(traces[i].value[0], 1);
			assert_true(traces[i].end_us >= window.from_us &&
				    traces[i].end_us < window.to_us);
			assert_true(i == 0 ||
				    traces[i].end_us <= traces[i - 1].end_us);
		}
		assert_int_equal(sim_traces(e, (enum sim_trace_kind)kind,
					    &filter, window, 50, again),
				 n);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(traces[i].press, again[i].press);
			assert_int_equal(traces[i].end_us, again[i].end_us);
			assert_int_equal(traces[i].outcome, again[i].outcome);
		}
	}
	assert_false(sim_trace(e, 1u << 30, &traces[0]));
	assert_int_equal(sim_trace_spans(e, 1u << 30, 0, NULL), 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void metrics_have_names(void **state)
{
	(void)state;
	for (int m = 0; m < SIM_METRIC_COUNT; m++) {
		enum sim_metric metric = (enum sim_metric)m;

		assert_int_equal(sim_metric_find(sim_metric_key(metric)), m);
		assert_true(*sim_metric_unit(metric) != '\0');
		assert_true(*sim_metric_help(metric) != '\0');
	}
	assert_int_equal(sim_metric_find("p95"), -1);
	for (int o = 0; o < SIM_OUTCOMES; o++) {
		assert_non_null(sim_outcome_name((enum sim_outcome)o));
		assert_non_null(sim_outcome_status((enum sim_outcome)o));
	}
}

static void histogram_steps_cover_all_durations(void **state)
{
	size_t last = 0;

	(void)state;
	for (int64_t us = 0; us < INT64_C(100000000000); us += us / 200 + 200) {
		size_t step = histogram_step(us);
		double middle = histogram_middle(step);

		assert_true(step == last || step == last + 1);
		assert_true(fabs(middle - (double)us * 1e-6) <=
			    (double)us * 1e-6 / 60 + 0.0011);
		last = step;
	}
	assert_int_equal(histogram_step(-5), 0);
	assert_int_equal(histogram_step(INT64_MAX), HISTOGRAM_SIZE - 1);
}

/* A step with tens of thousands in it, others with a few or some hundreds. */
static const char busy[] =
	"{'nodes': {'many': {'type': 'source', 'rate_per_s': 600, 'to': 'quick'},"
	" 'quick': {'type': 'pool', 'servers': 50, 'service_s': 0.01},"
	" 'few': {'type': 'source', 'rate_per_s': 300, 'to': 'slow'},"
	" 'slow': {'type': 'pool', 'servers': 2000, 'service_s':"
	" {'law': 'exponential', 'mean': 3}}}}";

/* While it is the minute that is now, and after it has been put away. */
static void a_minute_says_the_same_when_it_is_over(void **state)
{
	static const enum sim_metric metrics[] = {
		SIM_METRIC_P50, SIM_METRIC_P95, SIM_METRIC_P99, SIM_METRIC_CLIPS
	};
	struct sim_model *model = bench_model(busy);
	struct sim_engine *full = sim_engine_create(model, 3, 0, SIM_FULL);
	struct sim_engine *e = sim_engine_create(model, 3, 0, SIM_SUMMARY);
	struct sim_engine *later;

	(void)state;
	for (int minute = 1; minute <= 3; minute++) {
		bench_advance(e, 60 * minute - 1e-6);
		later = sim_engine_clone(e);
		bench_advance(later, 400);
		bench_advance(full, 60 * minute);
		for (size_t m = 0; m < sizeof metrics / sizeof metrics[0];
		     m++) {
			double x = bench_metric(e, metrics[m], 0, 60 * minute);
			double y = bench_metric(later, metrics[m], 0,
						60 * minute);
			double z = bench_metric(full, metrics[m], 0,
						60 * minute);

			assert_true(x == y);
			assert_true(fabs(x - z) <= 0.02 * z + 0.0005);
		}
		sim_engine_destroy(later);
	}
	sim_engine_destroy(e);
	sim_engine_destroy(full);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures_of_a_system_without_chance),
		cmocka_unit_test(a_model_stands_for_many),
		cmocka_unit_test(a_window_has_its_start_and_not_its_end),
		cmocka_unit_test(filters_part_the_whole),
		cmocka_unit_test(traces_are_a_sample_newest_first),
		cmocka_unit_test(metrics_have_names),
		cmocka_unit_test(histogram_steps_cover_all_durations),
		cmocka_unit_test(a_minute_says_the_same_when_it_is_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
