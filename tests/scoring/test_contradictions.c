/* What one audience is told and another is told otherwise. */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "base/str.h"
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

/* The writer is told as well, when the message is read. */
static void the_message_says_so(void **state)
{
	static const char *const elsewhere[] = {
		"The month forecast is 9 million USD."
	};
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	const struct message_report *r;
	bool said = false;

	(void)state;
	facts.elsewhere = elsewhere;
	facts.elsewhere_count = 1;
	r = score_message("manager",
			  "The month forecast is 30 million USD, 27 % of "
			  "requests fail.",
			  &facts, &arena);
	for (size_t i = 0; i < r->advice_count; i++)
		said |= strstr(r->advice[i],
			       "differs from what others were told about the "
			       "month's forecast: \"The month forecast is 9 "
			       "million USD.\"") != NULL;
	assert_true(said);
	assert_true(r->verdict.elements[VERDICT_NUMBERS] <= 0.5);
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(flags),
		cmocka_unit_test(it_costs_honesty),
		cmocka_unit_test(the_message_says_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
