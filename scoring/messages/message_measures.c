/*
 * Measures: said to be in force, or not to be.
 */
#include "scoring/messages/message_internal.h"

#include "scoring/phrases.h"

#include <math.h>
#include <string.h>

#define LATER_REACH 4	 /* words behind, in which a time may stand */
#define SOON_MINUTES 720 /* further ahead, a time of day has passed */
#define DAY_MINUTES 1440

static bool is_idle_word(const struct text_word *word)
{
	static const char *const idle[] = {
		"requested", "asked", "pending", "the",	 "a",	    "an",
		"to",	     "of",    "for",	 "with", "and",	    "on",
		"is",	     "all",   "hourly",	 "back", "new",	    "per",
		"by",	     "our",   "in",	 "usd",	 "planned",
	};

	if (word->kind != TEXT_WORD)
		return true;
	for (size_t i = 0; i < sizeof(idle) / sizeof(*idle); i++)
		if (strcmp(idle[i], word->lower) == 0)
			return true;
	return false;
}

static bool same_stem(const char *a, const char *b)
{
	size_t length = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	size_t needed = length > 5 ? 5 : length;

	if (length < 3 || (strlen(a) != strlen(b) && length < 3))
		return strcmp(a, b) == 0;
	return strncmp(a, b, needed) == 0 && strlen(a) < strlen(b) + 4 &&
	       strlen(b) < strlen(a) + 4;
}

/* Share of a title's telling words that stand in the sentence. */
static double names_title(const struct message_view *v,
			  const struct text_sentence *sentence,
			  const char *title)
{
	const struct text *t = text_read(title, v->arena);
	size_t telling = 0, found = 0;

	for (size_t i = 0; i < t->word_count; i++) {
		if (is_idle_word(&t->words[i]))
			continue;
		telling++;
		for (size_t k = 0; k < sentence->count; k++) {
			const struct text_word *word =
				&v->text->words[sentence->first + k];

			if (same_stem(t->words[i].lower, word->lower)) {
				found++;
				break;
			}
		}
	}
	return telling ? (double)found / (double)telling : 0;
}

static double best_title(const struct message_view *v,
			 const struct text_sentence *sentence,
			 const char *const *titles, size_t count)
{
	double best = 0;

	for (size_t i = 0; i < count; i++)
		best = fmax(best, names_title(v, sentence, titles[i]));
	return best;
}

/* "In place by 17:20", said before that time: it is announced. */
static bool is_of_later(const struct message_view *v,
			const struct text_sentence *s, size_t behind)
{
	const struct facts *f = v->facts;
	double now = (double)(f->start_moment % 86400) / 60 + f->minute;
	size_t end = s->first + s->count;

	for (size_t at = behind; at < end && at < behind + LATER_REACH; at++)
		if (v->text->words[at].kind == TEXT_CLOCK)
			return f->has_clock &&
			       text_near(v->text, behind, at,
					 say_before_later) &&
			       fmod(v->text->words[at].value - now +
					    2 * DAY_MINUTES,
				    DAY_MINUTES) < SOON_MINUTES;
	return false;
}

/* One of the phrases, neither denied nor asked nor under a condition, nor said
 * of a later time. */
static bool states(const struct message_view *v, const struct text_sentence *s,
		   const char *phrases)
{
	for (size_t from = s->first; !s->question;) {
		struct text_span span = text_find_from(v->text, s, from,
						       phrases);

		if (span.count == 0)
			return false;
		if (!text_negated(v->text, s, span.first) &&
		    !view_conditional(v, s, span.first) &&
		    !is_of_later(v, s, span.first + span.count))
			return true;
		from = span.first + 1;
	}
	return false;
}

/* "The cap is active" while it was only asked for; "nothing is in place"
 * while something is. */
void message_find_false_measure(struct message_view *v)
{
	const struct facts *f = v->facts;

	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (states(v, s, say_is_in_force) &&
		    best_title(v, s, f->requested, f->requested_count) > 0.6 &&
		    best_title(v, s, f->in_force, f->in_force_count) < 0.5) {
			view_denies(v, VERDICT_ACTION, s,
				    "says that a measure is in force that was "
				    "only asked for");
			return;
		}
		if (f->in_force_count > 0 &&
		    text_has(v->text, s, say_nothing_done)) {
			view_denies(v, VERDICT_ACTION, s,
				    "says that nothing was done, and something "
				    "is in force");
			return;
		}
	}
}

bool message_names_measure(const struct message_view *v)
{
	const struct facts *f = v->facts;

	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (best_title(v, s, f->in_force, f->in_force_count) > 0.6 ||
		    best_title(v, s, f->requested, f->requested_count) > 0.6)
			return true;
	}
	return false;
}
