/*
 * Money: "4,320 USD per hour", "$4.3k/h", "about 1,065 over so far".
 */
#include "scoring/reading/claim_internal.h"

#include <string.h>

#include "scenarios/pack.h"
#include "scoring/phrases.h"

#define BARE_MONEY 20 /* a bare number below it is no money */
#define BARE_RATE 100 /* nor is this, an hour */
#define LARGE_MONEY 1000

/* Whether the number is money; moves behind the currency. */
static bool is_money(struct figure_read *f)
{
	const struct text_word *number = &f->text->words[f->at];
	bool large = number->scaled || number->value >= LARGE_MONEY;

	if (fig_at(f, f->behind, say_currency_behind)) {
		f->behind++;
		if (fig_at(f, f->behind, say_currency_behind))
			f->behind++; /* "US dollars" */
		return true;
	}
	if (fig_before(f, 1, say_currency_before))
		return true;
	if (fig_at(f, f->behind, say_unit_words) ||
	    fig_close_behind(f, 3, say_people) ||
	    fig_close_behind(f, 2, say_pieces))
		return false;
	if ((large || number->value >= BARE_RATE) &&
	    fig_at(f, f->behind, say_bare_rate))
		return fig_sentence(f, say_spending);
	if (number->scaled && fig_sentence(f, say_spending_scaled))
		return true;
	if (large && fig_close_behind(f, 3, say_money_total))
		return fig_sentence(f, say_spending);
	if (f->last &&
	    (f->last->unit == CLAIM_USD_PER_HOUR || f->last->unit == CLAIM_USD))
		return number->value >= BARE_MONEY &&
		       (fig_behind(f, 2, say_money_total) ||
			fig_before(f, 3, say_money_total_before));
	return false;
}

/* "An hour above normal": the excess, unless it is as large as all of it. */
static void read_rate(struct figure_read *f, struct claim *claim)
{
	claim->unit = CLAIM_USD_PER_HOUR;
	claim->of_spend = fig_before(f, 6, say_spending);
	if ((fig_close_behind(f, 3, say_excess) ||
	     fig_before(f, 3, say_excess_before)) &&
	    claim->says_high < 0.9 * f->facts->spend_low)
		claim->unit = CLAIM_EXCESS_PER_HOUR;
}

static void per_minute(struct figure_read *f, struct claim *claim)
{
	claim->says *= 60;
	claim->says_high *= 60;
	read_rate(f, claim);
	/* "54 USD more with each further minute" */
	if (fig_sentence(f, say_excess_in_sentence))
		claim->unit = CLAIM_EXCESS_PER_HOUR;
}

/* "I need 1,500 USD more until tonight": to be spent yet. */
static bool is_needed(const struct figure_read *f)
{
	return fig_before(f, 4, say_money_needed) &&
	       !fig_before(f, 5, "need to");
}

bool claim_read_money(struct figure_read *f, struct claim *claim)
{
	size_t behind;
	const char *code = fig_currency(f, &behind);

	f->behind = behind;
	if (!is_money(f))
		return false;
	if (fig_is_exchange_rate(f)) {
		claim->unit = CLAIM_NONE;
		return true;
	}
	claim_settle_currency(f, code ? code : fig_currency_of_text(f), claim);
	if (fig_before(f, 5, say_prepaid) || fig_behind(f, 4, say_prepaid)) {
		/* What is left on an account is no figure of the incident. */
		claim->unit = CLAIM_NONE;
	} else if (fig_before(f, 3, say_budget)) {
		claim->unit = CLAIM_BUDGET;
	} else if (fig_takes_minute(f)) {
		per_minute(f, claim);
	} else if (text_near(f->text, f->sentence->first, f->end, say_month)) {
		claim->unit = CLAIM_FORECAST;
		if (fig_takes_hour(f))
			read_rate(f, claim);
		else if (fig_before(f, 6, say_money_so_far) ||
			 fig_close_behind(f, 3, say_money_so_far))
			claim->unit = CLAIM_USD;
	} else if (fig_takes_hour(f)) {
		read_rate(f, claim);
	} else if (fig_close_behind(f, 2, say_per_day) ||
		   fig_behind(f, 4, say_money_of_a_piece)) {
		claim->unit = CLAIM_NONE;
	} else if (is_needed(f)) {
		claim->unit = CLAIM_NONE;
	} else if (fig_before(f, 6, say_money_total) ||
		   fig_behind(f, 4, say_money_total)) {
		claim->unit = CLAIM_USD;
		claim->of_loss = fig_before(f, 8, say_loss) ||
				 fig_behind(f, 4, say_loss);
	} else if (fig_close_behind(f, 3, say_excess)) {
		/* "18,200 USD above normal": it may be meant an hour. */
		claim->unit = CLAIM_USD;
		claim->vague = true;
	} else if (fig_before(f, 4, say_money_rate)) {
		claim->unit = CLAIM_USD_PER_HOUR;
	} else if (fig_before(f, 4, say_money_wanted)) {
		claim->unit = CLAIM_USD;
	} else if (!code && f->last && f->last->unit == CLAIM_USD_PER_HOUR) {
		return false; /* it may go on with what was said before */
	}
	return true;
}
