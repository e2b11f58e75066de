/*
 * Measures of the nodes: what queueing theory has formulas for.
 *
 * An observation begins when it is asked for, usually at the end of a warm-up,
 * and lasts until the engine's now.  It works at each level of detail, costs
 * 16 KB for each kind of duration that a node keeps, and changes nothing in
 * the simulation: the facts and the hash are those of an unobserved run.
 *
 * What the measures mean:
 *
 *   arrivals      calls that entered the node; at a source, people who came
 *   throughput    calls answered ok; filters: passed on; source: people served
 *   waiting       from entering to the beginning of service, of those served
 *   sojourn       from entering to the answer, of those answered ok (of
 *                 people: from the first press); counted when it ends
 *   blocking      calls refused at the door, of those that came
 *   abandonment   calls that left the queue unserved, of those that came
 *   utilisation   servers busy, of those there, as means over time
 *
 * A share or a quantile of nothing does not exist: NAN.
 */
#ifndef GAMEDAY_SIM_STATS_MEASURE_H
#define GAMEDAY_SIM_STATS_MEASURE_H

#include "sim/engine.h"

#include <stdbool.h>
#include <stddef.h>

/* Of one node; of all nodes of a model. */
#define SIM_MEASURES_OF_NODE 24
#define SIM_MEASURES_MAX (SIM_NODES_MAX * SIM_MEASURES_OF_NODE)

struct sim_measure {
	int node;
	const char *key;  /* "waiting_p99_s" */
	const char *unit; /* "s", "1/s", "ratio", "calls", "USD" ... */
	const char *help; /* a phrase */
	double value;
};

/* Begins an observation at the engine's now, and counts anew if there was one
 * already.  Sojourns of calls that began before the first are not known; so
 * whoever cuts a warm-up observes at its beginning and again at its end. */
void sim_engine_observe(struct sim_engine *engine);

/* The measures that make sense for the type of each node, node by node in the
 * model's order.  Which ones, and where, depends on the model alone.  Fills up
 * to `max` and returns how many there are.  Without an observation, and when
 * no time has passed, each value is NAN. */
size_t sim_measures(const struct sim_engine *engine, size_t max,
		    struct sim_measure *out);

/* One of them; NAN when the node has no such measure. */
double sim_measure(const struct sim_engine *engine, int node, const char *key);
/* Whether some type of node has a measure of that key. */
bool sim_measure_known(const char *key);

#endif
