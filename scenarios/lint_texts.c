/*
 * Slots in texts and figures in conditions: each must name something.
 *
 * On the way every name that is used is noted, so that the draws that nothing
 * uses can be told afterwards.
 */
#include "scenarios/lint_internal.h"

#include "base/nearest.h"
#include "base/str.h"

#include <string.h>

static bool in_list(const char *const *list, const char *name)
{
	for (size_t i = 0; list[i]; i++)
		if (!strcmp(list[i], name))
			return true;
	return false;
}

static bool in_draws(const struct pack_draw *draws, size_t count,
		     const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(draws[i].name, name))
			return true;
	return false;
}

/* Where a text stands: in one variant, or in all for which the condition can
 * hold. */
struct scope {
	const struct pack_variant *variant; /* NULL = all that `when` allows */
	const struct predicate *when;	    /* NULL = always */
};

static const struct scope everywhere = { NULL, NULL };

/* Whether a condition can hold in a variant, as far as it names variants. */
static bool can_hold(const struct predicate *when, const char *variant)
{
	if (!when)
		return true;
	if (when->kind == PREDICATE_VARIANT) {
		for (size_t i = 0; i < when->name_count; i++)
			if (!strcmp(when->names[i], variant))
				return true;
		return false;
	}
	for (size_t i = 0; when->kind == PREDICATE_ALL && i < when->item_count;
	     i++)
		if (!can_hold(&when->items[i], variant))
			return false;
	return true;
}

/* A draw that the text can rely on: the pack's, or one of each variant in
 * which the text can be met. */
static bool is_draw(const struct pack *pack, struct scope scope,
		    const char *name)
{
	if (in_draws(pack->draws, pack->draw_count, name))
		return true;
	for (size_t i = 0; i < pack->variant_count; i++) {
		const struct pack_variant *v = &pack->variants[i];

		if (scope.variant && scope.variant != v)
			continue;
		if (can_hold(scope.when, v->id) &&
		    !in_draws(v->draws, v->draw_count, name))
			return false;
	}
	return true;
}

/* "{unit}", "{now}", and "{deploy_clock}": the hour of the draw "deploy_s". */
static bool is_clock(struct lint *l, struct scope scope, const char *name)
{
	size_t length = strlen(name);
	const char *draw;

	if (!strcmp(name, "unit") || !strcmp(name, "units") ||
	    !strcmp(name, "now") || !strcmp(name, "start_clock") ||
	    !strcmp(name, "trigger_clock"))
		return true;
	if (!str_ends(name, "_clock"))
		return false;
	draw = arena_printf(l->arena, "%.*s_s", (int)(length - 6), name);
	lint_use(l, draw);
	return is_draw(l->pack, scope, draw);
}

static void complain(struct lint *l, const char *where, const char *format,
		     const char *name)
{
	const char *nearest = nearest_word(name, l->figures);
	const char *what = arena_printf(l->arena, format, name);

	if (nearest)
		lint_say(
			l, where,
			"write the name of a figure, of a draw or a clock (docs/pack-format.md)",
			"%s; did you mean '%s'?", what, nearest);
	else
		lint_say(
			l, where,
			"write the name of a figure, of a draw or a clock (docs/pack-format.md)",
			"%s", what);
}

static void check_text(struct lint *l, const char *where, struct scope scope,
		       const char *text)
{
	const char *begin = text ? strchr(text, '{') : NULL;

	for (; begin; begin = strchr(begin + 1, '{')) {
		/* The loader has seen to it that each has its end. */
		size_t length = strcspn(begin + 1, "}");
		const char *name = arena_strndup(l->arena, begin + 1, length);

		lint_use(l, name);
		if (!in_list(l->figures, name) &&
		    !is_draw(l->pack, scope, name) && !is_clock(l, scope, name))
			complain(l, where, "{%s} names no figure and no draw",
				 name);
	}
}

static void check_condition(struct lint *l, const char *where,
			    const struct predicate *when)
{
	if (!when)
		return;
	if (when->kind == PREDICATE_FIGURE &&
	    !in_list(l->figures, when->names[0]))
		complain(l, where, "the condition names no figure: '%s'",
			 when->names[0]);
	for (size_t i = 0; i < when->item_count; i++)
		check_condition(l, where, &when->items[i]);
}

static void use_number(struct lint *l, struct pack_number number)
{
	if (number.name)
		lint_use(l, number.name);
}

static void use_changes(struct lint *l, const struct pack_change *changes,
			size_t count)
{
	for (size_t i = 0; i < count; i++) {
		use_number(l, changes[i].number);
		if (changes[i].parameter_draw)
			lint_use(l, changes[i].parameter_draw);
	}
}

static void use_events(struct lint *l, const struct pack_event *events,
		       size_t count)
{
	for (size_t i = 0; i < count; i++) {
		use_number(l, events[i].at_s);
		use_changes(l, events[i].changes, events[i].change_count);
	}
}

