/*
 * Packs that can be read but do not keep what they promise, one fault each.
 */
#include "tests/cmocka_setup.h"

#include "base/file.h"
#include "base/str.h"
#include "drill/figure.h"
#include "scoring/lint/deep.h"

#include <string.h>

#define FILES 4
static const char *const names[FILES] = { "scenario.json", "stakeholders.json",
					  "guide.md", "rubric.json" };
#define SCENARIO 0
#define RUBRIC 3

static const struct deep_script poor[] = { { "good-tenant.txt",
					     "05:00 end\n" } };

struct fault {
	int file;
	const char *from, *to;
	const char *where, *what;
};

/* The tiny pack and the rubric beside it, one text changed. */
static struct pack *load(const struct fault *fault)
{
	static const char *const paths[FILES] = {
		TEST_DATA "/packs/tiny/scenario.json",
		TEST_DATA "/packs/tiny/stakeholders.json",
		TEST_DATA "/packs/tiny/guide.md",
		TEST_DATA "/rubric-tiny.json",
	};
	struct str text[FILES];
	struct pack_file files[FILES];
	struct pack *pack;
	struct err err = { 0 };

	for (int i = 0; i < FILES; i++) {
		str_init(&text[i]);
		assert_true(file_read(paths[i], PACK_FILE_MAX, &text[i], &err));
		if (fault && fault->file == i) {
			const char *at = strstr(text[i].s, fault->from);

			if (!at)
				fail_msg("no \"%s\"", fault->from);
			str_insert(&text[i], (size_t)(at - text[i].s),
				   fault->to, strlen(fault->to));
			str_erase(&text[i],
				  (size_t)(strstr(text[i].s, fault->from) -
					   text[i].s),
				  strlen(fault->from));
		}
		files[i] = (struct pack_file){ names[i], text[i].s,
					       text[i].length };
	}
	pack = pack_load_files(files, FILES, "tiny", &err);
	if (!pack)
		fail_msg("%d: %s", err.line, err.message);
	for (int i = 0; i < FILES; i++)
		str_finish(&text[i]);
	return pack;
}

static bool has(const struct pack_complaint *all, size_t count,
		const struct fault *fault)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(all[i].where, fault->where) &&
		    strstr(all[i].what, fault->what) && all[i].fix &&
		    all[i].line > 0 && *all[i].pointer)
			return true;
	return false;
}

/* Complaints of the one kind of check; the count. */
static size_t complain(const struct pack *pack, bool deep, struct arena *arena,
		       const struct pack_complaint **out)
{
	struct lint l;
	size_t count;

	lint_begin(&l, pack, arena);
	if (deep)
		lint_deep(&l, poor, 1);
	else
		lint_rubric(&l);
	*out = lint_end(&l, &count);
	return count;
}

static void expect(const struct fault *fault, bool deep)
{
	struct arena arena = ARENA_INIT;
	struct pack *pack = load(fault);
	const struct pack_complaint *all;
	size_t count = complain(pack, deep, &arena, &all);

	if (!has(all, count, fault)) {
		for (size_t i = 0; i < count; i++)
			print_error("  %s: %s\n", all[i].where, all[i].what);
		fail_msg("not said: %s: %s", fault->where, fault->what);
	}
	pack_destroy(pack);
	arena_finish(&arena);
}

