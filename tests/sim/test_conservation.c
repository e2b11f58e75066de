#include "tests/sim/bench.h"
#include "tests/sim/system.h"

#include "sim/engine_internal.h"

#include <math.h>

/* What came in was served, has failed, or is still there; and in the end
 * nothing is. */

static const struct sim_window always = { INT64_MIN / 4, INT64_MAX / 4 };

static void check_people(const struct sim_engine *e)
{
	struct sim_people people[SIM_VALUES_MAX];
	double waiting[SIM_VALUES_MAX];
	double came = 0, left = 0;

	for (int a = 0; a < 2; a++) {
		sim_people_by_attribute(e, a, always, people);
		sim_people_waiting(e, a, waiting);
		for (int v = 0; v < 2; v++) {
			assert_true(people[v].came == people[v].served +
							      people[v].failed +
							      waiting[v]);
			assert_true(people[v].degraded <= people[v].served);
			came += people[v].came;
			left += people[v].served + people[v].failed;
		}
	}
	assert_true(came >= left);
}

static double presses_open(const struct sim_engine *e)
{
	struct sim_trace trace;
	double open = 0;

	for (uint32_t i = 0; sim_trace(e, i, &trace); i++)
		open += trace.outcome == SIM_OUTCOME_OPEN;
	return open;
}

static void check_presses(const struct sim_engine *e)
{
	double counts[SIM_OUTCOMES];
	double ended = 0;
	struct sim_trace trace;
	double all = 0;

	while (sim_trace(e, (uint32_t)all, &trace))
		all += 1;
	sim_outcomes(e, NULL, always, counts);
	for (int i = 0; i < SIM_OUTCOMES; i++)
		ended += counts[i];
	assert_true(counts[SIM_OUTCOME_OPEN] == 0);
	assert_true(all == ended + presses_open(e));
}

static void check_money(const struct sim_engine *e)
{
	double usd[SIM_VALUES_MAX], tasks[SIM_VALUES_MAX];
	double total = sim_metric(e, SIM_METRIC_SPEND, NULL, always);
	double by_attempt = 0;

	sim_bill_by_attribute(e, 0, always, usd, tasks);
	assert_true(fabs(usd[0] + usd[1] - total) < 1e-6);
	sim_bill_by_attribute(e, 1, always, usd, tasks);
	assert_true(fabs(usd[0] + usd[1] - total) < 1e-6);
	assert_true(fabs(usd[0] - 0.5 * tasks[0]) < 1e-6);
	assert_true(fabs(usd[1] - 1.2 * tasks[1]) < 1e-6);
	sim_bill_by_attempt(e, always, usd, tasks);
	for (int i = 0; i < 4; i++)
		by_attempt += usd[i];
	assert_true(fabs(by_attempt - total) < 1e-6);
}

static void everything_is_accounted_for_at_any_time(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = sim_engine_create(model, 4, 0, SIM_FULL);

	(void)state;
	for (size_t i = 0; i < SYSTEM_CHANGES; i++) {
		bench_advance(e, system_changes[i].at);
		check_people(e);
		check_presses(e);
		check_money(e);
		bench_set(e, system_changes[i].parameter,
			  system_changes[i].value);
	}
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Every way for a call to end was gone, and all records were given back. */
static void nothing_is_left_in_the_end(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = sim_engine_create(model, 4, 0, SIM_FULL);

	(void)state;
	for (size_t i = 0; i < SYSTEM_CHANGES; i++) {
		bench_advance(e, system_changes[i].at);
		bench_set(e, system_changes[i].parameter,
			  system_changes[i].value);
	}
	bench_advance(e, 10000);
	check_people(e);
	assert_true(presses_open(e) == 0);
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(e->slab[id].live, 0);
	/* The autoscaler goes on looking. */
	assert_int_equal(agenda_count(&e->agenda), 1);
	for (int node = 0; node < sim_model_node_count(model); node++) {
		assert_true(sim_gauge(e, node, SIM_GAUGE_QUEUE,
				      (struct sim_window){ SECONDS(9990),
							   SECONDS(10000) }) ==
			    0);
		assert_true(sim_gauge(e, node, SIM_GAUGE_BUSY,
				      (struct sim_window){ SECONDS(9990),
							   SECONDS(10000) }) ==
			    0);
	}
	for (int outcome = SIM_OUTCOME_OK; outcome < SIM_OUTCOME_CREDIT;
	     outcome++)
		assert_true(bench_outcomes(e, (enum sim_outcome)outcome) > 0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_LIMITED) > 0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_SHED) > 0);
	assert_true(bench_outcomes(e, SIM_OUTCOME_FULL) > 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Little's law: mean number in a pool = rate * mean time in it. */
static void number_is_rate_times_time(void **state)
{
	struct sim_model *model = bench_model(SYSTEM_MODEL);
	struct sim_engine *e = bench_run(model, 4, 600);
	double busy = bench_level(e, "gpu", SIM_GAUGE_BUSY, 100, 600);
	double rate = bench_level(e, "gpu", SIM_GAUGE_OUT, 100, 600);

	(void)state;
	assert_true(fabs(busy - rate * 3.0) < 0.15 * busy);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_accounted_for_at_any_time),
		cmocka_unit_test(nothing_is_left_in_the_end),
		cmocka_unit_test(number_is_rate_times_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
