#include "scenarios/load_internal.h"

#include <string.h>

/* {"panel": "billing", "by": ["preset"]}: the panel, and at most one argument
 * with the values that count. */
bool pack_parse_evidence(struct load *l, const struct json *value, void *out)
{
	struct pack_evidence *evidence = out;
	const struct json *panel = json_get(value, "panel");

	if (!load_type(l, value, JSON_OBJECT))
		return false;
	if (!panel)
		return json_fail(l->doc, value, l->err, "needs \"panel\"");
	if (!load_string(l, panel, &evidence->panel) ||
	    !load_known(l, panel, evidence->panel, NAMES_PANEL))
		return false;
	for (const struct json *item = json_first(value); item;
	     item = json_next(item)) {
		bool billed = !strcmp(evidence->panel, "billing") &&
			      !strcmp(json_key(item), "by");

		if (item == panel)
			continue;
		if (evidence->key)
			return json_fail(l->doc, item, l->err,
					 "one argument beside the panel is "
					 "enough; write another entry");
		evidence->key = json_key(item);
		if (!load_is_name(evidence->key, strlen(evidence->key), '_'))
			return json_fail(l->doc, item, l->err,
					 "is no argument of a panel");
		if (!load_name_list(
			    l, item, billed ? NAMES_BILL : NAMES_KIND_COUNT,
			    NULL, &evidence->values, &evidence->value_count))
			return false;
	}
	return true;
}

static const struct field cause_fields[] = {
	{ "id", FIELD_ID, .at = offsetof(struct pack_cause, id) },
	{ "title", FIELD_TEXT, .at = offsetof(struct pack_cause, title) },
	{ "explain", FIELD_PROSE, .at = offsetof(struct pack_cause, explain) },
	{ "bears", FIELD_LIST, .optional = true,
	  .at = offsetof(struct pack_cause, bears),
	  .count_at = offsetof(struct pack_cause, bear_count),
	  .parse = pack_parse_evidence, .size = sizeof(struct pack_evidence) },
	{ "words", FIELD_TEXTS, .optional = true,
	  .at = offsetof(struct pack_cause, words),
	  .count_at = offsetof(struct pack_cause, word_count) },
	{ .key = NULL },
};

bool pack_parse_cause(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, cause_fields, out);
}
