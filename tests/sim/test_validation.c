#include "tests/sim/bench.h"
#include "tests/sim/validation.h"

#include <stdlib.h>

/* The models of one group of validation_cases.def, each with what must come out
 * of it.  The group is the program's argument; without one, all. */

static void agrees(void **state)
{
	const size_t *model = *state;
	struct validation_result *results = calloc(validation_check_count,
						   sizeof *results);
	int wrong = 0;

	assert_non_null(results);
	validation_run(*model, 1, 1, results);
	for (size_t i = 0; i < validation_check_count; i++) {
		const struct validation_check *check = &validation_checks[i];

		if (check->model != *model || results[i].good)
			continue;
		print_error("%s: %s is %.5g +- %.2g, expected %.5g%s\n",
			    validation_models[*model].name, check->figure,
			    results[i].mean, results[i].half,
			    results[i].expected,
			    results[i].precise ? "" : "; too few runs");
		wrong++;
	}
	free(results);
	assert_int_equal(wrong, 0);
}

int main(int argc, char **argv)
{
	struct CMUnitTest *tests = calloc(validation_model_count,
					  sizeof *tests);
	size_t *models = calloc(validation_model_count, sizeof *models);
	size_t count = 0;
	int failed;

	if (tests == NULL || models == NULL)
		return 1;
	for (size_t i = 0; i < validation_model_count; i++) {
		if (argc > 1 && strcmp(argv[1], validation_models[i].group))
			continue;
		models[count] = i;
		tests[count].name = validation_models[i].name;
		tests[count].test_func = agrees;
		tests[count].initial_state = &models[count];
		count++;
	}
	failed = _cmocka_run_group_tests("validation", tests, count, NULL,
					 NULL);
	free(tests);
	free(models);
	return failed;
}
