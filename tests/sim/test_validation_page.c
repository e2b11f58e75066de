#include "tests/sim/bench.h"
#include "tests/sim/grid.h"
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

static void must_have(const struct str *text, const struct str *row)
{
	if (strstr(text->s, row->s) == NULL)
		fail_msg("docs/validation.md lacks %s; ./dev validate writes "
			 "it anew",
			 row->s);
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
		must_have(&text, &row);
		str_finish(&row);
	}
	for (size_t i = 0; i < grid_family_count(); i++) {
		struct str row = STR_INIT;

		grid_row(grid_family(i), &row);
		must_have(&text, &row);
		str_finish(&row);
	}
	for (const char *at = text.s; (at = strstr(at, "\n| ")) != NULL; at++)
		rows += strncmp(at, "\n| model |", 10) != 0;
	assert_int_equal(rows, validation_check_count + grid_family_count());
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

/* Full jitter needs the fewest calls of all backoffs. */
static void full_jitter_beats_the_others(void **state)
{
	struct validation_result *results = calloc(validation_check_count,
						   sizeof *results);
	double full = 0.0;

	(void)state;
	assert_non_null(results);
	for (size_t m = 0; m < validation_model_count; m++) {
		if (strcmp(validation_models[m].group, "backoffs") == 0)
			validation_run(m, 2, 1, results);
	}
	for (size_t i = 0; i < validation_check_count; i++) {
		size_t m = validation_checks[i].model;

		if (strcmp(validation_models[m].name, "full jitter") == 0)
			full = results[i].mean;
	}
	assert_true(full > 0.0);
	for (size_t i = 0; i < validation_check_count; i++) {
		if (results[i].mean > 0.0 && results[i].mean < full)
			fail_msg("%s makes %g calls, full jitter %g",
				 validation_models[validation_checks[i].model]
					 .name,
				 results[i].mean, full);
	}
	free(results);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_is_on_the_page),
		cmocka_unit_test(no_case_differs),
		cmocka_unit_test(full_jitter_beats_the_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
