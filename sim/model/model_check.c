#include "sim/model/model_parse.h"

#include "base/str.h"

#include <string.h>

/* Depth-first over the calls; `path` are the nodes that lead to this one. */
struct walk {
	int path[SIM_NODES_MAX];
	int length;
	bool on_path[SIM_NODES_MAX];
	bool done[SIM_NODES_MAX];
};

static const struct json *json_of(const struct parser *p, int node)
{
	return json_get(p->nodes, p->model->node[node].name);
}

static bool fail_cycle(const struct parser *p, const struct walk *walk,
		       int node)
{
	struct str text = STR_INIT;
	int i = 0;

	while (walk->path[i] != node)
		i++;
	for (; i < walk->length; i++)
		str_addf(&text, "%s -> ", p->model->node[walk->path[i]].name);
	str_add(&text, p->model->node[node].name);
	json_fail(p->doc, json_of(p, node), p->err,
		  "these nodes call each other in a circle, which never ends: "
		  "%s",
		  text.s);
	str_finish(&text);
	return false;
}

static bool visit(const struct parser *p, struct walk *walk, int node)
{
	const struct model_node *n = &p->model->node[node];

	if (walk->on_path[node])
		return fail_cycle(p, walk, node);
	if (walk->done[node])
		return true;
	walk->on_path[node] = true;
	walk->path[walk->length++] = node;
	for (int r = 0; r < MODEL_ROUTES_MAX; r++) {
		for (int i = 0; i < n->to[r].count; i++) {
			if (!visit(p, walk, n->to[r].node[i]))
				return false;
		}
	}
	walk->length--;
	walk->on_path[node] = false;
	walk->done[node] = true;
	return true;
}

static bool check_cycles(const struct parser *p)
{
	struct walk walk = { .length = 0 };

	for (int node = 0; node < p->model->node_count; node++) {
		if (!visit(p, &walk, node))
			return false;
	}
	return true;
}

/* A node chooses by an attribute: every source must set it. */
static bool check_set(const struct parser *p, int node, int attribute)
{
	if (attribute < 0)
		return true;
	for (int i = 0; i < p->model->node_count; i++) {
		const struct model_node *n = &p->model->node[i];

		if (n->type != NODE_SOURCE || n->asked[attribute].weighted ||
		    n->plain[attribute] != MODEL_UNSET)
			continue;
		return json_fail(p->doc, json_of(p, i), p->err,
				 "\"attributes\" must set \"%s\", because "
				 "\"%s\" goes by it",
				 p->model->attribute[attribute].name,
				 p->model->node[node].name);
	}
	return true;
}

static bool check_attributes(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		const struct model_node *n = &p->model->node[i];

		if (n->times.given && !check_set(p, i, n->times.attribute))
			return false;
		if (n->prices.given && !check_set(p, i, n->prices.attribute))
			return false;
	}
	return true;
}

/* Where all are served at once nobody waits, so nobody waits too long. */
static bool check_sharing(const struct parser *p, int node)
{
	static const char *const waits[] = { "max_wait_s", "patience_s" };

	if (p->model->node[node].discipline != DISCIPLINE_SHARING)
		return true;
	for (int i = 0; i < 2; i++) {
		const struct json *at = json_get(json_of(p, node), waits[i]);

		if (at != NULL)
			return json_fail(p->doc, at, p->err,
					 "discipline \"ps\" serves all at "
					 "once, so nobody waits; give the "
					 "caller a \"timeout_s\" instead");
	}
	return true;
}

static bool check_disciplines(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		const struct model_node *n = &p->model->node[i];

		if (n->type == NODE_POOL &&
		    (n->discipline == DISCIPLINE_PRIORITY) !=
			    (n->rank_attribute >= 0))
			return json_fail(p->doc, json_of(p, i), p->err,
					 "discipline \"priority\" and the "
					 "field \"priority\" go together");
		if (!check_sharing(p, i))
			return false;
	}
	return true;
}

