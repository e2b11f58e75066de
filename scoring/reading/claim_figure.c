/*
 * Looking around a number.
 */
#include "scoring/reading/claim_internal.h"

#include <string.h>

#include "scoring/phrases.h"

#define HOUR_REACH 3   /* words from a figure to its hour: "USD" "an" */
#define MINUTE_REACH 6 /* words behind people, in which "a minute" counts */

bool fig_at(const struct figure_read *f, size_t word, const char *phrases)
{
	return word < f->end && text_near(f->text, word, word + 1, phrases);
}

bool fig_before(const struct figure_read *f, size_t reach, const char *phrases)
{
	size_t first = f->at > f->sentence->first + reach ? f->at - reach
							  : f->sentence->first;

	return text_near(f->text, first, f->at, phrases);
}

bool fig_behind(const struct figure_read *f, size_t reach, const char *phrases)
{
	size_t end = f->behind + reach;

	return text_near(f->text, f->behind, end < f->end ? end : f->end,
			 phrases);
}

bool fig_close_behind(const struct figure_read *f, size_t reach,
		      const char *phrases)
{
	const struct text_word *words = f->text->words;

	for (size_t at = f->behind; at < f->end && at < f->behind + reach;
	     at++) {
		if (words[at].clause != words[f->behind - 1].clause ||
		    (words[at].kind == TEXT_NUMBER && !words[at].spelled))
			return false;
		if (fig_at(f, at, phrases))
			return true;
	}
	return false;
}

bool fig_sentence(const struct figure_read *f, const char *phrases)
{
	return text_has(f->text, f->sentence, phrases);
}

/* "33k an hour, 16k so far": the hour is that of the figure before. */
static bool is_hour_of_another(const struct figure_read *f, size_t hour)
{
	for (size_t at = hour, left = HOUR_REACH;
	     at-- > f->sentence->first && left-- > 0;)
		if (f->text->words[at].kind == TEXT_NUMBER)
			return true;
	return false;
}

bool fig_takes_hour(struct figure_read *f)
{
	for (size_t skip = 0; skip < 3; skip++) {
		size_t at = f->behind + skip;

		if (fig_at(f, at, say_per_hour)) {
			f->behind = at + (fig_at(f, at, "hourly") ? 1 : 2);
			if (f->behind > f->end)
				f->behind = f->end;
			return true;
		}
		if (at < f->end && f->text->words[at].kind == TEXT_NUMBER)
			break;
	}
	/* "An hour: 4,320", not the hour of the figure before. */
	for (size_t at = f->at; at > f->sentence->first && at + 4 > f->at;
	     at--) {
		if (f->text->words[at - 1].kind == TEXT_NUMBER ||
		    f->text->words[at - 1].kind == TEXT_CLOCK)
			return false;
		if (fig_at(f, at - 1, "hour|hourly"))
			return !(fig_close_behind(f, 3, say_money_total) &&
				 is_hour_of_another(f, at - 1));
	}
	return false;
}

bool fig_takes_minute(struct figure_read *f)
{
	for (size_t at = f->behind;
	     at < f->end && at < f->behind + MINUTE_REACH; at++) {
		if (fig_at(f, at, say_per_minute)) {
			f->behind = at + 2;
			return true;
		}
		if (f->text->words[at].kind == TEXT_NUMBER)
			return false;
	}
	return fig_before(f, 3, say_every_minute);
}

/* Whether nothing but a dash, blanks and a currency stand between two words. */
static bool is_dash_between(const struct text *text, size_t one, size_t two)
{
	const struct text_word *a = &text->words[one], *b = &text->words[two];
	const char *s = text->raw + a->at + a->length;
	const char *end = text->raw + b->at;
	bool dash = false;

	while (s < end) {
		if (*s == '-' || strncmp(s, "\xe2\x80\x93", 3) == 0) {
			dash = true;
			s += *s == '-' ? 1 : 3;
		} else if (*s == ' ' || *s == '$') {
			s++;
		} else {
			return false;
		}
	}
	return dash;
}

/* "2 to 3 thousand" is two thousand to three. */
static double in_scale_of(double value, double other)
{
	if (other >= 1e6 && value < 1000)
		return value * 1e6;
	return other >= 1000 && value < other / 100 ? value * 1000 : value;
}

bool fig_range_from(const struct figure_read *f, double *from)
{
	const struct text_word *words = f->text->words;
	size_t first = f->sentence->first, at = f->at;
	bool linked = false;

	while (at > first && (words[at - 1].kind == TEXT_SIGN ||
			      fig_at(f, at - 1, say_currency_before)))
		at--;
	if (at > first && words[at - 1].kind == TEXT_NUMBER) {
		linked = is_dash_between(f->text, at - 1, f->at);
	} else if (at > first + 1 && fig_at(f, at - 1, "to|and|or")) {
		at--;
		/* "4,000 USD to 4,500 USD" */
		while (at > first && fig_at(f, at - 1, say_unit_words))
			at--;
		linked = at > first && words[at - 1].kind == TEXT_NUMBER &&
			 (!fig_at(f, f->at - 1, "and") ||
			  text_near(f->text, at > first + 3 ? at - 3 : first,
				    at - 1, "between"));
	}
	if (!linked)
		return false;
	*from = in_scale_of(words[at - 1].value, words[f->at].value);
	/* "From 1,080 to 4,320": a way, no range. */
	if (text_near(f->text, at > first + 3 ? at - 3 : first, at - 1,
		      "from") &&
	    !fig_sentence(f, say_waiting))
		return false;
	return *from < words[f->at].value;
}
