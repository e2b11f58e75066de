#include "scoring/judges/judges.h"

#include <math.h>

#include "scoring/plan_text.h"

#define FOR_ACTING 0.5 /* measures that work with the limit, not against it */
#define FOR_NAMING 0.5 /* the limit named as the vendor's */
#define AMBIGUOUS 0.33 /* at most, when a move away is not called one */

/* What shows that a text names the limit as one outside: the sentence that does,
 * the whole of it when two sentences do together, or NULL. */
static const char *naming_of(const struct review *review, const char *words,
			     const char *limit, const char *outside,
			     bool *in_one)
{
	const struct text *text = text_read(words, review->arena);

	for (size_t i = 0; i < text->sentence_count; i++) {
		const struct text_sentence *s = &text->sentences[i];

		*in_one = text_has(text, s, limit) &&
			  text_has(text, s, outside);
		if (*in_one)
			return s->quote;
	}
	return text_mentions(text, limit, NULL) &&
			       text_mentions(text, outside, NULL)
		       ? words
		       : NULL;
}

/* The player's own words about the dependency: notes, reasons, trade-offs,
 * messages; one sentence if there is one that says it.  The event's number, or
 * 0. */
static uint32_t names_it(const struct review *review, const char *limit,
			 const char *outside, const char **quote)
{
	uint32_t found = 0;

	for (size_t i = 0; i < review->event_count; i++) {
		const struct command *c = review->events[i].command;

		for (size_t k = 0; c && k <= c->arg_count; k++) {
			bool plan = c->verb == COMMAND_PLAN, in_one = false;
			const char *words = k == c->arg_count ? c->text
					    : plan	      ? c->args[k].value
							      : NULL;
			const char *naming;

			if (!words)
				continue;
			naming = naming_of(review, words, limit, outside,
					   &in_one);
			if (naming && (in_one || found == 0)) {
				*quote = naming;
				found = review->events[i].seq;
			}
			if (naming && in_one)
				return found;
		}
	}
	return found;
}

/* A measure that was applied against the limit and could only do harm. */
static bool scaled_callers(const struct review *review,
			   const struct json *avoid, struct finding *finding)
{
	bool found = false;

	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];

		if (a->refused || a->expect == PACK_HELPS ||
		    !review_in_list(avoid, a->what->id))
			continue;
		finding_cite(finding, a->seq, NULL, true);
		finding_slot(finding, "measure", "%s", a->what->title);
		found = true;
	}
	return found;
}

/* A planned measure that may mean a move away from the API, or may mean
 * nothing against its limit, and the plan does not say which. */
static const struct plan_item *unclear_move(const struct review *review,
					    const struct json *ambiguous)
{
	for (size_t i = 0; i < review->plan_count; i++) {
		const struct plan_item *item = &review->plan[i];
		const char *texts[] = { item->why, item->tradeoff };
		const char *words = json_string_or(
			json_get(ambiguous, item->what->id), NULL);
		bool says = false;

		if (!words)
			continue;
		for (size_t k = 0; k < 2; k++)
			says |= texts[k] &&
				text_mentions(text_read(texts[k],
							review->arena),
					      words, NULL);
		if (!says)
			return item;
	}
	return NULL;
}

void judge_dependency(const struct review *review,
		      const struct rubric_criterion *criterion,
		      struct finding *finding)
{
	const struct json *categories = setting(criterion, "categories");
	const struct plan_item *unclear;
	const char *quote = NULL;
	uint32_t seq = names_it(review, setting_text(criterion, "words", ""),
				setting_text(criterion, "named", ""), &quote);
	const struct applied *working = review_working(review, categories, -1);

	if (working) {
		finding->share += FOR_ACTING;
		finding_got(finding, "measures that respect the limit");
		finding_cite(finding, working->seq,
			     arena_printf(review->arena, "in force: %s",
					  working->what->title),
			     false);
	} else {
		finding_missing(finding, "measures that respect the limit");
	}
	if (seq > 0) {
		finding->share += FOR_NAMING;
		finding_got(finding, "the outside limit named as what it is");
		finding_cite(finding, seq, quote, false);
		finding->quote = quote;
	} else {
		finding_missing(finding,
				"the outside limit named as what it is");
	}
	unclear = unclear_move(review, setting(criterion, "ambiguous"));
	if (unclear) {
		finding->share = fmin(finding->share, AMBIGUOUS);
		finding->special = "ambiguous";
		finding_slot(finding, "measure", "%s", unclear->what->title);
		finding_cite(finding, unclear->seq, NULL, true);
	}
	if (scaled_callers(review, setting(criterion, "avoid"), finding)) {
		finding->share = 0;
		finding->special = "scaled";
	}
}
