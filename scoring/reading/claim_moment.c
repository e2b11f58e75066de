/*
 * Moments: which minutes of the past a figure is said of.
 *
 * "At 14:05 it was 27 %" names one, "from 13:48 to 14:07" a span.  "Since 13:48
 * it runs at 43,000" names none: it says when it began, and is of now.
 */
#include "scoring/reading/claim_internal.h"

#include <math.h>

#include "scoring/phrases.h"

#define DAY_MINUTES 1440
#define START_REACH 3 /* words from "since" to its time of day */
#define START_SLACK 8 /* minutes by which a span may miss the beginning */

/* Two times of day; as words of the text. */
struct clock_span {
	size_t from, to;
};

static bool is_clock(const struct figure_read *f, size_t at)
{
	return at < f->end && f->text->words[at].kind == TEXT_CLOCK;
}

static double minute_of(const struct figure_read *f, size_t at, bool utc)
{
	const struct facts *facts = f->facts;
	double start = (double)(facts->start_moment % 86400) / 60;
	double minute = f->text->words[at].value - start;

	if (utc)
		minute += facts->utc_offset_min;
	if (minute < -DAY_MINUTES / 2.0)
		minute += DAY_MINUTES;
	if (minute > DAY_MINUTES / 2.0)
		minute -= DAY_MINUTES;
	return minute;
}

double fig_clock_minute(const struct figure_read *f, size_t at)
{
	return minute_of(f, at, fig_at(f, at + 1, say_utc));
}

/* A span whose first time stands at the word: "from 13:48 to 14:07", "between
 * 13:48 and 14:07 UTC". */
static bool span_at(const struct figure_read *f, size_t at,
		    struct clock_span *span)
{
	size_t link = at + 1;

	if (!is_clock(f, at) || at == f->sentence->first ||
	    !fig_at(f, at - 1, say_span_before))
		return false;
	link += fig_at(f, link, say_utc) ? 1 : 0;
	if (!fig_at(f, link, say_span_link) || !is_clock(f, link + 1))
		return false;
	*span = (struct clock_span){ at, link + 1 };
	return true;
}

static void span_minutes(const struct figure_read *f,
			 const struct clock_span *span, double *from,
			 double *to)
{
	bool utc = fig_at(f, span->to + 1, say_utc);

	*from = minute_of(f, span->from,
			  utc || fig_at(f, span->from + 1, say_utc));
	*to = minute_of(f, span->to, utc);
}

bool fig_is_other_span(const struct figure_read *f)
{
	double began = f->facts->minute - f->facts->minutes_since_trigger;
	struct clock_span span;
	double from, to;

	if (!span_at(f, f->at, &span))
		return false;
	span_minutes(f, &span, &from, &to);
	return fabs(from - began) > START_SLACK;
}

/* Whether the clause of the number speaks of the present. */
static bool is_of_present(const struct figure_read *f)
{
	const struct text_word *words = f->text->words;

	for (size_t at = f->sentence->first; at < f->end; at++)
		if (words[at].clause == words[f->at].clause &&
		    fig_at(f, at, say_present))
			return true;
	return false;
}

/* The span of the number's clause, or the one that the sentence begins with. */
static bool named_span(const struct figure_read *f, struct claim *claim)
{
	const struct text_word *words = f->text->words;

	for (size_t at = f->sentence->first; at < f->end; at++) {
		struct clock_span span;

		if (!span_at(f, at, &span))
			continue;
		if (words[at].clause != words[f->at].clause &&
		    (at > f->sentence->first + 1 || is_of_present(f)))
			continue;
		span_minutes(f, &span, &claim->at_minute, &claim->until_minute);
		return claim->at_minute <= claim->until_minute;
	}
	return false;
}

/* The clock time that the clause of the number names, or NAN: "at 14:05", not
 * "by 14:20", not the time of the next update and not when it began. */
static double named_minute(const struct figure_read *f)
{
	const struct text_word *words = f->text->words;
	size_t first = f->sentence->first;

	for (size_t at = first; at < f->end; at++) {
		size_t from = at > first + START_REACH ? at - START_REACH
						       : first;

		if (!is_clock(f, at) ||
		    (at > first &&
		     !text_near(f->text, at - 1, at, say_at_clock)) ||
		    text_near(f->text, from, at, say_start))
			continue;
		if (words[at].clause != words[f->at].clause && at != first)
			continue;
		return fig_clock_minute(f, at);
	}
	return NAN;
}

void claim_find_moment(const struct figure_read *f, struct claim *claim)
{
	double now = f->facts->minute;

	claim->at_minute = claim->until_minute = NAN;
	if (claim->unit == CLAIM_START || claim->unit == CLAIM_MINUTE)
		return;
	claim->peak = fig_before(f, 5, say_peak) || fig_behind(f, 4, say_peak);
	if (claim->peak && claim->role == CLAIM_NOW)
		claim->role = CLAIM_WAS;
	if (!f->facts->has_clock)
		return;
	if (!named_span(f, claim)) {
		claim->until_minute = NAN;
		claim->at_minute = named_minute(f);
	}
	/* A minute that is well past makes it a figure of the past, and so does
	 * a span that has begun. */
	if (claim->role == CLAIM_NOW && (claim->until_minute <= now + 1 ||
					 claim->at_minute < now - FACTS_RANGE))
		claim->role = CLAIM_WAS;
	if (claim->at_minute > now + 1)
		claim->at_minute = claim->until_minute = NAN;
}
