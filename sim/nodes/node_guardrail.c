#include "sim/engine_internal.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/*
 * Watches a node and takes a change back when the node is no longer well: an
 * automatic rollback.
 *
 * Every period it looks at a metric over the last window, which is cut into
 * slices.  When the metric has been above its limit for so long, it sets the
 * parameters that it is told to, by the way that a command takes, and then
 * leaves things alone for a while.
 */
static struct guard_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].guard;
}

static const struct model_set *set_of(const struct sim_engine *e, int node,
				      int i)
{
	return &e->model->set[node_at(e, node)->sets.first + i];
}

/* --- the window ---------------------------------------------------------- */

static int64_t slice_now(const struct sim_engine *e, int node)
{
	int64_t length = microseconds(node_value(e, node, GUARD_WINDOW)) /
			 STATE_GUARD_SLICES;

	return e->now_us / length - (e->now_us % length < 0);
}

/* The place in the ring of a slice of time. */
static int place_of(int64_t number)
{
	int64_t i = number % STATE_GUARD_SLICES;

	return (int)(i < 0 ? i + STATE_GUARD_SLICES : i);
}

static uint32_t *histogram_of(const struct guard_state *s, int place)
{
	return s->histogram + (size_t)place * HISTOGRAM_SIZE;
}

void guard_tell(struct sim_engine *e, int node, enum sim_outcome outcome,
		int64_t took_us)
{
	struct guard_state *s = state_of(e, node);
	int64_t number = slice_now(e, node);
	int place = place_of(number);
	struct guard_slice *slice = &s->slice[place];
	bool bad = outcome != SIM_OUTCOME_OK;

	if (slice->number != number) {
		*slice = (struct guard_slice){ .number = number };
		if (s->histogram != NULL)
			memset(histogram_of(s, place), 0,
			       HISTOGRAM_SIZE * sizeof *s->histogram);
	}
	slice->calls++;
	slice->bad += bad;
	e->state[node].refused += bad;
	if (s->histogram != NULL)
		histogram_of(s, place)[histogram_step(took_us)]++;
}

/* Whether the slice at this place of the ring is one of the window. */
static bool is_recent(const struct sim_engine *e, int node, int place)
{
	int64_t now = slice_now(e, node);
	int64_t number = state_of(e, node)->slice[place].number;

	return number > now - STATE_GUARD_SLICES && number <= now;
}

static double quantile(const struct sim_engine *e, int node, double calls)
{
	const struct guard_state *s = state_of(e, node);
	double share = node_at(e, node)->metric == GUARD_P99 ? 0.99 : 0.95;
	double below = 0.0;

	for (size_t step = 0; step < HISTOGRAM_SIZE; step++) {
		for (int i = 0; i < STATE_GUARD_SLICES; i++) {
			if (is_recent(e, node, i))
				below += histogram_of(s, i)[step];
		}
		if (below >= share * calls)
			return histogram_middle(step);
	}
	return NAN;
}

/* Of the answers of the window; NAN when there are too few. */
static double of_answers(const struct sim_engine *e, int node)
{
	const struct guard_state *s = state_of(e, node);
	double calls = 0.0, bad = 0.0;

	for (int i = 0; i < STATE_GUARD_SLICES; i++) {
		if (!is_recent(e, node, i))
			continue;
		calls += s->slice[i].calls;
		bad += s->slice[i].bad;
	}
	if (calls < node_value(e, node, GUARD_MIN_CALLS))
		return NAN;
	return s->histogram != NULL ? quantile(e, node, calls) : bad / calls;
}

static double metric(const struct sim_engine *e, int node)
{
	const struct model_node *m = node_at(e, node);

	switch (m->metric) {
	case GUARD_BURN_RATE:
		return e->state[m->target].burn.rate;
	case GUARD_ALERT:
		return e->state[m->target].burn.firing;
	case GUARD_ERROR_SHARE:
	case GUARD_P95:
	case GUARD_P99:
		break;
	}
	return of_answers(e, node);
}

/* --- taking back --------------------------------------------------------- */

/* What the parameter is to be set to. */
static double wanted(const struct sim_engine *e, int node, int i)
{
	const struct model_set *set = set_of(e, node, i);

	return set->undo ? state_of(e, node)->before[i] : set->value;
}

