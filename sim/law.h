/*
 * Laws: how long something takes.
 *
 * A law's numbers are parameters of the model, so that they can change while
 * the engine runs.  A sample is the inverse of the distribution function at
 * one keyed uniform number: the same request takes longer under a slower law,
 * never suddenly shorter (common random numbers).
 */
#ifndef GAMEDAY_SIM_LAW_H
#define GAMEDAY_SIM_LAW_H

#include <stdint.h>

enum law_kind {
	LAW_NONE,	 /* not given in the model */
	LAW_CONSTANT,	 /* a */
	LAW_EXPONENTIAL, /* a = mean */
	LAW_LOGNORMAL,	 /* a = mean, b = sigma of the logarithm */
	LAW_UNIFORM,	 /* a = low, b = high */
};

struct law {
	uint8_t kind;
	uint16_t a, b; /* parameters */
};

/* Seconds, never negative; `values` are the parameters now and `key` belongs
 * to the draw. */
double law_sample(const struct law *law, const double *values, uint64_t key);

#endif
