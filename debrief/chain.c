#include "debrief/chain.h"

#include "base/calendar.h"
#include "debrief/evidence.h"
#include "drill/figure.h"
#include "drill/panels/panel.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define MINUTE_S 60
#define SINCE_MAX 48

static bool holds_at(const struct drill *drill, const struct predicate *when,
		     int64_t at_s)
{
	double value = figure_at(drill, when->names[0], at_s);

	if (isnan(value))
		return false;
	return (!when->has_above || value > when->above) &&
	       (!when->has_below || value < when->below);
}

static int64_t first_shown(const struct drill *drill,
			   const struct pack_link *link)
{
	int64_t trigger_s = drill_trigger(drill);

	if (!link->shows.panel && !link->when)
		return CHAIN_NEVER;
	if (!link->when)
		return trigger_s;
	for (int64_t s = trigger_s; s <= drill_now(drill); s += MINUTE_S)
		if (holds_at(drill, link->when, s))
			return s;
	return CHAIN_NEVER;
}

/* "Billing by feature or tenant", "Infrastructure: gpu". */
static const char *panel_named(const struct pack_evidence *shows,
			       const char *const *values, size_t count,
			       struct arena *arena)
{
	int panel = panel_find(shows->panel);
	bool figures = shows->key && !strcmp(shows->key, "metric");
	struct str line = STR_INIT;
	char name[FIGURE_NAME_SIZE];
	const char *kept;

	str_add(&line,
		panel < 0 ? shows->panel : panel_title((enum panel_id)panel));
	if (shows->key && count > 0)
		str_add(&line, strcmp(shows->key, "by") ? ": " : " by ");
	for (size_t i = 0; shows->key && i < count; i++) {
		if (i > 0)
			str_add(&line, i + 1 < count ? ", " : " or ");
		str_add(&line,
			figures ? figure_name(values[i], name) : values[i]);
	}
	kept = arena_strdup(arena, line.s);
	str_finish(&line);
	return kept;
}

/* All that would do. */
static const char *panel_line(const struct pack_evidence *shows,
			      struct arena *arena)
{
	if (!shows->panel)
		return NULL;
	return panel_named(shows, shows->values, shows->value_count, arena);
}

/* The one that the player had open: "Billing by tenant". */
static const char *seen_line(const struct pack_evidence *shows,
			     const struct command *command, struct arena *arena)
{
	const char *value = shows->key ? command_arg(command, shows->key)
				       : NULL;

	return panel_named(shows, &value, value ? 1 : 0, arena);
}

/* How much a look or a pin tells: the first of the best is told. */
enum sight { SIGHT_NONE, SIGHT_ELSEWHEN, SIGHT_LOOK, SIGHT_PIN };

/* What the panel shows stays there to be seen later. */
static bool shows_past(const char *panel)
{
	static const char *const panels[] = { "metrics", "logs", "changes",
					      "traces", "timeline" };

	for (size_t i = 0; i < sizeof(panels) / sizeof(*panels); i++)
		if (!strcmp(panel, panels[i]))
			return true;
	return false;
}

/* A figure comes and goes: who looked while it did not hold saw nothing. */
static enum sight sight_of(const struct drill *drill,
			   const struct pack_link *link,
			   const struct event *event)
{
	const struct command *c = event->command;

	if (!c || !evidence_shows(c, &link->shows))
		return SIGHT_NONE;
	if (link->when && !shows_past(link->shows.panel) &&
	    !holds_at(drill, link->when, event->at_s))
		return SIGHT_ELSEWHEN;
	return c->verb == COMMAND_PIN ? SIGHT_PIN : SIGHT_LOOK;
}

static const struct event *best_sight(const struct drill *drill,
				      const struct pack_link *link,
				      int64_t since_s, enum sight *best)
{
	const struct event *found = NULL;
	size_t count;
	const struct event *events = drill_events(drill, &count);

	*best = SIGHT_NONE;
	for (size_t i = 0; i < count; i++) {
		enum sight sight = SIGHT_NONE;

		if (events[i].at_s >= since_s)
			sight = sight_of(drill, link, &events[i]);
		if (sight <= *best)
			continue;
		*best = sight;
		found = &events[i];
	}
	return found;
}

/* What was made of it wrongly after that: a right cause ruled out, or a wrong
 * one concluded while no right one ever was.  What keeps it going is true and
 * no misreading.  NULL = nothing. */
static const struct hypothesis *misreading(const struct drill *drill,
					   const struct event *sight)
{
	const struct hypothesis *all = drill_hypotheses(drill), *wrong = NULL;

	for (size_t i = 0; i < drill_pack(drill)->cause_count; i++) {
		const struct hypothesis *h = &all[i];

		if (h->right && h->state == HYPOTHESIS_CONCLUDED)
			return NULL;
		if (h->seq < sight->seq)
			continue;
		if (h->right && h->state == HYPOTHESIS_RULED_OUT)
			wrong = h;
		if (!h->right && !h->contributes &&
		    h->state == HYPOTHESIS_CONCLUDED && !wrong)
			wrong = h;
	}
	return wrong;
}

