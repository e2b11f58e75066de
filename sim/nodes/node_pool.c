#include "sim/nodes/node_pool.h"

#include "base/mem.h"
#include "sim/nodes/pool_sharing.h"

#include <stdlib.h>
#include <string.h>

/*
 * Servers and a queue.  A job waits, is served, then calls what is behind the
 * pool; with `hold` it keeps its server until that has answered, as a thread
 * that blocks does.
 *
 * There is one queue for each rank of priority; FIFO and LIFO use the first.
 */
static struct pool_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].pool;
}

double pool_busy_integral(struct sim_engine *e, int node)
{
	pool_count_busy(e, state_of(e, node), node, 0);
	return (double)state_of(e, node)->busy_us;
}

/* The law of the job's service, or NULL. */
static const struct law *service_law(const struct sim_engine *e, int node,
				     const struct job *job)
{
	const struct by_value *times = &node_at(e, node)->times;
	const struct law *law = state_of(e, node)->law;

	if (law != NULL || !times->given)
		return law;
	return &e->model->laws[times->first + job->value[times->attribute]];
}

double pool_service(const struct sim_engine *e, const struct job *job, int node)
{
	const struct law *law = service_law(e, node, job);

	if (law == NULL)
		return 0.0;
	return law_sample(law, e->value,
			  draw_key(e, job, node, job_salt(job),
				   PURPOSE_SERVICE));
}

/* Begins the service; the server has been counted. */
static void serve(struct sim_engine *e, uint32_t index, int node)
{
	pool_serve(e, index, service_law(e, node, job_at(e, index)),
		   node_at(e, node)->key);
}

/* --- queues ------------------------------------------------------------- */

/* Twice the room, or the places without those that nobody stands in. */
void pool_make_room(const struct sim_engine *e, struct queue *queue,
		    uint32_t waiting)
{
	uint32_t capacity = queue->capacity;
	struct place *at;
	uint32_t kept = 0;

	if (2 * waiting >= capacity)
		capacity = capacity > 0 ? capacity * 2 : 16;
	at = mem_alloc(capacity * sizeof *at);
	for (uint32_t i = 0; i < queue->count; i++) {
		struct place place =
			queue->at[(queue->first + i) & (queue->capacity - 1)];

		if (pool_still_waits(e, place))
			at[kept++] = place;
	}
	free(queue->at);
	*queue = (struct queue){ at, capacity, 0, kept };
}

static int rank_of(const struct model_node *node, const struct job *job)
{
	uint8_t value;

	if (node->discipline != DISCIPLINE_PRIORITY)
		return 0;
	value = job->value[node->rank_attribute];
	return value == MODEL_UNSET ? node->rank_unset : node->rank[value];
}

static void enqueue(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	int node = job->top.at;
	int rank = rank_of(node_at(e, node), job);
	struct pool_state *s = state_of(e, node);

	pool_enqueue(e, job, index, s, node, &s->queue[rank]);
}

static struct place take_last(struct queue *queue)
{
	queue->count--;
	return queue->at[(queue->first + queue->count) & (queue->capacity - 1)];
}

/* Whose turn it is; somebody must be waiting. */
static struct place next_waiting(const struct sim_engine *e, int node)
{
	struct pool_state *s = state_of(e, node);
	bool newest = node_at(e, node)->discipline == DISCIPLINE_LIFO;
	int rank = 0;
	struct place place;

	do {
		while (s->queue[rank].count == 0)
			rank++;
		place = newest ? take_last(&s->queue[rank])
			       : pool_take_first(&s->queue[rank]);
	} while (!pool_still_waits(e, place));
	return place;
}

/* One server is free: whoever is next gets it.  False when nobody waits. */
static bool serve_next(struct sim_engine *e, int node)
{
	struct pool_state *s = state_of(e, node);

	while (s->waiting > 0) {
		struct place place = next_waiting(e, node);
		struct job *job = job_at(e, place.job);

		pool_leave_queue(e, job, state_of(e, node), node);
		if (!node_flag(e, node, POOL_DROP) || !flow_is_orphan(e, job)) {
			stats_took(e->stats, node, STATS_WAITING,
				   e->now_us - place.since_us);
			serve(e, place.job, node);
			return true;
		}
		stats_count(e->stats, node, STATS_DROPPED);
		record_span_end(e, job, SIM_OUTCOME_GAVE_UP);
		flow_answer(e, place.job, SIM_OUTCOME_GAVE_UP);
	}
	return false;
}

/* --- the node ----------------------------------------------------------- */

void pool_start(struct sim_engine *e, int node)
{
	struct pool_state *s = state_of(e, node);
	const struct model_node *m = node_at(e, node);

	s->ranks = 1;
	if (m->discipline == DISCIPLINE_PRIORITY)
		s->ranks = STATE_VALUES;
	s->queue = mem_calloc((size_t)s->ranks, sizeof *s->queue);
	s->servers = s->owned = (uint32_t)node_value(e, node, POOL_SERVERS);
	s->kept = 1.0;
	if (m->times.given && m->times.attribute < 0)
		s->law = &e->model->laws[m->times.first];
	s->changed_us = e->now_us;
	s->shared = m->discipline == DISCIPLINE_SHARING;
	sharing_start(e, node);
}

void pool_finish(struct pool_state *s)
{
	for (int rank = 0; rank < s->ranks; rank++)
		free(s->queue[rank].at);
	free(s->queue);
	free(s->sharing.at);
}

