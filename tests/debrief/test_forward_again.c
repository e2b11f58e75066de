#include "tests/cmocka_setup.h"
#include "tests/debrief/forward_scene.h"

#include <math.h>
#include <string.h>

static const char *const nothing[] = { NULL };

static void what_comes_again(void **state)
{
	static const struct tiny_edit edits[] = {
		LIMIT,
		FORWARD("8", ""),
		{ "\"id\": \"tenant\",",
		  "\"id\": \"tenant\", \"later\": {\"text\": \"It comes "
		  "again.\", \"set\": {\"batch-{who}.rate_per_s\": 0.02}, "
		  "\"again\": [{\"weekdays\": [\"fri\"], \"hour\": 10, "
		  "\"hours\": 3, \"set\": {\"batch-{who}.rate_per_s\": "
		  "\"$batch_rate\"}}]}," },
		{ NULL, NULL },
	};
	struct scene s;
	const struct forward_line *plan;

	(void)state;
	scene_init(&s, edits, "tenant", nothing);
	plan = line(&s, "plan");
	/* Friday morning lies in the third day that began on Tuesday */
	for (int day = 0; day < 8; day++)
		assert_int_equal(plan->days[day].usd > 1.5 * plan->days[0].usd,
				 day == 2);
	assert_true(says(&s, "It comes again."));
	scene_finish(&s);
}

/* Every twenty minutes of an hour for five: the hour is simulated whole, so
 * that it has neither more of it nor less than with every hour simulated.  What
 * is added and never ends stays. */
static void what_comes_again_and_again(void **state)
{
	static const struct tiny_edit edits[] = {
		LIMIT,
		FORWARD("5", ""),
		{ "\"id\": \"tenant\",",
		  "\"id\": \"tenant\", \"later\": {"
		  "\"set\": {\"batch-{who}.rate_per_s\": 0.02}, "
		  "\"again\": [{\"weekdays\": [\"fri\"], \"hour\": 10, "
		  "\"hours\": 1, \"every\": \"20:00\", \"for\": \"05:00\", "
		  "\"set\": {\"batch-{who}.rate_per_s\": \"$batch_rate\"}}, "
		  "{\"weekdays\": [\"sat\"], \"hour\": 16, \"hours\": 1, "
		  "\"every\": \"60:00\", "
		  "\"add\": {\"batch-{who}.rate_per_s\": 0.5}}]}," },
		{ NULL, NULL },
	};
	struct scene s;
	const struct forward_line *plan, *whole;
	double burst, really;

	(void)state;
	scene_init(&s, edits, "tenant", nothing);
	plan = line(&s, "plan");
	whole = forward_line(run(&s, true, 2), "plan");
	burst = plan->days[2].usd - plan->days[0].usd;
	really = whole->days[2].usd - whole->days[0].usd;
	assert_true(burst > 0.02 * plan->days[0].usd);
	if (burst < 0.5 * really || burst > 1.6 * really)
		fail_msg("bursts cost %.0f, whole %.0f", burst, really);
	assert_true(plan->days[4].usd > 1.3 * plan->days[1].usd);
	scene_finish(&s);
}

/* The percentile is that of the pack's objective, and without one nothing is
 * claimed of it. */
static void the_objective_there_is(void **state)
{
	static const struct tiny_edit tail[] = {
		LIMIT,
		{ "\"figure\": \"p95_s\", \"max\": 45",
		  "\"figure\": \"p99_s\", \"max\": 45" },
		FORWARD("3", ""),
		{ NULL, NULL },
	};
	static const struct tiny_edit none[] = {
		{ "\"figure\": \"p95_s\", \"max\": 20",
		  "\"figure\": \"attempts_per_job\", \"max\": 20" },
		FORWARD("3", ""),
		{ NULL, NULL },
	};
	struct scene s;
	double p99;

	(void)state;
	scene_init(&s, tail, "tenant", nothing);
	assert_string_equal(s.forward->percentile, "p99");
	assert_true(says(&s, "99th percentile"));
	p99 = line(&s, "nothing")->days[0].p95_s;
	scene_finish(&s);
	scene_init(&s, none, "tenant", nothing);
	assert_string_equal(s.forward->percentile, "p95");
	assert_true(p99 > line(&s, "nothing")->days[0].p95_s);
	assert_true(isnan(s.forward->p95_limit_s));
	assert_true(isnan(line(&s, "plan")->p95_met));
	assert_false(says(&s, "percentile"));
	assert_true(says(&s, "errors within the objective"));
	scene_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_comes_again),
		cmocka_unit_test(what_comes_again_and_again),
		cmocka_unit_test(the_objective_there_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
