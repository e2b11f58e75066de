#include "tests/cmocka_setup.h"
#include "drill/fork.h"
#include "drill/outcome.h"
#include "drill/world.h"
#include "tests/debrief/forward_scene.h"

#include <math.h>
#include <string.h>

#define DAY_S 86400

static const struct forward_failure *failure(const struct forward_line *line,
					     const char *objective,
					     const char *during)
{
	for (size_t i = 0; i < line->failure_count; i++) {
		const struct forward_failure *f = &line->failures[i];

		if (!strcmp(f->objective, objective) &&
		    !strcmp(f->during ? f->during : "", during))
			return f;
	}
	return NULL;
}

static const char *const roll_back[] = { "01:00 apply rollback",
					 "19:00 plan days spend-cap due=+2d",
					 NULL };
static const char *const nothing[] = { NULL };

static const struct tiny_edit four_days[] = { LIMIT,
					      FORWARD("4", ""),
					      { NULL, NULL } };

static void a_good_plan_holds(void **state)
{
	struct scene s;
	const struct forward_line *plan;

	(void)state;
	scene_init(&s, four_days, "preset", roll_back);
	plan = line(&s, "plan");
	assert_true(plan->holds);
	assert_true(fabs(plan->held - 1) < 1e-9);
	assert_int_equal(plan->failure_count, 0);
	assert_int_equal(plan->measure_count, 2);
	assert_string_equal(plan->measures[0].id, "rollback");
	assert_int_equal(plan->measures[0].from_s, 0);
	assert_int_equal(plan->measures[1].from_s, 2 * DAY_S);
	assert_true(plan->usd < line(&s, "nothing")->usd);
	assert_true(line(&s, "par")->holds);
	assert_string_equal(s.forward->start, "2026-03-10T14:25");
	assert_true(s.forward->planned);
	assert_false(says(&s, "There is no plan"));
	assert_true(says(&s, "Your plan holds over 4 days"));
	assert_true(says(&s, "hours were simulated"));
	/* the sale, the slowdown and the measure, in order */
	assert_int_equal(plan->mark_count, 3);
	assert_int_equal(plan->marks[0].kind, FORWARD_LAUNCH);
	assert_int_equal(plan->marks[1].kind, FORWARD_MEASURE);
	assert_int_equal(plan->marks[2].kind, FORWARD_SLOWDOWN);
	scene_finish(&s);
}

static void no_plan_is_doing_nothing(void **state)
{
	struct scene s;
	const struct forward_line *plan, *other;
	const struct forward_failure *first;

	(void)state;
	scene_init(&s, four_days, "preset", nothing);
	plan = line(&s, "plan");
	other = line(&s, "nothing");
	assert_false(plan->holds);
	assert_true(plan->hash == other->hash);
	assert_memory_equal(plan->days, other->days, 4 * sizeof(*plan->days));
	first = failure(plan, "p95", "");
	assert_non_null(first);
	assert_int_equal(first->day, 1);
	assert_int_equal(first->at_s, 0);
	assert_true(strstr(first->text, "day 1 (Tue 10 Mar, 14:25)") != NULL);
	/* the launch fails as all days do, which is said once */
	assert_non_null(failure(plan, "p95", "launch"));
	/* a plan that is not there is not blamed, and is missed once */
	assert_false(s.forward->planned);
	assert_string_equal(plan->title, "No plan");
	assert_false(says(&s, "our plan"));
	assert_true(says(&s, "There is no plan. One would have been held "
			     "against 4 days with a launch on day 2 (Sale) and "
			     "a slowdown of the vendor on day 3 (Slow): at "
			     "most 4.0% of the requests failing, the 95th "
			     "percentile within 45 s, a budget of"));
	assert_true(says(&s, "Without a plan the service does not hold "
			     "(errors, latency"));
	assert_false(says(&s, "latency in the launch"));
	scene_finish(&s);
}

/* Until a measure is due it does nothing. */
static void a_late_date_fails_before_it(void **state)
{
	static const char *const late[] = { "19:00 plan days rollback due=+2d",
					    NULL };
	struct scene s;
	const struct forward_line *plan;

	(void)state;
	scene_init(&s, four_days, "preset", late);
	plan = line(&s, "plan");
	assert_false(plan->holds);
	for (int day = 0; day < 4; day++)
		assert_int_equal(plan->days[day].p95_met > 0.9, day >= 2);
	assert_true(plan->days[0].usd > 1.3 * plan->days[3].usd);
	assert_int_equal(failure(plan, "p95", "")->day, 1);
	/* the launch comes before it, the slowdown after */
	assert_non_null(failure(plan, "p95", "launch"));
	assert_null(failure(plan, "p95", "slowdown"));
	assert_false(plan->measures[0].late);
	scene_finish(&s);
}

