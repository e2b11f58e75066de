#include "tests/scoring/shipped.h"

/* What a player did well must not be told to them as a fault. */

/* The good run with a line more, before the plan is made. */
static void run_with(struct scored *scored, const char *line)
{
	char *lines = read_script("good-preset");
	char *at = strstr(lines, "\n40:00 ");
	struct str text = STR_INIT;

	assert_non_null(at);
	str_addf(&text, "%.*s\n%s%s", (int)(at - lines), lines, line, at);
	scored_play(scored, pack, 7, "preset", text.s);
	str_finish(&text);
	free(lines);
}

static double solutions(const struct scored *scored)
{
	return scored_criterion(scored, "b1")->score +
	       scored_criterion(scored, "b2")->score;
}

/* One measure that had evidence and no effect costs nothing; one that harms
 * does. */
static void one_idle_measure(void **state)
{
	struct scored plain, idle, harm;
	const char *why;

	(void)state;
	run_with(&plain, "");
	run_with(&idle, "36:00 apply retry-limit retries=0");
	run_with(&harm, "36:00 apply raise-retries");
	why = scored_criterion(&idle, "b2")->why;
	EXPECT(&idle, "idle", strstr(why, "not what this") == NULL);
	EXPECT(&idle, "idle", solutions(&idle) >= solutions(&plain) - 0.06);
	EXPECT(&harm, "harm", solutions(&harm) <= solutions(&plain) - 0.1);
	scored_finish(&plain);
	scored_finish(&idle);
	scored_finish(&harm);
}

/* A trace tells which hop is slow: that bears on each cause it can tell from
 * the others.  Who stands behind full places no trace tells; that tasks are as
 * quick as ever does speak for it. */
static void a_trace_bears_on_the_right_cause(void **state)
{
	static const struct {
		const char *variant, *cause, *panel;
	} rows[] = {
		{ "preset", "default-preset", "traces by=hop" },
		{ "tenant", "tenant-batch", "traces by=hop" },
		{ "vendor", "vendor-slow", "traces by=hop" },
		{ "abuse", "promo-abuse", "metrics metric=task_p50_s" },
		{ "retry", "retry-config", "traces by=hop" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct scored scored;
		char lines[256];

		snprintf(lines, sizeof(lines),
			 "00:30 pin %s for=%s\n"
			 "01:00 conclude %s \"The vendor's hop is slow.\"\n"
			 "60:00 end\n",
			 rows[i].panel, rows[i].cause, rows[i].cause);
		scored_play(&scored, pack, 7, rows[i].variant, lines);
		EXPECT(&scored, rows[i].variant,
		       scored_share(&scored, "a2") >= 0.9);
		scored_finish(&scored);
	}
}

static void evidence_reads_well(const struct scored *scored, const char *name)
{
	const struct report *r = scored->report;

	for (size_t p = 0; p < r->part_count; p++)
		for (size_t k = 0; k < r->parts[p].criterion_count; k++) {
			const struct report_criterion *c =
				&r->parts[p].criteria[k];

			EXPECT(scored, name, !strstr(c->why, "(nothing)"));
			for (size_t e = 0; e < c->evidence_count; e++)
				EXPECT(scored, name,
				       strlen(c->evidence[e].quote) <= 204);
			for (size_t e = 0; e < c->evidence_count; e++)
				if (strcmp(c->id, "b5") == 0)
					EXPECT(scored, name,
					       strncmp(c->evidence[e].quote,
						       "apply ", 6) != 0 ||
						       c->evidence[e].against);
		}
	EXPECT(scored, name,
	       !scored_says(r->strengths, r->strength_count, "nothing took"));
	EXPECT(scored, name,
	       !scored_says(r->weaknesses, r->weakness_count,
			    "claims that hold"));
}

static void reports_read_well(void **state)
{
	static const char *const names[] = { "good-preset", "good-tenant",
					     "good-vendor", "good-abuse",
					     "good-retry",  "poor",
					     "kit",	    "calibration" };

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		struct scored scored;

		run(&scored, names[i], 7,
		    strncmp(names[i], "good-", 5) ? "retry" : names[i] + 5);
		evidence_reads_well(&scored, names[i]);
		scored_finish(&scored);
	}
}

/* A brake alone saves people too, and no list of measures is made of it. */
static void only_a_brake(void **state)
{
	struct scored scored;

	(void)state;
	scored_play(&scored, pack, 7, "preset",
		    "00:10 apply spend-cap\n60:00 end\n");
	evidence_reads_well(&scored, "brake");
	scored_finish(&scored);
}

/* A limit mentioned is no loop named. */
static void the_loop_is_named_by_two_words(void **state)
{
#define PINS \
	"00:30 pin billing by=attempt for=retry-config\n" \
	"01:00 conclude retry-config \"%s\"\n60:00 end\n"
	static const struct {
		const char *note;
		bool named;
	} rows[] = {
		{ "The limit was reached.", false },
		{ "Settings changed today.", false },
		{ "Calls time out, are tried again and paid twice.", true },
		{ "Each retry meets a 429 and is ordered again.", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct scored scored;
		char lines[256];

		snprintf(lines, sizeof(lines), PINS, rows[i].note);
		scored_play(&scored, pack, 7, "retry", lines);
		EXPECT(&scored, rows[i].note,
		       (scored_share(&scored, "a4") > 0.9) == rows[i].named);
		scored_finish(&scored);
	}
}

/* A cap does not make "claims that hold" a thing that is missing. */
static void honesty_says_what_was_wrong(void **state)
{
	struct scored scored;
	const struct report_criterion *c;

	(void)state;
	scored_play(&scored, pack, 7, "preset",
		    "02:00 tell manager \"All good, everything is fixed and "
		    "works normally.\"\n60:00 end\n");
	c = scored_criterion(&scored, "d5");
	EXPECT(&scored, "honesty", strstr(c->why, "1 of 1 messages") != NULL);
	EXPECT(&scored, "honesty", strstr(c->why, "missing") == NULL);
	scored_finish(&scored);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_idle_measure),
		cmocka_unit_test(a_trace_bears_on_the_right_cause),
		cmocka_unit_test(reports_read_well),
		cmocka_unit_test(only_a_brake),
		cmocka_unit_test(the_loop_is_named_by_two_words),
		cmocka_unit_test(honesty_says_what_was_wrong),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
