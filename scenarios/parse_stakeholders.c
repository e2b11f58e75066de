#include "scenarios/load_internal.h"

#include <string.h>

/* --- what they know ------------------------------------------------------ */

static const struct field intent_fields[] = {
	{ "id", FIELD_ID, .at = offsetof(struct pack_intent, id) },
	{ "title", FIELD_TEXT, .at = offsetof(struct pack_intent, title) },
	{ "words", FIELD_TEXTS, .at = offsetof(struct pack_intent, words),
	  .count_at = offsetof(struct pack_intent, word_count) },
	{ "when", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_intent, when),
	  .parse = pack_parse_predicate },
	{ "answer", FIELD_PROSE, .at = offsetof(struct pack_intent, answer) },
	{ .key = NULL },
};

static bool parse_intent(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, intent_fields, out);
}

/* --- how they decide ----------------------------------------------------- */

static bool parse_decision(struct load *l, const struct json *value, void *out)
{
	static const char *const words[] = { [PACK_APPROVE] = "approve",
					     [PACK_ASK_BACK] = "ask-back",
					     [PACK_REFUSE] = "refuse",
					     [PACK_CONDITION] = "condition",
					     NULL };
	const char *word;

	if (!load_word(l, value, words, &word))
		return false;
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			*(enum pack_decision *)out = (enum pack_decision)i;
	return true;
}

static const struct pack_parameter *parameter_of(
	const struct pack_mitigation *measure, const char *name)
{
	for (size_t i = 0; i < measure->parameter_count; i++)
		if (!strcmp(measure->parameters[i].name, name))
			return &measure->parameters[i];
	return NULL;
}

/* {"usd_per_hour": 16000}: every measure of the rule must have it. */
static bool parse_condition(struct load *l, const struct json *value, void *out)
{
	struct pack_rule *rule = out;
	const struct json *item = json_first(value);

	if (!load_type(l, value, JSON_OBJECT))
		return false;
	if (json_count(value) != 1)
		return json_fail(l->doc, value, l->err,
				 "sets one parameter of the measure");
	if (!load_type(l, item, JSON_NUMBER))
		return false;
	rule->set_parameter = json_key(item);
	rule->set_value = json_number_or(item, 0);
	if (rule->measure_count == 0)
		return json_fail(l->doc, value, l->err,
				 "needs \"measures\" that have the parameter");
	for (size_t i = 0; i < rule->measure_count; i++) {
		const struct pack_mitigation *measure =
			pack_mitigation(l->pack, rule->measures[i]);
		const struct pack_parameter *parameter;

		/* One that could not be read has been told of. */
		if (!measure)
			continue;
		parameter = parameter_of(measure, rule->set_parameter);
		if (!parameter)
			return json_fail(l->doc, item, l->err,
					 "'%s' has no parameter '%s'",
					 measure->id, rule->set_parameter);
		if (rule->set_value < parameter->low ||
		    rule->set_value > parameter->high)
			return json_fail(l->doc, item, l->err,
					 "must be from %g to %g for '%s'",
					 parameter->low, parameter->high,
					 measure->id);
	}
	return true;
}

static const struct field rule_fields[] = {
	{ "when", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_rule, when),
	  .parse = pack_parse_predicate },
	{ "measures", FIELD_NAMES, .optional = true,
	  .at = offsetof(struct pack_rule, measures),
	  .count_at = offsetof(struct pack_rule, measure_count),
	  .names = NAMES_MITIGATION },
	{ "decision", FIELD_VALUE, .at = offsetof(struct pack_rule, decision),
	  .parse = parse_decision },
	{ "text", FIELD_PROSE, .at = offsetof(struct pack_rule, text) },
	{ "set", FIELD_VALUE, .optional = true, .parse = parse_condition },
	{ .key = NULL },
};

static bool parse_rule(struct load *l, const struct json *value, void *out)
{
	const struct pack_rule *rule = out;

	if (!load_fields(l, value, rule_fields, out))
		return false;
	if (rule->set_parameter && rule->decision != PACK_CONDITION)
		return json_fail(l->doc, json_get(value, "set"), l->err,
				 "only the decision \"condition\" sets a "
				 "parameter");
	return true;
}

/* --- who they are -------------------------------------------------------- */

/* ["01:00", "03:00"] as two clocks that lie side by side. */
static bool read_delay(struct load *l, const struct json *value, int64_t *low,
		       int64_t *high)
{
	if (!load_type(l, value, JSON_ARRAY))
		return false;
	if (json_count(value) != 2)
		return json_fail(l->doc, value, l->err,
				 "needs two times: the shortest and the "
				 "longest");
	if (!load_clock(l, json_at(value, 0), low) ||
	    !load_clock(l, json_at(value, 1), high))
		return false;
	if (*low < 0 || *low > *high)
		return json_fail(l->doc, value, l->err,
				 "the shortest comes first, and none is "
				 "negative");
	return true;
}

static bool parse_reply(struct load *l, const struct json *value, void *out)
{
	struct pack_stakeholder *who = out;

	return read_delay(l, value, &who->reply_low_s, &who->reply_high_s);
}

static bool parse_approval(struct load *l, const struct json *value, void *out)
{
	struct pack_stakeholder *who = out;

	return read_delay(l, value, &who->approval_low_s,
			  &who->approval_high_s);
}

#define AT(member) .at = offsetof(struct pack_stakeholder, member)
#define LIST_AT(member, count) \
	AT(member), .count_at = offsetof(struct pack_stakeholder, count)

static const struct field stakeholder_fields[] = {
	{ "id", FIELD_ID, AT(id) },
	{ "name", FIELD_PROSE, AT(name) },
	{ "title", FIELD_PROSE, AT(title) },
	{ "audience", FIELD_ID, AT(audience) },
	{ "outside", FIELD_BOOL, .optional = true, AT(outside) },
	{ "wants", FIELD_PROSE, AT(wants) },
	{ "fallback", FIELD_PROSE, AT(fallback) },
	{ "reply", FIELD_VALUE, .parse = parse_reply },
	{ "approval", FIELD_VALUE, .optional = true, .parse = parse_approval },
	{ "intents", FIELD_LIST, .optional = true,
	  LIST_AT(intents, intent_count), .parse = parse_intent,
	  .size = sizeof(struct pack_intent) },
	{ "rules", FIELD_LIST, .optional = true, LIST_AT(rules, rule_count),
	  .parse = parse_rule, .size = sizeof(struct pack_rule) },
	{ .key = NULL },
};

static bool parse_stakeholder(struct load *l, const struct json *value,
			      void *out)
{
	struct pack_stakeholder *who = out;

	if (!load_fields(l, value, stakeholder_fields, who))
		return false;
	if (!json_get(value, "approval")) {
		who->approval_low_s = 120;
		who->approval_high_s = 480;
	}
	return true;
}

static const struct field file_fields[] = {
	{ "stakeholders", FIELD_LIST, .at = offsetof(struct pack, stakeholders),
	  .count_at = offsetof(struct pack, stakeholder_count),
	  .parse = parse_stakeholder, .size = sizeof(struct pack_stakeholder) },
	{ .key = NULL },
};

bool pack_parse_stakeholders(struct load *l, const struct json *root)
{
	return load_fields(l, root, file_fields, l->pack);
}
