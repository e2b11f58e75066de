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

/* Who understood it and came out better than the best that is known has
 * chosen well, whatever the pack thought of each measure. */
static bool beats_par(const struct review *review)
{
	return review->par && review->concluded_right &&
	       review->concluded_wrong == 0 &&
	       review->own->loss_usd <= review->par->loss_usd;
}

static void put_money(struct finding *finding, const char *name, double usd)
{
	char text[NUMBER_SIZE];

	finding_slot(finding, name, "%s", number_money(round(usd), text));
}

static void put_people(struct finding *finding, const char *name, double people)
{
	char text[NUMBER_SIZE];

	finding_slot(finding, name, "%s", number_int(llround(people), text));
}

static void put_figures(struct finding *finding)
{
	const struct review *r = finding->review;

	put_money(finding, "excess", r->own->excess_usd);
	put_money(finding, "nothing_excess", r->nothing->excess_usd);
	put_people(finding, "failed", r->own->failed_users);
	put_people(finding, "nothing_failed", r->nothing->failed_users);
	if (!r->par) {
		finding_slot(finding, "par_excess", "%s", "");
		finding_slot(finding, "par_failed", "%s", "");
		return;
	}
	put_money(finding, "par_excess", r->par->excess_usd);
	put_people(finding, "par_failed", r->par->failed_users);
}

/* Whether nobody has spoken against it yet; from now on somebody has. */
static bool first_to_blame(struct finding_blame *blame, uint32_t seq)
{
	for (size_t i = 0; i < blame->count; i++)
		if (blame->seqs[i] == seq)
			return false;
	if (blame->count < REVIEW_APPLIED_MAX)
		blame->seqs[blame->count++] = seq;
	return true;
}

/* Cites what was applied of the categories (NULL = of any), and what of all
 * should not have been and was not told of before. */
static void cite_applied(const struct review *review,
			 const struct json *categories, struct finding *finding)
{
	bool idle_counts = review_idle_counts(review);

	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];
		const char *title = finding_title(review, a->what);

		if (a->refused || (review_is_idle(a) && !idle_counts))
			continue;
		if (!review_called_for(a)) {
			if (!first_to_blame(finding->blame, a->seq))
				continue;
			finding_missing(finding,
					arena_printf(review->arena, "%s (%s)",
						     title,
						     a->blind ? "on no evidence"
							      : "not for this "
								"cause"));
			finding_cite(finding, a->seq, NULL, true);
		} else if (!categories ||
			   review_in_list(categories, a->what->category)) {
			finding_got(finding, title);
			finding_cite(finding, a->seq, NULL, false);
		}
	}
}

/* The part of the loss that grew most against doing nothing. */
static const char *worst_part(const struct review *review)
{
	const struct outcome *own = review->own, *nothing = review->nothing;
	const struct {
		double more;
		const char *words;
	} parts[] = {
		{ own->failed_loss_usd - nothing->failed_loss_usd,
		  "people who left with nothing" },
		{ own->degraded_loss_usd - nothing->degraded_loss_usd,
		  "people who got something worse" },
		{ own->measures_usd - nothing->measures_usd,
		  "what the measures themselves cost" },
		{ own->credits_usd - nothing->credits_usd, "service credits" },
		{ own->excess_usd - nothing->excess_usd, "money above normal" },
	};
	size_t worst = 0;

	for (size_t i = 1; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i].more > parts[worst].more)
			worst = i;
	return parts[worst].words;
}

/* Says that the loss as a whole is why less of a good figure counts. */
static void tell_loss(const struct review *review, double guard,
		      struct finding *finding)
{
	const struct outcome *own = review->own, *nothing = review->nothing;
	char money[NUMBER_SIZE], other[NUMBER_SIZE], best[NUMBER_SIZE];
	const char *more;

	number_money(round(own->loss_usd), money);
	number_money(round(nothing->loss_usd), other);
	if (own->loss_usd > nothing->loss_usd)
		more = arena_printf(review->arena, ", and more for %s",
				    worst_part(review));
	else if (review->par)
		more = arena_printf(review->arena, " and the par run %s",
				    number_money(round(review->par->loss_usd),
						 best));
	else
		more = "";
	finding_missing(finding,
			arena_printf(review->arena,
				     "the loss as a whole, %s where doing "
				     "nothing loses %s%s",
				     money, other, more));
	if (guard > 0)
		finding_note(finding, "So %.0f %% of the credit counts.",
			     100 * guard);
	else
		finding_note(finding, "So none of the credit counts.");
}

/* Says which measures take from the credit. */
static void tell_fit(const struct review *review, double fit,
		     struct finding *finding)
{
	bool idle_counts = review_idle_counts(review);
	struct finding_list wrong = { .count = 0 };

	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];

		if (!a->refused && !review_called_for(a) &&
		    (idle_counts || !review_is_idle(a)) &&
		    wrong.count < FINDING_LIST_MAX)
			wrong.items[wrong.count++] = finding_title(review,
								   a->what);
	}
	if (wrong.count == 0)
		return;
	if (fit <= 0)
		finding_note(finding,
			     "%s %s not called for by the evidence, so none of "
			     "it counts.",
			     finding_words(&wrong, review->arena),
			     wrong.count == 1 ? "was" : "were");
	else
		finding_note(finding,
			     "%s %s not called for by the evidence, so %.0f %% "
			     "of it counts.",
			     finding_words(&wrong, review->arena),
			     wrong.count == 1 ? "was" : "were", 100 * fit);
}

/* The credit for an outcome as far as it counts. */
static double counted(const struct review *review, double credit, double fit,
		      struct finding *finding)
{
	double guard = loss_guard(review);

	if (beats_par(review))
		fit = 1;
	finding_slot(finding, "credit", "%.0f %%", 100 * credit);
	if (credit > 0 && guard < 1)
		tell_loss(review, guard, finding);
	if (credit * guard > 0 && fit < 1)
		tell_fit(review, fit, finding);
	/* The figure is good all the same: it must not read as if it were
	 * not. */
	finding->tell_part = credit > 0.5;
	return credit * guard * fit;
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
	finding->share = counted(review, money, review->fit_money, finding);
	if (!working) {
		finding->share = fmin(finding->share, without);
		finding->special = "without";
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
	if (finding->got.count == 0)
		finding->special = "unaided";
	planned = fmin(1, planned_count(review, categories, finding) / need) *
		  review_held(review);
	finding->share = counted(review, users, review->fit_users, finding);
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
