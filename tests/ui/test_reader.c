/* A text on the whole screen. */
#include "tests/cmocka_setup.h"
#include "ui/reader.h"
#include "ui/terminal/key.h"

#include <string.h>

static struct reader reader;
static struct surface surface;

static int open_reader(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	for (int i = 1; i <= 50; i++)
		str_addf(&text, "line %d\n", i);
	reader_init(&reader, "History", text.s);
	str_finish(&text);
	reader_resize(&reader, 24, 80);
	surface_init(&surface, 24, 80);
	return 0;
}

static int close_reader(void **state)
{
	(void)state;
	reader_finish(&reader);
	surface_finish(&surface);
	return 0;
}

static bool shows(const char *text)
{
	struct str screen = STR_INIT;
	bool found;

	reader_draw(&reader, &surface);
	surface_dump(&surface, false, &screen);
	found = strstr(screen.s, text) != NULL;
	str_finish(&screen);
	return found;
}

static bool shows_line(int number)
{
	char blank[32], end[32];

	snprintf(blank, sizeof(blank), "line %d ", number);
	snprintf(end, sizeof(end), "line %d\n", number);
	return shows(blank) || shows(end);
}

static void test_scrolls_between_its_ends(void **state)
{
	(void)state;
	assert_true(shows("History"));
	assert_true(shows_line(1));
	assert_true(shows_line(20));
	assert_false(shows_line(21));
	assert_true(reader_key(&reader, UI_KEY_UP));
	assert_true(shows_line(1));
	assert_true(reader_key(&reader, 'j'));
	assert_false(shows_line(1));
	assert_true(shows_line(21));
	assert_true(reader_key(&reader, 'G'));
	assert_true(reader_key(&reader, ' '));
	assert_true(shows_line(50));
	assert_true(shows_line(31));
	assert_false(shows_line(30));
	/* A taller screen shows more above, not nothing below. */
	surface_resize(&surface, 34, 80);
	reader_resize(&reader, 34, 80);
	assert_true(shows_line(21));
	reader_mouse(&reader, 4);
	assert_true(shows_line(18));
}

static void test_is_left_by_what_leaves(void **state)
{
	(void)state;
	assert_true(reader_key(&reader, 'x'));
	assert_false(reader_key(&reader, 'q'));
	assert_false(reader_key(&reader, UI_KEY_ESCAPE));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_scrolls_between_its_ends,
						open_reader, close_reader),
		cmocka_unit_test_setup_teardown(test_is_left_by_what_leaves,
						open_reader, close_reader),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
