#include "tests/sim/bench.h"

#include <math.h>

/* Limiters, gates, splits, rewriting and the spend cap. */

#define SERVER "'server':{'type':'pool','servers':100000,'service_s':0}"

static double limited(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_LIMITED, 100);
}

#define WINDOW(rate, kind, limit) \
	"{'nodes':{'people':{'type':'source','rate_per_s':" rate \
	",'to':'limit'},'limit':{'type':'limiter','kind':'" kind \
	"','window_s':10,'limit':" limit ",'to':'server'}," SERVER "}}"

/* Of a Poisson number, E[min(N, limit)] pass. */
static double passed(double mean, int limit)
{
	double p = exp(-mean);
	double sum = 0.0, within = 0.0;

	for (int n = 0; n < limit; n++) {
		sum += n * p;
		within += p;
		p *= mean / (n + 1);
	}
	return sum + limit * (1.0 - within);
}

static void a_fixed_window_passes_the_first_of_each(void **state)
{
	(void)state;
	bench_agrees(WINDOW("1", "fixed-window", "10"), 24, 10000, limited,
		     1 - passed(10, 10) / 10, 0.03);
	bench_agrees(WINDOW("0.5", "fixed-window", "3"), 24, 10000, limited,
		     1 - passed(5, 3) / 5, 0.03);
	bench_agrees(WINDOW("2", "fixed-window", "10"), 24, 10000, limited,
		     1 - passed(20, 10) / 20, 0.03);
}

/* A crowd comes around the turn of a window: 1000 a second from 19 s on. */
static double passed_in(const char *text, double from, double to)
{
	struct sim_model *model = bench_model(text);
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);
	double count;

	bench_set(e, "people.rate_per_s", 0);
	bench_advance(e, 19);
	bench_set(e, "people.rate_per_s", 1000);
	bench_advance(e, 60);
	count = bench_level(e, "limit", SIM_GAUGE_OUT, from, to) * (to - from);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	return count;
}

static void a_sliding_window_has_no_turn(void **state)
{
	static const char fixed[] = WINDOW("1", "fixed-window", "100");
	static const char sliding[] = WINDOW("1", "sliding-window", "100");

	(void)state;
	assert_true(passed_in(fixed, 19, 20) == 100);
	assert_true(passed_in(fixed, 20, 21) == 100);
	assert_true(passed_in(fixed, 21, 30) == 0);
	assert_true(passed_in(sliding, 19, 20) == 100);
	/* Of the hundred a tenth a second drops out of the window. */
	assert_true(fabs(passed_in(sliding, 20, 21) - 10) <= 1);
	assert_true(fabs(passed_in(sliding, 20, 30) - 100) <= 1);
	assert_true(fabs(passed_in(sliding, 30, 60) - 300) <= 1);
	/* It refuses nobody as long as there is room. */
	bench_agrees(WINDOW("5", "sliding-window", "20"), 8, 4000, limited, 0.6,
		     0.01);
}

