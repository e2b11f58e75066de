/* What a report says about points that were not earned. */
#include "tests/scoring/shipped.h"

#include "scoring/judges/judges.h"

static struct arena arena;

static const char *fill(const char *text, const char *got, const char *missing)
{
	struct finding finding = {
		.slots = { { "got", got }, { "missing", missing } },
		.slot_count = 2,
	};

	return finding_fill(&finding, text, &arena);
}

/* A clause about nothing is left out, and what remains is a sentence. */
static void empty_lists(void **state)
{
	static const char part[] = "In part: {got}; missing: {missing}.";

	(void)state;
	assert_string_equal(fill(part, "a", "b"), "In part: a; missing: b.");
	assert_string_equal(fill(part, "a", ""), "In part: a.");
	assert_string_equal(fill(part, "", "b"), "Missing: b.");
	assert_string_equal(fill("It held. In force: {got}. Not so: {missing}.",
				 "", "b"),
			    "It held. Not so: b.");
	assert_string_equal(fill("It held. In force: {got}.", "", ""),
			    "It held.");
	assert_string_equal(fill("It was seen ({got}), and used.", "", ""),
			    "It was seen, and used.");
	assert_string_equal(fill("**No rhythm:** {missing}.", "", ""),
			    "**No rhythm.**");
	assert_string_equal(fill("**Good:** {got} helped; 3 failed.", "", ""),
			    "**Good:** 3 failed.");
	assert_string_equal(fill("It can be undone, such as \"{got}\".", "",
				 ""),
			    "It can be undone.");
	assert_string_equal(fill("{unknown} stays", "", ""), "{unknown} stays");
}

static void lists(void **state)
{
	struct finding_list list = { .items = { "a", "b", "c" }, .count = 3 };

	(void)state;
	assert_string_equal(finding_words(&list, &arena), "a, b and c");
	list.items[1] = "\"one, two: three\"";
	assert_string_equal(finding_words(&list, &arena),
			    "a, \"one, two: three\" and c");
	list.items[1] = "b: because";
	assert_string_equal(finding_words(&list, &arena), "a; b: because; c");
	list.count = 0;
	assert_string_equal(finding_words(&list, &arena), "");
}

static bool why_says(const struct scored *scored, const char *id,
		     const char *words)
{
	return strstr(scored_criterion(scored, id)->why, words) != NULL;
}

#define END "60:00 end\n"
#define LOOKED_ONLY \
	"00:30 look overview\n00:40 look changes\n01:00 look infra\n" \
	"05:00 conclude vendor-slow \"Late.\"\n" END
#define PINNED_IN_VAIN \
	"00:40 pin changes for=vendor-slow\n01:00 pin billing by=preset\n" \
	"02:00 pin infra for=workers-short\n" \
	"05:00 conclude vendor-slow \"Tasks take 90 s, normally 38 s.\"\n" END

/* Who looked must not read that nobody looked, but why it did not count. */
static void what_was_seen_is_not_denied(void **state)
{
	struct scored scored;

	(void)state;
	scored_play(&scored, pack, 7, "preset", LOOKED_ONLY);
	EXPECT(&scored, "looked",
	       why_says(&scored, "a5", "(looked at, 00:40)"));
	EXPECT(&scored, "looked", why_says(&scored, "a5", "no hypothesis"));
	EXPECT(&scored, "looked", scored_share(&scored, "a5") <= 0);
	scored_finish(&scored);
	scored_play(&scored, pack, 7, "preset", PINNED_IN_VAIN);
	EXPECT(&scored, "pinned", why_says(&scored, "a1", "(pinned at 01:00)"));
	EXPECT(&scored, "pinned",
	       why_says(&scored, "a1", "no hypothesis of yours"));
	EXPECT(&scored, "pinned", why_says(&scored, "a5", "does not bear"));
	EXPECT(&scored, "pinned", why_says(&scored, "a3", "left open"));
	EXPECT(&scored, "pinned", why_says(&scored, "a6", "was not it"));
	scored_finish(&scored);
}

