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
#ifndef GAMEDAY_SIM_LANE_LANE_H
#define GAMEDAY_SIM_LANE_LANE_H

#include "sim/job.h"

#include <stdbool.h>
#include <stdint.h>

struct law;
struct node_state;
struct queue;
struct sim_engine;

#define LANE_NO_TIMEOUT INT64_C(-1)

/* What the lane has at hand of a node.  What is pointed at belongs to the engine
 * or its model; a copy of an engine decides anew. */
struct lane {
	bool open; /* a request may take it through the node */
	/* A source's: its jobs as they begin, but for who and when; who calls,
	 * or NULL, and with what timeout; where they are served. */
	struct job job;
	bool values; /* the model has attributes */
	struct node_state *source, *caller;
	int64_t timeout_us; /* or LANE_NO_TIMEOUT */
	const struct lane *to;
	/* A pool's. */
	struct node_state *pool;
	struct queue *queue;
	const struct law *law;
	uint32_t room; /* of the queue, in places */
	uint64_t key;  /* of the node, for draws */
};

/* Decides where the lane is open, now that things are as they are. */
void lane_decide(struct sim_engine *e);

/* lane_way.c */
/* Somebody comes to the source of the lane, which is open.  True if nothing has
 * left the lane; else anything may have changed. */
bool lane_come(struct sim_engine *e, const struct lane *lane, uint64_t key);
/* The service of the job is over, in the pool of the lane, which is open. */
void lane_served(struct sim_engine *e, const struct lane *lane, uint32_t index);
/* Whether the job, whose call the pool of a lane answers, goes back to its source
 * and nobody asks on the way; and counts it on that way. */
bool lane_goes_back(const struct sim_engine *e, const struct job *job);
void lane_count_out(struct sim_engine *e, const struct job *job);

/* lane_run.c */
/* The arrival of the source, whose lane is open and whose every point comes, is
 * due; and whatever is after it in the lane, for as long as nothing else is due
 * and until then at most. */
void lane_run(struct sim_engine *e, int source, int64_t until_us);

#endif
