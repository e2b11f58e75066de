#include "sim/engine_internal.h"

#include "sim/bucket.h"

/*
 * Our own rate limit or quota: a token bucket, and a number of calls that may
 * be behind it at once, for all together or for each value of an attribute.
 *
 * What is in flight is counted also while the limiter is off, so that it knows
 * when it is switched on.
 */
#define UNSET (STATE_VALUES - 1)

static struct limiter_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].limiter;
}

static int value_of(const struct sim_engine *e, const struct call *call)
{
	int by = node_at(e, call->node)->attribute;
	uint8_t value;

	if (by < 0)
		return 0;
	value = press_at(e, call->press)->value[by];
	return value == MODEL_UNSET ? UNSET : value;
}

static bool limited(const struct sim_engine *e, const struct call *call,
		    int value)
{
	struct limiter_state *s = state_of(e, call->node);
	double most = node_value(e, call->node, LIMITER_CONCURRENCY);
	double rate = node_value(e, call->node, LIMITER_RATE);
	double burst = node_value(e, call->node, LIMITER_BURST);

	if (!node_flag(e, call->node, LIMITER_ON) ||
	    !node_matches(node_at(e, call->node), press_at(e, call->press)))
		return false;
	if (most > 0.0 && s->in_flight[value] >= most)
		return true;
	return rate < MODEL_NO_LIMIT &&
	       !bucket_take(&s->bucket[value], rate, burst, e->now_us, 1.0);
}

bool limiter_pass(struct sim_engine *e, struct call *call)
{
	int value = value_of(e, call);
	uint32_t index;

	if (limited(e, call, value)) {
		flow_refuse(e, call, SIM_OUTCOME_LIMITED);
		return false;
	}
	if (!node_at(e, call->node)->counts_in_flight)
		return true;
	index = flow_open(e, call, FRAME_LIMITER);
	frame_at(e, index)->aux = (uint32_t)value;
	state_of(e, call->node)->in_flight[value]++;
	flow_step(e, index);
	return false;
}

void limiter_returned(struct sim_engine *e, uint32_t frame_index,
		      enum sim_outcome outcome)
{
	const struct frame *f = frame_at(e, frame_index);

	state_of(e, f->node)->in_flight[f->aux]--;
	flow_close(e, frame_index, outcome);
}

static void fill(struct sim_engine *e, int node)
{
	struct limiter_state *s = state_of(e, node);

	for (int v = 0; v < STATE_VALUES; v++) {
		s->bucket[v].tokens = node_value(e, node, LIMITER_BURST);
		s->bucket[v].at_us = e->now_us;
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
	if (slot != LIMITER_RATE && slot != LIMITER_BURST)
		return;
	for (int v = 0; v < STATE_VALUES; v++)
		bucket_settle(&s->bucket[v],
			      slot == LIMITER_RATE ? before : rate,
			      slot == LIMITER_BURST ? before : burst,
			      e->now_us);
}

/* Tokens that are left: in the one bucket, or in the emptiest. */
double limiter_level(const struct sim_engine *e, int node)
{
	const struct limiter_state *s = state_of(e, node);
	const struct model_node *m = node_at(e, node);
	int count = m->attribute < 0 ? 1
				     : e->model->attribute[m->attribute].count;
	double least = node_value(e, node, LIMITER_BURST);

	for (int v = 0; v < count; v++) {
		double level = bucket_level(&s->bucket[v],
					    node_value(e, node, LIMITER_RATE),
					    least, e->now_us);

		least = level < least ? level : least;
	}
	return least;
}
