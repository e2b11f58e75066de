/* Events as lines: the time, what happened, and the words that came with it. */
#include "ui/plain.h"

#include "base/calendar.h"
#include "ui/wrap.h"

/* What a line of this kind begins with; NULL = no line of its own.  {S} is the
 * measure's or alert's title, {F} the person.  The event's own words follow. */
static const char *const leads[EVENT_KIND_COUNT] = {
	[EVENT_ALERT] = "ALERT: {S}. ",
	[EVENT_ALERT_CLEARED] = "Alert cleared: ",
	[EVENT_INJECT] = "From {F}: ",
	[EVENT_REPLY] = "{F}: ",
	[EVENT_APPROVAL_ASKED] = "Approval: ",
	[EVENT_ASKED_BACK] = "{F} wants to know more about \"{S}\": ",
	[EVENT_APPROVED] = "{F} approves \"{S}\": ",
	[EVENT_REFUSED] = "{F} refuses \"{S}\": ",
	[EVENT_QUEUED] = "Waiting for free hands: ",
	[EVENT_STARTED] = "Under way: ",
	[EVENT_LANDED] = "IN FORCE: ",
	[EVENT_REVERTED] = "Taken back: ",
	[EVENT_PROMISE_BROKEN] = "Update missed: ",
	[EVENT_OVERRIDE] = "Without approval: ",
	[EVENT_STABLE] = "Stable for ten minutes; `end` when you are done. ",
	[EVENT_TIME_UP] = "Time is up. ",
};

static const char *subject_title(const struct pack *pack,
				 const struct event *event)
{
	const struct pack_mitigation *measure;

	if (!event->subject)
		return "";
	measure = pack_mitigation(pack, event->subject);
	if (measure)
		return measure->title;
	for (size_t i = 0; i < pack->alert_count; i++)
		if (strcmp(pack->alerts[i].id, event->subject) == 0)
			return pack->alerts[i].title;
	return event->subject;
}

static const char *person_name(const struct pack *pack, const char *id)
{
	const struct pack_stakeholder *who = id ? pack_stakeholder(pack, id)
						: NULL;

	return who ? who->name : id ? id : "";
}

static void fill(const char *lead, const char *subject, const char *from,
		 struct str *out)
{
	for (; *lead; lead++) {
		if (strncmp(lead, "{S}", 3) == 0) {
			str_add(out, subject);
			lead += 2;
		} else if (strncmp(lead, "{F}", 3) == 0) {
			str_add(out, from);
			lead += 2;
		} else {
			str_add_char(out, *lead);
		}
	}
}

static size_t count_words(const char *text)
{
	size_t words = 0;
	bool inside = false;

	for (; *text; text++) {
		bool blank = *text == ' ' || *text == '\n';

		if (!blank && !inside)
			words++;
		inside = !blank;
	}
	return words;
}

void plain_event(const struct drill *drill, const struct event *event,
		 struct str *out)
{
	const struct pack *pack = drill_pack(drill);
	char clock[CALENDAR_CLOCK_SIZE];
	struct str line = STR_INIT;

	calendar_format_clock(event->at_s, clock);
	str_addf(&line, "%s  #%u ", clock, event->seq);
	if (event->kind == EVENT_COMMAND) {
		const struct command *command = event->command;

		if (command->verb == COMMAND_LOOK ||
		    command->verb == COMMAND_TRACE) {
			str_finish(&line);
			return;
		}
		if (command->verb == COMMAND_TELL)
			str_addf(&line, "Sent to %s, %zu words.",
				 command->subject, count_words(command->text));
		else {
			str_addf(&line, "%s: ", command->actor);
			command_format(command, &line);
		}
	} else if (event->kind == EVENT_VERDICT) {
		str_finish(&line); /* the score waits for the report */
		return;
	} else {
		fill(leads[event->kind], subject_title(pack, event),
		     person_name(pack, event->from), &line);
		if (event->text)
			str_add(&line, event->text);
	}
	wrap_text(out, line.s, 0, 7, PLAIN_WIDTH);
	str_finish(&line);
}
