#include "scoring/reading/claim_internal.h"

#include <math.h>

#define VAGUE_FACTOR 3 /* by which a word for many may be too small */

/* Tolerances: how far a figure may be from the truth and still be right (a
 * share of it, and a bit in its own unit for rounding), and what difference is
 * too small to matter however large the factor. */
struct tolerance {
	double share, slack, trifle;
};

static const struct tolerance tolerances[CLAIM_UNITS_COUNT] = {
	[CLAIM_USD_PER_HOUR] = { 0.12, 30, 200 },
	[CLAIM_USD] = { 0.20, 50, 150 },
	[CLAIM_ERROR_SHARE] = { 0.15, 0.02, 0.04 },
	[CLAIM_SPEND_TIMES] = { 0.15, 0.15, 0.5 },
	[CLAIM_SPEND_MORE] = { 0.20, 0.15, 0.5 },
	[CLAIM_SECONDS] = { 0.20, 6, 20 },
	[CLAIM_USERS_PER_HOUR] = { 0.20, 30, 150 },
	[CLAIM_USERS] = { 0.25, 30, 150 },
	[CLAIM_MINUTE] = { 0, 6, 1e9 },
	[CLAIM_START] = { 0, 8, 1e9 },
	[CLAIM_FORECAST] = { 0.25, 1000, 1e9 },
	[CLAIM_EXCESS_PER_HOUR] = { 0.15, 40, 200 },
	[CLAIM_BUDGET] = { 0.10, 100, 1e9 },
	[CLAIM_WAIT_TIMES] = { 0.20, 0.3, 0.5 },
};

void claim_tolerance(enum claim_unit unit, double *share, double *slack)
{
	*share = tolerances[unit].share;
	*slack = tolerances[unit].slack;
}

/* The figure of a minute of the history that a claim is about. */
static double figure_of(const struct claim *claim, const struct facts *facts,
			const struct facts_minute *minute)
{
	switch (claim->unit) {
	case CLAIM_USD_PER_HOUR:
		return minute->spend_usd_per_hour;
	case CLAIM_SPEND_TIMES:
		return minute->spend_usd_per_hour /
		       facts->baseline_usd_per_hour;
	case CLAIM_ERROR_SHARE:
		return minute->error_rate;
	case CLAIM_SECONDS:
		return minute->p95_latency_s;
	case CLAIM_USERS_PER_HOUR:
		return minute->users_affected_per_hour;
	default:
		return NAN;
	}
}

/* Minutes that one of the history lies off what the claim names: NAN when it
 * names none. */
static double minutes_away(const struct claim *claim,
			   const struct facts_minute *minute)
{
	if (isnan(claim->until_minute))
		return fabs(minute->minute - claim->at_minute);
	return minute->minute >= claim->at_minute &&
			       minute->minute <= claim->until_minute
		       ? 0
		       : INFINITY;
}

/* What was: the lowest and highest of the minutes that the claim may mean.  Of
 * a span it is the mean and the highest, as a span that begins with a rise holds
 * every value. */
static bool past_range(const struct claim *claim, const struct facts *facts,
		       double *low, double *high, double *now)
{
	double nearest = INFINITY, sum = 0;
	size_t count = 0;

	*low = INFINITY;
	*high = *now = -INFINITY;
	for (size_t i = 0; i < facts->history_count; i++) {
		const struct facts_minute *minute = &facts->history[i];
		double value = figure_of(claim, facts, minute);
		double away = minutes_away(claim, minute);

		if (isnan(value) || away > FACTS_LAG)
			continue;
		*low = fmin(*low, value);
		*high = fmax(*high, value);
		sum += value;
		count++;
		if (isnan(away) ? value > *now : away < nearest) {
			nearest = away;
			*now = value;
		}
	}
	if (count > 0 && !isnan(claim->until_minute))
		*low = *now = sum / (double)count;
	if (claim->peak)
		*low = *now = *high;
	return isfinite(*low) && isfinite(*high);
}

