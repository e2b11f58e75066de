/*
 * What is read from a phrase: every way that people have of saying a figure,
 * in a table.  The wanted column lists all claims of the phrase as "unit role
 * value check", parted by semicolons; "" = there is none.
 */
#include "tests/cmocka_setup.h"

#include <string.h>

#include "base/str.h"
#include "scenarios/pack.h"
#include "scoring/reading/claim.h"
#include "tests/scoring/facts_sample.h"

struct row {
	const char *text, *wanted;
};

/* clang-format off */
static const struct row money_an_hour[] = {
	{ "Spend is 4320 USD/h.", "usd_per_hour now 4320 right" },
	{ "Spend is USD 4,320 per hour.", "usd_per_hour now 4320 right" },
	{ "Spend is USD4,320 an hour.", "usd_per_hour now 4320 right" },
	{ "Spend is US$4,320 per hour.", "usd_per_hour now 4320 right" },
	{ "Spend is $4,320/hr.", "usd_per_hour now 4320 right" },
	{ "Spend is 4320$ per hour.", "usd_per_hour now 4320 right" },
	{ "Spend is 4,320 US dollars an hour.", "usd_per_hour now 4320 right" },
	{ "Spend is 4.320,50 USD per hour.", "usd_per_hour now 4320.5 right" },
	{ "Spend is 4,320.50 USD per hour.", "usd_per_hour now 4320.5 right" },
	{ "Spend is 4.320 USD each hour.", "usd_per_hour now 4320 right" },
	{ "Spend is 4'320 dollars every hour.", "usd_per_hour now 4320 right" },
	{ "Spend is 4 320 dollars hourly.", "usd_per_hour now 4320 right" },
	{ "Spend is 4.3k per hour.", "usd_per_hour now 4300 right" },
	{ "Spend is 4.3K USD/h.", "usd_per_hour now 4300 right" },
	{ "Spend is $4.3k an hour.", "usd_per_hour now 4300 right" },
	{ "We are spending four thousand three hundred dollars an hour.", "usd_per_hour now 4300 right" },
	{ "We burn about 4.3 thousand dollars an hour.", "usd_per_hour now 4300 right" },
	{ "We spend more than four thousand dollars per hour.", "usd_per_hour now 4000 right" },
	{ "Our hourly spend is 4,320 USD.", "usd_per_hour now 4320 right" },
	{ "In the last hour we paid 4,320 USD.", "usd_per_hour now 4320 right" },
	{ "Each hour costs us 4,320 USD.", "usd_per_hour now 4320 right" },
	{ "The burn rate is 4,320 USD.", "usd_per_hour now 4320 right" },
	{ "Spending at 4,320/h.", "usd_per_hour now 4320 right" },
	{ "Spend: 4,320 USD/h (normal: 1,080)", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "Spend between 4 and 4.5 thousand dollars an hour.", "usd_per_hour now 4000 right" },
	{ "Spend of $4,000-$4,500 an hour.", "usd_per_hour now 4000 right" },
	{ "Spend of 4-4.5k USD an hour.", "usd_per_hour now 4000 right" },
	{ "Spend of 4,000 USD to 4,500 USD an hour.", "usd_per_hour now 4000 right" },
	{ "Spend between 2 and 3 thousand dollars an hour.", "usd_per_hour now 2000 off" },
	{ "Spend between 1 and 2 thousand dollars an hour.", "usd_per_hour now 1000 false" },
	{ "Spend is up to 4,500 USD an hour.", "usd_per_hour now 4500 right" },
	{ "Spend is roughly 5,600 USD an hour.", "usd_per_hour now 5600 off" },
	{ "Spend is 400 USD an hour.", "usd_per_hour now 400 false" },
	{ "Spend is at 43k USD per hour.", "usd_per_hour now 43000 false" },
	{ "72 USD a minute are going out.", "usd_per_hour now 4320 right" },
	{ "It costs us about 70 dollars every minute.", "usd_per_hour now 4200 right" },
	{ "We lose about 54 USD more with each minute.", "usd_per_hour_above_normal now 3240 right" },
	{ "That is 3,240 USD an hour more than normal.", "usd_per_hour_above_normal now 3240 right" },
	{ "We overspend 3,200 USD an hour above plan.", "usd_per_hour_above_normal now 3200 right" },
	{ "Extra cost is 3.2k USD/h on top.", "usd_per_hour_above_normal now 3200 right" },
	{ "We spend 900 USD an hour more than planned.", "usd_per_hour_above_normal now 900 false" },
};

