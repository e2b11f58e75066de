/*
 * Dates and times without the system's clock, time zone or locale.
 *
 * Simulated time is int64 microseconds; 0 is the page (00:00 of the drill),
 * negative is before it.  A pack has a start date and a fixed UTC offset.
 */
#ifndef GAMEDAY_BASE_CALENDAR_H
#define GAMEDAY_BASE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define HOUR_US (60 * MINUTE_US)

struct calendar_date {
	int year, month, day; /* month and day from 1 */
};

/* Days since 1970-01-01 (proleptic Gregorian) and back. */
int64_t calendar_days(struct calendar_date date);
struct calendar_date calendar_from_days(int64_t days);
int calendar_weekday(int64_t days); /* 0 = Monday */
int calendar_month_length(int year, int month);
const char *calendar_weekday_name(int weekday); /* "Mon" */
const char *calendar_month_name(int month);	/* "Jan", from 1 */

/* "2026-03-10" */
bool calendar_parse_date(const char *text, struct calendar_date *out);
/* "2026-03-10T14:05" or with ":SS", as seconds since 1970 of local time */
bool calendar_parse_moment(const char *text, int64_t *seconds);

/* Drill time "MM:SS" or "HHH:SS" minutes, "-12:30" before the page; seconds. */
bool calendar_parse_clock(const char *text, int64_t *seconds);
#define CALENDAR_CLOCK_SIZE 16
#define CALENDAR_SPAN_SIZE 48
/* The same back: "04:10", "-12:30", "104:07".  Returns out. */
const char *calendar_format_clock(int64_t seconds,
				  char out[CALENDAR_CLOCK_SIZE]);
/* A length of time in words, for people: "45 s", "10 min", "2 min 30 s",
 * "90 min", "2 h 30 min".  Returns out. */
const char *calendar_format_span(int64_t seconds, char out[CALENDAR_SPAN_SIZE]);
/* The same for what is still to come, rounded up: seconds below two minutes,
 * minutes from there. */
const char *calendar_format_left(int64_t seconds, char out[CALENDAR_SPAN_SIZE]);
/* "14:05" of a moment (seconds since 1970, local). */
const char *calendar_format_hour(int64_t moment, char out[CALENDAR_CLOCK_SIZE]);

#endif
