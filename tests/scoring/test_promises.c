/* Promised updates, kept and broken on the drill's clock, in people's words. */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "tests/scoring/scored.h"

#define TOLD "27 % of videos fail, we look for the cause. "

static const struct row {
	const char *name, *lines;
	size_t broken;
} rows[] = {
	{ "kept",
	  "01:00 tell manager \"" TOLD "Next update in 5 minutes.\"\n"
	  "06:00 tell manager \"Nothing new, the release is compared.\"\n",
	  0 },
	{ "a minute late",
	  "01:00 tell manager \"" TOLD "Next update in 5 minutes.\"\n"
	  "07:30 tell manager \"Nothing new yet.\"\n",
	  0 },
	{ "too late",
	  "01:00 tell manager \"" TOLD "Next update in 5 minutes.\"\n"
	  "09:00 tell manager \"Sorry, I am late.\"\n",
	  1 },
	{ "never", "01:00 tell manager \"" TOLD "Next update in 5 minutes.\"\n",
	  1 },
	{ "early, with a new time",
	  "01:00 tell manager \"" TOLD "Next update by 14:17.\"\n"
	  "03:00 tell manager \"The release is at fault. Next update in 15 minutes.\"\n"
	  "17:00 tell manager \"It is back to normal.\"\n",
	  0 },
	{ "far too early, with no new time",
	  "01:00 tell manager \"" TOLD "Next update by 14:20.\"\n"
	  "02:00 tell manager \"Sam joined us.\"\n",
	  1 },
	{ "kept to somebody else",
	  "01:00 tell manager \"" TOLD "Next update in 5 minutes.\"\n"
	  "06:00 tell finance \"We pay four times the usual.\"\n",
	  1 },
	{ "two audiences, one kept",
	  "01:00 tell manager \"" TOLD "Next update in 5 minutes.\"\n"
	  "01:30 tell finance \"" TOLD "Next update in 5 minutes.\"\n"
	  "06:00 tell manager \"Nothing new yet.\"\n",
	  1 },
	{ "said of the past",
	  "05:00 tell manager \"" TOLD "I wrote at 14:06 as promised.\"\n", 0 },
	{ "no time", "01:00 tell manager \"" TOLD "More soon.\"\n", 0 },
	{ "every ten minutes, and none",
	  "01:00 tell manager \"" TOLD "I report every 10 minutes.\"\n", 1 },
	{ "not before",
	  "01:00 tell manager \"" TOLD "I cannot update you before 14:12.\"\n",
	  0 },
};

static size_t broken_in(const struct scored *scored)
{
	size_t count = 0, events;
	const struct event *list = drill_events(scored->drill, &events);

	for (size_t i = 0; i < events; i++)
		count += list[i].kind == EVENT_PROMISE_BROKEN ? 1 : 0;
	return count;
}

static void on_the_clock(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct str lines = STR_INIT;
		struct scored scored;
		size_t broken;

		str_addf(&lines, "%s20:00 end\n", rows[i].lines);
		scored_run(&scored, "preset", lines.s);
		broken = broken_in(&scored);
		if (broken != rows[i].broken) {
			bad++;
			print_message("# %s: %zu broken, not %zu\n",
				      rows[i].name, broken, rows[i].broken);
		}
		scored_finish(&scored);
		str_finish(&lines);
	}
	assert_int_equal(bad, 0);
}

/* A greeting is no first message: the one that says something is. */
static void hello_is_no_message(void **state)
{
	struct scored scored;
	const struct report_criterion *criterion;

	(void)state;
	scored_run(&scored, "preset",
		   "01:00 tell manager \"hello\"\n"
		   "02:00 tell manager \"" TOLD "Next update in 9 minutes.\"\n"
		   "11:00 tell manager \"Nothing new yet.\"\n20:00 end\n");
	criterion = scored_criterion(&scored, "message");
	assert_non_null(strstr(criterion->why, "(\"hello\" is none)"));
	assert_true(criterion->score > 0.2);
	scored_finish(&scored);
	scored_run(&scored, "preset",
		   "01:00 tell manager \"hello\"\n20:00 end\n");
	criterion = scored_criterion(&scored, "message");
	assert_true(criterion->score < 0.1);
	assert_true(scored_share(&scored, "cadence") < 0.05);
	scored_finish(&scored);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hello_is_no_message),
		cmocka_unit_test(on_the_clock),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
