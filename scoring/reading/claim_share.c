/*
 * Shares and multiples: "27 % of requests", "3 in 10", "a third of", "four
 * times normal", "doubled".
 */
#include "scoring/reading/claim_internal.h"

#include <math.h>
#include <string.h>

#include "scoring/phrases.h"
#include "scoring/reading/text_internal.h"

#define TOPIC_REACH 7	/* words around a share that say what it is of */
#define SUCCESS_REACH 5 /* words behind a share that say that it goes well */
#define IN_TIME_REACH 9 /* words behind a success that say how fast */
#define PART_REACH 8	/* words behind a share that say whose it is */
#define ROUGH 0.2	/* "a third" may be so much more or less */
#define ROUGHLY(share) (share) * (1 - ROUGH), (share) * (1 + ROUGH)
#define SPEND_REACH 10	 /* words before a multiple that say what it is of */
#define OF_MANY_MAX 1000 /* "one in a thousand" */

/* Whether a word stands there and, if that matters, in the number's clause. */
static bool is_topic(const struct figure_read *f, size_t at, const char *words,
		     bool own_clause)
{
	return fig_at(f, at, words) &&
	       (!own_clause ||
		f->text->words[at].clause == f->text->words[f->at].clause);
}

/* The nearest word that says what a percentage is of. */
static enum claim_unit nearest_topic(const struct figure_read *f,
				     bool own_clause)
{
	const struct {
		enum claim_unit unit;
		const char *words;
	} topics[] = {
		{ CLAIM_NONE, say_share_of_else },
		{ CLAIM_ERROR_SHARE, say_share_of_errors },
		{ CLAIM_SPEND_MORE, say_share_of_spend },
	};

	for (size_t reach = 1; reach <= TOPIC_REACH; reach++) {
		for (size_t i = 0; i < 3; i++) {
			size_t next = f->behind + reach - 1;

			if (f->at >= f->sentence->first + reach &&
			    is_topic(f, f->at - reach, topics[i].words,
				     own_clause))
				return topics[i].unit;
			if (is_topic(f, next, topics[i].words, own_clause))
				return topics[i].unit;
		}
	}
	return CLAIM_UNITS_COUNT;
}

/* "Errors about 1 %, spend normal": the own clause first. */
static enum claim_unit percent_topic(const struct figure_read *f)
{
	enum claim_unit unit = nearest_topic(f, true);

	if (unit == CLAIM_UNITS_COUNT)
		unit = nearest_topic(f, false);
	return unit == CLAIM_UNITS_COUNT ? CLAIM_NONE : unit;
}

static bool speaks_of_else(const struct figure_read *f)
{
	return fig_before(f, TOPIC_REACH, say_share_of_else) ||
	       fig_behind(f, TOPIC_REACH, say_share_of_else);
}

/* "3 in 10", "one out of four", "one request in three". */
static bool takes_of_many(struct figure_read *f, double *value)
{
	const struct text_word *words = f->text->words;
	size_t at = f->behind;

	if (fig_at(f, at, say_share_of_errors) && !fig_at(f, at, "in"))
		at++;
	if (!fig_at(f, at, "in|of|out of"))
		return false;
	at += fig_at(f, at, "out") ? 2 : 1;
	at += fig_at(f, at, "every|a") ? 1 : 0;
	if (at >= f->end || words[at].kind != TEXT_NUMBER ||
	    words[at].value <= *value || words[at].value > OF_MANY_MAX ||
	    fig_at(f, at + 1, say_unit_words))
		return false;
	*value /= words[at].value;
	f->behind = at + 1;
	return true;
}

/* "18 % go through", not "18 % do not go through". */
static bool is_of_success(const struct figure_read *f)
{
	size_t end = f->behind + SUCCESS_REACH < f->end
			     ? f->behind + SUCCESS_REACH
			     : f->end;

	/* Not before the share: "almost nobody gets through". */
	for (size_t at = f->behind; at < end; at++)
		if (fig_at(f, at, say_succeeds))
			return !text_near(f->text, f->behind, at, say_denial);
	/* "The success rate is down to 69 %", not "fell by 31 %". */
	if (fig_before(f, SUCCESS_REACH, "success*"))
		return !fig_before(f, 1, "by");
	/* "It works again for almost everybody" */
	for (size_t at = f->at, left = SUCCESS_REACH;
	     at-- > f->sentence->first && left-- > 0 &&
	     f->text->words[at].clause == f->text->words[f->at].clause;)
		if (fig_at(f, at, say_succeeded))
			return !text_negated(f->text, f->sentence, at);
	return false;
}