/* The facts are in USD and have a rate for EUR: 1.08. */
static const struct row currencies[] = {
	{ "We burn \xe2\x82\xac" "4,000 an hour.", "usd_per_hour now 4320 right" },
	{ "We pay EUR 4,000 per hour.", "usd_per_hour now 4320 right" },
	{ "We pay 4.000 \xe2\x82\xac/h, normally 1.000 \xe2\x82\xac/h.", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "We pay 4,000 euros an hour.", "usd_per_hour now 4320 right" },
	{ "We pay 4.0k EUR/h.", "usd_per_hour now 4320 right" },
	{ "We pay 1,500 euros an hour.", "usd_per_hour now 1620 false" },
	{ "We pay \xc2\xa3" "4,320 an hour.", "usd_per_hour now 4320 foreign" },
	{ "We pay GBP 900 an hour.", "usd_per_hour now 900 foreign" },
	{ "We pay 3,000 pounds an hour.", "usd_per_hour now 3000 foreign" },
	{ "So far we are 400 CHF over.", "usd now 400 foreign" },
	{ "We pay \xc2\xa5" "4,320 an hour.", "usd_per_hour now 4320 foreign" },
	{ "We pay CAD 5,900 an hour.", "usd_per_hour now 5900 foreign" },
	{ "We pay 4,320 in pounds per hour.", "usd_per_hour now 4320 foreign" },
	{ "All amounts are in GBP: we pay 4,320 an hour, normally 1,080.", "usd_per_hour now 4320 foreign; usd_per_hour normal 1080 foreign" },
	{ "We bill people in GBP. We pay 4,320 USD an hour.", "usd_per_hour now 4320 right" },
	{ "We pay 3,456 GBP an hour (1 GBP = 1.25 USD).", "usd_per_hour now 4320 right" },
	{ "Rate: GBP 1 = USD 1.25. We pay GBP 8,000 an hour.", "usd_per_hour now 10000 false" },
	{ "At 1.25 dollars a pound we pay \xc2\xa3" "3,456 an hour.", "usd_per_hour now 4320 right" },
	{ "GBP/USD is 1.25: we pay 3,456 GBP an hour, where 864 is normal.", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "1 USD = 0.8 GBP; we pay 3,456 GBP an hour.", "usd_per_hour now 4320 right" },
	{ "1 GBP = 1.25 EUR; we pay 3,456 GBP an hour.", "usd_per_hour now 3456 foreign" },
	{ "We pay 4,320 US$ per hour, normally 1,080 US$.", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "We pay $4.3k an hour.", "usd_per_hour now 4300 right" },
	{ "We pay 4,320 dollars an hour.", "usd_per_hour now 4320 right" },
	{ "We pay 104k USD a day.", "" },
	{ "The vendor costs us 4.3k dollars an hour where it should be 1.1k.", "usd_per_hour now 4300 right; usd_per_hour normal 1100 right" },
};

