/* The plain prompt: what it understands beside the drill's commands. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"
#include "ui/plain.h"

#include <string.h>

static struct stage stage;
static struct plain *plain;
static struct str out;

static void open_in(enum drill_mode mode)
{
	stage_open(&stage, STAGE_TINY, mode, 24, 80, false);
	plain = plain_create(&stage.session, false);
	str_init(&out);
}

static int open_practice(void **state)
{
	(void)state;
	open_in(DRILL_PRACTICE);
	return 0;
}

static int open_exam(void **state)
{
	(void)state;
	open_in(DRILL_EXAM);
	return 0;
}

static int open_coached(void **state)
{
	(void)state;
	open_in(DRILL_COACHED);
	return 0;
}

static int close_plain(void **state)
{
	(void)state;
	plain_destroy(plain);
	str_finish(&out);
	stage_close(&stage);
	return 0;
}

/* Types a line; what comes of it must hold these words. */
static void says(const char *line, const char *words)
{
	struct err err = { 0 };

	str_clear(&out);
	assert_true(plain_line(plain, line, &out, &err));
	if (!strstr(out.s, words))
		fail_msg("'%s' says: %s", line, out.s);
}

static void test_words_of_its_own(void **state)
{
	(void)state;
	says("help", "template AUDIENCE");
	says("help apply", "override=yes");
	says("hint", "then `declare`");
	says("words burn", "error budget");
	says("words zzz", "! no word here");
	says("template finance", "[money an hour against normal");
	says("template", "! template wants a reader");
	says("pause", "clock stands");
	assert_true(stage.session.paused);
	says("go", "clock runs");
	assert_false(stage.session.paused);
	says("speed 6", "takes 10 s");
	says("speed fast", "! speed is");
	says("nonsense", "! ");
}

static void test_exam_keeps_its_rules(void **state)
{
	size_t before, after;

	(void)state;
	says("pause", "cannot be stopped");
	says("template finance", "an exam has no templates");
	drill_events(stage.drill, &before);
	says("hint", "Hint: How bad is it?");
	drill_events(stage.drill, &after);
	assert_int_equal(after, before + 1);
}

static void test_the_coach_speaks_when_there_is_more_to_do(void **state)
{
	(void)state;
	says("look overview", "`look map` shows how");
	says("look map", "`look runbook`");
	/* It does not say the same twice. */
	says("words pin", "evidence");
	assert_null(strstr(out.s, "Hint"));
	says("look runbook", "`look inbox`");
	says("look inbox", "Looking is free and not scored");
	says("pin billing", "`declare`");
}

/* What happened before a look stands before what it shows. */
static void test_a_stamped_look_comes_after_the_news(void **state)
{
	const char *news, *panel;

	(void)state;
	says("12:00 look overview", "ALERT: ");
	news = strstr(out.s, "ALERT: ");
	panel = strstr(out.s, "Overview");
	assert_non_null(panel);
	assert_true(news < panel);
}

#define IN(mode, test) \
	cmocka_unit_test_setup_teardown(test, open_##mode, close_plain)

int main(void)
{
	const struct CMUnitTest tests[] = {
		IN(practice, test_words_of_its_own),
		IN(exam, test_exam_keeps_its_rules),
		IN(practice, test_a_stamped_look_comes_after_the_news),
		IN(coached, test_the_coach_speaks_when_there_is_more_to_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
