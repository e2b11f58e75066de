#include "sim/engine_internal.h"

#include "sim/nodes/breaker.h"
#include "sim/caller_timer.h"
#include "sim/telemetry/tally.h"

#include <assert.h>

/*
 * How we call somebody: timeout, retries, budget, breaker, throttle.
 *
 * The caller is a frame of the job, which makes the attempts itself, one after
 * the other.  When an attempt times out the job splits: it runs on as an
 * orphan, and its heir has the caller's frame and makes the next attempt.  A
 * call inside of another caller's call gets a job of its own, so that a job
 * has one timeout at most.  A hedged attempt is made by copies (hedge.c).
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
		node_flag(e, node, CALLER_BREAKER_SCOPE),
	};
}

double caller_level(const struct sim_engine *e, int node)
{
	struct breaker_policy policy = policy_of(e, node);

	return breaker_is_open(&state_of(e, node)->breaker, &policy, e->now_us);
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

static void tell_breaker(struct sim_engine *e, const struct frame *f,
			 enum sim_outcome outcome)
{
	struct breaker_policy policy;
	bool trial = (f->flags & FRAME_TRIAL) != 0;
	enum verdict verdict = outcomes[outcome].verdict;

	if (!node_flag(e, f->node, CALLER_BREAKER_SHARE) &&
	    !state_of(e, f->node)->breaker.open)
		return;
	policy = policy_of(e, f->node);
	if (verdict == VERDICT_NOTHING)
		breaker_forget(&state_of(e, f->node)->breaker, trial);
	else
		breaker_tell(&state_of(e, f->node)->breaker, &policy, e->now_us,
			     trial, verdict == VERDICT_BAD);
}

/* What the outcome of an attempt tells for the next ones. */
static void learn(struct sim_engine *e, const struct frame *f,
		  enum sim_outcome outcome)
{
	if (state_of(e, f->node)->simple)
		return;
	tell_breaker(e, f, outcome);
	if (node_flag(e, f->node, CALLER_THROTTLE_K))
		throttle_tell(e, f->node, outcome);
}

static bool breaker_lets_pass(struct sim_engine *e, struct frame *f)
{
	struct breaker_policy policy;
	bool trial;

	if (!node_flag(e, f->node, CALLER_BREAKER_SHARE))
		return true;
	policy = policy_of(e, f->node);
	if (!breaker_allows(&state_of(e, f->node)->breaker, &policy, e->now_us,
			    &trial))
		return false;
	if (trial)
		f->flags |= FRAME_TRIAL;
	return true;
}

void key_unref(struct sim_engine *e, uint32_t index)
{
	if (index != NONE && --key_at(e, index)->refs == 0)
		SLAB_RELEASE(e, SLAB_KEYS, key, task, index);
}

/* The attempts of a caller with idempotency share a key. */
static void give_key(struct sim_engine *e, struct frame *f)
{
	if (f->aux != NONE || !node_flag(e, f->node, CALLER_IDEMPOTENT))
		return;
	f->aux = SLAB_NEW(e, SLAB_KEYS, key, task);
	*key_at(e, f->aux) = (struct key){ .task = NONE, .refs = 1 };
}

/* The caller has its answer, good or bad. */
static void close_call(struct sim_engine *e, struct job *job,
		       enum sim_outcome outcome)
{
	const struct frame *f = &job->top;

	if (outcome == SIM_OUTCOME_OK)
		e->state[f->node].out++;
	record_span_end(e, job, outcome);
	key_unref(e, f->aux);
	job->flags &= (uint8_t)~JOB_CALLING;
}

/* Answers the call, and is done with it. */
static void answer(struct sim_engine *e, uint32_t index,
		   enum sim_outcome outcome)
{
	close_call(e, job_at(e, index), outcome);
	flow_pop(e, job_at(e, index));
	flow_answer(e, index, outcome);
}

/* What keeps us from calling now: SIM_OUTCOME_OK if nothing does. */
static enum sim_outcome own_refusal(struct sim_engine *e, struct job *job)
{
	struct frame *f = &job->top;

	f->flags &= (uint8_t)~FRAME_TRIAL;
	if (state_of(e, f->node)->simple)
		return SIM_OUTCOME_OK;
	if (!breaker_lets_pass(e, f))
		return SIM_OUTCOME_BREAKER;
	if (!node_flag(e, f->node, CALLER_THROTTLE_K) ||
	    throttle_passes(e, job))
		return SIM_OUTCOME_OK;
	breaker_forget(&state_of(e, f->node)->breaker,
		       (f->flags & FRAME_TRIAL) != 0);
	return SIM_OUTCOME_SHED;
}

