/*
 * What each node remembers while the engine runs: plain data, copied whole.
 */
#ifndef GAMEDAY_SIM_NODES_NODE_STATE_H
#define GAMEDAY_SIM_NODES_NODE_STATE_H

#include "sim/nodes/cache_table.h"
#include "sim/deadlines.h"
#include "sim/heap.h"
#include "sim/model/model_internal.h"
#include "sim/chance/zipf.h"

#include <stdbool.h>
#include <stdint.h>

#define STATE_VALUES (SIM_VALUES_MAX + 1) /* the last: not set */
#define STATE_LAYERS 24
#define TALLY_SLICES 10
#define STATE_ORDERS 32

/* Arrivals between two rates; see source_poisson.c. */
struct source_layer {
	int64_t block, next_us;
	double at_us;	 /* within the block */
	double mean_us;	 /* from point to point */
	uint64_t stream; /* random, within the block */
};

/* See source_regular.c. */
struct source_regular {
	double left;	    /* of the interval, 1 being all of it */
	double rate, slope; /* of the line since since_us, per us */
	int64_t since_us;
	uint64_t number; /* of arrivals so far */
	bool comes;	 /* the event is an arrival */
};

/* See source_recorded.c. */
struct source_recorded {
	int64_t start_us; /* of this round */
	uint32_t index;	  /* whose turn it is */
};

/* See source_clients.c. */
enum client_state { CLIENT_ABSENT, CLIENT_THINKS, CLIENT_WAITS };
struct client {
	uint32_t sent; /* requests so far */
	uint8_t state;
};
struct source_clients {
	struct heap thinking; /* order: which client */
	struct client *client;
	uint32_t count; /* that there ever were */
};

struct source_state {
	double width;	 /* of the lowest layer, per second */
	int64_t next_us; /* when its event is due */
	uint32_t armed;	 /* stamp of the event that counts */
	uint32_t count;	 /* people so far */
	int layers;	 /* that the rate reaches into */
	bool every;	 /* point is an arrival */
	union {
		struct source_layer layer[STATE_LAYERS];
		struct source_regular regular;
		struct source_recorded recorded;
		struct source_clients clients;
	};
};

/* Where a job waits, as long as its stamp says so. */
struct place {
	uint32_t job, stamp;
	int64_t since_us;
};

/* A ring of places; the capacity is a power of two. */
struct queue {
	struct place *at;
	uint32_t capacity, first, count;
};

/* Who shares the servers of a pool; see pool_sharing.c. */
struct share {
	double done;	  /* in virtual time, us */
	int64_t alone_us; /* when it would be done without the others */
	uint32_t job, stamp;
};

struct sharing {
	struct share *at; /* a heap by `done` */
	uint32_t count, capacity;
	uint32_t held; /* done, and calling what is behind the pool */
	double served; /* virtual time at at_us, us */
	int64_t at_us;
	int64_t due_us; /* of the event that counts, or never */
};

struct pool_state {
	bool shared;
	uint32_t servers, busy, waiting;
	uint32_t owned; /* servers, with those that a fault has taken */
	double kept;	/* share of them that is there */
	int ranks;
	struct queue *queue;   /* one for each rank */
	const struct law *law; /* of the service, if it is one for all */
	uint64_t busy_us;      /* integral until changed_us */
	int64_t changed_us;
	struct sharing sharing;
};

struct bucket {
	double tokens;
	int64_t at_us;
};

/* See window.h. */
struct window {
	int64_t number;		 /* which one since time 0 */
	uint32_t passed, before; /* in it, and in the one before */
};

struct limiter_state {
	union {
		struct bucket bucket[STATE_VALUES];
		struct window window[STATE_VALUES];
	};
	uint32_t in_flight[STATE_VALUES];
};

struct cap_state {
	struct bucket bucket;
};

/* See tally.h. */
struct tally_slice {
	int64_t number; /* which slice of time this is */
	uint32_t all, some;
};
struct tally {
	struct tally_slice slice[TALLY_SLICES];
};

struct breaker {
	struct tally calls; /* and those that failed */
	int64_t open_until_us;
	bool open, trial; /* trial: the probe is on its way */
};

struct caller_state {
	bool simple; /* a timeout and retries at most: nothing else to ask */
	double budget;
	struct breaker breaker;
	struct tally throttle; /* requests, and those accepted */
	struct deadlines deadlines;
};

struct api_state {
	struct bucket bucket;
	double credit;
	uint32_t in_flight;
};

/* See node_job_queue.c. */
struct job_queue_state {
	uint32_t first, last; /* jobs that wait, linked; or NONE */
	uint32_t waiting, retrying, busy;
	uint32_t accepted; /* of whom the person has not heard yet */
};

struct scaler_order {
	int64_t at_us;
	double servers;
};

struct scaler_state {
	struct scaler_order order[STATE_ORDERS];
	int first, orders;
	double busy_us; /* of the pool, at the last look */
	int64_t looked_us;
	int64_t low_since_us;
	double low_wanted; /* most wanted since then */
	double floor;
};

struct cache_state {
	struct cache_table table;
	struct zipf zipf;
	uint32_t waiting;	/* for fills of others */
	uint32_t lookups, hits; /* in this second */
	double ratio;		/* of the second before */
};

struct router_state {
	struct breaker health[MODEL_ROUTES_MAX];
};

struct fault_state {
	struct queue hanging; /* a list */
};

/* The counts since the start, at a moment. */
struct burn_sample {
	int64_t at_us;
	uint64_t all, bad;
};
#define BURN_SAMPLES_MAX 16384

struct burn_state {
	struct burn_sample *at;		 /* a ring */
	uint32_t capacity, first, count; /* capacity: a power of two */
	uint64_t all, bad;
	double rate;	    /* what the first alert goes by */
	int64_t trouble_us; /* since when the budget burns too fast */
	bool firing;
};

#define STATE_GUARD_SLICES 10
struct guard_slice {
	int64_t number; /* which slice of time this is */
	uint32_t calls, bad;
};

struct guard_state {
	struct guard_slice slice[STATE_GUARD_SLICES];
	uint32_t *histogram; /* of each slice, for a quantile; else NULL */
	double before[MODEL_SETS_MAX];
	double value; /* of the metric, at the last look */
	int64_t breached_us, quiet_until_us;
	int64_t changed_us; /* what it sets was changed by others */
	bool acting;
};

struct node_state {
	uint32_t in, out, refused; /* in this second */
	uint32_t armed;		   /* stamp of the node's own event */
	union {
		struct source_state source;
		struct pool_state pool;
		struct limiter_state limiter;
		struct cap_state cap;
		struct caller_state caller;
		struct api_state api;
		struct scaler_state scaler;
		struct job_queue_state job_queue;
		struct cache_state cache;
		struct router_state router;
		struct fault_state fault;
		struct burn_state burn;
		struct guard_state guard;
	};
};

#endif
