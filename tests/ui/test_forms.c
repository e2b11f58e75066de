/* Forms: what a measure and a plan are filled in with. */
#include "tests/ui/fixtures.h"

static void test_tab_never_saves_a_form(void **state)
{
	size_t count;

	(void)state;
	stage_type(&stage, "mB");
	for (int i = 0; i < 20; i++)
		stage_type(&stage, "<tab>");
	drill_plan(stage.drill, &count);
	assert_int_equal(count, 0);
	assert_true(stage_shows(&stage, "keep it"));
}

static void test_plan_form_says_what_is_wrong(void **state)
{
	size_t count;
	const struct plan_item *items;

	(void)state;
	stage_type(&stage, "mB<ctrl-s>");
	assert_true(stage_shows(&stage, "write at least the reason"));
	drill_plan(stage.drill, &count);
	assert_int_equal(count, 0);
	/* The cursor is where it is wrong, and the message is whole. */
	stage_type(&stage, "too slow<up><up><up>soon<ctrl-s>");
	assert_true(stage_shows(&stage, "is no time to come"));
	assert_true(stage_shows(&stage, "on"));
	stage_type(&stage, "<ctrl-u>+3d<ctrl-s>");
	items = drill_plan(stage.drill, &count);
	assert_int_equal(count, 1);
	assert_string_equal(items[0].why, "too slow");
	assert_string_equal(items[0].due, "+3d");
	assert_true(stage_shows(&stage, "still without: trade-off, owner"));
}

static void test_plan_form_is_put_aside(void **state)
{
	size_t count;
	const struct plan_item *items;

	(void)state;
	/* Nothing written, nothing kept. */
	stage_type(&stage, "mB<esc>");
	assert_false(stage_shows(&stage, "Put aside"));
	stage_type(&stage, "B<tab>quicker than anything else<esc>");
	assert_true(stage_shows(&stage, "Put aside"));
	assert_false(stage_shows(&stage, "Plan a measure"));
	/* It comes back, and Esc keeps it once more. */
	stage_type(&stage, "B<esc>B");
	assert_true(stage_shows(&stage, "quicker than anything else"));
	stage_type(&stage, "<ctrl-s>");
	items = drill_plan(stage.drill, &count);
	assert_int_equal(count, 1);
	assert_string_equal(items[0].why, "quicker than anything else");
	/* Kept on the plan, it is a draft no more. */
	stage_type(&stage, "B<esc>");
	assert_false(stage_shows(&stage, "Put aside"));
}

static void test_form_shows_a_long_text_whole(void **state)
{
	(void)state;
	stage_resize(&stage, 24, 80);
	stage_type(&stage, "mB<tab>The first words stay in sight while the "
			   "sentence grows far beyond the width of the field");
	assert_true(stage_shows(&stage, "The first words stay"));
	assert_true(stage_shows(&stage, "of the field"));
	assert_true(stage_shows(&stage, "rollback"));
	assert_true(stage_shows(&stage, "due (+3d"));
	assert_true(stage_shows(&stage, "the reason, in one sentence"));
}

static void test_enter_does_what_the_measure_can(void **state)
{
	(void)state;
	stage_type(&stage, "m");
	assert_true(stage_shows(&stage, "enter Apply"));
	stage_type(&stage, "<enter><ctrl-s>");
	assert_false(stage_shows(&stage, "enter Apply"));
	stage_type(&stage, "<enter>");
	assert_true(stage_shows(&stage, "It is under way"));
	stage_wait(&stage, 120);
	assert_true(stage_shows(&stage, "enter Change"));
}

static void test_a_typed_command_says_what_came_of_it(void **state)
{
	static const struct {
		const char *line, *says;
	} lines[] = {
		{ "apply tenant-quota", "for a yes: Limit the tenant." },
		{ "apply rollback", "Under way: Roll release 7 back, in force "
				    "by 02:00." },
		{ "plan days tenant-quota why=fair",
		  "On the plan for days; still without: trade-off, owner, "
		  "metric, rollback, due." },
		{ "revert rollback", "Roll release 7 back" },
		{ "declare sev2", "Declared: SEV2." },
		{ "note hello", "Note: hello." },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		stage_type(&stage, ":");
		stage_type(&stage, lines[i].line);
		stage_type(&stage, "<enter>");
		if (!stage_shows(&stage, lines[i].says))
			fail_msg("%s does not say: %s", lines[i].line,
				 lines[i].says);
	}
}

static void test_a_question_is_asked_in_the_list(void **state)
{
	size_t count;
	const struct event *events;

	(void)state;
	stage_type(&stage, "a<enter>zzz what broke");
	assert_true(stage_shows(&stage, "zzz what broke"));
	assert_true(stage_shows(&stage, "Enter asks it in these words."));
	stage_type(&stage, "<enter>");
	events = drill_events(stage.drill, &count);
	assert_int_equal(events[count - 1].command->verb, COMMAND_ASK);
	assert_string_equal(events[count - 1].command->text, "zzz what broke");
	assert_true(stage_shows(&stage, "Asked "));
}

static void test_a_asks_wherever_it_is_pressed(void **state)
{
	(void)state;
	stage_type(&stage, "ba");
	assert_true(stage_shows(&stage, "Ask whom?"));
	stage_type(&stage, "<esc>o");
	assert_true(stage_shows(&stage, "Plan which measure?"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN(practice, test_tab_never_saves_a_form),
		IN(practice, test_plan_form_says_what_is_wrong),
		IN(practice, test_plan_form_is_put_aside),
		IN(practice, test_form_shows_a_long_text_whole),
		IN(practice, test_enter_does_what_the_measure_can),
		IN(practice, test_a_typed_command_says_what_came_of_it),
		IN(practice, test_a_question_is_asked_in_the_list),
		IN(practice, test_a_asks_wherever_it_is_pressed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
