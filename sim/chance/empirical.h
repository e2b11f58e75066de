/*
 * An empirical law: values that were measured, drawn as they are.
 *
 * A draw is one of the values, each as often as its weight says: the inverse
 * of the distribution function of the sample.  Nothing is interpolated between
 * the values and nothing lies beyond them, so that the mean, the variance and
 * every percentile of the draws are those of the sample.
 *
 * The place of a draw is found by a guide table (Chen and Asau, "On generating
 * random variates from an empirical distribution", AIIE Transactions 6, 1974):
 * one look and, on average, less than one step more, however many values.
 */
#ifndef GAMEDAY_SIM_CHANCE_EMPIRICAL_H
#define GAMEDAY_SIM_CHANCE_EMPIRICAL_H

#include "base/arena.h"

#define EMPIRICAL_MAX 4096 /* values */
#define EMPIRICAL_WEIGHT_LOW 1e-6
#define EMPIRICAL_WEIGHT_HIGH 1e6

struct empirical_value {
	double value, weight;
};

struct empirical;

/* From 1 to EMPIRICAL_MAX values in any order, which are copied; weights are
 * within the bounds above, relative to each other.  Lives in the arena and
 * never changes. */
const struct empirical *empirical_create(struct arena *arena,
					 const struct empirical_value *values,
					 int count);

/* The smallest value of which the share that is not above it exceeds u, for u
 * in (0, 1). */
double empirical_quantile(const struct empirical *empirical, double u);

#endif
