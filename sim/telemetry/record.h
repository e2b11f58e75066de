/*
 * What has happened: append-only tables of facts, and the hash over them.
 *
 * Rows are in the order in which things began; beside them stand lists of row
 * numbers in the order in which things ended, so that both kinds of window
 * are found by bisection.  With SIM_SUMMARY there are no rows, only sums for
 * each minute; the hash is folded over the facts either way.
 */
#ifndef GAMEDAY_SIM_TELEMETRY_RECORD_H
#define GAMEDAY_SIM_TELEMETRY_RECORD_H

#include "base/piece.h"
#include "sim/engine.h"
#include "sim/telemetry/gauge_store.h"
#include "sim/telemetry/telemetry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum table_id {
	TABLE_PERSONS,
	TABLE_PRESSES,
	TABLE_CALLS,
	TABLE_TASKS,
	TABLE_SPANS,
	TABLE_PERSONS_ENDED, /* row numbers */
	TABLE_PRESSES_ENDED,
	TABLE_CALLS_ENDED,
	TABLE_TASKS_DONE,
	TABLE_TASKS_TOLD,
	TABLE_MINUTES,
	TABLE_STEPS,  /* bytes: the minutes' histograms, see sums.c */
	TABLE_PEOPLE, /* a row of cells, for each value, for each minute */
	TABLE_COUNT
};

/* Rows lie in pieces and stay where they are, but those of a table that has not
 * filled its first piece yet: that is malloc's, and grows. */
struct table {
	void **piece;
	size_t count, capacity, size; /* size: of a row, bytes */
	uint32_t per;		      /* piece: as many rows as go into it */
	uint32_t pieces;
};

enum row_flag {
	ROW_DEGRADED = 1,
	ROW_ACKNOWLEDGED = 2,
	ROW_ORPHAN = 4,
	ROW_DUPLICATE = 8,
	ROW_NO_CALL = 16, /* timed out before it reached the API */
};

/* Rows have no gaps: equal ones are equal bytes. */
struct person_row {
	int64_t came_us, end_us;
	uint32_t n;
	uint16_t presses;
	uint8_t source, outcome, flags;
	uint8_t value[SIM_ATTRIBUTES_MAX];
	uint8_t unused[1];
};
_Static_assert(sizeof(struct person_row) == 32, "no gap");

struct press_row {
	int64_t start_us, end_us;
	uint32_t person;
	uint32_t first_span, last_span;
	uint16_t number, calls;
	uint8_t outcome, flags;
	uint8_t unused[6];
};
_Static_assert(sizeof(struct press_row) == 40, "no gap");

struct call_row {
	int64_t start_us, end_us;
	uint32_t press;
	uint8_t node, attempt, outcome, flags;
};

struct task_row {
	int64_t created_us, done_us, told_us;
	double usd;
	uint32_t press;
	uint8_t node, attempt, outcome, flags;
	uint8_t value[SIM_ATTRIBUTES_MAX]; /* as made */
	uint8_t unused[2];
};
_Static_assert(sizeof(struct task_row) == 48, "no gap");

/* Times are microseconds after the press began; UINT32_MAX = not yet. */
struct span_row {
	uint32_t enter, start, end;
	uint32_t next;	 /* of the press */
	uint32_t parent; /* inside of which it is, or NONE */
	float usd;
	uint8_t node, depth, attempt;
	uint8_t outcome; /* and SPAN_ORPHAN */
};
#define SPAN_ORPHAN 0x80

/* Durations by logarithm: 32 steps to a doubling, from 1 ms on. */
#define HISTOGRAM_STEPS 32
#define HISTOGRAM_SIZE (28 * HISTOGRAM_STEPS)
#define HISTOGRAM_BYTES (HISTOGRAM_SIZE * sizeof(uint32_t))

struct minute {
	double usd, duplicate_usd;
	uint32_t came, served, failed, degraded, presses_of_ended;
	uint32_t presses, presses_ended, presses_failed, presses_refused;
	uint32_t tasks, calls, attempts, quota, timeouts;
	union {
		uint32_t *histogram; /* of the minute that is now */
		struct {
			uint32_t at; /* in TABLE_STEPS */
			uint16_t first, count;
		} steps; /* of one that is over: those with something in them,
			  * and what is between */
	};
};

struct people_cell {
	uint32_t came, served, failed, degraded;
};

struct record {
	enum sim_detail detail;
	uint64_t hash;
	int64_t first_minute_us;
	int64_t first_second_us;
	int64_t minute_end_us;	    /* of the last row of minutes */
	struct minute *minute;	    /* that row */
	struct people_cell *people; /* that row */
	uint32_t *histogram;	    /* that minute's */
	size_t values;		    /* of all attributes together */
	struct gauge_store gauges;
	struct table table[TABLE_COUNT];
};

