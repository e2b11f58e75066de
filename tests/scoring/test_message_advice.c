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
		  "\"Spend is 12,000 USD/h\" states a figure that is off by "
		  "more than a factor of two." },
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calm_is_not_told_to_be_calm),
		cmocka_unit_test(advice_speaks_english),
		cmocka_unit_test(advice_quotes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
