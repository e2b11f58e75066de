#include "scoring/messages/message_internal.h"

#include <string.h>

#include "scoring/phrases.h"

/* One line for each element that could be better; the audience's own needs
 * come in where they differ. */
static const char *const lines[VERDICT_ELEMENT_COUNT] = {
	[VERDICT_STATUS] = "Begin with what is affected, since when, and the "
			   "phase: investigating, identified, monitoring or "
			   "resolved.",
	[VERDICT_IMPACT] = NULL,
	[VERDICT_NUMBERS] = "Give one or two figures that a panel shows now, "
			    "with the normal one beside them.",
	[VERDICT_ACTION] = "Say what is being done, by name: which measure is "
			   "in force, which one comes next.",
	[VERDICT_KNOWLEDGE] = "Say what is known about the cause and what is "
			      "not; call a guess a guess.",
	[VERDICT_ASK] = "Ask for the one thing you need and by when, or say "
			"that nothing is needed.",
	[VERDICT_NEXT] = "Close with the time of the next update, and keep it.",
	[VERDICT_LANGUAGE] = "Use short sentences and their words; explain a "
			     "term the first time or leave it out.",
	[VERDICT_TONE] = "Stay calm: neither alarm, nor jokes, nor blame.",
	[VERDICT_SAFETY] = "Leave out what must not leave the house, "
			   "guarantees, and anything you cannot keep.",
};

/* The elements in the order in which mending them helps most. */
static const enum verdict_element order[] = {
	VERDICT_SAFETY,	  VERDICT_NUMBERS, VERDICT_IMPACT, VERDICT_STATUS,
	VERDICT_NEXT,	  VERDICT_ASK,	   VERDICT_ACTION, VERDICT_KNOWLEDGE,
	VERDICT_LANGUAGE, VERDICT_TONE,
};

static const char *fault_line(const struct message_view *v,
			      const struct fault *fault)
{
	if (!fault->quote)
		return arena_printf(v->arena, "This message %s.", fault->note);
	return arena_printf(v->arena, "\"%.160s\" %s.", fault->quote,
			    fault->note);
}

static const char *figure_line(const struct message_view *v,
			       const struct claim *claim)
{
	const char *about = claim_about(claim->unit);

	return arena_printf(v->arena,
			    "\"%.80s\" is inexact: check %s against a panel.",
			    view_figure(v, claim), about ? about : "it");
}

static const char *currency_line(const struct message_view *v,
				 const struct claim *claim)
{
	const char *own = v->facts->currency ? v->facts->currency : "USD";

	return arena_printf(v->arena,
			    "\"%.80s\" is in %s, and all panels and bills are "
			    "in %s: give it in that, or say the rate.",
			    view_figure(v, claim), claim->foreign, own);
}

/* Once for each currency, however many sums are in it. */
static bool is_told(const struct message_view *v, size_t claim)
{
	for (size_t i = 0; i < claim; i++)
		if (v->claims[i].foreign &&
		    strcmp(v->claims[i].foreign, v->claims[claim].foreign) == 0)
			return true;
	return false;
}

/* What to do about an element: what quotes the message, else the usual line. */
static const char *element_line(const struct message_view *v,
				enum verdict_element element)
{
	if (v->hint[element])
		return v->hint[element];
	return lines[element]
		       ? lines[element]
		       : arena_printf(v->arena, "Give %s what they need: %s.",
				      v->rule->called, v->rule->must);
}

size_t message_advice(const struct message_view *v, size_t max,
		      const char **out)
{
	const struct text_sentence *where;
	size_t count = 0;

	for (size_t i = 0; i < v->fault_count && count < max; i++)
		out[count++] = fault_line(v, &v->faults[i]);
	for (size_t i = 0; i < v->claim_count && count < max; i++) {
		const struct claim *claim = &v->claims[i];

		if (claim->foreign && !is_told(v, i))
			out[count++] = currency_line(v, claim);
		else if (!claim->foreign && claim->check == CLAIM_OFF)
			out[count++] = figure_line(v, claim);
	}
	for (size_t i = 0; i < VERDICT_ELEMENT_COUNT && count < max; i++) {
		enum verdict_element element = order[i];

		if (v->verdict.elements[element] >= 1 || v->held[element])
			continue;
		out[count++] = element_line(v, element);
	}
	if (count < max && text_mentions(v->text, say_boilerplate, &where))
		out[count++] = arena_printf(v->arena,
					    "\"%.120s\" is a phrase: name what "
					    "they met instead.",
					    where->quote);
	if (v->audience == AUDIENCE_CUSTOMERS && count < max &&
	    !text_mentions(v->text, say_apology, NULL))
		out[count++] = "Own it: say sorry for what they met, in "
			       "plain words.";
	return count;
}
