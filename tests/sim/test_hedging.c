#include "tests/sim/bench.h"
#include "tests/sim/system.h"

#include "base/str.h"
#include "sim/engine_internal.h"

#include <math.h>
#include <string.h>

/* Hedged calls: a second copy of a call that takes long. */

#define EXPONENTIAL "{'law':'exponential','mean':1}"
#define SERVED(caller, pool) \
	"{'nodes':{'people':{'type':'source','rate_per_s':5,'to':'caller'}," \
	"'caller':{'type':'caller'," caller ",'to':'server'},'server':" \
	"{'type':'pool'," pool "}}}"
#define ROOMY "'servers':100000,'service_s':" EXPONENTIAL
#define CALLS(rate, caller, api) \
	"{'nodes':{'people':{'type':'source','rate_per_s':" rate \
	",'to':'caller'},'caller':{'type':'caller'," caller \
	",'to':'api'},'api':{'type':'api','price':1," api "}}}"

static double sojourn(const struct sim_engine *e)
{
	return bench_sojourn(e, 10);
}

static double calls_each(const struct sim_engine *e)
{
	return bench_level(e, "server", SIM_GAUGE_IN, 10, 1000) /
	       bench_level(e, "caller", SIM_GAUGE_IN, 10, 1000);
}

static double busy(const struct sim_engine *e)
{
	return bench_level(e, "server", SIM_GAUGE_BUSY, 10, 1000);
}

/* The share of presses that took longer than 1.5 s. */
static double slow(const struct sim_engine *e)
{
	struct sim_trace trace;
	double count = 0, hits = 0;

	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		if (trace.outcome != SIM_OUTCOME_OK)
			continue;
		hits += trace.end_us - trace.start_us > SECONDS(1.5);
		count += 1;
	}
	return hits / count;
}

/* Sent at 0 and 0.5 s: both take longer than x with probability
 * exp(-x) exp(-(x - 0.5)). */
static void the_first_of_two_answers_counts(void **state)
{
	static const char two[] = SERVED("'hedge_after_s':0.5", ROOMY);
	static const char three[] = SERVED("'hedge_after_s':0.5,'hedge_max':2",
					   ROOMY);
	double late = exp(-0.5);

	(void)state;
	bench_agrees(two, 8, 1000, slow, exp(-2.5), 0.03);
	bench_agrees(two, 8, 1000, sojourn, 1 - late + late / 2, 0.01);
	bench_agrees(two, 8, 1000, calls_each, 1 + late, 0.01);
	bench_agrees(three, 8, 1000, slow, exp(-3), 0.03);
	/* The third is sent when neither has answered after a second. */
	bench_agrees(three, 8, 1000, calls_each, 1 + late + exp(-1.5), 0.01);
}

/* A loser works on, or stops at once: then as much is done in the mean as
 * without hedging, because exponential times do not age. */
