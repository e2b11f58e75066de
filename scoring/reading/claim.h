/*
 * Claims: the figures that a message states, and whether they are true.
 *
 * A claim is a number with a unit and a role: what is now, what is normal,
 * what was, what a limit is set to, what may come.  Only what can be known
 * from the facts is checked; the rest is neither right nor wrong.  A figure of
 * now is right when it agrees with the truth within a tolerance at any minute
 * of the facts' range, false when it is off by more than a factor of two, and
 * off in between.  A figure of the past is held against the minute that it
 * names (of a span, from the mean to the highest), a peak against the highest,
 * "before" against all that has been; this takes a history in the facts.
 */
#ifndef GAMEDAY_SCORING_READING_CLAIM_H
#define GAMEDAY_SCORING_READING_CLAIM_H

#include "drill/facts.h"
#include "scoring/reading/text.h"

#define CLAIMS_MAX 200

/* id, name in the JSON */
#define CLAIM_UNITS(U) \
	U(NONE, "none") \
	U(USD_PER_HOUR, "usd_per_hour") \
	U(USD, "usd") \
	U(ERROR_SHARE, "error_share") \
	U(SPEND_TIMES, "times_normal_spend") \
	U(SPEND_MORE, "spend_above_normal") \
	U(SECONDS, "seconds") \
	U(USERS_PER_HOUR, "users_per_hour") \
	U(USERS, "users") \
	U(MINUTE, "minute") \
	U(START, "began_at_minute") \
	U(FORECAST, "month_forecast_usd") \
	U(EXCESS_PER_HOUR, "usd_per_hour_above_normal") \
	U(BUDGET, "month_budget_usd") \
	U(WAIT_TIMES, "times_normal_wait")

enum claim_unit {
#define U(id, name) CLAIM_##id,
	CLAIM_UNITS(U)
#undef U
		CLAIM_UNITS_COUNT
};
const char *claim_unit_name(enum claim_unit unit);

enum claim_role {
	CLAIM_NOW,
	CLAIM_NORMAL, /* the baseline */
	CLAIM_WAS,    /* some time ago */
	CLAIM_LIMIT,  /* a cap, a threshold */
	CLAIM_MAY_BE, /* a forecast, a plan, an "if" */
	CLAIM_WANTED, /* a refund or credit that is asked for */
};

enum claim_check { CLAIM_UNCHECKED, CLAIM_RIGHT, CLAIM_OFF, CLAIM_FALSE };

struct claim {
	enum claim_unit unit;
	enum claim_role role;
	double says, says_high; /* a range; equal when it is none */
	double truth;		/* NAN when it is not known */
	size_t word;		/* of the text */
	const struct text_sentence *sentence;
	enum claim_check check;
	bool at_most, at_least; /* "under 1 %", "more than 400" */
	bool of_loss;		/* money: said of the loss, not the excess */
	bool of_spend;		/* money: said of the spending as such */
	bool vague;		/* "thousands": never false */
	bool peak;		/* said of the highest that it was */
	/* Code of the currency that it is in, when the facts have no rate for
	 * it; else NULL. */
	const char *foreign;
	double at_minute;    /* that it names, after the page; NAN = none */
	double until_minute; /* of a span that begins at at_minute, or NAN */
};

/* The claims of a text, checked; `out` has room for CLAIMS_MAX. */
size_t claims_read(const struct text *text, const struct facts *facts,
		   struct claim *out);

/* Parts of it, for the reader of claims. */
enum claim_role claim_role_of(const struct text *text,
			      const struct text_sentence *sentence,
			      size_t number, size_t behind);
void claim_check(struct claim *claim, const struct facts *facts);
/* What a unit is about, in a sentence ("the spending"), or NULL. */
const char *claim_about(enum claim_unit unit);
/* Whether two claims are of the same thing and too far apart to be the same
 * figure, rounded.  Only what is stated of now, of the normal, or of the month
 * can conflict. */
bool claims_conflict(const struct claim *a, const struct claim *b);
/* Whether a text with these claims tells how it was before, and that agrees with
 * what was said earlier: "errors went from 56 % to 4 %" takes back nothing. */
bool claims_tell_change(const struct claim *claims, size_t count,
			const struct claim *earlier);

#endif
