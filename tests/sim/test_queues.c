#include "tests/sim/bench.h"

/* Pools: what validation_cases.def has no row for. */

#define EXPONENTIAL "{'law':'exponential','mean':1}"

static double wait(const struct sim_engine *e)
{
	return bench_wait(e, "server", 1000, -1, -1);
}

static double full(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_FULL, 1000);
}

static void the_waiting_of_one_busy_server_is_exponential(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':0.5,"
		"'to':'server'},'server':{'type':'pool','servers':1,"
		"'service_s':" EXPONENTIAL "}}}");
	struct sim_engine *e = bench_run(model, 3, 200000);

	(void)state;
	/* Sojourn is exponential with mean 2. */
	assert_true(bench_metric(e, SIM_METRIC_P50, 1000, 200000) > 1.34);
	assert_true(bench_metric(e, SIM_METRIC_P50, 1000, 200000) < 1.43);
	assert_true(bench_metric(e, SIM_METRIC_P95, 1000, 200000) > 5.8);
	assert_true(bench_metric(e, SIM_METRIC_P95, 1000, 200000) < 6.18);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* The second service is part of the first one's: one server, twice the time. */
static void a_server_that_is_held_works_for_both(void **state)
{
	(void)state;
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':0.4,"
		     "'to':'server'},'server':{'type':'pool','servers':1,"
		     "'service_s':1,'to':'two'},'two':{'type':'pool',"
		     "'servers':100,'service_s':1}}}",
		     24, 20000, wait, 0.8 * 2.0 / 2.0 / 0.2, 0.05);
}

#define PATIENCE(rate, servers, more) \
	"{'nodes':{'people':{'type':'source','rate_per_s':" rate \
	",'to':'server'},'server':{'type':'pool','servers':" servers \
	",'service_s':" EXPONENTIAL "," more "}}}"

/* Patience as a law; the shorter of the two bounds counts. */
static void patience_by_a_law(void **state)
{
	(void)state;
	bench_agrees(PATIENCE("0.9", "1", "'patience_s':5"), 24, 20000, full,
		     0.1073, 0.03);
	bench_agrees(PATIENCE("0.9", "1", "'patience_s':9,'max_wait_s':5"), 24,
		     20000, full, 0.1073, 0.03);
	bench_agrees(PATIENCE("0.9", "1", "'patience_s':5,'max_wait_s':9"), 24,
		     20000, full, 0.1073, 0.03);
	/* Erlang-A: impatience is exponential, too. */
	bench_agrees(PATIENCE("120", "100", "'patience_s':" EXPONENTIAL), 10,
		     1500, full, 0.1677, 0.02);
}

static void servers_can_be_changed(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':50,"
		"'to':'server'},'server':{'type':'pool','servers':20,"
		"'service_s':1}}}");
	struct sim_engine *e = bench_run(model, 1, 100);
	double queue = bench_level(e, "server", SIM_GAUGE_QUEUE, 99, 100);

	(void)state;
	assert_true(queue > 2000);
	bench_set(e, "server.servers", 10000);
	bench_advance(e, 102);
	assert_true(bench_level(e, "server", SIM_GAUGE_QUEUE, 101, 102) == 0);
	assert_true(bench_level(e, "server", SIM_GAUGE_BUSY, 100, 101) > queue);
	bench_set(e, "server.servers", 0);
	bench_advance(e, 110);
	assert_true(bench_level(e, "server", SIM_GAUGE_BUSY, 104, 105) == 0);
	assert_true(bench_level(e, "server", SIM_GAUGE_QUEUE, 109, 110) > 300);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_waiting_of_one_busy_server_is_exponential),
		cmocka_unit_test(a_server_that_is_held_works_for_both),
		cmocka_unit_test(patience_by_a_law),
		cmocka_unit_test(servers_can_be_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
