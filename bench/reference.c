#include "bench/reference.h"

#include "base/mem.h"
#include "bench/event_heap.h"
#include "bench/exponential.h"

#include <string.h>

#define NONE UINT32_MAX

enum kind { ARRIVAL, DEPARTURE, TIMEOUT };
#define KIND_BITS 2

struct customer {
	uint64_t arrived_ns;
	uint64_t deadline_ns;
	uint32_t next; /* behind it in the queue, or in the list of the free */
	uint32_t id;
	bool alive;
	char room[64 - 2 * sizeof(uint64_t) - 3 * sizeof(uint32_t)];
};

_Static_assert(sizeof(struct customer) == 64, "a customer fills a line");

/* A deadline stands for the customer who had the record with that id. */
struct deadline {
	uint64_t at_ns;
	uint32_t customer, id;
};

/* Durations, drawn one ahead: nobody then waits for the draw, least of all the
 * processor that has to know which event is next. */
struct clockwork {
	struct random_stream stream;
	double mean_ns;
	uint64_t next_ns;
};

struct loop {
	struct event_heap heap;
	struct exponential tables;
	struct clockwork arrivals, services;
	uint64_t sequence;

	struct customer *pool;
	uint32_t pool_size, pool_used, free;
	uint32_t first, last; /* of the queue; first is being served */
	uint32_t arrived, wanted;

	struct deadline *ring; /* from ring_head to before ring_tail */
	uint32_t ring_size, ring_head, ring_tail;
	uint64_t timeout_ns;
	bool timer_set;

	uint64_t sojourn_ns, events, expired;
	struct reference_result *result;
};

unsigned reference_bucket(uint64_t ns)
{
	unsigned doubling;

	if (ns < 8)
		return (unsigned)ns;
	doubling = 63u - (unsigned)__builtin_clzll(ns);
	return (doubling - 2) * 8 + (unsigned)((ns >> (doubling - 3)) & 7);
}

uint64_t reference_bucket_ns(unsigned bucket)
{
	if (bucket < 8)
		return bucket;
	return (UINT64_C(8) + bucket % 8) << (bucket / 8 - 1);
}

static struct event event_at(struct loop *loop, uint64_t at_ns, enum kind kind)
{
	return (struct event){ at_ns,
			       loop->sequence++ << KIND_BITS | (uint64_t)kind };
}

static uint64_t draw_ns(const struct loop *loop, struct clockwork *clockwork)
{
	uint64_t ns = clockwork->next_ns;

	clockwork->next_ns =
		(uint64_t)(int64_t)(exponential_draw(&loop->tables,
						     &clockwork->stream) *
					    clockwork->mean_ns +
				    0.5);
	return ns;
}

static struct customer *customer_take(struct loop *loop, uint32_t *index)
{
	if (loop->free != NONE) {
		*index = loop->free;
		loop->free = loop->pool[*index].next;
		return &loop->pool[*index];
	}
	if (loop->pool_used == loop->pool_size) {
		loop->pool_size *= 2;
		loop->pool = mem_realloc(loop->pool, loop->pool_size,
					 sizeof(*loop->pool));
	}
	*index = loop->pool_used++;
	return &loop->pool[*index];
}

/* Room for one more: twice the size, and what had wrapped moves behind. */
static void ring_grow(struct loop *loop)
{
	struct deadline *ring = mem_realloc(NULL, 2 * (size_t)loop->ring_size,
					    sizeof(*ring));

	for (uint32_t i = loop->ring_head; i != loop->ring_tail; i++)
		ring[i & (2 * loop->ring_size - 1)] =
			loop->ring[i & (loop->ring_size - 1)];
	free(loop->ring);
	loop->ring = ring;
	loop->ring_size *= 2;
}

static void timeout_arm(struct loop *loop, struct customer *customer,
			uint32_t index, uint64_t now_ns)
{
	customer->deadline_ns = now_ns + loop->timeout_ns;
	if (loop->ring_tail - loop->ring_head == loop->ring_size)
		ring_grow(loop);
	loop->ring[loop->ring_tail++ & (loop->ring_size - 1)] =
		(struct deadline){ customer->deadline_ns, index, customer->id };
	if (!loop->timer_set) {
		loop->timer_set = true;
		event_heap_push(&loop->heap,
				event_at(loop, customer->deadline_ns, TIMEOUT));
	}
}

static bool deadline_stands(const struct loop *loop, const struct deadline *d)
{
	const struct customer *customer = &loop->pool[d->customer];

	return customer->alive && customer->id == d->id;
}

