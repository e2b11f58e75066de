#include "scoring/reading/claim.h"

#include <math.h>

#include "scoring/reading/claim_internal.h"
#include "scoring/phrases.h"

static bool is_of_money(enum claim_unit unit)
{
	return unit == CLAIM_USD_PER_HOUR || unit == CLAIM_USD ||
	       unit == CLAIM_EXCESS_PER_HOUR || unit == CLAIM_BUDGET ||
	       unit == CLAIM_FORECAST;
}

/* A bare number that goes on with what the sentence has been saying:
 * "against a normal 1,080", "instead of 1". */
static bool read_same(struct figure_read *f, struct claim *claim)
{
	enum claim_role role;

	if (!f->last || f->last->unit == CLAIM_NONE)
		return false;
	role = claim_role_of(f->text, f->sentence, f->at, f->behind);
	if (role != CLAIM_NORMAL && role != CLAIM_LIMIT && role != CLAIM_WAS)
		return false;
	claim->unit = f->last->unit;
	if (is_of_money(claim->unit))
		claim_settle_currency(f, fig_currency_of_last(f), claim);
	if (claim->unit == CLAIM_USD || claim->says >= 20)
		claim->unit = claim->unit == CLAIM_SPEND_TIMES ||
					      claim->unit == CLAIM_SPEND_MORE ||
					      claim->unit == CLAIM_USD
				      ? CLAIM_USD_PER_HOUR
				      : claim->unit;
	/* "Where 1,080 would be an ordinary one" */
	if ((claim->unit == CLAIM_USD_PER_HOUR || claim->unit == CLAIM_USD) &&
	    claim->says < 20)
		return false;
	/* "720 USD a minute instead of 170" */
	if (claim->unit == CLAIM_USD_PER_HOUR &&
	    fig_sentence(f, say_per_minute) && !fig_sentence(f, say_per_hour)) {
		claim->says *= 60;
		claim->says_high *= 60;
	}
	if (claim->unit == CLAIM_ERROR_SHARE && claim->says >= 1)
		claim->says = claim->says_high /= 100;
	/* "3.5 min instead of one", not "40 s, normally 3" */
	if (claim->unit == CLAIM_SECONDS && claim->says < 10 &&
	    fig_sentence(f, say_minutes))
		claim->says = claim->says_high *= 60;
	return claim->unit != CLAIM_START && claim->unit != CLAIM_MINUTE;
}

/* Before the number: bounds, and the first number of a range. */
static void read_bounds(struct figure_read *f, struct claim *claim)
{
	claim->at_most = fig_before(f, 2, say_at_most) ||
			 fig_before(f, 3, "fewer than|less than");
	claim->at_least = fig_before(f, 2, say_at_least);
	if (!fig_range_from(f, &claim->says) || claim->says <= 0)
		claim->says = claim->says_high;
}

/* Behind it: "4 % or less". */
static void read_bounds_behind(struct figure_read *f, struct claim *claim)
{
	claim->at_most |= fig_close_behind(f, 3, say_at_most_behind);
	claim->at_least |= fig_close_behind(f, 3, say_at_least_behind);
}

/* The first that knows the number takes it. */
static bool (*const readers[])(struct figure_read *, struct claim *) = {
	claim_read_minute, claim_read_percent, claim_read_times,
	claim_read_wait,   claim_read_people,  claim_read_money,
	read_same,
};

static bool read_claim(struct figure_read *f, struct claim *claim)
{
	const struct text_word *number = &f->text->words[f->at];
	bool read = false;

	*claim = (struct claim){ .says = number->value,
				 .says_high = number->value,
				 .truth = NAN,
				 .word = f->at,
				 .sentence = f->sentence };
	read_bounds(f, claim);
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers) && !read; i++)
		read = readers[i](f, claim);
	if (!read || claim->unit == CLAIM_NONE)
		return false;
	read_bounds_behind(f, claim);
	if (claim->unit == CLAIM_START)
		return true;
	claim->role = claim_role_of(f->text, f->sentence, f->at, f->behind);
	/* What is told by the normal figure is none itself. */
	if (claim->unit == CLAIM_BUDGET ||
	    (claim->role == CLAIM_NORMAL &&
	     (claim->unit == CLAIM_USD || claim->unit == CLAIM_SPEND_TIMES ||
	      claim->unit == CLAIM_WAIT_TIMES)))
		claim->role = CLAIM_NOW;
	return true;
}

/* The claim at a word, if one begins there. */
static bool read_word(struct figure_read *f, struct claim *claim)
{
	enum text_kind kind = f->text->words[f->at].kind;

	if (kind == TEXT_CLOCK)
		return claim_read_start(f, claim);
	if (claim_read_fraction(f, claim) || claim_read_multiple(f, claim) ||
	    claim_read_vague(f, claim))
		return true;
	f->behind = f->at + 1;
	return kind == TEXT_NUMBER && read_claim(f, claim);
}

static bool is_money_claim(const struct claim *claim)
{
	return claim->unit == CLAIM_USD_PER_HOUR || claim->unit == CLAIM_USD;
}

size_t claims_read(const struct text *text, const struct facts *facts,
		   struct claim *out)
{
	size_t count = 0;

	for (size_t i = 0; i < text->sentence_count; i++) {
		const struct text_sentence *sentence = &text->sentences[i];
		size_t end = sentence->first + sentence->count;
		const struct claim *last = NULL;
		bool money = count > 0 && is_money_claim(&out[count - 1]);

		for (size_t at = sentence->first; at < end; at++) {
			struct figure_read f = {
				text,	facts, sentence, at,
				at + 1, end,   last,	 money
			};

			if (count == CLAIMS_MAX)
				break;
			if (!read_word(&f, &out[count]))
				continue;
			claim_find_moment(&f, &out[count]);
			if (!out[count].foreign)
				claim_check(&out[count], facts);
			last = &out[count++];
			at = f.behind > at + 1 ? f.behind - 1 : at;
		}
	}
	return count;
}
