/*
 * Causes: named, known of, or guessed.
 */
#include "scoring/messages/message_internal.h"

#include "scoring/phrases.h"

/* "Cause: release 2.31 ..." */
static bool is_labelled_cause(const struct message_view *v,
			      const struct text_sentence *s)
{
	const struct text_word *word = &v->text->words[s->first];
	size_t label = text_near(v->text, s->first, s->first + 1, "root") ||
				       text_near(v->text, s->first,
						 s->first + 1, "the")
			       ? 1
			       : 0;

	return s->count > label + 2 &&
	       text_near(v->text, s->first + label, s->first + label + 1,
			 say_cause_label) &&
	       word[label].clause != word[label + 1].clause &&
	       !text_near(v->text, s->first + label + 1, s->first + label + 2,
			  say_cause_open);
}

/* "When the cause is fixed", "because of the incident", "the cause is still
 * open": words around a cause that name none. */
static bool names_something(const struct message_view *v,
			    const struct text_sentence *s, size_t behind)
{
	size_t end = s->first + s->count, at = behind;

	while (at < end && text_near(v->text, at, at + 1, say_cause_link))
		at++;
	return at < end && !text_near(v->text, at, at + 1, say_cause_unnamed);
}

/* One of the phrases, as a statement of now, with a name behind it. */
static bool names_after(const struct message_view *v,
			const struct text_sentence *s, const char *phrases)
{
	for (size_t from = s->first;;) {
		struct text_span span = text_find_from(v->text, s, from,
						       phrases);

		if (span.count == 0)
			return false;
		if (!s->question && !text_negated(v->text, s, span.first) &&
		    !view_conditional(v, s, span.first) &&
		    names_something(v, s, span.first + span.count))
			return true;
		from = span.first + 1;
	}
}

/* "A noisy customer caused this": a name, and the phrase behind it. */
static bool names_before(const struct message_view *v,
			 const struct text_sentence *s)
{
	struct text_span span = text_find(v->text, s, say_caused_this);

	return span.count > 0 && span.first > s->first && !s->question &&
	       !text_negated(v->text, s, span.first) &&
	       !view_conditional(v, s, span.first) &&
	       !text_near(v->text, span.first - 1, span.first, say_no_name);
}

/* A sentence that names a cause outright. */
static bool names_cause(const struct message_view *v,
			const struct text_sentence *s)
{
	return names_after(v, s, say_names_cause) || names_before(v, s) ||
	       names_after(v, s, say_because) ||
	       text_asserts(v->text, s, say_names_cause_whole) ||
	       is_labelled_cause(v, s);
}

/* "We have found the cause": a diagnosis, though it tells no name. */
static bool claims_to_know(const struct message_view *v,
			   const struct text_sentence *s)
{
	struct text_span span = text_find(v->text, s, say_knows_cause);

	return span.count > 0 && !s->question &&
	       !text_negated(v->text, s, span.first) &&
	       !view_conditional(v, s, span.first);
}

bool message_cause_is_wrong(const struct message_view *v,
			    const struct text_sentence *s)
{
	const struct facts *f = v->facts;
	bool right = f->cause_word_count == 0, other = false;

	for (size_t k = 0; k < f->cause_word_count; k++)
		right |= view_mentions(v, f->cause_words[k], NULL);
	for (size_t k = 0; k < f->other_cause_word_count; k++) {
		const struct text_sentence *where;

		other |= view_mentions(v, f->other_cause_words[k], &where) &&
			 where == s;
	}
	return other && !right;
}

const struct text_sentence *message_named_cause(const struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (names_cause(v, s) && !text_hedged(v->text, s) &&
		    !text_has(v->text, s, say_cause_unknown))
			return s;
	}
	return NULL;
}

/* A cause named or a diagnosis claimed, while none is established; guesses are
 * fine. */
void message_find_invented_cause(struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];
		bool names = names_cause(v, s);

		if ((!names && !claims_to_know(v, s)) ||
		    text_hedged(v->text, s) ||
		    text_has(v->text, s, say_cause_unknown))
			continue;
		if (v->facts->root_cause_known && !message_cause_is_wrong(v, s))
			continue;
		view_denies(
			v, VERDICT_KNOWLEDGE, s,
			v->facts->root_cause_known
				? "names a cause that it was not"
			: names ? "names a cause that is not established"
				: "says that the cause is known, and it is not "
				  "established");
		return;
	}
}