const char *claim_unit_name(enum claim_unit unit)
{
	static const char *const names[] = {
#define U(id, name) [CLAIM_##id] = name,
		CLAIM_UNITS(U)
#undef U
	};

	return names[unit];
}

/* The lowest and highest value that counts as the truth; false = unknown. */
static bool truth_range(const struct claim *claim, const struct facts *f,
			double *low, double *high, double *now)
{
	bool normal = claim->role == CLAIM_NORMAL;
	double base = f->baseline_usd_per_hour;

	if (claim->role == CLAIM_WAS)
		return past_range(claim, f, low, high, now);
	switch (claim->unit) {
	case CLAIM_USD_PER_HOUR:
		*low = normal ? base : f->spend_low;
		*high = normal ? base : f->spend_high;
		*now = normal ? base : f->spend_usd_per_hour;
		break;
	case CLAIM_USD:
		*now = *high = f->total_excess_usd;
		*low = fmax(0, *now - fmax(0, f->spend_high - base) *
					       FACTS_RANGE / 60);
		/* The loss holds more than the excess: who was let down counts
		 * too.  People say "lost" of either. */
		if (claim->of_loss)
			*now = *high = fmax(*high, f->loss_usd);
		return !normal;
	case CLAIM_ERROR_SHARE:
		*low = f->error_low;
		*high = f->error_high;
		*now = f->error_rate;
		return !normal;
	case CLAIM_SPEND_TIMES:
		*low = f->spend_low / base;
		*high = f->spend_high / base;
		*now = f->spend_usd_per_hour / base;
		return base > 0;
	case CLAIM_SPEND_MORE:
		*low = f->spend_low / base - 1;
		*high = f->spend_high / base - 1;
		*now = f->spend_usd_per_hour / base - 1;
		return base > 0;
	case CLAIM_SECONDS:
		*low = normal ? f->baseline_p95_s : f->p95_low;
		*high = normal ? f->baseline_p95_s : f->p95_high;
		*now = normal ? f->baseline_p95_s : f->p95_latency_s;
		return *now > 0;
	case CLAIM_USERS_PER_HOUR:
		*low = *high = *now = f->users_affected_per_hour;
		return !normal;
	case CLAIM_USERS:
		*low = *high = *now = f->failed_users_total;
		return !normal && *now > 0;
	case CLAIM_MINUTE:
		*low = *high = *now = f->minute;
		return true;
	case CLAIM_START:
		*low = *now = f->minute - f->minutes_since_trigger;
		*high = fmax(*low, 0);
		return true;
	case CLAIM_EXCESS_PER_HOUR:
		*low = f->spend_low - base;
		*high = f->spend_high - base;
		*now = f->spend_usd_per_hour - base;
		return !normal && *low > 0;
	case CLAIM_BUDGET:
		*low = *high = *now = f->budget_usd;
		return *now > 0;
	case CLAIM_WAIT_TIMES:
		*low = f->p95_low / f->baseline_p95_s;
		*high = f->p95_high / f->baseline_p95_s;
		*now = f->p95_latency_s / f->baseline_p95_s;
		return f->baseline_p95_s > 0;
	case CLAIM_FORECAST:
		*low = *high = *now = f->month_forecast_usd;
		return *now > 0;
	default:
		return false;
	}
	return isfinite(*now);
}

static bool can_be_checked(const struct claim *claim)
{
	if (claim->unit == CLAIM_FORECAST)
		return claim->role != CLAIM_NORMAL;
	/* What compares with the normal figure names it by the way. */
	if (claim->unit == CLAIM_BUDGET || claim->unit == CLAIM_EXCESS_PER_HOUR)
		return claim->role != CLAIM_WANTED &&
		       claim->role != CLAIM_MAY_BE;
	return claim->role == CLAIM_NOW || claim->role == CLAIM_NORMAL ||
	       claim->role == CLAIM_WAS;
}

