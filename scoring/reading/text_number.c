#include "scoring/reading/text_internal.h"

#include "base/ascii.h"

#include <math.h>
#include <string.h>

static size_t digits(const char *s)
{
	size_t count = 0;

	while (ascii_is_digit(s[count]))
		count++;
	return count;
}

/* Bytes of a thousands separator at s, with three digits behind it; else 0. */
static size_t thousands(const char *s)
{
	static const char *const separators[] = {
		",", "'", "\xe2\x80\x99", "\xc2\xa0", "\xe2\x80\xaf", " "
	};

	for (size_t i = 0; i < sizeof(separators) / sizeof(*separators); i++) {
		size_t length = strlen(separators[i]);

		if (strncmp(s, separators[i], length) == 0 &&
		    digits(s + length) == 3)
			return length;
	}
	return 0;
}

static double decimals(const char *s, size_t count)
{
	double value = 0, unit = 1;

	for (size_t i = 0; i < count && i < 12; i++) {
		unit /= 10;
		value += unit * (s[i] - '0');
	}
	return value;
}

/* ".080,50" behind "1": thousands by points, decimals by a comma.  Bytes. */
static size_t continental(const char *s, double *value)
{
	char mark = *s;
	size_t used = 0, behind;

	while (s[used] == mark && digits(s + used + 1) == 3) {
		*value = *value * 1000 + 1000 * decimals(s + used + 1, 3);
		used += 4;
	}
	behind = mark == '.' && s[used] == ',' ? digits(s + used + 1) : 0;
	if (behind > 0 && behind <= 2) {
		*value += decimals(s + used + 1, behind);
		used += 1 + behind;
	}
	return used;
}

/* "14:20", "14:20:05", "14h20", "2 pm".  Bytes taken or 0. */
static size_t parse_clock(const char *s, struct text_word *out)
{
	size_t n = digits(s);
	double hour, minute = 0;
	size_t used = n;

	if (n == 0 || n > 2)
		return 0;
	hour = n == 2 ? (s[0] - '0') * 10 + (s[1] - '0') : s[0] - '0';
	if ((s[n] == ':' || s[n] == 'h') && digits(s + n + 1) == 2) {
		minute = (s[n + 1] - '0') * 10 + (s[n + 2] - '0');
		used = n + 3;
		if (s[used] == ':' && digits(s + used + 1) == 2)
			used += 3;
	}
	const char *after = s + used;
	size_t gap = *after == ' ' ? 1 : 0;
	bool am = strncmp(after + gap, "am", 2) == 0 ||
		  strncmp(after + gap, "AM", 2) == 0;
	bool pm = strncmp(after + gap, "pm", 2) == 0 ||
		  strncmp(after + gap, "PM", 2) == 0;

	if ((am || pm) && !ascii_is_letter(after[gap + 2]) && hour <= 12) {
		hour = (hour >= 12 ? 0 : hour) + (pm ? 12 : 0);
		used += gap + 2;
	} else if (used == n) {
		return 0;
	}
	if (hour > 24 || minute > 59)
		return 0;
	out->kind = TEXT_CLOCK;
	out->value = hour * 60 + minute;
	return used;
}

/* What may stand right behind the digits of a number: its unit. */
static bool is_unit(const char *s, size_t length)
{
	static const char *const units[] = {
		"s",   "sec", "secs", "seconds", "min",	  "mins", "minutes",
		"m",   "h",   "hr",   "hrs",	 "hours", "ms",	  "x",
		"k",   "K",   "M",    "pct",	 "usd",	  "USD",  "eur",
		"EUR", "pc",  "th",   "st",	 "nd",	  "rd",	  "fold",
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++)
		if (strlen(units[i]) == length &&
		    strncmp(units[i], s, length) == 0)
			return true;
	return false;
}

static size_t parse_scale(const char *s, struct text_word *out)
{
	if ((s[0] == 'k' || s[0] == 'K' || s[0] == 'M') &&
	    !ascii_is_letter(s[1])) {
		out->value *= s[0] == 'M' ? 1e6 : 1e3;
		out->scaled = true;
		return 1;
	}
	return 0;
}

size_t text_parse_number(const char *s, struct text_word *out)
{
	size_t used = parse_clock(s, out), n, suffix = 0;

	if (used > 0)
		return used;
	n = digits(s);
	double value = 0;
	bool grouped = false;

	for (size_t i = 0; i < n && i < 15; i++)
		value = value * 10 + (s[i] - '0');
	used = n;
	for (size_t gap; n <= 3 && (gap = thousands(s + used)) > 0;) {
		for (size_t i = 0; i < 3; i++)
			value = value * 10 + (s[used + gap + i] - '0');
		used += gap + 3;
		grouped = true;
	}
	if (s[used] == '.' || (s[used] == ',' && !grouped)) {
		size_t behind = digits(s + used + 1);

		if (behind == 3 && value > 0 && !grouped && n <= 3) {
			used += continental(s + used, &value);
		} else if (behind > 0) {
			value += decimals(s + used + 1, behind);
			used += 1 + behind;
		}
	}
	out->kind = TEXT_NUMBER;
	out->value = value;
	used += parse_scale(s + used, out);
	while (ascii_is_letter(s[used + suffix]))
		suffix++;
	/* "1080p", "5xx", "2.31b" and version numbers are names. */
	if (suffix > 0 && !out->scaled && !is_unit(s + used, suffix))
		return 0;
	if (s[used] == '.' && ascii_is_digit(s[used + 1]))
		return 0;
	return used;
}

static const struct {
	const char *word;
	double value;
	bool scale; /* multiplies what stands before it */
} number_words[] = {
	{ "zero", 0, false },	    { "one", 1, false },
	{ "two", 2, false },	    { "three", 3, false },
	{ "four", 4, false },	    { "five", 5, false },
	{ "six", 6, false },	    { "seven", 7, false },
	{ "eight", 8, false },	    { "nine", 9, false },
	{ "ten", 10, false },	    { "eleven", 11, false },
	{ "twelve", 12, false },    { "thirteen", 13, false },
	{ "fourteen", 14, false },  { "fifteen", 15, false },
	{ "sixteen", 16, false },   { "seventeen", 17, false },
	{ "eighteen", 18, false },  { "nineteen", 19, false },
	{ "twenty", 20, false },    { "thirty", 30, false },
	{ "forty", 40, false },	    { "fifty", 50, false },
	{ "sixty", 60, false },	    { "seventy", 70, false },
	{ "eighty", 80, false },    { "ninety", 90, false },
	{ "dozen", 12, true },	    { "hundred", 100, true },
	{ "thousand", 1000, true }, { "million", 1e6, true },
	{ "billion", 1e9, true },
};

/* Index of a number word, or -1. */
static int number_word(const char *lower)
{
	for (size_t i = 0; i < sizeof(number_words) / sizeof(*number_words);
	     i++)
		if (strcmp(number_words[i].word, lower) == 0)
			return (int)i;
	return -1;
}

double text_number_word(const char *lower)
{
	int i = number_word(lower);

	return i < 0 ? -1 : number_words[i].value;
}

bool text_is_scale(const char *lower)
{
	int i = number_word(lower);

	return i >= 0 && number_words[i].scale;
}