static void a_limit_can_be_changed_and_switched(void **state)
{
	struct sim_model *model =
		bench_model(WINDOW("1000", "fixed-window", "100"));
	struct sim_engine *e = bench_run(model, 1, 5);

	(void)state;
	assert_true(bench_level(e, "limit", SIM_GAUGE_LEVEL, 4, 5) == 0);
	bench_set(e, "limit.limit", 150);
	bench_advance(e, 10);
	assert_true(bench_level(e, "limit", SIM_GAUGE_OUT, 5, 10) == 10);
	bench_set(e, "limit.on", 0);
	bench_advance(e, 12);
	assert_true(bench_level(e, "limit", SIM_GAUGE_REFUSED, 10, 12) == 0);
	bench_set(e, "limit.on", 1);
	bench_advance(e, 20);
	assert_true(fabs(bench_level(e, "limit", SIM_GAUGE_OUT, 12, 20) * 8 -
			 150) < 1e-6);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

#define TWO_TENANTS \
	"'attributes':{'tenant':['big','small']},'nodes':{" \
	"'big':{'type':'source','rate_per_s':8,'attributes':" \
	"{'tenant':'big'},'to':'first'}," \
	"'small':{'type':'source','rate_per_s':0.5,'attributes':" \
	"{'tenant':'small'},'to':'first'},"

static double refused_of(const struct sim_engine *e, int value)
{
	struct sim_filter filter;
	double counts[SIM_OUTCOMES];
	double all = 0.0;

	sim_filter_any(&filter);
	filter.value[0] = value;
	sim_outcomes(e, &filter, (struct sim_window){ 0, SECONDS(1e6) },
		     counts);
	for (int i = 0; i < SIM_OUTCOMES; i++)
		all += counts[i];
	return 1.0 - counts[SIM_OUTCOME_OK] / all;
}

static void a_quota_by_tenant_spares_the_small_one(void **state)
{
	struct sim_model *model = bench_model(
		"{" TWO_TENANTS "'first':{'type':'limiter','by':'tenant',"
		"'rate_per_s':2,'burst':10,'to':'server'}," SERVER "}}");
	struct sim_engine *e = bench_run(model, 1, 2000);

	(void)state;
	assert_true(fabs(refused_of(e, 0) - 0.75) < 0.02);
	assert_true(refused_of(e, 1) == 0.0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_window_by_tenant_spares_the_small_one(void **state)
{
	struct sim_model *model = bench_model(
		"{" TWO_TENANTS "'first':{'type':'limiter','by':'tenant',"
		"'kind':'fixed-window','limit':20,'window_s':10,'to':"
		"'server'}," SERVER "}}");
	struct sim_engine *e = bench_run(model, 1, 2000);

	(void)state;
	assert_true(fabs(refused_of(e, 0) - 0.75) < 0.01);
	assert_true(refused_of(e, 1) == 0.0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_limit_of_calls_in_flight(void **state)
{
	struct sim_model *model = bench_model(
		"{" TWO_TENANTS "'first':{'type':'limiter','by':'tenant',"
		"'on':0,'concurrency':4,'to':'server'},'server':{'type':"
		"'pool','servers':1000,'service_s':2}}}");
	struct sim_engine *e = bench_run(model, 1, 500);

	(void)state;
	assert_true(refused_of(e, 0) == 0.0);
	bench_set(e, "first.on", 1);
	bench_advance(e, 505);
	/* Those that were in flight before count. */
	assert_true(bench_metric(e, SIM_METRIC_REFUSED_RATE, 500, 505) > 0.3);
	bench_advance(e, 1000);
	assert_true(bench_level(e, "server", SIM_GAUGE_BUSY, 600, 1000) < 5.2);
	assert_true(bench_level(e, "server", SIM_GAUGE_BUSY, 600, 1000) > 4.2);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_gate_refuses_a_share_of_some(void **state)
{
	struct sim_model *model = bench_model(
		"{" TWO_TENANTS "'first':{'type':'gate','share':0.3,'match':"
		"{'tenant':['big']},'to':'server'}," SERVER "}}");
	struct sim_engine *e = bench_run(model, 1, 2000);

	(void)state;
	assert_true(fabs(refused_of(e, 0) - 0.3) < 0.02);
	assert_true(refused_of(e, 1) == 0.0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_SHED) > 4000);
	bench_set(e, "first.on", 0);
	bench_advance(e, 3000);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 2000, 3000) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_split_sends_a_share_elsewhere(void **state)
{
	struct sim_model *model = bench_model(
		"{" TWO_TENANTS "'first':{'type':'split','share':0.25,"
		"'match':{'tenant':['big']},'a':'server','b':'other'},"
		"'other':{'type':'pool','servers':1000,'service_s':1}," SERVER
		"}}");
	struct sim_engine *e = bench_run(model, 1, 4000);
	double other = bench_level(e, "other", SIM_GAUGE_IN, 0, 4000);

	(void)state;
	assert_true(fabs(other - 2.0) < 0.1);
	assert_true(bench_level(e, "server", SIM_GAUGE_IN, 0, 4000) > 6.2);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

#define CLIPS \
	"'attributes':{'preset':['small','large']},'nodes':{" \
	"'people':{'type':'source','rate_per_s':2,'attributes':" \
	"{'preset':{'small':1,'large':1}},'to':'first'}," \
	"'api':{'type':'api','by':'preset','price':{'small':0.1,'large':" \
	"0.3},'task_s':{'small':5,'large':20}},"

static void rewriting_makes_clips_cheaper_and_degraded(void **state)
{
	struct sim_model *model = bench_model(
		"{" CLIPS "'first':{'type':'rewrite','attribute':'preset',"
		"'map':{'large':'small'},'to':'api'}}}");
	struct sim_engine *e = bench_run(model, 1, 1000);
	double usd[SIM_VALUES_MAX], tasks[SIM_VALUES_MAX];
	struct sim_people people[SIM_VALUES_MAX];
	struct sim_window window = { 0, SECONDS(1000) };

	(void)state;
	sim_bill_by_attribute(e, 0, window, usd, tasks);
	assert_true(tasks[0] > 1800 && tasks[1] == 0.0);
	assert_true(fabs(usd[0] - 0.1 * tasks[0]) < 1e-6);
	/* People are told apart by what they asked for. */
	sim_people_by_attribute(e, 0, window, people);
	assert_true(people[0].degraded == 0.0 && people[0].served > 800);
	assert_true(people[1].degraded == people[1].served);
	assert_true(bench_metric(e, SIM_METRIC_DEGRADED, 0, 1000) ==
		    people[1].degraded);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_spend_cap_holds_the_money(void **state)
{
	struct sim_model *model = bench_model(
		"{" CLIPS "'first':{'type':'spend-cap','on':0,'usd_per_hour':"
		"720,'window_s':100,'api':'api','to':'api'}}}");
	struct sim_engine *e = bench_run(model, 1, 1000);
	double spent;

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_SPEND_RATE, 0, 1000) > 1300);
	bench_set(e, "first.on", 1);
	bench_advance(e, 5000);
	/* The bucket holds 20 USD and refills with 0.2 a second. */
	spent = bench_metric(e, SIM_METRIC_SPEND, 1000, 5000);
	assert_true(spent <= 20 + 0.2 * 4000 + 1e-6);
	assert_true(spent > 0.98 * (20 + 0.2 * 4000));
	assert_true(bench_outcomes(e, SIM_OUTCOME_CAPPED) > 1000);
	assert_true(bench_metric(e, SIM_METRIC_DEGRADED, 0, 5000) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_soft_cap_degrades_before_it_refuses(void **state)
{
	struct sim_model *model = bench_model(
		"{" CLIPS "'first':{'type':'spend-cap','soft':1,"
		"'usd_per_hour':900,'window_s':100,'map':{'large':'small'},"
		"'api':'api','to':'api'}}}");
	struct sim_engine *e = bench_run(model, 1, 5000);
	double rate = bench_metric(e, SIM_METRIC_SPEND_RATE, 500, 5000);

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_DEGRADED, 0, 5000) > 2000);
	assert_true(bench_metric(e, SIM_METRIC_FAILED_PEOPLE, 0, 5000) == 0);
	assert_true(fabs(rate - 900) < 10);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void what_the_api_refuses_costs_the_cap_nothing(void **state)
{
	struct sim_model *model = bench_model(
		"{" CLIPS "'first':{'type':'spend-cap','usd_per_hour':720,"
		"'window_s':100,'api':'api','to':'api'}}}");
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	bench_set(e, "api.concurrency", 0);
	bench_advance(e, 100);
	assert_true(bench_outcomes(e, SIM_OUTCOME_QUOTA) > 100);
	assert_true(bench_level(e, "first", SIM_GAUGE_LEVEL, 99, 100) == 20);
	assert_true(bench_metric(e, SIM_METRIC_SPEND, 0, 100) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_rate_at_the_api(void **state)
{
	struct sim_model *model = bench_model(
		"{" CLIPS "'first':{'type':'gate','on':0,'to':'api'}}}");
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	bench_set(e, "api.rate_per_s", 1);
	bench_advance(e, 2000);
	assert_true(bench_metric(e, SIM_METRIC_TASKS, 100, 2000) < 1.0);
	assert_true(bench_metric(e, SIM_METRIC_TASKS, 100, 2000) > 0.6);
	assert_true(bench_metric(e, SIM_METRIC_QUOTA_RATE, 100, 2000) > 0.5);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void credit_runs_out_and_is_topped_up(void **state)
{
	struct sim_model *model = bench_model(
		"{" CLIPS "'first':{'type':'gate','on':0,'to':'api'}}}");
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	bench_set(e, "api.credit_usd", 1e12 - 1e12);
	bench_set(e, "api.credit_usd", 100);
	bench_advance(e, 1000);
	assert_true(bench_metric(e, SIM_METRIC_SPEND, 0, 1000) <= 100);
	assert_true(bench_metric(e, SIM_METRIC_SPEND, 0, 1000) > 99.6);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 900, 1000) == 1);
	assert_true(bench_outcomes(e, SIM_OUTCOME_CREDIT) > 1000);
	bench_set(e, "api.credit_usd", 1100);
	bench_advance(e, 1200);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 1000, 1200) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fixed_window_passes_the_first_of_each),
		cmocka_unit_test(a_sliding_window_has_no_turn),
		cmocka_unit_test(a_limit_can_be_changed_and_switched),
		cmocka_unit_test(a_quota_by_tenant_spares_the_small_one),
		cmocka_unit_test(a_window_by_tenant_spares_the_small_one),
		cmocka_unit_test(a_limit_of_calls_in_flight),
		cmocka_unit_test(a_gate_refuses_a_share_of_some),
		cmocka_unit_test(a_split_sends_a_share_elsewhere),
		cmocka_unit_test(rewriting_makes_clips_cheaper_and_degraded),
		cmocka_unit_test(a_spend_cap_holds_the_money),
		cmocka_unit_test(a_soft_cap_degrades_before_it_refuses),
		cmocka_unit_test(what_the_api_refuses_costs_the_cap_nothing),
		cmocka_unit_test(a_rate_at_the_api),
		cmocka_unit_test(credit_runs_out_and_is_topped_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
