#include "scoring/messages/message_internal.h"

#include "base/str.h"
#include "drill/figure.h"
#include "scoring/phrases.h"

#include <math.h>
#include <string.h>

/* How far figures may be from normal and the system still counts as well. */
#define WELL_ERRORS 0.02
#define WELL_RATIO 1.35
#define CALM_ERRORS 0.05 /* more of both, and nothing is under control */
#define CALM_RATIO 1.5
#define FIGURE_REACH 4	 /* words before an all-clear that say what is well */
#define PART_REACH 4	 /* behind it: for whom */
#define MANY_ERRORS 0.15 /* so many that nobody may speak of a handful */

bool facts_stable(const struct facts *f)
{
	if (f->stable ||
	    strncmp(f->severity ? f->severity : "", "resolved", 8) == 0)
		return true;
	return f->error_rate <= WELL_ERRORS &&
	       f->spend_usd_per_hour <= WELL_RATIO * f->baseline_usd_per_hour &&
	       f->p95_latency_s <= WELL_RATIO * f->baseline_p95_s;
}

void view_denies(struct message_view *v, enum verdict_element element,
		 const struct text_sentence *sentence, const char *note)
{
	view_fault(v, FAULT_FALSE, sentence->quote, note);
	v->denied[element] = note;
}

bool view_conditional(const struct message_view *v,
		      const struct text_sentence *sentence, size_t word)
{
	size_t from = word > sentence->first + 7 ? word - 7 : sentence->first;

	return text_near(v->text, from, word, say_conditional);
}

const struct text_sentence *view_says(const struct message_view *v,
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
			    !view_conditional(v, s, span.first))
				return s;
			from = span.first + 1;
		}
	}
	return NULL;
}

/* What is left of it is told as well, truly: "works again ... 4 % still fail". */
static bool tells_the_rest(const struct message_view *v)
{
	for (size_t i = 0; i < v->claim_count; i++)
		if (v->claims[i].unit == CLAIM_ERROR_SHARE &&
		    v->claims[i].role == CLAIM_NOW &&
		    v->claims[i].check == CLAIM_RIGHT &&
		    v->claims[i].says_high > WELL_ERRORS)
			return true;
	return text_mentions(v->text, say_not_over, NULL);
}

/* The words say that all of it is over: not of one figure alone ("spend is back
 * to normal"), nor for most people, nor beside what is left of it. */
static bool is_all_clear(const struct message_view *v,
			 const struct text_sentence *s, struct text_span span)
{
	const struct text *t = v->text;
	size_t behind = span.first + span.count, end = s->first + s->count;
	size_t from = span.first > s->first + FIGURE_REACH
			      ? span.first - FIGURE_REACH
			      : s->first;

	if (text_negated(t, s, span.first) ||
	    view_conditional(v, s, span.first) ||
	    text_near(t, behind,
		      behind + PART_REACH < end ? behind + PART_REACH : end,
		      say_in_part))
		return false;
	while (from < span.first &&
	       t->words[from].clause != t->words[span.first].clause)
		from++;
	if (text_near(t, from, span.first, say_one_figure))
		return false;
	return !text_match(t, span.first, end, say_weak_clear) ||
	       !tells_the_rest(v);
}

const struct text_sentence *view_all_clear(const struct message_view *v)
{
	for (size_t i = 0; i < v->text->sentence_count; i++) {
		const struct text_sentence *s = &v->text->sentences[i];

		for (size_t from = s->first; !s->question;) {
			struct text_span span = text_find_from(v->text, s, from,
							       say_all_clear);

			if (span.count == 0)
				break;
			if (is_all_clear(v, s, span))
				return s;
			from = span.first + 1;
		}
	}
	if (v->text->sentence_count > 0 && v->text->word_count > 0 &&
	    text_near(v->text, 0, 1, say_all_clear_first))
		return &v->text->sentences[0];
	return NULL;
}

static void find_all_clear(struct message_view *v)
{
	const struct text_sentence *s = view_all_clear(v);

	if (!s)
		return;
	v->verdict.all_clear = true;
	if (!facts_stable(v->facts) &&
	    !(text_hedged(v->text, s) &&
	      !text_near(v->text, s->first, s->first + s->count,
			 "guarantee*|already")))
		view_denies(v, VERDICT_STATUS, s,
			    "says that it is over, and it is not");
}

/* As view_says(), and not of later: "under control once the cap is in force". */
static const struct text_sentence *says_of_now(const struct message_view *v,
					       const char *phrases)
{
	const struct text_sentence *s = view_says(v, phrases);
	struct text_span span = { 0, 0 };
	size_t behind;

	if (!s)
		return NULL;
	span = text_find(v->text, s, phrases);
	behind = span.first + span.count;
	return text_near(v->text, behind, behind + 2, say_not_yet_calm) ? NULL
									: s;
}

