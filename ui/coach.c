#include "ui/coach.h"

#include <string.h>

/* What a player has done so far. */
struct progress {
	size_t looks, pins, suspicions, conclusions, messages, measures, plans;
	bool declared, asked, planning;
};

static void count(const struct session *session, struct progress *progress)
{
	size_t events_count;
	const struct event *events = drill_events(session->drill,
						  &events_count);

	memset(progress, 0, sizeof(*progress));
	progress->planning = session->planning;
	for (size_t i = 0; i < events_count; i++) {
		if (events[i].kind != EVENT_COMMAND)
			continue;
		switch (events[i].command->verb) {
		case COMMAND_LOOK:
		case COMMAND_TRACE:
			progress->looks++;
			break;
		case COMMAND_PIN:
			progress->pins++;
			break;
		case COMMAND_SUSPECT:
			progress->suspicions++;
			break;
		case COMMAND_CONCLUDE:
			progress->conclusions++;
			break;
		case COMMAND_TELL:
			progress->messages++;
			break;
		case COMMAND_APPLY:
			progress->measures++;
			break;
		case COMMAND_PLAN:
			progress->plans++;
			break;
		case COMMAND_DECLARE:
			progress->declared = true;
			break;
		case COMMAND_ASK:
			progress->asked = true;
			break;
		default:
			break;
		}
	}
}

const char *coach_line(const struct session *session)
{
	struct progress did;

	count(session, &did);
	if (session->finished)
		return NULL;
	if (did.planning)
		return did.plans < 3 ? "Plan something for now, for days and "
				       "for weeks: a adds, Enter edits."
				     : "Write to those who should know how it "
				       "ended (w), then E ends the drill.";
	if (!did.declared)
		return "How bad is it? Look at the figures in the first line, "
		       "then d declares a severity.";
	if (did.messages == 0)
		return "People wait for a word. w writes one: what is hurt, "
		       "since when, when you write again.";
	if (did.pins == 0)
		return "Where does the money go? 5 opens the bill, v breaks it "
		       "down, p keeps what you see.";
	if (did.suspicions == 0)
		return "What could it be? c lists the causes; s suspects one, "
		       "and pins then count for it.";
	if (did.measures == 0)
		return "What gets worse by the minute should stop first. m "
		       "shows what can be done about it.";
	if (did.looks < 6)
		return "One panel proves little. Compare: changes (7), one "
		       "slow request (3), the vendor (8).";
	if (!did.asked)
		return "People know things that no panel shows: a asks one.";
	if (did.conclusions == 0)
		return "When the evidence is there, say so: c, then f on the "
		       "cause. x rules out the others.";
	if (did.messages < 4)
		return "Who has not heard from you yet? i shows who waits; "
		       "keep the times you promised.";
	if (did.plans == 0)
		return "What must follow in days and weeks? b opens the plan.";
	return "Watch what your measures do on 1. Take back (x) what no longer "
	       "helps.";
}