void pool_copy(struct pool_state *to, const struct pool_state *from)
{
	to->queue = mem_calloc((size_t)from->ranks, sizeof *to->queue);
	for (int rank = 0; rank < from->ranks; rank++) {
		struct queue *queue = &to->queue[rank];

		*queue = from->queue[rank];
		if (queue->capacity == 0)
			continue;
		queue->at = mem_alloc(queue->capacity * sizeof *queue->at);
		memcpy(queue->at, from->queue[rank].at,
		       queue->capacity * sizeof *queue->at);
	}
	sharing_copy(&to->sharing, &from->sharing);
}

size_t pool_bytes(const struct pool_state *s)
{
	size_t bytes = s->sharing.capacity * sizeof *s->sharing.at;

	for (int rank = 0; rank < s->ranks; rank++)
		bytes += sizeof(struct queue) +
			 s->queue[rank].capacity * sizeof(struct place);
	return bytes;
}

/* Begins with those who wait, if there are more servers now. */
static void staff(struct sim_engine *e, int node)
{
	struct pool_state *s = state_of(e, node);
	uint32_t servers = s->owned;

	if (s->kept < 1.0)
		servers = (uint32_t)(s->owned * s->kept + 0.5);
	if (s->shared)
		sharing_resize(e, node, servers);
	s->servers = servers;
	stats_level(e->stats, node, STATS_SERVERS, servers, e->now_us);
	while (!s->shared && s->busy < s->servers && s->waiting > 0) {
		pool_count_busy(e, state_of(e, node), node, 1);
		if (!serve_next(e, node))
			pool_count_busy(e, state_of(e, node), node, -1);
	}
}

void pool_resize(struct sim_engine *e, int node, double servers)
{
	state_of(e, node)->owned = (uint32_t)servers;
	staff(e, node);
}

void pool_keep(struct sim_engine *e, int node, double share)
{
	state_of(e, node)->kept = share;
	staff(e, node);
}

/* How long the job waits at most, in microseconds. */
static int64_t longest_wait(const struct sim_engine *e, const struct job *job,
			    int node)
{
	const struct law *patience = &node_at(e, node)->law[POOL_PATIENCE];
	double bound = node_value(e, node, POOL_MAX_WAIT);
	int64_t longest = bound > 0.0 ? microseconds(bound) : NEVER;
	int64_t own;

	if (patience->kind == LAW_NONE)
		return longest;
	own = microseconds(law_sample(patience, e->value,
				      draw_key(e, job, node, job_salt(job),
					       PURPOSE_PATIENCE)));
	return own < longest ? own : longest;
}

void pool_enter(struct sim_engine *e, uint32_t index, int node)
{
	struct pool_state *s = state_of(e, node);
	struct job *job = job_at(e, index);
	bool waits = s->busy >= s->servers;
	int64_t longest;

	if (s->shared) {
		sharing_enter(e, index, node);
		return;
	}
	if (waits && s->waiting >= node_value(e, node, POOL_QUEUE)) {
		flow_refuse(e, index, node, SIM_OUTCOME_FULL);
		return;
	}
	job->top.at = (uint8_t)node;
	record_span(e, job, node);
	if (node_flag(e, node, POOL_ACKNOWLEDGE))
		person_acknowledge(e, index);
	if (!waits) {
		stats_took(e->stats, node, STATS_WAITING, 0);
		pool_count_busy(e, state_of(e, node), node, 1);
		serve(e, index, node);
		return;
	}
	longest = longest_wait(e, job, node);
	if (longest < NEVER)
		job->stamp = engine_at(e, e->now_us + longest, EVENT_WAITED,
				       index);
	else
		job->stamp = engine_stamp(e);
	enqueue(e, index);
}

void pool_release(struct sim_engine *e, int node)
{
	struct pool_state *s = state_of(e, node);

	if (s->shared)
		sharing_release(e, node);
	else if (s->busy > s->servers || s->waiting == 0 ||
		 !serve_next(e, node))
		pool_count_busy(e, state_of(e, node), node, -1);
}

void pool_served(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	int node = job->top.at;
	bool hold;

	record_fact(e, FACT_SERVED, job->key, (uint64_t)node);
	job->top.flags &= (uint8_t)~FRAME_SERVED;
	if (node_at(e, node)->to[0].count == 0) {
		e->state[node].out++;
		record_span_end(e, job, SIM_OUTCOME_OK);
		pool_release(e, node);
		flow_answer(e, index, SIM_OUTCOME_OK);
		return;
	}
	hold = node_flag(e, node, POOL_HOLD);
	flow_push(e, job, FRAME_POOL, node);
	if (hold)
		job->top.flags |= FRAME_HOLDS;
	else
		pool_release(e, node);
	flow_next(e, index);
}

void pool_give_up(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	int node = job->top.at;
	bool waited = (job->flags & JOB_WAITING) != 0;

	stats_count(e->stats, node, STATS_DROPPED);
	record_span_end(e, job, SIM_OUTCOME_GAVE_UP);
	job->stamp = 0;
	job->top.flags &= (uint8_t)~FRAME_SERVED;
	if (waited)
		pool_leave_queue(e, job, state_of(e, node), node);
	else if (state_of(e, node)->shared)
		sharing_leave(e, index, node);
	else
		pool_release(e, node);
	flow_answer(e, index, SIM_OUTCOME_GAVE_UP);
}

void pool_waited(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);
	int node = job->top.at;

	pool_leave_queue(e, job, state_of(e, node), node);
	e->state[node].refused++;
	stats_count(e->stats, node, STATS_EXPIRED);
	record_span_end(e, job, SIM_OUTCOME_FULL);
	flow_answer(e, index, SIM_OUTCOME_FULL);
}