/* "Everything is under control", "spend is normal", while it is far from it. */
static void find_calmed_down(struct message_view *v)
{
	const struct facts *f = v->facts;
	bool dear = f->spend_usd_per_hour >
		    CALM_RATIO * f->baseline_usd_per_hour;
	bool bad = dear || f->error_rate > CALM_ERRORS ||
		   f->p95_latency_s > 2 * f->baseline_p95_s;
	const struct text_sentence *s;

	if (f->stable)
		return;
	s = bad ? says_of_now(v, say_under_control) : NULL;
	if (s)
		view_denies(v, VERDICT_STATUS, s,
			    "calms them down as if it were over, and it is "
			    "not");
	s = dear ? says_of_now(v, say_spend_normal) : NULL;
	if (s)
		view_denies(v, VERDICT_NUMBERS, s,
			    "calls the spending normal or nearly so, and "
			    "it is not");
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
			view_denies(v, VERDICT_IMPACT, s,
				    "denies an impact that there is");
	}
	s = view_says(v, say_few_people);
	if (s && f->error_rate > MANY_ERRORS)
		view_denies(v, VERDICT_IMPACT, s, "calls few what are many");
	s = view_says(v, say_collapse);
	if (s && f->error_rate < 0.15)
		view_denies(v, VERDICT_IMPACT, s,
			    "reports a collapse that there is not");
}

/* What the system says of the thing that a claim is about. */
static const char *truth_of(const struct message_view *v,
			    const struct claim *claim)
{
	static const char *const units[CLAIM_UNITS_COUNT] = {
		[CLAIM_USD_PER_HOUR] = "USD/h",
		[CLAIM_USD] = "USD",
		[CLAIM_ERROR_SHARE] = "ratio",
		[CLAIM_SPEND_TIMES] = "x",
		[CLAIM_SPEND_MORE] = "ratio",
		[CLAIM_SECONDS] = "s",
		[CLAIM_FORECAST] = "USD",
		[CLAIM_EXCESS_PER_HOUR] = "USD/h",
		[CLAIM_BUDGET] = "USD",
		[CLAIM_WAIT_TIMES] = "x",
		[CLAIM_USERS] = "people",
		[CLAIM_USERS_PER_HOUR] = "people/h",
	};
	const char *unit = units[claim->unit], *about;
	struct str text = STR_INIT;
	const char *kept;

	about = claim_about(claim->unit);
	figure_format(unit ? unit : "", claim->truth, &text);
	kept = arena_printf(v->arena, "%s is %s", about ? about : "it", text.s);
	str_finish(&text);
	return kept;
}

/* A sentence, or the part of it around the figure when it is long. */
static const char *quote_around(const struct message_view *v,
				const struct claim *claim)
{
	const char *whole = claim->sentence->quote;

	return strlen(whole) < VERDICT_QUOTE_BYTES - 4
		       ? whole
		       : arena_printf(v->arena, "... %s ...",
				      view_figure(v, claim));
}

/* Which figure of its sentence it is, where there are several. */
static const char *which_of(const struct message_view *v,
			    const struct claim *claim)
{
	size_t end = claim->sentence->first + claim->sentence->count;
	size_t numbers = 0;

	for (size_t w = claim->sentence->first; w < end; w++)
		numbers += v->text->words[w].kind == TEXT_NUMBER ? 1 : 0;
	return numbers < 2 ? ""
			   : arena_printf(v->arena, " (\"%.60s\")",
					  view_figure(v, claim));
}

static void find_false_figures(struct message_view *v)
{
	for (size_t i = 0; i < v->claim_count; i++) {
		const struct claim *claim = &v->claims[i];
		const char *note;

		v->right += claim->check == CLAIM_RIGHT ? 1 : 0;
		v->off += claim->check == CLAIM_OFF ? 1 : 0;
		v->wrong += claim->check == CLAIM_FALSE ? 1 : 0;
		if (claim->check != CLAIM_FALSE)
			continue;
		note = arena_printf(v->arena,
				    "states a figure%s that is off by more "
				    "than a factor of two: %s",
				    which_of(v, claim), truth_of(v, claim));
		view_fault(v, FAULT_FALSE, quote_around(v, claim), note);
		v->denied[VERDICT_NUMBERS] = note;
	}
}

/* The first claim of others that one of these conflicts with. */
static const struct claim *conflict(const struct claim *claim,
				    const struct claim *others, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (claims_conflict(claim, &others[i]))
			return &others[i];
	return NULL;
}

/* A figure that is not known to be right, and others were told another one. */
static void find_other_figures(struct message_view *v)
{
	struct claim *others = arena_new(v->arena, struct claim, CLAIMS_MAX);

	for (size_t e = v->facts->elsewhere_old; e < v->facts->elsewhere_count;
	     e++) {
		size_t count = claims_read(text_read_as(v->facts->elsewhere[e],
							v->facts->speech,
							v->arena),
					   v->facts, others);

		for (size_t i = 0; i < v->claim_count; i++) {
			const struct claim *own = &v->claims[i], *other;

			if (own->check == CLAIM_RIGHT)
				continue;
			other = conflict(own, others, count);
			if (!other || claims_tell_change(v->claims,
							 v->claim_count, other))
				continue;
			view_fault(v, FAULT_CONFLICTS, own->sentence->quote,
				   arena_printf(v->arena,
						"differs from what others were "
						"told about %s: \"%.120s\"",
						claim_about(own->unit),
						other->sentence->quote));
			return;
		}
	}
}

void message_find_falsehoods(struct message_view *v)
{
	find_false_figures(v);
	find_other_figures(v);
	find_all_clear(v);
	find_calmed_down(v);
	find_denied_impact(v);
	message_find_invented_cause(v);
	message_find_false_measure(v);
}
