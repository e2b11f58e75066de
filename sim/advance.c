#include "sim/bypass.h"
#include "sim/engine_internal.h"
#include "sim/lane/lane.h"
#include "sim/nodes/node_job_queue.h"
#include "sim/nodes/pool_sharing.h"

#include <assert.h>

/* Time goes on: what is due is handled, and each second is sampled. */

/* Where the stamp stands of the event that something waits for: an event counts
 * while it has that stamp.  Without a mask it always counts. */
enum stamped { STAMPED_JOB, STAMPED_PERSON, STAMPED_NODE, STAMPED };
struct stamp_place {
	uint32_t mask;
	uint16_t size, offset;
	uint8_t of;
};
#define PLACE(what, type, field) \
	{ \
		UINT32_MAX, sizeof(struct type), offsetof(struct type, field), \
			what \
	}
#define OF_JOB PLACE(STAMPED_JOB, job, stamp)
#define OF_ATTEMPT PLACE(STAMPED_JOB, job, timer)
#define ALWAYS \
	{ \
		0, 0, 0, STAMPED_NODE \
	}

static const struct stamp_place places[EVENT_KINDS] = {
	[EVENT_SERVED] = OF_JOB,
	[EVENT_WAITED] = OF_JOB,
	[EVENT_RETRY] = OF_JOB,
	[EVENT_ANSWER] = OF_JOB,
	[EVENT_JOB] = OF_JOB,
	[EVENT_HEDGE] = OF_JOB,
	[EVENT_TIMEOUT] = OF_ATTEMPT,
	[EVENT_CANCEL] = OF_ATTEMPT,
	[EVENT_GIVE_UP] = PLACE(STAMPED_PERSON, person, give_up),
	[EVENT_SLOW] = PLACE(STAMPED_PERSON, person, again),
	[EVENT_AGAIN] = PLACE(STAMPED_PERSON, person, again),
	[EVENT_ARRIVAL] = PLACE(STAMPED_NODE, node_state, source.armed),
	[EVENT_NODE] = PLACE(STAMPED_NODE, node_state, armed),
	[EVENT_TASK_DONE] = ALWAYS,
	[EVENT_TASK_TOLD] = ALWAYS,
	[EVENT_LANDING] = ALWAYS,
	[EVENT_CHANGE] = ALWAYS,
	[EVENT_DEADLINE] = ALWAYS,
};

/* Where what has stamps stands, each kind of it. */
struct stamps {
	const unsigned char *at[STAMPED];
};

static struct stamps stamps_of(const struct sim_engine *e)
{
	return (struct stamps){ {
		[STAMPED_JOB] = e->slab[SLAB_JOBS].items,
		[STAMPED_PERSON] = e->slab[SLAB_PERSONS].items,
		[STAMPED_NODE] = (const unsigned char *)e->state,
	} };
}

/* Whether what the event is about waits for another one, or for none. */
static inline bool is_stale(const struct stamps *stamps, struct event event)
{
	const struct stamp_place *place = &places[event_kind(event)];
	uint32_t awaited;

	memcpy(&awaited,
	       stamps->at[place->of] +
		       (size_t)event_index(event) * place->size + place->offset,
	       sizeof awaited);
	return ((awaited ^ event_stamp(event)) & place->mask) != 0;
}

/* No jump depends on what the events are: they come in no order. */
uint32_t engine_stale(const void *context, const struct event *events,
		      uint32_t count)
{
	struct stamps stamps = stamps_of(context);
	uint32_t bits = 0;

	for (uint32_t i = 0; i < count; i++)
		bits |= (uint32_t)is_stale(&stamps, events[i]) << i;
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
	case EVENT_NODE:
		alarm_of(e, (int)index);
		break;
	case EVENT_LANDING:
		scaler_land(e, (int)index);
		break;
	case EVENT_SERVED:
	case EVENT_ARRIVAL:
	case EVENT_DEADLINE:
	case EVENT_TASK_DONE:
	case EVENT_TASK_TOLD:
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
	} else if (kind == EVENT_TASK_DONE) {
		e->events++;
		api_done(e, index);
	} else if (kind == EVENT_TASK_TOLD) {
		e->events++;
		api_told(e, index);
	} else if (kind == EVENT_DEADLINE) {
		caller_deadline(e, (int)index, stamp);
	} else if (engine_stale(e, &event, 1) == 0) {
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
