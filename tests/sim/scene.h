/*
 * A model and its engine, observed from time 0 with seed 1: for tests that
 * change things while it runs.
 */
#ifndef GAMEDAY_TESTS_SIM_SCENE_H
#define GAMEDAY_TESTS_SIM_SCENE_H

#include "tests/sim/bench.h"

/* The beginning of a model whose source calls one node, and a pool that takes
 * as long as it is told, whoever else is there. */
#define CALLS(rate, to) \
	"'calls':{'type':'source','rate_per_s':" rate ",'to':'" to "'},"
#define STORE(seconds) \
	"'store':{'type':'pool','servers':1000000,'service_s':" seconds "}"

struct scene {
	struct sim_model *model;
	struct sim_engine *e;
};

/* To be finished; the text is as for bench_model(). */
struct scene scene_of(const char *model);
void scene_finish(struct scene *scene);

/* A measure of a node, since 0 or since the engine was last observed; the test
 * fails if there is none. */
double scene_measure(const struct scene *scene, const char *node,
		     const char *measure);
/* Mean of the calls being served, or fills under way. */
double scene_busy(const struct scene *scene, const char *node, double from,
		  double to);

#endif
