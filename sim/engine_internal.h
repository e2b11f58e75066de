/*
 * The inside of the engine: its state, events, draws, and what the files of
 * the room ask of each other.
 */
#ifndef GAMEDAY_SIM_ENGINE_INTERNAL_H
#define GAMEDAY_SIM_ENGINE_INTERNAL_H

#include "base/calendar.h"
#include "base/hash.h"
#include "base/random.h"
#include "sim/agenda.h"
#include "sim/engine.h"
#include "sim/job.h"
#include "sim/model/model_internal.h"
#include "sim/nodes/node_state.h"
#include "sim/telemetry/record.h"
#include "sim/stats/stats.h"
#include "sim/telemetry/telemetry.h"

#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define NEVER INT64_MAX

/* Stated maxima. */
#define ENGINE_EVENTS_MAX (1u << 23) /* pending */
#define ENGINE_MOMENT_MAX (1u << 24) /* events of one microsecond */
#define ENGINE_ROWS_MAX (1u << 25)   /* of one table */

/* An event counts only while its sequence number is the one that what it is
 * about waits for; so nothing is ever taken off the agenda. */
enum event_kind {
	EVENT_ARRIVAL,	 /* node: a source's next candidate */
	EVENT_GIVE_UP,	 /* person */
	EVENT_SLOW,	 /* person: no answer yet to the newest press */
	EVENT_AGAIN,	 /* person presses again after thinking */
	EVENT_SERVED,	 /* job: a pool's service is over */
	EVENT_WAITED,	 /* job: waited too long in a queue */
	EVENT_RETRY,	 /* job: of a caller */
	EVENT_ANSWER,	 /* job: its answer is due */
	EVENT_TIMEOUT,	 /* job: of an attempt */
	EVENT_TASK_DONE, /* task: its slot is free */
	EVENT_TASK_TOLD, /* task: its success is reported */
	EVENT_JOB,	 /* job: at a job queue */
	EVENT_NODE,	 /* node: what it has set for itself */
	EVENT_LANDING,	 /* node: servers it ordered are there */
	EVENT_HEDGE,	 /* job: of a caller: another copy */
	EVENT_CANCEL,	 /* job: a copy that is not needed any more */
	EVENT_CHANGE,	 /* change of the model's own */
	EVENT_DEADLINE,	 /* node: of the first of its deadlines */
	EVENT_KINDS
};
#define EVENT_INDEX_BITS 26
#define EVENT_INDEX_MASK ((1u << EVENT_INDEX_BITS) - 1)

struct bypass;
struct lane;

struct sim_engine {
	const struct sim_model *model;
	uint64_t seed;
	int64_t start_us, now_us;
	int64_t next_second_us;
	int64_t day_ahead_us; /* of the clock that profiles are read by */
	uint64_t sequence, events;
	struct agenda agenda;
	struct slab slab[SLAB_COUNT];
	bool slab_low;		  /* one of them may need to grow */
	bool people;		  /* the model asks for persons */
	struct node_state *state; /* one for each node */
	double *value;		  /* one for each parameter */
	double *up_to; /* the same: of a source's weights, their sum so far */
	struct lane *lane;     /* one for each node */
	struct bypass *bypass; /* one for each node */
	bool long_way;	       /* neither, for a test that compares */
	struct record record;
	struct stats *stats; /* NULL: nobody observes */
	/* A moment and how many events there were before it, for a bound. */
	int64_t moment_us;
	uint64_t before_moment;
	uint64_t events_most; /* 0 = no bound */
};

/* What a draw is for.  The numbers are part of the facts: a new purpose goes to
 * the end. */
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
	PURPOSE_THROTTLE,
	PURPOSE_PATIENCE,
	PURPOSE_CLIENT,
	PURPOSE_THING,
	PURPOSE_EARLY,
	PURPOSE_TTL,
	PURPOSE_ROUTE,
	PURPOSE_WARM,
	PURPOSE_NOTIFY,
};