void record_init(struct sim_engine *e, enum sim_detail detail);
void record_finish(struct record *record);
void record_copy(struct record *to, const struct record *from);
/* False when a table has reached its stated maximum. */
bool record_ready(const struct record *record, struct err *err);
size_t record_bytes(const struct record *record);
/* Room for one more row; it is not set. */
void table_grow(struct table *table);

/* The row of a table whose rows are `size` bytes: a constant, so that no division
 * is needed to find it. */
static inline void *table_at(const struct table *table, size_t i, size_t size)
{
	uint32_t per = (uint32_t)(PIECE_BYTES / size);

	return (unsigned char *)table->piece[(uint32_t)i / per] +
	       (uint32_t)i % per * size;
}

/* The same for any table. */
static inline void *table_row(const struct table *table, size_t i)
{
	return (unsigned char *)table->piece[i / table->per] +
	       i % table->per * table->size;
}

/* One more row, to be set whole. */
static inline void *table_push(struct table *table, size_t size)
{
	if (table->count == table->capacity)
		table_grow(table);
	return table_at(table, table->count++, size);
}

/* The same for any table; zeroed. */
void *table_add(struct table *table);

#define ROW(record, id, type, i) \
	((type *)table_at(&(record)->table[id], i, sizeof(type)))
#define TABLE_PUSH(e, id, type) \
	((type *)table_push(&(e)->record.table[id], sizeof(type)))

struct job;

/* Somebody comes; gives the row. */
uint32_t record_came(struct sim_engine *e, uint64_t key, int source,
		     const uint8_t *value);

struct leaving {
	uint64_t key;
	int64_t came_us;
	uint32_t row;
	uint16_t presses;
	const uint8_t *value; /* as asked */
	enum sim_outcome outcome;
	bool degraded;
};
void record_left(struct sim_engine *e, const struct leaving *leaving);
/* Gives the job its row. */
void record_press(struct sim_engine *e, struct job *job, uint32_t person_row,
		  uint16_t number);
void record_press_end(struct sim_engine *e, const struct job *job,
		      enum sim_outcome outcome);
/* The row of the person of the job's press. */
uint32_t record_person(const struct sim_engine *e, const struct job *job);
/* An attempt that reaches the API; gives its row. */
uint32_t record_call(struct sim_engine *e, const struct job *job, int node,
		     int attempt);
void record_call_end(struct sim_engine *e, const struct job *job, uint32_t row,
		     enum sim_outcome outcome);
/* An attempt that timed out before it reached the API. */
void record_lost(struct sim_engine *e, const struct job *job, int node,
		 int attempt);
void record_task(struct sim_engine *e, uint32_t task_index,
		 const struct job *job, double usd, bool duplicate);
void record_task_done(struct sim_engine *e, uint32_t task_index);
void record_task_told(struct sim_engine *e, uint32_t task_index);
/* A node did not take the job's call in: a fact and a span. */
void record_refused(struct sim_engine *e, struct job *job, int node,
		    enum sim_outcome outcome);

/* span.c: the visits of a press to nodes, one inside of the other; the job
 * knows the innermost.  With SIM_FULL they are rows; without, those who observe
 * the nodes keep the open ones. */
void span_begin(struct sim_engine *e, struct job *job, int node);
void span_end(struct sim_engine *e, struct job *job, enum sim_outcome outcome);
/* The rest only with SIM_FULL, but for span_outside. */
void span_attempt(struct sim_engine *e, struct job *job, int node, int number);
void span_attempt_end(struct sim_engine *e, struct job *job,
		      enum sim_outcome outcome);
void span_start(struct sim_engine *e, const struct job *job);
void span_usd(struct sim_engine *e, const struct job *job, double usd);
/* Of the attempt of the caller `node` that the job is in: its beginning, its
 * end as the caller sees it who waits no longer, and the span around it. */
int64_t span_since(const struct sim_engine *e, const struct job *job, int node);
void span_attempt_left(struct sim_engine *e, const struct job *job, int node,
		       enum sim_outcome outcome);
uint32_t span_outside(const struct sim_engine *e, const struct job *job,
		      int node);

/* The step of a duration in a histogram, and the middle of a step, in seconds.
 */
static inline size_t histogram_step(int64_t us)
{
	uint64_t value = us > 0 ? (uint64_t)us / 1000 : 0;
	unsigned octave;
	size_t step;

	/* Below 64 ms a step is one millisecond. */
	if (value < 2 * HISTOGRAM_STEPS)
		return (size_t)value;
	octave = 58 - (unsigned)__builtin_clzll(value);
	step = (size_t)octave * HISTOGRAM_STEPS + (size_t)(value >> octave);
	return step < HISTOGRAM_SIZE ? step : HISTOGRAM_SIZE - 1;
}
double histogram_middle(size_t step);

/* minutes.c: metrics from the sums, for windows of whole minutes. */
double minutes_metric(const struct sim_engine *e, enum sim_metric metric,
		      struct sim_window window);
void minutes_people(const struct sim_engine *e, int attribute,
		    struct sim_window window, struct sim_people *out);

#endif
