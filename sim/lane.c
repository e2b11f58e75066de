#include "sim/lane.h"

#include "sim/caller_timer.h"
#include "sim/engine_internal.h"
#include "sim/node_pool.h"
#include "sim/sums.h"

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

/* Jobs of the source, and what the first node that they call makes of them. */
static void decide_source(struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);
	struct lane *lane = &e->lane[node];
	struct job *job = &lane->job;
	int next;

	if (e->people || m->has_people || m->watchers != 0 ||
	    m->to[0].count != 1)
		return;
	next = m->to[0].node[0];
	*job = (struct job){ .owner = (uint32_t)node,
			     .row = NONE,
			     .span = NONE };
	memcpy(job->value, m->plain, sizeof m->plain);
	if (is_plain_caller(e, next)) {
		job->flags = JOB_CALLING;
		job->top = (struct frame){ .below = NONE,
					   .aux = NONE,
					   .node = (uint8_t)next,
					   .kind = FRAME_CALLER,
					   .number = 1 };
		lane->timeout_us = timeout_of(e, next);
		next = node_at(e, next)->to[0].node[0];
	}
	job->top.at = lane->pool = (uint8_t)next;
	lane->open = is_plain_pool(e, next);
}

static void decide(struct sim_engine *e, int node)
{
	struct lane *lane = &e->lane[node];

	lane->open = false;
	if (e->lanes_shut || engine_full(e) || e->stats != NULL)
		return;
	switch (node_at(e, node)->type) {
	case NODE_SOURCE:
		decide_source(e, node);
		break;
	case NODE_CALLER:
		lane->open = is_plain_caller(e, node);
		break;
	case NODE_POOL:
		lane->open = is_plain_pool(e, node);
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

/* --- the way in ----------------------------------------------------------- */

static inline void serve(struct sim_engine *e, uint32_t index, int pool)
{
	pool_serve(e, index, e->state[pool].pool.law, node_at(e, pool)->key);
}

static inline void enter_pool(struct sim_engine *e, uint32_t index, int pool)
{
	struct node_state *state = &e->state[pool];

	state->in++;
	if (state->pool.busy < state->pool.servers) {
		pool_count_busy(e, pool, 1);
		serve(e, index, pool);
	} else if (state->pool.waiting < node_value(e, pool, POOL_QUEUE)) {
		job_at(e, index)->stamp = engine_stamp(e);
		pool_enqueue(e, index, pool, &state->pool.queue[0]);
	} else {
		flow_refuse(e, index, pool, SIM_OUTCOME_FULL);
	}
}

void lane_come(struct sim_engine *e, int source, uint64_t key)
{
	const struct lane *lane = &e->lane[source];
	struct node_state *state = &e->state[source];
	struct minute *minute = sums_now(e);
	uint32_t index = job_new(e);
	struct job *job = job_at(e, index);

	state->in++;
	state->source.count++;
	record_fact(e, FACT_CAME, key, (uint64_t)source);
	*job = lane->job;
	job->key = key;
	job->start_us = e->now_us;
	if (node_at(e, source)->weighted)
		person_draw_values(e, key, source, job->value);
	minute->came++;
	minute->presses++;
	if (e->model->attribute_count > 0)
		sums_values_came(e, job->value);
	if (job->top.kind == FRAME_CALLER) {
		e->state[job->top.node].in++;
		if (lane->timeout_us != LANE_NO_TIMEOUT)
			caller_timer_set(e, index, job->top.node,
					 lane->timeout_us);
	}
	enter_pool(e, index, lane->pool);
}

/* --- the way out ---------------------------------------------------------- */

/* Whether the job goes back to its source, and nobody asks on the way. */
static inline bool goes_back(const struct sim_engine *e, const struct job *job)
{
	const struct frame *f = &job->top;

	if (f->kind == FRAME_NONE)
		return job->flags == 0;
	return f->kind == FRAME_CALLER && f->below == NONE && f->aux == NONE &&
	       job->flags == JOB_CALLING && e->lane[f->node].open;
}

static inline void leave(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	struct minute *minute = sums_now(e);

	if (job->top.kind == FRAME_CALLER)
		e->state[job->top.node].out++;
	e->state[job->owner].out++;
	minute->presses_ended++;
	record_fact(e, FACT_LEFT, job->key, (uint64_t)SIM_OUTCOME_OK << 1);
	sums_left(e, &(struct leaving){ .key = job->key,
					.came_us = job->start_us,
					.presses = 1,
					.value = job->value,
					.outcome = SIM_OUTCOME_OK });
	job_release(e, index);
}

/* The server is free: whoever is next gets it. */
static inline void go_on(struct sim_engine *e, int pool)
{
	struct pool_state *s = &e->state[pool].pool;
	struct place place;

	if (s->busy > s->servers || s->waiting == 0) {
		pool_count_busy(e, pool, -1);
		return;
	}
	do {
		place = pool_take_first(&s->queue[0]);
	} while (!pool_still_waits(e, place));
	pool_leave_queue(e, job_at(e, place.job), pool);
	serve(e, place.job, pool);
}

void lane_served(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	int pool = job->top.at;

	record_fact(e, FACT_SERVED, job->key, (uint64_t)pool);
	job->top.flags &= (uint8_t)~FRAME_SERVED;
	e->state[pool].out++;
	go_on(e, pool);
	if (goes_back(e, job))
		leave(e, index);
	else
		flow_answer(e, index, SIM_OUTCOME_OK);
}
