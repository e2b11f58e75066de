/*
 * What the checks of the linter share.  Stays in scenarios/.
 */
#ifndef GAMEDAY_SCENARIOS_LINT_INTERNAL_H
#define GAMEDAY_SCENARIOS_LINT_INTERNAL_H

#include "scenarios/lint.h"

void lint_use(struct lint *l, const char *name);
bool lint_used(const struct lint *l, const char *name);

/* '|'-parted words: none empty, all in lower case. */
void lint_words(struct lint *l, const char *where, const char *const *words,
		size_t count);

/* One file each. */
void lint_causes(struct lint *l);
void lint_variants(struct lint *l);
void lint_measures(struct lint *l);
void lint_people(struct lint *l);
void lint_gaps(struct lint *l);
void lint_hidden(struct lint *l);
/* Gives each complaint its file, line, column and pointer. */
void lint_place(const struct pack *pack, struct pack_complaint *complaints,
		size_t count, struct arena *arena);
/* Slots and figures everywhere; after it lint_used is complete. */
void lint_texts(struct lint *l);

#endif
