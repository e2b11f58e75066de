#include "tests/sim/bench.h"

#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <math.h>
#include <string.h>

/* Servers that are shared by all who are there. */

#define SHARED(rate, servers, more, service) \
	"{'nodes':{'people':{'type':'source','rate_per_s':" rate \
	",'to':'server'},'server':{'type':'pool','servers':" servers \
	",'discipline':'ps'," more "'service_s':" service "}}}"
#define EXPONENTIAL "{'law':'exponential','mean':1}"

static double sojourn(const struct sim_engine *e)
{
	return bench_sojourn(e, 500);
}

static double full(const struct sim_engine *e)
{
	return bench_share(e, SIM_OUTCOME_FULL, 500);
}

static double in_system(const struct sim_engine *e)
{
	return bench_level(e, "server", SIM_GAUGE_BUSY, 500, 10000) +
	       bench_level(e, "server", SIM_GAUGE_QUEUE, 500, 10000);
}

/* M/G/1-PS: s / (1 - rho), whatever the law (Kleinrock, "Queueing Systems",
 * volume 2, section 4.4). */
static void the_law_does_not_matter(void **state)
{
	static const char *const models[] = {
		SHARED("0.7", "1", "", EXPONENTIAL),
		SHARED("0.7", "1", "", "1"),
		SHARED("0.7", "1", "",
		       "{'law':'hyperexponential','mean':1,'cv2':4}"),
	};

	(void)state;
	for (int i = 0; i < 3; i++)
		bench_agrees(models[i], 16, 10000, sojourn, 1 / 0.3, 0.04);
	bench_agrees(models[2], 16, 10000, in_system, 0.7 / 0.3, 0.04);
}

/* With exponential service it is M/M/c and M/M/c/K in numbers. */
static void several_servers(void **state)
{
	(void)state;
	bench_agrees(SHARED("8", "10", "", EXPONENTIAL), 8, 5000, sojourn,
		     1.2046, 0.01);
	bench_agrees(SHARED("10", "8", "'queue':12,", EXPONENTIAL), 12, 3000,
		     full, 0.2058, 0.02);
	bench_agrees(SHARED("10", "8", "'queue':12,", EXPONENTIAL), 12, 3000,
		     sojourn, 2.0720, 0.02);
}

/* A loss system with a law that is not exponential: Erlang's formula. */
static void no_more_than_there_are_servers(void **state)
{
	(void)state;
	bench_agrees(SHARED("10", "10", "'queue':0,",
			    "{'law':'uniform','low':0,'high':2}"),
		     10, 3000, full, 0.2146, 0.02);
}

/* Time after which the n-th press was answered, in seconds. */
static double answered(const struct sim_engine *e, uint32_t n)
{
	struct sim_trace trace;

	assert_true(sim_trace(e, n, &trace));
	return (double)(trace.end_us - trace.start_us) * 1e-6;
}

/* Two sources of one person each: at 1 s with 4 s of work, at 2 s with 1 s. */
#define TWO(more) \
	"{'attributes':{'who':['long','short']},'nodes':{" \
	"'a':{'type':'source','rate_per_s':1000,'start_s':1,'stop_s':1.001," \
	"'attributes':{'who':'long'},'to':'one'}," \
	"'b':{'type':'source','rate_per_s':1000,'start_s':2,'stop_s':2.001," \
	"'attributes':{'who':'short'},'to':'one'}," \
	"'one':{'type':'limiter','rate_per_s':0,'burst':1,'by':'who'," \
	"'to':'server'}," \
	"'server':{'type':'pool','servers':1,'discipline':'ps'" more \
	",'service_s':{'by':'who','long':4,'short':1}}}}"

/* The engine after `seconds` with the two of them and nobody else. */
static struct sim_engine *two(struct sim_model *model, double seconds)
{
	uint64_t seed = 0;
	struct sim_engine *e;

	for (;;) {
		e = bench_run(model, ++seed, 2.5);
		if (e->state[3].pool.sharing.count == 2)
			break;
		sim_engine_destroy(e);
	}
	bench_advance(e, seconds);
	return e;
}

static double ok_within(const struct sim_engine *e, int who)
{
	struct sim_trace trace;

	for (uint32_t i = 0; sim_trace(e, i, &trace); i++) {
		if (trace.value[0] == who && trace.outcome == SIM_OUTCOME_OK)
			return answered(e, i);
	}
	return -1;
}

