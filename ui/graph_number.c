#include "base/number.h"
#include "ui/graph.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

_Static_assert(SHORT_NUMBER_MAX >= NUMBER_SIZE, "a number fits");

/* Seconds stay seconds, so that two of them can be compared at a glance; below
 * one with hundredths. */
static const char *format_seconds(double value, char out[NUMBER_SIZE])
{
	char number[NUMBER_SIZE];

	if (value > 0 && value < 0.995)
		number_decimal(value, 2, number);
	else
		number_short(value, number);
	snprintf(out, NUMBER_SIZE, "%.40s s", number);
	return out;
}

/* "4 %", with the blank that all figures of the screen have. */
static const char *format_percent(double value, char out[NUMBER_SIZE])
{
	char number[NUMBER_SIZE];
	size_t length = strlen(number_percent(value, number));

	if (length > 0 && number[length - 1] == '%') {
		number[length - 1] = '\0';
		snprintf(out, NUMBER_SIZE, "%.40s %%", number);
	} else {
		snprintf(out, NUMBER_SIZE, "%s", number);
	}
	return out;
}

/* Unit, and what writes a number of it; others are plain. */
static const struct {
	const char *unit;
	const char *(*format)(double value, char out[NUMBER_SIZE]);
} formats[] = {
	{ "ratio", format_percent },
	{ "x", number_multiple },
	{ "s", format_seconds },
};

const char *short_number(const char *unit, double value,
			 char out[SHORT_NUMBER_MAX])
{
	if (!isfinite(value)) {
		out[0] = '-';
		out[1] = '\0';
		return out;
	}
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		if (strcmp(formats[i].unit, unit) == 0)
			return formats[i].format(value, out);
	return number_short(value, out);
}
