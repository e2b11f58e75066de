#include "base/formula.h"

#include "base/ascii.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 32 /* of brackets and signs */
#define ARGUMENTS_MAX 8

/*
 * Recursive descent that calculates as it reads.  `at` is where it stands;
 * each function leaves it behind what it took.
 */
struct reader {
	const char *text, *at;
	formula_lookup *lookup;
	const void *context;
	int depth;
	struct err *err;
};

static bool read_any(struct reader *r, struct quantity *out);

static bool fail(struct reader *r, const char *what)
{
	return err_set(r->err, ERR_INPUT, "%s, at \"%.24s\" in \"%s\"", what,
		       *r->at ? r->at : "its end", r->text);
}

static bool fail_kinds(struct reader *r, const char *verb,
		       const struct quantity *a, const struct quantity *b)
{
	char left[96], right[96];

	return err_set(r->err, ERR_INPUT, "%s cannot be %s %s in \"%s\"",
		       unit_describe(&a->unit, left, sizeof(left)), verb,
		       unit_describe(&b->unit, right, sizeof(right)), r->text);
}

static void skip(struct reader *r)
{
	r->at += strspn(r->at, " ");
}

static bool take(struct reader *r, const char *sign)
{
	size_t length = strlen(sign);

	skip(r);
	if (strncmp(r->at, sign, length) != 0)
		return false;
	/* "or" is not the beginning of "orders" */
	if (ascii_is_letter(sign[0]) &&
	    (ascii_is_alnum(r->at[length]) || r->at[length] == '_'))
		return false;
	r->at += length;
	return true;
}

/* --- two quantities ------------------------------------------------------- */

typedef double pair(double a, double b);

static double add(double a, double b)
{
	return a + b;
}

static double subtract(double a, double b)
{
	return a - b;
}

static double multiply(double a, double b)
{
	return a * b;
}

static double divide(double a, double b)
{
	return a / b;
}

static double less(double a, double b)
{
	return a < b;
}

static double at_most(double a, double b)
{
	return a <= b;
}

static double more(double a, double b)
{
	return a > b;
}

static double at_least(double a, double b)
{
	return a >= b;
}

static double equal(double a, double b)
{
	return a == b;
}

static double unlike(double a, double b)
{
	return a != b;
}

static double both(double a, double b)
{
	return a != 0 && b != 0;
}

static double either(double a, double b)
{
	return a != 0 || b != 0;
}

static double smaller(double a, double b)
{
	return b < a ? b : a;
}

static double larger(double a, double b)
{
	return b > a ? b : a;
}

/* a = a with b, number by number; the unit stays a's. */
static bool each(struct reader *r, struct quantity *a, const struct quantity *b,
		 pair *with)
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

/* The same of two of one kind, told in a's unit. */
static bool alike(struct reader *r, struct quantity *a, struct quantity *b,
		  pair *with, const char *verb)
{
	return quantity_convert(b, &a->unit) ? each(r, a, b, with)
					     : fail_kinds(r, verb, a, b);
}

static bool scaled(struct reader *r, struct quantity *a,
		   const struct quantity *b, pair *with, int power)
{
	struct unit unit;

	if (!unit_multiply(&a->unit, &b->unit, power, &unit))
		return fail(r, "too many units at once");
	if (!each(r, a, b, with))
		return false;
	/* From here on in base units, so that 40% is .4 and ms/s is no unit. */
	for (size_t i = 0; i < a->count; i++)
		a->number[i] *= unit.scale;
	unit.scale = 1;
	a->unit = unit;
	return true;
}

/* --- functions ------------------------------------------------------------ */

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
		if (!alike(r, all, &arguments[i], with, "compared with"))
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
		return fail(r, "its unit has no square root");
	map(q, sqrt);
	return true;
}

static bool call_min(struct reader *r, struct quantity *q, size_t count)
{
	return fold(r, q, count, smaller);
}

static bool call_max(struct reader *r, struct quantity *q, size_t count)
{
	return fold(r, q, count, larger);
}

static bool call_sum(struct reader *r, struct quantity *q, size_t count)
{
	return fold(r, q, count, add);
}

