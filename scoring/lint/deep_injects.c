/*
 * Messages that nobody sends: injects whose condition cannot hold, whatever the
 * player does.
 *
 * What a player does is free; time, variants and figures are not.  A figure can
 * be what it was in one of the runs: doing nothing, par, good runs.
 */
#include "scoring/lint/deep_internal.h"

#include "drill/figure.h"

#include <math.h>
#include <string.h>

static struct deep_range *range_of(struct deep *d, const char *figure)
{
	struct deep_range fresh = { figure, NAN, NAN };

	for (size_t i = 0; i < d->ranges.count; i++)
		if (!strcmp(d->ranges.items[i].figure, figure))
			return &d->ranges.items[i];
	vec_push(&d->ranges, fresh);
	return &d->ranges.items[d->ranges.count - 1];
}

static void watch_figures(struct deep *d, const struct drill *drill,
			  const struct predicate *when)
{
	if (when->kind == PREDICATE_FIGURE) {
		struct deep_range *range = range_of(d, when->names[0]);
		double now = figure_watched(drill, when->names[0]);

		range->low = fmin(range->low, now);
		range->high = fmax(range->high, now);
	}
	for (size_t i = 0; i < when->item_count; i++)
		watch_figures(d, drill, &when->items[i]);
}

void deep_watch(struct deep *d, const struct drill *drill)
{
	const struct pack *pack = d->lint->pack;

	for (size_t i = 0; i < pack->inject_count; i++)
		watch_figures(d, drill, pack->injects[i].when);
}

void deep_note_injects(struct deep *d, const struct drill *drill)
{
	const struct pack *pack = d->lint->pack;
	size_t count;
	const struct event *events = drill_events(drill, &count);

	for (size_t i = 0; i < pack->inject_count; i++)
		for (size_t e = 0; e < count; e++)
			if (events[e].kind == EVENT_INJECT &&
			    !strcmp(events[e].subject, pack->injects[i].id))
				d->came[i] = true;
}

/* Which part of a condition cannot be, in words; NULL when all can. */
static const char *impossible(struct deep *d, const struct predicate *when)
{
	const struct deep_range *range;
	const char *why = NULL;

	switch (when->kind) {
	case PREDICATE_ALL:
		for (size_t i = 0; !why && i < when->item_count; i++)
			why = impossible(d, &when->items[i]);
		return why;
	case PREDICATE_ANY:
		for (size_t i = 0; i < when->item_count; i++) {
			why = impossible(d, &when->items[i]);
			if (!why)
				return NULL;
		}
		return why;
	case PREDICATE_AFTER:
		if (when->seconds < d->lint->pack->length_s)
			return NULL;
		return "its time comes after the end";
	case PREDICATE_FIGURE:
		range = range_of(d, when->names[0]);
		if (isnan(range->high))
			return NULL;
		if (when->has_above && range->high <= when->above)
			return arena_printf(d->lint->arena,
					    "%s was at most %.4g in all runs, "
					    "and must be above %.4g",
					    when->names[0], range->high,
					    when->above);
		if (when->has_below && range->low >= when->below)
			return arena_printf(d->lint->arena,
					    "%s was at least %.4g in all runs, "
					    "and must be below %.4g",
					    when->names[0], range->low,
					    when->below);
		return NULL;
	default: /* the player's part, or the seed's */
		return NULL;
	}
}

/* Whether what the player does counts for it: measures that no run took may
 * move the figures further. */
static bool waits_for_player(const struct predicate *when)
{
	static const enum predicate_kind kinds[] = { PREDICATE_APPLIED,
						     PREDICATE_REQUESTED };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (when->kind == kinds[i])
			return true;
	for (size_t i = 0; i < when->item_count; i++)
		if (when->kind != PREDICATE_NOT &&
		    waits_for_player(&when->items[i]))
			return true;
	return false;
}

void deep_injects(struct deep *d)
{
	struct lint *l = d->lint;
	const struct pack *pack = l->pack;

	for (size_t i = 0; i < pack->inject_count; i++) {
		const struct pack_inject *inject = &pack->injects[i];
		const char *why;

		if (d->came[i] || waits_for_player(inject->when))
			continue;
		why = impossible(d, inject->when);
		if (why)
			lint_say(l, lint_where(l, "injects", inject->id),
				 "ask for what happens, or leave it out",
				 "nobody ever sends it: %s", why);
	}
}
