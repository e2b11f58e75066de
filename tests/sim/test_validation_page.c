#include "tests/sim/bench.h"
#include "tests/sim/student.h"
#include "tests/sim/validation.h"

#include "base/file.h"

#include <math.h>
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

/* Tables of Student's distribution. */
static void intervals_are_as_wide_as_they_should_be(void **state)
{
	(void)state;
	assert_true(fabs(student_t(1, 0.95) - 12.706) < 0.0005);
	assert_true(fabs(student_t(2, 0.95) - 4.303) < 0.0005);
	assert_true(fabs(student_t(9, 0.95) - 2.262) < 0.0005);
	assert_true(fabs(student_t(30, 0.99) - 2.750) < 0.0005);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_is_on_the_page),
		cmocka_unit_test(no_case_differs),
		cmocka_unit_test(intervals_are_as_wide_as_they_should_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
