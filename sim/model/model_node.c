#include "sim/model/model_parse.h"

#include <string.h>

/* Parsing one node by the table of its type. */

static struct model_node *node_of(const struct parser *p, int node)
{
	return &p->model->node[node];
}

static bool check_callable(const struct parser *p, const struct json *at,
			   int node)
{
	enum node_type type = node_of(p, node)->type;

	if (type != NODE_SOURCE && type != NODE_AUTOSCALER &&
	    type != NODE_BURN_RATE && type != NODE_GUARDRAIL)
		return true;
	return json_fail(p->doc, at, p->err, "a %s cannot be called",
			 model_type_name(type));
}

bool parse_to(const struct parser *p, const struct json *at,
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
		if (!check_callable(p, item, to))
			return false;
		route->node[route->count++] = (uint8_t)to;
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
		return parse_to(p, at, &n->to[field->slot]);
	case FIELD_MATCH:
		return parse_match(p, at, node);
	case FIELD_ATTRIBUTE:
		return parse_by(p, at, node);
	case FIELD_MAP:
		return parse_map(p, at, node);
	case FIELD_PROFILE:
		n->profile = parse_profile(p, at);
		return n->profile >= 0;
	case FIELD_ARRIVALS:
		return parse_arrivals(p, at, node);
	case FIELD_RECORDED:
		return parse_recorded(p, at, node);
	case FIELD_TARGET:
		return parse_target(p, at, node, field);
	case FIELD_DISCIPLINE:
		return parse_discipline(p, at, node);
	case FIELD_LIMIT:
		return parse_limit(p, at, node);
	case FIELD_PRIORITY:
		return parse_priority(p, at, node);
	case FIELD_ASKED:
		return parse_asked(p, at, node);
	case FIELD_NODE:
		n->target = parse_node_name(p, at);
		return n->target >= 0 && check_callable(p, at, n->target);
	case FIELD_FAULT:
		return parse_fault(p, at, node);
	case FIELD_WATCHED:
		n->target = parse_node_name(p, at);
		return n->target >= 0;
	case FIELD_ALERTS:
		return parse_alerts(p, at, node);
	case FIELD_METRIC:
		return parse_metric(p, at, node);
	case FIELD_ROUTES:
		return parse_routes(p, at, node);
	case FIELD_CHOOSE:
		return parse_choose(p, at, node);
	case FIELD_OUTCOMES:
		return parse_outcomes(p, at, node);
	case FIELD_NUMBER:
	case FIELD_BESIDE:
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

static bool parse_scalar(const struct parser *p, const struct json *at,
			 enum node_type type, const struct field *field,
			 double *out)
{
	const char *const *words = model_words(type, field->slot);

	if (words != NULL)
		return parse_word(p, at, field, words, out);
	return parse_number(p, at, field->low, field->high, field->integer,
			    out);
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
		if (value != NULL &&
		    !parse_scalar(p, value, n->type, f, &spec.value))
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
		if (!parse_object(p, value) ||
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
