/*
 * A circuit breaker: stops calling when too many calls fail.
 *
 * One that guards calls opens for a while, then probes with one call whether
 * it may go on.  One that guards retries never refuses a first attempt, so it
 * always knows how the other side does: it stops retries as long as too many
 * of the last calls failed, and needs no probe (M. Brooker, "Fixing retries
 * with token buckets and circuit breakers", 2022).
 */
#ifndef GAMEDAY_SIM_NODES_BREAKER_H
#define GAMEDAY_SIM_NODES_BREAKER_H

#include "sim/nodes/node_state.h"

#include <stdbool.h>
#include <stdint.h>

struct breaker_policy {
	double share; /* of calls that failed; 0 = no breaker */
	double least; /* calls in the window before it judges */
	int64_t window_us, open_us;
	bool retries; /* guards these alone */
};

/* Closed, and nothing counted. */
void breaker_start(struct breaker *s);
/* Whether a call may be made now.  *trial tells that it is the probe: its
 * result must be told. */
bool breaker_allows(struct breaker *s, const struct breaker_policy *policy,
		    int64_t now_us, bool *trial);
void breaker_tell(struct breaker *s, const struct breaker_policy *policy,
		  int64_t now_us, bool trial, bool failed);
/* The probe came to nothing: let another one try. */
void breaker_forget(struct breaker *s, bool trial);
/* Whether it stops calls, or retries, now. */
bool breaker_is_open(const struct breaker *s,
		     const struct breaker_policy *policy, int64_t now_us);

#endif