static void losers_run_on_or_are_cancelled(void **state)
{
	static const char shared[] =
		SERVED("'hedge_after_s':0.5,'hedge_cancel':1",
		       "'discipline':'ps'," ROOMY);
	struct sim_model *model = bench_model(
		SERVED("'hedge_after_s':0.5,'hedge_cancel':1", ROOMY));
	struct sim_engine *e = bench_run(model, 1, 30);

	(void)state;
	bench_agrees(SERVED("'hedge_after_s':0.5", ROOMY), 8, 1000, busy,
		     5 * (1 + exp(-0.5)), 0.01);
	bench_agrees(SERVED("'hedge_after_s':0.5,'hedge_cancel':1", ROOMY), 8,
		     1000, busy, 5, 0.01);
	bench_agrees(shared, 8, 1000, busy, 5, 0.01);
	bench_set(e, "people.rate_per_s", 0);
	bench_advance(e, 100);
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(e->slab[id].live, 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static double served(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_OK, 0);
}

static double attempts(const struct sim_engine *e)
{
	return bench_metric(e, SIM_METRIC_ATTEMPTS_PER_JOB, 0, 1e5);
}

/* Tasks take 1 s and the copies are sent at once nearly: an attempt fails
 * when both do. */
static void an_attempt_fails_when_all_copies_fail(void **state)
{
	static const char one[] = CALLS("2", "'hedge_after_s':0.4",
					"'task_s':1,'fail_share':0.5");
	static const char retried[] = CALLS("2",
					    "'hedge_after_s':0.4,'retries':1",
					    "'task_s':1,'fail_share':0.5");
	/* Too late to help: a failure is told before. */
	static const char late[] = CALLS("2", "'hedge_after_s':2",
					 "'task_s':1,'fail_share':0.5");

	(void)state;
	bench_agrees(one, 8, 2000, served, 0.75, 0.01);
	bench_agrees(one, 8, 2000, attempts, 2, 0.01);
	bench_agrees(retried, 8, 2000, served, 1 - pow(0.5, 4), 0.01);
	bench_agrees(retried, 8, 2000, attempts, 2.5, 0.01);
	bench_agrees(late, 8, 2000, served, 0.5, 0.01);
	bench_agrees(late, 8, 2000, attempts, 1, 0.01);
}

/* Tasks take 10 s, the caller waits 4 s: copies at 0, 1, 4 and 5 s. */
static void a_timeout_ends_all_copies(void **state)
{
	struct sim_model *model = bench_model(
		CALLS("0.1", "'timeout_s':4,'retries':1,'hedge_after_s':1",
		      "'task_s':10"));
	struct sim_engine *e = bench_run(model, 1, 3000);
	struct sim_trace trace;
	struct sim_span spans[16];

	(void)state;
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) == 0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_TIMEOUT) > 200);
	assert_true(bench_metric(e, SIM_METRIC_TIMEOUT_RATE, 0, 3000) == 1);
	assert_true(sim_trace(e, 5, &trace));
	assert_int_equal(trace.end_us - trace.start_us, SECONDS(8));
	assert_int_equal(trace.attempts, 4);
	/* The caller, and for each copy one of the caller, one of the api. */
	assert_int_equal(sim_trace_spans(e, 5, 16, spans), 9);
	for (int i = 1; i < 9; i++) {
		int copy = (i - 1) / 2;
		int sent = copy / 2 * 4 + copy % 2;

		assert_int_equal(spans[i].enter_us - trace.start_us,
				 SECONDS(sent));
		assert_int_equal(spans[i].attempt, 1 + copy / 2);
		assert_int_equal(spans[i].outcome, i % 2 == 1
							   ? SIM_OUTCOME_TIMEOUT
							   : SIM_OUTCOME_OK);
		assert_int_equal(spans[i].orphan, i % 2 == 0);
	}
	assert_int_equal(spans[3].end_us - spans[3].enter_us, SECONDS(3));
	bench_set(e, "people.rate_per_s", 0);
	bench_advance(e, 3100);
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(e->slab[id].live, 0);
	/* With a key, all join the one task. */
	bench_set(e, "caller.idempotent", 1);
	bench_set(e, "caller.timeout_s", 20);
	bench_set(e, "people.rate_per_s", 0.1);
	bench_advance(e, 4000);
	assert_true(bench_metric(e, SIM_METRIC_DUPLICATE_SPEND, 3100, 4000) ==
		    0);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 3150, 4000) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* A task cannot be called back; who waits in a queue can. */
