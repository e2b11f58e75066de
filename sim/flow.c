#include "sim/engine_internal.h"

#include <assert.h>

static bool has_span(enum frame_kind kind)
{
	return kind != FRAME_SEQUENCE && kind != FRAME_LIMITER;
}

/* The number of the attempt that the call is part of; 0 = of none. */
static int attempt_number(const struct sim_engine *e, uint32_t attempt)
{
	return attempt == NONE ? 0 : frame_at(e, attempt)->number;
}

uint32_t flow_open(struct sim_engine *e, const struct call *call,
		   enum frame_kind kind)
{
	uint32_t index = slab_new(e, SLAB_FRAMES);
	struct frame *f = frame_at(e, index);

	f->press = call->press;
	f->parent = call->parent;
	f->attempt = call->attempt;
	f->salt = call->salt;
	f->next = f->previous = NONE;
	f->row = f->aux = NONE;
	f->node = call->node;
	f->depth = call->depth;
	f->kind = (uint8_t)kind;
	f->enter_us = f->start_us = e->now_us;
	f->span = NONE;
	if (has_span(kind))
		f->span = record_span(e, call->press, call->node, call->depth,
				      attempt_number(e, call->attempt));
	press_at(e, call->press)->refs++;
	return index;
}

void flow_end_span(struct sim_engine *e, uint32_t frame,
		   enum sim_outcome outcome)
{
	struct frame *f = frame_at(e, frame);

	record_span_end(e, f->span, f->press, f->node, outcome,
			flow_is_orphan(e, f->press, f->attempt));
	f->span = NONE;
}

bool flow_is_orphan(const struct sim_engine *e, uint32_t press,
		    uint32_t attempt)
{
	uint32_t person = press_at(e, press)->person;

	if (person_at(e, person)->flags & PERSON_DONE)
		return true;
	while (attempt != NONE) {
		const struct frame *f = frame_at(e, attempt);

		if (f->flags & FRAME_GONE)
			return true;
		attempt = f->attempt;
	}
	return false;
}

bool flow_unpend(struct sim_engine *e, uint32_t frame)
{
	struct frame *f = frame_at(e, frame);

	f->pending--;
	if (!(f->flags & FRAME_DEAD))
		return true;
	if (f->pending == 0)
		slab_release(e, SLAB_FRAMES, frame);
	return false;
}

static const struct route *route_of(const struct sim_engine *e,
				    const struct frame *f)
{
	return &node_at(e, f->node)->to[f->branch];
}

void flow_step(struct sim_engine *e, uint32_t frame)
{
	const struct frame *f = frame_at(e, frame);
	struct call call = { f->press,
			     frame,
			     f->attempt,
			     f->salt,
			     route_of(e, f)->node[f->step],
			     f->depth };

	if (has_span((enum frame_kind)f->kind))
		call.depth++;
	if (f->kind == FRAME_ATTEMPT)
		call.attempt = frame;
	if (f->step > 0)
		call.salt = (uint32_t)random_fold(f->salt, f->step);
	flow_call(e, call);
}

/* The answer to what `to` had called; NONE is the press itself. */
static void answer(struct sim_engine *e, uint32_t to, uint32_t press,
		   enum sim_outcome outcome)
{
	struct frame *f;

	if (to == NONE) {
		press_answered(e, press, outcome);
		return;
	}
	f = frame_at(e, to);
	if (outcome == SIM_OUTCOME_OK && !(f->flags & FRAME_GONE) &&
	    f->step + 1 < route_of(e, f)->count) {
		f->step++;
		flow_step(e, to);
		return;
	}
	switch ((enum frame_kind)f->kind) {
	case FRAME_POOL:
		pool_returned(e, to, outcome);
		return;
	case FRAME_LIMITER:
		limiter_returned(e, to, outcome);
		return;
	case FRAME_ATTEMPT:
		caller_returned(e, to, outcome);
		return;
	case FRAME_SEQUENCE:
		flow_close(e, to, outcome);
		return;
	case FRAME_CALLER:
	case FRAME_API:
		break;
	}
	assert(false);
}

void flow_close(struct sim_engine *e, uint32_t frame, enum sim_outcome outcome)
{
	struct frame *f = frame_at(e, frame);
	struct node_state *state = &e->state[f->node];
	uint32_t parent = f->parent;
	uint32_t press = f->press;
	bool gone = f->kind == FRAME_ATTEMPT && (f->flags & FRAME_GONE) != 0;

	if (has_span((enum frame_kind)f->kind) && !gone)
		flow_end_span(e, frame, outcome);
	if (f->kind != FRAME_ATTEMPT && f->kind != FRAME_SEQUENCE &&
	    outcome == SIM_OUTCOME_OK)
		state->out++;
	f->flags |= FRAME_DEAD;
	if (f->pending == 0)
		slab_release(e, SLAB_FRAMES, frame);
	press_unref(e, press);
	if (f->kind != FRAME_ATTEMPT)
		answer(e, parent, press, outcome);
}

void flow_refuse(struct sim_engine *e, const struct call *call,
		 enum sim_outcome outcome)
{
	uint32_t span = record_span(e, call->press, call->node, call->depth,
				    attempt_number(e, call->attempt));

	record_span_end(e, span, call->press, call->node, outcome,
			flow_is_orphan(e, call->press, call->attempt));
	e->state[call->node].refused++;
	answer(e, call->parent, call->press, outcome);
}

/* Opens a frame that remembers where in the node's list the call is. */
static void call_several(struct sim_engine *e, const struct call *call,
			 int branch)
{
	uint32_t frame = flow_open(e, call, FRAME_SEQUENCE);

	frame_at(e, frame)->branch = (uint8_t)branch;
	flow_step(e, frame);
}

/* Filters hand the call on without a frame; the others keep it. */
void flow_call(struct sim_engine *e, struct call call)
{
	for (;;) {
		const struct model_node *node = node_at(e, call.node);
		int branch = 0;

		if (node->type != NODE_SOURCE)
			e->state[call.node].in++;
		switch (node->type) {
		case NODE_POOL:
			pool_enter(e, &call);
			return;
		case NODE_CALLER:
			caller_enter(e, &call);
			return;
		case NODE_API:
			api_enter(e, &call);
			return;
		case NODE_LIMITER:
			if (!limiter_pass(e, &call))
				return;
			break;
		case NODE_GATE:
			if (!gate_pass(e, &call))
				return;
			break;
		case NODE_SPEND_CAP:
			if (!cap_pass(e, &call))
				return;
			break;
		case NODE_REWRITE:
			rewrite_pass(e, &call);
			break;
		case NODE_SPLIT:
			branch = split_branch(e, &call);
			break;
		case NODE_SOURCE:
		case NODE_AUTOSCALER:
		case NODE_TYPES:
			break;
		}
		if (node->type != NODE_SOURCE)
			e->state[call.node].out++;
		if (node->to[branch].count > 1) {
			call_several(e, &call, branch);
			return;
		}
		call.node = node->to[branch].node[0];
	}
}
