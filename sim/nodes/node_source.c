#include "sim/nodes/source.h"

/* Where people come from, by kinds of arrivals. */

static const struct {
	void (*start)(struct sim_engine *e, int node);
	void (*arrival)(struct sim_engine *e, int node);
	void (*changed)(struct sim_engine *e, int node, int slot);
} kinds[ARRIVALS] = {
	[ARRIVALS_POISSON] = { poisson_start, poisson_arrival,
			       poisson_changed },
	[ARRIVALS_REGULAR] = { regular_start, regular_arrival,
			       regular_changed },
	[ARRIVALS_RECORDED] = { recorded_start, recorded_arrival,
				recorded_changed },
	[ARRIVALS_CLOSED] = { clients_start, clients_arrival, clients_changed },
};

double source_profile(const struct sim_engine *e, int profile, int64_t time_us)
{
	const double *hour = e->model->profile[profile].hour;
	double at = e->model->hour_at_zero +
		    (double)(time_us + e->day_ahead_us) / (double)HOUR_US;
	int64_t whole = (int64_t)at - (at < (double)(int64_t)at);
	double part = at - (double)whole;
	int i = (int)((whole % MODEL_HOURS + MODEL_HOURS) % MODEL_HOURS);

	return hour[i] + part * (hour[(i + 1) % MODEL_HOURS] - hour[i]);
}

bool source_is_open(const struct sim_engine *e, int node)
{
	double now = (double)e->now_us;

	return now >= node_value(e, node, SOURCE_START) * 1e6 &&
	       now < node_value(e, node, SOURCE_STOP) * 1e6;
}

uint64_t source_key(const struct sim_engine *e, int node, uint64_t n)
{
	return random_fold(random_fold(e->seed, node_at(e, node)->key), n);
}

void source_start(struct sim_engine *e, int node)
{
	e->state[node].source.next_us = NEVER;
	kinds[node_at(e, node)->arrivals].start(e, node);
}

void source_arrival(struct sim_engine *e, int node)
{
	e->state[node].source.next_us = NEVER;
	kinds[node_at(e, node)->arrivals].arrival(e, node);
}

void source_changed(struct sim_engine *e, int node, int slot)
{
	kinds[node_at(e, node)->arrivals].changed(e, node, slot);
	/* From now on people may press again. */
	if (slot == SOURCE_ON_SLOW || slot == SOURCE_ON_ERROR)
		e->people = true;
}

void source_answered(struct sim_engine *e, int node, uint32_t client)
{
	if (node_at(e, node)->arrivals == ARRIVALS_CLOSED)
		clients_answered(e, node, client);
}
