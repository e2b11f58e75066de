#include "tests/sim/bench.h"
#include "tests/sim/system.h"

#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <math.h>

/* Guardrails take back what makes things worse; models change by themselves. */

#define CANARY(guard, more) \
	"{'nodes':{'people':{'type':'source','rate_per_s':100,'to':'router'}," \
	"'router':{'type':'router','routes':{'stable':'old','canary':'new'}," \
	"'weight':{'stable':95,'canary':0}}," \
	"'old':{'type':'pool','servers':100,'service_s':0.05}," \
	"'new':{'type':'pool','servers':100,'service_s':0.05}," \
	"'broken':{'type':'fault','node':'new','kind':'fail','on':0}," \
	"'slow':{'type':'fault','node':'new','kind':'slow','on':0," \
	"'delay_s':{'law':'exponential','mean':1}}," \
	"'guard':{'type':'guardrail','node':'broken'," guard "}}" more "}"
#define DEPLOY(at) \
	",'changes':[{'at_s':" at ",'set':{'router.weight.canary':5}}]"
#define ERRORS \
	"'metric':'error_share','limit':0.1,'window_s':30,'for_s':10," \
	"'period_s':1,'set':{'router.weight.canary':0}"

static double value(const struct sim_engine *e, const char *parameter)
{
	return sim_engine_get(e, sim_model_parameter(sim_engine_model(e),
						     parameter));
}

static double measure(const struct sim_engine *e, const char *key)
{
	return sim_measure(e, sim_model_node(sim_engine_model(e), "guard"),
			   key);
}

/* What fails is the canary's share of the rate for as long as it takes to find
 * out: 20 calls of it, and 10 s more. */
static void a_rollback_limits_the_damage(void **state)
{
	struct sim_model *model = bench_model(CANARY(ERRORS, DEPLOY("100")));

	(void)state;
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct sim_engine *e = sim_engine_create(model, seed, 0,
							 SIM_FULL);
		double exposed, expected;

		sim_engine_observe(e);
		bench_set(e, "broken.on", 1);
		bench_advance(e, 400);
		exposed = measure(e, "time_to_roll_back_s");
		assert_true(measure(e, "rollbacks") == 1);
		assert_true(value(e, "router.weight.canary") == 0);
		/* 20 of 5 a second take 4 s, with a deviation of 0.9. */
		assert_true(exposed >= 11 && exposed <= 10 + 4 + 3.5 * 0.9 + 1);
		expected = 0.05 * 100 * exposed;
		assert_true(fabs(bench_outcomes(e, SIM_OUTCOME_FAILED) -
				 expected) < 3.5 * sqrt(expected));
		assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE,
					 101 + exposed, 400) == 0);
		sim_engine_destroy(e);
	}
	sim_model_destroy(model);
}

