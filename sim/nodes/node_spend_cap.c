#include "sim/engine_internal.h"

#include "sim/nodes/bucket.h"

/*
 * A bucket of money, refilled steadily over its window.  A call passes when the
 * bucket holds the price of the task that it asks for; the money is taken when
 * the API creates the task, so that a refused call costs nothing.
 */
static struct bucket *bucket_of(const struct sim_engine *e, int node)
{
	return &e->state[node].cap.bucket;
}

static double rate_of(const struct sim_engine *e, int node)
{
	return node_value(e, node, CAP_RATE) / 3600.0;
}

static double size_of(const struct sim_engine *e, int node)
{
	return rate_of(e, node) * node_value(e, node, CAP_WINDOW);
}

double cap_level(const struct sim_engine *e, int node)
{
	return bucket_level(bucket_of(e, node), rate_of(e, node),
			    size_of(e, node), e->now_us);
}

static void settle(struct sim_engine *e, int node)
{
	bucket_settle(bucket_of(e, node), rate_of(e, node), size_of(e, node),
		      e->now_us);
}

static void fill(struct sim_engine *e, int node)
{
	*bucket_of(e, node) = (struct bucket){ size_of(e, node), e->now_us };
}

void cap_start(struct sim_engine *e, int node)
{
	fill(e, node);
}

/* Switched on, it begins with a full bucket; another amount keeps the share
 * that is left. */
void cap_changed(struct sim_engine *e, int node, int slot, double before)
{
	double now;

	if (slot == CAP_ON && before == 0.0)
		fill(e, node);
	if (slot != CAP_RATE && slot != CAP_WINDOW)
		return;
	now = node_value(e, node, slot);
	e->value[node_at(e, node)->first + slot] = before;
	settle(e, node);
	e->value[node_at(e, node)->first + slot] = now;
	if (before > 0.0)
		bucket_of(e, node)->tokens *= now / before;
	else
		fill(e, node);
}

bool cap_pass(struct sim_engine *e, uint32_t index, int at)
{
	const struct model_node *node = node_at(e, at);
	struct job *job = job_at(e, index);
	double level;

	job->caps |= (uint8_t)(1u << node->cap);
	if (!node_flag(e, at, CAP_ON))
		return true;
	level = cap_level(e, at);
	if (node_flag(e, at, CAP_SOFT) &&
	    level < node_value(e, at, CAP_LOW_SHARE) * size_of(e, at) &&
	    node->attribute >= 0)
		job_rewrite(job, node->attribute, node->map);
	if (level >= api_price(e, node->target, job) * (1.0 - 1e-9))
		return true;
	flow_refuse(e, index, at, SIM_OUTCOME_CAPPED);
	return false;
}

void cap_charge(struct sim_engine *e, const struct job *job, int api,
		double usd)
{
	for (int cap = 0; cap < e->model->cap_count; cap++) {
		int node = e->model->cap_node[cap];

		if (!(job->caps >> cap & 1) || node_at(e, node)->target != api)
			continue;
		settle(e, node);
		bucket_of(e, node)->tokens -= usd;
	}
}
