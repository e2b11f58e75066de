/*
 * What differs from seed to seed: draws, timed events, entries, variants.
 */
#include "scenarios/load_internal.h"

#include "base/calendar.h"
#include "scenarios/draw.h"

#include <math.h>
#include <string.h>

#define DRAWN_MAX 1e9 /* so that it can be rounded to 6 decimals exactly */

/* --- draws --------------------------------------------------------------- */

/* An end of a range: a number, or a time as seconds. */
static bool read_end(struct load *l, const struct json *value, double *out)
{
	int64_t seconds;

	if (json_type(value) == JSON_STRING) {
		if (!load_clock(l, value, &seconds))
			return false;
		*out = (double)seconds;
		return true;
	}
	if (!load_type(l, value, JSON_NUMBER))
		return false;
	*out = json_number_or(value, 0);
	if (*out < -DRAWN_MAX || *out > DRAWN_MAX)
		return json_fail(l->doc, value, l->err, "must be from %g to %g",
				 -DRAWN_MAX, DRAWN_MAX);
	return true;
}

static bool parse_uniform(struct load *l, const struct json *value, void *out)
{
	struct pack_draw *draw = out;

	draw->kind = PACK_DRAW_UNIFORM;
	if (!load_type(l, value, JSON_ARRAY))
		return false;
	if (json_count(value) != 2)
		return json_fail(l->doc, value, l->err,
				 "needs two numbers: the lowest and the "
				 "highest");
	if (!read_end(l, json_at(value, 0), &draw->low) ||
	    !read_end(l, json_at(value, 1), &draw->high))
		return false;
	if (draw->low > draw->high)
		return json_fail(l->doc, value, l->err,
				 "the lowest comes first");
	return true;
}

static bool parse_pick(struct load *l, const struct json *value, void *out)
{
	struct pack_draw *draw = out;

	draw->kind = PACK_DRAW_PICK;
	if (!load_name_list(l, value, NAMES_KIND_COUNT, NULL, &draw->choices,
			    &draw->choice_count))
		return false;
	if (draw->choice_count == 0)
		return json_fail(l->doc, value, l->err,
				 "needs at least one choice");
	return true;
}

static const struct field draw_fields[] = {
	{ "uniform", FIELD_VALUE, .optional = true, .parse = parse_uniform },
	{ "pick", FIELD_VALUE, .optional = true, .parse = parse_pick },
	{ "decimals", FIELD_INT, .optional = true,
	  .at = offsetof(struct pack_draw, decimals), .low = 0, .high = 6 },
	{ .key = NULL },
};

static bool read_draw(struct load *l, const struct json *value,
		      struct pack_draw *draw)
{
	draw->name = json_key(value);
	if (!load_is_name(draw->name, strlen(draw->name), '_'))
		return json_fail(l->doc, value, l->err,
				 "'%s' is no name of a draw: small letters, "
				 "digits and '_'",
				 draw->name);
	if (!strcmp(draw->name, "now") || !strcmp(draw->name, "start_clock"))
		return json_fail(l->doc, value, l->err,
				 "{%s} is the drill's own; give the draw "
				 "another name",
				 draw->name);
	if (!load_fields(l, value, draw_fields, draw))
		return false;
	if (!json_get(value, "uniform") == !json_get(value, "pick"))
		return json_fail(l->doc, value, l->err,
				 "needs either \"uniform\" or \"pick\"");
	return true;
}

bool pack_parse_draws(struct load *l, const struct json *value, void *out)
{
	struct draw_list *list = out;
	struct pack_draw *draws;
	size_t n = 0;

	if (!load_type(l, value, JSON_OBJECT))
		return false;
	if (json_count(value) > CAST_DRAWS_MAX)
		return json_fail(l->doc, value, l->err,
				 "has more than %d draws", CAST_DRAWS_MAX);
	draws = arena_new(l->arena, struct pack_draw, json_count(value) + 1);
	for (const struct json *item = json_first(value); item;
	     item = json_next(item))
		if (!read_draw(l, item, &draws[n++]))
			return false;
	list->items = draws;
	list->count = n;
	return true;
}

/* --- events and entries -------------------------------------------------- */

static const struct field event_fields[] = {
	{ "at", FIELD_VALUE, .at = offsetof(struct pack_event, at_s),
	  .parse = pack_parse_moment },
	FIELD_READ_BY_CALLER("set"),
	FIELD_READ_BY_CALLER("scale"),
	FIELD_READ_BY_CALLER("add"),
	{ .key = NULL },
};

bool pack_parse_event(struct load *l, const struct json *value, void *out)
{
	struct pack_event *event = out;

	if (!load_fields(l, value, event_fields, event) ||
	    !pack_parse_changes(l, value, &event->changes,
				&event->change_count))
		return false;
	if (event->change_count == 0)
		return json_fail(l->doc, value, l->err,
				 "changes nothing; it needs \"set\", "
				 "\"scale\" or \"add\"");
	return true;
}

