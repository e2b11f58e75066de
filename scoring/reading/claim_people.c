/*
 * People: "2,900 users per hour", "390 people so far", "thousands of users".
 */
#include "scoring/reading/claim_internal.h"

#include <math.h>

#include "scoring/phrases.h"

#define PEOPLE_REACH 4 /* words behind the number */
#define FEW_PEOPLE 20  /* fewer are colleagues, or "two people are on it" */

/* "Users affected: 2,900/h": people before it, and nothing else counted since;
 * "3.3k users per hour, money 4,450/h" is another thing. */
static bool is_led_by_people(const struct figure_read *f)
{
	for (size_t at = f->at, left = PEOPLE_REACH;
	     at-- > f->sentence->first && left-- > 0;) {
		if (f->text->words[at].kind == TEXT_NUMBER ||
		    fig_at(f, at, say_per_hour) ||
		    fig_at(f, at, say_spending_words))
			return false;
		if (fig_at(f, at, say_people))
			return true;
	}
	return false;
}

bool claim_read_people(struct figure_read *f, struct claim *claim)
{
	size_t reach;

	if (fig_at(f, f->behind, say_currency_behind) ||
	    fig_before(f, 1, say_currency_before))
		return false;
	for (reach = 0; reach < PEOPLE_REACH; reach++) {
		size_t at = f->behind + reach;

		if (fig_at(f, at, say_people))
			break;
		if (at < f->end && f->text->words[at].kind == TEXT_NUMBER)
			reach = PEOPLE_REACH;
	}
	if (reach >= PEOPLE_REACH &&
	    !(is_led_by_people(f) && (fig_at(f, f->behind, say_per_hour) ||
				      fig_at(f, f->behind, say_per_minute))))
		return false;
	if (reach < PEOPLE_REACH)
		f->behind += reach + 1;
	if (fig_takes_minute(f)) {
		claim->says *= 60;
		claim->says_high *= 60;
		claim->unit = CLAIM_USERS_PER_HOUR;
	} else if (claim->says_high >= FEW_PEOPLE) {
		claim->unit = fig_takes_hour(f) ? CLAIM_USERS_PER_HOUR
						: CLAIM_USERS;
	}
	return true;
}

/* "Hundreds of people", "several thousand users an hour". */
bool claim_read_vague(struct figure_read *f, struct claim *claim)
{
	const struct {
		const char *words;
		double low, high;
		size_t count; /* of words */
	} amounts[] = {
		{ "tens of thousands", 10000, 99999, 3 },
		{ "hundreds of thousands", 100000, 999999, 3 },
		{ say_several_thousand, 1500, 9999, 2 },
		{ say_several_hundred, 150, 999, 2 },
		{ "thousands", 1000, 9999, 1 },
		{ "hundreds", 100, 999, 1 },
		{ "dozens", 20, 99, 1 },
	};

	for (size_t i = 0; i < sizeof(amounts) / sizeof(*amounts); i++) {
		if (!fig_at(f, f->at, amounts[i].words))
			continue;
		*claim = (struct claim){ .says = amounts[i].low,
					 .says_high = amounts[i].high,
					 .vague = true,
					 .truth = NAN,
					 .word = f->at,
					 .sentence = f->sentence };
		f->behind = f->at + amounts[i].count;
		if (f->behind > f->end)
			f->behind = f->end;
		if (!claim_read_people(f, claim) || claim->unit == CLAIM_NONE)
			return false;
		claim->role = claim_role_of(f->text, f->sentence, f->at,
					    f->behind);
		return true;
	}
	return false;
}
