#include "sim/model/model_parse.h"

#include "base/nearest.h"

#include <string.h>

bool parse_unknown(const struct parser *p, const struct json *at,
		   const char *what, const char *name,
		   const struct name_list *known)
{
	const char *near = nearest_word(name, known->name);

	if (near != NULL)
		return json_fail(p->doc, at, p->err,
				 "there is no %s \"%.64s\"; did you mean "
				 "\"%s\"?",
				 what, name, near);
	if (known->count > 0)
		return json_fail(p->doc, at, p->err,
				 "there is no %s \"%.64s\"; the first that "
				 "there is, is \"%s\"",
				 what, name, known->name[0]);
	return json_fail(p->doc, at, p->err,
			 "there is no %s \"%.64s\"; the model has none at all",
			 what, name);
}

bool parse_name(const struct parser *p, const struct json *at, const char *what,
		const char *name, char out[MODEL_NAME_MAX])
{
	size_t length = strlen(name);
	size_t good = strspn(name, "abcdefghijklmnopqrstuvwxyz"
				   "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_");

	if (length == 0 || length >= MODEL_NAME_MAX || good != length)
		return json_fail(p->doc, at, p->err,
				 "the name of %s must be 1 to %d letters, "
				 "digits, - or _",
				 what, MODEL_NAME_MAX - 1);
	memcpy(out, name, length + 1);
	return true;
}

const char *parse_string(const struct parser *p, const struct json *at)
{
	const char *text = json_string_or(at, NULL);

	if (text == NULL)
		json_fail(p->doc, at, p->err, "this must be a string, not %s",
			  json_type_name(json_type(at)));
	return text;
}

int parse_attribute(const struct parser *p, const struct json *at,
		    const char *name)
{
	struct name_list known = { .count = 0 };
	int a = sim_model_attribute(p->model, name);

	for (int i = 0; i < p->model->attribute_count; i++)
		known.name[known.count++] = p->model->attribute[i].name;
	if (a < 0)
		parse_unknown(p, at, "attribute", name, &known);
	return a;
}

int parse_value(const struct parser *p, const struct json *at, int attribute,
		const char *name)
{
	const struct model_attribute *a = &p->model->attribute[attribute];
	struct name_list known = { .count = 0 };
	int v = sim_model_value(p->model, attribute, name);

	for (int i = 0; i < a->count; i++)
		known.name[known.count++] = a->value[i];
	if (v < 0)
		parse_unknown(p, at, "value", name, &known);
	return v;
}

int parse_node_name(const struct parser *p, const struct json *at)
{
	const char *name = parse_string(p, at);
	struct name_list known = { .count = 0 };
	int node;

	if (name == NULL)
		return -1;
	node = sim_model_node(p->model, name);
	for (int i = 0; i < p->model->node_count; i++)
		known.name[known.count++] = p->model->node[i].name;
	if (node < 0)
		parse_unknown(p, at, "node", name, &known);
	return node;
}

int parse_profile(const struct parser *p, const struct json *at)
{
	const char *name = parse_string(p, at);
	struct name_list known = { .count = 0 };

	if (name == NULL)
		return -1;
	for (int i = 0; i < p->model->profile_count; i++) {
		known.name[known.count++] = p->model->profile[i].name;
		if (strcmp(p->model->profile[i].name, name) == 0)
			return i;
	}
	parse_unknown(p, at, "profile", name, &known);
	return -1;
}

bool parse_object(const struct parser *p, const struct json *at)
{
	if (json_type(at) == JSON_OBJECT)
		return true;
	return json_fail(p->doc, at, p->err, "this must be an object, not %s",
			 json_type_name(json_type(at)));
}
