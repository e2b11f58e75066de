#include "sim/telemetry/query.h"

#include "base/mem.h"

#include <stdlib.h>

static const struct {
	const char *name, *status;
} outcomes[SIM_OUTCOMES] = {
	[SIM_OUTCOME_OPEN] = { "open", "-" },
	[SIM_OUTCOME_OK] = { "ok", "200" },
	[SIM_OUTCOME_TIMEOUT] = { "timeout", "504" },
	[SIM_OUTCOME_QUOTA] = { "quota exceeded", "429" },
	[SIM_OUTCOME_CREDIT] = { "credit insufficient", "400" },
	[SIM_OUTCOME_FAILED] = { "task failed", "502" },
	[SIM_OUTCOME_LIMITED] = { "rate limited", "429" },
	[SIM_OUTCOME_CAPPED] = { "spend cap", "402" },
	[SIM_OUTCOME_SHED] = { "shed", "503" },
	[SIM_OUTCOME_BREAKER] = { "breaker open", "503" },
	[SIM_OUTCOME_FULL] = { "queue full", "503" },
	[SIM_OUTCOME_GAVE_UP] = { "gave up", "499" },
};

const char *sim_outcome_name(enum sim_outcome outcome)
{
	return outcomes[outcome].name;
}

const char *sim_outcome_status(enum sim_outcome outcome)
{
	return outcomes[outcome].status;
}

static void fill(const struct sim_engine *e, uint32_t press,
		 struct sim_trace *out)
{
	const struct press_row *row = query_press(e, press);
	const struct person_row *person = query_person(e, row->person);

	*out = (struct sim_trace){
		.press = press,
		.source = person->source,
		.person = person->n,
		.press_number = row->number,
		.start_us = row->start_us,
		.end_us = row->end_us,
		.outcome = (enum sim_outcome)row->outcome,
		.attempts = row->calls,
		.degraded = (row->flags & ROW_DEGRADED) != 0,
		.acknowledged = (row->flags & ROW_ACKNOWLEDGED) != 0,
	};
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		out->value[a] = person->value[a] == MODEL_UNSET
					? -1
					: person->value[a];
}

bool sim_trace(const struct sim_engine *e, uint32_t press,
	       struct sim_trace *out)
{
	if (press >= e->record.table[TABLE_PRESSES].count)
		return false;
	fill(e, press, out);
	return true;
}

struct candidate {
	uint64_t lot;
	uint32_t press;
	size_t position; /* in the order of ending */
};

static int by_lot(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;

	return (x->lot > y->lot) - (x->lot < y->lot);
}

static int newest_first(const void *a, const void *b)
{
	const struct candidate *x = a;
	const struct candidate *y = b;

	return (x->position < y->position) - (x->position > y->position);
}

static int64_t took(const struct sim_engine *e, uint32_t press)
{
	const struct press_row *row = query_press(e, press);

	return row->end_us - row->start_us;
}

static int by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a;
	int64_t y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* Slow is what took as long as the slowest tenth of the window. */
static int64_t slow_from(const struct sim_engine *e, struct span_of span)
{
	size_t count = span.to - span.from;
	int64_t *all = mem_calloc(count + 1, sizeof *all);
	int64_t limit;

	for (size_t i = 0; i < count; i++)
		all[i] = took(e, query_listed(e, TABLE_PRESSES_ENDED,
					      span.from + i));
	qsort(all, count, sizeof *all, by_size);
	limit = all[count * 9 / 10];
	free(all);
	return limit;
}

static bool wanted(const struct sim_engine *e, uint32_t press,
		   enum sim_trace_kind kind, int64_t slow)
{
	const struct press_row *row = query_press(e, press);

	if (row->first_span == NONE)
		return false;
	switch (kind) {
	case SIM_TRACE_SLOW:
		return took(e, press) >= slow;
	case SIM_TRACE_FAILED:
		return row->outcome != SIM_OUTCOME_OK;
	case SIM_TRACE_RETRIED:
		return row->calls > 1;
	case SIM_TRACE_ALL:
		break;
	}
	return true;
}

size_t sim_traces(const struct sim_engine *e, enum sim_trace_kind kind,
		  const struct sim_filter *filter, struct sim_window window,
		  size_t max, struct sim_trace *out)
{
	struct span_of span = query_window(e, TABLE_PRESSES_ENDED, window);
	int64_t slow = kind == SIM_TRACE_SLOW ? slow_from(e, span) : 0;
	struct candidate *all = mem_calloc(span.to - span.from + 1,
					   sizeof *all);
	size_t count = 0;

	for (size_t i = span.from; i < span.to; i++) {
		uint32_t press = query_listed(e, TABLE_PRESSES_ENDED, i);

		if (wanted(e, press, kind, slow) &&
		    query_matches(filter, query_asked(e, press)))
			all[count++] = (struct candidate){ random_mix(press),
							   press, i };
	}
	if (count > max) {
		qsort(all, count, sizeof *all, by_lot);
		count = max;
	}
	qsort(all, count, sizeof *all, newest_first);
	for (size_t i = 0; i < count; i++)
		fill(e, all[i].press, &out[i]);
	free(all);
	return count;
}

static int64_t moment(int64_t start_us, uint32_t offset)
{
	return offset == UINT32_MAX ? 0 : start_us + offset;
}

size_t sim_trace_spans(const struct sim_engine *e, uint32_t press, size_t max,
		       struct sim_span *out)
{
	const struct press_row *row;
	size_t count = 0;
	uint32_t at;

	if (press >= e->record.table[TABLE_PRESSES].count)
		return 0;
	row = query_press(e, press);
	for (at = row->first_span; at != NONE && count < max;) {
		const struct span_row *span = ROW(&e->record, TABLE_SPANS,
						  struct span_row, at);

		out[count++] = (struct sim_span){
			.node = span->node,
			.depth = span->depth,
			.attempt = span->attempt,
			.enter_us = moment(row->start_us, span->enter),
			.start_us = moment(row->start_us, span->start),
			.end_us = moment(row->start_us, span->end),
			.outcome = (enum sim_outcome)(span->outcome &
						      ~SPAN_ORPHAN),
			.orphan = (span->outcome & SPAN_ORPHAN) != 0,
			.usd = (double)span->usd,
		};
		at = span->next;
	}
	return count;
}
