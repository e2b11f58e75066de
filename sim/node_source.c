#include "sim/engine_internal.h"

#include "sim/ziggurat.h"

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
#define BLOCK_US MINUTE_US
#define BLOCK_S 60.0

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

/* The profile's multiplier, straight lines between the hours. */
static double profile_at(const struct sim_model *model, int profile,
			 int64_t time_us)
{
	const double *hour = model->profile[profile].hour;
	double at = model->hour_at_zero + (double)time_us / (double)HOUR_US;
	int64_t whole = (int64_t)at - (at < (double)(int64_t)at);
	double part = at - (double)whole;
	int i = (int)((whole % MODEL_HOURS + MODEL_HOURS) % MODEL_HOURS);

	return hour[i] + part * (hour[(i + 1) % MODEL_HOURS] - hour[i]);
}

static void begin_block(const struct sim_engine *e, int node, int layer,
			int64_t block)
{
	struct source_layer *l = &e->state[node].source.layer[layer];
	uint64_t key = random_fold(e->seed, node_at(e, node)->key);

	key = random_fold(key, (uint64_t)layer);
	l->block = block;
	l->stream = random_fold(key, (uint64_t)block);
	l->at_s = 0.0;
	l->index = 0;
}

/* Moves on to the layer's next point. */
static void next_point(const struct sim_engine *e, int node, int layer)
{
	struct source_state *s = &e->state[node].source;
	struct source_layer *l = &s->layer[layer];
	double mean = 1.0 / layer_height(s, layer);

	for (;;) {
		struct random_stream stream = { l->stream };

		l->at_s += mean * ziggurat_exponential(random_next(&stream));
		l->level = random_unit(random_next(&stream));
		l->key = random_next(&stream);
		l->stream = stream.state;
		l->index++;
		if (l->at_s < BLOCK_S)
			break;
		begin_block(e, node, layer, l->block + 1);
	}
	l->next_us = l->block * BLOCK_US + (int64_t)(l->at_s * 1e6);
}

/* Goes to the first point of the layer after now. */
static void find_point(const struct sim_engine *e, int node, int layer)
{
	struct source_layer *l = &e->state[node].source.layer[layer];
	int64_t block = e->now_us / BLOCK_US - (e->now_us % BLOCK_US < 0);

	begin_block(e, node, layer, block);
	do {
		next_point(e, node, layer);
	} while (l->next_us <= e->now_us);
}

/* Looks at the layers that the rate reaches into, and sets the event. */
static void arm(struct sim_engine *e, int node)
{
	struct source_state *s = &e->state[node].source;
	double top = highest(e, node, node_value(e, node, SOURCE_RATE));
	int64_t first = NEVER;

	for (int i = 0; i < STATE_LAYERS; i++) {
		struct source_layer *l = &s->layer[i];
		bool active = top > layer_bottom(s, i);

		/* Those above are not reached either. */
		if (!active && !l->active)
			break;
		if (active && !l->active)
			find_point(e, node, i);
		l->active = active;
		if (active && l->next_us < first)
			first = l->next_us;
	}
	if (first == s->next_us)
		return;
	s->next_us = first;
	s->armed = 0;
	if (first != NEVER)
		s->armed = engine_at(e, first, EVENT_ARRIVAL, (uint32_t)node);
}

void source_start(struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);
	struct source_state *s = &e->state[node].source;
	double top = highest(e, node, e->model->parameter[m->first].fallback);

	s->width = top > 0.0 ? top : 1.0;
	s->next_us = NEVER;
	arm(e, node);
}

void source_changed(struct sim_engine *e, int node, int slot)
{
	if (slot == SOURCE_RATE)
		arm(e, node);
	/* From now on people may press again. */
	if (slot == SOURCE_ON_SLOW || slot == SOURCE_ON_ERROR)
		e->people = true;
}

static double rate_now(const struct sim_engine *e, int node)
{
	int profile = node_at(e, node)->profile;
	double rate = node_value(e, node, SOURCE_RATE);
	double now = (double)e->now_us;

	if (now < node_value(e, node, SOURCE_START) * 1e6 ||
	    now >= node_value(e, node, SOURCE_STOP) * 1e6)
		return 0.0;
	if (profile >= 0)
		rate *= profile_at(e->model, profile, e->now_us);
	return rate;
}

void source_arrival(struct sim_engine *e, int node)
{
	struct source_state *s = &e->state[node].source;
	double rate;

	s->next_us = NEVER;
	rate = rate_now(e, node);
	for (int i = 0; i < STATE_LAYERS; i++) {
		struct source_layer *l = &s->layer[i];

		if (!l->active)
			break;
		if (l->next_us != e->now_us)
			continue;
		if (layer_bottom(s, i) + l->level * layer_height(s, i) < rate)
			person_come(e, node, l->key);
		next_point(e, node, i);
		break;
	}
	arm(e, node);
}
