#include "scenarios/recorded/chronicle.h"

#include "base/nearest.h"

#include <math.h>

/* What a value is multiplied by before it means what the series means. */
enum times {
	TIMES_ONE,
	TIMES_RATE,   /* of each request */
	BY_STEP,      /* of each step */
	BY_RATE,      /* a second, of all requests */
	BY_STEP_RATE, /* a count in each step, of all requests */
};

struct chronicle_column {
	const char *name;
	enum chronicle_series series;
	double factor;
	enum times times;
};

#define PERCENTILE(id, word) \
	{ word "_s", id, 1, TIMES_ONE }, \
	{ \
		word "_ms", id, 1e-3, TIMES_ONE \
	}

/* The first of each series has its base unit. */
/* clang-format off */
static const struct chronicle_column columns[] = {
	{ "rate_per_s", CHRONICLE_RATE, 1, TIMES_ONE },
	{ "rate_per_min", CHRONICLE_RATE, 1.0 / 60, TIMES_ONE },
	{ "rate_per_hour", CHRONICLE_RATE, 1.0 / 3600, TIMES_ONE },
	{ "requests", CHRONICLE_RATE, 1, BY_STEP },
	PERCENTILE(CHRONICLE_P50, "p50"),
	PERCENTILE(CHRONICLE_P90, "p90"),
	PERCENTILE(CHRONICLE_P95, "p95"),
	PERCENTILE(CHRONICLE_P99, "p99"),
	{ "error_share", CHRONICLE_ERRORS, 1, TIMES_ONE },
	{ "error_percent", CHRONICLE_ERRORS, 0.01, TIMES_ONE },
	{ "errors_per_s", CHRONICLE_ERRORS, 1, BY_RATE },
	{ "errors", CHRONICLE_ERRORS, 1, BY_STEP_RATE },
	{ "usd_per_hour", CHRONICLE_COST, 1, TIMES_ONE },
	{ "usd", CHRONICLE_COST, 3600, BY_STEP },
	{ "usd_per_request", CHRONICLE_COST, 3600, TIMES_RATE },
};
/* clang-format on */
#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

/* Beyond these a value is most likely in another unit. */
static const double most[CHRONICLE_SERIES] = {
	[CHRONICLE_RATE] = 1e6,	 [CHRONICLE_P50] = 3600, [CHRONICLE_P90] = 3600,
	[CHRONICLE_P95] = 3600,	 [CHRONICLE_P99] = 3600, [CHRONICLE_ERRORS] = 1,
	[CHRONICLE_COST] = 1e12,
};

/* clang-format off */
static const char *const remedy[CHRONICLE_SERIES] = {
	[CHRONICLE_RATE] = "requests a second are at most a million",
	[CHRONICLE_P50] = "a time is at most an hour; milliseconds are p50_ms",
	[CHRONICLE_P90] = "a time is at most an hour; milliseconds are p90_ms",
	[CHRONICLE_P95] = "a time is at most an hour; milliseconds are p95_ms",
	[CHRONICLE_P99] = "a time is at most an hour; milliseconds are p99_ms",
	[CHRONICLE_ERRORS] = "a share is from 0 to 1; per cent are error_percent",
	[CHRONICLE_COST] = "that is no sum of money an hour",
};
/* clang-format on */

const struct chronicle_column *chronicle_column(const char *name)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (!strcmp(columns[i].name, name))
			return &columns[i];
	return NULL;
}

static const char *const *column_names(void)
{
	static const char *names[COLUMNS + 1];

	for (size_t i = 0; i < COLUMNS; i++)
		names[i] = columns[i].name;
	return names;
}

const char *chronicle_column_nearest(const char *name)
{
	return nearest_word(name, column_names());
}

const char *chronicle_columns(void)
{
	return "rate_per_s, rate_per_min, rate_per_hour or requests; p50_s, "
	       "p90_s, p95_s, p99_s or the same in _ms; error_share, "
	       "error_percent, errors_per_s or errors; usd_per_hour, usd or "
	       "usd_per_request";
}

const char *chronicle_name(enum chronicle_series series)
{
	for (size_t i = 0; i < COLUMNS; i++)
		if (columns[i].series == series)
			return columns[i].name;
	return "";
}

void chronicle_init(struct chronicle *recording)
{
	memset(recording, 0, sizeof(*recording));
}

void chronicle_finish(struct chronicle *recording)
{
	for (int s = 0; s < CHRONICLE_SERIES; s++)
		vec_finish(&recording->input[s].points);
}

struct chronicle_input *chronicle_add(struct chronicle *recording,
				      const struct chronicle_column *column,
				      const char *source, struct err *err)
{
	struct chronicle_input *input = &recording->input[column->series];

	if (input->column) {
		err_set(err, ERR_INPUT,
			"%s: %s and %s (of %s) say the same; give one of them",
			source, column->name, input->column->name,
			input->source);
		return NULL;
	}
	input->column = column;
	snprintf(input->source, sizeof(input->source), "%s", source);
	return input;
}