static void check_entries(struct lint *l, const char *where, struct scope scope,
			  const struct pack_entry *entries, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		use_number(l, entries[i].at_s);
		check_text(l, where, scope, entries[i].who);
		check_text(l, where, scope, entries[i].text);
	}
}

/* --- where texts stand --------------------------------------------------- */

static void check_scene(struct lint *l)
{
	const struct pack *pack = l->pack;

	for (size_t i = 0; i < pack->briefing_count; i++)
		check_text(l, "briefing", everywhere, pack->briefing[i]);
	check_text(l, "stakes", everywhere, pack->stakes.text);
	check_text(l, "screen/map_note", everywhere, pack->screen.map_note);
	for (size_t i = 0; i < pack->screen.map_count; i++)
		check_text(l, "screen/map", everywhere, pack->screen.map[i]);
	for (size_t i = 0; i < pack->screen.runbook_count; i++)
		check_text(l, "screen/runbook", everywhere,
			   pack->screen.runbook[i].text);
	for (size_t i = 0; i < pack->screen.overview_count; i++) {
		const struct pack_line *line = &pack->screen.overview[i];

		check_text(l, "screen/overview", everywhere, line->title);
		if (!in_list(l->figures, line->figure))
			complain(l, "screen/overview", "names no figure: '%s'",
				 line->figure);
	}
	for (size_t i = 0; i < pack->slo_count; i++)
		if (!in_list(l->figures, pack->slos[i].figure))
			complain(l, lint_where(l, "slos", pack->slos[i].id),
				 "names no figure: '%s'", pack->slos[i].figure);
	for (size_t i = 0; i < pack->cause_count; i++)
		check_text(l, lint_where(l, "causes", pack->causes[i].id),
			   everywhere, pack->causes[i].explain);
	use_events(l, pack->timeline, pack->timeline_count);
	check_entries(l, "entries", everywhere, pack->entries,
		      pack->entry_count);
}

static void check_variants(struct lint *l)
{
	for (size_t i = 0; i < l->pack->variant_count; i++) {
		const struct pack_variant *v = &l->pack->variants[i];
		const char *where = lint_where(l, "variants", v->id);
		struct scope scope = { v, NULL };

		use_number(l, v->trigger_s);
		use_events(l, v->timeline, v->timeline_count);
		check_entries(l, where, scope, v->entries, v->entry_count);
		for (size_t j = 0; j < v->chain_count; j++)
			check_text(l, where, scope, v->chain[j].text);
	}
}

static void check_measures(struct lint *l)
{
	for (size_t i = 0; i < l->pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &l->pack->mitigations[i];
		const char *where = lint_where(l, "mitigations", m->id);

		check_text(l, where, everywhere, m->title);
		check_text(l, where, everywhere, m->help);
		check_text(l, where, everywhere, m->side_effect);
		check_text(l, where, everywhere, m->tradeoff);
		use_changes(l, m->effects, m->effect_count);
	}
}

static void check_happenings(struct lint *l)
{
	const struct pack *pack = l->pack;

	for (size_t i = 0; i < pack->alert_count; i++) {
		const struct pack_alert *alert = &pack->alerts[i];
		const char *where = lint_where(l, "alerts", alert->id);

		check_text(l, where, everywhere, alert->text);
		check_condition(l, where, alert->when);
		check_condition(l, where, alert->clear);
	}
	for (size_t i = 0; i < pack->inject_count; i++) {
		const struct pack_inject *inject = &pack->injects[i];
		const char *where = lint_where(l, "injects", inject->id);
		struct scope scope = { NULL, inject->when };

		check_text(l, where, scope, inject->subject);
		check_text(l, where, scope, inject->text);
		check_condition(l, where, inject->when);
		use_changes(l, inject->changes, inject->change_count);
	}
	for (size_t i = 0; i < pack->word_effect_count; i++)
		use_changes(l, pack->word_effects[i].changes,
			    pack->word_effects[i].change_count);
}

static void check_person(struct lint *l, const struct pack_stakeholder *who)
{
	const char *where = lint_where(l, "stakeholders", who->id);

	check_text(l, where, everywhere, who->name);
	check_text(l, where, everywhere, who->title);
	check_text(l, where, everywhere, who->wants);
	check_text(l, where, everywhere, who->fallback);
	for (size_t i = 0; i < who->intent_count; i++) {
		check_text(l, where,
			   (struct scope){ NULL, who->intents[i].when },
			   who->intents[i].answer);
		check_condition(l, where, who->intents[i].when);
	}
	for (size_t i = 0; i < who->rule_count; i++) {
		check_text(l, where, (struct scope){ NULL, who->rules[i].when },
			   who->rules[i].text);
		check_condition(l, where, who->rules[i].when);
	}
}

void lint_texts(struct lint *l)
{
	check_scene(l);
	check_variants(l);
	check_measures(l);
	check_happenings(l);
	for (size_t i = 0; i < l->pack->stakeholder_count; i++)
		check_person(l, &l->pack->stakeholders[i]);
}
