/*
 * A pool with the discipline "ps": processor sharing.  node_pool.c hands on to
 * here what is about such a pool.
 */
#ifndef GAMEDAY_SIM_NODES_POOL_SHARING_H
#define GAMEDAY_SIM_NODES_POOL_SHARING_H

#include "sim/engine_internal.h"

void sharing_start(struct sim_engine *e, int node);
/* `to` is a copy of all but the heap. */
void sharing_copy(struct sharing *to, const struct sharing *from);
void sharing_enter(struct sim_engine *e, uint32_t index, int node);
/* The first is done: the node's own event. */
void sharing_due(struct sim_engine *e, int node);
/* One leaves who is not done. */
void sharing_leave(struct sim_engine *e, uint32_t index, int node);
/* What was called by one who is done has answered, or there was nothing. */
void sharing_release(struct sim_engine *e, int node);
void sharing_resize(struct sim_engine *e, int node, uint32_t servers);

#endif