static void each_gets_half(void **state)
{
	struct sim_model *model = bench_model(TWO(""));
	struct sim_engine *e = two(model, 10);

	(void)state;
	/* Both are served at half the speed while both are there. */
	assert_true(fabs(ok_within(e, 1) - 2.0) < 2e-6);
	assert_true(fabs(ok_within(e, 0) - 5.0) < 2e-6);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void servers_can_be_changed_meanwhile(void **state)
{
	struct sim_model *model = bench_model(TWO(""));
	struct sim_engine *e = two(model, 2.5), *clone;

	(void)state;
	bench_set(e, "server.servers", 0);
	bench_advance(e, 7.5);
	assert_true(ok_within(e, 1) < 0);
	clone = sim_engine_clone(e);
	bench_set(e, "server.servers", 2);
	bench_advance(e, 20);
	/* Half a second shared, five of rest, then each has its own. */
	assert_true(fabs(ok_within(e, 1) - (0.5 + 5 + 0.75)) < 2e-3);
	bench_set(clone, "server.servers", 2);
	bench_advance(clone, 20);
	assert_true(sim_engine_hash(e) == sim_engine_hash(clone));
	sim_engine_destroy(clone);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Callers go, their work stays: at rate 0.9 a timeout frees no server. */
static void orphans_are_served(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':0.9,"
		"'to':'caller'},'caller':{'type':'caller','timeout_s':2,"
		"'to':'server'},'server':{'type':'pool','servers':1,"
		"'discipline':'ps','service_s':" EXPONENTIAL "}}}");
	struct sim_engine *e = bench_run(model, 1, 20000);
	double out = bench_level(e, "server", SIM_GAUGE_OUT, 0, 20000);
	double busy = bench_level(e, "server", SIM_GAUGE_BUSY, 0, 20000);

	(void)state;
	assert_true(fabs(out - 0.9) < 0.02);
	assert_true(fabs(busy - 0.9) < 0.03);
	assert_true(bench_outcomes(e, SIM_OUTCOME_TIMEOUT) > 5000);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* While it calls, a call needs no processor; with `hold` it has its place. */
static void what_is_behind_takes_no_share(void **state)
{
	static const char text[] =
		"{'nodes':{'people':{'type':'source','rate_per_s':20,"
		"'to':'server'},'server':{'type':'pool','servers':1,"
		"'discipline':'ps','queue':9,'hold':%,'service_s':0.001,"
		"'to':'far'},'far':{'type':'pool','servers':1000,"
		"'service_s':1}}}";
	double shares[2];

	(void)state;
	for (int hold = 0; hold < 2; hold++) {
		char model[sizeof text];

		memcpy(model, text, sizeof text);
		*strchr(model, '%') = (char)('0' + hold);
		struct sim_model *m = bench_model(model);
		struct sim_engine *e = bench_run(m, 1, 1000);

		shares[hold] = bench_share(e, SIM_OUTCOME_FULL, 100);
		assert_true(bench_level(e, "server", SIM_GAUGE_BUSY, 100,
					1000) < 0.05);
		sim_engine_destroy(e);
		sim_model_destroy(m);
	}
	assert_true(shares[0] == 0.0);
	/* Erlang's formula for 20 calls offered to 10 places. */
	assert_true(fabs(shares[1] - 0.538) < 0.01);
}

/* The wait is what the others cost: sojourn less one's own work. */
static void waiting_is_what_the_others_cost(void **state)
{
	struct sim_model *model =
		bench_model(SHARED("0.7", "1", "", EXPONENTIAL));
	struct sim_engine *e = sim_engine_create(model, 5, 0, SIM_SUMMARY);
	int server = sim_model_node(model, "server");
	double sojourn_s, waiting_s, queue;

	(void)state;
	sim_engine_observe(e);
	bench_advance(e, 50000);
	sojourn_s = sim_measure(e, server, "sojourn_s");
	waiting_s = sim_measure(e, server, "waiting_s");
	queue = sim_measure(e, server, "queue_length");
	assert_true(fabs(sojourn_s - waiting_s - 1.0) < 0.02);
	assert_true(fabs(queue - 0.7 * waiting_s) < 0.05 * queue);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void nobody_waits_too_long(void **state)
{
	struct err err = { 0 };

	(void)state;
	bench_refused(SHARED("1", "1", "'max_wait_s':3,", "1"), &err);
	assert_non_null(strstr(err.message, "so nobody waits"));
	assert_non_null(strstr(err.message, "/nodes/server/max_wait_s"));
	bench_refused(SHARED("1", "1", "'patience_s':3,", "1"), &err);
	assert_non_null(strstr(err.message, "/nodes/server/patience_s"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_law_does_not_matter),
		cmocka_unit_test(several_servers),
		cmocka_unit_test(no_more_than_there_are_servers),
		cmocka_unit_test(each_gets_half),
		cmocka_unit_test(servers_can_be_changed_meanwhile),
		cmocka_unit_test(orphans_are_served),
		cmocka_unit_test(what_is_behind_takes_no_share),
		cmocka_unit_test(waiting_is_what_the_others_cost),
		cmocka_unit_test(nobody_waits_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
