#include "scoring/message_internal.h"

#include "scoring/phrases.h"

#include <math.h>
#include <string.h>

/* How far figures may be from normal and the system still counts as well. */
#define WELL_ERRORS 0.02
#define WELL_RATIO 1.35

bool facts_stable(const struct facts *f)
{
	if (f->stable ||
	    strncmp(f->severity ? f->severity : "", "resolved", 8) == 0)
		return true;
	return f->error_rate <= WELL_ERRORS &&
	       f->spend_usd_per_hour <= WELL_RATIO * f->baseline_usd_per_hour &&
	       f->p95_latency_s <= WELL_RATIO * f->baseline_p95_s;
}

/* A falsehood, and the element that it makes worthless. */
static void denies(struct message_view *v, enum verdict_element element,
		   const struct text_sentence *sentence, const char *note)
{
	view_fault(v, FAULT_FALSE, sentence->quote, note);
	v->denied[element] = note;
}

/* A sentence about what is to come or under a condition. */
static bool is_conditional(const struct message_view *v,
			   const struct text_sentence *sentence, size_t word)
{
	size_t from = word > sentence->first + 7 ? word - 7 : sentence->first;

	return text_near(v->text, from, word, say_conditional);
}

/* The first sentence that says this, as a fact of now. */
static const struct text_sentence *says(const struct message_view *v,
					const char *pattern)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];
		size_t from = s->first;

		while (!s->question) {
			struct text_span span = text_find_from(v->text, s, from,
							       pattern);

			if (span.count == 0)
				break;
			if (!text_negated(v->text, s, span.first) &&
			    !is_conditional(v, s, span.first))
				return s;
			from = span.first + 1;
		}
	}
	return NULL;
}

static void find_all_clear(struct message_view *v)
{
	const struct text_sentence *s = says(v, say_all_clear);

	if (!s && v->text->sentence_count > 0 && v->text->word_count > 0 &&
	    text_near(v->text, 0, 1, say_all_clear_first))
		s = &v->text->sentences[0];
	if (!s)
		return;
	v->verdict.all_clear = true;
	if (!facts_stable(v->facts) &&
	    !(text_hedged(v->text, s) &&
	      !text_near(v->text, s->first, s->first + s->count,
			 "guarantee*|already")))
		denies(v, VERDICT_STATUS, s,
		       "says that it is over, and it is not");
}

static void find_denied_impact(struct message_view *v)
{
	const struct facts *f = v->facts;
	const struct text_sentence *s;
	bool hit = false;

	for (size_t i = 0; i < v->text->sentence_count && !hit; i++) {
		s = &v->text->sentences[i];
		hit = text_has(v->text, s, say_no_impact) && !s->question;
		if (hit &&
		    (f->error_rate > WELL_ERRORS || f->total_excess_usd > 200))
			denies(v, VERDICT_IMPACT, s,
			       "denies an impact that there is");
	}
	s = says(v, say_collapse);
	if (s && f->error_rate < 0.15)
		denies(v, VERDICT_IMPACT, s,
		       "reports a collapse that there is not");
}

/* "Cause: release 2.31 ..." */
static bool is_labelled_cause(const struct message_view *v,
			      const struct text_sentence *s)
{
	const struct text_word *word = &v->text->words[s->first];
	size_t label = text_near(v->text, s->first, s->first + 1, "root") ||
				       text_near(v->text, s->first,
						 s->first + 1, "the")
			       ? 1
			       : 0;

	return s->count > label + 2 &&
	       text_near(v->text, s->first + label, s->first + label + 1,
			 say_cause_label) &&
	       word[label].clause != word[label + 1].clause &&
	       !text_near(v->text, s->first + label + 1, s->first + label + 2,
			  say_cause_open);
}

/* "When the cause is fixed", "because of the incident", "the cause is still
 * open": words around a cause that name none. */
static bool names_something(const struct message_view *v,
			    const struct text_sentence *s, size_t behind)
{
	size_t end = s->first + s->count, at = behind;

	while (at < end && text_near(v->text, at, at + 1, say_cause_link))
		at++;
	return at < end && !text_near(v->text, at, at + 1, say_cause_unnamed);
}

