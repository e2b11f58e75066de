#include "sim/model_parse.h"

#include <string.h>

/* Parsing one node by the table of its type. */

static struct model_node *node_of(const struct parser *p, int node)
{
	return &p->model->node[node];
}

static bool parse_route(const struct parser *p, const struct json *at,
			struct route *route)
{
	const struct json *item = at;
	bool list = json_type(at) == JSON_ARRAY;

	if (list && (json_count(at) == 0 || json_count(at) > MODEL_ROUTE_MAX))
		return json_fail(p->doc, at, p->err,
				 "this must name 1 to %d nodes",
				 MODEL_ROUTE_MAX);
	for (item = list ? json_first(at) : at; item != NULL;
	     item = list ? json_next(item) : NULL) {
		int to = parse_node_name(p, item);

		if (to < 0)
			return false;
		if (p->model->node[to].type == NODE_SOURCE ||
		    p->model->node[to].type == NODE_AUTOSCALER)
			return json_fail(p->doc, item, p->err,
					 "a %s cannot be called",
					 sim_model_node_type(p->model, to));
		route->node[route->count++] = (uint8_t)to;
	}
	return true;
}

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

static bool need_object(const struct parser *p, const struct json *at)
{
	if (json_type(at) == JSON_OBJECT)
		return true;
	return json_fail(p->doc, at, p->err, "this must be an object, not %s",
			 json_type_name(json_type(at)));
}

static bool parse_match(const struct parser *p, const struct json *at, int node)
{
	const struct json *member;

	if (!need_object(p, at))
		return false;
	node_of(p, node)->matches_all = json_count(at) == 0;
	for (member = json_first(at); member; member = json_next(member)) {
		int a = parse_attribute(p, member, json_key(member));

		if (a < 0 || !parse_match_values(p, member, a,
						 &node_of(p, node)->match[a]))
			return false;
	}
	return true;
}

static bool parse_by(const struct parser *p, const struct json *at, int node)
{
	const char *name = parse_string(p, at);

	if (name == NULL)
		return false;
	node_of(p, node)->attribute = parse_attribute(p, at, name);
	return node_of(p, node)->attribute >= 0;
}

/* A spend cap changes what its API's price goes by, unless it says else. */
static bool borrow_attribute(const struct parser *p, int node)
{
	struct model_node *n = node_of(p, node);
	const struct json *by;

	if (n->attribute >= 0 || n->target < 0)
		return true;
	by = json_get(json_get(p->nodes, node_of(p, n->target)->name), "by");
	return by == NULL || parse_by(p, by, node);
}

static bool parse_map(const struct parser *p, const struct json *at, int node)
{
	struct model_node *n = node_of(p, node);
	const struct json *member;

	if (!need_object(p, at) || !borrow_attribute(p, node))
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

static bool parse_target(const struct parser *p, const struct json *at,
			 int node, const struct field *field)
{
	int target = parse_node_name(p, at);

	if (target < 0)
		return false;
	if (p->model->node[target].type != (enum node_type)field->slot)
		return json_fail(p->doc, at, p->err,
				 "\"%s\" is a node of type %s, but this needs "
				 "one of type %s",
				 p->model->node[target].name,
				 sim_model_node_type(p->model, target),
				 model_type_name((enum node_type)field->slot));
	node_of(p, node)->target = target;
	return true;
}

static bool parse_discipline(const struct parser *p, const struct json *at,
			     int node)
{
	static const struct name_list known = { { "fifo", "lifo", "priority" },
						3 };
	const char *name = parse_string(p, at);

	if (name == NULL)
		return false;
	for (int i = 0; i < known.count; i++) {
		if (strcmp(known.name[i], name) == 0) {
			node_of(p, node)->discipline = (enum discipline)i;
			return true;
		}
	}
	return parse_unknown(p, at, "discipline", name, &known);
}

static bool parse_priority(const struct parser *p, const struct json *at,
			   int node)
{
	static const char *const keys[] = { "by", "order", NULL };
	struct model_node *n = node_of(p, node);
	const struct json *order, *item;
	const char *by;
	uint8_t rank = 0;

	if (!need_object(p, at) || !json_only_keys(p->doc, at, keys, p->err))
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
	struct asked *asked = &node_of(p, node)->asked[a];
	const struct json *member;
	double total = 0.0;

	for (member = json_first(at); member; member = json_next(member)) {
		if (parse_value(p, member, a, json_key(member)) < 0)
			return false;
	}
	asked->weighted = true;
	asked->weights = (uint16_t)p->model->parameter_count;
	for (int v = 0; v < attribute->count; v++) {
		const struct json *weight = json_get(at, attribute->value[v]);
		struct parameter_spec spec = { node, -1, 0, 0, 1e6, false };

		if (weight != NULL &&
		    !parse_number(p, weight, 0, 1e6, false, &spec.value))
			return false;
		total += spec.value;
		if (!parse_parameter(p, at, &spec, "%s.%s.%s",
				     node_of(p, node)->name, attribute->name,
				     attribute->value[v]))
			return false;
	}
	if (total <= 0.0)
		return json_fail(p->doc, at, p->err,
				 "one of the weights must be above 0");
	return true;
}

static bool parse_asked(const struct parser *p, const struct json *at, int node)
{
	const struct json *member;

	if (!need_object(p, at))
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
		node_of(p, node)->asked[a].value = (uint8_t)v;
	}
	return true;
}

