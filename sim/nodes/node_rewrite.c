#include "sim/engine_internal.h"

/* Asks for something else than the person did: a cheaper preset.  A job that
 * was changed is degraded. */
void job_rewrite(struct job *job, int attribute, const uint8_t *map)
{
	uint8_t value = job->value[attribute];

	if (value == MODEL_UNSET || map[value] == value)
		return;
	job->value[attribute] = map[value];
	job->flags |= JOB_DEGRADED;
}

void rewrite_pass(struct sim_engine *e, struct job *job, int at)
{
	const struct model_node *node = node_at(e, at);

	if (!node_flag(e, at, REWRITE_ON) || !node_matches(node, job) ||
	    draw_unit(e, job, at, PURPOSE_SHARE) >=
		    node_value(e, at, REWRITE_SHARE))
		return;
	job_rewrite(job, node->attribute, node->map);
}
