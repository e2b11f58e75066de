/* What was looked at or pinned and earned nothing, and why: a player who was
 * there must not read that he was not. */
#include "scoring/judges/judges.h"

#include <string.h>

#define TOLD_MOST 2 /* things of which it is told */

static const char *panel_of(const struct pin *pin)
{
	return panel_word((enum panel_id)pin->panel);
}

/* "02:40" */
static const char *clock_of(const struct review *review, int64_t at_s)
{
	return arena_printf(review->arena, "%02d:%02d", (int)(at_s / 60),
			    (int)(at_s % 60));
}

static bool is_true_cause(const struct review *review,
			  const struct pack_cause *cause)
{
	return review_hypothesis(review, cause)->right;
}

/* A cause on which the pin bears: the true one if it does, else the first. */
static const struct pack_cause *borne_on(const struct review *review,
					 const struct pin *pin)
{
	const struct pack_cause *found = NULL;

	for (size_t i = 0; i < review->pack->cause_count; i++) {
		const struct pack_cause *cause = &review->pack->causes[i];

		if (review_pin_bears(pin, cause) &&
		    (!found || is_true_cause(review, cause)))
			found = cause;
	}
	return found;
}

/* "infra node=store": what of the same panel would bear on the cause. */
static const char *what_bears(const struct review *review,
			      const struct pin *pin,
			      const struct pack_cause *cause)
{
	for (size_t i = 0; i < cause->bear_count; i++) {
		const struct pack_evidence *e = &cause->bears[i];

		if (strcmp(e->panel, panel_of(pin)) == 0 && e->key &&
		    e->value_count > 0)
			return arena_printf(review->arena, "%s %s=%s", e->panel,
					    e->key, e->values[0]);
	}
	return NULL;
}

/* Why a pin counts for no hypothesis; NULL when it counts for one. */
static const char *why_unused(const struct review *review,
			      const struct pin *pin, bool early)
{
	const struct pack_cause *meant =
		pin->cause ? pack_cause(review->pack, pin->cause) : NULL;
	const struct pack_cause *other = borne_on(review, pin);
	struct arena *arena = review->arena;

	if (!other)
		return "it looks alike whichever of the causes is true, so it "
		       "speaks for none and against none";
	if (early && review->first_conclusion_s >= 0 &&
	    pin->at_s > review->first_conclusion_s)
		return "that was after the conclusion, which rested on "
		       "something else";
	if (meant && review_pin_is_addressed(review, pin)) {
		const char *right;

		if (review_pin_bears(pin, meant))
			return NULL;
		right = what_bears(review, pin, meant);
		if (right)
			return arena_printf(arena,
					    "on \"%s\" it does not bear as it "
					    "stands; %s does",
					    meant->title, right);
		return arena_printf(arena,
				    "on \"%s\" it does not bear; it does on "
				    "\"%s\"",
				    meant->title, other->title);
	}
	for (size_t i = 0; i < review->pack->cause_count; i++)
		if (review_pin_speaks(review, pin, &review->pack->causes[i]))
			return NULL;
	return arena_printf(arena,
			    "it bears on \"%s\", which was no hypothesis of "
			    "yours",
			    other->title);
}

/* The hypothesis of a pin that counts was left open, or closed wrongly. */
static const char *why_little(const struct review *review,
			      const struct pin *pin)
{
	const char *open = NULL, *wrong = NULL;

	for (size_t i = 0; i < review->pack->cause_count; i++) {
		const struct pack_cause *cause = &review->pack->causes[i];
		const struct hypothesis *h = review_hypothesis(review, cause);

		if (!review_pin_speaks(review, pin, cause))
			continue;
		if (h->state == HYPOTHESIS_OPEN)
			open = cause->title;
		else if (!h->contributes &&
			 (h->state == HYPOTHESIS_CONCLUDED) != h->right)
			wrong = cause->title;
		else
			return NULL;
	}
	if (wrong)
		return arena_printf(review->arena,
				    "\"%s\" was closed the wrong way with it",
				    wrong);
	return open ? arena_printf(review->arena,
				   "\"%s\" was left open, so it decided "
				   "nothing",
				   open)
		    : NULL;
}

/* The arguments of a look, as those of a pin are kept. */
static const char *args_of(const struct review *review,
			   const struct command *command)
{
	struct str out = STR_INIT;
	const char *kept;

	for (size_t i = 0; i < command->arg_count; i++)
		str_addf(&out, "%s=%s ", command->args[i].key,
			 command->args[i].value);
	kept = arena_strdup(review->arena, out.s);
	str_finish(&out);
	return kept;
}

static const struct event *first_look(const struct review *review,
				      const struct json *item)
{
	for (size_t i = 0; i < review->event_count; i++) {
		const struct event *e = &review->events[i];
		const struct command *c = e->command;
		const char *panel;

		if (!c || (c->verb != COMMAND_LOOK && c->verb != COMMAND_TRACE))
			continue;
		panel = c->verb == COMMAND_TRACE ? "traces" : c->subject;
		if (evidence_item_shown(item, panel, args_of(review, c)))
			return e;
	}
	return NULL;
}

/* What became of an item: a sentence, or NULL when it earned what it can, or
 * nobody looked. */
static const char *fate_of(const struct review *review, const struct json *item,
			   bool early, struct finding *finding)
{
	const char *name = json_string_or(json_get(item, "name"), "");
	const char *little = NULL;
	const struct event *look;
	const struct pin *in_vain = NULL;

	for (size_t i = 0; i < review->pin_count; i++) {
		const struct pin *pin = &review->pins[i];
		bool shown = evidence_item_shown(item, panel_of(pin),
						 pin->args);

		if (!shown)
			continue;
		if (!why_unused(review, pin, early)) {
			little = why_little(review, pin);
			if (!little)
				return NULL;
			little = arena_printf(review->arena, "%s (%s): %s",
					      name, clock_of(review, pin->at_s),
					      little);
		} else if (!in_vain) {
			in_vain = pin;
		}
	}
	if (little)
		return little;
	if (in_vain) {
		finding_cite(finding, in_vain->seq, NULL, true);
		return arena_printf(review->arena, "%s (pinned at %s): %s",
				    name, clock_of(review, in_vain->at_s),
				    why_unused(review, in_vain, early));
	}
	look = first_look(review, item);
	if (!look)
		return NULL;
	return arena_printf(review->arena,
			    "%s (looked at, %s): it was pinned to no "
			    "hypothesis",
			    name, clock_of(review, look->at_s));
}

void finding_note_unused(const struct rubric_criterion *criterion,
			 struct finding *finding, bool early)
{
	const struct review *review = finding->review;
	const struct json *items = setting(criterion, "items");
	struct finding_list fates = { .count = 0 };
	bool nothing = finding->got.count == 0;
	const char *words;

	for (const struct json *item = json_first(items);
	     item && fates.count < TOLD_MOST; item = json_next(item)) {
		const char *fate = fate_of(review, item, early, finding);

		if (fate)
			fates.items[fates.count++] = fate;
	}
	if (fates.count == 0)
		return;
	words = finding_words(&fates, review->arena);
	if (!nothing) {
		/* Somebody looked: nobody may say that nobody did. */
		finding->tell_part = true;
		finding_note(finding, "Of no use, or of less: %s.", words);
		return;
	}
	finding->reason = arena_printf(review->arena,
				       "Looked for, but it decided nothing: "
				       "%s.",
				       words);
	finding->fault = arena_printf(review->arena,
				      "**Seen but not used:** %s.", words);
}
