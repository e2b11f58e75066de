/*
 * Stems of English words: "retries", "retried" and "retrying" are one.
 *
 * Built on libstemmer's English algorithm (Porter2), which only stem.c knows.
 * A stem is no word and is never shown; it is only compared with others.
 */
#ifndef GAMEDAY_BASE_STEM_H
#define GAMEDAY_BASE_STEM_H

#define STEM_SIZE 48 /* bytes of the longest stem, with the terminator */

struct stemmer;

/* The caller owns it.  It must not be used by two threads at once. */
struct stemmer *stemmer_create(void);
void stemmer_destroy(struct stemmer *stemmer);

/* Writes the stem of a word in lower case to out and returns it.  A word that
 * is too long to be one is cut. */
const char *stemmer_stem(struct stemmer *stemmer, const char *word,
			 char out[STEM_SIZE]);

#endif