static bool call_mean(struct reader *r, struct quantity *q, size_t count)
{
	double numbers = (double)q->count;

	if (!fold(r, q, count, add))
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

static const struct function {
	const char *name;
	size_t most; /* arguments */
	bool (*call)(struct reader *r, struct quantity *arguments,
		     size_t count);
} functions[] = {
	{ "abs", 1, call_abs },
	{ "ceil", 1, call_ceil },
	{ "floor", 1, call_floor },
	{ "round", 1, call_round },
	{ "sqrt", 1, call_sqrt },
	{ "min", ARGUMENTS_MAX, call_min },
	{ "max", ARGUMENTS_MAX, call_max },
	{ "sum", 1, call_sum },
	{ "mean", 1, call_mean },
	{ "count", 1, call_count },
};

/* --- reading -------------------------------------------------------------- */

static bool read_call(struct reader *r, const struct function *function,
		      struct quantity *out)
{
	struct quantity *arguments = calloc(ARGUMENTS_MAX, sizeof(*arguments));
	size_t count = 0;
	bool good = arguments != NULL;

	while (good) {
		good = count < function->most && read_any(r, &arguments[count]);
		if (!good && count == function->most)
			fail(r, "too many arguments");
		count++;
		if (!good || !take(r, ","))
			break;
	}
	if (good && !take(r, ")"))
		good = fail(r, "a bracket is not closed");
	good = good && function->call(r, arguments, count);
	if (good)
		*out = arguments[0];
	free(arguments);
	return good;
}

static bool read_name(struct reader *r, struct quantity *out)
{
	const struct quantity *found;
	size_t length = 0;

	while (ascii_is_alnum(r->at[length]) || r->at[length] == '_')
		length++;
	for (size_t i = 0; i < sizeof(functions) / sizeof(*functions); i++) {
		const struct function *f = &functions[i];

		if (strlen(f->name) == length &&
		    strncmp(f->name, r->at, length) == 0 &&
		    r->at[length] == '(') {
			r->at += length + 1;
			return read_call(r, f, out);
		}
	}
	found = r->lookup(r->context, r->at, length);
	if (!found)
		return err_set(r->err, ERR_INPUT,
			       "there is no \"%.*s\" for \"%s\"", (int)length,
			       r->at, r->text);
	*out = *found;
	r->at += length;
	return true;
}

static bool read_unit(struct reader *r, struct unit *out)
{
	char name[64];
	size_t length = strcspn(r->at, "]");

	if (r->at[length] != ']' || length >= sizeof(name))
		return fail(r, "a unit is not closed");
	memcpy(name, r->at, length);
	name[length] = '\0';
	r->at += length + 1;
	return unit_parse(name, out, r->err);
}

static bool read_number(struct reader *r, struct quantity *out)
{
	struct unit unit = unit_none();
	char *end;
	double number = strtod(r->at, &end);

	if (end == r->at)
		return fail(r, "a number or a name is missing");
	r->at = end;
	if (take(r, "[") && !read_unit(r, &unit))
		return false;
	*out = quantity_of(number, &unit);
	return true;
}

static bool read_atom(struct reader *r, struct quantity *out)
{
	skip(r);
	if (take(r, "(")) {
		if (!read_any(r, out))
			return false;
		return take(r, ")") || fail(r, "a bracket is not closed");
	}
	if (ascii_is_letter(*r->at))
		return read_name(r, out);
	return read_number(r, out);
}

static bool read_power(struct reader *r, struct quantity *out)
{
	struct quantity base, exponent;
	struct unit none = unit_none();

	if (!read_atom(r, &base))
		return false;
	*out = base;
	if (!take(r, "^"))
		return true;
	if (!read_atom(r, &exponent))
		return false;
	if (!quantity_convert(&exponent, &none) || exponent.count != 1 ||
	    !(exponent.number[0] >= 0 && exponent.number[0] <= 99) ||
	    exponent.number[0] != floor(exponent.number[0]))
		return fail(r, "behind ^ must be a whole number of 0 to 99");
	*out = quantity_of(1, &none);
	for (int i = 0; i < (int)exponent.number[0]; i++)
		if (!scaled(r, out, &base, multiply, 1))
			return false;
	return true;
}

static bool read_signed(struct reader *r, struct quantity *out)
{
	bool good;

	if (!take(r, "-"))
		return read_power(r, out);
	if (++r->depth > DEPTH_MAX)
		return fail(r, "too deep");
	good = read_signed(r, out);
	r->depth--;
	for (size_t i = 0; good && i < out->count; i++)
		out->number[i] = -out->number[i];
	return good;
}

static bool read_product(struct reader *r, struct quantity *out)
{
	struct quantity other;

	if (!read_signed(r, out))
		return false;
	for (;;) {
		bool times = take(r, "*");

		if (!times && !take(r, "/"))
			return true;
		if (!read_signed(r, &other) ||
		    !scaled(r, out, &other, times ? multiply : divide,
			    times ? 1 : -1))
			return false;
	}
}

static bool read_sum(struct reader *r, struct quantity *out)
{
	struct quantity other;

	if (!read_product(r, out))
		return false;
	for (;;) {
		bool plus = take(r, "+");

		if (!plus && !take(r, "-"))
			return true;
		if (!read_product(r, &other) ||
		    !alike(r, out, &other, plus ? add : subtract,
			   plus ? "added to" : "lessened by"))
			return false;
	}
}

static bool read_comparison(struct reader *r, struct quantity *out)
{
	static const struct {
		const char *sign;
		pair *with;
	} signs[] = { /* the longer first */
		      { "<=", at_most }, { ">=", at_least }, { "!=", unlike },
		      { "<", less },	 { ">", more },	     { "=", equal }
	};
	struct quantity other;

	if (!read_sum(r, out))
		return false;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (!take(r, signs[i].sign))
			continue;
		if (!read_sum(r, &other) ||
		    !alike(r, out, &other, signs[i].with, "compared with"))
			return false;
		out->unit = unit_none();
		return true;
	}
	return true;
}

static bool read_and(struct reader *r, struct quantity *out)
{
	struct quantity other;

	if (!read_comparison(r, out))
		return false;
	while (take(r, "and"))
		if (!read_comparison(r, &other) || !each(r, out, &other, both))
			return false;
	return true;
}

static bool read_any(struct reader *r, struct quantity *out)
{
	struct quantity other;
	bool good;

	if (++r->depth > DEPTH_MAX)
		return fail(r, "too many brackets");
	good = read_and(r, out);
	while (good && take(r, "or"))
		good = read_and(r, &other) && each(r, out, &other, either);
	r->depth--;
	return good;
}

bool formula_eval(const char *text, formula_lookup *lookup, const void *context,
		  struct quantity *out, struct err *err)
{
	struct reader r = { .text = text,
			    .at = text,
			    .lookup = lookup,
			    .context = context,
			    .err = err };

	if (strlen(text) > FORMULA_LENGTH_MAX)
		return err_set(err, ERR_LIMIT,
			       "a formula has at most %d characters",
			       FORMULA_LENGTH_MAX);
	if (!read_any(&r, out))
		return false;
	skip(&r);
	return *r.at == '\0' || fail(&r, "an operator is missing");
}
