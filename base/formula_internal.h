/*
 * What the files of formulas share.  Stays in base/.
 */
#ifndef GAMEDAY_BASE_FORMULA_INTERNAL_H
#define GAMEDAY_BASE_FORMULA_INTERNAL_H

#include "base/formula.h"

/* Recursive descent that calculates as it reads.  `at` is where it stands; each
 * function leaves it behind what it took. */
struct reader {
	const char *text, *at;
	formula_lookup *lookup;
	const void *context;
	int depth;
	struct err *err;
};

/* Says what and where; always false. */
bool formula_fail(struct reader *r, const char *what);

/* --- formula_pair.c: two quantities become one --- */

typedef double pair(double a, double b);

pair pair_add, pair_subtract, pair_multiply, pair_divide;
pair pair_smaller, pair_larger;
pair pair_less, pair_at_most, pair_more, pair_at_least, pair_equal, pair_unlike;
pair pair_both, pair_either;

/* a = a with b, number by number; the unit stays a's. */
bool formula_each(struct reader *r, struct quantity *a,
		  const struct quantity *b, pair *with);
/* The same of two of one kind, told in a's unit; `verb` is for the message. */
bool formula_alike(struct reader *r, struct quantity *a, struct quantity *b,
		   pair *with, const char *verb);
/* a = a with b, where the units multiply (power 1) or divide (-1); the result is
 * in base units. */
bool formula_scaled(struct reader *r, struct quantity *a,
		    const struct quantity *b, pair *with, int power);

/* --- formula_call.c: functions --- */

#define FORMULA_ARGUMENTS_MAX 8

struct function {
	const char *name;
	size_t most; /* arguments */
	/* The result takes the place of the first argument. */
	bool (*call)(struct reader *r, struct quantity *arguments,
		     size_t count);
};

/* The function of that name; NULL = there is none. */
const struct function *formula_function(const char *name, size_t length);

#endif
