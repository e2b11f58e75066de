#include "sim/telemetry/query.h"

#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct {
	const char *key, *unit, *help;
} words[SIM_METRIC_COUNT] = {
#define M(id, key, unit, help) [SIM_METRIC_##id] = { key, unit, help },
	SIM_METRICS(M)
#undef M
};

int sim_metric_find(const char *key)
{
	for (int i = 0; i < SIM_METRIC_COUNT; i++) {
		if (strcmp(words[i].key, key) == 0)
			return i;
	}
	return -1;
}

const char *sim_metric_key(enum sim_metric metric)
{
	return words[metric].key;
}

const char *sim_metric_unit(enum sim_metric metric)
{
	return words[metric].unit;
}

const char *sim_metric_help(enum sim_metric metric)
{
	return words[metric].help;
}

/* How a metric is made of sums. */
enum per { PER_NOTHING, PER_SECOND, PER_MINUTE, PER_HOUR, PER_SUM, QUANTILE };

static const struct formula {
	enum per per;
	enum sum sum, over;
	double p;
} formulas[SIM_METRIC_COUNT] = {
	[SIM_METRIC_SPEND_RATE] = { PER_HOUR, SUM_USD, 0, 0 },
	[SIM_METRIC_SPEND] = { PER_NOTHING, SUM_USD, 0, 0 },
	[SIM_METRIC_DUPLICATE_SPEND] = { PER_NOTHING, SUM_DUPLICATE_USD, 0, 0 },
	[SIM_METRIC_ARRIVALS] = { PER_SECOND, SUM_CAME, 0, 0 },
	[SIM_METRIC_PRESSES] = { PER_SECOND, SUM_PRESSED, 0, 0 },
	[SIM_METRIC_CLIPS] = { PER_SECOND, SUM_SERVED, 0, 0 },
	[SIM_METRIC_TASKS] = { PER_SECOND, SUM_TASKS, 0, 0 },
	[SIM_METRIC_ATTEMPTS] = { PER_SECOND, SUM_CALLS, 0, 0 },
	[SIM_METRIC_ATTEMPTS_PER_JOB] = { PER_SUM, SUM_CALLS, SUM_LEFT, 0 },
	[SIM_METRIC_ERROR_RATE] = { PER_SUM, SUM_IN_VAIN, SUM_ANSWERED, 0 },
	[SIM_METRIC_TIMEOUT_RATE] = { PER_SUM, SUM_TIMEOUTS, SUM_ATTEMPTS, 0 },
	[SIM_METRIC_QUOTA_RATE] = { PER_SUM, SUM_QUOTA, SUM_CALLS, 0 },
	[SIM_METRIC_QUOTA_PER_MIN] = { PER_MINUTE, SUM_QUOTA, 0, 0 },
	[SIM_METRIC_REFUSED_RATE] = { PER_SUM, SUM_REFUSED, SUM_ANSWERED, 0 },
	[SIM_METRIC_P50] = { QUANTILE, 0, 0, 0.50 },
	[SIM_METRIC_P95] = { QUANTILE, 0, 0, 0.95 },
	[SIM_METRIC_P99] = { QUANTILE, 0, 0, 0.99 },
	[SIM_METRIC_TASK_P50] = { QUANTILE, 0, 0, 0.50 },
	[SIM_METRIC_TASK_P95] = { QUANTILE, 0, 0, 0.95 },
	[SIM_METRIC_REPORT_LAG] = { QUANTILE, 0, 0, 0.50 },
	[SIM_METRIC_FAILED_PEOPLE] = { PER_NOTHING, SUM_FAILED, 0, 0 },
	[SIM_METRIC_DEGRADED] = { PER_NOTHING, SUM_DEGRADED, 0, 0 },
	[SIM_METRIC_PRESSES_PER_PERSON] = { PER_SUM, SUM_PRESSES_OF_LEFT,
					    SUM_LEFT, 0 },
	[SIM_METRIC_PRICE_PER_CLIP] = { PER_SUM, SUM_USD, SUM_SERVED, 0 },
};

/* What a quantile is of. */
enum duration { OF_PERSON, OF_TASK, OF_LAG };

static enum duration duration_of(enum sim_metric metric)
{
	if (metric == SIM_METRIC_TASK_P50 || metric == SIM_METRIC_TASK_P95)
		return OF_TASK;
	return metric == SIM_METRIC_REPORT_LAG ? OF_LAG : OF_PERSON;
}

/* Parts values[low..high] so that none of the first part is larger than any of
 * the second (Hoare); gives the last position of the first. */
