/*
 * scenario.json as a whole: what it is called, when it plays, what is at stake.
 */
#include "scenarios/load_internal.h"

#include "base/calendar.h"

#include <string.h>

/* --- stakes -------------------------------------------------------------- */

/* One amount for each value of the attribute that losses are counted by. */
static bool read_amounts(struct load *l, const struct json *object,
			 const char *attribute, const double **out)
{
	const struct sim_model *model = l->pack->model;
	int a = sim_model_attribute(model, attribute);
	int count = sim_model_value_count(model, a);
	double *amounts = arena_new(l->arena, double, (size_t)count);

	*out = amounts;
	if (!load_type(l, object, JSON_OBJECT))
		return false;
	for (const struct json *item = json_first(object); item;
	     item = json_next(item)) {
		int v = sim_model_value(model, a, json_key(item));

		if (v < 0)
			return json_fail(l->doc, item, l->err,
					 "%s has no value '%s'", attribute,
					 json_key(item));
		if (!load_type(l, item, JSON_NUMBER))
			return false;
		amounts[v] = json_number_or(item, 0);
		if (amounts[v] < 0)
			return json_fail(l->doc, item, l->err,
					 "a loss cannot be negative");
	}
	for (int v = 0; v < count; v++)
		if (!json_get(object, sim_model_value_name(model, a, v)))
			return json_fail(l->doc, object, l->err,
					 "needs an amount for '%s'",
					 sim_model_value_name(model, a, v));
	return true;
}

static bool parse_failed(struct load *l, const struct json *value, void *out)
{
	struct pack_stakes *stakes = out;

	return read_amounts(l, value, stakes->attribute, &stakes->failed_usd);
}

static bool parse_degraded(struct load *l, const struct json *value, void *out)
{
	struct pack_stakes *stakes = out;

	return read_amounts(l, value, stakes->attribute, &stakes->degraded_usd);
}

static const struct field credit_fields[] = {
	{ "value", FIELD_TEXT,
	  .at = offsetof(struct pack_stakes, credit_value) },
	{ "error_rate", FIELD_NUMBER,
	  .at = offsetof(struct pack_stakes, credit_error_rate), .low = 0,
	  .high = 1 },
	{ "usd_per_minute", FIELD_NUMBER,
	  .at = offsetof(struct pack_stakes, credit_usd), .low = 0,
	  .high = 1e9 },
	{ .key = NULL },
};

static bool parse_credits(struct load *l, const struct json *value, void *out)
{
	const struct pack_stakes *stakes = out;
	const struct sim_model *model = l->pack->model;

	if (!load_fields(l, value, credit_fields, out))
		return false;
	if (sim_model_value(model,
			    sim_model_attribute(model, stakes->attribute),
			    stakes->credit_value) < 0)
		return json_fail(l->doc, json_get(value, "value"), l->err,
				 "%s has no value '%s'", stakes->attribute,
				 stakes->credit_value);
	return true;
}

static const struct field stakes_fields[] = {
	{ "text", FIELD_PROSE, .at = offsetof(struct pack_stakes, text) },
	{ "by", FIELD_NAME, .at = offsetof(struct pack_stakes, attribute),
	  .names = NAMES_ATTRIBUTE },
	{ "failed_usd", FIELD_VALUE, .parse = parse_failed },
	{ "degraded_usd", FIELD_VALUE, .parse = parse_degraded },
	{ "credits", FIELD_VALUE, .optional = true, .parse = parse_credits },
	{ .key = NULL },
};

static bool parse_stakes(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, stakes_fields, out);
}

/* --- budget and objectives ----------------------------------------------- */

static const struct field budget_fields[] = {
	{ "month_usd", FIELD_NUMBER,
	  .at = offsetof(struct pack_budget, month_usd), .low = 0,
	  .high = 1e12 },
	{ "month_to_date_usd", FIELD_NUMBER,
	  .at = offsetof(struct pack_budget, month_to_date_usd), .low = 0,
	  .high = 1e12 },
	{ "usage_lag", FIELD_SPAN,
	  .at = offsetof(struct pack_budget, usage_lag_s), .low = 0,
	  .high = 86400 * 60 },
	{ "invoice_lag", FIELD_SPAN,
	  .at = offsetof(struct pack_budget, invoice_lag_s), .low = 0,
	  .high = 86400 * 60 },
	{ .key = NULL },
};

static bool parse_budget(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, budget_fields, out);
}

static bool parse_figure_name(struct load *l, const struct json *value,
			      void *out)
{
	const char **name = out;

	if (!load_string(l, value, name))
		return false;
	if (!load_is_name(*name, strlen(*name), '_'))
		return json_fail(l->doc, value, l->err,
				 "'%s' is no name of a figure", *name);
	return true;
}

static const struct field slo_fields[] = {
	{ "id", FIELD_ID, .at = offsetof(struct pack_slo, id) },
	{ "title", FIELD_TEXT, .at = offsetof(struct pack_slo, title) },
	{ "figure", FIELD_VALUE, .at = offsetof(struct pack_slo, figure),
	  .parse = parse_figure_name },
	{ "max", FIELD_NUMBER, .at = offsetof(struct pack_slo, max) },
	{ "objective", FIELD_NUMBER, .optional = true,
	  .at = offsetof(struct pack_slo, objective), .low = 0, .high = 1 },
	{ .key = NULL },
};

