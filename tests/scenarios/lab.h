/*
 * A bench for packs: the model of a pack under one seed and variant, with the
 * world's own changes and with measures, but without a drill around it.
 *
 * Time is in seconds of the drill, 0 = the page.  A lab belongs to one thread.
 */
#ifndef GAMEDAY_TESTS_SCENARIOS_LAB_H
#define GAMEDAY_TESTS_SCENARIOS_LAB_H

#include "tests/cmocka_setup.h"

#include "scenarios/draw.h"
#include "scenarios/pack.h"
#include "sim/engine.h"
#include "sim/telemetry/telemetry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LAB_CHANGES_MAX 256

struct lab {
	const struct pack *pack;
	struct cast cast;
	struct sim_engine *engine;
	struct cast_change changes[LAB_CHANGES_MAX];
	size_t change_count, next;
	bool bad; /* the engine refused to go on */
};

/* A pack of scenarios/ by its id, and the main one; fails the test when it
 * cannot be loaded. */
struct pack *lab_load(const char *id);
struct pack *lab_pack(void);

/* Begins at from_s with what the world had changed until then.  `quiet` is the
 * baseline: without the variant's own changes. */
void lab_start(struct lab *lab, const struct pack *pack, uint64_t seed,
	       int variant, bool quiet, int64_t from_s);
void lab_stop(struct lab *lab);
int64_t lab_trigger(const struct lab *lab);
/* A copy that goes on by itself. */
void lab_fork(const struct lab *from, struct lab *to);
void lab_until(struct lab *lab, int64_t until_s);
/* A measure lands now, with these parameters (as many as it has), or with its
 * defaults when `values` is NULL. */
void lab_land(struct lab *lab, const struct pack_mitigation *measure,
	      const double *values);
/* Lands it in its time: its lead after at_s; time passes until then. */
void lab_apply(struct lab *lab, const char *id, int64_t at_s,
	       const double *values);

/* Fails the test when a variant changes what is not among these parts of paths:
 * what people do, not how long something takes, costs or how often it fails. */
void lab_world_moves_only(const struct pack *pack, const char *const *may,
			  size_t may_count);

double lab_metric(const struct lab *lab, enum sim_metric metric, int64_t from_s,
		  int64_t to_s);

/* How many, of a metric that is a rate in 1/s. */
double lab_count(const struct lab *lab, enum sim_metric rate, int64_t from_s,
		 int64_t to_s);

/* What it came to in [from, to) beyond the normal run, as the pack's stakes
 * count it. */
struct lab_loss {
	double spend_usd; /* all that was spent */
	double excess_usd, failed_usd, degraded_usd, credits_usd;
	double total_usd;
};
void lab_loss(const struct lab *lab, const struct lab *normal, int64_t from_s,
	      int64_t to_s, struct lab_loss *out);

#endif
