/*
 * The facts of a moment: what was true when a message was sent.
 *
 * A judge checks a message's words against these.  The same record is read
 * from a file by `gameday message --facts`.
 */
#ifndef GAMEDAY_DRILL_FACTS_H
#define GAMEDAY_DRILL_FACTS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FACTS_RANGE 10	     /* minutes back for which a figure still counts */
#define FACTS_LAG 3	     /* minutes by which a named minute may be off */
#define FACTS_TOGETHER_S 900 /* further apart, things may have changed */

/* What the figures were in a minute that has passed. */
struct facts_minute {
	double minute; /* since the page; below 0 before it */
	double spend_usd_per_hour, error_rate, p95_latency_s;
	double users_affected_per_hour;
};

struct pack_term;
struct pack_rate;
struct pack_speech;

struct facts {
	double minute;	      /* since the page */
	int64_t start_moment; /* local seconds since 1970 at minute 0 */
	bool has_clock;	      /* start_moment is known */
	int utc_offset_min;   /* minutes that its place is ahead of UTC */
	double spend_usd_per_hour, baseline_usd_per_hour;
	double total_excess_usd;
	double loss_usd;   /* with what failed users cost; 0 = unknown */
	double error_rate; /* 0..1 */
	double p95_latency_s, baseline_p95_s;
	double users_affected_per_hour, failed_users_total;
	double month_forecast_usd, budget_usd; /* 0 = unknown */
	const char *currency;		       /* of all amounts; NULL = USD */
	const struct pack_rate *rates;	       /* of other currencies */
	size_t rate_count;
	const struct pack_term *glossary; /* terms to be explained */
	size_t term_count;
	const struct pack_speech *speech; /* how they call things; NULL = the
					   * reader's own, of video clips */
	double minutes_since_trigger;
	/* lowest and highest value within the last FACTS_RANGE minutes */
	double spend_low, spend_high, error_low, error_high, p95_low, p95_high;
	const struct facts_minute *history; /* from before the trigger to now */
	size_t history_count;
	const char *severity;  /* "sev1" ..., "mitigated", "resolved", "" */
	bool root_cause_known; /* a right conclusion was made */
	bool stable;	       /* the system is back within its SLOs */
	const char *const *in_force; /* titles of measures, ids alike */
	size_t in_force_count;
	const char *const *requested; /* asked for or on their way */
	size_t requested_count;
	const char *const *cause_words; /* how the true causes are named */
	size_t cause_word_count;
	const char *const *other_cause_words;
	size_t other_cause_word_count;
	const char *const *people; /* names that must not reach outsiders */
	size_t people_count;
	const char *const *private_words; /* hosts, other customers */
	size_t private_count;
	const char *const *earlier; /* messages to the same audience so far */
	size_t earlier_count;
	const char *const *elsewhere; /* messages to other audiences so far */
	size_t elsewhere_count;
	size_t elsewhere_old; /* the first so many: of another time */
};

#endif