/* People without "an hour" or "so far": the rate will do. */
static void check_people(struct claim *claim, const struct facts *facts)
{
	double rate = facts->users_affected_per_hour;

	if (claim->unit != CLAIM_USERS || claim->role != CLAIM_NOW ||
	    claim->check == CLAIM_RIGHT)
		return;
	if (claim->says_high >= rate * 0.8 - 30 &&
	    claim->says <= rate * 1.2 + 30) {
		claim->truth = rate;
		claim->check = CLAIM_RIGHT;
	}
}

/* A rate that is none of the spending may be of what is above normal. */
static void check_excess(struct claim *claim, const struct facts *facts)
{
	struct claim excess = *claim;

	if (claim->unit != CLAIM_USD_PER_HOUR || claim->of_spend ||
	    claim->role != CLAIM_NOW || claim->check == CLAIM_RIGHT ||
	    claim->check == CLAIM_UNCHECKED)
		return;
	excess.unit = CLAIM_EXCESS_PER_HOUR;
	claim_check(&excess, facts);
	if (excess.check == CLAIM_RIGHT)
		*claim = excess;
}

/* A refund that is asked for cannot be more than what was lost. */
static void check_wanted(struct claim *claim, const struct facts *facts)
{
	if (claim->unit != CLAIM_USD || !(facts->total_excess_usd > 0))
		return;
	claim->truth = facts->total_excess_usd;
	claim->check = claim->says > 2 * facts->total_excess_usd + 500
			       ? CLAIM_FALSE
			       : CLAIM_UNCHECKED;
}

void claim_check(struct claim *claim, const struct facts *facts)
{
	const struct tolerance *t = &tolerances[claim->unit];
	double low, high, now;

	claim->check = CLAIM_UNCHECKED;
	claim->truth = NAN;
	check_people(claim, facts);
	if (claim->check == CLAIM_RIGHT)
		return;
	if (claim->role == CLAIM_WANTED)
		check_wanted(claim, facts);
	if (!can_be_checked(claim) ||
	    !truth_range(claim, facts, &low, &high, &now))
		return;
	claim->truth = now;

	double bottom = low * (1 - t->share) - t->slack;
	double top = high * (1 + t->share) + t->slack;

	/* "Under 1 %" is right for 0.8 % and idle for 0.01 %. */
	if (claim->at_most)
		top = fmax(top, 3 * high + 3 * t->slack);
	if (claim->at_least)
		bottom = fmin(bottom, low / 2);
	/* "Thousands" is right for twenty thousand, too. */
	if (claim->vague)
		bottom = fmin(bottom, low / VAGUE_FACTOR);
	if (claim->says_high >= bottom && claim->says <= top)
		claim->check = CLAIM_RIGHT;
	else if (claim->says > 2 * high && claim->says - high > t->trifle)
		claim->check = CLAIM_FALSE;
	else if (claim->says_high < low / 2 &&
		 low - claim->says_high > t->trifle)
		claim->check = CLAIM_FALSE;
	else
		claim->check = CLAIM_OFF;
	if (claim->vague && claim->check == CLAIM_FALSE)
		claim->check = CLAIM_OFF;
	check_excess(claim, facts);
	/* A forecast may be with or without action: only a hit counts. */
	if (claim->unit == CLAIM_FORECAST && claim->check != CLAIM_RIGHT)
		claim->check = CLAIM_UNCHECKED;
}

const char *claim_about(enum claim_unit unit)
{
	static const char *const about[CLAIM_UNITS_COUNT] = {
		[CLAIM_USD_PER_HOUR] = "the spending",
		[CLAIM_SPEND_TIMES] = "the spending",
		[CLAIM_SPEND_MORE] = "the spending",
		[CLAIM_EXCESS_PER_HOUR] = "the spending",
		[CLAIM_USD] = "what it has cost so far",
		[CLAIM_ERROR_SHARE] = "how many fail",
		[CLAIM_SECONDS] = "how long people wait",
		[CLAIM_WAIT_TIMES] = "how long people wait",
		[CLAIM_USERS_PER_HOUR] = "how many people are hit",
		[CLAIM_USERS] = "how many people are hit",
		[CLAIM_FORECAST] = "the month's forecast",
		[CLAIM_BUDGET] = "the month's budget",
	};

	return about[unit];
}
