/*
 * Conditions, as packs write them.
 *
 * An alert, an inject, a stakeholder's reaction or a rule of an approval
 * happens when a condition on the drill holds.  The vocabulary is closed and
 * small; this is its parsed form, and drill/condition.h tells whether one
 * holds.  docs/pack-format.md describes each with an example.
 */
#ifndef GAMEDAY_SCENARIOS_PREDICATE_H
#define GAMEDAY_SCENARIOS_PREDICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* kind, key in the file */
#define PREDICATE_KINDS(P) \
	P(ALL, "all")	    /* every item holds */ \
	P(ANY, "any")	    /* at least one item holds */ \
	P(NOT, "not")	    /* the one item does not hold */ \
	P(AFTER, "after")   /* drill time has reached "MM:SS" */ \
	P(FIGURE, "figure") /* a figure above / below, for a time */ \
	P(TOLD, "told")	    /* an audience got a message: min_score, within */ \
	P(APPLIED, "applied") /* one of these measures is in force; since */ \
	P(REQUESTED, "requested") /* one of these was asked for or applied */ \
	P(SUSPECTED, "suspected") /* cause, "right", "wrong" or "any" */ \
	P(CONCLUDED, "concluded") /* the same */ \
	P(DECLARED, "declared")	  /* a severity or phase was declared */ \
	P(HAPPENED, "happened")	  /* an inject or alert of this id; ago */ \
	P(PINNED, "pinned")	  /* a panel was pinned */ \
	P(VARIANT, "variant")	  /* the drill's variant is one of these */

enum predicate_kind {
#define P(id, key) PREDICATE_##id,
	PREDICATE_KINDS(P)
#undef P
		PREDICATE_KIND_COUNT
};

struct predicate {
	enum predicate_kind kind;
	const struct predicate *items; /* all, any, not */
	size_t item_count;
	const char *const *names; /* ids; for a figure its one name */
	size_t name_count;
	bool has_above, has_below;
	double above, below;
	int64_t seconds;  /* after; for; within; since; ago (0 = any) */
	double min_score; /* told: 0..10 */
};

#endif
