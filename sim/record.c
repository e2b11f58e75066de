#include "sim/record.h"

#include "base/hash.h"
#include "sim/engine_internal.h"
#include "sim/numeric.h"

/* What a fact is, in the hash. */
enum fact {
	FACT_CAME = 1,
	FACT_LEFT,
	FACT_PRESS,
	FACT_PRESS_END,
	FACT_CALL,
	FACT_CALL_END,
	FACT_TASK,
	FACT_TASK_DONE,
	FACT_TASK_TOLD,
};

static void fold(struct sim_engine *e, enum fact fact, uint64_t who,
		 uint64_t what)
{
	uint64_t hash = hash_word(e->record.hash, (uint64_t)e->now_us);

	e->record.hash = hash_word(hash, who ^ (what << 8 | (uint64_t)fact));
}

static bool full(const struct sim_engine *e)
{
	return e->record.detail == SIM_FULL;
}

static void *row_at(struct sim_engine *e, enum table_id id, uint32_t row)
{
	struct table *table = &e->record.table[id];

	return (unsigned char *)table->items + row * table->size;
}

static uint32_t next_row(const struct sim_engine *e, enum table_id id)
{
	return (uint32_t)e->record.table[id].count;
}

static void list(struct sim_engine *e, enum table_id id, uint32_t row)
{
	*(uint32_t *)table_push(&e->record.table[id]) = row;
}

/* The sums of the minute that is now. */
static struct minute *minute_now(struct sim_engine *e)
{
	struct record *r = &e->record;
	struct table *minutes = &r->table[TABLE_MINUTES];
	size_t i = (size_t)((e->now_us - r->first_minute_us) / MINUTE_US);

	while (minutes->count <= i) {
		table_push(minutes);
		table_extend(&r->table[TABLE_PEOPLE], r->values);
	}
	return (struct minute *)minutes->items + i;
}

/* The cell of this minute of the person's value of an attribute, or NULL. */
static struct people_cell *cell_now(struct sim_engine *e,
				    const struct person *person, int a)
{
	struct record *r = &e->record;
	size_t minute = r->table[TABLE_MINUTES].count - 1;
	size_t at = (size_t)model_value_offset(e->model, a);

	if (a >= e->model->attribute_count || person->value[a] == MODEL_UNSET)
		return NULL;
	at += minute * r->values + person->value[a];
	return ROWS(r, TABLE_PEOPLE, struct people_cell) + at;
}

static void sum_came(struct sim_engine *e, const struct person *person)
{
	minute_now(e)->came++;
	for (int a = 0; a < e->model->attribute_count; a++) {
		struct people_cell *cell = cell_now(e, person, a);

		if (cell != NULL)
			cell->came++;
	}
}

void record_came(struct sim_engine *e, uint32_t person_index)
{
	struct person *person = person_at(e, person_index);
	struct person_row *row;

	fold(e, FACT_CAME, person->key, person->n);
	person->row = NONE;
	if (!full(e)) {
		sum_came(e, person);
		return;
	}
	person->row = next_row(e, TABLE_PERSONS);
	row = table_push(&e->record.table[TABLE_PERSONS]);
	row->came_us = e->now_us;
	row->n = person->n;
	row->source = person->source;
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		row->value[a] = person->value[a];
}

static void sum_left(struct sim_engine *e, const struct person *person,
		     bool served, bool degraded)
{
	struct minute *minute = minute_now(e);
	int64_t took = e->now_us - person->came_us;

	minute->served += served;
	minute->failed += !served;
	minute->degraded += degraded;
	minute->presses_of_ended += person->presses;
	minute->histogram[histogram_step(took)]++;
	for (int a = 0; a < e->model->attribute_count; a++) {
		struct people_cell *cell = cell_now(e, person, a);

		if (cell == NULL)
			continue;
		cell->served += served;
		cell->failed += !served;
		cell->degraded += degraded;
	}
}

void record_left(struct sim_engine *e, uint32_t person_index,
		 enum sim_outcome outcome, bool degraded)
{
	const struct person *person = person_at(e, person_index);
	struct person_row *row;

	fold(e, FACT_LEFT, person->key,
	     (uint64_t)outcome << 1 | (uint64_t)degraded);
	if (!full(e)) {
		sum_left(e, person, outcome == SIM_OUTCOME_OK, degraded);
		return;
	}
	row = row_at(e, TABLE_PERSONS, person->row);
	row->end_us = e->now_us;
	row->outcome = (uint8_t)outcome;
	row->presses = person->presses;
	row->flags = degraded ? ROW_DEGRADED : 0;
	list(e, TABLE_PERSONS_ENDED, person->row);
}

void record_press(struct sim_engine *e, uint32_t press_index)
{
	struct press *press = press_at(e, press_index);
	struct press_row *row;

	fold(e, FACT_PRESS, press->key, press->number);
	press->row = NONE;
	if (!full(e)) {
		minute_now(e)->presses++;
		return;
	}
	press->row = next_row(e, TABLE_PRESSES);
	row = table_push(&e->record.table[TABLE_PRESSES]);
	row->start_us = e->now_us;
	row->person = person_at(e, press->person)->row;
	row->first_span = row->last_span = NONE;
	row->number = press->number;
}

static bool refused_by_us(enum sim_outcome outcome)
{
	return outcome == SIM_OUTCOME_LIMITED ||
	       outcome == SIM_OUTCOME_CAPPED || outcome == SIM_OUTCOME_SHED ||
	       outcome == SIM_OUTCOME_BREAKER;
}

