#include "tests/sim/bench.h"

#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <math.h>
#include <string.h>

/* Jobs that are accepted at once and done later. */

#define EXPONENTIAL "{'law':'exponential','mean':1}"
#define NODES(source, nodes) \
	"{'nodes':{'people':{'type':'source'," source "}," nodes "}}"
#define QUEUE(fields) "'queue':{'type':'job-queue'," fields ",'to':'work'}"
#define WORK "'work':{'type':'pool','servers':1000,'service_s':" EXPONENTIAL "}"
#define WORK_OF(s) "'work':{'type':'pool','servers':1000,'service_s':" s "}"

static double measure(const struct sim_engine *e, const char *node,
		      const char *key)
{
	double x = sim_measure(e, sim_model_node(sim_engine_model(e), node),
			       key);

	if (isnan(x))
		fail_msg("%s has no %s", node, key);
	return x;
}

static double sojourn(const struct sim_engine *e)
{
	return bench_sojourn(e, 500);
}

static double full(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_FULL, 500);
}

static double failed(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_SHED, 500);
}

static double outcomes(const struct sim_engine *e)
{
	double all = 0;

	for (int i = 0; i < SIM_OUTCOMES; i++)
		all += bench_outcomes(e, (enum sim_outcome)i);
	return all;
}

static uint32_t presses(const struct sim_engine *e)
{
	struct sim_trace trace;
	uint32_t n = 0;

	while (sim_trace(e, n, &trace))
		n++;
	return n;
}

/* Everything has been given back. */
static void assert_empty(const struct sim_engine *e)
{
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(e->slab[id].live, 0);
}

/* Workers are the servers of M/M/c; the notification comes on top. */
static void workers_are_servers(void **state)
{
	static const char model[] =
		NODES("'rate_per_s':8,'to':'queue'",
		      QUEUE("'workers':10,'notify_s':0.5") "," WORK);

	(void)state;
	bench_agrees(model, 12, 4000, sojourn, 1.2046 + 0.5, 0.01);
}

static void a_backlog_has_a_bound(void **state)
{
	static const char model[] =
		NODES("'rate_per_s':10,'to':'queue'",
		      QUEUE("'workers':8,'backlog':12") "," WORK);

	(void)state;
	bench_agrees(model, 16, 3000, full, 0.2058, 0.02);
	bench_agrees(model, 16, 3000, sojourn, 2.0720, 0.02);
}

/* With failures p each: dead p^n, attempts (1 - p^n) / (1 - p). */
static void failed_jobs_are_tried_again(void **state)
{
	static const char model[] = NODES(
		"'rate_per_s':5,'to':'queue'",
		QUEUE("'workers':1000,'max_attempts':3,'backoff_s':1") ",'work':{'type':'gate','share':0.5,'to':'pool'},"
								       "'pool':{'type':'pool','servers':1000,'service_s':0.1}");
	struct sim_model *m = bench_model(model);
	struct sim_engine *e = sim_engine_create(m, 3, 0, SIM_SUMMARY);

	(void)state;
	bench_agrees(model, 12, 3000, failed, 0.125, 0.02);
	/* Half at once, a quarter after 1 s, an eighth after 1 + 2. */
	bench_agrees(model, 12, 3000, sojourn,
		     0.1 + (0.25 * 1 + 0.125 * 3) / 0.875, 0.02);
	bench_advance(e, 100);
	sim_engine_observe(e);
	bench_advance(e, 20100);
	assert_true(fabs(measure(e, "queue", "attempts_per_call") - 1.75) <
		    0.02);
	assert_true(fabs(measure(e, "queue", "dead_per_s") - 0.625) < 0.02);
	assert_true(fabs(measure(e, "queue", "success") - 0.875) < 0.005);
	sim_engine_destroy(e);
	sim_model_destroy(m);
}

