/*
 * What is wrong with a pack although it can be read.
 *
 * The loader refuses what cannot be understood.  The linter takes a pack that
 * loads and lists everything that would make it a poor drill: names that
 * nothing uses, texts with a slot that nobody fills, measures without effect,
 * causes that one look gives away.  Whether the model does what the pack
 * promises needs runs and is asked in scoring/lint/deep.h, which complains by
 * the same means.
 *
 * Each complaint says where in the pack's files it is, and what mends it.
 */
#ifndef GAMEDAY_SCENARIOS_LINT_H
#define GAMEDAY_SCENARIOS_LINT_H

#include "base/arena.h"
#include "base/vec.h"
#include "scenarios/pack.h"

#include <stddef.h>

#define LINT_CAUSES_MIN 12 /* fewer can be tried one by one */

struct pack_complaint {
	const char *where; /* "mitigations/spend-cap", "variants/tenant" */
	const char *what;  /* a sentence for whoever writes the pack */
	const char *fix;   /* what mends it; an imperative sentence */
	/* The place in a file; the nearest one that is there when the thing
	 * itself is what is missing. */
	const char *file;    /* "scenario.json" */
	const char *pointer; /* JSON pointer, "" when the file is none */
	int line, column;    /* from 1; 0 = the file as a whole */
};

/* All complaints, in the order of the checks; an array of *count in the arena.
 * `figures` is the NULL-ended list of figures that texts and conditions may
 * name (drill/figure.h knows them). */
const struct pack_complaint *pack_lint(const struct pack *pack,
				       const char *const *figures,
				       struct arena *arena, size_t *count);

/* --- for checks in the rooms above --------------------------------------- */

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

void lint_begin(struct lint *l, const struct pack *pack, struct arena *arena);
/* "mitigations/spend-cap": what the complaint is about, by the keys and ids of
 * scenario.json; "stakeholders/..." is of stakeholders.json, and what begins
 * with a file's name is of that file. */
const char *lint_where(struct lint *l, const char *list, const char *id);
void lint_say(struct lint *l, const char *where, const char *fix,
	      const char *format, ...) __attribute__((format(printf, 4, 5)));
/* The complaints with their places; an array of *count in the arena. */
const struct pack_complaint *lint_end(struct lint *l, size_t *count);

#endif
