#include "sim/model/model_fields.h"

#include "sim/nodes/cache_table.h"
#include "sim/chance/zipf.h"

#include <assert.h>
#include <string.h>

#define MANY 1e9 /* a number that stands for no bound */
#define LONG 1e9 /* seconds, 30 years */

#define FLAG(name, slot, fallback) \
	{ \
		name, FIELD_NUMBER, slot, false, true, 0, 1, fallback, NULL \
	}
#define SHARE(name, slot, fallback) \
	{ \
		name, FIELD_NUMBER, slot, false, false, 0, 1, fallback, NULL \
	}
#define REAL(name, slot, low, high, fallback) \
	{ \
		name, FIELD_NUMBER, slot, false, false, low, high, fallback, \
			NULL \
	}
#define WHOLE(name, slot, low, high, fallback) \
	{ \
		name, FIELD_NUMBER, slot, false, true, low, high, fallback, \
			NULL \
	}
#define NEEDED_REAL(name, slot, low, high) \
	{ \
		name, FIELD_NUMBER, slot, true, false, low, high, 0, NULL \
	}
#define NEEDED_WHOLE(name, slot, low, high) \
	{ \
		name, FIELD_NUMBER, slot, true, true, low, high, 0, NULL \
	}
#define OTHER(name, kind, slot) \
	{ \
		name, kind, slot, false, false, 0, 0, 0, NULL \
	}
#define NEEDED(name, kind, slot) \
	{ \
		name, kind, slot, true, false, 0, 0, 0, NULL \
	}
#define END \
	{ \
		NULL, FIELD_END, 0, false, false, 0, 0, 0, NULL \
	}

