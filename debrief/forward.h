/*
 * The plan, simulated forward: thirty days from the end of a drill.
 *
 * What was in force at the end stays, and each planned measure comes into force
 * when it is due, or when it can be ready, if that is later.  The days have the
 * traffic of a week, one launch and one slowdown of the vendor (the pack says
 * when, how long and how large), and what is left of the cause.  Beside the
 * plan runs the same month with nobody having done anything, and with par.
 *
 * A month has too many requests to make them all.  Between two borders (a
 * measure comes into force, launch or slowdown begins or ends) each hour of the
 * week is simulated once, request by request, by a slice of it, and stands for
 * all hours like it; the hours after a border, the launch and the slowdown are
 * simulated whole.  One engine goes through all of it: what is stuck at the end
 * of a slice is stuck at the beginning of the next.  Rates and limits are those
 * of the model, never scaled down.
 *
 * Days are of 24 hours, counted from the end of the drill: day 1 is the first.
 */
#ifndef GAMEDAY_DEBRIEF_FORWARD_H
#define GAMEDAY_DEBRIEF_FORWARD_H

#include "base/arena.h"
#include "base/err.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct forward_day {
	double usd;	     /* for what the vendor made, without measures */
	double budget_usd;   /* the month's, by days */
	double error_rate;   /* requests without a result */
	double p95_s;	     /* of the worst hour; NAN = nobody came */
	double errors_met;   /* share of the day within the objective, 0..1 */
	double p95_met;	     /* the same for the 95th percentile */
	double failed_users; /* people who left without a result */
};

enum forward_kind { FORWARD_MEASURE, FORWARD_LAUNCH, FORWARD_SLOWDOWN };
const char *forward_kind_word(enum forward_kind kind); /* "measure" */
int forward_kind_find(const char *word);	       /* -1 if unknown */

/* For the chart. */
struct forward_mark {
	int day;
	int64_t at_s; /* since the end of the drill */
	enum forward_kind kind;
	const char *label;
};

/* Where it does not hold. */
struct forward_failure {
	int day;	       /* the first one */
	int64_t at_s;	       /* since the end of the drill */
	const char *objective; /* "errors" "p95" "money" */
	const char *during;    /* "launch" "slowdown", or NULL */
	const char *text;      /* a sentence */
};

struct forward_measure {
	const char *id, *title;
	int64_t from_s;	  /* in force since, after the end; 0 = it was */
	double once_usd;  /* 0 for one that was in force */
	double daily_usd; /* running costs, a day */
	bool late;	  /* it could not be ready when it was due */
	const char *note; /* a sentence on when and why, or NULL */
};

struct forward_line {
	const char *id;	   /* "plan" "nothing" "par" */
	const char *title; /* "Your plan", or "No plan" */
	const struct forward_day *days;
	double usd, budget_usd;	      /* of all days */
	double once_usd, running_usd; /* of measures; not in usd */
	double error_rate, failed_users;
	double errors_met, p95_met; /* NAN = there is no such objective */
	bool holds;		    /* no failure */
	double held; /* how much of it holds, 0..1 (forward_sum.h) */
	const struct forward_failure *failures;
	size_t failure_count;
	const struct forward_mark *marks;
	size_t mark_count;
	const struct forward_measure *measures;
	size_t measure_count;
	/* How it was simulated. */
	double hours_simulated; /* of the hours of all days */
	size_t windows;
	int slice_min; /* minutes of each hour that are simulated; 60 = all */
	uint64_t hash; /* of the engine at the end */
};

#define FORWARD_LINES 3
struct forward {
	int day_count;
	const char *start; /* local date and time at which day 1 begins */
	double error_limit, p95_limit_s; /* the objectives; NAN = none */
	const char *percentile; /* all p95_* here are of "p95" or "p99" */
	/* Without a plan the line "plan" is what the drill left in force. */
	bool planned;
	const struct forward_line *lines; /* plan, nothing, par */
	size_t line_count;		  /* 2 when the pack has no par */
	const char *const *sentences;	  /* what it comes to, for people */
	size_t sentence_count;
};

struct drill;

struct forward_options {
	unsigned threads;	   /* 0 = one for each core */
	const atomic_bool *cancel; /* may be NULL */
	atomic_size_t *done;	   /* gets 1 more for each line; may be NULL */
	bool whole;		   /* simulate every hour: to compare with */
};

/* The weeks after this drill, wherever it stands: it is run on to its full
 * length first.  The same bytes with any number of threads.  Lives in the
 * arena.  NULL on an error, or when it was cancelled (then err->code is
 * ERR_STATE). */
const struct forward *forward_of(const struct drill *drill,
				 const struct forward_options *options,
				 struct arena *arena, struct err *err);

/* NULL when there is none of that id. */
const struct forward_line *forward_line(const struct forward *forward,
					const char *id);

#endif
