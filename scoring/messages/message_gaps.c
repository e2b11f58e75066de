/*
 * Gaps: prompts of a template that nobody has answered, "[who is hurt by it and
 * how many]", "<name>".
 *
 * They say what belongs there and nothing of their own, so they are taken out
 * before the message is read, and the message is told that it is unfinished.
 */
#include "scoring/messages/message_internal.h"

#include <string.h>

#include "scoring/phrases.h"

#define GAP_BYTES 160 /* a longer one is no prompt */
#define GAP_WORDS 3   /* nor is one of fewer words, unless it says so */

/* The bytes of a gap that begins here, with its brackets; 0 = none does. */
static size_t gap_at(const char *at, struct arena *arena)
{
	char close = *at == '[' ? ']' : *at == '<' ? '>' : '\0';
	const char *end = close ? strchr(at + 1, close) : NULL;
	const struct text *within;

	if (!end || end - at > GAP_BYTES || end == at + 1)
		return 0;
	within = text_read(arena_strndup(arena, at + 1, (size_t)(end - at - 1)),
			   arena);
	if (within->word_count == 0 ||
	    (!text_match(within, 0, within->word_count, say_gap) &&
	     !(within->word_count >= GAP_WORDS &&
	       text_match(within, 0, within->word_count, say_prompt))))
		return 0;
	return (size_t)(end - at + 1);
}

const char *message_without_gaps(const char *raw, struct arena *arena,
				 const char **first)
{
	char *out = arena_strdup(arena, raw), *to = out;

	*first = NULL;
	for (const char *at = raw; *at;) {
		size_t gap = gap_at(at, arena);

		if (gap > 0 && !*first)
			*first = arena_strndup(arena, at, gap);
		if (gap > 0)
			at += gap;
		else
			*to++ = *at++;
	}
	*to = '\0';
	return out;
}
