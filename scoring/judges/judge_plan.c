#include "scoring/judges/judges.h"

#include <math.h>

#include "scoring/plan_text.h"

/* A plan that is not there is no bad plan. */
static bool is_empty(struct finding *finding)
{
	if (finding->review->plan_count > 0)
		return false;
	finding->reason = "Nothing was put on the plan.";
	return true;
}

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

	if (is_empty(finding))
		return;
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		enum pack_expect expect = review_expects(review, item->what);
		enum plan_fault fault;
		double value = 1;

		if (!review_in_list(categories, item->what->category) ||
		    !in_phase(item, phases) || expect == PACK_HARMS ||
		    is_repeat(review, i))
			continue;
		/* A name on a board is a wish; a reason makes it a proposal. */
		if (plan_reason(review, i, &fault) <= 0 &&
		    plan_tradeoff(review, i, &fault) <= 0)
			value *= 0.5;
		sum += value;
		finding_got(finding, finding_title(review, item->what));
		finding_cite(finding, item->seq, NULL, false);
	}
	if (sum < need)
		finding_missing(finding, "more that lowers cost and load for "
					 "good");
	finding->share = fmin(1, sum / need);
	/* What was tried out and did not hold is no promise. */
	if (review_held(review) < 1)
		finding->merit = arena_printf(
			review->arena,
			"**%s:** %s. The plan as a whole does "
			"not hold the weeks after yet.",
			criterion->title,
			finding_words(&finding->got, review->arena));
}

/* "Cap the spend (none given)" */
static void finding_fault(struct finding *finding, const struct plan_item *item,
			  enum plan_fault fault)
{
	const char *words = plan_fault_words(fault);
	const char *title = finding_title(finding->review, item->what);

	finding_missing(finding, *words ? arena_printf(finding->review->arena,
						       "%s (%s)", title, words)
					: title);
}

/* The pack's own sentence on the first measure that lacks a true one. */
static void advise_tradeoff(struct finding *finding,
			    const struct plan_item *item)
{
	if (!finding->advice && *item->what->tradeoff)
		finding->advice = arena_printf(
			finding->review->arena,
			"Say with each measure who pays for it and with what. "
			"\"%s\", for one: %s",
			item->what->title, item->what->tradeoff);
}

void judge_tradeoffs(const struct review *review,
		     const struct rubric_criterion *criterion,
		     struct finding *finding)
{
	double need = setting_number(criterion, "need", 3), sum = 0;

	if (is_empty(finding))
		return;
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		enum plan_fault fault;
		double value = plan_tradeoff(review, i, &fault);

		if (is_repeat(review, i))
			continue;
		if (value >= 0.9) {
			finding_got(finding, finding_title(review, item->what));
			finding_cite(finding, item->seq, item->tradeoff, false);
			if (!finding->quote)
				finding->quote = item->tradeoff;
		} else {
			finding_fault(finding, item, fault);
			advise_tradeoff(finding, item);
			if (fault != PLAN_EMPTY)
				finding_cite(finding, item->seq, item->tradeoff,
					     true);
		}
		sum += value;
	}
	finding->share = fmin(1, sum / need);
}

/* What a reason is worth, and what to say against it, or NULL. */
static double reason_worth(const struct review *review, size_t index,
			   const char **against)
{
	const struct plan_item *item = &review->plan[index];
	enum plan_fault fault;
	double value = plan_reason(review, index, &fault);

	*against = fault != PLAN_SOUND ? plan_fault_words(fault) : NULL;
	if (value <= 0)
		return 0;
	if (review_expects(review, item->what) == PACK_HARMS) {
		*against = "makes this one worse";
		return 0;
	}
	if (!review_plan_fits(review, item->what)) {
		*against = "a measure against another cause";
		return value / 2;
	}
	if (value < 1 && !*against)
		*against = "hardly said";
	return value;
}

void judge_choice(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding)
{
	double need = setting_number(criterion, "need", 2), sum = 0;
	double most = setting_number(criterion, "most", 10);

	if (is_empty(finding))
		return;
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		const char *against, *title = finding_title(review, item->what);
		double value = reason_worth(review, i, &against);

		if (is_repeat(review, i))
			continue;
		sum += value;
		if (value >= 0.5)
			finding_got(finding, title);
		if (against)
			finding_missing(finding,
					arena_printf(review->arena, "%s (%s)",
						     title, against));
		if (item->why && *item->why)
			finding_cite(finding, item->seq, item->why,
				     value < 0.5);
		if (!finding->quote && value >= 1)
			finding->quote = item->why;
	}
	finding->share = fmin(1, sum / need);
	/* Everything is no choice. */
	if ((double)review->plan_count > most) {
		finding->share *= most / (double)review->plan_count;
		finding->special = "everything";
		finding_missing(finding, "why these measures and not others");
	}
}

/* Where each step has what it needs, steps are missing and not what they
 * need. */
static const char *lacking(const struct review *review, double sum, double need,
			   const char *what)
{
	double count = (double)review->plan_count;

	if (count < need && sum >= 0.8 * count)
		return arena_printf(review->arena, "%s for more than %s", what,
				    review->plan_count == 1
					    ? "one step"
					    : arena_printf(review->arena,
							   "%zu steps",
							   review->plan_count));
	return arena_printf(review->arena, "%s for each step", what);
}

void judge_guardrails(const struct review *review,
		      const struct rubric_criterion *criterion,
		      struct finding *finding)
{
	double need = setting_number(criterion, "need", 3);
	double metrics = 0, ways = 0;

	if (is_empty(finding))
		return;
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
	finding->share = 0.5 * fmin(1, metrics / need) +
			 0.5 * fmin(1, ways / need);
	if (metrics >= 0.8 * need)
		finding_got(finding, "metrics");
	else
		finding_missing(finding,
				lacking(review, metrics, need, "a metric"));
	if (ways >= 0.8 * need)
		finding_got(finding, "a way back");
	else
		finding_missing(finding,
				lacking(review, ways, need, "a way back"));
}

void judge_owners(const struct review *review,
		  const struct rubric_criterion *criterion,
		  struct finding *finding)
{
	double need = setting_number(criterion, "need", 3);
	double owners = 0, dues = 0;

	if (is_empty(finding))
		return;
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];

		if (plan_owned(review, i)) {
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
