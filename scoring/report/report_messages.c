/* The player's messages in the report. */
#include "scoring/report/report_build.h"

#include "base/calendar.h"
#include "scoring/score.h"

#include <math.h>

_Static_assert(VERDICT_ELEMENT_COUNT <= REPORT_ELEMENTS_MAX,
	       "a report has room for all elements");

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
	};
	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		out->elements[i] = m->verdict.elements[i];
	if (nobody)
		out->cap_reason = "Capped at 1 of 10: the same text went to "
				  "several audiences.";
	if (!judged)
		return;
	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT; i++)
		out->why[i] = judged->why[i];
	if (!nobody)
		out->cap_reason = judged->cap_reason;
	out->claims = judged->claims;
	out->claim_count = judged->claim_count;
	out->faults = judged->faults;
	out->fault_count = judged->fault_count;
	out->advice = judged->advice;
	out->advice_count = judged->advice_count;
}

void report_messages(struct report *report, const struct review *review)
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

/* --- JSON ------------------------------------------------------------------ */

static const char *element_key(size_t element)
{
	return verdict_element_key((enum verdict_element)element);
}

static void write_elements(struct json_writer *w,
			   const struct report_message *m)
{
	json_put_key(w, "elements");
	json_begin_object(w);
	for (size_t k = 0; k < m->element_count; k++)
		json_put_member_number(w, element_key(k), m->elements[k], 2);
	json_end_object(w);
	json_put_key(w, "why");
	json_begin_object(w);
	for (size_t k = 0; k < m->element_count; k++)
		if (m->why[k])
			json_put_member_string(w, element_key(k), m->why[k]);
	json_end_object(w);
}

static void write_claims(struct json_writer *w, const struct report_message *m)
{
	json_put_key(w, "claims");
	json_begin_array(w);
	for (size_t i = 0; i < m->claim_count; i++) {
		const struct report_claim *claim = &m->claims[i];

		json_begin_object(w);
		json_put_member_string(w, "quote", claim->quote);
		json_put_member_number(w, "says", claim->says, 4);
		json_put_member_number(w, "truth", claim->truth, 4);
		json_put_member_string(w, "unit", claim->unit);
		json_put_key(w, "ok");
		json_put_bool(w, claim->ok);
		json_end_object(w);
	}
	json_end_array(w);
	json_put_key(w, "faults");
	json_begin_array(w);
	for (size_t i = 0; i < m->fault_count; i++) {
		json_begin_object(w);
		json_put_member_string(w, "quote", m->faults[i].quote);
		json_put_member_string(w, "note", m->faults[i].note);
		json_end_object(w);
	}
	json_end_array(w);
}

static void write_message(struct json_writer *w, const struct report_message *m)
{
	char clock[CALENDAR_CLOCK_SIZE];

	json_begin_object(w);
	json_put_member_int(w, "seq", m->seq);
	json_put_member_string(w, "at", calendar_format_clock(m->at_s, clock));
	json_put_member_string(w, "audience", m->audience);
	json_put_member_string(w, "text", m->text);
	json_put_member_number(w, "score", m->score, 2);
	json_put_member_number(w, "cap", m->cap, 1);
	json_put_member_string(w, "cap_reason", m->cap_reason);
	write_elements(w, m);
	write_claims(w, m);
	json_put_key(w, "advice");
	json_begin_array(w);
	for (size_t i = 0; i < m->advice_count; i++)
		json_put_string(w, m->advice[i]);
	json_end_array(w);
	json_end_object(w);
}

void report_messages_to_json(struct json_writer *w, const struct report *report)
{
	json_put_key(w, "messages");
	json_begin_array(w);
	for (size_t i = 0; i < report->message_count; i++)
		write_message(w, &report->messages[i]);
	json_end_array(w);
}

static void read_claims(const struct json *object, struct arena *arena,
			struct report_message *m)
{
	const struct json *items = json_get(object, "claims");
	struct report_claim *claims = arena_new(arena, struct report_claim,
						json_count(items) + 1);
	const struct json *wrong = json_get(object, "faults");
	struct report_fault *faults = arena_new(arena, struct report_fault,
						json_count(wrong) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i))
		claims[m->claim_count++] = (struct report_claim){
			.quote = report_read_text(i, "quote", arena),
			.unit = report_read_text(i, "unit", arena),
			.says = json_number_or(json_get(i, "says"), NAN),
			.truth = json_number_or(json_get(i, "truth"), NAN),
			.ok = json_bool_or(json_get(i, "ok"), false),
		};
	for (const struct json *i = json_first(wrong); i; i = json_next(i))
		faults[m->fault_count++] = (struct report_fault){
			.quote = report_read_text(i, "quote", arena),
			.note = report_read_text(i, "note", arena),
		};
	m->claims = claims;
	m->faults = faults;
}

static void read_message(const struct json *object, struct arena *arena,
			 struct report_message *m)
{
	const struct json *elements = json_get(object, "elements");
	const struct json *why = json_get(object, "why");

	m->seq = report_read_seq(object);
	m->at_s = report_read_clock(object);
	m->audience = report_read_text(object, "audience", arena);
	m->text = report_read_text(object, "text", arena);
	m->score = json_number_or(json_get(object, "score"), 0);
	m->cap = json_number_or(json_get(object, "cap"), 10);
	m->cap_reason = report_read_text(object, "cap_reason", arena);
	for (const struct json *e = json_first(elements);
	     e && m->element_count < REPORT_ELEMENTS_MAX; e = json_next(e)) {
		m->why[m->element_count] = report_read_text(why, json_key(e),
							    arena);
		m->elements[m->element_count++] = json_number_or(e, 0);
	}
	read_claims(object, arena, m);
	m->advice = report_read_list(object, "advice", &m->advice_count, arena);
}

void report_messages_from_json(const struct json *root, struct arena *arena,
			       struct report *out)
{
	const struct json *items = json_get(root, "messages");
	struct report_message *messages =
		arena_new(arena, struct report_message, json_count(items) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i))
		read_message(i, arena, &messages[out->message_count++]);
	out->messages = messages;
}
