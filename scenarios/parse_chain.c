#include "scenarios/load_internal.h"

#include <string.h>

static const char *const tenses[] = { "first", "end", NULL };

static bool parse_told(struct load *l, const struct json *value, void *out)
{
	const char *word;

	if (!load_word(l, value, tenses, &word))
		return false;
	*(bool *)out = !strcmp(word, "end");
	return true;
}

/* One figure: which minute it was must be found in the past as well. */
static bool parse_since(struct load *l, const struct json *value, void *out)
{
	const struct predicate **when = out;

	if (!pack_parse_predicate(l, value, when))
		return false;
	if ((*when)->kind != PREDICATE_FIGURE)
		return json_fail(l->doc, value, l->err,
				 "must be a figure with above or below");
	return true;
}

static const struct field link_fields[] = {
	{ "text", FIELD_PROSE, .at = offsetof(struct pack_link, text) },
	{ "shows", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_link, shows),
	  .parse = pack_parse_evidence },
	{ "when", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_link, when), .parse = parse_since },
	{ "told", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_link, at_end), .parse = parse_told },
	{ .key = NULL },
};

/* A text alone is a link that no panel shows. */
bool pack_parse_link(struct load *l, const struct json *value, void *out)
{
	struct pack_link *link = out;

	if (json_type(value) == JSON_STRING)
		return load_prose(l, value, &link->text);
	return load_fields(l, value, link_fields, link);
}
