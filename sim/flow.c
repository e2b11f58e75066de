#include "sim/bypass.h"
#include "sim/engine_internal.h"
#include "sim/nodes/node_job_queue.h"
#include "sim/nodes/watch.h"

#include <assert.h>

/*
 * Calls go forward from node to node, answers go back through the frames.
 * Both are loops: a job is at one place at a time.
 */

static const struct route *route_of(const struct sim_engine *e,
				    const struct frame *f)
{
	return &node_at(e, f->node)->to[f->branch];
}

struct frame *flow_push(struct sim_engine *e, struct job *job,
			enum frame_kind kind, int node)
{
	uint32_t salt = job_salt(job);
	uint32_t below = NONE;

	if (job->top.kind != FRAME_NONE) {
		below = frame_new(e);
		*frame_at(e, below) = job->top;
	}
	job->top = (struct frame){ .below = below,
				   .salt = salt,
				   .aux = NONE,
				   .node = (uint8_t)node,
				   .kind = (uint8_t)kind };
	return &job->top;
}

void flow_pop(struct sim_engine *e, struct job *job)
{
	uint32_t below = job->top.below;

	if (below == NONE) {
		job->top.kind = FRAME_NONE;
		return;
	}
	job->top = *frame_at(e, below);
	frame_release(e, below);
}

uint32_t flow_person(const struct sim_engine *e, const struct job *job)
{
	while (job->flags & JOB_NESTED)
		job = job_at(e, job->owner);
	return job->flags & JOB_PERSON ? job->owner : NONE;
}

bool flow_is_orphan(const struct sim_engine *e, const struct job *job)
{
	for (;;) {
		if (job->flags & JOB_ORPHAN)
			return true;
		if (!(job->flags & JOB_NESTED))
			break;
		job = job_at(e, job->owner);
	}
	return (job->flags & JOB_PERSON) &&
	       (person_at(e, job->owner)->flags & PERSON_DONE);
}

struct frame *flow_caller(const struct sim_engine *e, struct job *job)
{
	struct frame *f = &job->top;

	for (;;) {
		if (f->kind == FRAME_CALLER || f->kind == FRAME_COPY ||
		    f->kind == FRAME_GHOST)
			return f;
		if (f->kind == FRAME_NONE || f->below == NONE)
			return NULL;
		f = frame_at(e, f->below);
	}
}

/* Whom the work was for, now that the job does not answer to its owner. */
static void own_person(struct sim_engine *e, struct job *job)
{
	const struct job *root = job;

	while (root->flags & JOB_NESTED)
		root = job_at(e, root->owner);
	if (job->flags & JOB_NESTED) {
		job->flags &= (uint8_t)~JOB_NESTED;
		job->flags |= root->flags & JOB_PERSON;
		job->owner = root->owner;
	}
	if (job->flags & JOB_PERSON)
		person_at(e, job->owner)->refs++;
}

void flow_orphan(struct sim_engine *e, struct job *job)
{
	own_person(e, job);
	job->flags |= JOB_ORPHAN;
}

void flow_inherit(struct job *job, const struct job *call)
{
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		job->value[a] = call->value[a];
	job->flags |= call->flags & (JOB_DEGRADED | JOB_ACKNOWLEDGED);
	job->caps |= call->caps;
}

void flow_end(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);

	if (job->flags & JOB_PERSON)
		person_unref(e, job->owner);
	job_release(e, index);
}

/* The job has come back to where it began. */
static void finish(struct sim_engine *e, uint32_t index,
		   enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);
	uint32_t owner = job->owner;

	if (!(job->flags & JOB_NESTED)) {
		press_answered(e, index, outcome);
		return;
	}
	flow_inherit(job_at(e, owner), job);
	job_release(e, index);
	flow_answer(e, owner, outcome);
}

static void close_pool(struct sim_engine *e, struct job *job,
		       enum sim_outcome outcome)
{
	struct frame f = job->top;

	if (f.flags & FRAME_HOLDS)
		pool_release(e, f.node);
	if (outcome == SIM_OUTCOME_OK)
		e->state[f.node].out++;
	record_span_end(e, job, outcome);
	flow_pop(e, job);
}

static void close_limiter(struct sim_engine *e, struct job *job,
			  enum sim_outcome outcome)
{
	struct node_state *state = &e->state[job->top.node];

	state->limiter.in_flight[job->top.aux]--;
	if (outcome == SIM_OUTCOME_OK)
		state->out++;
	flow_pop(e, job);
}

