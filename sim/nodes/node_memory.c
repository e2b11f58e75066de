#include "sim/engine_internal.h"
#include "sim/nodes/source.h"

/* What nodes own beside their states: a case for each type that does. */

static bool is_closed(const struct sim_engine *e, int node)
{
	return node_at(e, node)->arrivals == ARRIVALS_CLOSED;
}

void node_finish(struct sim_engine *e, int node)
{
	struct node_state *s = &e->state[node];

	switch (node_at(e, node)->type) {
	case NODE_SOURCE:
		if (is_closed(e, node))
			clients_finish(&s->source.clients);
		break;
	case NODE_POOL:
		pool_finish(&s->pool);
		break;
	case NODE_CALLER:
		deadlines_finish(&s->caller.deadlines);
		break;
	case NODE_CACHE:
		cache_finish(&s->cache);
		break;
	case NODE_FAULT:
		fault_finish(&s->fault);
		break;
	case NODE_BURN_RATE:
		burn_finish(&s->burn);
		break;
	case NODE_GUARDRAIL:
		guard_finish(&s->guard);
		break;
	default:
		break;
	}
}

void node_copy(struct sim_engine *to, const struct sim_engine *from, int node)
{
	struct node_state *t = &to->state[node];
	const struct node_state *f = &from->state[node];

	switch (node_at(from, node)->type) {
	case NODE_SOURCE:
		if (is_closed(from, node))
			clients_copy(&t->source.clients, &f->source.clients);
		break;
	case NODE_POOL:
		pool_copy(&t->pool, &f->pool);
		break;
	case NODE_CALLER:
		deadlines_copy(&t->caller.deadlines, &f->caller.deadlines);
		break;
	case NODE_CACHE:
		cache_copy(&t->cache, &f->cache);
		break;
	case NODE_FAULT:
		fault_copy(&t->fault, &f->fault);
		break;
	case NODE_BURN_RATE:
		burn_copy(&t->burn, &f->burn);
		break;
	case NODE_GUARDRAIL:
		guard_copy(&t->guard, &f->guard);
		break;
	default:
		break;
	}
}

size_t node_bytes(const struct sim_engine *e, int node)
{
	const struct node_state *s = &e->state[node];

	switch (node_at(e, node)->type) {
	case NODE_SOURCE:
		return is_closed(e, node) ? clients_bytes(&s->source.clients)
					  : 0;
	case NODE_POOL:
		return pool_bytes(&s->pool);
	case NODE_CALLER:
		return deadlines_bytes(&s->caller.deadlines);
	case NODE_CACHE:
		return cache_bytes(&s->cache);
	case NODE_FAULT:
		return fault_bytes(&s->fault);
	case NODE_BURN_RATE:
		return burn_bytes(&s->burn);
	case NODE_GUARDRAIL:
		return guard_bytes(&s->guard);
	default:
		return 0;
	}
}
