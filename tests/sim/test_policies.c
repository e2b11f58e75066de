#include "tests/sim/bench.h"

#include "base/str.h"

#include <math.h>
#include <string.h>

/* A caller's policies: kinds of backoff, the breaker for retries, the
 * throttle; and the words that they are named by. */

#define CALLS(rate, caller, api) \
	"{'nodes':{'people':{'type':'source','rate_per_s':" rate \
	",'to':'caller'},'caller':{'type':'caller'," caller \
	",'to':'api'},'api':{'type':'api','price':1," api "}}}"
/* An API that takes nothing in. */
#define NOBODY "'task_s':1,'concurrency':0"

static double value_of(const char *text, const char *parameter)
{
	struct sim_model *model = bench_model(text);
	double value = sim_model_parameter_default(
		model, sim_model_parameter(model, parameter));

	sim_model_destroy(model);
	return value;
}

static void policies_have_words_and_numbers(void **state)
{
	static const struct {
		const char *model, *parameter;
		double value;
	} same[] = {
		{ CALLS("1", "'retries':1", NOBODY), "caller.jitter", 0 },
		{ CALLS("1", "'jitter':'none'", NOBODY), "caller.jitter", 0 },
		{ CALLS("1", "'jitter':false", NOBODY), "caller.jitter", 0 },
		{ CALLS("1", "'jitter':true", NOBODY), "caller.jitter", 1 },
		{ CALLS("1", "'jitter':1", NOBODY), "caller.jitter", 1 },
		{ CALLS("1", "'jitter':'full'", NOBODY), "caller.jitter", 1 },
		{ CALLS("1", "'jitter':'equal'", NOBODY), "caller.jitter", 2 },
		{ CALLS("1", "'jitter':'decorrelated'", NOBODY),
		  "caller.jitter", 3 },
		{ CALLS("1", "'jitter':3", NOBODY), "caller.jitter", 3 },
		{ CALLS("1", "'backoff':'exponential'", NOBODY),
		  "caller.backoff", 0 },
		{ CALLS("1", "'backoff':'fixed'", NOBODY), "caller.backoff",
		  1 },
		{ CALLS("1", "'breaker_scope':'retries'", NOBODY),
		  "caller.breaker_scope", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++)
		assert_true(value_of(same[i].model, same[i].parameter) ==
			    same[i].value);
}

static void wrong_policies_are_refused(void **state)
{
	static const struct {
		const char *caller, *says[2];
	} mistakes[] = {
		{ "'jitter':'decorelated'", { "/jitter", "\"decorrelated\"" } },
		{ "'jitter':'zebra'", { "/jitter", "\"none\"" } },
		{ "'jitter':4", { "/jitter", "0 to 3" } },
		{ "'jitter':1.5", { "/jitter", "whole" } },
		{ "'jitter':[]", { "/jitter", "number" } },
		{ "'backoff':'linear'", { "/backoff", "exponential" } },
		{ "'backoff':true", { "/backoff", "number" } },
		{ "'breaker_scope':'retrys'", { "/breaker_scope", "retries" } },
		{ "'throttle_k':-1", { "/throttle_k", "0 to 1000" } },
		{ "'throttle_window_s':0", { "/throttle_window_s", "0.1" } },
	};

	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct str text = STR_INIT;
		struct err err = { 0 };

		str_addf(&text, CALLS("1", "%s", NOBODY), mistakes[i].caller);
		bench_refused(text.s, &err);
		for (int s = 0; s < 2; s++) {
			if (strstr(err.message, mistakes[i].says[s]) == NULL)
				fail_msg("%s: %s", mistakes[i].caller,
					 err.message);
		}
		str_finish(&text);
	}
}

/* How long presses took, of a caller whose calls all fail at once: what it
 * waited between its attempts. */
struct range {
	double least, mean, most;
};

static struct range waited(const char *text)
{
	struct sim_model *model = bench_model(text);
	struct sim_engine *e = bench_run(model, 3, 3000);
	struct range range = { 1e9, 0, 0 };
	struct sim_trace trace;
	double count = 0;

	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		double s = (double)(trace.end_us - trace.start_us) * 1e-6;

		if (trace.outcome == SIM_OUTCOME_OPEN)
			continue;
		range.least = s < range.least ? s : range.least;
		range.most = s > range.most ? s : range.most;
		range.mean += s;
		count += 1;
	}
	range.mean /= count;
	assert_true(count > 1000);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	return range;
}

static void a_fixed_backoff_does_not_grow(void **state)
{
	struct range range = waited(CALLS(
		"1", "'retries':4,'backoff_s':2,'backoff':'fixed'", NOBODY));

	(void)state;
	assert_true(range.least == 8 && range.most == 8);
	range = waited(CALLS("1",
			     "'retries':4,'backoff_s':2,'backoff':'fixed',"
			     "'backoff_cap_s':0.5",
			     NOBODY));
	assert_true(range.least == 2 && range.most == 2);
}

