#include "sim/caller_timer.h"
#include "sim/lane.h"
#include "sim/nodes/node_pool.h"
#include "sim/nodes/source_poisson.h"
#include "sim/sums.h"

/*
 * What happens in the lane, and the loop that stays in it.
 *
 * While nothing else is due, the next arrival and the next end of a service
 * are not put on the agenda and taken off again: they are in the hand.
 */

/* Each way of calling these is compiled for itself: with a hand and without. */
#define ALWAYS_INLINE __attribute__((always_inline)) inline

/* What is at hand instead of on the agenda, each of them nobody's or one. */
struct hand {
	struct event arrival, served;
};

/* A service ends then: the earlier of two stays in the hand.  Without a hand
 * it goes on the agenda. */
static ALWAYS_INLINE void await_served(struct sim_engine *e, struct hand *hand,
				       struct event event)
{
	if (hand != NULL && hand->served.time == EVENT_NOBODY.time) {
		hand->served = event;
		return;
	}
	if (hand != NULL && event_before(event, hand->served)) {
		struct event earlier = event;

		event = hand->served;
		hand->served = earlier;
	}
	agenda_push(&e->agenda, event);
}

/* Each of what follows is true if it was all in the lane: if not, anything may
 * have changed. */

/* --- the way in ----------------------------------------------------------- */

static ALWAYS_INLINE bool enter_pool(struct sim_engine *e, uint32_t index,
				     int node, const struct lane *lane,
				     struct hand *hand)
{
	struct pool_state *s = &lane->pool->pool;
	struct job *job = job_at(e, index);

	lane->pool->in++;
	if (s->busy < s->servers) {
		pool_count_busy(e, s, node, 1);
		await_served(e, hand,
			     pool_begin(e, job, index, lane->law, lane->key));
	} else if (s->waiting < lane->room) {
		job->stamp = engine_stamp(e);
		pool_enqueue(e, job, index, s, node, lane->queue);
	} else {
		flow_refuse(e, index, node, SIM_OUTCOME_FULL);
		return false;
	}
	return true;
}

static ALWAYS_INLINE bool come(struct sim_engine *e, const struct lane *lane,
			       uint64_t key, struct hand *hand)
{
	struct minute *minute = sums_now(e);
	uint32_t index = job_new(e);
	struct job *job = job_at(e, index);
	int source = (int)lane->job.owner;

	lane->source->in++;
	lane->source->source.count++;
	record_fact(e, FACT_CAME, key, (uint64_t)source);
	minute->came++;
	minute->presses++;
	*job = lane->job;
	job->key = key;
	job->start_us = e->now_us;
	if (lane->values) {
		person_values(e, key, source, job->value);
		sums_values_came(e, job->value);
	}
	if (lane->caller != NULL) {
		lane->caller->in++;
		if (lane->timeout_us != LANE_NO_TIMEOUT)
			caller_timer_set(e, index, lane->job.top.node,
					 lane->timeout_us);
	}
	return enter_pool(e, index, lane->job.top.at, lane->to, hand);
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
	record_fact(e, FACT_LEFT, job->key, (uint64_t)SIM_OUTCOME_OK << 1);
	minute->presses_ended++;
	minute->served++;
	minute->presses_of_ended++;
	minute->histogram[histogram_step(e->now_us - job->start_us)]++;
	if (e->model->attribute_count > 0)
		sums_values_left(
			e, &(struct leaving){ .value = job->value,
					      .outcome = SIM_OUTCOME_OK });
	job_release(e, index);
}

/* A server is free: whoever is next gets it. */
static inline void go_on(struct sim_engine *e, int node,
			 const struct lane *lane, struct hand *hand)
{
	struct pool_state *s = &lane->pool->pool;
	struct place place;
	struct job *job;

	if (s->busy > s->servers || s->waiting == 0) {
		pool_count_busy(e, s, node, -1);
		return;
	}
	do {
		place = pool_take_first(lane->queue);
	} while (!pool_still_waits(e, place));
	job = job_at(e, place.job);
	pool_leave_queue(e, job, s, node);
	await_served(e, hand,
		     pool_begin(e, job, place.job, lane->law, lane->key));
}

