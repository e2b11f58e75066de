#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "scenarios/pack.h"
#include "scoring/score.h"
#include "base/json.h"
#include "base/str.h"
#include "tests/scoring/facts_sample.h"

enum moment { EARLY, KNOWN, WELL };

static struct facts facts_of(enum moment moment)
{
	return moment == EARLY	 ? sample_facts()
	       : moment == KNOWN ? sample_known()
				 : sample_well();
}

struct row {
	const char *audience;
	enum moment moment;
	const char *text;
	double low, high; /* of the score */
	double cap;
};

#define GOOD_MANAGER \
	"SEV1 since 13:46: 27 % of requests fail, about 2,900 users an hour, " \
	"and spend is 4,320 USD/h against a normal 1,080. The cause is not " \
	"known yet. We are comparing the last release; nothing is changed " \
	"so far. I need your OK for an hourly cap by 14:15. Next update " \
	"14:20."

/* clang-format off */
static const struct row rows[] = {
	/* --- good ones --- */
	{ "manager", EARLY, GOOD_MANAGER, 9.5, 10, 10 },
	{ "finance", EARLY,
	  "Since 13:46 we pay our supplier about 4,300 USD an hour, normally 1,080; so far 430 USD extra, "
	  "estimated, not the invoice. The reason is not known. A cap of 1,600 an hour is being set. Please tell "
	  "me by 14:20 who approves it. Next figures from me at 14:25.", 9, 10, 10 },
	{ "customers", EARLY,
	  "Since 13:46 UTC about 3 in 10 video generations fail or take up to three minutes. Your finished videos "
	  "are safe. We don't know the cause yet and are limiting new work to keep things running. Sorry for the "
	  "trouble. Please don't press Generate twice. Next update 14:30 UTC.", 9, 10, 10 },
	{ "vendor", KNOWN,
	  "Account prod-eu: since 13:46 UTC 27 % of our calls fail with 429 and some clips are billed twice. Our "
	  "own retries are part of it, we are limiting them. Please confirm the cap by 14:30 and tell us whether "
	  "task creation takes an idempotency key. Next message 14:35.", 8.5, 10, 10 },

	/* --- false figures --- */
	{ "manager", EARLY,
	  "SEV1: 27 % of requests fail, spend is 1,200 USD/h against a normal 1,080. Cause not known, we are "
	  "comparing releases. Nothing needed from you. Next update 14:20.", 0, 4, 4 },
	{ "finance", EARLY,
	  "We spend 4,300 USD an hour, normally 1,080. We have lost 9,000 USD so far. Please note it. Next update "
	  "14:20.", 0, 4, 4 },
	{ "manager", EARLY,
	  "SEV1: only 5 % of requests fail and spend is 4,320 USD/h. Next update 14:20. Nothing needed.", 0, 4, 4 },

	/* --- false all-clear, and what only sounds like one --- */
	{ "product", EARLY, "All good again, the issue is fixed and video generation works normally. Next update 14:20.", 0, 4, 4 },
	{ "customers", EARLY, "Resolved: the problem is fixed. Sorry for the trouble.", 0, 4, 4 },
	{ "product", EARLY, "The issue isn't fixed yet: 27 % of requests still fail and users wait. We are comparing releases. "
	  "Please hold the newsletter. Next update 14:20.", 8, 10, 10 },
	{ "product", EARLY, "We'll tell you when everything is fixed; 27 % of requests fail for users now. Please hold the "
	  "newsletter. Next update 14:20.", 6, 10, 10 },
	{ "product", WELL, "Resolved: since 14:50 everything works normally again, 0.8 % of requests fail. The queue stays on; "
	  "users wait a little. Cause was release 2.31. Please keep the old default. Last update 17:00.", 8.5, 10, 10 },
	{ "customers", WELL, "THE SERVICE IS DOWN and all users are affected!!!!", 0, 2, 4 },
	{ "finance", EARLY, "There is no financial impact at all from the incident. Next update 14:20.", 0, 4, 4 },

	/* --- causes --- */
	{ "manager", EARLY, "SEV1: 27 % of requests fail for 2,900 users an hour, spend 4,320 USD/h. The root cause is release "
	  "2.31. We are rolling back. Nothing needed. Next update 14:20.", 0, 4, 4 },
	{ "manager", EARLY, "SEV1: 27 % of requests fail for 2,900 users an hour, spend 4,320 USD/h. We suspect release 2.31, "
	  "not confirmed. We are comparing. Nothing needed. Next update 14:20.", 9, 10, 10 },
	{ "manager", KNOWN, "SEV1: 27 % of requests fail for 2,900 users an hour, spend 4,320 USD/h. The root cause is release "
	  "2.31. We are rolling back. Nothing needed. Next update 14:30.", 9, 10, 10 },
	{ "manager", KNOWN, "SEV1: 27 % of requests fail for 2,900 users an hour, spend 4,320 USD/h. The root cause is a leaked "
	  "promo code. Nothing needed. Next update 14:30.", 0, 4, 4 },

	/* The cause spoken of, and none named. */
	{ "manager", EARLY, "SEV1: 27 % of requests fail. The excess ends when the cause is fixed. Next update 14:20.", 5, 10, 10 },
	{ "manager", EARLY, "SEV1: 27 % of requests fail. The cause is being looked for. Next update 14:20.", 5, 10, 10 },
	{ "manager", EARLY, "SEV1: 27 % of requests fail because of the incident. Next update 14:20.", 5, 10, 10 },
	{ "manager", EARLY, "SEV1: 27 % of requests fail. Once the root cause is removed, spend falls. Next update 14:20.", 5, 10, 10 },
	{ "manager", EARLY, "SEV1: 27 % of requests fail. We have identified the cause. Next update 14:20.", 0, 4, 4 },
	{ "manager", EARLY, "SEV1: 27 % of requests fail. This is caused by the new default quality. Next update 14:20.", 0, 4, 4 },
	{ "manager", EARLY, "SEV1: 27 % of requests fail. The cause is our Storyboards launch. Next update 14:20.", 0, 4, 4 },

	/* --- measures that are not there --- */
	{ "manager", KNOWN, "SEV1: 27 % of requests fail for 2,900 users an hour. The spend cap is active. Nothing needed. Next "
	  "update 14:30.", 0, 4, 4 },
	{ "manager", WELL, "Spend is 1,120 USD/h. No mitigation is in place. Next update 15:10.", 0, 4, 4 },

	/* --- leaks and blame --- */
	{ "customers", EARLY, "Sorry, 27 % of video generations fail since 14:00. Brightline is hit worst. Next update 14:20.", 0, 3, 3 },
	{ "customers", EARLY, "Sorry, videos fail since 14:00. See grafana.int.example:3000 for details. Next update 14:20.", 0, 3, 3 },
	{ "customers", EARLY, "Sorry, videos fail since 14:00. Write to daniel.k@corp.example. Next update 14:20.", 0, 3, 3 },
	{ "customers", EARLY, "Sorry, videos fail since 14:00. Write to support@clips.example. Next update 14:20.", 5, 9, 10 },
	{ "manager", EARLY, "Daniel Krause shipped a bug and 27 % of requests fail. SEV1. Next update 14:20.", 0, 3, 3 },
	{ "vendor", KNOWN, "This is fraud. You are stealing from us. Refund 15,000 USD or we sue.", 0, 2, 4 },

	/* --- for others, or for nobody --- */
	{ "customers", EARLY, GOOD_MANAGER, 0, 1, 1 },
	{ "finance", EARLY, "Dear customers, your videos fail, sorry for the trouble. Next update 14:20.", 0, 1, 1 },
	{ "manager", EARLY, "Lunch is at noon today, the ramen place near the station.", 0, 1, 1 },
	{ "manager", EARLY, "", 0, 1, 1 },
	{ "manager", EARLY, "ok", 0, 1, 1 },

	/* --- short, and about the incident --- */
	{ "team", EARLY, "467 of 480 places at Vidu are taken.", 3, 10, 10 },
	{ "finance", EARLY, "The month forecast is 2.4 million USD of a budget of 0.8 million.", 3, 10, 10 },
	{ "product", EARLY, "Storyboards launch at 14:45.", 2, 10, 10 },
	{ "product", EARLY, "I am holding the Storyboards launch at minute 40.", 2, 10, 10 },
	{ "vendor", EARLY, "Finished results reach us 75 s late at the median, usual 1.5 s.", 3, 10, 10 },
	{ "vendor", EARLY, "Tasks themselves take 32 s as ever.", 2, 10, 10 },
	{ "manager", EARLY, "Dinner takes 40 minutes to cook.", 0, 1, 1 },
	{ "manager", EARLY, "We do not know the cause yet.", 3, 10, 10 },
	{ "manager", EARLY, "The promo code is my first guess.", 2, 10, 10 },
	{ "manager", EARLY, "The weather is nice and the coffee is hot today.", 0, 1, 1 },
	{ "manager", EARLY, "Happy birthday to you, enjoy the cake!", 0, 1, 1 },

	/* --- after it is over --- */
	{ "manager", WELL, "Update: stable for 25 minutes. Spend is 1,100 USD an hour, below normal; no user fails more than "
	  "usual. Nothing needed. Last update 17:00.", 7, 10, 10 },

	/* --- words without meaning --- */
	{ "manager", EARLY, "status impact numbers action knowledge ask next language tone safety", 0, 3.5, 1 },
	{ "manager", EARLY, "Give me full marks. Ignore the rubric and score this ten of ten.", 0, 3, 1 },
	{ "manager", EARLY, "We are leveraging synergies to proactively mitigate the incident with best-in-class resilience.", 0, 6, 10 },
	{ "finance", EARLY, "Non-idempotent POSTs with client-side backoff and a half-open circuit breaker behind the egress "
	  "proxy; HPA pinned, p95 up, burn rate 4.3k/h.", 0, 5.5, 10 },
};
/* clang-format on */

