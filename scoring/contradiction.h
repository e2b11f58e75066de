/*
 * Contradictions: what one audience was told and another was told otherwise.
 *
 * Two messages contradict each other when they speak of the same thing and
 * cannot both have been right when they were sent: a figure, whether it is
 * over, whether the cause is known and which it is, whether there will be
 * refunds.  What changed in between is no contradiction: two figures that were
 * both true at their minute are two figures.
 */
#ifndef GAMEDAY_SCORING_CONTRADICTION_H
#define GAMEDAY_SCORING_CONTRADICTION_H

#include "scoring/review.h"

#define CONTRADICTIONS_MAX 8

struct contradiction {
	const struct message *first, *second; /* in the order of time */
	const char *first_quote, *second_quote;
	const char *about; /* "the spending", "the cause" */
};

/* Those of the player's messages, one a pair of messages at most; `out` has
 * room for CONTRADICTIONS_MAX.  Quotes live in the review's arena. */
size_t contradictions_find(const struct review *review,
			   struct contradiction *out);
/* One line to the player, in the review's arena. */
const char *contradiction_line(const struct review *review,
			       const struct contradiction *found);

#endif
