#include "scoring/claim.h"

#include "scoring/phrases.h"

#include <math.h>
#include <string.h>

/* What one number of a sentence is about, as far as read. */
struct figure_read {
	const struct text *text;
	const struct text_sentence *sentence;
	size_t at;		  /* the number */
	size_t behind;		  /* first word behind number and unit */
	size_t end;		  /* of the sentence */
	const struct claim *last; /* claim before it in the sentence, or NULL */
};

static bool at_word(const struct figure_read *f, size_t word,
		    const char *pattern)
{
	return word < f->end && text_near(f->text, word, word + 1, pattern);
}

static bool before(const struct figure_read *f, size_t reach,
		   const char *pattern)
{
	size_t first = f->at > f->sentence->first + reach ? f->at - reach
							  : f->sentence->first;

	return text_near(f->text, first, f->at, pattern);
}

static bool behind(const struct figure_read *f, size_t reach,
		   const char *pattern)
{
	size_t end = f->behind + reach;

	return text_near(f->text, f->behind, end < f->end ? end : f->end,
			 pattern);
}

/* Takes a per-hour phrase that follows; true if there is one. */
static bool takes_per_hour(struct figure_read *f)
{
	for (size_t skip = 0; skip < 3; skip++) {
		size_t at = f->behind + skip;

		if (at_word(f, at, say_per_hour)) {
			f->behind = at + (at_word(f, at, "hourly") ? 1 : 2);
			if (f->behind > f->end)
				f->behind = f->end;
			return true;
		}
		if (at < f->end && f->text->words[at].kind == TEXT_NUMBER)
			break;
	}
	return before(f, 3, "hour|hourly");
}

/* "A minute", for people: six words on at most, not beyond another number. */
static bool takes_per_minute(struct figure_read *f)
{
	for (size_t at = f->behind; at < f->end && at < f->behind + 6; at++) {
		if (at_word(f, at, say_per_minute)) {
			f->behind = at + 2;
			return true;
		}
		if (f->text->words[at].kind == TEXT_NUMBER)
			return false;
	}
	return before(f, 3, "every minute|each minute");
}

/* Money: "4,320 USD per hour", "$4.3k/h", "about 1,065 over so far". */
static bool read_money(struct figure_read *f, struct claim *claim)
{
	const struct text_word *number = &f->text->words[f->at];
	bool money = before(f, 1, say_currency_before);

	if (at_word(f, f->behind, say_currency_behind)) {
		money = true;
		f->behind++;
	}
	if (!money && (number->scaled || number->value >= 1000))
		money = at_word(f, f->behind, say_bare_rate) &&
			text_has(f->text, f->sentence, say_spending);
	if (!money && number->scaled)
		money = text_has(f->text, f->sentence, say_spending_scaled);
	if (!money && f->last &&
	    (f->last->unit == CLAIM_USD_PER_HOUR || f->last->unit == CLAIM_USD))
		money = number->value >= 20 && behind(f, 2, say_money_total);
	if (!money)
		return false;
	if (behind(f, 4, say_money_of_a_piece)) {
		claim->unit = CLAIM_NONE;
	} else if (before(f, 5, say_prepaid) || behind(f, 4, say_prepaid)) {
		/* What is left on an account is no figure of the incident. */
		claim->unit = CLAIM_NONE;
	} else if (text_near(f->text, f->sentence->first, f->end, say_month)) {
		claim->unit = takes_per_hour(f) ? CLAIM_USD_PER_HOUR
						: CLAIM_FORECAST;
	} else if (takes_per_hour(f)) {
		claim->unit = CLAIM_USD_PER_HOUR;
	} else if (before(f, 6, say_money_total) ||
		   behind(f, 4, say_money_total)) {
		claim->unit = CLAIM_USD;
		claim->of_loss = before(f, 8, say_loss) ||
				 behind(f, 4, say_loss);
	} else if (before(f, 4, say_money_rate)) {
		claim->unit = CLAIM_USD_PER_HOUR;
	} else if (before(f, 4, say_money_wanted)) {
		claim->unit = CLAIM_USD;
	}
	return true;
}

/* The nearest word that says what a percentage is of. */
static enum claim_unit percent_topic(const struct figure_read *f)
{
	static const struct {
		enum claim_unit unit;
		const char *words;
	} topics[] = {
		{ CLAIM_NONE, say_share_of_else },
		{ CLAIM_ERROR_SHARE, say_share_of_errors },
		{ CLAIM_SPEND_MORE, say_share_of_spend },
	};

	for (size_t reach = 1; reach <= 7; reach++) {
		for (size_t i = 0; i < 3; i++) {
			size_t next = f->behind + reach - 1;

			if (f->at >= f->sentence->first + reach &&
			    at_word(f, f->at - reach, topics[i].words))
				return topics[i].unit;
			if (at_word(f, next, topics[i].words))
				return topics[i].unit;
		}
	}
	return CLAIM_NONE;
}

