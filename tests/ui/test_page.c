/* The three forms of a report: complete, escaped, safe to open. */
#include "tests/cmocka_setup.h"

#include "ui/report/page.h"
#include "ui/report/render.h"
#include "ui/wrap.h"

#include <math.h>

static const char evil[] = "<script>alert(1)</script> & \"quoted\" *bold* |";

static const struct report_evidence evidence[] = {
	{ .seq = 12, .at_s = 250, .quote = evil, .against = true },
};
static const struct report_criterion criteria[] = {
	{ .id = "a1",
	  .title = "attributes the cost",
	  .score = 0.5,
	  .max = 0.6,
	  .why = "The bill was broken down.",
	  .better = "By attempt too.",
	  .evidence = evidence,
	  .evidence_count = 1 },
};
static const struct report_part parts[] = {
	{ .id = "a",
	  .title = "Diagnosis",
	  .score = 0.5,
	  .max = 3,
	  .criteria = criteria,
	  .criterion_count = 1 },
};
static const char *const flags[] = { "nobody was told anything" };
static const struct report_minute minutes[] = {
	{ 0, 40000, 4, 0.25, 180, 3, 40 },
	{ 60, 20000, 2, 0.1, NAN, 2, NAN },
	{ 120, 10000, 1, 0.01, 60, 1, 0 },
};
static const struct report_mark marks[] = {
	{ 60, 9, "action", evil, evil },
};

static struct report sample(void)
{
	return (struct report){
		.scenario = "s",
		.scenario_title = evil,
		.variant = "v",
		.variant_title = "V",
		.mode = "exam",
		.seed = 7,
		.decision = "FAIL",
		.score = 0.5,
		.max = 10,
		.pass = 6,
		.parts = parts,
		.part_count = 1,
		.red_flags = flags,
		.red_flag_count = 1,
		.reasoning = "Because.",
		.outcome = { .minutes_to_diagnose = NAN,
			     .minutes_to_mitigate = 12.5 },
		.minutes = minutes,
		.minute_count = 3,
		.marks = marks,
		.mark_count = 1,
		.hash = 0xabc,
	};
}

static char *render(enum render_format format)
{
	struct report report = sample();
	struct str out = STR_INIT;

	render_report(&report, format, 80, &out);
	return str_detach(&out);
}

static void assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" is in:\n%s", part, text);
}

static void text_says_the_decision_first(void **state)
{
	char *text = render(RENDER_TEXT);

	(void)state;
	assert_has(text, "Decision: FAIL");
	assert_has(text, "Red flag: nobody was told anything");
	assert_true(strstr(text, "Decision") < strstr(text, "What it came to"));
	assert_has(text, "Time to the right diagnosis: never");
	assert_has(text, "12.5 min");
	assert_has(text, "04:10 #12");
	assert_has(text, "0.50 of 0.60");
	free(text);
}

static void text_keeps_its_width(void **state)
{
	char *text = render(RENDER_TEXT);

	(void)state;
	for (const char *line = text; *line;) {
		size_t length = strcspn(line, "\n");

		assert_true(length < 200);
		line += length + (line[length] == '\n');
	}
	free(text);
}

static void html_runs_nothing(void **state)
{
	char *html = render(RENDER_HTML);

	(void)state;
	assert_lacks(html, "<script");
	assert_has(html, "&lt;script&gt;");
	assert_has(html, "default-src 'none'");
	assert_lacks(html, "http://");
	assert_lacks(html, "https://");
	assert_has(html, "<title id=\"chart1-title\">");
	assert_has(html, "#9 &lt;script");
	assert_has(html, "</html>");
	free(html);
}

static void html_chart_has_holes_for_what_never_happened(void **state)
{
	char *html = render(RENDER_HTML);

	(void)state;
	assert_lacks(html, "nan");
	assert_lacks(html, "inf");
	free(html);
}

static void markdown_escapes_markup(void **state)
{
	char *text = render(RENDER_MARKDOWN);

	(void)state;
	assert_has(text, "\\<script\\>");
	assert_has(text, "\\*bold\\* \\|");
	assert_has(text, "| Part |");
	free(text);
}

static void wrapping_counts_cells(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	wrap_text(&out, "one two three\nfour 漢字漢字漢字漢字", 0, 2, 12);
	assert_string_equal(
		out.s, "one two\n  three\n  four\n  漢字漢字漢\n  字漢字\n");
	str_clear(&out);
	wrap_cell(&out, "abcdef", 4, false);
	assert_string_equal(out.s, "abc…");
	str_clear(&out);
	wrap_cell(&out, "ab", 4, true);
	assert_string_equal(out.s, "  ab");
	str_finish(&out);
}

static void sparkline_shows_peaks(void **state)
{
	static const double values[] = { 0, 1, 2, NAN, 8, 0, 0, 0 };
	struct str out = STR_INIT;

	(void)state;
	page_sparkline(values, 8, 8, 0, 8, &out);
	assert_string_equal(out.s, "▁▁▂ █▁▁▁");
	str_clear(&out);
	page_sparkline(values, 8, 2, 0, 8, &out);
	assert_string_equal(out.s, "▂█");
	str_finish(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_says_the_decision_first),
		cmocka_unit_test(text_keeps_its_width),
		cmocka_unit_test(html_runs_nothing),
		cmocka_unit_test(html_chart_has_holes_for_what_never_happened),
		cmocka_unit_test(markdown_escapes_markup),
		cmocka_unit_test(wrapping_counts_cells),
		cmocka_unit_test(sparkline_shows_peaks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
