/*
 * Harm: promises, alarm, making light of it.
 */
#include "scoring/messages/message_internal.h"

#include "scoring/phrases.h"

#include <string.h>

#define WORD_REACH 3	/* words behind a promise that say of what */
#define PURPOSE_REACH 5 /* words before it that make it an aim */

/* "So that it will not happen again": what is worked for, no guarantee. */
static bool is_purpose(const struct text *t, const struct text_sentence *s,
		       size_t word)
{
	size_t from = word > s->first + PURPOSE_REACH ? word - PURPOSE_REACH
						      : s->first;

	return text_near(t, from, word, say_purpose);
}

/* A guarantee, and not the word that was promised or missed: "sorry, I missed
 * the promised update". */
static bool guarantees(const struct message_view *v,
		       const struct text_sentence *s)
{
	const struct text *t = v->text;
	size_t end = s->first + s->count;

	for (size_t from = s->first; !s->question;) {
		struct text_span span = text_find_from(t, s, from,
						       say_guarantee);
		size_t behind = span.first + span.count;
		size_t reach = behind + WORD_REACH < end ? behind + WORD_REACH
							 : end;

		if (span.count == 0)
			return false;
		if (!text_negated(t, s, span.first) &&
		    !is_purpose(t, s, span.first) &&
		    !text_near(t, behind, reach, say_a_word) &&
		    !(span.first > s->first &&
		      text_near(t, span.first - 1, span.first, say_of_a_word)))
			return true;
		from = span.first + 1;
	}
	return false;
}

static void find_promises(struct message_view *v)
{
	const struct text_sentence *where;

	for (size_t i = 0; i < v->text->sentence_count; i++) {
		where = &v->text->sentences[i];
		if (guarantees(v, where)) {
			view_fault(v, FAULT_PROMISE, where->quote,
				   "guarantees what nobody can guarantee");
			return;
		}
		/* Those who pay would have to say so. */
		if ((v->rule->public || v->audience == AUDIENCE_SUPPORT) &&
		    text_asserts(v->text, where, say_refund_promised) &&
		    !text_hedged(v->text, where)) {
			view_fault(v, FAULT_PROMISE, where->quote,
				   "promises money that nobody has granted");
			return;
		}
		if (text_asserts(v->text, where, say_fix_time) &&
		    !text_hedged(v->text, where)) {
			view_fault(v, FAULT_PROMISE, where->quote,
				   "promises a time for the fix");
			return;
		}
	}
}

static void find_panic(struct message_view *v)
{
	const struct text_sentence *where;
	const struct text *t = v->text;

	if (text_mentions(t, say_panic, &where))
		view_fault(v, FAULT_PANIC, where->quote, "spreads alarm");
	else if (t->exclamations >= 4 ||
		 (t->long_words > 8 && t->shouted * 2 > t->long_words))
		view_fault(v, FAULT_PANIC, NULL, "shouts");
	if (text_mentions(t, say_play_down, &where) ||
	    strstr(t->raw, "\xf0\x9f"))
		view_fault(v, FAULT_PLAYS_DOWN,
			   text_mentions(t, say_play_down, &where)
				   ? where->quote
				   : NULL,
			   "plays it down");
}

void message_find_leaks(struct message_view *v)
{
	message_find_private(v);
	message_find_blame(v);
	find_promises(v);
	find_panic(v);
}
