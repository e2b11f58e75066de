#include "sim/nodes/source.h"

/*
 * Arrivals at recorded times, once or again with each period, before 0 as well
 * as after it.  Times are in ascending order; those that do not lie within the
 * period do not come.
 */
static struct source_recorded *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].source.recorded;
}

static int64_t period_of(const struct sim_engine *e, int node)
{
	return microseconds(node_value(e, node, SOURCE_PERIOD));
}

/* The moment of the arrival whose turn it is. */
static int64_t next_time(const struct sim_engine *e, int node)
{
	const struct recorded *list = node_at(e, node)->recorded;
	const struct source_recorded *s = state_of(e, node);

	return s->index < list->count ? s->start_us + list->at_us[s->index]
				      : NEVER;
}

/* Goes on to the next arrival. */
static void step(const struct sim_engine *e, int node)
{
	const struct recorded *list = node_at(e, node)->recorded;
	struct source_recorded *s = state_of(e, node);
	int64_t period = period_of(e, node);

	s->index++;
	if (period == 0 ||
	    (s->index < list->count && list->at_us[s->index] < period))
		return;
	s->index = 0;
	s->start_us += period;
}

/* Goes to the first arrival that is not before `from_us`. */
static void find(struct sim_engine *e, int node, int64_t from_us)
{
	const struct recorded *list = node_at(e, node)->recorded;
	struct source_recorded *s = state_of(e, node);
	int64_t period = period_of(e, node);

	*s = (struct source_recorded){ 0 };
	if (period > 0)
		s->start_us = (from_us / period - (from_us % period < 0)) *
			      period;
	/* With a period, somewhere in this round or the next. */
	if (period == 0 || list->at_us[0] < period) {
		while (next_time(e, node) < from_us)
			step(e, node);
	} else {
		s->index = list->count;
	}
	source_arm(e, node, next_time(e, node));
}

void recorded_start(struct sim_engine *e, int node)
{
	find(e, node, e->now_us);
}

/* The n-th of the list in each round: a number that is nobody else's. */
static uint64_t number(const struct sim_engine *e, int node)
{
	const struct source_recorded *s = state_of(e, node);
	int64_t period = period_of(e, node);
	int64_t round = period > 0 ? s->start_us / period : 0;

	return (uint64_t)round * node_at(e, node)->recorded->count + s->index;
}

void recorded_arrival(struct sim_engine *e, int node)
{
	uint64_t key = source_key(e, node, number(e, node));

	step(e, node);
	source_arm(e, node, next_time(e, node));
	if (source_is_open(e, node))
		source_sends(e, node, key);
}

void recorded_changed(struct sim_engine *e, int node, int slot)
{
	if (slot == SOURCE_PERIOD)
		find(e, node, e->now_us + 1);
}
