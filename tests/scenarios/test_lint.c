#include "tests/cmocka_setup.h"

#include "base/str.h"
#include "scenarios/lint.h"
#include "tests/scenarios/pack_files.h"

#include <string.h>

#define SCENARIO "scenario.json"
#define PEOPLE "stakeholders.json"

static const char *const figures[] = {
	"spend_ratio", "spend_usd_per_hour", "error_rate",
	"p95_s",       "month_forecast_usd", NULL
};

/* One fault each, and the complaint that must come of it. */
static const struct {
	struct edit edit;
	const char *where, *what;
} faults[] = {
	{ { SCENARIO, "\"default\", \"preset\", \"large\", \"release 7\"", "" },
	  "causes/default-preset",
	  "has no words" },
	{ { SCENARIO, "\"default\", \"preset\"", "\"Default\", \"preset\"" },
	  "causes/default-preset",
	  "\"Default\" has a capital letter" },
	{ { SCENARIO, "[{\"panel\": \"traces\"}, {\"panel\": \"vendor\"}]",
	    "[]" },
	  "causes/vendor-slow",
	  "nothing bears on it" },
	{ { SCENARIO,
	    "{\n      \"id\": \"meter-wrong\", \"title\": \"The meter is "
	    "wrong\", \"explain\": \"The credit falls as the meter says.\",\n"
	    "      \"bears\": [{\"panel\": \"billing\"}, {\"panel\": "
	    "\"vendor\"}], \"words\": [\"meter\"]\n    }",
	    "" },
	  "causes",
	  "there are 11; fewer than 12" },
	/* One look at all changes, or at one breakdown, must not be enough. */
	{ { SCENARIO,
	    "{\"panel\": \"billing\", \"by\": [\"tenant\"]}, "
	    "{\"panel\": \"metrics\"",
	    "{\"panel\": \"changes\"}, {\"panel\": \"metrics\"" },
	  "causes",
	  "one look (changes) bears on the cause of every variant" },
	{ { SCENARIO, "\"by\": [\"tenant\"]",
	    "\"by\": [\"tenant\", \"preset\"]" },
	  "causes",
	  "one look (billing by=preset) bears on" },
	{ { SCENARIO, "Spend is {spend_ratio} of", "Spend is {spend_rate} of" },
	  "alerts/spend-high",
	  "{spend_rate} names no figure and no draw; did you mean "
	  "'spend_ratio'?" },
	{ { SCENARIO, "\"chain\": [\"{who} ran its",
	    "\"chain\": [\"{share} ran its" },
	  "variants/tenant",
	  "{share} names no figure and no draw" },
	{ { SCENARIO, "It is {now}", "It is {trigers_clock}" },
	  "injects/finance-asks",
	  "{trigers_clock} names no figure" },
	{ { SCENARIO, "\"figure\": \"p95_s\"", "\"figure\": \"p96_s\"" },
	  "slos/p95",
	  "names no figure: 'p96_s'; did you mean 'p95_s'?" },
	{ { SCENARIO, "\"figure\": \"spend_ratio\", \"above\": 1.8",
	    "\"figure\": \"spending\", \"above\": 1.8" },
	  "alerts/spend-high",
	  "the condition names no figure: 'spending'" },
	{ { SCENARIO, "\"draws\": {\n    \"trigger_s\"",
	    "\"draws\": {\n    \"idle\": {\"uniform\": [0, 1]},\n    "
	    "\"trigger_s\"" },
	  "draws",
	  "nothing uses the draw 'idle'" },
	{ { SCENARIO, "[\"-15:00\", \"-10:00\"]", "[\"-25:00\", \"-10:00\"]" },
	  "variants/preset",
	  "the trigger lies outside 10 to 20 minutes" },
	{ { SCENARIO, "\"warm_up\": \"05:00\"", "\"warm_up\": \"20:00\"" },
	  "variants/preset",
	  "less than ten normal minutes" },
	{ { SCENARIO, "\"kind\": \"traffic\"", "\"kind\": \"log\"" },
	  "variants/preset",
	  "has no entry of the kind \"traffic\"" },
	{ { SCENARIO, "\"founded_on\": [\"tenant-batch\"]",
	    "\"founded_on\": []" },
	  "variants/tenant",
	  "no measure that can be applied is founded on its cause" },
	{ { SCENARIO,
	    "\"chain\": [\"{who} ran its catalogue through our "
	    "API.\"],",
	    "" },
	  "variants/tenant",
	  "has no chain" },
	{ { SCENARIO, "\"effects\": {\"set\": {\"quota-{who}.on\": 1}},", "" },
	  "mitigations/tenant-quota",
	  "has no effects" },
	{ { SCENARIO, ", \"cap.usd_per_hour\": \"$usd_per_hour\"", "" },
	  "mitigations/spend-cap",
	  "no effect uses the parameter 'usd_per_hour'" },
	{ { SCENARIO, "{\"preset\": \"helps\", \"tenant\": \"neutral\"}",
	    "{\"preset\": \"helps\"}" },
	  "mitigations/rollback",
	  "what to expect of it in the variant 'tenant'" },
	{ { SCENARIO, "\"lead\": \"02:00\", ", "" },
	  "mitigations/rollback",
	  "takes no time" },
	{ { SCENARIO, "\"tradeoff\": \"Stops the money, turns people away.\",",
	    "" },
	  "mitigations/spend-cap",
	  "has no trade-off" },
	{ { SCENARIO, "\"lose|gone|without\"", "\"lose||without\"" },
	  "mitigations/rollback",
	  "has an empty word" },
	{ { PEOPLE,
	    "{\"decision\": \"approve\", \"text\": \"Go, and tell me "
	    "what it did.\"}",
	    "{\"when\": {\"told\": \"manager\"}, \"decision\": \"approve\", "
	    "\"text\": \"Go.\"}" },
	  "mitigations/tenant-quota",
	  "an answer could fail to come" },
	{ { PEOPLE, "{\"when\": {\"variant\": [\"preset\"]}, ", "{" },
	  "stakeholders/manager",
	  "rule 3 always holds" },
	{ { SCENARIO, "\"when\": {\"after\": \"10:00\"}",
	    "\"when\": {\"after\": \"20:00\"}" },
	  "injects/second-wave",
	  "comes after the end" },
	{ { SCENARIO, ", \"stale\": true", "" },
	  "screen/runbook",
	  "no page is stale" },
	{ { SCENARIO, "\"severity\": \"page\"", "\"severity\": \"info\"" },
	  "alerts",
	  "none has the severity \"page\"" },
	{ { SCENARIO, "\"hour_at_zero\": 14", "\"hour_at_zero\": 9" },
	  "model/clock",
	  "hour_at_zero is 9.00, but the drill starts at 14.08" },
	{ { "guide.md", "", NULL }, "guide.md", "is missing" },
	{ { SCENARIO,
	    "\"bears\": [{\"panel\": \"billing\", \"by\": "
	    "[\"tenant\"]}, {\"panel\": \"metrics\", \"by\": "
	    "[\"tenant\"]}]",
	    "\"bears\": [{\"panel\": \"changes\"}, {\"panel\": "
	    "\"billing\", \"by\": [\"preset\"]}]" },
	  "causes/tenant-batch",
	  "the same looks bear on it and on 'default-preset'" },
	{ { SCENARIO, "A small incident", "A small\\u001b[31m incident" },
	  "scenario.json/title",
	  "holds the character U+001B, which cannot be seen" },
	{ { PEOPLE, "\"Finance partner\"", "\"Finance\xe2\x80\xae partner\"" },
	  "stakeholders.json/stakeholders/1/title",
	  "holds the character U+202E" },
	{ { "guide.md", "two causes", "two\x1b]0;x\x07 causes" },
	  "guide.md:3",
	  "holds the character U+001B" },
	{ { SCENARIO, "The painter works as fast as ever.",
	    "GAP: how fast the painter works." },
	  "scenario.json/causes/2/explain",
	  "GAP: how fast the painter works." },
	{ { "guide.md", "two causes", "two causes\nGAP: a third" },
	  "guide.md:4",
	  "GAP: a third" },
};

