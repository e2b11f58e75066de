#include "scenarios/load_internal.h"

#include <assert.h>
#include <string.h>

#define CONDITION_DEPTH_MAX 12

/* What follows the key that tells the kind. */
enum shape {
	SHAPE_ITEMS, /* conditions */
	SHAPE_ITEM,  /* one condition */
	SHAPE_CLOCK,
	SHAPE_FIGURE,
	SHAPE_NAMES,  /* known names */
	SHAPE_CAUSES, /* causes, or right, wrong, any */
	SHAPE_STATES, /* what can be declared */
};

static const char *const state_words[] = { "sev1",	"sev2",	    "sev3",
					   "mitigated", "resolved", "any",
					   NULL };

struct grammar {
	enum shape shape;
	enum names_kind names;
	const char *seconds;  /* key of the extra time, or NULL */
	const char *extra[3]; /* further keys */
};

static const struct grammar grammars[] = {
	[PREDICATE_ALL] = { SHAPE_ITEMS, NAMES_KIND_COUNT, NULL, { NULL } },
	[PREDICATE_ANY] = { SHAPE_ITEMS, NAMES_KIND_COUNT, NULL, { NULL } },
	[PREDICATE_NOT] = { SHAPE_ITEM, NAMES_KIND_COUNT, NULL, { NULL } },
	[PREDICATE_AFTER] = { SHAPE_CLOCK, NAMES_KIND_COUNT, NULL, { NULL } },
	[PREDICATE_FIGURE] = { SHAPE_FIGURE,
			       NAMES_KIND_COUNT,
			       "for",
			       { "above", "below", NULL } },
	[PREDICATE_TOLD] = { SHAPE_NAMES,
			     NAMES_AUDIENCE,
			     "within",
			     { "min_score", NULL } },
	[PREDICATE_APPLIED] = { SHAPE_NAMES,
				NAMES_MITIGATION,
				"since",
				{ NULL } },
	[PREDICATE_REQUESTED] = { SHAPE_NAMES,
				  NAMES_MITIGATION,
				  NULL,
				  { NULL } },
	[PREDICATE_SUSPECTED] = { SHAPE_CAUSES, NAMES_CAUSE, NULL, { NULL } },
	[PREDICATE_CONCLUDED] = { SHAPE_CAUSES, NAMES_CAUSE, NULL, { NULL } },
	[PREDICATE_DECLARED] = { SHAPE_STATES,
				 NAMES_KIND_COUNT,
				 NULL,
				 { NULL } },
	[PREDICATE_HAPPENED] = { SHAPE_NAMES, NAMES_HAPPENING, "ago", { NULL } },
	[PREDICATE_PINNED] = { SHAPE_NAMES, NAMES_PANEL, NULL, { NULL } },
	[PREDICATE_VARIANT] = { SHAPE_NAMES, NAMES_VARIANT, NULL, { NULL } },
};
_Static_assert(sizeof(grammars) / sizeof(grammars[0]) == PREDICATE_KIND_COUNT,
	       "a grammar for each kind of condition");

static const char *const kind_keys[] = {
#define P(id, key) key,
	PREDICATE_KINDS(P)
#undef P
};

static bool read_predicate(struct load *l, const struct json *value,
			   struct predicate *out);

static bool read_items(struct load *l, const struct json *value, bool several,
		       struct predicate *out)
{
	struct predicate *items;
	size_t count = several ? json_count(value) : 1;

	if (several && !load_type(l, value, JSON_ARRAY))
		return false;
	if (count == 0 || count > LOAD_LIST_MAX)
		return json_fail(l->doc, value, l->err,
				 "needs at least one condition, at most %d",
				 LOAD_LIST_MAX);
	items = arena_new(l->arena, struct predicate, count);
	for (size_t i = 0; i < count; i++)
		if (!read_predicate(l, several ? json_at(value, i) : value,
				    &items[i]))
			return false;
	out->items = items;
	out->item_count = count;
	return true;
}

/* Causes by id, or one of the three words that stand for some of them. */
static bool read_causes(struct load *l, const struct json *value,
			struct predicate *out)
{
	if (!load_name_list(l, value, NAMES_KIND_COUNT, NULL, &out->names,
			    &out->name_count))
		return false;
	for (size_t i = 0; i < out->name_count; i++) {
		const char *name = out->names[i];
		bool alone = json_type(value) == JSON_STRING;

		if (strcmp(name, "right") && strcmp(name, "wrong") &&
		    strcmp(name, "any") &&
		    !load_known(l, alone ? value : json_at(value, i), name,
				NAMES_CAUSE))
			return false;
	}
	return true;
}

static bool read_figure(struct load *l, const struct json *value,
			struct predicate *out)
{
	const char **name = arena_new(l->arena, const char *, 1);

	if (!load_string(l, value, name))
		return false;
	if (!load_is_name(*name, strlen(*name), '_'))
		return json_fail(l->doc, value, l->err,
				 "'%s' is no name of a figure", *name);
	out->names = name;
	out->name_count = 1;
	return true;
}

