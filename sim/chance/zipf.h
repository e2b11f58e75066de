/*
 * Which of many things is asked for: Zipf's law.
 *
 * The k-th most wanted of n things is asked for as often as 1 / k^s says, s
 * being the exponent; with s = 0 all are alike.  A draw is a pure function of
 * one key.  It needs no table, so that a million things cost nothing, and
 * takes 1.1 tries on average, whatever n and s are.
 *
 * Hoermann and Derflinger, "Rejection-inversion to generate variates from
 * monotone discrete distributions", ACM TOMACS 6 (1996): the hat is the
 * density x^-s between the whole numbers, drawn by inverting its integral
 *
 *   H(x) = (x^(1-s) - 1) / (1 - s),  log x for s = 1,
 *
 * and nearly always accepted by a bound that needs no power.
 */
#ifndef GAMEDAY_SIM_CHANCE_ZIPF_H
#define GAMEDAY_SIM_CHANCE_ZIPF_H

#include <stdint.h>

#define ZIPF_EXPONENT_MAX 5.0

/* Plain data: worked out once for n and s. */
struct zipf {
	double n, exponent;
	double low, high; /* of H: where the hat begins and ends */
	double sure;	  /* so near below a whole number, no test */
};

/* n from 1 to 10^9, the exponent from 0 to ZIPF_EXPONENT_MAX. */
void zipf_init(struct zipf *zipf, double n, double exponent);

/* 0 to n - 1; 0 is the most wanted. */
uint32_t zipf_draw(const struct zipf *zipf, uint64_t key);

/* How often thing k of 0 to n - 1 is asked for, of the most wanted one: the
 * weight (k + 1)^-s. */
double zipf_weight(const struct zipf *zipf, uint32_t k);

#endif
