#include "tests/scoring/shipped.h"

#include "debrief/forward.h"

#include <math.h>

/* What the weeks after make of the points for a plan. */

#define LINES \
	"01:00 plan now rollback why=\"It takes the new default back.\"\n" \
	"01:10 plan days spend-cap why=\"It stops the money in a minute.\"\n" \
	"01:20 plan weeks tenant-quota why=\"It holds one tenant.\"\n" \
	"20:00 end\n"
/* Enough for the criterion "planned" to be a strength. */
#define TWO_NOW \
	"01:00 plan now spend-cap why=\"It stops the money in a minute.\"\n" \
	"01:10 plan now tenant-quota why=\"It holds the batch of one tenant.\"\n" \
	"20:00 end\n"

static const struct forward_failure failures[] = {
	{ 9, 8 * 86400, "errors", "launch", "The launch fails." },
};

/* A forward run of which so much holds, with so much by itself. */
static const struct report *scored_with(const struct scored *scored,
					double held, double nothing,
					struct arena *arena)
{
	struct forward_line *lines = arena_new(arena, struct forward_line, 2);
	struct forward *forward = arena_new(arena, struct forward, 1);
	struct err err = { 0 };

	lines[0] = (struct forward_line){ .id = "plan",
					  .held = held,
					  .holds = held >= 1,
					  .failures = failures,
					  .failure_count = held < 1 };
	lines[1] = (struct forward_line){ .id = "nothing", .held = nothing };
	*forward = (struct forward){ .day_count = 30,
				     .lines = lines,
				     .line_count = 2 };
	return score_drill_forward(scored->drill, forward, arena, &err);
}

static const struct report_criterion *criterion(const struct report *report,
						const char *id)
{
	for (size_t i = 0; i < report->part_count; i++)
		for (size_t k = 0; k < report->parts[i].criterion_count; k++)
			if (!strcmp(report->parts[i].criteria[k].id, id))
				return &report->parts[i].criteria[k];
	fail_msg("no criterion %s", id);
	return NULL;
}

static double share(const struct report *report, const char *id)
{
	const struct report_criterion *c = criterion(report, id);

	return c->score / c->max;
}

static void what_holds_keeps_its_points(void **state)
{
	static const char *const ids[] = { "phases", "reliability" };
	struct scored scored;
	struct arena arena = ARENA_INIT;

	(void)state;
	scored_run(&scored, "preset", LINES);
	for (size_t i = 0; i < 2; i++) {
		double without = share(scored.report, ids[i]);
		double all = share(scored_with(&scored, 1, 0.2, &arena),
				   ids[i]);
		double half = share(scored_with(&scored, 0.6, 0.2, &arena),
				    ids[i]);
		double none = share(scored_with(&scored, 0.2, 0.2, &arena),
				    ids[i]);

		print_message("# %s: %.2f, %.2f > %.2f > %.2f\n", ids[i],
			      without, all, half, none);
		assert_true(without > 0.2);
		assert_true(fabs(without - all) < 1e-9);
		assert_true(half < all - 0.05);
		assert_true(none < half - 0.05);
	}
	/* the order is worth something also when the plan fails */
	assert_true(share(scored_with(&scored, 0, 0.2, &arena), "phases") >
		    0.5 * share(scored.report, "phases"));
	/* what is planned and does not hold makes nothing reliable */
	assert_true(share(scored_with(&scored, 0, 0.2, &arena), "reliability") <
		    1e-9);
	arena_finish(&arena);
	scored_finish(&scored);
}

static bool tells(const struct report *report, const char *id,
		  const char *words)
{
	return strstr(criterion(report, id)->why, words) != NULL;
}

static void the_reason_says_so(void **state)
{
	struct scored scored;
	struct arena arena = ARENA_INIT;
	const struct report *good, *bad;

	(void)state;
	scored_run(&scored, "preset", LINES);
	good = scored_with(&scored, 1, 0, &arena);
	bad = scored_with(&scored, 0.4, 0, &arena);
	assert_null(scored.report->forward);
	assert_non_null(bad->forward);
	assert_true(tells(scored.report, "phases", "not simulated"));
	assert_true(tells(good, "phases", "it holds for 30 days"));
	assert_true(tells(bad, "phases", "does not hold: The launch fails."));
	assert_true(tells(bad, "reliability", "does not hold"));
	arena_finish(&arena);
	scored_finish(&scored);
}

/* What did not hold when it was tried is praised as planned, not as a cure. */
static void a_strength_promises_no_more(void **state)
{
	static const char says[] = "does not hold the weeks after yet";
	struct scored scored;
	struct arena arena = ARENA_INIT;
	const struct report *good, *bad;

	(void)state;
	scored_run(&scored, "preset", TWO_NOW);
	good = scored_with(&scored, 1, 0, &arena);
	bad = scored_with(&scored, 0.4, 0, &arena);
	assert_true(scored_says(bad->strengths, bad->strength_count, says));
	assert_false(scored_says(good->strengths, good->strength_count, says));
	arena_finish(&arena);
	scored_finish(&scored);
}

/* The reviewed candidate's plan holds: the job queue takes every request. */
static void the_review_stays_what_it_was(void **state)
{
	struct forward_options options = { 0 };
	struct arena arena = ARENA_INIT;
	struct scored scored;
	struct err err = { 0 };
	const struct forward *forward;
	const struct report *report;

	(void)state;
	run(&scored, "calibration", 7, "retry");
	forward = forward_of(scored.drill, &options, &arena, &err);
	assert_non_null(forward);
	report = score_drill_forward(scored.drill, forward, &arena, &err);
	assert_non_null(report);
	assert_true(report->score >= 6.5 && report->score <= 7.4);
	assert_true(forward_line(forward, "plan")->holds);
	assert_true(forward_line(forward, "par")->holds);
	assert_false(forward_line(forward, "nothing")->holds);
	assert_true(forward_line(forward, "nothing")->held < 0.3);
	arena_finish(&arena);
	scored_finish(&scored);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_holds_keeps_its_points),
		cmocka_unit_test(the_reason_says_so),
		cmocka_unit_test(a_strength_promises_no_more),
		cmocka_unit_test(the_review_stays_what_it_was),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