static bool has(const struct pack_complaint *all, size_t count,
		const char *where, const char *what)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i].where, where) && strstr(all[i].what, what))
			return true;
	return false;
}

static bool check(size_t i)
{
	struct err err = { 0 };
	struct arena arena = ARENA_INIT;
	struct edit edit = faults[i].edit, comma = edit;
	const struct pack_complaint *all;
	bool good = false;
	size_t count = 0;
	struct pack *pack;

	/* A thing cut out of the end of a list leaves a comma before it. */
	if (edit.to && !*edit.to && edit.from[0] == '{') {
		static char from[512];

		snprintf(from, sizeof(from), ",\n    %s", edit.from);
		comma.from = from;
	}
	pack = load_edited(TINY_PACK, &comma, 1, NULL, &err);
	if (pack) {
		all = pack_lint(pack, figures, &arena, &count);
		good = has(all, count, faults[i].where, faults[i].what);
		for (size_t j = 0; !good && j < count; j++)
			print_error("  %s: %s\n", all[j].where, all[j].what);
	}
	if (!good)
		print_error("not said of \"%s\": \"%s\" %s\n", edit.to,
			    faults[i].what, err.message);
	pack_destroy(pack);
	arena_finish(&arena);
	return good;
}

static void test_faults(void **state)
{
	int wrong = 0;

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		wrong += !check(i);
	assert_int_equal(wrong, 0);
}

