/*
 * People answer what they are told: they notice when it contradicts what they
 * see, and ask for what they miss.
 */
#include "drill/drill_internal.h"

#define FALSE_CAP 4.0 /* a message that says something false has this cap */
#define THIN 6.0      /* a message below this leaves questions */
#define FOLLOW_UPS 2  /* then they wait for better words */
#define ANSWER_WITHIN_S 420

/* What is asked when an element is missing, the most pressing first. */
static const struct {
	enum verdict_element element;
	const char *question;
} missing[] = {
	{ VERDICT_IMPACT, "Whom does it hit, and how badly? I cannot tell from "
			  "what you wrote." },
	{ VERDICT_NUMBERS, "How much is it, in numbers? What is it now, and "
			   "what is normal?" },
	{ VERDICT_ACTION, "What are you doing about it, and who does it?" },
	{ VERDICT_NEXT, "When do I hear from you again?" },
	{ VERDICT_ASK, "Is there anything that you need from me?" },
};

static void say(struct drill *drill, const struct message *message,
		const struct pack_stakeholder *who, const char *kind,
		const char *subject, const char *text)
{
	int *asked = &drill->follow_ups[person_index(drill, who)];
	double share = drill_draw(drill, kind, who->id, (*asked)++);
	double span = (double)(who->reply_high_s - who->reply_low_s);

	person_say_later(drill,
			 (struct reply){
				 .due_s = drill->now_s + who->reply_low_s +
					  (int64_t)(share * span),
				 .who = who,
				 .kind = kind,
				 .subject = subject,
				 .text = text,
				 .cause = message->seq,
				 .wants_answer_s = ANSWER_WITHIN_S,
			 });
}

/* Words of the player within a text that has slots: no brace of theirs is one. */
static const char *without_slots(struct drill *drill, const char *text)
{
	char *copy = arena_strdup(&drill->arena, text);

	for (char *c = copy; *c; c++) {
		if (*c == '{')
			*c = '(';
		else if (*c == '}')
			*c = ')';
	}
	return copy;
}

/* Which sentence of which message it is, what is wrong with it, and what they
 * see. */
static const char *doubt(struct drill *drill, const struct message *message)
{
	const struct verdict *verdict = &message->verdict;
	const char *quote = without_slots(drill, verdict->quote);
	const char *note = without_slots(drill, verdict->note);
	const char *what = "";
	char hour[CALENDAR_CLOCK_SIZE];

	calendar_format_hour(drill->pack->start_moment + message->at_s, hour);
	if (*quote)
		what = arena_printf(&drill->arena,
				    "At %s you wrote \"%s\", and that %s. ",
				    hour, quote, note);
	else if (*note)
		what = arena_printf(&drill->arena, "Your message of %s %s. ",
				    hour, note);
	return arena_printf(&drill->arena,
			    "That is not what I see. %sHere spend is at "
			    "{spend_usd_per_hour} ({spend_ratio} of "
			    "normal) and {error_rate} of requests fail. "
			    "Please check what you wrote and correct it.",
			    what);
}

void reaction_to(struct drill *drill, const struct message *message)
{
	const struct pack_stakeholder *who = pack_audience(drill->pack,
							   message->to);
	const struct verdict *verdict = &message->verdict;

	if (!who || who->outside || verdict->score >= THIN ||
	    drill->follow_ups[person_index(drill, who)] >= FOLLOW_UPS)
		return;
	if (verdict->cap <= FALSE_CAP) {
		say(drill, message, who, "doubt", "Is that right?",
		    doubt(drill, message));
		return;
	}
	for (size_t i = 0; i < sizeof(missing) / sizeof(*missing); i++) {
		if (verdict->elements[missing[i].element] > 0)
			continue;
		say(drill, message, who, "follow-up", "Your message",
		    missing[i].question);
		return;
	}
}
