#include "sim/bypass.h"
#include "sim/engine_internal.h"

#include <math.h>

/*
 * Gauges are read at the end of each whole second, before anything that
 * happens at that moment, and kept, a column for each (gauge_store.h): those
 * that nodes of the type have.  The others are 0 and take no room; they would be
 * half of a drill's gauges.
 */
#define HAS(what) (1u << SIM_GAUGE_##what)
#define COUNTS (HAS(IN) | HAS(OUT) | HAS(REFUSED))

static const uint8_t kept[NODE_TYPES] = {
	[NODE_SOURCE] = COUNTS,
	[NODE_POOL] = COUNTS | HAS(QUEUE) | HAS(BUSY) | HAS(SERVERS),
	[NODE_LIMITER] = COUNTS | HAS(LEVEL),
	[NODE_GATE] = COUNTS,
	[NODE_REWRITE] = COUNTS,
	[NODE_SPLIT] = COUNTS,
	[NODE_SPEND_CAP] = COUNTS | HAS(LEVEL),
	[NODE_CALLER] = COUNTS | HAS(LEVEL),
	[NODE_API] = COUNTS | HAS(BUSY) | HAS(SERVERS) | HAS(LEVEL),
	[NODE_AUTOSCALER] = COUNTS,
	[NODE_CACHE] = COUNTS | HAS(QUEUE) | HAS(BUSY) | HAS(LEVEL),
	[NODE_ROUTER] = COUNTS | HAS(LEVEL),
	[NODE_FAULT] = COUNTS | HAS(LEVEL),
	[NODE_BURN_RATE] = COUNTS | HAS(BUSY) | HAS(LEVEL),
	[NODE_GUARDRAIL] = COUNTS | HAS(BUSY) | HAS(LEVEL),
	[NODE_JOB_QUEUE] = COUNTS | HAS(QUEUE) | HAS(BUSY) | HAS(SERVERS) |
			   HAS(LEVEL),
};

static size_t columns(const struct sim_model *model, int node)
{
	return (size_t)__builtin_popcount(kept[model->node[node].type]);
}

size_t gauge_width(const struct sim_model *model)
{
	size_t width = 0;

	for (int node = 0; node < model->node_count; node++)
		width += columns(model, node);
	return width;
}

/* The gauge's column, which the node must have. */
static size_t column_of(const struct sim_model *model, int node,
			enum sim_gauge gauge)
{
	unsigned before = kept[model->node[node].type] & ((1u << gauge) - 1);
	size_t column = (size_t)__builtin_popcount(before);

	for (int n = 0; n < node; n++)
		column += columns(model, n);
	return column;
}

static double level(const struct sim_engine *e, int node)
{
	switch (node_at(e, node)->type) {
	case NODE_LIMITER:
		return limiter_level(e, node);
	case NODE_SPEND_CAP:
		return cap_level(e, node);
	case NODE_CALLER:
		return caller_level(e, node);
	case NODE_API:
		return e->state[node].api.credit;
	case NODE_JOB_QUEUE:
		return e->state[node].job_queue.accepted;
	case NODE_CACHE:
		return cache_level(e, node);
	case NODE_BURN_RATE:
		return e->state[node].burn.rate;
	case NODE_GUARDRAIL:
		return e->state[node].guard.value;
	case NODE_FAULT:
		return fault_level(e, node);
	case NODE_ROUTER:
		return router_level(e, node);
	default:
		return 0.0;
	}
}

static void read_node(const struct sim_engine *e, int node,
		      float out[SIM_GAUGES])
{
	const struct node_state *s = &e->state[node];

	out[SIM_GAUGE_IN] = (float)s->in;
	out[SIM_GAUGE_OUT] = (float)s->out;
	out[SIM_GAUGE_REFUSED] = (float)s->refused;
	out[SIM_GAUGE_LEVEL] = (float)level(e, node);
	if (node_at(e, node)->type == NODE_POOL) {
		out[SIM_GAUGE_QUEUE] = (float)s->pool.waiting;
		out[SIM_GAUGE_BUSY] = (float)s->pool.busy;
		out[SIM_GAUGE_SERVERS] = (float)s->pool.servers;
	} else if (node_at(e, node)->type == NODE_API) {
		out[SIM_GAUGE_BUSY] = (float)s->api.in_flight;
		out[SIM_GAUGE_SERVERS] = (float)node_value(e, node,
							   API_CONCURRENCY);
	} else if (node_at(e, node)->type == NODE_JOB_QUEUE) {
		out[SIM_GAUGE_QUEUE] = (float)s->job_queue.waiting;
		out[SIM_GAUGE_BUSY] = (float)s->job_queue.busy;
		out[SIM_GAUGE_SERVERS] = (float)node_value(e, node,
							   JOBS_WORKERS);
	} else if (node_at(e, node)->type == NODE_CACHE) {
		out[SIM_GAUGE_QUEUE] = (float)s->cache.waiting;
		out[SIM_GAUGE_BUSY] = (float)s->cache.table.fills;
	} else if (node_at(e, node)->type == NODE_BURN_RATE) {
		out[SIM_GAUGE_BUSY] = (float)s->burn.firing;
	} else if (node_at(e, node)->type == NODE_GUARDRAIL) {
		out[SIM_GAUGE_BUSY] = s->guard.breached_us != NEVER;
	}
}

