/*
 * The texts of a plan: what makes a reason, a trade-off, a metric or a way
 * back one that says something.
 */
#ifndef GAMEDAY_SCORING_PLAN_TEXT_H
#define GAMEDAY_SCORING_PLAN_TEXT_H

#include "scoring/review.h"
#include "scoring/text.h"

/* 0..1: a trade-off that is true of the measure, in the player's own words,
 * and said of no other measure before. */
double plan_tradeoff(const struct review *review, size_t index);
/* 0..1: a reason with content; a string of catchwords is none. */
double plan_reason(const struct review *review, size_t index);
/* 0..1: something that can be measured, best with a number. */
double plan_metric(const struct review *review, size_t index);
/* 0..1: a way back that says what is done, or why there is none. */
double plan_rollback(const struct review *review, size_t index);

/* Whether a text holds one of the '|'-parted words of a concept, not denied. */
bool plan_has_concept(const struct text *text, const char *concept);

#endif
