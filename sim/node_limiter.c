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

static int value_of(const struct sim_engine *e, const struct job *job, int node)
{
	int by = node_at(e, node)->attribute;
	uint8_t value;

	if (by < 0)
		return 0;
	value = job->value[by];
	return value == MODEL_UNSET ? UNSET : value;
}

static bool limited(const struct sim_engine *e, const struct job *job, int node,
		    int value)
{
	struct limiter_state *s = state_of(e, node);
	double most, rate, burst;

	if (!node_flag(e, node, LIMITER_ON) ||
	    !node_matches(node_at(e, node), job))
		return false;
	most = node_value(e, node, LIMITER_CONCURRENCY);
	rate = node_value(e, node, LIMITER_RATE);
	burst = node_value(e, node, LIMITER_BURST);
	if (most > 0.0 && s->in_flight[value] >= most)
		return true;
	return rate < MODEL_NO_LIMIT &&
	       !bucket_take(&s->bucket[value], rate, burst, e->now_us, 1.0);
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
