/*
 * Replications: the same model with independent seeds, and what the measures
 * are on average, with how far that may be from the truth.
 *
 * A pure function of the experiment: each replication has an engine, a seed
 * and a slot of its own, so the findings have the same bytes however many
 * threads there are.  A confidence interval is mean +- half_width with
 * Student's t (Law, Simulation Modeling and Analysis, 5th ed., 9.4.1: the
 * replication/deletion approach).
 *
 * Time 0 is the end of the warm-up, which is simulated and not counted.
 */
#ifndef GAMEDAY_SIM_STATS_REPLICATE_H
#define GAMEDAY_SIM_STATS_REPLICATE_H

#include "base/err.h"
#include "sim/stats/measure.h"
#include "sim/telemetry/telemetry.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SIM_REPLICATIONS_MAX 10000
#define SIM_THREADS_MAX 16
#define SIM_CONFIDENCE 0.95

/* A parameter is `value` from `at_us` on, after what else happens then.  At
 * -warm_up_us it is so from the beginning. */
struct sim_change {
	int64_t at_us;
	int parameter;
	double value; /* one that is allowed */
};

struct sim_experiment {
	const struct sim_model *model;
	uint64_t seed; /* of replication 0; the others have keys of it */
	int64_t warm_up_us, length_us;	  /* warm-up from -warm_up_us to 0 */
	const struct sim_change *changes; /* by time; at one time, in order */
	size_t change_count;
	unsigned replications; /* 1 to SIM_REPLICATIONS_MAX */
	unsigned threads;      /* 0 = one per core */
	uint64_t memory_bytes; /* of all engines at once, roughly; 0 = any */
	/* NULL, or where the simulated time of all replications that is done
	 * is counted while it runs. */
	_Atomic uint64_t *done_us;
};

/* What one measure came to. */
struct sim_estimate {
	struct sim_measure measure; /* its value: the mean */
	double deviation;	    /* standard deviation of the replications */
	double half_width;	    /* of the confidence interval */
	unsigned n;		    /* replications in which it exists */
};

struct sim_findings {
	unsigned replications;
	size_t count;
	struct sim_estimate *estimate; /* as sim_measures() lists them */
	/* The metrics of telemetry.h over the whole minutes of the length;
	 * node is -1. */
	struct sim_estimate metric[SIM_METRIC_COUNT];
	uint64_t events; /* of all replications, warm-ups included */
	uint64_t hash;	 /* of replication 0: of all its facts */
};

/* The seed of the i-th replication. */
uint64_t sim_replication_seed(uint64_t seed, unsigned i);

/* NULL on error: what stopped the first replication that failed; or ERR_STATE
 * when *cancel became true (cancel may be NULL); ERR_LIMIT when the engines took
 * more memory than they may.  The caller owns the findings. */
struct sim_findings *sim_replicate(const struct sim_experiment *x,
				   const atomic_bool *cancel, struct err *err);
void sim_findings_destroy(struct sim_findings *findings);

#endif
