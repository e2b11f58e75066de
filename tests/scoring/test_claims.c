#include "tests/cmocka_setup.h"

#include <math.h>
#include <string.h>

#include "scoring/reading/claim.h"
#include "tests/scoring/facts_sample.h"

/* What the first claim of a text should be; unit NONE = there is none. */
struct row {
	const char *text;
	enum claim_unit unit;
	enum claim_role role;
	double says;
	enum claim_check check;
};

/* clang-format off */
static const struct row rows[] = {
	{ "We spend 4,320 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 4320, CLAIM_RIGHT },
	{ "We spend about $4.3k/h.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 4300, CLAIM_RIGHT },
	{ "Spend is 4'300 dollars an hour.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 4300, CLAIM_RIGHT },
	{ "Burn rate 4.32k/h.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 4320, CLAIM_RIGHT },
	{ "Between 4,000 and 4,500 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 4000, CLAIM_RIGHT },
	{ "Spend is 1,480 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 1480, CLAIM_FALSE },
	{ "Spend is 12,000 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 12000, CLAIM_FALSE },
	{ "Spend is 5,600 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_NOW, 5600, CLAIM_OFF },
	{ "Normally it is 1,080 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_NORMAL, 1080, CLAIM_RIGHT },
	{ "A normal hour costs 1,080 USD.", CLAIM_USD_PER_HOUR, CLAIM_NORMAL, 1080, CLAIM_RIGHT },
	{ "The usual 3,000 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_NORMAL, 3000, CLAIM_FALSE },
	{ "It was 9,000 USD per hour before.", CLAIM_USD_PER_HOUR, CLAIM_WAS, 9000, CLAIM_UNCHECKED },
	{ "I set a cap of 1,600 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_LIMIT, 1600, CLAIM_UNCHECKED },
	{ "It would be 8,000 USD per hour.", CLAIM_USD_PER_HOUR, CLAIM_MAY_BE, 8000, CLAIM_UNCHECKED },
	{ "So far 430 USD more than planned.", CLAIM_USD, CLAIM_NOW, 430, CLAIM_RIGHT },
	{ "We have lost 2,000 USD so far.", CLAIM_USD, CLAIM_NOW, 2000, CLAIM_FALSE },
	{ "Please refund 15,000 USD.", CLAIM_USD, CLAIM_WANTED, 15000, CLAIM_FALSE },
	{ "27 % of requests fail.", CLAIM_ERROR_SHARE, CLAIM_NOW, 0.27, CLAIM_RIGHT },
	{ "About 3 in 10 attempts fail.", CLAIM_ERROR_SHARE, CLAIM_NOW, 0.3, CLAIM_RIGHT },
	{ "ER is at 0.27.", CLAIM_ERROR_SHARE, CLAIM_NOW, 0.27, CLAIM_RIGHT },
	{ "73 percent of requests succeed.", CLAIM_ERROR_SHARE, CLAIM_NOW, 0.27, CLAIM_RIGHT },
	{ "Only 5 percent of requests fail.", CLAIM_ERROR_SHARE, CLAIM_NOW, 0.05, CLAIM_FALSE },
	{ "Fewer than 40 % of requests fail.", CLAIM_ERROR_SHARE, CLAIM_NOW, 0.4, CLAIM_RIGHT },
	{ "Spend is up 300 %.", CLAIM_SPEND_MORE, CLAIM_NOW, 3, CLAIM_RIGHT },
	{ "The bill is up 30 %.", CLAIM_SPEND_MORE, CLAIM_NOW, 0.3, CLAIM_FALSE },
	{ "Spend is four times normal.", CLAIM_SPEND_TIMES, CLAIM_NOW, 4, CLAIM_RIGHT },
	{ "We spend 4x the usual.", CLAIM_SPEND_TIMES, CLAIM_NOW, 4, CLAIM_RIGHT },
	{ "Spend is ten times normal.", CLAIM_SPEND_TIMES, CLAIM_NOW, 10, CLAIM_FALSE },
	{ "One clip can be billed up to three times.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "The slowest wait 3 minutes.", CLAIM_SECONDS, CLAIM_NOW, 180, CLAIM_RIGHT },
	{ "Responses take 180 s.", CLAIM_SECONDS, CLAIM_NOW, 180, CLAIM_RIGHT },
	{ "Responses take 20 s.", CLAIM_SECONDS, CLAIM_NOW, 20, CLAIM_FALSE },
	{ "The client timeout of 90 s is slow.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "Around 2,900 users per hour.", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 2900, CLAIM_RIGHT },
	{ "Users affected: ~2900/h", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 2900, CLAIM_RIGHT },
	{ "300 users an hour.", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 300, CLAIM_FALSE },
	{ "390 people have failed so far.", CLAIM_USERS, CLAIM_NOW, 390, CLAIM_RIGHT },
	{ "48 people a minute leave without a clip.", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 2880, CLAIM_RIGHT },
	{ "50 people leave without a clip each minute.", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 3000, CLAIM_RIGHT },
	{ "Every minute 48 users fail.", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 2880, CLAIM_RIGHT },
	{ "About 10 users per minute fail.", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 600, CLAIM_FALSE },
	{ "500 people a minute leave.", CLAIM_USERS_PER_HOUR, CLAIM_NOW, 30000, CLAIM_FALSE },
	{ "The p95 is 3 min 2 s.", CLAIM_SECONDS, CLAIM_NOW, 182, CLAIM_RIGHT },
	{ "People wait 2 minutes and 55 seconds.", CLAIM_SECONDS, CLAIM_NOW, 175, CLAIM_RIGHT },
	{ "The p95 is 8 min 13 s.", CLAIM_SECONDS, CLAIM_NOW, 493, CLAIM_FALSE },
	{ "Tasks themselves take 32 s as ever.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "A task takes 32 s at the median, usual 30 s.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "Finished clips wait for a report lag of 75 s.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "The prepaid credit lasts 51 minutes.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "Credit is 36,400 USD, it lasts 51 minutes.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "A scaler takes 12 minutes to follow.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "Loss so far is 31,300 USD.", CLAIM_USD, CLAIM_NOW, 31300, CLAIM_FALSE },
	{ "I am holding the launch at minute 40.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "The change landed at minute 3.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "Minute 9: fewer requests reach us.", CLAIM_MINUTE, CLAIM_NOW, 9, CLAIM_RIGHT },
	{ "Two people read the logs.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "We are at minute 8.", CLAIM_MINUTE, CLAIM_NOW, 8, CLAIM_RIGHT },
	{ "By month end 2.4M USD at this rate.", CLAIM_FORECAST, CLAIM_MAY_BE, 2.4e6, CLAIM_RIGHT },
	{ "Next update in 20 minutes.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
	{ "Release 2.31 changed 1080p clips of 8 s.", CLAIM_NONE, CLAIM_NOW, 0, CLAIM_UNCHECKED },
};
/* clang-format on */

static void table(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	size_t bad = 0;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		const struct row *row = &rows[i];
		struct claim claims[CLAIMS_MAX];
		size_t count = claims_read(text_read(row->text, &arena), &facts,
					   claims);
		bool good = row->unit == CLAIM_NONE
				    ? count == 0
				    : count > 0 &&
					      claims[0].unit == row->unit &&
					      claims[0].role == row->role &&
					      claims[0].check == row->check &&
					      fabs(claims[0].says - row->says) <
						      1e-6;

		if (!good) {
			bad++;
			print_message("# \"%s\": %zu claims, %s role %d says "
				      "%g check %d\n",
				      row->text, count,
				      count ? claim_unit_name(claims[0].unit)
					    : "-",
				      count ? (int)claims[0].role : -1,
				      count ? claims[0].says : 0,
				      count ? (int)claims[0].check : -1);
		}
	}
	arena_finish(&arena);
	assert_int_equal(bad, 0);
}

static void one_sentence_many_claims(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	struct claim claims[CLAIMS_MAX];
	size_t count = claims_read(
		text_read("The bill runs at 4,320 USD per hour, four times the "
			  "usual 1,080, and 430 USD over so far.",
			  &arena),
		&facts, claims);

	(void)state;
	assert_int_equal(count, 4);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(claims[i].check, CLAIM_RIGHT);
	assert_int_equal(claims[2].role, CLAIM_NORMAL);
	assert_int_equal(claims[3].unit, CLAIM_USD);
	arena_finish(&arena);
}

static void any_minute_of_the_range_will_do(void **state)
{
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	struct claim claims[CLAIMS_MAX];
	const struct text *text = text_read("Spend is 2,000 USD per hour.",
					    &arena);

	(void)state;
	claims_read(text, &facts, claims);
	assert_int_equal(claims[0].check, CLAIM_FALSE);
	facts.spend_low = 1900;
	claims_read(text, &facts, claims);
	assert_int_equal(claims[0].check, CLAIM_RIGHT);
	arena_finish(&arena);
}

/* What the overview calls the loss is more than the excess. */
static void the_loss_is_no_excess(void **state)
{
	static const struct {
		const char *text;
		enum claim_check check;
	} said[] = {
		{ "Loss so far is 31,300 USD.", CLAIM_RIGHT },
		{ "We have lost 31,300 USD so far.", CLAIM_RIGHT },
		{ "We have lost 430 USD so far.", CLAIM_RIGHT },
		{ "So far we spent 31,300 USD more than planned.",
		  CLAIM_FALSE },
		{ "Loss so far is 90,000 USD.", CLAIM_FALSE },
	};
	struct arena arena = ARENA_INIT;
	struct facts facts = sample_facts();
	struct claim claims[CLAIMS_MAX];

	(void)state;
	facts.loss_usd = 31300;
	for (size_t i = 0; i < COUNT_OF(said); i++) {
		size_t count = claims_read(text_read(said[i].text, &arena),
					   &facts, claims);

		if (count != 1 || claims[0].check != said[i].check)
			fail_msg("%s: %zu claims, check %d", said[i].text,
				 count, count ? (int)claims[0].check : -1);
	}
	arena_finish(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(table),
		cmocka_unit_test(one_sentence_many_claims),
		cmocka_unit_test(the_loss_is_no_excess),
		cmocka_unit_test(any_minute_of_the_range_will_do),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
