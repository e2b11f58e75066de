#include "cli/sim_changes.h"

#include "base/mem.h"
#include "base/nearest.h"
#include "base/number.h"

#include <stdlib.h>

/* "node.parameter=value", and no path of a file. */
static bool is_assignment(const char *word)
{
	const char *dot = strchr(word, '.'), *equals = strchr(word, '=');

	return word[0] != '-' && dot && equals && dot < equals &&
	       !strchr(word, '/');
}

static bool add(struct sim_wishes *wishes, const char *at,
		const char *assignment, struct err *err)
{
	if (wishes->count == SIM_CHANGES_MAX)
		return err_set(err, ERR_LIMIT,
			       "at most %d changes of parameters",
			       SIM_CHANGES_MAX);
	wishes->wish[wishes->count].at = at;
	wishes->wish[wishes->count++].assignment = assignment;
	return true;
}

/* The assignments at the beginning of the words: how many, or -1. */
static int take(struct sim_wishes *wishes, const char *at, char *const *words,
		int count, struct err *err)
{
	int taken = 0;

	while (taken < count && is_assignment(words[taken])) {
		if (!add(wishes, at, words[taken], err))
			return -1;
		taken++;
	}
	if (taken > 0)
		return taken;
	err_set(err, ERR_INPUT,
		"%s wants NODE.PARAMETER=VALUE%s, as in %s store.servers=30",
		at ? "--at" : "--set", at ? " behind the seconds" : "",
		at ? "--at 60" : "--set");
	return -1;
}

int sim_take_set(void *context, char *const *words, int count, struct err *err)
{
	return take(context, NULL, words, count, err);
}

int sim_take_at(void *context, char *const *words, int count, struct err *err)
{
	double seconds;
	int taken;

	if (count < 1 || !number_parse_double(words[0], &seconds)) {
		err_set(err, ERR_INPUT,
			"--at wants seconds and NODE.PARAMETER=VALUE, as in "
			"--at 60 store.servers=0, not \"%.40s\"",
			count < 1 ? "" : words[0]);
		return -1;
	}
	taken = take(context, words[0], words + 1, count - 1, err);
	return taken < 0 ? taken : taken + 1;
}

/* What a list of names says, as far as it fits in a line. */
static void add_names(const char *const *names, struct str *out)
{
	for (int i = 0; names[i]; i++) {
		if (out->length > 300) {
			str_add(out, " ...");
			return;
		}
		str_addf(out, "%s%s", i > 0 ? ", " : "", names[i]);
	}
}

/* Names, behind the prefix, of the parameters that begin with it: as many as
 * there are, NULL-ended, for the caller to free(). */
static const char **parameters_of(const struct sim_model *model,
				  const char *prefix)
{
	int count = sim_model_parameter_count(model);
	const char **names = mem_calloc((size_t)count + 1, sizeof *names);
	size_t known = 0;

	for (int i = 0; i < count; i++) {
		const char *name = sim_model_parameter_name(model, i);

		if (str_starts(name, prefix))
			names[known++] = name + strlen(prefix);
	}
	return names;
}

static bool fail_unknown(const struct sim_model *model, const char *name,
			 struct err *err)
{
	const char *rest = strchr(name, '.') + 1, *near;
	struct str node = STR_INIT, known = STR_INIT;
	const char **names;

	str_add_n(&node, name, (size_t)(rest - name));
	names = parameters_of(model, node.s);
	if (!names[0]) {
		/* It is the node that there is not. */
		free(names);
		names = parameters_of(model, "");
		str_clear(&node);
		rest = name;
	}
	near = nearest_word(rest, names);
	add_names(names, &known);
	if (near)
		err_set(err, ERR_INPUT,
			"there is no parameter \"%.80s\"; did you mean "
			"\"%s%s\"?",
			name, node.s, near);
	else
		err_set(err, ERR_INPUT,
			"there is no parameter \"%.80s\"; %s %s", name,
			node.length > 0 ? "that node has" : "there are",
			known.s);
	free(names);
	str_finish(&known);
	str_finish(&node);
	return false;
}

static bool read_assignment(const struct sim_model *model, const char *text,
			    struct sim_change *out, struct err *err)
{
	const char *equals = strchr(text, '=');
	char *name = mem_strndup(text, (size_t)(equals - text));
	double low, high;
	bool ok = false;

	out->parameter = sim_model_parameter(model, name);
	if (out->parameter < 0)
		fail_unknown(model, name, err);
	else if (!number_parse_double(equals + 1, &out->value))
		err_set(err, ERR_INPUT, "%s wants a number, not \"%.40s\"",
			name, equals + 1);
	else if (!sim_model_parameter_allows(model, out->parameter, out->value,
					     &low, &high))
		err_set(err, ERR_INPUT, "%s goes from %.10g to %.10g%s, not %s",
			name, low, high,
			out->value >= low && out->value <= high
				? " in whole numbers"
				: "",
			equals + 1);
	else
		ok = true;
	free(name);
	return ok;
}

static bool read_time(const char *text, const struct sim_experiment *x,
		      int64_t *out, struct err *err)
{
	double seconds, first = -(double)x->warm_up_us * 1e-6;
	double last = (double)x->length_us * 1e-6;

	*out = -x->warm_up_us;
	if (!text)
		return true;
	if (!number_parse_double(text, &seconds) || seconds < first ||
	    seconds > last)
		return err_set(err, ERR_INPUT,
			       "--at goes from %.10g (the beginning of the "
			       "warm-up) to %.10g seconds, not %s",
			       first, last, text);
	*out = (int64_t)(seconds * 1e6 + (seconds < 0 ? -0.5 : 0.5));
	return true;
}

bool sim_changes(const struct sim_wishes *wishes,
		 const struct sim_experiment *experiment,
		 struct sim_change *out, struct err *err)
{
	for (size_t i = 0; i < wishes->count; i++) {
		struct sim_change change;
		size_t at = i;

		if (!read_assignment(experiment->model,
				     wishes->wish[i].assignment, &change,
				     err) ||
		    !read_time(wishes->wish[i].at, experiment, &change.at_us,
			       err))
			return false;
		/* At one time they stay in the order they were given in. */
		for (; at > 0 && out[at - 1].at_us > change.at_us; at--)
			out[at] = out[at - 1];
		out[at] = change;
	}
	return true;
}
