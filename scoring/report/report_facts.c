#include "scoring/report/report_build.h"

#include "debrief/chain.h"

#include <string.h>

#include "base/calendar.h"
#include "scoring/score.h"

static struct report_loss parts_of(const struct outcome *outcome)
{
	return (struct report_loss){
		.excess_usd = outcome->excess_usd,
		.failed_usd = outcome->failed_loss_usd,
		.degraded_usd = outcome->degraded_loss_usd,
		.credits_usd = outcome->credits_usd,
		.measures_usd = outcome->measures_usd,
	};
}

static struct report_rival rival_of(const struct outcome *outcome)
{
	return (struct report_rival){
		.excess_usd = outcome->excess_usd,
		.failed_users = outcome->failed_users,
		.loss_usd = outcome->loss_usd,
		.parts = parts_of(outcome),
	};
}

static void put_outcome(struct report *report, const struct review *review)
{
	const struct outcome *own = review->own;

	report->outcome = (struct report_outcome){
		.minutes_to_diagnose = own->minutes_to_diagnose,
		.minutes_to_mitigate = own->minutes_to_mitigate,
		.excess_usd = own->excess_usd,
		.failed_users = own->failed_users,
		.loss_usd = own->loss_usd,
		.spend_ratio_end = own->spend_ratio_end,
		.error_rate_end = own->error_rate_end,
		.p95_s_end = own->p95_s_end,
		.parts = parts_of(own),
	};
	report->nothing = rival_of(review->nothing);
	report->has_par = review->par != NULL;
	if (review->par)
		report->par = rival_of(review->par);
	report->hash = own->hash;
}

static void put_minutes(struct report *report, const struct review *review)
{
	const struct outcome *own = review->own;
	struct report_minute *minutes = arena_new(
		review->arena, struct report_minute, own->minute_count + 1);

	for (size_t i = 0; i < own->minute_count; i++) {
		const struct outcome_minute *m = &own->minutes[i];

		minutes[i] = (struct report_minute){
			.at_s = (int64_t)(i + 1) * 60,
			.spend_usd_per_hour = m->spend_usd_per_hour,
			.spend_ratio = m->spend_ratio,
			.error_rate = m->error_rate,
			.p95_s = m->p95_s,
			.attempts_per_job = m->attempts_per_job,
			.http_429_per_min = m->http_429_per_min,
		};
	}
	report->minutes = minutes;
	report->minute_count = own->minute_count;
}

/* What really happened, in this run's figures, and what the player saw of it. */
static void put_chain(struct report *report, const struct review *review)
{
	static const enum report_saw saw[] = {
		[CHAIN_NOT_SHOWN] = REPORT_SAW_NOT_ASKED,
		[CHAIN_PINNED] = REPORT_SAW_PINNED,
		[CHAIN_LOOKED] = REPORT_SAW_LOOKED,
		[CHAIN_MISREAD] = REPORT_SAW_MISREAD,
		[CHAIN_MISSED] = REPORT_SAW_MISSED,
	};
	size_t count;
	const struct chain_link *links = chain_of(review->drill, review->arena,
						  &count);
	struct report_link *chain = arena_new(review->arena, struct report_link,
					      count + 1);

	for (size_t i = 0; i < count; i++)
		chain[i] = (struct report_link){
			.text = links[i].text,
			.panel = links[i].panel,
			.at_s = links[i].at_s == CHAIN_NEVER ? REPORT_NEVER
							     : links[i].at_s,
			.saw = saw[links[i].saw],
			.seq = links[i].seq,
			.note = links[i].note,
		};
	report->chain = chain;
	report->chain_count = count;
}

void report_facts(struct report *report, const struct review *review)
{
	put_outcome(report, review);
	put_minutes(report, review);
	report_marks(report, review);
	report_messages(report, review);
	report_plan(report, review);
	put_chain(report, review);
}
