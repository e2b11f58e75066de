#include "sim/model/model_parse.h"

#include "base/mem.h"
#include "base/random.h"

#include <string.h>

static bool parse_values(const struct parser *p, const struct json *at,
			 struct model_attribute *attribute)
{
	const struct json *item;

	if (json_type(at) != JSON_ARRAY || json_count(at) == 0 ||
	    json_count(at) > SIM_VALUES_MAX)
		return json_fail(p->doc, at, p->err,
				 "this must be a list of 1 to %d values",
				 SIM_VALUES_MAX);
	for (item = json_first(at); item; item = json_next(item)) {
		const char *name = parse_string(p, item);

		if (name == NULL)
			return false;
		for (int v = 0; v < attribute->count; v++) {
			if (strcmp(attribute->value[v], name) == 0)
				return json_fail(p->doc, item, p->err,
						 "\"%s\" is named twice", name);
		}
		if (!parse_name(p, item, "a value", name,
				attribute->value[attribute->count++]))
			return false;
	}
	return true;
}

static bool parse_attributes(const struct parser *p, const struct json *at)
{
	const struct json *member;

	if (at != NULL && (json_type(at) != JSON_OBJECT ||
			   json_count(at) > SIM_ATTRIBUTES_MAX))
		return json_fail(p->doc, at, p->err,
				 "this must be an object of at most %d "
				 "attributes",
				 SIM_ATTRIBUTES_MAX);
	for (member = json_first(at); member; member = json_next(member)) {
		struct model_attribute *attribute =
			&p->model->attribute[p->model->attribute_count++];

		if (!parse_name(p, member, "an attribute", json_key(member),
				attribute->name) ||
		    !parse_values(p, member, attribute))
			return false;
		attribute->key = random_key_text(attribute->name);
	}
	return true;
}

static bool parse_hours(const struct parser *p, const struct json *at,
			struct model_profile *profile)
{
	const struct json *item;
	int hour = 0;

	if (json_type(at) != JSON_ARRAY || json_count(at) != MODEL_HOURS)
		return json_fail(p->doc, at, p->err,
				 "a profile must be a list of %d numbers, one "
				 "for each hour of the day",
				 MODEL_HOURS);
	for (item = json_first(at); item; item = json_next(item), hour++) {
		if (!parse_number(p, item, 0, 1000, false,
				  &profile->hour[hour]))
			return false;
		if (profile->hour[hour] > profile->highest)
			profile->highest = profile->hour[hour];
	}
	return true;
}

static bool parse_profiles(const struct parser *p, const struct json *at)
{
	const struct json *member;

	if (at != NULL && (json_type(at) != JSON_OBJECT ||
			   json_count(at) > MODEL_PROFILES_MAX))
		return json_fail(p->doc, at, p->err,
				 "this must be an object of at most %d "
				 "profiles",
				 MODEL_PROFILES_MAX);
	for (member = json_first(at); member; member = json_next(member)) {
		struct model_profile *profile =
			&p->model->profile[p->model->profile_count++];

		if (!parse_name(p, member, "a profile", json_key(member),
				profile->name) ||
		    !parse_hours(p, member, profile))
			return false;
	}
	return true;
}

static bool parse_trace_share(const struct parser *p, const struct json *at)
{
	p->model->trace_share = 1.0;
	return at == NULL ||
	       parse_number(p, at, 0, 1, false, &p->model->trace_share);
}

/* What is counted is multiplied by it when somebody asks. */
static bool parse_scale(const struct parser *p, const struct json *at)
{
	p->model->scale = 1.0;
	return at == NULL ||
	       parse_number(p, at, 1, 1e6, false, &p->model->scale);
}

static bool parse_clock(const struct parser *p, const struct json *at)
{
	static const char *const keys[] = { "hour_at_zero", NULL };
	const struct json *hour = json_get(at, "hour_at_zero");

	if (at == NULL)
		return true;
	if (json_type(at) != JSON_OBJECT)
		return json_fail(p->doc, at, p->err, "this must be an object");
	if (!json_only_keys(p->doc, at, keys, p->err))
		return false;
	return hour == NULL || parse_number(p, hour, 0, MODEL_HOURS, false,
					    &p->model->hour_at_zero);
}

