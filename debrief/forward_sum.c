#include "debrief/forward_sum.h"

#include <math.h>
#include <string.h>

#include "base/calendar.h"

#define DAY_H 24
#define DAY_S 86400
#define P95_SHARE 0.9 /* of the hours of a good day are within */

/* What each thing that holds is worth. */
#define WORTH_DAYS 0.4
#define WORTH_SPELL 0.2
#define WORTH_MONEY 0.2

struct forward_limits forward_limits(const struct pack *pack)
{
	struct forward_limits limits = { NAN, NAN, SIM_METRIC_P95,
					 pack->budget.month_usd };

	for (size_t i = 0; i < pack->slo_count; i++) {
		if (!strcmp(pack->slos[i].figure, "error_rate"))
			limits.error_rate = pack->slos[i].max;
		if (!strcmp(pack->slos[i].figure, "p95_s"))
			limits.p95_s = pack->slos[i].max;
		if (!strcmp(pack->slos[i].figure, "p99_s")) {
			limits.p95_s = pack->slos[i].max;
			limits.percentile = SIM_METRIC_P99;
		}
	}
	return limits;
}

/* What a percentile may be in this hour. */
static double p95_limit(const struct month *month, int hour,
			const struct forward_limits *limits)
{
	const struct pack_forward *forward = &month->pack->forward;
	double own = month->spell[hour] == MONTH_LAUNCH ? forward->launch.p95_s
		     : month->spell[hour] == MONTH_SLOWDOWN
			     ? forward->slowdown.p95_s
			     : 0;

	return own > 0 ? own : limits->p95_s;
}

static bool errors_met(const struct hour_sums *hour,
		       const struct forward_limits *limits)
{
	return !(hour->failed_requests > limits->error_rate * hour->requests);
}

/* Nobody who waited waited too long. */
static bool p95_met(const struct hour_sums *hour, double limit)
{
	return !(hour->p95_s > limit);
}

static double budget_of_day(const struct month *month, int day,
			    const struct forward_limits *limits)
{
	int64_t moment = month_moment(month->pack, day * DAY_H);
	struct calendar_date date = calendar_from_days(moment / DAY_S);

	return limits->month_usd / calendar_month_length(date.year, date.month);
}

static double share(double part, double whole)
{
	return whole > 0 ? part / whole : 0;
}

static void sum_day(const struct month *month, const struct hour_sums *sums,
		    const struct forward_limits *limits, int day,
		    struct forward_day *out, double *requests)
{
	double failed = 0;

	*out = (struct forward_day){
		.budget_usd = budget_of_day(month, day, limits),
		.p95_s = NAN,
	};
	*requests = 0;
	for (int h = day * DAY_H; h < (day + 1) * DAY_H; h++) {
		const struct hour_sums *hour = &sums[month->window[h]];

		out->usd += hour->usd;
		out->failed_users += hour->failed_users;
		*requests += hour->requests;
		failed += hour->failed_requests;
		if (!(out->p95_s >= hour->p95_s) && isfinite(hour->p95_s))
			out->p95_s = hour->p95_s;
		if (errors_met(hour, limits))
			out->errors_met += 1.0 / DAY_H;
		if (p95_met(hour, p95_limit(month, h, limits)))
			out->p95_met += 1.0 / DAY_H;
	}
	out->error_rate = share(failed, *requests);
}

static void sum_measures(const struct month *month,
			 const struct planned_list *plan,
			 struct forward_line *line)
{
	for (size_t i = 0; i < plan->count; i++) {
		const struct planned *planned = &plan->items[i];
		int hour = month_hour(planned);
		int end = month_end(planned);

		if (hour >= month->hours || planned->leaves)
			continue;
		if (end > month->hours)
			end = month->hours;
		line->once_usd += planned->stands ? 0 : planned->what->cost_usd;
		line->running_usd += planned->what->daily_usd * (end - hour) /
				     DAY_H;
	}
}

void forward_sum(const struct month *month, const struct hour_sums *sums,
		 const struct planned_list *plan,
		 const struct forward_limits *limits, struct forward_day *days,
		 struct forward_line *line)
{
	int count = month->hours / DAY_H;
	double requests = 0, failed = 0, minutes = 0;

