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

static void end_with(const struct report *first, const struct report *better)
{
	stage.report = first;
	stage_type(&stage, "EyEy");
	assert_false(stage_shows(&stage, "Corrected"));
	stage.better = better;
	app_tick(stage.app, 0.1);
}

/* What is shown first, and what there is only later. */
static const struct report at_first = { .scenario_title = "An hour",
					.mode = "practice",
					.decision = "PASS",
					.score = 6.04,
					.max = 10 };
static const struct forward simulated = { .planned = true };

/* A score that changes on the screen says from what to what, and why. */
static void test_correction_is_told(void **state)
{
	struct report better = at_first;

	(void)state;
	better.score = 5.96;
	better.decision = "FAIL";
	better.forward = &simulated;
	end_with(&at_first, &better);
	assert_true(stage_shows(&stage, "Corrected: PASS 6.0 -> FAIL 6.0: the "
					"plan was simulated forward"));
	better.decision = "PASS";
	better.score = 5.8;
	stage.better = &better;
	app_tick(stage.app, 0.1);
	assert_true(stage_shows(&stage, "Corrected: 6.0 -> 5.8: the plan was "
					"simulated forward"));
}

static void test_same_score_is_not_corrected(void **state)
{
	struct report better = at_first;

	(void)state;
	better.score = 5.96;
	better.reasoning = "Better.";
	better.forward = &simulated;
	end_with(&at_first, &better);
	assert_true(stage_shows(&stage, "Better."));
	assert_false(stage_shows(&stage, "Corrected"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN(practice, test_report_fills_in),
		IN(practice, test_correction_is_told),
		IN(practice, test_same_score_is_not_corrected),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
