#include "drill/drill_internal.h"
#include "drill/figure.h"
#include "drill/panels/panel.h"

#include <math.h>

#define NOT_HELD INT64_MAX

static bool among(const struct predicate *p, const char *name)
{
	for (size_t i = 0; i < p->name_count; i++) {
		if (!strcmp(p->names[i], name))
			return true;
	}
	return false;
}

static bool figure_now(const struct drill *drill, const struct predicate *p)
{
	double value = figure_watched(drill, p->names[0]);

	if (isnan(value))
		return false;
	return (!p->has_above || value > p->above) &&
	       (!p->has_below || value < p->below);
}

static bool figure_holds(const struct drill *drill, const struct predicate *p,
			 int64_t sooner_s)
{
	(void)sooner_s;
	for (size_t i = 0; i < drill->watches.count; i++) {
		const struct watch *watch = &drill->watches.items[i];

		if (watch->predicate == p)
			return watch->since_s != NOT_HELD &&
			       drill->now_s - watch->since_s >= p->seconds;
	}
	return figure_now(drill, p);
}

static bool all_hold(const struct drill *drill, const struct predicate *p,
		     int64_t sooner_s)
{
	for (size_t i = 0; i < p->item_count; i++) {
		if (!condition_holds(drill, &p->items[i], sooner_s))
			return false;
	}
	return true;
}

static bool any_holds(const struct drill *drill, const struct predicate *p,
		      int64_t sooner_s)
{
	for (size_t i = 0; i < p->item_count; i++) {
		if (condition_holds(drill, &p->items[i], sooner_s))
			return true;
	}
	return false;
}

static bool none_holds(const struct drill *drill, const struct predicate *p,
		       int64_t sooner_s)
{
	return !any_holds(drill, p, sooner_s);
}

static bool after(const struct drill *drill, const struct predicate *p,
		  int64_t sooner_s)
{
	return drill->now_s + sooner_s >= p->seconds;
}

static bool told(const struct drill *drill, const struct predicate *p,
		 int64_t sooner_s)
{
	int64_t since = p->seconds > 0 ? drill->now_s - p->seconds : INT64_MIN;

	(void)sooner_s;
	for (size_t i = 0; i < p->name_count; i++) {
		double best = message_best(drill, p->names[i], since);

		if (best >= 0 && best >= p->min_score)
			return true;
	}
	return false;
}

static bool applied(const struct drill *drill, const struct predicate *p,
		    int64_t sooner_s)
{
	(void)sooner_s;
	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		if (drill->runs[i].in_force &&
		    among(p, drill->pack->mitigations[i].id) &&
		    drill->now_s - drill->runs[i].landed_s >= p->seconds)
			return true;
	}
	return false;
}

static bool requested(const struct drill *drill, const struct predicate *p,
		      int64_t sooner_s)
{
	(void)sooner_s;
	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		if (drill->measures[i].seq > 0 &&
		    among(p, drill->pack->mitigations[i].id))
			return true;
	}
	return false;
}

static bool hypothesis_is(const struct drill *drill, const struct predicate *p,
			  bool concluded)
{
	for (size_t i = 0; i < drill->pack->cause_count; i++) {
		const struct hypothesis *h = &drill->hypotheses[i];
		bool is = concluded ? h->state == HYPOTHESIS_CONCLUDED
				    : h->state == HYPOTHESIS_OPEN ||
					      h->state == HYPOTHESIS_CONCLUDED;

		if (is && (among(p, "any") || among(p, h->cause->id) ||
			   among(p, h->right ? "right" : "wrong")))
			return true;
	}
	return false;
}

static bool suspected(const struct drill *drill, const struct predicate *p,
		      int64_t sooner_s)
{
	(void)sooner_s;
	return hypothesis_is(drill, p, false);
}

static bool concluded(const struct drill *drill, const struct predicate *p,
		      int64_t sooner_s)
{
	(void)sooner_s;
	return hypothesis_is(drill, p, true);
}

