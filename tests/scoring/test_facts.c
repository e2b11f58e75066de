#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "scoring/reading/text.h"
#include "scoring/score.h"

#define NEEDED \
	"\"minute\": 8, \"spend_usd_per_hour\": 4320, " \
	"\"baseline_usd_per_hour\": 1080, \"total_excess_usd\": 430, " \
	"\"error_rate\": 0.27, \"p95_latency_s\": 180, " \
	"\"baseline_p95_s\": 62, \"users_affected_per_hour\": 2900"

#define MINUTE \
	"{\"spend_usd_per_hour\": 1200, \"error_rate\": 0.1, " \
	"\"p95_latency_s\": 70, \"users_affected_per_hour\": 50, " \
	"\"minute\": "

static bool read(const char *json, struct arena *arena, struct facts *facts,
		 struct err *err)
{
	struct json_doc *doc = json_parse(json, strlen(json), "f.json", err);
	bool good;

	if (!doc)
		fail_msg("%s", err->message);
	good = facts_from_json(doc, json_root(doc), arena, facts, err);
	json_destroy(doc);
	return good;
}

static void a_snapshot(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts f;
	struct err err = { 0 };

	(void)state;
	assert_true(read("{" NEEDED ", \"severity\": \"SEV1\", "
			 "\"root_cause_known\": true, \"mitigations\": "
			 "[\"spend cap requested\", \"retries limited\"], "
			 "\"start\": \"2026-03-10T14:05\"}",
			 &arena, &f, &err));
	assert_true(fabs(f.spend_usd_per_hour - 4320) < 1e-9);
	assert_true(fabs(f.spend_low - 4320) < 1e-9);
	assert_true(fabs(f.spend_high - 4320) < 1e-9);
	assert_string_equal(f.severity, "sev1");
	assert_true(f.root_cause_known);
	assert_int_equal(f.requested_count, 1);
	assert_string_equal(f.requested[0], "spend cap requested");
	assert_int_equal(f.in_force_count, 1);
	assert_true(f.has_clock);
	arena_finish(&arena);
}

/* Names of things: a plural and an ending are the same name. */
static void names(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts f;
	struct err err = { 0 };
	const struct text *text;

	(void)state;
	assert_true(read("{" NEEDED ", \"speech\": {\"things\": "
			 "[\"pick-up\", \"render*\"]}}",
			 &arena, &f, &err));
	text = text_read_as("Pick-ups and rendering, a clip by Vidu", f.speech,
			    &arena);
	assert_int_equal(text->words[0].named[SPEECH_THING], 2);
	assert_int_equal(text->words[1].named[SPEECH_THING], 0);
	assert_int_equal(text->words[3].named[SPEECH_THING], 1);
	assert_int_equal(text->words[5].named[SPEECH_THING], 0);
	/* A list that is left out has the reader's own. */
	assert_int_equal(text->words[7].named[SPEECH_SUPPLIER], 1);
	text = text_read("two clips", &arena);
	assert_int_equal(text->words[1].named[SPEECH_THING], 1);
	assert_false(read("{" NEEDED ", \"speech\": {\"thing\": []}}", &arena,
			  &f, &err));
	assert_false(read("{" NEEDED ", \"speech\": {\"people\": [\"A\"]}}",
			  &arena, &f, &err));
	assert_non_null(strstr(err.message, "'A' is no name"));
	arena_finish(&arena);
}

static void resolved(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts f;
	struct err err = { 0 };

	(void)state;
	assert_true(read("{" NEEDED ", \"severity\": \"resolved/monitoring\","
			 "\"spend_low\": 4000, \"spend_high\": 4100}",
			 &arena, &f, &err));
	assert_string_equal(f.severity, "resolved");
	assert_true(fabs(f.spend_low - 4000) < 1e-9);
	assert_true(f.spend_high >= f.spend_usd_per_hour);
	assert_false(f.has_clock);
	arena_finish(&arena);
}

static void a_history(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts f;
	struct err err = { 0 };

	(void)state;
	assert_true(read("{" NEEDED ", \"history\": [" MINUTE "-3}, " MINUTE
			 "4}]}",
			 &arena, &f, &err));
	assert_int_equal(f.history_count, 2);
	assert_true(fabs(f.history[0].minute + 3) < 1e-9);
	assert_true(fabs(f.history[1].p95_latency_s - 70) < 1e-9);
	arena_finish(&arena);
}

static void troubles_have_a_place(void **state)
{
	static const struct {
		const char *json, *says;
	} rows[] = {
		{ "[]", "object" },
		{ "{}", "minute" },
		{ "{" NEEDED ", \"severty\": \"x\"}", "severity" },
		{ "{" NEEDED ", \"error_low\": \"x\"}", "error_low" },
		{ "{" NEEDED ", \"people\": \"Ann\"}", "list" },
		{ "{" NEEDED ", \"people\": [1]}", "text" },
		{ "{" NEEDED ", \"history\": [{\"minute\": 1}]}",
		  "spend_usd_per_hour" },
		{ "{" NEEDED ", \"history\": [" MINUTE "1, \"p\": 1}]}",
		  "\"p\"" },
		{ "{" NEEDED ", \"history\": 1}", "minutes" },
		{ "{" NEEDED ", \"start\": \"today\"}", "moment" },
		{ "{" NEEDED ", \"budget_usd\": -1}", "between 0" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		struct arena arena = ARENA_INIT;
		struct facts f;
		struct err err = { 0 };

		if (read(rows[i].json, &arena, &f, &err))
			fail_msg("taken: %s", rows[i].json);
		if (!strstr(err.message, rows[i].says))
			fail_msg("%s: %s", rows[i].json, err.message);
		assert_int_equal(err.code, ERR_INPUT);
		assert_string_equal(err.path, "f.json");
		arena_finish(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_snapshot),
		cmocka_unit_test(resolved),
		cmocka_unit_test(names),
		cmocka_unit_test(a_history),
		cmocka_unit_test(troubles_have_a_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