static const struct row other_roles[] = {
	{ "A usual hour costs 1,080 USD.", "usd_per_hour normal 1080 right" },
	{ "Spend is 4,320 USD an hour instead of 1,080.", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "Spend is 4,320 USD an hour against 1,080 USD on a normal day.", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "Spend is 4,320 USD an hour vs. an expected 1,080.", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "We pay 4,320 USD per hour; normally it is 1,080 USD.", "usd_per_hour now 4320 right; usd_per_hour normal 1080 right" },
	{ "The baseline is 2,900 USD an hour.", "usd_per_hour normal 2900 false" },
	{ "Spend is capped at 1,600 USD an hour.", "usd_per_hour limit 1600 unchecked" },
	{ "A limit of $1,600/h would hold it.", "usd_per_hour limit 1600 unchecked" },
	{ "Without a cap it would cost 6,000 USD an hour.", "usd_per_hour limit 6000 unchecked" },
	{ "If nothing is done it could reach 9,000 USD an hour.", "usd_per_hour may-be 9000 unchecked" },
	{ "The goal is to get to 1,200 USD an hour.", "usd_per_hour may-be 1200 unchecked" },
	{ "We ask for a refund of 400 USD.", "usd wanted 400 unchecked" },
	{ "We demand a credit of 30,000 USD.", "usd wanted 30000 false" },
};

static const struct row the_past[] = {
	{ "At 13:50 spend was 3,000 USD an hour.", "usd_per_hour was 3000 right" },
	{ "At 13:50 spend was 9,000 USD an hour.", "usd_per_hour was 9000 false" },
	{ "At 13:57 it was 6,000 USD an hour.", "usd_per_hour was 6000 right" },
	{ "At 13:58 it was 3,000 USD an hour.", "usd_per_hour was 3000 off" },
	{ "13:50: 3,000 USD per hour.", "usd_per_hour was 3000 right" },
	{ "Spend peaked at 6,000 USD an hour.", "usd_per_hour was 6000 right" },
	{ "The peak was 20,000 USD an hour.", "usd_per_hour was 20000 false" },
	{ "At the worst 40 % of requests failed.", "error_share was 0.4 right" },
	{ "Spend was 6,000 USD an hour before.", "usd_per_hour was 6000 right" },
	{ "Before it was 1,080 USD per hour.", "usd_per_hour was 1080 right" },
	{ "27 % of requests fail, before it was 40.", "error_share now 0.27 right; error_share was 0.4 right" },
	{ "Errors are down from 40 % to 27 %.", "error_share was 0.4 right; error_share now 0.27 right" },
	{ "The wait was 240 s at the peak.", "seconds was 240 right" },
	{ "At 14:07 we spent 4,320 USD an hour.", "usd_per_hour now 4320 right" },
};

static const struct row money_in_total[] = {
	{ "So far it cost us 430 USD.", "usd now 430 right" },
	{ "430 USD over so far.", "usd now 430 right" },
	{ "We have lost about 400 dollars to date.", "usd now 400 right" },
	{ "In total 430 USD have been wasted.", "usd now 430 right" },
	{ "The overspend is $430.", "usd now 430 right" },
	{ "The excess is 0.43k USD so far.", "usd now 430 right" },
	{ "Exposure so far is four hundred dollars.", "usd now 400 right" },
	{ "Extra so far: 430 USD", "usd now 430 right" },
	{ "Cumulative loss: USD 430", "usd now 430 right" },
	{ "Already 2,500 USD were burned.", "usd now 2500 false" },
	{ "The incident has cost us 4,300 USD so far.", "usd now 4300 false" },
	{ "We are 430 over so far, spend is 4,320 USD/h.", "usd_per_hour now 4320 right" },
	{ "The credit left is 36,000 USD.", "" },
	{ "A clip costs 0.40 USD each.", "" },
	{ "The month forecast is 2.4M USD.", "month_forecast_usd may-be 2400000 right" },
	{ "At this rate the month ends at 2.4 million dollars.", "month_forecast_usd now 2400000 right" },
	{ "The month forecast is 2.4 million USD of a budget of 0.8 million USD.",
	  "month_forecast_usd may-be 2400000 right; month_budget_usd now 800000 right" },
};

