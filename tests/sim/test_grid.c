#include "tests/sim/grid.h"

#include "tests/cmocka_setup.h"

#include <stdlib.h>

/* Each family of models at parameters drawn at random; `./dev validate` makes
 * more draws and longer ones. */

static const struct grid_effort effort = {
	.draws = 2, .runs = 16, .arrivals = 4000, .threads = 1
};

static void agrees(void **state)
{
	const struct grid_family *family = *state;
	int wrong = 0;

	for (int draw = 0; draw < effort.draws; draw++) {
		struct str text = STR_INIT;
		struct grid_result r;

		grid_run(family, draw, &effort, &text, &r);
		if (!r.good) {
			print_error("%s, %s: %.6g +- %.2g, expected %.6g: %s\n",
				    family->name, family->figure, r.mean,
				    r.half, r.expected, text.s);
			wrong++;
		}
		str_finish(&text);
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	size_t count = grid_family_count();
	struct CMUnitTest *tests = calloc(count, sizeof *tests);
	int failed;

	if (tests == NULL)
		return 1;
	for (size_t i = 0; i < count; i++) {
		tests[i].name = grid_family(i)->name;
		tests[i].test_func = agrees;
		tests[i].initial_state = (void *)(uintptr_t)grid_family(i);
	}
	failed = _cmocka_run_group_tests("grid", tests, count, NULL, NULL);
	free(tests);
	return failed;
}
