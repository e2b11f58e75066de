#include "tests/sim/bench.h"
#include "tests/sim/system.h"

#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <math.h>

/* How fast an error budget burns, and who is told: ten calls a second, counted
 * by hand. */

#define SLO(fields) \
	"{'nodes':{'people':{'type':'source','arrivals':'deterministic'," \
	"'rate_per_s':10,'to':'fault'},'fault':{'type':'fault','kind':" \
	"'fail','start_s':200.05,'stop_s':300.05,'to':'pool'}," \
	"'pool':{'type':'pool','servers':10,'service_s':0}," \
	"'slo':{'type':'burn-rate','node':'people','target':0.9," \
	"'period_s':1," fields "}}}"
#define PAIR "'alerts':{'page':{'long_s':100,'short_s':10,'factor':4.75}}"

static double level(const struct sim_engine *e, double at)
{
	return bench_level(e, "slo", SIM_GAUGE_LEVEL, at, at + 1);
}

static bool fires(const struct sim_engine *e, double at)
{
	return bench_level(e, "slo", SIM_GAUGE_BUSY, at, at + 1) == 1;
}

static double measure(const struct sim_engine *e, const char *key)
{
	return sim_measure(e, sim_model_node(sim_engine_model(e), "slo"), key);
}

/* All fail from 200 on.  After t seconds of it the long window burns at
 * t/100/0.1, which is above 4.75 from 48 s on; the short one is so sooner.  From
 * 300 on all is well, and after t seconds the short one burns at 10 - t. */
