/*
 * The source of the loop of the lane (lane_run.c): its points, the next of them
 * drawn already, and what is counted of its people.
 */
#ifndef GAMEDAY_SIM_LANE_LANE_SOURCE_H
#define GAMEDAY_SIM_LANE_LANE_SOURCE_H

#include "sim/lane/lane.h"
#include "sim/lane/lane_hand.h"
#include "sim/nodes/source_poisson.h"

/* Deadlines that are set in the loop and not in the ring yet.  Nearly all are
 * answered in the loop and never come there.  None is due before the loop ends:
 * those of the ring are earlier, and for one of them there is an event. */
#define NOTES_MAX 256

struct notes {
	struct deadlines *deadlines; /* whose; NULL: nobody's */
	uint32_t count;
	struct deadline at[NOTES_MAX];
};

struct lane_source {
	const struct lane *lane;
	uint32_t node;
	uint32_t came, left; /* in the loop */
	uint64_t fact_came;  /* see fact_of() */
	bool timeouts;
	/* The point that is the next arrival: see struct source_layer. */
	uint64_t stream;
	int64_t block_us; /* when its block begins */
	double at_us, mean_us;
	double gap_us; /* from that point to the one after it */
};

/* Whether the loop knows what the source's jobs would meet. */
static inline bool lane_source_may_run(const struct sim_engine *e,
				       uint32_t node)
{
	const struct lane *lane = &e->lane[node];
	const struct deadlines *d;

	if (!lane->open || !lane->source->source.every ||
	    lane->to->queue->count != lane->to->pool->pool.waiting)
		return false;
	if (lane->caller == NULL || lane->timeout_us == LANE_NO_TIMEOUT)
		return true;
	d = &lane->caller->caller.deadlines;
	return d->armed && d->length_us == lane->timeout_us;
}

static LANE_INLINE void lane_source_draw_gap(struct lane_source *s)
{
	uint64_t key = poisson_draw(s->stream + POINT_STEP, POINT_GAP);

	s->gap_us = s->mean_us * ziggurat_exponential(key);
}

static LANE_INLINE void lane_source_begin_block(const struct sim_engine *e,
						struct lane_source *s)
{
	s->block_us += POISSON_BLOCK_US;
	s->stream = poisson_stream(e, (int)s->node, 0,
				   s->block_us / POISSON_BLOCK_US);
	s->at_us = 0.0;
	lane_source_draw_gap(s);
}

/* Moves on to the next point; gives its time. */
static LANE_INLINE int64_t lane_source_next(const struct sim_engine *e,
					    struct lane_source *s)
{
	while (s->at_us + s->gap_us >= (double)POISSON_BLOCK_US)
		lane_source_begin_block(e, s);
	s->stream += POINT_STEP;
	s->at_us += s->gap_us;
	lane_source_draw_gap(s);
	return s->block_us + (int64_t)s->at_us;
}

static LANE_INLINE void lane_source_begin(const struct sim_engine *e,
					  struct lane_source *s, uint32_t node)
{
	const struct lane *lane = &e->lane[node];
	const struct source_layer *layer = &lane->source->source.layer[0];

	s->lane = lane;
	s->node = node;
	s->came = s->left = 0;
	s->fact_came = fact_of(FACT_CAME, node);
	s->timeouts = lane->caller != NULL &&
		      lane->timeout_us != LANE_NO_TIMEOUT;
	s->stream = layer->stream;
	s->block_us = layer->block * POISSON_BLOCK_US;
	s->at_us = layer->at_us;
	s->mean_us = layer->mean_us;
	lane_source_draw_gap(s);
}

/* Puts back what is the source's, and its arrival on the agenda. */
static LANE_INLINE void lane_source_end(struct sim_engine *e,
					const struct lane_source *s,
					struct event arrival)
{
	struct source_state *state = &s->lane->source->source;
	struct source_layer *layer = &state->layer[0];
	struct minute *minute = e->record.minute;

	s->lane->source->in += s->came;
	s->lane->source->out += s->left;
	if (s->lane->caller != NULL) {
		s->lane->caller->in += s->came;
		s->lane->caller->out += s->left;
	}
	s->lane->to->pool->in += s->came;
	minute->came += s->came;
	minute->presses += s->came;
	e->slab[SLAB_JOBS].live += s->came;
	e->events += s->came;
	state->count += s->came;
	layer->stream = s->stream;
	layer->block = s->block_us / POISSON_BLOCK_US;
	layer->at_us = s->at_us;
	layer->next_us = state->next_us = arrival.time;
	state->armed = event_stamp(arrival);
	agenda_push(&e->agenda, arrival);
}

#endif
