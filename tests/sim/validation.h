/*
 * The engine against theory and published experiments: a table of models, a
 * table of what must come out of them, and the runs.
 *
 * Both tables are in the .def files.  A model is run with several seeds,
 * each an independent replication whose beginning is cut off.  A figure agrees
 * with theory when theory lies in the confidence interval of the mean.  The
 * intervals are so wide that a right engine passes all of them together with
 * probability VALIDATION_LEVEL (Bonferroni); so that passing means something,
 * the plain 95 % interval must be narrower than the check's precision.
 */
#ifndef GAMEDAY_TESTS_SIM_VALIDATION_H
#define GAMEDAY_TESTS_SIM_VALIDATION_H

#include "base/str.h"
#include "sim/engine.h"

#include <stdbool.h>
#include <stddef.h>

#define VALIDATION_LEVEL 0.99

/* A parameter that is set while the model runs. */
struct validation_change {
	double at_s;
	const char *parameter;
	double value;
};

struct validation_model {
	const char *group; /* models of a group are tested by one program */
	const char *name;
	int runs;
	double seconds; /* of one run, from 0 */
	double from;	/* what happened before that is not measured */
	const struct validation_change *changes; /* until parameter is NULL */
	const char *text; /* JSON in which ' stands for " */
};

enum validation_kind {
	VALIDATION_THEORY,    /* the mean of the runs, by its interval */
	VALIDATION_PUBLISHED, /* the mean of the runs, within `precision` */
	VALIDATION_COMPARED   /* nothing: stands beside another row */
};

struct validation_check {
	enum validation_kind kind;
	size_t model;
	const char *figure; /* in words */
	const char *measure; /* of validation_measures.h or sim/stats/measure.h */
	const char *node;
	double (*expected)(void);
	double precision; /* theory: share of it; published: absolute */
	const char *source;
};

struct validation_result {
	double expected, mean;
	double half;  /* half the width of the 95 % confidence interval */
	double bound; /* how far the mean may be from what is expected */
	bool precise; /* the interval is as narrow as it must be */
	bool good;    /* precise, and within the bound */
};

/* The tables. */
extern const struct validation_model validation_models[];
extern const size_t validation_model_count;
extern const struct validation_check validation_checks[];
extern const size_t validation_check_count;

/* Runs a model with `times` as many seeds as its row says, on up to `threads`
 * threads (0: all cores), and fills the results of its checks, by their place
 * in the table of checks.  Fails the test when the model cannot be run. */
void validation_run(size_t model, int times, unsigned threads,
		    struct validation_result *results);

/* The row of docs/validation.md up to and without what was simulated. */
void validation_row(const struct validation_check *check, struct str *out);

#endif
