#include "tests/cmocka_setup.h"

#include <string.h>

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

/* The packs that are shipped. */
static void shipped(void **state)
{
	struct err err = { 0 };
	struct pack *pack = pack_load(SCENARIOS "/video-cost-spike", &err);

	(void)state;
	if (!pack)
		fail_msg("%s", err.message);
	if (!score_check_rubric(pack, &err))
		fail_msg("%d: %s", err.line, err.message);
	pack_destroy(pack);
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
