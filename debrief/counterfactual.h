/*
 * Counterfactuals: what a decision was worth.
 *
 * The drill is run with the decision removed or taken earlier, on its own seed
 * and on further ones that leave the cast as it is, each beside the drill as it
 * was played on the same seed.  Both runs draw the same people and the same
 * luck (common random numbers), so that a difference is the decision's.  What
 * is told is the mean of the paired differences and half of its 95 % confidence
 * interval, by Student's t (sim/chance/student.h); a difference that is smaller than
 * that is not clear.
 */
#ifndef GAMEDAY_DEBRIEF_COUNTERFACTUAL_H
#define GAMEDAY_DEBRIEF_COUNTERFACTUAL_H

#include "debrief/decisions.h"

#define COUNTERFACTUAL_SEEDS_MAX 7
#define COUNTERFACTUAL_TOO_SMALL_USD 1 /* is no difference */

struct counterfactual {
	const struct decision *decision;
	struct edit edit;
	/* Changed less played, by seed; [0] is the drill's own. */
	struct worth differences[COUNTERFACTUAL_SEEDS_MAX];
	int seeds;
	bool same;   /* on its own seed nothing changed, to the last bit */
	bool failed; /* could not be run: nothing is known */
	/* Of those differences. */
	double loss_usd, loss_noise_usd, excess_usd;
	double failed_users, failed_noise_users;
	double minutes_to_mitigate; /* on its own seed; NAN = never in one */
	bool played_mitigated, changed_mitigated; /* on its own seed */
	bool clear;
	bool harmful; /* a measure; words are told with what they brought */
	struct refusals refusals; /* on its own seed */
};

/* Works out what stands below the differences. */
void counterfactual_settle(struct counterfactual *c);
/* Whether further seeds may tell more. */
bool counterfactual_is_open(const struct counterfactual *c);

/* In plain words, in the arena. */
const char *counterfactual_sentence(const struct counterfactual *c,
				    const struct inputs *inputs,
				    struct arena *arena);

#endif
