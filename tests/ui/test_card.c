/* The card: one page, facts only, whatever the report holds. */
#include "tests/cmocka_setup.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "scoring/report/card.h"
#include "ui/report/render.h"

#define LINES_MAX 60
#define CELLS_MAX 80

static const char evil[] = "<script>alert(1)</script> & *bold* | \"quoted\"";
static const char advice[] = "Better do something else.";

static const struct report_evidence earned[] = {
	{ .seq = 5, .at_s = 250, .quote = evil },
};
static const struct report_evidence mixed[] = {
	{ .seq = 5, .at_s = 250, .quote = evil },
	{ .seq = 7, .at_s = 300, .quote = "nobody was told", .against = true },
	{ .seq = 8, .at_s = 310, .quote = "a late note", .against = true },
};
static const struct report_criterion criteria[] = {
	{ "a1", "Cost", 0.6, 0.6, "Why so.", NULL, earned, 1 },
	{ "a2", "Latency", 0.5, 0.6, "Why so.", advice, mixed, 3 },
	{ "a3", "Telling", 0.1, 0.8, "Why so.", advice, mixed, 3 },
	{ "a4", "Owners", 0, 0.9, "Why so.", advice, NULL, 0 },
};
static const struct report_part parts[] = {
	{ "a", "Diagnosis", 1.2, 2.9, false, criteria, 4 },
	{ "b", "Plan", 0, 2, true, NULL, 0 },
};
static const struct report_mark marks[] = {
	{ 0, 1, "alert", "alert spend-high", NULL },
	{ 30, 2, "action", "apply spend-cap", NULL },
	{ 40, 3, "action", "apply rollback", NULL },
	{ 130, 4, "action", "in force spend-cap", NULL },
	{ 200, 5, "action", "conclude wrong-one", NULL },
	{ 210, 6, "message", "tell manager", NULL },
	{ 260, 7, "action", "conclude right-one", NULL },
};
static const struct report_minute minutes[] = {
	{ 60, 40000, 4, 0.25, 180, 3, 40 },
	{ 120, 44000, 4, 0.5, 180, 3, 40 },
	{ 180, 30000, 3, 0.2, 170, 2, 20 },
	{ 420, 12000, 1, 0.02, 60, 1, 0 },
};
static const char *const tips[] = { advice };
static const struct report_message messages[] = {
	{ .at_s = 210,
	  .audience = "manager",
	  .text = "SEV1.",
	  .score = 7.5,
	  .cap = 10,
	  .advice = tips,
	  .advice_count = 1 },
};

static struct report sample(void)
{
	return (struct report){
		.scenario = "s",
		.scenario_title = evil,
		.variant = "v",
		.variant_title = "V",
		.cause = "A release",
		.mode = "exam",
		.start = "2026-03-10T14:05",
		.seed = 7,
		.decision = "FAIL",
		.score = 1.2,
		.max = 10,
		.pass = 6,
		.parts = parts,
		.part_count = 2,
		.strengths = tips,
		.strength_count = 1,
		.weaknesses = tips,
		.weakness_count = 1,
		.practise = tips,
		.practise_count = 1,
		.reasoning = advice,
		.outcome = { .minutes_to_diagnose = 4.3,
			     .minutes_to_mitigate = NAN,
			     .loss_usd = 1234 },
		.messages = messages,
		.message_count = 1,
		.minutes = minutes,
		.minute_count = 4,
		.marks = marks,
		.mark_count = 7,
	};
}

static char *render(const struct report *report, enum render_format format)
{
	struct str out = STR_INIT;

	render_card(report, format, &out);
	return str_detach(&out);
}

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void deeds_are_found_in_the_marks(void **state)
{
	struct report report = sample();
	struct card card;

	(void)state;
	card_fill(&card, &report);
	assert_int_equal(card.conclusion_count, 2);
	assert_string_equal(card_subject(card.conclusions[1]), "right-one");
	assert_int_equal(card.measure_count, 2);
	assert_string_equal(card.measures[0].id, "spend-cap");
	assert_int_equal(card.measures[0].landed_s, 130);
	assert_ptr_equal(card.measures[0].before, &minutes[1]);
	assert_ptr_equal(card.measures[0].after, &minutes[3]);
	assert_int_equal(card.measures[1].landed_s, -1);
}

