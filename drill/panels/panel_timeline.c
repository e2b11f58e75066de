#include "drill/panels/panel_build.h"

static bool is_look(const struct event *event)
{
	return event->kind == EVENT_COMMAND &&
	       (event->command->verb == COMMAND_LOOK ||
		event->command->verb == COMMAND_TRACE);
}

static const char *title_of(const struct pack *pack, const char *id)
{
	const struct pack_mitigation *measure = pack_mitigation(pack, id);
	const struct pack_cause *cause = pack_cause(pack, id);

	return measure ? measure->title : cause ? cause->title : id;
}

/* A measure's title, and the numbers it was given. */
static void add_measure(const struct pack *pack, const struct command *command,
			struct str *out)
{
	str_add(out, title_of(pack, command->subject));
	for (size_t i = 0; i < command->arg_count; i++) {
		str_add(out, i ? ", " : ": ");
		for (const char *c = command->args[i].key; *c; c++)
			str_add_char(out, *c == '_' ? ' ' : *c);
		str_addf(out, " %s", command->args[i].value);
	}
}

/* What a command was about, in the words that people have for it; the verb
 * stands before it. */
static void add_words(const struct pack *pack, const struct event *event,
		      struct str *out)
{
	const struct command *command = event->command;

	switch (command->verb) {
	case COMMAND_APPLY:
	case COMMAND_REVERT:
		add_measure(pack, command, out);
		break;
	case COMMAND_SUSPECT:
	case COMMAND_RULE_OUT:
	case COMMAND_CONCLUDE:
		str_add(out, title_of(pack, command->subject));
		break;
	case COMMAND_TIE:
		str_addf(out, "%s%s to: %s",
			 strcmp(command->subject, "all") ? "no. " : "",
			 command->subject, title_of(pack, command->object));
		break;
	case COMMAND_PLAN:
		str_addf(out, "%s: %s", command->subject,
			 title_of(pack, command->object));
		break;
	case COMMAND_DECLARE:
		str_addf(out, "%s%s",
			 strncmp(command->subject, "sev", 3) ? "" : "SEV",
			 strncmp(command->subject, "sev", 3)
				 ? command->subject
				 : command->subject + 3);
		break;
	case COMMAND_PIN:
		str_add(out, event->text);
		break;
	default:
		str_add(out, command->subject ? command->subject : "");
		if (command->object)
			str_addf(out, " %s", command->object);
		break;
	}
	if (command->text)
		str_addf(out, "%s%s", out->length ? ": " : "", command->text);
}

static const char *command_text(struct panel_builder *b,
				const struct event *event)
{
	struct str line = STR_INIT;
	const char *text;

	add_words(b->drill->pack, event, &line);
	text = arena_strdup(b->arena, line.s);
	str_finish(&line);
	return text;
}

static const char *event_text(struct panel_builder *b,
			      const struct event *event)
{
	if (event->kind == EVENT_VERDICT)
		return panel_say(b, "to %s", event->subject);
	if (*event->text)
		return event->text;
	return event->subject;
}

static enum tone tone_of(const struct event *event)
{
	switch (event->kind) {
	case EVENT_ALERT:
	case EVENT_PROMISE_BROKEN:
	case EVENT_REFUSED:
	case EVENT_OVERRIDE:
		return TONE_BAD;
	case EVENT_ASKED_BACK:
	case EVENT_INJECT:
	case EVENT_QUEUED:
		return TONE_WARN;
	case EVENT_LANDED:
	case EVENT_APPROVED:
	case EVENT_ALERT_CLEARED:
	case EVENT_STABLE:
		return TONE_GOOD;
	default:
		return TONE_PLAIN;
	}
}

/* Mere looks are left out: they would hide what happened. */
bool panel_timeline(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	size_t looks = 0;

	b->panel->caption = "What happened so far, newest first.";
	panel_column(b, "minute", COLUMN_RIGHT);
	panel_column(b, "no.", COLUMN_RIGHT);
	panel_column(b, "who", COLUMN_TEXT);
	panel_column(b, "what", COLUMN_TEXT);
	panel_column(b, "", COLUMN_WRAP);
	for (size_t i = drill->events.count; i-- > 0;) {
		const struct event *event = &drill->events.items[i];

		if (is_look(event)) {
			looks++;
			continue;
		}
		if (b->rows.count == PANEL_ROWS_MAX)
			break;
		panel_add_row(b)->id = panel_say(b, "%u", event->seq);
		panel_cell(b, TONE_DIM, "%s", panel_clock(b, event->at_s));
		panel_cell(b, TONE_DIM, "%u", event->seq);
		panel_cell(b, TONE_PLAIN, "%s%s%s", event->from,
			   *event->role ? ", " : "", event->role);
		if (event->kind == EVENT_COMMAND) {
			panel_cell(b, TONE_STRONG, "%s",
				   command_word(event->command->verb));
			panel_cell(b, TONE_PLAIN, "%s", command_text(b, event));
		} else {
			/* People have no injects; they get messages. */
			panel_cell(b, tone_of(event), "%s",
				   event->kind == EVENT_INJECT
					   ? "message"
					   : event_word(event->kind));
			panel_cell(b, TONE_PLAIN, "%s", event_text(b, event));
		}
	}
	if (looks)
		panel_note(b, "%zu looks at panels are not listed", looks);
	b->panel->evidence = panel_say(b, "%zu events", drill->events.count);
	return true;
}
