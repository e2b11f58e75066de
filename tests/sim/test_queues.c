#include "tests/sim/bench.h"

/* Pools against the closed forms of queueing theory. */

#define EXPONENTIAL "{'law':'exponential','mean':1}"

static double sojourn(const struct sim_engine *e)
{
	return bench_sojourn(e, 1000);
}

static double wait(const struct sim_engine *e)
{
	return bench_wait(e, "server", 1000, -1, -1);
}

static double full(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_FULL, 1000);
}

static void one_server(void **state)
{
	(void)state;
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':0.8,"
		     "'to':'server'},'server':{'type':'pool','servers':1,"
		     "'service_s':" EXPONENTIAL "}}}",
		     24, 20000, sojourn, 5.0, 0.04);
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

static double busy(const struct sim_engine *e)
{
	return bench_level(e, "server", SIM_GAUGE_BUSY, 1000, 10000);
}

static double in_system(const struct sim_engine *e)
{
	return busy(e) + bench_level(e, "server", SIM_GAUGE_QUEUE, 1000, 10000);
}

#define TEN_SERVERS \
	"{'nodes':{'people':{'type':'source','rate_per_s':8," \
	"'to':'server'},'server':{'type':'pool','servers':10," \
	"'service_s':" EXPONENTIAL "}}}"

static void ten_servers(void **state)
{
	(void)state;
	bench_agrees(TEN_SERVERS, 10, 10000, wait, 0.2046, 0.05);
	bench_agrees(TEN_SERVERS, 10, 10000, busy, 8.0, 0.01);
	bench_agrees(TEN_SERVERS, 10, 10000, in_system, 8.0 + 8 * 0.2046, 0.01);
}

static void a_bounded_queue(void **state)
{
	static const char model[] =
		"{'nodes':{'people':{'type':'source','rate_per_s':10,"
		"'to':'server'},'server':{'type':'pool','servers':8,"
		"'queue':12,'service_s':" EXPONENTIAL "}}}";

	(void)state;
	bench_agrees(model, 20, 4000, full, 0.2058, 0.01);
	bench_agrees(model, 20, 4000, sojourn, 2.0720, 0.01);
}

static void no_queue_at_all(void **state)
{
	(void)state;
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':10,"
		     "'to':'server'},'server':{'type':'pool','servers':10,"
		     "'queue':0,'service_s':{'law':'uniform','low':0,"
		     "'high':2}}}}",
		     10, 4000, full, 0.2146, 0.01);
}

static void other_service_laws(void **state)
{
	(void)state;
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':0.8,"
		     "'to':'server'},'server':{'type':'pool','servers':1,"
		     "'service_s':1}}}",
		     24, 20000, wait, 2.0, 0.04);
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':0.8,"
		     "'to':'server'},'server':{'type':'pool','servers':1,"
		     "'service_s':{'law':'uniform','low':0,'high':2}}}}",
		     24, 20000, wait, 2.6667, 0.04);
}

static double wait_first(const struct sim_engine *e)
{
	return bench_wait(e, "server", 1000, 0, 0);
}

static double wait_second(const struct sim_engine *e)
{
	return bench_wait(e, "server", 1000, 0, 1);
}

static void priority(void **state)
{
	static const char model[] =
		"{'attributes':{'class':['first','second']},'nodes':{"
		"'a':{'type':'source','rate_per_s':0.3,'attributes':"
		"{'class':'first'},'to':'server'},"
		"'b':{'type':'source','rate_per_s':0.5,'attributes':"
		"{'class':'second'},'to':'server'},"
		"'server':{'type':'pool','servers':1,'discipline':'priority',"
		"'priority':{'by':'class','order':['first','second']},"
		"'service_s':" EXPONENTIAL "}}}";

	(void)state;
	bench_agrees(model, 12, 20000, wait_first, 1.1429, 0.03);
	bench_agrees(model, 12, 20000, wait_second, 5.7143, 0.05);
}

static void last_come_first_served_has_the_same_mean(void **state)
{
	(void)state;
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':0.7,"
		     "'to':'server'},'server':{'type':'pool','servers':1,"
		     "'discipline':'lifo','service_s':" EXPONENTIAL "}}}",
		     24, 20000, sojourn, 1.0 / 0.3, 0.04);
}

static void two_in_a_row(void **state)
{
	(void)state;
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':0.5,"
		     "'to':'one'},'one':{'type':'pool','servers':1,'hold':0,"
		     "'service_s':{'law':'exponential','mean':1.25},"
		     "'to':'two'},'two':{'type':'pool','servers':1,"
		     "'service_s':" EXPONENTIAL "}}}",
		     24, 20000, sojourn, 5.3333, 0.04);
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

static void patience_in_the_queue(void **state)
{
	(void)state;
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':0.9,"
		     "'to':'server'},'server':{'type':'pool','servers':1,"
		     "'max_wait_s':5,'service_s':" EXPONENTIAL "}}}",
		     24, 20000, full, 0.1073, 0.03);
	bench_agrees("{'nodes':{'people':{'type':'source','rate_per_s':1.2,"
		     "'to':'server'},'server':{'type':'pool','servers':1,"
		     "'max_wait_s':5,'service_s':" EXPONENTIAL "}}}",
		     24, 20000, full, 0.2239, 0.03);
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
		cmocka_unit_test(one_server),
		cmocka_unit_test(the_waiting_of_one_busy_server_is_exponential),
		cmocka_unit_test(ten_servers),
		cmocka_unit_test(a_bounded_queue),
		cmocka_unit_test(no_queue_at_all),
		cmocka_unit_test(other_service_laws),
		cmocka_unit_test(priority),
		cmocka_unit_test(last_come_first_served_has_the_same_mean),
		cmocka_unit_test(two_in_a_row),
		cmocka_unit_test(a_server_that_is_held_works_for_both),
		cmocka_unit_test(patience_in_the_queue),
		cmocka_unit_test(patience_by_a_law),
		cmocka_unit_test(servers_can_be_changed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
