#include "sim/engine_internal.h"

#include "sim/breaker.h"

#include <assert.h>

/*
 * How we call somebody: timeout, retries, budget, breaker.
 *
 * The caller has a frame for the whole, and one for each attempt.  When an
 * attempt times out its frame stays (FRAME_GONE), because the call it made
 * runs on; the caller's frame stays allocated until the last of them is back.
 */
static struct caller_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].caller;
}

static struct breaker_policy policy_of(const struct sim_engine *e, int node)
{
	return (struct breaker_policy){
		node_value(e, node, CALLER_BREAKER_SHARE),
		node_value(e, node, CALLER_BREAKER_MIN),
		microseconds(node_value(e, node, CALLER_BREAKER_WINDOW)),
		microseconds(node_value(e, node, CALLER_BREAKER_OPEN)),
	};
}

double caller_level(const struct sim_engine *e, int node)
{
	return node_flag(e, node, CALLER_BREAKER_SHARE) &&
	       state_of(e, node)->open;
}

/* What the breaker makes of an outcome: our own refusals tell nothing about
 * the one who is called. */
enum verdict { VERDICT_GOOD, VERDICT_BAD, VERDICT_NOTHING };

static const struct {
	enum verdict verdict;
	bool retried; /* timeouts and 429 by parameters, see below */
} outcomes[SIM_OUTCOMES] = {
	[SIM_OUTCOME_OPEN] = { VERDICT_NOTHING, false },
	[SIM_OUTCOME_OK] = { VERDICT_GOOD, false },
	[SIM_OUTCOME_TIMEOUT] = { VERDICT_BAD, true },
	[SIM_OUTCOME_QUOTA] = { VERDICT_BAD, true },
	[SIM_OUTCOME_CREDIT] = { VERDICT_BAD, false },
	[SIM_OUTCOME_FAILED] = { VERDICT_BAD, true },
	[SIM_OUTCOME_LIMITED] = { VERDICT_NOTHING, false },
	[SIM_OUTCOME_CAPPED] = { VERDICT_NOTHING, false },
	[SIM_OUTCOME_SHED] = { VERDICT_NOTHING, false },
	[SIM_OUTCOME_BREAKER] = { VERDICT_BAD, false },
	[SIM_OUTCOME_FULL] = { VERDICT_BAD, true },
	[SIM_OUTCOME_GAVE_UP] = { VERDICT_NOTHING, false },
};

static void tell_breaker(struct sim_engine *e, const struct frame *attempt,
			 enum sim_outcome outcome)
{
	struct breaker_policy policy = policy_of(e, attempt->node);
	bool trial = (attempt->flags & FRAME_TRIAL) != 0;
	enum verdict verdict = outcomes[outcome].verdict;

	if (verdict == VERDICT_NOTHING)
		breaker_forget(state_of(e, attempt->node), trial);
	else
		breaker_tell(state_of(e, attempt->node), &policy, e->now_us,
			     trial, verdict == VERDICT_BAD);
}

static void begin_attempt(struct sim_engine *e, uint32_t index, bool trial)
{
	struct frame *f = frame_at(e, index);
	uint32_t salt = f->number > 1
				? (uint32_t)random_fold(f->salt, f->number)
				: f->salt;
	struct call call = { f->press, index,	f->attempt,
			     salt,     f->node, (uint8_t)(f->depth + 1) };
	double timeout = node_value(e, f->node, CALLER_TIMEOUT);
	uint32_t at = flow_open(e, &call, FRAME_ATTEMPT);
	struct frame *attempt = frame_at(e, at);

	f->pending++;
	attempt->number = f->number;
	if (attempt->span != NONE)
		record_span_attempt(e, attempt->span, f->number);
	if (trial)
		attempt->flags |= FRAME_TRIAL;
	if (timeout > 0.0) {
		attempt->pending++;
		engine_at(e, e->now_us + microseconds(timeout), EVENT_TIMEOUT,
			  at);
	}
	flow_step(e, at);
}

static void try(struct sim_engine *e, uint32_t index)
{
	struct frame *f = frame_at(e, index);
	struct breaker_policy policy = policy_of(e, f->node);
	bool trial;

	if (!breaker_allows(state_of(e, f->node), &policy, e->now_us, &trial)) {
		e->state[f->node].refused++;
		flow_close(e, index, SIM_OUTCOME_BREAKER);
		return;
	}
	f->number++;
	begin_attempt(e, index, trial);
}

