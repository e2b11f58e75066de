#include "sim/engine_internal.h"

/* Sends a share of the requests that it is about to b, all others to a. */
int split_branch(const struct sim_engine *e, const struct call *call)
{
	if (!node_matches(node_at(e, call->node), press_at(e, call->press)))
		return 0;
	return draw_unit(e, call->press, call->node, call->salt,
			 PURPOSE_SHARE) <
	       node_value(e, call->node, SPLIT_SHARE);
}