/* One of the phrases, as a statement of now, with a name behind it. */
static bool names_after(const struct message_view *v,
			const struct text_sentence *s, const char *phrases)
{
	for (size_t from = s->first;;) {
		struct text_span span = text_find_from(v->text, s, from,
						       phrases);

		if (span.count == 0)
			return false;
		if (!s->question && !text_negated(v->text, s, span.first) &&
		    !is_conditional(v, s, span.first) &&
		    names_something(v, s, span.first + span.count))
			return true;
		from = span.first + 1;
	}
}

/* A sentence that names a cause outright. */
static bool names_cause(const struct message_view *v,
			const struct text_sentence *s)
{
	return names_after(v, s, say_names_cause) ||
	       names_after(v, s, say_because) ||
	       text_asserts(v->text, s, say_names_cause_whole) ||
	       is_labelled_cause(v, s);
}

/* "We have found the cause": a diagnosis, though it tells no name. */
static bool claims_to_know(const struct message_view *v,
			   const struct text_sentence *s)
{
	struct text_span span = text_find(v->text, s, say_knows_cause);

	return span.count > 0 && !s->question &&
	       !text_negated(v->text, s, span.first) &&
	       !is_conditional(v, s, span.first);
}

/* What the sentence names is a cause that it was not. */
static bool names_another(const struct message_view *v,
			  const struct text_sentence *s)
{
	const struct facts *f = v->facts;
	bool right = f->cause_word_count == 0, other = false;

	for (size_t k = 0; k < f->cause_word_count; k++)
		right |= view_mentions(v, f->cause_words[k], NULL);
	for (size_t k = 0; k < f->other_cause_word_count; k++) {
		const struct text_sentence *where;

		other |= view_mentions(v, f->other_cause_words[k], &where) &&
			 where == s;
	}
	return other && !right;
}

/* A cause named or a diagnosis claimed, while none is established; guesses are
 * fine. */
static void find_invented_cause(struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];
		bool names = names_cause(v, s);

		if ((!names && !claims_to_know(v, s)) ||
		    text_hedged(v->text, s) ||
		    text_has(v->text, s, say_cause_unknown))
			continue;
		if (v->facts->root_cause_known && !names_another(v, s))
			continue;
		denies(v, VERDICT_KNOWLEDGE, s,
		       v->facts->root_cause_known
			       ? "names a cause that it was not"
		       : names ? "names a cause that is not established"
			       : "says that the cause is known, and it is not "
				 "established");
		return;
	}
}

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

/* "The cap is active" while it was only asked for; "nothing is in place"
 * while something is. */
static void find_false_action(struct message_view *v)
{
	const struct facts *f = v->facts;

	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		if (text_asserts(v->text, s, say_is_in_force) &&
		    best_title(v, s, f->requested, f->requested_count) > 0.6 &&
		    best_title(v, s, f->in_force, f->in_force_count) < 0.5) {
			denies(v, VERDICT_ACTION, s,
			       "says that a measure is in force that was "
			       "only asked for");
			return;
		}
		if (f->in_force_count > 0 &&
		    text_has(v->text, s, say_nothing_done)) {
			denies(v, VERDICT_ACTION, s,
			       "says that nothing was done, and something "
			       "is in force");
			return;
		}
	}
}

static void find_false_figures(struct message_view *v)
{
	for (size_t i = 0; i < v->claim_count; i++) {
		const struct claim *claim = &v->claims[i];

		v->right += claim->check == CLAIM_RIGHT ? 1 : 0;
		v->off += claim->check == CLAIM_OFF ? 1 : 0;
		v->wrong += claim->check == CLAIM_FALSE ? 1 : 0;
		if (claim->check == CLAIM_FALSE)
			denies(v, VERDICT_NUMBERS, claim->sentence,
			       "states a figure that is off by more than "
			       "a factor of two");
	}
}

void message_find_falsehoods(struct message_view *v)
{
	find_false_figures(v);
	find_all_clear(v);
	find_denied_impact(v);
	find_invented_cause(v);
	find_false_action(v);
}
