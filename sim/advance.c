#include "sim/bypass.h"
#include "sim/engine_internal.h"
#include "sim/lane.h"
#include "sim/nodes/node_job_queue.h"
#include "sim/nodes/pool_sharing.h"

#include <assert.h>

/* Time goes on: what is due is handled, and each second is sampled. */

static bool job_waits_for(const struct sim_engine *e, uint32_t job,
			  uint32_t stamp)
{
	return job_at(e, job)->stamp == stamp;
}

/* Whether what the event is about still waits for it. */
static bool counts(const struct sim_engine *e, struct event event)
{
	uint32_t stamp = event_stamp(event), index = event_index(event);

	switch (event_kind(event)) {
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
	case EVENT_DEADLINE:
	case EVENT_KINDS:
		break;
	}
	return true;
}

/* Kinds whose reason is often gone before they are due: what waits for something
 * else meanwhile, too. */
#define OFTEN_STALE \
	(1u << EVENT_GIVE_UP | 1u << EVENT_SLOW | 1u << EVENT_AGAIN | \
	 1u << EVENT_WAITED | 1u << EVENT_TIMEOUT | 1u << EVENT_HEDGE | \
	 1u << EVENT_CANCEL)

/* The others are asked when they are due; what they are about is fetched until
 * then. */
uint32_t engine_stale(const void *context, const struct event *events,
		      uint32_t count)
{
	const struct sim_engine *e = context;
	uint32_t bits = 0;

	for (uint32_t i = 0; i < count; i++) {
		enum event_kind kind = event_kind(events[i]);

		if (OFTEN_STALE >> kind & 1)
			bits |= (uint32_t)!counts(e, events[i]) << i;
		else if (kind == EVENT_SERVED)
			__builtin_prefetch(job_at(e, event_index(events[i])));
	}
	return bits;
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

/* An event that counts, of any other kind than those in handle(). */
static void handle_other(struct sim_engine *e, enum event_kind kind,
			 uint32_t index)
{
	switch (kind) {
	case EVENT_CHANGE:
		change_due(e, &e->model->change[index].sets);
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
	case EVENT_ARRIVAL:
	case EVENT_DEADLINE:
	case EVENT_KINDS:
		assert(false);
	}
}

/* The kinds that are nearly all of them, each with its own check. */
static void handle(struct sim_engine *e, struct event event, int64_t until_us)
{
	uint32_t stamp = event_stamp(event), index = event_index(event);
	enum event_kind kind = event_kind(event);

	if (kind == EVENT_SERVED) {
		const struct job *job = job_at(e, index);
		const struct lane *lane = &e->lane[job->top.at];

		if (job->stamp != stamp)
			return;
		e->events++;
		if (lane->open)
			lane_served(e, lane, index);
		else
			pool_served(e, index);
	} else if (kind == EVENT_ARRIVAL) {
		if (e->state[index].source.armed != stamp)
			return;
		if (e->lane[index].open && e->state[index].source.every) {
			lane_run(e, (int)index, until_us);
			return;
		}
		e->events++;
		source_arrival(e, (int)index);
	} else if (kind == EVENT_DEADLINE) {
		caller_deadline(e, (int)index, stamp);
	} else if (counts(e, event)) {
		e->events++;
		handle_other(e, kind, index);
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

/* Calls that take no time and make more of them would go on for ever, and no
 * one could stop them between two moments. */
static bool time_passes(struct sim_engine *e, struct err *err)
{
	if (e->now_us != e->moment_us) {
		e->moment_us = e->now_us;
		e->before_moment = e->events;
	}
	if (e->events - e->before_moment <= ENGINE_MOMENT_MAX)
		return true;
	return err_set(err, ERR_LIMIT,
		       "more than %u events happen at one moment (%.6f s): "
		       "calls that take no time make ever more calls; give "
		       "them a service time, or call fewer nodes",
		       ENGINE_MOMENT_MAX, (double)e->now_us * 1e-6);
}

static bool ready(struct sim_engine *e, struct err *err)
{
	if (!time_passes(e, err))
		return false;
	if (agenda_count(&e->agenda) > ENGINE_EVENTS_MAX ||
	    e->sequence >= NONE - 65536)
		return err_set(err, ERR_LIMIT,
			       "the simulation has too many events (at most "
			       "%u pending, 4 thousand million in all); "
			       "simulate a shorter time or lower rates",
			       ENGINE_EVENTS_MAX);
	if (e->events_most > 0 && e->events > e->events_most)
		return err_set(
			err, ERR_LIMIT,
			"the simulation takes more than the %llu million "
			"events that it may; lower its rates, or let one "
			"request stand for more (\"scale\")",
			(unsigned long long)(e->events_most / 1000000));
	return record_ready(&e->record, err);
}

bool sim_engine_advance(struct sim_engine *e, int64_t until_us, struct err *err)
{
	const struct event *first;

	while ((first = agenda_first(&e->agenda, engine_stale, e)) != NULL &&
	       first->time <= until_us) {
		struct event event = *first;

		/* Rows and events grow slowly compared with their maxima. */
		if (e->events % ENGINE_LOOK_EVERY == 0 && !ready(e, err))
			return false;
		if (e->slab_low && !slab_ready(e, err))
			return false;
		agenda_take(&e->agenda);
		if (e->next_second_us <= event.time)
			sample_until(e, event.time);
		e->now_us = event.time;
		handle(e, event, until_us);
	}
	sample_until(e, until_us);
	bypass_settle(e);
	if (until_us > e->now_us)
		e->now_us = until_us;
	return true;
}
