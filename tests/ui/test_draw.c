#include "tests/cmocka_setup.h"
#include "ui/draw.h"

#include <string.h>

static struct surface surface;

static int setup(void **state)
{
	(void)state;
	surface_init(&surface, 4, 12);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	surface_finish(&surface);
	return 0;
}

static void assert_row(int row, const char *wanted)
{
	struct str text = STR_INIT;

	surface_row_text(&surface, row, &text);
	assert_string_equal(text.s, wanted);
	str_finish(&text);
}

static void test_clips_with_an_ellipsis(void **state)
{
	struct area area = surface_area(&surface);

	(void)state;
	draw_text(&surface, area, 0, 0, -1, ROLE_TEXT, "twelve chars and more");
	assert_row(0, "twelve…");
	/* a word that fills most of it is cut, not left out */
	draw_text(&surface, area, 0, 0, -1, ROLE_TEXT, "of extraordinary size");
	assert_row(0, "of extraord…");
	draw_text(&surface, area, 1, 8, -1, ROLE_TEXT, "abcd");
	assert_row(1, "        abcd");
	draw_text(&surface, area, 9, 0, -1, ROLE_TEXT, "outside");
	draw_text(&surface, area, 2, 40, -1, ROLE_TEXT, "outside");
	draw_text(&surface, area, 2, 0, 3, ROLE_TEXT, "abcdef");
	assert_row(2, "ab…");
	draw_right(&surface, area, 3, 12, ROLE_TEXT, "42");
	assert_row(3, "          42");
}

static void test_wide_characters_lose_both_halves(void **state)
{
	struct area area = surface_area(&surface);

	(void)state;
	draw_text(&surface, area, 0, 0, -1, ROLE_TEXT, "日本");
	assert_int_equal(surface_at(&surface, 0, 0)->width, 2);
	assert_int_equal(surface_at(&surface, 0, 1)->width, 0);
	draw_text(&surface, area, 0, 1, -1, ROLE_TEXT, "x");
	assert_row(0, " x本");
	draw_text(&surface, area, 0, 2, -1, ROLE_TEXT, "y");
	assert_row(0, " xy");
	/* Half a character does not fit in the last column. */
	draw_text(&surface, area, 1, 11, -1, ROLE_TEXT, "日");
	for (int column = 0; column < 12; column++)
		assert_int_equal(surface_at(&surface, 1, column)->width, 1);
}

static void test_combining_marks_share_a_cell(void **state)
{
	struct area area = surface_area(&surface);

	(void)state;
	draw_text(&surface, area, 0, 0, -1, ROLE_TEXT, "e\xcc\x81x");
	assert_string_equal(surface_at(&surface, 0, 0)->text, "e\xcc\x81");
	assert_string_equal(surface_at(&surface, 0, 1)->text, "x");
}

static void test_wraps_at_words(void **state)
{
	struct area area = { 0, 0, 4, 8 };

	(void)state;
	assert_int_equal(draw_wrapped(&surface, area, 0, 0, ROLE_TEXT,
				      "calm under pressure\n\nok"),
			 5);
	assert_row(0, "calm");
	assert_row(1, "under");
	assert_row(2, "pressure");
	surface_clear(&surface);
	draw_wrapped(&surface, area, 0, 3, ROLE_TEXT,
		     "calm under pressure\n\nok");
	assert_row(1, "ok");
	assert_int_equal(text_wrapped_rows("abcdefghijkl", 5), 3);
	assert_int_equal(text_wrapped_rows("日本", 1), 2);
}

static void test_bars_never_hide_something(void **state)
{
	struct area area = surface_area(&surface);

	(void)state;
	draw_bar(&surface, area, 0, 0, 8, 0.0001, ROLE_BAR);
	assert_row(0, "▏");
	draw_bar(&surface, area, 1, 0, 8, 0.5, ROLE_BAR);
	assert_row(1, "████");
	draw_bar(&surface, area, 2, 0, 8, 7, ROLE_BAR);
	assert_row(2, "████████");
	draw_bar(&surface, area, 3, 0, 8, 0, ROLE_BAR);
	assert_row(3, "");
}

static void test_list_keeps_the_selection_in_sight(void **state)
{
	(void)state;
	for (int count = 0; count < 30; count++)
		for (int rows = 1; rows < 12; rows++)
			for (int at = 0; at < count; at++) {
				int top = list_top(at, count, rows);

				assert_in_range(at, top, top + rows - 1);
				assert_true(top == 0 || top + rows <= count);
			}
}

/* No role is seen by colour alone where it says something. */
static void test_roles_without_colour(void **state)
{
	(void)state;
	for (int i = 0; i < ROLE_COUNT; i++)
		for (int scheme = 0; scheme < SCHEMES; scheme++) {
			struct style style = scheme_style(
				(enum scheme)scheme, COLOR_NONE, (enum role)i);

			assert_int_equal(style.foreground, ROLE_NONE);
			assert_int_equal(style.background, ROLE_NONE);
			style = scheme_style((enum scheme)scheme, COLOR_256,
					     (enum role)i);
			assert_in_range(style.foreground + 1, 0, 256);
			style = scheme_style((enum scheme)scheme, COLOR_16,
					     (enum role)i);
			assert_in_range(style.foreground + 1, 0, 16);
		}
	assert_int_equal(scheme_depth("1", "truecolor", 256), COLOR_NONE);
	assert_int_equal(scheme_depth("", "truecolor", 256), COLOR_TRUE);
	assert_int_equal(scheme_depth(NULL, NULL, 256), COLOR_256);
	assert_int_equal(scheme_depth(NULL, NULL, 8), COLOR_16);
	assert_int_equal(scheme_depth(NULL, "truecolor", -1), COLOR_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_clips_with_an_ellipsis,
						setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_wide_characters_lose_both_halves, setup, teardown),
		cmocka_unit_test_setup_teardown(
			test_combining_marks_share_a_cell, setup, teardown),
		cmocka_unit_test_setup_teardown(test_wraps_at_words, setup,
						teardown),
		cmocka_unit_test_setup_teardown(test_bars_never_hide_something,
						setup, teardown),
		cmocka_unit_test(test_list_keeps_the_selection_in_sight),
		cmocka_unit_test(test_roles_without_colour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
