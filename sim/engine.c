#include "sim/engine.h"

#include "base/mem.h"
#include "sim/bypass.h"
#include "sim/engine_internal.h"
#include "sim/lane/lane.h"
#include "sim/nodes/node_job_queue.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static void start_node(struct sim_engine *e, int node)
{
	switch (node_at(e, node)->type) {
	case NODE_SOURCE:
		source_start(e, node);
		break;
	case NODE_POOL:
		pool_start(e, node);
		break;
	case NODE_LIMITER:
		limiter_start(e, node);
		break;
	case NODE_SPEND_CAP:
		cap_start(e, node);
		break;
	case NODE_CALLER:
		caller_start(e, node);
		break;
	case NODE_API:
		api_start(e, node);
		break;
	case NODE_AUTOSCALER:
		scaler_start(e, node);
		break;
	case NODE_CACHE:
		cache_start(e, node);
		break;
	case NODE_ROUTER:
		router_start(e, node);
		break;
	case NODE_FAULT:
		fault_start(e, node);
		break;
	case NODE_JOB_QUEUE:
		job_queue_start(e, node);
		break;
	case NODE_BURN_RATE:
		burn_start(e, node);
		break;
	case NODE_GUARDRAIL:
		guard_start(e, node);
		break;
	case NODE_GATE:
	case NODE_REWRITE:
	case NODE_SPLIT:
	case NODE_TYPES:
		break;
	}
}

void engine_decide(struct sim_engine *e)
{
	person_decide(e);
	bypass_decide(e);
	lane_decide(e);
	for (int node = 0; node < e->model->node_count; node++)
		if (node_at(e, node)->type == NODE_CALLER)
			caller_decide(e, node);
}

/* What is charged for or made less belongs to a person, not to a press. */
static bool asks_for_people(enum node_type type)
{
	return type == NODE_API || type == NODE_REWRITE ||
	       type == NODE_SPEND_CAP;
}

struct sim_engine *sim_engine_create(const struct sim_model *model,
				     uint64_t seed, int64_t start_us,
				     enum sim_detail detail)
{
	struct sim_engine *e = mem_calloc(1, sizeof *e);
	size_t parameters = (size_t)model->parameter_count;

	e->model = model;
	e->seed = random_mix(seed);
	e->start_us = e->now_us = start_us;
	e->sequence = 1; /* 0 is no event */
	e->state = mem_calloc((size_t)model->node_count, sizeof *e->state);
	e->value = mem_calloc(parameters, sizeof *e->value);
	e->up_to = mem_calloc(parameters, sizeof *e->up_to);
	e->lane = mem_calloc((size_t)model->node_count, sizeof *e->lane);
	e->bypass = mem_calloc((size_t)model->node_count, sizeof *e->bypass);
	for (size_t i = 0; i < parameters; i++)
		e->value[i] = model->parameter[i].fallback;
	for (int node = 0; node < model->node_count; node++)
		e->people |= asks_for_people(node_at(e, node)->type);
	agenda_init(&e->agenda, start_us);
	slab_init(e);
	record_init(e, detail);
	e->next_second_us = e->record.first_second_us + SECOND_US;
	for (int node = 0; node < model->node_count; node++)
		start_node(e, node);
	for (int i = 0; i < model->change_count; i++) {
		int64_t at = model->change[i].at_us;

		engine_at(e, at > start_us ? at : start_us, EVENT_CHANGE,
			  (uint32_t)i);
	}
	engine_decide(e);
	return e;
}

void sim_engine_destroy(struct sim_engine *e)
{
	if (e == NULL)
		return;
	for (int node = 0; node < e->model->node_count; node++)
		node_finish(e, node);
	stats_destroy(e->stats);
	record_finish(&e->record);
	slab_finish(e);
	agenda_finish(&e->agenda);
	free(e->bypass);
	free(e->lane);
	free(e->up_to);
	free(e->value);
	free(e->state);
	free(e);
}

static void *copy_of(const void *from, size_t count, size_t size)
{
	void *to = mem_calloc(count, size);

	memcpy(to, from, count * size);
	return to;
}

struct sim_engine *sim_engine_clone(const struct sim_engine *from)
{
	struct sim_engine *e = mem_alloc(sizeof *e);

