#include "base/calendar.h"

#include <assert.h>
#include <string.h>

/* The era arithmetic of Howard Hinnant, "chrono-Compatible Low-Level Date
 * Algorithms": years begin in March, so that the leap day comes last. */
#define DAYS_PER_ERA 146097 /* 400 years */
#define DAYS_TO_1970 719468 /* from 0000-03-01 */

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

int64_t calendar_days(struct calendar_date date)
{
	int64_t year = (int64_t)date.year - (date.month <= 2);
	int64_t era = floor_div(year, 400);
	int64_t year_of_era = year - era * 400;
	int64_t month = (date.month + 9) % 12;
	int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
	int64_t day_of_era = year_of_era * 365 + year_of_era / 4 -
			     year_of_era / 100 + day_of_year;

	return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

struct calendar_date calendar_from_days(int64_t days)
{
	int64_t shifted = days + DAYS_TO_1970;
	int64_t era = floor_div(shifted, DAYS_PER_ERA);
	int64_t day_of_era = shifted - era * DAYS_PER_ERA;
	int64_t year_of_era = (day_of_era - day_of_era / 1460 +
			       day_of_era / 36524 - day_of_era / 146096) /
			      365;
	int64_t day_of_year =
		day_of_era -
		(365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int64_t month = (5 * day_of_year + 2) / 153;
	struct calendar_date date;

	date.day = (int)(day_of_year - (153 * month + 2) / 5 + 1);
	date.month = (int)(month < 10 ? month + 3 : month - 9);
	date.year = (int)(era * 400 + year_of_era + (date.month <= 2));
	return date;
}

int calendar_weekday(int64_t days)
{
	/* 1970-01-01 was a Thursday. */
	return (int)(days + 3 - floor_div(days + 3, 7) * 7);
}

static bool is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int calendar_month_length(int year, int month)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30,
				       31, 31, 30, 31, 30, 31 };

	assert(month >= 1 && month <= 12);
	return month == 2 && is_leap(year) ? 29 : lengths[month - 1];
}

const char *calendar_weekday_name(int weekday)
{
	static const char *const names[] = { "Mon", "Tue", "Wed", "Thu",
					     "Fri", "Sat", "Sun" };

	assert(weekday >= 0 && weekday < 7);
	return names[weekday];
}

const char *calendar_month_name(int month)
{
	static const char *const names[] = { "Jan", "Feb", "Mar", "Apr",
					     "May", "Jun", "Jul", "Aug",
					     "Sep", "Oct", "Nov", "Dec" };

	assert(month >= 1 && month <= 12);
	return names[month - 1];
}

/* Takes min to max digits from *at; false if there are fewer. */
static bool take_digits(const char **at, int min, int max, int *out)
{
	int value = 0, count = 0;

	while (count < max && **at >= '0' && **at <= '9') {
		value = value * 10 + (**at - '0');
		(*at)++;
		count++;
	}
	*out = value;
	return count >= min;
}

static bool take_char(const char **at, char wanted)
{
	if (**at != wanted)
		return false;
	(*at)++;
	return true;
}

static bool take_date(const char **at, struct calendar_date *out)
{
	struct calendar_date date;

	if (!take_digits(at, 4, 4, &date.year) || !take_char(at, '-') ||
	    !take_digits(at, 2, 2, &date.month) || !take_char(at, '-') ||
	    !take_digits(at, 2, 2, &date.day))
		return false;
	if (date.month < 1 || date.month > 12 || date.day < 1 ||
	    date.day > calendar_month_length(date.year, date.month))
		return false;
	*out = date;
	return true;
}

bool calendar_parse_date(const char *text, struct calendar_date *out)
{
	struct calendar_date date;

	if (!take_date(&text, &date) || *text)
		return false;
	*out = date;
	return true;
}

bool calendar_parse_moment(const char *text, int64_t *seconds)
{
	struct calendar_date date;
	int hour, minute, second = 0;

	if (!take_date(&text, &date) || !take_char(&text, 'T') ||
	    !take_digits(&text, 2, 2, &hour) || !take_char(&text, ':') ||
	    !take_digits(&text, 2, 2, &minute))
		return false;
	if (*text &&
	    (!take_char(&text, ':') || !take_digits(&text, 2, 2, &second)))
		return false;
	if (*text || hour > 23 || minute > 59 || second > 59)
		return false;
	*seconds = calendar_days(date) * 86400 + hour * 3600 + minute * 60 +
		   second;
	return true;
}

bool calendar_parse_clock(const char *text, int64_t *seconds)
{
	bool before = take_char(&text, '-');
	int minutes, rest;
	int64_t total;

	if (!take_digits(&text, 1, 5, &minutes) || !take_char(&text, ':') ||
	    !take_digits(&text, 2, 2, &rest) || *text || rest > 59)
		return false;
	total = (int64_t)minutes * 60 + rest;
	*seconds = before ? -total : total;
	return true;
}

const char *calendar_format_clock(int64_t seconds,
				  char out[CALENDAR_CLOCK_SIZE])
{
	/* As many minutes as fit; no drill comes near. */
	const int64_t most = INT64_C(99999999999) * 60 + 59;
	const char *sign = seconds < 0 ? "-" : "";

	if (seconds > most)
		seconds = most;
	if (seconds < -most)
		seconds = -most;
	if (seconds < 0)
		seconds = -seconds;
	snprintf(out, CALENDAR_CLOCK_SIZE, "%s%02lld:%02d", sign,
		 (long long)(seconds / 60), (int)(seconds % 60));
	return out;
}

/* One part of a length, if it is there. */
static void add_part(char out[CALENDAR_SPAN_SIZE], int64_t count,
		     const char *unit)
{
	size_t length = strlen(out);

	if (count > 0)
		snprintf(out + length, CALENDAR_SPAN_SIZE - length, "%s%lld %s",
			 length ? " " : "", (long long)count, unit);
}

const char *calendar_format_span(int64_t seconds, char out[CALENDAR_SPAN_SIZE])
{
	out[0] = '\0';
	if (seconds < 60) {
		snprintf(out, CALENDAR_SPAN_SIZE, "%lld s", (long long)seconds);
		return out;
	}
	/* From two hours on nobody says it in minutes alone. */
	if (seconds >= 7200) {
		add_part(out, seconds / 3600, "h");
		seconds %= 3600;
	}
	add_part(out, seconds / 60, "min");
	add_part(out, seconds % 60, "s");
	return out;
}

const char *calendar_format_left(int64_t seconds, char out[CALENDAR_SPAN_SIZE])
{
	bool minutes = seconds >= 120;

	snprintf(out, CALENDAR_SPAN_SIZE, "%lld %s",
		 (long long)(minutes ? (seconds + 59) / 60 : seconds),
		 minutes ? "min" : "s");
	return out;
}

const char *calendar_format_hour(int64_t moment, char out[CALENDAR_CLOCK_SIZE])
{
	int64_t second = moment - floor_div(moment, 86400) * 86400;

	snprintf(out, CALENDAR_CLOCK_SIZE, "%02d:%02d", (int)(second / 3600),
		 (int)(second / 60 % 60));
	return out;
}
