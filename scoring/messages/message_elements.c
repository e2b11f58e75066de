#include "scoring/messages/message_internal.h"

#include "scoring/phrases.h"

#include <string.h>

#include "base/str.h"

static void put(struct message_view *v, enum verdict_element element,
		double value, const char *why)
{
	v->verdict.elements[element] = value;
	v->why[element] = why;
}

/* Severity as it was declared, when the message names one: 1 agrees, -1
 * differs, 0 not named. */
static int severity_agrees(const struct message_view *v)
{
	static const char *const levels[] = { "sev1", "sev2", "sev3" };
	const char *truth = v->facts->severity ? v->facts->severity : "";
	int named = 0;

	for (size_t i = 0; i < 3; i++) {
		char spaced[8] = "sev ?";

		spaced[4] = (char)('1' + (int)i);
		if (!text_mentions(v->text, levels[i], NULL) &&
		    !text_mentions(v->text, spaced, NULL))
			continue;
		if (str_equal_nocase(truth, levels[i]))
			return 1;
		named = strncmp(truth, "sev", 3) == 0 ||
					strncmp(truth, "SEV", 3) == 0
				? -1
				: 1;
	}
	return named;
}

/* "Three tasks per clip" says what is counted, not what is hit. */
static bool says_what(const struct message_view *v)
{
	const struct text *t = v->text;

	for (size_t at = 0; at < t->word_count; at++)
		if (text_match(t, at, t->word_count, say_affected) > 0 &&
		    !(at > 0 && text_near(t, at - 1, at, "per|each")))
			return true;
	return false;
}

static void read_status(struct message_view *v)
{
	bool stage = text_mentions(v->text, say_phase, NULL);
	/* Who has heard of it before knows what "it" is. */
	bool what = says_what(v) ||
		    (stage && v->facts->earlier_count > 0 &&
		     (v->verdict.all_clear || message_names_measure(v) ||
		      v->right > 0));
	bool time = text_mentions(v->text, say_when, NULL) ||
		    view_claims(v, CLAIM_START) || view_claims(v, CLAIM_MINUTE);

	if (!what)
		put(v, VERDICT_STATUS, 0, "does not say what is affected");
	else if (severity_agrees(v) < 0) {
		put(v, VERDICT_STATUS, 0.5,
		    "names another severity than was declared");
		v->hint[VERDICT_STATUS] = arena_printf(
			v->arena, "Name the severity that is declared: %s.",
			v->facts->severity);
	} else if (stage || (time && v->right > 0))
		put(v, VERDICT_STATUS, 1,
		    "says what is affected and where things stand");
	else
		put(v, VERDICT_STATUS, 0.5,
		    time ? "says since when, but not where things stand"
			 : "says neither since when nor where things stand");
}

/* A figure that lets the audience see how large it is. */
static bool has_extent(const struct message_view *v)
{
	return view_claims(v, CLAIM_ERROR_SHARE) ||
	       view_claims(v, CLAIM_SECONDS) ||
	       view_claims(v, CLAIM_USERS_PER_HOUR) ||
	       view_claims(v, CLAIM_USERS);
}

static void read_impact(struct message_view *v)
{
	bool side[2];

	for (int i = 0; i < 2; i++)
		side[i] = text_mentions(v->text, v->rule->impact[i], NULL);
	if (v->rule->public)
		side[1] = side[1] || has_extent(v);
	if (v->audience == AUDIENCE_MANAGER)
		side[0] = side[0] && has_extent(v);
	if (v->audience == AUDIENCE_FINANCE)
		side[1] = side[1] && (view_claims(v, CLAIM_USD) ||
				      view_claims(v, CLAIM_FORECAST));
	if (v->audience == AUDIENCE_SUPPORT)
		side[1] = side[1] || view_claims(v, CLAIM_USERS_PER_HOUR) ||
			  view_claims(v, CLAIM_USERS);
	if (v->audience == AUDIENCE_FINANCE && !side[0] && !side[1] &&
	    view_claims(v, CLAIM_USD_PER_HOUR))
		side[0] = true;
	double value = (side[0] ? 0.5 : 0) + (side[1] ? 0.5 : 0);

	put(v, VERDICT_IMPACT, value,
	    value >= 1	? "gives the impact in their terms"
	    : value > 0 ? "gives half of the impact that matters to them"
			: "does not say what it means for them");
}