/* --- steps --------------------------------------------------------------- */

static bool fail(const struct chronicle_input *input, double at_s,
		 struct err *err, const char *what)
{
	char time[CHRONICLE_TIME_SIZE];

	return err_set(err, ERR_INPUT, "%s (%s), %s: %s", input->column->name,
		       input->source, chronicle_time((int64_t)at_s, time),
		       what);
}

/* The smallest distance of two points, which must be a whole number of
 * seconds. */
static bool find_step(const struct chronicle_input *input, double *step,
		      struct err *err)
{
	const struct chronicle_point *points = input->points.items;

	*step = CHRONICLE_STEP_MAX_S + 1;
	if (input->points.count < CHRONICLE_STEPS_MIN)
		return err_set(err, ERR_INPUT,
			       "%s (%s): has %zu values; %d at least show an "
			       "incident and what was before it",
			       input->column->name, input->source,
			       input->points.count, CHRONICLE_STEPS_MIN);
	for (size_t i = 1; i < input->points.count; i++) {
		double gap = points[i].at_s - points[i - 1].at_s;

		if (!(gap > 0))
			return fail(input, points[i].at_s, err,
				    "is not later than the value before it; "
				    "sort by time, once each");
		*step = gap < *step ? gap : *step;
	}
	if (*step < CHRONICLE_STEP_MIN_S || *step > CHRONICLE_STEP_MAX_S ||
	    fabs(*step - floor(*step)) > 0)
		return err_set(err, ERR_INPUT,
			       "%s (%s): the step is %g s; it must be whole "
			       "seconds, from %d to %d",
			       input->column->name, input->source, *step,
			       CHRONICLE_STEP_MIN_S, CHRONICLE_STEP_MAX_S);
	return true;
}

/* A series covers the same time as the arrivals do. */
static bool check_span(const struct chronicle *r,
		       const struct chronicle_input *input, struct err *err)
{
	const struct chronicle_input *rate = &r->input[CHRONICLE_RATE];
	const struct chronicle_point *its = input->points.items,
				     *all = rate->points.items;
	size_t last = input->points.count - 1, end = rate->points.count - 1;
	char a[CHRONICLE_TIME_SIZE], b[CHRONICLE_TIME_SIZE];
	char c[CHRONICLE_TIME_SIZE], d[CHRONICLE_TIME_SIZE];

	if (fabs(its[0].at_s - all[0].at_s) < (double)r->step_s &&
	    fabs(its[last].at_s - all[end].at_s) < (double)r->step_s)
		return true;
	return err_set(err, ERR_INPUT,
		       "%s (%s): covers %s to %s, but %s (%s) %s to %s; record "
		       "all of the same time (--fill takes what they share)",
		       input->column->name, input->source,
		       chronicle_time((int64_t)its[0].at_s, a),
		       chronicle_time((int64_t)its[last].at_s, b),
		       rate->column->name, rate->source,
		       chronicle_time((int64_t)all[0].at_s, c),
		       chronicle_time((int64_t)all[end].at_s, d));
}

/* All series have one step, and stand on the same seconds; the time that all
 * have goes to start and count. */
static bool find_time(struct chronicle *r, struct err *err)
{
	const struct chronicle_input *first = &r->input[CHRONICLE_RATE];
	double step, start = -INFINITY, end = INFINITY;

	if (!first->column)
		return err_set(err, ERR_INPUT,
			       "there are no arrivals, which a drill is made "
			       "of: give rate_per_s, rate_per_min, "
			       "rate_per_hour or requests");
	for (int s = 0; s < CHRONICLE_SERIES; s++) {
		const struct chronicle_input *input = &r->input[s];
		const struct chronicle_point *points = input->points.items;

		if (!input->column)
			continue;
		if (!find_step(input, &step, err))
			return false;
		if (s == CHRONICLE_RATE)
			r->step_s = (int64_t)step;
		if ((int64_t)step != r->step_s)
			return err_set(err, ERR_INPUT,
				       "%s (%s) has a step of %g s, but %s "
				       "(%s) one of %lld s; record all at one "
				       "step",
				       input->column->name, input->source, step,
				       first->column->name, first->source,
				       (long long)r->step_s);
		if (!r->fill && !check_span(r, input, err))
			return false;
		start = fmax(start, points[0].at_s);
		end = fmin(end, points[input->points.count - 1].at_s);
	}
	r->start_s = (int64_t)floor(start);
	if (end < start + (double)(r->step_s * (CHRONICLE_STEPS_MIN - 1)))
		return err_set(err, ERR_INPUT,
			       "the series share less than %d steps of time; "
			       "record all of the same hours",
			       CHRONICLE_STEPS_MIN);
	if ((end - start) / (double)r->step_s >= CHRONICLE_STEPS_MAX)
		return err_set(err, ERR_LIMIT,
			       "there are %.0f steps of %lld s, at most %d are "
			       "replayed; take a longer step or less time",
			       (end - start) / (double)r->step_s + 1,
			       (long long)r->step_s, CHRONICLE_STEPS_MAX);
	r->count = (size_t)((end - start) / (double)r->step_s) + 1;
	return true;
}

