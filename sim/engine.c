#include "sim/engine.h"

#include "base/mem.h"
#include "sim/engine_internal.h"
#include "sim/node_job_queue.h"
#include "sim/pool_sharing.h"

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
	agenda_copy(&e->agenda, &from->agenda);
	for (int node = 0; node < from->model->node_count; node++)
		node_copy(e, from, node);
	slab_copy(e, from);
	record_copy(&e->record, &from->record);
	e->stats = stats_copy(from->stats);
	return e;
}

static bool job_waits_for(const struct sim_engine *e, uint32_t job,
			  uint32_t stamp)
{
	return job_at(e, job)->stamp == stamp;
}

/* Whether what the event is about still waits for it. */
static bool counts(const struct sim_engine *e, struct event event)
{
	uint32_t stamp = (uint32_t)(event.order >> 32);
	uint32_t index = (uint32_t)event.order & EVENT_INDEX_MASK;

	switch ((enum event_kind)((uint32_t)event.order >> EVENT_INDEX_BITS)) {
	case EVENT_SERVED:
	case EVENT_WAITED:
	case EVENT_RETRY:
	case EVENT_ANSWER:
	case EVENT_JOB:
	case EVENT_HEDGE:
		return job_waits_for(e, index, stamp);
	case EVENT_TIMEOUT:
	case EVENT_CANCEL:
		return job_at(e, index)->timer == stamp;
	case EVENT_GIVE_UP:
		return person_at(e, index)->give_up == stamp;
	case EVENT_SLOW:
	case EVENT_AGAIN:
		return person_at(e, index)->again == stamp;
	case EVENT_ARRIVAL:
		return e->state[index].source.armed == stamp;
	case EVENT_NODE:
		return e->state[index].armed == stamp;
	case EVENT_TASK_DONE:
	case EVENT_TASK_TOLD:
	case EVENT_LANDING:
	case EVENT_CHANGE:
	case EVENT_KINDS:
		break;
	}
	return true;
}

static bool stale(const void *context, struct event event)
{
	return !counts(context, event);
}

static void change_due(struct sim_engine *e, const struct model_sets *sets)
{
	const struct model_set *set = &e->model->set[sets->first];

	for (int i = 0; i < sets->count; i++)
		sim_engine_set(e, set[i].parameter, set[i].value);
}

/* What the node has set for itself is due. */
static void alarm_of(struct sim_engine *e, int node)
{
	switch (node_at(e, node)->type) {
	case NODE_AUTOSCALER:
		scaler_look(e, node);
		break;
	case NODE_POOL:
		sharing_due(e, node);
		break;
	case NODE_FAULT:
		fault_alarm(e, node);
		break;
	case NODE_BURN_RATE:
		burn_look(e, node);
		break;
	case NODE_GUARDRAIL:
		guard_look(e, node);
		break;
	default:
		assert(false);
	}
}

/* The kinds that are nearly all of them come first, each with its own check:
 * one jump for both. */
static void handle(struct sim_engine *e, struct event event)
{
	uint32_t stamp = (uint32_t)(event.order >> 32);
	uint32_t index = (uint32_t)event.order & EVENT_INDEX_MASK;
	enum event_kind kind = (enum event_kind)((uint32_t)event.order >>
						 EVENT_INDEX_BITS);

	if (kind == EVENT_SERVED) {
		if (job_waits_for(e, index, stamp)) {
			e->events++;
			pool_served(e, index);
		}
		return;
	}
	if (!counts(e, event))
		return;
	e->events++;
	switch (kind) {
	case EVENT_CHANGE:
		change_due(e, &e->model->change[index].sets);
		break;
	case EVENT_ARRIVAL:
		source_arrival(e, (int)index);
		break;
	case EVENT_GIVE_UP:
		person_give_up(e, index);
		break;
	case EVENT_SLOW:
		person_slow(e, index);
		break;
	case EVENT_AGAIN:
		person_again(e, index);
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
	case EVENT_HEDGE:
		hedge_more(e, index);
		break;
	case EVENT_CANCEL:
		hedge_cancel(e, index);
		break;
	case EVENT_ANSWER:
		flow_answer(e, index,
			    (enum sim_outcome)job_at(e, index)->top.outcome);
		break;
	case EVENT_JOB:
		job_queue_due(e, index);
		break;
	case EVENT_TASK_DONE:
		api_done(e, index);
		break;
	case EVENT_TASK_TOLD:
		api_told(e, index);
		break;
	case EVENT_NODE:
		alarm_of(e, (int)index);
		break;
	case EVENT_LANDING:
		scaler_land(e, (int)index);
		break;
	case EVENT_SERVED:
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
	if (agenda_count(&e->agenda) > ENGINE_EVENTS_MAX ||
	    e->sequence >= NONE - 65536)
		return err_set(err, ERR_LIMIT,
			       "the simulation has too many events (at most "
			       "%u pending, 4 thousand million in all); "
			       "simulate a shorter time or lower rates",
			       ENGINE_EVENTS_MAX);
	return record_ready(&e->record, err);
}

bool sim_engine_advance(struct sim_engine *e, int64_t until_us, struct err *err)
{
	const struct event *first;

	while ((first = agenda_first(&e->agenda, stale, e)) != NULL &&
	       first->time <= until_us) {
		struct event event = *first;

		/* Rows and events grow slowly compared with their maxima. */
		if (e->events % 1024 == 0 && !ready(e, err))
			return false;
		if (e->slab_low && !slab_ready(e, err))
			return false;
		agenda_take(&e->agenda);
		if (e->next_second_us <= event.time)
			sample_until(e, event.time);
		e->now_us = event.time;
		handle(e, event);
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
	if (e->model->guarded)
		guard_see(e, parameter, before);
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
	case NODE_FAULT:
		fault_alarm(e, p->node);
		break;
	case NODE_BURN_RATE:
		burn_changed(e, p->node, p->slot);
		break;
	case NODE_GUARDRAIL:
		guard_changed(e, p->node, p->slot);
		break;
	case NODE_CACHE:
		cache_changed(e, p->node, p->slot, before);
		break;
	case NODE_JOB_QUEUE:
		job_queue_changed(e, p->node, p->slot);
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
	       (size_t)e->model->node_count * sizeof *e->state +
	       (size_t)e->model->parameter_count * sizeof *e->value;
}
