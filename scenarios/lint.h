/*
 * What is wrong with a pack although it can be read.
 *
 * The loader refuses what cannot be understood, at the first mistake.  The
 * linter takes a pack that loads and lists everything that would make it a
 * poor drill: names that nothing uses, texts with a slot that nobody fills,
 * measures without effect, causes that one look gives away.  Whether the
 * model does what the pack promises is not asked here; that needs runs.
 */
#ifndef GAMEDAY_SCENARIOS_LINT_H
#define GAMEDAY_SCENARIOS_LINT_H

#include "base/arena.h"
#include "scenarios/pack.h"

#include <stddef.h>

#define LINT_CAUSES_MIN 12 /* fewer can be tried one by one */

struct pack_complaint {
	const char *where; /* "mitigations/spend-cap", "variants/tenant" */
	const char *what;  /* a sentence for whoever writes the pack */
};

/* All complaints, in the order of the file; an array of *count in the arena.
 * `figures` is the NULL-ended list of figures that texts and conditions may
 * name (drill/figure.h knows them). */
const struct pack_complaint *pack_lint(const struct pack *pack,
				       const char *const *figures,
				       struct arena *arena, size_t *count);

#endif
