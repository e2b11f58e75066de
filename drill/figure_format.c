#include "drill/figure.h"

#include <math.h>

/* 1234567 as "1,234,567". */
static void add_grouped(struct str *out, double value)
{
	char digits[64];
	int length;

	if (fabs(value) > 1e15)
		value = value < 0 ? -1e15 : 1e15;
	if (value < 0 && value > -0.5)
		value = 0;
	length = snprintf(digits, sizeof(digits), "%.0f", fabs(value));
	if (value < 0)
		str_add_char(out, '-');
	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			str_add_char(out, ',');
		str_add_char(out, digits[i]);
	}
}

/* Nobody reads a fourth figure of a rate that moves. */
static double rounded(double value)
{
	double size = fabs(value);

	if (size >= 10000)
		return round(value / 100) * 100;
	if (size >= 1000)
		return round(value / 10) * 10;
	return value;
}

static void add_money(struct str *out, double value, const char *unit)
{
	if (fabs(value) >= 0.00005 && fabs(value) < 0.095)
		str_addf(out, "%.4f", value);
	else if (fabs(value) < 10)
		str_addf(out, "%.2f", value);
	else
		add_grouped(out, rounded(value));
	str_addf(out, " %s", unit);
}

static void add_seconds(struct str *out, double value)
{
	long whole;

	if (value > 0 && value < 0.5) {
		str_addf(out, "%.0f ms", value * 1000);
		return;
	}
	if (value < 10) {
		str_addf(out, value < 1 ? "%.2f s" : "%.1f s", value);
		return;
	}
	whole = lround(value);
	if (whole < 120)
		str_addf(out, "%ld s", whole);
	else
		str_addf(out, "%ld min %02ld s", whole / 60, whole % 60);
}

void figure_format(const char *unit, double value, struct str *out)
{
	if (!isfinite(value)) {
		str_add(out, "-");
		return;
	}
	if (!strcmp(unit, "USD") || !strcmp(unit, "USD/h"))
		add_money(out, value, unit);
	else if (!strcmp(unit, "ratio"))
		str_addf(out, fabs(value) < 0.0995 ? "%.1f %%" : "%.0f %%",
			 value * 100);
	else if (!strcmp(unit, "x"))
		str_addf(out, "%.1fx", value);
	else if (!strcmp(unit, "each"))
		str_addf(out, "%.2f", value);
	else if (!strcmp(unit, "s"))
		add_seconds(out, value);
	else if (!strcmp(unit, "1/s") && fabs(value) >= 1000) {
		add_grouped(out, rounded(value));
		str_add(out, "/s");
	} else if (!strcmp(unit, "1/s"))
		str_addf(out, fabs(value) < 100 ? "%.2f/s" : "%.0f/s", value);
	else if (!strcmp(unit, "1/min"))
		str_addf(out, "%.0f/min", value);
	else {
		add_grouped(out, rounded(value));
		str_addf(out, " %s", unit);
	}
}
