/*
 * Laws of service out of percentiles.
 *
 * Two percentiles determine a law of two numbers; the others that were
 * recorded check it.  With t_q the q-quantile and z_q that of the standard
 * normal law,
 *
 *	lognormal: sigma = ln(t_b / t_a) / (z_b - z_a),
 *		   mean = t_a exp(sigma^2 / 2 - sigma z_a)
 *	Weibull:   shape = ln(L_b / L_a) / ln(t_b / t_a), L_q = -ln(1 - q),
 *		   scale = t_a / L_a^(1 / shape)
 *
 * (Law, "Simulation Modeling and Analysis", 5th ed., section 6.2.2, for both
 * laws and their quantiles.)  The pair is p50 and p95 where there are both,
 * else the two that lie furthest apart.  Of the two laws the one is taken that
 * misses the percentiles of the check by less.
 */
#ifndef GAMEDAY_SCENARIOS_RECORDED_FIT_H
#define GAMEDAY_SCENARIOS_RECORDED_FIT_H

#include "scenarios/recorded/chronicle.h"

enum fit_kind { FIT_LOGNORMAL, FIT_WEIBULL, FIT_KINDS };

struct fit_law {
	enum fit_kind kind;
	double number[2]; /* mean and sigma; scale and shape */
};

const char *fit_kind_word(enum fit_kind kind); /* "lognormal" */
/* Name of the parameter behind a law: "mean", "sigma", "scale", "shape". */
const char *fit_number_word(enum fit_kind kind, int number);

struct fit {
	enum fit_kind kind;
	int low, high; /* series that the laws go through; -1 = none */
	int check;     /* the highest of the others; -1 = none */
	bool guessed;  /* the spread was taken, not recorded */
	/* How far the law misses what was recorded at `check`, as a share: in
	 * the middle of all steps, and where it is furthest off. */
	double miss_usual, miss_most;
	struct fit_law law[CHRONICLE_STEPS_MAX];
};

/* What a recording with one percentile alone, or none, is given. */
#define FIT_SIGMA_GUESS 0.5
#define FIT_P50_GUESS_S 0.2

/* Fits each step of a settled recording. */
void fit_recording(const struct chronicle *recording, struct fit *out);
/* The law through the middle values of the steps before `until`. */
struct fit_law fit_usual(const struct chronicle *recording,
			 const struct fit *fit, size_t until);
/* Seconds below which a share q of the law lies. */
double fit_quantile(const struct fit_law *law, double q);
double fit_mean(const struct fit_law *law);
double fit_variance(const struct fit_law *law);
/* The lognormal law of a mean (above 0) and a variance. */
struct fit_law fit_moments(double mean, double variance);

/* The middle one of some values, at most CHRONICLE_STEPS_MAX; they are left
 * alone. */
double fit_median(const double *values, size_t count);

#endif