static void work_takes_its_time(void **state)
{
	static const struct tiny_edit edits[] = {
		LIMIT,
		FORWARD("4", ""),
		{ "\"id\": \"rollback\",",
		  "\"id\": \"rollback\", \"ready_days\": 3, \"cost_usd\": 500, "
		  "\"daily_usd\": 20," },
		{ NULL, NULL },
	};
	static const char *const soon[] = {
		"19:00 plan now rollback due=+1d",
		"19:10 plan weeks spend-cap due=+3w", NULL
	};
	struct scene s;
	const struct forward_line *plan;

	(void)state;
	scene_init(&s, edits, "preset", soon);
	plan = line(&s, "plan");
	assert_true(plan->measures[0].late);
	/* its lead of two minutes comes on top */
	assert_int_equal(plan->measures[0].from_s, 3 * DAY_S + 120);
	assert_true(says(&s, "due after 1 d"));
	assert_true(plan->days[2].p95_met < 0.5);
	assert_true(plan->days[3].p95_met > 0.9);
	/* what comes after the days costs nothing in them */
	assert_true(fabs(plan->once_usd - 500) < 1e-9);
	assert_true(plan->running_usd > 19 && plan->running_usd < 20);
	assert_true(strstr(plan->measures[1].note, "too late") != NULL);
	scene_finish(&s);
}

static void a_stopgap_goes_again(void **state)
{
	static const struct tiny_edit edits[] = {
		LIMIT,
		FORWARD("4", ""),
		{ "\"id\": \"rollback\",",
		  "\"id\": \"rollback\", \"lasts_days\": 2, "
		  "\"daily_usd\": 10," },
		{ NULL, NULL },
	};
	static const char *const in_time[] = { "01:00 apply rollback", NULL };
	struct scene s;
	const struct forward_line *plan;

	(void)state;
	scene_init(&s, edits, "preset", in_time);
	plan = line(&s, "plan");
	for (int day = 0; day < 4; day++)
		assert_int_equal(plan->days[day].p95_met > 0.9, day < 2);
	assert_string_equal(plan->measures[0].note,
			    "a stopgap, taken back after 2 d");
	assert_true(fabs(plan->running_usd - 20) < 1e-9);
	scene_finish(&s);
}

/* Without a date the pack's own for the phase. */
static void typical_dates(void **state)
{
	static const struct tiny_edit edits[] = {
		LIMIT,
		FORWARD("4", ", \"due_days\": {\"now\": 0.5, \"days\": 2, "
			     "\"weeks\": 3}"),
		{ NULL, NULL },
	};
	static const char *const undated[] = { "19:00 plan now rollback",
					       "19:10 plan weeks spend-cap",
					       NULL };
	struct scene s;

	(void)state;
	scene_init(&s, edits, "preset", undated);
	assert_int_equal(line(&s, "plan")->measures[0].from_s, DAY_S / 2);
	assert_int_equal(line(&s, "plan")->measures[1].from_s, 3 * DAY_S);
	scene_finish(&s);
}

/* Few servers and a long queue: those who wait press again, which keeps the
 * queue long when the sale is over.  Nothing else is wrong. */
static const struct tiny_edit fragile[] = {
	LIMIT,
	FORWARD_AT("1", "3", ""),
	{ "\"servers\": 40, \"queue\": 200",
	  "\"servers\": 14, \"queue\": 5000" },
	{ "\"uniform\": [2.5, 3.0]", "\"uniform\": [0.02, 0.03]" },
	{ NULL, NULL },
};

static void stuck_stays_stuck(void **state)
{
	struct scene s;
	const struct forward_line *plan, *whole;

	(void)state;
	scene_init(&s, fragile, "tenant", nothing);
	plan = line(&s, "plan");
	whole = forward_line(run(&s, true, 2), "plan");
	/* it would hold for ever, were it not for the sale */
	assert_true(plan->days[0].p95_met > 0.9);
	assert_true(whole->days[0].p95_met > 0.9);
	print_message("# day 3: errors %.3f, p95 met %.2f; whole %.3f, %.2f\n",
		      plan->days[2].error_rate, plan->days[2].p95_met,
		      whole->days[2].error_rate, whole->days[2].p95_met);
	assert_true(plan->days[2].p95_met < 0.1);
	assert_true(whole->days[2].p95_met < 0.1);
	scene_finish(&s);
}