static size_t part(int64_t *values, size_t low, size_t high)
{
	int64_t pivot = values[low + (high - low) / 2];
	size_t i = low;
	size_t j = high;

	for (;;) {
		int64_t swap;

		while (values[i] < pivot)
			i++;
		while (values[j] > pivot)
			j--;
		if (i >= j)
			return j;
		swap = values[i];
		values[i++] = values[j];
		values[j--] = swap;
	}
}

/* The value that would stand at `rank` if all were sorted. */
static int64_t select_rank(int64_t *values, size_t count, size_t rank)
{
	size_t low = 0;
	size_t high = count - 1;

	while (low < high) {
		size_t last = part(values, low, high);

		if (rank <= last)
			high = last;
		else
			low = last + 1;
	}
	return values[rank];
}

/* Nearest rank: the smallest value that at least the share p does not pass. */
static double quantile(int64_t *values, size_t count, double p)
{
	size_t rank;

	if (count == 0)
		return NAN;
	rank = (size_t)(p * (double)count);
	if ((double)rank >= p * (double)count - 1e-9 && rank > 0)
		rank--;
	if (rank >= count)
		rank = count - 1;
	return (double)select_rank(values, count, rank) * 1e-6;
}

static bool duration_at(const struct sim_engine *e, enum duration of,
			uint32_t row, const struct sim_filter *filter,
			int64_t *out)
{
	const struct task_row *task;

	if (of == OF_PERSON) {
		const struct person_row *person = query_person(e, row);

		*out = person->end_us - person->came_us;
		return query_matches(filter, person->value);
	}
	task = query_task(e, row);
	*out = of == OF_TASK ? task->done_us - task->created_us
			     : task->told_us - task->done_us;
	return query_matches(filter, task->value);
}

static double rows_quantile(const struct sim_engine *e, enum duration of,
			    const struct sim_filter *filter, double p,
			    struct sim_window window)
{
	static const enum table_id lists[] = {
		[OF_PERSON] = TABLE_PERSONS_ENDED,
		[OF_TASK] = TABLE_TASKS_DONE,
		[OF_LAG] = TABLE_TASKS_TOLD,
	};
	struct span_of span = query_window(e, lists[of], window);
	int64_t *values = mem_calloc(span.to - span.from + 1, sizeof *values);
	size_t count = 0;
	double result;

	for (size_t i = span.from; i < span.to; i++)
		count += duration_at(e, of, query_listed(e, lists[of], i),
				     filter, &values[count]);
	result = quantile(values, count, p);
	free(values);
	return result;
}

static double sum_of(const struct sim_engine *e, enum sum sum,
		     const struct sim_filter *filter, struct sim_window window)
{
	if (e->record.detail == SIM_FULL)
		return rows_sum(e, sum, filter, window);
	return minutes_sum(e, sum, window);
}

static double quantile_of(const struct sim_engine *e, enum sim_metric metric,
			  const struct sim_filter *filter,
			  struct sim_window window)
{
	enum duration of = duration_of(metric);
	double p = formulas[metric].p;

	if (e->record.detail == SIM_FULL)
		return rows_quantile(e, of, filter, p, window);
	return of == OF_PERSON ? minutes_quantile(e, p, window) : NAN;
}

double sim_metric(const struct sim_engine *e, enum sim_metric metric,
		  const struct sim_filter *filter, struct sim_window window)
{
	const struct formula *f = &formulas[metric];
	double seconds, sum, over;

	if (f->per == QUANTILE)
		return quantile_of(e, metric, filter, window);
	sum = sum_of(e, f->sum, filter, window);
	if (f->per == PER_NOTHING)
		return sum * e->model->scale;
	if (f->per == PER_SUM) {
		over = sum_of(e, f->over, filter, window);
		return over > 0.0 ? sum / over : NAN;
	}
	sum *= e->model->scale;
	if (e->record.detail == SIM_SUMMARY)
		window = minutes_window(e, window);
	seconds = (double)(window.to_us - window.from_us) * 1e-6;
	if (seconds <= 0.0)
		return NAN;
	if (f->per == PER_SECOND)
		return sum / seconds;
	return sum / seconds * (f->per == PER_MINUTE ? 60.0 : 3600.0);
}

void sim_metric_series(const struct sim_engine *e, enum sim_metric metric,
		       const struct sim_filter *filter,
		       struct sim_window window, size_t count, double *out)
{
	int64_t step = (window.to_us - window.from_us) /
		       (int64_t)(count > 0 ? count : 1);

	for (size_t i = 0; i < count; i++) {
		int64_t from = window.from_us + (int64_t)i * step;

		out[i] = sim_metric(e, metric, filter,
				    (struct sim_window){ from, from + step });
	}
}
