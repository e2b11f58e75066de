/* What one audience is told and another is told otherwise. */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "base/json.h"
#include "base/str.h"
#include "scoring/contradiction.h"
#include "scoring/score.h"
#include "tests/scoring/facts_sample.h"
#include "tests/scoring/scored.h"

#define NEXT " Next update 14:30.\"\n"

/* Messages, and words of the red flag that they must raise; NULL = none. */
static const struct {
	const char *lines, *flag;
} rows[] = {
	/* figures */
	{ "02:00 tell finance \"The month forecast is 9 million USD." NEXT
	  "03:00 tell manager \"The month forecast is 30 million USD." NEXT,
	  "Two stories about the month's forecast: at 02:00 finance heard" },
	{ "02:00 tell finance \"We have lost 900 USD so far." NEXT
	  "03:00 tell manager \"We have lost 90,000 USD so far." NEXT,
	  "about what it has cost so far" },
	/* the same figure in other words */
	{ "02:00 tell finance \"The month forecast is 9.0 million USD." NEXT
	  "03:00 tell manager \"The month forecast is about 9,100,000 USD." NEXT,
	  NULL },
	/* far enough apart in time to have changed */
	{ "02:00 tell finance \"The month forecast is 9 million USD." NEXT
	  "25:00 tell manager \"The month forecast is 30 million USD." NEXT,
	  NULL },
	/* the same audience is only updated */
	{ "02:00 tell finance \"The month forecast is 9 million USD." NEXT
	  "03:00 tell finance \"The month forecast is 30 million USD." NEXT,
	  NULL },
	/* what may come is no statement */
	{ "02:00 tell finance \"A cap of 9,000 USD/h is planned." NEXT
	  "03:00 tell manager \"A cap of 30,000 USD/h is planned." NEXT,
	  NULL },
	/* statements, in either order */
	{ "02:00 tell customers \"All videos work again, it is resolved." NEXT
	  "03:00 tell manager \"SEV1, many requests still fail." NEXT,
	  "about whether it is over: at 02:00 customers heard" },
	{ "02:00 tell manager \"SEV1, many requests still fail." NEXT
	  "03:00 tell customers \"All videos work again, it is resolved." NEXT,
	  "at 03:00 customers heard" },
	{ "02:00 tell manager \"We have identified the cause of it." NEXT
	  "03:00 tell support \"We do not know the cause yet." NEXT,
	  "about whether the cause is known" },
	{ "02:00 tell customers \"All of you will get a refund for videos." NEXT
	  "03:00 tell support \"Please promise no refunds to users." NEXT,
	  "about whether there are refunds" },
	{ "02:00 tell manager \"SEV1, many requests still fail." NEXT
	  "03:00 tell customers \"Many videos fail, it is not resolved." NEXT,
	  NULL },
};

/* Plays the lines, and ends. */
static void run(struct scored *scored, const char *lines)
{
	struct str whole = STR_INIT;

	str_addf(&whole, "%s30:00 end\n", lines);
	scored_run(scored, "preset", whole.s);
	str_finish(&whole);
}

/* Pairs of messages of the same minutes: facts, to whom, what they say, and
 * what they contradict each other about; NULL = nothing. */
