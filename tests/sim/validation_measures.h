/*
 * What is measured of a run, beyond the measures of sim/stats/measure.h.
 *
 *   calls each      calls that entered the node, for each of the people
 *   calls           calls that entered the node, all of them
 *   busy variance   of the number in service at each whole second
 *   recovered       1 when the source `node` had at least half of its people
 *                   served in the last 20 s, else 0
 *   recovery        seconds from the end of the outage until at least half of
 *                   them are served in each second
 */
#ifndef GAMEDAY_TESTS_SIM_VALIDATION_MEASURES_H
#define GAMEDAY_TESTS_SIM_VALIDATION_MEASURES_H

#include "tests/sim/validation.h"

/* Second at which outages of the models end. */
#define VALIDATION_OUTAGE_END 30.0

/* The measure for the run of a model that was observed from model->from on.
 * NAN when there is none of that name. */
double validation_measure(const struct sim_engine *engine,
			  const struct validation_model *model,
			  const char *measure, const char *node);
/* Whether it needs an engine of full detail. */
bool validation_measure_needs_rows(const char *measure);

#endif
