#include "tests/cmocka_setup.h"

#include "connect/news.h"
#include "scenarios/pack.h"

#include <string.h>

static struct pack *pack;
static struct drill *drill;

static int start(void **state)
{
	struct err err = { 0 };
	struct drill_options options = { .seed = 7, .variant = 0 };

	(void)state;
	pack = pack_load(TINY_PACK, &err);
	options.pack = pack;
	drill = pack ? drill_create(&options, &err) : NULL;
	if (!drill)
		print_error("%s: %s\n", err.path, err.message);
	return drill ? 0 : -1;
}

static int stop(void **state)
{
	(void)state;
	drill_destroy(drill);
	pack_destroy(pack);
	return 0;
}

/* All that a chat would be told of the log so far. */
static void tell_all(struct str *out)
{
	size_t count;
	const struct event *events = drill_events(drill, &count);

	for (size_t i = 0; i < count; i++)
		if (news_event(drill, &events[i], out))
			str_add_char(out, '\n');
}

static void submit(const char *line)
{
	struct arena arena = ARENA_INIT;
	struct command command;
	struct err err = { 0 };

	if (!command_parse(line, &arena, &command, &err) ||
	    !drill_submit(drill, &command, NULL, &err))
		fail_msg("%s: %s", line, err.message);
	arena_finish(&arena);
}

static void test_news(void **state)
{
	struct str out = STR_INIT;
	struct err err = { 0 };

	(void)state;
	submit("look billing by=preset");
	submit("declare sev1");
	submit("tell manager \"Spend is several times normal.\"");
	submit("apply spend-cap");
	assert_true(drill_advance(drill, 240, &err));
	submit("end");
	tell_all(&out);
	assert_non_null(strstr(out.s, "EXERCISE "));
	assert_non_null(strstr(out.s, "you declared: sev1\n"));
	assert_non_null(
		strstr(out.s, "you to manager: Spend is several times"));
	assert_non_null(strstr(out.s, "In force: Cap the spend an hour\n"));
	assert_non_null(strstr(out.s, "Finn writes: "));
	assert_non_null(strstr(out.s, "The drill has ended.\n"));
	/* What somebody looks at or asks for is nobody's business. */
	assert_null(strstr(out.s, "look"));
	assert_null(strstr(out.s, "billing by"));
	assert_null(strstr(out.s, "apply"));
	str_finish(&out);
}

static void test_frame(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	news_begin(drill, &out);
	str_add_char(&out, '\n');
	news_score(6.95, 10, "PASS", &out);
	assert_non_null(strstr(out.s, "EXERCISE: the drill \"A small "
				      "incident\" begins.\n"));
	assert_non_null(strstr(out.s, "of 10.0, PASS."));
	str_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_news),
		cmocka_unit_test(test_frame),
	};

	return cmocka_run_group_tests(tests, start, stop);
}
