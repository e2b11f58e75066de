/*
 * A text, read: words, numbers, sentences.
 *
 * What people write is cut into sentences and words once; the judges then ask
 * for phrases and numbers in them.  Contractions are undone ("don't" is "do
 * not"), thousands and decimals understood ("4,320", "4'450", "4.45k", "0,8"),
 * number words counted ("three", "twenty-five"), times of day told apart.
 * Nothing here knows what the text is about.
 */
#ifndef GAMEDAY_SCORING_READING_TEXT_H
#define GAMEDAY_SCORING_READING_TEXT_H

#include "base/arena.h"
#include "scenarios/pack.h"

#include <stdbool.h>
#include <stddef.h>

#define TEXT_BYTES_MAX 65536 /* what comes later is not read */
#define TEXT_WORDS_MAX 20000

enum text_kind {
	TEXT_WORD,
	TEXT_NUMBER, /* value */
	TEXT_CLOCK,  /* value = minutes since midnight */
	TEXT_SIGN,   /* one of % $ / and currencies */
};

struct text_word {
	const char *lower; /* ASCII letters in lower case */
	size_t at, length; /* bytes in the text */
	enum text_kind kind;
	double value;
	int clause;   /* grows at commas, colons, brackets, dashes */
	bool scaled;  /* was written with k or M */
	bool spelled; /* was written as a word */
	bool capital; /* begins with a capital letter */
	/* Words of the longest name of each kind that begins here; 0 = none. */
	unsigned char named[SPEECH_COUNT];
};

struct text_sentence {
	size_t first, count; /* words */
	const char *quote;   /* as it was written, on one line */
	bool question;
};

struct text {
	const char *raw;
	const struct text_word *words;
	size_t word_count;
	const struct text_sentence *sentences;
	size_t sentence_count;
	size_t exclamations; /* exclamation marks */
	size_t shouted;	     /* words of three letters and more in capitals */
	size_t long_words;   /* words of three letters and more */
	bool cut;	     /* was longer than TEXT_BYTES_MAX */
};

/* Everything lives in the arena. */
const struct text *text_read(const char *raw, struct arena *arena);

/* The same, with the names of this scenario; a kind without names, or NULL, has
 * the reader's own. */
const struct text *text_read_as(const char *raw,
				const struct pack_speech *speech,
				struct arena *arena);

/* Where a word ends in a text of the same places as it was read from, with a
 * genitive's ending, which is no part of the word: behind "vendor's". */
size_t text_word_end(const char *raw, const struct text_word *word);

/*
 * Phrases.  A pattern is alternatives parted by '|', each one words parted by
 * spaces.  "fail*" is any word that begins so, "#" any number, "~" up to three
 * words of any kind, "{thing}", "{people}", "{symptom}", "{supplier}" and
 * "{everyday}" a name of that kind.
 */
struct text_span {
	size_t first, count; /* words of the text; count 0 = not found */
};
struct text_span text_find(const struct text *text,
			   const struct text_sentence *sentence,
			   const char *pattern);
/* The same, beginning the search at word `from`. */
struct text_span text_find_from(const struct text *text,
				const struct text_sentence *sentence,
				size_t from, const char *pattern);
bool text_has(const struct text *text, const struct text_sentence *sentence,
	      const char *pattern);
/* In any sentence; the sentence goes to *where (may be NULL). */
bool text_mentions(const struct text *text, const char *pattern,
		   const struct text_sentence **where);
/* How many different words of the text match an alternative of the pattern. */
size_t text_count(const struct text *text, const char *pattern);
/* Whether one of the words from `first` up to before `end` starts a match. */
bool text_near(const struct text *text, size_t first, size_t end,
	       const char *pattern);

/* How many words from `at` on, before `end`, match one of the alternatives; 0 =
 * none does. */
size_t text_match(const struct text *text, size_t at, size_t end,
		  const char *pattern);

/* Whether what stands at that word is denied: "not", "no", "never", "without"
 * shortly before it in the same clause. */
bool text_negated(const struct text *text, const struct text_sentence *sentence,
		  size_t word);
/* Whether the sentence speaks of a guess: "may", "likely", "we suspect". */
bool text_hedged(const struct text *text, const struct text_sentence *sentence);
/* Found, and neither denied nor asked. */
bool text_asserts(const struct text *text, const struct text_sentence *sentence,
		  const char *pattern);

/* Whether this is a common English word, or one with a usual ending: "slow",
 * "slower", "slowly".  Lower case, letters only. */
bool text_is_common(const char *lower);

/* The Automated Readability Index of a text (Senter and Smith, 1967): 4.71
 * letters per word + 0.5 words per sentence - 21.43, about the school year that
 * reads it with ease; 0 for an empty text. */
double text_readability(const struct text *text);

/* Catchwords in a row: few of the small words that hold a sentence together. */
bool text_is_word_list(const struct text *text);

/* 0 .. 1: how many of the words of one text are in the other, taken both ways
 * and the smaller kept.  1 = the same words. */
double text_likeness(const struct text *a, const struct text *b);

#endif
