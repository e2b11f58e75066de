/*
 * Moments as monitoring systems write them.
 */
#include "scenarios/recorded/chronicle.h"

#include "base/calendar.h"
#include "base/number.h"

#define DAY_S 86400
#define SECONDS_MAX 1e11 /* the year 5138; more are milliseconds */
#define MINUTES_SIZE 20	 /* "2026-03-10T14:05:00" */

const char *chronicle_time(int64_t unix_s, char out[CHRONICLE_TIME_SIZE])
{
	int64_t days = unix_s / DAY_S, second = unix_s % DAY_S;
	struct calendar_date date;

	if (second < 0) {
		second += DAY_S;
		days--;
	}
	date = calendar_from_days(days);
	snprintf(out, CHRONICLE_TIME_SIZE, "%04d-%02d-%02dT%02d:%02d:%02dZ",
		 date.year % 10000, date.month % 100, date.day % 100,
		 (int)(second / 3600), (int)(second / 60 % 60),
		 (int)(second % 60));
	return out;
}

/* "+02:00" in seconds; "Z" and nothing are none. */
static bool parse_offset(const char *text, double *out)
{
	int sign = *text == '-' ? -1 : 1;

	*out = 0;
	if (!*text || !strcmp(text, "Z"))
		return true;
	if ((*text != '+' && *text != '-') || strlen(text) != 6 ||
	    text[3] != ':')
		return false;
	for (int i = 1; i < 6; i++)
		if (i != 3 && (text[i] < '0' || text[i] > '9'))
			return false;
	*out = sign * (((text[1] - '0') * 10 + text[2] - '0') * 3600 +
		       ((text[4] - '0') * 10 + text[5] - '0') * 60);
	return true;
}

bool chronicle_parse_time(const char *text, double *out)
{
	char moment[MINUTES_SIZE];
	size_t length = strspn(text, "0123456789-T: ");
	double fraction = 0, offset;
	const char *rest;
	int64_t seconds;

	if (number_parse_double(text, out)) {
		if (*out >= SECONDS_MAX)
			*out /= 1000;
		return *out > -SECONDS_MAX && *out < SECONDS_MAX;
	}
	/* A "-" behind the time belongs to the offset. */
	if (length > MINUTES_SIZE - 1)
		length = MINUTES_SIZE - 1;
	if (length >= 17 && text[16] == '-')
		length = 16;
	if (length < 16)
		return false;
	memcpy(moment, text, length);
	moment[length] = '\0';
	if (moment[10] == ' ')
		moment[10] = 'T';
	rest = text + length;
	if (*rest == '.') {
		double digit = 0.1;

		for (rest++; *rest >= '0' && *rest <= '9'; rest++) {
			fraction += digit * (*rest - '0');
			digit /= 10;
		}
	}
	if (!calendar_parse_moment(moment, &seconds) ||
	    !parse_offset(rest, &offset))
		return false;
	*out = (double)seconds + fraction - offset;
	return true;
}
