/* What a statement belongs to: the line it refers to, the heading above it, the
 * "no" behind it, the part of the question. */
#include "tests/cmocka_setup.h"

#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "scoring/reading/document.h"
#include "tests/scoring/graded_answers.h"

static struct question *question;
static struct arena arena = ARENA_INIT;

static double points(const char *text, const char *id)
{
	const struct report *report = answer_grade(question, text, &arena);

	for (size_t p = 0; p < report->part_count; p++)
		for (size_t c = 0; c < report->parts[p].criterion_count; c++)
			if (strcmp(report->parts[p].criteria[c].id, id) == 0)
				return report->parts[p].criteria[c].score;
	fail_msg("no criterion %s", id);
	return 0;
}

static void better_than(const char *id, const char *good, const char *poor)
{
	double more = points(good, id), less = points(poor, id);

	if (more < less + 0.05)
		fail_msg("%s: %.2f for \"%s\", %.2f for \"%s\"", id, more, good,
			 less, poor);
}

#define OPTIONS \
	"b) Option 1, a spending cap per hour. Some are refused.\n" \
	"Option 2, a job queue with workers. People wait.\n" \
	"Option 3, an idempotency key for each request. Two days.\n"

static void a_number_that_opens_a_sentence_is_a_line(void **state)
{
	(void)state;
	better_than("c2", OPTIONS "c) 1 today, 3 this week, 2 next month.",
		    OPTIONS "c) Some today, some this week, some next month.");
	better_than("b1", OPTIONS "c) 1 and 3 today.",
		    OPTIONS "c) 2 and 3 today.");
}

static void a_count_is_no_line(void **state)
{
	const char *counts = OPTIONS "c) 2 in 10 requests fail at night.";
	const char *words = OPTIONS "c) Some requests fail at night.";

	(void)state;
	assert_true(points(counts, "c1") <= points(words, "c1") + 1e-9);
}

static void options_on_lines_of_their_own(void **state)
{
	const struct document *d =
		document_read("b) Option 1, one thing that takes quite a few "
			      "words to say what it is. And so on, with more "
			      "words than fit on one line.\n"
			      "Option B: another.\n"
			      "3 days of work.\n",
			      &arena);

	(void)state;
	assert_int_equal(d->block_count, 3);
	assert_int_equal(d->blocks[0].number, 1);
	assert_int_equal(d->blocks[1].number, 2);
	assert_int_equal(d->blocks[2].number, 0);
}

static void what_is_refused_does_no_harm(void **state)
{
	static const char measures[] =
		"(b) A job queue with workers, backoff with jitter. ";
	struct str said = STR_INIT, refused = STR_INIT, asked = STR_INIT;

	(void)state;
	str_addf(&said, "%sScale up our workers. (c) The queue.", measures);
	str_addf(&refused, "%sScale up our workers: no. (c) The queue.",
		 measures);
	str_addf(&asked,
		 "%sScale up our workers? No, that only makes more of them "
		 "wait. (c) The queue.",
		 measures);
	better_than("b2", refused.s, said.s);
	better_than("b2", asked.s, said.s);
	str_finish(&said);
	str_finish(&refused);
	str_finish(&asked);
}

static void a_short_item_heads_those_below(void **state)
{
	const struct document *d = document_read("1. Fix (this week)\n"
						 "   - retries with jitter\n"
						 "   - a job key\n"
						 "2. Nothing below this one\n",
						 &arena);

	(void)state;
	assert_int_equal(d->blocks[0].kind, BLOCK_HEADING);
	assert_int_equal(d->blocks[0].number, 1);
	assert_int_equal(d->blocks[3].kind, BLOCK_ITEM);
	better_than("b1",
		    "# Recommendation\n1. Triage (today)\n"
		    "   - a spending cap per hour\n",
		    "# Recommendation\n1. Later (next month)\n"
		    "   - a spending cap per hour\n");
}

static void what_is_told_needs_no_heading(void **state)
{
	static const char plan[] =
		"Diagnosis: traces of slow requests.\n\n"
		"Solution: a queue with workers; people wait longer.\n";
	struct str first = STR_INIT, without = STR_INIT;

	(void)state;
	/* A message that stands before the first label is no diagnosis. */
	str_addf(&first,
		 "I tell my manager: \"Spend by customer is split: one in five "
		 "users fails. Next update at 12:00, then every two hours.\""
		 "\n\n%s",
		 plan);
	str_addf(&without, "%s", plan);
	assert_true(points(first.s, "d4") >= points(without.s, "d4") + 0.1);
	assert_true(points(first.s, "a1") <= points(without.s, "a1") + 1e-9);
	str_finish(&first);
	str_finish(&without);
}

/* Who is named before the quotation mark is who reads it. */
static void a_message_is_to_whom_stands_before_it(void **state)
{
	(void)state;
	better_than("d1",
		    "(d) To whom: boss by phone (\"one in five users fails, I "
		    "need your yes to the cap by noon\").",
		    "(d) To whom: all by phone (\"one in five users fails, I "
		    "need your yes to the cap by noon\").");
}

/* Prose without a heading: what is proposed is no diagnosis. */
static void solutions_in_prose_are_no_diagnosis(void **state)
{
	static const char prose[] =
		"I look at traces and at the queue length.\n\n"
		"Solutions for cost would be shorter videos for free users "
		"and idempotency to not pay twice for the same job.\n\n"
		"I would go with the queue this week, since it holds.\n\n"
		"My manager gets a call at once: a fifth of users fail.\n";

	(void)state;
	assert_true(points(prose, "a1") <= 1e-9);
	assert_true(points(prose, "a2") >= 0.1);
	assert_true(points(prose, "b2") >= 0.1);
}

static int load(void **state)
{
	(void)state;
	question = graded_question("video-cost-spike");
	return question ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	question_destroy(question);
	arena_finish(&arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_that_opens_a_sentence_is_a_line),
		cmocka_unit_test(a_count_is_no_line),
		cmocka_unit_test(options_on_lines_of_their_own),
		cmocka_unit_test(what_is_refused_does_no_harm),
		cmocka_unit_test(a_short_item_heads_those_below),
		cmocka_unit_test(what_is_told_needs_no_heading),
		cmocka_unit_test(a_message_is_to_whom_stands_before_it),
		cmocka_unit_test(solutions_in_prose_are_no_diagnosis),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
