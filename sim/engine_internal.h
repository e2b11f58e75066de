/*
 * The inside of the engine.
 *
 * A request goes through the model as calls: a frame is one visit of a press
 * to a node that has to remember something until the answer comes back.
 * Frames, presses, persons and tasks refer to each other by index, so a copy
 * of the tables is a copy of the engine.
 *
 * The slabs of live things grow between events only, by enough for any one
 * event (SLAB_MARGIN), so a pointer into them stays good until the event has
 * been handled; what it points at may have been released by then.
 */
#ifndef GAMEDAY_SIM_ENGINE_INTERNAL_H
#define GAMEDAY_SIM_ENGINE_INTERNAL_H

#include "base/calendar.h"
#include "base/random.h"
#include "sim/engine.h"
#include "sim/heap.h"
#include "sim/model_internal.h"
#include "sim/node_state.h"
#include "sim/record.h"
#include "sim/telemetry.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NONE UINT32_MAX
#define NEVER INT64_MAX

/* Stated maxima. */
#define ENGINE_EVENTS_MAX (1u << 23) /* pending */
#define ENGINE_LIVE_MAX (1u << 22)   /* frames, presses, persons, tasks */
#define ENGINE_ROWS_MAX (1u << 25)   /* of one table */
#define SLAB_MARGIN 4096u

enum event_kind {
	EVENT_ARRIVAL,	 /* node: a source's next candidate */
	EVENT_GIVE_UP,	 /* person */
	EVENT_AGAIN,	 /* person presses again after thinking */
	EVENT_SLOW,	 /* press: still no answer */
	EVENT_SERVED,	 /* frame: a pool's service is over */
	EVENT_WAITED,	 /* frame: waited too long in a queue */
	EVENT_TIMEOUT,	 /* frame: of an attempt */
	EVENT_RETRY,	 /* frame: of a caller */
	EVENT_TASK_DONE, /* task: its slot is free */
	EVENT_TASK_TOLD, /* task: its success is reported */
	EVENT_SCALE,	 /* node: an autoscaler looks */
	EVENT_SERVERS,	 /* node: servers it ordered are there */
	EVENT_KINDS
};
#define EVENT_INDEX_BITS 28

enum slab_id {
	SLAB_FRAMES,
	SLAB_PRESSES,
	SLAB_PERSONS,
	SLAB_TASKS,
	SLAB_COUNT
};

enum frame_kind {
	FRAME_SEQUENCE, /* several nodes, one after the other */
	FRAME_POOL,
	FRAME_LIMITER,
	FRAME_CALLER,
	FRAME_ATTEMPT,
	FRAME_API,
};

enum frame_flag {
	FRAME_DEAD = 1,	       /* answered; waits for its events to pass */
	FRAME_GONE = 2,	       /* attempt: its caller waits no longer */
	FRAME_HOLDS = 4,       /* pool: keeps its server while calling */
	FRAME_WAITING = 8,     /* pool: in the queue */
	FRAME_CALL_ENDED = 16, /* api: the row of the call has its outcome */
	FRAME_KNOWN = 32,      /* caller: an earlier task of it succeeded */
	FRAME_TRIAL = 64,      /* attempt: probes a half-open breaker */
};

struct frame {
	uint32_t press;
	uint32_t parent;	 /* frame that waits for the answer, or NONE */
	uint32_t next, previous; /* in a queue, in the free list */
	uint32_t attempt; /* the attempt that this is inside of, or NONE */
	uint32_t salt;	  /* tells apart draws of repeated visits */
	uint32_t span;
	uint32_t row; /* api: of the call */
	uint32_t aux; /* caller: its live task; attempt: the api frame
				   it waits at; limiter: value; api: task */
	uint8_t node, kind, flags, depth;
	uint8_t step;	 /* which node of the route is being called */
	uint8_t branch;	 /* which of a split's routes */
	uint8_t number;	 /* caller: attempts so far; attempt: which */
	uint8_t pending; /* events and attempts that refer to this */
	uint8_t outcome; /* caller: of the last attempt */
	int64_t enter_us, start_us;
};

enum press_flag { PRESS_ENDED = 1, PRESS_DEGRADED = 2, PRESS_ACKNOWLEDGED = 4 };

struct press {
	uint64_t key;
	int64_t start_us;
	uint32_t person;
	uint32_t row;
	uint32_t next;	 /* in the free list */
	uint32_t refs;	 /* frames and events, and 1 while open */
	uint16_t number; /* 1 = the person's first */
	uint16_t calls;	 /* of the API */
	uint32_t caps;	 /* spend caps it passed, a bit each */
	uint8_t value[SIM_ATTRIBUTES_MAX]; /* as rewritten */
	uint8_t flags;
};

enum person_flag {
	PERSON_DONE = 1,
	PERSON_ACKNOWLEDGED = 2,
	PERSON_HAS_TASK = 4,
};

