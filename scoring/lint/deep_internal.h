/*
 * What the deep checks share.  Stays in scoring/.
 */
#ifndef GAMEDAY_SCORING_LINT_DEEP_INTERNAL_H
#define GAMEDAY_SCORING_LINT_DEEP_INTERNAL_H

#include "drill/drill.h"
#include "scoring/lint/deep.h"

/* A drill of the variant at the page; NULL after a complaint. */
struct drill *deep_drill(struct lint *l, size_t variant, uint64_t seed);
/* "variants/preset" */
const char *deep_variant(struct lint *l, size_t variant);

/* How far a figure went in all the runs that were watched. */
struct deep_range {
	const char *figure;
	double low, high; /* NAN = it never existed */
};

struct deep_ranges {
	VEC_OF(struct deep_range);
};

struct deep {
	struct lint *lint;
	const struct deep_script *scripts;
	size_t script_count;
	struct deep_ranges ranges;
	bool *came;   /* injects, in the pack's order */
	bool *paging; /* alerts that fired in every variant so far */
};

/* One file each. */
void deep_headline(struct deep *d); /* notes what came, and ranges */
void deep_effects(struct deep *d);
void deep_par(struct deep *d);	   /* the same of par and of good runs */
void deep_injects(struct deep *d); /* after these */

/* Notes which injects came, and the figures as they are. */
void deep_watch(struct deep *d, const struct drill *drill);
void deep_note_injects(struct deep *d, const struct drill *drill);

#endif