static void backoff_grows_up_to_its_cap(void **state)
{
	struct sim_model *m = bench_model(NODES(
		"'arrivals':'recorded','times_s':[1],'to':'queue'",
		QUEUE("'workers':1,'max_attempts':5,'backoff_s':1,"
		      "'backoff_factor':3,'backoff_cap_s':4,"
		      "'notify_s':7") ",'work':{'type':'gate','to':'pool'},"
				      "'pool':{'type':'pool','servers':1}"));
	struct sim_engine *e = bench_run(m, 1, 100);
	struct sim_trace trace;

	(void)state;
	assert_true(sim_trace(e, 0, &trace));
	/* 1, 3, 4, 4, and the bad news. */
	assert_int_equal(trace.end_us - trace.start_us, SECONDS(12 + 7));
	assert_int_equal(trace.outcome, SIM_OUTCOME_SHED);
	assert_empty(e);
	sim_engine_destroy(e);
	sim_model_destroy(m);
}

/* A caller in front, with a thread that it holds and a short timeout: it has
 * its answer at once, whatever the work takes. */
static void those_in_front_are_free_at_once(void **state)
{
	struct sim_model *m = bench_model(NODES(
		"'rate_per_s':10,'stop_s':1000,'to':'outer'",
		"'outer':{'type':'caller','timeout_s':2,'retries':3,"
		"'to':'web'},"
		"'web':{'type':'pool','servers':1,'service_s':0.01,"
		"'to':'inner'},"
		"'inner':{'type':'caller','timeout_s':0.001,'retries':3,"
		"'to':'queue'}," QUEUE(
			"'workers':1000,'notify_s':1") "," WORK_OF("20")));
	struct sim_engine *e = bench_run(m, 1, 1500);
	double n = presses(e);

	(void)state;
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) == n && n > 9000);
	assert_true(outcomes(e) == n);
	assert_true(fabs(bench_level(e, "web", SIM_GAUGE_BUSY, 100, 1000) -
			 0.1) < 0.01);
	assert_true(fabs(bench_level(e, "queue", SIM_GAUGE_BUSY, 100, 1000) -
			 200) < 10);
	/* The level: accepted, and not yet notified. */
	assert_true(fabs(bench_level(e, "queue", SIM_GAUGE_LEVEL, 100, 1000) -
			 210) < 10);
	assert_true(fabs(bench_sojourn(e, 0) - 21.01) < 0.01);
	assert_empty(e);
	sim_engine_destroy(e);
	sim_model_destroy(m);
}

/* The call goes on after the queue, and fails there: the caller calls again,
 * and the work is done twice, unless the call has an idempotency key. */
static void a_repeated_call_is_work_for_nobody(void **state)
{
	static const char *const models[] = {
		NODES("'rate_per_s':5,'stop_s':2000,'to':'caller'",
		      "'caller':{'type':'caller','retries':1,'timeout_s':0.1,"
		      "'to':['queue','after']},"
		      "'after':{'type':'split','share':0.3,'a':'fine',"
		      "'b':'slow'},'fine':{'type':'pool','servers':1},"
		      "'slow':{'type':'pool','servers':1000,'service_s':9}," QUEUE(
			      "'workers':1000") "," WORK_OF("2")),
		NODES("'rate_per_s':5,'stop_s':2000,'to':'caller'",
		      "'caller':{'type':'caller','retries':1,'timeout_s':0.1,"
		      "'idempotent':1,'to':['queue','after']},"
		      "'after':{'type':'split','share':0.3,'a':'fine',"
		      "'b':'slow'},'fine':{'type':'pool','servers':1},"
		      "'slow':{'type':'pool','servers':1000,'service_s':9}," QUEUE(
			      "'workers':1000") "," WORK_OF("2")),
	};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct sim_model *m = bench_model(models[i]);
		struct sim_engine *e = bench_run(m, 1, 3000);
		double n = presses(e);
		double work = bench_level(e, "work", SIM_GAUGE_IN, 0, 3000);

		assert_true(bench_outcomes(e, SIM_OUTCOME_OK) == n);
		assert_true(outcomes(e) == n);
		assert_true(fabs(work * 3000 / n - (i == 0 ? 1.3 : 1.0)) <
			    0.02);
		assert_true(fabs(bench_sojourn(e, 0) - 2.0) < 1e-3);
		assert_empty(e);
		sim_engine_destroy(e);
		sim_model_destroy(m);
	}
}