static void what_runs_elsewhere_is_not_cancelled(void **state)
{
	struct sim_model *model = bench_model(
		CALLS("1", "'hedge_after_s':1,'hedge_cancel':1",
		      "'task_s':{'law':'uniform','low':1,'high':9}"));
	struct sim_engine *e = bench_run(model, 1, 1000);
	double tasks;

	(void)state;
	bench_set(e, "people.rate_per_s", 0);
	bench_advance(e, 1100);
	tasks = bench_metric(e, SIM_METRIC_TASKS, 0, 1100) * 1100;
	assert_true(fabs(bench_metric(e, SIM_METRIC_SPEND, 0, 1100) - tasks) <
		    1e-6);
	assert_true(fabs(tasks - 2 * bench_outcomes(e, SIM_OUTCOME_OK)) < 1);
	sim_engine_destroy(e);
	sim_model_destroy(model);

	/* Those that still wait in the queue leave it. */
	model = bench_model(SERVED("'timeout_s':30,'hedge_after_s':1,"
				   "'hedge_cancel':1",
				   "'servers':5,'service_s':1.5"));
	e = sim_engine_create(model, 1, 0, SIM_FULL);
	bench_set(e, "people.rate_per_s", 2);
	bench_advance(e, 500);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 0, 500) < 0.01);
	bench_set(e, "people.rate_per_s", 0);
	bench_advance(e, 600);
	assert_true(bench_level(e, "server", SIM_GAUGE_BUSY, 590, 600) == 0);
	assert_true(bench_level(e, "server", SIM_GAUGE_QUEUE, 590, 600) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Hedging on, everything else as it comes: callers inside of callers, pools
 * that hold, shared pools, fills that others join, jobs that are handed over,
 * routes one after the other. */
#define NESTED \
	"{'attributes':{'kind':['a','b']},'nodes':{'people':{'type':'source'," \
	"'rate_per_s':8,'attributes':{'kind':{'a':1,'b':1}},'give_up_s':" \
	"{'law':'exponential','mean':12},'press_again':{'after_s':4,'on_slow'" \
	":0.3,'on_error':0.5},'to':'outer'}," \
	"'outer':{'type':'caller','timeout_s':6,'retries':2,'backoff_s':0.2," \
	"'jitter':'equal','hedge_after_s':1,'hedge_max':2,'hedge_cancel':1," \
	"'to':['front','cache','shared','jobs']}," \
	"'front':{'type':'pool','servers':30,'queue':20,'max_wait_s':3," \
	"'service_s':0.1,'to':'quota'}," \
	"'quota':{'type':'limiter','concurrency':25,'to':'inner'}," \
	"'inner':{'type':'caller','timeout_s':2,'retries':2,'backoff_s':0.5," \
	"'jitter':1,'hedge_after_s':0.4,'hedge_cancel':1,'idempotent':1,'to'" \
	":['back','api']}," \
	"'back':{'type':'pool','servers':6,'queue':15,'drop_if_gone':1," \
	"'service_s':{'law':'exponential','mean':0.3}}," \
	"'cache':{'type':'cache','keys':20,'ttl_s':5,'coalesce':1,'to':" \
	"'fill'},'fill':{'type':'pool','servers':3,'service_s':{'law':" \
	"'exponential','mean':0.5}}," \
	"'lag':{'type':'fault','kind':'slow','node':'fill','share':0.2," \
	"'delay_s':0.7,'factor':2}," \
	"'cut':{'type':'fault','kind':'partition','node':'back','share':0.3," \
	"'start_s':180,'stop_s':210,'hang_s':5}," \
	"'shared':{'type':'pool','discipline':'ps','servers':4,'service_s':" \
	"{'law':'exponential','mean':0.3},'to':'last'}," \
	"'last':{'type':'caller','timeout_s':1,'hedge_after_s':0.2,'hedge_max'" \
	":3,'to':'end'},'end':{'type':'pool','servers':9,'service_s':" \
	"{'law':'exponential','mean':0.2}}," \
	"'jobs':{'type':'job-queue','workers':8,'max_attempts':2,'to':'late'" \
	"},'late':{'type':'caller','retries':1,'hedge_after_s':0.3,'to':" \
	"'api'}," \
	"'api':{'type':'api','price':1,'task_s':{'law':'exponential','mean':" \
	"0.8},'concurrency':30,'fail_share':0.2}}}"

static const struct change nested_changes[] = {
	{ 100, "inner.hedge_cancel", 0 },
	{ 150, "outer.hedge_cancel", 0 },
	{ 200, "back.servers", 1 },
	{ 240, "back.servers", 8 },
	{ 250, "outer.hedge_cancel", 1 },
	{ 250, "inner.hedge_cancel", 1 },
	{ 300, "inner.hedge_after_s", 0 },
	{ 330, "outer.drop_if_gone", 1 },
	{ 330, "inner.drop_if_gone", 1 },
	{ 350, "inner.hedge_after_s", 0.1 },
	{ 350, "inner.hedge_max", 7 },
	{ 400, "shared.servers", 1 },
	{ 420, "shared.servers", 5 },
	{ 430, "last.timeout_s", 0 },
	{ 430, "inner.breaker_share", 0.3 },
	{ 440, "outer.throttle_k", 1.5 },
	{ 450, "people.rate_per_s", 20 },
	{ 500, "people.rate_per_s", 0 },
};

static uint64_t play(struct sim_engine *e, double until, double step)
{
	double now = (double)sim_engine_now(e) * 1e-6;
	size_t i = 0;

	while (nested_changes[i].at < now)
		i++;
	for (; now < until; now += step) {
		for (; i < sizeof nested_changes / sizeof nested_changes[0] &&
		       nested_changes[i].at <= now;
		     i++)
			bench_set(e, nested_changes[i].parameter,
				  nested_changes[i].value);
		bench_advance(e, now + step);
	}
	return sim_engine_hash(e);
}

static void nothing_is_lost_or_kept(void **state)
{
	struct sim_model *model = bench_model(NESTED);

	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct sim_engine *e = sim_engine_create(model, seed, 0,
							 SIM_FULL);

		play(e, 250, 10);
		assert_true(e->slab[SLAB_HEDGES].live > 0);
		play(e, 700, 10);
		for (int id = 0; id < SLAB_COUNT; id++)
			assert_int_equal(e->slab[id].live, 0);
		for (int node = 0; node < sim_model_node_count(model); node++) {
			struct sim_window end = { SECONDS(690), SECONDS(700) };

			assert_true(sim_gauge(e, node, SIM_GAUGE_BUSY, end) ==
				    0);
			assert_true(sim_gauge(e, node, SIM_GAUGE_QUEUE, end) ==
				    0);
		}
		assert_true(bench_outcomes(e, SIM_OUTCOME_OK) > 1000);
		assert_true(bench_outcomes(e, SIM_OUTCOME_TIMEOUT) > 10);
		sim_engine_destroy(e);
	}
	sim_model_destroy(model);
}