/* What succeeds, turned into what fails. */
static void turn_success(const struct figure_read *f, struct claim *claim)
{
	double low = claim->says;

	if (claim->unit != CLAIM_ERROR_SHARE || !is_of_success(f) ||
	    fig_close_behind(f, SUCCESS_REACH, say_goes_wrong))
		return;
	claim->says = fmax(1 - claim->says_high, 0);
	claim->says_high = 1 - low;
	/* "90 % get a clip in 70 s": the others may only get it later. */
	if (fig_close_behind(f, IN_TIME_REACH, say_in_time))
		claim->says = 0;
}

/* "80 % of the bill", "80 % of all calls come from one customer", "four in a
 * hundred give up": a part that no fact holds, neither a rise nor what fails. */
static bool is_part(const struct figure_read *f, double share)
{
	if (share > 1)
		return false;
	if (fig_at(f, f->behind, say_part_of_spend))
		return true;
	if (fig_close_behind(f, PART_REACH, say_gives_up))
		return !fig_close_behind(f, PART_REACH, "fail*|error*");
	return fig_close_behind(f, PART_REACH, say_made_by) &&
	       !fig_close_behind(f, PART_REACH, say_goes_wrong);
}

bool claim_read_percent(struct figure_read *f, struct claim *claim)
{
	double value = claim->says, high = claim->says_high;

	if (fig_at(f, f->behind, say_percent)) {
		f->behind += fig_at(f, f->behind, "per") ? 2 : 1;
		value /= 100;
		high /= 100;
	} else if (takes_of_many(f, &high)) {
		value = high;
	} else if (!(value > 0 && value < 1 &&
		     fig_before(f, 3, say_error_rate))) {
		return false;
	}
	claim->says = value;
	claim->says_high = high;
	if (fig_at(f, f->behind, say_of_failures) || is_part(f, high))
		return true; /* a share of them, which no fact holds */
	claim->unit = percent_topic(f);
	/* "Up by 310 percent, now it is plus 4 percent" */
	if (claim->unit == CLAIM_NONE && f->last && !speaks_of_else(f) &&
	    (f->last->unit == CLAIM_SPEND_MORE ||
	     f->last->unit == CLAIM_ERROR_SHARE))
		claim->unit = f->last->unit;
	if (claim->unit == CLAIM_SPEND_MORE && fig_behind(f, 4, say_of_normal))
		claim->unit = CLAIM_SPEND_TIMES;
	turn_success(f, claim);
	return true;
}

/* "Nearly all cells are pushed out" counts no requests. */
static bool counts_requests(const struct figure_read *f)
{
	return text_near(f->text, f->at,
			 f->behind + 2 < f->end ? f->behind + 2 : f->end,
			 say_counted);
}

static bool told_apart(struct figure_read *f, struct claim *claim)
{
	if (fig_at(f, f->behind, say_of_failures) || !counts_requests(f) ||
	    percent_topic(f) != CLAIM_ERROR_SHARE ||
	    !(is_of_success(f) || fig_sentence(f, say_goes_wrong)))
		return false;
	turn_success(f, claim);
	claim->role = claim_role_of(f->text, f->sentence, f->at, f->behind);
	return true;
}

/* "half of all requests", "nearly all", "a third of": said roughly, read
 * roughly. */