static bool parse_slo(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, slo_fields, out);
}

/* --- the whole ----------------------------------------------------------- */

static bool parse_start(struct load *l, const struct json *value, void *out)
{
	struct pack *pack = out;

	if (!load_string(l, value, &pack->start))
		return false;
	if (!calendar_parse_moment(pack->start, &pack->start_moment))
		return json_fail(l->doc, value, l->err,
				 "'%s' is no date and time; write it as in "
				 "\"2026-03-10T14:05\"",
				 pack->start);
	return true;
}

static bool parse_common_draws(struct load *l, const struct json *value,
			       void *out)
{
	struct pack *pack = out;
	struct draw_list list;

	if (!pack_parse_draws(l, value, &list))
		return false;
	pack->draws = list.items;
	pack->draw_count = list.count;
	return true;
}

static const struct field unit_fields[] = {
	{ "one", FIELD_TEXT, .at = offsetof(struct pack_unit, one) },
	{ "many", FIELD_TEXT, .at = offsetof(struct pack_unit, many) },
	{ .key = NULL },
};

static bool parse_unit(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, unit_fields, out);
}

#define AT(member) .at = offsetof(struct pack, member)
#define LIST_OF(member, number, function) \
	AT(member), .count_at = offsetof(struct pack, number), \
		    .parse = function, \
		    .size = sizeof(*((struct pack *)0)->member)

/* In this order, because the later ones refer to the earlier ones. */
static const struct field scenario_fields[] = {
	FIELD_READ_BY_CALLER("format"),
	FIELD_READ_BY_CALLER("model"),
	{ "id", FIELD_ID, AT(id) },
	{ "title", FIELD_TEXT, AT(title) },
	{ "summary", FIELD_TEXT, AT(summary) },
	{ "version", FIELD_TEXT, AT(version) },
	{ "start", FIELD_VALUE, .parse = parse_start },
	{ "utc_offset_min", FIELD_INT, .optional = true, AT(utc_offset_min),
	  .low = -720, .high = 840 },
	{ "zone", FIELD_TEXT, AT(zone) },
	{ "currency", FIELD_TEXT, AT(currency) },
	{ "rates", FIELD_VALUE, .optional = true, .parse = pack_parse_rates },
	{ "glossary", FIELD_VALUE, .optional = true,
	  .parse = pack_parse_glossary },
	{ "length", FIELD_CLOCK, AT(length_s), .low = 60, .high = 36000,
	  .leads = true },
	{ "history", FIELD_CLOCK, AT(history_s), .low = 60, .high = 360000,
	  .leads = true },
	{ "warm_up", FIELD_CLOCK, AT(warm_up_s), .low = 0, .high = 36000 },
	{ "hands", FIELD_INT, AT(hands), .low = 1, .high = 10 },
	{ "draws", FIELD_VALUE, .optional = true, .parse = parse_common_draws,
	  .leads = true },
	{ "briefing", FIELD_PROSES, AT(briefing),
	  .count_at = offsetof(struct pack, briefing_count) },
	{ "unit", FIELD_VALUE, .optional = true, AT(unit),
	  .parse = parse_unit },
	{ "speech", FIELD_VALUE, .optional = true, AT(speech),
	  .parse = pack_parse_speech },
	{ "stakes", FIELD_VALUE, AT(stakes), .parse = parse_stakes },
	{ "budget", FIELD_VALUE, AT(budget), .parse = parse_budget },
	{ "screen", FIELD_VALUE, AT(screen), .parse = pack_parse_screen },
	{ "slos", FIELD_LIST, .optional = true,
	  LIST_OF(slos, slo_count, parse_slo) },
	{ "causes", FIELD_LIST,
	  LIST_OF(causes, cause_count, pack_parse_cause) },
	{ "variants", FIELD_LIST,
	  LIST_OF(variants, variant_count, pack_parse_variant) },
	{ "forward", FIELD_VALUE, .optional = true, AT(forward),
	  .parse = pack_parse_forward },
	{ "timeline", FIELD_LIST, .optional = true,
	  LIST_OF(timeline, timeline_count, pack_parse_event) },
	{ "entries", FIELD_LIST, .optional = true,
	  LIST_OF(entries, entry_count, pack_parse_entry) },
	{ "mitigations", FIELD_LIST,
	  LIST_OF(mitigations, mitigation_count, pack_parse_mitigation) },
	{ "alerts", FIELD_LIST, .optional = true,
	  LIST_OF(alerts, alert_count, pack_parse_alert) },
	{ "injects", FIELD_LIST, .optional = true,
	  LIST_OF(injects, inject_count, pack_parse_inject) },
	{ "words", FIELD_LIST, .optional = true,
	  LIST_OF(word_effects, word_effect_count, pack_parse_word_effect) },
	{ .key = NULL },
};

bool pack_parse_scenario(struct load *l, const struct json *root)
{
	l->pack->unit = (struct pack_unit){ "result", "results" };
	if (!load_fields(l, root, scenario_fields, l->pack))
		return false;
	pack_default_forward(l);
	if (l->pack->warm_up_s >= l->pack->history_s)
		return json_fail(l->doc, json_get(root, "warm_up"), l->err,
				 "must be shorter than the history");
	return true;
}
