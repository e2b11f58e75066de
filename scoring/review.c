#include "scoring/review.h"

#include <string.h>

#include "debrief/rivals.h"
#include "scoring/reading/text.h"

#define NOTHING_CAP 1.0 /* of a message that says nothing */
#define SAME_TEXT 0.9
#define EVERYBODY 3  /* audiences from which one text is "to everybody" */
#define COPIED 0.8   /* likeness from which words are not one's own */
#define COPY_WORDS 5 /* shorter texts may be alike by chance */

enum pack_expect review_expects(const struct review *review,
				const struct pack_mitigation *what)
{
	size_t index = (size_t)(review->variant - review->pack->variants);

	return what->expect ? what->expect[index] : what->expect_all;
}

bool review_args_have(const char *args, const char *key, const char *value)
{
	size_t length = strlen(key);

	for (const char *at = args ? args : ""; *at;) {
		size_t word = strcspn(at, " ");

		if (word > length && strncmp(at, key, length) == 0 &&
		    at[length] == '=') {
			const char *given = at + length + 1;
			size_t rest = word - length - 1;

			if (!value || (strlen(value) == rest &&
				       strncmp(given, value, rest) == 0))
				return true;
		}
		at += word;
		at += strspn(at, " ");
	}
	return false;
}

bool review_pin_bears(const struct pin *pin, const struct pack_cause *cause)
{
	for (size_t i = 0; i < cause->bear_count; i++) {
		const struct pack_evidence *e = &cause->bears[i];

		if (strcmp(e->panel, panel_word((enum panel_id)pin->panel)) !=
		    0)
			continue;
		if (!e->key || e->value_count == 0)
			return true;
		for (size_t k = 0; k < e->value_count; k++)
			if (review_args_have(pin->args, e->key, e->values[k]))
				return true;
	}
	return false;
}

bool review_pin_is_addressed(const struct review *review, const struct pin *pin)
{
	const struct event *event = drill_event(review->drill, pin->seq);

	return event && event->command && command_arg(event->command, "for");
}

const struct hypothesis *review_hypothesis(const struct review *review,
					   const struct pack_cause *cause)
{
	return &review->hypotheses[cause - review->pack->causes];
}

bool review_pin_speaks(const struct review *review, const struct pin *pin,
		       const struct pack_cause *cause)
{
	if (!review_pin_bears(pin, cause))
		return false;
	if (review_pin_is_addressed(review, pin))
		return pin->cause && strcmp(pin->cause, cause->id) == 0;
	return review_hypothesis(review, cause)->state != HYPOTHESIS_NONE;
}

bool review_in_list(const struct json *list, const char *word)
{
	for (const struct json *item = json_first(list); item;
	     item = json_next(item))
		if (word && strcmp(json_string_or(item, ""), word) == 0)
			return true;
	return false;
}

bool review_is_players(const struct message *message)
{
	return strcmp(message->from, "you") == 0;
}

bool review_says_nothing(const struct message *message)
{
	const double *e = message->verdict.elements;

	return message->has_verdict && message->verdict.cap <= NOTHING_CAP &&
	       e[VERDICT_STATUS] <= 0 && e[VERDICT_IMPACT] <= 0 &&
	       e[VERDICT_NUMBERS] <= 0;
}

const char *review_quote(const struct review *review, uint32_t seq)
{
	const struct event *event = drill_event(review->drill, seq);

	if (!event)
		return "";
	if (event->command) {
		struct str line = STR_INIT;
		const char *quote;

		command_format(event->command, &line);
		quote = arena_strdup(review->arena, line.s);
		str_finish(&line);
		return quote;
	}
	return event->text ? event->text : "";
}

/* It holds the spend whatever the cause, and the pack knows of no harm. */
static bool is_brake(const struct applied *applied)
{
	return applied->expect == PACK_NEUTRAL &&
	       applied->what->founded_count == 0 &&
	       strcmp(applied->what->category, "contain") == 0;
}

bool review_called_for(const struct applied *applied)
{
	return !applied->blind &&
	       (applied->expect == PACK_HELPS || is_brake(applied));
}

