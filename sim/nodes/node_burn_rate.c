#include "sim/engine_internal.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * A service level objective, and the alert on how fast its error budget burns.
 *
 * The burn rate over a window is the share of bad answers over the share that
 * the objective allows: at 1 the budget is just used up.  An alert fires while
 * the rate is above its factor over a long window, so that it matters, and over
 * a short one, so that it is still going on (Site Reliability Workbook, Google
 * 2018, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts").
 *
 * Every period the counts since the start are kept as a sample, and a window is
 * the difference of two of them.  A window that is longer than what has been
 * simulated is what there is.
 */
#define SAMPLES_LEAST 64u

static struct burn_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].burn;
}

static struct burn_sample *sample_at(const struct burn_state *s, uint32_t i)
{
	return &s->at[(s->first + i) & (s->capacity - 1)];
}

static double number(const struct sim_engine *e, int node, int alert,
		     enum burn_number which)
{
	const struct model_burn *burn = &node_at(e, node)->burn;

	return e->value[burn->first + alert * BURN_NUMBERS + (int)which];
}

/* --- samples ------------------------------------------------------------- */

static void make_room(struct burn_state *s)
{
	uint32_t capacity = s->capacity > 0 ? 2 * s->capacity : SAMPLES_LEAST;
	struct burn_sample *at = mem_alloc(capacity * sizeof *at);

	for (uint32_t i = 0; i < s->count; i++)
		at[i] = *sample_at(s, i);
	free(s->at);
	s->at = at;
	s->capacity = capacity;
	s->first = 0;
}

static void drop_first(struct burn_state *s)
{
	s->first = (s->first + 1) & (s->capacity - 1);
	s->count--;
}

static int64_t longest(const struct sim_engine *e, int node)
{
	double seconds = 0.0;

	for (int i = 0; i < node_at(e, node)->burn.count; i++) {
		double own = number(e, node, i, BURN_LONG);

		seconds = own > seconds ? own : seconds;
	}
	return microseconds(seconds);
}

/* Keeps the counts of now, and of old ones what the longest window needs. */
static void take_sample(struct sim_engine *e, int node)
{
	struct burn_state *s = state_of(e, node);
	int64_t begin = e->now_us - longest(e, node);

	while (s->count > 1 && (sample_at(s, 1)->at_us <= begin ||
				s->count == BURN_SAMPLES_MAX))
		drop_first(s);
	if (s->count == s->capacity)
		make_room(s);
	*sample_at(s, s->count++) = (struct burn_sample){ e->now_us, s->all,
							  s->bad };
}

/* The last sample that is not younger than that, or the oldest. */
static const struct burn_sample *sample_before(const struct burn_state *s,
					       int64_t time)
{
	uint32_t low = 0, high = s->count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (sample_at(s, middle)->at_us <= time)
			low = middle;
		else
			high = middle;
	}
	return sample_at(s, low);
}

static double burn_rate(const struct sim_engine *e, int node, double seconds)
{
	const struct burn_state *s = state_of(e, node);
	const struct burn_sample *from =
		sample_before(s, e->now_us - microseconds(seconds));
	uint64_t all = s->all - from->all;

	if (all == 0)
		return 0.0;
	return (double)(s->bad - from->bad) / (double)all /
	       (1.0 - node_value(e, node, BURN_TARGET));
}

/* --- the alert ----------------------------------------------------------- */

/* Trouble begins with a period in which the budget burned too fast, and is over
 * when it does not any more over the first alert's short window. */
static void follow_trouble(struct sim_engine *e, int node)
{
	struct burn_state *s = state_of(e, node);
	int64_t last = sample_at(s, s->count - 1)->at_us;
	double period = (double)(e->now_us - last) * 1e-6;

	if (burn_rate(e, node, period) > 1.0) {
		if (s->trouble_us == NEVER)
			s->trouble_us = last;
	} else if (burn_rate(e, node, number(e, node, 0, BURN_SHORT)) <= 1.0) {
		s->trouble_us = NEVER;
	}
}

static void set_firing(struct sim_engine *e, int node, bool firing)
{
	struct burn_state *s = state_of(e, node);

	if (s->firing == firing)
		return;
	s->firing = firing;
	record_fact(e, FACT_ALERT, node_at(e, node)->key, firing);
	stats_level(e->stats, node, STATS_BUSY, firing, e->now_us);
	if (!firing)
		return;
	stats_count(e->stats, node, STATS_ALERTS);
	if (s->trouble_us != NEVER)
		stats_took(e->stats, node, STATS_WAITING,
			   e->now_us - s->trouble_us);
}

static void judge(struct sim_engine *e, int node)
{
	struct burn_state *s = state_of(e, node);
	bool firing = false;

	for (int i = 0; i < node_at(e, node)->burn.count; i++) {
		double slow = burn_rate(e, node, number(e, node, i, BURN_LONG));
		double fast = burn_rate(e, node,
					number(e, node, i, BURN_SHORT));
		double both = slow < fast ? slow : fast;

		if (i == 0)
			s->rate = both;
		firing |= both > number(e, node, i, BURN_FACTOR);
	}
	set_firing(e, node, firing && node_flag(e, node, BURN_ON));
}

static void arm(struct sim_engine *e, int node)
{
	engine_alarm(e, node,
		     e->now_us +
			     microseconds(node_value(e, node, BURN_PERIOD)));
}

void burn_start(struct sim_engine *e, int node)
{
	state_of(e, node)->trouble_us = NEVER;
	take_sample(e, node);
	arm(e, node);
}

void burn_look(struct sim_engine *e, int node)
{
	arm(e, node);
	follow_trouble(e, node);
	judge(e, node);
	take_sample(e, node);
}

void burn_changed(struct sim_engine *e, int node, int slot)
{
	if (slot == BURN_PERIOD)
		arm(e, node);
}

void burn_tell(struct sim_engine *e, int node, enum sim_outcome outcome,
	       int64_t took_us)
{
	struct burn_state *s = state_of(e, node);
	double most = node_value(e, node, BURN_THRESHOLD);
	bool bad = outcome != SIM_OUTCOME_OK ||
		   (most > 0.0 && took_us > microseconds(most));

	s->all++;
	s->bad += bad;
	e->state[node].out += !bad;
	e->state[node].refused += bad;
}

/* --- memory -------------------------------------------------------------- */

void burn_finish(struct burn_state *s)
{
	free(s->at);
}

void burn_copy(struct burn_state *to, const struct burn_state *from)
{
	to->at = mem_alloc(from->capacity * sizeof *to->at);
	memcpy(to->at, from->at, from->capacity * sizeof *to->at);
}

size_t burn_bytes(const struct burn_state *s)
{
	return s->capacity * sizeof *s->at;
}
