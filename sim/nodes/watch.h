/*
 * Watching a node: its answers, told to the burn-rate alerts and guardrails of
 * the model that name it.
 *
 * An answer is what goes back to the one who called the node; at a source, what
 * a press gets.  An answer that its caller does not wait for any more counts
 * when it comes.
 */
#ifndef GAMEDAY_SIM_NODES_WATCH_H
#define GAMEDAY_SIM_NODES_WATCH_H

#include "sim/job.h"
#include "sim/telemetry/telemetry.h"

/* The job calls a node that somebody watches. */
void watch_call(struct sim_engine *e, struct job *job, int node);
/* The answer passes the job's top frame, which is taken off. */
void watch_answered(struct sim_engine *e, struct job *job,
		    enum sim_outcome outcome);

#endif
