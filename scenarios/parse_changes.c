/*
 * Changes of the model: their numbers, paths and moments.
 *
 * A path may hold the name of a draw, "batch-{who}.rate_per_s"; then it must
 * lead to a parameter for every choice of that draw, and the value must be
 * one that each of them can take.
 */
#include "scenarios/load_internal.h"

#include "base/calendar.h"

#include <string.h>

#define PATH_MAX_BYTES 200

static const struct pack_draw *find_in(const struct pack_draw *draws,
				       size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(draws[i].name, name))
			return &draws[i];
	return NULL;
}

const struct pack_draw *pack_find_draw(const struct load *l, const char *name)
{
	const struct pack_draw *own = NULL;

	if (l->variant)
		own = find_in(l->variant->draws, l->variant->draw_count, name);
	return own ? own : find_in(l->pack->draws, l->pack->draw_count, name);
}

static const struct pack_parameter *find_parameter(const struct load *l,
						   const char *name)
{
	for (size_t i = 0; i < l->parameter_count; i++)
		if (!strcmp(l->parameters[i].name, name))
			return &l->parameters[i];
	return NULL;
}

/* --- numbers ------------------------------------------------------------- */

static void unknown_number(struct load *l, const struct json *value,
			   const char *name)
{
	const struct pack *pack = l->pack;
	size_t own = l->variant ? l->variant->draw_count : 0, n = 0;
	const char **known =
		arena_new(l->arena, const char *,
			  l->parameter_count + own + pack->draw_count + 1);

	for (size_t i = 0; i < l->parameter_count; i++)
		known[n++] = l->parameters[i].name;
	for (size_t i = 0; i < own; i++)
		known[n++] = l->variant->draws[i].name;
	for (size_t i = 0; i < pack->draw_count; i++)
		known[n++] = pack->draws[i].name;
	load_unknown(l, value,
		     l->parameter_count ? "parameter or draw" : "draw", name,
		     known);
}

bool pack_parse_number(struct load *l, const struct json *value,
		       struct pack_number *out, double *low, double *high)
{
	const char *text = json_string_or(value, "");
	const struct pack_parameter *parameter;
	const struct pack_draw *draw;

	if (json_type(value) == JSON_NUMBER) {
		out->value = *low = *high = json_number_or(value, 0);
		return true;
	}
	if (text[0] != '$' || !load_is_name(text + 1, strlen(text + 1), '_'))
		return json_fail(l->doc, value, l->err,
				 "must be a number, or \"$name\" of a draw");
	out->name = text + 1;
	parameter = find_parameter(l, out->name);
	draw = pack_find_draw(l, out->name);
	if (parameter) {
		*low = parameter->low;
		*high = parameter->high;
		return true;
	}
	if (!draw) {
		unknown_number(l, value, out->name);
		return false;
	}
	if (draw->kind != PACK_DRAW_UNIFORM)
		return json_fail(l->doc, value, l->err,
				 "'%s' is drawn from words and is no number",
				 text);
	*low = draw->low;
	*high = draw->high;
	return true;
}

bool pack_parse_moment(struct load *l, const struct json *value, void *out)
{
	struct pack_number *number = out;
	char first[CALENDAR_CLOCK_SIZE], last[CALENDAR_CLOCK_SIZE];
	double low = 0, high = 0;
	int64_t seconds;

	if (json_string_or(value, "")[0] == '$') {
		if (!pack_parse_number(l, value, number, &low, &high))
			return false;
	} else {
		if (!load_clock(l, value, &seconds))
			return false;
		number->value = low = high = (double)seconds;
	}
	if (low < (double)-l->pack->history_s ||
	    high > (double)l->pack->length_s)
		return json_fail(
			l->doc, value, l->err,
			"lies outside the drill and its history (%s to %s)",
			calendar_format_clock(-l->pack->history_s, first),
			calendar_format_clock(l->pack->length_s, last));
	return true;
}

/* --- paths --------------------------------------------------------------- */

/* The value that the parameter would have: of a change by v. */
static double changed(const struct load *l, int parameter,
		      enum pack_change_verb verb, double v)
{
	double old = sim_model_parameter_default(l->pack->model, parameter);

	if (verb == PACK_SCALE)
		return old * v;
	return verb == PACK_ADD ? old + v : v;
}

static bool check_parameter(struct load *l, const struct json *value,
			    const char *path, enum pack_change_verb verb,
			    const double range[2], int *id)
{
	double low, high;

	if (!load_known(l, value, path, NAMES_PARAMETER))
		return false;
	*id = sim_model_parameter(l->pack->model, path);
	for (int i = 0; i < 2; i++) {
		double v = changed(l, *id, verb, range[i]);

		if (!sim_model_parameter_allows(l->pack->model, *id, v, &low,
						&high))
			return json_fail(l->doc, value, l->err,
					 "would make %s %g, which must be from "
					 "%g to %g",
					 path, v, low, high);
	}
	return true;
}

