#include "sim/model/model_parse.h"

#include "base/mem.h"
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

/* What a model itself sets while it runs: timed changes, and what a guardrail
 * does.  Both name parameters, so all nodes must have been parsed. */

#define AT_MAX 1e9 /* seconds */

/* Index of the parameter, or -1 with the err set. */
static int parse_parameter_name(const struct parser *p, const struct json *at,
				const char *name)
{
	const struct sim_model *m = p->model;
	int id = sim_model_parameter(m, name);
	const char **all;
	const char *near;

	if (id >= 0)
		return id;
	all = mem_calloc((size_t)m->parameter_count + 1, sizeof *all);
	for (int i = 0; i < m->parameter_count; i++)
		all[i] = m->parameter[i].name;
	near = nearest_word(name, all);
	free(all);
	json_fail(p->doc, at, p->err,
		  "there is no parameter \"%.120s\"%s%s%s; a parameter's name "
		  "is its place, like \"caller.timeout_s\"",
		  name, near != NULL ? "; did you mean \"" : "",
		  near != NULL ? near : "", near != NULL ? "\"?" : "");
	return -1;
}

static bool parse_value_of(const struct parser *p, const struct json *at,
			   int id, double *value)
{
	const struct model_parameter *of = &p->model->parameter[id];
	const char *const *words = NULL;

	if (of->slot >= 0)
		words = model_words(p->model->node[of->node].type, of->slot);
	if (words != NULL) {
		struct field field = { .name = "word of this parameter",
				       .low = of->low,
				       .high = of->high };

		return parse_word(p, at, &field, words, value);
	}
	return parse_number(p, at, of->low, of->high, of->integer, value);
}

bool parse_set(const struct parser *p, const struct json *at, bool may_undo,
	       struct model_sets *out)
{
	struct sim_model *m = p->model;

	if (!parse_object(p, at))
		return false;
	if (json_count(at) == 0 || json_count(at) > MODEL_SETS_MAX)
		return json_fail(p->doc, at, p->err,
				 "this must set 1 to %d parameters",
				 MODEL_SETS_MAX);
	*out = (struct model_sets){ (uint16_t)m->set_count, 0 };
	for (const struct json *member = json_first(at); member;
	     member = json_next(member)) {
		int id = parse_parameter_name(p, member, json_key(member));
		const char *word = json_string_or(member, "");
		struct model_set *set;

		if (id < 0)
			return false;
		if (m->set_count == MODEL_ALL_SETS_MAX)
			return json_fail(p->doc, at, p->err,
					 "the model sets more than %d values",
					 MODEL_ALL_SETS_MAX);
		set = &m->set[m->set_count++];
		*set = (struct model_set){ .parameter = (uint16_t)id };
		out->count++;
		set->undo = may_undo && strcmp(word, "before") == 0;
		if (!set->undo && !parse_value_of(p, member, id, &set->value))
			return false;
	}
	return true;
}

static bool parse_change(const struct parser *p, const struct json *at)
{
	static const char *const keys[] = { "comment", "at_s", "set", NULL };
	struct model_change *change =
		&p->model->change[p->model->change_count++];
	const struct json *moment, *set;
	double seconds;

	if (!parse_object(p, at) || !json_only_keys(p->doc, at, keys, p->err))
		return false;
	moment = json_need(p->doc, at, "at_s", JSON_NUMBER, p->err);
	if (moment == NULL ||
	    !parse_number(p, moment, -AT_MAX, AT_MAX, false, &seconds))
		return false;
	change->at_us = (int64_t)(seconds * 1e6 + (seconds < 0 ? -0.5 : 0.5));
	set = json_need(p->doc, at, "set", JSON_OBJECT, p->err);
	return set != NULL && parse_set(p, set, false, &change->sets);
}

bool parse_changes(const struct parser *p, const struct json *at)
{
	if (at == NULL)
		return true;
	if (json_type(at) != JSON_ARRAY || json_count(at) > MODEL_CHANGES_MAX)
		return json_fail(p->doc, at, p->err,
				 "this must be a list of at most %d changes",
				 MODEL_CHANGES_MAX);
	for (const struct json *item = json_first(at); item;
	     item = json_next(item)) {
		if (!parse_change(p, item))
			return false;
	}
	return true;
}
