#include "tests/sim/bench.h"

#include "base/str.h"

#include <math.h>

/* How laws are written in a model, and how mistakes in them are told. */

#define MODEL(more, service) \
	"{" more "'nodes':{'people':{'type':'source','rate_per_s':1," \
	"'to':'pool'},'pool':{'type':'pool','servers':1,'service_s':" service \
	"}}}"
#define LAW(law) MODEL("", "{'law':" law "}")

static const struct {
	const char *model;
	const char *says[3];
} mistakes[] = {
	{ LAW("7"), { "/service_s/law", "string" } },
	{ LAW("'erlangen','mean':1,'k':2"),
	  { "/service_s/law", "did you mean \"erlang\"" } },
	{ LAW("'erlang','mean':1"), { "/service_s", "needs a \"k\"" } },
	{ LAW("'erlang','mean':1,'k':0"), { "/service_s/k", "1 to 100" } },
	{ LAW("'erlang','mean':1,'k':101"), { "/service_s/k", "1 to 100" } },
	{ LAW("'erlang','mean':1,'k':2.5"), { "/service_s/k", "whole" } },
	{ LAW("'erlang','mean':-1,'k':2"), { "/service_s/mean", "from 0" } },
	{ LAW("'erlang','mean':1,'kk':2"),
	  { "/service_s/kk", "did you mean \"k\"" } },
	{ LAW("'hyperexponential','mean':1"),
	  { "/service_s", "needs a \"cv2\"" } },
	{ LAW("'hyperexponential','mean':1,'cv2':0.5"),
	  { "/service_s/cv2", "from 1 to" } },
	{ LAW("'gamma','mean':1,'shape':0"), { "/service_s/shape", "from" } },
	{ LAW("'weibull','mean':1,'shape':1"), { "/service_s/mean", "scale" } },
	{ LAW("'uniform','low':3,'high':2"),
	  { "/service_s/high", "must not be below \"low\", which is 3" } },
	{ LAW("'pareto','low':3,'high':2,'shape':1"),
	  { "/service_s/high", "must not be below \"low\", which is 3" } },
	{ LAW("'pareto','low':0,'high':2,'shape':1"),
	  { "/service_s/low", "from 1e-06" } },
	{ LAW("'empirical'"), { "/service_s", "needs \"values\"" } },
	{ LAW("'empirical','values':[]"),
	  { "/service_s/values", "1 to 4096" } },
	{ LAW("'empirical','values':3"), { "/service_s/values", "1 to 4096" } },
	{ LAW("'empirical','values':[1,-2]"),
	  { "/service_s/values/1", "from 0" } },
	{ LAW("'empirical','values':[1,'2']"),
	  { "/service_s/values/1", "number, not" } },
	{ LAW("'empirical','values':[1,2],'weights':[1]"),
	  { "/service_s/weights", "for each value: 2, not 1" } },
	{ LAW("'empirical','values':[1,2],'weights':{}"),
	  { "/service_s/weights", "list" } },
	{ LAW("'empirical','values':[1,2],'weights':[1,0]"),
	  { "/service_s/weights/1", "1e-06 to 1e+06", "leave out" } },
	{ LAW("'empirical','values':[1,2],'weights':[1,-1]"),
	  { "/service_s/weights/1", "from 0" } },
	{ LAW("'empirical','values':[1],'scale':-1"),
	  { "/service_s/scale", "from 0" } },
	{ LAW("'empirical','values':[1],'mean':1"), { "/service_s/mean" } },
	{ LAW("'exponential','mean':1,'values':[1]"), { "/service_s/values" } },
};

static void refused(const char *model, const char *const *says, size_t count)
{
	struct err err = { 0 };

	bench_refused(model, &err);
	assert_int_equal(err.code, ERR_INPUT);
	assert_true(err.line > 0 && err.column > 0);
	for (size_t s = 0; s < count && says[s] != NULL; s++) {
		if (strstr(err.message, says[s]) == NULL)
			fail_msg("\"%s\" does not say \"%s\"", err.message,
				 says[s]);
	}
}

static void mistakes_are_refused_with_their_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof mistakes / sizeof mistakes[0]; i++)
		refused(mistakes[i].model, mistakes[i].says, 3);
}

static void a_law_without_a_name_is_told_all_names(void **state)
{
	static const char *const says[] = { "/nodes/people/give_up_s",
					    "constant, exponential",
					    "pareto or empirical" };

	(void)state;
	refused("{'nodes':{'people':{'type':'source','rate_per_s':1,"
		"'give_up_s':{'mean':3},'to':'pool'},"
		"'pool':{'type':'pool','servers':1}}}",
		says, 3);
}

