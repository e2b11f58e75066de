#include "tests/sim/bench.h"

/* What a model may say, and how mistakes in it are told. */

#define SOURCE "'people':{'type':'source','rate_per_s':1,'to':'pool'},"
#define POOL "'pool':{'type':'pool','servers':1}"
#define NODES(text) "{'nodes':{" text "}}"
#define PLANS "'attributes':{'plan':['free','pro']},"

static const struct {
	const char *model;
	const char *says[3];
} mistakes[] = {
	{ "[]", { "must be an object" } },
	{ "{}", { "nodes" } },
	{ "{'nodes':{},'noodles':{}}", { "/noodles", "nodes" } },
	{ "{'nodes':[]}", { "/nodes" } },
	{ NODES(POOL), { "/nodes", "no source" } },
	{ NODES("'p':{'servers':1}"), { "/nodes/p", "type" } },
	{ NODES("'p':{'type':'poool','servers':1}"),
	  { "/nodes/p/type", "poool", "pool" } },
	{ NODES("'p':{'type':'zebra'}"), { "zebra", "source" } },
	{ NODES("'p':7"), { "/nodes/p", "object" } },
	{ NODES("'a.b':{'type':'pool','servers':1}"), { "letters" } },
	{ NODES(SOURCE "'pool':{'type':'pool','serverz':1}"),
	  { "/nodes/pool/serverz", "servers" } },
	{ NODES(SOURCE "'pool':{'type':'pool'}"),
	  { "/nodes/pool", "needs \"servers\"" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':-1}"),
	  { "/nodes/pool/servers", "0 to 1000000" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1.5}"),
	  { "/nodes/pool/servers", "whole" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':'1'}"),
	  { "/nodes/pool/servers", "number", "string" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'hold':2}"),
	  { "/nodes/pool/hold", "0 or 1" } },
	{ NODES("'people':{'type':'source','rate_per_s':-1,'to':'pool'}," POOL),
	  { "/nodes/people/rate_per_s", "from 0" } },
	{ NODES("'people':{'type':'source','rate_per_s':1,'to':'pol'}," POOL),
	  { "/nodes/people/to", "pol", "pool" } },
	{ NODES("'people':{'type':'source','rate_per_s':1,'to':[]}," POOL),
	  { "/nodes/people/to", "1 to 8" } },
	{ NODES("'people':{'type':'source','rate_per_s':1,'to':"
		"['pool','people']}," POOL),
	  { "/nodes/people/to/1", "cannot be called" } },
	{ NODES("'people':{'type':'source','rate_per_s':1,'to':'pool',"
		"'press_again':{'after':3}}," POOL),
	  { "/nodes/people/press_again/after", "after_s" } },
	{ NODES("'people':{'type':'source','rate_per_s':1,'to':'pool',"
		"'press_again':{'on_slow':1.5}}," POOL),
	  { "/nodes/people/press_again/on_slow", "0 to 1" } },
	{ NODES("'people':{'type':'source','rate_per_s':1,'to':'pool',"
		"'profile':'day'}," POOL),
	  { "/nodes/people/profile", "day" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'service_s':"
		       "{'law':'exponental','mean':1}}"),
	  { "/nodes/pool/service_s/law", "exponental", "exponential" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'service_s':"
		       "{'law':'exponential','median':1}}"),
	  { "/nodes/pool/service_s/median", "mean" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'service_s':"
		       "{'law':'lognormal','mean':1}}"),
	  { "/nodes/pool/service_s", "sigma" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'service_s':"
		       "{'law':'exponential','mean':-1}}"),
	  { "/nodes/pool/service_s/mean", "from 0" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'service_s':"
		       "{'mean':1}}"),
	  { "/nodes/pool/service_s", "by" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'to':'pool'}"),
	  { "/nodes/pool", "circle", "pool -> pool" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,'to':'b'},"
		       "'b':{'type':'gate','to':'c'},"
		       "'c':{'type':'caller','to':['d','pool']},"
		       "'d':{'type':'pool','servers':1}"),
	  { "circle", "pool -> b -> c -> pool" } },
	{ "{" PLANS "'nodes':{" SOURCE
	  "'pool':{'type':'gate','match':{'plam':['free']},'to':'p'},"
	  "'p':{'type':'pool','servers':1}}}",
	  { "/nodes/pool/match/plam", "plan" } },
	{ "{" PLANS "'nodes':{" SOURCE
	  "'pool':{'type':'gate','match':{'plan':['fre']},'to':'p'},"
	  "'p':{'type':'pool','servers':1}}}",
	  { "/nodes/pool/match/plan/0", "fre", "free" } },
	{ "{" PLANS "'nodes':{" SOURCE
	  "'pool':{'type':'rewrite','attribute':'plan','map':"
	  "{'free':'gold'},'to':'p'},'p':{'type':'pool','servers':1}}}",
	  { "/nodes/pool/map/free", "gold" } },
	{ "{" PLANS "'nodes':{'people':{'type':'source','rate_per_s':1,"
	  "'attributes':{'plan':{'free':0}},'to':'pool'}," POOL "}}",
	  { "/nodes/people/attributes/plan", "above 0" } },
	{ "{" PLANS "'nodes':{" SOURCE
	  "'pool':{'type':'api','by':'plan','price':{'free':1},"
	  "'task_s':1}}}",
	  { "/nodes/pool/price", "pro", "missing" } },
	{ "{" PLANS "'nodes':{" SOURCE
	  "'pool':{'type':'api','by':'plan','price':{'free':1,'pro':2},"
	  "'task_s':1}}}",
	  { "/nodes/people", "plan", "pool" } },
	{ "{" PLANS "'nodes':{" SOURCE
	  "'pool':{'type':'api','price':{'free':1,'pro':2},'task_s':1}}}",
	  { "/nodes/pool/price", "by" } },
	{ NODES(SOURCE "'pool':{'type':'spend-cap','usd_per_hour':1,"
		       "'api':'p','to':'p'},'p':{'type':'pool','servers':1}"),
	  { "/nodes/pool/api", "type pool", "type api" } },
	{ NODES(SOURCE POOL ",'s':{'type':'autoscaler','target':0.7,'max':9,"
			    "'pool':'people'}"),
	  { "/nodes/s/pool", "type source", "type pool" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,"
		       "'discipline':'lilo'}"),
	  { "/nodes/pool/discipline", "lilo", "lifo" } },
	{ NODES(SOURCE "'pool':{'type':'pool','servers':1,"
		       "'discipline':'priority'}"),
	  { "/nodes/pool", "priority" } },
	{ "{'attributes':{'plan':[]},'nodes':{" SOURCE POOL "}}",
	  { "/attributes/plan", "1 to 32" } },
	{ "{'attributes':{'plan':['a','a']},'nodes':{" SOURCE POOL "}}",
	  { "/attributes/plan/1", "twice" } },
	{ "{'profiles':{'day':[1,2]},'nodes':{" SOURCE POOL "}}",
	  { "/profiles/day", "24" } },
	{ "{'clock':{'hour':3},'nodes':{" SOURCE POOL "}}",
	  { "/clock/hour", "hour_at_zero" } },
	{ "{'clock':{'hour_at_zero':25},'nodes':{" SOURCE POOL "}}",
	  { "/clock/hour_at_zero", "0 to 24" } },
	{ NODES(SOURCE "'pool':{'type':'caller','retries':21,'to':'p'},"
		       "'p':{'type':'pool','servers':1}"),
	  { "/nodes/pool/retries", "0 to 20" } },
	{ NODES(SOURCE "'pool':{'type':'limiter','kind':'fixed','to':'p'},"
		       "'p':{'type':'pool','servers':1}"),
	  { "/nodes/pool/kind", "fixed-window" } },
	{ NODES(SOURCE "'pool':{'type':'limiter','limit':9,'to':'p'},"
		       "'p':{'type':'pool','servers':1}"),
	  { "/nodes/pool/limit", "only with the kind", "fixed-window" } },
	{ NODES(SOURCE "'pool':{'type':'limiter','kind':'sliding-window',"
		       "'limit':9,'burst':3,'to':'p'},"
		       "'p':{'type':'pool','servers':1}"),
	  { "/nodes/pool/burst", "only with the kind", "token-bucket" } },
	{ NODES(SOURCE
		"'pool':{'type':'limiter','kind':'fixed-window',"
		"'window_s':9,'to':'p'},'p':{'type':'pool','servers':1}"),
	  { "/nodes/pool", "needs \"limit\"" } },
	{ NODES(SOURCE "'pool':{'type':'limiter','kind':'fixed-window',"
		       "'window_s':0,'limit':1,'to':'p'},"
		       "'p':{'type':'pool','servers':1}"),
	  { "/nodes/pool/window_s", "0.001" } },
	{ NODES("'people':{'type':'source','rate_per_s':1,'start_s':9,"
		"'stop_s':8,'to':'pool'}," POOL),
	  { "/nodes/people/stop_s", "\"start_s\", which is 9" } },
	{ NODES(SOURCE POOL ",'f':{'type':'fault','kind':'fail','node':'pool',"
			    "'start_s':9,'stop_s':-1}"),
	  { "/nodes/f/stop_s", "\"start_s\", which is 9" } },
	{ NODES(SOURCE POOL ",'s':{'type':'autoscaler','target':0.7,'max':2,"
			    "'min':3,'pool':'pool'}"),
	  { "/nodes/s/max", "\"min\", which is 3" } },
};

static void mistakes_are_refused_with_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++) {
		struct err err = { 0 };

		bench_refused(mistakes[i].model, &err);
		assert_int_equal(err.code, ERR_INPUT);
		assert_int_equal(err.line, 1);
		assert_true(err.column > 0);
		assert_string_equal(err.path, "model.json");
		for (int s = 0; s < 3 && mistakes[i].says[s]; s++) {
			if (strstr(err.message, mistakes[i].says[s]) == NULL)
				fail_msg("%s\nsays: %s\nbut not: %s",
					 mistakes[i].model, err.message,
					 mistakes[i].says[s]);
		}
	}
}

