#include "sim/telemetry/query.h"

#include <math.h>

/* The same questions, answered from the sums of each minute. */

double histogram_middle(size_t step)
{
	size_t octave = step < 2 * HISTOGRAM_STEPS ? 0
						   : step / HISTOGRAM_STEPS - 1;
	double width = (double)(UINT64_C(1) << octave);
	double low = (double)(step - octave * HISTOGRAM_STEPS) * width;

	return (low + width / 2.0) * 1e-3;
}

static const struct minute *minute_at(const struct sim_engine *e, size_t i)
{
	return ROW(&e->record, TABLE_MINUTES, struct minute, i);
}

struct sim_window minutes_window(const struct sim_engine *e,
				 struct sim_window window)
{
	int64_t first = e->record.first_minute_us;
	int64_t from = window.from_us < first ? first : window.from_us;
	int64_t to = window.to_us < from ? from : window.to_us;

	return (struct sim_window){
		first + (from - first) / MINUTE_US * MINUTE_US,
		first + (to - first + MINUTE_US - 1) / MINUTE_US * MINUTE_US,
	};
}

static struct span_of minutes_span(const struct sim_engine *e,
				   struct sim_window window)
{
	int64_t first = e->record.first_minute_us;
	size_t count = e->record.table[TABLE_MINUTES].count;
	struct span_of span;

	window = minutes_window(e, window);
	span.from = (size_t)((window.from_us - first) / MINUTE_US);
	span.to = (size_t)((window.to_us - first) / MINUTE_US);
	if (span.to > count)
		span.to = count;
	if (span.from > span.to)
		span.from = span.to;
	return span;
}

static double of_minute(const struct minute *minute, enum sum sum)
{
	switch (sum) {
	case SUM_CAME:
		return minute->came;
	case SUM_LEFT:
		return (double)minute->served + (double)minute->failed;
	case SUM_SERVED:
		return minute->served;
	case SUM_FAILED:
		return minute->failed;
	case SUM_DEGRADED:
		return minute->degraded;
	case SUM_PRESSES_OF_LEFT:
		return minute->presses_of_ended;
	case SUM_PRESSED:
		return minute->presses;
	case SUM_ANSWERED:
		return minute->presses_ended;
	case SUM_IN_VAIN:
		return minute->presses_failed;
	case SUM_REFUSED:
		return minute->presses_refused;
	case SUM_TASKS:
		return minute->tasks;
	case SUM_USD:
		return minute->usd;
	case SUM_DUPLICATE_USD:
		return minute->duplicate_usd;
	case SUM_ATTEMPTS:
		return minute->attempts;
	case SUM_CALLS:
		return minute->calls;
	case SUM_QUOTA:
		return minute->quota;
	case SUM_TIMEOUTS:
		return minute->timeouts;
	case SUMS:
		break;
	}
	return 0.0;
}

double minutes_sum(const struct sim_engine *e, enum sum sum,
		   struct sim_window window)
{
	struct span_of span = minutes_span(e, window);
	double total = 0.0;

	for (size_t i = span.from; i < span.to; i++)
		total += of_minute(minute_at(e, i), sum);
	return total;
}

/* A count as put_count() of sums.c has put it down; `at` goes on to the next. */
static uint32_t next_count(const struct sim_engine *e, uint32_t *at)
{
	uint32_t count = 0, byte;
	int shift = 0;

	do {
		byte = *ROW(&e->record, TABLE_STEPS, uint8_t, (*at)++);
		count |= (byte & 0x7f) << shift;
		shift += 7;
	} while (byte & 0x80);
	return count;
}

/* Adds the histogram of a minute; that of the last one is not put away yet. */
static void add_histogram(const struct sim_engine *e, size_t i,
			  double sum[HISTOGRAM_SIZE])
{
	const struct minute *minute = minute_at(e, i);
	uint32_t at;

	if (minute == e->record.minute) {
		for (size_t step = 0; step < HISTOGRAM_SIZE; step++)
			sum[step] += minute->histogram[step];
		return;
	}
	at = minute->steps.at;
	for (uint32_t k = 0; k < minute->steps.count; k++)
		sum[minute->steps.first + k] += next_count(e, &at);
}

double minutes_quantile(const struct sim_engine *e, double p,
			struct sim_window window)
{
	struct span_of span = minutes_span(e, window);
	double wanted = p * minutes_sum(e, SUM_LEFT, window);
	double all[HISTOGRAM_SIZE] = { 0 };
	double seen = 0.0;

	if (wanted <= 0.0)
		return NAN;
	for (size_t i = span.from; i < span.to; i++)
		add_histogram(e, i, all);
	for (size_t step = 0; step < HISTOGRAM_SIZE; step++) {
		seen += all[step];
		if (seen >= wanted)
			return histogram_middle(step);
	}
	return histogram_middle(HISTOGRAM_SIZE - 1);
}

void minutes_people(const struct sim_engine *e, int attribute,
		    struct sim_window window, struct sim_people *out)
{
	const struct record *r = &e->record;
	struct span_of span = minutes_span(e, window);
	size_t offset = (size_t)model_value_offset(e->model, attribute);

	for (size_t i = span.from; i < span.to; i++) {
		const struct people_cell *cell =
			(const struct people_cell *)table_row(
				&r->table[TABLE_PEOPLE], i) +
			offset;

		for (int v = 0; v < e->model->attribute[attribute].count; v++) {
			out[v].came += cell[v].came;
			out[v].served += cell[v].served;
			out[v].failed += cell[v].failed;
			out[v].degraded += cell[v].degraded;
		}
	}
}
