/*
 * Telemetry: what the engine has recorded, and questions to it.
 *
 * Facts are kept in append-only tables; a metric, the bill, a trace or a log
 * is a query over them.  The words:
 *
 *   person   somebody (or some program) who wants one thing of the product, a
 *            clip say, from the first press until they have it or gave up
 *   press    one request of a person to the product
 *   attempt  one call of our caller to the external API for a press
 *   task     what an accepted attempt makes the API do, and bill
 *   span     one visit of a press to a node: waiting, being served, answered
 *
 * Rates are by the moment a thing ended (people who came, presses and tasks: by
 * the moment they began); money is by the moment the task was created.  A
 * window is [from, to).  Counts and money are multiplied by the model's `scale`;
 * shares, times and the levels of nodes are not, but credit is.  A figure that does not exist (the p95 of nothing) is
 * NAN.
 *
 * An engine with SIM_SUMMARY answers sim_metric() without a filter and
 * sim_people_by_attribute(), for whole minutes (a window is widened to them),
 * and sim_people_waiting().  Its quantiles of people's time are good to 2 %; of
 * tasks it has none (NAN).  Bills, outcomes, gauges and traces need SIM_FULL.
 */
#ifndef GAMEDAY_SIM_TELEMETRY_TELEMETRY_H
#define GAMEDAY_SIM_TELEMETRY_TELEMETRY_H

#include "sim/engine.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum sim_outcome {
	SIM_OUTCOME_OPEN, /* not ended yet */
	SIM_OUTCOME_OK,
	SIM_OUTCOME_TIMEOUT, /* our caller stopped waiting */
	SIM_OUTCOME_QUOTA,   /* 429 from the API: its concurrency or rate */
	SIM_OUTCOME_CREDIT,  /* 400 from the API: prepaid credit used up */
	SIM_OUTCOME_FAILED,  /* the task failed at the API */
	SIM_OUTCOME_LIMITED, /* our own rate limit or quota refused */
	SIM_OUTCOME_CAPPED,  /* our spend cap refused */
	SIM_OUTCOME_SHED,    /* gated, shed or switched off by us */
	SIM_OUTCOME_BREAKER, /* our circuit breaker was open */
	SIM_OUTCOME_FULL,    /* a bounded queue of ours was full */
	SIM_OUTCOME_GAVE_UP, /* nobody waited any more */
	SIM_OUTCOMES
};
const char *sim_outcome_name(enum sim_outcome outcome);	  /* "timeout" */
const char *sim_outcome_status(enum sim_outcome outcome); /* "504", "429" */

struct sim_window {
	int64_t from_us, to_us;
};

/* value index per attribute, -1 = any */
struct sim_filter {
	int value[SIM_ATTRIBUTES_MAX];
};
void sim_filter_any(struct sim_filter *filter);

/* Metrics over a window; filter may be NULL. */
#define SIM_METRICS(M) \
	M(SPEND_RATE, "spend_usd_per_hour", "USD/h", \
	  "money for tasks created") \
	M(SPEND, "spend_usd", "USD", "money for tasks created") \
	M(DUPLICATE_SPEND, "duplicate_usd", "USD", \
	  "money for tasks of people who had one made already") \
	M(ARRIVALS, "people_per_s", "1/s", "people who came") \
	M(PRESSES, "presses_per_s", "1/s", "requests that came in") \
	M(CLIPS, "clips_per_s", "1/s", "people who got what they came for") \
	M(TASKS, "tasks_per_s", "1/s", "tasks created at the API") \
	M(ATTEMPTS, "attempts_per_s", "1/s", \
	  "calls to the API, refused ones too") \
	M(ATTEMPTS_PER_JOB, "attempts_per_job", "ratio", \
	  "calls to the API per person served or gone") \
	M(ERROR_RATE, "error_rate", "ratio", \
	  "requests that ended with nothing") \
	M(TIMEOUT_RATE, "timeout_rate", "ratio", "attempts that timed out") \
	M(QUOTA_RATE, "http_429_rate", "ratio", \
	  "attempts that the API refused with 429") \
	M(QUOTA_PER_MIN, "http_429_per_min", "1/min", \
	  "429 answers of the API") \
	M(REFUSED_RATE, "refused_rate", "ratio", \
	  "presses refused by measures of our own") \
	M(P50, "p50_s", "s", \
	  "median time from first press to the answer or leaving") \
	M(P95, "p95_s", "s", "95 of 100 requests took less than this") \
	M(P99, "p99_s", "s", "99 of 100 requests took less than this") \
	M(TASK_P50, "task_p50_s", "s", \
	  "median time of a task at the API, as it works on it") \
	M(TASK_P95, "task_p95_s", "s", \
	  "95 of 100 tasks took the API less than this") \
	M(REPORT_LAG, "report_lag_s", "s", \
	  "median time from done at the API to told to us") \
	M(FAILED_PEOPLE, "failed_users", "people", \
	  "people who left with nothing") \
	M(DEGRADED, "degraded_clips", "results", \
	  "results worse than asked for") \
	M(PRESSES_PER_PERSON, "presses_per_person", "ratio", \
	  "presses of a person until they left") \
	M(PRICE_PER_CLIP, "usd_per_clip", "USD", "money per person served")

