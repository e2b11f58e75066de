/* How far the reader of messages agrees with people. */
#include "tests/cmocka_setup.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scoring/reading/text_internal.h"
#include "tests/scoring/agreement.h"
#include "tests/scoring/graded_messages.h"

#define FOLDS 5
#define MET_SLOTS 16384 /* a power of two, far more than phrases that are met */
#define FAR 1.0		/* from the graders: worth a line */

static void qwk_vectors(void **state)
{
	static const int a[] = { 1, 4, 2, 2, 5, 2, 5, 4, 5, 3, 1 };
	static const int b[] = { 3, 4, 4, 4, 4, 4, 6, 7, 8, 9, 10 };
	static const int c[] = { 1, 2, 1 }, d[] = { 1, 2, 2 };

	(void)state;
	assert_true(fabs(agreement_qwk(a, b, 11) - 0.0410256) < 1e-6);
	assert_true(fabs(agreement_qwk(c, d, 3) - 0.4) < 1e-9);
	assert_true(fabs(agreement_qwk(a, a, 11) - 1) < 1e-9);
}

struct agreement {
	double qwk, mae, caps; /* caps: share that agrees */
};

static struct agreement agree(const struct graded_message *graded,
			      const struct grade *ours, size_t count,
			      const char *what)
{
	int a[GRADED_MESSAGES_MAX], b[GRADED_MESSAGES_MAX];
	double x[GRADED_MESSAGES_MAX], y[GRADED_MESSAGES_MAX];
	struct agreement out;
	size_t caps = 0;

	for (size_t i = 0; i < count; i++) {
		x[i] = ours[i].total;
		y[i] = graded[i].grade.total;
		a[i] = (int)(x[i] + 0.5);
		b[i] = (int)(y[i] + 0.5);
		caps += (ours[i].cap < 10) == (graded[i].grade.cap < 10);
	}
	out = (struct agreement){ .qwk = agreement_qwk(a, b, count),
				  .mae = agreement_mae(x, y, count),
				  .caps = (double)caps / (double)count };
	print_message("# messages, %s: QWK %.3f, mean absolute error %.2f, "
		      "caps agree in %zu of %zu\n",
		      what, out.qwk, out.mae, caps, count);
	return out;
}

static struct agreement agree_on(const char *folder, const char *what)
{
	static struct graded_message graded[GRADED_MESSAGES_MAX];
	struct grade ours[GRADED_MESSAGES_MAX];
	size_t count = graded_messages_load(folder, graded);

	for (size_t i = 0; i < count; i++) {
		ours[i] = graded_message_score(&graded[i]);
		if (fabs(ours[i].total - graded[i].grade.total) > FAR)
			print_message("# %s: graders %.2f, ours %.2f (cap %g "
				      "/ %g)\n",
				      graded[i].id, graded[i].grade.total,
				      ours[i].total, graded[i].grade.cap,
				      ours[i].cap);
	}
	return agree(graded, ours, count, what);
}

static void agrees_with_the_graders(void **state)
{
	struct agreement a = agree_on("messages", "all");

	(void)state;
	assert_true(a.qwk >= 0.85);
	assert_true(a.mae <= 1.2);
	assert_true(a.caps >= 0.9);
}

static void agrees_on_practice(void **state)
{
	struct agreement a = agree_on("practice", "practice");

	(void)state;
	assert_true(a.qwk >= 0.90);
	assert_true(a.caps >= 0.9);
}

/* Ours, graded before they were first run. */
static void agrees_on_fresh_messages(void **state)
{
	struct agreement a = agree_on("fresh-messages", "fresh");

	(void)state;
	assert_true(a.qwk >= 0.85);
	assert_true(a.mae <= 1.2);
	assert_true(a.caps >= 0.95);
}

static void agrees_on_what_was_held_out(void **state)
{
	struct agreement a = agree_on("held-out", "held out");

	(void)state;
	assert_true(a.qwk >= 0.80);
	assert_true(a.mae <= 1.2);
}

/* Phrases that were met, by where they stand. */
struct met {
	struct text_study study;
	const char *slots[MET_SLOTS];
	bool off[MET_SLOTS];
	bool noting; /* new ones are noted; else only asked for */
};

static size_t slot_of(const struct met *met, const char *phrase)
{
	size_t at = (size_t)phrase * 2654435761u % MET_SLOTS;

	while (met->slots[at] && met->slots[at] != phrase)
		at = (at + 1) % MET_SLOTS;
	return at;
}

static bool meet(struct text_study *study, const char *phrase)
{
	struct met *met = (struct met *)study;
	size_t at = slot_of(met, phrase);

	if (met->noting)
		met->slots[at] = phrase;
	return !met->off[at];
}

/* Notes what the messages inside of a fold meet, or outside. */
static void study(struct met *met, const struct graded_message *graded,
		  size_t count, size_t fold, bool inside)
{
	memset(met, 0, sizeof(*met));
	met->study.met = meet;
	met->noting = true;
	text_set_study(&met->study);
	for (size_t i = 0; i < count; i++)
		if ((i % FOLDS == fold) == inside)
			graded_message_score(&graded[i]);
	text_set_study(NULL);
}

/* Each fifth of the messages is read without the phrases that only this fifth
 * uses, as if these had been written for it. */
static void agrees_without_their_own_phrases(void **state)
{
	static struct graded_message graded[GRADED_MESSAGES_MAX];
	static struct met own, others;
	struct grade ours[GRADED_MESSAGES_MAX];
	size_t count = graded_messages_load("messages", graded);
	struct agreement a;

	(void)state;
	for (size_t fold = 0; fold < FOLDS; fold++) {
		study(&others, graded, count, fold, false);
		study(&own, graded, count, fold, true);
		for (size_t i = 0; i < MET_SLOTS; i++)
			own.off[i] =
				own.slots[i] &&
				!others.slots[slot_of(&others, own.slots[i])];
		own.noting = false;
		text_set_study(&own.study);
		for (size_t i = fold; i < count; i += FOLDS)
			ours[i] = graded_message_score(&graded[i]);
		text_set_study(NULL);
	}
	a = agree(graded, ours, count, "each fifth without its own phrases");
	assert_true(a.qwk >= 0.80);
}

static void caps_are_right(void **state)
{
	size_t bad = 0, count = 0;

	(void)state;
	count = graded_caps_check("practice", &bad);
	assert_in_range(count, 40, 1000);
	assert_int_equal(bad, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(qwk_vectors),
		cmocka_unit_test(agrees_with_the_graders),
		cmocka_unit_test(agrees_without_their_own_phrases),
		cmocka_unit_test(agrees_on_practice),
		cmocka_unit_test(agrees_on_what_was_held_out),
		cmocka_unit_test(agrees_on_fresh_messages),
		cmocka_unit_test(caps_are_right),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
