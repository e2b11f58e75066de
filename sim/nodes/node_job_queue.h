/*
 * An asynchronous job queue: it answers a call at once with "accepted" and does
 * the work later.
 *
 * The job splits.  The line that called is answered ok, back through its
 * frames, and ends without a word, on a ghost (job.h); the press goes on in a
 * job of its own, which waits for a worker, makes its attempts, and answers the
 * person when they are notified.  So what stands in front of the queue is free at
 * once, and no caller's timeout hits what is behind it.
 */
#ifndef GAMEDAY_SIM_NODES_NODE_JOB_QUEUE_H
#define GAMEDAY_SIM_NODES_NODE_JOB_QUEUE_H

#include "sim/engine_internal.h"

void job_queue_start(struct sim_engine *e, int node);
void job_queue_enter(struct sim_engine *e, uint32_t index, int node);
/* A worker's attempt is answered.  False when the job stays at the queue; else
 * it is over and the answer goes on below. */
bool job_queue_returned(struct sim_engine *e, uint32_t job,
			enum sim_outcome outcome);
/* The job's event: its worker begins, its backoff is over, or the person is
 * notified. */
void job_queue_due(struct sim_engine *e, uint32_t index);
void job_queue_changed(struct sim_engine *e, int node, int slot);

#endif