/* Makes an attempt, or answers that we do not want to. */
static void try(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	struct frame *f = &job->top;
	double timeout = node_value(e, f->node, CALLER_TIMEOUT);
	enum sim_outcome refusal = own_refusal(e, job);

	if (refusal != SIM_OUTCOME_OK) {
		e->state[f->node].refused++;
		answer(e, index, refusal);
		return;
	}
	f->number++;
	f->step = 0;
	if (timeout > 0.0)
		caller_timer_set(e, index, f->node, microseconds(timeout));
	if (!state_of(e, f->node)->simple)
		give_key(e, f);
	if (!state_of(e, f->node)->simple &&
	    hedge_wanted(e, f->node, timeout)) {
		hedge_begin(e, index);
		return;
	}
	stats_count(e->stats, f->node, STATS_ATTEMPTS);
	if (job->flags & JOB_TRACED)
		span_attempt(e, job, f->node, f->number);
	flow_next(e, index);
}

void caller_decide(struct sim_engine *e, int node)
{
	struct caller_state *s = state_of(e, node);

	s->simple = !node_flag(e, node, CALLER_IDEMPOTENT) &&
		    !node_flag(e, node, CALLER_BUDGET) &&
		    s->budget <= node_value(e, node, CALLER_BUDGET_MAX) &&
		    !node_flag(e, node, CALLER_BREAKER_SHARE) &&
		    !node_flag(e, node, CALLER_BREAKER_SCOPE) &&
		    !s->breaker.open && !s->breaker.trial &&
		    !node_flag(e, node, CALLER_THROTTLE_K) &&
		    !node_flag(e, node, CALLER_HEDGE_AFTER);
}

void caller_start(struct sim_engine *e, int node)
{
	struct caller_state *s = state_of(e, node);

	s->budget = node_value(e, node, CALLER_BUDGET_MAX);
	breaker_start(&s->breaker);
	tally_clear(&s->throttle);
}

/* A job that makes this call alone; the one it is for waits. */
static uint32_t nest(struct sim_engine *e, uint32_t outer, int node)
{
	uint32_t index = job_new(e);
	struct job *job = job_at(e, index);
	struct job *parent = job_at(e, outer);
	uint32_t salt = job_salt(parent);

	flow_push(e, parent, FRAME_NEST, node)->aux = index;
	*job = *parent;
	job->owner = outer;
	job->flags = JOB_NESTED |
		     (parent->flags &
		      (JOB_DEGRADED | JOB_ACKNOWLEDGED | JOB_TRACED));
	job->stamp = job->timer = 0;
	job->top = (struct frame){ .below = NONE,
				   .salt = salt,
				   .aux = NONE,
				   .node = (uint8_t)node,
				   .kind = FRAME_CALLER };
	return index;
}

/* Every call earns a share of a retry. */
static void earn_budget(struct sim_engine *e, int node)
{
	struct caller_state *s = state_of(e, node);
	double share = node_value(e, node, CALLER_BUDGET);
	double most = node_value(e, node, CALLER_BUDGET_MAX);

	s->budget = s->budget + share < most ? s->budget + share : most;
}

void caller_enter(struct sim_engine *e, uint32_t index, int node)
{
	struct job *job = job_at(e, index);

	if (!state_of(e, node)->simple)
		earn_budget(e, node);
	if (job->flags & JOB_CALLING) {
		index = nest(e, index, node);
		job = job_at(e, index);
	} else {
		flow_push(e, job, FRAME_CALLER, node);
	}
	job->flags |= JOB_CALLING;
	record_span(e, job, node);
	try(e, index);
}

static bool wants_retry(struct sim_engine *e, const struct job *job,
			enum sim_outcome outcome)
{
	int node = job->top.node;

	if (!outcomes[outcome].retried ||
	    job->top.number > node_value(e, node, CALLER_RETRIES))
		return false;
	if (outcome == SIM_OUTCOME_TIMEOUT &&
	    !node_flag(e, node, CALLER_RETRY_TIMEOUT))
		return false;
	if (outcome == SIM_OUTCOME_QUOTA &&
	    !node_flag(e, node, CALLER_RETRY_429))
		return false;
	return !(node_flag(e, node, CALLER_DROP) && flow_is_orphan(e, job));
}

