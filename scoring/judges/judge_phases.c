/* The order of a plan: now, days, weeks; what this incident needed; and what
 * is of no use before something else. */
#include "scoring/judges/judges.h"

#include <math.h>
#include <string.h>

/* How the share is made up. */
#define FOR_NOW 0.45	   /* what stops the bleeding */
#define FOR_OTHER_NOW 0.25 /* something else at once */
#define FOR_LATER 0.275	   /* days; weeks */
#define FOR_HARM 0.3	   /* lost by what makes it worse */
#define FOR_ORDER 0.12	   /* lost by each measure before its time */
#define ORDERS_MOST 2
#define BY_FORWARD 0.3 /* of it all hangs on whether the plan holds */
#define FOR_REPAIR 0.1 /* lost when the cause itself is left as it is */

/* "days: A second vendor": its texts are other criteria's. */
static const char *short_line(const struct review *review,
			      const struct plan_item *item)
{
	return arena_printf(review->arena, "%s: %s",
			    plan_phase_word(item->phase), item->what->title);
}

/* A measure of the categories is planned for the phase, or (now) working.  Its
 * title, or NULL. */
static const char *has_phase(const struct review *review, enum plan_phase phase,
			     const struct json *categories, int64_t by_s,
			     struct finding *finding)
{
	const struct applied *working =
		phase == PLAN_NOW ? review_working(review, categories, by_s)
				  : NULL;

	if (working) {
		finding_cite(finding, working->seq, NULL, false);
		return working->what->title;
	}
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];

		/* Later, another cause may come; now, only this one counts. */
		bool fits = phase == PLAN_NOW
				    ? review_plan_fits(review, item->what)
				    : review_expects(review, item->what) !=
					      PACK_HARMS;

		if (item->phase == phase && fits &&
		    review_in_list(categories, item->what->category)) {
			finding_cite(finding, item->seq,
				     short_line(review, item), false);
			return item->what->title;
		}
	}
	return NULL;
}

static bool plans_harm(const struct review *review, struct finding *finding)
{
	bool harm = false;

	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];

		if (review_expects(review, item->what) != PACK_HARMS)
			continue;
		finding_cite(finding, item->seq, NULL, true);
		finding_missing(finding, "a plan without what makes it worse");
		harm = true;
	}
	return harm;
}

/* Whether a rule's list names the measure or its category. */
static bool is_meant(const struct json *names,
		     const struct pack_mitigation *what)
{
	return review_in_list(names, what->id) ||
	       review_in_list(names, what->category);
}

/* Whether one of the names was in force, or stands on the plan before the
 * item: in an earlier phase, or above it in the same one. */
static bool comes_first(const struct review *review, const struct json *names,
			size_t item)
{
	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];

		if (!a->refused && a->landed_s >= 0 && is_meant(names, a->what))
			return true;
	}
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *other = &review->plan[i];

		if (is_meant(names, other->what) &&
		    (other->phase < review->plan[item].phase ||
		     (other->phase == review->plan[item].phase && i < item)))
			return true;
	}
	return false;
}

/* What a rule of the pack puts behind something else, and the plan does not. */
static size_t judge_order(const struct review *review,
			  const struct rubric_criterion *criterion,
			  struct finding *finding)
{
	size_t wrong = 0;

	for (const struct json *rule = json_first(setting(criterion, "order"));
	     rule; rule = json_next(rule)) {
		const struct json *first = json_get(rule, "first");
		const struct json *then = json_get(rule, "then");

		for (size_t i = 0; i < review->plan_count; i++) {
			const struct plan_item *item = &review->plan[i];

			if (!is_meant(then, item->what) ||
			    comes_first(review, first, i))
				continue;
			wrong++;
			finding_cite(finding, item->seq,
				     short_line(review, item), true);
			finding_missing(
				finding,
				arena_printf(
					review->arena,
					"\"%s\" in its place: %s",
					item->what->title,
					json_string_or(json_get(rule, "why"),
						       "")));
		}
	}
	return wrong;
}

