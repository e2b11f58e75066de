/* The report view while the debrief is worked out. */
#include "tests/ui/fixtures.h"

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
		IN(practice, test_report_fills_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
