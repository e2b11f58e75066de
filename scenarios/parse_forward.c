/*
 * The weeks after the drill: traffic, a launch, a slowdown, what comes again.
 */
#include "scenarios/load_internal.h"

#include <string.h>

#define DAYS 30
#define LAUNCH_DAY 9
#define SLOWDOWN_DAY 16
#define AFTERNOON 14
#define SLOWER 1.6

static const char *const weekdays[] = { "mon", "tue", "wed", "thu",
					"fri", "sat", "sun", NULL };

/* --- what comes again ---------------------------------------------------- */

static bool parse_weekdays(struct load *l, const struct json *value, void *out)
{
	struct pack_again *again = out;
	const char *const *names;
	size_t count;

	if (!load_name_list(l, value, NAMES_KIND_COUNT, weekdays, &names,
			    &count))
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t d = 0; d < 7; d++)
			again->weekday[d] |= !strcmp(names[i], weekdays[d]);
	return true;
}

#define AT(type, member) .at = offsetof(struct type, member)
#define CHANGES_BY_CALLER \
	FIELD_READ_BY_CALLER("set"), FIELD_READ_BY_CALLER("scale"), \
		FIELD_READ_BY_CALLER("add")

static const struct field again_fields[] = {
	{ "weekdays", FIELD_VALUE, .parse = parse_weekdays },
	{ "hour", FIELD_INT, AT(pack_again, hour), .low = 0, .high = 23 },
	{ "hours", FIELD_INT, AT(pack_again, hours), .low = 1, .high = 24 },
	{ "every", FIELD_SPAN, .optional = true, AT(pack_again, every_s),
	  .low = 10, .high = 3600 },
	{ "for", FIELD_SPAN, .optional = true, AT(pack_again, for_s), .low = 1,
	  .high = 3600 },
	CHANGES_BY_CALLER,
	{ .key = NULL },
};

static bool parse_again(struct load *l, const struct json *value, void *out)
{
	struct pack_again *again = out;

	if (!load_fields(l, value, again_fields, again) ||
	    !pack_parse_changes(l, value, &again->changes,
				&again->change_count))
		return false;
	if (again->change_count == 0)
		return json_fail(l->doc, value, l->err,
				 "changes nothing; it needs \"set\", "
				 "\"scale\" or \"add\"");
	if (again->for_s > 0 && !(again->for_s < again->every_s))
		return json_fail(l->doc, value, l->err,
				 "needs \"every\", longer than \"for\"");
	return true;
}

static const struct field later_fields[] = {
	{ "text", FIELD_PROSE, .optional = true, AT(pack_later, text) },
	{ "again", FIELD_LIST, .optional = true, AT(pack_later, again),
	  .count_at = offsetof(struct pack_later, again_count),
	  .parse = parse_again, .size = sizeof(struct pack_again) },
	CHANGES_BY_CALLER,
	{ .key = NULL },
};

bool pack_parse_later(struct load *l, const struct json *value, void *out)
{
	struct pack_later *later = out;

	return load_fields(l, value, later_fields, later) &&
	       pack_parse_changes(l, value, &later->changes,
				  &later->change_count);
}

/* --- launch and slowdown ------------------------------------------------- */

static const struct field spell_fields[] = {
	{ "title", FIELD_PROSE, AT(pack_spell, title) },
	{ "day", FIELD_INT, AT(pack_spell, day), .low = 1, .high = 60 },
	{ "hour", FIELD_INT, AT(pack_spell, hour), .low = 0, .high = 23 },
	{ "hours", FIELD_INT, AT(pack_spell, hours), .low = 1, .high = 24 },
	{ "traffic", FIELD_NUMBER, .optional = true, AT(pack_spell, traffic),
	  .low = 0, .high = 100, .fallback = 1 },
	{ "p95_s", FIELD_NUMBER, .optional = true, AT(pack_spell, p95_s),
	  .low = 0, .high = 1e6 },
	CHANGES_BY_CALLER,
	{ .key = NULL },
};

static bool parse_spell(struct load *l, const struct json *value, void *out)
{
	struct pack_spell *spell = out;

	return load_fields(l, value, spell_fields, spell) &&
	       pack_parse_changes(l, value, &spell->changes,
				  &spell->change_count);
}

/* Its parameter by name, or -1. */
static int parameter_of(struct load *l, const char *node, const char *field)
{
	return sim_model_parameter(
		l->pack->model, arena_printf(l->arena, "%s.%s", node, field));
}

static void default_slowdown(struct load *l)
{
	const char *api = l->pack->screen.api;
	int parameter = parameter_of(l, api, "slowdown");
	struct pack_change *change = arena_new(l->arena, struct pack_change, 1);
	struct pack_spell *spell = &l->pack->forward.slowdown;

	if (parameter < 0)
		return;
	*change = (struct pack_change){
		.verb = PACK_SCALE,
		.parameter = parameter,
		.path = arena_printf(l->arena, "%s.slowdown", api),
		.number = { .value = SLOWER },
	};
	*spell = (struct pack_spell){
		.title = "The vendor is slow",
		.day = SLOWDOWN_DAY,
		.hour = AFTERNOON,
		.hours = 2,
		.traffic = 1,
		.changes = change,
		.change_count = 1,
	};
	for (size_t i = 0; i < l->pack->slo_count; i++)
		if (!strcmp(l->pack->slos[i].figure, "p95_s") ||
		    !strcmp(l->pack->slos[i].figure, "p99_s"))
			spell->p95_s = SLOWER * l->pack->slos[i].max;
}

