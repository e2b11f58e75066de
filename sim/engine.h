/*
 * The engine: a model, running.
 *
 * A pure, deterministic function of (model, seed, timed parameter changes).
 * Time is int64 microseconds; 0 is the moment of the page and negative times
 * are the history before it.  Events are ordered by (time, sequence).  However
 * finely or coarsely the engine is advanced, the same facts come out, in the
 * same order, with the same hash.
 *
 * Draws belong to requests, not to the engine: they are keyed by (seed, node,
 * request, attempt, purpose), so a changed parameter changes only what it
 * touches.
 *
 * An engine is not shared between threads; its model may be.
 */
#ifndef GAMEDAY_SIM_ENGINE_H
#define GAMEDAY_SIM_ENGINE_H

#include "base/err.h"
#include "sim/model/model.h"

#include <stdbool.h>
#include <stdint.h>

/* Changes whenever the same model and seed give other facts than before. */
#define SIM_ENGINE_VERSION 3

enum sim_detail {
	SIM_FULL,    /* spans, tasks, presses: all that panels show */
	SIM_SUMMARY, /* sums of each minute; the same hash */
};

struct sim_engine;

/* Begins at start_us (usually negative, a warm-up included) with every
 * parameter at the model's default.  The model is borrowed and must outlive
 * the engine. The caller owns the engine. */
struct sim_engine *sim_engine_create(const struct sim_model *model,
				     uint64_t seed, int64_t start_us,
				     enum sim_detail detail);
void sim_engine_destroy(struct sim_engine *engine);
/* An independent copy that goes on identically. */
struct sim_engine *sim_engine_clone(const struct sim_engine *from);

/* Handles every event up to and including `until_us`.  False when a stated
 * maximum (events pending, requests in flight, rows) would be passed; the
 * engine then stays where it stopped. */
bool sim_engine_advance(struct sim_engine *engine, int64_t until_us,
			struct err *err);
int64_t sim_engine_now(const struct sim_engine *engine);
/* Bounds what may be handled in all, so that a model from outside cannot run
 * for hours: about that many events (0 = no bound of its own).  Passing it is
 * a maximum like the others. */
void sim_engine_bound(struct sim_engine *engine, uint64_t events);

/* Changes a parameter from now on.  Value must be one that is allowed. */
void sim_engine_set(struct sim_engine *engine, int parameter, double value);
double sim_engine_get(const struct sim_engine *engine, int parameter);

/* From now on the profiles of the day are read by a clock that is `ahead_us`
 * ahead of the engine's time (0 at first): another hour of the day begins. */
void sim_engine_shift_day(struct sim_engine *engine, int64_t ahead_us);

/* The hash over all facts so far. */
uint64_t sim_engine_hash(const struct sim_engine *engine);
const struct sim_model *sim_engine_model(const struct sim_engine *engine);
/* Events handled so far, and bytes of memory in use: for benchmarks. */
uint64_t sim_engine_events(const struct sim_engine *engine);
size_t sim_engine_bytes(const struct sim_engine *engine);

#endif
