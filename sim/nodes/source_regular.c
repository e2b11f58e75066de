#include "sim/nodes/source.h"

#include <math.h>

/*
 * Arrivals at the same distance from each other: the next one comes when the
 * integral of the rate has grown by 1.
 *
 * Between the hours of a profile, the start and the stop the rate is a straight
 * line; at those moments the source has an event without an arrival, which
 * takes up the next line.  What is left of the interval is kept when the rate
 * changes, and the rounding to microseconds does not add up.
 */
static struct source_regular *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].source.regular;
}

static void settle(const struct sim_engine *e, int node)
{
	struct source_regular *s = state_of(e, node);
	double passed = (double)(e->now_us - s->since_us);

	s->left -= passed * (s->rate + 0.5 * passed * s->slope);
	s->since_us = e->now_us;
}

static int64_t sooner(const struct sim_engine *e, double at_us, int64_t than)
{
	int64_t at = at_us < 1e15 ? (int64_t)ceil(at_us) : NEVER;

	return at > e->now_us && at < than ? at : than;
}

/* When another line begins: an hour of the profile, start or stop. */
static int64_t line_end(const struct sim_engine *e, int node)
{
	double zero = e->model->hour_at_zero +
		      (double)e->day_ahead_us / (double)HOUR_US;
	double hour = floor(zero + (double)e->now_us / (double)HOUR_US);
	int64_t end = NEVER;

	if (node_at(e, node)->profile >= 0) {
		end = sooner(e, (hour + 1 - zero) * (double)HOUR_US, end);
		end = sooner(e, (hour + 2 - zero) * (double)HOUR_US, end);
	}
	end = sooner(e, node_value(e, node, SOURCE_START) * 1e6, end);
	return sooner(e, node_value(e, node, SOURCE_STOP) * 1e6, end);
}

/* The line of the rate from now to its end, per microsecond. */
static void take_line(const struct sim_engine *e, int node, int64_t end)
{
	struct source_regular *s = state_of(e, node);
	int profile = node_at(e, node)->profile;
	double rate = node_value(e, node, SOURCE_RATE) * 1e-6, last;

	s->rate = s->slope = 0.0;
	if (!source_is_open(e, node))
		return;
	s->rate = rate;
	if (profile < 0 || end == NEVER)
		return;
	s->rate = rate * source_profile(e, profile, e->now_us);
	last = rate * source_profile(e, profile, end);
	s->slope = (last - s->rate) / (double)(end - e->now_us);
}

/* Microseconds until what is left has passed, on a line without an end:
 * the root of slope / 2 x^2 + rate x = left.  Infinite if there is none. */
static double time_left(const struct source_regular *s)
{
	double root = s->rate * s->rate + 2.0 * s->slope * s->left;
	double x;

	if (s->left <= 0.0)
		return 0.0;
	if (root < 0.0 || s->rate + sqrt(root) <= 0.0)
		return INFINITY;
	x = 2.0 * s->left / (s->rate + sqrt(root));
	return x;
}

static void arm(struct sim_engine *e, int node)
{
	struct source_regular *s = state_of(e, node);
	int64_t end = line_end(e, node);
	double x;

	take_line(e, node, end);
	x = time_left(s);
	s->comes = x < 1e15 && e->now_us + (int64_t)(x + 0.5) < end;
	source_arm(e, node, s->comes ? e->now_us + (int64_t)(x + 0.5) : end);
}

void regular_start(struct sim_engine *e, int node)
{
	state_of(e, node)->left = 1.0;
	state_of(e, node)->since_us = e->now_us;
	arm(e, node);
}

void regular_arrival(struct sim_engine *e, int node)
{
	struct source_regular *s = state_of(e, node);
	bool comes = s->comes;

	settle(e, node);
	if (comes)
		s->left += 1.0;
	arm(e, node);
	if (comes)
		source_sends(e, node, source_key(e, node, s->number++));
}

void regular_changed(struct sim_engine *e, int node, int slot)
{
	if (slot != SOURCE_RATE && slot != SOURCE_START && slot != SOURCE_STOP)
		return;
	settle(e, node);
	arm(e, node);
}