/* A good pack gives no complaint; the tiny one has no rubric of its own. */
static void test_good_pack(void **state)
{
	struct err err = { 0 };
	struct arena arena = ARENA_INIT;
	struct pack *pack = pack_load(TINY_PACK, &err);
	const struct pack_complaint *all;
	size_t count, others = 0;

	(void)state;
	assert_non_null(pack);
	all = pack_lint(pack, figures, &arena, &count);
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(all[i].where, "rubric.json"))
			continue;
		print_error("%s: %s\n", all[i].where, all[i].what);
		others++;
	}
	assert_int_equal(others, 0);
	pack_destroy(pack);
	arena_finish(&arena);
}

/* All mistakes come at once. */
static void test_all_at_once(void **state)
{
	const struct edit edits[] = { faults[6].edit,
				      faults[9].edit,
				      { "guide.md", "", NULL } };
	struct err err = { 0 };
	struct arena arena = ARENA_INIT;
	struct pack *pack = load_edited(TINY_PACK, edits, 3, NULL, &err);
	const struct pack_complaint *all;
	size_t count;

	(void)state;
	assert_non_null(pack);
	all = pack_lint(pack, figures, &arena, &count);
	assert_true(has(all, count, "alerts/spend-high", "{spend_rate}"));
	assert_true(has(all, count, "slos/p95", "'p96_s'"));
	assert_true(has(all, count, "guide.md", "is missing"));
	pack_destroy(pack);
	arena_finish(&arena);
}

/* Each complaint has its place in a file, and what mends it. */
static void test_places(void **state)
{
	static const struct {
		size_t fault;
		const char *file, *pointer;
	} cases[] = {
		{ 0, "scenario.json", "/causes/0" },
		{ 6, "scenario.json", "/alerts/0" },
		{ 24, "stakeholders.json", "/stakeholders/0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct err err = { 0 };
		struct arena arena = ARENA_INIT;
		struct pack *pack = load_edited(
			TINY_PACK, &faults[cases[i].fault].edit, 1, NULL, &err);
		const struct pack_complaint *all;
		bool found = false;
		size_t count;

		assert_non_null(pack);
		all = pack_lint(pack, figures, &arena, &count);
		for (size_t k = 0; k < count; k++) {
			assert_true(all[k].fix && *all[k].fix);
			found |= !strcmp(all[k].file, cases[i].file) &&
				 !strcmp(all[k].pointer, cases[i].pointer) &&
				 all[k].line > 1 && all[k].column > 0;
		}
		if (!found)
			fail_msg("nothing at %s", cases[i].pointer);
		pack_destroy(pack);
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_good_pack),
		cmocka_unit_test(test_all_at_once),
		cmocka_unit_test(test_places),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
