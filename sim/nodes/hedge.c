#include "sim/engine_internal.h"

#include <assert.h>

/*
 * Hedged calls: when an attempt takes long, the caller sends the same call
 * again and takes whichever good answer comes first (J. Dean and L. A.
 * Barroso, "The tail at scale", CACM 56, 2013).
 *
 * Such an attempt is made by copies: jobs of their own, whose owner is the job
 * with the caller's frame.  That one waits meanwhile, for the moment to send
 * the next copy and for the timeout.  A struct hedge knows the copies that are
 * under way; what becomes of those that are not needed any more is that of all
 * work whose caller has gone.
 */
static struct hedge *hedge_at(const struct sim_engine *e, uint32_t index)
{
	return (struct hedge *)e->slab[SLAB_HEDGES].items + index;
}

static struct hedge *hedge_of(const struct sim_engine *e, const struct job *job)
{
	assert(job->top.flags & FRAME_HEDGED);
	return hedge_at(e, job->top.aux);
}

bool hedge_wanted(const struct sim_engine *e, int node, double timeout)
{
	double after = node_value(e, node, CALLER_HEDGE_AFTER);

	return after > 0.0 && (timeout <= 0.0 || after < timeout);
}

/* The first copy draws what the call without hedging would have drawn. */
static uint32_t copy_salt(const struct frame *f, int sent)
{
	if (sent == 0)
		return f->salt;
	return (uint32_t)random_fold(f->salt, (uint64_t)sent << 40);
}

static void send(struct sim_engine *e, uint32_t owner)
{
	uint32_t index = job_new(e);
	struct job *copy = job_at(e, index);
	struct job *job = job_at(e, owner);
	struct hedge *hedge = hedge_of(e, job);

	*copy = *job;
	copy->owner = owner;
	copy->flags = JOB_NESTED | JOB_CALLING |
		      (job->flags &
		       (JOB_DEGRADED | JOB_ACKNOWLEDGED | JOB_TRACED));
	copy->stamp = copy->timer = 0;
	copy->top = (struct frame){ .below = NONE,
				    .salt = copy_salt(&job->top, hedge->sent),
				    .aux = hedge->key,
				    .node = job->top.node,
				    .kind = FRAME_COPY,
				    .number = job->top.number };
	if (hedge->key != NONE)
		key_at(e, hedge->key)->refs++;
	hedge->copy[hedge->sent++] = index;
	hedge->open++;
	stats_count(e->stats, job->top.node, STATS_ATTEMPTS);
	if (copy->flags & JOB_TRACED)
		span_attempt(e, copy, job->top.node, job->top.number);
	flow_next(e, index);
}

/* Sets when the next copy is due, unless those sent are enough. */
static void await_next(struct sim_engine *e, uint32_t index, int sent)
{
	struct job *job = job_at(e, index);
	double after = node_value(e, job->top.node, CALLER_HEDGE_AFTER);
	double most = node_value(e, job->top.node, CALLER_HEDGE_MAX);

	job->stamp = 0;
	if (after > 0.0 && sent <= most)
		job->stamp = engine_at(e, e->now_us + microseconds(after),
				       EVENT_HEDGE, index);
}

void hedge_begin(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	uint32_t at = SLAB_NEW(e, SLAB_HEDGES, hedge, key);

	*hedge_at(e, at) = (struct hedge){ .key = job->top.aux };
	job->top.aux = at;
	job->top.flags |= FRAME_HEDGED;
	await_next(e, index, 1);
	send(e, index);
}

void hedge_more(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	int node = job->top.node;
	int sent = hedge_of(e, job)->sent;

	job->stamp = 0;
	if (!node_flag(e, node, CALLER_HEDGE_AFTER) ||
	    sent > node_value(e, node, CALLER_HEDGE_MAX) ||
	    (node_flag(e, node, CALLER_DROP) && flow_is_orphan(e, job)))
		return;
	await_next(e, index, sent + 1);
	send(e, index);
}

