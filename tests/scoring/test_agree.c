/* The judges and the re-runs tell one story. */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "tests/scoring/scored.h"

/* The cap, which the pack expects to help, refuses people for eight minutes
 * when the rollback has done its work. */
#define CAP_HARMS \
	"00:20 pin billing by=preset for=default-preset\n" \
	"01:00 conclude default-preset \"large is most of the bill\"\n" \
	"04:00 apply rollback\n06:00 apply spend-cap usd_per_hour=500\n" \
	"14:00 revert spend-cap\n16:00 end\n"
/* No look before the measure that helps. */
#define LUCKY "01:00 apply rollback\n16:00 end\n"
/* A limit far above all that is ever spent. */
#define IDLE \
	"00:20 pin billing by=preset for=default-preset\n" \
	"00:40 apply spend-cap usd_per_hour=20000\n16:00 end\n"

struct story {
	struct scored scored;
	struct debrief *debrief;
	const struct report *told;
};

static void play(struct story *s, const char *lines)
{
	struct err err = { 0 };

	scored_run(&s->scored, "preset", lines);
	s->debrief = debrief_create(s->scored.drill);
	if (!debrief_run(s->debrief, 1, NULL, &err))
		fail_msg("%s", err.message);
	s->told = score_add_debrief(s->scored.report, s->debrief,
				    REPORT_DEBRIEF_FULL, &s->scored.arena);
}

static void finish(struct story *s)
{
	debrief_destroy(s->debrief);
	scored_finish(&s->scored);
}

static const struct report_criterion *criterion(const struct report *report,
						const char *id)
{
	for (size_t i = 0; i < report->part_count; i++)
		for (size_t k = 0; k < report->parts[i].criterion_count; k++)
			if (!strcmp(report->parts[i].criteria[k].id, id))
				return &report->parts[i].criteria[k];
	fail_msg("there is no criterion %s", id);
	return NULL;
}

/* 1 = cited as a merit, -1 = against, 0 = not at all. */
static int stance(const struct report_criterion *c, const char *quote)
{
	for (size_t i = 0; i < c->evidence_count; i++)
		if (strstr(c->evidence[i].quote, quote))
			return c->evidence[i].against ? -1 : 1;
	return 0;
}

static void what_did_harm_is_no_merit(void **state)
{
	struct story s;
	const struct report_criterion *before, *after;

	(void)state;
	play(&s, CAP_HARMS);
	before = criterion(s.scored.report, "contain");
	after = criterion(s.told, "contain");
	assert_int_equal(stance(before, "apply spend-cap"), 1);
	assert_null(strstr(before->why, "did harm"));
	assert_int_equal(stance(after, "apply spend-cap"), -1);
	assert_non_null(strstr(after->why, "here it did harm"));
	/* and why one might take it all the same */
	assert_non_null(strstr(after->why, "It is meant for this cause"));
	assert_int_equal(stance(after, "apply rollback"), 1);
	assert_null(strstr(after->why, "without \"Roll release 7 back\""));
	/* the whole of it once, then where to find it */
	after = criterion(s.told, "dependency");
	assert_int_equal(stance(after, "Cap the spend"), -1);
	assert_non_null(strstr(after->why, "see contain"));
	assert_null(strstr(after->why, "Run again"));
	assert_true(scored_says(s.told->weaknesses, s.told->weakness_count,
				"A measure that did harm"));
	assert_false(scored_says(s.told->strengths, s.told->strength_count,
				 "Cap the spend an hour"));
	/* the loss has it in it already */
	assert_true(s.told->score == s.scored.report->score);
	finish(&s);
}

static void luck_is_told(void **state)
{
	struct story s;
	const struct report_criterion *c;

	(void)state;
	play(&s, LUCKY);
	c = criterion(s.told, "contain");
	assert_int_equal(stance(c, "apply rollback"), -1);
	assert_non_null(strstr(c->why, "it helped, though nothing that was "
				       "seen had called for it"));
	assert_false(scored_says(s.told->weaknesses, s.told->weakness_count,
				 "did harm"));
	finish(&s);
}

static void what_did_nothing_is_told(void **state)
{
	struct story s;

	(void)state;
	play(&s, IDLE);
	assert_non_null(strstr(criterion(s.told, "contain")->why,
			       "it had nothing to do"));
	finish(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_did_harm_is_no_merit),
		cmocka_unit_test(luck_is_told),
		cmocka_unit_test(what_did_nothing_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