	*e = *from;
	e->state = copy_of(from->state, (size_t)from->model->node_count,
			   sizeof *e->state);
	e->value = copy_of(from->value, (size_t)from->model->parameter_count,
			   sizeof *e->value);
	e->up_to = mem_calloc((size_t)from->model->parameter_count,
			      sizeof *e->up_to);
	e->lane = mem_calloc((size_t)from->model->node_count, sizeof *e->lane);
	e->bypass = mem_calloc((size_t)from->model->node_count,
			       sizeof *e->bypass);
	agenda_copy(&e->agenda, &from->agenda);
	for (int node = 0; node < from->model->node_count; node++)
		node_copy(e, from, node);
	slab_copy(e, from);
	record_copy(&e->record, &from->record);
	e->stats = stats_copy(from->stats);
	engine_decide(e);
	return e;
}

void sim_engine_bound(struct sim_engine *e, uint64_t events)
{
	e->events_most = events;
}

int64_t sim_engine_now(const struct sim_engine *e)
{
	return e->now_us;
}

/* The node hears that one of its numbers is another now. */
static void changed(struct sim_engine *e, int node, int slot, double before)
{
	double value = node_value(e, node, slot);

	switch (node_at(e, node)->type) {
	case NODE_SOURCE:
		source_changed(e, node, slot);
		break;
	case NODE_POOL:
		if (slot == POOL_SERVERS) {
			scaler_floor(e, node, value);
			pool_resize(e, node, value);
		}
		break;
	case NODE_LIMITER:
		limiter_changed(e, node, slot, before);
		break;
	case NODE_SPEND_CAP:
		cap_changed(e, node, slot, before);
		break;
	case NODE_API:
		api_changed(e, node, slot, before);
		break;
	case NODE_AUTOSCALER:
		scaler_changed(e, node, slot);
		break;
	case NODE_FAULT:
		fault_alarm(e, node);
		break;
	case NODE_BURN_RATE:
		burn_changed(e, node, slot);
		break;
	case NODE_GUARDRAIL:
		guard_changed(e, node, slot);
		break;
	case NODE_CACHE:
		cache_changed(e, node, slot, before);
		break;
	case NODE_JOB_QUEUE:
		job_queue_changed(e, node, slot);
		break;
	default:
		break;
	}
}

void sim_engine_set(struct sim_engine *e, int parameter, double value)
{
	const struct model_parameter *p = &e->model->parameter[parameter];
	double before = e->value[parameter];

	assert(sim_model_parameter_allows(e->model, parameter, value, NULL,
					  NULL));
	e->value[parameter] = value;
	if (e->model->guarded)
		guard_see(e, parameter, before);
	if (p->slot >= 0)
		changed(e, p->node, p->slot, before);
	engine_decide(e);
}

void sim_engine_shift_day(struct sim_engine *e, int64_t ahead_us)
{
	e->day_ahead_us = ahead_us;
	for (int node = 0; node < e->model->node_count; node++)
		if (node_at(e, node)->type == NODE_SOURCE &&
		    node_at(e, node)->profile >= 0)
			source_changed(e, node, SOURCE_RATE);
}

double sim_engine_get(const struct sim_engine *e, int parameter)
{
	return e->value[parameter];
}

uint64_t sim_engine_hash(const struct sim_engine *e)
{
	return e->record.hash;
}

const struct sim_model *sim_engine_model(const struct sim_engine *e)
{
	return e->model;
}

uint64_t sim_engine_events(const struct sim_engine *e)
{
	return e->events;
}

static size_t nodes_bytes(const struct sim_engine *e)
{
	size_t bytes = 0;

	for (int node = 0; node < e->model->node_count; node++)
		bytes += node_bytes(e, node);
	return bytes;
}

size_t sim_engine_bytes(const struct sim_engine *e)
{
	return sizeof *e + nodes_bytes(e) + agenda_bytes(&e->agenda) +
	       slab_bytes(e) + record_bytes(&e->record) +
	       stats_bytes(e->stats) +
	       (size_t)e->model->node_count *
		       (sizeof *e->state + sizeof *e->lane +
			sizeof *e->bypass) +
	       (size_t)e->model->parameter_count *
		       (sizeof *e->value + sizeof *e->up_to);
}
