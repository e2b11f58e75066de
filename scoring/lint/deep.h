/*
 * Does a pack keep its promises?  The checks that need its rubric, or runs.
 *
 * lint_rubric() reads the rubric against the pack: points that nobody can earn,
 * because no measure, person or panel is there to earn them by.
 *
 * lint_deep() plays the pack.  In each variant somebody who does nothing must
 * be paged, by the same alert; a measure must change what happens, and where it
 * is said to help it must; a message that waits for a figure or a time must be
 * able to come; par must be playable and worth playing; and a good run, which
 * the pack's folder holds as scripts/good-VARIANT.txt, must pass.
 *
 * Runs are by DEEP_SEED, the headline by DEEP_SEEDS of them.  That takes some
 * seconds: DEEP_SEEDS + 3 drills a variant, and one simulation for each measure
 * that ends as soon as the measure shows.
 */
#ifndef GAMEDAY_SCORING_LINT_DEEP_H
#define GAMEDAY_SCORING_LINT_DEEP_H

#include "scenarios/lint.h"

#define DEEP_SEED 1
#define DEEP_SEEDS 3
#define DEEP_PAGED_BY_S 300 /* somebody who does nothing is paged by then */

struct deep_script {
	const char *name; /* "good-preset.txt" */
	const char *text;
};

/* Complaints of the rubric alone; none when there is no rubric. */
void lint_rubric(struct lint *l);

/* All of it.  `scripts` are those of the pack's folder. */
void lint_deep(struct lint *l, const struct deep_script *scripts, size_t count);

#endif
