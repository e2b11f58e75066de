/*
 * Laws: how long something takes.
 *
 * A law's numbers are parameters of the model, so that they can change while
 * the engine runs.  A sample is a pure function of those numbers and of one
 * key, and the mean, the scale or the value multiplies a draw that depends on
 * key and shape alone: the same request takes longer under a slower law, never
 * suddenly shorter (common random numbers).  The draws themselves are not
 * inverse distribution functions of the key, except those of the uniform, the
 * Pareto and the empirical law (ziggurat.h).
 *
 * Sources of the formulas: Law, "Simulation Modeling and Analysis", 5th ed.,
 * chapter 8, for the inverses and the Erlang law as a sum of stages;
 * Allen, "Probability, Statistics, and Queueing Theory", 2nd ed., section
 * 3.2, for the hyperexponential law with balanced means, whose two branches
 * bring equal parts of the mean: p = (1 + sqrt((cv2 - 1) / (cv2 + 1))) / 2
 * with mean m / 2p, else m / 2(1 - p); Marsaglia and Tsang, "A simple method
 * for generating gamma variables", ACM TOMS 26 (2000), for the gamma law.
 */
#ifndef GAMEDAY_SIM_CHANCE_LAW_H
#define GAMEDAY_SIM_CHANCE_LAW_H

#include "base/random.h"
#include "sim/chance/empirical.h"
#include "sim/chance/ziggurat.h"

#include <stdint.h>

#define LAW_NUMBERS 3 /* at most, of one law */

/* With the numbers in their order; times are in seconds. */
enum law_kind {
	LAW_NONE,	      /* not given in the model */
	LAW_CONSTANT,	      /* value */
	LAW_EXPONENTIAL,      /* mean */
	LAW_LOGNORMAL,	      /* mean, sigma of the logarithm */
	LAW_UNIFORM,	      /* low, high */
	LAW_ERLANG,	      /* mean, k: exponential stages one by one */
	LAW_HYPEREXPONENTIAL, /* mean, cv2: squared coefficient of variation */
	LAW_GAMMA,	      /* mean, shape */
	LAW_WEIBULL,	      /* scale, shape */
	LAW_PARETO,	      /* low, high, shape: Pareto's law, bounded */
	LAW_EMPIRICAL,	      /* scale, which multiplies the measured values */
};

struct law {
	uint8_t kind;
	uint16_t first;			   /* parameter; the others follow */
	const struct empirical *empirical; /* of that law, else NULL */
};

double law_lognormal(double mean, double sigma, uint64_t key);

/* Seconds between the two, each as likely; `low` if `high` is no more. */
static inline double law_uniform(double low, double high, uint64_t key)
{
	return low + (high > low ? high - low : 0.0) * random_unit(key);
}

/* The laws that are not worth a place where they are drawn. */
double law_sample_other(const struct law *law, const double *values,
			uint64_t key);

/* Seconds, never negative; `values` are the parameters now and `key` belongs
 * to the draw. */
static inline double law_sample(const struct law *law, const double *values,
				uint64_t key)
{
	if (law->kind == LAW_EXPONENTIAL)
		return values[law->first] * ziggurat_exponential(key);
	if (law->kind == LAW_LOGNORMAL)
		return law_lognormal(values[law->first], values[law->first + 1],
				     key);
	if (law->kind == LAW_UNIFORM)
		return law_uniform(values[law->first], values[law->first + 1],
				   key);
	if (law->kind == LAW_CONSTANT)
		return values[law->first];
	return law_sample_other(law, values, key);
}

#endif