/* Slices and repetition against every hour, where both are possible. */
static void near_to_every_hour(void **state)
{
	static const struct tiny_edit edits[] = { LIMIT,
						  FORWARD_AT("0.15", "9", ""),
						  { NULL, NULL } };
	struct scene s;
	const struct forward *every;

	(void)state;
	scene_init(&s, edits, "preset", roll_back);
	every = run(&s, true, 2);
	for (size_t i = 0; i < s.forward->line_count; i++) {
		const struct forward_line *a = &s.forward->lines[i];
		const struct forward_line *b = &every->lines[i];

		print_message("# %s: %.0f of %.0f h, USD %.0f %.0f, errors "
			      "%.4f %.4f, p95 %.3f %.3f, failed %.0f %.0f\n",
			      a->id, a->hours_simulated, b->hours_simulated,
			      a->usd, b->usd, a->error_rate, b->error_rate,
			      a->p95_met, b->p95_met, a->failed_users,
			      b->failed_users);
		assert_true(a->hours_simulated < 0.5 * b->hours_simulated);
		assert_true(fabs(a->usd / b->usd - 1) < 0.03);
		assert_true(fabs(a->error_rate - b->error_rate) < 0.01);
		assert_true(fabs(a->p95_met - b->p95_met) < 0.05);
		assert_int_equal(a->holds, b->holds);
	}
	scene_finish(&s);
}

static void threads_change_nothing(void **state)
{
	struct scene s;
	const struct forward *one;

	(void)state;
	scene_init(&s, four_days, "preset", roll_back);
	one = run(&s, false, 1);
	for (size_t i = 0; i < s.forward->line_count; i++) {
		const struct forward_line *a = &s.forward->lines[i];
		const struct forward_line *b = &one->lines[i];

		assert_true(a->hash == b->hash);
		assert_memory_equal(a->days, b->days, 4 * sizeof(*a->days));
	}
	assert_int_equal(one->sentence_count, s.forward->sentence_count);
	for (size_t i = 0; i < one->sentence_count; i++)
		assert_string_equal(one->sentences[i], s.forward->sentences[i]);
	scene_finish(&s);
}

static void cancelled(void **state)
{
	struct scene s;
	atomic_bool cancel = true;
	struct forward_options options = { .cancel = &cancel };
	struct err err = { 0 };

	(void)state;
	scene_init(&s, four_days, "preset", nothing);
	assert_null(forward_of(s.drill, &options, &s.arena, &err));
	assert_int_equal(err.code, ERR_STATE);
	scene_finish(&s);
}

/* The engine that goes on is where the drill's was. */
static void begins_where_the_drill_ended(void **state)
{
	struct scene s;
	struct world again;
	struct err err = { 0 };
	struct outcome end;

	(void)state;
	scene_init(&s, four_days, "tenant", roll_back);
	assert_true(outcome_run_on(s.drill, &end, &err));
	assert_true(world_again(&again, drill_world(s.drill), &err));
	assert_true(sim_engine_hash(again.engine) == end.hash);
	assert_true(sim_engine_now(again.engine) ==
		    sim_engine_now(drill_engine(s.drill)));
	world_finish(&again);
	scene_finish(&s);
}

/* What was being taken back at the end goes, what was under way comes. */
static void on_their_way_at_the_end(void **state)
{
	static const char *const late[] = {
		"01:00 apply spend-cap usd_per_hour=700",
		"19:58 revert spend-cap", "19:59 apply rollback", NULL
	};
	struct scene s;
	const struct forward_line *plan;

	(void)state;
	scene_init(&s, four_days, "preset", late);
	plan = line(&s, "plan");
	assert_int_equal(plan->measure_count, 2);
	assert_true(strstr(plan->measures[0].note, "taken back") != NULL);
	assert_true(strstr(plan->measures[1].note, "under way") != NULL);
	assert_true(plan->days[1].p95_met > 0.9);
	scene_finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_plan_holds),
		cmocka_unit_test(no_plan_is_doing_nothing),
		cmocka_unit_test(a_late_date_fails_before_it),
		cmocka_unit_test(work_takes_its_time),
		cmocka_unit_test(a_stopgap_goes_again),
		cmocka_unit_test(typical_dates),
		cmocka_unit_test(stuck_stays_stuck),
		cmocka_unit_test(near_to_every_hour),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(cancelled),
		cmocka_unit_test(begins_where_the_drill_ended),
		cmocka_unit_test(on_their_way_at_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
