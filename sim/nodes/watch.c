#include "sim/nodes/watch.h"

#include "sim/engine_internal.h"

/* A call of a watched node leaves a frame, which the answer comes back by. */

void watch_call(struct sim_engine *e, struct job *job, int node)
{
	frame_mark(flow_push(e, job, FRAME_WATCH, node), e->now_us);
}

void watch_answered(struct sim_engine *e, struct job *job,
		    enum sim_outcome outcome)
{
	int64_t took = frame_since(&job->top, e->now_us);
	uint64_t watchers = node_at(e, job->top.node)->watchers;

	flow_pop(e, job);
	/* Work that nobody wants any more is no answer. */
	if (outcome == SIM_OUTCOME_GAVE_UP)
		return;
	for (int node = 0; watchers != 0; node++, watchers >>= 1) {
		if (!(watchers & 1))
			continue;
		e->state[node].in++;
		if (node_at(e, node)->type == NODE_BURN_RATE)
			burn_tell(e, node, outcome, took);
		else
			guard_tell(e, node, outcome, took);
	}
}
