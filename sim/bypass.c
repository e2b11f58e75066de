#include "sim/bypass.h"

#include "sim/engine_internal.h"

/* A share of the calls that the node is about: nobody, when that is what it
 * says. */
static bool takes_nobody(const struct sim_engine *e, int node, int on,
			 int share)
{
	return !node_flag(e, node, on) || node_value(e, node, share) <= 0.0;
}

#define ASK (-1)

/* The route that everybody takes behind the node at once, or ASK. */
static int open_branch(const struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);

	if (m->watchers != 0)
		return ASK;
	switch (m->type) {
	case NODE_GATE:
		return takes_nobody(e, node, GATE_ON, GATE_SHARE) ? 0 : ASK;
	case NODE_REWRITE:
		return takes_nobody(e, node, REWRITE_ON, REWRITE_SHARE) ? 0
									: ASK;
	case NODE_LIMITER:
		return node_flag(e, node, LIMITER_ON) || m->counts_in_flight
			       ? ASK
			       : 0;
	case NODE_SPEND_CAP:
		return node_flag(e, node, CAP_ON) ? ASK : 0;
	case NODE_SPLIT:
		if (node_value(e, node, SPLIT_SHARE) <= 0.0)
			return 0;
		return m->matches_all && node_value(e, node, SPLIT_SHARE) >= 1.0
			       ? 1
			       : ASK;
	default:
		return ASK;
	}
}

static void decide(struct sim_engine *e, int node)
{
	struct bypass *bypass = &e->bypass[node];
	int branch;

	*bypass = (struct bypass){ .to = (uint8_t)node };
	if (e->long_way)
		return;
	while (bypass->count < BYPASS_MAX &&
	       (branch = open_branch(e, node)) != ASK &&
	       node_at(e, node)->to[branch].count == 1) {
		if (node_at(e, node)->type == NODE_SPEND_CAP)
			bypass->caps |= (uint8_t)(1u << node_at(e, node)->cap);
		bypass->node[bypass->count++] = (uint8_t)node;
		node = node_at(e, node)->to[branch].node[0];
	}
	bypass->to = (uint8_t)node;
}

void bypass_settle(struct sim_engine *e)
{
	for (int node = 0; node < e->model->node_count; node++) {
		struct bypass *bypass = &e->bypass[node];

		for (int i = 0; i < bypass->count && bypass->passed > 0; i++) {
			e->state[bypass->node[i]].in += bypass->passed;
			e->state[bypass->node[i]].out += bypass->passed;
		}
		bypass->passed = 0;
	}
}

void bypass_decide(struct sim_engine *e)
{
	bypass_settle(e);
	for (int node = 0; node < e->model->node_count; node++)
		decide(e, node);
}
