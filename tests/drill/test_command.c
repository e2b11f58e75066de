#include "tests/cmocka_setup.h"
#include "drill/commands/command.h"

#include <string.h>

/* A line and how it is written down; NULL = the same. */
static const struct {
	const char *line, *canonical;
} good[] = {
	{ "look overview", NULL },
	{ "  look   billing   by=tenant  # why", "look billing by=tenant" },
	{ "look metrics metric=p95_s by=plan last=10:00", NULL },
	{ "trace 4711", NULL },
	{ "pin billing by=preset for=default-preset", NULL },
	{ "suspect tenant-batch", NULL },
	{ "suspect tenant-batch the bill says so",
	  "suspect tenant-batch \"the bill says so\"" },
	{ "rule-out vendor-slow \"same as ever\"", NULL },
	{ "conclude tenant-batch", NULL },
	{ "apply spend-cap usd_per_hour=16000 override=yes", NULL },
	{ "revert spend-cap", NULL },
	{ "ask mira what matters?", "ask mira \"what matters?\"" },
	{ "tell finance \"one \\\"two\\\" \\\\ three\\nfour\"", NULL },
	{ "tell finance <<END\nline one\n  line two\n\nEND\n",
	  "tell finance \"line one\\n  line two\"" },
	{ "tell finance <<.\n# not a comment\n.",
	  "tell finance \"# not a comment\"" },
	{ "plan days second-vendor why=\"one is none\" due=+3d", NULL },
	{ "plan days second-vendor why=\"a = b\"", NULL },
	{ "declare sev1", NULL },
	{ "role ic Ann", NULL },
	{ "note \"a # b\"", NULL },
	{ "as Ann note \"hello\"", NULL },
	{ "as \"Ann B\" end", NULL },
	{ "wait 02:30", NULL },
	{ "end", NULL },
	{ "note \"red \033[31mtext\"", "note \"red text\"" },
	{ "note \"gr\xc3\xbc\xc3\x9f"
	  "e\"",
	  NULL },
};

/* A line, the column of what is wrong, and what the message says. */
static const struct {
	const char *line;
	int column;
	const char *says;
} bad[] = {
	{ "", 1, "expected a command" },
	{ "# only this", 1, "expected a command" },
	{ "lok overview", 1, "did you mean 'look'?" },
	{ "dance", 1, "it is look, trace" },
	{ "look", 5, "expected a panel" },
	{ "look biling", 6, "did you mean 'billing'?" },
	{ "look billing tenant", 14, "expected key=value" },
	{ "look billing bye=tenant", 14, "did you mean 'by'?" },
	{ "look billing by=", 17, "a value is missing" },
	{ "look billing by=plan by=plan", 22, "given twice" },
	{ "apply x B\xff=1", 9, "small letters" },
	{ "look overview by=plan", 15, "not a key here" },
	{ "look map by=plan", 10, "map takes no key=value" },
	{ "look billing for=x", 14, "it is by, last or of" },
	{ "suspect", 8, "expected a cause" },
	{ "ask mira", 9, "the question" },
	{ "note", 5, "the text" },
	{ "note \"never closed", 6, "never closed" },
	{ "note \"wrong \\x\"", 13, "backslash" },
	{ "\xc3\xbc"
	  "ber",
	  1, "is not a command" },
	{ "note \"\xc3\xbc\" \"\xc3\xbc", 10, "never closed" },
	{ "plan later x", 6, "it is now, days or weeks" },
	{ "plan days", 10, "expected a measure" },
	{ "plan days x who=me", 13, "is not a key here" },
	{ "declare sev4", 9, "did you mean 'sev1'?" },
	{ "role king Ann", 6, "ic, ops, comms or scribe" },
	{ "role ic", 8, "expected a name" },
	{ "wait", 5, "expected a time" },
	{ "wait soon", 6, "MM:SS" },
	{ "wait -01:00", 6, "MM:SS" },
	{ "end now", 5, "nothing goes here" },
	{ "declare sev1 please", 14, "nothing goes here" },
	{ "as", 3, "expected a name" },
	{ "as Ann", 7, "expected a command" },
	{ "as Abcdefghijklmnopqrstuvwxyzabcdefg note x", 4, "32 letters" },
	{ "tell finance <<END\nno end", 19, "has no end" },
	{ "tell finance <<END\n\nEND", 19, "is empty" },
	{ "note <<END\ntext\nEND", 1, "only tell" },
};

