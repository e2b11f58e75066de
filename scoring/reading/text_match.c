#include "scoring/reading/text.h"

#include "scoring/reading/text_internal.h"

#include "scoring/phrases.h"

#include <string.h>

#define GAP_MAX 3      /* words that "~" may stand for */
#define DENIAL_REACH 5 /* words before, in which "not" still counts */

/* The next word of a pattern; false at the end of the alternative. */
static bool next_part(const char **pattern, const char **part, size_t *length)
{
	const char *p = *pattern;

	while (*p == ' ')
		p++;
	if (*p == '\0' || *p == '|')
		return false;
	*part = p;
	*length = strcspn(p, " |");
	*pattern = p + *length;
	return true;
}

static bool word_matches(const struct text_word *word, const char *part,
			 size_t length)
{
	if (length == 1 && *part == '#')
		return word->kind == TEXT_NUMBER;
	if (length > 1 && part[length - 1] == '*')
		return strncmp(word->lower, part, length - 1) == 0;
	return strncmp(word->lower, part, length) == 0 &&
	       word->lower[length] == '\0';
}

/* "{thing}": the kind of name that a part asks for, or -1. */
static int named_kind(const char *part, size_t length)
{
	static const char *const parts[SPEECH_COUNT] = {
		[SPEECH_THING] = "{thing}",
		[SPEECH_PEOPLE] = "{people}",
		[SPEECH_SYMPTOM] = "{symptom}",
		[SPEECH_SUPPLIER] = "{supplier}",
		[SPEECH_EVERYDAY] = "{everyday}",
	};

	for (int k = 0; *part == '{' && k < SPEECH_COUNT; k++)
		if (strncmp(part, parts[k], length) == 0)
			return k;
	return -1;
}

/* How many words a part takes at `word`; 0 = it is another. */
static size_t match_part(const struct text *text, size_t word, size_t end,
			 const char *part, size_t length)
{
	int kind = named_kind(part, length);

	if (word >= end)
		return 0;
	if (kind >= 0)
		return text->words[word].named[kind];
	return word_matches(&text->words[word], part, length) ? 1 : 0;
}

/* Matches one alternative at word `at`; how many words it took, 0 = no. */
static size_t match_one(const struct text *text, size_t at, size_t end,
			const char *pattern)
{
	const char *part;
	size_t length, word = at;

	while (next_part(&pattern, &part, &length)) {
		if (length == 1 && *part == '~') {
			for (size_t gap = 0; gap <= GAP_MAX; gap++) {
				size_t rest = match_one(text, word + gap, end,
							pattern);

				if (rest > 0)
					return word + gap + rest - at;
			}
			return 0;
		}
		size_t taken = match_part(text, word, end, part, length);

		if (taken == 0)
			return 0;
		word += taken;
	}
	return word - at;
}

static _Thread_local struct text_study *study;

void text_set_study(struct text_study *set)
{
	study = set;
}

/* Whether a phrase that was found counts. */
static bool counts(const char *phrase)
{
	return !study || study->met(study, phrase);
}

static size_t match_any(const struct text *text, size_t at, size_t end,
			const char *pattern)
{
	char first = at < text->word_count ? *text->words[at].lower : '\0';

	for (const char *p = pattern; p && *p;) {
		size_t count = *p == first || *p == '#' || *p == '{'
				       ? match_one(text, at, end, p)
				       : 0;

		if (count > 0 && counts(p))
			return count;
		p = strchr(p, '|');
		p = p ? p + 1 : NULL;
	}
	return 0;
}

size_t text_match(const struct text *text, size_t at, size_t end,
		  const char *pattern)
{
	return match_any(text, at, end, pattern);
}

struct text_span text_find_from(const struct text *text,
				const struct text_sentence *sentence,
				size_t from, const char *pattern)
{
	size_t end = sentence->first + sentence->count;

	for (size_t at = from; at < end; at++) {
		size_t count = match_any(text, at, end, pattern);

		if (count > 0)
			return (struct text_span){ at, count };
	}
	return (struct text_span){ 0, 0 };
}

struct text_span text_find(const struct text *text,
			   const struct text_sentence *sentence,
			   const char *pattern)
{
	return text_find_from(text, sentence, sentence->first, pattern);
}

bool text_has(const struct text *text, const struct text_sentence *sentence,
	      const char *pattern)
{
	return text_find(text, sentence, pattern).count > 0;
}

bool text_mentions(const struct text *text, const char *pattern,
		   const struct text_sentence **where)
{
	for (size_t i = 0; i < text->sentence_count; i++) {
		if (text_has(text, &text->sentences[i], pattern)) {
			if (where)
				*where = &text->sentences[i];
			return true;
		}
	}
	return false;
}

size_t text_count(const struct text *text, const char *pattern)
{
	size_t count = 0;

	for (const char *p = pattern; p && *p;) {
		for (size_t at = 0; at < text->word_count; at++) {
			if (match_one(text, at, text->word_count, p) > 0 &&
			    counts(p)) {
				count++;
				break;
			}
		}
		p = strchr(p, '|');
		p = p ? p + 1 : NULL;
	}
	return count;
}

bool text_near(const struct text *text, size_t first, size_t end,
	       const char *pattern)
{
	for (size_t at = first; at < end && at < text->word_count; at++)
		if (match_any(text, at, text->word_count, pattern) > 0)
			return true;
	return false;
}

bool text_negated(const struct text *text, const struct text_sentence *sentence,
		  size_t word)
{
	size_t reach = 0;

	for (size_t at = word; at > sentence->first && reach < DENIAL_REACH;
	     reach++) {
		at--;
		if (text->words[at].clause != text->words[word].clause)
			return false;
		if (match_any(text, at, at + 1, "but|because|only") > 0)
			return false;
		if (match_any(text, at, at + 2, say_denial) > 0)
			return true;
	}
	return false;
}

bool text_hedged(const struct text *text, const struct text_sentence *sentence)
{
	return text_has(text, sentence, say_hedge);
}

bool text_asserts(const struct text *text, const struct text_sentence *sentence,
		  const char *pattern)
{
	size_t from = sentence->first;

	if (sentence->question)
		return false;
	for (;;) {
		struct text_span span = text_find_from(text, sentence, from,
						       pattern);

		if (span.count == 0)
			return false;
		if (!text_negated(text, sentence, span.first))
			return true;
		from = span.first + 1;
	}
}

bool text_is_word_list(const struct text *text)
{
	size_t small = 0;

	if (text->word_count < 5)
		return false;
	for (size_t i = 0; i < text->word_count; i++)
		small += text_near(text, i, i + 1, say_glue) ? 1 : 0;
	return small * 8 < text->word_count;
}

static double share_in(const struct text *a, const struct text *b)
{
	size_t found = 0, count = 0;

	for (size_t i = 0; i < a->word_count && i < 400; i++) {
		count++;
		for (size_t j = 0; j < b->word_count && j < 400; j++) {
			if (strcmp(a->words[i].lower, b->words[j].lower) == 0) {
				found++;
				break;
			}
		}
	}
	return count ? (double)found / (double)count : 0;
}

double text_likeness(const struct text *a, const struct text *b)
{
	double one = share_in(a, b), two = share_in(b, a);

	return one < two ? one : two;
}
