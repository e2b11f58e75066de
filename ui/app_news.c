/* Events in words, and the ones that are news. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

/* {S} is the title of what it is about, {F} the person, {T} the text. */
static const char *const derived[EVENT_KIND_COUNT] = {
	[EVENT_ALERT] = "Alert: {S}. {T}",
	[EVENT_ALERT_CLEARED] = "Cleared: {S}",
	[EVENT_INJECT] = "{F}: {T}",
	[EVENT_REPLY] = "{F}: {T}",
	[EVENT_APPROVAL_ASKED] = "Asked {F} for a yes: {S}",
	[EVENT_ASKED_BACK] = "{F} asks back: {T}",
	[EVENT_APPROVED] = "{F} says yes: {S}. {T}",
	[EVENT_REFUSED] = "{F} says no: {S}. {T}",
	[EVENT_QUEUED] = "Waits for a free pair of hands: {S}",
	[EVENT_STARTED] = "Under way: {S}",
	[EVENT_LANDED] = "In force: {S}",
	[EVENT_REVERTED] = "Taken back: {S}",
	[EVENT_VERDICT] = "",
	[EVENT_PROMISE_BROKEN] = "Missed: the update you promised to {S}",
	[EVENT_OVERRIDE] = "Done without a yes from {F}: {S}",
	[EVENT_STABLE] = "Stable for ten minutes; E ends the drill",
	[EVENT_TIME_UP] = "Time is up; plan and write, then E ends the drill",
};

/* Commands by others than looking; {O} is the object. */
static const char *const commands[COMMAND_VERB_COUNT] = {
	[COMMAND_PIN] = "Pinned: {T}",
	[COMMAND_TIE] = "Pins tied to: {O}",
	[COMMAND_SUSPECT] = "Suspected: {S}. {T}",
	[COMMAND_RULE_OUT] = "Ruled out: {S}. {T}",
	[COMMAND_CONCLUDE] = "Concluded: {S}. {T}",
	[COMMAND_APPLY] = "You: {S}",
	[COMMAND_REVERT] = "You take back: {S}",
	[COMMAND_ASK] = "You ask {S}: {T}",
	[COMMAND_TELL] = "You write to {S}: {T}",
	[COMMAND_PLAN] = "Planned for {S}: {O}",
	[COMMAND_DECLARE] = "Declared: {S}",
	[COMMAND_ROLE] = "{O}: now {S}",
	[COMMAND_NOTE] = "Note: {T}",
	[COMMAND_END] = "End of the drill",
};

const char *person_name(const struct pack *pack, const char *id)
{
	const struct pack_stakeholder *who = id ? pack_stakeholder(pack, id)
						: NULL;

	return who ? who->name : id ? id : "";
}

const char *reader_name(const struct pack *pack, const char *audience)
{
	for (size_t i = 0; i < pack->stakeholder_count; i++)
		if (strcmp(pack->stakeholders[i].audience, audience) == 0)
			return pack->stakeholders[i].name;
	return person_name(pack, audience);
}

/* What the words of the command language are called. */
static const struct {
	const char *id, *title;
} word_titles[] = {
	{ "sev1", "SEV1" },	      { "sev2", "SEV2" },
	{ "sev3", "SEV3" },	      { "ic", "incident commander" },
	{ "ops", "operations lead" }, { "comms", "communications lead" },
};

const char *word_title(const char *id)
{
	for (size_t i = 0; i < sizeof(word_titles) / sizeof(*word_titles); i++)
		if (strcmp(word_titles[i].id, id) == 0)
			return word_titles[i].title;
	return id;
}

int pin_length(const struct pin *pin)
{
	size_t length = strlen(pin->evidence);

	while (length > 0 && strchr("; ", pin->evidence[length - 1]))
		length--;
	return (int)length;
}

static const char *title_of(const struct pack *pack, const char *id)
{
	const struct pack_mitigation *measure;
	const struct pack_cause *cause;

	if (!id)
		return "";
	measure = pack_mitigation(pack, id);
	cause = pack_cause(pack, id);
	if (measure)
		return measure->title;
	if (cause)
		return cause->title;
	for (size_t i = 0; i < pack->alert_count; i++)
		if (strcmp(pack->alerts[i].id, id) == 0)
			return pack->alerts[i].title;
	return word_title(reader_name(pack, id));
}

static void fill(const char *form, const struct pack *pack,
		 const struct event *event, struct str *out)
{
	for (; *form; form++) {
		const char *with = NULL;

		if (form[0] != '{' || !form[1]) {
			str_add_char(out, *form);
			continue;
		}
		switch (form[1]) {
		case 'S':
			with = title_of(pack, event->subject);
			break;
		case 'F':
			with = person_name(pack, event->from);
			break;
		case 'T':
			with = event->text;
			break;
		case 'O':
			with = event->command
				       ? title_of(pack, event->command->object)
				       : "";
			break;
		default:
			break;
		}
		str_add(out, with ? with : "");
		form += 2;
	}
}

void event_line(const struct app *app, const struct event *event,
		struct str *out)
{
	size_t begin = out->length;
	const char *form = event->kind == EVENT_COMMAND
				   ? commands[event->command->verb]
				   : derived[event->kind];