static const char *const entry_kinds[] = { "deploy", "flag",   "config",
					   "notice", "signup", "traffic",
					   "log",    NULL };

static const struct field entry_fields[] = {
	{ "at", FIELD_VALUE, .at = offsetof(struct pack_entry, at_s),
	  .parse = pack_parse_moment },
	{ "kind", FIELD_WORD, .at = offsetof(struct pack_entry, kind),
	  .words = entry_kinds },
	{ "who", FIELD_PROSE, .optional = true,
	  .at = offsetof(struct pack_entry, who) },
	{ "text", FIELD_PROSE, .at = offsetof(struct pack_entry, text) },
	{ .key = NULL },
};

bool pack_parse_entry(struct load *l, const struct json *value, void *out)
{
	struct pack_entry *entry = out;

	if (!load_fields(l, value, entry_fields, entry))
		return false;
	if (!entry->who)
		entry->who = "";
	return true;
}

/* --- variants ------------------------------------------------------------ */

static const struct field variant_fields[] = {
	{ "id", FIELD_ID, .at = offsetof(struct pack_variant, id) },
	{ "title", FIELD_TEXT, .at = offsetof(struct pack_variant, title) },
	{ "causes", FIELD_NAMES, .at = offsetof(struct pack_variant, causes),
	  .count_at = offsetof(struct pack_variant, cause_count),
	  .names = NAMES_CAUSE },
	{ "contributors", FIELD_NAMES, .optional = true,
	  .at = offsetof(struct pack_variant, contributors),
	  .count_at = offsetof(struct pack_variant, contributor_count),
	  .names = NAMES_CAUSE },
	FIELD_READ_BY_CALLER("draws"),
	{ "trigger", FIELD_VALUE,
	  .at = offsetof(struct pack_variant, trigger_s),
	  .parse = pack_parse_moment },
	{ "timeline", FIELD_LIST, .optional = true,
	  .at = offsetof(struct pack_variant, timeline),
	  .count_at = offsetof(struct pack_variant, timeline_count),
	  .parse = pack_parse_event, .size = sizeof(struct pack_event) },
	{ "entries", FIELD_LIST, .optional = true,
	  .at = offsetof(struct pack_variant, entries),
	  .count_at = offsetof(struct pack_variant, entry_count),
	  .parse = pack_parse_entry, .size = sizeof(struct pack_entry) },
	{ "chain", FIELD_LIST, .optional = true,
	  .at = offsetof(struct pack_variant, chain),
	  .count_at = offsetof(struct pack_variant, chain_count),
	  .parse = pack_parse_link, .size = sizeof(struct pack_link) },
	{ "par", FIELD_TEXTS, .optional = true,
	  .at = offsetof(struct pack_variant, par),
	  .count_at = offsetof(struct pack_variant, par_count) },
	{ "par_plan", FIELD_TEXTS, .optional = true,
	  .at = offsetof(struct pack_variant, par_plan),
	  .count_at = offsetof(struct pack_variant, par_plan_count) },
	{ "later", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_variant, later),
	  .parse = pack_parse_later },
	{ .key = NULL },
};

/* All draws of a cast: the pack's and the variant's, own ones in their place. */
static bool check_draw_count(struct load *l, const struct json *value,
			     const struct pack_variant *variant)
{
	if (l->pack->draw_count + variant->draw_count > CAST_DRAWS_MAX)
		return json_fail(l->doc, value, l->err,
				 "the pack and this variant have more than %d "
				 "draws together",
				 CAST_DRAWS_MAX);
	for (size_t i = 0; i < variant->draw_count; i++) {
		const struct pack_draw *own = &variant->draws[i], *common;

		l->variant = NULL;
		common = pack_find_draw(l, own->name);
		if (common && common->kind != own->kind)
			return json_fail(l->doc, value, l->err,
					 "draws '%s' as another kind than the "
					 "pack does",
					 own->name);
	}
	return true;
}

bool pack_parse_variant(struct load *l, const struct json *value, void *out)
{
	struct pack_variant *variant = out;
	const struct json *draws = json_get(value, "draws");
	struct draw_list list = { NULL, 0 };
	bool good;

	/* The draws first: all else may refer to them. */
	if (draws && !pack_parse_draws(l, draws, &list))
		return false;
	variant->draws = list.items;
	variant->draw_count = list.count;
	if (!check_draw_count(l, value, variant))
		return false;
	l->variant = variant;
	good = load_fields(l, value, variant_fields, variant);
	l->variant = NULL;
	if (good && variant->cause_count == 0)
		return json_fail(l->doc, json_get(value, "causes"), l->err,
				 "needs at least one cause");
	return good;
}
