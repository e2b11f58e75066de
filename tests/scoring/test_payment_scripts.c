/* The runs that ship with the shop's pack earn what they deserve. */
#define PACK SCENARIOS "/payment-retry-storm"
#define PACK_VARIANTS "slow", "settings", "testing"
#include "tests/scoring/shipped.h"

static void good_runs(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		struct scored scored;
		char name[32];

		snprintf(name, sizeof(name), "good-%s", variants[v]);
		run(&scored, name, seeds[v % SEEDS], variants[v]);
		EXPECT(&scored, name, scored.report->score >= GOOD_LEAST);
		EXPECT(&scored, name, scored.report->red_flag_count == 0);
		expect_well_told(&scored, name);
		EXPECT(&scored, name, scored_part(&scored, "a") >= 2);
		EXPECT(&scored, name, scored_part(&scored, "d") >= 1.3);
		EXPECT(&scored, name,
		       scored.report->outcome.loss_usd <
			       0.2 * scored.report->nothing.loss_usd);
		scored_finish(&scored);
	}
}

/* What was right for one cause is no diagnosis of another. */
static void a_good_run_for_another_cause(void **state)
{
	struct scored scored;

	(void)state;
	run(&scored, "good-slow", 7, "settings");
	EXPECT(&scored, "good-slow", scored_part(&scored, "a") <= 1);
	scored_finish(&scored);
}

/* More calls against a full provider, and the kit at minute one. */
static void poor_runs(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		struct scored scored;

		run(&scored, "poor", 7, variants[v]);
		EXPECT(&scored, "poor", scored.report->score < POOR_MOST);
		EXPECT(&scored, "poor",
		       scored.report->outcome.loss_usd >
			       scored.report->nothing.loss_usd);
		scored_finish(&scored);
		run(&scored, "kit", 7, variants[v]);
		EXPECT(&scored, "kit", scored.report->score < POOR_MOST);
		EXPECT(&scored, "kit",
		       scored_criterion(&scored, "b1")->score +
				       scored_criterion(&scored, "b2")->score <
			       0.8);
		scored_finish(&scored);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_runs),
		cmocka_unit_test(mixed_runs),
		cmocka_unit_test(a_good_run_for_another_cause),
		cmocka_unit_test(poor_runs),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
