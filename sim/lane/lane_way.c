#include "sim/caller_timer.h"
#include "sim/lane/lane.h"
#include "sim/nodes/node_pool.h"
#include "sim/sums.h"

/* What happens in the lane, one event at a time. */

/* --- the way in ----------------------------------------------------------- */

/* True if it was all in the lane. */
static inline bool enter_pool(struct sim_engine *e, uint32_t index, int node,
			      const struct lane *lane)
{
	struct pool_state *s = &lane->pool->pool;
	struct job *job = job_at(e, index);

	lane->pool->in++;
	if (s->busy < s->servers) {
		pool_count_busy(e, s, node, 1);
		pool_serve(e, index, lane->law, lane->key);
	} else if (s->waiting < lane->room) {
		job->stamp = engine_stamp(e);
		pool_enqueue(e, job, index, s, node, lane->queue);
	} else {
		flow_refuse(e, index, node, SIM_OUTCOME_FULL);
		return false;
	}
	return true;
}

bool lane_come(struct sim_engine *e, const struct lane *lane, uint64_t key)
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
	return enter_pool(e, index, lane->job.top.at, lane->to);
}

/* --- the way out ---------------------------------------------------------- */

bool lane_goes_back(const struct sim_engine *e, const struct job *job)
{
	const struct frame *f = &job->top;

	if (f->kind == FRAME_NONE)
		return job->flags == 0;
	return f->kind == FRAME_CALLER && f->below == NONE && f->aux == NONE &&
	       job->flags == JOB_CALLING && e->lane[f->node].open;
}

void lane_count_out(struct sim_engine *e, const struct job *job)
{
	if (job->top.kind == FRAME_CALLER)
		e->state[job->top.node].out++;
	e->state[job->owner].out++;
}

static inline void leave(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	struct minute *minute = sums_now(e);

	lane_count_out(e, job);
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
			 const struct lane *lane)
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
	pool_serve(e, place.job, lane->law, lane->key);
}

void lane_served(struct sim_engine *e, const struct lane *lane, uint32_t index)
{
	struct job *job = job_at(e, index);
	int node = job->top.at;

	record_fact(e, FACT_SERVED, job->key, (uint64_t)node);
	job->top.flags &= (uint8_t)~FRAME_SERVED;
	lane->pool->out++;
	go_on(e, node, lane);
	if (!lane_goes_back(e, job)) {
		flow_answer(e, index, SIM_OUTCOME_OK);
		return;
	}
	leave(e, index);
}
