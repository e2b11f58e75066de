/*
 * Statistics of nodes over an observation: what measure.h is worked out from.
 *
 * An observation begins when it is asked for, so a warm-up is cut by not
 * observing it.  Nodes report here what happens to them by the calls below;
 * while nobody observes, `stats` is NULL and each call is one branch.  Nothing
 * here flows back into the simulation, nor into its hash.
 *
 * Sojourns need the moment at which each open visit began.  Where spans are
 * recorded they know it; elsewhere (SIM_SUMMARY) the job's `span` is an open
 * visit here, inside of which others may be open, as spans are.  Visits that
 * began before anybody observed are not timed.
 */
#ifndef GAMEDAY_SIM_STATS_STATS_H
#define GAMEDAY_SIM_STATS_STATS_H

#include "sim/chance/durations.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Things that are counted.  The first three are harvested from the node's own
 * counters at each whole second (stats_second); they cost a call nothing. */
enum stats_count {
	STATS_IN,	/* calls that came; source: people */
	STATS_OK,	/* answered ok; filter: passed on */
	STATS_REFUSED,	/* by this node; source: people who failed */
	STATS_FAILED,	/* visits that ended with another answer than ok */
	STATS_EXPIRED,	/* left the queue: waited too long (refused too) */
	STATS_DROPPED,	/* left the queue: nobody waited for them */
	STATS_ATTEMPTS, /* of a caller */
	STATS_TASKS,	/* of an API */
	STATS_QUOTA,	/* 429 answers of an API */
	STATS_HIT,	/* of a cache, in the order of enum cache_lookup */
	STATS_STALE_HIT,
	STATS_NEGATIVE,
	STATS_JOIN,
	STATS_REFRESH,
	STATS_MISS,
	STATS_FIRST_FILLS, /* of a cache, with none of the same under way */
	STATS_EVICTED,	   /* of a cache */
	STATS_FAILOVERS,   /* of a router */
	STATS_DEAD,	   /* jobs that have failed for good */
	STATS_ALERTS,	   /* of a burn-rate node */
	STATS_ROLLBACKS,   /* of a guardrail */
	STATS_COUNTS
};

/* Levels, whose mean over time is wanted. */
enum stats_level { STATS_QUEUE, STATS_BUSY, STATS_SERVERS, STATS_LEVELS };

enum stats_duration {
	STATS_WAITING, /* from entering to being served, of those served */
	STATS_SOJOURN, /* from entering to the answer, of those answered ok */
	STATS_DURATIONS
};

struct stats_node {
	int64_t count[STATS_COUNTS];
	double usd;
	struct {
		double now, integral; /* integral: until since_us, in us */
		int64_t since_us;
	} level[STATS_LEVELS];
	int16_t durations[STATS_DURATIONS]; /* index in the block, or -1 */
};

/* Somebody is at a node. */
struct stats_visit {
	int64_t enter_us;
	uint32_t outer; /* inside of which it is; when free, the next free */
	uint8_t node;
};
#define STATS_NO_VISIT UINT32_MAX

struct stats {
	int64_t since_us;
	struct stats_visit *visit;
	uint32_t visits_capacity, visits_used, visits_free, visits_open;
	size_t bytes; /* of this block */
	int nodes, duration_count;
	struct stats_node node[];
	/* behind them: struct durations [duration_count] */
};

/* A block for so many nodes, nothing counted yet.  `kept` says for each node
 * which durations to keep: a bit for each enum stats_duration. */
struct stats *stats_create(int nodes, const uint8_t *kept);
void stats_destroy(struct stats *stats); /* NULL is nothing */
/* NULL gives NULL. */
struct stats *stats_copy(const struct stats *from);
/* Counts anew from now on, with each level at 0.  Open visits stay. */
void stats_restart(struct stats *stats, int64_t now_us);
size_t stats_bytes(const struct stats *stats); /* NULL: 0 */

/* Opens a visit inside of another; gives it.  Without stats: none. */
uint32_t stats_enter(struct stats *stats, uint32_t outer, int node,
		     int64_t now_us);
/* Ends it with an answer; gives the one around it. */
uint32_t stats_leave(struct stats *stats, uint32_t visit, bool ok,
		     int64_t now_us);
/* The innermost visit of the node that it is, or is inside of; or none. */
uint32_t stats_visit_of(const struct stats *stats, uint32_t visit, int node);

static inline struct durations *stats_durations(const struct stats *stats,
						int node,
						enum stats_duration which)
{
	int at = stats->node[node].durations[which];

	if (at < 0)
		return NULL;
	return (struct durations *)(void *)&stats->node[stats->nodes] + at;
}

static inline void stats_count(struct stats *stats, int node,
			       enum stats_count what)
{
	if (stats != NULL)
		stats->node[node].count[what]++;
}

/* A task was made, and billed. */
static inline void stats_task(struct stats *stats, int node, double usd)
{
	if (stats == NULL)
		return;
	stats->node[node].count[STATS_TASKS]++;
	stats->node[node].usd += usd;
}

/* The level is `value` from now on. */
static inline void stats_level(struct stats *stats, int node,
			       enum stats_level what, double value,
			       int64_t now_us)
{
	struct stats_node *n;

	if (stats == NULL)
		return;
	n = &stats->node[node];
	n->level[what].integral += n->level[what].now *
				   (double)(now_us - n->level[what].since_us);
	n->level[what].since_us = now_us;
	n->level[what].now = value;
}

static inline void stats_took(struct stats *stats, int node,
			      enum stats_duration what, int64_t us)
{
	struct durations *d;

	if (stats == NULL)
		return;
	d = stats_durations(stats, node, what);
	if (d != NULL)
		durations_add(d, us);
}

/* A visit, or a person's stay, is over. */
static inline void stats_end(struct stats *stats, int node, bool ok, int64_t us)
{
	if (stats == NULL)
		return;
	if (ok)
		stats_took(stats, node, STATS_SOJOURN, us);
	else
		stats->node[node].count[STATS_FAILED]++;
}

/* Before the node's own counters of a second are set back to 0. */
static inline void stats_second(struct stats *stats, int node, uint32_t in,
				uint32_t out, uint32_t refused)
{
	if (stats == NULL)
		return;
	stats->node[node].count[STATS_IN] += in;
	stats->node[node].count[STATS_OK] += out;
	stats->node[node].count[STATS_REFUSED] += refused;
}

#endif
