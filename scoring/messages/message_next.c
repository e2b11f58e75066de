#include "scoring/messages/message_internal.h"

#include "base/ascii.h"
#include "scoring/phrases.h"

#include <math.h>

#define DAY_MINUTES 1440.0
#define TELL_REACH 7 /* words around a time of day that say what comes then */

/* Where in a sentence the next word is promised, or count 0. */
static struct text_span promise(const struct message_view *v,
				const struct text_sentence *s)
{
	return text_find(v->text, s, say_next_update);
}

/* A time of day at which somebody of us tells something: "you hear from me
 * again at 14:20", "14:30 I report". */
static bool tells_at(const struct message_view *v,
		     const struct text_sentence *s, size_t clock)
{
	size_t from = clock > s->first + TELL_REACH ? clock - TELL_REACH
						    : s->first;
	size_t end = clock + TELL_REACH;

	if (end > s->first + s->count)
		end = s->first + s->count;
	if (clock > s->first &&
	    text_near(v->text, clock - 1, clock, say_no_appointment))
		return false;
	return text_near(v->text, from, end, say_telling) &&
	       !text_near(v->text, from, clock, say_told_by_them);
}

/* "14.30", as some write it; only where a time is spoken of. */
static bool is_dotted_clock(const struct text *text, size_t word,
			    double *minutes)
{
	const struct text_word *w = &text->words[word];
	const char *s = text->raw + w->at;
	int hours, rest;

	if (w->kind != TEXT_NUMBER || w->length != 5 || s[2] != '.' ||
	    !ascii_is_digit(s[0]) || !ascii_is_digit(s[1]) ||
	    !ascii_is_digit(s[3]) || !ascii_is_digit(s[4]))
		return false;
	hours = (s[0] - '0') * 10 + s[1] - '0';
	rest = (s[3] - '0') * 10 + s[4] - '0';
	*minutes = hours * 60 + rest;
	return hours < 24 && rest < 60;
}

/* A time of day as minutes of the place: "15:40 UTC" is later there. */
static double local_minutes(const struct message_view *v, size_t word)
{
	double minutes = v->text->words[word].value;

	if (text_near(v->text, word + 1, word + 2, say_utc))
		minutes += v->facts->utc_offset_min;
	return fmod(minutes + DAY_MINUTES, DAY_MINUTES);
}

/* The first time of day in the sentence that a word is promised for; `named` =
 * the sentence speaks of the next word anyhow. */
static bool promised_clock(const struct message_view *v,
			   const struct text_sentence *s, size_t from,
			   bool named, double *minutes)
{
	for (size_t w = from; w < s->first + s->count; w++) {
		if (v->text->words[w].kind == TEXT_CLOCK &&
		    (named || tells_at(v, s, w))) {
			*minutes = local_minutes(v, w);
			return true;
		}
		if (named && is_dotted_clock(v->text, w, minutes))
			return true;
	}
	/* "Before 14:30, when I'll write again" */
	for (size_t w = from; named && w-- > s->first;)
		if (v->text->words[w].kind == TEXT_CLOCK &&
		    text_near(v->text, w + 1, w + 2, say_promise_time_behind)) {
			*minutes = v->text->words[w].value;
			return true;
		}
	return false;
}

/* The drill second that a clock time means: the next time it is so late; -1
 * when that has passed. */
static int64_t at_clock(const struct facts *facts, double minutes,
			bool tomorrow)
{
	double start = 0;

	if (facts->has_clock) {
		int64_t day = facts->start_moment % 86400;

		start = (double)(day < 0 ? day + 86400 : day) / 60;
	} else {
		/* Without a date only the minute of the hour can be told. */
		return (int64_t)lround((facts->minute + 30) * 60);
	}
	double from_start = minutes - start;

	while (from_start < facts->minute - 1)
		from_start += DAY_MINUTES;
	if (tomorrow && from_start < DAY_MINUTES / 2)
		from_start += DAY_MINUTES;
	/* A time that has passed today is no promise. */
	if (!tomorrow && from_start - facts->minute > DAY_MINUTES / 2)
		return -1;
	return (int64_t)lround(from_start * 60);
}

/* "in 20 minutes", "every half hour", "in an hour"; minutes or -1. */
static double a_while(const struct text *text, const struct text_sentence *s,
		      size_t from)
{
	struct text_span span = text_find_from(text, s, from, say_a_while);
	double value = 1, unit = 1;
	bool number = false;

	if (span.count == 0)
		return -1;
	for (size_t i = span.first; i < span.first + span.count; i++) {
		if (text->words[i].kind == TEXT_NUMBER) {
			value = text->words[i].value;
			number = true;
		}
	}
	if (text_near(text, span.first, span.first + span.count, "hour|hours"))
		unit = 60;
	if (!number &&
	    text_near(text, span.first, span.first + span.count, "half"))
		value = 0.5;
	if (!number &&
	    text_near(text, span.first, span.first + span.count, "quarter"))
		value = 0.25;
	return value * unit;
}

void message_read_next(struct message_view *v)
{
	const struct text *text = v->text;
	const struct text_sentence *vague = NULL;

	v->verdict.next_update_s = -1;
	for (size_t i = text->sentence_count; i-- > 0;) {
		const struct text_sentence *s = &text->sentences[i];
		struct text_span span = promise(v, s);
		double minutes = 0;
		bool clock;

		/* "I cannot update you before ..." */
		if (s->question ||
		    (span.count > 0 && text_negated(text, s, span.first)))
			continue;
		clock = promised_clock(v, s, span.count ? span.first : s->first,
				       span.count > 0, &minutes);
		if (!clock && span.count == 0)
			continue;
		vague = s;
		if (clock)
			v->verdict.next_update_s =
				at_clock(v->facts, minutes,
					 text_has(text, s, "tomorrow"));
		if (v->verdict.next_update_s >= 0)
			break;
		if (span.count == 0)
			continue;
		minutes = a_while(text, s, s->first);
		if (minutes > 0) {
			v->verdict.next_update_s = (int64_t)lround(
				(v->facts->minute + minutes) * 60);
			break;
		}
		if (text_has(text, s, say_another_day)) {
			v->verdict.next_update_s = (int64_t)lround(
				(v->facts->minute + DAY_MINUTES) * 60);
			break;
		}
	}
	if (vague)
		v->hint[VERDICT_NEXT] = arena_printf(
			v->arena,
			"\"%.120s\" names no time to come: say when, "
			"and keep it.",
			vague->quote);
	v->verdict.elements[VERDICT_NEXT] = v->verdict.next_update_s >= 0 ? 1
									  : 0;
	v->why[VERDICT_NEXT] =
		v->verdict.next_update_s >= 0 ? "says when the next word comes"
		: vague ? "speaks of a next word, but not when"
			: "does not say when the next word comes";
}