void flow_answer(struct sim_engine *e, uint32_t index, enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);

	for (;;) {
		struct frame *f = &job->top;

		switch ((enum frame_kind)f->kind) {
		case FRAME_NONE:
			finish(e, index, outcome);
			return;
		case FRAME_GHOST:
			key_unref(e, f->aux);
			flow_end(e, index);
			return;
		case FRAME_NEST:
			flow_pop(e, job);
			continue;
		case FRAME_SEQUENCE:
		case FRAME_POOL:
		case FRAME_LIMITER:
		case FRAME_CALLER:
		case FRAME_COPY:
		case FRAME_FILL:
		case FRAME_ROUTER:
		case FRAME_QUEUED:
			break;
		case FRAME_FAULT:
			if (!fault_answered(e, index, &outcome))
				return;
			continue;
		case FRAME_WATCH:
			watch_answered(e, job, outcome);
			continue;
		case FRAME_CACHED:
			cache_left(e, job, outcome);
			continue;
		case FRAME_API:
			assert(false);
			return;
		}
		if (outcome == SIM_OUTCOME_OK &&
		    f->step + 1 < route_of(e, f)->count) {
			f->step++;
			flow_next(e, index);
			return;
		}
		if (f->kind == FRAME_CALLER) {
			if (!caller_returned(e, index, outcome))
				return;
			flow_pop(e, job);
		} else if (f->kind == FRAME_COPY) {
			hedge_answered(e, index, outcome);
			return;
		} else if (f->kind == FRAME_ROUTER) {
			if (!router_returned(e, index, outcome))
				return;
			flow_pop(e, job);
		} else if (f->kind == FRAME_QUEUED) {
			if (!job_queue_returned(e, index, outcome))
				return;
		} else if (f->kind == FRAME_POOL) {
			close_pool(e, job, outcome);
		} else if (f->kind == FRAME_LIMITER) {
			close_limiter(e, job, outcome);
		} else if (f->kind == FRAME_FILL) {
			outcome = cache_filled(e, index, outcome);
		} else {
			flow_pop(e, job);
		}
	}
}

void flow_answer_soon(struct sim_engine *e, uint32_t index,
		      enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);

	job->top.outcome = (uint8_t)outcome;
	job->stamp = engine_at(e, e->now_us, EVENT_ANSWER, index);
}

void flow_refuse(struct sim_engine *e, uint32_t index, int node,
		 enum sim_outcome outcome)
{
	record_refused(e, job_at(e, index), node, outcome);
	e->state[node].refused++;
	flow_answer(e, index, outcome);
}

void flow_next(struct sim_engine *e, uint32_t index)
{
	const struct frame *f = &job_at(e, index)->top;

	flow_call(e, index, route_of(e, f)->node[f->step]);
}

/* Past the filters that let everybody pass; gives the node behind them. */
static inline int pass_by(struct sim_engine *e, struct job *job, int at)
{
	struct bypass *bypass = &e->bypass[at];

	bypass->passed++;
	job->caps |= bypass->caps;
	return bypass->to;
}

/* Filters hand the call on without a frame; the others keep it. */
void flow_call(struct sim_engine *e, uint32_t index, int at)
{
	struct job *job = job_at(e, index);

	for (;;) {
		const struct model_node *node;
		const struct route *to;
		int branch = 0;

		at = pass_by(e, job, at);
		node = node_at(e, at);
		e->state[at].in += node->type != NODE_SOURCE;
		if (node->watchers != 0)
			watch_call(e, job, at);
		switch (node->type) {
		case NODE_POOL:
			pool_enter(e, index, at);
			return;
		case NODE_CALLER:
			caller_enter(e, index, at);
			return;
		case NODE_API:
			api_enter(e, index, at);
			return;
		case NODE_CACHE:
			cache_enter(e, index, at);
			return;
		case NODE_JOB_QUEUE:
			job_queue_enter(e, index, at);
			return;
		case NODE_LIMITER:
			if (!limiter_pass(e, index, at))
				return;
			break;
		case NODE_GATE:
			if (!gate_pass(e, index, at))
				return;
			break;
		case NODE_SPEND_CAP:
			if (!cap_pass(e, index, at))
				return;
			break;
		case NODE_REWRITE:
			rewrite_pass(e, job, at);
			break;
		case NODE_SPLIT:
			branch = split_branch(e, job, at);
			break;
		case NODE_ROUTER:
			branch = router_branch(e, index, at);
			if (branch < 0)
				return;
			break;
		case NODE_FAULT:
			if (!fault_pass(e, index, at))
				return;
			break;
		case NODE_SOURCE:
		case NODE_AUTOSCALER:
		case NODE_BURN_RATE:
		case NODE_GUARDRAIL:
		case NODE_TYPES:
			break;
		}
		e->state[at].out += node->type != NODE_SOURCE;
		to = &node->to[branch];
		if (to->count > 1)
			flow_push(e, job, FRAME_SEQUENCE, at)->branch =
				(uint8_t)branch;
		at = to->node[0];
	}
}
