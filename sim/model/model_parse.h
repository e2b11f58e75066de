/*
 * Parsing a model: the parts that the files of the parser share.
 */
#ifndef GAMEDAY_SIM_MODEL_MODEL_PARSE_H
#define GAMEDAY_SIM_MODEL_MODEL_PARSE_H

#include "base/json.h"
#include "sim/model/model_fields.h"
#include "sim/model/model_internal.h"

struct parser {
	struct sim_model *model;
	const struct json_doc *doc;
	const struct json *nodes; /* the object with all of them */
	struct err *err;
};

/* A number of a node that can change; slot -1 = none of its scalars. */
struct parameter_spec {
	int node, slot;
	double value, low, high;
	bool integer;
};

/* model_names.c: says what is wrong with a name and which would be right.
 * All return false. */
struct name_list {
	const char *name[SIM_NODES_MAX + 1]; /* ended by NULL */
	int count;
};
bool parse_unknown(const struct parser *p, const struct json *at,
		   const char *what, const char *name,
		   const struct name_list *known);
/* Whether the text can name a node, an attribute or a value. */
bool parse_name(const struct parser *p, const struct json *at, const char *what,
		const char *name, char out[MODEL_NAME_MAX]);
/* Index of a named thing, or -1 with the err set. `at` is its string. */
int parse_attribute(const struct parser *p, const struct json *at,
		    const char *name);
int parse_value(const struct parser *p, const struct json *at, int attribute,
		const char *name);
int parse_node_name(const struct parser *p, const struct json *at);
int parse_profile(const struct parser *p, const struct json *at);
bool parse_object(const struct parser *p, const struct json *at);
/* The text of a string, or NULL with the err set. */
const char *parse_string(const struct parser *p, const struct json *at);

/* model_law.c */
bool parse_parameter(const struct parser *p, const struct json *at,
		     const struct parameter_spec *spec, const char *format, ...)
	__attribute__((format(printf, 4, 5)));
bool parse_number(const struct parser *p, const struct json *at, double low,
		  double high, bool integer, double *out);
/* model_word.c: the word or the number of a policy. */
bool parse_word(const struct parser *p, const struct json *at,
		const struct field *field, const char *const *words,
		double *out);
/* `name` is the place of the law in the model, "pool.service_s". */
bool parse_law(const struct parser *p, const struct json *at, int node,
	       const char *name, struct law *out);
bool parse_times(const struct parser *p, const struct json *at, int node,
		 const struct field *field);
bool parse_prices(const struct parser *p, const struct json *at, int node,
		  const struct field *field);

/* model_choice.c: fields that choose by attributes and their values. */
bool parse_by(const struct parser *p, const struct json *at, int node);
bool parse_match(const struct parser *p, const struct json *at, int node);
bool parse_map(const struct parser *p, const struct json *at, int node);
bool parse_limit(const struct parser *p, const struct json *at, int node);
bool parse_discipline(const struct parser *p, const struct json *at, int node);
bool parse_priority(const struct parser *p, const struct json *at, int node);
bool parse_asked(const struct parser *p, const struct json *at, int node);

/* model_router.c */
bool parse_routes(const struct parser *p, const struct json *at, int node);
bool parse_choose(const struct parser *p, const struct json *at, int node);
bool parse_outcomes(const struct parser *p, const struct json *at, int node);

/* model_arrivals.c */
bool parse_arrivals(const struct parser *p, const struct json *at, int node);
bool parse_recorded(const struct parser *p, const struct json *at, int node);
/* Whether the source has what its kind of arrivals needs, and no more. */
bool check_arrivals(const struct parser *p, int node);

/* model_fault.c: a fault's kind; and, when all nodes are there, whether faults
 * have what they need, putting them where they belong. */
bool parse_fault(const struct parser *p, const struct json *at, int node);
bool parse_faults(const struct parser *p);

/* model_set.c: the parameters that a model sets by itself; with `may_undo` a
 * value may be "before". */
bool parse_set(const struct parser *p, const struct json *at, bool may_undo,
	       struct model_sets *out);
bool parse_changes(const struct parser *p, const struct json *at);

/* model_watch.c: fields; and, when all nodes are there, whom they watch, and
 * what guardrails set. */
bool parse_alerts(const struct parser *p, const struct json *at, int node);
bool parse_metric(const struct parser *p, const struct json *at, int node);
bool parse_watchers(const struct parser *p);
bool parse_guards(const struct parser *p);

/* model_node.c: the nodes that are called one after the other. */
bool parse_to(const struct parser *p, const struct json *at,
	      struct route *route);
/* All fields of a node whose name and type are known. */
bool parse_node(const struct parser *p, const struct json *at, int node);

/* model_check.c: what can only be judged when all is there. */
bool parse_check(const struct parser *p);

#endif