struct slot {
	const char *begin, *end; /* the braces, in the path */
	const struct pack_draw *draw;
};

static bool check_choices(struct load *l, const struct json *value,
			  const struct slot *slot, const struct pack_draw *draw,
			  const double range[2], struct pack_change *change)
{
	for (size_t i = 0; i < draw->choice_count; i++) {
		char path[PATH_MAX_BYTES];
		int n = snprintf(path, sizeof(path), "%.*s%s%s",
				 (int)(slot->begin - change->path),
				 change->path, draw->choices[i], slot->end + 1);

		if (n < 0 || (size_t)n >= sizeof(path))
			return json_fail(l->doc, value, l->err,
					 "the path is too long");
		if (!check_parameter(l, value, path, change->verb, range,
				     &change->parameter))
			return false;
	}
	return true;
}

/* Fills *slot; its draw is NULL after an error. */
static void find_slot(struct load *l, const struct json *value,
		      const char *path, struct slot *slot, const char **name)
{
	slot->draw = NULL;
	slot->begin = strchr(path, '{');
	slot->end = slot->begin ? strchr(slot->begin, '}') : NULL;
	if (!slot->end || strchr(slot->end, '{')) {
		json_fail(l->doc, value, l->err, "a path may hold one {draw}");
		return;
	}
	*name = arena_strndup(l->arena, slot->begin + 1,
			      (size_t)(slot->end - slot->begin - 1));
	slot->draw = pack_find_draw(l, *name);
	if (!slot->draw) {
		unknown_number(l, value, *name);
	} else if (slot->draw->kind != PACK_DRAW_PICK) {
		json_fail(l->doc, value, l->err,
			  "{%s} is a number and no part of a name", *name);
		slot->draw = NULL;
	}
}

/* A change that holds in every variant must fit what each makes of the draw. */
static bool check_slot(struct load *l, const struct json *value,
		       const double range[2], struct pack_change *change)
{
	struct slot slot;

	find_slot(l, value, change->path, &slot, &change->parameter_draw);
	if (!slot.draw ||
	    !check_choices(l, value, &slot, slot.draw, range, change))
		return false;
	for (size_t i = 0; !l->variant && i < l->pack->variant_count; i++) {
		const struct pack_variant *variant = &l->pack->variants[i];
		const struct pack_draw *own = find_in(variant->draws,
						      variant->draw_count,
						      change->parameter_draw);

		if (own && !check_choices(l, value, &slot, own, range, change))
			return false;
	}
	change->parameter = -1;
	return true;
}

/* --- changes ------------------------------------------------------------- */

static const char *const verb_keys[] = {
	[PACK_SET] = "set", [PACK_SCALE] = "scale", [PACK_ADD] = "add"
};

static bool read_change(struct load *l, const struct json *value,
			enum pack_change_verb verb, struct pack_change *out)
{
	double range[2] = { 0, 0 };

	out->verb = verb;
	out->path = json_key(value);
	if (!pack_parse_number(l, value, &out->number, &range[0], &range[1]))
		return false;
	if (strchr(out->path, '{'))
		return check_slot(l, value, range, out);
	return check_parameter(l, value, out->path, verb, range,
			       &out->parameter);
}

bool pack_parse_changes(struct load *l, const struct json *object,
			const struct pack_change **out, size_t *count)
{
	struct pack_change *changes;
	size_t total = 0, n = 0;

	for (int verb = PACK_SET; verb <= PACK_ADD; verb++) {
		const struct json *group = json_get(object, verb_keys[verb]);

		if (group && !load_type(l, group, JSON_OBJECT))
			return false;
		total += json_count(group);
	}
	if (total > LOAD_CHANGES_MAX)
		return json_fail(l->doc, object, l->err,
				 "changes more than %d parameters",
				 LOAD_CHANGES_MAX);
	changes = arena_new(l->arena, struct pack_change, total + 1);
	for (int verb = PACK_SET; verb <= PACK_ADD; verb++) {
		const struct json *group = json_get(object, verb_keys[verb]);

		for (const struct json *value = json_first(group); value;
		     value = json_next(value))
			if (!read_change(l, value, (enum pack_change_verb)verb,
					 &changes[n++]))
				return false;
	}
	*out = changes;
	*count = n;
	return true;
}

bool pack_parse_only_changes(struct load *l, const struct json *object,
			     const struct pack_change **out, size_t *count)
{
	static const char *const keys[] = { "set", "scale", "add", NULL };

	return load_type(l, object, JSON_OBJECT) &&
	       json_only_keys(l->doc, object, keys, l->err) &&
	       pack_parse_changes(l, object, out, count);
}
