/*
 * A chronicle: what a monitoring system kept of a real incident.
 *
 * Seven series at one even step: arrivals, four percentiles of the time to the
 * answer, the share that failed, and money.  Each comes under a column's name,
 * which says what it is and in which unit ("p95_ms", "requests"), from a CSV
 * file or from a query; chronicle_settle() brings all of them to the same steps
 * and to base units, and refuses what cannot be right.
 */
#ifndef GAMEDAY_SCENARIOS_RECORDED_CHRONICLE_H
#define GAMEDAY_SCENARIOS_RECORDED_CHRONICLE_H

#include "base/err.h"
#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define CHRONICLE_STEPS_MIN 20	       /* fewer show no incident */
#define CHRONICLE_STEPS_MAX 600	       /* of one recording */
#define CHRONICLE_BYTES_MAX (8u << 20) /* of one file or answer */
#define CHRONICLE_STEP_MIN_S 1
#define CHRONICLE_STEP_MAX_S 600
#define CHRONICLE_SOURCE_SIZE 80 /* of a name for messages, cut */

/* Seconds, shares of 1, requests a second, USD an hour. */
enum chronicle_series {
	CHRONICLE_RATE,
	CHRONICLE_P50,
	CHRONICLE_P90,
	CHRONICLE_P95,
	CHRONICLE_P99,
	CHRONICLE_ERRORS, /* share of the requests that failed */
	CHRONICLE_COST,
	CHRONICLE_SERIES
};
#define CHRONICLE_PERCENTILES 4 /* from CHRONICLE_P50 on */

/* What a column's name stands for. */
struct chronicle_column;
/* NULL when there is none of that name. */
const struct chronicle_column *chronicle_column(const char *name);
/* The name nearest to a mistyped one, or NULL, and all of them in words. */
const char *chronicle_column_nearest(const char *name);
const char *chronicle_columns(void);

struct chronicle_point {
	double at_s;  /* since 1970, UTC */
	double value; /* NAN = nothing was recorded */
};

struct chronicle_input {
	const struct chronicle_column *column; /* NULL = not there */
	char source[CHRONICLE_SOURCE_SIZE];
	struct {
		VEC_OF(struct chronicle_point);
	} points;
};

struct chronicle {
	struct chronicle_input input[CHRONICLE_SERIES];
	bool fill; /* gaps are filled with the value before them */

	/* After chronicle_settle(). */
	int64_t start_s, step_s; /* start: since 1970, UTC */
	size_t count;
	size_t filled; /* values that fill gaps */
	bool has[CHRONICLE_SERIES];
	double value[CHRONICLE_SERIES][CHRONICLE_STEPS_MAX];
};

void chronicle_init(struct chronicle *recording);
void chronicle_finish(struct chronicle *recording);

/* Where points of a column go; the source ("rates.csv", the query) is for
 * messages.  An error when there is a column of that series already. */
struct chronicle_input *chronicle_add(struct chronicle *recording,
				      const struct chronicle_column *column,
				      const char *source, struct err *err);

/* All at once, after the last: finds the step and the time that all series
 * share, and converts.  Refuses other steps, gaps (unless `fill`), values that
 * the unit cannot have, percentiles that cross, too few and too many steps. */
bool chronicle_settle(struct chronicle *recording, struct err *err);

/* "rate_per_s", "p95_s" ...: a series in its base unit. */
const char *chronicle_name(enum chronicle_series series);
/* Time of a step as "2026-03-10T14:05:00Z". */
#define CHRONICLE_TIME_SIZE 32
const char *chronicle_time(int64_t unix_s, char out[CHRONICLE_TIME_SIZE]);
/* Seconds since 1970: a number (of seconds, or of milliseconds as dashboards
 * export them), or a date and time with "Z", with "+02:00" or with none of them
 * (UTC), parted by "T" or a blank. */
bool chronicle_parse_time(const char *text, double *out);

/* --- chronicle_csv.c --- */

/* Adds the columns of a CSV file: a first line with names, "time" among them.
 * Parted by commas, semicolons or tabs; values may be quoted.  A file of a time
 * and one more column may be named after its column instead
 * ("p95_ms.csv"). */
bool chronicle_read_csv(struct chronicle *recording, const char *path,
			struct err *err);

#endif
