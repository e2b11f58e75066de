/*
 * The inside of a model, for the engine alone.
 *
 * What a node's type can have is told by tables of fields (model_fields.c).
 * The scalar numbers of a node are parameters side by side: the field with
 * slot s is parameter first + s, whether the file gives it or not.
 */
#ifndef GAMEDAY_SIM_MODEL_MODEL_INTERNAL_H
#define GAMEDAY_SIM_MODEL_MODEL_INTERNAL_H

#include "base/arena.h"
#include "sim/chance/law.h"
#include "sim/model/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MODEL_ROUTE_MAX 8  /* nodes called one after the other */
#define MODEL_ROUTES_MAX 8 /* that a node chooses between */
#define MODEL_PROFILES_MAX 16
#define MODEL_HOURS 24
#define MODEL_HEDGES_MAX 7 /* copies of a call beside the first */
#define MODEL_NAME_MAX 64  /* bytes of a node's, attribute's, value's */
#define MODEL_NO_LIMIT 1e9 /* a rate that is none */
#define MODEL_UNSET 255	   /* value of an attribute that is not set */

enum node_type {
	NODE_SOURCE,
	NODE_POOL,
	NODE_LIMITER,
	NODE_GATE,
	NODE_REWRITE,
	NODE_SPLIT,
	NODE_SPEND_CAP,
	NODE_CALLER,
	NODE_API,
	NODE_AUTOSCALER,
	NODE_CACHE,
	NODE_ROUTER,
	NODE_FAULT,
	NODE_BURN_RATE,
	NODE_GUARDRAIL,
	NODE_JOB_QUEUE,
	NODE_TYPES
};

/* Slots of the scalar numbers, by type. */
enum source_slot {
	SOURCE_RATE,
	SOURCE_START,
	SOURCE_STOP,
	SOURCE_MACHINE,
	SOURCE_ON_SLOW,
	SOURCE_ON_ERROR,
	SOURCE_MAX,
	SOURCE_PERIOD,
	SOURCE_CLIENTS,
	SOURCE_SLOTS
};
enum pool_slot {
	POOL_SERVERS,
	POOL_QUEUE,
	POOL_HOLD,
	POOL_ACKNOWLEDGE,
	POOL_MAX_WAIT,
	POOL_DROP,
	POOL_SLOTS
};
enum limiter_slot {
	LIMITER_ON,
	LIMITER_RATE,
	LIMITER_BURST,
	LIMITER_CONCURRENCY,
	LIMITER_WINDOW,
	LIMITER_LIMIT,
	LIMITER_SLOTS
};
enum gate_slot { GATE_ON, GATE_SHARE, GATE_SLOTS };
enum rewrite_slot { REWRITE_ON, REWRITE_SHARE, REWRITE_SLOTS };
enum split_slot { SPLIT_SHARE, SPLIT_SLOTS };
enum cap_slot {
	CAP_ON,
	CAP_RATE,
	CAP_WINDOW,
	CAP_SOFT,
	CAP_LOW_SHARE,
	CAP_SLOTS
};
enum caller_slot {
	CALLER_TIMEOUT,
	CALLER_RETRIES,
	CALLER_BACKOFF,
	CALLER_BACKOFF_CAP,
	CALLER_JITTER,
	CALLER_RETRY_429,
	CALLER_RETRY_TIMEOUT,
	CALLER_IDEMPOTENT,
	CALLER_BUDGET,
	CALLER_BUDGET_MAX,
	CALLER_BREAKER_SHARE,
	CALLER_BREAKER_WINDOW,
	CALLER_BREAKER_MIN,
	CALLER_BREAKER_OPEN,
	CALLER_DROP,
	CALLER_BACKOFF_KIND,
	CALLER_BREAKER_SCOPE,
	CALLER_THROTTLE_K,
	CALLER_THROTTLE_WINDOW,
	CALLER_HEDGE_AFTER,
	CALLER_HEDGE_MAX,
	CALLER_HEDGE_CANCEL,
	CALLER_SLOTS
};
enum api_slot {
	API_CONCURRENCY,
	API_RATE,
	API_BURST,
	API_SLOWDOWN,
	API_FAIL_SHARE,
	API_CREDIT,
	API_SLOTS
};
enum scaler_slot {
	SCALER_ON,
	SCALER_TARGET,
	SCALER_PERIOD,
	SCALER_DELAY,
	SCALER_MIN,
	SCALER_MAX,
	SCALER_STEP,
	SCALER_DOWN_AFTER,
	SCALER_SLOTS
};
enum cache_slot {
	CACHE_ON,
	CACHE_KEYS,
	CACHE_ZIPF,
	CACHE_TTL,
	CACHE_TTL_JITTER,
	CACHE_CAPACITY,
	CACHE_COALESCE,
	CACHE_NEGATIVE_TTL,
	CACHE_EARLY,
	CACHE_STALE,
	CACHE_GENERATION,
	CACHE_WARM,
	CACHE_SLOTS
};
enum router_slot {
	ROUTER_STICKY,
	ROUTER_EJECT_SHARE,
	ROUTER_EJECT_WINDOW,
	ROUTER_EJECT_MIN,
	ROUTER_EJECT_S,
	ROUTER_SLOTS
};

