/*
 * What is measured of a run, to be compared with theory: from the moment that
 * the model's row gives to shortly before the end, so that those who began are
 * through.
 */
#ifndef GAMEDAY_TESTS_SIM_VALIDATION_MEASURES_H
#define GAMEDAY_TESTS_SIM_VALIDATION_MEASURES_H

#include "tests/sim/validation.h"

/* Seconds from a press to its good end: the mean, and the quantile p. */
validation_measure measure_sojourn, measure_sojourn_quantile;
/* Seconds from a person's first press until they were served. */
validation_measure measure_person;
/* Seconds from entering the node to being served there, of good presses: the
 * mean, the quantile p, the mean of those with value p of the first attribute;
 * and the share of those who waited at all. */
validation_measure measure_wait, measure_wait_quantile, measure_wait_class,
	measure_waited;
/* The share of presses that ended with the outcome p (enum sim_outcome). */
validation_measure measure_share;
/* The mean number at the node, waiting and in service, and the variance of the
 * number in service. */
validation_measure measure_number, measure_busy, measure_busy_variance;
/* Calls a second that enter the node; calls for each person who came. */
validation_measure measure_rate, measure_load;

/* Calls that entered the node, all of them. */
validation_measure measure_calls;

/* After an outage that ended at second p: of the last 20 seconds, whether the
 * source `node` had at least half of its people served (1 or 0); seconds from
 * the end of the outage until that is so for good. */
validation_measure measure_recovered, measure_recovery;

#endif
