#include "sim/telemetry/record.h"

#include "sim/engine_internal.h"
#include "sim/chance/numeric.h"
#include "sim/sums.h"

static uint32_t next_row(const struct sim_engine *e, enum table_id id)
{
	return (uint32_t)e->record.table[id].count;
}

static void list(struct sim_engine *e, enum table_id id, uint32_t row)
{
	*TABLE_PUSH(e, id, uint32_t) = row;
}

uint32_t record_came(struct sim_engine *e, uint64_t key, int source,
		     const uint8_t *value)
{
	uint32_t index = next_row(e, TABLE_PERSONS);
	struct person_row *row;

	record_fact(e, FACT_CAME, key, (uint64_t)source);
	if (!engine_full(e)) {
		sums_came(e, value);
		return NONE;
	}
	row = TABLE_PUSH(e, TABLE_PERSONS, struct person_row);
	*row = (struct person_row){ .came_us = e->now_us,
				    .n = e->state[source].source.count,
				    .source = (uint8_t)source };
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		row->value[a] = value[a];
	return index;
}

void record_left(struct sim_engine *e, const struct leaving *l)
{
	struct person_row *row;

	record_fact(e, FACT_LEFT, l->key,
		    (uint64_t)l->outcome << 1 | (uint64_t)l->degraded);
	if (!engine_full(e)) {
		sums_left(e, l);
		return;
	}
	row = ROW(&e->record, TABLE_PERSONS, struct person_row, l->row);
	row->end_us = e->now_us;
	row->outcome = (uint8_t)l->outcome;
	row->presses = l->presses;
	row->flags = l->degraded ? ROW_DEGRADED : 0;
	list(e, TABLE_PERSONS_ENDED, l->row);
}

/* Chosen by the press alone, so that what is traced is the same in every run. */
static bool is_sampled(const struct sim_engine *e, const struct job *job)
{
	uint64_t lot = random_fold(job->key, FACT_PRESS);

	return random_unit(lot) < e->model->trace_share;
}

void record_press(struct sim_engine *e, struct job *job, uint32_t person_row,
		  uint16_t number)
{
	job->row = NONE;
	if (number > 1)
		record_fact(e, FACT_PRESS, job->key, number);
	if (!engine_full(e)) {
		sums_now(e)->presses++;
		return;
	}
	if (is_sampled(e, job))
		job->flags |= JOB_TRACED;
	job->row = next_row(e, TABLE_PRESSES);
	*TABLE_PUSH(e, TABLE_PRESSES, struct press_row) =
		(struct press_row){ .start_us = e->now_us,
				    .person = person_row,
				    .first_span = NONE,
				    .last_span = NONE,
				    .number = number };
}

uint32_t record_person(const struct sim_engine *e, const struct job *job)
{
	if (job->row == NONE)
		return NONE;
	return ROW(&e->record, TABLE_PRESSES, struct press_row, job->row)
		->person;
}

static bool refused_by_us(enum sim_outcome outcome)
{
	return outcome == SIM_OUTCOME_LIMITED ||
	       outcome == SIM_OUTCOME_CAPPED || outcome == SIM_OUTCOME_SHED ||
	       outcome == SIM_OUTCOME_BREAKER;
}

void record_press_end(struct sim_engine *e, const struct job *job,
		      enum sim_outcome outcome)
{
	struct press_row *row;

	if (job->flags & JOB_PERSON)
		record_fact(e, FACT_PRESS_END, job->key, outcome);
	if (!engine_full(e)) {
		struct minute *minute = sums_now(e);

		minute->presses_ended++;
		minute->presses_failed += outcome != SIM_OUTCOME_OK;
		minute->presses_refused += refused_by_us(outcome);
		return;
	}
	row = ROW(&e->record, TABLE_PRESSES, struct press_row, job->row);
	row->end_us = e->now_us;
	row->outcome = (uint8_t)outcome;
	if (job->flags & JOB_DEGRADED)
		row->flags |= ROW_DEGRADED;
	if (job->flags & JOB_ACKNOWLEDGED)
		row->flags |= ROW_ACKNOWLEDGED;
	list(e, TABLE_PRESSES_ENDED, job->row);
}

void record_refused(struct sim_engine *e, struct job *job, int node,
		    enum sim_outcome outcome)
{
	record_fact(e, FACT_REFUSED, job->key,
		    (uint64_t)node << 8 | (uint64_t)outcome);
	record_span(e, job, node);
	record_span_end(e, job, outcome);
}