static const struct field source_fields[] = {
	REAL("rate_per_s", SOURCE_RATE, 0, 1e6, 0),
	REAL("start_s", SOURCE_START, -LONG, LONG, -LONG),
	REAL("stop_s", SOURCE_STOP, -LONG, LONG, LONG),
	FLAG("machine", SOURCE_MACHINE, 0),
	{ "on_slow", FIELD_NUMBER, SOURCE_ON_SLOW, false, false, 0, 1, 0,
	  "press_again" },
	{ "on_error", FIELD_NUMBER, SOURCE_ON_ERROR, false, false, 0, 1, 0,
	  "press_again" },
	{ "max", FIELD_NUMBER, SOURCE_MAX, false, true, 1, 1000, 3,
	  "press_again" },
	REAL("period_s", SOURCE_PERIOD, 0, LONG, 0),
	WHOLE("clients", SOURCE_CLIENTS, 0, 1e6, 0),
	OTHER("press_again", FIELD_GROUP, 0),
	{ "after_s", FIELD_LAW, SOURCE_AFTER, false, false, 0, 0, 0,
	  "press_again" },
	{ "think_s", FIELD_LAW, SOURCE_THINK, false, false, 0, 0, 0,
	  "press_again" },
	OTHER("give_up_s", FIELD_LAW, SOURCE_GIVE_UP),
	OTHER("give_up_acknowledged_s", FIELD_LAW, SOURCE_GIVE_UP_ACKNOWLEDGED),
	OTHER("profile", FIELD_PROFILE, 0),
	OTHER("arrivals", FIELD_ARRIVALS, 0),
	OTHER("times_s", FIELD_RECORDED, 0),
	OTHER("think_s", FIELD_LAW, SOURCE_CLIENT_THINK),
	OTHER("attributes", FIELD_ASKED, 0),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field pool_fields[] = {
	NEEDED_WHOLE("servers", POOL_SERVERS, 0, 1e6),
	WHOLE("queue", POOL_QUEUE, 0, MANY, MANY),
	FLAG("hold", POOL_HOLD, 1),
	FLAG("acknowledge", POOL_ACKNOWLEDGE, 0),
	REAL("max_wait_s", POOL_MAX_WAIT, 0, LONG, 0),
	FLAG("drop_if_gone", POOL_DROP, 0),
	OTHER("patience_s", FIELD_LAW, POOL_PATIENCE),
	OTHER("service_s", FIELD_TIMES, 0),
	OTHER("discipline", FIELD_DISCIPLINE, 0),
	OTHER("priority", FIELD_PRIORITY, 0),
	OTHER("to", FIELD_TO, 0),
	END,
};

static const struct field limiter_fields[] = {
	FLAG("on", LIMITER_ON, 1),
	REAL("rate_per_s", LIMITER_RATE, 0, MODEL_NO_LIMIT, MODEL_NO_LIMIT),
	REAL("burst", LIMITER_BURST, 1, MANY, 1),
	WHOLE("concurrency", LIMITER_CONCURRENCY, 0, 1e6, 0),
	REAL("window_s", LIMITER_WINDOW, 0.001, 1e7, 1),
	WHOLE("limit", LIMITER_LIMIT, 0, MANY, MANY),
	OTHER("kind", FIELD_LIMIT, 0),
	OTHER("by", FIELD_ATTRIBUTE, 0),
	OTHER("match", FIELD_MATCH, 0),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field gate_fields[] = {
	FLAG("on", GATE_ON, 1),
	SHARE("share", GATE_SHARE, 1),
	OTHER("match", FIELD_MATCH, 0),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field rewrite_fields[] = {
	FLAG("on", REWRITE_ON, 1),
	SHARE("share", REWRITE_SHARE, 1),
	NEEDED("attribute", FIELD_ATTRIBUTE, 0),
	NEEDED("map", FIELD_MAP, 0),
	OTHER("match", FIELD_MATCH, 0),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field split_fields[] = {
	SHARE("share", SPLIT_SHARE, 0),
	OTHER("match", FIELD_MATCH, 0),
	NEEDED("a", FIELD_TO, 0),
	NEEDED("b", FIELD_TO, 1),
	END,
};

static const struct field cap_fields[] = {
	FLAG("on", CAP_ON, 1),
	NEEDED_REAL("usd_per_hour", CAP_RATE, 0, 1e9),
	REAL("window_s", CAP_WINDOW, 1, 1e7, 3600),
	FLAG("soft", CAP_SOFT, 0),
	SHARE("low_share", CAP_LOW_SHARE, 0.5),
	NEEDED("api", FIELD_TARGET, NODE_API),
	OTHER("attribute", FIELD_ATTRIBUTE, 0),
	OTHER("map", FIELD_MAP, 0),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field caller_fields[] = {
	REAL("timeout_s", CALLER_TIMEOUT, 0, 1e6, 0),
	WHOLE("retries", CALLER_RETRIES, 0, 20, 0),
	REAL("backoff_s", CALLER_BACKOFF, 0, 1e5, 0),
	REAL("backoff_cap_s", CALLER_BACKOFF_CAP, 0, 1e6, 60),
	WHOLE("jitter", CALLER_JITTER, 0, JITTERS - 1, JITTER_NONE),
	FLAG("retry_429", CALLER_RETRY_429, 1),
	FLAG("retry_timeout", CALLER_RETRY_TIMEOUT, 1),
	FLAG("idempotent", CALLER_IDEMPOTENT, 0),
	REAL("retry_budget", CALLER_BUDGET, 0, 100, 0),
	REAL("retry_budget_max", CALLER_BUDGET_MAX, 1, 1e6, 10),
	SHARE("breaker_share", CALLER_BREAKER_SHARE, 0),
	REAL("breaker_window_s", CALLER_BREAKER_WINDOW, 0.1, 1e5, 30),
	WHOLE("breaker_min_calls", CALLER_BREAKER_MIN, 1, 1e6, 20),
	REAL("breaker_open_s", CALLER_BREAKER_OPEN, 0.1, 1e5, 30),
	FLAG("drop_if_gone", CALLER_DROP, 0),
	WHOLE("backoff", CALLER_BACKOFF_KIND, 0, BACKOFFS - 1,
	      BACKOFF_EXPONENTIAL),
	WHOLE("breaker_scope", CALLER_BREAKER_SCOPE, 0, BREAKER_SCOPES - 1,
	      BREAKER_CALLS),
	REAL("throttle_k", CALLER_THROTTLE_K, 0, 1000, 0),
	REAL("throttle_window_s", CALLER_THROTTLE_WINDOW, 0.1, 1e5, 120),
	REAL("hedge_after_s", CALLER_HEDGE_AFTER, 0, 1e6, 0),
	WHOLE("hedge_max", CALLER_HEDGE_MAX, 1, MODEL_HEDGES_MAX, 1),
	FLAG("hedge_cancel", CALLER_HEDGE_CANCEL, 0),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field api_fields[] = {
	WHOLE("concurrency", API_CONCURRENCY, 0, 1e6, 1e6),
	REAL("rate_per_s", API_RATE, 0, MODEL_NO_LIMIT, MODEL_NO_LIMIT),
	REAL("burst", API_BURST, 1, MANY, 1),
	REAL("slowdown", API_SLOWDOWN, 0, 1000, 1),
	SHARE("fail_share", API_FAIL_SHARE, 0),
	REAL("credit_usd", API_CREDIT, 0, 1e12, 1e12),
	OTHER("by", FIELD_ATTRIBUTE, 0),
	NEEDED("price", FIELD_PRICES, 0),
	NEEDED("task_s", FIELD_TIMES, 0),
	OTHER("report_lag_s", FIELD_LAW, API_REPORT_LAG),
	END,
};

static const struct field scaler_fields[] = {
	FLAG("on", SCALER_ON, 1),
	NEEDED_REAL("target", SCALER_TARGET, 0.01, 1),
	REAL("period_s", SCALER_PERIOD, 1, 1e5, 15),
	REAL("delay_s", SCALER_DELAY, 0, 1e5, 60),
	WHOLE("min", SCALER_MIN, 0, 1e6, 1),
	NEEDED_WHOLE("max", SCALER_MAX, 0, 1e6),
	WHOLE("step", SCALER_STEP, 1, 1e6, 1e6),
	REAL("down_after_s", SCALER_DOWN_AFTER, 0, 1e6, 300),
	NEEDED("pool", FIELD_TARGET, NODE_POOL),
	END,
};

static const struct field cache_fields[] = {
	FLAG("on", CACHE_ON, 1),
	WHOLE("keys", CACHE_KEYS, 1, 1e6, 1),
	REAL("zipf", CACHE_ZIPF, 0, ZIPF_EXPONENT_MAX, 0),
	REAL("ttl_s", CACHE_TTL, 0, LONG, LONG),
	SHARE("ttl_jitter", CACHE_TTL_JITTER, 0),
	WHOLE("capacity", CACHE_CAPACITY, 0, CACHE_HELD_MAX, 0),
	FLAG("coalesce", CACHE_COALESCE, 0),
	REAL("negative_ttl_s", CACHE_NEGATIVE_TTL, 0, LONG, 0),
	REAL("early_beta", CACHE_EARLY, 0, 1000, 0),
	REAL("stale_s", CACHE_STALE, 0, LONG, 0),
	WHOLE("generation", CACHE_GENERATION, 0, MANY, 0),
	SHARE("warm", CACHE_WARM, 0),
	OTHER("hit_s", FIELD_LAW, CACHE_HIT_TIME),
	OTHER("by", FIELD_ATTRIBUTE, 0),
	OTHER("keys_of", FIELD_TARGET, NODE_CACHE),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field router_fields[] = {
	FLAG("sticky", ROUTER_STICKY, 0),
	SHARE("eject_share", ROUTER_EJECT_SHARE, 0),
	REAL("eject_window_s", ROUTER_EJECT_WINDOW, 0.1, 1e5, 30),
	WHOLE("eject_min_calls", ROUTER_EJECT_MIN, 1, 1e6, 20),
	REAL("eject_s", ROUTER_EJECT_S, 0.1, 1e5, 30),
	NEEDED("routes", FIELD_ROUTES, 0),
	OTHER("weight", FIELD_BESIDE, 0),
	OTHER("failover", FIELD_BESIDE, 0),
	OTHER("failover_on", FIELD_OUTCOMES, 0),
	OTHER("by", FIELD_ATTRIBUTE, 0),
	OTHER("choose", FIELD_CHOOSE, 0),
	END,
};

static const struct field fault_fields[] = {
	FLAG("on", FAULT_ON, 1),
	SHARE("share", FAULT_SHARE, 1),
	REAL("start_s", FAULT_START, -LONG, LONG, -LONG),
	REAL("stop_s", FAULT_STOP, -LONG, LONG, LONG),
	REAL("factor", FAULT_FACTOR, 1, 1000, 1),
	FLAG("after", FAULT_AFTER, 0),
	REAL("hang_s", FAULT_HANG, 0, LONG, 60),
	NEEDED("kind", FIELD_FAULT, 0),
	OTHER("delay_s", FIELD_LAW, FAULT_DELAY),
	OTHER("match", FIELD_MATCH, 0),
	OTHER("node", FIELD_NODE, 0),
	OTHER("pool", FIELD_TARGET, NODE_POOL),
	OTHER("to", FIELD_TO, 0),
	END,
};

static const struct field jobs_fields[] = {
	NEEDED_WHOLE("workers", JOBS_WORKERS, 0, 1e6),
	WHOLE("backlog", JOBS_BACKLOG, 0, MANY, MANY),
	WHOLE("max_attempts", JOBS_ATTEMPTS, 1, 100, 1),
	REAL("backoff_factor", JOBS_BACKOFF_FACTOR, 1, 100, 2),
	REAL("backoff_cap_s", JOBS_BACKOFF_CAP, 0, LONG, 3600),
	REAL("poll_s", JOBS_POLL, 0, LONG, 0),
	FLAG("drop_if_gone", JOBS_DROP, 0),
	OTHER("backoff_s", FIELD_LAW, JOBS_BACKOFF),
	OTHER("notify_s", FIELD_LAW, JOBS_NOTIFY),
	NEEDED("to", FIELD_TO, 0),
	END,
};

static const struct field burn_fields[] = {
	FLAG("on", BURN_ON, 1),
	NEEDED_REAL("target", BURN_TARGET, 0, 0.999999),
	REAL("threshold_s", BURN_THRESHOLD, 0, 1e6, 0),
	REAL("period_s", BURN_PERIOD, 1, 1e5, 30),
	NEEDED("node", FIELD_WATCHED, 0),
	OTHER("alerts", FIELD_ALERTS, 0),
	END,
};

static const struct field guard_fields[] = {
	FLAG("on", GUARD_ON, 1),
	REAL("limit", GUARD_LIMIT, 0, MANY, 0),
	REAL("window_s", GUARD_WINDOW, 1, 1e6, 60),
	WHOLE("min_calls", GUARD_MIN_CALLS, 1, MANY, 20),
	REAL("for_s", GUARD_FOR, 0, 1e6, 0),
	REAL("period_s", GUARD_PERIOD, 0.1, 1e5, 5),
	REAL("cooldown_s", GUARD_COOLDOWN, 0, LONG, 600),
	NEEDED("node", FIELD_WATCHED, 0),
	NEEDED("metric", FIELD_METRIC, 0),
	NEEDED("set", FIELD_BESIDE, 0),
	END,
};

static const struct field *const tables[NODE_TYPES] = {
	[NODE_SOURCE] = source_fields,	 [NODE_POOL] = pool_fields,
	[NODE_LIMITER] = limiter_fields, [NODE_GATE] = gate_fields,
	[NODE_REWRITE] = rewrite_fields, [NODE_SPLIT] = split_fields,
	[NODE_SPEND_CAP] = cap_fields,	 [NODE_CALLER] = caller_fields,
	[NODE_API] = api_fields,	 [NODE_AUTOSCALER] = scaler_fields,
	[NODE_CACHE] = cache_fields,	 [NODE_ROUTER] = router_fields,
	[NODE_FAULT] = fault_fields,	 [NODE_BURN_RATE] = burn_fields,
	[NODE_GUARDRAIL] = guard_fields, [NODE_JOB_QUEUE] = jobs_fields,
};

const struct field *model_fields(enum node_type type)
{
	return tables[type];
}

void model_field_names(enum node_type type, const char *inside,
		       const char *names[MODEL_FIELDS_MAX])
{
	size_t count = 0;

	if (inside == NULL)
		names[count++] = "type";
	names[count++] = "comment";
	for (const struct field *f = tables[type]; f->kind != FIELD_END; f++) {
		bool same = inside == NULL
				    ? f->inside == NULL
				    : f->inside != NULL &&
					      strcmp(f->inside, inside) == 0;

		assert(count + 1 < MODEL_FIELDS_MAX);
		if (same)
			names[count++] = f->name;
	}
	names[count] = NULL;
}
