/*
 * Outcome: what a drill came to, over the scenario's full length.
 *
 * Whatever minute the player ended at, the simulation runs on to the full
 * length with the measures then in force (those on their way land), so that
 * ending early hides nothing.  Baseline and excess are against the same seed
 * without the cause and without commands, at the same minute.
 */
#ifndef GAMEDAY_DRILL_OUTCOME_H
#define GAMEDAY_DRILL_OUTCOME_H

#include "drill/drill.h"

struct outcome_minute {
	double spend_usd_per_hour, spend_ratio, error_rate, p95_s;
	double attempts_per_job, http_429_per_min; /* NAN = never happened */
};

#define OUTCOME_MINUTES_MAX 240

struct outcome {
	double excess_usd;   /* from the page to the full length */
	double failed_users; /* beyond the baseline's */
	double degraded_clips;
	double failed_loss_usd, degraded_loss_usd, credits_usd;
	double measures_usd;	    /* what measures cost once */
	double loss_usd;	    /* all of it, and the excess */
	double minutes_to_diagnose; /* first right conclusion; NAN = never */
	double minutes_to_mitigate; /* spend and errors back and staying; NAN */
	double minutes_to_contain;  /* spend ratio below 1.5 and staying; NAN */
	double spend_ratio_end, error_rate_end, p95_s_end;
	size_t minute_count;
	struct outcome_minute minutes[OUTCOME_MINUTES_MAX];
	uint64_t hash; /* of the engine at the full length */
};

/* Runs the drill itself on to the full length: of a copy that is not needed
 * any more. */
bool outcome_run_on(struct drill *drill, struct outcome *out, struct err *err);
/* The same, with the pack's par lines from the page on: of a copy that stands
 * there. */
bool outcome_run_par(struct drill *drill, struct outcome *out, struct err *err);
/* The outcome of this drill as it stands (works on a copy). */
bool outcome_of(const struct drill *drill, struct outcome *out,
		struct err *err);
/* Of the same pack, seed and variant with nobody doing anything. */
bool outcome_of_nothing(const struct drill *drill, struct outcome *out,
			struct err *err);
/* Of the pack's par script for that variant, on the drill's seed; every
 * approval in it is waited for as in any drill. */
bool outcome_of_par(const struct drill *drill, struct outcome *out,
		    struct err *err);

#endif
