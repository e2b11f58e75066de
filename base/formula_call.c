#include "base/formula_internal.h"

#include <math.h>
#include <string.h>

static void map(struct quantity *q, double (*of)(double))
{
	for (size_t i = 0; i < q->count; i++)
		q->number[i] = of(q->number[i]);
}

static bool fold(struct reader *r, struct quantity *arguments, size_t count,
		 pair *with)
{
	struct quantity *all = &arguments[0];

	for (size_t i = 1; i < count; i++)
		if (!formula_alike(r, all, &arguments[i], with,
				   "compared with"))
			return false;
	for (size_t i = 1; count == 1 && i < all->count; i++)
		all->number[0] = with(all->number[0], all->number[i]);
	if (count == 1)
		all->count = 1;
	return true;
}

static bool call_abs(struct reader *r, struct quantity *q, size_t count)
{
	(void)r;
	(void)count;
	map(q, fabs);
	return true;
}

static bool call_ceil(struct reader *r, struct quantity *q, size_t count)
{
	(void)r;
	(void)count;
	map(q, ceil);
	return true;
}

static bool call_floor(struct reader *r, struct quantity *q, size_t count)
{
	(void)r;
	(void)count;
	map(q, floor);
	return true;
}

static bool call_round(struct reader *r, struct quantity *q, size_t count)
{
	(void)r;
	(void)count;
	map(q, round);
	return true;
}

static bool call_sqrt(struct reader *r, struct quantity *q, size_t count)
{
	(void)count;
	if (!unit_root(&q->unit, &q->unit))
		return formula_fail(r, "its unit has no square root");
	map(q, sqrt);
	return true;
}

static bool call_min(struct reader *r, struct quantity *q, size_t count)
{
	return fold(r, q, count, pair_smaller);
}

static bool call_max(struct reader *r, struct quantity *q, size_t count)
{
	return fold(r, q, count, pair_larger);
}

static bool call_sum(struct reader *r, struct quantity *q, size_t count)
{
	return fold(r, q, count, pair_add);
}

static bool call_mean(struct reader *r, struct quantity *q, size_t count)
{
	double numbers = (double)q->count;

	if (!fold(r, q, count, pair_add))
		return false;
	q->number[0] /= numbers;
	return true;
}

static bool call_count(struct reader *r, struct quantity *q, size_t count)
{
	struct unit none = unit_none();

	(void)r;
	(void)count;
	*q = quantity_of((double)q->count, &none);
	return true;
}

static const struct function functions[] = {
	{ "abs", 1, call_abs },
	{ "ceil", 1, call_ceil },
	{ "floor", 1, call_floor },
	{ "round", 1, call_round },
	{ "sqrt", 1, call_sqrt },
	{ "min", FORMULA_ARGUMENTS_MAX, call_min },
	{ "max", FORMULA_ARGUMENTS_MAX, call_max },
	{ "sum", 1, call_sum },
	{ "mean", 1, call_mean },
	{ "count", 1, call_count },
};

const struct function *formula_function(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++)
		if (strlen(functions[i].name) == length &&
		    strncmp(functions[i].name, name, length) == 0)
			return &functions[i];
	return NULL;
}
