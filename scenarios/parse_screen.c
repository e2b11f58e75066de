/*
 * The model, and what of it stands where on the screen.
 */
#include "scenarios/load_internal.h"

#include <string.h>

bool pack_parse_model(struct load *l, const struct json *root)
{
	const struct json *model = json_need(l->doc, root, "model", JSON_OBJECT,
					     l->err);

	if (!model)
		return false;
	l->pack->model = sim_model_parse(l->doc, model, l->err);
	return l->pack->model != NULL;
}

static bool read_node(struct load *l, const struct json *value,
		      const char *type, const char **out)
{
	const struct sim_model *model = l->pack->model;
	const char *is;

	if (!load_string(l, value, out) ||
	    !load_known(l, value, *out, NAMES_NODE))
		return false;
	is = sim_model_node_type(model, sim_model_node(model, *out));
	if (strcmp(is, type))
		return json_fail(l->doc, value, l->err,
				 "must name a node of type %s; '%s' is a %s",
				 type, *out, is);
	return true;
}

static bool parse_api(struct load *l, const struct json *value, void *out)
{
	return read_node(l, value, "api", out);
}

static bool parse_caller(struct load *l, const struct json *value, void *out)
{
	return read_node(l, value, "caller", out);
}

static bool parse_pool(struct load *l, const struct json *value, void *out)
{
	return read_node(l, value, "pool", out);
}

static const struct field page_fields[] = {
	{ "title", FIELD_TEXT, .at = offsetof(struct pack_page, title) },
	{ "text", FIELD_PROSE, .at = offsetof(struct pack_page, text) },
	{ "stale", FIELD_BOOL, .optional = true,
	  .at = offsetof(struct pack_page, stale) },
	{ .key = NULL },
};

static bool parse_page(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, page_fields, out);
}

static const struct field line_fields[] = {
	{ "title", FIELD_PROSE, .at = offsetof(struct pack_line, title) },
	{ "figure", FIELD_TEXT, .at = offsetof(struct pack_line, figure) },
	{ "times", FIELD_NUMBER, .optional = true,
	  .at = offsetof(struct pack_line, times), .low = 0, .high = 1e9 },
	{ "warn", FIELD_NUMBER, .optional = true,
	  .at = offsetof(struct pack_line, warn), .low = 0, .high = 1e12 },
	{ "bad", FIELD_NUMBER, .optional = true,
	  .at = offsetof(struct pack_line, bad), .low = 0, .high = 1e12 },
	{ .key = NULL },
};

static bool parse_line(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, line_fields, out);
}

static const struct field screen_fields[] = {
	{ "api", FIELD_VALUE, .at = offsetof(struct pack_screen, api),
	  .parse = parse_api },
	{ "caller", FIELD_VALUE, .at = offsetof(struct pack_screen, caller),
	  .parse = parse_caller },
	{ "workers", FIELD_VALUE, .at = offsetof(struct pack_screen, workers),
	  .parse = parse_pool },
	{ "post", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_screen, post), .parse = parse_pool },
	{ "infra", FIELD_NAMES, .at = offsetof(struct pack_screen, infra),
	  .count_at = offsetof(struct pack_screen, infra_count),
	  .names = NAMES_NODE },
	{ "bill_by", FIELD_NAMES, .at = offsetof(struct pack_screen, bill_by),
	  .count_at = offsetof(struct pack_screen, bill_by_count),
	  .names = NAMES_BILL },
	{ "labels", FIELD_NAMES, .at = offsetof(struct pack_screen, labels),
	  .count_at = offsetof(struct pack_screen, label_count),
	  .names = NAMES_ATTRIBUTE },
	{ "client_timeout", FIELD_NAME,
	  .at = offsetof(struct pack_screen, client_timeout),
	  .names = NAMES_PARAMETER },
	{ "overview", FIELD_LIST, .optional = true,
	  .at = offsetof(struct pack_screen, overview),
	  .count_at = offsetof(struct pack_screen, overview_count),
	  .parse = parse_line, .size = sizeof(struct pack_line) },
	{ "credit", FIELD_VALUE, .optional = true,
	  .at = offsetof(struct pack_screen, credit), .parse = parse_api },
	{ "map", FIELD_PROSES, .at = offsetof(struct pack_screen, map),
	  .count_at = offsetof(struct pack_screen, map_count) },
	{ "map_note", FIELD_PROSE, .optional = true,
	  .at = offsetof(struct pack_screen, map_note) },
	{ "runbook", FIELD_LIST, .optional = true,
	  .at = offsetof(struct pack_screen, runbook),
	  .count_at = offsetof(struct pack_screen, runbook_count),
	  .parse = parse_page, .size = sizeof(struct pack_page) },
	{ "private", FIELD_TEXTS, .optional = true,
	  .at = offsetof(struct pack_screen, private_words),
	  .count_at = offsetof(struct pack_screen, private_count) },
	{ .key = NULL },
};

bool pack_parse_screen(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, screen_fields, out);
}
