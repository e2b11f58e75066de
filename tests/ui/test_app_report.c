/* The report view while the debrief is worked out. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

static struct stage stage;

static int open_stage(void **state)
{
	(void)state;
	stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, 30, 100, true);
	return 0;
}

static int close_stage(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

/* The score is there at once; the rest comes in while it is worked out. */
static void test_report_fills_in(void **state)
{
	static const struct report_counterfactual late = {
		.action = "apply rollback",
		.subject = "Roll back",
		.change = "removed",
		.clear = true,
		.loss_usd = 500,
		.sentence = "Without it all would have been worse.",
	};
	static const struct report first = { .scenario_title = "An hour",
					     .mode = "practice",
					     .decision = "PASS",
					     .reasoning = "At once." };
	struct report better = first;

	(void)state;
	better.counterfactuals = &late;
	better.counterfactual_count = 1;
	stage.report = &first;
	stage.done = 3;
	stage.total = 40;
	stage_type(&stage, "EyEy");
	assert_true(stage_shows(&stage, "At once."));
	assert_int_equal(app_tick(stage.app, 0.1) & APP_REDRAW, APP_REDRAW);
	assert_true(stage_shows(&stage, "3 of 40 runs"));
	stage.better = &better;
	stage.done = stage.total = 0;
	assert_int_equal(app_tick(stage.app, 0.1) & APP_REDRAW, APP_REDRAW);
	assert_true(stage_shows(&stage, "all would have been worse"));
	assert_false(stage_shows(&stage, "runs"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_report_fills_in,
						open_stage, close_stage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
