/*
 * The simulated system with all that changes it.
 *
 * A parameter's value is the model's default, moved by the pack's timeline,
 * and over that the layers in force (measures, words, injects) in the order in
 * which they came.  A layer that is taken away leaves what would be without it.
 */
#ifndef GAMEDAY_DRILL_WORLD_H
#define GAMEDAY_DRILL_WORLD_H

#include "base/arena.h"
#include "base/err.h"
#include "base/vec.h"
#include "scenarios/draw.h"
#include "sim/engine.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Events of one drill at most, which is a few seconds of work: packs come from
 * others, too.  Going on after it may take so many times as much. */
#define WORLD_EVENTS_MAX UINT64_C(8000000)
#define WORLD_LATER 64

enum layer_kind { LAYER_MEASURE, LAYER_WORDS, LAYER_INJECT };

struct layer_change {
	int parameter;
	enum pack_change_verb verb;
	double value;
};

struct layer {
	enum layer_kind kind;
	size_t index;	 /* which measure, word effect, inject */
	double strength; /* 1 = full size */
	const struct layer_change *changes;
	size_t count;
};

/* A parameter of the engine that was changed, for good in this order. */
struct world_set {
	int64_t at_us;
	int parameter;
	double value;
};

struct world {
	struct sim_engine *engine;
	uint64_t seed; /* the engine's, and when it began */
	int64_t start_us;
	const struct cast_change *timeline;
	size_t timeline_count, timeline_next;
	double *base; /* per parameter, without layers */
	struct {
		VEC_OF(struct layer);
	} layers;
	struct {
		VEC_OF(struct world_set);
	} sets;
};

/* Starts the engine, with a seed of its own, at the beginning of the history.
 * `quiet` leaves out the variant's own timeline. */
void world_init(struct world *world, const struct cast *cast, uint64_t seed,
		bool quiet, struct arena *arena);
void world_finish(struct world *world);
void world_copy(struct world *to, const struct world *from);
/* The same world at the same moment, with an engine of its own that began anew
 * and keeps sums only: for going on with over a long time.  Shares the changes
 * of layers and timeline with the original.  When it fails there is nothing to
 * finish. */
bool world_again(struct world *to, const struct world *from, struct err *err);
bool world_advance(struct world *world, int64_t until_us, struct err *err);

/* Changes with their numbers settled: "$name" is one of the parameters, else
 * a draw.  Lives in the arena. */
struct layer world_layer(const struct cast *cast,
			 const struct pack_change *changes, size_t count,
			 const struct pack_parameter *parameters,
			 const double *values, size_t parameter_count,
			 struct arena *arena);
/* Puts it on top; one of the same kind and index goes first. */
void world_put(struct world *world, struct layer layer);
void world_take(struct world *world, enum layer_kind kind, size_t index);
/* Gives a parameter another value below the layers. */
void world_rebase(struct world *world, int parameter, double value);
/* What a change makes of a value, by a share of its size (1 = full). */
double world_changed(double value, enum pack_change_verb verb, double by,
		     double strength);

#endif
