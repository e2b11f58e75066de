#include "scoring/judges.h"

#include <math.h>

#include "scoring/plan_text.h"

static bool in_phase(const struct plan_item *item, const struct json *phases)
{
	return !phases || review_in_list(phases, plan_phase_word(item->phase));
}

/* Planned twice counts once. */
static bool is_repeat(const struct review *review, size_t index)
{
	for (size_t i = 0; i < index; i++)
		if (review->plan[i].what == review->plan[index].what)
			return true;
	return false;
}

void judge_planned(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding)
{
	const struct json *categories = setting(criterion, "categories");
	const struct json *phases = setting(criterion, "phases");
	double need = setting_number(criterion, "need", 2), sum = 0;

	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		enum pack_expect expect = review_expects(review, item->what);
		double value = 1;

		if (!review_in_list(categories, item->what->category) ||
		    !in_phase(item, phases) || expect == PACK_HARMS ||
		    is_repeat(review, i))
			continue;
		/* A name on a board is a wish; a reason makes it a proposal. */
		if (plan_reason(review, i) <= 0 &&
		    plan_tradeoff(review, i) <= 0)
			value *= 0.5;
		sum += value;
		finding_got(finding, item->what->title);
		finding_cite(finding, item->seq, NULL, false);
	}
	if (sum < need)
		finding_missing(finding, "more that lowers cost and load for "
					 "good");
	finding->share = fmin(1, sum / need);
}

void judge_tradeoffs(const struct review *review,
		     const struct rubric_criterion *criterion,
		     struct finding *finding)
{
	double need = setting_number(criterion, "need", 3), sum = 0;

	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		double value = plan_tradeoff(review, i);

		if (is_repeat(review, i))
			continue;
		if (value >= 0.9) {
			finding_got(finding, item->what->title);
			finding_cite(finding, item->seq, item->tradeoff, false);
			if (!finding->quote)
				finding->quote = item->tradeoff;
		} else {
			finding_missing(finding, item->what->title);
		}
		sum += value;
	}
	finding->share = fmin(1, sum / need);
}

void judge_choice(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding)
{
	double need = setting_number(criterion, "need", 2), sum = 0;
	double most = setting_number(criterion, "most", 10);

	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		double value = plan_reason(review, i);

		if (value <= 0 || is_repeat(review, i))
			continue;
		if (review_expects(review, item->what) == PACK_HARMS)
			value = 0;
		else if (!review_plan_fits(review, item->what))
			value /= 2; /* a reason, but for another incident */
		sum += value;
		finding_got(finding, item->what->title);
		finding_cite(finding, item->seq, item->why, value <= 0);
		if (!finding->quote && value >= 1)
			finding->quote = item->why;
	}
	finding->share = fmin(1, sum / need);
	/* Everything is no choice. */
	if ((double)review->plan_count > most) {
		finding->share *= most / (double)review->plan_count;
		finding->special = "everything";
	}
	if (finding->share < 1)
		finding_missing(finding, "why these measures and not others");
}

/* A measure of the categories is planned for the phase, or (now) working. */
static bool has_phase(const struct review *review, enum plan_phase phase,
		      const struct json *categories, int64_t by_s,
		      struct finding *finding)
{
	const struct applied *working =
		phase == PLAN_NOW ? review_working(review, categories, by_s)
				  : NULL;

	if (working) {
		finding_cite(finding, working->seq, NULL, false);
		return true;
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
			finding_cite(finding, item->seq, NULL, false);
			return true;
		}
	}
	return false;
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

void judge_phases(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding)
{
	const struct json *now = setting(criterion, "now");
	const struct json *else_now = setting(criterion, "now_else");
	int64_t by_s = setting_clock(criterion, "by", -1);
	static const struct {
		enum plan_phase phase;
		const char *key, *name;
	} later[] = {
		{ PLAN_DAYS, "days", "days" },
		{ PLAN_WEEKS, "weeks", "weeks" },
	};

	if (review->plan_count == 0) {
		finding_missing(finding, "now, days and weeks");
		return;
	}
	if (has_phase(review, PLAN_NOW, now, by_s, finding)) {
		finding->share += 0.45;
		finding_got(finding, "the bleeding first");
	} else {
		if (has_phase(review, PLAN_NOW, else_now, by_s, finding)) {
			finding->share += 0.25;
			finding_got(finding, "now");
		}
		finding_missing(finding, "what stops the bleeding first");
	}
	for (size_t i = 0; i < 2; i++) {
		if (has_phase(review, later[i].phase,
			      setting(criterion, later[i].key), -1, finding)) {
			finding->share += 0.275;
			finding_got(finding, later[i].name);
		} else {
			finding_missing(finding, later[i].name);
		}
	}
	if (plans_harm(review, finding))
		finding->share -= 0.3;
}

void judge_guardrails(const struct review *review,
		      const struct rubric_criterion *criterion,
		      struct finding *finding)
{
	double need = setting_number(criterion, "need", 3);
	double metrics = 0, ways = 0;

	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		double metric = plan_metric(review, i);
		double way = plan_rollback(review, i);

		metrics += metric;
		ways += way;
		if (metric >= 0.9)
			finding_cite(finding, item->seq, item->metric, false);
		if (metric >= 0.9 && !finding->quote)
			finding->quote = item->metric;
	}
	metrics = fmin(1, metrics / need);
	ways = fmin(1, ways / need);
	finding->share = 0.5 * metrics + 0.5 * ways;
	if (metrics >= 0.8)
		finding_got(finding, "metrics");
	else
		finding_missing(finding, "a metric for each step");
	if (ways >= 0.8)
		finding_got(finding, "a way back");
	else
		finding_missing(finding, "a way back for each step");
}

void judge_owners(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding)
{
	double need = setting_number(criterion, "need", 3);
	double owners = 0, dues = 0;

	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];

		if (item->owner && *item->owner) {
			owners++;
			finding_cite(finding, item->seq,
				     arena_printf(review->arena, "%s: owner %s",
						  item->what->title,
						  item->owner),
				     false);
		}
		dues += item->due && *item->due ? 1 : 0;
	}
	owners = fmin(1, owners / need);
	dues = fmin(1, dues / need);
	finding->share = 0.65 * owners + 0.35 * dues;
	if (owners >= 0.8)
		finding_got(finding, "owners");
	else
		finding_missing(finding, "an owner for each step");
	if (dues >= 0.8)
		finding_got(finding, "dates");
	else
		finding_missing(finding, "dates");
}