/* A weakness does not say that all is missing where the reason says "in part". */
static void a_weakness_agrees_with_its_reason(void **state)
{
	static const char part[] =
		"00:40 pin billing by=attempt for=retry-config\n"
		"01:00 suspect retry-config\n" END;
	struct scored scored;
	const struct report *r;

	(void)state;
	scored_play(&scored, pack, 7, "preset", part);
	r = scored.report;
	EXPECT(&scored, "part", why_says(&scored, "a4", "spend by attempt"));
	EXPECT(&scored, "part",
	       scored_says(r->weaknesses, r->weakness_count,
			   "**Retries, duplicates, 429s:**"));
	EXPECT(&scored, "part",
	       !scored_says(r->weaknesses, r->weakness_count,
			    "The retry loop missed"));
	scored_finish(&scored);
}

/* Every run that ships, read for what no reason may say. */
static void no_odd_sentence(void **state)
{
	static const char *const names[] = { "good-preset", "calibration",
					     "poor", "kit", "feature-off" };
	static const char *const odd[] = {
		"missing: nothing",
		"(nothing)",
		"{",
		"()",
		"  ",
		": .",
		"; .",
		":**.",
		"\"\"",
	};

	(void)state;
	for (size_t n = 0; n < sizeof(names) / sizeof(*names); n++) {
		struct scored scored;

		run(&scored, names[n], 7, "preset");
		for (size_t p = 0; p < scored.report->part_count; p++)
			for (size_t c = 0;
			     c < scored.report->parts[p].criterion_count; c++) {
				const struct report_criterion *one =
					&scored.report->parts[p].criteria[c];

				EXPECT(&scored, one->id, *one->why);
				EXPECT(&scored, one->id,
				       one->score < 0.8 * one->max ||
					       !one->better);
				for (size_t i = 0;
				     i < sizeof(odd) / sizeof(*odd); i++)
					EXPECT(&scored, odd[i],
					       !strstr(one->why, odd[i]));
			}
		scored_finish(&scored);
	}
}

/* A measure is spoken against once, and what limits a good figure is told. */
static void limits_are_told(void **state)
{
	struct scored scored;
	const char *money, *users;

	(void)state;
	scored_play(&scored, pack, 7, "retry",
		    "00:30 look overview\n01:00 apply feature-off\n"
		    "02:00 apply scale-workers\n" END);
	money = scored_criterion(&scored, "b1")->why;
	users = scored_criterion(&scored, "b2")->why;
	EXPECT(&scored, "off",
	       strstr(money, "\"Twice as many workers\" (") ||
		       strstr(users, "\"Twice as many workers\" ("));
	EXPECT(&scored, "off",
	       !strstr(money, "\"Twice as many workers\" (") ||
		       !strstr(users, "\"Twice as many workers\" ("));
	EXPECT(&scored, "off", strstr(money, "the loss as a whole") != NULL);
	EXPECT(&scored, "off", strstr(money, "none of the credit") != NULL);
	scored_finish(&scored);
}

/* The parts add up to the loss, for the drill and its rivals. */
static void the_loss_has_parts(void **state)
{
	struct scored scored;
	const struct report *r;

	(void)state;
	run(&scored, "good-preset", 7, "preset");
	r = scored.report;
	{
		const struct report_loss *losses[] = { &r->outcome.parts,
						       &r->nothing.parts,
						       &r->par.parts };
		double totals[] = { r->outcome.loss_usd, r->nothing.loss_usd,
				    r->par.loss_usd };

		for (size_t i = 0; i < 3; i++) {
			double sum = 0;

			for (size_t k = 0; k < REPORT_LOSS_PARTS; k++)
				sum += report_loss_part(losses[i], k);
			assert_true(sum > totals[i] - 0.01 &&
				    sum < totals[i] + 0.01);
			assert_true(totals[i] > 0);
		}
	}
	assert_non_null(strstr(r->reasoning, "The loss is made of "));
	scored_finish(&scored);
}

static int tear_down(void **state)
{
	arena_finish(&arena);
	return unload(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty_lists),
		cmocka_unit_test(lists),
		cmocka_unit_test(what_was_seen_is_not_denied),
		cmocka_unit_test(a_weakness_agrees_with_its_reason),
		cmocka_unit_test(no_odd_sentence),
		cmocka_unit_test(limits_are_told),
		cmocka_unit_test(the_loss_has_parts),
	};

	return cmocka_run_group_tests(tests, load, tear_down);
}