enum sim_metric {
#define M(id, key, unit, help) SIM_METRIC_##id,
	SIM_METRICS(M)
#undef M
		SIM_METRIC_COUNT
};
int sim_metric_find(const char *key); /* -1 if unknown */
const char *sim_metric_key(enum sim_metric metric);
const char *sim_metric_unit(enum sim_metric metric);
const char *sim_metric_help(enum sim_metric metric);

double sim_metric(const struct sim_engine *engine, enum sim_metric metric,
		  const struct sim_filter *filter, struct sim_window window);
/* The metric for each whole step of the window into out (room for `count`). */
void sim_metric_series(const struct sim_engine *engine, enum sim_metric metric,
		       const struct sim_filter *filter,
		       struct sim_window window, size_t count, double *out);

/* Money by the values of an attribute, or by attempt number; usd has room for
 * SIM_VALUES_MAX. Rows = values of the attribute; for attempts 1, 2, 3, 4+. */
void sim_bill_by_attribute(const struct sim_engine *engine, int attribute,
			   struct sim_window window, double *usd,
			   double *tasks);
void sim_bill_by_attempt(const struct sim_engine *engine,
			 struct sim_window window, double usd[4],
			 double tasks[4]);

/* Presses that ended in the window, by outcome. */
void sim_outcomes(const struct sim_engine *engine,
		  const struct sim_filter *filter, struct sim_window window,
		  double counts[SIM_OUTCOMES]);

/* Gauges and counters of a node, sampled each whole second. */
enum sim_gauge {
	SIM_GAUGE_QUEUE,   /* waiting */
	SIM_GAUGE_BUSY,	   /* in service, or tasks in flight at the API */
	SIM_GAUGE_SERVERS, /* capacity now, or the API's limit */
	SIM_GAUGE_IN,	   /* entered in this second */
	SIM_GAUGE_OUT,	   /* answered ok in this second */
	SIM_GAUGE_REFUSED, /* refused by this node in this second */
	SIM_GAUGE_LEVEL,   /* node's own: tokens, credit in USD, breaker
				   state (0 closed, 1 open), routes ejected,
				   1 while a fault acts, burn rate, metric
				   of a guardrail */
	SIM_GAUGES
};
/* Mean over the window's seconds (NAN outside what was simulated). */
double sim_gauge(const struct sim_engine *engine, int node,
		 enum sim_gauge gauge, struct sim_window window);
void sim_gauge_series(const struct sim_engine *engine, int node,
		      enum sim_gauge gauge, struct sim_window window,
		      size_t count, double *out);

/* Traces: presses, newest first, with the spans of each. */
struct sim_trace {
	uint32_t press;		       /* row of the press: the trace's id */
	int source;		       /* node where it came in */
	uint32_t person;	       /* n-th of that source */
	int press_number;	       /* 1 = the first */
	int value[SIM_ATTRIBUTES_MAX]; /* as asked, -1 = not set */
	int64_t start_us, end_us;      /* end 0 while open */
	enum sim_outcome outcome;
	int attempts;
	bool degraded, acknowledged;
};
struct sim_span {
	int node;
	int depth;			    /* 0 = called by the source */
	int attempt;			    /* 0 = not inside an attempt */
	int64_t enter_us, start_us, end_us; /* start: service began */
	enum sim_outcome outcome;
	bool orphan; /* its caller had gone when it ended */
	double usd;  /* billed for it */
};
enum sim_trace_kind {
	SIM_TRACE_ALL,
	SIM_TRACE_SLOW,
	SIM_TRACE_FAILED,
	SIM_TRACE_RETRIED
};
/* Fills up to `max` ended presses of the window, newest first; of many, a
 * sample by a hash of the id.  Returns how many. */
size_t sim_traces(const struct sim_engine *engine, enum sim_trace_kind kind,
		  const struct sim_filter *filter, struct sim_window window,
		  size_t max, struct sim_trace *out);
bool sim_trace(const struct sim_engine *engine, uint32_t press,
	       struct sim_trace *out);
size_t sim_trace_spans(const struct sim_engine *engine, uint32_t press,
		       size_t max, struct sim_span *out);

/* Totals of people over a window by a value of an attribute: came, failed,
 * degraded.  For loss by plan. */
struct sim_people {
	double came, served, failed, degraded;
};
void sim_people_by_attribute(const struct sim_engine *engine, int attribute,
			     struct sim_window window, struct sim_people *out);
/* People still waiting at the engine's now, by value of an attribute. */
void sim_people_waiting(const struct sim_engine *engine, int attribute,
			double *out);

#endif
