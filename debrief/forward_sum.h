/*
 * From hours to days: what a walk through the weeks adds up to, and where it
 * does not hold.
 *
 * A day of ordinary hours fails an objective when more of its requests fail
 * than the objective allows, or when the 95th percentile was beyond its limit
 * in more than a tenth of the hours.  Launch and slowdown are judged by
 * themselves, each hour for the percentile.  The money fails when bill and
 * measures together come to more than the budget of all the days.
 */
#ifndef GAMEDAY_DEBRIEF_FORWARD_SUM_H
#define GAMEDAY_DEBRIEF_FORWARD_SUM_H

#include "debrief/forward.h"
#include "debrief/forward_walk.h"
#include "sim/telemetry/telemetry.h"

struct forward_limits {
	double error_rate, p95_s;   /* NAN = no objective */
	enum sim_metric percentile; /* that p95_s is for: 95th, or 99th */
	double month_usd;
};
struct forward_limits forward_limits(const struct pack *pack);

/* Days and totals, of measures too; line->days has room for all. */
void forward_sum(const struct month *month, const struct hour_sums *sums,
		 const struct planned_list *plan,
		 const struct forward_limits *limits, struct forward_day *days,
		 struct forward_line *line);

/* Where it fails first: an hour, by objective and kind of hours. */
enum forward_objective {
	FORWARD_ERRORS,
	FORWARD_P95,
	FORWARD_MONEY,
	FORWARD_OBJECTIVES
};
struct forward_fault {
	enum forward_objective objective;
	enum month_spell spell;
	int hour;     /* the first one that is beyond it, on that day */
	double value; /* what it came to: a rate, seconds, USD */
	double limit;
	int days; /* ordinary days that fail it */
};
#define FORWARD_FAULTS_MAX (FORWARD_OBJECTIVES * 3)

/* Fills `out`, gives how many; *held gets how much of it holds, 0..1. */
size_t forward_faults(const struct month *month, const struct hour_sums *sums,
		      const struct forward_limits *limits,
		      const struct forward_line *line,
		      struct forward_fault out[FORWARD_FAULTS_MAX],
		      double *held);

#endif