enum fault_slot {
	FAULT_ON,
	FAULT_SHARE,
	FAULT_START,
	FAULT_STOP,
	FAULT_FACTOR,
	FAULT_AFTER,
	FAULT_HANG,
	FAULT_SLOTS
};

enum jobs_slot {
	JOBS_WORKERS,
	JOBS_BACKLOG,
	JOBS_ATTEMPTS,
	JOBS_BACKOFF_FACTOR,
	JOBS_BACKOFF_CAP,
	JOBS_POLL,
	JOBS_DROP,
	JOBS_SLOTS
};

enum burn_slot {
	BURN_ON,
	BURN_TARGET,
	BURN_THRESHOLD,
	BURN_PERIOD,
	BURN_SLOTS
};

enum guard_slot {
	GUARD_ON,
	GUARD_LIMIT,
	GUARD_WINDOW,
	GUARD_MIN_CALLS,
	GUARD_FOR,
	GUARD_PERIOD,
	GUARD_COOLDOWN,
	GUARD_SLOTS
};

/* Numbers of each alert of a burn-rate node, side by side. */
enum burn_number { BURN_LONG, BURN_SHORT, BURN_FACTOR, BURN_NUMBERS };

/* Laws, by type. */
enum source_law {
	SOURCE_AFTER,
	SOURCE_THINK,
	SOURCE_GIVE_UP,
	SOURCE_GIVE_UP_ACKNOWLEDGED,
	SOURCE_CLIENT_THINK,
	MODEL_LAWS
};
enum jobs_law { JOBS_BACKOFF, JOBS_NOTIFY };
enum pool_law { POOL_PATIENCE };
enum fault_law { FAULT_DELAY };
enum api_law { API_REPORT_LAG };
enum cache_law { CACHE_HIT_TIME };

enum fault_kind {
	FAULT_SLOW,
	FAULT_FAIL,
	FAULT_PARTITION,
	FAULT_CAPACITY,
};

enum guard_metric {
	GUARD_ERROR_SHARE,
	GUARD_P95,
	GUARD_P99,
	GUARD_BURN_RATE,
	GUARD_ALERT,
};

enum discipline {
	DISCIPLINE_FIFO,
	DISCIPLINE_LIFO,
	DISCIPLINE_PRIORITY,
	DISCIPLINE_SHARING,
};

/* Words for numbers: what a breaker guards (breaker.h), and how a caller waits
 * before a retry (backoff.c). */
enum breaker_scope { BREAKER_CALLS, BREAKER_RETRIES, BREAKER_SCOPES };
enum backoff { BACKOFF_EXPONENTIAL, BACKOFF_FIXED, BACKOFFS };
enum jitter {
	JITTER_NONE,
	JITTER_FULL,
	JITTER_EQUAL,
	JITTER_DECORRELATED,
	JITTERS
};

enum limit { LIMIT_TOKEN_BUCKET, LIMIT_FIXED_WINDOW, LIMIT_SLIDING_WINDOW };

/* When the people of a source come. */
enum arrivals {
	ARRIVALS_POISSON,
	ARRIVALS_REGULAR,
	ARRIVALS_RECORDED,
	ARRIVALS_CLOSED,
	ARRIVALS
};

/* Times of arrivals, in ascending order. */
#define RECORDED_MAX 100000
struct recorded {
	uint32_t count;
	int64_t *at_us;
};

struct route {
	uint8_t count;
	uint8_t node[MODEL_ROUTE_MAX];
};

/* What a router chooses between, and how; its routes stand in `to`. */
struct model_router {
	int count, failovers;
	uint16_t weights;		    /* first parameter of them */
	uint16_t fails;			    /* a bit for each outcome */
	uint8_t failover[MODEL_ROUTES_MAX]; /* in that order */
	uint8_t of_value[SIM_VALUES_MAX];   /* or MODEL_UNSET: by weight */
	char name[MODEL_ROUTES_MAX][MODEL_NAME_MAX];
};

