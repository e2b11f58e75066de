/*
 * "Did you mean ...?"
 */
#ifndef GAMEDAY_BASE_NEAREST_H
#define GAMEDAY_BASE_NEAREST_H

#include <stddef.h>

/* Of a NULL-ended list, the word that somebody who wrote `word` most likely
 * meant, or NULL if none is near.  Near is: a slip or two (a letter left out,
 * added, changed or swapped with its neighbour; one for every three letters),
 * case apart, or the beginning of exactly one.  Of equally near ones, the
 * first. */
const char *nearest_word(const char *word, const char *const *words);

/* Slips between two texts (optimal string alignment), ASCII case apart; texts
 * longer than 64 bytes are far from everything: SIZE_MAX. */
size_t nearest_distance(const char *a, const char *b);

#endif
