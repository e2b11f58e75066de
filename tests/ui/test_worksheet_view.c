/* Worksheets on the screen: values, units, notes, citations, replays. */
#include "tests/cmocka_setup.h"
#include "tests/ui/stage.h"

#include <string.h>

static struct stage stage;

static int open_stage(void **state)
{
	(void)state;
	stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, 24, 80, true);
	stage_wait(&stage, 65);
	return 0;
}

static int close_stage(void **state)
{
	(void)state;
	stage_close(&stage);
	return 0;
}

/* The last command of the drill when it is a note, else "". */
static const char *last_note(void)
{
	size_t count;
	const struct event *events = drill_events(stage.drill, &count);

	while (count > 0 && events[count - 1].kind != EVENT_COMMAND)
		count--;
	return count > 0 && events[count - 1].command->verb == COMMAND_NOTE
		       ? events[count - 1].command->text
		       : "";
}

static void the_list_and_a_sheet(void **state)
{
	(void)state;
	stage_type(&stage, "W");
	assert_true(stage_shows(&stage, "Capacity: from streams to pods"));
	assert_true(stage_shows(&stage, "88 pods"));
	stage_type(&stage, "<end><enter>");
	/* the drill's figures, with their time */
	assert_true(stage_shows(&stage, "live 01:05"));
	assert_true(stage_shows(&stage, "= rate / normal"));
	assert_true(stage_shows(&stage, "Allowed from now on"));
	stage_type(&stage, "<esc>");
	assert_false(stage_shows(&stage, "live 01:05"));
	/* what was begun is gone on with */
	stage_type(&stage, "<enter>1W");
	assert_true(stage_shows(&stage, "live 01:05"));
}

static void a_value_is_checked_while_it_is_written(void **state)
{
	(void)state;
	stage_type(&stage, "W<enter><enter>35");
	assert_true(stage_shows(&stage, "yours"));
	stage_type(&stage, "k");
	assert_true(stage_shows(&stage, "Enter takes it"));
	/* the result follows before Enter */
	assert_true(stage_shows(&stage, "153 pods"));
	stage_type(&stage, "<ctrl-u>5h");
	assert_true(stage_shows(&stage, "\"5h\" is not in streams; write it "
					"like \"20,000 streams\""));
	/* the wrong value is not taken, nor the right beginning of it */
	assert_true(stage_shows(&stage, "88 pods"));
	stage_type(&stage, "<enter>");
	assert_true(stage_shows(&stage, "is not in streams"));
	stage_type(&stage, "<esc>");
	assert_true(stage_shows(&stage, "20,000 streams  usual"));
	stage_type(&stage, "<enter>30k<enter>k<enter>40k<esc>");
	assert_true(stage_shows(&stage, "30,000 streams  yours"));
	stage_type(&stage, "x");
	assert_true(stage_shows(&stage, "20,000 streams  usual"));
	/* what is worked out cannot be written */
	stage_type(&stage, "<end><enter>");
	assert_true(stage_shows(&stage, "is worked out"));
}

static void a_row_is_noted(void **state)
{
	(void)state;
	stage_type(&stage, "W<enter><end>N");
	assert_string_equal(
		last_note(),
		"Pods with headroom: 88 pods (from Streams open at the peak "
		"20,000 streams, Of them sending at the same time 40%, Streams "
		"that one pod carries 120 streams/pod, Headroom for a lost "
		"zone, a rollout, a wrong guess 30%)");
	stage_type(&stage, "<up><up>N");
	assert_true(str_starts(last_note(), "Data into the service: 128 MB/s "
					    "(from Streams open"));
	assert_null(strstr(last_note(), "pod carries"));
}

static void it_is_cited_in_a_message(void **state)
{
	(void)state;
	stage_type(&stage, "W<enter><end>w");
	assert_true(stage_shows(&stage, "Into a message to whom?"));
	stage_type(&stage, "<enter>");
	assert_true(stage_shows(&stage, "Pods with headroom: 88 pods"));
	assert_true(strlen(last_note()) > 0);
	/* and stands among the facts for the next one */
	stage_type(&stage, "<esc>w<down><enter>");
	assert_true(stage_shows(&stage, "Noted"));
}

static void it_is_cited_in_the_plan(void **state)
{
	const struct plan_item *items;
	size_t count;

	(void)state;
	stage_type(&stage, "W<enter><end>B<enter>");
	assert_true(stage_shows(&stage, "why"));
	stage_type(&stage, "<ctrl-s>");
	items = drill_plan(stage.drill, &count);
	assert_int_equal(count, 1);
	assert_true(str_starts(items[0].why, "Pods with headroom: 88 pods "
					     "(worked out at "));
	/* behind a reason that stands there already */
	stage_type(&stage, "W<up>B<enter><ctrl-s>");
	items = drill_plan(stage.drill, &count);
	assert_int_equal(count, 1);
	assert_non_null(strstr(items[0].why, "). Pods without headroom: "));
}

static void the_command_line_opens_one(void **state)
{
	(void)state;
	stage_type(&stage, ":worksheet cap<tab>streams=35k note<enter>");
	assert_true(stage_shows(&stage, "35,000 streams  yours"));
	assert_true(str_starts(last_note(), "Pods with headroom: 153 pods"));
	stage_type(&stage, ":worksheet capacity streams=5h<enter>");
	assert_true(stage_shows(&stage, "is not in streams"));
	stage_type(&stage, "<esc>:worksheet nothing<enter>");
	assert_true(stage_shows(&stage, "there is no worksheet"));
}

static void long_sheets_scroll(void **state)
{
	(void)state;
	stage_type(&stage, "W<down><down><enter>");
	assert_true(stage_shows(&stage, "Objective, end to end"));
	stage_type(&stage, "<end>");
	assert_true(stage_shows(&stage, "slack - extra"));
	/* the sentences stay in sight */
	assert_true(stage_shows(&stage, "ms"));
}

#define CASE(name) \
	cmocka_unit_test_setup_teardown(name, open_stage, close_stage)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_list_and_a_sheet),
		CASE(a_value_is_checked_while_it_is_written),
		CASE(a_row_is_noted),
		CASE(it_is_cited_in_a_message),
		CASE(it_is_cited_in_the_plan),
		CASE(the_command_line_opens_one),
		CASE(long_sheets_scroll),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