static void numbers_are_parameters(void **state)
{
	struct sim_model *model = bench_model(
		"{'attributes':{'plan':['free','pro'],'preset':['a','b']},"
		"'nodes':{'people-free':{'type':'source','rate_per_s':2,"
		"'attributes':{'plan':'free','preset':{'a':7,'b':1}},"
		"'press_again':{'on_slow':0.25},'give_up_s':{'law':"
		"'lognormal','mean':300,'sigma':0.5},'to':'api'},"
		"'api':{'type':'api','by':'preset','price':{'a':0.1,'b':0.2},"
		"'task_s':{'a':30,'b':{'law':'exponential','mean':60}}}}}");
	static const struct {
		const char *name;
		double value;
	} expected[] = {
		{ "people-free.rate_per_s", 2 },
		{ "people-free.preset.a", 7 },
		{ "people-free.preset.b", 1 },
		{ "people-free.press_again.on_slow", 0.25 },
		{ "people-free.press_again.max", 3 },
		{ "people-free.give_up_s.mean", 300 },
		{ "people-free.give_up_s.sigma", 0.5 },
		{ "api.price.b", 0.2 },
		{ "api.task_s.a", 30 },
		{ "api.task_s.b.mean", 60 },
		{ "api.slowdown", 1 },
	};
	double low, high;
	int id;

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		id = sim_model_parameter(model, expected[i].name);
		assert_true(id >= 0);
		assert_string_equal(sim_model_parameter_name(model, id),
				    expected[i].name);
		assert_true(sim_model_parameter_default(model, id) ==
			    expected[i].value);
	}
	assert_int_equal(sim_model_parameter(model, "api.price"), -1);
	id = sim_model_parameter(model, "people-free.press_again.on_slow");
	assert_false(sim_model_parameter_allows(model, id, 1.1, &low, &high));
	assert_true(low == 0 && high == 1);
	assert_true(sim_model_parameter_allows(model, id, 0.3, NULL, NULL));
	id = sim_model_parameter(model, "people-free.press_again.max");
	assert_false(sim_model_parameter_allows(model, id, 1.5, NULL, NULL));
	sim_model_destroy(model);
}

