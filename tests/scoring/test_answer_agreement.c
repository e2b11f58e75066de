/* How far the grader of answers agrees with three people. */
#include "tests/cmocka_setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/reading/lexicon_internal.h"
#include "tests/scoring/agreement.h"
#include "tests/scoring/graded_answers.h"

#define FOLDS 5
#define QUESTION "video-cost-spike"

/* Sets of answers, and how well each must agree. */
static const struct set {
	const char *folder, *whose;
	size_t count;
	double qwk, mae, passes; /* at least, at most, at least */
} sets[] = {
	{ "answers", "by three people", 20, 0.85, 0.8, 0.95 },
	{ "fresh-answers", "ours, graded before they were run", 22, 0.85, 0.8,
	  0.9 },
	{ "later-answers", "ours, graded later", 10, 0.85, 0.8, 0.9 },
	{ "middle-answers", "ours, most of them middling", 20, 0.85, 0.8, 0.9 },
};
#define SETS (sizeof(sets) / sizeof(*sets))

static struct graded_answer answers[GRADED_MAX]; /* one set after the other */
static size_t count;

struct agreement {
	double qwk, mae, passes; /* passes: share of right decisions */
};

static struct agreement agree(const struct graded_answer *graded, size_t n,
			      const double *ours, double pass)
{
	int a[GRADED_MAX], b[GRADED_MAX];
	double theirs[GRADED_MAX];
	size_t right = 0;

	for (size_t i = 0; i < n; i++) {
		theirs[i] = graded[i].total;
		a[i] = (int)(ours[i] + 0.5);
		b[i] = (int)(theirs[i] + 0.5);
		right += (ours[i] >= pass - 1e-9) == graded[i].pass ? 1 : 0;
	}
	return (struct agreement){ .qwk = agreement_qwk(a, b, n),
				   .mae = agreement_mae(ours, theirs, n),
				   .passes = (double)right / (double)n };
}

static void say(const char *what, struct agreement a)
{
	print_message("# answers, %s: QWK %.3f, mean absolute error %.2f, "
		      "decisions right %.0f %%\n",
		      what, a.qwk, a.mae, a.passes * 100);
}

static void agrees_with_the_graders(void **state)
{
	struct question *question = graded_question(QUESTION);
	size_t first = 0;

	(void)state;
	for (size_t k = 0; k < SETS; first += sets[k++].count) {
		const struct graded_answer *graded = answers + first;
		double ours[GRADED_MAX];
		struct agreement a;

		for (size_t i = 0; i < sets[k].count; i++) {
			ours[i] = graded_score(question, graded[i].text);
			if (fabs(ours[i] - graded[i].total) > 0.8)
				print_message("# %s: graded %.2f, ours %.1f\n",
					      graded[i].id, graded[i].total,
					      ours[i]);
		}
		a = agree(graded, sets[k].count, ours, question->pass);
		say(sets[k].whose, a);
		assert_true(a.qwk >= sets[k].qwk);
		assert_true(a.mae <= sets[k].mae);
		assert_true(a.passes >= sets[k].passes);
	}
	question_destroy(question);
}

/* Which phrases the answers outside of a fold (or inside) meet. */
static void meet(struct question *question, size_t fold, bool inside)
{
	for (size_t i = 0; i < question->lexicon->phrases.count; i++)
		question->lexicon->phrases.items[i].met = false;
	for (size_t i = 0; i < count; i++)
		if ((i % FOLDS == fold) == inside)
			graded_score(question, answers[i].text);
}

/* Leaves out what only the fold's own answers use, as if it had been written
 * for them. */
static void leave_out(struct question *question, size_t fold)
{
	size_t phrases = question->lexicon->phrases.count;
	bool *elsewhere = calloc(phrases, sizeof(*elsewhere));

	meet(question, fold, false);
	for (size_t i = 0; i < phrases; i++)
		elsewhere[i] = question->lexicon->phrases.items[i].met;
	meet(question, fold, true);
	for (size_t i = 0; i < phrases; i++) {
		struct phrase *p = &question->lexicon->phrases.items[i];

		p->off = p->met && !elsewhere[i];
	}
	free(elsewhere);
}

/* Each fifth of the answers is graded by a lexicon without the phrases that
 * only this fifth uses. */
static void agrees_without_their_own_phrases(void **state)
{
	double ours[GRADED_MAX];
	struct agreement a;
	double pass = 0;

	(void)state;
	for (size_t fold = 0; fold < FOLDS; fold++) {
		struct question *question = graded_question(QUESTION);

		pass = question->pass;
		leave_out(question, fold);
		for (size_t i = fold; i < count; i += FOLDS)
			ours[i] = graded_score(question, answers[i].text);
		question_destroy(question);
	}
	for (size_t i = 0; i < count; i++)
		if ((ours[i] >= pass - 1e-9) != answers[i].pass)
			print_message("# left out, %s: graded %.2f, ours %.1f, "
				      "decided otherwise\n",
				      answers[i].id, answers[i].total, ours[i]);
	a = agree(answers, count, ours, pass);
	say("all, each fifth without its own phrases", a);
	assert_true(a.qwk >= 0.85);
	assert_true(a.mae <= 0.8);
	assert_true(a.passes >= 0.8);
	a = agree(answers, sets[0].count, ours, pass);
	say("by three people, each fifth without its own phrases", a);
	assert_true(a.qwk >= 0.85);
	assert_true(a.mae <= 0.8);
}

static int load(void **state)
{
	(void)state;
	for (size_t k = 0; k < SETS; k++) {
		size_t loaded = graded_answers_load(sets[k].folder,
						    answers + count);

		if (loaded != sets[k].count)
			return -1;
		count += loaded;
	}
	return 0;
}

static int unload(void **state)
{
	(void)state;
	graded_answers_free(answers, count);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_the_graders),
		cmocka_unit_test(agrees_without_their_own_phrases),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
