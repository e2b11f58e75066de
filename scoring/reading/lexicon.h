/*
 * A lexicon: concepts, and the phrases by which people say them.
 *
 * Lexicons are data (questions/lexicon.json for all questions, one more in the
 * folder of each).  A file is
 *
 *	{ "format": 1, "concepts": { "queue": ["queue", "job* table", ...] } }
 *
 * A phrase is words parted by blanks, compared by their stems, so that "retry"
 * is "retries" too.  Beside words there are:
 *
 *	a/b     either word            #      any number
 *	abc*    any word that begins so  @time  a time of day
 *	~3      up to three words of any kind (without a number: up to 3)
 *	{name}  a concept that stands earlier in the files
 *	=rates  this very word, not its stem (=a/b: both)
 *
 * Later files may use the concepts of earlier ones and may add phrases to
 * them.  Nothing here knows what the concepts are for.
 */
#ifndef GAMEDAY_SCORING_READING_LEXICON_H
#define GAMEDAY_SCORING_READING_LEXICON_H

#include "base/arena.h"
#include "base/err.h"
#include "base/json.h"
#include "scoring/reading/text.h"

#define LEXICON_FORMAT 1
#define LEXICON_CONCEPTS_MAX 1024
#define LEXICON_PARTS_MAX 12	 /* of one phrase */
#define LEXICON_VARIANTS_MAX 256 /* that a phrase with a/b stands for */
#define LEXICON_GAP_MAX 12
#define LEXICON_HITS_MAX 4096 /* in one sentence; more are not looked for */

struct lexicon;

/* The caller owns it. */
struct lexicon *lexicon_create(void);
void lexicon_destroy(struct lexicon *lexicon);
/* Adds a file's concepts; false with a full err when it is not well formed. */
bool lexicon_add(struct lexicon *lexicon, const struct json_doc *doc,
		 struct err *err);

/* Number of a concept by name (length bytes), or -1. */
int lexicon_find(const struct lexicon *lexicon, const char *name,
		 size_t length);
size_t lexicon_count(const struct lexicon *lexicon);

/* Where a concept stands in a sentence. */
struct lexicon_hit {
	int concept;
	size_t first, count; /* words, counted from the sentence's first */
};
struct lexicon_hits {
	const struct lexicon_hit *items; /* by concept, then by place */
	size_t count;
};

/* All concepts of a sentence.  Lives in the arena. */
struct lexicon_hits lexicon_read(struct lexicon *lexicon,
				 const struct text *text,
				 const struct text_sentence *sentence,
				 struct arena *arena);

#endif