/* Whoever polls hears of it at the next whole interval since the press. */
static void polling_takes_until_the_next_time(void **state)
{
	struct sim_model *m = bench_model(
		NODES("'arrivals':'recorded','times_s':[0.3,7,20],"
		      "'to':'queue'",
		      QUEUE("'workers':1,'poll_s':5") "," WORK_OF("6")));
	struct sim_engine *e = bench_run(m, 1, 100);
	struct sim_trace trace;

	(void)state;
	for (uint32_t i = 0; i < 3; i++) {
		assert_true(sim_trace(e, i, &trace));
		assert_int_equal(trace.end_us - trace.start_us, SECONDS(10));
	}
	assert_empty(e);
	sim_engine_destroy(e);
	sim_model_destroy(m);
}

/* A person who has been told is patient, and is served when notified; those
 * who leave all the same leave work behind, which may be dropped. */
static void people_are_told_and_wait(void **state)
{
	static const char text[] =
		NODES("'rate_per_s':2,'stop_s':1000,'to':'queue',"
		      "'give_up_s':1,'give_up_acknowledged_s':%,"
		      "'press_again':{'after_s':0.5,'on_slow':1}",
		      QUEUE("'workers':4,'drop_if_gone':1") "," WORK_OF("2.5"));

	(void)state;
	for (int i = 0; i < 2; i++) {
		char model[sizeof text];
		struct sim_model *m;
		struct sim_engine *e;
		double n;

		memcpy(model, text, sizeof text);
		*strchr(model, '%') = i == 0 ? '3' : '9';
		m = bench_model(model);
		e = sim_engine_create(m, 1, 0, SIM_FULL);
		sim_engine_observe(e);
		bench_advance(e, 4000);
		n = presses(e);
		/* Nobody presses twice, and all are accounted for. */
		assert_true(fabs(n - 2000) < 200);
		assert_true(outcomes(e) == n);
		assert_true(bench_outcomes(e, SIM_OUTCOME_GAVE_UP) > 0);
		assert_true(measure(e, "queue", "abandonment") > 0.01);
		assert_empty(e);
		sim_engine_destroy(e);
		sim_model_destroy(m);
	}
}

/* A queue of jobs each of which fills another queue: it is the last that
 * tells. */
static void queues_in_a_row(void **state)
{
	struct sim_model *m = bench_model(
		NODES("'rate_per_s':1,'stop_s':500,'to':'first'",
		      "'first':{'type':'job-queue','workers':9,"
		      "'to':['step','queue']},"
		      "'step':{'type':'pool','servers':9,'service_s':1}," QUEUE(
			      "'workers':99,'notify_s':3") "," WORK_OF("2")));
	struct sim_engine *e = bench_run(m, 1, 1000);
	double n = presses(e);

	(void)state;
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) == n && n > 400);
	assert_true(fabs(bench_sojourn(e, 0) - 6.0) < 1e-3);
	assert_empty(e);
	sim_engine_destroy(e);
	sim_model_destroy(m);
}

/* Callers within callers on both sides, with timeouts and retries. */
static void everything_ends(void **state)
{
	struct sim_model *m = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':8,"
		"'stop_s':500,'give_up_s':9,'press_again':{'after_s':2,"
		"'on_slow':0.5,'on_error':0.5},'to':'outer'},"
		"'outer':{'type':'caller','timeout_s':2,'retries':2,"
		"'to':'web'},"
		"'web':{'type':'pool','servers':40,'service_s':" EXPONENTIAL
		",'to':'inner'},"
		"'inner':{'type':'caller','timeout_s':0.1,'retries':1,"
		"'to':['queue','after']},"
		"'after':{'type':'pool','servers':3,'service_s':"
		"{'law':'exponential','mean':0.1}},"
		"'queue':{'type':'job-queue','workers':20,'max_attempts':3,"
		"'backoff_s':" EXPONENTIAL ",'backlog':30,"
		"'notify_s':" EXPONENTIAL ",'to':'worker'},"
		"'worker':{'type':'caller','timeout_s':1,'retries':2,"
		"'to':'work'}," WORK "}}");
	struct sim_engine *e = bench_run(m, 1, 250), *clone;

	(void)state;
	clone = sim_engine_clone(e);
	bench_advance(e, 2000);
	for (int t = 250; t <= 2000; t += 50)
		bench_advance(clone, t);
	assert_true(sim_engine_hash(e) == sim_engine_hash(clone));
	assert_true(outcomes(e) == presses(e));
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) > 500);
	assert_true(bench_outcomes(e, SIM_OUTCOME_FULL) > 0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_TIMEOUT) > 0);
	assert_empty(e);
	sim_engine_destroy(clone);
	sim_engine_destroy(e);
	sim_model_destroy(m);
}