static const struct row multiples[] = {
	{ "Spend is three times more than usual.", "times_normal_spend now 3 right" },
	{ "Spend is four times more than usual.", "times_normal_spend now 4 right" },
	{ "Spend is twice more than usual.", "times_normal_spend now 2 off" },
	{ "Spend is 300 % more than usual.", "spend_above_normal now 3 right" },
	{ "Spend is 300 % of normal.", "times_normal_spend now 3 off" },
	{ "Spend is at 400 % of normal.", "times_normal_spend now 4 right" },
	{ "Spend has quadrupled.", "times_normal_spend now 4 right" },
	{ "Costs have risen fourfold.", "times_normal_spend now 4 right" },
	{ "Spend has quadrupled.", "times_normal_spend now 4 right" },
	{ "Spend quadrupled within the hour.", "times_normal_spend now 4 right" },
	{ "Our costs have doubled.", "times_normal_spend now 2 off" },
	{ "The bill is twice the usual.", "times_normal_spend now 2 off" },
	{ "We pay double what we normally pay.", "times_normal_spend now 2 off" },
	{ "Spend is at fourfold the normal level.", "times_normal_spend now 4 right" },
	{ "Spend is four-fold.", "times_normal_spend now 4 right" },
	{ "Spend rose by a factor of four.", "times_normal_spend now 4 right" },
	{ "Spend is 4x normal.", "times_normal_spend now 4 right" },
	{ "Spend is 4\xc3\x97 normal.", "times_normal_spend now 4 right" },
	{ "We spend four times what is planned.", "times_normal_spend now 4 right" },
	{ "It runs at about 4 times the normal cost.", "times_normal_spend now 4 right" },
	{ "Cost is three to four times normal.", "times_normal_spend now 3 right" },
	{ "Spend is forty times normal.", "times_normal_spend now 40 false" },
	{ "Spend is at 400 % of normal.", "times_normal_spend now 4 right" },
	{ "Spend is 300 % above normal.", "spend_above_normal now 3 right" },
	{ "Cost is up 300 percent.", "spend_above_normal now 3 right" },
	{ "Spending is up by 20 %.", "spend_above_normal now 0.2 false" },
	{ "Clips are billed three times.", "" },
	{ "Each request is retried 4 times.", "" },
	{ "Traffic has doubled.", "" },
	{ "People wait three times longer than usual.", "times_normal_wait now 3 right" },
	{ "Waits have tripled.", "times_normal_wait now 3 right" },
	{ "It takes three times as long.", "times_normal_wait now 3 right" },
	{ "Spend has not doubled.", "" },
};

static const struct row shares[] = {
	{ "27% of requests fail.", "error_share now 0.27 right" },
	{ "27 percent of clips fail.", "error_share now 0.27 right" },
	{ "27 per cent of attempts fail.", "error_share now 0.27 right" },
	{ "27pct of calls fail.", "error_share now 0.27 right" },
	{ "Twenty-seven percent of generations fail.", "error_share now 0.27 right" },
	{ "Error rate 27 %.", "error_share now 0.27 right" },
	{ "The error rate is 0.27.", "error_share now 0.27 right" },
	{ "Errors are at 25-30 %.", "error_share now 0.25 right" },
	{ "Between 25 and 30 % of requests fail.", "error_share now 0.25 right" },
	{ "20 to 30 percent of requests fail.", "error_share now 0.2 right" },
	{ "One in four requests fails.", "error_share now 0.25 right" },
	{ "One out of four requests fails.", "error_share now 0.25 right" },
	{ "Roughly one request in four fails.", "error_share now 0.25 right" },
	{ "3 of 10 videos fail.", "error_share now 0.3 right" },
	{ "About three out of ten attempts fail.", "error_share now 0.3 right" },
	{ "A quarter of all requests fail.", "error_share now 0.2 right" },
	{ "Roughly a third of our users get errors.", "error_share now 0.26666667 right" },
	{ "More than a quarter of requests fail.", "error_share now 0.2 right" },
	{ "Every fourth attempt fails.", "error_share now 0.2 right" },
	{ "Half of all requests fail.", "error_share now 0.4 off" },
	{ "Three quarters of requests fail.", "error_share now 0.6 false" },
	{ "73 % of requests still succeed.", "error_share now 0.27 right" },
	{ "The success rate is 73 %.", "error_share now 0.27 right" },
	{ "Less than 1 % of requests fail.", "error_share now 0.01 false" },
	{ "At least 20 % of requests fail.", "error_share now 0.2 right" },
	{ "Up to 30 % of requests fail.", "error_share now 0.3 right" },
	{ "80 % of the workers are busy.", "" },
	{ "The quota is used to 90 %.", "" },
	{ "I am 80 % confident.", "" },
};

