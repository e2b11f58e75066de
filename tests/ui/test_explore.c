/* Looking closer: cursors in graphs, and pins of what is under them. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

#include "drill/figure.h"
#include "drill/panels/panel.h"

#include <string.h>

static struct stage stage;

static int open_stage(void **state)
{
	(void)state;
	stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, 30, 100, true);
	stage_wait(&stage, 300);
	return 0;
}

static int close_stage(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

static const struct pin *last_pin(void)
{
	size_t count;
	const struct pin *pins = drill_pins(stage.drill, &count);

	assert_true(count > 0);
	return &pins[count - 1];
}

/* The figure that the screen shows at the cursor is the one that is kept. */
static void a_pin_is_of_the_time_under_the_cursor(void **state)
{
	const char *value;
	char shown[64];

	(void)state;
	stage_type(&stage, "2");
	stage_wait(&stage, 7);
	stage_type(&stage, "<left><left><left><left>p");
	assert_non_null(strstr(last_pin()->args, "metric=spend_usd_per_hour"));
	assert_non_null(strstr(last_pin()->args, "at=04:"));
	value = strstr(last_pin()->evidence, "all ");
	assert_non_null(value);
	snprintf(shown, sizeof(shown), "%s", value + strlen("all "));
	stage_type(&stage, "<f2><esc>");
	assert_true(stage_shows(&stage, shown));
	stage_type(&stage, "vp");
	assert_non_null(strstr(last_pin()->args, "by="));
}

static void the_overview_then(void **state)
{
	(void)state;
	stage_type(&stage, "1<left><left>p");
	assert_int_equal(last_pin()->panel, PANEL_OVERVIEW);
	assert_non_null(strstr(last_pin()->args, "at="));
	assert_non_null(strstr(last_pin()->evidence, ", at 0"));
	stage_type(&stage, "<esc>p");
	assert_null(strstr(last_pin()->args, "at="));
}

/* Time goes on under a cursor, and what it stands on stays. */
static void a_cursor_stays_at_its_time(void **state)
{
	char first[128];

	(void)state;
	stage_type(&stage, "2<left><left><left>p");
	snprintf(first, sizeof(first), "%s", strstr(last_pin()->args, "at="));
	stage_wait(&stage, 200);
	stage_type(&stage, "p");
	assert_string_equal(strstr(last_pin()->args, "at="), first);
	stage_type(&stage, "<right>p");
	assert_string_not_equal(strstr(last_pin()->args, "at="), first);
	/* back at the right edge it is now again */
	stage_type(&stage, "<esc>p");
	assert_null(strstr(last_pin()->args, "at="));
}

static void rows_are_pinned_one_by_one(void **state)
{
	(void)state;
	stage_type(&stage, "5p");
	assert_non_null(strstr(last_pin()->args, "of="));
	stage_type(&stage, "4p");
	assert_non_null(strstr(last_pin()->args, "line="));
	assert_true(strncmp(last_pin()->evidence, "log ", 4) == 0);
	stage_type(&stage, "3p");
	assert_non_null(strstr(last_pin()->args, "id="));
}

/* A table below the graph has a row for each series, the largest first. */
static void the_table_is_of_the_series(void **state)
{
	(void)state;
	stage_type(&stage, "2");
	assert_true(stage_shows(&stage, "latest"));
	stage_type(&stage, "vv<left><left>");
	assert_false(stage_shows(&stage, "latest"));
	assert_true(stage_shows(&stage, "least"));
	assert_true(stage_shows(&stage, "at 04:"));
	/* choosing says what each stands at, and begins at the one shown */
	stage_type(&stage, "s");
	assert_true(stage_shows(&stage, "money for tasks created"));
	stage_type(&stage, "error<enter>");
	assert_true(stage_shows(&stage, "Error rate by"));
}