static void names_can_be_looked_up(void **state)
{
	struct sim_model *model = bench_model("{" PLANS "'nodes':{" SOURCE POOL
					      "}}");

	(void)state;
	assert_int_equal(sim_model_node_count(model), 2);
	assert_int_equal(sim_model_node(model, "pool"), 1);
	assert_int_equal(sim_model_node(model, "Pool"), -1);
	assert_string_equal(sim_model_node_type(model, 1), "pool");
	assert_int_equal(sim_model_attribute(model, "plan"), 0);
	assert_int_equal(sim_model_attribute(model, "plans"), -1);
	assert_int_equal(sim_model_value(model, 0, "pro"), 1);
	assert_int_equal(sim_model_value(model, 0, ""), -1);
	assert_string_equal(sim_model_value_name(model, 0, 1), "pro");
	sim_model_destroy(model);
}

/* More requests than the stated maximum end the run with a clear error. */
static void a_model_that_overflows_stops(void **state)
{
	struct sim_model *model = bench_model(
		NODES("'people':{'type':'source','rate_per_s':1000000,"
		      "'to':'pool'}," POOL));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_SUMMARY);
	struct err err = { 0 };

	(void)state;
	bench_set(e, "pool.servers", 0);
	assert_false(sim_engine_advance(e, SECONDS(60), &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.message, "rate"));
	assert_true(sim_engine_now(e) < SECONDS(60));
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* A bound on all events stops a copy as well, and moves nothing before it. */
static void a_bound_stops_what_would_take_hours(void **state)
{
	struct sim_model *model =
		bench_model(NODES("'people':{'type':'source','rate_per_s':1000,"
				  "'to':'pool'}," POOL));
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_SUMMARY);
	struct sim_engine *free = sim_engine_create(model, 1, 0, SIM_SUMMARY);
	struct sim_engine *copy;
	struct err err = { 0 };

	(void)state;
	sim_engine_bound(e, 2000000);
	assert_true(sim_engine_advance(e, SECONDS(60), &err));
	assert_true(sim_engine_advance(free, SECONDS(60), &err));
	assert_true(sim_engine_hash(e) == sim_engine_hash(free));
	copy = sim_engine_clone(e);
	assert_false(sim_engine_advance(copy, SECONDS(36000), &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.message, "2 million events"));
	assert_true(sim_engine_events(copy) < 3000000);
	sim_engine_destroy(copy);
	sim_engine_destroy(free);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Fifteen pools that take no time, each of which calls the next one eight
 * times: 8^15 calls at one moment. */
