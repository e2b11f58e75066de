#include "tests/cmocka_setup.h"
#include "base/err.h"
#include "base/str.h"
#include "base/utf8.h"

static void formats_what_is_known(void **state)
{
	char out[64];
	struct err err;

	(void)state;
	assert_false(err_set(&err, ERR_STATE, "no %s yet", "drill"));
	assert_string_equal(err_format(&err, out, sizeof(out)), "no drill yet");
	assert_int_equal(err_exit_status(&err), 1);
	assert_false(err_set_at(&err, ERR_INPUT, "f", 3, 4, "bad"));
	assert_string_equal(err_format(&err, out, sizeof(out)), "f:3:4: bad");
	assert_int_equal(err_exit_status(&err), 2);
	err_set_at(&err, ERR_INPUT, "f", 3, 0, "bad");
	assert_string_equal(err_format(&err, out, sizeof(out)), "f:3: bad");
	err_set_at(&err, ERR_IO, "f", 0, 0, "bad");
	assert_string_equal(err_format(&err, out, sizeof(out)), "f: bad");
	err_set_at(&err, ERR_LIMIT, NULL, 3, 4, "bad");
	assert_string_equal(err_format(&err, out, sizeof(out)),
			    "line 3:4: bad");
	assert_int_equal(err_exit_status(&err), 2);
	assert_string_equal(err_format(&err, out, 5), "line");
	assert_false(err_set(NULL, ERR_IO, "nobody asks"));
}

static void keeps_terminals_safe(void **state)
{
	struct err err;

	(void)state;
	err_set_at(&err, ERR_INPUT, "a\x1B[2Jb\n", 0, 0, "x\x1B]0;t\x07y\nz");
	assert_string_equal(err.path, "ab ");
	assert_string_equal(err.message, "xy z");
}

static void cuts_between_characters(void **state)
{
	struct str text = STR_INIT;
	struct err err;

	(void)state;
	for (int i = 0; i < ERR_MESSAGE_MAX; i++)
		str_add(&text, "\xE2\x82\xAC");
	err_set_at(&err, ERR_INPUT, text.s, 0, 0, "%s", text.s);
	assert_true(utf8_valid(err.message, strlen(err.message)));
	assert_true(utf8_valid(err.path, strlen(err.path)));
	assert_in_range(strlen(err.message), ERR_MESSAGE_MAX - 3,
			ERR_MESSAGE_MAX - 1);
	str_finish(&text);
}

static void may_be_built_from_itself(void **state)
{
	struct err err;

	(void)state;
	err_set(&err, ERR_IO, "inner");
	err_set(&err, ERR_INPUT, "outer: %s", err.message);
	assert_string_equal(err.message, "outer: inner");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_what_is_known),
		cmocka_unit_test(keeps_terminals_safe),
		cmocka_unit_test(cuts_between_characters),
		cmocka_unit_test(may_be_built_from_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
