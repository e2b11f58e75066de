#include "tests/sim/bench.h"
#include "tests/sim/system.h"

#include "sim/engine_internal.h"

#include <math.h>

/* Faults slow, fail and cut off calls, and take servers away, when they are
 * told to and not a moment longer. */

#define PEOPLE "'people':{'type':'source','rate_per_s':20,'to':'caller'},"
#define CALLER(fields) "'caller':{'type':'caller'," fields "'to':'pool'},"
#define POOL "'pool':{'type':'pool','servers':1000,'service_s':0.1}"
#define FAULT(fields) ",'fault':{'type':'fault','node':'pool'," fields "}"
#define CALLS(caller, fault) \
	"{'nodes':{" PEOPLE CALLER(caller) \
	POOL FAULT(fault) "}}"

static const char *const faulty[] = {
	"'kind':'slow','delay_s':{'law':'exponential','mean':2},'factor':1.5",
	"'kind':'fail','share':0.4",
	"'kind':'fail','share':0.4,'after':1",
	"'kind':'partition','share':0.7,'hang_s':20",
};
#define FAULTY (sizeof faulty / sizeof faulty[0])

/* A retry has a draw of its own: 1 - p^(N+1) get through. */
static double succeeded(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_OK, 0);
}

static void retries_meet_failures_anew(void **state)
{
	(void)state;
	bench_agrees(CALLS("'retries':2,", "'kind':'fail','share':0.5"), 20,
		     200, succeeded, 1 - 0.5 * 0.5 * 0.5, 0.01);
	bench_agrees(CALLS("'retries':2,", "'kind':'fail','share':0.5,'after':"
					   "1"),
		     20, 200, succeeded, 1 - 0.5 * 0.5 * 0.5, 0.01);
}

