#include "scoring/report_build.h"

#include <string.h>

#include "base/calendar.h"
#include "scoring/score.h"

#define MARKS_MAX 400

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
	};
	report->nothing = (struct report_rival){
		review->nothing->excess_usd,
		review->nothing->failed_users,
		review->nothing->loss_usd,
	};
	report->has_par = review->par != NULL;
	if (review->par)
		report->par = (struct report_rival){
			review->par->excess_usd,
			review->par->failed_users,
			review->par->loss_usd,
		};
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

/* What a chart marks, and as what; NULL = not. */
static const char *mark_kind(const struct event *event)
{
	if (event->command) {
		switch (event->command->verb) {
		case COMMAND_APPLY:
		case COMMAND_REVERT:
		case COMMAND_CONCLUDE:
		case COMMAND_DECLARE:
			return "action";
		case COMMAND_TELL:
			return "message";
		default:
			return NULL;
		}
	}
	switch (event->kind) {
	case EVENT_LANDED:
	case EVENT_REVERTED:
		return "action";
	case EVENT_INJECT:
		return "inject";
	case EVENT_ALERT:
		return "alert";
	default:
		return NULL;
	}
}

static const char *mark_label(const struct review *review,
			      const struct event *event)
{
	const struct command *c = event->command;

	if (c)
		return arena_printf(review->arena, "%s %s",
				    command_word(c->verb),
				    c->subject ? c->subject : "");
	return arena_printf(review->arena, "%s %s", event_word(event->kind),
			    event->subject ? event->subject : "");
}

static void put_marks(struct report *report, const struct review *review)
{
	struct report_mark *marks = arena_new(review->arena, struct report_mark,
					      MARKS_MAX);

	for (size_t i = 0; i < review->event_count; i++) {
		const struct event *event = &review->events[i];
		const char *kind = mark_kind(event);

		if (!kind || report->mark_count == MARKS_MAX)
			continue;
		marks[report->mark_count++] = (struct report_mark){
			event->at_s, event->seq, kind, mark_label(review, event)
		};
	}
	report->marks = marks;
}

static void put_message(const struct review *review, const struct message *m,
			struct report_message *out)
{
	const struct message_report *judged =
		m->facts
			? score_message(m->to, m->text, m->facts, review->arena)
			: NULL;
	bool nobody = review->to_nobody[m - review->messages];

	*out = (struct report_message){
		.seq = m->seq,
		.at_s = m->at_s,
		.audience = m->to,
		.text = m->text,
		.score = nobody && m->verdict.score > 1 ? 1 : m->verdict.score,
		.cap = nobody ? 1 : m->verdict.cap,
		.element_count = VERDICT_ELEMENT_COUNT,
		.advice = judged ? judged->advice : NULL,
		.advice_count = judged ? judged->advice_count : 0,
	};
	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		out->elements[i] = m->verdict.elements[i];
}

static void put_messages(struct report *report, const struct review *review)
{
	struct report_message *messages = arena_new(review->arena,
						    struct report_message,
						    review->message_count + 1);

	for (size_t i = 0; i < review->message_count; i++) {
		const struct message *m = &review->messages[i];

		if (review_is_players(m) && m->has_verdict)
			put_message(review, m,
				    &messages[report->message_count++]);
	}
	report->messages = messages;
}

/* What really happened: the pack's chain, in this run's figures. */
static void put_chain(struct report *report, const struct review *review)
{
	const struct pack_variant *variant = review->variant;
	struct report_link *chain = arena_new(review->arena, struct report_link,
					      variant->chain_count + 1);
	struct str text = STR_INIT;

	for (size_t i = 0; i < variant->chain_count; i++) {
		str_clear(&text);
		drill_word(review->drill, variant->chain[i], &text);
		chain[i] = (struct report_link){
			.text = arena_strdup(review->arena, text.s),
			.at_s = REPORT_NEVER,
		};
	}
	str_finish(&text);
	report->chain = chain;
	report->chain_count = variant->chain_count;
}

_Static_assert(VERDICT_ELEMENT_COUNT <=
		       sizeof(((struct report_message *)0)->elements) /
			       sizeof(double),
	       "a report has room for all elements");

void report_facts(struct report *report, const struct review *review)
{
	put_outcome(report, review);
	put_minutes(report, review);
	put_marks(report, review);
	put_messages(report, review);
	put_chain(report, review);
}