/* Once declared it counts, whatever is declared later. */
static bool declared(const struct drill *drill, const struct predicate *p,
		     int64_t sooner_s)
{
	(void)sooner_s;
	for (size_t i = 0; i < drill->events.count; i++) {
		const struct event *event = &drill->events.items[i];

		if (event->kind == EVENT_COMMAND &&
		    event->command->verb == COMMAND_DECLARE &&
		    (among(p, "any") || among(p, event->command->subject)))
			return true;
	}
	return false;
}

static bool happened(const struct drill *drill, const struct predicate *p,
		     int64_t sooner_s)
{
	const struct pack *pack = drill->pack;
	int64_t latest = drill->now_s - p->seconds;

	(void)sooner_s;
	for (size_t i = 0; i < pack->inject_count; i++) {
		int64_t at = drill->injects[i].last_s;

		if (at >= 0 && at <= latest && among(p, pack->injects[i].id))
			return true;
	}
	for (size_t i = 0; i < pack->alert_count; i++) {
		int64_t at = drill->alerts[i].last_s;

		if (at >= 0 && at <= latest && among(p, pack->alerts[i].id))
			return true;
	}
	return false;
}

static bool pinned(const struct drill *drill, const struct predicate *p,
		   int64_t sooner_s)
{
	(void)sooner_s;
	for (size_t i = 0; i < drill->pins.count; i++) {
		if (among(p,
			  panel_word((enum panel_id)drill->pins.items[i].panel)))
			return true;
	}
	return false;
}

static bool variant(const struct drill *drill, const struct predicate *p,
		    int64_t sooner_s)
{
	(void)sooner_s;
	return among(p, drill->pack->variants[drill->cast.variant].id);
}

typedef bool holds(const struct drill *drill, const struct predicate *p,
		   int64_t sooner_s);

static holds *const kinds[PREDICATE_KIND_COUNT] = {
	[PREDICATE_ALL] = all_hold,	   [PREDICATE_ANY] = any_holds,
	[PREDICATE_NOT] = none_holds,	   [PREDICATE_AFTER] = after,
	[PREDICATE_FIGURE] = figure_holds, [PREDICATE_TOLD] = told,
	[PREDICATE_APPLIED] = applied,	   [PREDICATE_REQUESTED] = requested,
	[PREDICATE_SUSPECTED] = suspected, [PREDICATE_CONCLUDED] = concluded,
	[PREDICATE_DECLARED] = declared,   [PREDICATE_HAPPENED] = happened,
	[PREDICATE_PINNED] = pinned,	   [PREDICATE_VARIANT] = variant,
};

bool condition_holds(const struct drill *drill, const struct predicate *p,
		     int64_t sooner_s)
{
	return kinds[p->kind](drill, p, sooner_s);
}

static void watch(struct drill *drill, const struct predicate *p)
{
	if (!p)
		return;
	for (size_t i = 0; i < p->item_count; i++)
		watch(drill, &p->items[i]);
	if (p->kind == PREDICATE_FIGURE && p->seconds > 0)
		vec_push(&drill->watches,
			 ((struct watch){ .predicate = p,
					  .since_s = NOT_HELD }));
}

void condition_watch(struct drill *drill)
{
	const struct pack *pack = drill->pack;

	for (size_t i = 0; i < pack->alert_count; i++) {
		watch(drill, pack->alerts[i].when);
		watch(drill, pack->alerts[i].clear);
	}
	for (size_t i = 0; i < pack->inject_count; i++)
		watch(drill, pack->injects[i].when);
	for (size_t i = 0; i < pack->stakeholder_count; i++) {
		const struct pack_stakeholder *who = &pack->stakeholders[i];

		for (size_t j = 0; j < who->intent_count; j++)
			watch(drill, who->intents[j].when);
		for (size_t j = 0; j < who->rule_count; j++)
			watch(drill, who->rules[j].when);
	}
}

void condition_tick(struct drill *drill)
{
	for (size_t i = 0; i < drill->watches.count; i++) {
		struct watch *one = &drill->watches.items[i];

		if (!figure_now(drill, one->predicate))
			one->since_s = NOT_HELD;
		else if (one->since_s == NOT_HELD)
			one->since_s = drill->now_s;
	}
}