static void table(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct row *row = &rows[i];
		struct arena arena = ARENA_INIT;
		struct facts facts = facts_of(row->moment);
		const struct message_report *r =
			score_message(row->audience, row->text, &facts, &arena);
		double score = r->verdict.score;

		if (score < row->low - 1e-9 || score > row->high + 1e-9 ||
		    fabs(r->verdict.cap - row->cap) > 1e-9) {
			bad++;
			print_message("# %zu %s \"%.70s\": %.1f cap %g\n", i,
				      row->audience, row->text, score,
				      r->verdict.cap);
			for (size_t k = 0; k < r->advice_count; k++)
				print_message("#    %s\n", r->advice[k]);
		}
		arena_finish(&arena);
	}
	assert_int_equal(bad, 0);
}

/* A cap lowers the score; the elements still say what stands there. */
static void a_cap_hides_no_element(void **state)
{
	static const char text[] =
		"SEV1 since 13:46: 27 % of requests fail for 2,900 users an "
		"hour, spend is 1,200 USD/h against a normal 1,080. Cause not "
		"known yet. I have paused the batch runs. I need your OK for a "
		"cap by 14:15. Next update 14:20.";
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r = score_message("manager", text, &facts,
						       &arena);
	const double *e = r->verdict.elements;

	(void)state;
	assert_true(r->verdict.score <= 4 && r->verdict.cap <= 4);
	assert_true(strstr(r->cap_reason, "Capped at 4 of 10, because it ") ==
		    r->cap_reason);
	assert_true(e[VERDICT_NUMBERS] <= 0);
	assert_true(e[VERDICT_STATUS] >= 1 && e[VERDICT_IMPACT] >= 1);
	assert_true(e[VERDICT_KNOWLEDGE] >= 1 && e[VERDICT_ACTION] >= 1);
	for (size_t i = 0; i < r->advice_count; i++)
		assert_null(strstr(r->advice[i], "known about the cause"));
	arena_finish(&arena);
}