/* Before the call nothing has happened behind the fault; after it, all has. */
static void what_failed_after_the_call_was_done(void **state)
{
	struct sim_model *model = bench_model(CALLS("", "'kind':'fail'"));
	struct sim_engine *e = bench_run(model, 1, 100);

	(void)state;
	assert_true(bench_level(e, "pool", SIM_GAUGE_IN, 0, 100) == 0);
	assert_true(bench_level(e, "fault", SIM_GAUGE_REFUSED, 0, 100) > 15);
	bench_set(e, "fault.after", 1);
	bench_advance(e, 200);
	assert_true(bench_level(e, "pool", SIM_GAUGE_OUT, 101, 200) > 15);
	assert_true(bench_level(e, "fault", SIM_GAUGE_REFUSED, 101, 200) > 15);
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static double sojourn(const struct sim_engine *e)
{
	return bench_sojourn(e, 0);
}

static void slowness_adds_and_multiplies(void **state)
{
	(void)state;
	bench_agrees(CALLS("", "'kind':'slow','delay_s':{'law':'exponential',"
			       "'mean':0.5},'factor':3"),
		     20, 200, sojourn, 0.5 + 3 * 0.1, 0.02);
	bench_agrees(CALLS("", "'kind':'slow','delay_s':{'law':'exponential',"
			       "'mean':0.5},'share':0.25"),
		     20, 200, sojourn, 0.25 * 0.5 + 0.1, 0.03);
}

/* Whoever calls or would be answered while the cut lasts waits for nothing. */
static void a_partition_makes_all_calls_time_out(void **state)
{
	struct sim_model *model = bench_model(
		CALLS("'timeout_s':1,",
		      "'kind':'partition','start_s':100,'stop_s':200"));
	struct sim_engine *e = bench_run(model, 1, 300);
	struct sim_trace trace;
	int cut = 0;

	(void)state;
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		enum sim_outcome expected = SIM_OUTCOME_OK;
		int64_t start = trace.start_us;

		if (trace.outcome == SIM_OUTCOME_OPEN)
			continue;
		if (start >= SECONDS(99.9) && start < SECONDS(200))
			expected = SIM_OUTCOME_TIMEOUT;
		/* The cut ends before their patience does. */
		if (start > SECONDS(199) && start < SECONDS(200))
			expected = SIM_OUTCOME_FAILED;
		assert_int_equal(trace.outcome, expected);
		cut += expected == SIM_OUTCOME_TIMEOUT;
	}
	assert_true(cut > 1800);
	assert_true(bench_level(e, "fault", SIM_GAUGE_LEVEL, 100, 200) > 0.98);
	assert_true(bench_level(e, "fault", SIM_GAUGE_LEVEL, 201, 300) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Nobody else's patience ends it: hang_s does, or the end of the cut. */
static void a_partition_lasts_as_long_as_it_is_believed_in(void **state)
{
	struct sim_model *model = bench_model(
		CALLS("", "'kind':'partition','start_s':100,'hang_s':30"));
	struct sim_engine *e = bench_run(model, 1, 200);
	struct sim_trace trace;

	(void)state;
	bench_set(e, "fault.on", 0);
	bench_advance(e, 201);
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		if (trace.start_us < SECONDS(100) ||
		    trace.start_us > SECONDS(200))
			continue;
		assert_int_equal(trace.outcome, SIM_OUTCOME_FAILED);
		if (trace.start_us < SECONDS(170))
			assert_int_equal(trace.end_us - trace.start_us,
					 SECONDS(30));
		else
			assert_int_equal(trace.end_us, SECONDS(200));
	}
	assert_true(bench_outcomes(e, SIM_OUTCOME_FAILED) > 1800);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static double servers(const struct sim_engine *e, double at)
{
	return bench_level(e, "pool", SIM_GAUGE_SERVERS, at, at + 1);
}

/* A call that hung and then was sent elsewhere is not touched when the cut
 * ends. */
static void who_hung_before_is_left_alone(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':20,'stop_s':"
		"7,'to':'router'},'router':{'type':'router','routes':{'near':"
		"'pool','far':'api'},'failover':['near','far']},'api':{'type':"
		"'api','price':1,'task_s':20}," POOL FAULT(
			"'kind':'partition','hang_s':2,'stop_s':10") "}}");
	struct sim_engine *e = bench_run(model, 1, 15);

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_TASKS, 0, 10) > 10);
	assert_true(bench_outcomes(e, SIM_OUTCOME_OK) == 0);
	bench_advance(e, 60);
	assert_true(bench_share(e, SIM_OUTCOME_OK, 0) == 1);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void capacity_goes_and_comes_back(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':1,'to':"
		"'pool'},'half':{'type':'fault','kind':'capacity','pool':"
		"'pool','share':0.5,'start_s':10,'stop_s':30},"
		"'more':{'type':'fault','kind':'capacity','pool':'pool',"
		"'share':0.4,'start_s':20,'stop_s':40},"
		"'pool':{'type':'pool','servers':10,'service_s':1}}}");
	struct sim_engine *e = bench_run(model, 1, 25);

	(void)state;
	assert_true(servers(e, 5) == 10);
	assert_true(servers(e, 15) == 5);
	assert_true(servers(e, 22) == 3);
	bench_set(e, "pool.servers", 20);
	bench_advance(e, 60);
	assert_true(servers(e, 27) == 6);
	assert_true(servers(e, 35) == 12);
	assert_true(servers(e, 45) == 20);
	bench_set(e, "more.stop_s", 1000);
	bench_set(e, "more.share", 1);
	bench_advance(e, 70);
	assert_true(servers(e, 65) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Half is gone: an autoscaler sees the rest twice as busy, and orders what is
 * missing. */
static void an_autoscaler_makes_up_for_lost_servers(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':70,'to':"
		"'pool'},'pool':{'type':'pool','servers':100,'service_s':1},"
		"'scaler':{'type':'autoscaler','pool':'pool','target':0.7,"
		"'max':400},'half':{'type':'fault','kind':'capacity','pool':"
		"'pool','share':0.5,'start_s':600}}}");
	struct sim_engine *e = bench_run(model, 1, 4000);

	(void)state;
	assert_true(bench_level(e, "pool", SIM_GAUGE_SERVERS, 601, 620) < 60);
	assert_true(fabs(bench_level(e, "pool", SIM_GAUGE_SERVERS, 2500, 4000) -
			 100) < 12);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void only_what_matches_is_hit(void **state)
{
	struct sim_model *model = bench_model(
		"{'attributes':{'plan':['free','pro']},'nodes':{"
		"'people':{'type':'source','rate_per_s':20,'attributes':"
		"{'plan':{'free':1,'pro':1}},'to':'fault'},"
		"'fault':{'type':'fault','kind':'fail','match':{'plan':'pro'},"
		"'to':'pool'}," POOL "}}");
	struct sim_engine *e = bench_run(model, 1, 100);
	struct sim_trace trace;

	(void)state;
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		if (trace.outcome == SIM_OUTCOME_OPEN)
			continue;
		assert_true((trace.outcome == SIM_OUTCOME_FAILED) ==
			    (trace.value[0] == 1));
	}
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* --- in the whole system ------------------------------------------------ */

/* The system with faults in front of its API and its pool of GPUs. */
static struct sim_model *broken_system(const char *api, const char *gpu)
{
	static char text[8192];
	const char *whole = SYSTEM_MODEL;

	snprintf(text, sizeof text,
		 "%.*s,'one':{'type':'fault','node':'api',%s},"
		 "'two':{'type':'fault','node':'gpu',%s}}}",
		 (int)strlen(whole) - 2, whole, api, gpu);
	return bench_model(text);
}

static uint64_t play(const struct sim_model *model, enum sim_detail detail,
		     double step, bool clone)
{
	struct sim_engine *e = sim_engine_create(model, 7, 0, detail);
	uint64_t hash;
	size_t next = 0;

	for (double now = 0; now <= SYSTEM_END + 12000; now += step) {
		bench_advance(e, now);
		while (next < SYSTEM_CHANGES &&
		       system_changes[next].at <= now) {
			bench_set(e, system_changes[next].parameter,
				  system_changes[next].value);
			next++;
		}
		if (clone && (int)now % 500 == 0) {
			struct sim_engine *copy = sim_engine_clone(e);

			sim_engine_destroy(e);
			e = copy;
		}
	}
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(e->slab[id].live, 0);
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	return hash;
}

/* A fault that is off leaves every fact as it is without it. */
static void an_idle_fault_changes_nothing(void **state)
{
	struct sim_model *plain = bench_model(SYSTEM_MODEL);
	uint64_t hash = play(plain, SIM_SUMMARY, 100, false);

	(void)state;
	for (size_t i = 0; i < FAULTY; i++) {
		char off[200];
		struct sim_model *model;

		snprintf(off, sizeof off, "'on':0,%s", faulty[i]);
		model = broken_system(off, off);
		assert_true(play(model, SIM_SUMMARY, 100, false) == hash);
		sim_model_destroy(model);
	}
	sim_model_destroy(plain);
}

/* Nothing is left in the end, however it is played. */
static void faults_are_the_same_each_time(void **state)
{
	(void)state;
	for (size_t i = 0; i < FAULTY; i++) {
		struct sim_model *model =
			broken_system(faulty[i], faulty[(i + 1) % FAULTY]);
		uint64_t hash = play(model, SIM_SUMMARY, 100, false);

		assert_true(play(model, SIM_FULL, 50, false) == hash);
		assert_true(play(model, SIM_SUMMARY, 20, true) == hash);
		sim_model_destroy(model);
	}
}

/* --- mistakes ------------------------------------------------------------ */

static const struct {
	const char *fields, *says[2];
} mistakes[] = {
	{ "'node':'pool'", { "needs \"kind\"" } },
	{ "'kind':'slwo','node':'pool'", { "/fault/kind", "\"slow\"" } },
	{ "'kind':'slow'", { "needs \"node\"", "\"to\"" } },
	{ "'kind':'slow','node':'pool','to':'pool'", { "not both" } },
	{ "'kind':'slow','node':'people'", { "cannot be called" } },
	{ "'kind':'slow','node':'fault'", { "circle" } },
	{ "'kind':'slow','node':'pol'", { "/fault/node", "\"pool\"" } },
	{ "'kind':'slow','node':'pool','factor':0.5", { "from 1" } },
	{ "'kind':'slow','node':'pool','hang_s':3",
	  { "/fault/hang_s", "\"partition\" has" } },
	{ "'kind':'partition','node':'pool','delay_s':3",
	  { "/fault/delay_s", "\"slow\" has" } },
	{ "'kind':'capacity'", { "needs \"pool\"" } },
	{ "'kind':'capacity','pool':'caller'", { "/fault/pool", "type pool" } },
	{ "'kind':'capacity','pool':'pool','node':'pool'", { "about a pool" } },
	{ "'kind':'fail','pool':'pool','node':'pool'",
	  { "/fault/pool", "\"capacity\" has" } },
	{ "'kind':'fail','node':'pool','share':2", { "0 to 1" } },
};

static void mistakes_are_told(void **state)
{
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		char text[512];

		snprintf(text, sizeof text,
			 "{'nodes':{" PEOPLE CALLER("") POOL
			 ",'fault':{'type':'fault',%s}}}",
			 mistakes[i].fields);
		bench_refused(text, &err);
		for (int s = 0; s < 2 && mistakes[i].says[s]; s++) {
			if (strstr(err.message, mistakes[i].says[s]) == NULL)
				fail_msg("%s says: %s", mistakes[i].fields,
					 err.message);
		}
	}
	bench_refused("{'nodes':{'people':{'type':'source','rate_per_s':1,"
		      "'to':'fault'}," POOL ",'fault':{'type':'fault','kind':"
		      "'capacity','pool':'pool'}}}",
		      &err);
	assert_non_null(strstr(err.message, "cannot be called"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(retries_meet_failures_anew),
		cmocka_unit_test(what_failed_after_the_call_was_done),
		cmocka_unit_test(slowness_adds_and_multiplies),
		cmocka_unit_test(a_partition_makes_all_calls_time_out),
		cmocka_unit_test(
			a_partition_lasts_as_long_as_it_is_believed_in),
		cmocka_unit_test(who_hung_before_is_left_alone),
		cmocka_unit_test(capacity_goes_and_comes_back),
		cmocka_unit_test(an_autoscaler_makes_up_for_lost_servers),
		cmocka_unit_test(only_what_matches_is_hit),
		cmocka_unit_test(an_idle_fault_changes_nothing),
		cmocka_unit_test(faults_are_the_same_each_time),
		cmocka_unit_test(mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