static const struct row waits[] = {
	{ "The slowest wait three minutes.", "seconds now 180 right" },
	{ "p95 is 180 s.", "seconds now 180 right" },
	{ "p95 180s, normally 62.", "seconds now 180 right; seconds normal 62 right" },
	{ "Latency is 180,000 ms.", "seconds now 180 right" },
	{ "Waits of 2 to 3 minutes.", "seconds now 120 right" },
	{ "Waits of 2-3 min.", "seconds now 120 right" },
	{ "People wait up to 3 minutes.", "seconds now 180 right" },
	{ "People wait two and a half minutes.", "seconds now 150 right" },
	{ "A video takes 3 min 5 s.", "seconds now 185 right" },
	{ "Videos take around three minutes instead of one.", "seconds now 180 right; seconds normal 60 right" },
	{ "Requests take 180 seconds, 62 is normal.", "seconds now 180 right; seconds normal 62 right" },
	{ "Waits are 40 seconds.", "seconds now 40 false" },
	{ "The slowest wait ten minutes.", "seconds now 600 false" },
	{ "The client's timeout is 180 s.", "" },
	{ "I am back in 20 minutes.", "" },
	{ "Every 30 minutes we write.", "" },
	{ "The queue drains in 12 minutes.", "" },
	{ "The median is 40 s.", "" },
	{ "Please wait 5 minutes.", "" },
};

static const struct row people[] = {
	{ "2,900 users an hour are affected.", "users_per_hour now 2900 right" },
	{ "~2.9k users/h.", "users_per_hour now 2900 right" },
	{ "Nearly three thousand people per hour.", "users_per_hour now 3000 right" },
	{ "Twenty-nine hundred users an hour.", "users_per_hour now 2900 right" },
	{ "Users affected: 2,900/h", "users_per_hour now 2900 right" },
	{ "2,500 to 3,000 customers an hour.", "users_per_hour now 2500 right" },
	{ "Between 2 and 3 thousand users an hour.", "users_per_hour now 2000 right" },
	{ "50 users a minute.", "users_per_hour now 3000 right" },
	{ "390 users so far.", "users now 390 right" },
	{ "Three hundred and ninety people failed so far.", "users now 390 right" },
	{ "About 2,900 users are affected.", "users now 2900 right" },
	{ "Thousands of people an hour get nothing.", "users_per_hour now 1000 right" },
	{ "Several thousand users an hour fail.", "users_per_hour now 1500 right" },
	{ "Hundreds of users have failed so far.", "users now 100 right" },
	{ "Tens of thousands of users an hour.", "users_per_hour now 10000 off" },
	{ "12,000 users an hour.", "users_per_hour now 12000 false" },
	{ "Two people look into it.", "" },
	{ "Three engineers and five users.", "" },
};

static const struct row times[] = {
	{ "Since 13:46 requests fail.", "began_at_minute now -14 right" },
	{ "Since about 13:50 UTC it is slow.", "began_at_minute now -10 right" },
	{ "It began at 13:46.", "began_at_minute now -14 right" },
	{ "It started around 14:00.", "began_at_minute now 0 right" },
	{ "Since 12:30 requests fail.", "began_at_minute now -90 off" },
	{ "It began 22 minutes ago.", "began_at_minute now -14 right" },
	{ "Since 14:05 it is working again.", "" },
	{ "We are 8 minutes in.", "minute now 8 right" },
	{ "Status at minute 8.", "minute now 8 right" },
	{ "Next update at 14:20.", "" },
	{ "Please answer by 14:15.", "" },
	{ "SEV1, release 2.31, 1080p / 8 s.", "" },
};
/* clang-format on */

