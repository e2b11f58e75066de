#include "scenarios/recorded/course.h"

#include "scenarios/recorded/fit.h"

#include <math.h>

#define BEFORE_MIN 5	 /* steps that say what is usual */
#define NOISE 5.0	 /* standard deviations */
#define MAD_TO_SD 1.4826 /* of a normal law */
#define SHARE_OF_USUAL 0.25
#define SHARE_OF_ERRORS 0.01
#define LEAST_S 600 /* from the trigger to the page */
#define MOST_S 1200
#define LOOK_S 600 /* after the page, for what the incident is like */

/* How far a series may lie from its usual value among the first steps. */
static double allowance(const struct chronicle *r, int series, size_t until,
			double usual)
{
	double off[CHRONICLE_STEPS_MAX], least;

	for (size_t i = 0; i < until; i++)
		off[i] = fabs(r->value[series][i] - usual);
	least = series == CHRONICLE_ERRORS ? SHARE_OF_ERRORS
					   : SHARE_OF_USUAL * usual;
	return fmax(NOISE * MAD_TO_SD * fit_median(off, until), least);
}

/* The first of COURSE_RUN steps in a row that depart from what `until` steps
 * at the beginning are like; count when there is none. */
static size_t first_departure(const struct chronicle *r, int series,
			      size_t until)
{
	double usual = fit_median(r->value[series], until);
	double allowed = allowance(r, series, until, usual);
	size_t run = 0;

	for (size_t i = until; i < r->count; i++) {
		run = fabs(r->value[series][i] - usual) > allowed ? run + 1 : 0;
		if (run == COURSE_RUN)
			return i + 1 - COURSE_RUN;
	}
	return r->count;
}

static size_t find_trigger(const struct chronicle *r)
{
	size_t until = r->count / 5, trigger = r->count;

	until = until < BEFORE_MIN ? BEFORE_MIN : until;
	for (int s = 0; s < CHRONICLE_SERIES; s++) {
		size_t at;

		if (!r->has[s])
			continue;
		at = first_departure(r, s, until);
		trigger = at < trigger ? at : trigger;
	}
	return trigger;
}

/* Money follows arrivals; as a headline it counts by itself alone. */
static double distance(const struct chronicle *r, const struct course *c, int s)
{
	double usual = c->usual[s], worst = c->worst[s];

	if (!r->has[s] || !c->departs[s])
		return 0;
	if (s == CHRONICLE_ERRORS)
		return 20 * fabs(worst - usual);
	return worst > usual ? worst / fmax(usual, 1e-9) : 0;
}

/* What the incident is like once somebody looks. */
static void describe(const struct chronicle *r, struct course *c)
{
	size_t steps = (size_t)(LOOK_S / r->step_s) + 1;
	size_t from = c->page < r->count ? c->page : r->count - 1;
	double furthest = 0;

	if (from + steps > r->count)
		from = r->count > steps ? r->count - steps : 0;
	from = from < c->trigger ? c->trigger : from;
	steps = from + steps > r->count ? r->count - from : steps;
	c->headline = CHRONICLE_RATE;
	for (int s = 0; s < CHRONICLE_SERIES; s++) {
		double allowed;

		if (!r->has[s])
			continue;
		c->usual[s] = fit_median(r->value[s], c->trigger);
		c->worst[s] = fit_median(r->value[s] + from, steps);
		allowed = allowance(r, s, c->trigger, c->usual[s]);
		c->departs[s] = fabs(c->worst[s] - c->usual[s]) > allowed;
		if (distance(r, c, s) > furthest) {
			furthest = distance(r, c, s);
			c->headline = (enum chronicle_series)s;
		}
	}
}

static bool find_page(const struct chronicle *r, double page_s,
		      struct course *c, struct err *err)
{
	double after;
	char begin[CHRONICLE_TIME_SIZE];

	if (isnan(page_s)) {
		c->page = c->trigger +
			  (size_t)((COURSE_PAGE_AFTER_S + r->step_s - 1) /
				   r->step_s);
		return true;
	}
	c->page_said = true;
	after = floor((page_s - (double)r->start_s) / (double)r->step_s + 0.5);
	if (after < 0 || after >= (double)r->count)
		return err_set(err, ERR_INPUT,
			       "the page lies outside the recording, which "
			       "begins at %s",
			       chronicle_time(r->start_s, begin));
	c->page = (size_t)after;
	after = (after - (double)c->trigger) * (double)r->step_s;
	if (after >= LEAST_S && after <= MOST_S)
		return true;
	return err_set(
		err, ERR_INPUT,
		"the page is %.0f s after the first step that departs from the "
		"usual (%s); a drill begins %d to %d s after that, so give a "
		"--page there",
		after,
		chronicle_time(r->start_s + (int64_t)c->trigger * r->step_s,
			       begin),
		LEAST_S, MOST_S);
}

bool course_find(const struct chronicle *recording, double page_s,
		 struct course *out, struct err *err)
{
	memset(out, 0, sizeof(*out));
	out->trigger = find_trigger(recording);
	if (out->trigger == recording->count)
		return err_set(
			err, ERR_INPUT,
			"nothing departs from what the first fifth of "
			"the recording is like, so there is no incident "
			"in it; begin the recording before the incident, "
			"and record what suffered");
	if (!find_page(recording, page_s, out, err))
		return false;
	describe(recording, out);
	return true;
}
