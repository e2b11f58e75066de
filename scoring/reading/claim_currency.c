/*
 * Currencies: which one a sum is in, and what a text itself says one is worth:
 * "1 EUR = 1.08 USD", "at 1.08 USD per euro", "EUR/USD 1.08".
 */
#include "scoring/reading/claim_internal.h"

#include <math.h>
#include <string.h>

#include "scoring/phrases.h"

#define RATE_REACH 4 /* words between "1 EUR" and "1.08 USD" */
#define RATE_MAX 1e5 /* beyond that it is no rate */

static const struct {
	const char *words, *code;
} currencies[] = {
	{ say_dollars, "USD" }, { say_euros, "EUR" }, { say_pounds, "GBP" },
	{ say_francs, "CHF" },	{ say_yen, "JPY" },   { say_rupees, "INR" },
	{ say_zlotys, "PLN" },	{ "cad", "CAD" },     { "aud", "AUD" },
	{ "sek", "SEK" },	{ "nok", "NOK" },     { "dkk", "DKK" },
	{ "czk", "CZK" },
};

static const char *code_at(const struct text *text, size_t word, size_t end)
{
	for (size_t i = 0; i < sizeof(currencies) / sizeof(*currencies); i++)
		if (word < end &&
		    text_near(text, word, word + 1, currencies[i].words))
			return currencies[i].code;
	return NULL;
}

static bool word_is(const struct text *text, size_t word, size_t end,
		    const char *words)
{
	return word < end && text_near(text, word, word + 1, words);
}

/* Beside a number, whose unit would stand at *behind; moves that over the
 * currency.  In "1 EUR = 1.08 USD" the EUR before 1.08 belongs to the 1. */
static const char *beside(const struct text *text,
			  const struct text_sentence *sentence, size_t number,
			  size_t *behind)
{
	size_t first = sentence->first, end = first + sentence->count;
	const char *before = number > first ? code_at(text, number - 1, end)
					    : NULL;
	const char *after = code_at(text, *behind, end);

	if (before && !(after && number > first + 1 &&
			text->words[number - 2].kind == TEXT_NUMBER))
		return before;
	*behind += after ? 1 : 0;
	return after;
}

/* A rate that a text states: one `of` is worth so many `in`. */
struct stated {
	const char *of, *in;
	double worth;
	size_t unit; /* the number 1 before it; SIZE_MAX = there is none */
};

/* "1 EUR" shortly before the number */
static bool unit_before(const struct text *text,
			const struct text_sentence *sentence, size_t number,
			struct stated *out)
{
	for (size_t at = number;
	     at-- > sentence->first && number - at <= RATE_REACH;) {
		size_t behind = at + 1;

		if (text->words[at].kind != TEXT_NUMBER)
			continue;
		out->unit = at;
		out->of = beside(text, sentence, at, &behind);
		return out->of && fabs(text->words[at].value - 1) < 1e-9;
	}
	return false;
}

/* "per EUR", "a euro", "to the euro", "for 1 EUR" */
static bool unit_behind(const struct text *text,
			const struct text_sentence *sentence, size_t behind,
			struct stated *out)
{
	size_t end = sentence->first + sentence->count;

	out->unit = SIZE_MAX;
	if (!word_is(text, behind, end, "per|a|an|each|to|for|/"))
		return false;
	behind++;
	if (word_is(text, behind, end, "the|a|one|each"))
		behind++;
	if (behind < end && text->words[behind].kind == TEXT_NUMBER &&
	    fabs(text->words[behind].value - 1) < 1e-9)
		out->unit = behind++;
	out->of = code_at(text, behind, end);
	return out->of != NULL;
}

/* "EUR/USD 1.08", "EUR/USD is at 1.08" */
static bool pair_before(const struct text *text,
			const struct text_sentence *sentence, size_t number,
			struct stated *out)
{
	size_t end = sentence->first + sentence->count, at = number;

