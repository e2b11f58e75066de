#include "sim/engine_internal.h"

/* Sends a share of the requests that it is about to b, all others to a. */
int split_branch(const struct sim_engine *e, const struct job *job, int node)
{
	if (!node_matches(node_at(e, node), job))
		return 0;
	return draw_unit(e, job, node, PURPOSE_SHARE) <
	       node_value(e, node, SPLIT_SHARE);
}