static bool gap(struct chronicle *r, const struct chronicle_input *input,
		size_t i, double *values, struct err *err)
{
	if (!r->fill)
		return fail(input,
			    (double)(r->start_s + (int64_t)i * r->step_s), err,
			    "there is no value (a gap, or NaN); --fill takes "
			    "the one before it");
	values[i] = i > 0 ? values[i - 1] : NAN;
	r->filled++;
	return true;
}

/* The values of one series at the steps. */
static bool place(struct chronicle *r, int series, struct err *err)
{
	const struct chronicle_input *input = &r->input[series];
	double *values = r->value[series];
	size_t next = 0;

	for (size_t i = 0; i < r->count; i++) {
		double at_s = (double)(r->start_s + (int64_t)i * r->step_s);
		const struct chronicle_point *point;

		while (next < input->points.count &&
		       input->points.items[next].at_s < at_s - 0.001)
			next++;
		point = &input->points.items[next < input->points.count
						     ? next
						     : input->points.count - 1];
		if (fabs(point->at_s - at_s) > 0.001 &&
		    fabs(fmod(fabs(point->at_s - at_s), (double)r->step_s)) >
			    0.001)
			return fail(input, point->at_s, err,
				    "does not stand on the steps of the "
				    "others");
		if (fabs(point->at_s - at_s) > 0.001 || isnan(point->value)) {
			if (!gap(r, input, i, values, err))
				return false;
			continue;
		}
		values[i] = point->value;
		next++;
	}
	/* A gap at the beginning takes what comes behind it. */
	for (size_t i = r->count - 1; i-- > 0;)
		if (isnan(values[i]))
			values[i] = values[i + 1];
	if (isnan(values[0]))
		return err_set(err, ERR_INPUT, "%s (%s): has no value at all",
			       input->column->name, input->source);
	return true;
}

/* --- units --------------------------------------------------------------- */

static bool convert(struct chronicle *r, int series, struct err *err)
{
	const struct chronicle_input *input = &r->input[series];
	const struct chronicle_column *column = input->column;
	double *values = r->value[series], step = (double)r->step_s;

	for (size_t i = 0; i < r->count; i++) {
		double rate = r->value[CHRONICLE_RATE][i], was = values[i];
		double at_s = (double)(r->start_s + (int64_t)i * r->step_s);
		char what[160];

		values[i] *= column->factor;
		if (column->times == TIMES_RATE)
			values[i] *= rate;
		if (column->times == BY_STEP || column->times == BY_STEP_RATE)
			values[i] /= step;
		if (column->times == BY_RATE || column->times == BY_STEP_RATE)
			values[i] = rate > 0 ? values[i] / rate : 0;
		if (values[i] >= 0 && values[i] <= most[series])
			continue;
		snprintf(what, sizeof(what), "%.6g cannot be right; %s", was,
			 was < 0 ? "it must not be negative" : remedy[series]);
		return fail(input, at_s, err, what);
	}
	r->has[series] = true;
	return true;
}

/* A higher percentile is never below a lower one; a hundredth is rounding. */
static bool check_order(const struct chronicle *r, struct err *err)
{
	int below = -1;

	for (int s = CHRONICLE_P50; s <= CHRONICLE_P99; s++) {
		if (!r->has[s])
			continue;
		for (size_t i = 0; below >= 0 && i < r->count; i++) {
			char what[96];

			if (r->value[s][i] >= 0.99 * r->value[below][i])
				continue;
			snprintf(what, sizeof(what),
				 "is below %s (%.6g s and %.6g s); is one of "
				 "them in another unit?",
				 r->input[below].column->name, r->value[s][i],
				 r->value[below][i]);
			return fail(
				&r->input[s],
				(double)(r->start_s + (int64_t)i * r->step_s),
				err, what);
		}
		below = s;
	}
	return true;
}

bool chronicle_settle(struct chronicle *recording, struct err *err)
{
	double sum = 0;

	if (!find_time(recording, err))
		return false;
	for (int s = 0; s < CHRONICLE_SERIES; s++)
		if (recording->input[s].column &&
		    (!place(recording, s, err) || !convert(recording, s, err)))
			return false;
	for (size_t i = 0; i < recording->count; i++)
		sum += recording->value[CHRONICLE_RATE][i];
	if (!(sum > 0))
		return err_set(err, ERR_INPUT,
			       "%s (%s): nobody came in all that time",
			       recording->input[CHRONICLE_RATE].column->name,
			       recording->input[CHRONICLE_RATE].source);
	return check_order(recording, err);
}
