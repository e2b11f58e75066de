#include "sim/nodes/source_poisson.h"

#include "sim/nodes/source.h"

/*
 * Arrivals of a Poisson process whose rate may change at any moment.
 *
 * Think of random points on a sheet: time along it, rate up it.  A point below
 * the curve of the rate is a person.  Raising the rate adds people and leaves
 * those who came anyway as they were; so two runs that differ in the rate from
 * some moment on share everybody else.
 *
 * The sheet is cut into layers (the lowest as high as the model's own greatest
 * rate, each further one as high as all below it together) and each layer into
 * blocks of a minute with a stream of their own, so that a point is the same
 * whenever somebody begins to look.
 */

static double layer_bottom(const struct source_state *s, int layer)
{
	return layer == 0 ? 0.0 : s->width * (double)(1u << (layer - 1));
}

static double layer_height(const struct source_state *s, int layer)
{
	return layer == 0 ? s->width : layer_bottom(s, layer);
}

static double highest(const struct sim_engine *e, int node, double rate)
{
	int profile = node_at(e, node)->profile;

	return profile < 0 ? rate : rate * e->model->profile[profile].highest;
}

uint64_t poisson_stream(const struct sim_engine *e, int node, int layer,
			int64_t block)
{
	uint64_t key = random_fold(e->seed, node_at(e, node)->key);

	key = random_fold(key, (uint64_t)layer);
	return random_fold(key, (uint64_t)block);
}

#define AGES_US 1e15 /* 30 years, as good as never */

/* A time of the source's, in microseconds. */
static int64_t moment(const struct sim_engine *e, int node, int slot)
{
	double us = node_value(e, node, slot) * 1e6;

	if (us < -AGES_US)
		us = -AGES_US;
	return (int64_t)(us < AGES_US ? us : AGES_US);
}

/* Goes to the first point of the layer after now, and not long before the source
 * opens: nobody comes until then. */
static void find_point(const struct sim_engine *e, int node, int layer)
{
	struct source_state *s = &e->state[node].source;
	struct source_layer *l = &s->layer[layer];
	int64_t start_us = moment(e, node, SOURCE_START);
	int64_t from_us = start_us > e->now_us ? start_us : e->now_us;
	int64_t block = from_us / POISSON_BLOCK_US -
			(from_us % POISSON_BLOCK_US < 0);

	l->mean_us = 1e6 / layer_height(s, layer);
	poisson_begin_block(e, node, layer, block);
	do {
		poisson_next_point(e, node, layer);
	} while (l->next_us <= e->now_us);
}

/* Sets the event of the earliest point of the layers. */
static inline void arm(struct sim_engine *e, int node)
{
	const struct source_state *s = &e->state[node].source;
	int64_t first = NEVER;

	for (int i = 0; i < s->layers; i++) {
		if (s->layer[i].next_us < first)
			first = s->layer[i].next_us;
	}
	source_arm(e, node, first);
}

/* The rate is another: it may reach into other layers. */
static void reach(struct sim_engine *e, int node)
{
	struct source_state *s = &e->state[node].source;
	double rate = node_value(e, node, SOURCE_RATE);
	double top = highest(e, node, rate);
	int layers = 0;

	while (layers < STATE_LAYERS && top > layer_bottom(s, layers)) {
		if (layers >= s->layers)
			find_point(e, node, layers);
		layers++;
	}
	s->layers = e->now_us < moment(e, node, SOURCE_STOP) ? layers : 0;
	s->every = layers == 1 && node_at(e, node)->profile < 0 &&
		   rate >= s->width &&
		   node_value(e, node, SOURCE_START) <= -1e9 &&
		   node_value(e, node, SOURCE_STOP) >= 1e9;
	arm(e, node);
}

void poisson_start(struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);
	struct source_state *s = &e->state[node].source;
	double top = highest(e, node, e->model->parameter[m->first].fallback);

	s->width = top > 0.0 ? top : 1.0;
	reach(e, node);
}

void poisson_changed(struct sim_engine *e, int node, int slot)
{
	/* Points may be wanted that were passed over. */
	if (slot == SOURCE_START || slot == SOURCE_STOP)
		e->state[node].source.layers = 0;
	if (slot == SOURCE_RATE || slot == SOURCE_START || slot == SOURCE_STOP)
		reach(e, node);
}

static double rate_now(const struct sim_engine *e, int node)
{
	int profile = node_at(e, node)->profile;
	double rate = node_value(e, node, SOURCE_RATE);

	if (!source_is_open(e, node))
		return 0.0;
	if (profile >= 0)
		rate *= source_profile(e, profile, e->now_us);
	return rate;
}

static bool below_curve(const struct sim_engine *e, int node, int layer)
{
	const struct source_state *s = &e->state[node].source;
	double level =
		random_unit(poisson_draw(s->layer[layer].stream, POINT_LEVEL));

	return layer_bottom(s, layer) + level * layer_height(s, layer) <
	       rate_now(e, node);
}

/* Where a point may be above the curve, or in any of several layers.  Apart, so
 * that the usual case has few registers to save. */
static __attribute__((noinline)) void look_at_point(struct sim_engine *e,
						    int node)
{
	struct source_state *s = &e->state[node].source;
	int layer = 0;
	uint64_t key;
	bool comes;

	while (s->layer[layer].next_us != e->now_us)
		layer++;
	key = poisson_draw(s->layer[layer].stream, POINT_KEY);
	comes = below_curve(e, node, layer);
	poisson_next_point(e, node, layer);
	arm(e, node);
	if (comes)
		source_sends(e, node, key);
}

/* The usual case: one layer, and whoever has a point in it comes. */
void poisson_arrival(struct sim_engine *e, int node)
{
	const struct source_state *s = &e->state[node].source;
	uint64_t key;

	if (!s->every) {
		look_at_point(e, node);
		return;
	}
	key = poisson_draw(s->layer[0].stream, POINT_KEY);
	poisson_next_point(e, node, 0);
	source_arm(e, node, s->layer[0].next_us);
	source_sends(e, node, key);
}