uint32_t record_call(struct sim_engine *e, const struct job *job, int node,
		     int attempt)
{
	uint32_t index = next_row(e, TABLE_CALLS);

	record_fact(e, FACT_CALL, job->key,
		    (uint64_t)attempt << 8 | (uint64_t)node);
	if (!engine_full(e))
		return NONE;
	*TABLE_PUSH(e, TABLE_CALLS, struct call_row) = (struct call_row){
		.start_us = e->now_us,
		.press = job->row,
		.node = (uint8_t)node,
		.attempt = (uint8_t)attempt,
		.flags = flow_is_orphan(e, job) ? ROW_ORPHAN : 0
	};
	ROW(&e->record, TABLE_PRESSES, struct press_row, job->row)->calls++;
	return index;
}

static void sum_call(struct sim_engine *e, enum sim_outcome outcome,
		     bool reached)
{
	struct minute *minute = sums_now(e);

	minute->attempts++;
	minute->calls += reached;
	minute->quota += outcome == SIM_OUTCOME_QUOTA;
	minute->timeouts += outcome == SIM_OUTCOME_TIMEOUT;
}

void record_call_end(struct sim_engine *e, const struct job *job, uint32_t row,
		     enum sim_outcome outcome)
{
	struct call_row *call;

	record_fact(e, FACT_CALL_END, job->key, outcome);
	if (!engine_full(e)) {
		sum_call(e, outcome, true);
		return;
	}
	call = ROW(&e->record, TABLE_CALLS, struct call_row, row);
	call->end_us = e->now_us;
	call->outcome = (uint8_t)outcome;
	list(e, TABLE_CALLS_ENDED, row);
}

/* Without a trace: as long ago as the caller waits. */
static int64_t attempt_since(const struct sim_engine *e, const struct job *job,
			     int node)
{
	if (job->flags & JOB_TRACED)
		return span_since(e, job, node);
	return e->now_us - microseconds(node_value(e, node, CALLER_TIMEOUT));
}

void record_lost(struct sim_engine *e, const struct job *job, int node,
		 int attempt)
{
	uint32_t index = next_row(e, TABLE_CALLS);

	record_fact(e, FACT_LOST, job->key, (uint64_t)attempt);
	if (!engine_full(e)) {
		sum_call(e, SIM_OUTCOME_TIMEOUT, false);
		return;
	}
	*TABLE_PUSH(e, TABLE_CALLS, struct call_row) =
		(struct call_row){ .start_us = attempt_since(e, job, node),
				   .end_us = e->now_us,
				   .press = job->row,
				   .node = (uint8_t)node,
				   .attempt = (uint8_t)attempt,
				   .outcome = SIM_OUTCOME_TIMEOUT,
				   .flags = ROW_NO_CALL };
	list(e, TABLE_CALLS_ENDED, index);
}

void record_task(struct sim_engine *e, uint32_t task_index,
		 const struct job *job, double usd, bool duplicate)
{
	struct task *task = task_at(e, task_index);
	struct task_row *row;

	record_fact(e, FACT_TASK, job->key ^ numeric_bits(usd), task->attempt);
	task->row = NONE;
	if (!engine_full(e)) {
		struct minute *minute = sums_now(e);

		minute->tasks++;
		minute->usd += usd;
		minute->duplicate_usd += duplicate ? usd : 0.0;
		return;
	}
	task->row = next_row(e, TABLE_TASKS);
	row = TABLE_PUSH(e, TABLE_TASKS, struct task_row);
	*row = (struct task_row){ .created_us = e->now_us,
				  .usd = usd,
				  .press = job->row,
				  .node = task->node,
				  .attempt = task->attempt,
				  .flags = duplicate ? ROW_DUPLICATE : 0 };
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		row->value[a] = job->value[a];
}

void record_task_done(struct sim_engine *e, uint32_t task_index)
{
	const struct task *task = task_at(e, task_index);
	struct task_row *row;

	record_fact(e, FACT_TASK_DONE, job_at(e, task->first)->key,
		    task->outcome);
	if (!engine_full(e))
		return;
	row = ROW(&e->record, TABLE_TASKS, struct task_row, task->row);
	row->done_us = e->now_us;
	row->outcome = task->outcome;
	list(e, TABLE_TASKS_DONE, task->row);
}

void record_task_told(struct sim_engine *e, uint32_t task_index)
{
	const struct task *task = task_at(e, task_index);

	record_fact(e, FACT_TASK_TOLD, job_at(e, task->first)->key,
		    task->outcome);
	if (!engine_full(e))
		return;
	ROW(&e->record, TABLE_TASKS, struct task_row, task->row)->told_us =
		e->now_us;
	list(e, TABLE_TASKS_TOLD, task->row);
}
