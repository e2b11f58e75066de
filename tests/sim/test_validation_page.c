#include "tests/sim/bench.h"
#include "tests/sim/validation.h"

#include "base/file.h"

#include <stdlib.h>

/* docs/validation.md shows the cases that are in the code, no others, and none
 * that differs. */

static void read_page(struct str *text)
{
	const char *root = getenv("GAMEDAY_DATA_DIR");
	struct str path = STR_INIT;
	struct err err = { 0 };

	str_addf(&path, "%s/docs/validation.md", root != NULL ? root : ".");
	assert_true(file_read(path.s, 1 << 20, text, &err));
	str_finish(&path);
}

static void each_case_is_on_the_page(void **state)
{
	struct str text = STR_INIT;
	size_t rows = 0;

	(void)state;
	read_page(&text);
	for (size_t i = 0; i < validation_check_count; i++) {
		struct str row = STR_INIT;

		validation_row(&validation_checks[i], &row);
		if (strstr(text.s, row.s) == NULL)
			fail_msg("docs/validation.md lacks %s; ./dev validate "
				 "writes it anew",
				 row.s);
		str_finish(&row);
	}
	for (const char *at = text.s; (at = strstr(at, "\n| ")) != NULL; at++)
		rows += strncmp(at, "\n| model |", 10) != 0;
	assert_int_equal(rows, validation_check_count);
	str_finish(&text);
}

static void no_case_differs(void **state)
{
	struct str text = STR_INIT;

	(void)state;
	read_page(&text);
	assert_null(strstr(text.s, "**differs**"));
	str_finish(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_is_on_the_page),
		cmocka_unit_test(no_case_differs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
