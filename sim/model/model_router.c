#include "sim/model/model_parse.h"

#include "sim/telemetry/telemetry.h"

#include <string.h>

/* The fields of a router: named routes, and what chooses between them. */

#define WEIGHT_MAX 1e6

static struct model_node *node_of(const struct parser *p, int node)
{
	return &p->model->node[node];
}

/* The route of that name, or -1 with the err set. */
static int parse_route_name(const struct parser *p, const struct json *at,
			    int node, const char *name)
{
	const struct model_router *r = &node_of(p, node)->router;
	struct name_list known = { .count = 0 };

	for (int i = 0; i < r->count; i++) {
		known.name[known.count++] = r->name[i];
		if (strcmp(r->name[i], name) == 0)
			return i;
	}
	parse_unknown(p, at, "route", name, &known);
	return -1;
}

static bool parse_failover(const struct parser *p, const struct json *at,
			   int node)
{
	struct model_router *r = &node_of(p, node)->router;

	if (at == NULL)
		return true;
	if (json_type(at) != JSON_ARRAY || json_count(at) == 0)
		return json_fail(p->doc, at, p->err,
				 "this must be a list of routes, the best "
				 "first");
	for (const struct json *item = json_first(at); item;
	     item = json_next(item)) {
		const char *name = parse_string(p, item);
		int route = name == NULL
				    ? -1
				    : parse_route_name(p, item, node, name);

		if (route < 0)
			return false;
		for (int i = 0; i < r->failovers; i++) {
			if (r->failover[i] == route)
				return json_fail(p->doc, item, p->err,
						 "\"%s\" is named twice", name);
		}
		r->failover[r->failovers++] = (uint8_t)route;
	}
	return true;
}

/* What a route weighs of which the file does not tell. */
static double usual_weight(const struct model_router *r, int route)
{
	return r->failovers == 0 || r->failover[0] == route;
}

static bool parse_weights(const struct parser *p, const struct json *at,
			  int node)
{
	struct model_router *r = &node_of(p, node)->router;
	double total = 0.0;

	if (at != NULL && !parse_object(p, at))
		return false;
	for (const struct json *member = json_first(at); member;
	     member = json_next(member)) {
		if (parse_route_name(p, member, node, json_key(member)) < 0)
			return false;
	}
	r->weights = (uint16_t)p->model->parameter_count;
	for (int i = 0; i < r->count; i++) {
		const struct json *weight = json_get(at, r->name[i]);
		struct parameter_spec spec = {
			node, -1, 0, 0, WEIGHT_MAX, false
		};

		if (at == NULL)
			spec.value = usual_weight(r, i);
		if (weight != NULL &&
		    !parse_number(p, weight, 0, WEIGHT_MAX, false, &spec.value))
			return false;
		total += spec.value;
		if (!parse_parameter(p, at, &spec, "%s.weight.%s",
				     node_of(p, node)->name, r->name[i]))
			return false;
	}
	if (total <= 0.0)
		return json_fail(p->doc, at, p->err,
				 "one of the weights must be above 0");
	return true;
}

bool parse_routes(const struct parser *p, const struct json *at, int node)
{
	const struct json *all = json_get(p->nodes, node_of(p, node)->name);
	struct model_node *n = node_of(p, node);
	struct model_router *r = &n->router;

	if (!parse_object(p, at))
		return false;
	if (json_count(at) == 0 || json_count(at) > MODEL_ROUTES_MAX)
		return json_fail(p->doc, at, p->err,
				 "this must name 1 to %d routes",
				 MODEL_ROUTES_MAX);
	for (const struct json *member = json_first(at); member;
	     member = json_next(member)) {
		if (!parse_name(p, member, "a route", json_key(member),
				r->name[r->count]) ||
		    !parse_to(p, member, &n->to[r->count++]))
			return false;
	}
	memset(r->of_value, MODEL_UNSET, sizeof r->of_value);
	r->fails = 1u << SIM_OUTCOME_TIMEOUT | 1u << SIM_OUTCOME_QUOTA |
		   1u << SIM_OUTCOME_FAILED | 1u << SIM_OUTCOME_FULL |
		   1u << SIM_OUTCOME_BREAKER;
	return parse_failover(p, json_get(all, "failover"), node) &&
	       parse_weights(p, json_get(all, "weight"), node);
}

bool parse_choose(const struct parser *p, const struct json *at, int node)
{
	struct model_node *n = node_of(p, node);

	if (!parse_object(p, at))
		return false;
	if (n->attribute < 0)
		return json_fail(p->doc, at, p->err,
				 "this needs the node's \"by\": the attribute "
				 "whose values have routes of their own");
	for (const struct json *member = json_first(at); member;
	     member = json_next(member)) {
		int value = parse_value(p, member, n->attribute,
					json_key(member));
		const char *name = value < 0 ? NULL : parse_string(p, member);
		int route = name == NULL
				    ? -1
				    : parse_route_name(p, member, node, name);

		if (route < 0)
			return false;
		n->router.of_value[value] = (uint8_t)route;
	}
	return true;
}

bool parse_outcomes(const struct parser *p, const struct json *at, int node)
{
	struct model_router *r = &node_of(p, node)->router;

	if (json_type(at) != JSON_ARRAY)
		return json_fail(p->doc, at, p->err,
				 "this must be a list of answers");
	r->fails = 0;
	for (const struct json *item = json_first(at); item;
	     item = json_next(item)) {
		const char *name = parse_string(p, item);
		struct name_list known = { .count = 0 };
		bool found = false;

		if (name == NULL)
			return false;
		for (int o = SIM_OUTCOME_TIMEOUT; o < SIM_OUTCOME_GAVE_UP;
		     o++) {
			enum sim_outcome outcome = (enum sim_outcome)o;

			known.name[known.count++] = sim_outcome_name(outcome);
			if (strcmp(sim_outcome_name(outcome), name) != 0)
				continue;
			found = true;
			r->fails |= 1u << o;
		}
		if (!found)
			return parse_unknown(p, item, "failed answer", name,
					     &known);
	}
	return true;
}
