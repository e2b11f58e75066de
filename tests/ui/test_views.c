/* Every view as a picture in characters: tests/ui/golden/. */
#include "tests/cmocka_setup.h"
#include "tests/ui/golden.h"
#include "tests/ui/stage.h"

/* Name of the picture, and the keys that lead there from the overview. */
static const char *const views[][2] = {
	{ "overview", "" },
	{ "metrics", "2v<left><left><left>" },
	{ "traces", "3f" },
	{ "waterfall", "3<enter>" },
	{ "logs", "4/answered<enter>" },
	{ "billing", "5vv" },
	{ "infra", "6" },
	{ "changes", "7" },
	{ "vendor", "8" },
	{ "map", "9" },
	{ "runbook", "0" },
	{ "inbox", "i" },
	{ "measures", "m" },
	{ "apply", "m<enter>" },
	{ "hypotheses", "c" },
	{ "plan", "b" },
	{ "plan-form", "b<enter>" },
	{ "timeline", "t" },
	{ "briefing", "I" },
	{ "help", "?" },
	{ "palette", "?next" },
	{ "command", ":look bill<tab>by=p" },
	{ "write", "w" },
	{ "compose", "w<down><enter>Since 13:50 pictures fail. <tab><enter>" },
	{ "declare", "d" },
	{ "confirm", "E" },
	{ "glossary", "<f2>" },
	{ "worksheets", "W<down><down>" },
	{ "worksheet", "W<end><enter><down><down><down><down><down><enter>3" },
	{ "cursor", "<left><left><left><left>" },
};

/* Some minutes of a drill: evidence, a suspicion, a measure, a message. */
static void play(struct stage *stage)
{
	stage_type(stage, "d<enter>");
	stage_type(stage, "csthe bill says so<enter>");
	stage_type(stage, "5vvp");
	stage_type(stage, "m<enter><ctrl-s>");
	stage_wait(stage, 150);
	stage_type(stage,
		   "w<enter>We spend three times the normal rate.<ctrl-s>");
	stage_wait(stage, 60);
	stage_type(
		stage,
		"mB<tab>stops the loss<tab>turns people away<tab>Ada<ctrl-s>");
	stage_wait(stage, 60);
	stage_type(stage, "1");
}

static void show_all(int rows, int columns, const char *size)
{
	for (size_t i = 0; i < sizeof(views) / sizeof(*views); i++) {
		struct str screen = STR_INIT;
		struct stage stage;

		stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, rows, columns,
			   true);
		play(&stage);
		stage_type(&stage, views[i][1]);
		app_tick(stage.app, 0.5);
		stage_draw(&stage, true, &screen);
		golden_check(views[i][0], size, &screen);
		str_finish(&screen);
		stage_close(&stage);
	}
}

static void test_views_80x24(void **state)
{
	(void)state;
	show_all(24, 80, "80x24");
}

static void test_views_120x36(void **state)
{
	(void)state;
	show_all(36, 120, "120x36");
}

static void test_views_200x60(void **state)
{
	(void)state;
	show_all(60, 200, "200x60");
}

/* The guided start: the coach's card below a view, and below a dialog. */
static void test_coach(void **state)
{
	static const struct {
		const char *size;
		int rows, columns;
	} sizes[] = { { "80x24", 24, 80 }, { "120x36", 36, 120 } };
	static const char *const shown[][2] = {
		{ "coach", "" },
		{ "coach-form", "m<enter>" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++)
		for (size_t k = 0; k < sizeof(shown) / sizeof(*shown); k++) {
			struct str screen = STR_INIT;
			struct stage stage;

			stage_open(&stage, STAGE_TINY, DRILL_COACHED,
				   sizes[i].rows, sizes[i].columns, false);
			stage_type(&stage, "<enter>");
			app_tick(stage.app, 6);
			stage_type(&stage, "9");
			app_tick(stage.app, 1);
			stage_type(&stage, "1");
			stage_type(&stage, shown[k][1]);
			stage_draw(&stage, true, &screen);
			golden_check(shown[k][0], sizes[i].size, &screen);
			str_finish(&screen);
			stage_close(&stage);
		}
}

static const struct report_evidence evidence[] = {
	{ .seq = 5, .at_s = 200, .quote = "billing by=preset: large 91 %" },
	{ .seq = 9, .at_s = 500, .quote = "nobody was told", .against = true },
};

static const struct report_criterion criteria[] = {
	{ .id = "a1",
	  .title = "Attributes the cost",
	  .score = 0.6,
	  .max = 0.6,
	  .why = "The bill was broken down before anything was concluded.",
	  .evidence = evidence,
	  .evidence_count = 1 },
	{ .id = "d1",
	  .title = "Tells the manager",
	  .score = 0.1,
	  .max = 0.5,
	  .why = "One message came late.",
	  .better = "Write four lines within five minutes.",
	  .evidence = evidence + 1,
	  .evidence_count = 1 },
};

static void test_report(void **state)
{
	static const char *const strengths[] = { "**Looked** before acting." };
	static const char *const weaknesses[] = { "Told nobody for long." };
	static const struct report_part parts[] = {
		{ "a", "Diagnosis", 0.6, 0.6, false, criteria, 1 },
		{ "d", "Communication", 0.1, 0.5, true, criteria + 1, 1 },
	};
	static const struct report report = {
		.scenario_title = "A small incident",
		.cause = "A release changed the default size",
		.mode = "practice",
		.seed = 7,
		.decision = "FAIL",
		.score = 0.7,
		.max = 1.1,
		.pass = 0.8,
		.parts = parts,
		.part_count = 2,
		.strengths = strengths,
		.strength_count = 1,
		.weaknesses = weaknesses,
		.weakness_count = 1,
		.reasoning = "Good eyes, quiet mouth.",
	};
	static const struct {
		const char *size;
		int rows, columns;
	} sizes[] = {
		{ "80x24", 24, 80 },
		{ "120x36", 36, 120 },
		{ "200x60", 60, 200 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct str screen = STR_INIT;
		struct stage stage;

		stage_open(&stage, STAGE_TINY, DRILL_PRACTICE, sizes[i].rows,
			   sizes[i].columns, true);
		stage.report = &report;
		stage_type(&stage, "EyEy");
		assert_true(stage.session.finished);
		stage_draw(&stage, true, &screen);
		golden_check("report", sizes[i].size, &screen);
		str_finish(&screen);
		stage_close(&stage);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_views_80x24),
		cmocka_unit_test(test_views_120x36),
		cmocka_unit_test(test_views_200x60),
		cmocka_unit_test(test_coach),
		cmocka_unit_test(test_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
