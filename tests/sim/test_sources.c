#include "tests/sim/bench.h"

#include "base/str.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* When people come: regularly, by a list, or in a closed loop. */

#define EXPONENTIAL "{'law':'exponential','mean':1}"
#define SOURCE(fields, server) \
	"{'attributes':{'x':['a','b','c','d','e','f','g','h']}," \
	"'profiles':{'p':[0,1,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0]}," \
	"'clock':{'hour_at_zero':0},'nodes':{" \
	"'people':{'type':'source'," fields ",'attributes':{'x':{'a':1,'b':1," \
	"'c':1,'d':1,'e':1,'f':1,'g':1,'h':1}},'to':'server'}," \
	"'server':{'type':'pool'," server "}}}"
#define ONE "'servers':1,'service_s':" EXPONENTIAL
#define MANY "'servers':1000,'service_s':0.5"
#define REGULAR(rate) "'arrivals':'deterministic','rate_per_s':" rate

static double sojourn(const struct sim_engine *e)
{
	return bench_sojourn(e, 500);
}

static double throughput(const struct sim_engine *e)
{
	return bench_level(e, "server", SIM_GAUGE_OUT, 500, 5000);
}

static double in_system(const struct sim_engine *e)
{
	return bench_level(e, "server", SIM_GAUGE_BUSY, 500, 5000) +
	       bench_level(e, "server", SIM_GAUGE_QUEUE, 500, 5000);
}

static uint32_t count(const struct sim_engine *e)
{
	struct sim_trace trace;
	uint32_t n = 0;

	while (sim_trace(e, n, &trace))
		n++;
	return n;
}

/* Seconds at which the n-th came. */
static double came(const struct sim_engine *e, uint32_t n)
{
	struct sim_trace trace;

	assert_true(sim_trace(e, n, &trace));
	return (double)trace.start_us * 1e-6;
}

/* D/M/1: W = 1 / mu (1 - s) with s = exp(-mu (1 - s) / lambda). */
static void regular_arrivals_wait_less(void **state)
{
	double s = 0.5;

	(void)state;
	for (int i = 0; i < 200; i++)
		s = exp(-(1 - s) / 0.8);
	bench_agrees(SOURCE(REGULAR("0.8"), ONE), 20, 10000, sojourn,
		     1 / (1 - s), 0.02);
}

