#include "sim/nodes/pool_sharing.h"

#include "base/mem.h"
#include "sim/nodes/node_pool.h"

#include <stdlib.h>
#include <string.h>

/*
 * A pool whose servers are shared by all who are there, as processors are:
 * each of n calls is served at the rate min(1, servers / n).
 *
 * Everybody gets the same, so one number tells what each has been given: the
 * virtual time.  It passes at that rate, and a call that comes at virtual time
 * v with the work s is done at v + s, whatever happens meanwhile (Parekh and
 * Gallager, "A generalized processor sharing approach to flow control",
 * IEEE/ACM Transactions on Networking 1, 1993).  So a heap by that number
 * holds them, and only the first one's moment has to be worked out again when
 * somebody comes, leaves, or servers change.
 *
 * Virtual time counts in microseconds and begins again at 0 whenever the pool
 * is empty, so that it stays exact enough.
 */
static struct sharing *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].pool.sharing;
}

static bool before(const struct share *a, const struct share *b)
{
	if (a->done != b->done)
		return a->done < b->done;
	return a->stamp < b->stamp;
}

/* Puts a share where there is a hole, or above it. */
static void rise(struct sharing *s, uint32_t i, struct share share)
{
	while (i > 0 && before(&share, &s->at[(i - 1) / 2])) {
		s->at[i] = s->at[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	s->at[i] = share;
}

static void put(struct sharing *s, struct share share)
{
	if (s->count == s->capacity) {
		s->capacity = s->capacity > 0 ? 2 * s->capacity : 16;
		s->at = mem_realloc(s->at, s->capacity, sizeof *s->at);
	}
	rise(s, s->count++, share);
}

/* Takes one out; the last goes into the hole, or below or above it. */
static struct share take(struct sharing *s, uint32_t i)
{
	struct share taken = s->at[i], last = s->at[--s->count];
	uint32_t child;

	while ((child = 2 * i + 1) < s->count) {
		if (child + 1 < s->count &&
		    before(&s->at[child + 1], &s->at[child]))
			child++;
		if (!before(&s->at[child], &last))
			break;
		s->at[i] = s->at[child];
		i = child;
	}
	rise(s, i, last);
	return taken;
}

static double rate(const struct pool_state *pool)
{
	uint32_t count = pool->sharing.count;

	return count <= pool->servers ? 1.0
				      : (double)pool->servers / (double)count;
}

/* Lets virtual time pass until now. */
static void settle(const struct sim_engine *e, int node)
{
	struct sharing *s = state_of(e, node);

	s->served += rate(&e->state[node].pool) *
		     (double)(e->now_us - s->at_us);
	s->at_us = e->now_us;
	if (s->count == 0)
		s->served = 0.0;
}

/* Sets the moment when the first is done, and how many servers are busy. */
static void update(struct sim_engine *e, int node)
{
	struct pool_state *pool = &e->state[node].pool;
	struct sharing *s = &pool->sharing;
	uint32_t busy = s->count < pool->servers ? s->count : pool->servers;
	int64_t due = NEVER;
	double left;

	pool->waiting = s->count - busy;
	stats_level(e->stats, node, STATS_QUEUE, pool->waiting, e->now_us);
	pool_count_busy(e, pool, node, (int)busy - (int)pool->busy);
	if (busy > 0) {
		left = (s->at[0].done - s->served) / rate(pool);
		due = e->now_us + (left > 0.0 ? (int64_t)(left + 0.5) : 0);
	}
	if (due == s->due_us)
		return;
	s->due_us = due;
	if (due == NEVER)
		e->state[node].armed = 0;
	else
		engine_alarm(e, node, due);
}

void sharing_start(struct sim_engine *e, int node)
{
	struct sharing *s = state_of(e, node);

	s->at_us = e->now_us;
	s->due_us = NEVER;
}

void sharing_copy(struct sharing *to, const struct sharing *from)
{
	if (from->capacity == 0)
		return;
	to->at = mem_alloc(from->capacity * sizeof *to->at);
	memcpy(to->at, from->at, from->count * sizeof *to->at);
}

void sharing_enter(struct sim_engine *e, uint32_t index, int node)
{
	struct pool_state *pool = &e->state[node].pool;
	struct sharing *s = &pool->sharing;
	struct job *job = job_at(e, index);
	double most = node_value(e, node, POOL_QUEUE) + pool->servers;
	int64_t work;

	if (s->count + s->held >= most) {
		flow_refuse(e, index, node, SIM_OUTCOME_FULL);
		return;
	}
	job->top.at = (uint8_t)node;
	record_span(e, job, node);
	if (node_flag(e, node, POOL_ACKNOWLEDGE))
		person_acknowledge(e, index);
	if (node_flag(e, node, POOL_DROP) && flow_is_orphan(e, job)) {
		stats_count(e->stats, node, STATS_DROPPED);
		record_span_end(e, job, SIM_OUTCOME_GAVE_UP);
		flow_answer(e, index, SIM_OUTCOME_GAVE_UP);
		return;
	}
	record_span_start(e, job);
	job->top.flags |= FRAME_SERVED;
	settle(e, node);
	work = microseconds(pool_service(e, job, node));
	put(s, (struct share){ s->served + (double)work, e->now_us + work,
			       index, engine_stamp(e) });
	job->stamp = 0;
	update(e, node);
}

void sharing_due(struct sim_engine *e, int node)
{
	struct sharing *s = state_of(e, node);
	struct share first;

	settle(e, node);
	first = take(s, 0);
	s->held++;
	s->due_us = NEVER;
	update(e, node);
	stats_took(e->stats, node, STATS_WAITING,
		   e->now_us > first.alone_us ? e->now_us - first.alone_us : 0);
	pool_served(e, first.job);
}

void sharing_leave(struct sim_engine *e, uint32_t index, int node)
{
	struct sharing *s = state_of(e, node);
	uint32_t i = 0;

	while (s->at[i].job != index)
		i++;
	settle(e, node);
	take(s, i);
	update(e, node);
}

void sharing_release(struct sim_engine *e, int node)
{
	state_of(e, node)->held--;
}

void sharing_resize(struct sim_engine *e, int node, uint32_t servers)
{
	settle(e, node);
	e->state[node].pool.servers = servers;
	update(e, node);
}
