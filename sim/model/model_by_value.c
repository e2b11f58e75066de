#include "sim/model/model_parse.h"

#include <string.h>

/* Laws and prices that are one for all, or one for each value of an
 * attribute. */

#define PRICE_MAX 1e6

/* Which attribute chooses: the object's own "by" or the node's. */
static bool choose(const struct parser *p, const struct json *at, int node,
		   int *attribute)
{
	const struct json *by = json_get(at, "by");
	const char *name;

	*attribute = p->model->node[node].attribute;
	if (by == NULL && *attribute >= 0)
		return true;
	if (by == NULL)
		return json_fail(p->doc, at, p->err,
				 "there are several here; \"by\" must say "
				 "which attribute chooses");
	name = parse_string(p, by);
	if (name == NULL)
		return false;
	*attribute = parse_attribute(p, by, name);
	return *attribute >= 0;
}

/* Every value has a member, and every member but "by" is a value. */
static bool check_values(const struct parser *p, const struct json *at,
			 int attribute)
{
	const struct model_attribute *a = &p->model->attribute[attribute];
	const struct json *member;

	for (member = json_first(at); member; member = json_next(member)) {
		if (strcmp(json_key(member), "by") != 0 &&
		    parse_value(p, member, attribute, json_key(member)) < 0)
			return false;
	}
	for (int v = 0; v < a->count; v++) {
		if (json_get(at, a->value[v]) == NULL)
			return json_fail(p->doc, at, p->err,
					 "\"%s\" of %s is missing here",
					 a->value[v], a->name);
	}
	return true;
}

static struct law *new_law(const struct parser *p, const struct json *at)
{
	if (p->model->law_count == MODEL_VALUE_LAWS_MAX) {
		json_fail(p->doc, at, p->err, "the model has more than %d laws",
			  MODEL_VALUE_LAWS_MAX);
		return NULL;
	}
	return &p->model->laws[p->model->law_count++];
}

static bool parse_times_by(const struct parser *p, const struct json *at,
			   int node, const char *name, int attribute)
{
	const struct model_attribute *a = &p->model->attribute[attribute];

	for (int v = 0; v < a->count; v++) {
		const struct json *value = json_get(at, a->value[v]);
		struct law *law = new_law(p, at);
		const char *place = arena_printf(&p->model->arena, "%s.%s",
						 name, a->value[v]);

		if (law == NULL || !parse_law(p, value, node, place, law))
			return false;
	}
	return true;
}

bool parse_times(const struct parser *p, const struct json *at, int node,
		 const struct field *field)
{
	struct model_node *n = &p->model->node[node];
	bool single = json_type(at) != JSON_OBJECT ||
		      json_get(at, "law") != NULL;
	const char *name = arena_printf(&p->model->arena, "%s.%s", n->name,
					field->name);
	struct law *law;
	int attribute;

	n->times.given = true;
	n->times.first = (uint16_t)p->model->law_count;
	n->times.attribute = -1;
	if (single) {
		law = new_law(p, at);
		return law != NULL && parse_law(p, at, node, name, law);
	}
	if (!choose(p, at, node, &attribute) || !check_values(p, at, attribute))
		return false;
	n->times.attribute = (int8_t)attribute;
	return parse_times_by(p, at, node, name, attribute);
}

bool parse_prices(const struct parser *p, const struct json *at, int node,
		  const struct field *field)
{
	struct model_node *n = &p->model->node[node];
	struct parameter_spec spec = { node, -1, 0, 0, PRICE_MAX, false };
	const struct model_attribute *a;
	int attribute;

	n->prices.given = true;
	n->prices.first = (uint16_t)p->model->parameter_count;
	n->prices.attribute = -1;
	if (json_type(at) != JSON_OBJECT)
		return parse_number(p, at, 0, PRICE_MAX, false, &spec.value) &&
		       parse_parameter(p, at, &spec, "%s.%s", n->name,
				       field->name);
	if (!choose(p, at, node, &attribute) || !check_values(p, at, attribute))
		return false;
	n->prices.attribute = (int8_t)attribute;
	a = &p->model->attribute[attribute];
	for (int v = 0; v < a->count; v++) {
		const struct json *price = json_get(at, a->value[v]);

		if (!parse_number(p, price, 0, PRICE_MAX, false, &spec.value) ||
		    !parse_parameter(p, price, &spec, "%s.%s.%s", n->name,
				     field->name, a->value[v]))
			return false;
	}
	return true;
}