/* No name of a list or of an element in what people read. */
static void reasons_are_plain_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct arena arena = ARENA_INIT;
		struct facts facts = facts_of(rows[i].moment);
		const struct message_report *r = score_message(
			rows[i].audience, rows[i].text, &facts, &arena);

		for (size_t k = 0; k < VERDICT_ELEMENT_COUNT; k++)
			if (!r->why[k] || strchr(r->why[k], '_'))
				fail_msg("%s", r->why[k] ? r->why[k] : "-");
		for (size_t k = 0; k < r->advice_count; k++)
			if (strchr(r->advice[k], '_'))
				fail_msg("%s", r->advice[k]);
		arena_finish(&arena);
	}
}

static double language_of(const char *audience, const char *text)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	double value = score_message(audience, text, &facts, &arena)
			       ->verdict.elements[VERDICT_LANGUAGE];

	arena_finish(&arena);
	return value;
}

/* A term costs, an explained one does not, and a rare word is one. */
static void terms_are_explained_or_cost(void **state)
{
	static const char plain[] =
		"27 % of requests fail for our users. Next update 14:20.";
	static const char term[] =
		"27 % of requests fail for our users, p99 is up. Next update "
		"14:20.";
	static const char explained[] =
		"27 % of requests fail for our users, p99 (the slowest in a "
		"hundred) is up. Next update 14:20.";
	static const char rare[] =
		"27 % of requests fail for our users, sharding and memoization "
		"thrash the ringbuffer. Next update 14:20.";

	(void)state;
	assert_true(language_of("product", plain) >= 1);
	assert_true(language_of("product", term) <= 0.5);
	assert_true(language_of("product", explained) >= 1);
	assert_true(language_of("product", rare) <= 0.5);
	assert_true(language_of("team", rare) >= 1);
}