bool review_is_idle(const struct applied *applied)
{
	return !applied->blind && applied->expect == PACK_NEUTRAL &&
	       !is_brake(applied);
}

bool review_idle_counts(const struct review *review)
{
	size_t needless = 0, all = 0;

	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];

		if (a->refused)
			continue;
		all++;
		needless += review_called_for(a) ? 0 : 1;
	}
	return 2 * needless > all;
}

bool review_plan_fits(const struct review *review,
		      const struct pack_mitigation *what)
{
	enum pack_expect expect = review_expects(review, what);

	return expect == PACK_HELPS ||
	       (expect == PACK_NEUTRAL &&
		(what->plan_only || what->founded_count == 0));
}

const struct applied *review_working(const struct review *review,
				     const struct json *categories,
				     int64_t by_s)
{
	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];

		if (a->refused || !review_called_for(a) || a->landed_s < 0 ||
		    (by_s >= 0 && a->landed_s > by_s))
			continue;
		if (review_in_list(categories, a->what->category))
			return a;
	}
	return NULL;
}

static bool alike(const struct review *review, const struct text *text,
		  const char *other)
{
	return other &&
	       text_likeness(text, text_read(other, review->arena)) >= COPIED;
}

bool review_own_words(const struct review *review, const char *text)
{
	const struct text *own = text_read(text, review->arena);

	if (own->word_count < COPY_WORDS)
		return true;
	for (size_t i = 0; i < review->pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &review->pack->mitigations[i];

		if (alike(review, own, m->tradeoff) ||
		    alike(review, own, m->help) ||
		    alike(review, own, m->side_effect))
			return false;
	}
	return true;
}

/* Whether a pin before `at_s` bears on one of the causes it is founded on. */
static bool is_founded(const struct review *review,
		       const struct pack_mitigation *what, int64_t at_s)
{
	if (what->founded_count == 0)
		return true;
	for (size_t i = 0; i < what->founded_count; i++) {
		const struct pack_cause *cause =
			pack_cause(review->pack, what->founded_on[i]);

		for (size_t k = 0; cause && k < review->pin_count; k++)
			if (review->pins[k].at_s <= at_s &&
			    review_pin_bears(&review->pins[k], cause))
				return true;
	}
	return false;
}

static void note_apply(struct review *review, const struct event *event)
{
	const char *id = event->command->subject;
	const struct pack_mitigation *what = pack_mitigation(review->pack, id);
	struct applied *a;

	if (!what || review->applied_count == REVIEW_APPLIED_MAX)
		return;
	a = &review->applied[review->applied_count++];
	*a = (struct applied){ .what = what,
			       .seq = event->seq,
			       .asked_s = event->at_s,
			       .landed_s = -1,
			       .reverted_s = -1 };
	a->blind = !is_founded(review, what, event->at_s);
	a->expect = review_expects(review, what);
}

/* The latest application of a measure, or NULL. */
static struct applied *latest(struct review *review, const char *id)
{
	for (size_t i = review->applied_count; i-- > 0;)
		if (id && strcmp(review->applied[i].what->id, id) == 0)
			return &review->applied[i];
	return NULL;
}

static void note_conclusion(struct review *review, const struct event *event)
{
	if (review->first_conclusion_s < 0)
		review->first_conclusion_s = event->at_s;
}

static void note_command(struct review *review, const struct event *event)
{
	switch (event->command->verb) {
	case COMMAND_APPLY:
		note_apply(review, event);
		break;
	case COMMAND_CONCLUDE:
		note_conclusion(review, event);
		break;
	case COMMAND_DECLARE:
		if (review->declared_s < 0)
			review->declared_s = event->at_s;
		break;
	case COMMAND_END:
		review->end_s = event->at_s;
		break;
	default:
		break;
	}
}

static void note_event(struct review *review, const struct event *event)
{
	struct applied *a = latest(review, event->subject);

	if (event->command)
		note_command(review, event);
	else if (!a)
		return;
	else if (event->kind == EVENT_LANDED)
		a->landed_s = event->at_s;
	else if (event->kind == EVENT_REVERTED)
		a->reverted_s = event->at_s;
	else if (event->kind == EVENT_REFUSED)
		a->refused = true;
}

