#include "sim/engine_internal.h"

/*
 * Watches how busy a pool is and orders or releases servers, as a horizontal
 * autoscaler does: servers wanted = servers there * utilisation / target.
 * Ordered servers come after a delay; servers are released only when fewer
 * have been wanted for a while, and then as few as the most that was wanted.
 */
static struct scaler_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].scaler;
}

static void arm(struct sim_engine *e, int node)
{
	engine_alarm(e, node,
		     e->now_us +
			     microseconds(node_value(e, node, SCALER_PERIOD)));
}

static void begin_look(struct sim_engine *e, int node)
{
	struct scaler_state *s = state_of(e, node);

	s->busy_us = pool_busy_integral(e, node_at(e, node)->target);
	s->looked_us = e->now_us;
}

void scaler_start(struct sim_engine *e, int node)
{
	state_of(e, node)->low_since_us = NEVER;
	begin_look(e, node);
	arm(e, node);
}

void scaler_changed(struct sim_engine *e, int node, int slot)
{
	if (slot == SCALER_PERIOD)
		arm(e, node);
}

void scaler_floor(struct sim_engine *e, int pool, double servers)
{
	for (int node = 0; node < e->model->node_count; node++) {
		const struct model_node *m = node_at(e, node);

		if (m->type == NODE_AUTOSCALER && m->target == pool)
			state_of(e, node)->floor = servers;
	}
}

static double up_whole(double x)
{
	double whole = (double)(int64_t)x;

	return whole < x - 1e-9 ? whole + 1.0 : whole;
}

/* Servers that a fault has taken still count; how busy they would be is told by
 * those that are there. */
static double missing(const struct pool_state *pool)
{
	return pool->servers == 0 ? 1.0 : (double)pool->owned / pool->servers;
}

static double wanted(struct sim_engine *e, int node, double servers)
{
	struct scaler_state *s = state_of(e, node);
	double least = node_value(e, node, SCALER_MIN);
	double most = node_value(e, node, SCALER_MAX);
	double busy = pool_busy_integral(e, node_at(e, node)->target);
	double passed = (double)(e->now_us - s->looked_us);
	double want = 1.0;

	if (passed > 0.0)
		want = up_whole(
			(busy - s->busy_us) / passed *
			missing(&e->state[node_at(e, node)->target].pool) /
			node_value(e, node, SCALER_TARGET));
	if (want > servers && want > servers + node_value(e, node, SCALER_STEP))
		want = servers + node_value(e, node, SCALER_STEP);
	if (want > most)
		want = most;
	if (want < least)
		want = least;
	return want < s->floor ? s->floor : want;
}

static void order(struct sim_engine *e, int node, double servers)
{
	struct scaler_state *s = state_of(e, node);
	int64_t at = e->now_us +
		     microseconds(node_value(e, node, SCALER_DELAY));

	if (s->orders == STATE_ORDERS)
		return;
	s->order[(s->first + s->orders++) % STATE_ORDERS] =
		(struct scaler_order){ at, servers };
	engine_at(e, at, EVENT_LANDING, (uint32_t)node);
}

static double on_order(const struct scaler_state *s)
{
	double servers = 0.0;

	for (int i = 0; i < s->orders; i++)
		servers += s->order[(s->first + i) % STATE_ORDERS].servers;
	return servers;
}

static void shrink(struct sim_engine *e, int node, double want)
{
	struct scaler_state *s = state_of(e, node);
	int64_t after = microseconds(node_value(e, node, SCALER_DOWN_AFTER));

	if (s->low_since_us == NEVER) {
		s->low_since_us = e->now_us;
		s->low_wanted = want;
	}
	if (want > s->low_wanted)
		s->low_wanted = want;
	if (e->now_us - s->low_since_us < after)
		return;
	pool_resize(e, node_at(e, node)->target, s->low_wanted);
	s->low_since_us = NEVER;
}

void scaler_look(struct sim_engine *e, int node)
{
	struct scaler_state *s = state_of(e, node);
	double servers, want;

	arm(e, node);
	servers = e->state[node_at(e, node)->target].pool.owned + on_order(s);
	want = wanted(e, node, servers);
	begin_look(e, node);
	if (!node_flag(e, node, SCALER_ON))
		return;
	if (want >= servers)
		s->low_since_us = NEVER;
	if (want > servers)
		order(e, node, want - servers);
	else if (want < servers && s->orders == 0)
		shrink(e, node, want);
}

void scaler_land(struct sim_engine *e, int node)
{
	struct scaler_state *s = state_of(e, node);
	int pool = node_at(e, node)->target;

	while (s->orders > 0 && s->order[s->first].at_us <= e->now_us) {
		double more = s->order[s->first].servers;

		s->first = (s->first + 1) % STATE_ORDERS;
		s->orders--;
		pool_resize(e, pool, e->state[pool].pool.owned + more);
	}
}
