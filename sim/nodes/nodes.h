/*
 * What the engine, and nodes, ask of the nodes of each type.
 *
 * A node is called by x_enter or x_pass, hears of a change of one of its
 * numbers by x_changed, and of its own event (engine_alarm) by a function of
 * its own.  Part of engine_internal.h.
 */
#ifndef GAMEDAY_SIM_NODES_NODES_H
#define GAMEDAY_SIM_NODES_NODES_H

#include "sim/engine_internal.h"

/* Filters tell whether the call goes on to the next node; if not, they have
 * seen to it themselves. */
bool limiter_pass(struct sim_engine *e, uint32_t job, int node);
bool gate_pass(struct sim_engine *e, uint32_t job, int node);
bool cap_pass(struct sim_engine *e, uint32_t job, int node);
void rewrite_pass(struct sim_engine *e, struct job *job, int at);
int split_branch(const struct sim_engine *e, const struct job *job, int node);
void job_rewrite(struct job *job, int attribute, const uint8_t *map);

void source_start(struct sim_engine *e, int node);
void source_arrival(struct sim_engine *e, int node);
void source_changed(struct sim_engine *e, int node, int slot);
/* What a client of a closed loop has sent is over. */
void source_answered(struct sim_engine *e, int node, uint32_t client);

void pool_start(struct sim_engine *e, int node);
void pool_finish(struct pool_state *state);
void pool_copy(struct pool_state *to, const struct pool_state *from);
size_t pool_bytes(const struct pool_state *state);
void pool_enter(struct sim_engine *e, uint32_t index, int node);
void pool_served(struct sim_engine *e, uint32_t index);
void pool_waited(struct sim_engine *e, uint32_t index);
/* What was called while the server was held has answered. */
void pool_release(struct sim_engine *e, int node);
/* The job leaves the pool that it waits for or is served by: "gave up". */
void pool_give_up(struct sim_engine *e, uint32_t index);
/* Sets how many servers there are and starts those who wait. */
void pool_resize(struct sim_engine *e, int node, double servers);
/* The same, for the share of them that is there. */
void pool_keep(struct sim_engine *e, int node, double share);
/* Seconds that the job's service takes. */
double pool_service(const struct sim_engine *e, const struct job *job,
		    int node);
/* Servers busy, as an integral over time, in server-microseconds. */
double pool_busy_integral(struct sim_engine *e, int node);

void limiter_start(struct sim_engine *e, int node);
void limiter_changed(struct sim_engine *e, int node, int slot, double before);
double limiter_level(const struct sim_engine *e, int node);

void router_start(struct sim_engine *e, int node);
/* The route that the call takes; -1: the router has seen to it. */
int router_branch(struct sim_engine *e, uint32_t index, int node);
/* The route of the job's top frame has answered.  False when another one is
 * called; else the answer goes on below. */
bool router_returned(struct sim_engine *e, uint32_t job,
		     enum sim_outcome outcome);
double router_level(const struct sim_engine *e, int node);

void fault_start(struct sim_engine *e, int node);
void fault_finish(struct fault_state *s);
void fault_copy(struct fault_state *to, const struct fault_state *from);
size_t fault_bytes(const struct fault_state *s);
/* It begins, ends or has been changed. */
void fault_alarm(struct sim_engine *e, int node);
bool fault_pass(struct sim_engine *e, uint32_t job, int node);
/* What is behind the fault of the job's top frame has answered, or it is time
 * to go on.  False when the fault has seen to it; else the frame is gone and
 * the answer, perhaps another one, goes on below. */
bool fault_answered(struct sim_engine *e, uint32_t job,
		    enum sim_outcome *outcome);
double fault_level(const struct sim_engine *e, int node);

void burn_start(struct sim_engine *e, int node);
void burn_finish(struct burn_state *s);
void burn_copy(struct burn_state *to, const struct burn_state *from);
size_t burn_bytes(const struct burn_state *s);
void burn_look(struct sim_engine *e, int node);
void burn_changed(struct sim_engine *e, int node, int slot);
/* The node that it watches has given an answer. */
void burn_tell(struct sim_engine *e, int node, enum sim_outcome outcome,
	       int64_t took_us);

void guard_start(struct sim_engine *e, int node);
void guard_finish(struct guard_state *s);
void guard_copy(struct guard_state *to, const struct guard_state *from);
size_t guard_bytes(const struct guard_state *s);
void guard_look(struct sim_engine *e, int node);
void guard_changed(struct sim_engine *e, int node, int slot);
void guard_tell(struct sim_engine *e, int node, enum sim_outcome outcome,
		int64_t took_us);
