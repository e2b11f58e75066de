/*
 * The usual arrivals of a Poisson process: one layer of points, and whoever has
 * a point in it comes (source_poisson.c says what points and layers are).
 */
#ifndef GAMEDAY_SIM_NODES_SOURCE_POISSON_H
#define GAMEDAY_SIM_NODES_SOURCE_POISSON_H

#include "sim/chance/ziggurat.h"
#include "sim/engine_internal.h"

#define POISSON_BLOCK_US MINUTE_US

/* A point takes three draws: how far it is, whose it is, how high it lies.  A
 * layer's stream is at the draws of its next point. */
#define POINT_GAP 1
#define POINT_KEY 2
#define POINT_LEVEL 3
#define POINT_STEP (POINT_LEVEL * RANDOM_STEP)

/* The random stream of a block of the layer: it is at the draws before the
 * first point. */
uint64_t poisson_stream(const struct sim_engine *e, int node, int layer,
			int64_t block);

static inline uint64_t poisson_draw(uint64_t stream, unsigned which)
{
	return random_mix(stream + which * RANDOM_STEP);
}

static inline void poisson_begin_block(const struct sim_engine *e, int node,
				       int layer, int64_t block)
{
	struct source_layer *l = &e->state[node].source.layer[layer];

	l->block = block;
	l->stream = poisson_stream(e, node, layer, block);
	l->at_us = 0.0;
}

/* Moves on to the layer's next point. */
static inline void poisson_next_point(const struct sim_engine *e, int node,
				      int layer)
{
	struct source_layer *l = &e->state[node].source.layer[layer];

	for (;;) {
		l->stream += POINT_STEP;
		l->at_us += l->mean_us * ziggurat_exponential(poisson_draw(
						 l->stream, POINT_GAP));
		if (l->at_us < (double)POISSON_BLOCK_US)
			break;
		poisson_begin_block(e, node, layer, l->block + 1);
	}
	l->next_us = l->block * POISSON_BLOCK_US + (int64_t)l->at_us;
}

#endif
