#include "tests/cmocka_setup.h"
#include "tests/sim/theory.h"

#include <math.h>

/* The closed forms against figures from books and tables, so that what the
 * engine is held to is right itself. */

#define SAME(expression, digits) \
	check(#expression, (expression), (digits), 0.5001e-4)
#define NEAR(expression, value, tolerance) \
	check(#expression, (expression), (value), (tolerance))

static void check(const char *what, double value, double right,
		  double tolerance)
{
	if (!(fabs(value - right) <= tolerance))
		fail_msg("%s is %.6f, not %.6f", what, value, right);
}

static void one_server(void **state)
{
	(void)state;
	SAME(theory_mm1_number(0.9, 1), 9);
	SAME(theory_mm1_sojourn(0.9, 1), 10);
	SAME(theory_mm1_wait(0.9, 1), 9);
	SAME(theory_mm1_sojourn_quantile(0.9, 1, 0.5), 6.9315);
	SAME(theory_mm1_sojourn_quantile(0.9, 1, 0.95), 29.9573);
	SAME(theory_mm1_sojourn_quantile(0.9, 1, 0.99), 46.0517);
}

static void many_servers(void **state)
{
	(void)state;
	SAME(theory_erlang_c(8, 10), 0.4092);
	SAME(theory_mmc_wait(8, 1, 10), 0.2046);
	SAME(theory_mmc_wait_quantile(8, 1, 10, 0.99), 1.8558);
	SAME(theory_erlang_c(90, 100), 0.2169);
	NEAR(theory_mmc_wait(90, 1, 100), 0.02169, 0.5e-5);
	SAME(theory_mmc_wait_quantile(90, 1, 100, 0.99), 0.3077);
	assert_true(theory_mmc_wait_quantile(8, 1, 10, 0.5) == 0.0);
	/* With one server it is the formula for one. */
	NEAR(theory_mmc_wait(0.9, 1, 1), theory_mm1_wait(0.9, 1), 1e-12);
	SAME(theory_erlang_b(10, 10), 0.2146);
	SAME(theory_erlang_b(100, 110), 0.0275);
	/* Tables of Erlang's loss formula: 1 % at 10 circuits, 4.461. */
	NEAR(theory_erlang_b(4.461, 10), 0.01, 1e-5);
}

static void bounded(void **state)
{
	struct theory_mmck one = theory_mmck(0.9, 1, 1, 10);
	struct theory_mmck eight = theory_mmck(10, 1, 8, 20);

	(void)state;
	SAME(one.blocked, 0.0508);
	SAME(one.number, 3.9694);
	SAME(one.sojourn, 4.6466);
	SAME(eight.blocked, 0.2058);
	SAME(eight.number, 16.4563);
	SAME(eight.sojourn, 2.0720);
	/* No queue: Erlang B. */
	NEAR(theory_mmck(10, 1, 10, 10).blocked, theory_erlang_b(10, 10),
	     1e-12);
}

/* Two machines, one repairman, both rates 1: states weigh 1, 2, 2. */
static void closed(void **state)
{
	struct theory_closed two = theory_closed(1, 1, 1, 2);

	(void)state;
	NEAR(two.number, 1.2, 1e-12);
	NEAR(two.throughput, 0.8, 1e-12);
	NEAR(two.sojourn, 1.5, 1e-12);
	/* A crew for each machine: nobody waits. */
	NEAR(theory_closed(0.5, 2, 7, 7).sojourn, 0.5, 1e-12);
}

static void any_service(void **state)
{
	(void)state;
	SAME(theory_mg1_wait(0.8, 1, 0), 2.0);
	SAME(theory_mg1_wait(0.8, 1, 1.0 / 3.0), 2.6667);
	SAME(theory_mg1_wait(0.8, 1, 4), 10.0);
	NEAR(theory_mg1_wait(0.9, 1, 1), theory_mm1_wait(0.9, 1), 1e-12);
	NEAR(theory_ps_sojourn(0.9, 1, 1), theory_mm1_sojourn(0.9, 1), 1e-12);
	NEAR(theory_ps_sojourn(0.4, 2, 1), 2 / (1 - 0.8), 1e-12);
	/* A load of 0.5: sigma = 0.2032 solves the equation. */
	NEAR(theory_dm1_sojourn(0.5, 1), 1 / (1 - 0.20319), 1e-5);
	NEAR(theory_lognormal_cv2(sqrt(log(5))), 4, 1e-12);
	NEAR(theory_mginf_number(3, 4), 12, 1e-12);
}

static void classes(void **state)
{
	const struct theory_class three[] = { { 0.2, 1, 2 },
					      { 0.2, 1, 2 },
					      { 0.4, 1, 2 } };
	double mean = 0.0;

	(void)state;
	SAME(theory_priority2_wait(0.3, 0.5, 1, 0), 1.1429);
	SAME(theory_priority2_wait(0.3, 0.5, 1, 1), 5.7143);
	/* Priority moves waiting about and makes none (conservation law). */
	for (int i = 0; i < 3; i++)
		mean += three[i].lambda / 0.8 *
			theory_priority_wait(three, 3, i);
	NEAR(mean, theory_mm1_wait(0.8, 1), 1e-12);
}

static void networks(void **state)
{
	(void)state;
	SAME(theory_tandem_sojourn(0.5, 0.8, 1), 5.3333);
	SAME(theory_feedback_sojourn(0.7, 1, 0.2), 10);
	NEAR(theory_feedback_sojourn(0.7, 1, 0), theory_mm1_sojourn(0.7, 1),
	     1e-12);
}

static void patience(void **state)
{
	(void)state;
	SAME(theory_mm1d_abandoned(0.9, 1, 5), 0.1073);
	SAME(theory_mm1d_abandoned(1.2, 1, 5), 0.2239);
	/* Nobody who must wait stays: one place, no queue. */
	NEAR(theory_mm1d_abandoned(1, 1, 0), theory_erlang_b(1, 1), 1e-12);
	SAME(theory_erlang_a_abandoned(120, 1, 100, 1), 0.1677);
	/* With theta = mu the number in the system is Poisson. */
	NEAR(theory_erlang_a_abandoned(1, 1, 1, 1), exp(-1), 1e-9);
}

static void limits(void **state)
{
	(void)state;
	SAME(theory_bucket_rejected(0.8, 5), 0.0353);
	SAME(theory_bucket_rejected(1, 10), 0.0508);
	SAME(theory_bucket_rejected(1.5, 10), 0.3334);
	/* One place: Erlang B. */
	NEAR(theory_bucket_rejected(2, 1), 2.0 / 3.0, 1e-12);
	/* One of a window: all but P(somebody came) / mean. */
	NEAR(theory_window_rejected(2, 1), 1 - (1 - exp(-2)) / 2, 1e-12);
	NEAR(theory_window_rejected(1000, 10), 0.99, 1e-9);
}

static void calls(void **state)
{
	(void)state;
	NEAR(theory_retries_served(0.5, 3), 0.9375, 1e-12);
	NEAR(theory_retries_attempts(0.5, 3), 1.875, 1e-12);
	NEAR(theory_retries_attempts(0.1, 0), 1, 1e-12);
	NEAR(theory_budget_served(0.5, 0.1), 0.55, 1e-12);
	NEAR(theory_budget_load(0.1), 1.1, 1e-12);
	NEAR(theory_late(2, 2), exp(-1), 1e-12);
	/* Sent at once, the faster of two; sent never, the one. */
	NEAR(theory_hedged_sojourn(2, 0), 1, 1e-12);
	NEAR(theory_hedged_sojourn(2, 1e9), 2, 1e-12);
	NEAR(theory_hedged_load(2, 0), 2, 1e-12);
	NEAR(theory_throttled_load(100, 20, 2), 40, 1e-12);
	NEAR(theory_throttled_load(30, 20, 2), 30, 1e-12);
}

static double recovery(double lambda, double retries)
{
	const struct theory_storm storm = { lambda, retries, 300, 10, 1, 0.1 };

	return theory_storm_recovery(&storm);
}

static void storms(void **state)
{
	(void)state;
	NEAR(recovery(120, 120), 33, 0.6);
	NEAR(recovery(140, 140), 120, 0.6);
	NEAR(recovery(280, 0), 127, 0.6);
	NEAR(recovery(280, 14), 443, 0.6);
	assert_true(recovery(155, 155) < 0);
	assert_true(recovery(280, 28) < 0);
}

static void caches(void **state)
{
	(void)state;
	NEAR(theory_ttl_hits(2, 3), 6.0 / 7.0, 1e-12);
	NEAR(theory_stampede(10, 3), 31, 1e-12);
	NEAR(theory_coalesced_hits(2, 3, 0), theory_ttl_hits(2, 3), 1e-12);
	NEAR(theory_coalesced_hits(2, 3, 1.5), 0.6, 1e-12);
	/* Keys that are all alike share the rate; and of four, two are held. */
	NEAR(theory_zipf_ttl_hits(8, 3, 4, 0), theory_ttl_hits(2, 3), 1e-12);
	NEAR(theory_zipf_ttl_hits(2, 3, 1, 1), theory_ttl_hits(2, 3), 1e-12);
	NEAR(theory_lru_hits(4, 0, 2), 0.5, 1e-9);
	NEAR(theory_early_refresh(1000, 10, 1), 2.7183, 1e-3);
	/* Hardly ever early: a stampede. */
	NEAR(theory_early_refresh(10, 3, 1e-4), 31, 0.01);
}

/* The table of the workbook: 2 % of a budget of 30 days in an hour is a burn
 * rate of 14.4, and when all fail it takes 0.86 minutes to notice. */
static void objectives(void **state)
{
	(void)state;
	NEAR(theory_burn_rate(0.999, 0.0144), 14.4, 1e-9);
	NEAR(theory_burn_detection(0.999, 1, 3600, 14.4), 51.84, 1e-9);
	NEAR(theory_burn_detection(0.999, 0.0144, 3600, 14.4), 3600, 1e-9);
	NEAR(theory_window_crossed(60, 0.5, 0.1), 12, 1e-12);
}

/* One retry and p = 1/2: 1/2 at once, 1/4 after a timeout. */
static void cuts(void **state)
{
	(void)state;
	NEAR(theory_cut_sojourn(1, 3, 0.5, 1), 1 + 3.0 * 0.25 / 0.75, 1e-12);
	NEAR(theory_cut_sojourn(1, 3, 0.5, 0), 1, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_server),  cmocka_unit_test(many_servers),
		cmocka_unit_test(bounded),     cmocka_unit_test(closed),
		cmocka_unit_test(any_service), cmocka_unit_test(classes),
		cmocka_unit_test(networks),    cmocka_unit_test(patience),
		cmocka_unit_test(limits),      cmocka_unit_test(calls),
		cmocka_unit_test(storms),      cmocka_unit_test(caches),
		cmocka_unit_test(objectives),  cmocka_unit_test(cuts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