	if (!form)
		return;
	fill(form, app->pack, event, out);
	for (size_t i = begin; i < out->length; i++)
		if (out->s[i] == '\n')
			out->s[i] = ' ';
	while (out->length > begin && strchr(" .;", out->s[out->length - 1]))
		str_truncate(out, out->length - 1);
}

void due_line(const struct app *app, int64_t at_s, struct str *out)
{
	int64_t left_s = at_s - drill_now(app->drill);

	if (left_s >= 60)
		str_addf(out, "in %d min", (int)(left_s / 60));
	else if (left_s > 0)
		str_addf(out, "in %d s", (int)left_s);
	else if (left_s > -60)
		str_add(out, "due now");
	else
		str_addf(out, "%d min late", (int)(-left_s / 60));
}

enum role event_role(const struct event *event)
{
	switch (event->kind) {
	case EVENT_ALERT:
	case EVENT_PROMISE_BROKEN:
	case EVENT_REFUSED:
		return ROLE_BAD;
	case EVENT_ALERT_CLEARED:
	case EVENT_LANDED:
	case EVENT_APPROVED:
	case EVENT_STABLE:
		return ROLE_GOOD;
	case EVENT_INJECT:
	case EVENT_REPLY:
	case EVENT_ASKED_BACK:
	case EVENT_TIME_UP:
		return ROLE_WARN;
	case EVENT_COMMAND:
		return ROLE_TEXT;
	default:
		return ROLE_DIM;
	}
}

enum glyph event_glyph(const struct event *event)
{
	switch (event->kind) {
	case EVENT_ALERT:
	case EVENT_PROMISE_BROKEN:
		return GLYPH_FLAG;
	case EVENT_ALERT_CLEARED:
	case EVENT_APPROVED:
	case EVENT_STABLE:
		return GLYPH_CHECK;
	case EVENT_LANDED:
		return GLYPH_ON;
	case EVENT_REFUSED:
		return GLYPH_CROSS;
	case EVENT_INJECT:
	case EVENT_REPLY:
	case EVENT_ASKED_BACK:
		return GLYPH_LETTER;
	case EVENT_COMMAND:
		return GLYPH_POINTER;
	default:
		return GLYPH_DOT;
	}
}

/* One's own keys are no news; those of a replay are. */
static bool is_news(const struct app *app, const struct event *event)
{
	if (event->kind == EVENT_COMMAND)
		return app->session->playback;
	return event->kind != EVENT_VERDICT &&
	       event->kind != EVENT_APPROVAL_ASKED &&
	       event->kind != EVENT_STARTED;
}

void app_tell_news(struct app *app)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);

	for (; app->seen_events < count; app->seen_events++) {
		const struct event *event = &events[app->seen_events];
		struct str line = STR_INIT;
		char clock[CALENDAR_CLOCK_SIZE];

		if (!is_news(app, event))
			continue;
		event_line(app, event, &line);
		if (line.length) {
			app_toast(app, event_role(event), "%s  %s",
				  calendar_format_clock(event->at_s, clock),
				  line.s);
			app->toast.news = true;
		}
		str_finish(&line);
	}
}

static bool is_firing(const struct app *app, const char *alert)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);

	while (count-- > 0) {
		enum event_kind kind = events[count].kind;

		if ((kind == EVENT_ALERT || kind == EVENT_ALERT_CLEARED) &&
		    strcmp(events[count].subject, alert) == 0)
			return kind == EVENT_ALERT;
	}
	return false;
}

int firing_line(const struct app *app, int columns, struct str *out)
{
	int count = 0, named = 0, named_columns = columns - 4; /* ", +9" */

	for (size_t i = 0; i < app->pack->alert_count; i++) {
		const struct pack_alert *alert = &app->pack->alerts[i];

		if (!is_firing(app, alert->id))
			continue;
		count++;
		if (named + 1 == count &&
		    text_width(out->s) + text_width(alert->title) + 2 <=
			    named_columns) {
			str_addf(out, "%s%s", named ? ", " : "", alert->title);
			named++;
		}
	}
	if (count > named && named > 0)
		str_addf(out, ", +%d", count - named);
	else if (count > 0 && named == 0)
		str_addf(out, "%d fire", count);
	return count;
}

/* What stands below the graphs: own measures, alerts, people, the page. */
void app_find_marks(struct app *app)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);
	struct chart_mark *marks = arena_new(&app->frame, struct chart_mark,
					     count + 1);
	size_t found = 0;

	for (size_t i = 0; i < count; i++) {
		enum event_kind kind = events[i].kind;
		struct chart_mark mark = { .at_s = events[i].at_s };

		if (kind == EVENT_LANDED || kind == EVENT_REVERTED) {
			mark.glyph = GLYPH_MARK;
			mark.role = ROLE_MARK;
		} else if (kind == EVENT_ALERT) {
			mark.glyph = GLYPH_DIAMOND;
			mark.role = ROLE_BAD;
		} else {
			continue;
		}
		marks[found++] = mark;
	}
	app->marks = marks;
	app->mark_count = found;
}
