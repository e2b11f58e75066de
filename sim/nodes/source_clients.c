#include "sim/nodes/source.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

/*
 * A closed loop: each client sends a request, waits for the answer, thinks, and
 * sends the next one.  All begin by thinking.
 *
 * A client is a person for each of its requests.  Here are those who think, in
 * a heap by the time when they send.  Who is one too many goes when its
 * thinking is over, or when it has its answer.
 */
static struct source_clients *state_of(const struct sim_engine *e, int node)
{
	return &e->state[node].source.clients;
}

/* The key of the client's request that comes next. */
static uint64_t next_key(const struct sim_engine *e, int node, uint32_t client)
{
	return random_fold(source_key(e, node, client),
			   state_of(e, node)->client[client].sent);
}

static void arm(struct sim_engine *e, int node)
{
	const struct event *first = heap_first(&state_of(e, node)->thinking);

	source_arm(e, node, first != NULL ? first->time : NEVER);
}

/* A thought takes at least a microsecond, so that time goes on. */
static void think(struct sim_engine *e, int node, uint32_t client)
{
	const struct law *law = &node_at(e, node)->law[SOURCE_CLIENT_THINK];
	struct source_clients *s = state_of(e, node);
	int64_t us = 0;

	if (law->kind != LAW_NONE)
		us = microseconds(
			law_sample(law, e->value,
				   random_fold(next_key(e, node, client),
					       PURPOSE_CLIENT)));
	s->client[client].state = CLIENT_THINKS;
	heap_push(&s->thinking,
		  (struct event){ e->now_us + (us > 0 ? us : 1), client });
}

static uint32_t wanted(const struct sim_engine *e, int node)
{
	return (uint32_t)node_value(e, node, SOURCE_CLIENTS);
}

/* Those who are missing begin. */
static void fill(struct sim_engine *e, int node)
{
	struct source_clients *s = state_of(e, node);
	uint32_t count = wanted(e, node);

	if (count > s->count) {
		s->client = mem_realloc(s->client, count, sizeof *s->client);
		memset(s->client + s->count, 0,
		       (count - s->count) * sizeof *s->client);
		s->count = count;
	}
	for (uint32_t i = 0; i < count; i++) {
		if (s->client[i].state == CLIENT_ABSENT)
			think(e, node, i);
	}
	arm(e, node);
}

void clients_start(struct sim_engine *e, int node)
{
	*state_of(e, node) = (struct source_clients){ .count = 0 };
	fill(e, node);
}

void clients_arrival(struct sim_engine *e, int node)
{
	struct source_clients *s = state_of(e, node);
	uint32_t client = (uint32_t)heap_first(&s->thinking)->order;
	bool sends = client < wanted(e, node);
	uint64_t key = next_key(e, node, client);

	heap_take(&s->thinking);
	arm(e, node);
	s->client[client].state = sends ? CLIENT_WAITS : CLIENT_ABSENT;
	if (!sends)
		return;
	s->client[client].sent++;
	person_come(e, node, key, client);
}

void clients_answered(struct sim_engine *e, int node, uint32_t client)
{
	if (client < wanted(e, node)) {
		think(e, node, client);
		arm(e, node);
	} else {
		state_of(e, node)->client[client].state = CLIENT_ABSENT;
	}
}

void clients_changed(struct sim_engine *e, int node, int slot)
{
	if (slot == SOURCE_CLIENTS)
		fill(e, node);
}

void clients_finish(struct source_clients *s)
{
	heap_finish(&s->thinking);
	free(s->client);
}

void clients_copy(struct source_clients *to, const struct source_clients *from)
{
	heap_copy(&to->thinking, &from->thinking);
	if (from->count == 0)
		return;
	to->client = mem_alloc(from->count * sizeof *to->client);
	memcpy(to->client, from->client, from->count * sizeof *to->client);
}

size_t clients_bytes(const struct source_clients *s)
{
	return s->count * sizeof *s->client +
	       s->thinking.capacity * sizeof(struct event);
}
