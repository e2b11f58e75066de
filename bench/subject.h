/*
 * The engine as the subject of a benchmark: a model from text that stands in
 * the program, and steps that must go well.  What does not ends the program
 * with a message and status 1: a benchmark of something else is worth nothing.
 */
#ifndef GAMEDAY_BENCH_SUBJECT_H
#define GAMEDAY_BENCH_SUBJECT_H

#include "sim/telemetry/telemetry.h"

/* A model from JSON text; printf's format and arguments make the text, of at
 * most 2047 bytes.  The caller owns the model. */
struct sim_model *subject_model(const char *format, ...)
	__attribute__((format(printf, 1, 2)));
void subject_advance(struct sim_engine *engine, int64_t until_us);
void subject_set(struct sim_engine *engine, const char *parameter,
		 double value);
/* People who came since time 0. */
double subject_people(const struct sim_engine *engine);
/* Ends the program unless |measured - expected| <= tolerance * expected. */
void subject_expect(const char *what, double measured, double expected,
		    double tolerance);

#endif
