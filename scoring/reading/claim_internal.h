/*
 * How claims are read: one number of a sentence, and what stands around it.
 *
 * claim.c goes through the numbers and asks the readers below in turn.  A
 * reader returns true when the number is of its kind, and has then moved
 * `behind` over the unit and set the claim's unit; CLAIM_NONE means that the
 * number is of that kind and nothing that the facts could check.
 */
#ifndef GAMEDAY_SCORING_READING_CLAIM_INTERNAL_H
#define GAMEDAY_SCORING_READING_CLAIM_INTERNAL_H

#include "scoring/reading/claim.h"

struct figure_read {
	const struct text *text;
	const struct facts *facts;
	const struct text_sentence *sentence;
	size_t at;		  /* the number */
	size_t behind;		  /* first word behind number and unit */
	size_t end;		  /* of the sentence */
	const struct claim *last; /* claim before it in the sentence, or NULL */
	bool money;		  /* the text spoke of money right before */
};

/* Whether a phrase stands at that word; within `reach` words before the
 * number; within `reach` words behind it. */
bool fig_at(const struct figure_read *f, size_t word, const char *phrases);
bool fig_before(const struct figure_read *f, size_t reach, const char *phrases);
bool fig_behind(const struct figure_read *f, size_t reach, const char *phrases);
/* The same, not beyond another number or the end of the clause. */
bool fig_close_behind(const struct figure_read *f, size_t reach,
		      const char *phrases);
/* Whether the sentence holds a phrase. */
bool fig_sentence(const struct figure_read *f, const char *phrases);
/* A rate that follows ("per hour", "a minute"): takes it and returns true. */
bool fig_takes_hour(struct figure_read *f);
bool fig_takes_minute(struct figure_read *f);
/* The first number of a range that ends at this one; false = no range. */
bool fig_range_from(const struct figure_read *f, double *from);

/* The readers of numbers. */
bool claim_read_percent(struct figure_read *f, struct claim *claim);
bool claim_read_times(struct figure_read *f, struct claim *claim);
bool claim_read_wait(struct figure_read *f, struct claim *claim);
bool claim_read_people(struct figure_read *f, struct claim *claim);
bool claim_read_money(struct figure_read *f, struct claim *claim);
bool claim_read_minute(struct figure_read *f, struct claim *claim);
bool claim_read_start(struct figure_read *f, struct claim *claim);

/* Minutes after the page of the time of day at that word. */
double fig_clock_minute(const struct figure_read *f, size_t at);
/* Whether the time of day at the number opens a span ("from 14:35 to 14:55")
 * that did not begin with the incident. */
bool fig_is_other_span(const struct figure_read *f);
/* The code of the currency that stands beside the number, or NULL, and the word
 * from which its name and what follows go on. */
const char *fig_currency(const struct figure_read *f, size_t *behind);
/* That of all sums that name none ("Amounts in EUR"), or NULL. */
const char *fig_currency_of_text(const struct figure_read *f);
/* That of the claim before it, which a bare number goes on with. */
const char *fig_currency_of_last(const struct figure_read *f);
/* Whether the number tells what a currency is worth, or is the one unit of it:
 * both numbers of "1 EUR = 1.08 USD". */
bool fig_is_exchange_rate(const struct figure_read *f);
/* An amount in that currency (NULL = the facts'): converted by the rate of the
 * facts, else by that of the text, else marked as foreign, because nothing can
 * be said of it. */
void claim_settle_currency(const struct figure_read *f, const char *code,
			   struct claim *claim);
/* Which minutes the number is said of: "at 14:05 it was", "at the peak", "from
 * 13:48 to 14:07".  A span's are in at_minute and until_minute. */
void claim_find_moment(const struct figure_read *f, struct claim *claim);

/* How far a figure of that unit may be off for rounding: a share of itself, and
 * so much in its own unit. */
void claim_tolerance(enum claim_unit unit, double *share, double *slack);

/* The readers of words that say an amount without a number: "a third of",
 * "doubled", "thousands of people". */
bool claim_read_fraction(struct figure_read *f, struct claim *claim);
bool claim_read_multiple(struct figure_read *f, struct claim *claim);
bool claim_read_vague(struct figure_read *f, struct claim *claim);

#endif
