/*
 * What the checks of the linter share.  Stays in scenarios/.
 */
#ifndef GAMEDAY_SCENARIOS_LINT_INTERNAL_H
#define GAMEDAY_SCENARIOS_LINT_INTERNAL_H

#include "base/vec.h"
#include "scenarios/lint.h"

struct lint {
	const struct pack *pack;
	const char *const *figures;
	struct arena *arena;
	struct {
		VEC_OF(struct pack_complaint);
	} complaints;
	/* Draws and parameters that something refers to. */
	struct {
		VEC_OF(const char *);
	} used;
};

/* "mitigations/spend-cap": what the complaint is about. */
const char *lint_where(struct lint *l, const char *list, const char *id);
void lint_say(struct lint *l, const char *where, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

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
/* Slots and figures everywhere; after it lint_used is complete. */
void lint_texts(struct lint *l);

#endif
