#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "scoring/report/report.h"
#include "tests/scoring/scored.h"

static const struct forward_day good_days[] = {
	{ 190000.25, 258064.52, 0.0091, 64.5, 1, 1, 1031 },
	{ 191000.5, 258064.52, 0.0104, NAN, 0.9583, 1, 1188 },
};
static const struct forward_day bad_days[] = {
	{ 940000, 258064.52, 0.41, 244, 0.04, 0, 61000 },
	{ 950000, 258064.52, 0.43, 250, 0, 0, 64000 },
};
static const struct forward_mark marks[] = {
	{ 1, 3600, FORWARD_MEASURE, "Job queue" },
	{ 2, 90000, FORWARD_SLOWDOWN, "The vendor is slow" },
};
static const struct forward_failure failures[] = {
	{ 1, 0, "errors", NULL, "From the first hour on requests fail." },
	{ 2, 90000, "p95", "slowdown", "The slowdown is not survived." },
};
static const struct forward_measure measures[] = {
	{ "job-queue", "Job queue", 3600, 6000, 40.5, true, "Not before +1d." },
	{ "rollback", "Roll back", 0, 0, 0, false, NULL },
};
static const struct forward_line lines[] = {
	{ .id = "plan",
	  .title = "Your plan",
	  .days = good_days,
	  .usd = 381000.75,
	  .budget_usd = 516129.03,
	  .once_usd = 6000,
	  .running_usd = 81,
	  .error_rate = 0.0098,
	  .errors_met = 0.9792,
	  .p95_met = 1,
	  .failed_users = 2219,
	  .holds = true,
	  .marks = marks,
	  .mark_count = 2,
	  .measures = measures,
	  .measure_count = 2,
	  .hours_simulated = 6.5,
	  .windows = 48,
	  .slice_min = 6,
	  .hash = 0x0123456789abcdef },
	{ .id = "nothing",
	  .title = "Doing nothing",
	  .days = bad_days,
	  .failures = failures,
	  .failure_count = 2,
	  .slice_min = 60 },
};
static const char *const sentences[] = { "The plan holds." };
static const struct forward sample = {
	.day_count = 2,
	.start = "2026-03-10T15:05",
	.error_limit = 0.03,
	.p95_limit_s = NAN,
	.percentile = "p99",
	.lines = lines,
	.line_count = 2,
	.sentences = sentences,
	.sentence_count = 1,
};

static void comes_back(void **state)
{
	struct scored scored;
	struct report own;
	struct arena arena = ARENA_INIT;
	struct str one = STR_INIT, two = STR_INIT;
	struct err err = { 0 };
	struct json_doc *doc;
	const struct report *back;
	const struct forward *forward;

	(void)state;
	scored_run(&scored, "preset", "00:30 declare sev1\n20:00 end\n");
	own = *scored.report;
	own.forward = &sample;
	report_to_json(&own, &one);
	doc = json_parse(one.s, one.length, "report", &err);
	assert_non_null(doc);
	back = report_from_json(doc, &arena, &err);
	assert_non_null(back);
	report_to_json(back, &two);
	assert_string_equal(one.s, two.s);
	forward = back->forward;
	assert_int_equal(forward->line_count, 2);
	assert_false(forward->planned);
	assert_true(isnan(forward->p95_limit_s));
	assert_true(isnan(forward->lines[0].days[1].p95_s));
	assert_int_equal(forward->lines[0].marks[1].kind, FORWARD_SLOWDOWN);
	assert_true(forward->lines[0].hash == lines[0].hash);
	assert_string_equal(forward->lines[1].failures[1].during, "slowdown");
	assert_null(forward->lines[1].failures[0].during);
	assert_true(forward->lines[0].measures[0].late);
	assert_ptr_equal(forward_line(forward, "nothing"), &forward->lines[1]);
	assert_null(forward_line(forward, "par"));
	json_destroy(doc);
	arena_finish(&arena);
	str_finish(&one);
	str_finish(&two);
	scored_finish(&scored);
}

/* A record from before there was such a run, or with rubbish in its place. */
static void none_or_rubbish(void **state)
{
	static const struct {
		const char *member;
		bool there;
	} rows[] = {
		{ "", false },
		{ ", \"forward\": null", false },
		{ ", \"forward\": 7", false },
		{ ", \"forward\": {}", true },
		{ ", \"forward\": {\"days\": 1e9, \"lines\": [7, {\"days\": "
		  "[1, 2], \"marks\": [{\"kind\": \"x\"}]}]}",
		  true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = ARENA_INIT;
		struct str text = STR_INIT;
		struct err err = { 0 };
		struct json_doc *doc;
		const struct report *report;

		str_addf(&text,
			 "{\"parts\": {}, \"seed\": \"1\", \"hash\": \"0\"%s}",
			 rows[i].member);
		doc = json_parse(text.s, text.length, "r", &err);
		assert_non_null(doc);
		report = report_from_json(doc, &arena, &err);
		assert_non_null(report);
		assert_int_equal(report->forward != NULL, rows[i].there);
		/* what says nothing of a plan is of before that was told */
		if (report->forward)
			assert_true(report->forward->planned);
		if (report->forward)
			assert_in_range(report->forward->day_count, 0, 366);
		json_destroy(doc);
		str_finish(&text);
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(comes_back),
		cmocka_unit_test(none_or_rubbish),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
