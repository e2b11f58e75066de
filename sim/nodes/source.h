/*
 * When people come: what a source asks of its kind of arrivals, and what the
 * kinds share.  node_source.c chooses the kind.
 *
 * Each kind sets the source's event (source.armed) itself.  The n-th request
 * of a source, or of a client, has a key of its own, so that its draws are the
 * same whenever it comes.
 */
#ifndef GAMEDAY_SIM_NODES_SOURCE_H
#define GAMEDAY_SIM_NODES_SOURCE_H

#include "sim/engine_internal.h"
#include "sim/lane/lane.h"

/* node_source.c */
/* The multiplier of a profile at a time: straight lines between the hours. */
double source_profile(const struct sim_engine *e, int profile, int64_t time_us);
/* Whether it is after start_s and before stop_s. */
bool source_is_open(const struct sim_engine *e, int node);
/* The key of a source's n-th request, unless the kind says else. */
uint64_t source_key(const struct sim_engine *e, int node, uint64_t n);
/* Sets the source's event; NEVER: there is none. */
static inline void source_arm(struct sim_engine *e, int node, int64_t time_us)
{
	struct source_state *s = &e->state[node].source;

	if (time_us == s->next_us)
		return;
	s->next_us = time_us;
	s->armed = 0;
	if (time_us != NEVER)
		s->armed = engine_at(e, time_us, EVENT_ARRIVAL, (uint32_t)node);
}

/* Somebody comes who is no client. */
static inline void source_sends(struct sim_engine *e, int node, uint64_t key)
{
	const struct lane *lane = &e->lane[node];

	if (lane->open)
		lane_come(e, lane, key);
	else
		person_come(e, node, key, NONE);
}

/* source_poisson.c: at random. */
void poisson_start(struct sim_engine *e, int node);
void poisson_arrival(struct sim_engine *e, int node);
void poisson_changed(struct sim_engine *e, int node, int slot);

/* source_regular.c: one after the other at the same distance. */
void regular_start(struct sim_engine *e, int node);
void regular_arrival(struct sim_engine *e, int node);
void regular_changed(struct sim_engine *e, int node, int slot);

/* source_recorded.c: when a list says so. */
void recorded_start(struct sim_engine *e, int node);
void recorded_arrival(struct sim_engine *e, int node);
void recorded_changed(struct sim_engine *e, int node, int slot);

/* source_clients.c: so many who send, wait and think. */
void clients_start(struct sim_engine *e, int node);
void clients_arrival(struct sim_engine *e, int node);
void clients_changed(struct sim_engine *e, int node, int slot);
/* What the client has sent is answered, or it has given up. */
void clients_answered(struct sim_engine *e, int node, uint32_t client);
void clients_finish(struct source_clients *clients);
void clients_copy(struct source_clients *to, const struct source_clients *from);
size_t clients_bytes(const struct source_clients *clients);

#endif
