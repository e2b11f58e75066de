/*
 * One engine's walk through the hours after a drill.
 */
#ifndef GAMEDAY_DEBRIEF_FORWARD_WALK_H
#define GAMEDAY_DEBRIEF_FORWARD_WALK_H

#include "debrief/forward_month.h"
#include "drill/drill.h"

#include <stdatomic.h>

/* Of one window, for one hour like it. */
struct hour_sums {
	double usd, requests, failed_requests, failed_users;
	double p95_s; /* NAN = nobody came */
};

/* From the end of the drill, which stands at its full length, through all
 * windows.  `out` has room for each of them.  False on an error, or when
 * *cancel (may be NULL) has become true: then *err stays as it was.
 * `hash` gets the engine's at the end. */
bool forward_walk(const struct drill *drill, const struct planned_list *plan,
		  const struct month *month, const atomic_bool *cancel,
		  struct hour_sums *out, uint64_t *hash, struct err *err);

#endif