static void equal_jitter_keeps_half(void **state)
{
	/* 4 + 8 seconds, half of each at random. */
	struct range range = waited(CALLS(
		"1", "'retries':2,'backoff_s':4,'jitter':'equal'", NOBODY));

	(void)state;
	assert_true(range.least > 6 && range.least < 6.5);
	assert_true(range.most < 12 && range.most > 11.5);
	/* Variance (2^2 + 4^2) / 12: the mean of 3000 within 5 sigma. */
	assert_true(fabs(range.mean - 9) < 5 * sqrt(20.0 / 12 / 2500));
}

static void decorrelated_jitter_goes_by_the_last_delay(void **state)
{
	struct range range = waited(
		CALLS("1", "'retries':1,'backoff_s':1,'jitter':'decorrelated'",
		      NOBODY));

	(void)state;
	assert_true(range.least > 1 && range.least < 1.02);
	assert_true(range.most < 3 && range.most > 2.98);
	assert_true(fabs(range.mean - 2) < 5 * sqrt(4.0 / 12 / 2500));
	/* The second is from 1 to 3 times the first: 3.5 in the mean. */
	range = waited(
		CALLS("1", "'retries':2,'backoff_s':1,'jitter':'decorrelated'",
		      NOBODY));
	assert_true(range.least > 2 && range.least < 2.3);
	assert_true(range.most < 12 && range.most > 11);
	assert_true(fabs(range.mean - 5.5) < 0.25);
	/* However long it goes on, each is between base and cap. */
	range = waited(CALLS("1",
			     "'retries':20,'backoff_s':1,'backoff_cap_s':4,"
			     "'jitter':'decorrelated'",
			     NOBODY));
	assert_true(range.least > 20 && range.most < 80);
	assert_true(range.most - range.least > 15);
}

static double served(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_OK, 0);
}

static double attempts(const struct sim_engine *e)
{
	return bench_metric(e, SIM_METRIC_ATTEMPTS_PER_JOB, 0, 1e5);
}

/* Half of the calls fail: there is no retry but a few at first; when one in
 * twenty fails, all may be made again. */
static void a_breaker_for_retries_lets_first_calls_go(void **state)
{
	static const char bad[] =
		CALLS("20",
		      "'retries':3,'breaker_share':0.1,'breaker_scope':"
		      "'retries'",
		      "'task_s':0.1,'fail_share':0.5");
	static const char good[] =
		CALLS("20",
		      "'retries':3,'breaker_share':0.1,'breaker_scope':"
		      "'retries'",
		      "'task_s':0.1,'fail_share':0.02");
	struct sim_model *model = bench_model(bad);
	struct sim_engine *e = bench_run(model, 2, 2000);

	(void)state;
	assert_true(bench_outcomes(e, SIM_OUTCOME_BREAKER) == 0);
	assert_true(bench_level(e, "caller", SIM_GAUGE_LEVEL, 10, 2000) == 1);
	assert_true(fabs(attempts(e) - 1) < 0.001);
	assert_true(fabs(served(e) - 0.5) < 0.01);
	/* It notices by itself when all is well again. */
	bench_set(e, "api.fail_share", 0);
	bench_advance(e, 2100);
	assert_true(bench_level(e, "caller", SIM_GAUGE_LEVEL, 2050, 2100) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	bench_agrees(good, 6, 1000, attempts, (1 - pow(0.02, 4)) / 0.98, 0.001);
}

/* Calls that go out, of 100 a second to somebody who accepts 20. */
static double sent(const struct sim_engine *e)
{
	return bench_level(e, "limit", SIM_GAUGE_IN, 500, 1500);
}

#define THROTTLED(k, window) \
	"{'nodes':{'people':{'type':'source','rate_per_s':100,'to':" \
	"'caller'},'caller':{'type':'caller','throttle_k':" k \
	",'throttle_window_s':" window ",'to':'limit'},'limit':{'type':" \
	"'limiter','rate_per_s':20,'burst':20,'to':'server'}," \
	"'server':{'type':'pool','servers':100000}}}"

static void a_throttle_sends_k_calls_for_one_accepted(void **state)
{
	struct sim_model *model = bench_model(THROTTLED("2", "120"));
	struct sim_engine *e = bench_run(model, 1, 300);

	(void)state;
	bench_agrees(THROTTLED("2", "120"), 4, 1500, sent, 40, 0.01);
	bench_agrees(THROTTLED("1.2", "30"), 4, 1500, sent, 24, 0.02);
	bench_agrees(THROTTLED("0", "120"), 4, 1500, sent, 100, 0.01);
	assert_true(bench_outcomes(e, SIM_OUTCOME_SHED) > 10000);
	assert_true(bench_outcomes(e, SIM_OUTCOME_LIMITED) > 3000);
	/* Once more is accepted than is asked for, nothing is held back. */
	bench_set(e, "limit.on", 0);
	bench_advance(e, 800);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 700, 800) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(policies_have_words_and_numbers),
		cmocka_unit_test(wrong_policies_are_refused),
		cmocka_unit_test(a_fixed_backoff_does_not_grow),
		cmocka_unit_test(equal_jitter_keeps_half),
		cmocka_unit_test(decorrelated_jitter_goes_by_the_last_delay),
		cmocka_unit_test(a_breaker_for_retries_lets_first_calls_go),
		cmocka_unit_test(a_throttle_sends_k_calls_for_one_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
