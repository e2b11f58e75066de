#include "scoring/judges/judges.h"

#include <math.h>
#include <string.h>

/* What a pin is worth by what became of its hypothesis: evidence is for
 * deciding, so a hypothesis left open has not used it. */
#define WORTH_CLOSED 1.0
#define WORTH_OPEN 0.35
#define WORTH_MISLED 0.3 /* the wrong one concluded, the right one closed */
/* Nothing concluded; more wrong than right concluded. */
#define NO_CONCLUSION 0.4
#define GUESSED 0.3
/* What keeps it going concluded, and not what began it. */
#define NO_BEGINNING 0.7

static double worth_for(const struct hypothesis *h)
{
	bool closed = h->state == HYPOTHESIS_CONCLUDED ||
		      h->state == HYPOTHESIS_RULED_OUT;

	/* True, and not what began it: either says so. */
	if (closed && h->contributes)
		return WORTH_CLOSED;
	if (h->state == HYPOTHESIS_CONCLUDED)
		return h->right ? WORTH_CLOSED : WORTH_MISLED;
	if (h->state == HYPOTHESIS_RULED_OUT)
		return h->right ? WORTH_MISLED : WORTH_CLOSED;
	return WORTH_OPEN;
}

/* By the hypothesis that made most of it. */
static double worth_of(const struct review *review, const struct pin *pin)
{
	double worth = 0;

	for (size_t i = 0; i < review->pack->cause_count; i++) {
		const struct pack_cause *cause = &review->pack->causes[i];

		if (review_pin_speaks(review, pin, cause))
			worth = fmax(worth, worth_for(review_hypothesis(
						    review, cause)));
	}
	return worth;
}

bool evidence_item_shown(const struct json *item, const char *panel,
			 const char *args)
{
	const char *key = json_string_or(json_get(item, "key"), NULL);
	const struct json *values = json_get(item, "values");

	if (strcmp(panel, json_string_or(json_get(item, "panel"), "")) != 0)
		return false;
	if (!key)
		return true;
	for (const struct json *v = json_first(values); v; v = json_next(v))
		if (review_args_have(args, key, json_string_or(v, "")))
			return true;
	return json_count(values) == 0 && review_args_have(args, key, NULL);
}

/* The best pin for an item and its worth. */
static const struct pin *best_pin(const struct review *review,
				  const struct json *item, bool early,
				  double *worth)
{
	const struct pin *best = NULL;

	*worth = 0;
	for (size_t i = 0; i < review->pin_count; i++) {
		const struct pin *pin = &review->pins[i];
		double value = worth_of(review, pin);

		if (early && review->first_conclusion_s >= 0 &&
		    pin->at_s > review->first_conclusion_s)
			continue;
		if (value > *worth &&
		    evidence_item_shown(item,
					panel_word((enum panel_id)pin->panel),
					pin->args)) {
			*worth = value;
			best = pin;
		}
	}
	return best;
}

/* A note of the player that names the thing in words, or 0. */
static uint32_t named_in_notes(const struct review *review,
			       const struct json *named)
{
	const char *pattern = json_string_or(json_get(named, "words"), "");
	/* One of the words alone may stand there by chance. */
	size_t need = (size_t)json_number_or(json_get(named, "need"), 1);

	for (size_t i = 0; i < review->event_count; i++) {
		const struct command *c = review->events[i].command;
		bool note = c && c->text &&
			    (c->verb == COMMAND_NOTE ||
			     c->verb == COMMAND_SUSPECT ||
			     c->verb == COMMAND_RULE_OUT ||
			     c->verb == COMMAND_CONCLUDE);

		if (note && text_count(text_read(c->text, review->arena),
				       pattern) >= need)
			return review->events[i].seq;
	}
	return 0;
}

/* What is seen is seen for a conclusion. */
static double conclusion_factor(const struct review *review,
				struct finding *finding)
{
	size_t right = review->concluded_right ? 1 : 0;
	bool guessed = review->concluded_wrong > right;

	if (finding->share > 0 && guessed)
		finding_note(finding,
			     "The conclusion was wrong, so %.0f %% of this "
			     "counts.",
			     100 * GUESSED);
	else if (finding->share > 0 && review->first_conclusion_s < 0)
		finding_note(finding,
			     "No cause was concluded from it, so %.0f %% of "
			     "this counts.",
			     100 * NO_CONCLUSION);
	if (guessed)
		return GUESSED;
	if (review->concluded_part && !review->concluded_right) {
		if (finding->share > 0)
			finding_note(finding,
				     "The conclusion is true of what keeps the "
				     "trouble going, not of what began it, so "
				     "%.0f %% of this counts.",
				     100 * NO_BEGINNING);
		return NO_BEGINNING;
	}
	return review->first_conclusion_s < 0 ? NO_CONCLUSION : 1;
}

/* The thing named in a note, for its share of the criterion. */
static void judge_named(const struct review *review, const struct json *named,
			struct finding *finding)
{
	const char *name = json_string_or(json_get(named, "name"), "");
	uint32_t seq = named_in_notes(review, named);

	if (seq == 0) {
		finding_missing(finding, name);
		return;
	}
	finding->share += json_number_or(json_get(named, "share"), 0);
	finding_got(finding, name);
	finding_cite(finding, seq, NULL, false);
}

void judge_evidence(const struct review *review,
		    const struct rubric_criterion *criterion,
		    struct finding *finding)
{
	const struct json *items = setting(criterion, "items");
	const struct json *named = setting(criterion, "named");
	bool early = json_bool_or(setting(criterion, "before_conclusion"),
				  false);
	double need = setting_number(criterion, "need", 1), sum = 0, found = 0;
	double for_words = json_number_or(json_get(named, "share"), 0);

	for (const struct json *item = json_first(items); item;
	     item = json_next(item)) {
		const char *name = json_string_or(json_get(item, "name"), "");
		double worth;
		const struct pin *pin = best_pin(review, item, early, &worth);

		if (!pin) {
			finding_missing(finding, name);
			continue;
		}
		sum += worth;
		found++;
		finding_got(finding, name);
		finding_cite(finding, pin->seq, pin->evidence, false);
		if (!finding->quote)
			finding->quote = pin->evidence;
	}
	/* More of what was not used for a decision is not more evidence. */
	if (found > need)
		sum *= need / found;
	finding->share = sum / need * (1 - for_words);
	if (named && finding->share > 0)
		judge_named(review, named, finding);
	/* Once there is enough, the rest is not missing. */
	if (found >= need && !named)
		finding->missing.count = 0;
	finding->share *= conclusion_factor(review, finding);
	/* What was found was found, however little it counts. */
	finding->tell_part = found > 0;
	if (finding->share < 1)
		finding_note_unused(criterion, finding, early);
}
