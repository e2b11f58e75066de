/*
 * The texts of a plan: what makes a reason, a trade-off, a metric or a way
 * back one that says something.
 */
#ifndef GAMEDAY_SCORING_PLAN_TEXT_H
#define GAMEDAY_SCORING_PLAN_TEXT_H

#include "scoring/review.h"
#include "scoring/reading/text.h"

/* What is wrong with a text of the plan. */
enum plan_fault {
	PLAN_SOUND,
	PLAN_EMPTY,	 /* not given */
	PLAN_SHORT,	 /* next to nothing */
	PLAN_DENIED,	 /* says that there is no trade-off */
	PLAN_COPIED,	 /* the pack's words */
	PLAN_REPEATED,	 /* said of an earlier item */
	PLAN_LISTED,	 /* catchwords in a row */
	PLAN_GENERAL,	 /* fits any measure */
	PLAN_EVERYTHING, /* so many costs that none was meant */
	PLAN_HALF,	 /* one side of it is missing */
	PLAN_UNTRUE,	 /* not true of this measure */
};
/* A few words on a fault for the report, "" for PLAN_SOUND. */
const char *plan_fault_words(enum plan_fault fault);

/* 0..1: a trade-off that is true of the measure, in the player's own words,
 * and said of no other measure before. */
double plan_tradeoff(const struct review *review, size_t index,
		     enum plan_fault *fault);
/* 0..1: a reason with content; what would do for any measure is hardly one. */
double plan_reason(const struct review *review, size_t index,
		   enum plan_fault *fault);
/* 0..1: something that can be measured, best with a number. */
double plan_metric(const struct review *review, size_t index);
/* 0..1: a way back that says what is done, or why there is none. */
double plan_rollback(const struct review *review, size_t index);

/* Whether the item has somebody who does it; "someone" is nobody. */
bool plan_owned(const struct review *review, size_t index);

#endif
