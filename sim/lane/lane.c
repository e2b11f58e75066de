#include "sim/lane/lane.h"

#include "sim/engine_internal.h"

/* --- where it is open ----------------------------------------------------- */

/* One server's queue, of which nobody leaves early, and the way ends there. */
static bool is_plain_pool(const struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);

	return m->type == NODE_POOL && m->watchers == 0 &&
	       m->discipline == DISCIPLINE_FIFO && m->to[0].count == 0 &&
	       m->law[POOL_PATIENCE].kind == LAW_NONE &&
	       !node_flag(e, node, POOL_MAX_WAIT) &&
	       !node_flag(e, node, POOL_ACKNOWLEDGE) &&
	       !node_flag(e, node, POOL_DROP) &&
	       e->state[node].pool.law != NULL;
}

/* One that has a timeout at most, for a call of such a pool: retries come after
 * a failure, so they are not in the way. */
static bool is_plain_caller(const struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);
	const struct caller_state *s = &e->state[node].caller;

	return m->type == NODE_CALLER && m->watchers == 0 &&
	       m->to[0].count == 1 && is_plain_pool(e, m->to[0].node[0]) &&
	       !node_flag(e, node, CALLER_IDEMPOTENT) &&
	       !node_flag(e, node, CALLER_BUDGET) &&
	       s->budget <= node_value(e, node, CALLER_BUDGET_MAX) &&
	       !node_flag(e, node, CALLER_BREAKER_SHARE) && !s->breaker.open &&
	       !node_flag(e, node, CALLER_THROTTLE_K) &&
	       !node_flag(e, node, CALLER_HEDGE_AFTER);
}

static int64_t timeout_of(const struct sim_engine *e, int node)
{
	double timeout = node_value(e, node, CALLER_TIMEOUT);

	return timeout > 0.0 ? microseconds(timeout) : LANE_NO_TIMEOUT;
}

/* The places in a queue of at most `longest`. */
static uint32_t places(double longest)
{
	uint32_t whole = longest < 4e9 ? (uint32_t)longest : UINT32_MAX;

	return (double)whole < longest && whole < UINT32_MAX ? whole + 1
							     : whole;
}

static void open_pool(struct sim_engine *e, int node)
{
	struct lane *lane = &e->lane[node];

	lane->open = true;
	lane->pool = &e->state[node];
	lane->queue = &lane->pool->pool.queue[0];
	lane->law = lane->pool->pool.law;
	lane->room = places(node_value(e, node, POOL_QUEUE));
	lane->key = node_at(e, node)->key;
}

/* The source's jobs, and what the caller that they call makes of them. */
static void open_source(struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);
	struct lane *lane = &e->lane[node];
	struct job *job = &lane->job;
	int next = m->to[0].node[0];

	lane->open = true;
	lane->source = &e->state[node];
	lane->values = e->model->attribute_count > 0;
	*job = (struct job){ .owner = (uint32_t)node,
			     .row = NONE,
			     .span = NONE };
	memcpy(job->value, m->plain, sizeof m->plain);
	if (node_at(e, next)->type == NODE_CALLER) {
		job->flags = JOB_CALLING;
		job->top = (struct frame){ .below = NONE,
					   .aux = NONE,
					   .node = (uint8_t)next,
					   .kind = FRAME_CALLER,
					   .number = 1 };
		lane->caller = &e->state[next];
		lane->timeout_us = timeout_of(e, next);
		next = node_at(e, next)->to[0].node[0];
	}
	job->top.at = (uint8_t)next;
	lane->to = &e->lane[next];
}

static bool is_plain_source(const struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);
	int next = m->to[0].node[0];

	return !e->people && !m->has_people && m->watchers == 0 &&
	       m->to[0].count == 1 &&
	       (is_plain_pool(e, next) || is_plain_caller(e, next));
}

static void decide(struct sim_engine *e, int node)
{
	e->lane[node] = (struct lane){ .open = false };
	if (e->long_way || engine_full(e) || e->stats != NULL)
		return;
	switch (node_at(e, node)->type) {
	case NODE_SOURCE:
		if (is_plain_source(e, node))
			open_source(e, node);
		break;
	case NODE_CALLER:
		e->lane[node].open = is_plain_caller(e, node);
		break;
	case NODE_POOL:
		if (is_plain_pool(e, node))
			open_pool(e, node);
		break;
	default:
		break;
	}
}

void lane_decide(struct sim_engine *e)
{
	for (int node = 0; node < e->model->node_count; node++)
		decide(e, node);
}