/* Whether the measure takes away a cause of this variant. */
static bool is_repair(const struct review *review,
		      const struct pack_mitigation *what)
{
	if (review_expects(review, what) != PACK_HELPS)
		return false;
	for (size_t i = 0; i < what->founded_count; i++)
		for (size_t k = 0; k < review->variant->cause_count; k++)
			if (strcmp(what->founded_on[i],
				   review->variant->causes[k]) == 0)
				return true;
	return false;
}

/* What this incident needed: 0 when it is in force or planned for now, a part
 * of FOR_REPAIR when it comes later, all of it when it comes never. */
static double judge_repair(const struct review *review, struct finding *finding)
{
	const struct pack_mitigation *needed = NULL;
	double lost = FOR_REPAIR;

	for (size_t i = 0; i < review->pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &review->pack->mitigations[i];

		/* The fewer causes it is for, the more it is meant for this. */
		if (is_repair(review, m) &&
		    (!needed || m->founded_count < needed->founded_count))
			needed = m;
	}
	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];

		if (!a->refused && a->landed_s >= 0 &&
		    is_repair(review, a->what))
			return 0;
	}
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];

		if (is_repair(review, item->what))
			lost = fmin(lost, item->phase == PLAN_NOW
						  ? 0
						  : FOR_REPAIR / 2);
	}
	if (needed && lost > 0)
		finding_missing(finding,
				arena_printf(review->arena,
					     "what this incident needed at "
					     "once (\"%s\", for one)",
					     needed->title));
	return needed ? lost : 0;
}

/* The first phase: what stops the bleeding, or at least something. */
static double judge_now(const struct review *review,
			const struct rubric_criterion *criterion,
			struct finding *finding)
{
	int64_t by_s = setting_clock(criterion, "by", -1);
	const char *title = has_phase(review, PLAN_NOW,
				      setting(criterion, "now"), by_s, finding);

	if (title) {
		finding_got(finding,
			    arena_printf(review->arena,
					 "the bleeding first (\"%s\")", title));
		return FOR_NOW;
	}
	title = has_phase(review, PLAN_NOW, setting(criterion, "now_else"),
			  by_s, finding);
	if (title)
		finding_got(finding,
			    arena_printf(review->arena, "now (\"%s\")", title));
	finding_missing(finding, "what stops the bleeding first");
	return title ? FOR_OTHER_NOW : 0;
}

void judge_phases(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding)
{
	static const struct {
		enum plan_phase phase;
		const char *key, *lack;
	} later[] = {
		{ PLAN_DAYS, "days", "something for the days after" },
		{ PLAN_WEEKS, "weeks", "something for the weeks after" },
	};
	size_t wrong;

	if (review->plan_count == 0) {
		finding->reason = "Nothing was put on the plan.";
		finding_missing(finding, "now, days and weeks");
		return;
	}
	/* First, so that what stands too early is cited for that. */
	wrong = judge_order(review, criterion, finding);
	finding->share = judge_now(review, criterion, finding);
	for (size_t i = 0; i < 2; i++) {
		const char *title = has_phase(review, later[i].phase,
					      setting(criterion, later[i].key),
					      -1, finding);

		if (title) {
			finding->share += FOR_LATER;
			finding_got(finding,
				    arena_printf(review->arena, "%s (\"%s\")",
						 later[i].key, title));
		} else {
			finding_missing(finding, later[i].lack);
		}
	}
	finding->share -= FOR_ORDER *
			  (double)(wrong < ORDERS_MOST ? wrong : ORDERS_MOST);
	finding->share -= judge_repair(review, finding);
	if (plans_harm(review, finding))
		finding->share -= FOR_HARM;
	finding->share *= 1 - BY_FORWARD * (1 - review_held(review));
	finding_note_forward(finding);
}
