#include "sim/engine_internal.h"

/* Spans: visits of presses to nodes, a list for each press. */

static struct span_row *span_at(const struct sim_engine *e, uint32_t span)
{
	return ROW(&e->record, TABLE_SPANS, struct span_row, span);
}

/* Microseconds since the press began, in the 71 minutes that 32 bits hold. */
static uint32_t since_press(const struct sim_engine *e, const struct job *job)
{
	int64_t passed = e->now_us - job->start_us;

	return passed < UINT32_MAX - 1 ? (uint32_t)passed : UINT32_MAX - 1;
}

static struct span_row *begin(struct sim_engine *e, struct job *job, int node)
{
	uint32_t index = (uint32_t)e->record.table[TABLE_SPANS].count;
	struct span_row *row = TABLE_PUSH(e, TABLE_SPANS, struct span_row);
	struct press_row *press = ROW(&e->record, TABLE_PRESSES,
				      struct press_row, job->row);

	*row = (struct span_row){ .end = UINT32_MAX,
				  .next = NONE,
				  .parent = job->span,
				  .node = (uint8_t)node };
	row->enter = row->start = since_press(e, job);
	if (job->span != NONE) {
		row->depth = (uint8_t)(span_at(e, job->span)->depth + 1);
		row->attempt = span_at(e, job->span)->attempt;
	}
	if (press->last_span == NONE)
		press->first_span = index;
	else
		span_at(e, press->last_span)->next = index;
	press->last_span = index;
	job->span = index;
	return row;
}

void span_begin(struct sim_engine *e, struct job *job, int node)
{
	if (job->flags & JOB_TRACED)
		begin(e, job, node);
	else
		job->span = stats_enter(e->stats, job->span, node, e->now_us);
}

void span_attempt(struct sim_engine *e, struct job *job, int node, int number)
{
	begin(e, job, node)->attempt = (uint8_t)number;
}

void span_start(struct sim_engine *e, const struct job *job)
{
	span_at(e, job->span)->start = since_press(e, job);
}

void span_usd(struct sim_engine *e, const struct job *job, double usd)
{
	span_at(e, job->span)->usd = (float)usd;
}

static void end(struct sim_engine *e, const struct job *job, uint32_t span,
		enum sim_outcome outcome)
{
	struct span_row *row = span_at(e, span);

	row->end = since_press(e, job);
	row->outcome = (uint8_t)outcome;
	if (flow_is_orphan(e, job))
		row->outcome |= SPAN_ORPHAN;
}

void span_end(struct sim_engine *e, struct job *job, enum sim_outcome outcome)
{
	bool ok = outcome == SIM_OUTCOME_OK;
	const struct span_row *row;

	if (!(job->flags & JOB_TRACED)) {
		job->span = stats_leave(e->stats, job->span, ok, e->now_us);
		return;
	}
	end(e, job, job->span, outcome);
	row = span_at(e, job->span);
	stats_end(e->stats, row->node, ok, (int64_t)row->end - row->enter);
	job->span = row->parent;
}

void span_attempt_end(struct sim_engine *e, struct job *job,
		      enum sim_outcome outcome)
{
	end(e, job, job->span, outcome);
	job->span = span_at(e, job->span)->parent;
}

/* The attempt's span: no node calls itself, so it is the first of the node. */
static uint32_t attempt_of(const struct sim_engine *e, const struct job *job,
			   int node)
{
	uint32_t span = job->span;

	while (span_at(e, span)->node != node)
		span = span_at(e, span)->parent;
	return span;
}

int64_t span_since(const struct sim_engine *e, const struct job *job, int node)
{
	return job->start_us + span_at(e, attempt_of(e, job, node))->enter;
}

void span_attempt_left(struct sim_engine *e, const struct job *job, int node,
		       enum sim_outcome outcome)
{
	end(e, job, attempt_of(e, job, node), outcome);
}

uint32_t span_outside(const struct sim_engine *e, const struct job *job,
		      int node)
{
	if (!(job->flags & JOB_TRACED))
		return stats_visit_of(e->stats, job->span, node);
	return span_at(e, attempt_of(e, job, node))->parent;
}
