#include "scenarios/load_internal.h"

#include <string.h>

/* Days of work, of a measure that does not say. */
#define DAYS_READY 3
#define WEEKS_READY 14

static const struct field parameter_fields[] = {
	{ "name", FIELD_TEXT, .at = offsetof(struct pack_parameter, name) },
	{ "unit", FIELD_TEXT, .optional = true,
	  .at = offsetof(struct pack_parameter, unit) },
	{ "help", FIELD_TEXT, .optional = true,
	  .at = offsetof(struct pack_parameter, help) },
	{ "default", FIELD_NUMBER,
	  .at = offsetof(struct pack_parameter, fallback) },
	{ "min", FIELD_NUMBER, .at = offsetof(struct pack_parameter, low) },
	{ "max", FIELD_NUMBER, .at = offsetof(struct pack_parameter, high) },
	{ .key = NULL },
};

static bool parse_parameter(struct load *l, const struct json *value, void *out)
{
	struct pack_parameter *parameter = out;
	const char *name;

	if (!load_fields(l, value, parameter_fields, parameter))
		return false;
	name = parameter->name;
	if (!load_is_name(name, strlen(name), '_') || !strcmp(name, "override"))
		return json_fail(l->doc, json_get(value, "name"), l->err,
				 "'%s' is no name of a parameter: small "
				 "letters, digits and '_' ('override' is "
				 "taken)",
				 name);
	if (parameter->low > parameter->high ||
	    parameter->fallback < parameter->low ||
	    parameter->fallback > parameter->high)
		return json_fail(l->doc, json_get(value, "default"), l->err,
				 "the default must be from min to max");
	if (!parameter->unit)
		parameter->unit = "";
	if (!parameter->help)
		parameter->help = "";
	return true;
}

static bool same_name_twice(struct load *l, const struct json *value,
			    const struct pack_mitigation *measure)
{
	for (size_t i = 0; i < measure->parameter_count; i++)
		for (size_t j = 0; j < i; j++)
			if (!strcmp(measure->parameters[i].name,
				    measure->parameters[j].name))
				return !json_fail(
					l->doc, value, l->err,
					"has two parameters named '%s'",
					measure->parameters[i].name);
	return false;
}

static bool parse_effects(struct load *l, const struct json *value, void *out)
{
	struct pack_mitigation *measure = out;
	bool good;

	l->parameters = measure->parameters;
	l->parameter_count = measure->parameter_count;
	good = pack_parse_only_changes(l, value, &measure->effects,
				       &measure->effect_count);
	l->parameters = NULL;
	l->parameter_count = 0;
	return good;
}

/* --- what is expected of it ---------------------------------------------- */

static const char *const expect_words[] = { "helps", "neutral", "harms", NULL };

static bool read_expect(struct load *l, const struct json *value,
			enum pack_expect *out)
{
	const char *word;

	if (!load_word(l, value, expect_words, &word))
		return false;
	*out = PACK_HELPS;
	for (size_t i = 0; expect_words[i]; i++)
		if (!strcmp(expect_words[i], word))
			*out = (enum pack_expect)((size_t)PACK_HELPS + i);
	return true;
}

static bool parse_expect(struct load *l, const struct json *value, void *out)
{
	struct pack_mitigation *measure = out;
	const struct names *variants = &l->names[NAMES_VARIANT];
	enum pack_expect *expect = arena_new(l->arena, enum pack_expect,
					     variants->count + 1);

	measure->expect = expect;
	if (json_type(value) == JSON_STRING) {
		if (!read_expect(l, value, &measure->expect_all))
			return false;
		for (size_t i = 0; i < variants->count; i++)
			expect[i] = measure->expect_all;
		return true;
	}
	if (!load_type(l, value, JSON_OBJECT))
		return false;
	for (const struct json *item = json_first(value); item;
	     item = json_next(item)) {
		if (!load_known(l, item, json_key(item), NAMES_VARIANT))
			return false;
		for (size_t i = 0; i < variants->count; i++)
			if (!strcmp(variants->items[i], json_key(item)) &&
			    !read_expect(l, item, &expect[i]))
				return false;
	}
	return true;
}

/* --- whom it touches ----------------------------------------------------- */

static bool check_value(struct load *l, const struct json *value, int attribute,
			const char *name)
{
	const struct sim_model *model = l->pack->model;
	const char *known[SIM_VALUES_MAX + 1] = { NULL };
	const char *word;

	if (sim_model_value(model, attribute, name) >= 0)
		return true;
	for (int i = 0; i < sim_model_value_count(model, attribute); i++)
		known[i] = sim_model_value_name(model, attribute, i);
	word = arena_printf(l->arena, "value of %s",
			    sim_model_attribute_name(model, attribute));
	return load_unknown(l, value, word, name, known);
}

