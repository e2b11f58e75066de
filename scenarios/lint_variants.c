/*
 * Variants and draws: each seed must give a drill that can be played.
 */
#include "scenarios/lint_internal.h"

#include "base/calendar.h"

#include <string.h>

/* The page comes when the trigger has had time to work. */
enum { TRIGGER_FIRST_S = -20 * 60, TRIGGER_LAST_S = -10 * 60 };

static const struct pack_draw *find(const struct pack_draw *draws, size_t count,
				    const char *name)
{
	for (size_t i = 0; name && i < count; i++)
		if (!strcmp(draws[i].name, name))
			return &draws[i];
	return NULL;
}

static void check_trigger(struct lint *l, const struct pack_variant *variant,
			  const char *where)
{
	const struct pack *pack = l->pack;
	const char *name = variant->trigger_s.name;
	double low = variant->trigger_s.value, high = low;
	double shown = (double)(pack->warm_up_s - pack->history_s);
	const struct pack_draw *draw = find(variant->draws, variant->draw_count,
					    name);

	if (!draw)
		draw = find(pack->draws, pack->draw_count, name);
	if (draw) {
		low = draw->low;
		high = draw->high;
	}
	if (low < TRIGGER_FIRST_S || high > TRIGGER_LAST_S)
		lint_say(l, where, "put \"trigger\" there",
			 "the trigger lies outside 10 to 20 minutes before the "
			 "page");
	if (low - 600 < shown)
		lint_say(l, where,
			 "make \"history\" longer or \"warm_up\" shorter",
			 "the history shows less than ten normal minutes "
			 "before the trigger");
}

static bool has_kind(const struct pack_entry *entries, size_t count,
		     const char *kind)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(entries[i].kind, kind))
			return true;
	return false;
}

/* Each variant has the same kinds of news, or the news would give it away. */
static void check_entries(struct lint *l, const struct pack_variant *variant,
			  const char *where)
{
	static const char *const kinds[] = { "deploy", "traffic", "notice" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (!has_kind(l->pack->entries, l->pack->entry_count,
			      kinds[i]) &&
		    !has_kind(variant->entries, variant->entry_count, kinds[i]))
			lint_say(
				l, where,
				"add one to its \"entries\" or to the common ones",
				"has no entry of the kind \"%s\", guilty or "
				"innocent",
				kinds[i]);
}

/* Something must be right to do about it. */
static void check_remedy(struct lint *l, size_t index, const char *where)
{
	const struct pack *pack = l->pack;
	const struct pack_variant *variant = &pack->variants[index];

	for (size_t i = 0; i < pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &pack->mitigations[i];

		if (m->plan_only || m->expect[index] != PACK_HELPS)
			continue;
		for (size_t f = 0; f < m->founded_count; f++)
			if (!strcmp(m->founded_on[f], variant->causes[0]))
				return;
	}
	lint_say(
		l, where,
		"name the cause in \"founded_on\" of the measure that mends it, and expect it to help",
		"no measure that can be applied is founded on its cause and "
		"helps");
}

static void check_draws(struct lint *l, const char *where,
			const struct pack_draw *draws, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!lint_used(l, draws[i].name))
			lint_say(
				l, where,
				"write \"$\" and its name where it should count, or leave it out",
				"nothing uses the draw '%s'", draws[i].name);
}

void lint_variants(struct lint *l)
{
	const struct pack *pack = l->pack;

	if (pack->variant_count < 2)
		lint_say(l, "variants",
			 "add another cause of the same headline",
			 "there is only one, so the drill is over when it has "
			 "been played once");
	check_draws(l, "draws", pack->draws, pack->draw_count);
	if (pack->par_state == PACK_PAR_STALE)
		lint_say(l, "par.json", "let it be searched for anew",
			 "was made for other files or another engine; "
			 "`gameday scenarios par FOLDER` makes it anew");
	for (size_t i = 0; i < pack->variant_count; i++) {
		const struct pack_variant *variant = &pack->variants[i];
		const char *where = lint_where(l, "variants", variant->id);

		check_trigger(l, variant, where);
		check_entries(l, variant, where);
		check_remedy(l, i, where);
		check_draws(l, where, variant->draws, variant->draw_count);
		if (variant->timeline_count == 0)
			lint_say(l, where, "list in \"timeline\" what changes",
				 "has no timeline, so that nothing happens");
		if (variant->chain_count == 0)
			lint_say(
				l, where,
				"list in \"chain\" what happened, link by link",
				"has no chain: the debrief could not say what "
				"really happened");
		if (variant->par_count == 0)
			lint_say(
				l, where,
				"list in \"par\" the lines of a script that plays it well",
				"has no par run to measure others against");
	}
}
