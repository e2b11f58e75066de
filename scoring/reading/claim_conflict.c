/*
 * Claims of two texts, side by side.
 */
#include "scoring/reading/claim_internal.h"

#include <math.h>

static bool is_about_same(const struct claim *a, const struct claim *b)
{
	bool stated = a->role == CLAIM_NOW || a->role == CLAIM_NORMAL ||
		      a->unit == CLAIM_FORECAST;

	return stated && claim_about(a->unit) && a->unit == b->unit &&
	       a->role == b->role && a->of_loss == b->of_loss &&
	       a->peak == b->peak && !a->vague && !b->vague;
}

/* What a claim leaves possible: "4 % or less" is all from nothing to 4 %. */
static void possible(const struct claim *claim, double *low, double *high)
{
	*low = claim->at_most ? 0 : claim->says;
	*high = claim->at_least ? INFINITY : claim->says_high;
}

/* Whether they are too far apart to be the same figure, rounded. */
static bool are_apart(const struct claim *a, const struct claim *b)
{
	double share, slack, low_a, high_a, low_b, high_b, gap;

	claim_tolerance(a->unit, &share, &slack);
	possible(a, &low_a, &high_a);
	possible(b, &low_b, &high_b);
	gap = fmax(low_a, low_b) - fmin(high_a, high_b);
	return gap > share * fmax(low_a, low_b) + slack;
}

bool claims_conflict(const struct claim *a, const struct claim *b)
{
	return is_about_same(a, b) && !a->foreign && !b->foreign &&
	       are_apart(a, b);
}

bool claims_tell_change(const struct claim *claims, size_t count,
			const struct claim *earlier)
{
	for (size_t i = 0; i < count; i++) {
		const struct claim *was = &claims[i];

		if (was->role == CLAIM_WAS && was->unit == earlier->unit &&
		    was->of_loss == earlier->of_loss && !was->foreign &&
		    !are_apart(was, earlier))
			return true;
	}
	return false;
}