static struct str long_list(int count)
{
	struct str text = STR_INIT;

	str_add(&text, "{'nodes':{'people':{'type':'source','rate_per_s':1,"
		       "'to':'pool'},'pool':{'type':'pool','servers':1,"
		       "'service_s':{'law':'empirical','values':[0");
	for (int i = 1; i < count; i++)
		str_addf(&text, ",%d", i);
	str_add(&text, "]}}}}");
	return text;
}

static void a_sample_can_be_long_but_not_endless(void **state)
{
	static const char *const says[] = { "/service_s/values", "1 to 4096" };
	struct str longest = long_list(4096), longer = long_list(4097);

	(void)state;
	sim_model_destroy(bench_model(longest.s));
	refused(longer.s, says, 2);
	str_finish(&longest);
	str_finish(&longer);
}

static void the_numbers_of_laws_are_parameters(void **state)
{
	static const struct {
		const char *model, *name;
		double value, low, high;
		bool whole;
	} expected[] = {
		{ LAW("'erlang','mean':3,'k':4"), "pool.service_s.mean", 3, 0,
		  1e9, false },
		{ LAW("'erlang','mean':3,'k':4"), "pool.service_s.k", 4, 1, 100,
		  true },
		{ LAW("'hyperexponential','mean':3,'cv2':4"),
		  "pool.service_s.cv2", 4, 1, 1e4, false },
		{ LAW("'gamma','mean':3,'shape':4"), "pool.service_s.shape", 4,
		  0.01, 1e4, false },
		{ LAW("'weibull','scale':3,'shape':4"), "pool.service_s.scale",
		  3, 0, 1e9, false },
		{ LAW("'pareto','low':3,'high':4,'shape':1.5"),
		  "pool.service_s.shape", 1.5, 0.01, 100, false },
		{ LAW("'empirical','values':[3,4]"), "pool.service_s.scale", 1,
		  0, 1e9, false },
		{ LAW("'empirical','values':[3,4],'weights':[1,2],'scale':2"),
		  "pool.service_s.scale", 2, 0, 1e9, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
		struct sim_model *model = bench_model(expected[i].model);
		int id = sim_model_parameter(model, expected[i].name);
		double low, high;

		assert_true(id >= 0);
		assert_true(sim_model_parameter_default(model, id) ==
			    expected[i].value);
		assert_true(sim_model_parameter_allows(model, id, 2.5, &low,
						       &high) !=
			    expected[i].whole);
		assert_true(low == expected[i].low && high == expected[i].high);
		sim_model_destroy(model);
	}
}

/* Seconds that presses took in a pool with room for all. */
static double mean_service(struct sim_engine *e)
{
	bench_advance(e, 20000);
	return bench_sojourn(e, 0);
}

static void laws_by_value_are_drawn_by_value(void **state)
{
	struct sim_model *model = bench_model(
		"{'attributes':{'plan':['free','pro']},'nodes':{"
		"'people':{'type':'source','rate_per_s':1,"
		"'attributes':{'plan':'pro'},'to':'pool'},"
		"'pool':{'type':'pool','servers':1000,'service_s':{"
		"'by':'plan','free':{'law':'erlang','mean':9,'k':4},"
		"'pro':{'law':'empirical','values':[1,2,3],"
		"'weights':[1,1,2]}}}}}");
	struct sim_engine *one = sim_engine_create(model, 1, 0, SIM_FULL);
	struct sim_engine *two = sim_engine_create(model, 1, 0, SIM_FULL);
	double mean;

	(void)state;
	assert_true(sim_model_parameter(model, "pool.service_s.free.k") >= 0);
	bench_set(two, "pool.service_s.pro.scale", 3);
	mean = mean_service(one);
	/* 2.25 with a standard error of sqrt(0.6875 / 20000) */
	assert_true(fabs(mean - 2.25) < 3.9 * sqrt(0.6875 / 20000));
	assert_true(fabs(mean_service(two) - 3 * mean) < 1e-3);
	sim_engine_destroy(one);
	sim_engine_destroy(two);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_are_refused_with_their_place),
		cmocka_unit_test(a_law_without_a_name_is_told_all_names),
		cmocka_unit_test(a_sample_can_be_long_but_not_endless),
		cmocka_unit_test(the_numbers_of_laws_are_parameters),
		cmocka_unit_test(laws_by_value_are_drawn_by_value),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