static inline struct job *job_at(const struct sim_engine *e, uint32_t i)
{
	return (struct job *)e->slab[SLAB_JOBS].items + i;
}

static inline struct frame *frame_at(const struct sim_engine *e, uint32_t i)
{
	return (struct frame *)e->slab[SLAB_FRAMES].items + i;
}

static inline struct person *person_at(const struct sim_engine *e, uint32_t i)
{
	return (struct person *)e->slab[SLAB_PERSONS].items + i;
}

static inline struct task *task_at(const struct sim_engine *e, uint32_t i)
{
	return (struct task *)e->slab[SLAB_TASKS].items + i;
}

static inline struct key *key_at(const struct sim_engine *e, uint32_t i)
{
	return (struct key *)e->slab[SLAB_KEYS].items + i;
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

/* The salt of what the job calls from its top frame. */
static inline uint32_t job_salt(const struct job *job)
{
	uint32_t salt = job->top.salt;

	if (job->top.kind == FRAME_NONE)
		return 0;
	if (job->top.number > 1)
		salt = (uint32_t)random_fold(salt, job->top.number);
	if (job->top.step > 0)
		salt = (uint32_t)random_fold(salt,
					     (uint64_t)job->top.step << 32);
	return salt;
}

/* The key of a draw of a job at a node, which has the key `node_key`. */
static inline uint64_t draw_key_of(const struct job *job, uint64_t node_key,
				   uint32_t salt, enum purpose purpose)
{
	return random_fold(job->key, node_key + ((uint64_t)salt << 8 |
						 (uint64_t)purpose));
}

static inline uint64_t draw_key(const struct sim_engine *e,
				const struct job *job, int node, uint32_t salt,
				enum purpose purpose)
{
	return draw_key_of(job, node_at(e, node)->key, salt, purpose);
}

static inline double draw_unit(const struct sim_engine *e,
			       const struct job *job, int node,
			       enum purpose purpose)
{
	return random_unit(draw_key(e, job, node, job_salt(job), purpose));
}

/* Whether the request has one of the values that the node is about. */
static inline bool node_matches(const struct model_node *node,
				const struct job *job)
{
	if (node->matches_all)
		return true;
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++) {
		uint32_t bit = job->value[a] == MODEL_UNSET
				       ? 0
				       : UINT32_C(1) << job->value[a];

		if (node->match[a] != 0 && (node->match[a] & bit) == 0)
			return false;
	}
	return true;
}

/* A number that is nobody else's: an event's, or a place in a queue's. */
static inline uint32_t engine_stamp(struct sim_engine *e)
{
	return (uint32_t)e->sequence++;
}

static inline struct event event_of(int64_t time, uint32_t stamp,
				    enum event_kind kind, uint32_t index)
{
	uint32_t what = (uint32_t)kind << EVENT_INDEX_BITS | index;

	return (struct event){ time, (uint64_t)stamp << 32 | what };
}

static inline enum event_kind event_kind(struct event event)
{
	return (enum event_kind)((uint32_t)event.order >> EVENT_INDEX_BITS);
}

static inline uint32_t event_index(struct event event)
{
	return (uint32_t)event.order & EVENT_INDEX_MASK;
}

static inline uint32_t event_stamp(struct event event)
{
	return (uint32_t)(event.order >> 32);
}

/* Puts an event on the agenda and gives its sequence number. */
static inline uint32_t engine_at(struct sim_engine *e, int64_t time,
				 enum event_kind kind, uint32_t index)
{
	uint32_t stamp = engine_stamp(e);

	agenda_push(&e->agenda, event_of(time, stamp, kind, index));
	return stamp;
}

/* Sets the node's own event: the last one set is the only one that counts. */
static inline void engine_alarm(struct sim_engine *e, int node, int64_t time)
{
	e->state[node].armed = engine_at(e, time, EVENT_NODE, (uint32_t)node);
}

