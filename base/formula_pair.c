#include "base/formula_internal.h"

#include <math.h>

double pair_add(double a, double b)
{
	return a + b;
}

double pair_subtract(double a, double b)
{
	return a - b;
}

double pair_multiply(double a, double b)
{
	return a * b;
}

double pair_divide(double a, double b)
{
	return a / b;
}

double pair_less(double a, double b)
{
	return a < b;
}

double pair_at_most(double a, double b)
{
	return a <= b;
}

double pair_more(double a, double b)
{
	return a > b;
}

double pair_at_least(double a, double b)
{
	return a >= b;
}

double pair_equal(double a, double b)
{
	return a == b;
}

double pair_unlike(double a, double b)
{
	return a != b;
}

double pair_both(double a, double b)
{
	return a != 0 && b != 0;
}

double pair_either(double a, double b)
{
	return a != 0 || b != 0;
}

double pair_smaller(double a, double b)
{
	return b < a ? b : a;
}

double pair_larger(double a, double b)
{
	return b > a ? b : a;
}

static bool fail_kinds(struct reader *r, const char *verb,
		       const struct quantity *a, const struct quantity *b)
{
	char left[96], right[96];

	return err_set(r->err, ERR_INPUT, "%s cannot be %s %s in \"%s\"",
		       unit_describe(&a->unit, left, sizeof(left)), verb,
		       unit_describe(&b->unit, right, sizeof(right)), r->text);
}

bool formula_each(struct reader *r, struct quantity *a,
		  const struct quantity *b, pair *with)
{
	size_t count = a->count > b->count ? a->count : b->count;
	struct quantity result = { .unit = a->unit, .count = count };

	if (a->count != b->count && a->count != 1 && b->count != 1)
		return err_set(
			r->err, ERR_INPUT,
			"lists of %zu and %zu numbers do not go together in \"%s\"",
			a->count, b->count, r->text);
	for (size_t i = 0; i < count; i++)
		result.number[i] = with(a->number[a->count == 1 ? 0 : i],
					b->number[b->count == 1 ? 0 : i]);
	*a = result;
	return true;
}

bool formula_alike(struct reader *r, struct quantity *a, struct quantity *b,
		   pair *with, const char *verb)
{
	return quantity_convert(b, &a->unit) ? formula_each(r, a, b, with)
					     : fail_kinds(r, verb, a, b);
}

bool formula_scaled(struct reader *r, struct quantity *a,
		    const struct quantity *b, pair *with, int power)
{
	struct unit unit;

	if (!unit_multiply(&a->unit, &b->unit, power, &unit))
		return formula_fail(r, "too many units at once");
	if (!formula_each(r, a, b, with))
		return false;
	/* From here on in base units, so that 40% is .4 and ms/s is no unit. */
	for (size_t i = 0; i < a->count; i++)
		a->number[i] *= unit.scale;
	unit.scale = 1;
	a->unit = unit;
	return true;
}