static bool parse_touches(struct load *l, const struct json *value, void *out)
{
	struct pack_mitigation *measure = out;
	const struct json *item = json_first(value);
	int attribute;

	if (!load_type(l, value, JSON_OBJECT))
		return false;
	if (!item)
		return true; /* nobody */
	if (json_next(item))
		return json_fail(l->doc, json_next(item), l->err,
				 "touches people by one attribute; leave this "
				 "one out");
	measure->touches_attribute = json_key(item);
	if (!load_known(l, item, measure->touches_attribute, NAMES_ATTRIBUTE) ||
	    !load_name_list(l, item, NAMES_KIND_COUNT, NULL, &measure->touches,
			    &measure->touch_count))
		return false;
	attribute = sim_model_attribute(l->pack->model,
					measure->touches_attribute);
	for (size_t i = 0; i < measure->touch_count; i++)
		if (!check_value(l, item, attribute, measure->touches[i]))
			return false;
	return true;
}

/* --- the whole ----------------------------------------------------------- */

static const char *const categories[] = { "contain", "reliability", "capacity",
					  "long-term", NULL };
static const char *const phases[] = { "now", "days", "weeks", NULL };

#define AT(member) .at = offsetof(struct pack_mitigation, member)
#define LIST_AT(member, count) \
	AT(member), .count_at = offsetof(struct pack_mitigation, count)

static const struct field mitigation_fields[] = {
	{ "id", FIELD_ID, AT(id) },
	{ "title", FIELD_PROSE, AT(title) },
	{ "help", FIELD_PROSE, AT(help) },
	{ "category", FIELD_WORD, AT(category), .words = categories },
	{ "phases", FIELD_WORDS, LIST_AT(phases, phase_count),
	  .words = phases },
	{ "plan_only", FIELD_BOOL, .optional = true, AT(plan_only) },
	{ "lead", FIELD_CLOCK, .optional = true, AT(lead_s), .low = 0,
	  .high = 86400 * 365 },
	{ "revert_lead", FIELD_CLOCK, .optional = true, AT(revert_lead_s),
	  .low = 0, .high = 86400 * 365 },
	{ "reversible", FIELD_BOOL, .optional = true, AT(reversible),
	  .fallback = true },
	{ "approval", FIELD_NAME, .optional = true, AT(approval),
	  .names = NAMES_STAKEHOLDER },
	{ "cost_usd", FIELD_NUMBER, .optional = true, AT(cost_usd), .low = 0,
	  .high = 1e9 },
	{ "daily_usd", FIELD_NUMBER, .optional = true, AT(daily_usd), .low = 0,
	  .high = 1e9 },
	{ "ready_days", FIELD_NUMBER, .optional = true, AT(ready_days),
	  .low = 0, .high = 365, .fallback = -1 },
	{ "lasts_days", FIELD_NUMBER, .optional = true, AT(lasts_days),
	  .low = 0, .high = 365 },
	{ "parameters", FIELD_LIST, .optional = true,
	  LIST_AT(parameters, parameter_count), .parse = parse_parameter,
	  .size = sizeof(struct pack_parameter) },
	{ "effects", FIELD_VALUE, .optional = true, .parse = parse_effects },
	{ "side_effect", FIELD_PROSE, .optional = true, AT(side_effect) },
	{ "tradeoff", FIELD_PROSE, .optional = true, AT(tradeoff) },
	{ "tradeoff_concepts", FIELD_TEXTS, .optional = true,
	  LIST_AT(tradeoff_concepts, tradeoff_concept_count) },
	{ "founded_on", FIELD_NAMES, .optional = true,
	  LIST_AT(founded_on, founded_count), .names = NAMES_CAUSE },
	{ "expect", FIELD_VALUE, .optional = true, .parse = parse_expect },
	{ "touches", FIELD_VALUE, .optional = true, .parse = parse_touches },
	{ "external", FIELD_BOOL, .optional = true, AT(external) },
	{ .key = NULL },
};

/* What can be applied is ready; what cannot takes days, or weeks. */
static double usual_days(const struct pack_mitigation *measure)
{
	if (!measure->plan_only)
		return 0;
	for (size_t i = 0; i < measure->phase_count; i++)
		if (strcmp(measure->phases[i], "weeks") != 0)
			return DAYS_READY;
	return WEEKS_READY;
}

bool pack_parse_mitigation(struct load *l, const struct json *value, void *out)
{
	struct pack_mitigation *measure = out;

	if (!load_fields(l, value, mitigation_fields, measure))
		return false;
	if (measure->parameter_count > PACK_PARAMETERS_MAX)
		return json_fail(l->doc, json_get(value, "parameters"), l->err,
				 "has more than %d parameters",
				 PACK_PARAMETERS_MAX);
	if (same_name_twice(l, json_get(value, "parameters"), measure))
		return false;
	if (measure->ready_days < 0)
		measure->ready_days = usual_days(measure);
	if (!measure->expect)
		measure->expect = arena_new(l->arena, enum pack_expect,
					    l->names[NAMES_VARIANT].count + 1);
	if (!measure->side_effect)
		measure->side_effect = "";
	if (!measure->tradeoff)
		measure->tradeoff = "";
	return true;
}
