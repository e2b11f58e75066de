/*
 * Telling somebody which words would have been right.
 */
#ifndef GAMEDAY_DRILL_COMMANDS_CHOICES_H
#define GAMEDAY_DRILL_COMMANDS_CHOICES_H

#include "base/str.h"

#include <stddef.h>

#define CHOICES_MAX 128

/* Adds "; did you mean 'X'?" when one of the words is near. */
void choices_hint(const char *word, const char *const *words, size_t count,
		  struct str *out);
/* Adds "a, b or c". */
void choices_list(const char *const *words, size_t count, struct str *out);

#endif
