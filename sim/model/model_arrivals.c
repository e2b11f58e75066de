#include "sim/model/model_parse.h"

#include <string.h>

/* What a source says of its arrivals. */

#define LONGEST 1e9 /* seconds */

/* Which fields go with which kinds of arrivals. */
#define POISSON (1u << ARRIVALS_POISSON)
#define REGULAR (1u << ARRIVALS_REGULAR)
#define LISTED (1u << ARRIVALS_RECORDED)
#define CLOSED (1u << ARRIVALS_CLOSED)

static const char *const names[ARRIVALS] = {
	[ARRIVALS_POISSON] = "poisson",
	[ARRIVALS_REGULAR] = "deterministic",
	[ARRIVALS_RECORDED] = "recorded",
	[ARRIVALS_CLOSED] = "closed",
};

static const struct {
	const char *name;
	unsigned needed, allowed; /* by kinds */
} fields[] = {
	{ "rate_per_s", POISSON | REGULAR, POISSON | REGULAR },
	{ "profile", 0, POISSON | REGULAR },
	{ "start_s", 0, POISSON | REGULAR | LISTED },
	{ "stop_s", 0, POISSON | REGULAR | LISTED },
	{ "times_s", LISTED, LISTED },
	{ "period_s", 0, LISTED },
	{ "clients", CLOSED, CLOSED },
	{ "think_s", 0, CLOSED },
};
#define FIELDS (sizeof fields / sizeof fields[0])

bool parse_arrivals(const struct parser *p, const struct json *at, int node)
{
	const char *name = parse_string(p, at);
	struct name_list known = { .count = 0 };

	if (name == NULL)
		return false;
	for (int i = 0; i < ARRIVALS; i++) {
		known.name[known.count++] = names[i];
		if (strcmp(names[i], name) == 0) {
			p->model->node[node].arrivals = (enum arrivals)i;
			p->model->node[node].has_people |= i == ARRIVALS_CLOSED;
			return true;
		}
	}
	return parse_unknown(p, at, "kind of arrivals", name, &known);
}

bool parse_recorded(const struct parser *p, const struct json *at, int node)
{
	struct recorded *list;
	double seconds, before = 0.0;

	if (json_type(at) != JSON_ARRAY || json_count(at) < 1 ||
	    json_count(at) > RECORDED_MAX)
		return json_fail(p->doc, at, p->err,
				 "this must be a list of 1 to %d times",
				 RECORDED_MAX);
	list = arena_new(&p->model->arena, struct recorded, 1);
	list->count = 0;
	list->at_us = arena_new(&p->model->arena, int64_t, json_count(at));
	for (const struct json *item = json_first(at); item;
	     item = json_next(item)) {
		if (!parse_number(p, item, 0, LONGEST, false, &seconds))
			return false;
		if (seconds < before)
			return json_fail(p->doc, item, p->err,
					 "times must not go back: %.10g comes "
					 "after %.10g",
					 seconds, before);
		list->at_us[list->count++] = (int64_t)(seconds * 1e6 + 0.5);
		before = seconds;
	}
	p->model->node[node].recorded = list;
	return true;
}

/* A period that does not hold the list would lose the end of it. */
static bool check_period(const struct parser *p, const struct json *at,
			 const struct recorded *list)
{
	double period = json_number_or(json_get(at, "period_s"), 0.0);
	double last = (double)list->at_us[list->count - 1] * 1e-6;

	if (period == 0.0 || period > last)
		return true;
	return json_fail(p->doc, json_get(at, "period_s"), p->err,
			 "this must be above the last of \"times_s\", which "
			 "is %.10g",
			 last);
}

bool check_arrivals(const struct parser *p, int node)
{
	const struct model_node *n = &p->model->node[node];
	const struct json *at = json_get(p->nodes, n->name);
	const char *kind = names[n->arrivals];

	for (size_t i = 0; i < FIELDS; i++) {
		const struct json *value = json_get(at, fields[i].name);

		if (value == NULL && (fields[i].needed >> n->arrivals & 1))
			return json_fail(p->doc, at, p->err,
					 "a source with \"arrivals\" \"%s\" "
					 "needs \"%s\"",
					 kind, fields[i].name);
		if (value != NULL && !(fields[i].allowed >> n->arrivals & 1))
			return json_fail(p->doc, value, p->err,
					 "\"%s\" does not go with "
					 "\"arrivals\" \"%s\"",
					 fields[i].name, kind);
	}
	return n->arrivals != ARRIVALS_RECORDED ||
	       check_period(p, at, n->recorded);
}
