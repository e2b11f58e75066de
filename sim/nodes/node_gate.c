#include "sim/engine_internal.h"

/* Refuses a share of the requests that it is about: load shedding, a feature
 * switched off. */
bool gate_pass(struct sim_engine *e, uint32_t index, int node)
{
	const struct job *job = job_at(e, index);

	if (!node_flag(e, node, GATE_ON) ||
	    !node_matches(node_at(e, node), job) ||
	    draw_unit(e, job, node, PURPOSE_SHARE) >=
		    node_value(e, node, GATE_SHARE))
		return true;
	flow_refuse(e, index, node, SIM_OUTCOME_SHED);
	return false;
}