static bool has_to_act(const struct sim_engine *e, int node)
{
	for (int i = 0; i < node_at(e, node)->sets.count; i++) {
		if (e->value[set_of(e, node, i)->parameter] !=
		    wanted(e, node, i))
			return true;
	}
	return false;
}

static void act(struct sim_engine *e, int node)
{
	struct guard_state *s = state_of(e, node);

	s->acting = true;
	for (int i = 0; i < node_at(e, node)->sets.count; i++) {
		int parameter = set_of(e, node, i)->parameter;

		record_fact(e, FACT_ROLLBACK, node_at(e, node)->key,
			    (uint64_t)parameter);
		sim_engine_set(e, parameter, wanted(e, node, i));
	}
	s->acting = false;
	s->breached_us = NEVER;
	s->quiet_until_us = e->now_us +
			    microseconds(node_value(e, node, GUARD_COOLDOWN));
	e->state[node].out++;
	stats_count(e->stats, node, STATS_ROLLBACKS);
	stats_took(e->stats, node, STATS_WAITING, e->now_us - s->changed_us);
}

static void arm(struct sim_engine *e, int node)
{
	engine_alarm(e, node,
		     e->now_us +
			     microseconds(node_value(e, node, GUARD_PERIOD)));
}

void guard_look(struct sim_engine *e, int node)
{
	struct guard_state *s = state_of(e, node);
	double value = metric(e, node);

	arm(e, node);
	s->value = isnan(value) ? 0.0 : value;
	if (!node_flag(e, node, GUARD_ON) ||
	    !(value > node_value(e, node, GUARD_LIMIT))) {
		s->breached_us = NEVER;
		return;
	}
	if (s->breached_us == NEVER)
		s->breached_us = e->now_us;
	if (e->now_us - s->breached_us >=
		    microseconds(node_value(e, node, GUARD_FOR)) &&
	    e->now_us >= s->quiet_until_us && has_to_act(e, node))
		act(e, node);
}

void guard_start(struct sim_engine *e, int node)
{
	struct guard_state *s = state_of(e, node);

	s->breached_us = NEVER;
	s->quiet_until_us = s->changed_us = e->now_us;
	for (int i = 0; i < STATE_GUARD_SLICES; i++)
		s->slice[i].number = INT64_MIN;
	for (int i = 0; i < node_at(e, node)->sets.count; i++)
		s->before[i] = e->value[set_of(e, node, i)->parameter];
	if (node_at(e, node)->metric == GUARD_P95 ||
	    node_at(e, node)->metric == GUARD_P99)
		s->histogram = mem_calloc(STATE_GUARD_SLICES * HISTOGRAM_SIZE,
					  sizeof *s->histogram);
	arm(e, node);
}

/* Slices of another length are of another time. */
void guard_changed(struct sim_engine *e, int node, int slot)
{
	if (slot == GUARD_PERIOD)
		arm(e, node);
	if (slot != GUARD_WINDOW)
		return;
	for (int i = 0; i < STATE_GUARD_SLICES; i++)
		state_of(e, node)->slice[i].number = INT64_MIN;
}

void guard_see(struct sim_engine *e, int parameter, double before)
{
	if (e->value[parameter] == before)
		return;
	for (int node = 0; node < e->model->node_count; node++) {
		struct guard_state *s = state_of(e, node);

		if (node_at(e, node)->type != NODE_GUARDRAIL || s->acting)
			continue;
		for (int i = 0; i < node_at(e, node)->sets.count; i++) {
			if (set_of(e, node, i)->parameter != parameter)
				continue;
			s->before[i] = before;
			s->changed_us = e->now_us;
		}
	}
}

/* --- memory -------------------------------------------------------------- */

void guard_finish(struct guard_state *s)
{
	free(s->histogram);
}

void guard_copy(struct guard_state *to, const struct guard_state *from)
{
	size_t bytes = guard_bytes(from);

	if (bytes == 0)
		return;
	to->histogram = mem_alloc(bytes);
	memcpy(to->histogram, from->histogram, bytes);
}

size_t guard_bytes(const struct guard_state *s)
{
	return s->histogram == NULL ? 0
				    : STATE_GUARD_SLICES * HISTOGRAM_SIZE *
					      sizeof *s->histogram;
}
