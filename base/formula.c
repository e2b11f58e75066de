#include "base/formula.h"

#include "base/ascii.h"
#include "base/formula_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEPTH_MAX 32 /* of brackets and signs */

static bool read_any(struct reader *r, struct quantity *out);

bool formula_fail(struct reader *r, const char *what)
{
	return err_set(r->err, ERR_INPUT, "%s, at \"%.24s\" in \"%s\"", what,
		       *r->at ? r->at : "its end", r->text);
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

static bool read_call(struct reader *r, const struct function *function,
		      struct quantity *out)
{
	struct quantity *arguments = calloc(FORMULA_ARGUMENTS_MAX,
					    sizeof(*arguments));
	size_t count = 0;
	bool good = arguments != NULL;

	while (good) {
		good = count < function->most && read_any(r, &arguments[count]);
		if (!good && count == function->most)
			formula_fail(r, "too many arguments");
		count++;
		if (!good || !take(r, ","))
			break;
	}
	if (good && !take(r, ")"))
		good = formula_fail(r, "a bracket is not closed");
	good = good && function->call(r, arguments, count);
	if (good)
		*out = arguments[0];
	free(arguments);
	return good;
}

static bool read_name(struct reader *r, struct quantity *out)
{
	const struct function *function;
	const struct quantity *found;
	size_t length = 0;

	while (ascii_is_alnum(r->at[length]) || r->at[length] == '_')
		length++;
	function = r->at[length] == '(' ? formula_function(r->at, length)
					: NULL;
	if (function) {
		r->at += length + 1;
		return read_call(r, function, out);
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
		return formula_fail(r, "a unit is not closed");
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
		return formula_fail(r, "a number or a name is missing");
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
		return take(r, ")") ||
		       formula_fail(r, "a bracket is not closed");
	}
	if (ascii_is_letter(*r->at))
		return read_name(r, out);
	return read_number(r, out);
}

static bool read_power(struct reader *r, struct quantity *out)
{
	struct quantity base = { .count = 0 }, exponent;
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
		return formula_fail(
			r, "behind ^ must be a whole number of 0 to 99");
	*out = quantity_of(1, &none);
	for (int i = 0; i < (int)exponent.number[0]; i++)
		if (!formula_scaled(r, out, &base, pair_multiply, 1))
			return false;
	return true;
}

static bool read_signed(struct reader *r, struct quantity *out)
{
	bool good;

	if (!take(r, "-"))
		return read_power(r, out);
	if (++r->depth > DEPTH_MAX)
		return formula_fail(r, "too deep");
	good = read_signed(r, out);
	r->depth--;
	if (!good)
		return false;
	for (size_t i = 0; i < out->count; i++)
		out->number[i] = -out->number[i];
	return true;
}

static bool read_product(struct reader *r, struct quantity *out)
{
	struct quantity other = { .count = 0 };

	if (!read_signed(r, out))
		return false;
	for (;;) {
		bool times = take(r, "*");

		if (!times && !take(r, "/"))
			return true;
		if (!read_signed(r, &other) ||
		    !formula_scaled(r, out, &other,
				    times ? pair_multiply : pair_divide,
				    times ? 1 : -1))
			return false;
	}
}

static bool read_sum(struct reader *r, struct quantity *out)
{
	struct quantity other = { .count = 0 };

	if (!read_product(r, out))
		return false;
	for (;;) {
		bool plus = take(r, "+");

		if (!plus && !take(r, "-"))
			return true;
		if (!read_product(r, &other) ||
		    !formula_alike(r, out, &other,
				   plus ? pair_add : pair_subtract,
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
		      { "<=", pair_at_most }, { ">=", pair_at_least },
		      { "!=", pair_unlike },  { "<", pair_less },
		      { ">", pair_more },     { "=", pair_equal }
	};
	struct quantity other = { .count = 0 };

	if (!read_sum(r, out))
		return false;
	for (size_t i = 0; i < sizeof(signs) / sizeof(*signs); i++) {
		if (!take(r, signs[i].sign))
			continue;
		if (!read_sum(r, &other) ||
		    !formula_alike(r, out, &other, signs[i].with,
				   "compared with"))
			return false;
		out->unit = unit_none();
		return true;
	}
	return true;
}

static bool read_and(struct reader *r, struct quantity *out)
{
	struct quantity other = { .count = 0 };

	if (!read_comparison(r, out))
		return false;
	while (take(r, "and"))
		if (!read_comparison(r, &other) ||
		    !formula_each(r, out, &other, pair_both))
			return false;
	return true;
}

static bool read_any(struct reader *r, struct quantity *out)
{
	struct quantity other = { .count = 0 };
	bool good;

	if (++r->depth > DEPTH_MAX)
		return formula_fail(r, "too many brackets");
	good = read_and(r, out);
	while (good && take(r, "or"))
		good = read_and(r, &other) &&
		       formula_each(r, out, &other, pair_either);
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
	return *r.at == '\0' || formula_fail(&r, "an operator is missing");
}
