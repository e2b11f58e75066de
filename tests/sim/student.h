/*
 * Student's t distribution: how far the mean of a few runs strays.
 */
#ifndef GAMEDAY_TESTS_SIM_STUDENT_H
#define GAMEDAY_TESTS_SIM_STUDENT_H

/* The t that is passed on either side with probability 1 - level together;
 * freedom from 1, level in (0, 1).  By the finite sums of Abramowitz and
 * Stegun 26.7.3 and 26.7.4. */
double student_t(int freedom, double level);

#endif
