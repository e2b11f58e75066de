/*
 * How a lexicon is kept: shared by lexicon.c (from data) and lexicon_match.c.
 */
#ifndef GAMEDAY_SCORING_READING_LEXICON_INTERNAL_H
#define GAMEDAY_SCORING_READING_LEXICON_INTERNAL_H

#include "base/stem.h"
#include "base/vec.h"
#include "scoring/reading/lexicon.h"

enum part_kind {
	PART_STEM,   /* value: number of the stem */
	PART_EXACT,  /* text */
	PART_PREFIX, /* text */
	PART_NUMBER,
	PART_TIME,
	PART_GAP,     /* value: most words */
	PART_CONCEPT, /* value: number of the concept */
};

struct part {
	enum part_kind kind;
	int value;
	const char *text;
	size_t length;
};

struct phrase {
	struct part parts[LEXICON_PARTS_MAX];
	size_t part_count;
	/* with the same first stem, or the next open one of its concept; -1 =
	 * none */
	int next;
	int concept;
	/* For measuring how much a lexicon leans on some texts: whether it was
	 * met since this was last cleared, and whether it is left out. */
	bool met, off;
};

struct concept {
	const char *name;
	/* First of its phrases that begin with no stem and have to be tried
	 * everywhere; -1 = none. */
	int open;
};

struct vocabulary_word {
	const char *stem;
	uint64_t hash;
	int phrases; /* first phrase that begins with it; -1 = none */
	int next;    /* in the same slot */
};

#define VOCABULARY_SLOTS 4096 /* a power of two */

struct lexicon {
	struct arena arena;
	struct stemmer *stemmer;
	struct {
		VEC_OF(struct concept);
	} concepts;
	struct {
		VEC_OF(struct phrase);
	} phrases;
	struct {
		VEC_OF(struct vocabulary_word);
	} words;
	int slots[VOCABULARY_SLOTS];
};

/* Number of a stem, or -1 when no phrase has it. */
int lexicon_word(const struct lexicon *lexicon, const char *stem);

#endif