static const struct {
	const char *facts, *to[2], *text[2], *about;
} pairs[] = {
	/* the same state in other words */
	{ "clips-waning",
	  { "product", "manager" },
	  { "Clips work again for almost everybody; 4 % still fail.",
	    "Errors are at 4 % or less." },
	  NULL },
	{ "clips-waning",
	  { "product", "manager" },
	  { "Errors are at 4 % or less.", "4 % of requests fail." },
	  NULL },
	{ "clips-waning",
	  { "support", "manager" },
	  { "Nearly all clips come through again.", "4 % still fail, SEV1." },
	  NULL },
	{ "clips-waning",
	  { "finance", "manager" },
	  { "Spend is about 10k an hour again.",
	    "Spend is at 10,300 USD an hour, 4 % still fail." },
	  NULL },
	{ "clips-waning",
	  { "support", "product" },
	  { "96 % of clips succeed.", "One in twenty-five clips fails." },
	  NULL },
	{ "clips-waning",
	  { "support", "product" },
	  { "Fewer than 5 % of clips fail.", "At most 4 % of clips fail." },
	  NULL },
	{ "clips-well",
	  { "customers", "manager" },
	  { "Videos work again.",
	    "SEV1 is over: 0.9 % of requests fail, all clips work again." },
	  NULL },
	{ "rides-bad",
	  { "support", "manager" },
	  { "About one in a hundred riders gets no ETA.",
	    "1.1 % of requests fail." },
	  NULL },
	/* two stories */
	{ "clips-waning",
	  { "product", "manager" },
	  { "4 % of clips fail.", "40 % of clips fail." },
	  "how many fail" },
	{ "clips-waning",
	  { "product", "manager" },
	  { "Errors are at 4 % or less.", "40 % of requests fail." },
	  "how many fail" },
	{ "clips-waning",
	  { "finance", "manager" },
	  { "More than 40,000 USD an hour are spent.",
	    "Spend is 10,300 USD an hour." },
	  "the spending" },
	{ "clips-waning",
	  { "customers", "manager" },
	  { "The problem is fixed, all videos work.",
	    "Many clips still fail, it is not fixed." },
	  "whether it is over" },
	{ "payments-bad",
	  { "support", "product" },
	  { "18 % of payments fail.", "Two thirds of payments fail." },
	  "how many fail" },
	/* a change that the later text tells, with what was before */
	{ "clips-late",
	  { "customers", "manager" },
	  { "More than half of all clips fail.",
	    "Errors went from 56 % to 4 %." },
	  NULL },
	{ "clips-late",
	  { "customers", "product" },
	  { "More than half of all clips fail.",
	    "Failures are down to 4 % (56 % before)." },
	  NULL },
	{ "clips-late",
	  { "customers", "manager" },
	  { "More than half of all clips fail.",
	    "Errors went from 15 % to 4 %." },
	  "how many fail" },
	{ "clips-late",
	  { "customers", "manager" },
	  { "More than half of all clips fail.", "Errors are at 4 %." },
	  "how many fail" },
};

static struct facts facts_named(const struct json_doc *doc, const char *name,
				struct arena *arena)
{
	struct facts facts;
	struct err err = { 0 };

	if (!facts_from_json(doc, json_get(json_root(doc), name), arena, &facts,
			     &err))
		fail_msg("%s", err.message);
	return facts;
}

static void pairs_of_messages(void **state)
{
	struct err err = { 0 };
	struct json_doc *doc = json_parse_file(TEST_DATA "/verdicts/facts.json",
					       &err);
	size_t bad = 0;

	(void)state;
	assert_non_null(doc);
	for (size_t i = 0; i < COUNT_OF(pairs); i++) {
		struct arena arena = ARENA_INIT;
		struct facts facts = facts_named(doc, pairs[i].facts, &arena);
		struct message messages[2] = { 0 };
		struct review review = { .arena = &arena,
					 .messages = messages,
					 .message_count = 2 };
		struct contradiction out[CONTRADICTIONS_MAX];
		size_t count;

		for (int k = 0; k < 2; k++) {
			messages[k].from = "you";
			messages[k].to = pairs[i].to[k];
			messages[k].text = pairs[i].text[k];
			messages[k].facts = &facts;
			messages[k].at_s = 600 + 60 * k;
		}
		count = contradictions_find(&review, out);
		if (count != (pairs[i].about ? 1u : 0u) ||
		    (count && strcmp(out[0].about, pairs[i].about) != 0)) {
			bad++;
			print_message("# pair %zu: %s\n", i,
				      count ? out[0].about : "-");
		}
		arena_finish(&arena);
	}
	json_destroy(doc);
	assert_int_equal(bad, 0);
}

