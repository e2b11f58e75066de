#include "sim/engine_internal.h"

#include "sim/nodes/breaker.h"

#include <math.h>

/*
 * Chooses one of several routes: by the request's class, else by weight, and
 * takes another one when the answer of the first is a failure.
 *
 * By weight: each route has a lot of its own for the request, exponential with
 * the weight as its rate, and the smallest wins.  So a route is chosen with its
 * share of the weights, and another weight moves requests only to, or from, the
 * route whose weight it is: weighted rendezvous hashing by the logarithmic
 * method (Schindelhauer and Schomaker, "Weighted distributed hash tables",
 * SPAA 2005).
 *
 * A route whose answers fail too often is ejected, as outlier detection of a
 * proxy does, and one call probes after a while whether it is well again: it is
 * a circuit breaker for each route.  When every route is ejected, none is.
 */
static struct breaker *health_of(const struct sim_engine *e, int node,
				 int route)
{
	return &e->state[node].router.health[route];
}

static bool judges(const struct sim_engine *e, int node)
{
	return node_flag(e, node, ROUTER_EJECT_SHARE);
}

static struct breaker_policy policy_of(const struct sim_engine *e, int node)
{
	return (struct breaker_policy){
		node_value(e, node, ROUTER_EJECT_SHARE),
		node_value(e, node, ROUTER_EJECT_MIN),
		microseconds(node_value(e, node, ROUTER_EJECT_WINDOW)),
		microseconds(node_value(e, node, ROUTER_EJECT_S)),
		.retries = false,
	};
}

/* Whether the route is well; *trial: the call is to find that out. */
static bool is_well(struct sim_engine *e, int node, int route, bool *trial)
{
	struct breaker_policy policy;

	*trial = false;
	if (!judges(e, node))
		return true;
	policy = policy_of(e, node);
	return breaker_allows(health_of(e, node, route), &policy, e->now_us,
			      trial);
}

static void tell_health(struct sim_engine *e, const struct frame *f,
			enum sim_outcome outcome)
{
	const struct model_router *r = &node_at(e, f->node)->router;
	struct breaker *health = health_of(e, f->node, f->branch);
	bool trial = (f->flags & FRAME_TRIAL) != 0;
	bool failed = (r->fails >> outcome & 1) != 0;
	struct breaker_policy policy;

	if (!judges(e, f->node) && !health->open)
		return;
	policy = policy_of(e, f->node);
	if (failed || outcome == SIM_OUTCOME_OK)
		breaker_tell(health, &policy, e->now_us, trial, failed);
	else
		breaker_forget(health, trial);
}

/* Whose lots are drawn: the person's, or this one call's. */
static uint64_t lots_key(const struct sim_engine *e, const struct job *job,
			 int node)
{
	uint32_t person;

	if (!node_flag(e, node, ROUTER_STICKY))
		return draw_key(e, job, node, job_salt(job), PURPOSE_ROUTE);
	person = flow_person(e, job);
	return random_fold(person == NONE ? job->key
					  : person_at(e, person)->key,
			   node_at(e, node)->key + PURPOSE_ROUTE);
}

/* The route by class or weight without those `left_out`, or -1. */
static int choose(const struct sim_engine *e, const struct job *job, int node,
		  uint32_t left_out)
{
	const struct model_node *m = node_at(e, node);
	const struct model_router *r = &m->router;
	uint8_t value = m->attribute < 0 ? MODEL_UNSET
					 : job->value[m->attribute];
	uint64_t key;
	double least = INFINITY;
	int best = -1;

	if (value != MODEL_UNSET && r->of_value[value] != MODEL_UNSET &&
	    !(left_out >> r->of_value[value] & 1))
		return r->of_value[value];
	key = lots_key(e, job, node);
	for (int i = 0; i < r->count; i++) {
		double weight = e->value[r->weights + i];
		double lot;

		if (weight <= 0.0 || (left_out >> i & 1))
			continue;
		lot = ziggurat_exponential(random_fold(key, (uint64_t)i)) /
		      weight;
		if (lot < least) {
			least = lot;
			best = i;
		}
	}
	return best;
}

/* The first route of the failover's order that is well, or -1. */
static int next_in_order(struct sim_engine *e, int node, uint32_t left_out,
			 bool *trial)
{
	const struct model_router *r = &node_at(e, node)->router;

	for (int i = 0; i < r->failovers; i++) {
		if (!(left_out >> r->failover[i] & 1) &&
		    is_well(e, node, r->failover[i], trial))
			return r->failover[i];
	}
	return -1;
}

static int first_route(struct sim_engine *e, const struct job *job, int node,
		       bool *trial)
{
	uint32_t left_out = 0;
	int route;

	while ((route = choose(e, job, node, left_out)) >= 0) {
		if (is_well(e, node, route, trial))
			return route;
		left_out |= 1u << route;
	}
	route = next_in_order(e, node, left_out, trial);
	return route >= 0 ? route : choose(e, job, node, 0);
}

void router_start(struct sim_engine *e, int node)
{
	for (int route = 0; route < MODEL_ROUTES_MAX; route++)
		breaker_start(health_of(e, node, route));
}

static void take(struct frame *f, int route, bool trial)
{
	f->branch = (uint8_t)route;
	f->step = 0;
	f->number++;
	f->aux |= 1u << route;
	f->flags = trial ? FRAME_TRIAL : 0;
}

int router_branch(struct sim_engine *e, uint32_t index, int node)
{
	struct job *job = job_at(e, index);
	struct frame *f;
	bool trial;
	int route = first_route(e, job, node, &trial);

	if (route < 0) {
		flow_refuse(e, index, node, SIM_OUTCOME_SHED);
		return -1;
	}
	if (node_at(e, node)->router.failovers == 0 && !judges(e, node))
		return route;
	f = flow_push(e, job, FRAME_ROUTER, node);
	f->aux = 0;
	take(f, route, trial);
	flow_next(e, index);
	return -1;
}

bool router_returned(struct sim_engine *e, uint32_t index,
		     enum sim_outcome outcome)
{
	struct job *job = job_at(e, index);
	struct frame *f = &job->top;
	int node = f->node;
	int route = -1;
	bool trial;

	tell_health(e, f, outcome);
	if (node_at(e, node)->router.fails >> outcome & 1 &&
	    !flow_is_orphan(e, job))
		route = next_in_order(e, node, f->aux, &trial);
	if (route < 0) {
		e->state[node].out += outcome == SIM_OUTCOME_OK;
		return true;
	}
	stats_count(e->stats, node, STATS_FAILOVERS);
	take(f, route, trial);
	flow_next(e, index);
	return false;
}

double router_level(const struct sim_engine *e, int node)
{
	double ejected = 0.0;

	for (int route = 0; route < MODEL_ROUTES_MAX; route++)
		ejected += health_of(e, node, route)->open;
	return judges(e, node) ? ejected : 0.0;
}