static void a_good_canary_stays(void **state)
{
	struct sim_model *model = bench_model(CANARY(ERRORS, DEPLOY("100")));
	struct sim_engine *e = bench_run(model, 1, 400);

	(void)state;
	assert_true(value(e, "router.weight.canary") == 5);
	bench_set(e, "guard.on", 0);
	bench_set(e, "broken.on", 1);
	bench_advance(e, 600);
	assert_true(value(e, "router.weight.canary") == 5);
	bench_set(e, "guard.on", 1);
	bench_advance(e, 605);
	assert_true(value(e, "router.weight.canary") == 5);
	bench_advance(e, 612);
	assert_true(value(e, "router.weight.canary") == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Back to what it was; and whoever insists is left alone until the cool-down
 * is over. */
static void before_is_what_it_was(void **state)
{
	struct sim_model *model = bench_model(CANARY(
		"'metric':'error_share','limit':0.1,'window_s':10,'period_s':1,"
		"'cooldown_s':100,'set':{'router.weight.canary':'before',"
		"'broken.share':0.25}",
		DEPLOY("50")));
	struct sim_engine *e = bench_run(model, 1, 100);

	(void)state;
	bench_set(e, "router.weight.canary", 50);
	bench_set(e, "broken.on", 1);
	bench_advance(e, 110);
	assert_true(value(e, "router.weight.canary") == 5);
	assert_true(value(e, "broken.share") == 0.25);
	bench_set(e, "router.weight.canary", 70);
	bench_advance(e, 200);
	assert_true(value(e, "router.weight.canary") == 70);
	bench_advance(e, 215);
	assert_true(value(e, "router.weight.canary") == 5);
	/* There is nothing left to take back. */
	bench_advance(e, 500);
	assert_true(value(e, "router.weight.canary") == 5);
	assert_true(bench_level(e, "guard", SIM_GAUGE_OUT, 0, 500) * 500 > 1.9);
	assert_true(bench_level(e, "guard", SIM_GAUGE_OUT, 0, 500) * 500 < 2.1);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Exponential times: the 95th percentile is ln 20 of the mean, the 99th
 * ln 100. */
static void check_percentile(const char *metric, double limit, double logarithm)
{
	char text[1024];
	struct sim_model *model;
	struct sim_engine *e;

	snprintf(text, sizeof text,
		 "{'nodes':{'people':{'type':'source','rate_per_s':500,'to':"
		 "'pool'},'pool':{'type':'pool','servers':10000,'service_s':"
		 "{'law':'exponential','mean':1}},'guard':{'type':'guardrail',"
		 "'node':'pool','metric':'%s','limit':%g,'window_s':100,"
		 "'set':{'pool.service_s.mean':0.1}}}}",
		 metric, limit);
	model = bench_model(text);
	e = bench_run(model, 1, 300);
	assert_true(fabs(bench_level(e, "guard", SIM_GAUGE_LEVEL, 150, 300) /
				 logarithm -
			 1) < 0.03);
	assert_true(value(e, "pool.service_s.mean") == 1);
	bench_set(e, "pool.service_s.mean", 1.3);
	bench_advance(e, 420);
	assert_true(value(e, "pool.service_s.mean") == 0.1);
	bench_advance(e, 600);
	assert_true(fabs(bench_level(e, "guard", SIM_GAUGE_LEVEL, 550, 600) /
				 (0.1 * logarithm) -
			 1) < 0.03);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void slowness_is_seen_at_its_percentile(void **state)
{
	(void)state;
	check_percentile("p95_s", 3.5, log(20));
	check_percentile("p99_s", 5.3, log(100));
}

static void too_few_answers_say_nothing(void **state)
{
	struct sim_model *model =
		bench_model(CANARY(ERRORS ",'min_calls':1000", DEPLOY("10")));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	bench_set(e, "broken.on", 1);
	bench_advance(e, 300);
	assert_true(value(e, "router.weight.canary") == 5);
	assert_true(bench_level(e, "guard", SIM_GAUGE_LEVEL, 0, 300) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

#define BY_ALERT(fields) \
	"{'nodes':{'people':{'type':'source','rate_per_s':50,'to':'pool'}," \
	"'pool':{'type':'pool','servers':100,'service_s':0.05}," \
	"'bad':{'type':'fault','node':'pool','kind':'fail','share':0}," \
	"'slo':{'type':'burn-rate','node':'people','target':0.99," \
	"'period_s':5,'alerts':{'page':{'long_s':100,'short_s':10," \
	"'factor':10}}},'guard':{'type':'guardrail','node':'slo'," fields \
	",'period_s':1,'set':{'bad.share':'before'}}}," \
	"'changes':[{'at_s':200,'set':{'bad.share':0.5}}]}"

/* Half fails, 50 times the budget: above 10 after 20 s, above 4 after 8. */
static void an_alert_can_roll_back(void **state)
{
	static const struct {
		const char *fields;
		double from, to;
	} cases[] = {
		{ "'metric':'alert'", 218, 228 },
		{ "'metric':'burn_rate','limit':4", 207, 216 },
	};

	(void)state;
	for (int i = 0; i < 2; i++) {
		char text[1024];
		struct sim_model *model;
		struct sim_engine *e;

		snprintf(text, sizeof text, BY_ALERT("%s"), cases[i].fields);
		model = bench_model(text);
		e = bench_run(model, 1, cases[i].from);
		assert_true(value(e, "bad.share") == 0.5);
		bench_advance(e, cases[i].to);
		assert_true(value(e, "bad.share") == 0);
		sim_engine_destroy(e);
		sim_model_destroy(model);
	}
}

static uint64_t play(const struct sim_model *model, enum sim_detail detail,
		     double step)
{
	struct sim_engine *e = sim_engine_create(model, 3, 0, detail);
	uint64_t hash;

	bench_set(e, "broken.on", 1);
	for (double now = 0; now <= 300; now += step) {
		struct sim_engine *copy;

		bench_advance(e, now);
		copy = sim_engine_clone(e);
		sim_engine_destroy(e);
		e = copy;
	}
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	return hash;
}

static void a_rollback_is_the_same_each_time(void **state)
{
	static const char *const metrics[] = { "error_share", "p95_s",
					       "p99_s" };

	(void)state;
	for (int i = 0; i < 3; i++) {
		char text[2048];
		struct sim_model *model;
		uint64_t hash;

		snprintf(text, sizeof text,
			 CANARY("'metric':'%s','limit':0.01,'window_s':30,"
				"'set':{'router.weight.canary':0,"
				"'slow.on':1}",
				DEPLOY("100")),
			 metrics[i]);
		model = bench_model(text);
		hash = play(model, SIM_SUMMARY, 100);
		assert_true(play(model, SIM_FULL, 25) == hash);
		assert_true(play(model, SIM_SUMMARY, 1) == hash);
		sim_model_destroy(model);
	}
}

/* --- changes of the model's own ----------------------------------------- */

static uint64_t played_from_outside(void)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = sim_engine_create(model, 7, 0, SIM_SUMMARY);
	uint64_t hash;

	for (size_t i = 0; i < SYSTEM_CHANGES; i++) {
		bench_advance(e, system_changes[i].at + 0.000001);
		bench_set(e, system_changes[i].parameter,
			  system_changes[i].value);
	}
	bench_advance(e, SYSTEM_END);
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	return hash;
}

/* The model's own timeline gives what a caller gives who sets the same. */
static void changes_are_as_if_set_from_outside(void **state)
{
	static char text[8192];
	const char *whole = SYSTEM_MODEL;
	size_t length = strlen(whole) - 1;
	struct sim_model *model;
	struct sim_engine *e;

	(void)state;
	snprintf(text, sizeof text, "%.*s,'changes':[", (int)length, whole);
	for (size_t i = 0; i < SYSTEM_CHANGES; i++) {
		length = strlen(text);
		snprintf(text + length, sizeof text - length,
			 "%s{'at_s':%.6f,'set':{'%s':%g}}", i > 0 ? "," : "",
			 system_changes[i].at + 0.000001,
			 system_changes[i].parameter, system_changes[i].value);
	}
	length = strlen(text);
	snprintf(text + length, sizeof text - length, "]}");
	model = bench_model(text);
	e = sim_engine_create(model, 7, 0, SIM_SUMMARY);
	bench_advance(e, SYSTEM_END);
	assert_true(sim_engine_hash(e) == played_from_outside());
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void changes_come_in_order(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':1,'to':"
		"'caller'},'caller':{'type':'caller','to':'pool'},"
		"'pool':{'type':'pool','servers':1}},'changes':["
		"{'comment':'late','at_s':20,'set':{'pool.servers':5}},"
		"{'at_s':-5,'set':{'pool.servers':2,'pool.hold':false}},"
		"{'at_s':20,'set':{'pool.servers':6,'caller.jitter':'full'}}"
		"]}");
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	assert_true(value(e, "pool.servers") == 1);
	bench_advance(e, 0);
	assert_true(value(e, "pool.servers") == 2);
	assert_true(value(e, "pool.hold") == 0);
	bench_advance(e, 19.999);
	assert_true(value(e, "pool.servers") == 2);
	bench_advance(e, 20);
	assert_true(value(e, "pool.servers") == 6);
	assert_true(value(e, "caller.jitter") == JITTER_FULL);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* --- mistakes ------------------------------------------------------------ */

#define PLAIN \
	"{'nodes':{'people':{'type':'source','rate_per_s':1,'to':'pool'}," \
	"'pool':{'type':'pool','servers':1}"
#define GUARD(fields) \
	PLAIN ",'guard':{'type':'guardrail','node':'pool'," fields "}}}"
#define CHANGES(list) PLAIN "},'changes':" list "}"
#define SET "'set':{'pool.servers':2}"

static const struct {
	const char *model, *says[2];
} mistakes[] = {
	{ GUARD("'metric':'alert'"), { "needs \"set\"" } },
	{ GUARD(SET), { "needs \"metric\"" } },
	{ GUARD("'metric':'eror_share','limit':1," SET),
	  { "/guard/metric", "\"error_share\"" } },
	{ GUARD("'metric':'p95_s'," SET), { "/guard", "needs a \"limit\"" } },
	{ GUARD("'metric':'alert'," SET), { "/guard/node", "type burn-rate" } },
	{ GUARD("'metric':'p95_s','limit':1,'set':{}"),
	  { "/guard/set", "1 to 8" } },
	{ GUARD("'metric':'p95_s','limit':1,'set':{'pool.server':1}"),
	  { "/guard/set/pool.server", "\"pool.servers\"" } },
	{ GUARD("'metric':'p95_s','limit':1,'set':{'pool.servers':-1}"),
	  { "/guard/set/pool.servers", "from 0" } },
	{ GUARD("'metric':'p95_s','limit':1,'set':{'pool.servers':'befor'}"),
	  { "/guard/set/pool.servers", "number" } },
	{ CHANGES("{}"), { "/changes", "list" } },
	{ CHANGES("[{'at_s':1}]"), { "/changes/0", "set" } },
	{ CHANGES("[{" SET "}]"), { "/changes/0", "at_s" } },
	{ CHANGES("[{'at_s':1,'sets':{}}]"), { "/changes/0/sets", "\"set\"" } },
	{ CHANGES("[{'at_s':1e10," SET "}]"), { "/changes/0/at_s", "from" } },
	{ CHANGES("[{'at_s':1,'set':{'pool.hold':2}}]"),
	  { "/changes/0/set/pool.hold", "switch" } },
	{ CHANGES("[{'at_s':1,'set':{'pool.servers':'before'}}]"),
	  { "/changes/0/set/pool.servers", "number" } },
};

static void mistakes_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct err err = { 0 };

		bench_refused(mistakes[i].model, &err);
		for (int s = 0; s < 2 && mistakes[i].says[s]; s++) {
			if (strstr(err.message, mistakes[i].says[s]) == NULL)
				fail_msg("%s says: %s", mistakes[i].model,
					 err.message);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rollback_limits_the_damage),
		cmocka_unit_test(a_good_canary_stays),
		cmocka_unit_test(before_is_what_it_was),
		cmocka_unit_test(slowness_is_seen_at_its_percentile),
		cmocka_unit_test(too_few_answers_say_nothing),
		cmocka_unit_test(an_alert_can_roll_back),
		cmocka_unit_test(a_rollback_is_the_same_each_time),
		cmocka_unit_test(changes_are_as_if_set_from_outside),
		cmocka_unit_test(changes_come_in_order),
		cmocka_unit_test(mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
