/*
 * Loss: what the incident costs, by the pack's stakes.
 *
 * Loss = money spent beyond the baseline + what a person left with nothing
 * costs,
 * by plan + what a degraded clip costs + service credits owed + what measures
 * cost once.  Spending less than the baseline is no gain: those clips were not
 * made.
 */
#ifndef GAMEDAY_DRILL_LOSS_H
#define GAMEDAY_DRILL_LOSS_H

#include "drill/drill.h"

struct loss {
	double excess_usd;   /* beyond the baseline, minute by minute */
	double failed_users; /* beyond the baseline's */
	double degraded_clips;
	double failed_usd, degraded_usd, credits_usd;
	double measures_usd; /* their one-time costs */
	double total_usd;
};

/* From one second to another that the drill has reached. */
void loss_between(const struct drill *drill, int64_t from_s, int64_t to_s,
		  struct loss *out);
/* Adds those who at this moment still wait, beyond the baseline's: when the
 * time is up they are people without a clip. */
void loss_add_waiting(const struct drill *drill, struct loss *out);

/* People of this engine who left without a clip in the window.  A value whose
 * failing costs nothing stands for no people (a script, a batch run): it is
 * left out, here and in failed_users. */
double loss_people(const struct drill *drill, const struct sim_engine *engine,
		   struct sim_window window);

#endif
