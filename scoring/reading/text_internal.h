/*
 * What the parts of the reader share.
 */
#ifndef GAMEDAY_SCORING_READING_TEXT_INTERNAL_H
#define GAMEDAY_SCORING_READING_TEXT_INTERNAL_H

#include "scoring/reading/text.h"

/* A number written in digits at `s` (a digit).  Fills value, kind and scaled
 * and returns its bytes.  0 when it is part of a name such as "1080p". */
size_t text_parse_number(const char *s, struct text_word *out);
/* The value of a number word ("three", "half"), or -1. */
double text_number_word(const char *lower);
/* Whether it multiplies what stands before it: "hundred", "dozen". */
bool text_is_scale(const char *lower);
/* Makes one number of the words of one ("four thousand three hundred", "2.4
 * million", "one and a half"), in place; returns how many words are left. */
size_t text_fold_numbers(struct text_word *words, size_t count);

/* The same for times of day in words: "half past two", "two o'clock". */
size_t text_fold_clocks(struct text_word *words, size_t count);

/* Notes at each word which names begin there. */
void text_find_names(struct text_word *words, const struct text *text,
		     const struct pack_speech *speech);

/*
 * For cross-validation alone: while a study is set in this thread, `met` is
 * told each phrase that was found (by where it stands in its list) and says
 * whether it counts.  NULL ends it.
 */
struct text_study {
	bool (*met)(struct text_study *study, const char *phrase);
};
void text_set_study(struct text_study *set);

#endif
