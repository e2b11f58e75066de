#include "sim/model/model_parse.h"

#include "base/str.h"

#include <string.h>

#define LONGEST 1e9   /* seconds */
#define SHORTEST 1e-6 /* the clock's step, where 0 would have no meaning */

/* One number of a law; a fallback above 0 is taken when it is not given. */
struct number_spec {
	const char *key;
	double low, high;
	bool integer;
	double fallback;
};

static const struct law_spec {
	const char *name;
	enum law_kind kind;
	bool ordered;  /* the second number is not below the first */
	bool measured; /* has lists of values and weights */
	struct number_spec number[LAW_NUMBERS];
} laws[] = {
	{ .name = "constant",
	  .kind = LAW_CONSTANT,
	  .number = { { "value", .high = LONGEST } } },
	{ .name = "exponential",
	  .kind = LAW_EXPONENTIAL,
	  .number = { { "mean", .high = LONGEST } } },
	{ .name = "lognormal",
	  .kind = LAW_LOGNORMAL,
	  .number = { { "mean", .high = LONGEST }, { "sigma", .high = 5 } } },
	{ .name = "uniform",
	  .kind = LAW_UNIFORM,
	  .ordered = true,
	  .number = { { "low", .high = LONGEST },
		      { "high", .high = LONGEST } } },
	{ .name = "erlang",
	  .kind = LAW_ERLANG,
	  .number = { { "mean", .high = LONGEST },
		      { "k", .low = 1, .high = 100, .integer = true } } },
	{ .name = "hyperexponential",
	  .kind = LAW_HYPEREXPONENTIAL,
	  .number = { { "mean", .high = LONGEST },
		      { "cv2", .low = 1, .high = 1e4 } } },
	{ .name = "gamma",
	  .kind = LAW_GAMMA,
	  .number = { { "mean", .high = LONGEST },
		      { "shape", .low = 0.01, .high = 1e4 } } },
	{ .name = "weibull",
	  .kind = LAW_WEIBULL,
	  .number = { { "scale", .high = LONGEST },
		      { "shape", .low = 0.1, .high = 100 } } },
	{ .name = "pareto",
	  .kind = LAW_PARETO,
	  .ordered = true,
	  .number = { { "low", .low = SHORTEST, .high = LONGEST },
		      { "high", .low = SHORTEST, .high = LONGEST },
		      { "shape", .low = 0.01, .high = 100 } } },
	{ .name = "empirical",
	  .kind = LAW_EMPIRICAL,
	  .measured = true,
	  .number = { { "scale", .high = LONGEST, .fallback = 1 } } },
};
#define LAWS (sizeof laws / sizeof laws[0])

static bool law_number(const struct parser *p, const struct json *at, int node,
		       const char *name, const struct number_spec *number)
{
	const struct json *value = json_get(at, number->key);
	struct parameter_spec spec = { .node = node,
				       .slot = -1,
				       .value = number->fallback,
				       .low = number->low,
				       .high = number->high,
				       .integer = number->integer };

	if (value == NULL && number->fallback <= 0.0)
		return json_fail(p->doc, at, p->err, "this law needs a \"%s\"",
				 number->key);
	if (value != NULL && !parse_number(p, value, spec.low, spec.high,
					   spec.integer, &spec.value))
		return false;
	return parse_parameter(p, value != NULL ? value : at, &spec, "%s.%s",
			       name, number->key);
}

static bool law_order(const struct parser *p, const struct json *at,
		      const struct law_spec *spec)
{
	const char *low = spec->number[0].key, *high = spec->number[1].key;

	if (json_number_or(json_get(at, low), 0.0) <=
	    json_number_or(json_get(at, high), 0.0))
		return true;
	return json_fail(p->doc, json_get(at, high), p->err,
			 "\"%s\" must not be below \"%s\", which is %.10g",
			 high, low, json_number_or(json_get(at, low), 0.0));
}

static bool check_list(const struct parser *p, const struct json *list)
{
	if (json_type(list) != JSON_ARRAY || json_count(list) < 1 ||
	    json_count(list) > EMPIRICAL_MAX)
		return json_fail(p->doc, list, p->err,
				 "this must be a list of 1 to %d numbers",
				 EMPIRICAL_MAX);
	return true;
}

