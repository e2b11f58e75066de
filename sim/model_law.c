#include "sim/model_parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define LONGEST 1e9 /* seconds */
#define SIGMA_MAX 5.0
#define PLACE_MAX (4 * MODEL_NAME_MAX)

bool parse_number(const struct parser *p, const struct json *at, double low,
		  double high, bool integer, double *out)
{
	bool truth = integer && low == 0.0 && high == 1.0;

	if (truth && json_type(at) == JSON_BOOL) {
		*out = json_bool_or(at, false);
		return true;
	}
	if (json_type(at) != JSON_NUMBER)
		return json_fail(p->doc, at, p->err,
				 "this must be a number, not %s",
				 json_type_name(json_type(at)));
	*out = json_number_or(at, 0.0);
	if (truth && *out != 0.0 && *out != 1.0)
		return json_fail(p->doc, at, p->err,
				 "this is a switch: 0 or 1");
	if (!(*out >= low && *out <= high))
		return json_fail(p->doc, at, p->err,
				 "this must be from %.10g to %.10g", low, high);
	if (integer && *out != (double)(int64_t)*out)
		return json_fail(p->doc, at, p->err,
				 "this must be a whole number");
	return true;
}

bool parse_parameter(const struct parser *p, const struct json *at,
		     const struct parameter_spec *spec, const char *format, ...)
{
	struct sim_model *m = p->model;
	char name[PLACE_MAX];
	va_list args;

	if (m->parameter_count == SIM_PARAMETERS_MAX)
		return json_fail(p->doc, at, p->err,
				 "the model has more than %d numbers",
				 SIM_PARAMETERS_MAX);
	va_start(args, format);
	vsnprintf(name, sizeof name, format, args);
	va_end(args);
	m->parameter[m->parameter_count++] = (struct model_parameter){
		.name = arena_strdup(&m->arena, name),
		.fallback = spec->value,
		.low = spec->low,
		.high = spec->high,
		.integer = spec->integer,
		.node = (uint8_t)spec->node,
		.slot = (int16_t)spec->slot,
	};
	return true;
}

static const struct {
	const char *name;
	enum law_kind kind;
	const char *a, *b; /* names of its numbers */
	double a_high, b_high;
} laws[] = {
	{ "constant", LAW_CONSTANT, "value", NULL, LONGEST, 0 },
	{ "exponential", LAW_EXPONENTIAL, "mean", NULL, LONGEST, 0 },
	{ "lognormal", LAW_LOGNORMAL, "mean", "sigma", LONGEST, SIGMA_MAX },
	{ "uniform", LAW_UNIFORM, "low", "high", LONGEST, LONGEST },
};
#define LAWS (sizeof laws / sizeof laws[0])

static bool law_number(const struct parser *p, const struct json *at, int node,
		       const char *name, const char *key, double high,
		       uint16_t *out)
{
	const struct json *value = json_get(at, key);
	struct parameter_spec spec = { node, -1, 0, 0, high, false };

	if (value == NULL)
		return json_fail(p->doc, at, p->err, "this law needs a \"%s\"",
				 key);
	*out = (uint16_t)p->model->parameter_count;
	return parse_number(p, value, 0, high, false, &spec.value) &&
	       parse_parameter(p, value, &spec, "%s.%s", name, key);
}

static bool parse_named_law(const struct parser *p, const struct json *at,
			    int node, const char *name, struct law *out)
{
	const struct json *which = json_get(at, "law");
	const char *text = parse_string(p, which);
	struct name_list known = { .count = 0 };

	if (text == NULL)
		return false;
	for (size_t i = 0; i < LAWS; i++) {
		const char *keys[] = { "law", laws[i].a, laws[i].b, NULL };

		known.name[known.count++] = laws[i].name;
		if (strcmp(laws[i].name, text) != 0)
			continue;
		out->kind = (uint8_t)laws[i].kind;
		return json_only_keys(p->doc, at, keys, p->err) &&
		       law_number(p, at, node, name, laws[i].a, laws[i].a_high,
				  &out->a) &&
		       (laws[i].b == NULL ||
			law_number(p, at, node, name, laws[i].b, laws[i].b_high,
				   &out->b));
	}
	return parse_unknown(p, which, "law", text, &known);
}

bool parse_law(const struct parser *p, const struct json *at, int node,
	       const char *name, struct law *out)
{
	struct parameter_spec spec = { node, -1, 0, 0, LONGEST, false };

	if (json_type(at) == JSON_OBJECT) {
		if (json_get(at, "law") == NULL)
			return json_fail(p->doc, at, p->err,
					 "a law needs a \"law\": constant, "
					 "exponential, lognormal or uniform");
		return parse_named_law(p, at, node, name, out);
	}
	out->kind = LAW_CONSTANT;
	out->a = (uint16_t)p->model->parameter_count;
	return parse_number(p, at, 0, LONGEST, false, &spec.value) &&
	       parse_parameter(p, at, &spec, "%s", name);
}

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

#define PRICE_MAX 1e6

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
