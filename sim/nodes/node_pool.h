/*
 * A pool's servers and its queue, as far as the fast lane (lane.h) works on
 * them itself.
 *
 * Each is told the node and its state.
 * Who leaves a queue early leaves his place behind; it is skipped later, and
 * told by the stamp that he no longer has.
 */
#ifndef GAMEDAY_SIM_NODES_NODE_POOL_H
#define GAMEDAY_SIM_NODES_NODE_POOL_H

#include "sim/engine_internal.h"

/* Room for one more place, in a queue where so many are waiting. */
void pool_make_room(const struct sim_engine *e, struct queue *queue,
		    uint32_t waiting);

static inline bool pool_still_waits(const struct sim_engine *e,
				    struct place place)
{
	const struct job *job = job_at(e, place.job);

	return (job->flags & JOB_WAITING) && job->stamp == place.stamp;
}

/* The last place of the queue is the job's, which has its stamp. */
static inline void pool_enqueue(struct sim_engine *e, struct job *job,
				uint32_t index, struct pool_state *s, int node,
				struct queue *queue)
{
	if (queue->count == queue->capacity)
		pool_make_room(e, queue, s->waiting);
	queue->at[(queue->first + queue->count++) & (queue->capacity - 1)] =
		(struct place){ index, job->stamp, e->now_us };
	s->waiting++;
	stats_level(e->stats, node, STATS_QUEUE, s->waiting, e->now_us);
	job->flags |= JOB_WAITING;
}

static inline struct place pool_take_first(struct queue *queue)
{
	struct place place = queue->at[queue->first];

	queue->first = (queue->first + 1) & (queue->capacity - 1);
	queue->count--;
	return place;
}

static inline void pool_leave_queue(struct sim_engine *e, struct job *job,
				    struct pool_state *s, int node)
{
	job->flags &= (uint8_t)~JOB_WAITING;
	s->waiting--;
	stats_level(e->stats, node, STATS_QUEUE, s->waiting, e->now_us);
}

/* So many more servers are busy. */
static inline void pool_count_busy(struct sim_engine *e, struct pool_state *s,
				   int node, int change)
{
	s->busy_us += s->busy * (uint64_t)(e->now_us - s->changed_us);
	s->changed_us = e->now_us;
	s->busy = (uint32_t)((int)s->busy + change);
	stats_level(e->stats, node, STATS_BUSY, s->busy, e->now_us);
}

/* Begins the service by that law; the server has been counted.  `key` is the
 * node's.  Gives the event of its end, which is yet to be put on the agenda. */
static inline struct event pool_begin(struct sim_engine *e, struct job *job,
				      uint32_t index, const struct law *law,
				      uint64_t key)
{
	int64_t us = 0;

	if (law != NULL)
		us = microseconds(law_sample(
			law, e->value,
			draw_key_of(job, key, job_salt(job), PURPOSE_SERVICE)));
	record_span_start(e, job);
	job->top.flags |= FRAME_SERVED;
	job->stamp = engine_stamp(e);
	return event_of(e->now_us + us, job->stamp, EVENT_SERVED, index);
}

static inline void pool_serve(struct sim_engine *e, uint32_t index,
			      const struct law *law, uint64_t key)
{
	agenda_push(&e->agenda,
		    pool_begin(e, job_at(e, index), index, law, key));
}

#endif
