/*
 * What moves through a model: jobs, the people they are for, the tasks they
 * cause.
 *
 * A job is one line of work of a press: it is at one node at a time, and its
 * frames remember the nodes it has to go back through.  It takes one cache
 * line.  The frame on top is part of the job, those below it lie in a slab of
 * their own; a leaf pool needs none.
 *
 * When a caller stops waiting, the work that it had asked for runs on.  Then
 * the job splits: an heir takes over the caller's frame and everything below
 * it, and goes on with the answer; the job itself keeps what is above, as an
 * orphan, on top of a ghost of the caller's frame.  So what refers to the work
 * (a queue, a pending event) is not touched.
 * A job queue splits it the other way round: the press goes on in a new job,
 * and the line that called goes back to a ghost (node_job_queue.h).
 *
 * Jobs, frames, people and tasks refer to each other by index, so a copy of
 * the slabs is a copy of the engine.  Slabs grow between events only, by enough
 * for any one event (SLAB_MARGIN), so a pointer into them stays good until the
 * event has been handled; what it points at may have been released by then.
 */
#ifndef GAMEDAY_SIM_JOB_H
#define GAMEDAY_SIM_JOB_H

#include "sim/model/model_internal.h"

#include <stdbool.h>
#include <stdint.h>

#define NONE UINT32_MAX
#define SLAB_MARGIN 4096u
#define LIVE_MAX (1u << 22) /* of one slab */

enum slab_id {
	SLAB_JOBS,
	SLAB_FRAMES,
	SLAB_PERSONS,
	SLAB_TASKS,
	SLAB_KEYS,
	SLAB_HEDGES,
	SLAB_COUNT
};

enum frame_kind {
	FRAME_NONE,	/* nothing to go back to: the job is over */
	FRAME_SEQUENCE, /* several nodes, one after the other */
	FRAME_POOL,	/* after the service: what is behind the pool */
	FRAME_LIMITER,	/* aux: the value that is counted */
	FRAME_CALLER,	/* aux: idempotency key, or NONE; hedge */
	FRAME_COPY,	/* of a hedged call; aux: idempotency key, or NONE */
	FRAME_NEST,	/* aux: a job of its own that makes the call */
	FRAME_API,	/* aux: row of the call */
	FRAME_CACHED,	/* has its answer from the cache, or will get it */
	FRAME_FILL,	/* aux: fill of the cache */
	FRAME_ROUTER,	/* aux: routes tried, a bit each */
	FRAME_FAULT,	/* aux, spare: when the call passed */
	FRAME_QUEUED,	/* aux: next in the job queue */
	FRAME_WATCH,	/* of somebody who counts answers; the same */
	FRAME_GHOST,	/* of a caller that waits no longer */
};

enum frame_flag {
	FRAME_HOLDS = 1,   /* pool, queue: keeps its server while calling */
	FRAME_TRIAL = 2,   /* caller, router: probes a half-open breaker */
	FRAME_ENDED = 4,   /* api, queue: it has its outcome */
	FRAME_DELAYED = 8, /* fault: the call waits here */
	FRAME_HEDGED = 8,  /* caller: copies make the attempt; aux: hedge */
	FRAME_HELD = 16,   /* fault: the answer waits here */
	FRAME_PAUSED = 16, /* caller: between two attempts */
	FRAME_SERVED = 32, /* on top: a pool serves the job, at `at` */
};

struct frame {
	uint32_t below; /* frame, or NONE */
	union {
		uint32_t salt; /* tells apart draws of repeated visits */
		uint32_t link; /* api, cached: next that waits for the same */
	};
	uint32_t aux;
	uint8_t node, kind, flags;
	uint8_t step;	/* which node of the route is being called */
	uint8_t branch; /* which of the node's routes */
	uint8_t number; /* caller, router: attempts so far */
	union {
		uint8_t at;	 /* the leaf where the job is */
		uint8_t outcome; /* caller: of the last attempt */
	};
	uint8_t spare;
};

/* A moment, kept in 40 bits of a frame whose `aux` is free: how long ago it
 * was is known for 12 days. */
static inline void frame_mark(struct frame *f, int64_t now_us)
{
	f->aux = (uint32_t)now_us;
	f->spare = (uint8_t)(now_us >> 32);
}

static inline int64_t frame_since(const struct frame *f, int64_t now_us)
{
	uint64_t then = (uint64_t)f->spare << 32 | f->aux;

	return (int64_t)(((uint64_t)now_us - then) & 0xffffffffff);
}

enum job_flag {
	JOB_PERSON = 1,	   /* the owner is a person */
	JOB_NESTED = 2,	   /* the owner is a job that waits for this one */
	JOB_ORPHAN = 4,	   /* split off: nobody waits for it */
	JOB_WAITING = 8,   /* in a queue */
	JOB_CALLING = 16,  /* there is a caller's frame */
	JOB_DEGRADED = 32, /* asks for less than the person did */
	JOB_ACKNOWLEDGED =
		64,	 /* the person has been told that it is accepted */
	JOB_TRACED = 128 /* its spans are kept */
};

struct job {
	uint64_t key;	  /* of the press: its draws belong to it */
	int64_t start_us; /* when the press began */
	uint32_t owner;	  /* person, job, or the source's node */
	uint32_t row;	  /* of the press */
	uint32_t stamp;	  /* sequence of the event that it waits for */
	uint32_t timer;	  /* sequence of the caller's timeout */
	uint32_t span;	  /* innermost that is open */
	uint8_t value[SIM_ATTRIBUTES_MAX]; /* as rewritten */
	uint8_t flags;
	uint8_t caps; /* spend caps it passed, a bit each */
	struct frame top;
};
_Static_assert(sizeof(struct job) == 64, "a job is one cache line");

enum person_flag {
	PERSON_DONE = 1,
	PERSON_ACKNOWLEDGED = 2,
	PERSON_HAS_TASK = 4,
};

/* Somebody who may press again or give up.  A source without either, in a
 * model where nothing else asks for the person, makes jobs only. */
struct person {
	uint64_t key; /* also of the first press */
	int64_t came_us;
	uint32_t row;
	uint32_t refs;	  /* jobs, and 1 until done */
	uint32_t give_up; /* sequence of the event that counts */
	uint32_t again;	  /* the same: press again */
	uint32_t client;  /* of a closed loop that it is, or NONE */
	uint16_t presses, open;
	uint8_t value[SIM_ATTRIBUTES_MAX]; /* as asked */
	uint8_t source;
	uint8_t flags;
};

struct task {
	int64_t created_us;
	uint32_t owner;	  /* idempotency key, or NONE */
	uint32_t waiting; /* job, with others linked behind it */
	uint32_t row, salt;
	uint32_t first; /* the job that created it; it waits, too */
	uint8_t node, outcome, attempt;
};

/* An idempotency key: the API makes one task for it. */
struct key {
	uint32_t task; /* while it runs, or NONE */
	uint32_t refs;
	bool known;	 /* it has succeeded */
	uint64_t queued; /* a bit for each job queue that has accepted it */
};

/* An attempt of several copies of a call; see hedge.c. */
struct hedge {
	uint32_t copy[MODEL_HEDGES_MAX + 1]; /* job, or NONE: it has its answer */
	uint32_t key;			     /* idempotency key, or NONE */
	uint8_t sent, open;
};

struct slab {
	void *items;
	uint32_t capacity, used, live, free;
};

#endif
