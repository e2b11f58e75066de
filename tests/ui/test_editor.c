#include "tests/cmocka_setup.h"
#include "ui/editor.h"

#include <string.h>

static void type(struct editor *editor, const char *text)
{
	for (; *text; text++)
		if (*text == '\n')
			editor_act(editor, ACTION_NEW_LINE);
		else
			editor_key(editor, (unsigned char)*text);
}

static void test_typing_and_words(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, false);
	type(&editor, "one two, three");
	editor_act(&editor, ACTION_WORD_LEFT);
	editor_act(&editor, ACTION_WORD_LEFT);
	assert_int_equal(editor.at, 4);
	editor_act(&editor, ACTION_WORD_RIGHT);
	assert_int_equal(editor.at, 7);
	editor_act(&editor, ACTION_DELETE_WORD_BACK);
	assert_string_equal(editor.text.s, "one , three");
	editor_act(&editor, ACTION_LINE_START);
	editor_act(&editor, ACTION_DELETE_LINE_END);
	assert_string_equal(editor.text.s, "");
	editor_finish(&editor);
}

static void test_undo_takes_back_a_word_at_a_time(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, false);
	type(&editor, "alpha beta");
	editor_act(&editor, ACTION_UNDO);
	assert_string_equal(editor.text.s, "alpha");
	editor_act(&editor, ACTION_UNDO);
	assert_string_equal(editor.text.s, "");
	editor_act(&editor, ACTION_UNDO);
	editor_act(&editor, ACTION_REDO);
	assert_string_equal(editor.text.s, "alpha");
	editor_act(&editor, ACTION_REDO);
	assert_string_equal(editor.text.s, "alpha beta");
	editor_act(&editor, ACTION_REDO);
	assert_string_equal(editor.text.s, "alpha beta");
	editor_act(&editor, ACTION_UNDO);
	type(&editor, "!");
	editor_act(&editor, ACTION_REDO);
	assert_string_equal(editor.text.s, "alpha!");
	editor_finish(&editor);
}

static void test_undo_is_bounded(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, false);
	for (int i = 0; i < 3 * EDITOR_UNDO_MAX; i++)
		editor_insert(&editor, "x", 1);
	assert_int_equal(editor.undo_count, EDITOR_UNDO_MAX);
	for (int i = 0; i < 4 * EDITOR_UNDO_MAX; i++)
		editor_act(&editor, ACTION_UNDO);
	assert_true(editor.text.length >= 2 * EDITOR_UNDO_MAX);
	editor_finish(&editor);
}

static void test_characters_stay_whole(void **state)
{
	struct editor editor;

	(void)state;
	editor_init(&editor, false);
	editor_insert(&editor, "aé日e\xcc\x81", strlen("aé日e\xcc\x81"));
	editor_act(&editor, ACTION_CHAR_LEFT);
	assert_string_equal(editor.text.s + editor.at, "e\xcc\x81");
	editor_act(&editor, ACTION_DELETE_BACK);
	assert_string_equal(editor.text.s, "aée\xcc\x81");
	editor_act(&editor, ACTION_DELETE);
	assert_string_equal(editor.text.s, "aé");
	editor_act(&editor, ACTION_DELETE);
	assert_string_equal(editor.text.s, "aé");
	editor_finish(&editor);
}

static void test_paste_is_scrubbed_and_bounded(void **state)
{
	static char big[EDITOR_TEXT_MAX + 100];
	struct editor editor;

	(void)state;
	editor_init(&editor, true);
	editor_insert(&editor, "a\x1b[31mb\nc", 8);
	assert_null(strchr(editor.text.s, 0x1b));
	assert_null(strchr(editor.text.s, '\n'));
	editor_finish(&editor);

	memset(big, 'x', sizeof(big));
	editor_init(&editor, false);
	assert_false(editor_insert(&editor, big, sizeof(big)));
	assert_int_equal(editor.text.length, EDITOR_TEXT_MAX);
	assert_false(editor_insert(&editor, "é", 2));
	assert_int_equal(editor.text.length, EDITOR_TEXT_MAX);
	editor_finish(&editor);
}

static void test_soft_wrap(void **state)
{
	struct editor editor;
	int row, column;

	(void)state;
	editor_init(&editor, false);
	assert_int_equal(editor_rows(&editor, 10), 1);
	type(&editor, "the quick brown fox\njumps\n");
	/* the quick / brown fox / jumps / (empty) */
	assert_int_equal(editor_rows(&editor, 10), 4);
	editor_place(&editor, 10, &row, &column);
	assert_int_equal(row, 3);
	assert_int_equal(column, 0);
	editor_move_rows(&editor, 10, -2);
	editor_place(&editor, 10, &row, &column);
	assert_int_equal(row, 1);
	assert_string_equal(editor.text.s + editor.at, "brown fox\njumps\n");
	editor_move_rows(&editor, 10, -9);
	assert_int_equal(editor.at, 0);
	editor_move_rows(&editor, 10, 99);
	assert_int_equal(editor.at, editor.text.length);
	editor_finish(&editor);
}

/* Rows, places and drawing agree at every cursor and width. */
static void test_cursor_is_always_on_the_area(void **state)
{
	struct surface surface;
	struct editor editor;

	(void)state;
	surface_init(&surface, 5, 40);
	editor_init(&editor, false);
	type(&editor, "a bb  ccc dddd\n\n  eeeeeeeeeeeeeeeeee ff\n");
	editor_insert(&editor, "日本語日本語", strlen("日本語日本語"));
	for (int width = 2; width < 30; width++)
		for (size_t at = 0; at <= editor.text.length; at++) {
			struct area area = { 1, 3, 4, width };

			if (((unsigned char)editor.text.s[at] & 0xc0) == 0x80)
				continue;
			editor.at = at;
			editor_draw(&editor, &surface, area, ROLE_TEXT);
			assert_in_range(surface.cursor_row, 1, 4);
			assert_in_range(surface.cursor_column, 3,
					3 + width - 1);
		}
	editor_finish(&editor);
	surface_finish(&surface);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing_and_words),
		cmocka_unit_test(test_undo_takes_back_a_word_at_a_time),
		cmocka_unit_test(test_undo_is_bounded),
		cmocka_unit_test(test_characters_stay_whole),
		cmocka_unit_test(test_paste_is_scrubbed_and_bounded),
		cmocka_unit_test(test_soft_wrap),
		cmocka_unit_test(test_cursor_is_always_on_the_area),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