struct person {
	uint64_t key;
	int64_t came_us;
	int64_t deadline_us; /* gives up then */
	uint32_t row;
	uint32_t next; /* in the free list */
	uint32_t refs; /* presses and events, and 1 until done */
	uint32_t n;
	uint16_t presses, open;
	uint8_t value[SIM_ATTRIBUTES_MAX]; /* as asked */
	uint8_t source;
	uint8_t flags;
};

struct task {
	uint32_t press;
	uint32_t row;
	uint32_t waiting; /* api frames that wait for it */
	uint32_t owner;	  /* caller frame that may join it, or NONE */
	uint32_t next;	  /* in the free list */
	uint32_t salt;
	uint8_t node, outcome, attempt;
	int64_t created_us;
};

struct slab {
	void *items;
	uint32_t capacity, used, live, free;
};

struct sim_engine {
	const struct sim_model *model;
	uint64_t seed;
	int64_t start_us, now_us;
	int64_t next_second_us;
	uint64_t sequence, events;
	struct heap heap;
	struct slab slab[SLAB_COUNT];
	bool slab_low;		  /* one of them may need to grow */
	struct node_state *state; /* one for each node */
	double *value;		  /* one for each parameter */
	struct record record;
};

/* A call on its way to a node. */
struct call {
	uint32_t press;
	uint32_t parent;
	uint32_t attempt;
	uint32_t salt;
	uint8_t node, depth;
};

/* What a draw is for. */
enum purpose {
	PURPOSE_PRESS,
	PURPOSE_ATTRIBUTE,
	PURPOSE_GIVE_UP,
	PURPOSE_GIVE_UP_ACKNOWLEDGED,
	PURPOSE_AFTER,
	PURPOSE_ON_SLOW,
	PURPOSE_ON_ERROR,
	PURPOSE_THINK,
	PURPOSE_SERVICE,
	PURPOSE_SHARE,
	PURPOSE_BACKOFF,
	PURPOSE_TASK,
	PURPOSE_LAG,
	PURPOSE_FAIL,
};

static inline struct frame *frame_at(const struct sim_engine *e, uint32_t i)
{
	return (struct frame *)e->slab[SLAB_FRAMES].items + i;
}

static inline struct press *press_at(const struct sim_engine *e, uint32_t i)
{
	return (struct press *)e->slab[SLAB_PRESSES].items + i;
}

static inline struct person *person_at(const struct sim_engine *e, uint32_t i)
{
	return (struct person *)e->slab[SLAB_PERSONS].items + i;
}

static inline struct task *task_at(const struct sim_engine *e, uint32_t i)
{
	return (struct task *)e->slab[SLAB_TASKS].items + i;
}

static inline const struct model_node *node_at(const struct sim_engine *e,
					       int node)
{
	return &e->model->node[node];
}

/* A scalar number of a node, as it is now. */
static inline double node_value(const struct sim_engine *e, int node, int slot)
{
	return e->value[e->model->node[node].first + slot];
}

static inline bool node_flag(const struct sim_engine *e, int node, int slot)
{
	return node_value(e, node, slot) != 0.0;
}

/* Seconds as microseconds, rounded; what is beyond 30 years is never. */
static inline int64_t microseconds(double seconds)
{
	return seconds < 1e9 ? (int64_t)(seconds * 1e6 + 0.5) : NEVER / 4;
}

/* The key of a draw of a press at a node. */
static inline uint64_t draw_key(const struct sim_engine *e, uint32_t press,
				int node, uint32_t salt, enum purpose purpose)
{
	uint64_t key = random_fold(press_at(e, press)->key,
				   node_at(e, node)->key);

	return random_fold(key, (uint64_t)salt << 8 | (uint64_t)purpose);
}

static inline double draw_unit(const struct sim_engine *e, uint32_t press,
			       int node, uint32_t salt, enum purpose purpose)
{
	return random_unit(draw_key(e, press, node, salt, purpose));
}

/* Whether the request has one of the values that the node is about. */
static inline bool node_matches(const struct model_node *node,
				const struct press *press)
{
	if (node->matches_all)
		return true;
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++) {
		uint32_t bit = press->value[a] == MODEL_UNSET
				       ? 0
				       : UINT32_C(1) << press->value[a];

		if (node->match[a] != 0 && (node->match[a] & bit) == 0)
			return false;
	}
	return true;
}

static inline void engine_at(struct sim_engine *e, int64_t time,
			     enum event_kind kind, uint32_t index)
{
	uint32_t what = (uint32_t)kind << EVENT_INDEX_BITS | index;

	heap_push(&e->heap, (struct event){ time, e->sequence++ << 32 | what });
}

/* slab.c: live things.  New ones are zeroed. */
uint32_t slab_new(struct sim_engine *e, enum slab_id id);
void slab_release(struct sim_engine *e, enum slab_id id, uint32_t index);
void slab_init(struct sim_engine *e);
void slab_finish(struct sim_engine *e);
void slab_copy(struct sim_engine *to, const struct sim_engine *from);
/* Makes room for one event; false when a maximum would be passed. */
bool slab_ready(struct sim_engine *e, struct err *err);
size_t slab_bytes(const struct sim_engine *e);

