/*
 * The engine against closed forms at parameters drawn at random.
 *
 * A family is a kind of model and a figure of it that theory knows; a draw
 * chooses the parameters of one such model: rates, servers, laws of service,
 * policies.  So what agrees is the node, and not the table of examples that
 * somebody wrote down.  The draws are a function of the family's name and the
 * draw's number, and each is measured by independent replications whose
 * beginning is cut off.
 *
 * A draw agrees when theory lies in the confidence interval that is wide enough
 * for all the draws looked at together to be right 99 times in 100.
 */
#ifndef GAMEDAY_TESTS_SIM_GRID_H
#define GAMEDAY_TESTS_SIM_GRID_H

#include "base/random.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

#define GRID_LEVEL 0.99
#define GRID_DRAWS 12	   /* on docs/validation.md */
#define GRID_ROUNDING 1e-6 /* of a figure, where chance has no part */

/* One model with its parameters, and what must come out. */
struct grid_point {
	struct random_stream dice;
	struct str text; /* JSON in which ' stands for " */
	const char *node, *measure;
	double expected;
	double rate;   /* of arrivals, a second */
	double weight; /* times as many arrivals as others need */
};

struct grid_family {
	const char *name, *figure, *source;
	void (*draw)(struct grid_point *point);
};

/* grid_queues.c and so on; each ends with a name of NULL. */
extern const struct grid_family grid_queues[], grid_limits[], grid_policies[],
	grid_faults[];

struct grid_result {
	double expected, mean;
	double half;  /* half the width of the 95 % confidence interval */
	double bound; /* how far the mean may be from what is expected */
	bool good;
};

/* How much is looked at, and how closely. */
struct grid_effort {
	int draws;	 /* of each family */
	int runs;	 /* replications of each */
	double arrivals; /* of each replication */
	unsigned threads;
};

/* Of all tables. */
size_t grid_family_count(void);
const struct grid_family *grid_family(size_t index);

/* Measures one draw.  `text` gets the model, for messages. */
void grid_run(const struct grid_family *family, int draw,
	      const struct grid_effort *effort, struct str *text,
	      struct grid_result *result);

/* The family's row of docs/validation.md up to and with the draws. */
void grid_row(const struct grid_family *family, struct str *out);

/* --- for the families ---------------------------------------------------- */

/* The next number of the point's dice, evenly between the two; a whole one
 * from the first to the last; one of `count` (0 on). */
double grid_real(struct grid_point *point, double low, double high);
int grid_whole(struct grid_point *point, int first, int last);
/* Appends a law with this mean, one of all that there are, and returns its
 * squared coefficient of variation, 4 at most. */
double grid_law(struct grid_point *point, double mean);
/* Appends the begin of a model: people who come at random to a node. */
void grid_people(struct grid_point *point, double rate, const char *to);
/* Appends to the text. */
void grid_add(struct grid_point *point, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* What must come out. */
void grid_expect(struct grid_point *point, const char *node,
		 const char *measure, double expected);

#endif