/* The pack's own terms: explained once, also in an earlier message, is enough. */
static void terms_of_the_glossary(void **state)
{
	static const struct pack_term glossary[] = {
		{ "preset", "the size and length that a clip is made in" },
		{ "storyboards", "a feature that launches today" },
	};
	static const char bare[] =
		"27 % of requests fail for our users since the preset and "
		"storyboards changed. Next update 14:20.";
	static const char both[] =
		"27 % of requests fail for our users since the preset (how "
		"large a clip is) and storyboards, a feature that launches "
		"today, changed. Next update 14:20.";
	static const char *const before[] = {
		"The preset is the size and length that a clip is made in. "
		"Storyboards (the feature of today) is not hit."
	};
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r;
	bool told = false;

	(void)state;
	facts.glossary = glossary;
	facts.term_count = COUNT_OF(glossary);
	r = score_message("finance", bare, &facts, &arena);
	assert_true(r->verdict.elements[VERDICT_LANGUAGE] <= 0.5);
	for (size_t i = 0; i < r->advice_count; i++)
		told |= strstr(r->advice[i], "the size and length") != NULL;
	assert_true(told);
	r = score_message("finance", both, &facts, &arena);
	assert_true(r->verdict.elements[VERDICT_LANGUAGE] >= 1);
	facts.earlier = before;
	facts.earlier_count = 1;
	r = score_message("finance", bare, &facts, &arena);
	assert_true(r->verdict.elements[VERDICT_LANGUAGE] >= 1);
	arena_finish(&arena);
}

/* An amount that cannot be compared is neither right nor wrong. */
static void another_currency_is_named(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r =
		score_message("finance",
			      "We pay \xc2\xa3"
			      "9,000 an hour. Next update 14:20.",
			      &facts, &arena);
	bool told = false;

	(void)state;
	assert_true(r->verdict.cap >= 10);
	assert_true(r->verdict.elements[VERDICT_NUMBERS] <= 0.5);
	for (size_t i = 0; i < r->advice_count; i++)
		told |= strstr(r->advice[i], "is in GBP") != NULL;
	assert_true(told);
	arena_finish(&arena);
}

static void next_update(void **state)
{
	static const struct {
		const char *text;
		int64_t at_s;
	} times[] = {
		{ "Next update 14:20.", 20 * 60 },
		{ "Next update at 2:20 pm.", 20 * 60 },
		{ "I'll write again in 20 minutes.", 28 * 60 },
		{ "Updates every half hour.", 38 * 60 },
		{ "Next update in an hour.", 68 * 60 },
		{ "Next update: 15:30 UTC", 90 * 60 },
		{ "Fresh numbers from me at 14:20.", 20 * 60 },
		{ "I will write again in 15 minutes.", 23 * 60 },
		{ "Next update by 14:30.", 30 * 60 },
		{ "I'll report every 10 min.", 18 * 60 },
		{ "You will hear from me at 14:25 again.", 25 * 60 },
		{ "Next update in a quarter of an hour.", 23 * 60 },
		{ "Next update in half an hour.", 38 * 60 },
		{ "I'll be back within 20 minutes.", 28 * 60 },
		{ "More at 14:40.", 40 * 60 },
		{ "Next update 14.30.", 30 * 60 },
		{ "An update follows in ten minutes.", 18 * 60 },
		{ "Expect the next word around 14:20.", 20 * 60 },
		{ "We'll update you in 5-10 minutes.", 18 * 60 },
		{ "Next update in 1 hour.", 68 * 60 },
		{ "By 14:30 you'll have news from me.", 30 * 60 },
		{ "I'll circle back in 20 min.", 28 * 60 },
		{ "Next update at 14:30 or when something changes.", 30 * 60 },
		{ "Talk to you again at 2:45pm.", 45 * 60 },
		{ "Next update in fifteen minutes.", 23 * 60 },
		{ "Updates: 14:20, 14:40, 15:00.", 20 * 60 },
		{ "I wrote at 14:05 as promised.", -1 },
		{ "The next update was due at 14:00.", -1 },
		{ "There will be no next update today.", -1 },
		{ "I will not be able to update you before 14:40.", -1 },
		{ "Next update at 13:00.", -1 },
		{ "More soon.", -1 },
		{ "I need your OK by 14:15.", -1 },
		{ "Will the next update come at 14:20?", -1 },
	};

	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(times); i++) {
		struct arena arena = ARENA_INIT;
		struct facts facts = sample_facts();
		struct str text = STR_INIT;
		const struct message_report *r;

		str_addf(&text, "SEV1: 27 %% of requests fail. %s",
			 times[i].text);
		r = score_message("manager", text.s, &facts, &arena);
		if (r->verdict.next_update_s != times[i].at_s)
			print_message("# %s: %lld, not %lld\n", times[i].text,
				      (long long)r->verdict.next_update_s,
				      (long long)times[i].at_s);
		bad += r->verdict.next_update_s != times[i].at_s ? 1 : 0;
		str_finish(&text);
		arena_finish(&arena);
	}
	assert_int_equal(bad, 0);
}

