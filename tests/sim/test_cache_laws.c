#include "tests/sim/bench.h"

#include "sim/stats/measure.h"
#include "sim/chance/numeric.h"
#include "sim/chance/zipf.h"

#include <math.h>

/* A cache against closed forms, by confidence intervals of independent runs.
 *
 * `store` takes as long as it is told, whoever else is there. */

#define CALLS(rate) \
	"{'nodes':{'calls':{'type':'source','rate_per_s':" rate \
	",'to':'cache'},"
#define STORE(seconds) \
	"'store':{'type':'pool','servers':1000000,'service_s':" seconds "}}}"

struct experiment {
	const char *model;
	int runs;
	double warm, seconds; /* simulated before, and while it counts */
	const char *measure;  /* of the node "cache" */
};

static double measured(const struct sim_model *model,
		       const struct experiment *x, uint64_t seed)
{
	struct sim_engine *e = sim_engine_create(model, seed, 0, SIM_SUMMARY);
	double value;

	bench_advance(e, x->warm);
	sim_engine_observe(e);
	bench_advance(e, x->warm + x->seconds);
	value = sim_measure(e, sim_model_node(model, "cache"), x->measure);
	sim_engine_destroy(e);
	return value;
}

/* The theory lies within 3.5 standard errors, and these are small. */
static void agrees(const struct experiment *x, double theory, double precision)
{
	struct sim_model *model = bench_model(x->model);
	double sum = 0.0, squares = 0.0, mean, error;

	for (int run = 1; run <= x->runs; run++) {
		double value = measured(model, x, (uint64_t)run);

		sum += value;
		squares += value * value;
	}
	sim_model_destroy(model);
	mean = sum / x->runs;
	error = sqrt((squares / x->runs - mean * mean) / (x->runs - 1));
	if (!(error <= precision * theory))
		fail_msg("%s: too few runs, %g +- %g against %g", x->measure,
			 mean, error, theory);
	if (!(fabs(mean - theory) <= 3.5 * error))
		fail_msg("%s: %g +- %g, theory says %g", x->measure, mean,
			 error, theory);
}

static void a_value_lives_for_its_time(void **state)
{
	(void)state;
	agrees(
		&(struct experiment){
			CALLS("2") "'cache':{'type':'cache','ttl_s':1.5,'to':"
				   "'store'}," STORE("0"),
			16, 10, 5000, "hit_ratio" },
		0.75, 0.002);
	/* Spread evenly, it lives as long on average. */
	agrees(
		&(struct experiment){
			CALLS("2") "'cache':{'type':'cache','ttl_s':1.5,"
				   "'ttl_jitter':0.9,'to':'store'}," STORE("0"),
			16, 10, 5000, "hit_ratio" },
		0.75, 0.002);
}

/* The law for one thing, over things of which each has its own rate. */
static double ttl_hits(uint32_t keys, double exponent, double rate, double ttl)
{
	struct zipf zipf;
	double total = 0.0, hits = 0.0;

	zipf_init(&zipf, keys, exponent);
	for (uint32_t k = 0; k < keys; k++)
		total += zipf_weight(&zipf, k);
	for (uint32_t k = 0; k < keys; k++) {
		double p = zipf_weight(&zipf, k) / total;

		hits += p * rate * p * ttl / (1.0 + rate * p * ttl);
	}
	return hits;
}

static void each_thing_has_its_own_rate(void **state)
{
	(void)state;
	agrees(
		&(struct experiment){
			CALLS("100") "'cache':{'type':'cache','keys':500,'zipf'"
				     ":0.9,'ttl_s':20,'to':'store'}," STORE("0"),
			16, 50, 150, "hit_ratio" },
		ttl_hits(500, 0.9, 100, 20), 0.002);
}

static void everybody_fetches_what_has_expired(void **state)
{
	(void)state;
	agrees(
		&(struct experiment){
			CALLS("10") "'cache':{'type':'cache','ttl_s':20,'to':"
				    "'store'}," STORE("3"),
			16, 20, 1500, "fills_per_expiry" },
		31, 0.01);
	agrees(
		&(struct experiment){
			CALLS("50") "'cache':{'type':'cache','ttl_s':2,'to':"
				    "'store'}," STORE("0.2"),
			16, 20, 500, "fills_per_expiry" },
		11, 0.01);
}