static bool read_shape(struct load *l, const struct json *value,
		       const struct grammar *grammar, struct predicate *out)
{
	bool good = false;

	switch (grammar->shape) {
	case SHAPE_ITEMS:
		return read_items(l, value, true, out);
	case SHAPE_ITEM:
		return read_items(l, value, false, out);
	case SHAPE_CLOCK:
		return load_clock(l, value, &out->seconds);
	case SHAPE_FIGURE:
		return read_figure(l, value, out);
	case SHAPE_NAMES:
		good = load_name_list(l, value, grammar->names, NULL,
				      &out->names, &out->name_count);
		break;
	case SHAPE_CAUSES:
		good = read_causes(l, value, out);
		break;
	case SHAPE_STATES:
		good = load_name_list(l, value, NAMES_KIND_COUNT, state_words,
				      &out->names, &out->name_count);
		break;
	}
	if (good && out->name_count == 0)
		return json_fail(l->doc, value, l->err,
				 "needs at least one name");
	return good;
}

static bool read_number_or_none(struct load *l, const struct json *object,
				const char *key, bool *has, double *out)
{
	const struct json *value = json_get(object, key);

	if (!value)
		return true;
	*has = true;
	*out = json_number_or(value, 0);
	return load_type(l, value, JSON_NUMBER);
}

static bool read_extras(struct load *l, const struct json *object,
			const struct grammar *grammar, struct predicate *out)
{
	const struct json *time = grammar->seconds
					  ? json_get(object, grammar->seconds)
					  : NULL;
	bool has_score = false;

	if (time && !load_clock(l, time, &out->seconds))
		return false;
	if (time && out->seconds < 0)
		return json_fail(l->doc, time, l->err,
				 "a length of time cannot be negative");
	if (!read_number_or_none(l, object, "above", &out->has_above,
				 &out->above) ||
	    !read_number_or_none(l, object, "below", &out->has_below,
				 &out->below) ||
	    !read_number_or_none(l, object, "min_score", &has_score,
				 &out->min_score))
		return false;
	if (out->min_score < 0 || out->min_score > 10)
		return json_fail(l->doc, json_get(object, "min_score"), l->err,
				 "a score is from 0 to 10");
	if (grammar->shape == SHAPE_FIGURE && !out->has_above &&
	    !out->has_below)
		return json_fail(l->doc, object, l->err,
				 "a figure needs \"above\" or \"below\"");
	return true;
}

/* The one key that tells the kind; -1 after an error. */
static int find_kind(struct load *l, const struct json *object)
{
	int kind = -1;

	for (int i = 0; i < PREDICATE_KIND_COUNT; i++) {
		if (!json_get(object, kind_keys[i]))
			continue;
		if (kind >= 0) {
			json_fail(l->doc, object, l->err,
				  "says both \"%s\" and \"%s\"; put them into "
				  "{\"all\": [...]} or {\"any\": [...]}",
				  kind_keys[kind], kind_keys[i]);
			return -1;
		}
		kind = i;
	}
	if (kind < 0) {
		const char *keys[PREDICATE_KIND_COUNT + 1] = { NULL };

		memcpy(keys, kind_keys, sizeof(kind_keys));
		/* Names a mistyped key and the nearest right one. */
		if (json_only_keys(l->doc, object, keys, l->err))
			json_fail(l->doc, object, l->err,
				  "is no condition; it needs a key such as "
				  "\"after\", \"figure\" or \"told\"");
	}
	return kind;
}

static bool read_predicate(struct load *l, const struct json *value,
			   struct predicate *out)
{
	const char *keys[6] = { NULL };
	const struct grammar *grammar;
	size_t n = 0;
	int kind;
	bool good;

	if (!load_type(l, value, JSON_OBJECT))
		return false;
	kind = find_kind(l, value);
	if (kind < 0)
		return false;
	grammar = &grammars[kind];
	keys[n++] = kind_keys[kind];
	if (grammar->seconds)
		keys[n++] = grammar->seconds;
	for (size_t i = 0; i < 3 && grammar->extra[i]; i++)
		keys[n++] = grammar->extra[i];
	if (!json_only_keys(l->doc, value, keys, l->err))
		return false;
	out->kind = (enum predicate_kind)kind;
	if (l->depth >= CONDITION_DEPTH_MAX)
		return json_fail(l->doc, value, l->err,
				 "conditions are nested more than %d deep",
				 CONDITION_DEPTH_MAX);
	l->depth++;
	good = read_shape(l, json_get(value, kind_keys[kind]), grammar, out) &&
	       read_extras(l, value, grammar, out);
	l->depth--;
	return good;
}

bool pack_parse_predicate(struct load *l, const struct json *value, void *out)
{
	struct predicate *predicate = arena_new(l->arena, struct predicate, 1);

	*(const struct predicate **)out = predicate;
	return read_predicate(l, value, predicate);
}
