#include "sim/engine_internal.h"

/* Asks for something else than the person did: a cheaper preset.  A press that
 * was changed is degraded. */
void press_rewrite(struct sim_engine *e, uint32_t press_index, int attribute,
		   const uint8_t *map)
{
	struct press *press = press_at(e, press_index);
	uint8_t value = press->value[attribute];

	if (value == MODEL_UNSET || map[value] == value)
		return;
	press->value[attribute] = map[value];
	press->flags |= PRESS_DEGRADED;
}

void rewrite_pass(struct sim_engine *e, const struct call *call)
{
	const struct model_node *node = node_at(e, call->node);

	if (!node_flag(e, call->node, REWRITE_ON) ||
	    !node_matches(node, press_at(e, call->press)) ||
	    draw_unit(e, call->press, call->node, call->salt, PURPOSE_SHARE) >=
		    node_value(e, call->node, REWRITE_SHARE))
		return;
	press_rewrite(e, call->press, node->attribute, node->map);
}
