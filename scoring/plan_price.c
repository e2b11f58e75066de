#include "scoring/plan_price.h"

#include <string.h>

#include "base/ascii.h"
#include "scoring/phrases.h"

#define WORD_MAX 80  /* letters of a pack's word */
#define WHOLE_WORD 4 /* shorter ones are taken as they are */
#define BELONGS 2    /* words of a concept that make it of a family */
#define GAIN_REACH 2 /* words before or behind that turn a price round */
#define DENIAL_REACH 4
#define EVERYTHING 6 /* kinds of cost in one text */

static const char *const families[] = {
	say_cost_refused, say_cost_wait,   say_cost_worse, say_cost_people,
	say_cost_money,	  say_cost_effort, say_cost_risk,  say_cost_stale,
	say_cost_noise,	  say_cost_tied,
};
#define FAMILIES (sizeof(families) / sizeof(*families))

/* Whether a word from `first` on, before `end` and in the clause of `word`,
 * matches. */
static bool beside(const struct text *text, size_t first, size_t end,
		   size_t word, const char *pattern)
{
	for (size_t at = first; at < end; at++)
		if (text->words[at].clause == text->words[word].clause &&
		    text_match(text, at, end, pattern) > 0)
			return true;
	return false;
}

/* "costs less", "fewer errors", "better quality" */
static bool is_gain(const struct text *text,
		    const struct text_sentence *sentence, struct text_span span)
{
	size_t last = sentence->first + sentence->count;
	size_t behind = span.first + span.count;
	size_t before = span.first - sentence->first < GAIN_REACH
				? sentence->first
				: span.first - GAIN_REACH;
	size_t end = behind + GAIN_REACH < last ? behind + GAIN_REACH : last;

	if (text_match(text, span.first, behind, say_bad_thing) > 0)
		return beside(text, before, span.first, span.first,
			      say_less_of) ||
		       beside(text, behind, end, span.first, say_falls);
	return text_match(text, span.first, behind, say_good_thing) > 0 &&
	       beside(text, before, span.first, span.first, say_more_of);
}

static bool is_denied(const struct text *text,
		      const struct text_sentence *sentence,
		      struct text_span span)
{
	size_t behind = span.first + span.count;
	size_t reach = span.first - sentence->first;

	/* "no clip" is a price, and denies by itself. */
	if (beside(text, span.first, behind, span.first, say_plain_denial))
		return false;
	reach = reach < DENIAL_REACH ? reach : DENIAL_REACH;
	return beside(text, span.first - reach, span.first, span.first,
		      say_plain_denial);
}

static bool states(const struct text *text, const char *pattern)
{
	for (size_t i = 0; i < text->sentence_count; i++) {
		const struct text_sentence *s = &text->sentences[i];
		size_t end = s->first + s->count;

		for (size_t at = s->first; at < end; at++) {
			struct text_span span = { at, text_match(text, at, end,
								 pattern) };

			if (span.count > 0 && !is_gain(text, s, span) &&
			    !is_denied(text, s, span))
				return true;
		}
	}
	return false;
}

/* A pack's word as a pattern: its beginning is enough, since packs write
 * "refuse" and people "refused". */
static bool states_word(const struct text *text, const char *word,
			size_t length)
{
	char pattern[WORD_MAX + 2];
	size_t at = 0;

	if (length == 0 || length > WORD_MAX)
		return false;
	for (size_t i = 0; i < length; i++)
		pattern[at++] = word[i] == '-' ? ' ' : ascii_lower(word[i]);
	/* "pro" is not "problem". */
	if (length >= WHOLE_WORD)
		pattern[at++] = '*';
	pattern[at] = '\0';
	return states(text, pattern);
}

/* How many of a concept's words belong to a family. */
static size_t shared_with(const struct text *concept, const char *family)
{
	size_t count = 0;

	for (size_t i = 0; i < concept->sentence_count; i++)
		count += text_has(concept, &concept->sentences[i], family) ? 1
									   : 0;
	return count;
}

/* A concept with each word a sentence of its own. */
static const struct text *as_sentences(const char *concept, struct arena *arena)
{
	char *copy = arena_strdup(arena, concept);

	for (char *c = copy; *c; c++)
		if (*c == '|')
			*c = '\n';
	return text_read(copy, arena);
}

bool price_holds(const struct text *text, const char *concept,
		 struct arena *arena)
{
	const struct text *words;

	for (const char *at = concept; *at;) {
		size_t length = strcspn(at, "|");
		size_t end = length;

		while (end > 0 && at[end - 1] == ' ')
			end--;
		if (states_word(text, at, end))
			return true;
		at += length;
		at += *at == '|' ? 1 : 0;
	}
	words = as_sentences(concept, arena);
	for (size_t i = 0; i < FAMILIES; i++)
		if (shared_with(words, families[i]) >= BELONGS &&
		    states(text, families[i]))
			return true;
	return false;
}

bool price_is_general(const struct text *text)
{
	for (size_t i = 0; i < text->word_count; i++) {
		const struct text_word *w = &text->words[i];

		if (w->kind == TEXT_WORD &&
		    !text_near(text, i, i + 1, say_glue) &&
		    !text_near(text, i, i + 1, say_fits_all_costs))
			return false;
	}
	return true;
}

bool price_is_everything(const struct text *text)
{
	size_t kinds = 0;

	for (size_t i = 0; i < FAMILIES; i++)
		kinds += families[i] != say_cost_people &&
					 text_mentions(text, families[i], NULL)
				 ? 1
				 : 0;
	return kinds >= EVERYTHING;
}