static bool read_percent(struct figure_read *f, struct claim *claim)
{
	const struct text_word *words = f->text->words;
	double value = words[f->at].value;

	if (at_word(f, f->behind, say_percent)) {
		f->behind += at_word(f, f->behind, "per") ? 2 : 1;
		value /= 100;
	} else if (f->behind + 1 < f->end &&
		   at_word(f, f->behind, "in|of|out of") &&
		   words[f->behind + (at_word(f, f->behind, "out") ? 2 : 1)]
				   .kind == TEXT_NUMBER) {
		size_t other = f->behind +
			       (at_word(f, f->behind, "out") ? 2 : 1);

		if (words[other].value <= value || words[other].value > 1000)
			return false;
		value /= words[other].value;
		f->behind = other + 1;
	} else if (!(value > 0 && value < 1 && before(f, 3, say_error_rate))) {
		return false;
	}
	claim->says = claim->says_high = value;
	claim->unit = percent_topic(f);
	if (claim->unit == CLAIM_SPEND_MORE && behind(f, 4, say_of_normal))
		claim->unit = CLAIM_SPEND_TIMES;
	if (claim->unit == CLAIM_ERROR_SHARE &&
	    (behind(f, 5, say_succeeds) || before(f, 3, "success*")))
		claim->says = claim->says_high = 1 - value;
	return true;
}

/* "half of all requests", "a third of": said roughly, read roughly. */
static bool read_fraction(struct figure_read *f, struct claim *claim)
{
	static const struct {
		const char *words;
		double value;
	} fractions[] = {
		{ "half of|half the|half our", 0.5 },
		{ "two thirds of", 2.0 / 3 },
		{ "third of", 1.0 / 3 },
		{ "three quarters of", 0.75 },
		{ "quarter of", 0.25 },
	};

	for (size_t i = 0; i < sizeof(fractions) / sizeof(*fractions); i++) {
		if (!at_word(f, f->at, fractions[i].words))
			continue;
		*claim = (struct claim){ .unit = CLAIM_ERROR_SHARE,
					 .says = fractions[i].value * 0.8,
					 .says_high = fractions[i].value * 1.2,
					 .truth = NAN,
					 .word = f->at,
					 .sentence = f->sentence };
		f->behind = f->at + 2;
		if (percent_topic(f) != CLAIM_ERROR_SHARE ||
		    !text_has(f->text, f->sentence, say_goes_wrong))
			return false;
		claim->role = claim_role_of(f->text, f->sentence, f->at,
					    f->behind);
		return true;
	}
	return false;
}

static bool read_times(struct figure_read *f, struct claim *claim)
{
	if (!at_word(f, f->behind, say_times))
		return false;
	f->behind++;
	if (before(f, 5, say_times_of_tries) ||
	    behind(f, 3, say_times_of_tries_behind))
		return true;
	if (behind(f, 4, say_times_of_spend) ||
	    before(f, 5, say_times_of_spend_before))
		claim->unit = CLAIM_SPEND_TIMES;
	return true;
}

/* The seconds of "8 min 13 s". */
static void take_odd_seconds(struct figure_read *f, struct claim *claim)
{
	size_t at = f->behind + (at_word(f, f->behind, "and") ? 1 : 0);
	const struct text_word *word = &f->text->words[at];

	if (at + 1 >= f->end || word->kind != TEXT_NUMBER ||
	    word->value >= 60 || !at_word(f, at + 1, say_seconds))
		return;
	claim->says += word->value;
	claim->says_high += word->value;
	f->behind = at + 2;
}

/* Whether the nearest word that says what a time is of speaks of one step (a
 * task at the vendor, a report, credit that lasts) rather than of the wait. */
static bool is_time_of_task(const struct figure_read *f)
{
	if (behind(f, 3, say_time_of_else))
		return true;
	for (size_t at = f->at; at-- > f->sentence->first;) {
		if (text_near(f->text, at, at + 1, say_time_of_the_wait))
			return false;
		if (text_near(f->text, at, at + 1, say_time_of_a_step))
			return true;
	}
	return false;
}

static bool read_seconds(struct figure_read *f, struct claim *claim)
{
	bool minutes = at_word(f, f->behind, say_minutes);

	if (!minutes && !at_word(f, f->behind, say_seconds))
		return false;
	f->behind++;
	double factor = minutes ? 60 : 1;

	if (minutes && at_word(f, f->behind, "in|into")) {
		claim->unit = CLAIM_MINUTE;
		return true;
	}
	claim->says *= factor;
	claim->says_high *= factor;
	if (minutes)
		take_odd_seconds(f, claim);
	if (is_time_of_task(f))
		return true;
	if (claim->says < 10 || before(f, 1, "/") ||
	    before(f, 2, say_time_no_wait_before) ||
	    before(f, 3, say_time_of_else_before) ||
	    behind(f, 1, say_time_no_wait_behind))
		return true;
	if (text_has(f->text, f->sentence, say_waiting))
		claim->unit = CLAIM_SECONDS;
	return true;
}

