/* Worksheets inside a drill: filled from its figures, kept as notes. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

#include "base/mem.h"
#include "drill/figure.h"
#include "ui/plain.h"
#include "ui/worksheet_ask.h"

#include <stdio.h>
#include <string.h>

static struct worksheet *load(const char *name, struct err *err)
{
	char path[512];

	snprintf(path, sizeof(path), "%s/worksheets/%s/worksheet.json",
		 getenv("GAMEDAY_DATA_DIR"), name);
	return worksheet_load(path, err);
}

static char **list(void)
{
	static char capacity[] = "capacity";
	char **ids = mem_calloc(2, sizeof(*ids));

	ids[0] = capacity;
	return ids;
}

static const struct worksheet_shelf shelf = { .load = load, .list = list };

static struct stage stage;

static int open_stage(void **state)
{
	(void)state;
	stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, 24, 80, true);
	stage.session.worksheets = &shelf;
	return 0;
}

static int close_stage(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

/* What the plain face answers to a line. */
static void says(const char *line, const char *wanted)
{
	struct plain *plain = plain_create(&stage.session, false);
	struct str out = STR_INIT;
	struct err err = { 0 };

	assert_true(plain_line(plain, line, &out, &err));
	if (!strstr(out.s, wanted))
		fail_msg("%s: no \"%s\" in:\n%s", line, wanted, out.s);
	str_finish(&out);
	plain_destroy(plain);
}

static void figures_of_the_drill_fill_it(void **state)
{
	(void)state;
	says("worksheet", "capacity");
	says("worksheet spend-forecast", "live");
	says("worksheet spend-forecast \"rate=48 USD/day\"", "2 USD/h");
	/* the figure itself */
	assert_true(figure(stage.drill, "month_budget_usd") ==
		    drill_pack(stage.drill)->budget.month_usd);
}

static void mistakes_are_refused(void **state)
{
	(void)state;
	says("worksheet spend-forecast rate=3cows", "is not in");
	says("worksheet spend-forecast rate", "expected NAME=VALUE");
	says("worksheet spend-forecast excess=3", "worked out");
	says("worksheet none-such", "!");
	stage.session.worksheets = NULL;
	says("worksheet", "no worksheets here");
}

static void a_result_is_kept_as_a_note(void **state)
{
	size_t before, after;
	const struct event *events;
	struct str line = STR_INIT;

	(void)state;
	drill_events(stage.drill, &before);
	says("worksheet capacity", "88 pods");
	drill_events(stage.drill, &after);
	assert_int_equal(after, before);
	says("worksheet capacity headroom=50% note", "101 pods");
	events = drill_events(stage.drill, &after);
	assert_int_equal(after, before + 1);
	plain_event(stage.drill, &events[before], &line);
	assert_non_null(strstr(line.s, "Pods with headroom: 101 pods"));
	str_finish(&line);
}

/* A sheet that names a figure which there is not would never be filled. */
static void shipped_sheets_name_real_figures(void **state)
{
	static const char *const ids[] = { "spend-forecast", "error-budget",
					   "retry-amplification",
					   "sample-size" };
	size_t named = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(*ids); i++) {
		struct err err;
		struct worksheet *sheet = load(ids[i], &err);

		assert_non_null(sheet);
		for (size_t l = 0; l < sheet->input_count; l++) {
			const char *name = sheet->lines[l].figure;

			named += name != NULL;
			if (name && !figure_unit(name))
				fail_msg("%s: no figure %s", ids[i], name);
		}
		worksheet_destroy(sheet);
	}
	assert_true(named >= 8);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(figures_of_the_drill_fill_it,
						open_stage, close_stage),
		cmocka_unit_test_setup_teardown(mistakes_are_refused,
						open_stage, close_stage),
		cmocka_unit_test_setup_teardown(a_result_is_kept_as_a_note,
						open_stage, close_stage),
		cmocka_unit_test_setup_teardown(shipped_sheets_name_real_figures,
						open_stage, close_stage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