#define MODEL_ALERTS_MAX 4
struct model_burn {
	int count;	/* alerts */
	uint16_t first; /* parameter of the first one */
};

/* Values that a model sets by itself; `undo`: the value that the parameter had
 * before its last change. */
#define MODEL_SETS_MAX 8 /* at once */
#define MODEL_ALL_SETS_MAX 256
#define MODEL_CHANGES_MAX 64
struct model_set {
	double value;
	uint16_t parameter;
	bool undo;
};
struct model_sets {
	uint16_t first, count;
};
struct model_change {
	int64_t at_us;
	struct model_sets sets;
};

/* One for all (attribute -1), or one for each value of an attribute: laws at
 * model->laws[first + value], numbers at parameter first + value. */
struct by_value {
	int8_t attribute;
	bool given;
	uint16_t first;
};

/* What a source gives its requests for one attribute. */
struct asked {
	bool weighted;
	uint16_t weights; /* first of as many as there are values */
};

/* What a call looks at stands first. */
struct model_node {
	uint64_t key; /* of the name, for draws */
	enum node_type type;
	uint16_t first;	   /* parameters, by slot */
	uint64_t watchers; /* nodes that count its answers, a bit each */
	struct law law[MODEL_LAWS];
	struct by_value times; /* service_s, task_s */
	struct by_value prices;
	struct route to[MODEL_ROUTES_MAX]; /* split: a, b; router: all */
	bool matches_all;
	uint32_t match[SIM_ATTRIBUTES_MAX]; /* a bit per value */
	int attribute;			    /* by, attribute; -1 = none */
	uint8_t map[SIM_VALUES_MAX];	    /* of that attribute */
	uint8_t rank[SIM_VALUES_MAX];	    /* priority: 0 goes first */
	uint8_t rank_unset;
	int rank_attribute;
	enum discipline discipline;
	enum limit limit;
	enum fault_kind fault;
	int profile; /* -1 = none */
	enum arrivals arrivals;
	const struct recorded *recorded; /* with those arrivals */
	int target;	       /* the pool, api or cache that is meant */
	bool counts_in_flight; /* limiter with a concurrency */
	bool has_people;       /* source: they press again or give up */
	int cap;	       /* n-th spend cap of the model */
	struct model_router router;
	struct model_burn burn;
	enum guard_metric metric;
	struct model_sets sets; /* guardrail */
	char name[MODEL_NAME_MAX];
	struct asked asked[SIM_ATTRIBUTES_MAX];
	uint8_t plain[SIM_ATTRIBUTES_MAX]; /* where there is one value */
	bool weighted;			   /* there are several somewhere */
};

struct model_parameter {
	const char *name;
	double fallback, low, high;
	bool integer;
	uint8_t node;
	int16_t slot; /* -1: not a scalar of the node */
};

struct model_attribute {
	char name[MODEL_NAME_MAX];
	int count;
	char value[SIM_VALUES_MAX][MODEL_NAME_MAX];
	uint64_t key;
};

struct model_profile {
	char name[MODEL_NAME_MAX];
	double hour[MODEL_HOURS];
	double highest;
};

#define MODEL_VALUE_LAWS_MAX 512

struct sim_model {
	struct arena arena; /* names of parameters */
	int node_count, attribute_count, profile_count;
	int cap_count, cache_count;
	int parameter_count, law_count;
	int set_count, change_count;
	bool guarded; /* there is a guardrail */
	double hour_at_zero;
	double trace_share; /* of presses whose spans are kept */
	double scale;	    /* one request here stands for so many */
	struct model_node node[SIM_NODES_MAX];
	uint8_t cap_node[SIM_NODES_MAX];   /* of the n-th spend cap */
	uint8_t cache_node[SIM_NODES_MAX]; /* of the n-th cache */
	struct model_attribute attribute[SIM_ATTRIBUTES_MAX];
	struct model_profile profile[MODEL_PROFILES_MAX];
	struct model_set set[MODEL_ALL_SETS_MAX];
	struct model_change change[MODEL_CHANGES_MAX];
	struct model_parameter parameter[SIM_PARAMETERS_MAX];
	struct law laws[MODEL_VALUE_LAWS_MAX];
};

const char *model_type_name(enum node_type type);

/* The place of a value in lists of (attribute, value) pairs. */
static inline int model_value_offset(const struct sim_model *model, int a)
{
	int offset = 0;

	for (int i = 0; i < a; i++)
		offset += model->attribute[i].count;
	return offset;
}

#endif