/* When the requests of the list began, as it stands there. */
static void traces_come_in_the_order_asked_for(void **state)
{
	(void)state;
	stage_type(&stage, "3");
	assert_true(stage_shows(&stage, "newest first"));
	assert_true(stage_shows(&stage, "o newest"));
	stage_type(&stage, "o");
	assert_true(stage_shows(&stage, "slowest first"));
	stage_type(&stage, "o");
	assert_true(stage_shows(&stage, "most calls first"));
	stage_type(&stage, "f");
	assert_true(stage_shows(&stage, "f slow"));
	stage_type(&stage, "<enter>");
	assert_true(stage_shows(&stage, "esc: back"));
	stage_type(&stage, "<esc>");
	assert_true(stage_shows(&stage, "f slow"));
}

/* The log is filtered while one writes. */
static void logs_are_filtered_live(void **state)
{
	(void)state;
	stage_type(&stage, "4/zzz");
	assert_true(stage_shows(&stage, "Nothing to show here"));
	stage_type(&stage, "<esc>");
	assert_false(stage_shows(&stage, "Nothing to show here"));
	stage_type(&stage, "ff");
	assert_true(stage_shows(&stage, "f error"));
}

/* A legend apart from the title, a bar behind its column, a round scale, and a
 * window that reaches back as far as there is something, in whole minutes. */
static void graphs_and_tables_can_be_read(void **state)
{
	(void)state;
	stage_wait(&stage, 24);
	stage_type(&stage, "2v");
	assert_true(stage_shows(&stage, "money for tasks created  \u2501"));
	assert_true(stage_shows(&stage, "\n 15k"));
	stage.surface.colorless = true;
	assert_true(
		stage_shows(&stage, "money for tasks created  1=free 2=pro"));
	stage.surface.colorless = false;
	stage_type(&stage, "5");
	assert_true(stage_shows(&stage, " % \u2588"));
	stage_type(&stage, "2");
	assert_true(stage_shows(&stage, "last 35 min"));
	assert_false(stage_shows(&stage, "last 35 min 2"));
	stage_type(&stage, "8");
	assert_true(stage_shows(&stage, "  30 min ago"));
	/* The labels of a request have their names above them. */
	stage_type(&stage, "3");
	assert_true(stage_shows(&stage, "answer"));
	assert_false(stage_shows(&stage, "labels"));
}

/* The chooser has the words over the graphs; the engine's keys find them. */
static void series_go_by_words(void **state)
{
	static const char *const keys[] = { "clips_per_s", "usd_per_clip",
					    "degraded_clips", "p95_s" };

	(void)state;
	stage_type(&stage, "2");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		char first[16];

		/* its own words, then itself without its last letter */
		snprintf(first, sizeof(first), "%.*s", (int)strlen(keys[i]) - 1,
			 keys[i]);
		stage_type(&stage, "s");
		assert_true(stage_shows(&stage, "Which series?"));
		stage_type(&stage, first);
		assert_true(stage_shows(&stage, figure_title(keys[i])));
		assert_false(stage_shows(&stage, keys[i]));
		stage_type(&stage, "<esc><esc>"); /* the filter, the list */
	}
	stage_type(&stage, "s");
	stage_type(&stage, "money per person<enter>");
	stage_type(&stage, "p");
	assert_non_null(strstr(last_pin()->args, "metric=usd_per_clip"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			a_pin_is_of_the_time_under_the_cursor, open_stage,
			close_stage),
		cmocka_unit_test_setup_teardown(the_overview_then, open_stage,
						close_stage),
		cmocka_unit_test_setup_teardown(a_cursor_stays_at_its_time,
						open_stage, close_stage),
		cmocka_unit_test_setup_teardown(rows_are_pinned_one_by_one,
						open_stage, close_stage),
		cmocka_unit_test_setup_teardown(the_table_is_of_the_series,
						open_stage, close_stage),
		cmocka_unit_test_setup_teardown(series_go_by_words, open_stage,
						close_stage),
		cmocka_unit_test_setup_teardown(
			traces_come_in_the_order_asked_for, open_stage,
			close_stage),
		cmocka_unit_test_setup_teardown(logs_are_filtered_live,
						open_stage, close_stage),
		cmocka_unit_test_setup_teardown(graphs_and_tables_can_be_read,
						open_stage, close_stage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
