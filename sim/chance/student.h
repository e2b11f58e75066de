/*
 * Student's t distribution: how far the mean of a few independent runs may be
 * from the truth.
 *
 * The distribution function for whole degrees of freedom is a finite sum
 * (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and
 * 26.7.4), which is inverted by bisection.  Only + - * / and sqrt are used, so
 * the result is the same everywhere; it is good to ten digits.
 */
#ifndef GAMEDAY_SIM_CHANCE_STUDENT_H
#define GAMEDAY_SIM_CHANCE_STUDENT_H

/* P(-t <= T <= t) for T with `degrees` (at least 1) degrees of freedom. */
double student_within(double t, unsigned degrees);

/* The t for which that is `confidence` (above 0, below 1): 0.95 for a 95 %
 * confidence interval of n runs, with n - 1 degrees. */
double student_quantile(double confidence, unsigned degrees);

#endif