/* A parameter has been changed: told to all guardrails. */
void guard_see(struct sim_engine *e, int parameter, double before);

void cap_start(struct sim_engine *e, int node);
void cap_changed(struct sim_engine *e, int node, int slot, double before);
/* Takes the price of a task from the buckets of the caps that it passed. */
void cap_charge(struct sim_engine *e, const struct job *job, int api,
		double usd);
double cap_level(const struct sim_engine *e, int node);

void caller_start(struct sim_engine *e, int node);
/* Whether the caller is a simple one, now that a parameter may have changed. */
void caller_decide(struct sim_engine *e, int node);
void caller_enter(struct sim_engine *e, uint32_t index, int node);
void caller_timeout(struct sim_engine *e, uint32_t index);
/* caller_timer.c: the event of a caller's deadlines. */
void caller_deadline(struct sim_engine *e, int node, uint32_t stamp);
void caller_retry(struct sim_engine *e, uint32_t index);
/* The attempt of the job's top frame is answered.  False when another one
 * follows; else the frame is gone and the answer goes on below. */
bool caller_returned(struct sim_engine *e, uint32_t job,
		     enum sim_outcome outcome);
/* backoff.c: seconds that the caller on top waits before its next attempt. */
double caller_backoff(const struct sim_engine *e, const struct job *job);
/* throttle.c: whether the caller on top, which throttles itself, makes an
 * attempt, and what became of it. */
bool throttle_passes(struct sim_engine *e, const struct job *job);
void throttle_tell(struct sim_engine *e, int node, enum sim_outcome outcome);
/* The attempt of the job's top frame, made by copies, has come to that. */
void caller_settled(struct sim_engine *e, uint32_t index,
		    enum sim_outcome outcome);
/* Answers "gave up": the caller is between attempts, or copies make one. */
void caller_give_up(struct sim_engine *e, uint32_t index);

/* hedge.c: attempts that are made by several copies of the call. */
bool hedge_wanted(const struct sim_engine *e, int node, double timeout);
void hedge_begin(struct sim_engine *e, uint32_t index);
/* It is time to send another copy. */
void hedge_more(struct sim_engine *e, uint32_t index);
/* A copy has its answer. */
void hedge_answered(struct sim_engine *e, uint32_t index,
		    enum sim_outcome outcome);
/* The attempt is over: the copies that are left run on with nobody waiting,
 * or, with `cancel`, are told to stop.  The outcome is how theirs is recorded
 * as seen from the caller. */
void hedge_end(struct sim_engine *e, struct job *job, enum sim_outcome outcome,
	       bool cancel);
void hedge_timeout(struct sim_engine *e, struct job *job);
/* Stops the copy if it waits in a pool or is served there. */
void hedge_cancel(struct sim_engine *e, uint32_t index);

double caller_level(const struct sim_engine *e, int node);
void key_unref(struct sim_engine *e, uint32_t index);

void api_start(struct sim_engine *e, int node);
void api_enter(struct sim_engine *e, uint32_t index, int node);
void api_done(struct sim_engine *e, uint32_t task);
void api_told(struct sim_engine *e, uint32_t task);
void api_changed(struct sim_engine *e, int node, int slot, double before);
/* Ends the row of the job's call if it is still open. */
void api_end_call(struct sim_engine *e, struct job *job,
		  enum sim_outcome outcome);
double api_price(const struct sim_engine *e, int node, const struct job *job);

void cache_start(struct sim_engine *e, int node);
void cache_finish(struct cache_state *state);
void cache_copy(struct cache_state *to, const struct cache_state *from);
size_t cache_bytes(const struct cache_state *state);
void cache_enter(struct sim_engine *e, uint32_t index, int node);
/* The fill of the job's top frame is answered; gives the answer that goes on
 * below, the frame being gone. */
enum sim_outcome cache_filled(struct sim_engine *e, uint32_t index,
			      enum sim_outcome outcome);
/* The job has its answer from the cache. */
void cache_left(struct sim_engine *e, struct job *job,
		enum sim_outcome outcome);
void cache_changed(struct sim_engine *e, int node, int slot, double before);
/* Share of the calls of this second that were answered ok from what is held;
 * without calls that of the second before. */
double cache_level(const struct sim_engine *e, int node);
/* A second is over. */
void cache_second(struct sim_engine *e, int node);

void scaler_start(struct sim_engine *e, int node);
void scaler_look(struct sim_engine *e, int node);
void scaler_land(struct sim_engine *e, int node);
void scaler_changed(struct sim_engine *e, int node, int slot);
/* A command has set the servers of a pool. */
void scaler_floor(struct sim_engine *e, int pool, double servers);

#endif
