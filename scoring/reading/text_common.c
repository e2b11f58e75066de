/*
 * How common the words of a text are, and how easily it reads.
 */
#include "scoring/reading/text.h"

#include <string.h>

#include "base/ascii.h"
#include "scoring/phrases.h"

#define WORD_MAX 40 /* letters; longer ones are no words */
#define STEM_MIN 3
#define DEPTH_MAX 2 /* endings that are taken off: "slow-er-s" */

static bool is_listed(const char *word)
{
	size_t low = 0, high = COMMON_WORDS;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcmp(common_words + common_word_places[middle],
				   word);

		if (order == 0)
			return true;
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return false;
}

static bool is_common(const char *word, int depth);

/* The word with an ending taken off and another put in its place. */
static bool is_common_stem(const char *word, size_t stem, const char *instead,
			   int depth)
{
	char base[WORD_MAX + 2];
	size_t length = stem + strlen(instead);

	if (length < STEM_MIN || length > WORD_MAX)
		return false;
	memcpy(base, word, stem);
	memcpy(base + stem, instead, strlen(instead) + 1);
	if (is_common(base, depth))
		return true;
	/* "stopped" */
	if (*instead == '\0' && length > STEM_MIN &&
	    base[length - 1] == base[length - 2]) {
		base[length - 1] = '\0';
		return is_common(base, depth);
	}
	return false;
}

static bool is_common(const char *word, int depth)
{
	static const struct {
		const char *ending, *instead;
	} endings[] = {
		{ "ies", "y" },	 { "ied", "y" }, { "ier", "y" },
		{ "iest", "y" }, { "ily", "y" }, { "iness", "y" },
		{ "es", "" },	 { "es", "e" },	 { "s", "" },
		{ "ed", "" },	 { "ed", "e" },	 { "d", "" },
		{ "ing", "" },	 { "ing", "e" }, { "er", "" },
		{ "er", "e" },	 { "ers", "" },	 { "ers", "e" },
		{ "est", "" },	 { "est", "e" }, { "ly", "" },
		{ "ness", "" },
	};
	size_t length = strlen(word);

	if (is_listed(word))
		return true;
	for (size_t i = 0;
	     depth < DEPTH_MAX && i < sizeof(endings) / sizeof(*endings); i++) {
		size_t ending = strlen(endings[i].ending);

		if (length > ending &&
		    strcmp(word + length - ending, endings[i].ending) == 0 &&
		    is_common_stem(word, length - ending, endings[i].instead,
				   depth + 1))
			return true;
	}
	return false;
}

bool text_is_common(const char *lower)
{
	return strlen(lower) <= WORD_MAX && is_common(lower, 0);
}

double text_readability(const struct text *text)
{
	double letters = 0, words = 0;

	for (size_t i = 0; i < text->word_count; i++) {
		const struct text_word *word = &text->words[i];

		if (word->kind == TEXT_SIGN)
			continue;
		words++;
		letters += (double)word->length;
	}
	if (words <= 0 || text->sentence_count == 0)
		return 0;
	return 4.71 * letters / words +
	       0.5 * words / (double)text->sentence_count - 21.43;
}
