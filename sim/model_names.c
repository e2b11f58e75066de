#include "sim/model_parse.h"

#include <string.h>

/* Steps to turn one name into the other (Levenshtein), over short names. */
static int distance(const char *a, const char *b)
{
	int row[MODEL_NAME_MAX + 1];
	int length = (int)strlen(b);

	if (length > MODEL_NAME_MAX)
		return MODEL_NAME_MAX;
	for (int j = 0; j <= length; j++)
		row[j] = j;
	for (int i = 0; a[i] != '\0'; i++) {
		int diagonal = row[0];

		row[0] = i + 1;
		for (int j = 1; j <= length; j++) {
			int best = diagonal + (a[i] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[length];
}

static const char *nearest(const char *name, const struct name_list *known)
{
	const char *best = NULL;
	int least = (int)strlen(name) / 2 + 1;

	for (int i = 0; i < known->count; i++) {
		int d = distance(name, known->name[i]);

		if (d < least) {
			least = d;
			best = known->name[i];
		}
	}
	return best;
}

bool parse_unknown(const struct parser *p, const struct json *at,
		   const char *what, const char *name,
		   const struct name_list *known)
{
	const char *near = nearest(name, known);

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
