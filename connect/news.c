#include "connect/news.h"

#include "base/calendar.h"

#include <string.h>

void news_begin(const struct drill *drill, struct str *out)
{
	const struct pack *pack = drill_pack(drill);

	/* Whoever reads along in a chat must not take it for the real thing. */
	str_addf(out, "EXERCISE: the drill \"%s\" begins.", pack->title);
}

static void add_stamp(const struct event *event, struct str *out)
{
	char clock[CALENDAR_CLOCK_SIZE];

	str_addf(out, "EXERCISE %s  ",
		 calendar_format_clock(event->at_s, clock));
}

static const char *name_of(const struct drill *drill, const char *id)
{
	const struct pack_stakeholder *who =
		id ? pack_stakeholder(drill_pack(drill), id) : NULL;

	return who ? who->name : id ? id : "";
}

static const char *title_of(const struct drill *drill, const char *measure)
{
	const struct pack_mitigation *what = pack_mitigation(drill_pack(drill),
							     measure);

	return what ? what->title : measure;
}

static bool add_command(const struct event *event, struct str *out)
{
	const struct command *command = event->command;

	switch (command->verb) {
	case COMMAND_TELL:
		add_stamp(event, out);
		str_addf(out, "%s to %s: %s", command->actor, command->subject,
			 command->text);
		return true;
	case COMMAND_DECLARE:
		add_stamp(event, out);
		str_addf(out, "%s declared: %s", command->actor,
			 command->subject);
		return true;
	case COMMAND_END:
		add_stamp(event, out);
		str_add(out, "The drill has ended.");
		return true;
	default:
		return false;
	}
}

bool news_event(const struct drill *drill, const struct event *event,
		struct str *out)
{
	switch (event->kind) {
	case EVENT_COMMAND:
		return event->command && add_command(event, out);
	case EVENT_ALERT:
		add_stamp(event, out);
		str_addf(out, "Alert: %s", event->text);
		return true;
	case EVENT_INJECT:
		add_stamp(event, out);
		str_addf(out, "%s writes: %s", name_of(drill, event->from),
			 event->text);
		return true;
	case EVENT_LANDED:
		add_stamp(event, out);
		str_addf(out, "In force: %s", title_of(drill, event->subject));
		return true;
	case EVENT_TIME_UP:
		add_stamp(event, out);
		str_add(out, "Time is up.");
		return true;
	default:
		return false;
	}
}

void news_score(double score, double max, const char *decision, struct str *out)
{
	str_addf(out, "EXERCISE over. Score: %.1f of %.1f, %s.", score, max,
		 decision);
}
