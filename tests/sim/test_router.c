#include "tests/sim/bench.h"

#include "sim/stats/measure.h"

#include <math.h>

/* A router chooses by weight, by class, by order and by health. */

#define PEOPLE "'people':{'type':'source','rate_per_s':20,'to':'router'},"
#define POOL(name) "'" name "':{'type':'pool','servers':1000,'service_s':0.1}"
#define API(name) \
	"'" name "':{'type':'api','price':0,'task_s':0.1,'fail_share':0}"

/* What came to the node each second, from `from` to `to`. */
static double rate(const struct sim_engine *e, const char *node, double from,
		   double to)
{
	return bench_level(e, node, SIM_GAUGE_IN, from, to);
}

/* Whether a share of n draws agrees with p: 3.5 standard deviations. */
static void check_share(double share, double p, double n)
{
	if (!(fabs(share - p) <= 3.5 * sqrt(p * (1.0 - p) / n)))
		fail_msg("%g of %g is not %g", share, n, p);
}

#define WEIGHED \
	"{'nodes':{" PEOPLE "'router':{'type':'router','routes':{'a':'a'," \
	"'b':'b','c':'c'},'weight':{'a':70,'b':20,'c':10}}," POOL( \
		"a") "," POOL("b") "," POOL("c") "}}"

