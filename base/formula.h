/*
 * Formulas with units: "ceil(streams * active / streams_per_pod)".
 *
 * Quantities that are added or compared must be of one kind (unit.h), so that a
 * formula that mixes up hours and dollars says so instead of giving a number.
 *
 * Grammar, from loose to tight: or; and; < <= > >= = !=; + -; * /; - in front;
 * ^ with a whole number of 0 to 99 behind it.  A number may have a unit in
 * brackets: 100[ms].  Truth is 1, falsehood 0.  Functions:
 *
 *	abs ceil floor round	of each number: a name's in its unit, a
 *				product's in base units
 *	sqrt			the unit, too
 *	min max			of two or more, or of a list
 *	sum mean count		of a list
 *
 * Where one side is a list and the other a number, the number goes with each.
 */
#ifndef GAMEDAY_BASE_FORMULA_H
#define GAMEDAY_BASE_FORMULA_H

#include "base/err.h"
#include "base/quantity.h"

#include <stdbool.h>
#include <stddef.h>

#define FORMULA_LENGTH_MAX 512 /* bytes */

/* What a name stands for; NULL = there is no such name. */
typedef const struct quantity *formula_lookup(const void *context,
					      const char *name, size_t length);

/* Works the formula out.  Dividing by nought gives infinity or no number,
 * which the caller has to expect. */
bool formula_eval(const char *text, formula_lookup *lookup, const void *context,
		  struct quantity *out, struct err *err);

#endif