static void single_flight_fetches_once(void **state)
{
	static const char model[] =
		CALLS("10") "'cache':{'type':'cache','ttl_s':20,'coalesce':1,"
			    "'to':'store'}," STORE("3");
	struct sim_model *m = bench_model(model);

	(void)state;
	assert_true(measured(m,
			     &(struct experiment){ model, 1, 20, 1500,
						   "fills_per_expiry" },
			     1) == 1.0);
	sim_model_destroy(m);
	agrees(&(struct experiment){ model, 16, 20, 1500, "hit_ratio" },
	       200.0 / (1 + 200 + 30), 0.005);
	agrees(&(struct experiment){ model, 16, 20, 1500, "coalesced_share" },
	       30.0 / (1 + 200 + 30), 0.02);
}

/* Nearly always the first refresh comes before the expiry; then the further
 * ones while it lasts are (e^(1/beta) - 1) times an exponential draw. */
static void early_refreshes_keep_the_stampede_small(void **state)
{
	(void)state;
	agrees(
		&(struct experiment){
			CALLS("40") "'cache':{'type':'cache','ttl_s':12,"
				    "'early_beta':1,'to':'store'}," STORE("1"),
			16, 20, 800, "fills_per_expiry" },
		numeric_exp(1.0), 0.04);
	agrees(
		&(struct experiment){
			CALLS("40") "'cache':{'type':'cache','ttl_s':30,"
				    "'early_beta':2,'to':'store'}," STORE("1"),
			16, 20, 800, "fills_per_expiry" },
		numeric_exp(0.5), 0.04);
}

/* Two places and five things: the two last used ones are i, then j with
 * probability p(i) p(j) / (1 - p(i)); King (1971). */
static double two_places(double exponent)
{
	struct zipf zipf;
	double total = 0.0, p[5], hits = 0.0;

	zipf_init(&zipf, 5, exponent);
	for (uint32_t k = 0; k < 5; k++)
		total += p[k] = zipf_weight(&zipf, k);
	for (int i = 0; i < 5; i++)
		p[i] /= total;
	for (int i = 0; i < 5; i++) {
		for (int j = 0; j < 5; j++) {
			if (j != i)
				hits += p[i] * p[j] / (1 - p[i]) *
					(p[i] + p[j]);
		}
	}
	return hits;
}

/* A thing stays for a time t after each use, the same for all, with as many
 * there as there is room for. */
static double che(uint32_t keys, double exponent, double places)
{
	double low = 0.0, high = 1e9, total = 0.0, hits = 0.0;
	struct zipf zipf;

	zipf_init(&zipf, keys, exponent);
	for (uint32_t k = 0; k < keys; k++)
		total += zipf_weight(&zipf, k);
	for (int i = 0; i < 100; i++) {
		double t = (low + high) / 2.0, there = 0.0;

		hits = 0.0;
		for (uint32_t k = 0; k < keys; k++) {
			double p = zipf_weight(&zipf, k) / total;
			double in = 1.0 - numeric_exp(-p * t);

			there += in;
			hits += p * in;
		}
		if (there < places)
			low = t;
		else
			high = t;
	}
	return hits;
}

static void the_least_recently_used_goes(void **state)
{
	(void)state;
	agrees(
		&(struct experiment){
			CALLS("100") "'cache':{'type':'cache','keys':5,'zipf':1,"
				     "'capacity':2,'to':'store'}," STORE("0"),
			16, 10, 300, "hit_ratio" },
		two_places(1.0), 0.002);
	agrees(
		&(struct experiment){
			CALLS("1000") "'cache':{'type':'cache','keys':1000,"
				      "'zipf':0.8,'capacity':100,'to':'store'}"
				      "," STORE("0"),
			12, 5, 40, "hit_ratio" },
		che(1000, 0.8, 100), 0.003);
}

/* One call after a failure is sent on, those of the next ten seconds are not.
 */
static void failures_are_remembered_for_their_time(void **state)
{
	(void)state;
	agrees(
		&(struct experiment){
			CALLS("2") "'cache':{'type':'cache','negative_ttl_s':"
				   "10,'to':'store'},'store':{'type':'pool',"
				   "'servers':0,'queue':0}}}",
			16, 10, 5000, "negative_share" },
		20.0 / 21.0, 0.002);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_value_lives_for_its_time),
		cmocka_unit_test(each_thing_has_its_own_rate),
		cmocka_unit_test(everybody_fetches_what_has_expired),
		cmocka_unit_test(single_flight_fetches_once),
		cmocka_unit_test(early_refreshes_keep_the_stampede_small),
		cmocka_unit_test(the_least_recently_used_goes),
		cmocka_unit_test(failures_are_remembered_for_their_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
