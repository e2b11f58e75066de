/*
 * The storm of the shop's payments comes out of its model, and stays when what
 * began it has gone: no variant sets an error or a time to pay.
 */
#include "tests/cmocka_setup.h"

#include "tests/scenarios/lab.h"

#include <string.h>

#define VARIANTS 3
#define MINUTE INT64_C(60)
#define BEGIN (-32 * MINUTE)
#define ACT (2 * MINUTE) /* a measure is applied */

enum { SLOW, SETTINGS, TESTING };
static const uint64_t seeds[] = { 3, 14 };
#define SEEDS (sizeof(seeds) / sizeof(seeds[0]))

static struct pack *pack;

static int load(void **state)
{
	(void)state;
	pack = lab_load("payment-retry-storm");
	assert_int_equal(pack->variant_count, VARIANTS);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	pack_destroy(pack);
	return 0;
}

static double errors(const struct lab *lab, int64_t from_s, int64_t to_s)
{
	return lab_metric(lab, SIM_METRIC_ERROR_RATE, from_s, to_s);
}

/* Without a cause the evening is calm, at the sale as well. */
static void a_normal_evening(void **state)
{
	(void)state;
	for (size_t s = 0; s < SEEDS; s++) {
		struct lab lab;

		lab_start(&lab, pack, seeds[s], SLOW, true, BEGIN);
		lab_until(&lab, 60 * MINUTE);
		assert_false(lab.bad);
		assert_true(errors(&lab, -30 * MINUTE, 60 * MINUTE) < 0.02);
		assert_true(lab_metric(&lab, SIM_METRIC_P95, -30 * MINUTE,
				       40 * MINUTE) < 3.5);
		lab_stop(&lab);
	}
}

/* One headline for all: most requests fail, payments take half a minute, and
 * charges are well above normal. */
static void one_headline(void **state)
{
	(void)state;
	for (int v = 0; v < VARIANTS; v++) {
		struct lab lab, normal;
		double spend, usual;

		lab_start(&lab, pack, seeds[0], v, false, BEGIN);
		lab_start(&normal, pack, seeds[0], v, true, BEGIN);
		lab_until(&lab, 3 * MINUTE);
		lab_until(&normal, 3 * MINUTE);
		spend = lab_metric(&lab, SIM_METRIC_SPEND_RATE, -MINUTE,
				   3 * MINUTE);
		usual = lab_metric(&normal, SIM_METRIC_SPEND_RATE, -MINUTE,
				   3 * MINUTE);
		print_message(
			"# %s: errors %.2f, p95 %.0f s, charges x%.2f\n",
			pack->variants[v].id, errors(&lab, -MINUTE, 3 * MINUTE),
			lab_metric(&lab, SIM_METRIC_P95, -MINUTE, 3 * MINUTE),
			spend / usual);
		assert_true(errors(&lab, -MINUTE, 3 * MINUTE) > 0.5);
		assert_true(lab_metric(&lab, SIM_METRIC_P95, -MINUTE,
				       3 * MINUTE) > 15);
		assert_true(spend > 1.6 * usual && spend < 2.5 * usual);
		/* And ten normal minutes before it. */
		assert_true(errors(&lab, -30 * MINUTE,
				   lab_trigger(&lab) - MINUTE) < 0.02);
		lab_stop(&lab);
		lab_stop(&normal);
	}
}

/* What began it has gone before the page; the storm stays until somebody acts.
 * That is what metastable means. */
static void the_trigger_goes_and_the_storm_stays(void **state)
{
	(void)state;
	for (int v = 0; v < VARIANTS; v++) {
		for (size_t s = 0; s < SEEDS; s++) {
			struct lab lab;
			double people;

			lab_start(&lab, pack, seeds[s], v, false, BEGIN);
			lab_until(&lab, 13 * MINUTE);
			for (int64_t t = -9; t < 13; t++)
				assert_true(errors(&lab, t * MINUTE,
						   (t + 1) * MINUTE) > 0.45);
			people = lab_metric(&lab, SIM_METRIC_ARRIVALS,
					    -8 * MINUTE, 13 * MINUTE);
			assert_true(people < 85);
			assert_true(lab_metric(&lab, SIM_METRIC_TASK_P50,
					       -8 * MINUTE, 13 * MINUTE) < 0.4);
			lab_stop(&lab);
		}
	}
}

/* The evidence that is left of each cause: only one of them has it. */
static void each_cause_leaves_its_own_trace(void **state)
{
	(void)state;
	for (int v = 0; v < VARIANTS; v++) {
		struct lab lab;
		int64_t at;
		bool slow, crowd, early;

		lab_start(&lab, pack, seeds[0], v, false, BEGIN);
		lab_until(&lab, 0);
		at = lab_trigger(&lab);
		slow = lab_metric(&lab, SIM_METRIC_TASK_P50, at + MINUTE,
				  at + 3 * MINUTE) > 0.6;
		crowd = lab_metric(&lab, SIM_METRIC_ARRIVALS, at + 210,
				   at + 270) > 110;
		early = lab_metric(&lab, SIM_METRIC_TIMEOUT_RATE, -22 * MINUTE,
				   at - 10) > 0.004;
		assert_int_equal(slow, v == SLOW);
		assert_int_equal(crowd, v == TESTING);
		assert_int_equal(early, v == SETTINGS);
		lab_stop(&lab);
	}
}

