#include "sim/engine_internal.h"

/*
 * Servers and a queue.  A call waits, is served, then calls what is behind the
 * pool; with `hold` it keeps its server until that has answered, as a thread
 * that blocks does.
 *
 * There is one list for each rank of priority; FIFO and LIFO use the first.
 */
static struct pool_state *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].pool;
}

static void count_busy(struct sim_engine *e, int node, int change)
{
	struct pool_state *s = state_of(e, node);

	s->busy_us += s->busy * (double)(e->now_us - s->changed_us);
	s->changed_us = e->now_us;
	s->busy = (uint32_t)((int)s->busy + change);
}

double pool_busy_integral(struct sim_engine *e, int node)
{
	count_busy(e, node, 0);
	return state_of(e, node)->busy_us;
}

static const struct law *service_law(const struct sim_engine *e,
				     const struct by_value *times,
				     const struct press *press)
{
	int value = 0;

	if (times->attribute >= 0)
		value = press->value[times->attribute];
	return &e->model->laws[times->first + value];
}

static void serve(struct sim_engine *e, uint32_t index)
{
	struct frame *f = frame_at(e, index);
	const struct model_node *node = node_at(e, f->node);
	const struct press *press = press_at(e, f->press);
	double seconds = 0.0;

	count_busy(e, f->node, 1);
	f->start_us = e->now_us;
	record_span_start(e, f->span, f->press);
	if (node->times.given)
		seconds = law_sample(service_law(e, &node->times, press),
				     e->value,
				     draw_key(e, f->press, f->node, f->salt,
					      PURPOSE_SERVICE));
	f->pending++;
	engine_at(e, e->now_us + microseconds(seconds), EVENT_SERVED, index);
}

static int rank_of(const struct sim_engine *e, const struct frame *f)
{
	const struct model_node *node = node_at(e, f->node);
	uint8_t value;

	if (node->discipline != DISCIPLINE_PRIORITY)
		return 0;
	value = press_at(e, f->press)->value[node->rank_attribute];
	return value == MODEL_UNSET ? node->rank_unset : node->rank[value];
}

static void enqueue(struct sim_engine *e, uint32_t index)
{
	struct frame *f = frame_at(e, index);
	struct pool_state *s = state_of(e, f->node);
	int rank = rank_of(e, f);

	f->next = NONE;
	f->previous = s->tail[rank];
	if (s->tail[rank] != NONE)
		frame_at(e, s->tail[rank])->next = index;
	else
		s->head[rank] = index;
	s->tail[rank] = index;
	s->waiting++;
	f->flags |= FRAME_WAITING;
}

static void unqueue(struct sim_engine *e, uint32_t index)
{
	struct frame *f = frame_at(e, index);
	struct pool_state *s = state_of(e, f->node);
	int rank = rank_of(e, f);

	if (f->previous != NONE)
		frame_at(e, f->previous)->next = f->next;
	else
		s->head[rank] = f->next;
	if (f->next != NONE)
		frame_at(e, f->next)->previous = f->previous;
	else
		s->tail[rank] = f->previous;
	s->waiting--;
	f->flags &= (uint8_t)~FRAME_WAITING;
}

static uint32_t next_waiting(const struct sim_engine *e, int node)
{
	const struct pool_state *s = state_of(e, node);
	int rank = 0;

	if (node_at(e, node)->discipline == DISCIPLINE_LIFO)
		return s->tail[0];
	while (s->head[rank] == NONE)
		rank++;
	return s->head[rank];
}

static void pull(struct sim_engine *e, int node)
{
	struct pool_state *s = state_of(e, node);

	while (s->waiting > 0 && s->busy < s->servers) {
		uint32_t index = next_waiting(e, node);
		const struct frame *f = frame_at(e, index);

		unqueue(e, index);
		if (node_flag(e, node, POOL_DROP) &&
		    flow_is_orphan(e, f->press, f->attempt))
			flow_close(e, index, SIM_OUTCOME_GAVE_UP);
		else
			serve(e, index);
	}
}

void pool_start(struct sim_engine *e, int node)
{
	struct pool_state *s = state_of(e, node);

	for (int i = 0; i < STATE_VALUES; i++)
		s->head[i] = s->tail[i] = NONE;
	s->servers = node_value(e, node, POOL_SERVERS);
	s->changed_us = e->now_us;
}

void pool_resize(struct sim_engine *e, int node, double servers)
{
	state_of(e, node)->servers = servers;
	pull(e, node);
}

void pool_enter(struct sim_engine *e, const struct call *call)
{
	const struct pool_state *s = state_of(e, call->node);
	bool waits = s->busy >= s->servers;
	double longest = node_value(e, call->node, POOL_MAX_WAIT);
	uint32_t index;

	if (waits && s->waiting >= node_value(e, call->node, POOL_QUEUE)) {
		flow_refuse(e, call, SIM_OUTCOME_FULL);
		return;
	}
	index = flow_open(e, call, FRAME_POOL);
	if (node_flag(e, call->node, POOL_ACKNOWLEDGE))
		person_acknowledge(e, call->press);
	if (!waits) {
		serve(e, index);
		return;
	}
	enqueue(e, index);
	if (longest > 0.0) {
		frame_at(e, index)->pending++;
		engine_at(e, e->now_us + microseconds(longest), EVENT_WAITED,
			  index);
	}
}

static void free_server(struct sim_engine *e, int node)
{
	count_busy(e, node, -1);
	pull(e, node);
}

void pool_served(struct sim_engine *e, uint32_t frame_index)
{
	struct frame *f = frame_at(e, frame_index);
	int node = f->node;

	if (!flow_unpend(e, frame_index))
		return;
	if (node_at(e, node)->to[0].count == 0) {
		free_server(e, node);
		flow_close(e, frame_index, SIM_OUTCOME_OK);
		return;
	}
	if (node_flag(e, node, POOL_HOLD))
		f->flags |= FRAME_HOLDS;
	else
		free_server(e, node);
	flow_step(e, frame_index);
}

void pool_waited(struct sim_engine *e, uint32_t frame_index)
{
	struct frame *f = frame_at(e, frame_index);

	if (!flow_unpend(e, frame_index) || !(f->flags & FRAME_WAITING))
		return;
	unqueue(e, frame_index);
	e->state[f->node].refused++;
	flow_close(e, frame_index, SIM_OUTCOME_FULL);
}

void pool_returned(struct sim_engine *e, uint32_t frame_index,
		   enum sim_outcome outcome)
{
	const struct frame *f = frame_at(e, frame_index);

	if (f->flags & FRAME_HOLDS)
		free_server(e, f->node);
	flow_close(e, frame_index, outcome);
}