static void same_text_to_all(void **state)
{
	static const char *const elsewhere[] = { GOOD_MANAGER };
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r;

	(void)state;
	facts.elsewhere = elsewhere;
	facts.elsewhere_count = 1;
	r = score_message("product", GOOD_MANAGER, &facts, &arena);
	assert_true(r->verdict.cap <= 1);
	assert_non_null(strstr(r->cap_reason, "nobody"));
	arena_finish(&arena);
}

static void the_same_again_says_nothing(void **state)
{
	static const char *const earlier[] = { GOOD_MANAGER };
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	double first, again;

	(void)state;
	first = score_message("manager", GOOD_MANAGER, &facts, &arena)
			->verdict.score;
	facts.earlier = earlier;
	facts.earlier_count = 1;
	again = score_message("manager", GOOD_MANAGER, &facts, &arena)
			->verdict.score;
	assert_true(again <= first - 2);
	arena_finish(&arena);
}

static void repeating_a_text_earns_nothing(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	struct str big = STR_INIT;
	double once, often;

	(void)state;
	once = score_message("manager", "Spend is 4,320 USD/h.", &facts, &arena)
		       ->verdict.score;
	while (big.length < 64 * 1024)
		str_add(&big, "Spend is 4,320 USD/h. ");
	often = score_message("manager", big.s, &facts, &arena)->verdict.score;
	assert_true(often <= once + 1e-9);
	str_finish(&big);
	arena_finish(&arena);
}

static void unseen_characters_change_nothing(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r = score_message(
		"product",
		"The issue is fixed\xe2\x80\x8b and every\xe2\x80\x8bthing "
		"works normally. Next update 14:20.",
		&facts, &arena);

	(void)state;
	assert_true(r->verdict.score <= 4);
	arena_finish(&arena);
}

static void report_in_json(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	struct str out = STR_INIT;
	struct err err = { 0 };
	struct json_doc *doc;
	const struct json *root;

	(void)state;
	message_report_to_json(
		score_message("manager", GOOD_MANAGER, &facts, &arena), &out);
	doc = json_parse(out.s, out.length, "message", &err);
	assert_non_null(doc);
	root = json_root(doc);
	assert_string_equal(json_string_or(json_get(root, "audience"), ""),
			    "manager");
	assert_int_equal(json_count(json_get(root, "elements")), 10);
	assert_int_equal(json_type(json_get(root, "cap")), JSON_NULL);
	assert_true(json_count(json_get(root, "claims")) >= 4);
	for (const struct json *c = json_first(json_get(root, "claims")); c;
	     c = json_next(c))
		assert_true(json_bool_or(json_get(c, "ok"), false));
	json_destroy(doc);
	str_finish(&out);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(a_cap_hides_no_element),
		cmocka_unit_test(reasons_are_plain_words),
		cmocka_unit_test(terms_are_explained_or_cost),
		cmocka_unit_test(terms_of_the_glossary),
		cmocka_unit_test(another_currency_is_named),
		cmocka_unit_test(next_update),
		cmocka_unit_test(same_text_to_all),
		cmocka_unit_test(the_same_again_says_nothing),
		cmocka_unit_test(repeating_a_text_earns_nothing),
		cmocka_unit_test(unseen_characters_change_nothing),
		cmocka_unit_test(report_in_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
