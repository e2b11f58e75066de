/*
 * The facts of three moments that the message tests write about: minute 8,
 * nothing known; minute 19, the cause known and a cap asked for; minute 55,
 * all well again.
 */
#ifndef GAMEDAY_TESTS_SCORING_FACTS_SAMPLE_H
#define GAMEDAY_TESTS_SCORING_FACTS_SAMPLE_H

#include "drill/facts.h"

#define COUNT_OF(a) (sizeof(a) / sizeof(*(a)))

static const char *const sample_cause[] = { "release 2.31", "default preset" };
static const char *const sample_others[] = { "promo", "noisy neighbour" };
static const char *const sample_people[] = { "Daniel Krause" };
static const char *const sample_private[] = { "brightline" };
static const char *const sample_requested[] = { "Cap the spend an hour",
						"spend-cap" };
static const char *const sample_in_force[] = { "Cap the spend an hour",
					       "spend-cap" };

static inline struct facts sample_facts(void)
{
	return (struct facts){
		.minute = 8,
		.start_moment = 20522 * 86400LL + 14 * 3600,
		.has_clock = true,
		.spend_usd_per_hour = 4320,
		.spend_low = 4100,
		.spend_high = 4400,
		.baseline_usd_per_hour = 1080,
		.total_excess_usd = 430,
		.error_rate = 0.27,
		.error_low = 0.22,
		.error_high = 0.30,
		.p95_latency_s = 180,
		.p95_low = 170,
		.p95_high = 185,
		.baseline_p95_s = 62,
		.users_affected_per_hour = 2900,
		.failed_users_total = 390,
		.month_forecast_usd = 2400000,
		.budget_usd = 800000,
		.minutes_since_trigger = 22,
		.severity = "sev1",
		.cause_words = sample_cause,
		.cause_word_count = COUNT_OF(sample_cause),
		.other_cause_words = sample_others,
		.other_cause_word_count = COUNT_OF(sample_others),
		.people = sample_people,
		.people_count = COUNT_OF(sample_people),
		.private_words = sample_private,
		.private_count = COUNT_OF(sample_private),
	};
}

static inline struct facts sample_known(void)
{
	struct facts facts = sample_facts();

	facts.minute = 19;
	facts.root_cause_known = true;
	facts.requested = sample_requested;
	facts.requested_count = COUNT_OF(sample_requested);
	return facts;
}

static inline struct facts sample_well(void)
{
	struct facts facts = sample_known();

	facts.minute = 55;
	facts.spend_usd_per_hour = facts.spend_low = facts.spend_high = 1120;
	facts.error_rate = facts.error_low = facts.error_high = 0.008;
	facts.p95_latency_s = facts.p95_low = facts.p95_high = 64;
	facts.users_affected_per_hour = 40;
	facts.total_excess_usd = 1905;
	facts.requested_count = 0;
	facts.in_force = sample_in_force;
	facts.in_force_count = COUNT_OF(sample_in_force);
	facts.stable = true;
	return facts;
}

#endif
