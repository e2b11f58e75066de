#include "tests/scoring/shipped.h"

/* Ways to win without doing the work.  None may. */

static double solutions(const struct scored *scored)
{
	return scored_criterion(scored, "b1")->score +
	       scored_criterion(scored, "b2")->score;
}

/* Half of b1 + b2. */
static double half(const struct scored *scored)
{
	return (scored_criterion(scored, "b1")->max +
		scored_criterion(scored, "b2")->max) /
	       2;
}

static void the_memorised_kit(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		struct scored scored;

		run(&scored, "kit", 7, variants[v]);
		EXPECT(&scored, "kit", solutions(&scored) < half(&scored));
		EXPECT(&scored, "kit", scored.report->score < 2);
		scored_finish(&scored);
	}
}

static void switching_it_off(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		struct scored scored;

		run(&scored, "feature-off", 7, variants[v]);
		EXPECT(&scored, "feature-off",
		       strcmp(scored.report->decision, "FAIL") == 0);
		EXPECT(&scored, "feature-off", solutions(&scored) <= 0.1);
		EXPECT(&scored, "feature-off",
		       scored.report->outcome.failed_users >
			       scored.report->nothing.failed_users);
		scored_finish(&scored);
	}
}

static void every_panel_and_no_conclusion(void **state)
{
	struct scored scored;

	(void)state;
	run(&scored, "all-panels", 7, "tenant");
	EXPECT(&scored, "all-panels", scored_part(&scored, "a") <= 0.5);
	EXPECT(&scored, "all-panels", scored.report->score <= 0.6);
	scored_finish(&scored);
}

static void concluding_everything(void **state)
{
	struct scored scored;

	(void)state;
	scored_play(&scored, pack, 7, "preset",
		    "00:30 pin billing by=tenant for=tenant-batch\n"
		    "00:30 pin billing by=preset for=default-preset\n"
		    "00:30 pin billing by=attempt for=retry-config\n"
		    "00:30 pin billing by=account for=promo-abuse\n"
		    "00:30 pin traces for=vendor-slow\n"
		    "00:30 pin infra for=workers-short\n"
		    "00:30 pin changes for=retry-config\n"
		    "00:40 conclude tenant-batch \"the vendor's limit\"\n"
		    "00:40 conclude default-preset\n"
		    "00:40 conclude retry-config\n"
		    "00:40 conclude promo-abuse\n"
		    "00:40 conclude vendor-slow\n"
		    "60:00 end\n");
	EXPECT(&scored, "concluding", scored_part(&scored, "a") <= 0.6);
	EXPECT(&scored, "concluding",
	       scored_criterion(&scored, "a6")->score <= 0.1);
	scored_finish(&scored);
}

static void doing_nothing(void **state)
{
	struct scored whole, at_once;

	(void)state;
	scored_play(&whole, pack, 7, "preset", "60:00 end\n");
	EXPECT(&whole, "nothing", whole.report->score <= 0.5);
	EXPECT(&whole, "nothing", whole.report->outcome.failed_users > 1000);
	EXPECT(&whole, "nothing", whole.report->outcome.excess_usd > 10000);
	EXPECT(&whole, "nothing",
	       whole.report->red_flag_count == whole.report->part_count);
	scored_play(&at_once, pack, 7, "preset", "00:01 end\n");
	EXPECT(&at_once, "at once",
	       at_once.report->score <= whole.report->score);
	EXPECT(&at_once, "at once",
	       at_once.report->outcome.failed_users >=
		       whole.report->outcome.failed_users);
	scored_finish(&whole);
	scored_finish(&at_once);
}

static void a_poor_run(void **state)
{
	struct scored scored;

	(void)state;
	run(&scored, "poor", 7, "retry");
	EXPECT(&scored, "poor", scored.report->score <= 2);
	scored_finish(&scored);
}

/* One good text, sent to all: a message to nobody. */
static void one_text_to_all(void **state)
{
#define TEXT \
	"SEV1 since 13:50: about 40 % of clip requests fail, for thousands " \
	"of people an hour, and spend is 44,000 USD/h against a normal " \
	"11,000. Cause not known yet. Nothing needed from you. Next update " \
	"14:30."
	struct scored scored;

	(void)state;
	scored_play(&scored, pack, 7, "retry",
		    "01:00 tell manager \"" TEXT "\"\n"
		    "01:10 tell product \"" TEXT "\"\n"
		    "01:20 tell finance \"" TEXT "\"\n"
		    "60:00 end\n");
	EXPECT(&scored, "one text", scored_part(&scored, "d") <= 0.5);
	for (size_t i = 0; i < scored.report->message_count; i++)
		EXPECT(&scored, "one text",
		       scored.report->messages[i].score <= 1);
	scored_finish(&scored);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_memorised_kit),
		cmocka_unit_test(switching_it_off),
		cmocka_unit_test(every_panel_and_no_conclusion),
		cmocka_unit_test(concluding_everything),
		cmocka_unit_test(doing_nothing),
		cmocka_unit_test(a_poor_run),
		cmocka_unit_test(one_text_to_all),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
