#include "sim/engine_internal.h"

#include "sim/nodes/bucket.h"
#include "sim/nodes/window.h"

/*
 * Our own rate limit or quota: a token bucket or a window, and a number of
 * calls that may be behind it at once, for all together or for each value of
 * an attribute.
 *
 * What is in flight is counted also while the limiter is off, so that it knows
 * when it is switched on.
 */
#define UNSET (STATE_VALUES - 1)

static struct limiter_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].limiter;
}

static int value_of(const struct sim_engine *e, const struct job *job, int node)
{
	int by = node_at(e, node)->attribute;
	uint8_t value;

	if (by < 0)
		return 0;
	value = job->value[by];
	return value == MODEL_UNSET ? UNSET : value;
}

static bool is_bucket(const struct sim_engine *e, int node)
{
	return node_at(e, node)->limit == LIMIT_TOKEN_BUCKET;
}

static bool slides(const struct sim_engine *e, int node)
{
	return node_at(e, node)->limit == LIMIT_SLIDING_WINDOW;
}

static int64_t length_of(const struct sim_engine *e, int node)
{
	return microseconds(node_value(e, node, LIMITER_WINDOW));
}

static bool within_rate(struct sim_engine *e, int node, int value)
{
	struct limiter_state *s = state_of(e, node);
	double rate = node_value(e, node, LIMITER_RATE);

	if (!is_bucket(e, node))
		return window_take(&s->window[value], length_of(e, node),
				   e->now_us, slides(e, node),
				   node_value(e, node, LIMITER_LIMIT));
	return rate >= MODEL_NO_LIMIT ||
	       bucket_take(&s->bucket[value], rate,
			   node_value(e, node, LIMITER_BURST), e->now_us, 1.0);
}

static bool limited(struct sim_engine *e, const struct job *job, int node,
		    int value)
{
	double most;

	if (!node_flag(e, node, LIMITER_ON) ||
	    !node_matches(node_at(e, node), job))
		return false;
	most = node_value(e, node, LIMITER_CONCURRENCY);
	if (most > 0.0 && state_of(e, node)->in_flight[value] >= most)
		return true;
	return !within_rate(e, node, value);
}

bool limiter_pass(struct sim_engine *e, uint32_t index, int node)
{
	struct job *job = job_at(e, index);
	int value = value_of(e, job, node);

	if (limited(e, job, node, value)) {
		flow_refuse(e, index, node, SIM_OUTCOME_LIMITED);
		return false;
	}
	if (!node_at(e, node)->counts_in_flight)
		return true;
	flow_push(e, job, FRAME_LIMITER, node)->aux = (uint32_t)value;
	state_of(e, node)->in_flight[value]++;
	flow_next(e, index);
	return false;
}

/* Full buckets, or windows that nothing has passed. */
static void fill(struct sim_engine *e, int node)
{
	struct limiter_state *s = state_of(e, node);
	struct bucket full = { node_value(e, node, LIMITER_BURST), e->now_us };

	for (int v = 0; v < STATE_VALUES; v++) {
		if (is_bucket(e, node))
			s->bucket[v] = full;
		else
			s->window[v] = window_new();
	}
}

void limiter_start(struct sim_engine *e, int node)
{
	fill(e, node);
}

/* Switched on, it begins with full buckets; with another rate it goes on with
 * what is in them. */
void limiter_changed(struct sim_engine *e, int node, int slot, double before)
{
	struct limiter_state *s = state_of(e, node);
	double rate = node_value(e, node, LIMITER_RATE);
	double burst = node_value(e, node, LIMITER_BURST);

	if (slot == LIMITER_ON && before == 0.0)
		fill(e, node);
	if (!is_bucket(e, node) ||
	    (slot != LIMITER_RATE && slot != LIMITER_BURST))
		return;
	for (int v = 0; v < STATE_VALUES; v++)
		bucket_settle(&s->bucket[v],
			      slot == LIMITER_RATE ? before : rate,
			      slot == LIMITER_BURST ? before : burst,
			      e->now_us);
}

/* What may still pass at once of one value. */
static double left(const struct sim_engine *e, int node, int value)
{
	const struct limiter_state *s = state_of(e, node);
	int64_t length = length_of(e, node);
	struct window window;
	double room;

	if (is_bucket(e, node))
		return bucket_level(&s->bucket[value],
				    node_value(e, node, LIMITER_RATE),
				    node_value(e, node, LIMITER_BURST),
				    e->now_us);
	window = window_at(&s->window[value], length, e->now_us);
	room = node_value(e, node, LIMITER_LIMIT) -
	       window_count(&window, length, e->now_us, slides(e, node));
	return room > 0.0 ? room : 0.0;
}

/* Of the one value, or the one with the least. */
double limiter_level(const struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);
	int count = m->attribute < 0 ? 1
				     : e->model->attribute[m->attribute].count;
	double least = left(e, node, 0);

	for (int v = 1; v < count; v++) {
		double level = left(e, node, v);

		least = level < least ? level : least;
	}
	return least;
}