static inline bool engine_full(const struct sim_engine *e)
{
	return e->record.detail == SIM_FULL;
}

/* Whether the job's visits to nodes matter to somebody. */
static inline bool engine_watches(const struct sim_engine *e,
				  const struct job *job)
{
	return (job->flags & JOB_TRACED) || e->stats != NULL;
}

/* A job comes to a node, begins to be served there, and leaves it. */
static inline void record_span(struct sim_engine *e, struct job *job, int node)
{
	if (engine_watches(e, job))
		span_begin(e, job, node);
}

static inline void record_span_start(struct sim_engine *e,
				     const struct job *job)
{
	if (job->flags & JOB_TRACED)
		span_start(e, job);
}

static inline void record_span_end(struct sim_engine *e, struct job *job,
				   enum sim_outcome outcome)
{
	if (engine_watches(e, job))
		span_end(e, job, outcome);
}

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
	FACT_SERVED,
	FACT_REFUSED,
	FACT_LOST,
	FACT_LOOKUP,
	FACT_ALERT,
	FACT_ROLLBACK,
};

/* What happened, and what it is about, as one word. */
static inline uint64_t fact_of(enum fact fact, uint64_t what)
{
	return (what << 8 | (uint64_t)fact) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Folds into a hash what happened (fact_of()), when, to whom. */
static inline uint64_t fact_fold(uint64_t hash, int64_t when_us, uint64_t what,
				 uint64_t who)
{
	return hash_pair(hash, (uint64_t)when_us ^ what, who);
}

/* The same into the engine's: now. */
static inline void record_fact(struct sim_engine *e, enum fact fact,
			       uint64_t who, uint64_t what)
{
	e->record.hash = fact_fold(e->record.hash, e->now_us,
				   fact_of(fact, what), who);
}

/* advance.c: which events on the agenda of the engine (`context`) have lost their
 * reason (agenda.h). */
uint32_t engine_stale(const void *context, const struct event *events,
		      uint32_t count);
/* How many events are handled before what grows slowly is looked at. */
#define ENGINE_LOOK_EVERY 1024

/* engine.c: finds out which short ways are open (lane.h, bypass.h), after
 * anything has changed that they go by. */
void engine_decide(struct sim_engine *e);

/* slab.c */
void slab_init(struct sim_engine *e);
void slab_finish(struct sim_engine *e);
void slab_copy(struct sim_engine *to, const struct sim_engine *from);
/* Makes room for one event; false when a maximum would be passed. */
bool slab_ready(struct sim_engine *e, struct err *err);
size_t slab_bytes(const struct sim_engine *e);

/* One more thing of a slab: as it was released, so to be set whole.  `link` is
 * the field that links what is free. */
#define SLAB_NEW(e, id, type, link) \
	slab_take(e, id, sizeof(struct type), offsetof(struct type, link))
#define SLAB_RELEASE(e, id, type, link, index) \
	slab_give(&(e)->slab[id], sizeof(struct type), \
		  offsetof(struct type, link), index)

static inline uint32_t slab_take(struct sim_engine *e, enum slab_id id,
				 size_t size, size_t link)
{
	struct slab *slab = &e->slab[id];
	uint32_t index = slab->free;

	if (index != NONE)
		memcpy(&slab->free,
		       (unsigned char *)slab->items + index * size + link,
		       sizeof slab->free);
	else
		index = slab->used++;
	assert(index < slab->capacity);
	if (++slab->live + SLAB_MARGIN > slab->capacity)
		e->slab_low = true;
	return index;
}

static inline void slab_give(struct slab *slab, size_t size, size_t link,
			     uint32_t index)
{
	memcpy((unsigned char *)slab->items + index * size + link, &slab->free,
	       sizeof slab->free);
	slab->free = index;
	slab->live--;
}

static inline uint32_t job_new(struct sim_engine *e)
{
	return SLAB_NEW(e, SLAB_JOBS, job, owner);
}

/* No event and no queue knows it any more. */
static inline void job_release(struct sim_engine *e, uint32_t index)
{
	struct job *job = job_at(e, index);

	job->stamp = job->timer = 0;
	job->flags = 0;
	SLAB_RELEASE(e, SLAB_JOBS, job, owner, index);
}

static inline uint32_t frame_new(struct sim_engine *e)
{
	return SLAB_NEW(e, SLAB_FRAMES, frame, below);
}

static inline void frame_release(struct sim_engine *e, uint32_t index)
{
	SLAB_RELEASE(e, SLAB_FRAMES, frame, below, index);
}

/* node_memory.c: what a node owns beside its state. */
void node_finish(struct sim_engine *e, int node);
void node_copy(struct sim_engine *to, const struct sim_engine *from, int node);
size_t node_bytes(const struct sim_engine *e, int node);

/* flow.c: calls and answers. */
/* The job calls the node, from its top frame. */
void flow_call(struct sim_engine *e, uint32_t index, int at);
/* Calls the node of the top frame's route whose turn it is. */
void flow_next(struct sim_engine *e, uint32_t index);
/* Puts a frame of the node on top. */
struct frame *flow_push(struct sim_engine *e, struct job *job,
			enum frame_kind kind, int node);
/* Takes it off again. */
void flow_pop(struct sim_engine *e, struct job *job);
/* The node where the job is has answered: back through the frames. */
void flow_answer(struct sim_engine *e, uint32_t index,
		 enum sim_outcome outcome);
/* The same, as an event of its own at this moment: for one who has to answer
 * any number of jobs at once. */
void flow_answer_soon(struct sim_engine *e, uint32_t index,
		      enum sim_outcome outcome);
/* Answers a call that the node does not take in. */
void flow_refuse(struct sim_engine *e, uint32_t index, int node,
		 enum sim_outcome outcome);
/* Whether nobody waits any more for what the job does. */
bool flow_is_orphan(const struct sim_engine *e, const struct job *job);
/* The person that the job is for, or NONE. */
uint32_t flow_person(const struct sim_engine *e, const struct job *job);
/* The innermost frame of a caller (or the ghost of one), or NULL. */
struct frame *flow_caller(const struct sim_engine *e, struct job *job);
/* The job does not answer to its owner any more. */
void flow_orphan(struct sim_engine *e, struct job *job);
/* What the job's own call knows of it comes back to it. */
void flow_inherit(struct job *job, const struct job *call);
/* Ends the job without answering anybody. */
void flow_end(struct sim_engine *e, uint32_t index);

/* person.c */
/* `client`: of a closed loop, else NONE. */
void person_come(struct sim_engine *e, int source, uint64_t key,
		 uint32_t client);
/* Adds up the weights of values, now that they are as they are. */
void person_decide(struct sim_engine *e);
/* The values of who comes to the source with that key. */
void person_draw_values(const struct sim_engine *e, uint64_t key, int source,
			uint8_t value[SIM_ATTRIBUTES_MAX]);
static inline void person_values(const struct sim_engine *e, uint64_t key,
				 int source, uint8_t value[SIM_ATTRIBUTES_MAX])
{
	const struct model_node *node = node_at(e, source);

	memcpy(value, node->plain, sizeof node->plain);
	if (node->weighted)
		person_draw_values(e, key, source, value);
}
void person_give_up(struct sim_engine *e, uint32_t index);
void person_slow(struct sim_engine *e, uint32_t index);
void person_again(struct sim_engine *e, uint32_t index);
void person_acknowledge(struct sim_engine *e, uint32_t job);
void person_unref(struct sim_engine *e, uint32_t index);
void press_answered(struct sim_engine *e, uint32_t job,
		    enum sim_outcome outcome);

/* gauge.c: once for each whole second that has passed. */
void gauge_sample(struct sim_engine *e);
/* How many gauges the model's nodes have. */
size_t gauge_width(const struct sim_model *model);

#include "sim/nodes/nodes.h"

#endif
