#include "drill/commands/measure_args.h"

#include "drill/commands/choices.h"
#include "drill/drill_internal.h"

#include <math.h>
#include <stdlib.h>

static bool read_yes(const struct command_arg *arg, bool *out, struct err *err)
{
	*out = !strcmp(arg->value, "yes");
	if (*out || !strcmp(arg->value, "no"))
		return true;
	return err_set(err, ERR_INPUT, "%s= is yes or no, not '%.40s'",
		       arg->key, arg->value);
}

static bool no_such(const struct pack_mitigation *what, const char *key,
		    struct err *err)
{
	const char *names[MEASURE_PARAMETERS_MAX + 2];
	size_t count = 0;
	struct str text = STR_INIT;

	for (size_t i = 0; i < measure_parameters(what); i++)
		names[count++] = what->parameters[i].name;
	if (what->approval)
		names[count++] = "override";
	names[count++] = "first";
	choices_list(names, count, &text);
	err_set(err, ERR_INPUT, "%s takes no '%.40s'; it takes %s", what->id,
		key, text.s);
	str_finish(&text);
	return false;
}

static bool read_number(const struct pack_mitigation *what, size_t i,
			const char *text, double *out, struct err *err)
{
	const struct pack_parameter *parameter = &what->parameters[i];
	char *end;

	*out = strtod(text, &end);
	if (end == text || *end || !isfinite(*out))
		return err_set(err, ERR_INPUT,
			       "%s= takes a number in %s, not "
			       "'%.40s'",
			       parameter->name, parameter->unit, text);
	if (*out < parameter->low || *out > parameter->high)
		return err_set(err, ERR_INPUT,
			       "%s= goes from %g to %g %s, not %s",
			       parameter->name, parameter->low, parameter->high,
			       parameter->unit, text);
	return true;
}

/* A measure that is in force keeps the numbers that are not given. */
static void start_values(const struct drill *drill,
			 const struct pack_mitigation *what,
			 struct measure_args *out)
{
	const struct measure *measure = drill_measure(drill, what->id);

	for (size_t i = 0; i < measure_parameters(what); i++)
		out->values[i] = measure->state == MEASURE_IN_FORCE
					 ? measure->parameters[i]
					 : what->parameters[i].fallback;
}

bool measure_args_read(const struct drill *drill,
		       const struct pack_mitigation *what,
		       const struct command *command, struct measure_args *out,
		       struct err *err)
{
	memset(out, 0, sizeof(*out));
	start_values(drill, what, out);
	for (size_t i = 0; i < command->arg_count; i++) {
		const struct command_arg *arg = &command->args[i];
		size_t j = 0;

		if (!strcmp(arg->key, "override")) {
			if (!read_yes(arg, &out->override, err))
				return false;
			continue;
		}
		if (!strcmp(arg->key, "first")) {
			if (!read_yes(arg, &out->first, err))
				return false;
			continue;
		}
		while (j < measure_parameters(what) &&
		       strcmp(what->parameters[j].name, arg->key))
			j++;
		if (j == measure_parameters(what))
			return no_such(what, arg->key, err);
		if (!read_number(what, j, arg->value, &out->values[j], err))
			return false;
		out->some = true;
	}
	return true;
}
