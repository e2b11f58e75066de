#include "sim/engine_internal.h"

/* Refuses a share of the requests that it is about: load shedding, a feature
 * switched off. */
bool gate_pass(struct sim_engine *e, const struct call *call)
{
	if (!node_flag(e, call->node, GATE_ON) ||
	    !node_matches(node_at(e, call->node), press_at(e, call->press)) ||
	    draw_unit(e, call->press, call->node, call->salt, PURPOSE_SHARE) >=
		    node_value(e, call->node, GATE_SHARE))
		return true;
	flow_refuse(e, call, SIM_OUTCOME_SHED);
	return false;
}