/* flow.c: calls and answers. */
void flow_call(struct sim_engine *e, struct call call);
/* Answers a call that the node does not take in: no frame was made. */
void flow_refuse(struct sim_engine *e, const struct call *call,
		 enum sim_outcome outcome);
uint32_t flow_open(struct sim_engine *e, const struct call *call,
		   enum frame_kind kind);
/* Begins (step 0) or goes on with the frame's route. */
void flow_step(struct sim_engine *e, uint32_t frame);
/* Ends the visit and answers whoever waits. */
void flow_close(struct sim_engine *e, uint32_t frame, enum sim_outcome outcome);
void flow_end_span(struct sim_engine *e, uint32_t frame,
		   enum sim_outcome outcome);
/* One event or attempt less refers to the frame.  False if it is dead. */
bool flow_unpend(struct sim_engine *e, uint32_t frame);
/* Whether nobody waits any more for an answer to the press from inside of
 * the attempt (NONE: of no attempt). */
bool flow_is_orphan(const struct sim_engine *e, uint32_t press,
		    uint32_t attempt);

/* person.c */
void person_come(struct sim_engine *e, int source, uint64_t key);
void person_give_up(struct sim_engine *e, uint32_t person_index);
void person_again(struct sim_engine *e, uint32_t person_index);
void person_acknowledge(struct sim_engine *e, uint32_t press_index);
void press_slow(struct sim_engine *e, uint32_t press_index);
void press_answered(struct sim_engine *e, uint32_t press_index,
		    enum sim_outcome outcome);
void press_unref(struct sim_engine *e, uint32_t press_index);

/* Filters tell whether the call goes on to the next node; if not, they have
 * seen to it themselves. */
bool limiter_pass(struct sim_engine *e, struct call *call);
bool gate_pass(struct sim_engine *e, const struct call *call);
bool cap_pass(struct sim_engine *e, const struct call *call);
void rewrite_pass(struct sim_engine *e, const struct call *call);
int split_branch(const struct sim_engine *e, const struct call *call);
void press_rewrite(struct sim_engine *e, uint32_t press_index, int attribute,
		   const uint8_t *map);

void source_start(struct sim_engine *e, int node);
void source_arrival(struct sim_engine *e, int node);
void source_changed(struct sim_engine *e, int node, int slot);

void pool_start(struct sim_engine *e, int node);
void pool_enter(struct sim_engine *e, const struct call *call);
void pool_served(struct sim_engine *e, uint32_t frame_index);
void pool_waited(struct sim_engine *e, uint32_t frame_index);
void pool_returned(struct sim_engine *e, uint32_t frame_index,
		   enum sim_outcome outcome);
/* Sets how many servers there are and starts those who wait. */
void pool_resize(struct sim_engine *e, int node, double servers);
/* Servers busy, as an integral over time, in server-microseconds. */
double pool_busy_integral(struct sim_engine *e, int node);

void limiter_start(struct sim_engine *e, int node);
void limiter_returned(struct sim_engine *e, uint32_t frame_index,
		      enum sim_outcome outcome);
void limiter_changed(struct sim_engine *e, int node, int slot, double before);
double limiter_level(const struct sim_engine *e, int node);

void cap_start(struct sim_engine *e, int node);
void cap_changed(struct sim_engine *e, int node, int slot, double before);
/* Takes the price of a task from the buckets of the caps that it passed. */
void cap_charge(struct sim_engine *e, uint32_t press, int api, double usd);
double cap_level(const struct sim_engine *e, int node);

void caller_start(struct sim_engine *e, int node);
void caller_enter(struct sim_engine *e, const struct call *call);
void caller_timeout(struct sim_engine *e, uint32_t attempt_index);
void caller_retry(struct sim_engine *e, uint32_t frame_index);
void caller_returned(struct sim_engine *e, uint32_t attempt_index,
		     enum sim_outcome outcome);
double caller_level(const struct sim_engine *e, int node);

void api_start(struct sim_engine *e, int node);
void api_enter(struct sim_engine *e, const struct call *call);
void api_done(struct sim_engine *e, uint32_t task_index);
void api_told(struct sim_engine *e, uint32_t task_index);
void api_changed(struct sim_engine *e, int node, int slot, double before);
/* Ends the row of the call if it is still open. */
void api_end_call(struct sim_engine *e, uint32_t frame_index,
		  enum sim_outcome outcome);
double api_price(const struct sim_engine *e, int node,
		 const struct press *press);

void scaler_start(struct sim_engine *e, int node);
void scaler_look(struct sim_engine *e, int node);
void scaler_land(struct sim_engine *e, int node);
void scaler_changed(struct sim_engine *e, int node, int slot);
/* A command has set the servers of a pool. */
void scaler_floor(struct sim_engine *e, int pool, double servers);

/* gauge.c: once for each whole second that has passed. */
void gauge_sample(struct sim_engine *e);

#endif
