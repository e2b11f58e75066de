#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "base/str.h"
#include "scoring/reading/text.h"

static struct arena arena = ARENA_INIT;

static int forget(void **state)
{
	(void)state;
	arena_reset(&arena);
	return 0;
}

static int finish(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static const struct text_word *first_number(const struct text *text)
{
	for (size_t i = 0; i < text->word_count; i++)
		if (text->words[i].kind != TEXT_WORD &&
		    text->words[i].kind != TEXT_SIGN)
			return &text->words[i];
	return NULL;
}

static void numbers(void **state)
{
	static const struct {
		const char *text;
		enum text_kind kind;
		double value;
	} rows[] = {
		{ "4,320 USD", TEXT_NUMBER, 4320 },
		{ "4'450 USD", TEXT_NUMBER, 4450 },
		{ "4 450 USD", TEXT_NUMBER, 4450 },
		{ "4.45k/h", TEXT_NUMBER, 4450 },
		{ "$43k", TEXT_NUMBER, 43000 },
		{ "1.2M USD", TEXT_NUMBER, 1200000 },
		{ "4.450 USD", TEXT_NUMBER, 4450 },
		{ "0.8%", TEXT_NUMBER, 0.8 },
		{ "0,8 %", TEXT_NUMBER, 0.8 },
		{ "0.125", TEXT_NUMBER, 0.125 },
		{ "31%", TEXT_NUMBER, 31 },
		{ "180s", TEXT_NUMBER, 180 },
		{ "three people", TEXT_NUMBER, 3 },
		{ "1.080,50 USD", TEXT_NUMBER, 1080.5 },
		{ "1,080.50 USD", TEXT_NUMBER, 1080.5 },
		{ "2.400.000 USD", TEXT_NUMBER, 2.4e6 },
		{ "USD4,320", TEXT_NUMBER, 4320 },
		{ "twenty-seven percent", TEXT_NUMBER, 27 },
		{ "a hundred people", TEXT_NUMBER, 100 },
		{ "three hundred and ninety users", TEXT_NUMBER, 390 },
		{ "four thousand three hundred and twenty", TEXT_NUMBER, 4320 },
		{ "twenty-nine hundred users", TEXT_NUMBER, 2900 },
		{ "2.4 million USD", TEXT_NUMBER, 2.4e6 },
		{ "4.3 thousand dollars", TEXT_NUMBER, 4300 },
		{ "four and a half thousand", TEXT_NUMBER, 4500 },
		{ "one and a half minutes", TEXT_NUMBER, 1.5 },
		{ "two dozen tickets", TEXT_NUMBER, 24 },
		{ "three in ten", TEXT_NUMBER, 3 },
		{ "one or two thousand", TEXT_NUMBER, 1 },
		{ "at 14:20.", TEXT_CLOCK, 860 },
		{ "at 2 pm", TEXT_CLOCK, 840 },
		{ "at 12:05 am", TEXT_CLOCK, 5 },
		{ "14:30:15 UTC", TEXT_CLOCK, 870 },
		{ "at half past two", TEXT_CLOCK, 870 },
		{ "at quarter to three", TEXT_CLOCK, 885 },
		{ "at two o'clock", TEXT_CLOCK, 840 },
		{ "half of 10", TEXT_NUMBER, 10 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct text_word *word =
			first_number(text_read(rows[i].text, &arena));

		assert_non_null(word);
		assert_int_equal(word->kind, rows[i].kind);
		assert_true(fabs(word->value - rows[i].value) < 1e-9);
	}
}

static void names_are_no_numbers(void **state)
{
	static const char *const rows[] = { "1080p", "release 2.31", "5xx",
					    "720p5", "SEV1",	     "p95",
					    "v2" };

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_null(first_number(text_read(rows[i], &arena)));
}

static void common_words(void **state)
{
	static const char *const common[] = { "slow",	 "slower",  "slowly",
					      "stopped", "queries", "videos",
					      "refund",	 "happier", "making" };
	static const char *const rare[] = { "idempotency", "backoff",
					    "websocket", "p", "qqq" };

	(void)state;
	for (size_t i = 0; i < sizeof(common) / sizeof(*common); i++)
		if (!text_is_common(common[i]))
			fail_msg("%s", common[i]);
	for (size_t i = 0; i < sizeof(rare) / sizeof(*rare); i++)
		if (text_is_common(rare[i]))
			fail_msg("%s", rare[i]);
}

/* Counted by hand: 12 letters, 4 words, 2 sentences. */
static void readability(void **state)
{
	(void)state;
	assert_true(
		fabs(text_readability(text_read("One two six. Ten.", &arena)) -
		     (4.71 * 12 / 4 + 0.5 * 4 / 2 - 21.43)) < 1e-9);
	assert_true(fabs(text_readability(text_read("", &arena))) < 1e-9);
}

static void sentences(void **state)
{
	const struct text *text = text_read(
		"Since 14:30 it's slow, e.g. 2.5 times. Is that all? Yes!\n"
		"- one thing\n- another, max. two",
		&arena);

	(void)state;
	assert_int_equal(text->sentence_count, 5);
	assert_string_equal(text->sentences[0].quote,
			    "Since 14:30 it's slow, e.g. 2.5 times.");
	assert_true(text->sentences[1].question);
	assert_string_equal(text->sentences[3].quote, "one thing");
	assert_int_equal(text->exclamations, 1);
}

static void wrapped_lines_are_one_sentence(void **state)
{
	const struct text *text = text_read(
		"Spend is four times normal and a good third of all the\n"
		"requests fail. We limit our rate.",
		&arena);

	(void)state;
	assert_int_equal(text->sentence_count, 2);
}

static void contractions(void **state)
{
	const struct text *text = text_read(
		"We don't know, can't say, won't guess, it\xe2\x80\x99"
		"ll come; cannot tell; I'd like",
		&arena);

	(void)state;
	assert_true(text_mentions(text, "do not know", NULL));
	assert_true(text_mentions(text, "can not say", NULL));
	assert_true(text_mentions(text, "it will come", NULL));
	assert_true(text_mentions(text, "can not tell", NULL));
	assert_true(text_mentions(text, "i would like", NULL));
}

static void phrases(void **state)
{
	const struct text *text = text_read(
		"The hourly spend cap was finally confirmed.", &arena);

	(void)state;
	assert_true(text_mentions(text, "spend cap", NULL));
	assert_true(text_mentions(text, "nothing|confirm*", NULL));
	assert_true(text_mentions(text, "cap ~ confirmed", NULL));
	assert_false(text_mentions(text, "cap confirmed", NULL));
	assert_false(text_mentions(text, "spend caps", NULL));
	assert_int_equal(text_count(text, "cap|spend|cap|bill"), 3);
}

static void denials(void **state)
{
	static const struct {
		const char *text, *pattern;
		bool asserted;
	} rows[] = {
		{ "It is fixed.", "fixed", true },
		{ "It is not fixed.", "fixed", false },
		{ "It isn't fixed.", "fixed", false },
		{ "Is it fixed?", "fixed", false },
		{ "We never said it is fixed.", "fixed", false },
		{ "Not the cache, but it is fixed.", "fixed", true },
		{ "I would not cap spend.", "cap spend", false },
		{ "Cap spend instead of waiting.", "cap spend", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		const struct text *text = text_read(rows[i].text, &arena);

		assert_int_equal(text_asserts(text, &text->sentences[0],
					      rows[i].pattern),
				 rows[i].asserted);
	}
}

static void likeness(void **state)
{
	const struct text *a = text_read("Spend is 4 times normal.", &arena);
	const struct text *b = text_read("spend is 4 times normal", &arena);
	const struct text *c = text_read("Clips fail for many.", &arena);

	(void)state;
	assert_true(text_likeness(a, b) > 0.99);
	assert_true(text_likeness(a, c) < 0.2);
	assert_true(text_likeness(a, text_read("", &arena)) < 0.1);
}

static void hostile_texts(void **state)
{
	struct str big = STR_INIT;
	const struct text *text;

	(void)state;
	assert_int_equal(text_read("", &arena)->word_count, 0);
	assert_int_equal(text_read("...!!!???", &arena)->word_count, 0);
	text_read("\xe2\x80", &arena);
	text_read("\xff\xfe 12\xc2", &arena);
	text_read("12345678901234567890123456789.123456789012345678", &arena);
	text_read("don'", &arena);
	text_read("9", &arena);
	for (int i = 0; i < 20000; i++)
		str_add(&big, "spend 4,320 ");
	text = text_read(big.s, &arena);
	assert_true(text->cut);
	assert_in_range(text->word_count, 1, TEXT_WORDS_MAX);
	str_finish(&big);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(numbers, forget),
		cmocka_unit_test_teardown(names_are_no_numbers, forget),
		cmocka_unit_test_teardown(common_words, forget),
		cmocka_unit_test_teardown(readability, forget),
		cmocka_unit_test_teardown(sentences, forget),
		cmocka_unit_test_teardown(wrapped_lines_are_one_sentence,
					  forget),
		cmocka_unit_test_teardown(contractions, forget),
		cmocka_unit_test_teardown(phrases, forget),
		cmocka_unit_test_teardown(denials, forget),
		cmocka_unit_test_teardown(likeness, forget),
		cmocka_unit_test_teardown(hostile_texts, forget),
	};

	return cmocka_run_group_tests(tests, NULL, finish);
}