static void quotes_are_the_strongest_and_the_weakest(void **state)
{
	struct report report = sample();
	struct card card;

	(void)state;
	card_fill(&card, &report);
	/* A quote is shown once, and what has none is not shown. */
	assert_int_equal(card.strong_count, 1);
	assert_string_equal(card.strong[0].criterion->id, "a1");
	assert_int_equal(card.weak_count, 2);
	assert_string_equal(card.weak[0].criterion->id, "a3");
	assert_string_equal(card.weak[0].evidence->quote, "nobody was told");
	assert_string_equal(card.weak[1].criterion->id, "a2");
	assert_string_equal(card.weak[1].evidence->quote, "a late note");
}

static void facts_are_told_and_no_advice(void **state)
{
	struct report report = sample();
	char *text = render(&report, RENDER_TEXT);

	(void)state;
	assert_has(text, "FAIL, 1.2 of 10");
	assert_has(text, "wrong-one at 03:20, right-one at 04:20");
	assert_has(text, "Right diagnosis: after 4.3 min. Mitigated: never.");
	assert_has(text, "00:30    02:10     spend-cap");
	assert_has(text, "44.0k to 12.0k");
	assert_has(text, "50.0 to 2.0 %");
	assert_has(text, "00:40    never     rollback");
	assert_has(text, "nothing in it");
	assert_has(text, "Loss: 1,234 USD");
	assert_null(strstr(text, advice));
	free(text);
}

static void markup_is_escaped(void **state)
{
	struct report report = sample();
	char *html = render(&report, RENDER_HTML);
	char *markdown = render(&report, RENDER_MARKDOWN);

	(void)state;
	assert_null(strstr(html, "<script"));
	assert_has(html, "&lt;script&gt;");
	assert_has(markdown, "\\<script\\>");
	free(html);
	free(markdown);
}

static void assert_is_one_page(const char *text)
{
	int lines = 0;

	for (const char *line = text; *line; lines++) {
		size_t length = strcspn(line, "\n");

		if (utf8_text_width(line, length) > CELLS_MAX)
			fail_msg("too wide: %.*s", (int)length, line);
		line += length + (line[length] == '\n');
	}
	if (lines > LINES_MAX)
		fail_msg("%d lines:\n%s", lines, text);
}

/* As much of everything as there can be. */
static void it_is_one_page(void **state)
{
	static const char long_text[] =
		"words without end and words without end and words without "
		"end and words without end and words without end and words "
		"without end and words without end and words without end";
	struct report_mark many[300];
	struct report_message letters[40];
	struct report_part big[8];
	struct report_criterion each[8][8];
	struct report_evidence quotes[8][8];
	struct report report = sample();
	char *text;

	(void)state;
	for (size_t i = 0; i < 300; i++)
		many[i] = (struct report_mark){
			(int64_t)i,
			(uint32_t)i,
			"action",
			i % 3 == 0 ? "conclude a-cause-with-a-long-name"
			: i % 3 == 1
				? "apply a-measure-with-a-very-long-name"
				: "in force a-measure-with-a-very-long-name",
			NULL,
		};
	for (size_t i = 0; i < 40; i++) {
		letters[i] = messages[0];
		letters[i].audience = long_text;
	}
	for (size_t p = 0; p < 8; p++) {
		big[p] = (struct report_part){ "a",  long_text, 1, 2,
					       true, each[p],	8 };
		for (size_t c = 0; c < 8; c++) {
			/* Different quotes: by where they begin. */
			quotes[p][c] = (struct report_evidence){
				.seq = 1,
				.quote = long_text + p * 8 + c,
				.against = c % 2
			};
			each[p][c] = (struct report_criterion){
				"a1", long_text, c % 2 ? 0.1 : 1, 1,
				"",   NULL,	 &quotes[p][c],	  1
			};
		}
	}
	report.scenario_title = report.cause = long_text;
	report.parts = big;
	report.part_count = 8;
	report.marks = many;
	report.mark_count = 300;
	report.messages = letters;
	report.message_count = 40;
	report.has_par = true;
	text = render(&report, RENDER_TEXT);
	assert_is_one_page(text);
	assert_has(text, "And 94 more.");
	assert_has(text, "And 34 more.");
	free(text);
	report.written = true;
	text = render(&report, RENDER_TEXT);
	assert_is_one_page(text);
	free(text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deeds_are_found_in_the_marks),
		cmocka_unit_test(quotes_are_the_strongest_and_the_weakest),
		cmocka_unit_test(facts_are_told_and_no_advice),
		cmocka_unit_test(markup_is_escaped),
		cmocka_unit_test(it_is_one_page),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
