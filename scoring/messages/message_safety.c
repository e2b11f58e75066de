/*
 * Harm: blame, promises, alarm, making light of it.
 */
#include "scoring/messages/message_internal.h"

#include "scoring/phrases.h"

#include <string.h>

/* "Daniel Krause from our backend team shipped ...": two capitalised words
 * that do something wrong, or a known name and a word of fault. */
static const char *blamed_person(const struct message_view *v)
{
	const struct text *t = v->text;

	for (size_t i = 0; i < t->sentence_count; i++) {
		const struct text_sentence *s = &t->sentences[i];
		size_t end = s->first + s->count;

		if (!text_has(t, s, say_fault_of_a_person))
			continue;
		for (size_t w = s->first; w + 1 < end; w++) {
			bool pair = t->words[w].capital &&
				    t->words[w + 1].capital &&
				    t->words[w].length > 2 &&
				    t->words[w + 1].length > 2 &&
				    t->words[w].clause ==
					    t->words[w + 1].clause;

			bool own = t->words[w].capital && w > s->first &&
				   t->words[w].length > 2 &&
				   text_near(t, w + 1, w + 2, say_own_fault) &&
				   t->words[w + 1].at >
					   t->words[w].at + t->words[w].length +
						   1;

			if (own)
				return s->quote;
			if (pair &&
			    text_near(t, w + 2, w + 7, say_fault_of_a_person) &&
			    !text_near(t, w, w + 2, say_no_person))
				return s->quote;
		}
		for (size_t k = 0; k < v->facts->people_count; k++) {
			const char *one[] = { v->facts->people[k] };
			const char *quote = view_mentions_any(v, one, 1);

			if (quote == s->quote)
				return quote;
		}
	}
	return NULL;
}

/* Whether the true cause lies with the supplier. */
static bool is_suppliers_fault(const struct facts *facts)
{
	for (size_t i = 0; i < facts->cause_word_count; i++) {
		const char *word = facts->cause_words[i];

		if (strstr(word, "vendor") || strstr(word, "provider") ||
		    strstr(word, "supplier"))
			return facts->root_cause_known;
	}
	return false;
}

/* The supplier named as the cause: to the public never, to the supplier not as
 * a finding that nobody has made. */
static void find_blamed_supplier(struct message_view *v)
{
	const char *who = v->rule->public		   ? say_supplier
			  : v->audience == AUDIENCE_VENDOR ? say_your_side
							   : NULL;
	const char *fault = v->rule->public ? say_supplier_fault
					    : say_your_fault;

	for (size_t i = 0; who && i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (s->question || !text_asserts(v->text, s, who) ||
		    !text_asserts(v->text, s, fault) ||
		    text_hedged(v->text, s) ||
		    text_has(v->text, s, say_asking_whether))
			continue;
		view_fault(v, FAULT_ACCUSES, s->quote,
			   v->rule->public
				   ? "puts the blame on a supplier in public"
				   : "accuses instead of asking");
		if (!is_suppliers_fault(v->facts))
			view_fault(v, FAULT_FALSE, s->quote,
				   "makes the supplier the cause, and that is "
				   "not established");
		return;
	}
}

static void find_blame(struct message_view *v)
{
	const struct text_sentence *where;
	const char *quote = blamed_person(v);

	if (quote)
		view_fault(v, FAULT_BLAME, quote, "blames a named person");
	if (text_mentions(v->text, say_accusing, &where)) {
		view_fault(v, FAULT_ACCUSES, where->quote,
			   "accuses instead of asking");
		view_fault(v, FAULT_FALSE, where->quote,
			   "states an accusation as if it were a finding");
	}
	if (text_mentions(v->text, say_insult, &where))
		view_fault(v, FAULT_ACCUSES, where->quote, "insults somebody");
	find_blamed_supplier(v);
}

static void find_promises(struct message_view *v)
{
	const struct text_sentence *where;

	for (size_t i = 0; i < v->text->sentence_count; i++) {
		where = &v->text->sentences[i];
		if (text_asserts(v->text, where, say_guarantee)) {
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
	find_blame(v);
	find_promises(v);
	find_panic(v);
}