static void note_missed(struct chain_link *link, const char *since,
			struct arena *arena)
{
	link->saw = CHAIN_MISSED;
	link->note = arena_printf(
		arena, "It showed in \"%s\" %s; you never looked there.",
		link->panel, since);
}

/* " (http 429 per min 45/min)": the figure that tells, at that second.  The
 * text is told in the figures of the first minute, and the player may have seen
 * others. */
static const char *figure_then(const struct drill *drill,
			       const struct pack_link *from, int64_t at_s,
			       struct arena *arena)
{
	struct str text = STR_INIT;
	char worded_name[FIGURE_NAME_SIZE];
	const char *name, *kept;
	double value;

	if (!from->when)
		return "";
	name = from->when->names[0];
	value = figure_at(drill, name, at_s);
	if (isnan(value))
		return "";
	str_addf(&text, " (%s ", figure_name(name, worded_name));
	figure_format(figure_unit(name), value, &text);
	str_add_char(&text, ')');
	kept = arena_strdup(arena, text.s);
	str_finish(&text);
	return kept;
}

static void note_seen(const struct drill *drill, const struct pack_link *from,
		      struct chain_link *link, const struct event *sight,
		      const char *since, struct arena *arena)
{
	const struct hypothesis *wrong = misreading(drill, sight);
	const char *where = seen_line(&from->shows, sight->command, arena);
	bool holds = from->when && holds_at(drill, from->when, sight->at_s);
	const char *then = holds ? figure_then(drill, from, sight->at_s, arena)
				 : "";
	bool pinned = sight->command->verb == COMMAND_PIN;
	char at[CALENDAR_CLOCK_SIZE], wrongly[CALENDAR_CLOCK_SIZE];

	calendar_format_clock(sight->at_s, at);
	link->seq = sight->seq;
	if (wrong) {
		link->saw = CHAIN_MISREAD;
		link->note = arena_printf(
			arena,
			"It showed %s. You saw it in \"%s\" at %s%s, and "
			"%s \"%s\" at %s all the same.",
			since, where, at, then,
			wrong->right ? "ruled out" : "concluded",
			wrong->cause->title,
			calendar_format_clock(wrong->since_s, wrongly));
		return;
	}
	link->saw = pinned ? CHAIN_PINNED : CHAIN_LOOKED;
	link->note = arena_printf(arena, "It showed %s; you %s \"%s\" at %s%s.",
				  since, pinned ? "pinned" : "looked at", where,
				  at, then);
}

static void note_elsewhen(const struct drill *drill,
			  const struct pack_link *from, struct chain_link *link,
			  const struct event *sight, const char *since,
			  struct arena *arena)
{
	char at[CALENDAR_CLOCK_SIZE];

	link->saw = CHAIN_LOOKED;
	link->seq = sight->seq;
	link->note = arena_printf(
		arena,
		"It showed %s; when you looked at \"%s\" at %s it did "
		"not%s.",
		since, seen_line(&from->shows, sight->command, arena),
		calendar_format_clock(sight->at_s, at),
		figure_then(drill, from, sight->at_s, arena));
}

static void note(const struct drill *drill, const struct pack_link *from,
		 struct chain_link *link, struct arena *arena)
{
	char minute[SINCE_MAX], at[CALENDAR_CLOCK_SIZE];
	const struct event *event;
	enum sight sight;
	const char *since;

	if (!link->panel || link->at_s == CHAIN_NEVER)
		return;
	if (link->at_s < 0)
		snprintf(minute, sizeof(minute), "%d min before the page",
			 (int)(-link->at_s / MINUTE_S));
	else
		snprintf(minute, sizeof(minute), "from %s on",
			 calendar_format_clock(link->at_s, at));
	since = arena_printf(arena, "%s%s", minute,
			     figure_then(drill, from, link->at_s, arena));
	event = best_sight(drill, from, link->at_s, &sight);
	if (!event)
		note_missed(link, since, arena);
	else if (sight == SIGHT_ELSEWHEN)
		note_elsewhen(drill, from, link, event, since, arena);
	else
		note_seen(drill, from, link, event, since, arena);
}

static const char *worded(const struct drill *drill,
			  const struct pack_link *from, int64_t at_s,
			  struct arena *arena)
{
	struct str text = STR_INIT;
	const char *kept;

	if (from->at_end || at_s == CHAIN_NEVER)
		at_s = drill_now(drill);
	drill_word_at(drill, from->text, at_s, &text);
	kept = arena_strdup(arena, text.s);
	str_finish(&text);
	return kept;
}

const struct chain_link *chain_of(const struct drill *drill,
				  struct arena *arena, size_t *count)
{
	const struct pack_variant *variant =
		&drill_pack(drill)->variants[drill_cast(drill)->variant];
	struct chain_link *links = arena_new(arena, struct chain_link,
					     variant->chain_count + 1);

	for (size_t i = 0; i < variant->chain_count; i++) {
		const struct pack_link *from = &variant->chain[i];
		struct chain_link *link = &links[i];

		link->at_s = first_shown(drill, from);
		link->panel = panel_line(&from->shows, arena);
		link->text = worded(drill, from, link->at_s, arena);
		note(drill, from, link, arena);
	}
	*count = variant->chain_count;
	return links;
}
