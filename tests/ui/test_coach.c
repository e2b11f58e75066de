/* The coach: its card, and the guided start. */
#include "tests/ui/fixtures.h"

static const struct {
	const char *says, *keys;
	double after_s; /* real seconds until it is done */
} guide[] = {
	{ "step 1 of 6", "1", 5.2 },  { "step 2 of 6", "9", 0.6 },
	{ "step 3 of 6", "0", 0.6 },  { "step 4 of 6", "i", 0.6 },
	{ "step 5 of 6", "5p", 0.2 }, { "step 6 of 6", "<space>", 0.2 },
};

static void test_guided_start(void **state)
{
	(void)state;
	stage_type(&stage, "<enter>");
	assert_true(stage.session.paused);
	for (size_t i = 0; i < sizeof(guide) / sizeof(*guide); i++) {
		assert_true(stage_shows(&stage, guide[i].says));
		stage_type(&stage, guide[i].keys);
		app_tick(stage.app, guide[i].after_s);
		app_tick(stage.app, 0.1);
	}
	assert_false(stage.session.paused);
	assert_true(stage_shows(&stage, "How bad is it?"));
}

static void test_guided_start_goes_in_order(void **state)
{
	(void)state;
	stage_type(&stage, "<enter>");
	/* The third and the fifth before the second do not count for it. */
	stage_type(&stage, "0");
	app_tick(stage.app, 1);
	stage_type(&stage, "5p");
	app_tick(stage.app, 1);
	assert_true(stage_shows(&stage, "step 2 of 6"));
	/* However shortly it is open. */
	stage_type(&stage, "90");
	app_tick(stage.app, 1);
	assert_true(stage_shows(&stage, "step 4 of 6"));
	/* Nothing that jumps ahead in time. */
	stage_type(&stage, "n");
	assert_true(stage_shows(&stage, "waits until you have looked round"));
	assert_int_equal(drill_now(stage.drill), 0);
	/* The clock may be let run before: then there is no last step. */
	stage_type(&stage, "<space>");
	app_tick(stage.app, 1);
	stage_type(&stage, "i");
	app_tick(stage.app, 1);
	stage_type(&stage, "5p");
	assert_true(stage_shows(&stage, "How bad is it?"));
}

static void test_nothing_lies_over_the_coach(void **state)
{
	static const char *const keys[] = { "?",  "m<enter>",  "b<enter>",
					    ":x", ":x<enter>", "w<enter>",
					    "H",  "<f2>" };

	(void)state;
	stage_type(&stage, "<enter>");
	for (int small = 0; small < 2; small++) {
		stage_resize(&stage, small ? 24 : 36, small ? 80 : 120);
		for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
			stage_type(&stage, keys[i]);
			assert_true(stage_shows(&stage, "step "));
			assert_true(stage_shows(&stage, " of 6"));
			stage_type(&stage, "<esc><esc><esc>");
		}
	}
}

static void test_coach_is_left_and_called_back(void **state)
{
	(void)state;
	stage_type(&stage, "<enter>");
	assert_true(stage_shows(&stage, "step 1 of 6"));
	stage_type(&stage, "C");
	assert_false(stage_shows(&stage, "step 1 of 6"));
	assert_true(stage_shows(&stage, "calls it back"));
	/* Without it nothing is held back. */
	stage_type(&stage, "n");
	assert_true(drill_now(stage.drill) > 0);
	stage_type(&stage, "C");
	assert_true(stage_shows(&stage, "step 1 of 6"));
}

static void test_coach_can_be_called_in_practice(void **state)
{
	(void)state;
	assert_false(stage_shows(&stage, "How bad is it?"));
	stage_type(&stage, "C");
	assert_true(stage_shows(&stage, "How bad is it?"));
	stage_type(&stage, "d<enter>");
	assert_true(stage_shows(&stage, "People wait for a word."));
}

static void test_coach_says_what_diagnosis_is_scored_by(void **state)
{
	static const char *const before[] = {
		"declare sev2",	  "tell manager \"We look into it.\"",
		"pin billing",	  "suspect growth",
		"apply rollback", "ask manager \"Who ordered?\"",
		"look overview",  "look map",
		"look billing",	  "look traces",
		"look logs",	  "look infra",
		"look changes",	  "look vendor",
		"look runbook",
	};
	struct err err = { 0 };

	(void)state;
	stage_type(&stage, "C");
	for (size_t i = 0; i < sizeof(before) / sizeof(*before); i++)
		if (!session_command(&stage.session, before[i], NULL, &err))
			fail_msg("%s: %s", before[i], err.message);
	assert_true(stage_shows(&stage, "Diagnosis is scored by"));
	assert_true(session_command(&stage.session, "suspect default-preset",
				    NULL, &err));
	assert_true(session_command(&stage.session,
				    "rule-out growth \"as ever\"", NULL, &err));
	assert_true(stage_shows(&stage, "When the evidence is there"));
}

static void test_exam_has_no_coach(void **state)
{
	(void)state;
	stage_type(&stage, "C");
	assert_true(stage_shows(&stage, "An exam has no coach"));
	assert_false(stage_shows(&stage, "How bad is it?"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN(coached, test_guided_start),
		IN(coached, test_guided_start_goes_in_order),
		IN(coached, test_nothing_lies_over_the_coach),
		IN(coached, test_coach_is_left_and_called_back),
		IN(practice, test_coach_can_be_called_in_practice),
		IN(practice, test_coach_says_what_diagnosis_is_scored_by),
		IN(exam, test_exam_has_no_coach),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
