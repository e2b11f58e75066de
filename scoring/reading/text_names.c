/*
 * Names: which words of a text are those of the scenario.
 *
 * A pack says how its people call things ("pick up", "rider"); what it leaves
 * out has the reader's own words.  A plural is the same name.
 */
#include "scoring/reading/text_internal.h"

#include <limits.h>
#include <string.h>

#include "scoring/phrases.h"

/* The names of a kind where a pack has none. */
static const char *const usual[SPEECH_COUNT] = {
	[SPEECH_THING] = say_usual_things,
	[SPEECH_SUPPLIER] = say_usual_suppliers,
};

/* The end of the next word of a name; a hyphen parts words, as in a text. */
static const char *word_end(const char *name)
{
	return name + strcspn(name, " -|");
}

/* Whether a word is that of a name; the last one may be a plural. */
static bool is_word(const char *lower, const char *name, const char *end)
{
	size_t length = (size_t)(end - name);
	bool last = *end == '\0' || *end == '|';

	if (length > 1 && name[length - 1] == '*')
		return strncmp(lower, name, length - 1) == 0;
	if (strncmp(lower, name, length) != 0)
		return false;
	lower += length;
	return *lower == '\0' ||
	       (last && (strcmp(lower, "s") == 0 || strcmp(lower, "es") == 0));
}

/* How many words from `at` on are this name, which ends at '|' or 0; 0 = they
 * are another. */
static size_t name_length(const struct text *text, size_t at, const char *name)
{
	for (size_t count = 0; at + count < text->word_count;) {
		const char *end = word_end(name);

		if (!is_word(text->words[at + count].lower, name, end))
			return 0;
		count++;
		if (*end == '\0' || *end == '|')
			return count < UCHAR_MAX ? count : 0;
		name = end + 1;
	}
	return 0;
}

static unsigned char longest(const struct text *text, size_t at,
			     const struct pack_speech *speech, int kind)
{
	size_t most = 0, count = speech ? speech->lists[kind].count : 0;

	for (size_t i = 0; i < count; i++) {
		size_t length = name_length(text, at,
					    speech->lists[kind].items[i]);

		most = length > most ? length : most;
	}
	for (const char *p = count == 0 ? usual[kind] : NULL; p;) {
		size_t length = name_length(text, at, p);

		most = length > most ? length : most;
		p = strchr(p, '|');
		p = p ? p + 1 : NULL;
	}
	return (unsigned char)most;
}

void text_find_names(struct text_word *words, const struct text *text,
		     const struct pack_speech *speech)
{
	for (size_t at = 0; at < text->word_count; at++)
		for (int kind = 0; kind < SPEECH_COUNT; kind++)
			words[at].named[kind] = longest(text, at, speech, kind);
}