	for (int i = 0; i < count; i++) {
		struct forward_day *day = &days[i];
		double of_day;

		sum_day(month, sums, limits, i, day, &of_day);
		requests += of_day;
		failed += of_day * day->error_rate;
		line->usd += day->usd;
		line->budget_usd += day->budget_usd;
		line->failed_users += day->failed_users;
		line->errors_met += day->errors_met / count;
		line->p95_met += day->p95_met / count;
	}
	if (isnan(limits->error_rate))
		line->errors_met = NAN;
	if (isnan(limits->p95_s))
		line->p95_met = NAN;
	line->days = days;
	line->error_rate = share(failed, requests);
	sum_measures(month, plan, line);
	for (size_t i = 0; i < month->window_count; i++)
		minutes += month->windows[i].minutes;
	line->hours_simulated = minutes / 60;
	line->windows = month->window_count;
	line->slice_min = month->slice_min;
}

/*
 * Faults.
 */
struct judging {
	const struct month *month;
	const struct hour_sums *sums;
	const struct forward_limits *limits;
	struct forward_fault *out;
	size_t count;
};

/* Of some hours of one kind. */
struct hours_found {
	double requests, failed, worst_p95;
	int hours, late_hours;
	int first_error, first_late; /* -1 = none */
};

static struct hours_found look_at(const struct judging *j,
				  enum month_spell kind, int from, int to)
{
	struct hours_found found = { .first_error = -1, .first_late = -1 };

	for (int h = from; h < to; h++) {
		const struct hour_sums *hour = &j->sums[j->month->window[h]];

		if (j->month->spell[h] != kind)
			continue;
		found.hours++;
		found.requests += hour->requests;
		found.failed += hour->failed_requests;
		if (!errors_met(hour, j->limits) && found.first_error < 0)
			found.first_error = h;
		if (p95_met(hour, p95_limit(j->month, h, j->limits)))
			continue;
		found.worst_p95 = fmax(found.worst_p95, hour->p95_s);
		found.late_hours++;
		if (found.first_late < 0)
			found.first_late = h;
	}
	return found;
}

/* One more day of it, or the first. */
static void add_fault(struct judging *j, enum forward_objective objective,
		      enum month_spell spell, int hour, double value,
		      double limit)
{
	for (size_t i = 0; i < j->count; i++)
		if (j->out[i].objective == objective &&
		    j->out[i].spell == spell) {
			j->out[i].days++;
			return;
		}
	j->out[j->count++] = (struct forward_fault){
		.objective = objective,
		.spell = spell,
		.hour = hour,
		.value = value,
		.limit = limit,
		.days = 1,
	};
}

/* Whether these hours hold. */
static bool judge_hours(struct judging *j, enum month_spell kind, int from,
			int to, double late_allowed)
{
	struct hours_found found = look_at(j, kind, from, to);
	double errors = share(found.failed, found.requests);
	bool good = true;

	if (errors > j->limits->error_rate) {
		add_fault(j, FORWARD_ERRORS, kind, found.first_error, errors,
			  j->limits->error_rate);
		good = false;
	}
	if (found.late_hours > late_allowed * found.hours) {
		add_fault(j, FORWARD_P95, kind, found.first_late,
			  found.worst_p95,
			  p95_limit(j->month, found.first_late, j->limits));
		good = false;
	}
	return good;
}

static bool judge_money(struct judging *j, const struct forward_line *line)
{
	double all = line->usd + line->once_usd + line->running_usd;
	int day = 0;

	if (!(all > line->budget_usd))
		return true;
	while ((day + 1) * DAY_H < j->month->hours &&
	       line->days[day].usd <= line->days[day].budget_usd)
		day++;
	add_fault(j, FORWARD_MONEY, MONTH_ORDINARY, day * DAY_H, all,
		  line->budget_usd);
	return false;
}

size_t forward_faults(const struct month *month, const struct hour_sums *sums,
		      const struct forward_limits *limits,
		      const struct forward_line *line,
		      struct forward_fault out[FORWARD_FAULTS_MAX],
		      double *held)
{
	struct judging j = { month, sums, limits, out, 0 };
	int days = month->hours / DAY_H, good = 0;

	for (int day = 0; day < days; day++)
		good += judge_hours(&j, MONTH_ORDINARY, day * DAY_H,
				    (day + 1) * DAY_H, 1 - P95_SHARE);
	*held = WORTH_DAYS * good / days;
	if (judge_hours(&j, MONTH_LAUNCH, 0, month->hours, 0))
		*held += WORTH_SPELL;
	if (judge_hours(&j, MONTH_SLOWDOWN, 0, month->hours, 0))
		*held += WORTH_SPELL;
	if (judge_money(&j, line))
		*held += WORTH_MONEY;
	return j.count;
}
