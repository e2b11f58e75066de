/*
 * How far two graders agree.
 */
#ifndef GAMEDAY_TESTS_SCORING_AGREEMENT_H
#define GAMEDAY_TESTS_SCORING_AGREEMENT_H

#include <math.h>
#include <stddef.h>

#define AGREEMENT_GRADES 32

/* Quadratic weighted kappa of whole grades (Cohen 1968, weights (i - j)^2). */
static inline double agreement_qwk(const int *a, const int *b, size_t count)
{
	double seen[AGREEMENT_GRADES][AGREEMENT_GRADES] = { { 0 } };
	double of_a[AGREEMENT_GRADES] = { 0 }, of_b[AGREEMENT_GRADES] = { 0 };
	double found = 0, expected = 0;

	for (size_t i = 0; i < count; i++) {
		seen[a[i]][b[i]]++;
		of_a[a[i]]++;
		of_b[b[i]]++;
	}
	for (int i = 0; i < AGREEMENT_GRADES; i++) {
		for (int j = 0; j < AGREEMENT_GRADES; j++) {
			double weight = (double)((i - j) * (i - j));

			found += weight * seen[i][j];
			expected += weight * of_a[i] * of_b[j] / (double)count;
		}
	}
	return expected > 0 ? 1 - found / expected : 1;
}

/* Mean absolute error. */
static inline double agreement_mae(const double *a, const double *b,
				   size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += fabs(a[i] - b[i]);
	return count ? sum / (double)count : 0;
}

#endif