/* Deadlines of those who have left are dropped as they come to the front. */
static void ring_drop_left(struct loop *loop)
{
	while (loop->ring_head != loop->ring_tail &&
	       !deadline_stands(
		       loop,
		       &loop->ring[loop->ring_head & (loop->ring_size - 1)]))
		loop->ring_head++;
}

/* The timer may be for one who has left: then it only moves on. */
static void on_timeout(struct loop *loop, uint64_t now_ns)
{
	ring_drop_left(loop);
	while (loop->ring_head != loop->ring_tail) {
		const struct deadline *first =
			&loop->ring[loop->ring_head & (loop->ring_size - 1)];

		if (first->at_ns > now_ns) {
			event_heap_replace(&loop->heap,
					   event_at(loop, first->at_ns,
						    TIMEOUT));
			return;
		}
		loop->expired++;
		loop->ring_head++;
		ring_drop_left(loop);
	}
	loop->timer_set = false;
	event_heap_pop(&loop->heap);
}

static void on_arrival(struct loop *loop, uint64_t now_ns, bool timeouts)
{
	uint32_t index;
	struct customer *customer = customer_take(loop, &index);

	customer->arrived_ns = now_ns;
	customer->next = NONE;
	customer->id = loop->arrived++;
	customer->alive = true;
	if (loop->arrived < loop->wanted)
		event_heap_replace(
			&loop->heap,
			event_at(loop, now_ns + draw_ns(loop, &loop->arrivals),
				 ARRIVAL));
	else
		event_heap_pop(&loop->heap);
	if (timeouts)
		timeout_arm(loop, customer, index, now_ns);
	if (loop->first != NONE) {
		loop->pool[loop->last].next = index;
	} else {
		loop->first = index;
		event_heap_push(
			&loop->heap,
			event_at(loop, now_ns + draw_ns(loop, &loop->services),
				 DEPARTURE));
	}
	loop->last = index;
}

static void on_departure(struct loop *loop, uint64_t now_ns, bool timeouts)
{
	uint32_t index = loop->first;
	struct customer *customer = &loop->pool[index];
	uint64_t sojourn_ns = now_ns - customer->arrived_ns;

	loop->result->histogram[reference_bucket(sojourn_ns)]++;
	loop->sojourn_ns += sojourn_ns;
	loop->first = customer->next;
	if (loop->first != NONE)
		event_heap_replace(
			&loop->heap,
			event_at(loop, now_ns + draw_ns(loop, &loop->services),
				 DEPARTURE));
	else
		event_heap_pop(&loop->heap);
	customer->alive = false;
	customer->next = loop->free;
	loop->free = index;
	if (timeouts)
		ring_drop_left(loop);
}

/* One copy for each form, so that the plain one does not even ask. */
static inline void serve(struct loop *loop, bool timeouts)
{
	while (loop->heap.count > 0) {
		struct event event = event_heap_top(&loop->heap);

		switch ((enum kind)(event.order & ((1u << KIND_BITS) - 1))) {
		case ARRIVAL:
			on_arrival(loop, event.at_ns, timeouts);
			break;
		case DEPARTURE:
			on_departure(loop, event.at_ns, timeouts);
			break;
		case TIMEOUT:
			on_timeout(loop, event.at_ns);
			break;
		}
		loop->events++;
	}
}

void reference_run(const struct reference_setup *setup,
		   struct reference_result *result)
{
	struct loop loop = {
		.arrivals = { .stream = { random_fold(setup->seed, 1) },
			      .mean_ns = 1e9 / setup->arrivals_per_s },
		.services = { .stream = { random_fold(setup->seed, 2) },
			      .mean_ns = 1e9 * setup->service_s },
		.pool_size = 1024,
		.free = NONE,
		.first = NONE,
		.wanted = (uint32_t)setup->customers,
		.ring_size = 1024,
		.timeout_ns = (uint64_t)(setup->timeout_s * 1e9),
		.result = result,
	};

	assert(setup->customers >= 1 && setup->customers <= 1u << 31);
	memset(result, 0, sizeof(*result));
	event_heap_init(&loop.heap);
	exponential_init(&loop.tables);
	draw_ns(&loop, &loop.arrivals);
	draw_ns(&loop, &loop.services);
	loop.pool = mem_realloc(NULL, loop.pool_size, sizeof(*loop.pool));
	loop.ring = mem_realloc(NULL, loop.ring_size, sizeof(*loop.ring));
	event_heap_push(&loop.heap, event_at(&loop, 0, ARRIVAL));
	if (setup->timeout_s > 0.0)
		serve(&loop, true);
	else
		serve(&loop, false);
	result->events = loop.events;
	result->expired = loop.expired;
	result->mean_sojourn_s = (double)loop.sojourn_ns * 1e-9 /
				 (double)setup->customers;
	free(loop.ring);
	free(loop.pool);
}