/* The two sides of fit.  What has no effect costs nothing while it is the
 * exception; where it is the rule it counts half of a shot in the dark or of
 * what does harm. */
static double fit_of(const struct review *review, bool money)
{
	double fits = 0, all = 0;
	bool any = false, idle_counts = review_idle_counts(review);

	for (size_t i = 0; i < review->applied_count; i++) {
		const struct applied *a = &review->applied[i];

		if (a->refused)
			continue;
		any = true;
		if ((is_brake(a) && !money) ||
		    (review_is_idle(a) && !idle_counts))
			continue;
		if (review_called_for(a)) {
			fits++;
			all++;
		} else {
			all += a->blind || a->expect == PACK_HARMS ? 1 : 0.5;
		}
	}
	return all > 0 ? fits / all : any ? 1 : 0;
}

static void note_hypotheses(struct review *review)
{
	for (size_t i = 0; i < review->pack->cause_count; i++) {
		const struct hypothesis *h = &review->hypotheses[i];

		if (h->state != HYPOTHESIS_CONCLUDED)
			continue;
		if (h->right)
			review->concluded_right = true;
		else if (h->contributes)
			review->concluded_part = true;
		else
			review->concluded_wrong++;
	}
}

/* Marks the texts that went to EVERYBODY audiences or more. */
static void note_messages(struct review *review)
{
	review->to_nobody = arena_new(review->arena, bool,
				      review->message_count + 1);
	for (size_t i = 0; i < review->message_count; i++) {
		const struct message *m = &review->messages[i];
		const struct text *text;
		size_t alike_count = 1;

		if (!review_is_players(m))
			continue;
		text = text_read(m->text, review->arena);
		for (size_t k = 0; k < review->message_count; k++) {
			const struct message *other = &review->messages[k];

			if (k != i && review_is_players(other) &&
			    strcmp(other->to, m->to) != 0 &&
			    text_likeness(text, text_read(other->text,
							  review->arena)) >=
				    SAME_TEXT)
				alike_count++;
		}
		review->to_nobody[i] = alike_count >= EVERYBODY;
	}
}

static bool run_outcomes(struct review *review, struct rivals_ahead *ahead,
			 struct err *err)
{
	struct rivals *rivals = arena_new(review->arena, struct rivals, 1);

	if (!rivals_run(review->drill, ahead, 0, rivals, err))
		return false;
	review->own = &rivals->own;
	review->nothing = &rivals->nothing;
	review->par = rivals->has_par ? &rivals->par : NULL;
	return true;
}

double review_held(const struct review *review)
{
	const struct forward_line *plan = forward_line(review->forward, "plan");
	const struct forward_line *nothing = forward_line(review->forward,
							  "nothing");
	double share;

	if (!plan || plan->holds)
		return 1;
	if (!nothing || nothing->held >= 1)
		return plan->held;
	share = (plan->held - nothing->held) / (1 - nothing->held);
	return share > 0 ? share : 0;
}

const struct review *review_create(const struct drill *drill,
				   struct rivals_ahead *ahead,
				   const struct forward *forward,
				   struct arena *arena, struct err *err)
{
	struct review *review = arena_new(arena, struct review, 1);

	review->arena = arena;
	review->drill = drill;
	review->forward = forward;
	review->pack = drill_pack(drill);
	review->variant = &review->pack->variants[drill_cast(drill)->variant];
	review->events = drill_events(drill, &review->event_count);
	review->pins = drill_pins(drill, &review->pin_count);
	review->hypotheses = drill_hypotheses(drill);
	review->plan = drill_plan(drill, &review->plan_count);
	review->messages = drill_messages(drill, &review->message_count);
	review->first_conclusion_s = -1;
	review->declared_s = -1;
	review->end_s = drill_now(drill);
	for (size_t i = 0; i < review->event_count; i++)
		note_event(review, &review->events[i]);
	review->fit_money = fit_of(review, true);
	review->fit_users = fit_of(review, false);
	note_hypotheses(review);
	note_messages(review);
	return run_outcomes(review, ahead, err) ? review : NULL;
}