static void it_is_the_same_however_it_is_run(void **state)
{
	struct sim_model *model = bench_model(NESTED);
	struct sim_engine *e = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_engine *fine = sim_engine_create(model, 7, 0, SIM_FULL);
	struct sim_engine *sums = sim_engine_create(model, 7, 0, SIM_SUMMARY);
	struct sim_engine *clone;
	uint64_t hash;

	(void)state;
	play(e, 260, 10);
	clone = sim_engine_clone(e);
	hash = play(e, 600, 10);
	assert_true(play(clone, 600, 10) == hash);
	assert_true(play(fine, 600, 0.5) == hash);
	assert_true(play(sums, 600, 10) == hash);
	sim_engine_destroy(e);
	sim_engine_destroy(fine);
	sim_engine_destroy(sums);
	sim_engine_destroy(clone);
	sim_model_destroy(model);
}

/* The first copy is the call that would have been made without hedging. */
static void hedging_shifts_no_draw(void **state)
{
	struct sim_model *model =
		bench_model(SERVED("'hedge_after_s':0.5", ROOMY));
	struct sim_engine *with = bench_run(model, 1, 200);
	struct sim_engine *without = sim_engine_create(model, 1, 0, SIM_FULL);
	struct sim_trace a, b;
	double faster = 0;

	(void)state;
	bench_set(without, "caller.hedge_after_s", 0);
	bench_advance(without, 200);
	for (uint32_t i = 0; i < 900; i++) {
		assert_true(sim_trace(with, i, &a) &&
			    sim_trace(without, i, &b));
		assert_int_equal(a.start_us, b.start_us);
		assert_true(a.end_us <= b.end_us);
		if (b.end_us - b.start_us <= SECONDS(0.5))
			assert_int_equal(a.end_us, b.end_us);
		faster += a.end_us < b.end_us;
	}
	assert_true(faster > 200);
	sim_engine_destroy(with);
	sim_engine_destroy(without);
	sim_model_destroy(model);
}

static void wrong_hedges_are_refused(void **state)
{
	static const struct {
		const char *caller, *says;
	} mistakes[] = {
		{ "'hedge_after_s':-1", "/hedge_after_s" },
		{ "'hedge_max':0", "1 to 7" },
		{ "'hedge_max':8", "1 to 7" },
		{ "'hedge_cancel':2", "0 or 1" },
		{ "'hedge_after':1", "hedge_after_s" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct str text = STR_INIT;
		struct err err = { 0 };

		str_addf(&text, SERVED("%s", ROOMY), mistakes[i].caller);
		bench_refused(text.s, &err);
		if (strstr(err.message, mistakes[i].says) == NULL)
			fail_msg("%s: %s", mistakes[i].caller, err.message);
		str_finish(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_of_two_answers_counts),
		cmocka_unit_test(losers_run_on_or_are_cancelled),
		cmocka_unit_test(an_attempt_fails_when_all_copies_fail),
		cmocka_unit_test(a_timeout_ends_all_copies),
		cmocka_unit_test(what_runs_elsewhere_is_not_cancelled),
		cmocka_unit_test(nothing_is_lost_or_kept),
		cmocka_unit_test(it_is_the_same_however_it_is_run),
		cmocka_unit_test(hedging_shifts_no_draw),
		cmocka_unit_test(wrong_hedges_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