/* What a measure does to errors in three minutes, two minutes after it landed,
 * by variant. */
enum fate { ENDS, STAYS, WORSE };
static const struct {
	const char *id;
	enum fate fate[VARIANTS];
} measures[] = {
	{ "bulkhead", { ENDS, ENDS, ENDS } },
	{ "longer-timeout", { ENDS, ENDS, ENDS } },
	{ "fewer-retries", { ENDS, ENDS, ENDS } },
	{ "retry-budget", { ENDS, STAYS, ENDS } },
	{ "breaker", { ENDS, ENDS, ENDS } },
	{ "second-provider", { ENDS, ENDS, ENDS } },
	{ "roll-back-settings", { STAYS, STAYS, STAYS } },
	{ "bot-check", { STAYS, STAYS, STAYS } },
	{ "back-off", { STAYS, STAYS, STAYS } },
	{ "more-threads", { STAYS, STAYS, STAYS } },
	{ "shorter-timeout", { WORSE, STAYS, WORSE } },
	{ "more-open-calls", { WORSE, STAYS, WORSE } },
};

static void what_measures_do(void **state)
{
	(void)state;
	for (int v = 0; v < VARIANTS; v++) {
		struct lab lab;

		lab_start(&lab, pack, seeds[0], v, false, BEGIN);
		lab_until(&lab, ACT);
		for (size_t i = 0; i < sizeof(measures) / sizeof(*measures);
		     i++) {
			const char *id = measures[i].id;
			enum fate want = measures[i].fate[v];
			struct lab with;
			double before, after;
			enum fate got;

			lab_fork(&lab, &with);
			lab_land(&with, pack_mitigation(pack, id), NULL);
			lab_until(&with, ACT + 5 * MINUTE);
			before = errors(&lab, 0, ACT);
			after = errors(&with, ACT + 2 * MINUTE,
				       ACT + 5 * MINUTE);
			got = after < 0.25	      ? ENDS
			      : after > before + 0.08 ? WORSE
						      : STAYS;
			if (got != want)
				print_error("%s in %s: %.2f, was %.2f\n", id,
					    pack->variants[v].id, after,
					    before);
			assert_int_equal(got, want);
			lab_stop(&with);
		}
		lab_stop(&lab);
	}
}

/* The old settings alone do not end what the new ones began, but it is less. */
static void the_old_settings_help_a_little(void **state)
{
	struct lab lab, with;

	(void)state;
	lab_start(&lab, pack, seeds[1], SETTINGS, false, BEGIN);
	lab_until(&lab, ACT);
	lab_fork(&lab, &with);
	lab_land(&with, pack_mitigation(pack, "roll-back-settings"), NULL);
	lab_until(&lab, ACT + 5 * MINUTE);
	lab_until(&with, ACT + 5 * MINUTE);
	assert_true(errors(&with, ACT + MINUTE, ACT + 5 * MINUTE) <
		    errors(&lab, ACT + MINUTE, ACT + 5 * MINUTE) - 0.05);
	lab_stop(&lab);
	lab_stop(&with);
}

/* At minute 25 Paystone is slow for two minutes: with a bulkhead payments come
 * back by themselves, and with what merely ended the storm they do not. */
static void the_second_time(void **state)
{
	struct lab held, ended;

	(void)state;
	lab_start(&held, pack, seeds[0], SLOW, false, BEGIN);
	lab_until(&held, ACT);
	lab_fork(&held, &ended);
	lab_land(&held, pack_mitigation(pack, "bulkhead"), NULL);
	lab_land(&ended, pack_mitigation(pack, "waiting-room"), NULL);
	lab_until(&ended, ACT + 4 * MINUTE);
	/* The room is opened again. */
	sim_engine_set(ended.engine,
		       sim_model_parameter(pack->model, "waiting-room.on"), 0);
	lab_until(&held, 36 * MINUTE);
	lab_until(&ended, 36 * MINUTE);
	assert_true(errors(&ended, 12 * MINUTE, 24 * MINUTE) < 0.02);
	assert_true(errors(&held, 30 * MINUTE, 36 * MINUTE) < 0.02);
	assert_true(errors(&ended, 30 * MINUTE, 36 * MINUTE) > 0.4);
	lab_stop(&held);
	lab_stop(&ended);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_normal_evening),
		cmocka_unit_test(one_headline),
		cmocka_unit_test(the_trigger_goes_and_the_storm_stays),
		cmocka_unit_test(each_cause_leaves_its_own_trace),
		cmocka_unit_test(what_measures_do),
		cmocka_unit_test(the_old_settings_help_a_little),
		cmocka_unit_test(the_second_time),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