static void an_avalanche_at_one_moment_stops(void **state)
{
	struct str text = STR_INIT;
	struct sim_model *model;
	struct sim_engine *e;
	struct err err = { 0 };

	(void)state;
	str_add(&text, "{'nodes':{'p':{'type':'source','rate_per_s':1,"
		       "'to':'n0'},");
	for (int i = 0; i < 15; i++) {
		str_addf(&text, "'n%d':{'type':'pool','servers':1000,'to':[",
			 i);
		for (int to = 0; to < 8; to++)
			str_addf(&text, "'n%d'%s", i + 1, to < 7 ? "," : "]},");
	}
	str_add(&text, "'n15':{'type':'pool','servers':1000}}}");
	model = bench_model(text.s);
	e = sim_engine_create(model, 1, 0, SIM_SUMMARY);
	assert_false(sim_engine_advance(e, SECONDS(60), &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.message, "at one moment"));
	sim_engine_destroy(e);
	sim_model_destroy(model);
	str_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_refused_with_their_place),
		cmocka_unit_test(numbers_are_parameters),
		cmocka_unit_test(names_can_be_looked_up),
		cmocka_unit_test(a_model_that_overflows_stops),
		cmocka_unit_test(a_bound_stops_what_would_take_hours),
		cmocka_unit_test(an_avalanche_at_one_moment_stops),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