/* Nobody waits for the copy any more.  One that is to be cancelled keeps
 * JOB_CALLING, so that its timer stays its own. */
static void disown(struct sim_engine *e, uint32_t index, int node,
		   enum sim_outcome outcome, bool cancel)
{
	struct job *copy = job_at(e, index);

	if (copy->flags & JOB_TRACED)
		span_attempt_left(e, copy, node, outcome);
	flow_caller(e, copy)->kind = FRAME_GHOST;
	flow_orphan(e, copy);
	if (cancel)
		copy->timer = engine_at(e, e->now_us, EVENT_CANCEL, index);
	else
		copy->flags &= (uint8_t)~JOB_CALLING;
}

void hedge_end(struct sim_engine *e, struct job *job, enum sim_outcome outcome,
	       bool cancel)
{
	struct frame *f = &job->top;
	struct hedge *hedge = hedge_of(e, job);
	uint32_t key = hedge->key;

	for (int i = 0; i < hedge->sent; i++) {
		if (hedge->copy[i] != NONE)
			disown(e, hedge->copy[i], f->node, outcome, cancel);
	}
	SLAB_RELEASE(e, SLAB_HEDGES, hedge, key, f->aux);
	f->aux = key;
	f->flags &= (uint8_t)~FRAME_HEDGED;
	job->stamp = 0;
}

void hedge_timeout(struct sim_engine *e, struct job *job)
{
	const struct frame *f = &job->top;
	const struct hedge *hedge = hedge_of(e, job);

	for (int i = 0; i < hedge->sent; i++) {
		struct job *copy;

		if (hedge->copy[i] == NONE)
			continue;
		copy = job_at(e, hedge->copy[i]);
		if (copy->top.kind == FRAME_API)
			api_end_call(e, copy, SIM_OUTCOME_TIMEOUT);
		else
			record_lost(e, copy, f->node, f->number);
	}
	hedge_end(e, job, SIM_OUTCOME_TIMEOUT, false);
}

void hedge_answered(struct sim_engine *e, uint32_t index,
		    enum sim_outcome outcome)
{
	struct job *copy = job_at(e, index);
	uint32_t owner = copy->owner;
	struct job *job = job_at(e, owner);
	struct hedge *hedge = hedge_of(e, job);
	bool decided;
	int i = 0;

	if (copy->flags & JOB_TRACED)
		span_attempt_end(e, copy, outcome);
	while (hedge->copy[i] != index)
		i++;
	hedge->copy[i] = NONE;
	hedge->open--;
	decided = outcome == SIM_OUTCOME_OK || hedge->open == 0;
	job->flags |= copy->flags & JOB_ACKNOWLEDGED;
	if (decided)
		flow_inherit(job, copy);
	key_unref(e, copy->top.aux);
	job_release(e, index);
	if (!decided)
		return;
	hedge_end(e, job, SIM_OUTCOME_GAVE_UP,
		  node_flag(e, job->top.node, CALLER_HEDGE_CANCEL));
	caller_settled(e, owner, outcome);
}

/* What others have joined goes on for them. */
static bool is_shared(const struct sim_engine *e, const struct job *job)
{
	const struct frame *f = &job->top;

	while (f->kind != FRAME_FILL) {
		if (f->kind == FRAME_NONE || f->below == NONE)
			return false;
		f = frame_at(e, f->below);
	}
	return true;
}

void hedge_cancel(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);

	job->timer = 0;
	while (!is_shared(e, job) && job->top.kind == FRAME_NEST) {
		index = job->top.aux;
		job = job_at(e, index);
	}
	if (is_shared(e, job))
		return;
	if (job->top.kind == FRAME_CALLER &&
	    (job->top.flags & (FRAME_HEDGED | FRAME_PAUSED)))
		caller_give_up(e, index);
	else if ((job->flags & JOB_WAITING) || (job->top.flags & FRAME_SERVED))
		pool_give_up(e, index);
}
