/* What a chart of the drill marks, and a timeline tells. */
#include "scoring/report/report_build.h"

#include "base/calendar.h"
#include "base/utf8.h"

#include <ctype.h>
#include <string.h>

#define MARKS_MAX 400
#define TEXT_CELLS 110 /* of a message or a reply that is told */

/* As what it is marked; NULL = not. */
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

/* The beginning of a text, on one line. */
static const char *brief(const struct review *review, const char *text)
{
	size_t length = strlen(text), fits = 0;
	char *out;

	while (fits < length) {
		uint32_t code;
		size_t step = utf8_decode(text + fits, length - fits, &code);

		if (utf8_text_width(text, fits + step) > TEXT_CELLS)
			break;
		fits += step;
	}
	if (fits < length) { /* no word is cut, unless it is one alone */
		size_t whole = fits;

		while (whole > 0 && text[whole] != ' ' && text[whole] != '\n')
			whole--;
		while (whole > 0 && strchr(" ,;:\n", text[whole - 1]))
			whole--;
		fits = whole > 0 ? whole : fits;
	}
	out = fits < length
		      ? arena_printf(review->arena, "%.*s ...", (int)fits, text)
		      : arena_strdup(review->arena, text);
	for (char *at = out; *at; at++)
		if (*at == '\n')
			*at = ' ';
	return out;
}

static const char *title_of(const struct pack *pack, const char *id)
{
	const struct pack_mitigation *measure = pack_mitigation(pack, id);
	const struct pack_cause *cause = pack_cause(pack, id);
	const struct pack_stakeholder *who = pack_stakeholder(pack, id);

	if (measure)
		return measure->title;
	if (cause)
		return cause->title;
	if (who)
		return who->name;
	for (size_t i = 0; i < pack->alert_count; i++)
		if (strcmp(pack->alerts[i].id, id) == 0)
			return pack->alerts[i].title;
	return id;
}

/* Before the title of what it is about; NULL = told otherwise. */
static const char *command_lead(enum command_verb verb)
{
	switch (verb) {
	case COMMAND_APPLY:
		return "Ordered";
	case COMMAND_REVERT:
		return "Ordered back";
	case COMMAND_CONCLUDE:
		return "Concluded";
	default:
		return NULL;
	}
}

static const char *tell_command(const struct review *review,
				const struct command *c)
{
	const char *subject = c->subject ? c->subject : "";
	const char *lead = command_lead(c->verb);
	char *out;

	if (lead)
		return arena_printf(review->arena, "%s: %s", lead,
				    title_of(review->pack, subject));
	if (c->verb == COMMAND_TELL)
		return arena_printf(review->arena, "Told %s: %s",
				    title_of(review->pack, subject),
				    brief(review, c->text ? c->text : ""));
	out = arena_printf(review->arena, "Declared: %s", subject);
	if (strncmp(subject, "sev", 3) == 0)
		for (char *at = out + strlen("Declared: "); *at; at++)
			*at = (char)toupper((unsigned char)*at);
	return out;
}

static const char *tell(const struct review *review, const struct event *event)
{
	const char *title = title_of(review->pack,
				     event->subject ? event->subject : "");

	if (event->command)
		return tell_command(review, event->command);
	switch (event->kind) {
	case EVENT_LANDED:
		return arena_printf(review->arena, "In force: %s", title);
	case EVENT_REVERTED:
		return arena_printf(review->arena, "Taken back: %s", title);
	case EVENT_ALERT:
		return arena_printf(review->arena, "Alert: %s", title);
	default:
		return arena_printf(
			review->arena, "%s: %s",
			title_of(review->pack, event->from ? event->from : ""),
			brief(review, event->text ? event->text : ""));
	}
}

void report_marks(struct report *report, const struct review *review)
{
	struct report_mark *marks = arena_new(review->arena, struct report_mark,
					      MARKS_MAX);

	for (size_t i = 0; i < review->event_count; i++) {
		const struct event *event = &review->events[i];
		const char *kind = mark_kind(event);

		if (!kind || report->mark_count == MARKS_MAX)
			continue;
		marks[report->mark_count++] = (struct report_mark){
			.at_s = event->at_s,
			.seq = event->seq,
			.kind = kind,
			.label = mark_label(review, event),
			.text = tell(review, event),
		};
	}
	report->marks = marks;
}

void report_marks_to_json(struct json_writer *w, const struct report *report)
{
	json_put_key(w, "marks");
	json_begin_array(w);
	for (size_t i = 0; i < report->mark_count; i++) {
		const struct report_mark *m = &report->marks[i];
		char clock[CALENDAR_CLOCK_SIZE];

		json_begin_object(w);
		json_put_member_int(w, "seq", m->seq);
		json_put_member_string(w, "at",
				       calendar_format_clock(m->at_s, clock));
		json_put_member_string(w, "kind", m->kind);
		json_put_member_string(w, "label", m->label);
		json_put_member_string(w, "text", m->text);
		json_end_object(w);
	}
	json_end_array(w);
}

void report_marks_from_json(const struct json *root, struct arena *arena,
			    struct report *out)
{
	const struct json *items = json_get(root, "marks");
	struct report_mark *marks = arena_new(arena, struct report_mark,
					      json_count(items) + 1);

	for (const struct json *i = json_first(items); i; i = json_next(i))
		marks[out->mark_count++] = (struct report_mark){
			.at_s = report_read_clock(i),
			.seq = report_read_seq(i),
			.kind = report_read_text(i, "kind", arena),
			.label = report_read_text(i, "label", arena),
			.text = report_read_text(i, "text", arena),
		};
	out->marks = marks;
}