static bool parse_field(const struct parser *p, const struct json *at, int node,
			const struct field *field)
{
	struct model_node *n = node_of(p, node);
	const char *group = field->inside ? field->inside : "";
	const char *name;

	switch (field->kind) {
	case FIELD_LAW:
		name = arena_printf(&p->model->arena, "%s.%s%s%s", n->name,
				    group, field->inside ? "." : "",
				    field->name);
		return parse_law(p, at, node, name, &n->law[field->slot]);
	case FIELD_TIMES:
		return parse_times(p, at, node, field);
	case FIELD_PRICES:
		return parse_prices(p, at, node, field);
	case FIELD_TO:
		return parse_route(p, at, &n->to[field->slot]);
	case FIELD_MATCH:
		return parse_match(p, at, node);
	case FIELD_ATTRIBUTE:
		return parse_by(p, at, node);
	case FIELD_MAP:
		return parse_map(p, at, node);
	case FIELD_PROFILE:
		n->profile = parse_profile(p, at);
		return n->profile >= 0;
	case FIELD_TARGET:
		return parse_target(p, at, node, field);
	case FIELD_DISCIPLINE:
		return parse_discipline(p, at, node);
	case FIELD_PRIORITY:
		return parse_priority(p, at, node);
	case FIELD_ASKED:
		return parse_asked(p, at, node);
	case FIELD_NUMBER:
	case FIELD_GROUP:
	case FIELD_END:
		break;
	}
	return true;
}

/* Where the field's value stands, or NULL. */
static const struct json *find(const struct json *at, const struct field *field)
{
	if (field->inside != NULL)
		at = json_get(at, field->inside);
	return json_get(at, field->name);
}

static bool parse_scalars(const struct parser *p, const struct json *at,
			  int node, const struct field *fields)
{
	struct model_node *n = node_of(p, node);

	n->first = (uint16_t)p->model->parameter_count;
	for (const struct field *f = fields; f->kind != FIELD_END; f++) {
		const struct json *value = find(at, f);
		struct parameter_spec spec = { node,   f->slot, f->fallback,
					       f->low, f->high, f->integer };

		if (f->kind != FIELD_NUMBER)
			continue;
		if (value != NULL && !parse_number(p, value, f->low, f->high,
						   f->integer, &spec.value))
			return false;
		if (!parse_parameter(p, at, &spec, "%s.%s%s%s", n->name,
				     f->inside ? f->inside : "",
				     f->inside ? "." : "", f->name))
			return false;
	}
	return true;
}

static bool check_keys(const struct parser *p, const struct json *at,
		       enum node_type type)
{
	const char *names[MODEL_FIELDS_MAX];

	model_field_names(type, NULL, names);
	if (!json_only_keys(p->doc, at, names, p->err))
		return false;
	for (const struct field *f = model_fields(type); f->kind != FIELD_END;
	     f++) {
		const struct json *value = json_get(at, f->name);

		if (f->required && value == NULL)
			return json_fail(p->doc, at, p->err,
					 "a %s needs \"%s\"",
					 model_type_name(type), f->name);
		if (f->kind != FIELD_GROUP || value == NULL)
			continue;
		model_field_names(type, f->name, names);
		if (!need_object(p, value) ||
		    !json_only_keys(p->doc, value, names, p->err))
			return false;
	}
	return true;
}

bool parse_node(const struct parser *p, const struct json *at, int node)
{
	const struct field *fields = model_fields(node_of(p, node)->type);

	if (!check_keys(p, at, node_of(p, node)->type) ||
	    !parse_scalars(p, at, node, fields))
		return false;
	/* What names an attribute first: maps and lists of values need it. */
	for (int pass = 0; pass < 2; pass++) {
		for (const struct field *f = fields; f->kind != FIELD_END;
		     f++) {
			const struct json *value = find(at, f);

			if (value == NULL ||
			    (f->kind == FIELD_ATTRIBUTE) != (pass == 0))
				continue;
			if (!parse_field(p, value, node, f))
				return false;
		}
	}
	return true;
}