void caller_start(struct sim_engine *e, int node)
{
	struct caller_state *s = state_of(e, node);

	s->budget = node_value(e, node, CALLER_BUDGET_MAX);
	for (int i = 0; i < STATE_BREAKER_SLICES; i++)
		s->slice[i].number = INT64_MIN;
}

void caller_enter(struct sim_engine *e, const struct call *call)
{
	struct caller_state *s = state_of(e, call->node);
	double most = node_value(e, call->node, CALLER_BUDGET_MAX);
	uint32_t index = flow_open(e, call, FRAME_CALLER);

	s->budget += node_value(e, call->node, CALLER_BUDGET);
	if (s->budget > most)
		s->budget = most;
	try(e, index);
}

static bool wants_retry(struct sim_engine *e, const struct frame *f,
			enum sim_outcome outcome)
{
	int node = f->node;

	if (!outcomes[outcome].retried ||
	    f->number > node_value(e, node, CALLER_RETRIES))
		return false;
	if (outcome == SIM_OUTCOME_TIMEOUT &&
	    !node_flag(e, node, CALLER_RETRY_TIMEOUT))
		return false;
	if (outcome == SIM_OUTCOME_QUOTA &&
	    !node_flag(e, node, CALLER_RETRY_429))
		return false;
	return !(node_flag(e, node, CALLER_DROP) &&
		 flow_is_orphan(e, f->press, f->attempt));
}

static bool spend_budget(struct sim_engine *e, int node)
{
	struct caller_state *s = state_of(e, node);

	if (!node_flag(e, node, CALLER_BUDGET))
		return true;
	if (s->budget < 1.0 - 1e-9)
		return false;
	s->budget -= 1.0;
	return true;
}

/* Doubles with each attempt; full jitter is anything from 0 to that. */
static double backoff(const struct sim_engine *e, const struct frame *f)
{
	double most = node_value(e, f->node, CALLER_BACKOFF_CAP);
	double delay = node_value(e, f->node, CALLER_BACKOFF);

	for (int i = 1; i < f->number && delay < most; i++)
		delay *= 2.0;
	if (delay > most)
		delay = most;
	if (node_flag(e, f->node, CALLER_JITTER))
		delay *= draw_unit(e, f->press, f->node, f->salt + f->number,
				   PURPOSE_BACKOFF);
	return delay;
}

static void after_attempt(struct sim_engine *e, uint32_t index,
			  enum sim_outcome outcome)
{
	struct frame *f = frame_at(e, index);

	f->outcome = (uint8_t)outcome;
	if (!wants_retry(e, f, outcome) || !spend_budget(e, f->node)) {
		flow_close(e, index, outcome);
		return;
	}
	f->pending++;
	engine_at(e, e->now_us + microseconds(backoff(e, f)), EVENT_RETRY,
		  index);
}

void caller_retry(struct sim_engine *e, uint32_t frame_index)
{
	struct frame *f = frame_at(e, frame_index);

	if (!flow_unpend(e, frame_index))
		return;
	if (node_flag(e, f->node, CALLER_DROP) &&
	    flow_is_orphan(e, f->press, f->attempt))
		flow_close(e, frame_index, (enum sim_outcome)f->outcome);
	else
		try(e, frame_index);
}

void caller_timeout(struct sim_engine *e, uint32_t attempt_index)
{
	struct frame *a = frame_at(e, attempt_index);

	if (!flow_unpend(e, attempt_index))
		return;
	assert(!(a->flags & FRAME_GONE));
	if (a->aux != NONE)
		api_end_call(e, a->aux, SIM_OUTCOME_TIMEOUT);
	else
		record_lost(e, a->press, a->node, a->number, a->enter_us);
	flow_end_span(e, attempt_index, SIM_OUTCOME_TIMEOUT);
	a->flags |= FRAME_GONE;
	tell_breaker(e, a, SIM_OUTCOME_TIMEOUT);
	after_attempt(e, a->parent, SIM_OUTCOME_TIMEOUT);
}

void caller_returned(struct sim_engine *e, uint32_t attempt_index,
		     enum sim_outcome outcome)
{
	const struct frame *a = frame_at(e, attempt_index);
	uint32_t caller = a->parent;
	bool gone = (a->flags & FRAME_GONE) != 0;

	if (!gone)
		tell_breaker(e, a, outcome);
	flow_close(e, attempt_index, outcome);
	if (flow_unpend(e, caller) && !gone)
		after_attempt(e, caller, outcome);
}
