#include "tests/cmocka_setup.h"

#include <string.h>

#include "tests/scoring/scored.h"

#define END "20:00 end\n"

/* A script and the bounds of one criterion's share under it. */
struct row {
	const char *name, *criterion, *variant, *lines;
	double low, high;
};

/* clang-format off */
static const struct row rows[] = {
	/* --- evidence: what was pinned to what it bears on, and used --- */
	{ "nothing", "evidence", "preset", END, 0, 0 },
	{ "looked only", "evidence", "preset",
	  "00:10 look billing by=preset\n00:20 look billing by=tenant\n" END, 0, 0 },
	{ "pinned before there was a suspicion", "evidence", "preset",
	  "00:10 pin billing by=preset\n00:20 pin billing by=tenant\n"
	  "00:40 suspect tenant-batch\n00:50 rule-out tenant-batch \"no tenant stands out\"\n"
	  "01:00 conclude default-preset \"large is most of the bill\"\n" END, 1, 1 },
	{ "pinned and never suspected", "evidence", "preset",
	  "00:10 pin billing by=preset\n00:20 pin billing by=tenant\n"
	  "01:00 conclude vendor-slow \"late\"\n" END, 0, 0 },
	{ "pinned to what it does not bear on", "evidence", "preset",
	  "00:10 pin billing by=preset for=growth\n00:20 pin billing by=tenant for=vendor-slow\n"
	  "01:00 conclude default-preset \"large\"\n" END, 0, 0 },
	{ "pinned and left open", "evidence", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:20 pin billing by=tenant for=tenant-batch\n" END, 0.05, 0.2 },
	{ "pinned, closed and named", "evidence", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:20 pin billing by=tenant for=tenant-batch\n"
	  "00:50 rule-out tenant-batch \"no tenant stands out\"\n"
	  "01:00 conclude default-preset \"large is most of the bill\"\n" END, 1, 1 },
	{ "used for what keeps it going alone", "evidence", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:20 pin billing by=tenant for=tenant-batch\n"
	  "00:50 rule-out tenant-batch \"no tenant stands out\"\n"
	  "01:00 conclude growth \"more people\"\n" END, 0.3, 0.6 },
	{ "not named", "evidence", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:20 pin billing by=tenant for=tenant-batch\n"
	  "00:50 rule-out tenant-batch\n01:00 conclude default-preset\n" END, 0.79, 0.81 },
	{ "after the conclusion", "evidence", "preset",
	  "00:10 conclude default-preset \"large\"\n00:20 pin billing by=preset for=default-preset\n" END, 0, 0 },
	{ "everything concluded", "evidence", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:20 pin billing by=tenant for=tenant-batch\n"
	  "01:00 conclude default-preset \"large\"\n01:00 conclude tenant-batch\n01:00 conclude vendor-slow\n"
	  "01:00 conclude growth\n" END, 0, 0.35 },

	/* --- hypotheses --- */
	{ "nothing", "hypotheses", "preset", END, 0, 0 },
	{ "a lucky guess", "hypotheses", "preset", "00:10 conclude default-preset\n" END, 0.1, 0.2 },
	{ "a wrong conclusion", "hypotheses", "preset", "00:10 conclude vendor-slow\n" END, 0, 0 },
	{ "what keeps it going, guessed", "hypotheses", "preset", "00:10 conclude growth\n" END, 0.02, 0.1 },
	{ "what keeps it going, on evidence", "hypotheses", "preset",
	  "00:10 pin metrics metric=people_per_s for=growth\n00:20 conclude growth \"people_per_s is up\"\n" END, 0.2, 0.3 },
	{ "what keeps it going and something wrong", "hypotheses", "preset",
	  "00:10 pin metrics metric=people_per_s for=growth\n00:20 conclude growth \"people_per_s is up\"\n"
	  "00:30 conclude vendor-slow\n" END, 0, 0.1 },
	{ "by the book", "hypotheses", "preset",
	  "00:05 look overview\n00:10 pin billing by=preset for=default-preset\n00:20 pin traces for=vendor-slow\n"
	  "00:50 rule-out vendor-slow \"as fast as ever\"\n01:00 conclude default-preset \"large\"\n" END, 1, 1 },
	{ "concluded without a word of evidence", "hypotheses", "preset",
	  "00:05 look overview\n00:10 pin billing by=preset for=default-preset\n00:20 pin traces for=vendor-slow\n"
	  "00:50 rule-out vendor-slow \"as fast as ever\"\n01:00 conclude default-preset \"I am sure\"\n" END, 0.92, 0.94 },
	{ "ruled out without a word of evidence", "hypotheses", "preset",
	  "00:05 look overview\n00:10 pin billing by=preset for=default-preset\n00:20 pin traces for=vendor-slow\n"
	  "00:50 rule-out vendor-slow\n01:00 conclude default-preset \"large\"\n" END, 0.93, 0.97 },
	{ "concluding everything", "hypotheses", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:20 conclude default-preset\n00:20 conclude growth\n"
	  "00:20 conclude tenant-batch\n00:20 conclude meter-wrong\n" END, 0, 0 },

	/* --- money and users --- */
	{ "nothing", "contain", "preset", END, 0, 0 },
	{ "the right measure, founded", "contain", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:30 apply rollback\n" END, 0.7, 1 },
	{ "the right measure, blind", "contain", "preset", "00:30 apply rollback\n" END, 0, 0.05 },
	{ "too late", "contain", "preset",
	  "00:10 pin billing by=preset for=default-preset\n14:00 apply rollback\n" END, 0, 0.21 },
	{ "nothing", "reliability", "preset", END, 0, 0 },
	{ "only planned", "reliability", "preset",
	  "01:00 plan now rollback why=\"It takes the new default back.\"\n" END, 0.5, 0.5 },
	{ "planned where it is no use", "reliability", "tenant",
	  "01:00 plan now rollback why=\"It takes the new default back.\"\n" END, 0, 0 },

	/* --- the plan --- */
	{ "nothing", "planned", "preset", END, 0, 0 },
	{ "a name on the board", "planned", "preset", "01:00 plan now spend-cap\n" END, 0.24, 0.26 },
	{ "with a reason", "planned", "preset",
	  "01:00 plan now spend-cap why=\"It stops the money in a minute.\"\n" END, 0.49, 0.51 },
	{ "true", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"Some people are refused when the hour's money is gone.\"\n" END, 0.49, 0.51 },
	{ "half true", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"It may be unpopular with users here.\"\n" END, 0.05, 0.15 },
	{ "of another measure", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"It needs more disk space and a migration.\"\n" END, 0, 0 },
	{ "denied", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"No user is refused and nobody fails.\"\n" END, 0, 0.15 },
	{ "none", "tradeoffs", "preset", "01:00 plan now spend-cap tradeoff=\"No trade-off at all.\"\n" END, 0, 0 },
	{ "copied from the screen", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"Stops the money, turns people away.\"\n" END, 0, 0 },
	{ "the same words twice", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"Some customers are refused for a while.\"\n"
	  "01:10 plan now tenant-quota tradeoff=\"Some customers are refused for a while.\"\n" END, 0.49, 0.51 },
	{ "catchwords", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"reject refuse users customers people fail quality cost\"\n" END, 0, 0.16 },
	{ "the same sentence with another name", "tradeoffs", "preset",
	  "01:00 plan now spend-cap tradeoff=\"The cap on the spend refuses customers.\"\n"
	  "01:10 plan now tenant-quota tradeoff=\"The limit of the tenant refuses customers.\"\n" END, 0.49, 0.51 },
	{ "a reason", "choice", "preset",
	  "01:00 plan now spend-cap why=\"It stops the money in a minute.\"\n" END, 0.49, 0.51 },
	{ "catchwords", "choice", "preset",
	  "01:00 plan now spend-cap why=\"scalable resilient robust synergy cost efficient\"\n" END, 0, 0.11 },
	{ "a reason for anything", "choice", "preset",
	  "01:00 plan now spend-cap why=\"It is the best solution for this problem.\"\n" END, 0.1, 0.15 },
	{ "only now, and not what it needed", "phases", "preset", "01:00 plan now spend-cap\n" END, 0.34, 0.36 },
	{ "now, and what it needed", "phases", "preset",
	  "01:00 plan now spend-cap\n01:10 plan now rollback\n" END, 0.44, 0.46 },
	{ "now and days", "phases", "preset",
	  "01:00 plan now spend-cap\n01:05 plan now rollback\n01:10 plan days tenant-quota\n" END, 0.7, 0.75 },
	{ "what it needed is in force", "phases", "preset",
	  "00:10 pin billing by=preset for=default-preset\n00:30 apply rollback\n"
	  "01:00 plan now spend-cap\n01:10 plan days tenant-quota\n" END, 0.7, 0.75 },
	{ "before its time", "phases", "preset",
	  "01:00 plan now spend-cap\n01:10 plan days tenant-quota\n" END, 0.49, 0.52 },
	{ "something else now", "phases", "preset", "01:00 plan now rollback\n" END, 0.24, 0.26 },
	{ "metric and way back", "guardrails", "preset",
	  "01:00 plan now spend-cap metric=\"spend below 3,000 USD/h\" rollback=\"Lift the cap\"\n" END, 0.49, 0.51 },
	{ "a metric that measures nothing", "guardrails", "preset",
	  "01:00 plan now spend-cap metric=\"happiness\"\n" END, 0, 0.1 },
	{ "nobody and a date", "owners", "preset", "01:00 plan now spend-cap owner=tbd due=+1d\n" END, 0.17, 0.18 },
	{ "owner and date", "owners", "preset", "01:00 plan now spend-cap owner=Ann due=+1d\n" END, 0.49, 0.51 },

	/* --- the outside limit --- */
	{ "said what it is", "dependency", "preset",
	  "01:00 note \"The painter's limit is full; more workers only bring 429s.\"\n" END, 0.49, 0.51 },
	{ "acted and said", "dependency", "preset",
	  "01:00 note \"The vendor's limit is full.\"\n01:10 apply spend-cap\n" END, 1, 1 },
	{ "unclear what it means", "dependency", "preset",
	  "01:00 note \"The vendor's limit is full.\"\n01:10 apply spend-cap\n"
	  "01:20 plan now rollback why=\"It is good to have.\"\n" END, 0.32, 0.34 },
	{ "scaled against it", "dependency", "tenant",
	  "01:00 note \"The vendor's limit is full.\"\n01:10 apply spend-cap\n01:20 apply rollback\n" END, 0, 0 },
};
/* clang-format on */

static void table(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct row *row = &rows[i];
		struct scored scored;
		double share;

		scored_run(&scored, row->variant, row->lines);
		share = scored_share(&scored, row->criterion);
		if (share < row->low - 1e-9 || share > row->high + 1e-9) {
			bad++;
			print_message(
				"# %s, %s: %.3f, not %.2f to %.2f: %s\n",
				row->criterion, row->name, share, row->low,
				row->high,
				scored_criterion(&scored, row->criterion)->why);
		}
		scored_finish(&scored);
	}
	assert_int_equal(bad, 0);
}

static void evidence_cites_events(void **state)
{
	struct scored scored;
	const struct report_criterion *c;

	(void)state;
	scored_run(&scored, "preset",
		   "00:10 pin billing by=preset for=default-preset\n"
		   "01:00 conclude default-preset \"large\"\n" END);
	c = scored_criterion(&scored, "evidence");
	assert_in_range(c->evidence_count, 2, 10);
	for (size_t i = 0; i < c->evidence_count; i++) {
		const struct event *event = drill_event(scored.drill,
							c->evidence[i].seq);

		assert_non_null(event);
		assert_int_equal(event->at_s, c->evidence[i].at_s);
		assert_true(strlen(c->evidence[i].quote) > 0);
	}
	scored_finish(&scored);
}

static void an_empty_part_is_a_red_flag(void **state)
{
	struct scored scored;
	const struct report *r;

	(void)state;
	scored_run(&scored, "preset", "00:10 apply spend-cap\n" END);
	r = scored.report;
	assert_true(scored_says(r->red_flags, r->red_flag_count,
				"Nobody was told."));
	assert_true(scored_says(r->weaknesses, r->weakness_count,
				"Nobody was told."));
	assert_string_equal(r->decision, "FAIL");
	assert_false(
		scored_says(r->red_flags, r->red_flag_count, "No solution."));
	scored_finish(&scored);
}

/* Whatever the minute of the end, the full length counts. */
static void ending_at_once_gains_nothing(void **state)
{
	struct scored early, late;

	(void)state;
	scored_run(&early, "preset", "00:01 end\n");
	scored_run(&late, "preset", END);
	assert_true(early.report->score <= late.report->score + 1e-9);
	assert_true(early.report->outcome.loss_usd >=
		    late.report->outcome.loss_usd - 1);
	assert_int_equal(early.report->minute_count, late.report->minute_count);
	scored_finish(&early);
	scored_finish(&late);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(evidence_cites_events),
		cmocka_unit_test(an_empty_part_is_a_red_flag),
		cmocka_unit_test(ending_at_once_gains_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
