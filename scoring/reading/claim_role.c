#include "scoring/reading/claim.h"

#include "scoring/phrases.h"

#define BEFORE 4	/* words that are looked at before a number */
#define BEHIND 3	/* and behind its unit */
#define NORMAL_BEFORE 6 /* words before a number that call it normal */
#define NORMAL_NAMED 8	/* words of "what is normal ... is" */
#define NORMAL_GAP 2	/* between those and the number */

/* The first word before `number` that still speaks of it: not beyond another
 * number, not beyond BEFORE words. */
static size_t reach_before(const struct text *text,
			   const struct text_sentence *sentence, size_t number)
{
	size_t at = number;

	while (at > sentence->first && number - at < BEFORE) {
		const struct text_word *word = &text->words[at - 1];

		if (word->kind == TEXT_NUMBER && !word->spelled)
			break;
		at--;
	}
	return at;
}

static size_t reach_behind(const struct text *text,
			   const struct text_sentence *sentence, size_t behind)
{
	size_t end = sentence->first + sentence->count, at = behind;

	while (at < end && at - behind < BEHIND) {
		const struct text_word *word = &text->words[at];

		if (word->kind == TEXT_NUMBER ||
		    text_near(text, at, at + 1, "where|while|whereas") ||
		    (at > 0 && word->clause != text->words[behind - 1].clause))
			break;
		at++;
	}
	/* "..., normally 1,080" belongs to the number that follows. */
	return at < end && text->words[at].kind == TEXT_NUMBER &&
			       text->words[at].clause ==
				       text->words[behind - 1].clause
		       ? behind
		       : at;
}

/* A conditional or a future that governs the clause of the number. */
static bool may_be(const struct text *text,
		   const struct text_sentence *sentence, size_t number)
{
	size_t at = number;

	/* "If it went on for an hour, that would be 3,240": all of it. */
	if (text_match(text, sentence->first, number, say_supposes) > 0)
		return true;
	while (at > sentence->first && number - at < 10)
		at--;
	return text_near(text, at, number, say_may_be_before) ||
	       text_near(text, number, number + 6, say_may_be_behind);
}

/* One of the words stands before the number and means it: in the same clause,
 * or right before the comma or bracket; not "works normally again, 0.8 %". */
static bool is_said_of_normal(const struct text *text, size_t first,
			      size_t number, const char *words)
{
	size_t nearest = number > first + 2 ? number - 2 : first;
	size_t from = first;

	if (text_near(text, first, number, say_normal_again))
		return false;
	while (from < number &&
	       text->words[from].clause != text->words[number].clause)
		from++;
	return text_near(text, from < nearest ? from : nearest, number, words);
}

/* "Spend is normal at 10,000": what is now, called normal; not "would be normal
 * at", nor "what is normal at this hour is". */
static bool is_called_normal(const struct text *text,
			     const struct text_sentence *sentence,
			     size_t number)
{
	size_t first = number;

	while (first > sentence->first && number - first < NORMAL_BEFORE &&
	       (text->words[first - 1].kind != TEXT_NUMBER ||
		text->words[first - 1].spelled))
		first--;
	for (size_t at = first; at < number; at++) {
		size_t count = text_match(text, at, number, say_normal_now);
		size_t before = at > sentence->first + 3 ? at - 3
							 : sentence->first;

		if (count > 0 && at + count + NORMAL_GAP >= number &&
		    !text_negated(text, sentence, at) &&
		    !text_near(text, before, at, say_normal_in_theory))
			return true;
	}
	return false;
}

/* "What is normal at this hour is 10,000": further away, and yet meant. */
static bool is_normal_named(const struct text *text,
			    const struct text_sentence *sentence, size_t number)
{
	size_t first = number > sentence->first + NORMAL_NAMED
			       ? number - NORMAL_NAMED
			       : sentence->first;

	for (size_t at = first; at < number; at++)
		if (text->words[at].clause == text->words[number].clause &&
		    at + text_match(text, at, number, say_normal_is) == number)
			return true;
	return false;
}

enum claim_role claim_role_of(const struct text *text,
			      const struct text_sentence *sentence,
			      size_t number, size_t behind)
{
	size_t first = reach_before(text, sentence, number);
	size_t end = reach_behind(text, sentence, behind);

	if (text_near(text, first, number, say_wanted))
		return CLAIM_WANTED;
	if (is_called_normal(text, sentence, number))
		return CLAIM_NOW;
	if (is_said_of_normal(text, first, number, say_normal_before) ||
	    is_normal_named(text, sentence, number) ||
	    text_near(text, behind, end, say_normal_behind))
		return CLAIM_NORMAL;
	if (text_near(text, first, number, say_limit) ||
	    text_near(text, behind, end, say_limit))
		return CLAIM_LIMIT;
	if (text_near(text, first, number, say_was_before) ||
	    text_near(text, behind, end, say_was_behind))
		return CLAIM_WAS;
	return may_be(text, sentence, number) ? CLAIM_MAY_BE : CLAIM_NOW;
}
