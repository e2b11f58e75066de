#include "sim/model/model_parse.h"

#include <stdarg.h>
#include <stdio.h>

#define PLACE_MAX (4 * MODEL_NAME_MAX)

bool parse_number(const struct parser *p, const struct json *at, double low,
		  double high, bool integer, double *out)
{
	bool truth = integer && low == 0.0 && high == 1.0;

	if (truth && json_type(at) == JSON_BOOL) {
		*out = json_bool_or(at, false);
		return true;
	}
	if (json_type(at) != JSON_NUMBER)
		return json_fail(p->doc, at, p->err,
				 "this must be a number, not %s",
				 json_type_name(json_type(at)));
	*out = json_number_or(at, 0.0);
	if (truth && *out != 0.0 && *out != 1.0)
		return json_fail(p->doc, at, p->err,
				 "this is a switch: 0 or 1");
	if (!(*out >= low && *out <= high))
		return json_fail(p->doc, at, p->err,
				 "this must be from %.10g to %.10g", low, high);
	if (integer && *out != (double)(int64_t)*out)
		return json_fail(p->doc, at, p->err,
				 "this must be a whole number");
	return true;
}

bool parse_parameter(const struct parser *p, const struct json *at,
		     const struct parameter_spec *spec, const char *format, ...)
{
	struct sim_model *m = p->model;
	char name[PLACE_MAX];
	va_list args;

	if (m->parameter_count == SIM_PARAMETERS_MAX)
		return json_fail(p->doc, at, p->err,
				 "the model has more than %d numbers",
				 SIM_PARAMETERS_MAX);
	va_start(args, format);
	vsnprintf(name, sizeof name, format, args);
	va_end(args);
	m->parameter[m->parameter_count++] = (struct model_parameter){
		.name = arena_strdup(&m->arena, name),
		.fallback = spec->value,
		.low = spec->low,
		.high = spec->high,
		.integer = spec->integer,
		.node = (uint8_t)spec->node,
		.slot = (int16_t)spec->slot,
	};
	return true;
}
