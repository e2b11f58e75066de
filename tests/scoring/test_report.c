#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "tests/scoring/scored.h"

#define LINES \
	"00:10 pin billing by=preset for=default-preset\n" \
	"00:30 declare sev1\n" \
	"00:40 apply rollback\n" \
	"01:00 conclude default-preset \"large is most of it\"\n" \
	"01:10 tell manager \"SEV1: requests fail. Next update 14:20.\"\n" \
	"02:00 plan now spend-cap why=\"It stops the money in a minute.\" " \
	"tradeoff=\"Some people are refused.\" owner=Ann\n" \
	"20:00 end\n"

static void to_json(const struct report *report, struct str *out)
{
	report_to_json(report, out);
}

static void there_and_back(void **state)
{
	struct scored scored;
	struct arena arena = ARENA_INIT;
	struct str one = STR_INIT, two = STR_INIT;
	struct err err = { 0 };
	struct json_doc *doc;
	const struct report *back;

	(void)state;
	scored_run(&scored, "preset", LINES);
	to_json(scored.report, &one);
	doc = json_parse(one.s, one.length, "report", &err);
	if (!doc)
		fail_msg("%s", err.message);
	back = report_from_json(doc, &arena, &err);
	assert_non_null(back);
	to_json(back, &two);
	assert_string_equal(one.s, two.s);
	assert_int_equal(back->seed, 7);
	assert_true(back->hash == scored.report->hash);
	json_destroy(doc);
	arena_finish(&arena);
	str_finish(&one);
	str_finish(&two);
	scored_finish(&scored);
}

/* What a debrief adds comes back as it was, null and negative times too. */
static void debrief_comes_back(void **state)
{
	static const char *const refused[] = { "12:00 revert a (it is off)" };
	static const struct report_counterfactual cases[] = {
		{ .seq = 17,
		  .at_s = 1300,
		  .action = "apply spend-cap",
		  .subject = "Cap the spend an hour",
		  .change = "earlier",
		  .to_s = 700,
		  .loss_usd = -2310.25,
		  .loss_noise_usd = 90.5,
		  .loss_seed_usd = -2400,
		  .excess_usd = -2500,
		  .failed_users = 40,
		  .failed_noise_users = 3.5,
		  .minutes_to_mitigate = NAN,
		  .seeds = 3,
		  .clear = true,
		  .refused = refused,
		  .refused_count = 1,
		  .sentence = "It came at 21:40." },
		{ .action = "",
		  .subject = "",
		  .change = "removed",
		  .harmful = true,
		  .sentence = "" },
	};
	static const struct report_link links[] = {
		{ .text = "It began.", .at_s = REPORT_NEVER },
		{ .text = "It showed.",
		  .panel = "billing by=tenant",
		  .at_s = -840,
		  .saw = REPORT_SAW_MISREAD,
		  .seq = 5,
		  .note = "You ruled it out." },
	};
	struct scored scored;
	struct report own;
	struct arena arena = ARENA_INIT;
	struct str one = STR_INIT, two = STR_INIT;
	struct err err = { 0 };
	struct json_doc *doc;
	const struct report *back;

	(void)state;
	scored_run(&scored, "preset", LINES);
	own = *scored.report;
	own.debrief = REPORT_DEBRIEF_LATER;
	own.counterfactuals = cases;
	own.counterfactual_count = 2;
	own.chain = links;
	own.chain_count = 2;
	to_json(&own, &one);
	doc = json_parse(one.s, one.length, "report", &err);
	back = report_from_json(doc, &arena, &err);
	assert_non_null(back);
	to_json(back, &two);
	assert_string_equal(one.s, two.s);
	assert_int_equal(back->debrief, REPORT_DEBRIEF_LATER);
	assert_int_equal(back->counterfactual_count, 2);
	assert_int_equal(back->counterfactuals[0].to_s, 700);
	assert_true(isnan(back->counterfactuals[0].minutes_to_mitigate));
	assert_string_equal(back->counterfactuals[0].refused[0], refused[0]);
	assert_true(back->counterfactuals[1].harmful);
	assert_int_equal(back->chain[1].at_s, -840);
	assert_int_equal(back->chain[1].saw, REPORT_SAW_MISREAD);
	json_destroy(doc);
	arena_finish(&arena);
	str_finish(&one);
	str_finish(&two);
	scored_finish(&scored);
}

