#include "scoring/messages/message_internal.h"

#include "scoring/phrases.h"

static void read_tone(struct message_view *v)
{
	double value = 1;
	const char *why = "calm and matter-of-fact";

	if (view_has(v, FAULT_PLAYS_DOWN) || view_has(v, FAULT_PROMISE)) {
		value = 0.5;
		why = "does not fit how serious it is";
	}
	if (view_has(v, FAULT_PANIC) || view_has(v, FAULT_BLAME) ||
	    view_has(v, FAULT_ACCUSES) ||
	    (view_has(v, FAULT_PLAYS_DOWN) && v->text->exclamations > 1)) {
		value = 0;
		why = view_has(v, FAULT_PANIC) ? "alarms" : "blames";
		why = view_has(v, FAULT_PLAYS_DOWN) ? "makes light of it" : why;
	}
	v->verdict.elements[VERDICT_TONE] = value;
	v->why[VERDICT_TONE] = why;
}

/* Whether who reads it will go back and try: who is outside does so unasked. */
static bool sends_back(const struct message_view *v)
{
	return v->rule->outside || v->audience == AUDIENCE_SUPPORT ||
	       view_says(v, say_sends_back);
}

static void read_safety(struct message_view *v)
{
	double value = 1;
	const char *why = "nothing in it does harm";

	if (view_has(v, FAULT_PLAYS_DOWN) && view_has(v, FAULT_FALSE)) {
		value = 0.5;
		why = "lulls them with what is not true";
	}
	if (view_has(v, FAULT_LEAK) || view_has(v, FAULT_BLAME) ||
	    view_has(v, FAULT_ACCUSES) || view_has(v, FAULT_PROMISE) ||
	    view_has(v, FAULT_PANIC) ||
	    (view_has(v, FAULT_OTHER) && v->rule->outside)) {
		value = 0;
		why = "does harm when it is read";
	}
	/* A wrong figure beside an all-clear that holds sends nobody astray. */
	if (v->verdict.all_clear && v->denied[VERDICT_STATUS]) {
		value = 0;
		why = sends_back(v) ? "sends people back to what does not work"
				    : "calls off help that is still needed";
	}
	v->verdict.elements[VERDICT_SAFETY] = value;
	v->why[VERDICT_SAFETY] = why;
}

void message_read_manner(struct message_view *v)
{
	message_read_language(v);
	read_tone(v);
	read_safety(v);
}
