#include "drill/drill_internal.h"

#define REPEAT_AFTER_S 600 /* an inject that repeats waits so long */
#define REMINDERS_MOST 2   /* of one person, whatever else they asked */
#define REMIND_AGAIN_S 900 /* between the two at least */

static void alert_one(struct drill *drill, size_t i)
{
	const struct pack_alert *alert = &drill->pack->alerts[i];
	struct alert_run *run = &drill->alerts[i];

	if (!run->firing) {
		if (!condition_holds(drill, alert->when, 0))
			return;
		run->firing = true;
		run->last_s = drill->now_s;
		drill_log(drill, EVENT_ALERT, alert->severity, alert->id,
			  drill_text(drill, alert->text), 0);
		return;
	}
	if (alert->clear ? !condition_holds(drill, alert->clear, 0)
			 : condition_holds(drill, alert->when, 0))
		return;
	run->firing = false;
	drill_log(drill, EVENT_ALERT_CLEARED, alert->severity, alert->id,
		  alert->title, 0);
}

void alert_tick(struct drill *drill)
{
	for (size_t i = 0; i < drill->pack->alert_count; i++)
		alert_one(drill, i);
}

static void come(struct drill *drill, size_t i)
{
	const struct pack_inject *inject = &drill->pack->injects[i];
	int64_t by_s = inject->expects ? drill->now_s + inject->within_s : -1;
	const char *text = drill_text(drill, inject->text);
	uint32_t seq = drill_log(drill, EVENT_INJECT, inject->from, inject->id,
				 text, 0)
			       ->seq;
	size_t message = message_add(
		drill,
		(struct message){
			.seq = seq,
			.from = inject->from,
			.to = "you",
			.channel = inject->channel,
			.subject = inject->subject
					   ? drill_text(drill, inject->subject)
					   : "",
			.text = text,
			.wanted_by_s = by_s,
		});

	drill->injects[i].last_s = drill->now_s;
	if (inject->expects)
		want_add(drill, inject->expects, message, by_s);
	if (inject->change_count > 0) {
		struct layer layer = world_layer(&drill->cast, inject->changes,
						 inject->change_count, NULL,
						 NULL, 0, &drill->arena);

		layer.kind = LAYER_INJECT;
		layer.index = i;
		world_put(&drill->world, layer);
	}
}

static void inject_one(struct drill *drill, size_t i)
{
	const struct pack_inject *inject = &drill->pack->injects[i];
	struct inject_run *run = &drill->injects[i];
	bool held = run->held;

	if (run->last_s >= 0 && !inject->repeats)
		return;
	run->held = condition_holds(drill, inject->when, run->sooner_s);
	if (!run->held || held)
		return;
	if (run->last_s >= 0 && drill->now_s < run->last_s + REPEAT_AFTER_S)
		return;
	come(drill, i);
}

void want_add(struct drill *drill, const char *audience, size_t message,
	      int64_t by_s)
{
	vec_push(&drill->wants, ((struct want){ .audience = audience,
						.message = message,
						.by_s = by_s }));
}

/* Whether a person asks again now: once, once more after a good while, and
 * then no more.  People who wait write to others, not the same line again. */
static bool may_remind(struct drill *drill, const char *from)
{
	const struct pack_stakeholder *who = person_find(drill, from);
	struct reminders *so_far =
		&drill->reminders[who ? person_index(drill, who)
				      : drill->pack->stakeholder_count];

	if (so_far->count >= REMINDERS_MOST ||
	    (so_far->count > 0 &&
	     drill->now_s < so_far->last_s + REMIND_AGAIN_S))
		return false;
	so_far->count++;
	so_far->last_s = drill->now_s;
	return true;
}

static bool is_second(const struct drill *drill, const char *from)
{
	const struct pack_stakeholder *who = person_find(drill, from);

	return drill->reminders[who ? person_index(drill, who)
				    : drill->pack->stakeholder_count]
		       .count > 1;
}

static const char *reminder_text(struct drill *drill,
				 const struct message *first)
{
	const char *about = *first->subject ? first->subject : "my question";

	if (!strcmp(first->channel, "press"))
		return arena_printf(&drill->arena,
				    "Still not a word about this: \"%s\".",
				    about);
	if (is_second(drill, first->from))
		return arena_printf(&drill->arena,
				    "Nothing yet about this either: \"%s\". I "
				    "do not ask again; until I hear from you I "
				    "go by what I can see myself, and say so "
				    "when others ask me.",
				    about);
	return arena_printf(&drill->arena,
			    "I still have no answer to this: \"%s\". "
			    "Where do we stand, and when do I hear from you?",
			    about);
}

static void remind(struct drill *drill, const struct want *want)
{
	const struct message first = drill->messages.items[want->message];
	const char *text;
	uint32_t seq;

	if (!may_remind(drill, first.from))
		return;
	text = reminder_text(drill, &first);
	seq = drill_log(drill, EVENT_REPLY, first.from, "reminder", text,
			first.seq)
		      ->seq;

	message_add(drill,
		    (struct message){
			    .seq = seq,
			    .from = first.from,
			    .to = "you",
			    .channel = first.channel,
			    .subject = arena_printf(&drill->arena, "Again: %s",
						    first.subject),
			    .text = text,
			    .answers = first.seq,
			    .wanted_by_s = -1,
		    });
}

void inject_tick(struct drill *drill)
{
	for (size_t i = 0; i < drill->pack->inject_count; i++)
		inject_one(drill, i);
	for (size_t i = 0; i < drill->wants.count; i++) {
		struct want *want = &drill->wants.items[i];

		if (drill->now_s <= want->by_s || want->reminded)
			continue;
		want->reminded = true;
		remind(drill, want);
	}
}
