#include "sim/model/model_parse.h"

#include <string.h>

/* Faults: of which kind, with which fields, and where they stand. */

static const char *const kinds[] = {
	[FAULT_SLOW] = "slow",
	[FAULT_FAIL] = "fail",
	[FAULT_PARTITION] = "partition",
	[FAULT_CAPACITY] = "capacity",
};
#define KINDS (sizeof kinds / sizeof kinds[0])

bool parse_fault(const struct parser *p, const struct json *at, int node)
{
	const char *name = parse_string(p, at);
	struct name_list known = { .count = 0 };

	if (name == NULL)
		return false;
	for (size_t i = 0; i < KINDS; i++) {
		known.name[known.count++] = kinds[i];
		if (strcmp(kinds[i], name) == 0) {
			p->model->node[node].fault = (enum fault_kind)i;
			return true;
		}
	}
	return parse_unknown(p, at, "kind of fault", name, &known);
}

/* Fields that only one kind has. */
static const struct {
	const char *field;
	enum fault_kind kind;
} only[] = {
	{ "delay_s", FAULT_SLOW },  { "factor", FAULT_SLOW },
	{ "after", FAULT_FAIL },    { "hang_s", FAULT_PARTITION },
	{ "pool", FAULT_CAPACITY },
};
#define ONLY (sizeof only / sizeof only[0])

static bool check_fields(const struct parser *p, const struct json *at,
			 enum fault_kind kind)
{
	for (size_t i = 0; i < ONLY; i++) {
		const struct json *value = json_get(at, only[i].field);

		if (value != NULL && kind != only[i].kind)
			return json_fail(p->doc, value, p->err,
					 "a fault of kind \"%s\" has no \"%s\";"
					 " one of kind \"%s\" has",
					 kinds[kind], only[i].field,
					 kinds[only[i].kind]);
	}
	return true;
}

static bool check_place(const struct parser *p, const struct json *at,
			enum fault_kind kind)
{
	int places = (json_get(at, "to") != NULL) +
		     (json_get(at, "node") != NULL);

	if (kind != FAULT_CAPACITY && places != 1)
		return json_fail(
			p->doc, at, p->err,
			"this fault needs \"node\", the node that it "
			"is put in front of, or \"to\", what is called "
			"behind it, and not both");
	if (kind != FAULT_CAPACITY)
		return true;
	if (json_get(at, "pool") == NULL)
		return json_fail(p->doc, at, p->err,
				 "a fault of kind \"capacity\" needs \"pool\"");
	if (places > 0 || json_get(at, "match") != NULL)
		return json_fail(
			p->doc, at, p->err,
			"a fault of kind \"capacity\" is about a pool, "
			"not about calls: it has no \"node\", \"to\" "
			"or \"match\"");
	return true;
}

/* All who call the node call the fault, and the fault calls the node. */
static void put_in_front(const struct parser *p, int fault)
{
	struct sim_model *m = p->model;
	int target = m->node[fault].target;

	for (int n = 0; n < m->node_count; n++) {
		for (int r = 0; r < MODEL_ROUTES_MAX; r++) {
			struct route *to = &m->node[n].to[r];

			for (int i = 0; i < to->count; i++) {
				if (to->node[i] == target)
					to->node[i] = (uint8_t)fault;
			}
		}
	}
	m->node[fault].to[0] = (struct route){ 1, { (uint8_t)target } };
}

static bool is_called(const struct sim_model *m, int node)
{
	for (int n = 0; n < m->node_count; n++) {
		for (int r = 0; r < MODEL_ROUTES_MAX; r++) {
			const struct route *to = &m->node[n].to[r];

			if (memchr(to->node, node, to->count) != NULL)
				return true;
		}
	}
	return false;
}

bool parse_faults(const struct parser *p)
{
	for (int i = 0; i < p->model->node_count; i++) {
		const struct model_node *n = &p->model->node[i];
		const struct json *at = json_get(p->nodes, n->name);

		if (n->type != NODE_FAULT)
			continue;
		if (!check_fields(p, at, n->fault) ||
		    !check_place(p, at, n->fault))
			return false;
		if (n->fault == FAULT_CAPACITY && is_called(p->model, i))
			return json_fail(p->doc, at, p->err,
					 "a fault of kind \"capacity\" cannot "
					 "be called");
		if (json_get(at, "node") != NULL)
			put_in_front(p, i);
	}
	return true;
}