static void read_numbers(struct message_view *v)
{
	if (v->wrong > 0)
		put(v, VERDICT_NUMBERS, 0,
		    "states a figure that the system contradicts");
	else if (v->right > 0 && v->audience == AUDIENCE_FINANCE &&
		 !view_claims(v, CLAIM_USD_PER_HOUR) &&
		 !view_claims(v, CLAIM_USD) && !view_claims(v, CLAIM_FORECAST))
		put(v, VERDICT_NUMBERS, 0.5,
		    "gives a share where they need money");
	else if (v->right > 0 && v->off == 0)
		put(v, VERDICT_NUMBERS, 1, "its figures are true");
	else if (v->right > 0)
		put(v, VERDICT_NUMBERS, 0.5, "some of its figures are inexact");
	else if (v->off > 0)
		put(v, VERDICT_NUMBERS, 0, "its figures are inexact");
	else
		put(v, VERDICT_NUMBERS, 0,
		    "gives no figure that can be checked");
}

/* A sentence that asks for something is no report of what was done. */
static bool only_asks(const struct message_view *v,
		      const struct text_sentence *s)
{
	return s->question ||
	       text_near(v->text, s->first, s->first + 1, "please");
}

/* "We are raising the timeout", "Reverting them now": work by name. */
static bool is_doing(const struct message_view *v,
		     const struct text_sentence *s)
{
	const struct text *t = v->text;

	for (size_t w = s->first; w < s->first + s->count; w++) {
		const struct text_word *word = &t->words[w];
		bool led = w == s->first ||
			   t->words[w - 1].clause != word->clause ||
			   (w >= s->first + 2 &&
			    text_near(t, w - 2, w - 1, say_we_are));

		if (led && word->kind == TEXT_WORD && word->length > 5 &&
		    str_ends(word->lower, "ing") &&
		    !text_near(t, w, w + 1, say_idle_ing))
			return true;
	}
	return false;
}

static void read_action(struct message_view *v)
{
	double best = 0;

	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];
		double value = 0;

		if (!only_asks(v, s) &&
		    (text_asserts(v->text, s, say_done) || is_doing(v, s)))
			value = 1;
		else if (text_has(v->text, s, say_done_vaguely))
			value = 0.5;
		best = value > best ? value : best;
	}
	put(v, VERDICT_ACTION, best,
	    best >= 1  ? "says what is being done"
	    : best > 0 ? "says that something is done, not what"
		       : "does not say what is being done");
}

static void read_knowledge(struct message_view *v)
{
	bool unknown = text_mentions(v->text, say_open_questions, NULL);
	bool cause = text_mentions(v->text, say_why, NULL);

	if (view_has(v, FAULT_PANIC))
		put(v, VERDICT_KNOWLEDGE, unknown ? 0.5 : 0,
		    "alarm instead of what is known");
	else if (unknown || cause)
		put(v, VERDICT_KNOWLEDGE, 1,
		    cause ? "says what is known about the cause"
			  : "says what is not known yet");
	else if (v->verdict.elements[VERDICT_STATUS] > 0)
		put(v, VERDICT_KNOWLEDGE, 0.5,
		    "leaves open what is known and what is not");
	else
		put(v, VERDICT_KNOWLEDGE, 0,
		    "says neither what is known nor what is not");
}

/* A sentence that begins with what the reader should do: "Hold the launch." */
static bool commands(const struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (s->count >= 3 && text_near(v->text, s->first, s->first + 1,
					       say_command_verbs))
			return true;
	}
	return false;
}

/* A question that the reader can answer: "Is that OK for you?" */
static bool asks_them(const struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (s->question && text_has(v->text, s, say_question_to_them))
			return true;
	}
	return false;
}

static void read_ask(struct message_view *v)
{
	bool asks = text_mentions(v->text, say_ask, NULL) || commands(v) ||
		    asks_them(v);
	const struct text_sentence *where = NULL;
	bool hint = text_mentions(v->text, say_ask_vaguely, &where);

	if (where)
		v->hint[VERDICT_ASK] = arena_printf(
			v->arena,
			"\"%.120s\" asks for nothing in particular: "
			"name the one thing you need, and by when.",
			where->quote);

	if (asks && v->audience == AUDIENCE_VENDOR &&
	    !text_mentions(v->text, say_ask_of_vendor, NULL))
		asks = false, hint = true;
	if (asks && v->rule->public && view_has(v, FAULT_LEAK))
		asks = false, hint = false;
	put(v, VERDICT_ASK,
	    asks   ? 1
	    : hint ? 0.5
		   : 0,
	    asks   ? "says what it wants of them"
	    : hint ? "asks, but for nothing in particular"
		   : "asks for nothing and does not say that nothing is "
		     "needed");
}

void message_read_elements(struct message_view *v)
{
	read_status(v);
	read_impact(v);
	read_numbers(v);
	read_action(v);
	read_knowledge(v);
	read_ask(v);
	message_read_next(v);
	message_read_manner(v);
}