static void weights_are_shares(void **state)
{
	struct sim_model *model = bench_model(WEIGHED);
	struct sim_engine *e = bench_run(model, 1, 1000);
	double all = rate(e, "people", 0, 1000);

	(void)state;
	check_share(rate(e, "a", 0, 1000) / all, 0.7, all * 1000);
	check_share(rate(e, "b", 0, 1000) / all, 0.2, all * 1000);
	check_share(rate(e, "c", 0, 1000) / all, 0.1, all * 1000);
	bench_set(e, "router.weight.a", 0);
	bench_advance(e, 2000);
	assert_true(rate(e, "a", 1001, 2000) == 0);
	all = rate(e, "people", 1001, 2000);
	check_share(rate(e, "b", 1001, 2000) / all, 2.0 / 3.0, all * 999);
	bench_set(e, "router.weight.b", 0);
	bench_set(e, "router.weight.c", 0);
	bench_advance(e, 2100);
	assert_true(bench_outcomes(e, SIM_OUTCOME_SHED) > 1500);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* The node of the press's innermost span. */
static int went_to(const struct sim_engine *e, uint32_t press)
{
	struct sim_span spans[8];
	size_t count = sim_trace_spans(e, press, 8, spans);

	return count == 0 ? -1 : spans[count - 1].node;
}

/* More weight for b takes requests from the others and moves nobody else. */
static void weight_moves_only_to_where_it_grows(void **state)
{
	struct sim_model *model = bench_model(WEIGHED);
	struct sim_engine *before = bench_run(model, 1, 300);
	struct sim_engine *after = sim_engine_create(model, 1, 0, SIM_FULL);
	int b = sim_model_node(model, "b");
	int moved = 0;

	(void)state;
	bench_set(after, "router.weight.b", 40);
	bench_advance(after, 300);
	for (uint32_t i = 0; i < 5000; i++) {
		int then = went_to(before, i);
		int now = went_to(after, i);

		if (now == then)
			continue;
		assert_int_equal(now, b);
		moved++;
	}
	/* b had 2 of 10, and has 4 of 12: 2 of 15 of all have moved. */
	check_share(moved / 5000.0, 2.0 / 15.0, 5000);
	sim_engine_destroy(before);
	sim_engine_destroy(after);
	sim_model_destroy(model);
}

static void a_class_has_its_route(void **state)
{
	struct sim_model *model = bench_model(
		"{'attributes':{'plan':['free','pro','team']},'nodes':{"
		"'people':{'type':'source','rate_per_s':20,'attributes':"
		"{'plan':{'free':2,'pro':1,'team':1}},'to':'router'},"
		"'router':{'type':'router','routes':{'a':'a','b':'b','c':'c'},"
		"'by':'plan','choose':{'pro':'c'},"
		"'weight':{'a':1,'b':1}}," POOL("a") "," POOL("b") "," POOL(
			"c") "}}");
	struct sim_engine *e = bench_run(model, 1, 500);
	struct sim_trace trace;
	int c = sim_model_node(model, "c");
	int pro = 0;

	(void)state;
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		assert_true((went_to(e, i) == c) == (trace.value[0] == 1));
		pro += trace.value[0] == 1;
	}
	assert_true(pro > 2000);
	assert_true(fabs(rate(e, "a", 0, 500) / rate(e, "b", 0, 500) - 1) <
		    0.08);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

#define FAILOVER(more) \
	"{'nodes':{" PEOPLE "'router':{'type':'router','routes':{'a':'a'," \
	"'b':'b'},'failover':['a','b']" more "}," API("a") "," API("b") "}}"

/* Both fail independently: served are 1 - p1 p2. */
static void a_failure_is_taken_over(void **state)
{
	struct sim_model *model = bench_model(FAILOVER(""));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);
	double n;

	(void)state;
	sim_engine_observe(e);
	bench_set(e, "a.fail_share", 0.3);
	bench_set(e, "b.fail_share", 0.2);
	bench_advance(e, 1000);
	n = rate(e, "people", 0, 1000) * 1000;
	check_share(bench_share(e, SIM_OUTCOME_OK, 0), 1 - 0.3 * 0.2, n);
	assert_true(rate(e, "a", 0, 1000) * 1000 == n);
	check_share(rate(e, "b", 0, 1000) * 1000 / n, 0.3, n);
	assert_true(fabs(sim_measure(e, sim_model_node(model, "router"),
				     "failovers_per_s") -
			 rate(e, "b", 0, 1000)) < 0.01);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void only_some_answers_are_taken_over(void **state)
{
	struct sim_model *model =
		bench_model(FAILOVER(",'failover_on':['quota exceeded']"));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	bench_set(e, "a.fail_share", 1);
	bench_advance(e, 100);
	assert_true(rate(e, "b", 0, 100) == 0);
	bench_set(e, "a.concurrency", 0);
	bench_advance(e, 200);
	assert_true(rate(e, "b", 101, 200) > 15);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 101, 200) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

#define EJECT ",'eject_share':0.5,'eject_window_s':10,'eject_s':20"

static void a_sick_route_is_left_alone_until_it_is_well(void **state)
{
	struct sim_model *model = bench_model(FAILOVER(EJECT));
	struct sim_engine *e = bench_run(model, 1, 100);

	(void)state;
	assert_true(rate(e, "b", 0, 100) == 0);
	bench_set(e, "a.fail_share", 1);
	bench_advance(e, 400);
	/* Half of 10 s of calls must fail first; then one probe in 20 s. */
	assert_true(rate(e, "a", 100, 110) > 8);
	assert_true(rate(e, "a", 110, 400) < 1.1 / 20);
	assert_true(rate(e, "a", 110, 400) > 0.8 / 20);
	assert_true(bench_metric(e, SIM_METRIC_ERROR_RATE, 100, 400) == 0);
	assert_true(bench_level(e, "router", SIM_GAUGE_LEVEL, 110, 400) == 1);
	bench_set(e, "a.fail_share", 0);
	bench_advance(e, 500);
	assert_true(rate(e, "b", 421, 500) == 0);
	assert_true(rate(e, "a", 421, 500) > 15);
	assert_true(bench_level(e, "router", SIM_GAUGE_LEVEL, 421, 500) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* With all routes sick, the usual one is called as if it were well. */
static void when_all_are_sick_none_is(void **state)
{
	struct sim_model *model = bench_model(FAILOVER(EJECT));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	bench_set(e, "a.fail_share", 1);
	bench_set(e, "b.fail_share", 1);
	bench_advance(e, 200);
	assert_true(bench_level(e, "router", SIM_GAUGE_LEVEL, 100, 200) == 2);
	assert_true(fabs(rate(e, "a", 100, 200) - rate(e, "people", 100, 200)) <
		    0.2);
	assert_true(rate(e, "b", 100, 200) < 0.2);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Routes of the presses of people who pressed twice: how many changed. */
static double changed_route(const char *sticky)
{
	char text[1024];
	struct sim_model *model;
	struct sim_engine *e;
	struct sim_trace trace;
	static int first[100000];
	double changed = 0, pairs = 0;

	snprintf(text, sizeof text,
		 "{'nodes':{'people':{'type':'source','rate_per_s':20,"
		 "'press_again':{'after_s':1,'on_slow':1,'max':2},"
		 "'to':'router'},'router':{'type':'router','sticky':%s,"
		 "'routes':{'a':'a','b':'b'},'weight':{'a':3,'b':1}},"
		 "'a':{'type':'pool','servers':1000,'service_s':2},"
		 "'b':{'type':'pool','servers':1000,'service_s':2}}}",
		 sticky);
	model = bench_model(text);
	e = bench_run(model, 1, 500);
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		assert_true(trace.person < 100000);
		if (trace.press_number == 1) {
			first[trace.person] = went_to(e, i);
			continue;
		}
		changed += first[trace.person] != went_to(e, i);
		pairs++;
	}
	assert_true(pairs > 9000);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	return changed / pairs;
}

static void people_stick_to_their_route(void **state)
{
	(void)state;
	assert_true(changed_route("1") == 0);
	check_share(changed_route("0"), 2 * 0.75 * 0.25, 9000);
}

static const struct {
	const char *fields, *says[2];
} mistakes[] = {
	{ "", { "needs \"routes\"" } },
	{ ",'routes':{}", { "/router/routes", "1 to 8" } },
	{ ",'routes':{'a':'c'}", { "/router/routes/a", "there is no node" } },
	{ ",'routes':{'a':'people'}", { "cannot be called" } },
	{ ",'routes':{'a':'router'}", { "circle" } },
	{ ",'routes':{'main':'a'},'weight':{'mian':1}",
	  { "/router/weight/mian", "did you mean \"main\"" } },
	{ ",'routes':{'a':'a'},'weight':{'a':-1}",
	  { "/router/weight/a", "from 0" } },
	{ ",'routes':{'a':'a'},'weight':{'a':0}", { "above 0" } },
	{ ",'routes':{'a':'a'},'failover':'a'",
	  { "/router/failover", "list of routes" } },
	{ ",'routes':{'a':'a'},'failover':['a','a']", { "twice" } },
	{ ",'routes':{'a':'a'},'failover_on':['timeot']",
	  { "/router/failover_on/0", "did you mean \"timeout\"" } },
	{ ",'routes':{'a':'a'},'choose':{'pro':'a'}", { "needs", "by" } },
	{ ",'routes':{'a':'a'},'by':'plan','choose':{'prro':'a'}",
	  { "/router/choose/prro", "pro" } },
	{ ",'routes':{'a':'a'},'eject_share':2", { "0 to 1" } },
};

static void mistakes_are_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct err err = { 0 };
		char text[512];

		snprintf(
			text, sizeof text,
			"{'attributes':{'plan':['free','pro']},'nodes':{" PEOPLE
			"'router':{'type':'router'%s}," POOL("a") "}}",
			mistakes[i].fields);
		bench_refused(text, &err);
		for (int s = 0; s < 2 && mistakes[i].says[s]; s++) {
			if (strstr(err.message, mistakes[i].says[s]) == NULL)
				fail_msg("%s says: %s", mistakes[i].fields,
					 err.message);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(weights_are_shares),
		cmocka_unit_test(weight_moves_only_to_where_it_grows),
		cmocka_unit_test(a_class_has_its_route),
		cmocka_unit_test(a_failure_is_taken_over),
		cmocka_unit_test(only_some_answers_are_taken_over),
		cmocka_unit_test(a_sick_route_is_left_alone_until_it_is_well),
		cmocka_unit_test(when_all_are_sick_none_is),
		cmocka_unit_test(people_stick_to_their_route),
		cmocka_unit_test(mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