	while (at > sentence->first &&
	       word_is(text, at - 1, end, "at|is|of|rate|now"))
		at--;
	out->unit = SIZE_MAX;
	if (at < sentence->first + 3 || !word_is(text, at - 2, end, "/"))
		return false;
	out->in = code_at(text, at - 1, end);
	out->of = code_at(text, at - 3, end);
	return out->in && out->of;
}

static bool stated_at(const struct text *text,
		      const struct text_sentence *sentence, size_t number,
		      struct stated *out)
{
	size_t behind = number + 1;

	if (text->words[number].kind != TEXT_NUMBER)
		return false;
	*out = (struct stated){ .worth = text->words[number].value,
				.unit = SIZE_MAX };
	if (!(out->worth > 0 && out->worth < RATE_MAX))
		return false;
	if (!pair_before(text, sentence, number, out)) {
		out->in = beside(text, sentence, number, &behind);
		if (!out->in || (!unit_behind(text, sentence, behind, out) &&
				 !unit_before(text, sentence, number, out)))
			return false;
	}
	return strcmp(out->of, out->in) != 0;
}

bool fig_is_exchange_rate(const struct figure_read *f)
{
	const struct text_sentence *sentence = f->sentence;
	size_t end = f->at + RATE_REACH + 1;
	size_t first = f->at > sentence->first + RATE_REACH ? f->at - RATE_REACH
							    : sentence->first;
	struct stated rate;

	if (stated_at(f->text, sentence, f->at, &rate))
		return true;
	for (size_t at = first; at < end && at < f->end; at++)
		if (stated_at(f->text, sentence, at, &rate) &&
		    rate.unit == f->at)
			return true;
	return false;
}

/* What one of `code` is worth by the text itself; NAN = it does not say. */
static double worth_by_text(const struct text *text, const char *code,
			    const char *own)
{
	struct stated rate;

	for (size_t i = 0; i < text->sentence_count; i++) {
		const struct text_sentence *s = &text->sentences[i];

		for (size_t at = s->first; at < s->first + s->count; at++) {
			if (!stated_at(text, s, at, &rate))
				continue;
			if (!strcmp(rate.of, code) && !strcmp(rate.in, own))
				return rate.worth;
			if (!strcmp(rate.of, own) && !strcmp(rate.in, code))
				return 1 / rate.worth;
		}
	}
	return NAN;
}

const char *fig_currency(const struct figure_read *f, size_t *behind)
{
	size_t unit = f->behind;
	const char *code = beside(f->text, f->sentence, f->at, &unit);

	*behind = f->behind;
	/* "4,320 in euros per hour" */
	if (!code && word_is(f->text, f->behind, f->end, "in")) {
		code = code_at(f->text, f->behind + 1, f->end);
		*behind += code ? 1 : 0;
	}
	return code;
}

const char *fig_currency_of_last(const struct figure_read *f)
{
	size_t behind = f->last ? f->last->word + 1 : 0;
	const char *code = f->last ? beside(f->text, f->sentence, f->last->word,
					    &behind)
				   : NULL;

	return code ? code : fig_currency_of_text(f);
}

const char *fig_currency_of_text(const struct figure_read *f)
{
	for (size_t i = 0; i < f->text->sentence_count; i++) {
		const struct text_sentence *s = &f->text->sentences[i];
		struct text_span span = text_find(f->text, s, say_amounts_in);
		const char *code = span.count ? code_at(f->text,
							span.first + span.count,
							s->first + s->count)
					      : NULL;

		if (code)
			return code;
	}
	return NULL;
}

void claim_settle_currency(const struct figure_read *f, const char *code,
			   struct claim *claim)
{
	const struct facts *facts = f->facts;
	const char *own = facts->currency ? facts->currency : "USD";
	double worth = NAN;

	if (!code || strcmp(code, own) == 0)
		return;
	for (size_t i = 0; i < facts->rate_count && isnan(worth); i++)
		if (strcmp(facts->rates[i].currency, code) == 0)
			worth = facts->rates[i].worth;
	if (isnan(worth))
		worth = worth_by_text(f->text, code, own);
	if (isnan(worth)) {
		claim->foreign = code;
		return;
	}
	claim->says *= worth;
	claim->says_high *= worth;
}