/* A breaker for retries alone. */
static bool breaker_stops_retries(const struct sim_engine *e, int node)
{
	return node_flag(e, node, CALLER_BREAKER_SCOPE) &&
	       caller_level(e, node) != 0.0;
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

/* True when another attempt follows; else the call is closed. */
static bool after_attempt(struct sim_engine *e, uint32_t index,
			  enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);

	job->top.outcome = (uint8_t)outcome;
	if (!wants_retry(e, job, outcome) ||
	    (!state_of(e, job->top.node)->simple &&
	     (breaker_stops_retries(e, job->top.node) ||
	      !spend_budget(e, job->top.node)))) {
		close_call(e, job, outcome);
		return false;
	}
	job->top.flags |= FRAME_PAUSED;
	job->stamp = engine_at(e,
			       e->now_us + microseconds(caller_backoff(e, job)),
			       EVENT_RETRY, index);
	return true;
}

void caller_retry(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	struct frame *f = &job->top;

	f->flags &= (uint8_t)~FRAME_PAUSED;
	if (node_flag(e, f->node, CALLER_DROP) && flow_is_orphan(e, job))
		answer(e, index, (enum sim_outcome)f->outcome);
	else
		try(e, index);
}

/* The job goes on without its caller; the heir, which is returned, has the
 * caller's frame and all below it. */
static uint32_t split(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	struct frame *f = flow_caller(e, job);
	uint32_t heir_index = job_new(e);
	struct job *heir = job_at(e, heir_index);

	*heir = *job;
	heir->top = *f;
	heir->top.flags &= (uint8_t)~FRAME_SERVED;
	heir->stamp = heir->timer = 0;
	heir->flags &= (uint8_t)~JOB_WAITING;
	if (engine_watches(e, job))
		heir->span = span_outside(e, job, f->node);
	f->kind = FRAME_GHOST;
	f->below = NONE;
	if (f->aux != NONE)
		key_at(e, f->aux)->refs++;
	if (heir->flags & JOB_NESTED)
		job_at(e, heir->owner)->top.aux = heir_index;
	flow_orphan(e, job);
	job->timer = 0;
	job->flags &= (uint8_t)~JOB_CALLING;
	return heir_index;
}

void caller_settled(struct sim_engine *e, uint32_t index,
		    enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);

	job->timer = 0;
	learn(e, &job->top, outcome);
	if (outcome == SIM_OUTCOME_OK) {
		answer(e, index, outcome);
	} else if (!after_attempt(e, index, outcome)) {
		flow_pop(e, job);
		flow_answer(e, index, outcome);
	}
}

void caller_give_up(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);

	if (job->top.flags & FRAME_HEDGED)
		hedge_end(e, job, SIM_OUTCOME_GAVE_UP, true);
	job->top.flags &= (uint8_t)~FRAME_PAUSED;
	job->stamp = job->timer = 0;
	learn(e, &job->top, SIM_OUTCOME_GAVE_UP);
	answer(e, index, SIM_OUTCOME_GAVE_UP);
}

void caller_timeout(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	const struct frame *f = flow_caller(e, job);
	uint32_t heir;

	assert(f->kind == FRAME_CALLER);
	if (f->flags & FRAME_HEDGED) {
		hedge_timeout(e, job);
		caller_settled(e, index, SIM_OUTCOME_TIMEOUT);
		return;
	}
	if (job->top.kind == FRAME_API)
		api_end_call(e, job, SIM_OUTCOME_TIMEOUT);
	else
		record_lost(e, job, f->node, f->number);
	if (job->flags & JOB_TRACED)
		span_attempt_left(e, job, f->node, SIM_OUTCOME_TIMEOUT);
	learn(e, f, SIM_OUTCOME_TIMEOUT);
	heir = split(e, index);
	if (after_attempt(e, heir, SIM_OUTCOME_TIMEOUT))
		return;
	flow_pop(e, job_at(e, heir));
	flow_answer(e, heir, SIM_OUTCOME_TIMEOUT);
}

bool caller_returned(struct sim_engine *e, uint32_t index,
		     enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);

	job->timer = 0;
	learn(e, &job->top, outcome);
	if (job->flags & JOB_TRACED)
		span_attempt_end(e, job, outcome);
	if (outcome != SIM_OUTCOME_OK)
		return !after_attempt(e, index, outcome);
	close_call(e, job, outcome);
	return true;
}
