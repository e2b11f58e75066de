/* Writing a message: long, wide, with the judge looking over the shoulder. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

#include "base/utf8.h"

#include <string.h>

static struct stage stage;

static int open_main(void **state)
{
	(void)state;
	stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, 24, 80, true);
	stage_type(&stage, "w<enter>");
	return 0;
}

static int close_stage(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

/* The sentence that caps the message is quoted, with what is wrong. */
static void what_is_not_true_is_quoted(void **state)
{
	(void)state;
	stage_type(&stage, "Spend is 3,300,000 USD an hour now.");
	app_tick(stage.app, 1);
	assert_true(stage_shows(&stage, "3,300,000 USD"));
	assert_false(stage_shows(&stage, "It is not true"));
	assert_true(stage_shows(&stage, "\"Spend is"));
}

/* Money that has no room beside its name is written short, not cut. */
static void facts_are_never_cut_in_a_figure(void **state)
{
	struct str screen = STR_INIT;
	const char *month;
	char line[128];

	(void)state;
	stage_draw(&stage, false, &screen);
	month = strstr(screen.s, "Month at this rate");
	assert_non_null(month);
	snprintf(line, sizeof(line), "%.*s", (int)strcspn(month, "\n"), month);
	assert_non_null(strstr(line, "USD"));
	assert_null(strstr(line, "…"));
	str_finish(&screen);
}

/* Two thousand characters scroll, and the cursor stays on the screen. */
static void a_long_text_scrolls(void **state)
{
	const char *kept;

	(void)state;
	for (int i = 0; i < 200; i++)
		app_paste(stage.app, "ten bytes ", 10);
	stage_type(&stage, "the end");
	assert_int_equal(strlen(app_editor_text(stage.app)), 2007);
	assert_true(stage_shows(&stage, "the end"));
	assert_true(stage.surface.cursor_row > 0 &&
		    stage.surface.cursor_row < 22);
	stage_type(&stage, "<ctrl-home>It begins. ");
	assert_true(stage_shows(&stage, "It begins. ten bytes"));
	/* word by word, as it was written */
	stage_type(&stage, "<ctrl-u><ctrl-u>");
	kept = app_editor_text(stage.app);
	assert_null(strstr(kept, "It begins"));
	stage_type(&stage, "<ctrl-end><alt-b><ctrl-w>");
	assert_non_null(strstr(app_editor_text(stage.app), "ten bytes end"));
}

/* Emoji, flags, combining marks and wide letters go as one; joiners have been
 * scrubbed. */
static void marks_and_wide_letters(void **state)
{
	static const char *const letters[] = {
		"\xcc\x81" /* a lone mark */,
		"e\xcc\x81",
		"\xe6\xbc\xa2",
		"\xf0\x9f\x9a\x80",
		"\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa",
	};

	(void)state;
	for (size_t i = 1; i < sizeof(letters) / sizeof(*letters); i++) {
		stage_type(&stage, "ab");
		app_paste(stage.app, letters[i], strlen(letters[i]));
		stage_type(&stage, "c<left><backspace>");
		assert_true(stage_shows(&stage, "Send"));
		if (strcmp(app_editor_text(stage.app), "abc") != 0)
			fail_msg("%zu leaves %s", i,
				 app_editor_text(stage.app));
		stage_type(&stage, "<end><ctrl-w>");
		assert_string_equal(app_editor_text(stage.app), "");
	}
	app_paste(stage.app, letters[0], strlen(letters[0]));
	stage_type(&stage, "x");
	assert_true(stage_shows(&stage, "x"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_main, close_stage)

static struct {
	size_t count;
	char text[64], audience[48];
	int times;
} keeper;

static bool keep(void *context, const struct message_draft *drafts,
		 size_t count, struct err *err)
{
	(void)context;
	(void)err;
	keeper.times++;
	keeper.count = count;
	keeper.text[0] = '\0';
	if (count > 0) {
		snprintf(keeper.text, sizeof(keeper.text), "%s",
			 drafts[0].text);
		snprintf(keeper.audience, sizeof(keeper.audience), "%s",
			 drafts[0].audience);
	}
	return true;
}

/* The next sitting, with what this one has kept. */
static void sit_again(void)
{
	struct message_draft draft = { keeper.audience, keeper.text };
	struct app_options options = { .session = &stage.session,
				       .keep_drafts = keep,
				       .resumed = true,
				       .drafts = &draft,
				       .draft_count = keeper.count };

	app_destroy(stage.app);
	stage.app = app_create(&options);
	app_resize(stage.app, 24, 80);
}

static void what_is_being_written_is_kept(void **state)
{
	(void)state;
	memset(&keeper, 0, sizeof(keeper));
	sit_again();
	stage_type(&stage, "w<enter>Half a thou");
	app_tick(stage.app, 1);
	assert_int_equal(keeper.times, 0);
	app_tick(stage.app, 1.5);
	assert_int_equal(keeper.times, 1);
	assert_string_equal(keeper.text, "Half a thou");
	/* Not again, when nothing was written. */
	app_tick(stage.app, 3);
	assert_int_equal(keeper.times, 1);
	stage_type(&stage, "ght");
	app_keep_drafts(stage.app);
	assert_string_equal(keeper.text, "Half a thought");
	/* The terminal goes away here. */
	sit_again();
	assert_true(stage_shows(&stage, "The message you began to"));
	stage_type(&stage, "q");
	assert_true(stage_shows(&stage, "1 unsent draft is kept with it"));
	stage_type(&stage, "nw<enter>");
	assert_true(stage_shows(&stage, "Half a thought"));
	/* What is sent is a draft no more. */
	stage_type(&stage, "<ctrl-s>");
	assert_int_equal(keeper.count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(what_is_not_true_is_quoted),
		CASE(facts_are_never_cut_in_a_figure),
		CASE(a_long_text_scrolls),
		CASE(marks_and_wide_letters),
		CASE(what_is_being_written_is_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
