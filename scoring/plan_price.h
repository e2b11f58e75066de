/*
 * What a measure costs, in the player's words.
 *
 * A pack names the true price of a measure by a few words for each side of it
 * ("refuse|block|fail", "user|customer").  People say the same in other words,
 * so each word that belongs to a family (phrases/plans.txt) stands for all of
 * it.  A gain is no price: "costs less" and "fewer people wait" do not count,
 * nor does what is denied.
 */
#ifndef GAMEDAY_SCORING_PLAN_PRICE_H
#define GAMEDAY_SCORING_PLAN_PRICE_H

#include "base/arena.h"
#include "scoring/reading/text.h"

/* Whether the text states this side of a price: words parted by '|', of which
 * the beginnings are enough. */
bool price_holds(const struct text *text, const char *concept,
		 struct arena *arena);
/* Nothing but words that fit any measure: "may have side effects". */
bool price_is_general(const struct text *text);
/* So many kinds of cost at once that none was meant. */
bool price_is_everything(const struct text *text);

#endif
