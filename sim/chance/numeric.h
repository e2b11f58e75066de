/*
 * Mathematics that gives the same bits everywhere.
 *
 * The C library's exp() and log() differ in the last bit between systems, and
 * one bit is enough to let two runs of the same seed drift apart.  These use
 * only + - * / and sqrt, which IEEE 754 defines exactly.  They are good to
 * about one unit in the last place, which is far more than chance needs.
 */
#ifndef GAMEDAY_SIM_CHANCE_NUMERIC_H
#define GAMEDAY_SIM_CHANCE_NUMERIC_H

#include <stdint.h>

/* e to the x; x is clamped to -700..700, so the result is always finite. */
double numeric_exp(double x);
/* Natural logarithm of a normal, positive x. */
double numeric_log(double x);
/* x with P(Z <= x) = p for a standard normal Z; p in (0, 1).
 * Wichura, Algorithm AS 241 (PPND16), Applied Statistics 37 (1988). */
double numeric_normal_quantile(double p);

/* The bits of a double, for hashing. */
uint64_t numeric_bits(double x);

#endif