/* --- the whole ----------------------------------------------------------- */

static bool parse_week(struct load *l, const struct json *value, void *out)
{
	double *week = out;

	if (!load_type(l, value, JSON_ARRAY))
		return false;
	if (json_count(value) != 7)
		return json_fail(l->doc, value, l->err,
				 "needs seven numbers, Monday first");
	for (size_t d = 0; d < 7; d++) {
		const struct json *day = json_at(value, d);

		if (!load_type(l, day, JSON_NUMBER))
			return false;
		week[d] = json_number_or(day, 0);
		if (!(week[d] >= 0 && week[d] <= 100))
			return json_fail(l->doc, day, l->err,
					 "must be from 0 to 100");
	}
	return true;
}

static bool parse_traffic(struct load *l, const struct json *value, void *out)
{
	struct pack_forward *forward = out;
	const char *const *names;
	int *parameters;

	if (!load_name_list(l, value, NAMES_PARAMETER, NULL, &names,
			    &forward->traffic_count))
		return false;
	parameters = arena_new(l->arena, int, forward->traffic_count + 1);
	for (size_t i = 0; i < forward->traffic_count; i++)
		parameters[i] = sim_model_parameter(l->pack->model, names[i]);
	forward->traffic = parameters;
	return true;
}

static const struct field due_fields[] = {
	{ "now", FIELD_NUMBER, .at = 0, .low = 0, .high = 365 },
	{ "days", FIELD_NUMBER, .at = sizeof(double), .low = 0, .high = 365 },
	{ "weeks", FIELD_NUMBER, .at = 2 * sizeof(double), .low = 0,
	  .high = 365 },
	{ .key = NULL },
};

static bool parse_due(struct load *l, const struct json *value, void *out)
{
	return load_fields(l, value, due_fields, out);
}

static const struct field forward_fields[] = {
	{ "days", FIELD_INT, .optional = true, AT(pack_forward, days), .low = 1,
	  .high = 60, .fallback = DAYS },
	{ "week", FIELD_VALUE, .optional = true, AT(pack_forward, week),
	  .parse = parse_week },
	{ "traffic", FIELD_VALUE, .optional = true, .parse = parse_traffic },
	{ "due_days", FIELD_VALUE, .optional = true, AT(pack_forward, due_days),
	  .parse = parse_due },
	{ "launch", FIELD_VALUE, .optional = true, AT(pack_forward, launch),
	  .parse = parse_spell },
	{ "slowdown", FIELD_VALUE, .optional = true, AT(pack_forward, slowdown),
	  .parse = parse_spell },
	CHANGES_BY_CALLER,
	{ .key = NULL },
};

/* The rates of all sources of people, as against machines. */
static void default_traffic(struct load *l)
{
	const struct sim_model *model = l->pack->model;
	int nodes = sim_model_node_count(model);
	int *rates = arena_new(l->arena, int, (size_t)nodes + 1);
	struct pack_forward *forward = &l->pack->forward;

	for (int i = 0; i < nodes; i++) {
		const char *name = sim_model_node_name(model, i);
		int machine = parameter_of(l, name, "machine");
		int rate = parameter_of(l, name, "rate_per_s");

		if (!strcmp(sim_model_node_type(model, i), "source") &&
		    rate >= 0 &&
		    !(machine >= 0 &&
		      sim_model_parameter_default(model, machine) > 0))
			rates[forward->traffic_count++] = rate;
	}
	forward->traffic = rates;
}

void pack_default_forward(struct load *l)
{
	static const double due_days[] = { 1, 7, 28 };
	struct pack_forward *forward = &l->pack->forward;
	double week = 0, due = 0;

	for (size_t d = 0; d < 7; d++)
		week += forward->week[d];
	for (size_t d = 0; week <= 0 && d < 7; d++)
		forward->week[d] = 1;
	for (size_t d = 0; d < 3; d++)
		due += forward->due_days[d];
	if (due <= 0)
		memcpy(forward->due_days, due_days, sizeof(due_days));
	if (!forward->days)
		forward->days = DAYS;
	if (!forward->traffic_count)
		default_traffic(l);
	if (!forward->launch.day)
		forward->launch = (struct pack_spell){
			.title = "Launch",
			.day = LAUNCH_DAY,
			.hour = AFTERNOON,
			.hours = 3,
			.traffic = 2,
		};
	if (!forward->slowdown.day)
		default_slowdown(l);
}

static bool check_spell(struct load *l, const struct json *value,
			const struct pack_spell *spell)
{
	return spell->day <= l->pack->forward.days ||
	       json_fail(l->doc, json_get(value, "day"), l->err,
			 "must be one of the %d days", l->pack->forward.days);
}

bool pack_parse_forward(struct load *l, const struct json *value, void *out)
{
	struct pack_forward *forward = out;

	return load_fields(l, value, forward_fields, forward) &&
	       pack_parse_changes(l, value, &forward->changes,
				  &forward->change_count) &&
	       check_spell(l, json_get(value, "launch"), &forward->launch) &&
	       check_spell(l, json_get(value, "slowdown"), &forward->slowdown);
}
