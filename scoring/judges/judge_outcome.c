#include "scoring/judges/judges.h"

#include <math.h>

#include "base/number.h"

/* What of the loss of doing nothing was averted, against what par averts. */
static double credit(double nothing, double own, double par)
{
	double possible = nothing - par;

	/* A par that averts next to nothing is no yardstick. */
	if (possible < 0.1 * nothing)
		possible = 0.6 * nothing;
	if (!(possible > 0))
		return 0;
	return fmax(0, fmin(1, (nothing - own) / possible));
}

static double par_or_share(const struct review *review, double par,
			   double nothing)
{
	return review->par ? par : 0.4 * nothing;
}

/* Saving money by failing everybody is no saving: the loss counts all. */
static double loss_guard(const struct review *review)
{
	double par = review->par ? review->par->loss_usd : 0;
	double share =
		credit(review->nothing->loss_usd, review->own->loss_usd,
		       par_or_share(review, par, review->nothing->loss_usd));

	return fmin(1, 2 * share);
}

static void put_figures(struct finding *finding)
{
	const struct review *r = finding->review;
	char text[NUMBER_SIZE];

	finding_slot(finding, "excess", "%s",
		     number_money(round(r->own->excess_usd), text));
	finding_slot(finding, "nothing_excess", "%s",
		     number_money(round(r->nothing->excess_usd), text));
	finding_slot(finding, "failed", "%s",
		     number_int(llround(r->own->failed_users), text));
	finding_slot(finding, "nothing_failed", "%s",
		     number_int(llround(r->nothing->failed_users), text));
	if (!r->par)
		return;
	finding_slot(finding, "par_excess", "%s",
		     number_money(round(r->par->excess_usd), text));
	finding_slot(finding, "par_failed", "%s",
		     number_int(llround(r->par->failed_users), text));
}

/* Cites what was applied of the categories (NULL = of any), and what should
 * not have been. */
static void cite_applied(const struct review *review,
			 const struct json *categories, struct finding *finding)
{
	bool idle_counts = review_idle_counts(review);

	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];
		bool against = !review_called_for(a);

		if (a->refused || (review_is_idle(a) && !idle_counts))
			continue;
		if (!against &&
		    (!categories ||
		     review_in_list(categories, a->what->category))) {
			finding_got(finding, a->what->title);
			finding_cite(finding, a->seq, NULL, false);
		} else if (against) {
			finding_missing(finding,
					arena_printf(review->arena, "%s (%s)",
						     a->what->title,
						     a->blind ? "on no evidence"
							      : "not what this "
								"needed"));
			finding_cite(finding, a->seq, NULL, true);
		}
	}
}

void judge_contain(const struct review *review,
		   const struct rubric_criterion *criterion,
		   struct finding *finding)
{
	const struct json *categories = setting(criterion, "categories");
	double without = setting_number(criterion, "without", 0.2);
	const struct applied *working = review_working(
		review, categories, setting_clock(criterion, "by", 1200));
	double money = credit(
		review->nothing->excess_usd, review->own->excess_usd,
		par_or_share(review, review->par ? review->par->excess_usd : 0,
			     review->nothing->excess_usd));

	put_figures(finding);
	cite_applied(review, categories, finding);
	finding_slot(finding, "credit", "%.0f %%", 100 * money);
	finding->share = money * loss_guard(review) * review->fit_money;
	if (!working) {
		finding->share = fmin(finding->share, without);
		finding->special = "without";
		finding_missing(finding, "a measure that holds the spend");
	} else {
		finding->quote = working->what->title;
	}
}

static double planned_count(const struct review *review,
			    const struct json *categories,
			    struct finding *finding)
{
	double count = 0;

	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];

		if (!review_in_list(categories, item->what->category) ||
		    review_expects(review, item->what) != PACK_HELPS)
			continue;
		count++;
		finding_cite(finding, item->seq, NULL, false);
	}
	return count;
}

void judge_reliability(const struct review *review,
		       const struct rubric_criterion *criterion,
		       struct finding *finding)
{
	const struct json *categories = setting(criterion, "categories");
	double most = setting_number(criterion, "planned", 0.5);
	double need = setting_number(criterion, "need", 2);
	double users =
		credit(review->nothing->failed_users, review->own->failed_users,
		       par_or_share(review,
				    review->par ? review->par->failed_users : 0,
				    review->nothing->failed_users));
	double planned;

	put_figures(finding);
	cite_applied(review, NULL, finding);
	if (finding->got.length == 0)
		finding->special = "unaided";
	finding_slot(finding, "credit", "%.0f %%", 100 * users);
	planned = fmin(1, planned_count(review, categories, finding) / need) *
		  review_held(review);
	finding->share = users * loss_guard(review) * review->fit_users;
	finding->share =
		fmax(finding->share,
		     fmin(1, finding->share +
				     most * planned * (1 - finding->share)));
	if (planned > 0)
		finding_note_forward(finding);
	/* Without anything done in the drill a plan is worth half at most. */
	if (review->applied_count == 0)
		finding->share = fmin(finding->share, most * planned);
}
