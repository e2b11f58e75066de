#include "scoring/claim.h"

#define BEFORE 4 /* words that are looked at before a number */
#define BEHIND 3 /* and behind its unit */

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
	static const char words[] =
		"would|will|could|if|forecast*|project*|by the end|"
		"end of month|month end|target*|goal|aim|aiming|should|"
		"per day|a day|per month|a month|further|another|"
		"to bring|to get";
	size_t at = number;

	while (at > sentence->first && number - at < 10)
		at--;
	return text_near(text, at, number, words) ||
	       text_near(text, number, number + 6,
			 "by the end|per month|a month|per day|a day|"
			 "by month|at month end|with each|each further|"
			 "more per|if nothing|if we|if it");
}

/* One of the words stands before the number and means it: in the same clause,
 * or right before the comma or bracket; not "works normally again, 0.8 %". */
static bool is_said_of_normal(const struct text *text, size_t first,
			      size_t number, const char *words)
{
	size_t nearest = number > first + 2 ? number - 2 : first;
	size_t from = first;

	if (text_near(text, first, number,
		      "normally again|normal again|works normally|"
		      "working normally|back to normal|created normally"))
		return false;
	while (from < number &&
	       text->words[from].clause != text->words[number].clause)
		from++;
	return text_near(text, from < nearest ? from : nearest, number, words);
}

enum claim_role claim_role_of(const struct text *text,
			      const struct text_sentence *sentence,
			      size_t number, size_t behind)
{
	static const char normal_before[] =
		"normal*|usual*|baseline|expected|typical*|instead of|against|"
		"versus|vs|planned|compared to|compared with|ordinar*|up from|"
		"norm|regular*";
	static const char normal_behind[] =
		"is normal|are normal|normally|is usual|usually|is the norm|"
		"baseline|is expected|as usual|on a normal";
	static const char was_before[] =
		"was|were|before|peak*|peaked|had|earlier|yesterday|from|"
		"previous*|highest";
	static const char was_behind[] =
		"before|earlier|at the peak|at peak|at its peak|yesterday|"
		"at the start|ago|previously";
	static const char limit[] =
		"cap|caps|capped|limit*|ceiling|maximum|max|threshold|quota*";
	static const char wanted[] =
		"refund*|credit|credits|compensat*|reimburs*|demand*";
	size_t first = reach_before(text, sentence, number);
	size_t end = reach_behind(text, sentence, behind);

	if (text_near(text, first, number, wanted))
		return CLAIM_WANTED;
	if (is_said_of_normal(text, first, number, normal_before) ||
	    text_near(text, behind, end, normal_behind))
		return CLAIM_NORMAL;
	if (text_near(text, first, number, limit) ||
	    text_near(text, behind, end, limit))
		return CLAIM_LIMIT;
	if (text_near(text, first, number, was_before) ||
	    text_near(text, behind, end, was_behind))
		return CLAIM_WAS;
	return may_be(text, sentence, number) ? CLAIM_MAY_BE : CLAIM_NOW;
}
