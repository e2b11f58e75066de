#include "sim/engine.h"

#include "base/mem.h"
#include "sim/engine_internal.h"

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
	case NODE_GATE:
	case NODE_REWRITE:
	case NODE_SPLIT:
	case NODE_TYPES:
		break;
	}
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
	e->state = mem_calloc((size_t)model->node_count, sizeof *e->state);
	e->value = mem_calloc(parameters, sizeof *e->value);
	for (size_t i = 0; i < parameters; i++)
		e->value[i] = model->parameter[i].fallback;
	slab_init(e);
	record_init(e, detail);
	e->next_second_us = e->record.first_second_us + SECOND_US;
	for (int node = 0; node < model->node_count; node++)
		start_node(e, node);
	return e;
}

void sim_engine_destroy(struct sim_engine *e)
{
	if (e == NULL)
		return;
	record_finish(&e->record);
	slab_finish(e);
	heap_finish(&e->heap);
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
	heap_copy(&e->heap, &from->heap);
	slab_copy(e, from);
	record_copy(&e->record, &from->record);
	return e;
}

static void handle(struct sim_engine *e, enum event_kind kind, uint32_t index)
{
	switch (kind) {
	case EVENT_ARRIVAL:
		source_arrival(e, (int)index);
		break;
	case EVENT_GIVE_UP:
		person_give_up(e, index);
		break;
	case EVENT_AGAIN:
		person_again(e, index);
		break;
	case EVENT_SLOW:
		press_slow(e, index);
		break;
	case EVENT_SERVED:
		pool_served(e, index);
		break;
	case EVENT_WAITED:
		pool_waited(e, index);
		break;
	case EVENT_TIMEOUT:
		caller_timeout(e, index);
		break;
	case EVENT_RETRY:
		caller_retry(e, index);
		break;
	case EVENT_TASK_DONE:
		api_done(e, index);
		break;
	case EVENT_TASK_TOLD:
		api_told(e, index);
		break;
	case EVENT_SCALE:
		scaler_look(e, (int)index);
		break;
	case EVENT_SERVERS:
		scaler_land(e, (int)index);
		break;
	case EVENT_KINDS:
		assert(false);
	}
}

/* Seconds that end before or at `until_us`, now that all before is done. */
static void sample_until(struct sim_engine *e, int64_t until_us)
{
	while (e->next_second_us <= until_us) {
		e->now_us = e->next_second_us;
		gauge_sample(e);
		e->next_second_us += SECOND_US;
	}
}

static bool ready(struct sim_engine *e, struct err *err)
{
	if (e->heap.count > ENGINE_EVENTS_MAX || e->sequence >= NONE - 65536)
		return err_set(err, ERR_LIMIT,
			       "the simulation has too many events (at most "
			       "%u pending, 4 thousand million in all); "
			       "simulate a shorter time or lower rates",
			       ENGINE_EVENTS_MAX);
	/* Rows grow slowly compared with their maximum. */
	if (e->events % 1024 == 0 && !record_ready(&e->record, err))
		return false;
	return !e->slab_low || slab_ready(e, err);
}

bool sim_engine_advance(struct sim_engine *e, int64_t until_us, struct err *err)
{
	while (e->heap.count > 0 && e->heap.at[0].time <= until_us) {
		struct event event;
		uint32_t what;

		if (!ready(e, err))
			return false;
		event = heap_pop(&e->heap);
		what = (uint32_t)event.order;
		sample_until(e, event.time);
		e->now_us = event.time;
		e->events++;
		handle(e, (enum event_kind)(what >> EVENT_INDEX_BITS),
		       what & ((1u << EVENT_INDEX_BITS) - 1));
	}
	sample_until(e, until_us);
	if (until_us > e->now_us)
		e->now_us = until_us;
	return true;
}

int64_t sim_engine_now(const struct sim_engine *e)
{
	return e->now_us;
}

void sim_engine_set(struct sim_engine *e, int parameter, double value)
{
	const struct model_parameter *p = &e->model->parameter[parameter];
	double before = e->value[parameter];

	assert(sim_model_parameter_allows(e->model, parameter, value, NULL,
					  NULL));
	e->value[parameter] = value;
	if (p->slot < 0)
		return;
	switch (node_at(e, p->node)->type) {
	case NODE_SOURCE:
		source_changed(e, p->node, p->slot);
		break;
	case NODE_POOL:
		if (p->slot == POOL_SERVERS) {
			scaler_floor(e, p->node, value);
			pool_resize(e, p->node, value);
		}
		break;
	case NODE_LIMITER:
		limiter_changed(e, p->node, p->slot, before);
		break;
	case NODE_SPEND_CAP:
		cap_changed(e, p->node, p->slot, before);
		break;
	case NODE_API:
		api_changed(e, p->node, p->slot, before);
		break;
	case NODE_AUTOSCALER:
		scaler_changed(e, p->node, p->slot);
		break;
	default:
		break;
	}
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

size_t sim_engine_bytes(const struct sim_engine *e)
{
	return sizeof *e + e->heap.capacity * sizeof(struct event) +
	       slab_bytes(e) + record_bytes(&e->record) +
	       (size_t)e->model->node_count * sizeof *e->state +
	       (size_t)e->model->parameter_count * sizeof *e->value;
}