static const char *flag_of(const struct scored *scored)
{
	for (size_t i = 0; i < scored->report->red_flag_count; i++)
		if (strstr(scored->report->red_flags[i], "Contradiction"))
			return scored->report->red_flags[i];
	return NULL;
}

static void flags(void **state)
{
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct scored scored;
		const char *flag;

		run(&scored, rows[i].lines);
		flag = flag_of(&scored);
		if (rows[i].flag ? !flag || !strstr(flag, rows[i].flag)
				 : flag != NULL) {
			bad++;
			print_message("# %zu: \"%s\", not \"%s\"\n", i,
				      flag ? flag : "-",
				      rows[i].flag ? rows[i].flag : "-");
		}
		scored_finish(&scored);
	}
	assert_int_equal(bad, 0);
}

/* Honest words cost nothing, two stories do. */
static void it_costs_honesty(void **state)
{
	struct scored one, two;

	(void)state;
	run(&one, rows[2].lines);
	run(&two, rows[0].lines);
	assert_true(scored_share(&two, "honesty") <
		    scored_share(&one, "honesty"));
	scored_finish(&one);
	scored_finish(&two);
}

/* Whether the advice on a message to the manager has those words, where that was
 * told elsewhere (the first `old` of it long before).  Then the numbers are not
 * all right. */
static bool advised(const char *text, const char *elsewhere, size_t old,
		    const char *words)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r;
	bool said = false;

	facts.elsewhere = &elsewhere;
	facts.elsewhere_count = 1;
	facts.elsewhere_old = old;
	r = score_message("manager", text, &facts, &arena);
	for (size_t i = 0; i < r->advice_count; i++)
		said |= strstr(r->advice[i], words) != NULL;
	assert_true(!said || r->verdict.elements[VERDICT_NUMBERS] <= 0.5);
	arena_finish(&arena);
	return said;
}

/* Whether the manager's figure is held against what finance was told. */
static bool is_told(size_t old)
{
	return advised("The month forecast is 30 million USD, 27 % of "
		       "requests fail.",
		       "The month forecast is 9 million USD.", old,
		       "differs from what others were told about the "
		       "month's forecast: \"The month forecast is 9 "
		       "million USD.\"");
}

/* The writer is told as well, when the message is read; not of what others
 * heard long before. */
static void the_message_says_so(void **state)
{
	(void)state;
	assert_true(is_told(0));
	assert_false(is_told(1));
}

static bool differs(const char *text)
{
	return advised(text, "60 % of requests fail.", 0, "differs from what");
}

/* A way from what was told before takes nothing back. */
static void a_change_is_none(void **state)
{
	(void)state;
	assert_true(differs("Errors are at 38 %."));
	assert_true(differs("Errors went from 12 % to 38 %."));
	assert_false(differs("Errors went from 61 % to 38 %."));
}

/* What was told a quarter of an hour before is of another time. */
static void long_ago(void **state)
{
	static const struct {
		const char *lines;
		size_t old;
	} cases[] = {
		{ "02:00 tell finance \"Many videos fail." NEXT
		  "16:00 tell manager \"Many videos fail." NEXT,
		  0 },
		{ "02:00 tell finance \"Many videos fail." NEXT
		  "18:00 tell manager \"Many videos fail." NEXT,
		  1 },
	};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct scored scored;
		const struct message *all;
		size_t count, old = 9;

		run(&scored, cases[i].lines);
		all = drill_messages(scored.drill, &count);
		for (size_t k = 0; k < count; k++)
			if (all[k].facts && !strcmp(all[k].to, "manager"))
				old = all[k].facts->elsewhere_old;
		assert_int_equal(old, cases[i].old);
		scored_finish(&scored);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flags),
		cmocka_unit_test(pairs_of_messages),
		cmocka_unit_test(it_costs_honesty),
		cmocka_unit_test(the_message_says_so),
		cmocka_unit_test(a_change_is_none),
		cmocka_unit_test(long_ago),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
