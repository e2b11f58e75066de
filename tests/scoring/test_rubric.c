#include "tests/cmocka_setup.h"

#include <string.h>

#include "scoring/rubric.h"
#include "tests/scoring/scored.h"

/* A text of the test rubric, what stands there instead, what is said of it. */
static const struct {
	const char *from, *to, *says;
} rows[] = {
	{ "\"judge\": \"evidence\"", "\"judge\": \"evidense\"",
	  "did you mean \"evidence\"" },
	{ "\"points\": 1.5", "\"points\": 1.4", "add up to 9.900" },
	{ "\"points\": 1.5", "\"points\": -1", "more than 0" },
	{ "\"need\": 2, \"before", "\"neat\": 2, \"before", "need" },
	{ "\"by\": \"08:00\"", "\"by\": \"soon\"", "time" },
	{ "\"id\": \"b\", \"title\"", "\"id\": \"a\", \"title\"", "twice" },
	{ "\"full\": \"{quote}\", \"part\": \"{got}\", \"none\": \"none\"},\n"
	  "       \"cases\"",
	  "\"full\": \"{quote}\"},\n       \"cases\"", "/why: needs \"part\"" },
	{ "\"cases\": {\"without\"", "\"cases\": {\"withut\"",
	  "did you mean \"without\"" },
	{ "\"need\": 2, \"before", "\"need\": 0, \"before",
	  "/settings/need: 0 is out of range" },
	{ "\"need\": 2, \"before", "\"need\": \"2\", \"before",
	  "/settings/need: must be a number, not a string" },
	{ "\"format\": 1", "\"format\": 2", "reads format 1" },
	{ "\"red_flag\": \"No plan.\", ", "", "red_flag" },
	{ "\"settings\": {\"audience\": \"manager\", ", "\"settings\": {",
	  "needs \"audience\"" },
};

static void a_good_one(void **state)
{
	char *text = scored_rubric();
	struct pack *pack = scored_pack(text);
	struct err err = { 0 };

	(void)state;
	if (!score_check_rubric(pack, &err))
		fail_msg("%d: %s", err.line, err.message);
	pack_destroy(pack);
	free(text);
}

static void none_at_all(void **state)
{
	struct pack *pack = scored_pack(NULL);
	struct err err = { 0 };

	(void)state;
	assert_false(score_check_rubric(pack, &err));
	assert_non_null(strstr(err.message, "rubric.json"));
	pack_destroy(pack);
}

static void troubles_have_a_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		char *text = scored_rubric();
		struct str edited = STR_INIT;
		struct err err = { 0 };
		const char *at = strstr(text, rows[i].from);
		struct pack *pack;

		if (!at)
			fail_msg("no '%s'", rows[i].from);
		str_add_n(&edited, text, (size_t)(at - text));
		str_add(&edited, rows[i].to);
		str_add(&edited, at + strlen(rows[i].from));
		pack = scored_pack(edited.s);
		if (score_check_rubric(pack, &err))
			fail_msg("taken: %s", rows[i].to);
		if (!strstr(err.message, rows[i].says))
			fail_msg("'%s' does not say '%s'", err.message,
				 rows[i].says);
		assert_true(err.line > 0);
		pack_destroy(pack);
		str_finish(&edited);
		free(text);
	}
}

/* Words of those who wrote the judges; players have others. */
static const char *const internal[] = { "criterion", "criteria", "finding",
					"judge",     "credit",	 "weight",
					"null",	     "setting:", "  " };

static void is_for_players(const char *id, const char *text, bool needed)
{
	if (!text || !*text) {
		if (needed)
			fail_msg("%s: a text is missing", id);
		return;
	}
	for (size_t i = 0; i < sizeof(internal) / sizeof(*internal); i++)
		if (strstr(text, internal[i]))
			fail_msg("%s: '%s' in \"%s\"", id, internal[i], text);
	if (!strchr(".!?}", text[strlen(text) - 1]))
		fail_msg("%s: no end: \"%s\"", id, text);
	if (*text >= 'a' && *text <= 'z')
		fail_msg("%s: no beginning: \"%s\"", id, text);
}

static void texts_are_for_players(const char *id, const struct rubric_texts *t,
				  bool needed)
{
	is_for_players(id, t->full, needed);
	is_for_players(id, t->part, needed);
	is_for_players(id, t->none, needed);
	is_for_players(id, t->strength, needed);
	is_for_players(id, t->weakness, needed);
	is_for_players(id, t->better, needed);
	is_for_players(id, t->practise, needed);
	/* What is bold is a title; what follows explains it. */
	if (needed && (strncmp(t->strength, "**", 2) != 0 ||
		       strncmp(t->weakness, "**", 2) != 0))
		fail_msg("%s: strength and weakness begin with a title", id);
}

static void check_shipped(const char *folder)
{
	struct err err = { 0 };
	struct arena arena = ARENA_INIT;
	struct pack *pack = pack_load(folder, &err);
	const struct rubric *rubric;

	if (!pack)
		fail_msg("%s", err.message);
	if (!score_check_rubric(pack, &err))
		fail_msg("%d: %s", err.line, err.message);
	rubric = rubric_read(pack->rubric, &arena, &err);
	assert_non_null(rubric);
	for (size_t p = 0; p < rubric->part_count; p++) {
		const struct rubric_part *part = &rubric->parts[p];

		is_for_players(part->id, part->red_flag, true);
		is_for_players(part->id, part->good, true);
		is_for_players(part->id, part->fair, true);
		is_for_players(part->id, part->poor, true);
		for (size_t c = 0; c < part->criterion_count; c++) {
			const struct rubric_criterion *one = &part->criteria[c];

			texts_are_for_players(one->id, &one->texts, true);
			for (size_t k = 0; k < one->case_count; k++)
				texts_are_for_players(
					one->id, &one->cases[k].texts, false);
		}
	}
	arena_finish(&arena);
	pack_destroy(pack);
}

/* The packs that are shipped. */
static void shipped(void **state)
{
	(void)state;
	check_shipped(SCENARIOS "/video-cost-spike");
	check_shipped(SCENARIOS "/eta-cache-stampede");
	check_shipped(SCENARIOS "/speech-tail-latency");
	check_shipped(SCENARIOS "/payment-retry-storm");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_one),
		cmocka_unit_test(none_at_all),
		cmocka_unit_test(troubles_have_a_place),
		cmocka_unit_test(shipped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
