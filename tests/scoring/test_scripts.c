#include "tests/scoring/shipped.h"

#include "drill/commands/script.h"

#define WORDS_MAX 450 /* of the player's own in a good run */

static void good_runs(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		char name[32];

		snprintf(name, sizeof(name), "good-%s", variants[v]);
		for (size_t s = 0; s < SEEDS; s++) {
			struct scored scored;

			run(&scored, name, seeds[s], variants[v]);
			EXPECT(&scored, name, scored.report->score >= 9);
			EXPECT(&scored, name,
			       strcmp(scored.report->decision, "PASS") == 0);
			EXPECT(&scored, name,
			       scored.report->red_flag_count == 0);
			scored_finish(&scored);
		}
	}
}

/* Words in quotes, and of arguments without them. */
static size_t player_words(const char *text)
{
	struct arena arena = ARENA_INIT;
	struct script script;
	struct err err = { 0 };
	size_t words = 0;

	assert_true(script_parse("script", text, &arena, &script, &err));
	for (size_t i = 0; i < script.count; i++) {
		const struct command *c = &script.lines[i].command;

		for (size_t k = 0; k <= c->arg_count; k++) {
			bool plan = c->verb == COMMAND_PLAN;
			const char *at = k == c->arg_count ? c->text
					 : plan		   ? c->args[k].value
							   : NULL;

			for (; at && *at; at += strspn(at, " \n")) {
				words++;
				at += strcspn(at, " \n");
			}
		}
	}
	arena_finish(&arena);
	return words;
}

static void good_runs_are_short(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		char name[32];
		char *text;

		snprintf(name, sizeof(name), "good-%s", variants[v]);
		text = read_script(name);
		print_message("# %s: %zu words\n", name, player_words(text));
		assert_in_range(player_words(text), 100, WORDS_MAX);
		free(text);
	}
}

/* What was right for one cause does not carry another. */
static void a_good_run_for_another_cause(void **state)
{
	struct scored scored;

	(void)state;
	run(&scored, "good-abuse", 7, "retry");
	EXPECT(&scored, "good-abuse", scored.report->score < 6);
	EXPECT(&scored, "good-abuse", scored_part(&scored, "a") <= 1);
	scored_finish(&scored);
}

static void is_the_review(uint64_t seed)
{
	struct scored scored;
	const struct report *r;

	run(&scored, "calibration", seed, "retry");
	r = scored.report;
	EXPECT(&scored, "calibration", r->score >= 6.5);
	EXPECT(&scored, "calibration", r->score <= 7.4);
	EXPECT(&scored, "calibration", strcmp(r->decision, "PASS") == 0);
	EXPECT(&scored, "calibration", scored_part(&scored, "a") >= 2.8);
	EXPECT(&scored, "calibration",
	       scored_criterion(&scored, "b1")->score <= 0.2);
	EXPECT(&scored, "calibration",
	       scored_criterion(&scored, "b5")->score <= 0.1);
	EXPECT(&scored, "calibration", scored_part(&scored, "c") >= 1.7);
	EXPECT(&scored, "calibration", scored_part(&scored, "d") <= 0);
	assert_true(scored_says(r->weaknesses, r->weakness_count,
				"short-term cost mitigation"));
	assert_true(scored_says(r->weaknesses, r->weakness_count,
				"Ambiguous GPU infrastructure"));
	assert_true(
		scored_says(r->weaknesses, r->weakness_count, "communication"));
	assert_int_equal(r->red_flag_count, 1);
	assert_true(scored_says(r->red_flags, 1, "communication"));
	scored_finish(&scored);
}

static void the_reviewed_candidate(void **state)
{
	(void)state;
	for (size_t s = 0; s < SEEDS; s++)
		is_the_review(seeds[s]);
}

static void stands_below(const char *name, size_t v)
{
	struct scored scored;

	run(&scored, name, 7, variants[v]);
	EXPECT(&scored, name, scored.report->score < POOR_MOST);
	scored_finish(&scored);
}

static void poor_runs(void **state)
{
	(void)state;
	for (size_t v = 0; v < VARIANTS; v++) {
		stands_below("poor", v);
		stands_below("kit", v);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(good_runs),
		cmocka_unit_test(good_runs_are_short),
		cmocka_unit_test(a_good_run_for_another_cause),
		cmocka_unit_test(mixed_runs),
		cmocka_unit_test(poor_runs),
		cmocka_unit_test(the_reviewed_candidate),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
