/*
 * Blame: of a person, of a supplier, of anybody who is insulted.
 *
 * A person is one whom the facts know, by the whole name or a part of it, or a
 * word with a capital that is no word of the language and no name of a thing.
 * Who did what is no blame ("Sam deployed the limit"); that it was somebody's
 * fault is, also as a guess.
 */
#include "scoring/messages/message_internal.h"

#include "base/str.h"
#include "scoring/phrases.h"

#include <string.h>

#define FAULT_REACH 5 /* words behind a name, in which a fault is theirs */

/* How many words of the name stand at a word: both, or one of them. */
static size_t known_name(const struct message_view *v, size_t at)
{
	const struct facts *f = v->facts;
	const struct text_word *word = &v->text->words[at];

	if (!word->capital && text_is_common(word->lower))
		return 0;
	for (size_t i = 0; i < f->people_count; i++) {
		const struct text *name = text_read(f->people[i], v->arena);
		size_t count = 0;

		while (count < name->word_count &&
		       at + count < v->text->word_count &&
		       strcmp(name->words[count].lower,
			      v->text->words[at + count].lower) == 0)
			count++;
		if (count > 0)
			return count;
		for (size_t k = 1; k < name->word_count; k++)
			if (name->words[k].length > 2 &&
			    strcmp(name->words[k].lower, word->lower) == 0)
				return 1;
	}
	return 0;
}

/* Whether the word is of a cause or a customer, which are no people. */
static bool is_of_things(const struct message_view *v, const char *word)
{
	const struct facts *f = v->facts;
	const struct {
		const char *const *items;
		size_t count;
	} lists[] = {
		{ f->cause_words, f->cause_word_count },
		{ f->other_cause_words, f->other_cause_word_count },
		{ f->private_words, f->private_count },
	};

	for (size_t l = 0; l < sizeof(lists) / sizeof(*lists); l++)
		for (size_t i = 0; i < lists[l].count; i++)
			if (str_has_nocase(lists[l].items[i], word))
				return true;
	return false;
}

/* A small letter, which an acronym does not have behind its first. */
static bool is_small(const struct text *t, size_t at)
{
	return !(t->raw[at] >= 'A' && t->raw[at] <= 'Z');
}

/* How many words of a person's name stand at a word; 0 = none. */
static size_t person_at(const struct message_view *v,
			const struct text_sentence *s, size_t at)
{
	const struct text *t = v->text;
	size_t end = s->first + s->count, count = known_name(v, at);

	if (count > 0)
		return count;
	while (at + count < end && count < 2) {
		const struct text_word *word = &t->words[at + count];

		if (word->kind != TEXT_WORD || !word->capital ||
		    word->length < 3 || !is_small(t, word->at + 1) ||
		    text_is_common(word->lower) ||
		    (count > 0 && word->clause != t->words[at].clause) ||
		    text_near(t, at + count, at + count + 1, say_no_person) ||
		    is_of_things(v, word->lower))
			break;
		count++;
	}
	return count;
}

/* Whether the word before is a genitive: "Anna's". */
static bool is_owner(const struct text *t, size_t at)
{
	return t->words[at + 1].at > t->words[at].at + t->words[at].length + 1;
}

/* A fault behind a name, in the same clause and not denied; or work of theirs
 * that is called bad. */
static bool is_at_fault(const struct message_view *v,
			const struct text_sentence *s, size_t behind)
{
	const struct text *t = v->text;
	size_t end = s->first + s->count;
	bool bad = text_has(t, s, say_bad_work);

	for (size_t w = behind; w < end && w < behind + FAULT_REACH; w++) {
		if (t->words[w].clause != t->words[behind - 1].clause &&
		    w > behind + 1)
			return false;
		if ((text_match(t, w, end, say_did_wrong) ||
		     (bad && text_match(t, w, end, say_did))) &&
		    !text_negated(t, s, w) && !text_near(t, w, w + 4, "not"))
			return true;
	}
	return false;
}

/* "Anna's mistake", "caused by Anna", "thanks to Anna", "Anna broke it", "it was
 * Anna's change, she forgot to test it". */
static bool blames_at(const struct message_view *v,
		      const struct text_sentence *s, size_t at, size_t count)
{
	const struct text *t = v->text;
	size_t last = at + count - 1, end = s->first + s->count;
	size_t from = at > s->first + 3 ? at - 3 : s->first;

	if (last + 1 < end && is_owner(t, last) &&
	    text_near(t, last + 1, last + 2, say_own_fault) &&
	    !text_negated(t, s, at))
		return true;
	for (size_t w = from; w < at; w++)
		if (w + text_match(t, w, at, say_blame_on) == at &&
		    !text_negated(t, s, w))
			return true;
	if (is_at_fault(v, s, last + 1))
		return true;
	for (size_t w = last + 1; w < end; w++)
		if (text_match(t, w, end, say_one_who) &&
		    is_at_fault(v, s, w + 1))
			return true;
	return false;
}

static const char *blamed_person(const struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		for (size_t w = s->first;
		     w < s->first + s->count && !s->question; w++) {
			size_t count = person_at(v, s, w);

			if (count > 0 && blames_at(v, s, w, count))
				return s->quote;
			w += count > 1 ? count - 1 : 0;
		}
	}
	return NULL;
}

/* Whether the true cause lies with the supplier, and that was found. */
static bool is_suppliers_fault(const struct message_view *v)
{
	const struct facts *f = v->facts;

	for (size_t i = 0; i < f->cause_word_count; i++) {
		const struct text *word = text_read_as(f->cause_words[i],
						       f->speech, v->arena);

		if (text_mentions(word, say_supplier_name, NULL))
			return f->root_cause_known;
	}
	return false;
}

/* Said outright: neither asked, denied nor guessed, nor what is to come. */
static bool is_told(const struct message_view *v, const struct text_sentence *s,
		    const char *phrases)
{
	for (size_t from = s->first; !s->question;) {
		struct text_span span = text_find_from(v->text, s, from,
						       phrases);

		if (span.count == 0)
			return false;
		if (!text_negated(v->text, s, span.first) &&
		    !text_near(v->text, span.first, span.first + span.count,
			       "not|no") &&
		    !view_conditional(v, s, span.first))
			return true;
		from = span.first + 1;
	}
	return false;
}

static bool blames_supplier(const struct message_view *v,
			    const struct text_sentence *s)
{
	if (text_hedged(v->text, s) || text_has(v->text, s, say_asking_whether))
		return false;
	if (v->rule->public)
		return text_asserts(v->text, s, say_supplier) &&
		       text_asserts(v->text, s, say_supplier_fault);
	if (v->audience == AUDIENCE_VENDOR)
		return text_asserts(v->text, s, say_your_side) &&
		       text_asserts(v->text, s, say_your_fault);
	return is_told(v, s, say_supplier_guilty) ||
	       (text_mentions(v->text, say_supplier_name, NULL) &&
		is_told(v, s, say_their_fault));
}

/* The supplier as the cause: to the public never, to the supplier not as a
 * finding that nobody has made, to colleagues not before it is one. */
static void find_blamed_supplier(struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (s->question || !blames_supplier(v, s))
			continue;
		if (v->rule->outside)
			view_fault(v, FAULT_ACCUSES, s->quote,
				   v->rule->public
					   ? "puts the blame on a supplier in "
					     "public"
					   : "accuses instead of asking");
		if (!is_suppliers_fault(v))
			view_denies(v, VERDICT_KNOWLEDGE, s,
				    "makes the supplier the cause, and that is "
				    "not established");
		return;
	}
}

void message_find_blame(struct message_view *v)
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
