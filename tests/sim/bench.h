/*
 * What the tests of the engine share: models from short text, runs, and
 * comparing a mean of independent runs with what theory says.
 */
#ifndef GAMEDAY_TESTS_SIM_BENCH_H
#define GAMEDAY_TESTS_SIM_BENCH_H

#include "tests/cmocka_setup.h"
#include "sim/telemetry/telemetry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SECONDS(s) ((int64_t)((s)*1e6))
#define RUNS_MAX 64

/* A model from JSON in which ' stands for "; the test fails if it is wrong. */
struct sim_model *bench_model(const char *text);
/* The same, refused; the message is in err. */
void bench_refused(const char *text, struct err *err);

/* An engine that has run from 0 to `seconds`. */
struct sim_engine *bench_run(const struct sim_model *model, uint64_t seed,
			     double seconds);
void bench_advance(struct sim_engine *engine, double seconds);
void bench_set(struct sim_engine *engine, const char *parameter, double value);
double bench_metric(const struct sim_engine *engine, enum sim_metric metric,
		    double from, double to);
double bench_level(const struct sim_engine *engine, const char *node,
		   enum sim_gauge gauge, double from, double to);
/* Presses that ended so, over the whole run. */
double bench_outcomes(const struct sim_engine *engine,
		      enum sim_outcome outcome);

/* Seconds between entering a node and being served there, the mean over the
 * presses that began after `from` with the value of an attribute (-1: all). */
double bench_wait(const struct sim_engine *engine, const char *node,
		  double from, int attribute, int value);
/* The mean of press durations, and the share of presses with the outcome. */
double bench_sojourn(const struct sim_engine *engine, double from);
double bench_share(const struct sim_engine *engine, enum sim_outcome outcome,
		   double from);

/* Measures `runs` seeds and checks that the mean agrees with theory: within
 * 3.5 standard errors, which must be under `precision` of it, so that the
 * check means something. */
typedef double bench_measure(const struct sim_engine *engine);
void bench_agrees(const char *text, int runs, double seconds,
		  bench_measure *measure, double theory, double precision);

#endif