static bool parse_weight(const struct parser *p, const struct json *at,
			 double *out)
{
	if (!parse_number(p, at, 0, EMPIRICAL_WEIGHT_HIGH, false, out))
		return false;
	if (*out < EMPIRICAL_WEIGHT_LOW)
		return json_fail(p->doc, at, p->err,
				 "a weight must be from %g to %g; leave out "
				 "the value that should not come",
				 EMPIRICAL_WEIGHT_LOW, EMPIRICAL_WEIGHT_HIGH);
	return true;
}

/* The lists "values" and "weights", side by side. */
static bool parse_measured(const struct parser *p, const struct json *at,
			   struct law *out)
{
	const struct json *values = json_get(at, "values");
	const struct json *weights = json_get(at, "weights");
	const struct json *value, *weight = json_first(weights);
	struct empirical_value *list;
	int count = 0;

	if (values == NULL)
		return json_fail(p->doc, at, p->err,
				 "this law needs \"values\", a list of "
				 "measured seconds");
	if (!check_list(p, values) ||
	    (weights != NULL && !check_list(p, weights)))
		return false;
	if (weights != NULL && json_count(weights) != json_count(values))
		return json_fail(p->doc, weights, p->err,
				 "there must be a weight for each value: %zu, "
				 "not %zu",
				 json_count(values), json_count(weights));
	list = arena_new(&p->model->arena, struct empirical_value,
			 json_count(values));
	for (value = json_first(values); value; value = json_next(value)) {
		struct empirical_value *v = &list[count++];

		v->weight = 1.0;
		if (!parse_number(p, value, 0, LONGEST, false, &v->value) ||
		    (weight != NULL && !parse_weight(p, weight, &v->weight)))
			return false;
		weight = json_next(weight);
	}
	out->empirical = empirical_create(&p->model->arena, list, count);
	return true;
}

static bool only_numbers_of(const struct parser *p, const struct json *at,
			    const struct law_spec *spec)
{
	const char *keys[LAW_NUMBERS + 4] = { "law" };
	int count = 1;

	if (spec->measured) {
		keys[count++] = "values";
		keys[count++] = "weights";
	}
	for (int i = 0; i < LAW_NUMBERS && spec->number[i].key != NULL; i++)
		keys[count++] = spec->number[i].key;
	return json_only_keys(p->doc, at, keys, p->err);
}

static bool parse_numbers(const struct parser *p, const struct json *at,
			  int node, const char *name,
			  const struct law_spec *spec, struct law *out)
{
	if (!only_numbers_of(p, at, spec))
		return false;
	out->kind = (uint8_t)spec->kind;
	out->first = (uint16_t)p->model->parameter_count;
	for (int i = 0; i < LAW_NUMBERS && spec->number[i].key != NULL; i++) {
		if (!law_number(p, at, node, name, &spec->number[i]))
			return false;
	}
	return (!spec->ordered || law_order(p, at, spec)) &&
	       (!spec->measured || parse_measured(p, at, out));
}

static bool fail_nameless(const struct parser *p, const struct json *at)
{
	struct str names = STR_INIT;

	for (size_t i = 0; i < LAWS; i++)
		str_addf(&names, "%s%s",
			 i == 0		 ? ""
			 : i == LAWS - 1 ? " or "
					 : ", ",
			 laws[i].name);
	json_fail(p->doc, at, p->err, "a law needs a \"law\": %s", names.s);
	str_finish(&names);
	return false;
}

static bool parse_named_law(const struct parser *p, const struct json *at,
			    int node, const char *name, struct law *out)
{
	const struct json *which = json_get(at, "law");
	const char *text;
	struct name_list known = { .count = 0 };

	if (which == NULL)
		return fail_nameless(p, at);
	text = parse_string(p, which);
	if (text == NULL)
		return false;
	for (size_t i = 0; i < LAWS; i++) {
		known.name[known.count++] = laws[i].name;
		if (strcmp(laws[i].name, text) == 0)
			return parse_numbers(p, at, node, name, &laws[i], out);
	}
	return parse_unknown(p, which, "law", text, &known);
}

bool parse_law(const struct parser *p, const struct json *at, int node,
	       const char *name, struct law *out)
{
	struct parameter_spec spec = { node, -1, 0, 0, LONGEST, false };

	if (json_type(at) == JSON_OBJECT)
		return parse_named_law(p, at, node, name, out);
	out->kind = LAW_CONSTANT;
	out->first = (uint16_t)p->model->parameter_count;
	return parse_number(p, at, 0, LONGEST, false, &spec.value) &&
	       parse_parameter(p, at, &spec, "%s", name);
}