static void same_drill_same_bytes(void **state)
{
	struct scored a, b;
	struct str one = STR_INIT, two = STR_INIT;

	(void)state;
	scored_run(&a, "preset", LINES);
	scored_run(&b, "preset", LINES);
	to_json(a.report, &one);
	to_json(b.report, &two);
	assert_string_equal(one.s, two.s);
	str_finish(&one);
	str_finish(&two);
	scored_finish(&a);
	scored_finish(&b);
}

static void the_contract(void **state)
{
	static const char *const keys[] = {
		"scenario",	   "seed",	"variant",   "decision",
		"score",	   "max",	"parts",     "strengths",
		"weaknesses",	   "red_flags", "reasoning", "outcome",
		"counterfactuals", "par",	"series",    "hash",
	};
	struct scored scored;
	struct str out = STR_INIT;
	struct err err = { 0 };
	struct json_doc *doc;
	const struct json *root, *part, *row;

	(void)state;
	scored_run(&scored, "preset", LINES);
	to_json(scored.report, &out);
	doc = json_parse(out.s, out.length, "report", &err);
	assert_non_null(doc);
	root = json_root(doc);
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (!json_get(root, keys[i]))
			fail_msg("no %s", keys[i]);
	assert_string_equal(json_string_or(json_get(root, "seed"), ""), "7");
	part = json_get(json_get(root, "parts"), "a");
	assert_true(json_number_or(json_get(part, "score"), 0) > 0);
	assert_string_equal(
		json_string_or(json_get(json_at(json_get(part, "criteria"), 0),
					"id"),
			       ""),
		"evidence");
	assert_int_equal(json_count(json_get(root, "series")), 20);
	row = json_at(json_get(root, "series"), 0);
	assert_string_equal(json_string_or(json_get(row, "at"), ""), "01:00");
	assert_true(json_number_or(json_get(row, "spend_usd_per_hour"), 0) > 0);
	json_destroy(doc);
	str_finish(&out);
	scored_finish(&scored);
}

static void points_add_up(void **state)
{
	struct scored scored;
	const struct report *r;
	double sum = 0;

	(void)state;
	scored_run(&scored, "preset", LINES);
	r = scored.report;
	for (size_t i = 0; i < r->part_count; i++) {
		double part = 0;

		for (size_t k = 0; k < r->parts[i].criterion_count; k++)
			part += r->parts[i].criteria[k].score;
		assert_true(fabs(part - r->parts[i].score) < 0.006);
		sum += r->parts[i].score;
	}
	assert_true(fabs(sum - r->score) <= 0.051);
	assert_true(fabs(r->max - 10) < 1e-9);
	scored_finish(&scored);
}

static void what_is_no_report(void **state)
{
	static const char *const rows[] = {
		"[]",
		"{}",
		"{\"parts\": {}}",
		"{\"parts\": {}, \"seed\": \"x\", \"hash\": \"0\"}",
		"{\"parts\": [], \"seed\": \"1\", \"hash\": \"0\"}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = ARENA_INIT;
		struct err err = { 0 };
		struct json_doc *doc = json_parse(rows[i], strlen(rows[i]), "r",
						  &err);

		assert_non_null(doc);
		assert_null(report_from_json(doc, &arena, &err));
		assert_int_equal(err.code, ERR_INPUT);
		json_destroy(doc);
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(there_and_back),
		cmocka_unit_test(debrief_comes_back),
		cmocka_unit_test(same_drill_same_bytes),
		cmocka_unit_test(the_contract),
		cmocka_unit_test(points_add_up),
		cmocka_unit_test(what_is_no_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