static void the_distance_is_the_same(void **state)
{
	struct sim_model *model = bench_model(SOURCE(REGULAR("3"), MANY));
	struct sim_engine *e = bench_run(model, 1, 1000.1);

	(void)state;
	assert_int_equal(count(e), 3000);
	for (uint32_t i = 0; i < 3000; i++)
		assert_true(fabs(came(e, i) - (i + 1) / 3.0) < 1.1e-6);
	/* A third of the interval has passed; the rest takes twice as long. */
	bench_set(e, "people.rate_per_s", 1.5);
	bench_advance(e, 1010);
	assert_true(fabs(came(e, 3000) - (1000.1 + 0.7 / 1.5)) < 2e-6);
	assert_true(fabs(came(e, 3001) - came(e, 3000) - 1 / 1.5) < 2e-6);
	bench_set(e, "people.rate_per_s", 0);
	bench_advance(e, 1100);
	assert_int_equal(count(e), 3015);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* From 0 to 1 to 2 to 0, in straight lines: areas 1/2, 3/2 and 1. */
/* The profile is nought but around two in the night. */
static void the_day_can_be_another(void **state)
{
	static const char *const models[] = {
		SOURCE(REGULAR("0.1") ",'profile':'p'", MANY),
		SOURCE("'rate_per_s':0.1,'profile':'p'", MANY),
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct sim_model *model = bench_model(models[i]);
		struct sim_engine *e = bench_run(model, 1, 4 * 3600);
		struct sim_engine *same = sim_engine_clone(e);
		uint32_t first = count(e);

		sim_engine_shift_day(same, 0);
		bench_advance(e, 6 * 3600);
		bench_advance(same, 6 * 3600);
		assert_int_equal(count(e), first);
		assert_true(sim_engine_hash(e) == sim_engine_hash(same));
		/* from six to two, the next day: 0.1/s * 2 and falling */
		sim_engine_shift_day(e, INT64_C(20) * 3600 * 1000000);
		bench_advance(e, 7 * 3600);
		assert_in_range(count(e) - first, 300, 420);
		sim_engine_destroy(same);
		sim_engine_destroy(e);
		sim_model_destroy(model);
	}
}

static void regular_arrivals_follow_a_profile(void **state)
{
	struct sim_model *model =
		bench_model(SOURCE(REGULAR("0.1") ",'profile':'p'", MANY));
	struct sim_engine *e = bench_run(model, 1, 3600);

	(void)state;
	assert_int_equal(count(e), 180);
	/* After x hours x^2 / 2 of 360 have come: the 45th after half one. */
	assert_true(fabs(came(e, 44) - 1800) < 0.01);
	bench_advance(e, 7200.001);
	assert_int_equal(count(e), 720);
	bench_advance(e, 24 * 3600);
	/* The last one would come when the rate has just become 0. */
	assert_in_range(count(e), 1079, 1080);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void regular_arrivals_start_and_stop(void **state)
{
	struct sim_model *model = bench_model(
		SOURCE(REGULAR("2") ",'start_s':100.25,'stop_s':200.5", MANY));
	struct sim_engine *e = bench_run(model, 1, 300);

	(void)state;
	assert_int_equal(count(e), 200);
	assert_true(came(e, 0) == 100.75);
	bench_set(e, "people.stop_s", 350);
	bench_advance(e, 320);
	assert_int_equal(count(e), 240);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

struct opening {
	double start, stop;
};

static bool is_in(struct opening opening, double s)
{
	return s >= opening.start && s < opening.stop;
}

/* Opens it so, and from second `at` on as `then` says: those come who come to the
 * source that is always open, while it is open. */
static void opens(const struct sim_engine *always, struct opening opening,
		  double at, struct opening then)
{
	char text[512];
	struct sim_model *model;
	struct sim_engine *e;
	uint32_t n = 0;

	snprintf(text, sizeof text,
		 SOURCE("'rate_per_s':2,'start_s':%g,'stop_s':%g", MANY),
		 opening.start, opening.stop);
	model = bench_model(text);
	e = bench_run(model, 7, at);
	bench_set(e, "people.start_s", then.start);
	bench_set(e, "people.stop_s", then.stop);
	bench_set(e, "people.rate_per_s", 2);
	bench_advance(e, 400);
	for (uint32_t i = 0; i < count(always); i++) {
		double s = came(always, i);

		if (is_in(s <= at ? opening : then, s))
			assert_true(came(e, n++) == s);
	}
	assert_true(n > 100);
	assert_int_equal(count(e), n);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* A source that is shut sleeps, and whoever it sends when it opens, whenever that
 * has been said, would have come then anyway. */
static void a_shut_source_misses_nobody(void **state)
{
	static const struct {
		struct opening first;
		double at;
		struct opening then;
	} cases[] = {
		{ { 100, 300 }, 50, { 100, 300 } },
		{ { 250, 400 }, 50, { 100, 400 } },
		{ { 250, 400 }, 50.5, { 10, 400 } },
		{ { 1e9, 1e9 }, 90.25, { 120, 400 } },
		{ { 30, 400 }, 50, { 200, 400 } },
		{ { 100, 200 }, 150, { 100, 300 } },
		{ { 100, 200 }, 210.125, { 100, 300 } },
		{ { 0, 1e9 }, 399, { 399.5, 400 } },
	};
	struct sim_model *model = bench_model(SOURCE("'rate_per_s':2", MANY));
	struct sim_engine *always = bench_run(model, 7, 400);

	(void)state;
	for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++)
		opens(always, cases[c].first, cases[c].at, cases[c].then);
	sim_engine_destroy(always);
	sim_model_destroy(model);
}

#define RECORDED "'arrivals':'recorded','times_s':[0,1.5,1.5,4]"

static void recorded_arrivals_come_as_recorded(void **state)
{
	static const double times[] = { 0, 1.5, 1.5, 4, 10, 11.5, 11.5, 14 };
	struct sim_model *once = bench_model(SOURCE(RECORDED, MANY));
	struct sim_model *model =
		bench_model(SOURCE(RECORDED ",'period_s':10", MANY));
	struct sim_engine *e = bench_run(once, 1, 100);

	(void)state;
	assert_int_equal(count(e), 4);
	sim_engine_destroy(e);
	e = bench_run(model, 1, 19);
	assert_int_equal(count(e), 8);
	for (uint32_t i = 0; i < 8; i++)
		assert_true(came(e, i) == times[i]);
	bench_set(e, "people.period_s", 7);
	bench_advance(e, 27);
	/* 21, 22.5, 22.5 and 25 by the new period. */
	assert_int_equal(count(e), 12);
	assert_true(came(e, 8) == 21 && came(e, 11) == 25);
	bench_set(e, "people.stop_s", 30);
	bench_advance(e, 100);
	assert_int_equal(count(e), 15);
	sim_engine_destroy(e);
	sim_model_destroy(model);
	sim_model_destroy(once);
}

/* A period goes on before 0, and cutting a run in two changes nothing. */
static void a_period_has_no_beginning(void **state)
{
	struct sim_model *model =
		bench_model(SOURCE(RECORDED ",'period_s':10", MANY));
	struct sim_engine *e = sim_engine_create(model, 1, SECONDS(-17),
						 SIM_FULL);
	struct sim_engine *steps = sim_engine_create(model, 1, SECONDS(-17),
						     SIM_FULL);

	(void)state;
	bench_advance(e, 30);
	assert_true(came(e, 0) == -16);
	assert_true(came(e, 1) == -10);
	for (int i = -17; i <= 30; i++)
		bench_advance(steps, i);
	assert_true(sim_engine_hash(e) == sim_engine_hash(steps));
	sim_engine_destroy(steps);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

#define CLOSED(n, think) "'arrivals':'closed','clients':" n ",'think_s':" think

/* M/M/c//N: p(k) proportional to binomial (N, k) r^k, beyond c servers times
 * k! / c! c^(k-c) (Gross et al., "Fundamentals of Queueing Theory", 4th ed.,
 * section 2.8).  Gives the throughput at mu 1. */
static double repairs(int clients, int servers, double r, double *in)
{
	double p = 1, total = 0, busy = 0, sum = 0;

	for (int k = 0; k <= clients; k++) {
		total += p;
		sum += k * p;
		busy += (k < servers ? k : servers) * p;
		p *= (clients - k) * r / (k + 1 < servers ? k + 1 : servers);
	}
	*in = sum / total;
	return busy / total;
}

static void clients_think_and_wait(void **state)
{
	double in, rate = repairs(8, 1, 0.2, &in);

	(void)state;
	bench_agrees(SOURCE(CLOSED("8", "{'law':'exponential','mean':5}"), ONE),
		     12, 5000, throughput, rate, 0.01);
	bench_agrees(SOURCE(CLOSED("8", "{'law':'exponential','mean':5}"), ONE),
		     12, 5000, in_system, in, 0.02);
	rate = repairs(10, 3, 0.5, &in);
	/* What the thinking is like does not matter, only how long. */
	bench_agrees(SOURCE(CLOSED("10", "{'law':'uniform','low':0,'high':4}"),
			    "'servers':3,'service_s':" EXPONENTIAL),
		     12, 5000, throughput, rate, 0.01);
}

static void one_client_is_a_clock(void **state)
{
	struct sim_model *model = bench_model(
		SOURCE(CLOSED("1", "1.5"), "'servers':1,'service_s':0.5"));
	struct sim_engine *e = bench_run(model, 1, 1000.1);

	(void)state;
	assert_int_equal(count(e), 500);
	for (uint32_t i = 0; i < 500; i++)
		assert_true(fabs(came(e, i) - (1.5 + 2.0 * i)) < 1e-9);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void clients_can_be_added_and_removed(void **state)
{
	struct sim_model *model = bench_model(
		SOURCE(CLOSED("4", "1.5"), "'servers':100,'service_s':0.5"));
	struct sim_engine *e = bench_run(model, 1, 100), *clone;

	(void)state;
	assert_true(bench_level(e, "server", SIM_GAUGE_IN, 10, 100) == 2.0);
	bench_set(e, "people.clients", 10);
	/* Not all at once: one is thinking, and was not replaced. */
	bench_set(e, "people.clients", 9);
	bench_set(e, "people.clients", 10);
	clone = sim_engine_clone(e);
	bench_advance(e, 200);
	assert_true(bench_level(e, "server", SIM_GAUGE_IN, 110, 200) == 5.0);
	bench_set(e, "people.clients", 1);
	bench_advance(e, 300);
	assert_true(bench_level(e, "server", SIM_GAUGE_IN, 210, 300) == 0.5);
	bench_set(e, "people.clients", 0);
	bench_advance(e, 400);
	assert_true(bench_level(e, "server", SIM_GAUGE_IN, 310, 400) == 0.0);
	assert_true(sim_engine_bytes(e) > sim_engine_bytes(clone));
	bench_advance(clone, 200);
	assert_true(bench_level(clone, "server", SIM_GAUGE_IN, 110, 200) ==
		    5.0);
	sim_engine_destroy(clone);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* The n-th request of a client asks for the same, however long the others
 * take. */
static void a_client_s_draws_are_its_own(void **state)
{
	struct sim_model *model = bench_model(
		SOURCE(CLOSED("1", "{'law':'exponential','mean':3}"), ONE));
	struct sim_engine *slow = bench_run(model, 1, 0);
	struct sim_engine *fast = bench_run(model, 1, 0);
	struct sim_trace a, b;
	uint32_t same = 0;

	(void)state;
	bench_set(slow, "server.service_s.mean", 7);
	bench_set(fast, "server.service_s.mean", 0.1);
	bench_advance(slow, 5000);
	bench_advance(fast, 5000);
	assert_true(count(fast) > 2 * count(slow) && count(slow) > 300);
	for (uint32_t i = 0; i < count(slow); i++) {
		assert_true(sim_trace(slow, i, &a) && sim_trace(fast, i, &b));
		assert_int_equal(a.value[0], b.value[0]);
		same += a.value[0] == 0;
	}
	assert_true(same < count(slow) / 4);
	sim_engine_destroy(fast);
	sim_engine_destroy(slow);
	sim_model_destroy(model);
}

/* Refused at once and without a thought: time goes on all the same. */
static void a_loop_takes_time(void **state)
{
	struct sim_model *model = bench_model(SOURCE(
		"'arrivals':'closed','clients':1", "'servers':0,'queue':0"));
	struct sim_engine *e = bench_run(model, 1, 0.01);

	(void)state;
	assert_int_equal(count(e), 10000);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Clients who give up think, while what they have sent goes on. */
static void clients_give_up(void **state)
{
	struct sim_model *model =
		bench_model(SOURCE(CLOSED("1", "1") ",'give_up_s':2",
				   "'servers':1000,'service_s':100"));
	struct sim_engine *e = bench_run(model, 1, 300.5);

	(void)state;
	assert_int_equal(count(e), 100);
	assert_true(bench_level(e, "server", SIM_GAUGE_BUSY, 200, 300) > 30);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static const struct {
	const char *fields, *message;
} wrong[] = {
	{ "'arrivals':'determinist','rate_per_s':1", "deterministic" },
	{ "'arrivals':'deterministic'", "needs \"rate_per_s\"" },
	{ "'profile':'p'", "needs \"rate_per_s\"" },
	{ "'arrivals':'closed'", "needs \"clients\"" },
	{ "'arrivals':'closed','clients':1.5", "whole" },
	{ "'arrivals':'closed','clients':1,'rate_per_s':1",
	  "\"rate_per_s\" does not go with" },
	{ "'rate_per_s':1,'think_s':1", "\"think_s\" does not go with" },
	{ "'arrivals':'recorded'", "needs \"times_s\"" },
	{ "'arrivals':'recorded','times_s':[]", "1 to 100000 times" },
	{ "'arrivals':'recorded','times_s':[1,2,1.5]",
	  "times must not go back: 1.5 comes after 2" },
	{ "'arrivals':'recorded','times_s':[-1]", "from 0" },
	{ "'arrivals':'recorded','times_s':[1,2],'period_s':2",
	  "above the last" },
};

static void mistakes_are_told(void **state)
{
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		struct str model = STR_INIT;

		str_addf(&model,
			 "{'profiles':{'p':[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
			 "1,1,1,1,1,1,1]},'nodes':{'people':{'type':'source',%s"
			 ",'to':'s'},'s':{'type':'pool','servers':1}}}",
			 wrong[i].fields);
		bench_refused(model.s, &err);
		if (strstr(err.message, wrong[i].message) == NULL)
			fail_msg("%s: %s", wrong[i].fields, err.message);
		str_finish(&model);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(regular_arrivals_wait_less),
		cmocka_unit_test(the_distance_is_the_same),
		cmocka_unit_test(the_day_can_be_another),
		cmocka_unit_test(regular_arrivals_follow_a_profile),
		cmocka_unit_test(regular_arrivals_start_and_stop),
		cmocka_unit_test(a_shut_source_misses_nobody),
		cmocka_unit_test(recorded_arrivals_come_as_recorded),
		cmocka_unit_test(a_period_has_no_beginning),
		cmocka_unit_test(clients_think_and_wait),
		cmocka_unit_test(one_client_is_a_clock),
		cmocka_unit_test(clients_can_be_added_and_removed),
		cmocka_unit_test(a_client_s_draws_are_its_own),
		cmocka_unit_test(a_loop_takes_time),
		cmocka_unit_test(clients_give_up),
		cmocka_unit_test(mistakes_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