static void points_that_nobody_can_earn(void **state)
{
	static const struct fault faults[] = {
		{ RUBRIC, "\"panel\": \"traces\"", "\"panel\": \"tracks\"",
		  "rubric.json/parts/a/criteria/evidence",
		  "there is no panel 'tracks'" },
		{ RUBRIC, "\"need\": 2, \"before_conclusion\"",
		  "\"need\": 9, \"before_conclusion\"",
		  "rubric.json/parts/a/criteria/evidence",
		  "asks for 9 looks, and the pack has 3" },
		{ RUBRIC, "\"vendor-slow\"", "\"vendor-slo\"",
		  "rubric.json/parts/a/criteria/hypotheses",
		  "there is no cause 'vendor-slo'" },
		{ RUBRIC, "\"categories\": [\"contain\", \"reliability\"]",
		  "\"categories\": [\"contain\", \"long-term\"]",
		  "rubric.json/parts/b/criteria/contain",
		  "no measure is 'long-term'" },
		{ RUBRIC, "\"phases\": [\"now\"], \"need\": 2",
		  "\"phases\": [\"weeks\"], \"need\": 2",
		  "rubric.json/parts/b/criteria/planned",
		  "asks for 2 measures of these categories that can be "
		  "planned then, and the pack has 0" },
		{ RUBRIC,
		  "\"judge\": \"tradeoffs\", \"settings\": {\"need\": 2",
		  "\"judge\": \"tradeoffs\", \"settings\": {\"need\": 5",
		  "rubric.json/parts/b/criteria/tradeoffs",
		  "asks for 5 trade-offs" },
		{ RUBRIC, "\"avoid\": [\"rollback\"]",
		  "\"avoid\": [\"rolback\"]",
		  "rubric.json/parts/b/criteria/dependency",
		  "no measure is 'rolback', which \"avoid\" names" },
		{ RUBRIC, "\"days\": [\"contain\"]",
		  "\"days\": [\"reliability\"]",
		  "rubric.json/parts/c/criteria/phases",
		  "no measure that \"days\" names can be planned" },
		{ RUBRIC, "\"audience\": \"manager\"",
		  "\"audience\": \"managers\"",
		  "rubric.json/parts/d/criteria/message",
		  "there is no audience 'managers'" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		expect(&faults[i], false);
}

static void a_headline_that_does_not_emerge(void **state)
{
	static const struct fault fault = {
		SCENARIO, "{\"figure\": \"spend_ratio\", \"above\": 1.8}",
		"{\"figure\": \"spend_ratio\", \"above\": 80}",
		"variants/preset", "its headline does not emerge"
	};

	(void)state;
	expect(&fault, true);
}

static void a_headline_of_one_variant_alone(void **state)
{
	static const struct fault fault = {
		SCENARIO, "\"alerts\": [",
		"\"alerts\": ["
		"{\"id\": \"one\", \"title\": \"a\", \"text\": \"a\", "
		"\"severity\": \"page\", \"when\": {\"variant\": [\"preset\"]}},"
		"{\"id\": \"two\", \"title\": \"a\", \"text\": \"a\", "
		"\"severity\": \"page\", \"when\": {\"variant\": [\"tenant\"]}},"
		"{\"id\": \"spend-low\", \"title\": \"a\", \"text\": \"a\", "
		"\"severity\": \"info\", \"when\": {\"after\": \"01:00\"}},",
		"alerts", "no alert pages in every variant"
	};
	struct fault both = fault;
	struct arena arena = ARENA_INIT;
	struct str text = STR_INIT;
	struct err err = { 0 };

	(void)state;
	/* The alert that they share must not page either. */
	assert_true(file_read(TEST_DATA "/packs/tiny/scenario.json",
			      PACK_FILE_MAX, &text, &err));
	both.from = "\"alerts\": [\n    {\n      \"id\": \"spend-high\", "
		    "\"title\": \"Spend far above normal\", \"text\": \"Spend "
		    "is {spend_ratio} of normal.\",\n      \"severity\": "
		    "\"page\"";
	both.to = arena_printf(
		&arena,
		"%s{\"id\": \"spend-high\", \"title\": \"Spend\", \"text\": "
		"\"Spend.\", \"severity\": \"ticket\"",
		fault.to);
	assert_non_null(strstr(text.s, both.from));
	str_finish(&text);
	expect(&both, true);
	arena_finish(&arena);
}

static void a_measure_that_changes_nothing(void **state)
{
	static const struct fault faults[] = {
		{ SCENARIO,
		  "{\"set\": {\"people-free.preset.large\": 1, "
		  "\"people-pro.preset.large\": 1}}",
		  "{\"set\": {\"frame.servers\": 8}}", "mitigations/rollback",
		  "is said to help in the variant 'preset', but changes "
		  "nothing there" },
		{ SCENARIO,
		  "{\"set\": {\"cap.on\": 1, \"cap.usd_per_hour\": "
		  "\"$usd_per_hour\"}}",
		  "{\"set\": {\"cap.usd_per_hour\": \"$usd_per_hour\"}}",
		  "mitigations/spend-cap", "changes nothing in any variant" },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++)
		expect(&faults[i], true);
}

static void a_message_that_nobody_sends(void **state)
{
	static const struct fault fault = {
		SCENARIO, "\"when\": {\"after\": \"10:00\"}",
		"\"when\": {\"all\": [{\"after\": \"10:00\"}, {\"figure\": "
		"\"spend_ratio\", \"above\": 900}]}",
		"injects/second-wave",
		"nobody ever sends it: spend_ratio was at most"
	};

	(void)state;
	expect(&fault, true);
}

static void par_that_cannot_be_played_or_wins_nothing(void **state)
{
	static const struct fault faults[] = {
		{ SCENARIO, "\"01:30 apply tenant-quota\"",
		  "\"01:30 apply tenant-quote\"", "variants/tenant/par",
		  "tenant-quote" },
		{ SCENARIO, "\"01:00 apply rollback\", ", "",
		  "variants/preset/par", "cannot be won: par loses" },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++)
		expect(&faults[i], true);
}

/* The one without a fault is told only of what it really lacks: nothing of it
 * can be planned for weeks, the quota costs more than it saves, one good run is
 * poor, and the other is not there. */
static void what_is_right_is_let_pass(void **state)
{
	struct arena arena = ARENA_INIT;
	struct pack *pack = load(NULL);
	const struct pack_complaint *all;
	size_t count = complain(pack, false, &arena, &all);

	(void)state;
	assert_int_equal(count, 1);
	assert_non_null(strstr(all[0].what, "no measure that \"weeks\" names"));
	count = complain(pack, true, &arena, &all);
	for (size_t i = 0; i < count; i++)
		print_message("# %s: %s\n", all[i].where, all[i].what);
	assert_int_equal(count, 3);
	assert_non_null(strstr(all[0].what, "no scripts/good-preset.txt"));
	assert_string_equal(all[1].where, "variants/tenant/par");
	assert_non_null(strstr(all[1].what, "cannot be won"));
	assert_non_null(strstr(all[2].what, "its good run does not pass: "));
	pack_destroy(pack);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(points_that_nobody_can_earn),
		cmocka_unit_test(a_headline_that_does_not_emerge),
		cmocka_unit_test(a_headline_of_one_variant_alone),
		cmocka_unit_test(a_measure_that_changes_nothing),
		cmocka_unit_test(a_message_that_nobody_sends),
		cmocka_unit_test(par_that_cannot_be_played_or_wins_nothing),
		cmocka_unit_test(what_is_right_is_let_pass),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
