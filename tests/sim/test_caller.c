#include "tests/sim/bench.h"

#include <math.h>

/* The caller's policy: timeouts, retries, budget, breaker, idempotency. */

#define CALLS(rate, caller, api) \
	"{'nodes':{'people':{'type':'source','rate_per_s':" rate \
	",'to':'caller'},'caller':{'type':'caller'," caller \
	",'to':'api'},'api':{'type':'api','price':1," api "}}}"

static double served(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_OK, 0);
}

static double attempts(const struct sim_engine *e)
{
	return bench_metric(e, SIM_METRIC_ATTEMPTS_PER_JOB, 0, 1e5);
}

static void a_budget_limits_retries(void **state)
{
	static const char model[] = CALLS("5", "'retries':3,'retry_budget':0.1",
					  "'task_s':1,'fail_share':0.5");
	struct sim_model *parsed = bench_model(model);
	struct sim_engine *e = bench_run(parsed, 1, 4000);

	(void)state;
	bench_agrees(model, 10, 4000, served, 0.5 * 1.1, 0.01);
	/* What the full bucket held at first comes on top. */
	assert_true(fabs(attempts(e) - 1.1) < 0.001);
	sim_engine_destroy(e);
	sim_model_destroy(parsed);
}

/* Tasks take 10 s and the caller waits 4 s: attempts at 0, 4, 8 and 12 s. */
static void a_timed_out_task_runs_on_and_is_billed(void **state)
{
	struct sim_model *model = bench_model(
		CALLS("0.1", "'timeout_s':4,'retries':3", "'task_s':10"));
	struct sim_engine *e = bench_run(model, 1, 3000);
	struct sim_trace trace;
	struct sim_span spans[16];
	double usd[4], tasks[4];

	(void)state;
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) == 0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_TIMEOUT) > 200);
	sim_bill_by_attempt(e, (struct sim_window){ 0, SECONDS(2900) }, usd,
			    tasks);
	assert_true(fabs(tasks[3] - tasks[0]) < 10 && tasks[3] > 200);
	assert_true(bench_metric(e, SIM_METRIC_TIMEOUT_RATE, 0, 3000) == 1);
	assert_true(sim_trace(e, 5, &trace));
	assert_int_equal(trace.end_us - trace.start_us, SECONDS(16));
	assert_int_equal(trace.attempts, 4);
	/* caller, and for each attempt one of the caller and one of the api */
	assert_int_equal(sim_trace_spans(e, 5, 16, spans), 9);
	assert_true(spans[2].orphan && spans[2].outcome == SIM_OUTCOME_OK);
	assert_int_equal(spans[2].end_us - spans[2].enter_us, SECONDS(10));
	assert_int_equal(spans[1].end_us - spans[1].enter_us, SECONDS(4));
	assert_int_equal(spans[1].outcome, SIM_OUTCOME_TIMEOUT);
	assert_int_equal(spans[8].attempt, 4);
	assert_int_equal(spans[8].depth, 2);
	assert_true(spans[8].usd == 1.0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void with_an_idempotency_key_retries_join_the_task(void **state)
{
	struct sim_model *model = bench_model(
		CALLS("0.1", "'timeout_s':4,'retries':3,'idempotent':1",
		      "'task_s':10"));
	struct sim_engine *e = bench_run(model, 1, 3000);
	struct sim_trace trace;

	(void)state;
	assert_true(bench_outcomes(e, SIM_OUTCOME_TIMEOUT) == 0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) > 200);
	assert_true(bench_metric(e, SIM_METRIC_DUPLICATE_SPEND, 0, 3000) == 0);
	assert_true(fabs(bench_metric(e, SIM_METRIC_SPEND, 0, 3000) -
			 bench_metric(e, SIM_METRIC_ARRIVALS, 0, 3000) * 3000) <
		    1e-6);
	assert_true(sim_trace(e, 5, &trace));
	assert_int_equal(trace.end_us - trace.start_us, SECONDS(10));
	assert_int_equal(trace.attempts, 3);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* The task is done while the caller backs off: the retry gets it at once. */
static void a_key_finds_what_is_done_already(void **state)
{
	struct sim_model *model =
		bench_model(CALLS("0.1",
				  "'timeout_s':4,'retries':1,'backoff_s':20,"
				  "'idempotent':1",
				  "'task_s':10"));
	struct sim_engine *e = bench_run(model, 1, 1000);
	struct sim_trace trace;

	(void)state;
	assert_true(sim_trace(e, 2, &trace));
	assert_int_equal(trace.outcome, SIM_OUTCOME_OK);
	assert_int_equal(trace.end_us - trace.start_us, SECONDS(24));
	assert_true(bench_metric(e, SIM_METRIC_DUPLICATE_SPEND, 0, 1000) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void backoff_doubles_up_to_its_cap(void **state)
{
	struct sim_model *model = bench_model(
		CALLS("0.1", "'retries':4,'backoff_s':2,'backoff_cap_s':10",
		      "'task_s':1,'concurrency':0"));
	struct sim_engine *e = bench_run(model, 1, 1000);
	struct sim_trace trace;

	(void)state;
	assert_true(sim_trace(e, 2, &trace));
	assert_int_equal(trace.outcome, SIM_OUTCOME_QUOTA);
	assert_int_equal(trace.end_us - trace.start_us,
			 SECONDS(2 + 4 + 8 + 10));
	bench_set(e, "caller.retry_429", 0);
	bench_advance(e, 1100);
	bench_advance(e, 2000);
	assert_true(bench_metric(e, SIM_METRIC_ATTEMPTS_PER_JOB, 1100, 2000) ==
		    1);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void full_jitter_halves_the_backoff(void **state)
{
	struct sim_model *model =
		bench_model(CALLS("2", "'retries':1,'backoff_s':8,'jitter':1",
				  "'task_s':1,'concurrency':0"));
	struct sim_engine *e = bench_run(model, 1, 2000);

	(void)state;
	assert_true(fabs(bench_metric(e, SIM_METRIC_P50, 0, 2000) - 4) < 0.3);
	assert_true(fabs(bench_metric(e, SIM_METRIC_P95, 0, 2000) - 7.6) <
		    0.15);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void own_refusals_are_not_retried(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':1,'to':"
		"'caller'},'caller':{'type':'caller','retries':5,'to':'gate'}"
		",'gate':{'type':'gate','to':'api'},'api':{'type':'api',"
		"'price':1,'task_s':1}}}");
	struct sim_engine *e = bench_run(model, 1, 100);

	(void)state;
	assert_true(bench_level(e, "gate", SIM_GAUGE_REFUSED, 0, 100) ==
		    bench_level(e, "people", SIM_GAUGE_IN, 0, 100));
	assert_true(bench_metric(e, SIM_METRIC_REFUSED_RATE, 0, 100) == 1);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void the_breaker_opens_probes_and_closes(void **state)
{
	struct sim_model *model =
		bench_model(CALLS("10",
				  "'breaker_share':0.5,'breaker_window_s':10,"
				  "'breaker_min_calls':20,'breaker_open_s':15",
				  "'task_s':1,'fail_share':0.1"));
	struct sim_engine *e = bench_run(model, 1, 300);

	(void)state;
	assert_true(bench_outcomes(e, SIM_OUTCOME_BREAKER) == 0);
	bench_set(e, "api.fail_share", 1);
	bench_advance(e, 900);
	/* One probe in 15 s instead of 150 calls. */
	assert_true(bench_metric(e, SIM_METRIC_ATTEMPTS, 400, 900) < 0.09);
	assert_true(bench_metric(e, SIM_METRIC_ATTEMPTS, 400, 900) > 0.04);
	assert_true(bench_level(e, "caller", SIM_GAUGE_LEVEL, 400, 900) == 1);
	bench_set(e, "api.fail_share", 0);
	bench_advance(e, 1000);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 920, 1000) == 0);
	assert_true(bench_level(e, "caller", SIM_GAUGE_LEVEL, 920, 1000) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_budget_limits_retries),
		cmocka_unit_test(a_timed_out_task_runs_on_and_is_billed),
		cmocka_unit_test(with_an_idempotency_key_retries_join_the_task),
		cmocka_unit_test(a_key_finds_what_is_done_already),
		cmocka_unit_test(backoff_doubles_up_to_its_cap),
		cmocka_unit_test(full_jitter_halves_the_backoff),
		cmocka_unit_test(own_refusals_are_not_retried),
		cmocka_unit_test(the_breaker_opens_probes_and_closes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
