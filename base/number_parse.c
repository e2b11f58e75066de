#include "base/number.h"

#include <errno.h>
#include <math.h>

static const char *skip_digits(const char *at)
{
	while (*at >= '0' && *at <= '9')
		at++;
	return at;
}

/* strtod takes more than a plain decimal; this looks first. */
static bool is_decimal(const char *text)
{
	const char *start = *text == '-' ? text + 1 : text;
	const char *at = skip_digits(start);
	const char *digits;
	bool any = at > start;

	if (*at == '.') {
		digits = ++at;
		at = skip_digits(at);
		if (at == digits)
			return false;
		any = true;
	}
	if (!any)
		return false;
	if (*at == 'e' || *at == 'E') {
		at++;
		if (*at == '+' || *at == '-')
			at++;
		digits = at;
		at = skip_digits(at);
		if (at == digits)
			return false;
	}
	return *at == '\0';
}

bool number_parse_double(const char *text, double *out)
{
	double value;

	if (!is_decimal(text))
		return false;
	value = strtod(text, NULL);
	if (!isfinite(value))
		return false;
	*out = value;
	return true;
}

/* At least one digit and nothing else. */
static bool is_digits(const char *text)
{
	return *text && *skip_digits(text) == '\0';
}

bool number_parse_int64(const char *text, int64_t *out)
{
	long long value;

	if (!is_digits(*text == '-' ? text + 1 : text))
		return false;
	errno = 0;
	value = strtoll(text, NULL, 10);
	if (errno != 0)
		return false;
	*out = value;
	return true;
}

bool number_parse_u64(const char *text, uint64_t *out)
{
	unsigned long long value;

	if (!is_digits(text))
		return false;
	errno = 0;
	value = strtoull(text, NULL, 10);
	if (errno != 0)
		return false;
	*out = value;
	return true;
}
