#include "tests/cmocka_setup.h"
#include "drill/commands/script.h"
#include "tests/drill/tiny.h"

#include <string.h>

static const struct {
	const char *text;
	int line, column;
	const char *says;
} bad[] = {
	{ "look overview", 1, 1, "begins with its minute" },
	{ "# x\n\n00:10 look overview\nsoon end\n", 4, 1, "its minute" },
	{ "00:10 lok overview\n", 1, 7, "did you mean 'look'?" },
	{ "  00:10\t look biling", 1, 15, "'billing'" },
	{ "00:10 end\n00:09 end\n", 2, 1, "before the line above" },
	{ "00:10 wait 01:00\n01:00 end\n", 2, 1, "before the line above" },
	{ "00:10", 1, 6, "expected a command" },
	{ "-00:10 end", 1, 1, "its minute" },
	{ "00:10 tell finance <<END\nhello\n", 1, 25, "has no end" },
	{ "00:10 end\r\n00:11 note\r\n", 2, 11, "the text" },
};

static void says_line_and_column(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena arena = ARENA_INIT;
		struct script script;
		struct err err = { 0 };

		if (script_parse("a.txt", bad[i].text, &arena, &script, &err))
			fail_msg("'%s' was taken", bad[i].text);
		if (err.line != bad[i].line || err.column != bad[i].column ||
		    !strstr(err.message, bad[i].says))
			fail_msg("'%s': %d:%d: %s", bad[i].text, err.line,
				 err.column, err.message);
		assert_string_equal(err.path, "a.txt");
		arena_finish(&arena);
	}
}

static const char whole[] = "# a drill\n"
			    "00:20 look overview\n"
			    "00:30 as Ann tell finance <<END\n"
			    "One line.\n"
			    "01:00 is no stamp here.\n"
			    "END\n"
			    "00:40 wait 01:00\n"
			    "02:00 apply spend-cap\n"
			    "05:00 end\n";

static void plays(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	struct script script;
	struct err err = { 0 };
	size_t count;
	const struct message *messages;

	(void)state;
	assert_true(script_parse("a", whole, &arena, &script, &err));
	assert_int_equal(script.count, 4);
	assert_int_equal(script.lines[2].line, 8);
	assert_true(script_run(drill, &script, false, &err));
	assert_int_equal(drill_phase(drill), DRILL_ENDED);
	assert_int_equal(drill_now(drill), 300);
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_IN_FORCE);
	messages = drill_messages(drill, &count);
	for (size_t i = 0; i < count; i++) {
		if (messages[i].has_verdict)
			assert_string_equal(messages[i].text,
					    "One line.\n01:00 is no stamp "
					    "here.");
	}
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

static void refusals(void **state)
{
	static const char *const lines[] = { "00:10 apply spend-cap",
					     "00:20 apply spend-cap",
					     "00:30 note \"on\"" };
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	struct script script;
	struct err err = { 0 };
	const struct event *note;

	(void)state;
	assert_true(script_from_lines("b", lines, 3, &arena, &script, &err));
	assert_false(script_run(drill, &script, false, &err));
	assert_int_equal(err.line, 2);
	assert_string_equal(err.path, "b");
	assert_non_null(strstr(err.message, "under way"));
	drill_destroy(drill);

	drill = tiny_drill(pack, "preset", NULL);
	assert_true(script_run(drill, &script, true, &err));
	assert_int_equal(drill_phase(drill), DRILL_ENDED);
	assert_int_equal(drill_now(drill), pack->length_s);
	note = tiny_event(drill, EVENT_COMMAND, "", 1);
	assert_non_null(note);
	assert_non_null(strstr(note->text, "refused: apply spend-cap"));
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

/* Lines behind the last minute belong to the plan phase. */
static void plans_after_the_end(void **state)
{
	static const char *const lines[] = {
		"20:00 plan days spend-cap why=\"next time\"",
		"21:00 tell finance \"score 5\"",
		"22:00 end",
	};
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "preset", NULL);
	struct arena arena = ARENA_INIT;
	struct script script;
	struct err err = { 0 };
	size_t count;

	(void)state;
	assert_true(script_from_lines("c", lines, 3, &arena, &script, &err));
	assert_true(script_run(drill, &script, false, &err));
	assert_int_equal(drill_now(drill), pack->length_s);
	drill_plan(drill, &count);
	assert_int_equal(count, 1);
	drill_destroy(drill);
	pack_destroy(pack);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_line_and_column),
		cmocka_unit_test(plays),
		cmocka_unit_test(refusals),
		cmocka_unit_test(plans_after_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