_Static_assert(SIM_GAUGE_IN < SIM_GAUGE_OUT &&
		       SIM_GAUGE_OUT < SIM_GAUGE_REFUSED,
	       "columns are in the order of the gauges");

/* Puts down what is kept of a node; gives the place of the next column. */
static float *sample_node(const struct sim_engine *e, int node, float *at)
{
	const struct node_state *s = &e->state[node];
	unsigned bits = kept[node_at(e, node)->type];
	float all[SIM_GAUGES] = { 0 };

	/* Most nodes have nothing else. */
	if (bits == COUNTS) {
		at[0] = (float)s->in;
		at[GAUGE_BLOCK] = (float)s->out;
		at[(size_t)2 * GAUGE_BLOCK] = (float)s->refused;
		return at + (size_t)3 * GAUGE_BLOCK;
	}
	read_node(e, node, all);
	for (; bits != 0; bits &= bits - 1) {
		*at = all[__builtin_ctz(bits)];
		at += GAUGE_BLOCK;
	}
	return at;
}

static void sample_nodes(struct sim_engine *e)
{
	float *at = gauge_store_begin(&e->record.gauges);

	for (int node = 0; node < e->model->node_count; node++)
		at = sample_node(e, node, at);
	gauge_store_end(&e->record.gauges);
}

/* What nodes have counted is for gauges and for those who observe. */
static void end_counts(struct sim_engine *e)
{
	for (int node = 0; node < e->model->node_count; node++) {
		struct node_state *s = &e->state[node];

		stats_second(e->stats, node, s->in, s->out, s->refused);
		s->in = s->out = s->refused = 0;
	}
}

void gauge_sample(struct sim_engine *e)
{
	bool wanted = engine_full(e) || e->stats != NULL;

	if (wanted)
		bypass_settle(e);
	if (engine_full(e))
		sample_nodes(e);
	for (int i = 0; i < e->model->cache_count; i++)
		cache_second(e, e->model->cache_node[i]);
	if (wanted)
		end_counts(e);
}

/* Seconds of the window that were simulated: [*from, *to). */
static void seconds_of(const struct sim_engine *e, struct sim_window window,
		       size_t *from, size_t *to)
{
	const struct record *r = &e->record;
	size_t count = r->gauges.seconds;
	int64_t first = window.from_us - r->first_second_us;
	int64_t last = window.to_us - r->first_second_us;

	first = first < 0 ? 0 : first / SECOND_US;
	last = last < 0 ? 0 : (last + SECOND_US - 1) / SECOND_US;
	*to = (size_t)last < count ? (size_t)last : count;
	*from = (size_t)first < *to ? (size_t)first : *to;
}

/* Counts are of all that the model stands for.  Of the levels only money is a
 * count; shares, states and tokens are not. */
static double scale_of(const struct sim_engine *e, int node,
		       enum sim_gauge gauge)
{
	bool counts = gauge != SIM_GAUGE_LEVEL ||
		      node_at(e, node)->type == NODE_API;

	return counts ? e->model->scale : 1.0;
}

double sim_gauge(const struct sim_engine *e, int node, enum sim_gauge gauge,
		 struct sim_window window)
{
	size_t from, to;
	double sum;

	seconds_of(e, window, &from, &to);
	if (from == to)
		return NAN;
	if (!(kept[node_at(e, node)->type] >> gauge & 1))
		return 0.0;
	sum = gauge_store_sum(&e->record.gauges,
			      column_of(e->model, node, gauge), from, to);
	return sum / (double)(to - from) * scale_of(e, node, gauge);
}

void sim_gauge_series(const struct sim_engine *e, int node,
		      enum sim_gauge gauge, struct sim_window window,
		      size_t count, double *out)
{
	int64_t step = (window.to_us - window.from_us) /
		       (int64_t)(count > 0 ? count : 1);

	for (size_t i = 0; i < count; i++) {
		int64_t from = window.from_us + (int64_t)i * step;

		out[i] = sim_gauge(e, node, gauge,
				   (struct sim_window){ from, from + step });
	}
}