static struct facts_minute history_of(double minute)
{
	bool normal = minute < -13, rising = minute < -5, worst = minute < 1;

	return (struct facts_minute){
		.minute = minute,
		.spend_usd_per_hour = normal   ? 1080
				      : rising ? 3000
				      : worst  ? 6000
					       : 4320,
		.error_rate = normal   ? 0.005
			      : rising ? 0.15
			      : worst  ? 0.40
				       : 0.27,
		.p95_latency_s = normal	  ? 62
				 : rising ? 120
				 : worst  ? 240
					  : 180,
		.users_affected_per_hour = normal  ? 40
					   : worst ? 4200
						   : 2900,
	};
}

static struct facts past_facts(void)
{
	static const struct pack_rate rates[] = { { "EUR", 1.08 } };
	static struct facts_minute history[28];
	struct facts facts = sample_facts();

	for (size_t i = 0; i < COUNT_OF(history); i++)
		history[i] = history_of((double)i - 19);
	facts.history = history;
	facts.history_count = COUNT_OF(history);
	facts.rates = rates;
	facts.rate_count = COUNT_OF(rates);
	return facts;
}

static void add_claim(struct str *out, const struct claim *claim)
{
	static const char *const roles[] = { "now",   "normal", "was",
					     "limit", "may-be", "wanted" };
	static const char *const checks[] = { "unchecked", "right", "off",
					      "false" };

	str_addf(out, "%s%s %s %.8g %s", out->length ? "; " : "",
		 claim_unit_name(claim->unit), roles[claim->role], claim->says,
		 claim->foreign ? "foreign" : checks[claim->check]);
}

/* What was read, in the words of the table. */
static void put_claims(struct str *out, const char *text,
		       const struct facts *facts, struct arena *arena)
{
	struct claim claims[CLAIMS_MAX];
	size_t count = claims_read(text_read(text, arena), facts, claims);

	for (size_t i = 0; i < count; i++)
		add_claim(out, &claims[i]);
}

static void hold(const struct row *rows, size_t count)
{
	struct facts facts = past_facts();
	size_t bad = 0;

	for (size_t i = 0; i < count; i++) {
		struct arena arena = ARENA_INIT;
		struct str read = STR_INIT;

		put_claims(&read, rows[i].text, &facts, &arena);
		if (strcmp(read.s ? read.s : "", rows[i].wanted) != 0) {
			bad++;
			print_message("# \"%s\": read \"%s\", not \"%s\"\n",
				      rows[i].text, read.s ? read.s : "",
				      rows[i].wanted);
		}
		str_finish(&read);
		arena_finish(&arena);
	}
	assert_int_equal(bad, 0);
}

#define TABLE(rows) \
	static void holds_##rows(void **state) \
	{ \
		(void)state; \
		hold(rows, COUNT_OF(rows)); \
	}

TABLE(money_an_hour)
TABLE(currencies)
TABLE(other_roles)
TABLE(the_past)
TABLE(money_in_total)
TABLE(multiples)
TABLE(shares)
TABLE(waits)
TABLE(people)
TABLE(times)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(holds_money_an_hour),
		cmocka_unit_test(holds_currencies),
		cmocka_unit_test(holds_other_roles),
		cmocka_unit_test(holds_the_past),
		cmocka_unit_test(holds_money_in_total),
		cmocka_unit_test(holds_multiples),
		cmocka_unit_test(holds_shares),
		cmocka_unit_test(holds_waits),
		cmocka_unit_test(holds_people),
		cmocka_unit_test(holds_times),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
