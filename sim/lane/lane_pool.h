/*
 * The pool of the loop of the lane (lane_run.c): its servers, and its queue, in
 * which whoever has a place waits.
 *
 * The service of the first in the queue has been drawn when a server is free
 * for it: a draw belongs to its key and may be made early.
 */
#ifndef GAMEDAY_SIM_LANE_LANE_POOL_H
#define GAMEDAY_SIM_LANE_LANE_POOL_H

#include "sim/lane/lane.h"
#include "sim/lane/lane_hand.h"
#include "sim/nodes/node_pool.h"

struct lane_pool {
	const struct lane *lane;
	uint32_t node;
	uint32_t served;	/* in the loop; they left, too */
	uint64_t fact_served;	/* see fact_of() */
	uint32_t servers, room; /* room: places in the queue */
	uint32_t busy;
	uint64_t busy_us; /* see struct pool_state */
	int64_t changed_us;
	struct queue queue;
	uint32_t end;	  /* of the queue: the place to take next */
	int64_t ahead_us; /* the service of the first in the queue */
};

/* How long the job is served, in us. */
static LANE_INLINE int64_t lane_pool_draw(const struct sim_engine *e,
					  const struct lane_pool *p,
					  const struct job *job)
{
	uint64_t key = draw_key_of(job, p->lane->key, job_salt(job),
				   PURPOSE_SERVICE);

	return microseconds(law_sample(p->lane->law, e->value, key));
}

/* Draws the service of the first in the queue, if there is one. */
static LANE_INLINE void lane_pool_look_ahead(const struct sim_engine *e,
					     struct lane_pool *p,
					     const struct job *jobs)
{
	uint32_t index;

	if (p->queue.count == 0)
		return;
	index = p->queue.at[p->queue.first].job;
	p->ahead_us = lane_pool_draw(e, p, &jobs[index]);
}

static LANE_INLINE bool lane_pool_has_room(const struct lane_pool *p)
{
	return p->busy < p->servers || p->queue.count < p->room;
}

/* So many more servers are busy. */
static LANE_INLINE void lane_pool_count(struct lane_pool *p, int64_t now_us,
					int change)
{
	p->busy_us += p->busy * (uint64_t)(now_us - p->changed_us);
	p->changed_us = now_us;
	p->busy = (uint32_t)((int)p->busy + change);
}

static LANE_INLINE void lane_pool_line_up(struct lane_pool *p,
					  struct place place)
{
	p->queue.at[p->end] = place;
	p->end = (p->end + 1) & (p->queue.capacity - 1);
	p->queue.count++;
}

/* `node` is the pool of the lane. */
static LANE_INLINE void lane_pool_begin(const struct sim_engine *e,
					struct lane_pool *p,
					const struct lane *lane, uint32_t node)
{
	const struct pool_state *state = &lane->pool->pool;

	p->lane = lane;
	p->node = node;
	p->served = 0;
	p->fact_served = fact_of(FACT_SERVED, node);
	p->servers = state->servers;
	p->queue = *lane->queue;
	p->end = (p->queue.first + p->queue.count) & (p->queue.capacity - 1);
	p->room = lane->room < p->queue.capacity ? lane->room
						 : p->queue.capacity;
	p->busy = state->busy;
	p->busy_us = state->busy_us;
	p->changed_us = state->changed_us;
	p->ahead_us = 0;
	lane_pool_look_ahead(e, p, job_at(e, 0));
}

/* Puts back what is the pool's, and what has been counted. */
static LANE_INLINE void lane_pool_end(struct sim_engine *e,
				      const struct lane_pool *p)
{
	struct pool_state *state = &p->lane->pool->pool;
	struct minute *minute = e->record.minute;

	p->lane->pool->out += p->served;
	minute->presses_ended += p->served;
	minute->served += p->served;
	minute->presses_of_ended += p->served;
	e->slab[SLAB_JOBS].live -= p->served;
	e->events += p->served;
	state->busy = p->busy;
	state->waiting = p->queue.count;
	state->busy_us = p->busy_us;
	state->changed_us = p->changed_us;
	*p->lane->queue = p->queue;
}

#endif
