/*
 * Times: how long people wait, when it began, which minute it is.
 */
#include "scoring/reading/claim_internal.h"

#include <math.h>

#include "scoring/phrases.h"

#define SHORT_WAIT_S 10 /* a shorter one is a clip's length, or a pause */

/* The seconds of "8 min 13 s". */
static void take_odd_seconds(struct figure_read *f, struct claim *claim)
{
	size_t at = f->behind + (fig_at(f, f->behind, "and") ? 1 : 0);
	const struct text_word *word = &f->text->words[at];

	if (fig_at(f, f->behind, "and a half")) {
		claim->says += 30;
		claim->says_high += 30;
		f->behind += 3;
		return;
	}
	if (at + 1 >= f->end || word->kind != TEXT_NUMBER ||
	    word->value >= 60 || !fig_at(f, at + 1, say_seconds))
		return;
	claim->says += word->value;
	claim->says_high += word->value;
	f->behind = at + 2;
}

/* Whether the nearest word that says what a time is of speaks of one step (a
 * task at the vendor, a report, credit that lasts) rather than of the wait. */
static bool is_time_of_task(const struct figure_read *f)
{
	if (fig_behind(f, 3, say_time_of_else))
		return true;
	for (size_t at = f->at; at-- > f->sentence->first;) {
		if (text_near(f->text, at, at + 1, say_time_of_the_wait))
			return false;
		if (text_near(f->text, at, at + 1, say_time_of_a_step))
			return true;
	}
	return false;
}

/* Codes that servers are known to answer with. */
static bool is_known_code(double value)
{
	static const int codes[] = { 400, 401, 402, 403, 404, 408, 409, 422,
				     425, 429, 500, 501, 502, 503, 504, 529 };

	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if ((int)value == codes[i])
			return true;
	return false;
}

/* "504s from the gateway": answers of a server, in the plural.  A code that is
 * known is one wherever nobody waits so long. */
static bool is_status_code(const struct figure_read *f)
{
	const struct text_word *number = &f->text->words[f->at];
	const char *s = f->text->raw + number->at + number->length;

	if (*s != 's' || number->length != 3 || number->value < 400 ||
	    number->value >= 600)
		return false;
	return fig_sentence(f, say_server) ||
	       (is_known_code(number->value) && !fig_before(f, 4, say_waiting));
}

/* What is announced to come later ("held back for four hours") is no wait for
 * an answer; minutes may be one, hours are none. */
static bool is_postponed(const struct figure_read *f)
{
	return fig_before(f, 6, say_postponed) ||
	       fig_close_behind(f, 3, say_postponed_behind);
}

/* Seconds of the unit behind the number, 0 = it is no time. */
static double takes_unit(struct figure_read *f)
{
	const struct {
		const char *words;
		double seconds;
	} units[] = {
		{ say_seconds, 1 },
		{ say_minutes, 60 },
		{ "hours", 3600 },
		{ "ms|milliseconds", 0.001 },
	};

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		if (!fig_at(f, f->behind, units[i].words))
			continue;
		f->behind++;
		return units[i].seconds;
	}
	return 0;
}

/* "It began 22 minutes ago." */
static bool is_age(const struct figure_read *f)
{
	return fig_at(f, f->behind, "ago") && fig_sentence(f, say_began) &&
	       f->facts->minutes_since_trigger > 0;
}

bool claim_read_wait(struct figure_read *f, struct claim *claim)
{
	double factor = is_status_code(f) ? 0 : takes_unit(f);

	if (factor <= 0)
		return is_status_code(f);
	if (factor > 59 && fig_at(f, f->behind, "in|into") && factor < 61) {
		claim->unit = CLAIM_MINUTE;
		return true;
	}
	if (factor > 59 && factor < 61 && is_age(f)) {
		claim->unit = CLAIM_START;
		claim->says = f->facts->minute - claim->says_high;
		claim->says_high = claim->says;
		return true;
	}
	claim->says *= factor;
	claim->says_high *= factor;
	if (factor > 1)
		take_odd_seconds(f, claim);
	if (is_time_of_task(f) || (factor > 3599 && is_postponed(f)))
		return true;
	if (claim->says < SHORT_WAIT_S || fig_before(f, 1, "/") ||
	    fig_before(f, 2, say_time_no_wait_before) ||
	    fig_before(f, 8, say_asks_to_wait) ||
	    fig_before(f, 3, say_time_of_else_before) ||
	    fig_behind(f, 1, say_time_no_wait_behind))
		return true;
	if (fig_sentence(f, say_waiting))
		claim->unit = CLAIM_SECONDS;
	return true;
}

/* "We are at minute 8", "Minute 8: ...", not "the launch at minute 40". */
static bool is_minute_of_now(const struct figure_read *f)
{
	return f->at == f->sentence->first + 1 ||
	       fig_before(f, 5, say_minute_of_now);
}

bool claim_read_minute(struct figure_read *f, struct claim *claim)
{
	if (!fig_before(f, 1, "minute|min") ||
	    fig_before(f, 2, "every|each|per") || f->text->words[f->at].spelled)
		return false;
	claim->unit = is_minute_of_now(f) ? CLAIM_MINUTE : CLAIM_NONE;
	return true;
}

/* "Since 13:46": minutes after the page, below 0 when before it. */
bool claim_read_start(struct figure_read *f, struct claim *claim)
{
	const struct facts *facts = f->facts;
	double minute;

	if (!facts->has_clock || !(facts->minutes_since_trigger > 0) ||
	    !fig_before(f, 3, say_start) || fig_sentence(f, say_since_well) ||
	    fig_before(f, 6, say_next_update) ||
	    fig_before(f, 3, "from us|from me"))
		return false;
	minute = fig_clock_minute(f, f->at);
	if (fig_is_other_span(f))
		return false;
	*claim = (struct claim){ .unit = CLAIM_START,
				 .role = CLAIM_NOW,
				 .says = minute,
				 .says_high = minute,
				 .truth = NAN,
				 .word = f->at,
				 .sentence = f->sentence };
	return true;
}
