/*
 * Filters that are switched off, passed in one step.
 *
 * A gate, a limiter, a rewrite, a spend cap, or a split that sends everybody the
 * same way is mostly there in case that it is wanted; a drill's model has a
 * dozen in a row.  Which of them let everybody pass is found out when a
 * parameter changes, and a call that comes to one goes on at once where the row
 * of them ends.  Each still counts it, when its counts are wanted: at the end of a
 * second, and of an advance of the engine.
 */
#ifndef GAMEDAY_SIM_BYPASS_H
#define GAMEDAY_SIM_BYPASS_H

#include <stdint.h>

struct sim_engine;

#define BYPASS_MAX 13 /* filters in a row; a longer one takes several steps */

/* From a node on: the filters that let everybody pass, itself the first. */
struct bypass {
	uint8_t count; /* 0: it has to be asked */
	uint8_t to;    /* the node behind them */
	uint8_t caps;  /* spend caps among them, a bit each (job.h) */
	uint8_t node[BYPASS_MAX];
	uint32_t passed; /* calls that they have yet to count */
};

/* Finds them anew, now that the parameters are as they are. */
void bypass_decide(struct sim_engine *e);
/* Those that were passed count the calls. */
void bypass_settle(struct sim_engine *e);

#endif