void record_press_end(struct sim_engine *e, uint32_t press_index,
		      enum sim_outcome outcome)
{
	const struct press *press = press_at(e, press_index);
	struct press_row *row;

	fold(e, FACT_PRESS_END, press->key, outcome);
	if (!full(e)) {
		struct minute *minute = minute_now(e);

		minute->presses_ended++;
		minute->presses_failed += outcome != SIM_OUTCOME_OK;
		minute->presses_refused += refused_by_us(outcome);
		return;
	}
	row = row_at(e, TABLE_PRESSES, press->row);
	row->end_us = e->now_us;
	row->outcome = (uint8_t)outcome;
	if (press->flags & PRESS_DEGRADED)
		row->flags |= ROW_DEGRADED;
	if (press->flags & PRESS_ACKNOWLEDGED)
		row->flags |= ROW_ACKNOWLEDGED;
	list(e, TABLE_PRESSES_ENDED, press->row);
}

uint32_t record_call(struct sim_engine *e, uint32_t press, int node,
		     int attempt, bool orphan)
{
	uint32_t index = next_row(e, TABLE_CALLS);
	uint32_t press_row = press_at(e, press)->row;
	struct call_row *row;

	fold(e, FACT_CALL, press_at(e, press)->key,
	     (uint64_t)attempt << 8 | (uint64_t)node);
	if (!full(e))
		return NONE;
	row = table_push(&e->record.table[TABLE_CALLS]);
	row->start_us = e->now_us;
	row->press = press_row;
	row->node = (uint8_t)node;
	row->attempt = (uint8_t)(attempt < 255 ? attempt : 255);
	row->flags = orphan ? ROW_ORPHAN : 0;
	((struct press_row *)row_at(e, TABLE_PRESSES, press_row))->calls++;
	return index;
}

static void sum_call(struct sim_engine *e, enum sim_outcome outcome,
		     bool reached)
{
	struct minute *minute = minute_now(e);

	minute->attempts++;
	minute->calls += reached;
	minute->quota += outcome == SIM_OUTCOME_QUOTA;
	minute->timeouts += outcome == SIM_OUTCOME_TIMEOUT;
}

void record_call_end(struct sim_engine *e, uint32_t row_index, uint32_t press,
		     enum sim_outcome outcome)
{
	struct call_row *row;

	fold(e, FACT_CALL_END, press_at(e, press)->key, outcome);
	if (!full(e)) {
		sum_call(e, outcome, true);
		return;
	}
	row = row_at(e, TABLE_CALLS, row_index);
	row->end_us = e->now_us;
	row->outcome = (uint8_t)outcome;
	list(e, TABLE_CALLS_ENDED, row_index);
}

void record_lost(struct sim_engine *e, uint32_t press, int node, int attempt,
		 int64_t start_us)
{
	uint32_t index = next_row(e, TABLE_CALLS);
	struct call_row *row;

	fold(e, FACT_CALL_END, press_at(e, press)->key, SIM_OUTCOMES);
	if (!full(e)) {
		sum_call(e, SIM_OUTCOME_TIMEOUT, false);
		return;
	}
	row = table_push(&e->record.table[TABLE_CALLS]);
	row->start_us = start_us;
	row->end_us = e->now_us;
	row->press = press_at(e, press)->row;
	row->node = (uint8_t)node;
	row->attempt = (uint8_t)attempt;
	row->outcome = SIM_OUTCOME_TIMEOUT;
	row->flags = ROW_NO_CALL;
	list(e, TABLE_CALLS_ENDED, index);
}

void record_task(struct sim_engine *e, uint32_t task_index, double usd,
		 bool duplicate)
{
	struct task *task = task_at(e, task_index);
	const struct press *press = press_at(e, task->press);
	struct task_row *row;

	fold(e, FACT_TASK, press->key ^ numeric_bits(usd), task->attempt);
	task->row = NONE;
	if (!full(e)) {
		struct minute *minute = minute_now(e);

		minute->tasks++;
		minute->usd += usd;
		minute->duplicate_usd += duplicate ? usd : 0.0;
		return;
	}
	task->row = next_row(e, TABLE_TASKS);
	row = table_push(&e->record.table[TABLE_TASKS]);
	row->created_us = e->now_us;
	row->usd = usd;
	row->press = press->row;
	row->node = task->node;
	row->attempt = task->attempt;
	row->flags = duplicate ? ROW_DUPLICATE : 0;
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		row->value[a] = press->value[a];
}

void record_task_done(struct sim_engine *e, uint32_t task_index)
{
	const struct task *task = task_at(e, task_index);
	struct task_row *row;

	fold(e, FACT_TASK_DONE, press_at(e, task->press)->key, task->outcome);
	if (!full(e))
		return;
	row = row_at(e, TABLE_TASKS, task->row);
	row->done_us = e->now_us;
	row->outcome = task->outcome;
	list(e, TABLE_TASKS_DONE, task->row);
}

void record_task_told(struct sim_engine *e, uint32_t task_index)
{
	const struct task *task = task_at(e, task_index);

	fold(e, FACT_TASK_TOLD, press_at(e, task->press)->key, task->outcome);
	if (!full(e))
		return;
	((struct task_row *)row_at(e, TABLE_TASKS, task->row))->told_us =
		e->now_us;
	list(e, TABLE_TASKS_TOLD, task->row);
}
