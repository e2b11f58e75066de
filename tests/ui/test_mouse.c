/* The mouse: what is clicked does what its key does. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

#include <string.h>

static struct stage stage;

static int open_stage(void **state)
{
	(void)state;
	stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, 36, 120, true);
	return 0;
}

static int close_stage(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

/* Where a text begins on the screen; rows from `from` on. */
static void find(const char *text, int from, int *row, int *column)
{
	struct str screen = STR_INIT;

	app_settle(stage.app);
	app_draw(stage.app, &stage.surface);
	for (*row = from; *row < stage.surface.rows; ++*row) {
		const char *found;

		str_clear(&screen);
		surface_row_text(&stage.surface, *row, &screen);
		found = strstr(screen.s, text);
		if (!found)
			continue;
		/* Cells, not bytes. */
		*column = 0;
		for (const char *at = screen.s; at < found; at++)
			*column += (*at & 0xc0) != 0x80;
		str_finish(&screen);
		return;
	}
	str_finish(&screen);
	fail_msg("there is no \"%s\" on the screen", text);
}

static unsigned click(const char *text, int from)
{
	int row, column;

	find(text, from, &row, &column);
	return app_mouse(stage.app, row, column, 1);
}

static void test_tabs_and_footer(void **state)
{
	(void)state;
	click("Bill", 0);
	assert_true(stage_shows(&stage, "Billing"));
	click("Measures", 34);
	assert_true(stage_shows(&stage, "hands free"));
	/* A key's label does what the key does. */
	click("Write", 34);
	assert_true(stage_shows(&stage, "Write to whom"));
	stage_type(&stage, "<esc>");
	click("Help", 34);
	assert_true(stage_shows(&stage, "what can be done"));
}

static void test_rows_are_chosen_then_opened(void **state)
{
	(void)state;
	stage_type(&stage, "m");
	click("○ Limit the tenant", 4);
	assert_true(stage_shows(&stage, "2 of "));
	click("○ Limit the tenant", 4);
	assert_true(stage_shows(&stage, "Ctrl-S"));
	click("cancel", 4);
	assert_false(stage_shows(&stage, "Ctrl-S"));
}

static void test_the_wheel_moves(void **state)
{
	(void)state;
	stage_type(&stage, "m");
	app_mouse(stage.app, 10, 10, 5);
	assert_true(stage_shows(&stage, "3 of "));
	app_mouse(stage.app, 10, 10, 4);
	assert_true(stage_shows(&stage, "1 of "));
}

static void test_a_graph_gives_its_values(void **state)
{
	(void)state;
	stage_wait(&stage, 120);
	app_mouse(stage.app, 8, 20, 1);
	app_draw(stage.app, &stage.surface);
	/* All six graphs show the same moment. */
	{
		struct str screen = STR_INIT;
		int found = 0;

		surface_dump(&stage.surface, true, &screen);
		for (const char *at = screen.s; (at = strstr(at, "-16:")); at++)
			found++;
		str_finish(&screen);
		assert_int_equal(found, 6);
	}
	stage_type(&stage, "<esc>");
	assert_false(stage_shows(&stage, "-16:"));
}

static void test_dialogs(void **state)
{
	(void)state;
	/* What lies below a dialog cannot be clicked. */
	stage_type(&stage, "E");
	click("Bill", 0);
	assert_true(stage_shows(&stage, "End play?"));
	click("no", 10);
	assert_false(stage_shows(&stage, "End play?"));
	stage_type(&stage, "d");
	click("SEV2", 4);
	assert_string_equal(drill_severity(stage.drill), "sev2");
}

static void test_composer(void **state)
{
	int row, column;

	(void)state;
	stage_type(&stage, "w<enter>We lose money.");
	find("lose", 0, &row, &column);
	app_mouse(stage.app, row, column, 1);
	stage_type(&stage, "really ");
	assert_string_equal(app_editor_text(stage.app),
			    "We really lose money.");
	stage_type(&stage, "<end> ");
	click("Spend", 3);
	assert_non_null(strstr(app_editor_text(stage.app), "normal"));
	/* Behind the text is its end. */
	app_mouse(stage.app, 20, 10, 1);
	stage_type(&stage, "!");
	assert_int_equal(
		app_editor_text(
			stage.app)[strlen(app_editor_text(stage.app)) - 1],
		'!');
}

static void test_too_small_has_no_mouse(void **state)
{
	(void)state;
	stage_resize(&stage, 10, 30);
	assert_int_equal(app_mouse(stage.app, 9, 2, 1), 0);
}

#define T(test) cmocka_unit_test_setup_teardown(test, open_stage, close_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_tabs_and_footer),
		T(test_rows_are_chosen_then_opened),
		T(test_the_wheel_moves),
		T(test_a_graph_gives_its_values),
		T(test_dialogs),
		T(test_composer),
		T(test_too_small_has_no_mouse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