static ALWAYS_INLINE bool served(struct sim_engine *e, const struct lane *lane,
				 uint32_t index, struct hand *hand)
{
	struct job *job = job_at(e, index);
	int node = job->top.at;

	record_fact(e, FACT_SERVED, job->key, (uint64_t)node);
	job->top.flags &= (uint8_t)~FRAME_SERVED;
	lane->pool->out++;
	go_on(e, node, lane, hand);
	if (!goes_back(e, job)) {
		flow_answer(e, index, SIM_OUTCOME_OK);
		return false;
	}
	leave(e, index);
	return true;
}

void lane_come(struct sim_engine *e, const struct lane *lane, uint64_t key)
{
	come(e, lane, key, NULL);
}

void lane_served(struct sim_engine *e, const struct lane *lane, uint32_t index)
{
	served(e, lane, index, NULL);
}

/* --- the loop ------------------------------------------------------------- */

/* Who is due comes; when the next one does is in the hand then. */
static ALWAYS_INLINE bool arrive(struct sim_engine *e, int source,
				 const struct lane *lane, struct hand *hand)
{
	struct source_state *s = &e->state[source].source;
	uint64_t key = poisson_draw(&s->layer[0], POINT_KEY);

	poisson_next_point(e, source, 0);
	s->next_us = s->layer[0].next_us;
	s->armed = engine_stamp(e);
	hand->arrival = event_of(s->next_us, s->armed, EVENT_ARRIVAL,
				 (uint32_t)source);
	return come(e, lane, key, hand);
}

/* Whether the event in the hand is the next of all, and before `end_us`. */
static ALWAYS_INLINE bool is_next(struct sim_engine *e, struct event event,
				  int64_t end_us)
{
	const struct event *first = agenda_first(&e->agenda, engine_stale, e);

	return event.time < end_us &&
	       (first == NULL || event_before(event, *first));
}

/* Takes the first event of the agenda, which is the next of all, if it is a
 * service of the pool that ends before `end_us`; else gives nobody's. */
static struct event take_served(struct sim_engine *e, int pool, int64_t end_us)
{
	const struct event *first = agenda_first(&e->agenda, engine_stale, e);
	struct event event;

	if (first == NULL || first->time >= end_us ||
	    event_kind(*first) != EVENT_SERVED ||
	    job_at(e, event_index(*first))->top.at != pool)
		return EVENT_NOBODY;
	event = *first;
	agenda_take(&e->agenda);
	return event;
}

/* The service whose end is next before all arrivals, or nobody's. */
static ALWAYS_INLINE struct event next_served(struct sim_engine *e, int pool,
					      int64_t end_us, struct hand *hand)
{
	struct event event = hand->served;

	if (event_before(hand->arrival, event) || !is_next(e, event, end_us))
		return take_served(e, pool, end_us);
	hand->served = EVENT_NOBODY;
	return event;
}

void lane_run(struct sim_engine *e, int source, int64_t until_us)
{
	const struct lane *lane = &e->lane[source];
	int pool = lane->job.top.at;
	int64_t end_us = until_us < e->next_second_us ? until_us + 1
						      : e->next_second_us;
	uint64_t left = ENGINE_LOOK_EVERY - e->events % ENGINE_LOOK_EVERY;
	struct hand hand = { .arrival = { e->now_us, 0 },
			     .served = EVENT_NOBODY };
	bool on = true;

	while (on && left > 0) {
		struct event event;

		if (event_before(hand.arrival, hand.served) &&
		    is_next(e, hand.arrival, end_us)) {
			e->now_us = hand.arrival.time;
			on = arrive(e, source, lane, &hand);
		} else {
			event = next_served(e, pool, end_us, &hand);
			if (event.time == EVENT_NOBODY.time)
				break;
			e->now_us = event.time;
			if (job_at(e, event_index(event))->stamp !=
			    event_stamp(event))
				continue;
			on = served(e, lane->to, event_index(event), &hand);
		}
		e->events++;
		left--;
	}
	agenda_push(&e->agenda, hand.arrival);
	if (hand.served.time != EVENT_NOBODY.time)
		agenda_push(&e->agenda, hand.served);
}
