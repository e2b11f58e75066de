#include "base/number.h"

#include <math.h>
#include <stdarg.h>

/* Above this there are no digits to group that anybody would read. */
#define READABLE_MAX 1e18
#define DECIMALS_MAX 6

__attribute__((format(printf, 2, 3))) static const char *put(
	char out[NUMBER_SIZE], const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(out, NUMBER_SIZE, format, args);
	va_end(args);
	return out;
}

/* "-0.00" says nothing that "0.00" does not. */
static const char *without_zero_sign(const char *digits)
{
	if (*digits == '-' && digits[strspn(digits, "-0.")] == '\0')
		return digits + 1;
	return digits;
}

/* Copies plain digits, with a comma between each three before the point. */
static const char *group(const char *digits, char out[NUMBER_SIZE])
{
	size_t whole, at = 0;

	digits = without_zero_sign(digits);
	if (*digits == '-')
		out[at++] = *digits++;
	whole = strspn(digits, "0123456789");
	for (size_t i = 0; digits[i] && at + 2 < NUMBER_SIZE; i++) {
		if (i > 0 && i < whole && (whole - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
	return out;
}

const char *number_int(int64_t value, char out[NUMBER_SIZE])
{
	char digits[NUMBER_SIZE];

	put(digits, "%lld", (long long)value);
	return group(digits, out);
}

const char *number_decimal(double value, int decimals, char out[NUMBER_SIZE])
{
	char digits[NUMBER_SIZE];

	if (isnan(value))
		return put(out, "n/a");
	if (fabs(value) >= READABLE_MAX)
		return put(out, "%.2e", value);
	if (decimals < 0)
		decimals = 0;
	if (decimals > DECIMALS_MAX)
		decimals = DECIMALS_MAX;
	put(digits, "%.*f", decimals, value);
	return group(digits, out);
}

const char *number_short(double value, char out[NUMBER_SIZE])
{
	static const char *const units[] = { "", "k", "M", "B", "T" };
	const size_t last = sizeof(units) / sizeof(*units) - 1;
	double scaled = fabs(value);
	size_t unit = 0;
	char digits[NUMBER_SIZE];

	if (isnan(value))
		return put(out, "n/a");
	if (fabs(value) >= READABLE_MAX)
		return put(out, "%.2e", value);
	/* Compared as it will be rounded: 999,960 is "1.0M", not "1000.0k". */
	while (unit < last && scaled >= (unit == 0 ? 999.5 : 999.95)) {
		scaled /= 1000;
		unit++;
	}
	put(digits, "%s%.*f", value < 0 ? "-" : "",
	    unit > 0 || (scaled < 9.95 && scaled != floor(scaled)) ? 1 : 0,
	    scaled);
	return put(out, "%s%s", without_zero_sign(digits), units[unit]);
}

const char *number_money(double usd, char out[NUMBER_SIZE])
{
	char amount[NUMBER_SIZE];

	if (isnan(usd))
		return put(out, "n/a");
	number_decimal(usd, fabs(usd) < 99.995 ? 2 : 0, amount);
	return put(out, "%.43s USD", amount);
}

const char *number_money_short(double usd, char out[NUMBER_SIZE])
{
	char amount[NUMBER_SIZE];

	if (isnan(usd))
		return put(out, "n/a");
	number_short(usd, amount);
	return put(out, "%.43s USD", amount);
}

const char *number_percent(double ratio, char out[NUMBER_SIZE])
{
	double percent = ratio * 100;
	char amount[NUMBER_SIZE];

	if (isnan(ratio))
		return put(out, "n/a");
	if (percent > 0 && percent < 0.05)
		return put(out, "<0.1%%");
	number_decimal(percent, percent != 0 && fabs(percent) < 9.95 ? 1 : 0,
		       amount);
	return put(out, "%.46s%%", amount);
}

const char *number_multiple(double ratio, char out[NUMBER_SIZE])
{
	char amount[NUMBER_SIZE];

	if (isnan(ratio))
		return put(out, "n/a");
	number_decimal(ratio, fabs(ratio) < 99.95 ? 1 : 0, amount);
	return put(out, "%.46sx", amount);
}

/* 0 leaves the smaller unit out: "2 min", not "2 min 0 s". */
static const char *put_units(char out[NUMBER_SIZE], const char *sign,
			     int64_t large, const char *large_unit,
			     int64_t small, const char *small_unit)
{
	if (small == 0)
		return put(out, "%s%lld %s", sign, (long long)large,
			   large_unit);
	return put(out, "%s%lld %s %lld %s", sign, (long long)large, large_unit,
		   (long long)small, small_unit);
}

const char *number_duration(double seconds, char out[NUMBER_SIZE])
{
	const char *sign = seconds < 0 ? "-" : "";
	double size = fabs(seconds);
	int64_t whole;

	if (isnan(seconds))
		return put(out, "n/a");
	if (size >= READABLE_MAX)
		return put(out, "%.2e s", seconds);
	if (size < 0.0005)
		return put(out, "0 s");
	if (size < 0.0995)
		return put(out, "%s%.0f ms", sign, size * 1000);
	whole = (int64_t)(size + 0.5);
	if (size < 9.95 && size != floor(size))
		return put(out, "%s%.1f s", sign, size);
	if (whole < 60)
		return put(out, "%s%lld s", sign, (long long)whole);
	if (whole < 3600)
		return put_units(out, sign, whole / 60, "min", whole % 60, "s");
	if (whole < 86400)
		return put_units(out, sign, whole / 3600, "h",
				 whole % 3600 / 60, "min");
	return put_units(out, sign, whole / 86400, "d", whole % 86400 / 3600,
			 "h");
}
