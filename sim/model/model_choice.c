#include "sim/model/model_parse.h"

#include <string.h>

/* Fields of a node that choose by attributes and their values. */

static bool parse_match_values(const struct parser *p, const struct json *at,
			       int attribute, uint32_t *bits)
{
	bool list = json_type(at) == JSON_ARRAY;

	if (list && json_count(at) == 0)
		return json_fail(p->doc, at, p->err,
				 "this must name at least one value");
	for (const struct json *item = list ? json_first(at) : at; item != NULL;
	     item = list ? json_next(item) : NULL) {
		const char *name = parse_string(p, item);
		int v = name == NULL ? -1
				     : parse_value(p, item, attribute, name);

		if (v < 0)
			return false;
		*bits |= UINT32_C(1) << v;
	}
	return true;
}

bool parse_match(const struct parser *p, const struct json *at, int node)
{
	const struct json *member;

	if (!parse_object(p, at))
		return false;
	p->model->node[node].matches_all = json_count(at) == 0;
	for (member = json_first(at); member; member = json_next(member)) {
		int a = parse_attribute(p, member, json_key(member));

		if (a < 0 ||
		    !parse_match_values(p, member, a,
					&p->model->node[node].match[a]))
			return false;
	}
	return true;
}

bool parse_by(const struct parser *p, const struct json *at, int node)
{
	const char *name = parse_string(p, at);

	if (name == NULL)
		return false;
	p->model->node[node].attribute = parse_attribute(p, at, name);
	return p->model->node[node].attribute >= 0;
}

/* A spend cap changes what its API's price goes by, unless it says else. */
static bool borrow_attribute(const struct parser *p, int node)
{
	struct model_node *n = &p->model->node[node];
	const struct json *by;

	if (n->attribute >= 0 || n->target < 0)
		return true;
	by = json_get(json_get(p->nodes, p->model->node[n->target].name), "by");
	return by == NULL || parse_by(p, by, node);
}

bool parse_map(const struct parser *p, const struct json *at, int node)
{
	struct model_node *n = &p->model->node[node];
	const struct json *member;

	if (!parse_object(p, at) || !borrow_attribute(p, node))
		return false;
	if (n->attribute < 0)
		return json_fail(p->doc, at, p->err,
				 "a map needs the node's \"attribute\": the "
				 "one whose values it changes");
	for (member = json_first(at); member; member = json_next(member)) {
		int from = parse_value(p, member, n->attribute,
				       json_key(member));
		const char *name = from < 0 ? NULL : parse_string(p, member);
		int to = name == NULL
				 ? -1
				 : parse_value(p, member, n->attribute, name);

		if (to < 0)
			return false;
		n->map[from] = (uint8_t)to;
	}
	return true;
}

/* The place of the word among those known. */
static bool parse_choice(const struct parser *p, const struct json *at,
			 const char *what, const struct name_list *known,
			 int *out)
{
	const char *name = parse_string(p, at);

	if (name == NULL)
		return false;
	for (*out = 0; *out < known->count; ++*out) {
		if (strcmp(known->name[*out], name) == 0)
			return true;
	}
	return parse_unknown(p, at, what, name, known);
}

bool parse_discipline(const struct parser *p, const struct json *at, int node)
{
	static const struct name_list known = {
		{ "fifo", "lifo", "priority", "ps" }, 4
	};
	int choice;

	if (!parse_choice(p, at, "discipline", &known, &choice))
		return false;
	p->model->node[node].discipline = (enum discipline)choice;
	return true;
}

bool parse_limit(const struct parser *p, const struct json *at, int node)
{
	static const struct name_list known = {
		{ "token-bucket", "fixed-window", "sliding-window" }, 3
	};
	int choice;

	if (!parse_choice(p, at, "kind of limiter", &known, &choice))
		return false;
	p->model->node[node].limit = (enum limit)choice;
	return true;
}

bool parse_priority(const struct parser *p, const struct json *at, int node)
{
	static const char *const keys[] = { "by", "order", NULL };
	struct model_node *n = &p->model->node[node];
	const struct json *order, *item;
	const char *by;
	uint8_t rank = 0;

	if (!parse_object(p, at) || !json_only_keys(p->doc, at, keys, p->err))
		return false;
	by = json_need_string(p->doc, at, "by", p->err);
	order = by == NULL ? NULL
			   : json_need(p->doc, at, "order", JSON_ARRAY, p->err);
	if (order == NULL)
		return false;
	n->rank_attribute = parse_attribute(p, json_get(at, "by"), by);
	if (n->rank_attribute < 0)
		return false;
	n->rank_unset = (uint8_t)json_count(order);
	for (int v = 0; v < SIM_VALUES_MAX; v++)
		n->rank[v] = n->rank_unset;
	for (item = json_first(order); item; item = json_next(item)) {
		const char *name = parse_string(p, item);
		int v = name == NULL
				? -1
				: parse_value(p, item, n->rank_attribute, name);

		if (v < 0)
			return false;
		if (n->rank[v] != n->rank_unset)
			return json_fail(p->doc, item, p->err,
					 "\"%s\" is named twice", name);
		n->rank[v] = rank++;
	}
	return true;
}

static bool parse_weights(const struct parser *p, const struct json *at,
			  int node, int a)
{
	const struct model_attribute *attribute = &p->model->attribute[a];
	struct asked *asked = &p->model->node[node].asked[a];
	const struct json *member;
	double total = 0.0;

	for (member = json_first(at); member; member = json_next(member)) {
		if (parse_value(p, member, a, json_key(member)) < 0)
			return false;
	}
	asked->weighted = p->model->node[node].weighted = true;
	asked->weights = (uint16_t)p->model->parameter_count;
	for (int v = 0; v < attribute->count; v++) {
		const struct json *weight = json_get(at, attribute->value[v]);
		struct parameter_spec spec = { node, -1, 0, 0, 1e6, false };

		if (weight != NULL &&
		    !parse_number(p, weight, 0, 1e6, false, &spec.value))
			return false;
		total += spec.value;
		if (!parse_parameter(p, at, &spec, "%s.%s.%s",
				     p->model->node[node].name, attribute->name,
				     attribute->value[v]))
			return false;
	}
	if (total <= 0.0)
		return json_fail(p->doc, at, p->err,
				 "one of the weights must be above 0");
	return true;
}

bool parse_asked(const struct parser *p, const struct json *at, int node)
{
	const struct json *member;

	if (!parse_object(p, at))
		return false;
	for (member = json_first(at); member; member = json_next(member)) {
		int a = parse_attribute(p, member, json_key(member));
		const char *name;
		int v;

		if (a < 0)
			return false;
		if (json_type(member) == JSON_OBJECT) {
			if (!parse_weights(p, member, node, a))
				return false;
			continue;
		}
		name = parse_string(p, member);
		v = name == NULL ? -1 : parse_value(p, member, a, name);
		if (v < 0)
			return false;
		p->model->node[node].plain[a] = (uint8_t)v;
	}
	return true;
}