/* A bucket has no window, a window no bucket. */
static bool check_limiter(const struct parser *p, int node)
{
	static const char *const of_bucket[] = { "rate_per_s", "burst", NULL };
	static const char *const of_window[] = { "limit", "window_s", NULL };
	const struct json *at = json_of(p, node);
	bool bucket = p->model->node[node].limit == LIMIT_TOKEN_BUCKET;
	const char *const *others = bucket ? of_window : of_bucket;

	for (; *others != NULL; others++) {
		if (json_get(at, *others) == NULL)
			continue;
		return json_fail(p->doc, json_get(at, *others), p->err,
				 "a limiter has \"%s\" only with the kind %s",
				 *others,
				 bucket ? "fixed-window or sliding-window"
					: "token-bucket");
	}
	if (!bucket && json_get(at, "limit") == NULL)
		return json_fail(p->doc, at, p->err,
				 "a limiter with a window needs \"limit\"");
	return true;
}

static bool check_limiters(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		if (p->model->node[i].type == NODE_LIMITER &&
		    !check_limiter(p, i))
			return false;
	}
	return true;
}

static bool check_source(const struct parser *p)
{
	bool any = false;

	for (int i = 0; i < p->model->node_count; i++) {
		if (p->model->node[i].type != NODE_SOURCE)
			continue;
		if (!check_arrivals(p, i))
			return false;
		any = true;
	}
	return any ||
	       json_fail(p->doc, p->nodes, p->err,
			 "the model has no source, so nothing would happen");
}

/* Of two fields that are both given, the first is not above the second. */
static const struct {
	enum node_type type;
	const char *low, *high;
} orders[] = {
	{ NODE_SOURCE, "start_s", "stop_s" },
	{ NODE_FAULT, "start_s", "stop_s" },
	{ NODE_AUTOSCALER, "min", "max" },
};

static bool check_orders(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		for (size_t o = 0; o < sizeof orders / sizeof orders[0]; o++) {
			const struct json *at = json_of(p, i);
			const struct json *low = json_get(at, orders[o].low);
			const struct json *high = json_get(at, orders[o].high);

			if (p->model->node[i].type != orders[o].type ||
			    low == NULL || high == NULL ||
			    json_number_or(low, 0) <= json_number_or(high, 0))
				continue;
			return json_fail(p->doc, high, p->err,
					 "\"%s\" must not be below \"%s\", "
					 "which is %.10g",
					 orders[o].high, orders[o].low,
					 json_number_or(low, 0));
		}
	}
	return true;
}

/* More caps than bits in a job's set of caps cannot be told apart. */
static bool check_caps(const struct parser *p)
{
	if (p->model->cap_count <= 8)
		return true;
	return json_fail(p->doc, p->nodes, p->err,
			 "the model has more than 8 spend caps");
}

/* A cache that asks for another one's things says nothing of its own. */
static bool check_cache(const struct parser *p, int node)
{
	static const char *const own[] = { "keys", "zipf", "by" };
	const struct model_node *n = &p->model->node[node];

	if (n->target < 0)
		return true;
	if (p->model->node[n->target].target >= 0 || n->target == node)
		return json_fail(p->doc, json_get(json_of(p, node), "keys_of"),
				 p->err,
				 "\"keys_of\" must name a cache that has keys "
				 "of its own");
	for (size_t i = 0; i < sizeof own / sizeof own[0]; i++) {
		const struct json *at = json_get(json_of(p, node), own[i]);

		if (at != NULL)
			return json_fail(p->doc, at, p->err,
					 "\"%s\" has no meaning beside "
					 "\"keys_of\": the keys are those of "
					 "\"%s\"",
					 own[i],
					 p->model->node[n->target].name);
	}
	return true;
}

static bool check_caches(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		if (p->model->node[i].type == NODE_CACHE && !check_cache(p, i))
			return false;
	}
	return true;
}

bool parse_check(const struct parser *p)
{
	return parse_faults(p) && parse_watchers(p) && parse_guards(p) &&
	       check_source(p) && check_orders(p) && check_caps(p) &&
	       check_disciplines(p) && check_limiters(p) && check_caches(p) &&
	       check_cycles(p) && check_attributes(p);
}
