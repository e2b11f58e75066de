/* What a writer is told to do better. */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "scoring/score.h"
#include "tests/scoring/facts_sample.h"

/* Off the subject or short, a calm text gets no lesson in calm. */
static void calm_is_not_told_to_be_calm(void **state)
{
	static const char *const calm[] = {
		"Lunch is at noon today, the ramen place near the station.",
		"We do not know the cause yet.",
		"467 of 480 places at Vidu are taken.",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(calm); i++) {
		struct arena arena = ARENA_INIT;
		struct facts facts = sample_facts();
		const struct message_report *r =
			score_message("manager", calm[i], &facts, &arena);

		for (size_t k = 0; k < r->advice_count; k++)
			assert_null(strstr(r->advice[k], "Stay calm"));
		arena_finish(&arena);
	}
}

static void advice_speaks_english(void **state)
{
	static const struct {
		const char *audience, *begins;
	} lines[] = {
		{ "manager", "Give the manager what" },
		{ "finance", "Give finance what" },
		{ "support", "Give support what" },
		{ "product", "Give product what" },
		{ "customers", "Give customers what" },
		{ "press", "Give the press what" },
		{ "vendor", "Give the vendor what" },
		{ "account", "Give the account manager what" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct arena arena = ARENA_INIT;
		struct facts facts = sample_facts();
		const struct message_report *r = score_message(
			lines[i].audience, "We do not know the cause yet.",
			&facts, &arena);
		bool found = false;

		for (size_t k = 0; k < r->advice_count; k++)
			found |= strstr(r->advice[k], lines[i].begins) != NULL;
		if (!found)
			fail_msg("%s", lines[i].begins);
		arena_finish(&arena);
	}
}

/* Advice quotes the words that it is about. */
static void advice_quotes(void **state)
{
	static const struct {
		const char *audience, *text, *line;
	} lines[] = {
		{ "manager", "Spend is 12,000 USD/h now. Next update 14:20.",
		  "\"Spend is 12,000 USD/h now.\" states a figure that is "
		  "off by more than a factor of two: the spending is 4,320 "
		  "USD/h." },
		{ "manager", "27 % of requests fail, 12,000 USD/h are spent.",
		  "states a figure (\"requests fail, 12,000 USD/h\") that" },
		{ "manager",
		  "27 % of requests fail.\n[what you need from this reader]",
		  "\"[what you need from this reader]\" is a prompt that "
		  "nobody has answered." },
		{ "manager", "27 % of requests fail. Next update <time>.",
		  "\"<time>\" is a prompt that nobody has answered." },
		{ "manager", "Spend is 5,600 USD/h now. Next update 14:20.",
		  "is inexact: check the spending against a panel." },
		{ "manager", "27 % of requests fail. I'll write when I can.",
		  "\"I'll write when I can.\" names no time to come" },
		{ "manager", "27 % of requests fail. Next update soon.",
		  "\"Next update soon.\" names no time to come" },
		{ "product", "27 % fail for users, it is a retry storm on p99.",
		  "Explain or leave out \"retry storm\", \"p99\"" },
		{ "manager", "27 % of requests fail. Let me know.",
		  "\"Let me know.\" asks for nothing in particular" },
		{ "manager", "SEV3: 27 % of requests fail.",
		  "Name the severity that is declared: sev1." },
		{ "customers",
		  "Videos fail. Sorry for any inconvenience. Write to "
		  "anna.k@corp.example.",
		  "\"anna.k@corp.example\" gives a private address" },
		{ "customers", "Videos fail. We regret any inconvenience.",
		  "is a phrase: name what they met instead." },
		{ "customers", "Videos fail, see http://10.1.2.3:80/x please.",
		  "\"http://10.1.2.3:80/x\" shows an internal host" },
		{ "customers", "Videos fail. Key: a8f3k2l9s0d7f6g5h4j3.",
		  "holds what looks like a key or a token" },
		{ "customers", "Videos fail, our CTO Martin Vogel is on it.",
		  "names a person to outsiders" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct arena arena = ARENA_INIT;
		struct facts facts = sample_facts();
		const struct message_report *r = score_message(
			lines[i].audience, lines[i].text, &facts, &arena);
		bool found = false;

		for (size_t k = 0; k < r->advice_count; k++)
			found |= strstr(r->advice[k], lines[i].line) != NULL;
		if (!found)
			fail_msg("%s: %s", lines[i].line,
				 r->advice_count ? r->advice[0] : "-");
		arena_finish(&arena);
	}
}

/* What a message is capped for travels with the verdict, clipped. */
static size_t times_advised(const char *text, const char *words)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r = score_message("finance", text, &facts,
						       &arena);
	size_t count = 0;

	for (size_t k = 0; k < r->advice_count; k++)
		count += strstr(r->advice[k], words) != NULL;
	arena_finish(&arena);
	return count;
}

/* Sums in another currency are no dollars, which is said once, unless the text
 * says what one is worth. */
static void another_currency_is_told_once(void **state)
{
	(void)state;
	assert_int_equal(times_advised("We pay 4,320 EUR an hour, normally "
				       "1,080 EUR. So far 900 EUR too much.",
				       "is in EUR"),
			 1);
	assert_int_equal(
		times_advised(
			"We pay 4,320 EUR an hour. Normally we pay 1,080 GBP an hour.",
			"all panels and bills are in USD"),
		2);
	assert_int_equal(times_advised("1 EUR = 1.08 USD. We pay 4,000 EUR an "
				       "hour, normally 1,000 EUR.",
				       "is in EUR"),
			 0);
	assert_int_equal(
		times_advised("We pay 4,320 USD an hour.", "bills are in"), 0);
	assert_int_equal(times_advised("We pay 4,320 euros an hour.",
				       "Explain or leave out"),
			 0);
}

static void a_verdict_says_why(void **state)
{
	static const struct {
		const char *text, *quote, *note;
	} rows[] = {
		{ "Spend is 12,000 USD/h now. Next update 14:20.",
		  "Spend is 12,000 USD/h now.", "the spending is 4,320 USD/h" },
		{ "27 % of requests fail. It is all fixed.", "It is all fixed.",
		  "says that it is over, and it is not" },
		{ "hello", "", "says nothing" },
		{ "27 % of requests fail. Next update 14:20.", "", "" },
		{ "27 % of requests fail and we have a lot of other things to "
		  "tell about the many ways in which this went on since noon "
		  "and all of the people who are hit, as it is fixed now, "
		  "really.",
		  "27 % of requests fail and we have a lot", "over" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct facts facts = sample_facts();
		struct verdict verdict;

		score_message_judge()->message(NULL, "manager", rows[i].text,
					       &facts, &verdict);
		assert_int_equal(strncmp(verdict.quote, rows[i].quote,
					 strlen(rows[i].quote)),
				 0);
		assert_true(*rows[i].quote ? true : !*verdict.quote);
		assert_non_null(strstr(verdict.note, rows[i].note));
		assert_true(*rows[i].note ? true : !*verdict.note);
		assert_true(strlen(verdict.quote) < VERDICT_QUOTE_BYTES);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calm_is_not_told_to_be_calm),
		cmocka_unit_test(advice_speaks_english),
		cmocka_unit_test(advice_quotes),
		cmocka_unit_test(another_currency_is_told_once),
		cmocka_unit_test(a_verdict_says_why),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
