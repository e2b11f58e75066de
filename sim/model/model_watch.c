#include "sim/model/model_parse.h"

#include "sim/nodes/node_state.h"

#include <string.h>

/* The fields of those who watch: burn-rate alerts and guardrails. */

static struct model_node *node_of(const struct parser *p, int node)
{
	return &p->model->node[node];
}

/* --- alerts -------------------------------------------------------------- */

static const struct {
	const char *key;
	double low, high;
} numbers[BURN_NUMBERS] = {
	[BURN_LONG] = { "long_s", 1, 3e6 },
	[BURN_SHORT] = { "short_s", 1, 3e6 },
	[BURN_FACTOR] = { "factor", 0, 1e6 },
};

/* The two that page somebody in the Site Reliability Workbook, table 5-8. */
static const struct {
	const char *name;
	double number[BURN_NUMBERS];
} usual[] = {
	{ "fast", { 3600, 300, 14.4 } },
	{ "slow", { 21600, 1800, 6 } },
};
#define USUAL (sizeof usual / sizeof usual[0])

static bool add_alert(const struct parser *p, const struct json *at, int node,
		      const char *name, const double number[BURN_NUMBERS])
{
	struct model_burn *burn = &node_of(p, node)->burn;

	if (burn->count++ == 0)
		burn->first = (uint16_t)p->model->parameter_count;
	for (int i = 0; i < BURN_NUMBERS; i++) {
		struct parameter_spec spec = {
			node, -1, number[i], numbers[i].low, numbers[i].high,
			false
		};

		if (!parse_parameter(p, at, &spec, "%s.alerts.%s.%s",
				     node_of(p, node)->name, name,
				     numbers[i].key))
			return false;
	}
	return true;
}

static bool parse_alert(const struct parser *p, const struct json *at, int node)
{
	static const char *const keys[] = { "comment", "long_s", "short_s",
					    "factor", NULL };
	char name[MODEL_NAME_MAX];
	double number[BURN_NUMBERS];

	if (!parse_name(p, at, "an alert", json_key(at), name) ||
	    !parse_object(p, at) || !json_only_keys(p->doc, at, keys, p->err))
		return false;
	for (int i = 0; i < BURN_NUMBERS; i++) {
		const struct json *value = json_need(p->doc, at, numbers[i].key,
						     JSON_NUMBER, p->err);

		if (value == NULL ||
		    !parse_number(p, value, numbers[i].low, numbers[i].high,
				  false, &number[i]))
			return false;
	}
	if (number[BURN_SHORT] > number[BURN_LONG])
		return json_fail(p->doc, json_get(at, "short_s"), p->err,
				 "\"short_s\" must not be above \"long_s\"");
	return add_alert(p, at, node, name, number);
}

bool parse_alerts(const struct parser *p, const struct json *at, int node)
{
	if (!parse_object(p, at))
		return false;
	if (json_count(at) == 0 || json_count(at) > MODEL_ALERTS_MAX)
		return json_fail(p->doc, at, p->err,
				 "this must name 1 to %d alerts",
				 MODEL_ALERTS_MAX);
	for (const struct json *member = json_first(at); member;
	     member = json_next(member)) {
		if (!parse_alert(p, member, node))
			return false;
	}
	return true;
}

/* The longest window must not need more samples than are kept. */
static bool check_windows(const struct parser *p, const struct json *at,
			  const struct model_node *n)
{
	double period = p->model->parameter[n->first + BURN_PERIOD].fallback;

	for (int i = 0; i < n->burn.count; i++) {
		int id = n->burn.first + i * BURN_NUMBERS + BURN_LONG;
		double most = period * (BURN_SAMPLES_MAX - 2);

		if (p->model->parameter[id].fallback > most)
			return json_fail(p->doc, at, p->err,
					 "\"long_s\" is at most %d times "
					 "\"period_s\"",
					 BURN_SAMPLES_MAX - 2);
	}
	return true;
}

static bool finish_burn(const struct parser *p, const struct json *at, int node)
{
	if (node_of(p, node)->burn.count > 0)
		return check_windows(p, at, node_of(p, node));
	for (size_t i = 0; i < USUAL; i++) {
		if (!add_alert(p, at, node, usual[i].name, usual[i].number))
			return false;
	}
	return check_windows(p, at, node_of(p, node));
}

/* --- guardrails ---------------------------------------------------------- */

static const char *const metrics[] = {
	[GUARD_ERROR_SHARE] = "error_share",
	[GUARD_P95] = "p95_s",
	[GUARD_P99] = "p99_s",
	[GUARD_BURN_RATE] = "burn_rate",
	[GUARD_ALERT] = "alert",
};
#define METRICS (sizeof metrics / sizeof metrics[0])

bool parse_metric(const struct parser *p, const struct json *at, int node)
{
	const char *name = parse_string(p, at);
	struct name_list known = { .count = 0 };

	if (name == NULL)
		return false;
	for (size_t i = 0; i < METRICS; i++) {
		known.name[known.count++] = metrics[i];
		if (strcmp(metrics[i], name) == 0) {
			node_of(p, node)->metric = (enum guard_metric)i;
			return true;
		}
	}
	return parse_unknown(p, at, "metric", name, &known);
}

/* --- whom they watch ----------------------------------------------------- */

/* Whether the answers of the node can be counted. */
static bool has_answers(const struct model_node *n)
{
	return n->type != NODE_AUTOSCALER && n->type != NODE_BURN_RATE &&
	       n->type != NODE_GUARDRAIL &&
	       !(n->type == NODE_FAULT && n->fault == FAULT_CAPACITY);
}

static bool watch(const struct parser *p, const struct json *at, int node)
{
	struct model_node *n = node_of(p, node);
	struct model_node *target = node_of(p, n->target);
	const struct json *name = json_get(at, "node");
	bool of_alert = n->type == NODE_GUARDRAIL &&
			(n->metric == GUARD_BURN_RATE ||
			 n->metric == GUARD_ALERT);

	if (of_alert && target->type != NODE_BURN_RATE)
		return json_fail(p->doc, name, p->err,
				 "the metric \"%s\" needs a node of type "
				 "burn-rate, and \"%s\" is of type %s",
				 metrics[n->metric], target->name,
				 model_type_name(target->type));
	if (of_alert)
		return true;
	if (!has_answers(target))
		return json_fail(p->doc, name, p->err,
				 "a %s gives no answers that could be watched",
				 model_type_name(target->type));
	target->watchers |= UINT64_C(1) << node;
	return true;
}

bool parse_watchers(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		enum node_type type = node_of(p, i)->type;
		const struct json *at = json_get(p->nodes, node_of(p, i)->name);

		if (type != NODE_BURN_RATE && type != NODE_GUARDRAIL)
			continue;
		if (!watch(p, at, i))
			return false;
		if (type == NODE_BURN_RATE && !finish_burn(p, at, i))
			return false;
	}
	return true;
}

bool parse_guards(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		struct model_node *n = node_of(p, i);
		const struct json *at = json_get(p->nodes, n->name);

		if (n->type != NODE_GUARDRAIL)
			continue;
		p->model->guarded = true;
		if (n->metric != GUARD_ALERT && json_get(at, "limit") == NULL)
			return json_fail(p->doc, at, p->err,
					 "the metric \"%s\" needs a \"limit\"",
					 metrics[n->metric]);
		if (!parse_set(p, json_get(at, "set"), true, &n->sets))
			return false;
	}
	return true;
}