static bool read_users(struct figure_read *f, struct claim *claim)
{
	size_t reach;

	for (reach = 0; reach < 4; reach++)
		if (at_word(f, f->behind + reach, say_people))
			break;
	if (reach == 4 &&
	    !(before(f, 4, say_people) && at_word(f, f->behind, say_per_hour)))
		return false;
	if (reach < 4)
		f->behind += reach + 1;
	if (takes_per_minute(f)) {
		claim->says *= 60;
		claim->says_high *= 60;
		claim->unit = CLAIM_USERS_PER_HOUR;
	} else if (claim->says >= 20) {
		claim->unit = takes_per_hour(f) ? CLAIM_USERS_PER_HOUR
						: CLAIM_USERS;
	}
	return true;
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
	if (claim->unit == CLAIM_USD || claim->says >= 20)
		claim->unit = claim->unit == CLAIM_SPEND_TIMES ||
					      claim->unit == CLAIM_SPEND_MORE ||
					      claim->unit == CLAIM_USD
				      ? CLAIM_USD_PER_HOUR
				      : claim->unit;
	if (claim->unit == CLAIM_ERROR_SHARE && claim->says >= 1)
		claim->says = claim->says_high /= 100;
	if (claim->unit == CLAIM_SECONDS && claim->says < 10)
		claim->says = claim->says_high *= 60;
	return true;
}

/* Before the number: bounds, and the first number of a range. */
static void read_bounds(struct figure_read *f, struct claim *claim)
{
	const struct text_word *words = f->text->words;

	claim->at_most = before(f, 2, say_at_most) ||
			 before(f, 3, "fewer than|less than");
	claim->at_least = before(f, 2, say_at_least);
	if (f->at >= f->sentence->first + 2 && before(f, 1, "to|and") &&
	    words[f->at - 2].kind == TEXT_NUMBER)
		claim->says = words[f->at - 2].value;
	else if (f->at > f->sentence->first &&
		 words[f->at - 1].kind == TEXT_NUMBER &&
		 words[f->at].at ==
			 words[f->at - 1].at + words[f->at - 1].length + 1)
		claim->says = words[f->at - 1].value;
	if (claim->says > claim->says_high || claim->says <= 0)
		claim->says = claim->says_high;
	if (before(f, 4, "from ~ to"))
		claim->says = claim->says_high;
}

/* "We are at minute 8", "Minute 8: ...", not "the launch at minute 40". */
static bool is_minute_of_now(const struct figure_read *f)
{
	return f->at == f->sentence->first + 1 ||
	       before(f, 5, say_minute_of_now);
}

static bool read_claim(struct figure_read *f, struct claim *claim)
{
	const struct text_word *number = &f->text->words[f->at];

	*claim = (struct claim){ .says = number->value,
				 .says_high = number->value,
				 .truth = NAN,
				 .word = f->at,
				 .sentence = f->sentence };
	if (before(f, 1, "minute") && !before(f, 2, "every|each|per") &&
	    !number->spelled) {
		claim->unit = is_minute_of_now(f) ? CLAIM_MINUTE : CLAIM_NONE;
		return claim->unit == CLAIM_MINUTE;
	}
	read_bounds(f, claim);
	if (!read_percent(f, claim) && !read_times(f, claim) &&
	    !read_seconds(f, claim) && !read_users(f, claim) &&
	    !read_money(f, claim) && !read_same(f, claim))
		return false;
	if (claim->unit == CLAIM_NONE)
		return false;
	claim->role = claim_role_of(f->text, f->sentence, f->at, f->behind);
	if (claim->unit == CLAIM_USD && claim->role == CLAIM_NORMAL)
		claim->role = CLAIM_NOW;
	return true;
}

size_t claims_read(const struct text *text, const struct facts *facts,
		   struct claim *out)
{
	size_t count = 0;

	for (size_t i = 0; i < text->sentence_count; i++) {
		const struct text_sentence *sentence = &text->sentences[i];
		size_t end = sentence->first + sentence->count;
		const struct claim *last = NULL;

		for (size_t at = sentence->first; at < end; at++) {
			struct figure_read f = { text,	 sentence, at,
						 at + 1, end,	   last };

			if (count == CLAIMS_MAX)
				break;
			if (!read_fraction(&f, &out[count]) &&
			    (text->words[at].kind != TEXT_NUMBER ||
			     !read_claim(&f, &out[count])))
				continue;
			claim_check(&out[count], facts);
			last = &out[count++];
			at = f.behind > at + 1 ? f.behind - 1 : at;
		}
	}
	return count;
}