static void reads_and_writes(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(good) / sizeof(*good); i++) {
		struct arena arena = ARENA_INIT;
		struct str line = STR_INIT, again = STR_INIT;
		struct command command;
		struct err err = { 0 };

		if (!command_parse(good[i].line, &arena, &command, &err))
			fail_msg("%s: %s", good[i].line, err.message);
		command_format(&command, &line);
		if (command.verb != COMMAND_WAIT)
			assert_string_equal(line.s, good[i].canonical
							    ? good[i].canonical
							    : good[i].line);
		/* what is written down reads back as itself */
		if (!command_parse(line.s, &arena, &command, &err))
			fail_msg("%s: %s", line.s, err.message);
		command_format(&command, &again);
		assert_string_equal(line.s, again.s);
		str_finish(&line);
		str_finish(&again);
		arena_finish(&arena);
	}
}

static void says_where_and_what(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct arena arena = ARENA_INIT;
		struct command command;
		struct err err = { 0 };

		if (command_parse(bad[i].line, &arena, &command, &err))
			fail_msg("'%s' was taken", bad[i].line);
		if (err.column != bad[i].column ||
		    !strstr(err.message, bad[i].says))
			fail_msg("'%s': column %d, %s", bad[i].line, err.column,
				 err.message);
		assert_int_equal(err.code, ERR_INPUT);
		arena_finish(&arena);
	}
}

static void has_limits(void **state)
{
	struct arena arena = ARENA_INIT;
	struct str line = STR_INIT;
	struct command command;
	struct err err = { 0 };

	(void)state;
	str_add(&line, "note \"");
	str_add_repeat(&line, 'x', COMMAND_LINE_MAX);
	str_add_char(&line, '"');
	assert_false(command_parse(line.s, &arena, &command, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	str_clear(&line);
	str_add(&line, "apply x");
	for (int i = 0; i <= COMMAND_ARGS_MAX; i++)
		str_addf(&line, " k%d=1", i);
	assert_false(command_parse(line.s, &arena, &command, &err));
	str_clear(&line);
	str_add(&line, "note");
	for (int i = 0; i < 5000; i++)
		str_add(&line, " x");
	assert_false(command_parse(line.s, &arena, &command, &err));
	str_finish(&line);
	arena_finish(&arena);
}

static void heredocs(void **state)
{
	char end[32];

	(void)state;
	assert_true(command_opens_heredoc("tell finance <<END", end));
	assert_string_equal(end, "END");
	assert_true(command_opens_heredoc("as Ann tell x <<... ", end));
	assert_string_equal(end, "...");
	assert_false(command_opens_heredoc("tell finance \"a <<END\"", end));
	assert_false(command_opens_heredoc("note x # <<END", end));
	assert_false(command_opens_heredoc("tell finance << END", end));
	assert_false(command_opens_heredoc("tell finance \"<\"", end));
}

static void every_verb_has_its_words(void **state)
{
	(void)state;
	for (int i = 0; i < COMMAND_VERB_COUNT; i++) {
		enum command_verb verb = (enum command_verb)i;

		assert_true(*command_word(verb) && *command_help(verb));
		assert_non_null(command_usage(verb));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_writes),
		cmocka_unit_test(says_where_and_what),
		cmocka_unit_test(has_limits),
		cmocka_unit_test(heredocs),
		cmocka_unit_test(every_verb_has_its_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
