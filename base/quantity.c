#include "base/quantity.h"

#include "base/ascii.h"
#include "base/number.h"

#include <string.h>

#define WRITTEN_MAX 64 /* characters of one number */

struct quantity quantity_of(double number, const struct unit *unit)
{
	struct quantity q = { .unit = *unit, .count = 1 };

	q.number[0] = number;
	return q;
}

bool quantity_convert(struct quantity *quantity, const struct unit *unit)
{
	double factor = quantity->unit.scale / unit->scale;

	if (!unit_same_kind(&quantity->unit, unit))
		return false;
	/* Nothing is lost where nothing is to be done. */
	if (quantity->unit.scale != unit->scale)
		for (size_t i = 0; i < quantity->count; i++)
			quantity->number[i] *= factor;
	quantity->unit = *unit;
	return true;
}

/* "k" and "M" right behind a number are thousands and millions. */
static double multiplier(const char **at)
{
	double times = **at == 'k' ? 1e3 : **at == 'M' ? 1e6 : 1;

	if (times == 1 || ascii_is_letter((*at)[1]))
		return 1;
	(*at)++;
	return times;
}

/* One number, commas between thousands left out. */
static bool read_number(const char *text, const char **at, double *out,
			struct err *err)
{
	char written[WRITTEN_MAX];
	size_t length = 0;

	while (**at && strchr("0123456789.,-+eE", **at) &&
	       length + 1 < sizeof(written)) {
		/* "5 events" has no exponent */
		if (ascii_is_letter(**at) && !ascii_is_digit((*at)[1]) &&
		    (*at)[1] != '-')
			break;
		if (**at != ',')
			written[length++] = **at;
		(*at)++;
	}
	written[length] = '\0';
	if (!number_parse_double(written, out))
		return err_set(
			err, ERR_INPUT,
			"\"%s\" is no number; write it like 80, 0.5 s, 12%%, 20k or, as a list, 3 4 5",
			text);
	*out *= multiplier(at);
	return true;
}

static bool is_number_start(const char *at)
{
	return ascii_is_digit(*at) || *at == '.' || *at == '-';
}

bool quantity_read(const char *text, const struct unit *unit,
		   struct quantity *out, struct err *err)
{
	struct quantity q = { .unit = *unit };
	const char *at = text + strspn(text, " ");

	do {
		if (q.count == QUANTITY_MAX)
			return err_set(err, ERR_LIMIT,
				       "a list has at most %d numbers",
				       QUANTITY_MAX);
		if (!read_number(text, &at, &q.number[q.count], err))
			return false;
		q.count++;
		at += strspn(at, " ");
	} while (is_number_start(at));
	if (*at && !unit_parse(at, &q.unit, err))
		return false;
	*out = q;
	return true;
}

bool quantity_parse(const char *text, const struct unit *unit,
		    struct quantity *out, struct err *err)
{
	struct quantity q = { .unit = *unit };

	if (!quantity_read(text, unit, &q, err))
		return false;
	if (!quantity_convert(&q, unit)) {
		char wanted[96];

		return err_set(err, ERR_INPUT, "\"%s\" is not in %s", text,
			       unit_describe(unit, wanted, sizeof(wanted)));
	}
	*out = q;
	return true;
}
