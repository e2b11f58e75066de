/* Whether the note of a hypothesis says what was seen. */
#include "scoring/judges/judges.h"

#include <string.h>

#include "scoring/phrases.h"

#define WORD_MIN 4 /* letters of a word that can be recognised in a pin */

/* Whether a word of the text stands in another text as well. */
static bool has_word_of(const struct text *other, const struct text_word *word)
{
	for (size_t i = 0; i < other->word_count; i++)
		if (strcmp(other->words[i].lower, word->lower) == 0)
			return true;
	return false;
}

/* The cause's name is no evidence for it. */
static bool is_name(const struct review *review, const struct pack_cause *cause,
		    const struct text_word *word)
{
	return has_word_of(text_read(cause->title, review->arena), word);
}

/* Whether a word counts that is no figure. */
static bool may_tell(const struct review *review, const struct text *note,
		     const struct pack_cause *cause, size_t at)
{
	const struct text_word *word = &note->words[at];

	return word->kind == TEXT_WORD && !is_name(review, cause, word);
}

/* Whether the note has a word of what a pin of this hypothesis shows. */
static bool names_pinned(const struct review *review, const struct text *note,
			 const struct pack_cause *cause)
{
	for (size_t i = 0; i < review->pin_count; i++) {
		const struct pin *pin = &review->pins[i];
		bool meant = pin->cause && strcmp(pin->cause, cause->id) == 0;
		const struct text *shown;

		if (!pin->evidence ||
		    (!meant && !review_pin_speaks(review, pin, cause)))
			continue;
		shown = text_read(pin->evidence, review->arena);
		for (size_t k = 0; k < note->word_count; k++)
			if (note->words[k].length >= WORD_MIN &&
			    !text_near(note, k, k + 1, say_glue) &&
			    may_tell(review, note, cause, k) &&
			    has_word_of(shown, &note->words[k]))
				return true;
	}
	return false;
}

bool note_names_evidence(const struct review *review,
			 const struct hypothesis *h)
{
	const struct text *note = h->note ? text_read(h->note, review->arena)
					  : NULL;

	for (size_t i = 0; note && i < note->word_count; i++)
		if (note->words[i].kind == TEXT_NUMBER ||
		    (may_tell(review, note, h->cause, i) &&
		     text_near(note, i, i + 1, say_observed)))
			return true;
	return note && names_pinned(review, note, h->cause);
}