bool claim_read_fraction(struct figure_read *f, struct claim *claim)
{
	const struct {
		const char *words;
		double low, high;
		size_t count; /* of words */
	} fractions[] = {
		{ say_nearly_all, 0.88, 1, 2 },
		{ say_nearly_none, 0, 0.12, 2 },
		{ say_most_of, 0.5, 1, 2 },
		{ say_three_quarters, ROUGHLY(0.75), 3 },
		{ say_two_thirds, ROUGHLY(2.0 / 3), 3 },
		{ say_half, ROUGHLY(0.5), 2 },
		{ say_third, ROUGHLY(1.0 / 3), 2 },
		{ say_quarter, ROUGHLY(0.25), 2 },
		{ say_fifth, ROUGHLY(0.2), 2 },
		{ say_tenth, ROUGHLY(0.1), 2 },
	};

	for (size_t i = 0; i < sizeof(fractions) / sizeof(*fractions); i++) {
		if (!fig_at(f, f->at, fractions[i].words))
			continue;
		*claim = (struct claim){
			.unit = CLAIM_ERROR_SHARE,
			.says = fractions[i].low,
			.says_high = fractions[i].high,
			.truth = NAN,
			.word = f->at,
			.sentence = f->sentence,
			.at_least = fig_before(f, 2, say_at_least),
			.at_most = fig_before(f, 2, say_at_most)
		};
		f->behind = f->at + fractions[i].count;
		if (f->behind > f->end)
			f->behind = f->end;
		return told_apart(f, claim);
	}
	return false;
}

/* What a multiple is of: the spending, the wait, or nothing that is known. */
static enum claim_unit multiple_topic(const struct figure_read *f)
{
	if (fig_before(f, 3, say_pays))
		return fig_close_behind(f, 5, say_of_what_is_normal)
			       ? CLAIM_SPEND_TIMES
			       : CLAIM_NONE;
	if (fig_before(f, 2, say_wait_words))
		return CLAIM_WAIT_TIMES;
	if (fig_before(f, 5, say_times_of_tries) ||
	    fig_behind(f, 3, say_times_of_tries_behind))
		return CLAIM_NONE;
	if (fig_close_behind(f, 3, say_as_long) ||
	    fig_before(f, 4, say_wait_words) ||
	    fig_close_behind(f, 4, say_wait_words))
		return CLAIM_WAIT_TIMES;
	if (fig_before(f, SPEND_REACH, say_times_of_spend_before) ||
	    fig_close_behind(f, 4, say_times_of_spend_before))
		return CLAIM_SPEND_TIMES;
	if (fig_before(f, 4, say_times_of_else) ||
	    fig_close_behind(f, 3, say_times_of_else))
		return CLAIM_NONE;
	return fig_behind(f, 4, say_times_of_spend) ? CLAIM_SPEND_TIMES
						    : CLAIM_NONE;
}

bool claim_read_times(struct figure_read *f, struct claim *claim)
{
	if (fig_at(f, f->behind, say_times))
		f->behind++;
	else if (!fig_before(f, 2, "factor"))
		return false;
	claim->unit = multiple_topic(f);
	/* "Three times more" is three times as much to some, four to others. */
	if (fig_at(f, f->behind, "more|higher"))
		claim->says_high += 1;
	return true;
}

/* "doubled", "twice", "fourfold". */
static double multiple_of(const struct figure_read *f)
{
	const char *word = f->text->words[f->at].lower;
	size_t length = strlen(word);
	char number[16];

	if (fig_at(f, f->at, say_doubled))
		return 2;
	if (fig_at(f, f->at, say_tripled))
		return 3;
	if (fig_at(f, f->at, say_quadrupled))
		return 4;
	if (length > 4 && length < sizeof(number) + 4 &&
	    strcmp(word + length - 4, "fold") == 0) {
		memcpy(number, word, length - 4);
		number[length - 4] = '\0';
		return text_number_word(number);
	}
	return -1;
}

bool claim_read_multiple(struct figure_read *f, struct claim *claim)
{
	double value = f->text->words[f->at].kind == TEXT_WORD ? multiple_of(f)
							       : -1;

	if (value <= 0 || text_negated(f->text, f->sentence, f->at))
		return false;
	*claim = (struct claim){ .unit = multiple_topic(f),
				 .says = value,
				 .says_high = value,
				 .truth = NAN,
				 .word = f->at,
				 .sentence = f->sentence,
				 .at_least = fig_before(f, 2, say_at_least) };
	if (claim->unit == CLAIM_NONE)
		return false;
	/* The word of the normal figure behind it is what it is compared to. */
	claim->role = text_near(f->text, f->sentence->first, f->at,
				say_may_be_before)
			      ? CLAIM_MAY_BE
			      : CLAIM_NOW;
	return true;
}