static bool parse_type(const struct parser *p, const struct json *at,
		       enum node_type *type)
{
	const char *name = json_need_string(p->doc, at, "type", p->err);
	struct name_list known = { .count = 0 };

	if (name == NULL)
		return false;
	for (int t = 0; t < NODE_TYPES; t++) {
		known.name[known.count++] = model_type_name((enum node_type)t);
		if (strcmp(known.name[t], name) == 0) {
			*type = (enum node_type)t;
			return true;
		}
	}
	return parse_unknown(p, json_get(at, "type"), "type of node", name,
			     &known);
}

/* Names and types of all nodes first, so that any can name any other. */
static bool declare_node(const struct parser *p, const struct json *at)
{
	int index = p->model->node_count++;
	struct model_node *n = &p->model->node[index];

	if (json_type(at) != JSON_OBJECT)
		return json_fail(p->doc, at, p->err,
				 "a node must be an object");
	if (!parse_name(p, at, "a node", json_key(at), n->name) ||
	    !parse_type(p, at, &n->type))
		return false;
	n->key = random_key_text(n->name);
	n->attribute = n->profile = n->target = n->rank_attribute = -1;
	n->matches_all = true;
	if (n->type == NODE_SPEND_CAP) {
		n->cap = p->model->cap_count++;
		p->model->cap_node[n->cap] = (uint8_t)index;
	} else if (n->type == NODE_CACHE) {
		p->model->cache_node[p->model->cache_count++] = (uint8_t)index;
	}
	n->counts_in_flight = n->type == NODE_LIMITER &&
			      json_get(at, "concurrency") != NULL;
	n->has_people = json_get(at, "press_again") != NULL ||
			json_get(at, "give_up_s") != NULL ||
			json_get(at, "give_up_acknowledged_s") != NULL;
	for (int a = 0; a < SIM_ATTRIBUTES_MAX; a++)
		n->plain[a] = MODEL_UNSET;
	for (int v = 0; v < SIM_VALUES_MAX; v++)
		n->map[v] = (uint8_t)v;
	return true;
}

static bool parse_nodes(const struct parser *p)
{
	const struct json *member;
	int node = 0;

	if (json_count(p->nodes) > SIM_NODES_MAX)
		return json_fail(p->doc, p->nodes, p->err,
				 "the model has more than %d nodes",
				 SIM_NODES_MAX);
	for (member = json_first(p->nodes); member;
	     member = json_next(member)) {
		if (!declare_node(p, member))
			return false;
	}
	for (member = json_first(p->nodes); member;
	     member = json_next(member)) {
		if (!parse_node(p, member, node++))
			return false;
	}
	return true;
}

struct sim_model *sim_model_parse(const struct json_doc *doc,
				  const struct json *at, struct err *err)
{
	static const char *const keys[] = {
		"comment",     "attributes", "profiles", "clock", "nodes",
		"trace_share", "changes",    "scale",	 NULL
	};
	struct sim_model *model = mem_calloc(1, sizeof *model);
	struct parser p = { model, doc, NULL, err };

	arena_init(&model->arena);
	if (json_type(at) != JSON_OBJECT) {
		json_fail(doc, at, err, "a model must be an object");
		goto fail;
	}
	if (!json_only_keys(doc, at, keys, err))
		goto fail;
	p.nodes = json_need(doc, at, "nodes", JSON_OBJECT, err);
	if (p.nodes == NULL)
		goto fail;
	if (!parse_attributes(&p, json_get(at, "attributes")) ||
	    !parse_profiles(&p, json_get(at, "profiles")) ||
	    !parse_clock(&p, json_get(at, "clock")) ||
	    !parse_trace_share(&p, json_get(at, "trace_share")) ||
	    !parse_scale(&p, json_get(at, "scale")) || !parse_nodes(&p) ||
	    !parse_check(&p) || !parse_changes(&p, json_get(at, "changes")))
		goto fail;
	return model;
fail:
	sim_model_destroy(model);
	return NULL;
}