/* Any number of jobs that fail at once, one after the other. */
static void workers_can_be_stopped_and_started(void **state)
{
	struct sim_model *m =
		bench_model(NODES("'rate_per_s':500,'stop_s':100,'to':'queue'",
				  QUEUE("'workers':0") ",'work':{'type':'gate',"
						       "'to':'pool'},"
						       "'pool':{'type':'pool',"
						       "'servers':1}"));
	struct sim_engine *e = bench_run(m, 1, 110);
	double waiting = bench_level(e, "queue", SIM_GAUGE_QUEUE, 105, 110);

	(void)state;
	assert_true(waiting > 45000 && waiting == presses(e));
	bench_set(e, "queue.workers", 1);
	bench_advance(e, 112);
	assert_true(bench_outcomes(e, SIM_OUTCOME_SHED) == waiting);
	assert_empty(e);
	sim_engine_destroy(e);
	sim_model_destroy(m);
}

/* What is observed agrees with itself and with Little's law. */
static void it_is_measured(void **state)
{
	struct sim_model *m = bench_model(
		NODES("'rate_per_s':8,'to':'queue'",
		      QUEUE("'workers':10,'notify_s':0.5") "," WORK));

	(void)state;
	for (int detail = 0; detail < 2; detail++) {
		struct sim_engine *e = sim_engine_create(
			m, 7, 0, detail ? SIM_FULL : SIM_SUMMARY);
		double length, wait;

		bench_advance(e, 100);
		sim_engine_observe(e);
		bench_advance(e, 8100);
		length = measure(e, "queue", "queue_length");
		wait = measure(e, "queue", "waiting_s");
		assert_true(fabs(length - 8 * wait) < 0.05 * length);
		assert_true(fabs(wait - 0.2046) < 0.03);
		assert_true(fabs(measure(e, "queue", "sojourn_s") - wait -
				 1.5) < 0.02);
		assert_true(fabs(measure(e, "queue", "utilisation") - 0.8) <
			    0.01);
		assert_true(measure(e, "queue", "servers") == 10);
		assert_true(fabs(measure(e, "people", "sojourn_s") - wait -
				 1.5) < 0.02);
		sim_engine_destroy(e);
	}
	sim_model_destroy(m);
}

static void mistakes_are_told(void **state)
{
	static const char *const wrong[][2] = {
		{ "'backlog':1", "needs \"workers\"" },
		{ "'workers':1,'max_attempts':0", "from 1" },
		{ "'workers':1,'notify':2", "notify_s" },
		{ "'workers':1,'backoff_factor':0.5", "from 1" },
	};
	struct err err = { 0 };

	(void)state;
	for (int i = 0; i < 4; i++) {
		char model[512];

		snprintf(model, sizeof model,
			 NODES("'rate_per_s':1,'to':'queue'",
			       QUEUE("%s") "," WORK),
			 wrong[i][0]);
		bench_refused(model, &err);
		if (strstr(err.message, wrong[i][1]) == NULL)
			fail_msg("%s: %s", wrong[i][0], err.message);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(workers_are_servers),
		cmocka_unit_test(a_backlog_has_a_bound),
		cmocka_unit_test(failed_jobs_are_tried_again),
		cmocka_unit_test(backoff_grows_up_to_its_cap),
		cmocka_unit_test(those_in_front_are_free_at_once),
		cmocka_unit_test(a_repeated_call_is_work_for_nobody),
		cmocka_unit_test(polling_takes_until_the_next_time),
		cmocka_unit_test(people_are_told_and_wait),
		cmocka_unit_test(queues_in_a_row),
		cmocka_unit_test(everything_ends),
		cmocka_unit_test(workers_can_be_stopped_and_started),
		cmocka_unit_test(it_is_measured),
		cmocka_unit_test(mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