static void windows_are_as_counted_by_hand(void **state)
{
	struct sim_model *model = bench_model(SLO(PAIR));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	sim_engine_observe(e);
	bench_advance(e, 400);
	assert_true(level(e, 198) == 0);
	for (int t = 2; t < 100; t++) {
		double shown = bench_level(e, "slo", SIM_GAUGE_LEVEL, 200 + t,
					   201 + t);

		if (!(fabs(shown - t / 10.0) < 0.11))
			fail_msg("%d s: %g", t, shown);
		assert_true(fires(e, 200 + t) == (t >= 48));
	}
	for (int t = 2; t < 10; t++) {
		assert_true(fabs(level(e, 300 + t) - (10 - t)) < 0.11);
		assert_true(fires(e, 300 + t) == (t <= 5));
	}
	assert_true(level(e, 311) == 0);
	/* What the Workbook says: (1 - target) / error share * long * factor */
	assert_true(fabs(measure(e, "time_to_detect_s") - 0.1 * 100 * 4.75) <
		    2.5);
	assert_true(measure(e, "alerts") == 1);
	assert_true(fabs(measure(e, "firing_share") - 58 / 400.0) < 0.006);
	assert_true(fabs(measure(e, "bad_share") - 0.25) < 0.001);
	assert_true(fabs(measure(e, "burn_rate") - 2.5) < 0.01);
	assert_true(measure(e, "arrivals_per_s") == 10);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* A fifth fails: twice the budget.  The long pair sees it, the short does not. */
static void several_pairs_see_several_speeds(void **state)
{
	struct sim_model *model = bench_model(
		SLO("'alerts':{'fast':{'long_s':100,'short_s':10,'factor':8},"
		    "'slow':{'long_s':300,'short_s':60,'factor':1.5}}"));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);
	double on;

	(void)state;
	sim_engine_observe(e);
	bench_set(e, "fault.share", 0.2);
	bench_set(e, "fault.stop_s", 1e9);
	bench_advance(e, 1000);
	assert_true(bench_level(e, "slo", SIM_GAUGE_BUSY, 200, 350) < 0.01);
	on = bench_level(e, "slo", SIM_GAUGE_BUSY, 500, 1000);
	assert_true(on > 0.7);
	bench_set(e, "slo.alerts.slow.factor", 1000);
	bench_advance(e, 1200);
	assert_true(bench_level(e, "slo", SIM_GAUGE_BUSY, 1001, 1200) == 0);
	bench_set(e, "slo.alerts.slow.factor", 1.5);
	bench_set(e, "slo.on", 0);
	bench_advance(e, 1400);
	assert_true(bench_level(e, "slo", SIM_GAUGE_BUSY, 1201, 1400) == 0);
	bench_set(e, "slo.on", 1);
	bench_advance(e, 1500);
	assert_true(bench_level(e, "slo", SIM_GAUGE_BUSY, 1402, 1500) > 0.5);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void a_late_answer_is_a_bad_one(void **state)
{
	struct sim_model *model = bench_model(SLO("'threshold_s':1," PAIR));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	sim_engine_observe(e);
	bench_set(e, "fault.on", 0);
	bench_set(e, "pool.service_s", 0.999);
	bench_advance(e, 100);
	assert_true(measure(e, "bad_share") == 0);
	bench_set(e, "pool.service_s", 1.001);
	sim_engine_observe(e);
	bench_advance(e, 200);
	assert_true(measure(e, "bad_share") > 0.98);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void the_usual_alerts_are_the_workbooks(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':10,'to':"
		"'pool'},'pool':{'type':'pool','servers':10,'service_s':0},"
		"'slo':{'type':'burn-rate','node':'pool','target':0.999}}}");
	static const struct {
		const char *name;
		double value;
	} expected[] = {
		{ "slo.alerts.fast.long_s", 3600 },
		{ "slo.alerts.fast.short_s", 300 },
		{ "slo.alerts.fast.factor", 14.4 },
		{ "slo.alerts.slow.long_s", 21600 },
		{ "slo.alerts.slow.short_s", 1800 },
		{ "slo.alerts.slow.factor", 6 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		int id = sim_model_parameter(model, expected[i].name);

		assert_true(id >= 0);
		assert_true(sim_model_parameter_default(model, id) ==
			    expected[i].value);
	}
	sim_model_destroy(model);
}

/* Only what the longest window needs is kept. */
static void samples_are_not_hoarded(void **state)
{
	struct sim_model *model = bench_model(SLO(PAIR));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_SUMMARY);
	const struct burn_state *s =
		&e->state[sim_model_node(model, "slo")].burn;

	(void)state;
	bench_advance(e, 2000);
	assert_int_equal(s->count, 101);
	assert_int_equal(s->capacity, 128);
	bench_set(e, "slo.alerts.page.long_s", 1e6);
	bench_advance(e, 20000);
	assert_int_equal(s->count, BURN_SAMPLES_MAX);
	assert_int_equal(s->capacity, BURN_SAMPLES_MAX);
	bench_set(e, "slo.alerts.page.long_s", 50);
	bench_advance(e, 20002);
	assert_int_equal(s->count, 51);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* --- in the whole system ------------------------------------------------ */

static uint64_t play(const char *more, enum sim_detail detail, double step)
{
	static char text[8192];
	const char *whole = SYSTEM_MODEL;
	struct sim_model *model;
	struct sim_engine *e;
	uint64_t hash;
	size_t next = 0;

	snprintf(text, sizeof text, "%.*s%s}}", (int)strlen(whole) - 2, whole,
		 more);
	model = bench_model(text);
	e = sim_engine_create(model, 7, 0, detail);
	for (double now = 0; now <= SYSTEM_END; now += step) {
		struct sim_engine *copy;

		bench_advance(e, now);
		while (next < SYSTEM_CHANGES &&
		       system_changes[next].at <= now) {
			bench_set(e, system_changes[next].parameter,
				  system_changes[next].value);
			next++;
		}
		copy = sim_engine_clone(e);
		sim_engine_destroy(e);
		e = copy;
	}
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	return hash;
}

#define WATCH(name, node, factor) \
	",'" name "':{'type':'burn-rate','node':'" node \
	"','target':0.95,'period_s':7,'alerts':{'one':{'long_s':300," \
	"'short_s':60,'factor':" factor "}}}"
#define WATCH_ALL(factor) \
	WATCH("w1", "free", factor) \
	WATCH("w2", "workers", factor) \
	WATCH("w3", "caller", factor) \
	WATCH("w4", "api", factor) \
	WATCH("w5", "path", factor) \
	WATCH("w6", "caller", factor)

/* Who is not told of anything does not exist; an alert is a fact. */
static void watching_changes_nothing(void **state)
{
	uint64_t plain = play("", SIM_SUMMARY, 100);
	uint64_t told = play(WATCH_ALL("2"), SIM_SUMMARY, 100);

	(void)state;
	assert_true(play(WATCH_ALL("1000"), SIM_SUMMARY, 100) == plain);
	assert_true(told != plain);
	assert_true(play(WATCH_ALL("2"), SIM_FULL, 50) == told);
}

/* --- mistakes ------------------------------------------------------------ */

static const struct {
	const char *fields, *says[2];
} mistakes[] = {
	{ "'target':0.9", { "needs \"node\"" } },
	{ "'node':'pool'", { "needs \"target\"" } },
	{ "'node':'pol','target':0.9", { "/slo/node", "\"pool\"" } },
	{ "'node':'slo','target':0.9", { "/slo/node", "no answers" } },
	{ "'node':'pool','target':1", { "/slo/target", "from 0 to 0.999999" } },
	{ "'node':'pool','target':0.9,'alerts':{}",
	  { "/slo/alerts", "1 to 4" } },
	{ "'node':'pool','target':0.9,'alerts':{'a':{'long_s':9,'factor':2}}",
	  { "/slo/alerts/a", "short_s" } },
	{ "'node':'pool','target':0.9,'alerts':{'a':{'long_s':9,'short_s':10,"
	  "'factor':2}}",
	  { "/slo/alerts/a/short_s", "above" } },
	{ "'node':'pool','target':0.9,'alerts':{'a':{'long_s':9,'short_s':1,"
	  "'factors':2}}",
	  { "/slo/alerts/a/factors", "factor" } },
	{ "'node':'pool','target':0.9,'period_s':1,'alerts':{'a':{'long_s':"
	  "20000,'short_s':10,'factor':2}}",
	  { "long_s", "16382" } },
};

static void mistakes_are_told(void **state)
{
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		char text[512];

		snprintf(text, sizeof text,
			 "{'nodes':{'people':{'type':'source','rate_per_s':1,"
			 "'to':'pool'},'pool':{'type':'pool','servers':1},"
			 "'slo':{'type':'burn-rate',%s}}}",
			 mistakes[i].fields);
		bench_refused(text, &err);
		for (int s = 0; s < 2 && mistakes[i].says[s]; s++) {
			if (strstr(err.message, mistakes[i].says[s]) == NULL)
				fail_msg("%s says: %s", mistakes[i].fields,
					 err.message);
		}
	}
	bench_refused("{'nodes':{'people':{'type':'source','rate_per_s':1,"
		      "'to':'slo'},'slo':{'type':'burn-rate','node':'people',"
		      "'target':0.9}}}",
		      &err);
	assert_non_null(strstr(err.message, "cannot be called"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows_are_as_counted_by_hand),
		cmocka_unit_test(several_pairs_see_several_speeds),
		cmocka_unit_test(a_late_answer_is_a_bad_one),
		cmocka_unit_test(the_usual_alerts_are_the_workbooks),
		cmocka_unit_test(samples_are_not_hoarded),
		cmocka_unit_test(watching_changes_nothing),
		cmocka_unit_test(mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
