/*
 * Trends: series of telemetry for graphs, kept between frames.
 *
 * Time is cut in steps that do not move; a step that is over never changes, so
 * each frame asks the engine only for what is new.  The last value covers one
 * whole step up to now.
 */
#ifndef GAMEDAY_UI_TREND_H
#define GAMEDAY_UI_TREND_H

#include "drill/drill.h"
#include "ui/graph.h"

#define TRENDS_MAX 64

struct trend_key {
	bool baseline; /* of the world without the cause */
	bool is_gauge;
	enum sim_metric metric;
	int attribute, value; /* only requests with that; -1 = all */
	int node;
	enum sim_gauge gauge;
	int64_t step_s;
	int count;
};

struct trend {
	struct trend_key key;
	int64_t last_step; /* number of the step in the last value but one */
	bool used;	   /* since the last sweep */
	double values[GRAPH_DOTS_MAX];
};

struct trends {
	struct trend *items[TRENDS_MAX];
	int count;
};

void trends_finish(struct trends *trends);
/* Values of the key, oldest first, up to the drill's now; valid until the next
 * call with another drill time. */
const double *trends_get(struct trends *trends, const struct drill *drill,
			 const struct trend_key *key);

#endif
