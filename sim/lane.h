/*
 * The fast lane: the way of a request that meets nothing out of the ordinary.
 *
 * In most models most requests come, wait for a server or get one at once, are
 * served, and go: a source without people, perhaps a caller with nothing but a
 * timeout, and a pool with one queue and nothing behind it.  The general way
 * asks each of these nodes for everything that it could have.  Here that is
 * asked when a parameter changes, and while the answer is no, a request takes
 * two functions from end to end, where it took thirty.
 *
 * A request in the lane leaves the same traces as on the general way: the
 * same draws, sequence numbers, counts and facts, and the same job.  So it may
 * leave the lane anywhere (its timeout passes, a parameter changes), and a test
 * holds both ways against each other.
 *
 * Single requests are not looked at here: the lane is shut with SIM_FULL, and
 * while somebody observes (stats.h).
 */
#ifndef GAMEDAY_SIM_LANE_H
#define GAMEDAY_SIM_LANE_H

#include "sim/job.h"

#include <stdbool.h>
#include <stdint.h>

struct sim_engine;

#define LANE_NO_TIMEOUT INT64_C(-1)

/* What the lane knows of a node. */
struct lane {
	bool open;	    /* a request may take it through the node */
	uint8_t pool;	    /* source: where its requests are served */
	int64_t timeout_us; /* source: of its caller, or LANE_NO_TIMEOUT */
	struct job job; /* source: as its jobs begin, but for who and when */
};

/* Decides where the lane is open, now that things are as they are. */
void lane_decide(struct sim_engine *e);
/* Somebody comes to the source, whose lane is open. */
void lane_come(struct sim_engine *e, int source, uint64_t key);
/* The service of the job is over, in a pool whose lane is open. */
void lane_served(struct sim_engine *e, uint32_t index);

#endif
