/* Forms: putting a measure to work, and putting it on the plan board. */
#include "base/calendar.h"
#include "base/number.h"
#include "ui/app_internal.h"

#include <math.h>
#include <string.h>

/* Fills what the fields say into the command's arguments; empty ones are left
 * out. */
static void take_fields(const struct dialog *dialog, struct command *command)
{
	for (int i = 0; i < dialog->field_count; i++) {
		const char *name = dialog->fields[i].name;
		const char *value = form_value(dialog, name);

		if (strcmp(name, "measure") == 0 || strcmp(name, "phase") == 0)
			continue;
		if (*value && command->arg_count < COMMAND_ARGS_MAX)
			command->args[command->arg_count++] =
				(struct command_arg){ name, value };
	}
}

/* What is wrong, and the cursor in the field that it is about, when the message
 * begins with its name: due="..." is no time to come. */
static bool refuse(struct dialog *dialog, const char *message)
{
	snprintf(dialog->error, sizeof(dialog->error), "%s", message);
	for (int i = 0; i < dialog->field_count; i++) {
		size_t length = strlen(dialog->fields[i].name);

		if (strncmp(message, dialog->fields[i].name, length) == 0 &&
		    (message[length] == '=' || message[length] == ' '))
			dialog->field = i;
	}
	return false;
}

static bool submit(struct app *app, const struct command *command)
{
	struct err err = { 0 };

	return session_submit(app->session, command, NULL, &err) ||
	       refuse(&app->dialog, err.message);
}

void say_measure(struct app *app, const struct measure *measure)
{
	static const char *const words[] = {
		[MEASURE_OFF] = "Not in force",
		[MEASURE_WAITING] = "Waits for a free pair of hands",
		[MEASURE_UNDER_WAY] = "Under way",
		[MEASURE_IN_FORCE] = "In force",
		[MEASURE_REVERTING] = "Being taken back",
		[MEASURE_REFUSED] = "Refused",
	};
	const struct pack_mitigation *what = measure->what;
	struct str text = STR_INIT;
	char clock[CALENDAR_CLOCK_SIZE];

	if (measure->state == MEASURE_ASKING)
		str_addf(&text, "Asked %s for a yes: %s",
			 person_name(app->pack, what->approval), what->title);
	else
		str_addf(&text, "%s: %s", words[measure->state], what->title);
	if (measure->due_s >= 0 && (measure->state == MEASURE_UNDER_WAY ||
				    measure->state == MEASURE_REVERTING))
		str_addf(&text, ", %s by %s",
			 measure->state == MEASURE_UNDER_WAY ? "in force"
							     : "done",
			 calendar_format_clock(measure->due_s, clock));
	app_toast(app, ROLE_GOOD, "%s.", text.s);
	str_finish(&text);
}

static bool apply(struct app *app)
{
	struct command command = { .verb = COMMAND_APPLY,
				   .at_s = -1,
				   .actor = "you",
				   .subject = app->dialog.subject };

	take_fields(&app->dialog, &command);
	if (!submit(app, &command))
		return false;
	say_measure(app, drill_measure(app->drill, app->dialog.subject));
	return true;
}

const char *parameter_name(const struct pack_parameter *parameter,
			   char out[PARAMETER_NAME_MAX])
{
	snprintf(out, PARAMETER_NAME_MAX, "%s", parameter->name);
	for (char *c = out; *c; c++)
		if (*c == '_')
			*c = ' ';
	return out;
}

/* "/s" of 1/s. */
static const char *unit_of(const struct pack_parameter *parameter)
{
	const char *unit = parameter->unit;

	return unit[0] == '1' && unit[1] == '/' ? unit + 1 : unit;
}

void parameter_value(const struct pack_parameter *parameter, double value,
		     struct str *out)
{
	const char *unit = unit_of(parameter);

	if (fabs(value) >= 10000)
		figure_format(parameter->unit, value, out);
	else
		str_addf(out, "%g%s%s", value, *unit && *unit != '/' ? " " : "",
			 unit);
}

static void add_parameters(struct app *app, const struct measure *measure)
{
	const struct pack_mitigation *what = measure->what;

	for (size_t i = 0;
	     i < what->parameter_count && i < MEASURE_PARAMETERS_MAX; i++) {
		const struct pack_parameter *p = &what->parameters[i];
		struct str label = STR_INIT, help = STR_INIT, value = STR_INIT;
		char name[PARAMETER_NAME_MAX];

		str_addf(&label, "%s%s%s%s", parameter_name(p, name),
			 *p->unit ? " (" : "", unit_of(p), *p->unit ? ")" : "");
		str_addf(&help, "%s; from %g to ", p->help ? p->help : "",
			 p->low);
		parameter_value(p, p->high, &help);
		str_addf(&value, "%g",
			 measure->state == MEASURE_OFF
				 ? p->fallback
				 : measure->parameters[i]);
		dialog_field(&app->dialog, p->name, label.s, help.s, value.s);
		str_finish(&label);
		str_finish(&help);
		str_finish(&value);
	}
}

/* What it takes, before anything happens; never what it would bring. */
static void describe(struct app *app, const struct pack_mitigation *what,
		     struct str *out)
{
	char span[CALENDAR_SPAN_SIZE];

	str_addf(out, "%s\n\nTakes %s and a pair of hands (%d of %d free). ",
		 what->help, calendar_format_span(what->lead_s, span),
		 drill_hands_free(app->drill), app->pack->hands);
	if (what->approval)
		str_addf(out, "Needs a yes from %s. ",
			 person_name(app->pack, what->approval));
	if (what->reversible)
		str_addf(out, "Can be taken back in %s.",
			 calendar_format_span(what->revert_lead_s, span));
	else
		str_add(out, "Cannot be taken back.");
	str_add(out, " It touches now: ");
	figure_format("people", drill_people_touched(app->drill, what), out);
	str_add(out, " in ten minutes.");
}

static void add_approval(struct app *app, const struct pack_mitigation *what)
{
	struct str label = STR_INIT;
	struct form_field *field;

	str_addf(&label, "yes from %s", person_name(app->pack, what->approval));
	field = dialog_choice(&app->dialog, "override", label.s,
			      "acting without the yes is noticed, and judged "
			      "by what it saved and cost");
	form_add_choice(field, "", "ask for it and wait");
	form_add_choice(field, "yes", "act at once, without it");
	str_finish(&label);
}

void app_apply_form(struct app *app, const char *id)
{
	const struct measure *measure = drill_measure(app->drill, id);
	struct str text = STR_INIT;

	if (!measure)
		return;
	if (measure->what->plan_only) {
		app_toast(app, ROLE_WARN,
			  "That takes longer than this hour; B puts it on the "
			  "plan.");
		return;
	}
	dialog_form(&app->dialog, measure->what->title, "apply", apply);
	snprintf(app->dialog.subject, sizeof(app->dialog.subject), "%s", id);
	describe(app, measure->what, &text);
	snprintf(app->dialog.text, sizeof(app->dialog.text), "%s", text.s);
	add_parameters(app, measure);
	if (measure->what->approval)
		add_approval(app, measure->what);
	str_finish(&text);
}

static const struct plan_item *planned(const struct app *app,
				       const char *measure)
{
	size_t count;
	const struct plan_item *items = drill_plan(app->drill, &count);

	for (size_t i = 0; i < count; i++)
		if (strcmp(items[i].what->id, measure) == 0)
			return &items[i];
	return NULL;
}

void say_planned(struct app *app, const char *measure)
{
	const struct plan_item *item = planned(app, measure);
	const struct {
		const char *name, *value;
	} fields[] = {
		{ "why", item ? item->why : NULL },
		{ "trade-off", item ? item->tradeoff : NULL },
		{ "owner", item ? item->owner : NULL },
		{ "metric", item ? item->metric : NULL },
		{ "rollback", item ? item->rollback : NULL },
		{ "due", item ? item->due : NULL },
	};
	struct str left = STR_INIT;

	if (!item)
		return;
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (!fields[i].value || !*fields[i].value)
			str_addf(&left, "%s%s", left.length ? ", " : "",
				 fields[i].name);
	app_toast(app, left.length ? ROLE_TOAST : ROLE_GOOD,
		  left.length ? "On the plan for %s; still without: %s."
			      : "On the plan for %s, complete%s.",
		  plan_phase_word(item->phase), left.length ? left.s : "");
	str_finish(&left);
}

static bool plan(struct app *app)
{
	struct command command = { .verb = COMMAND_PLAN,
				   .at_s = -1,
				   .actor = "you",
				   .subject = form_value(&app->dialog, "phase"),
				   .object = form_value(&app->dialog,
							"measure") };

	take_fields(&app->dialog, &command);
	if (command.arg_count == 0)
		return refuse(
			&app->dialog,
			"why is empty, as all the rest is: write at least "
			"the reason, or Esc");
	if (!submit(app, &command))
		return false;
	form_forget(app, command.object);
	say_planned(app, command.object);
	return true;
}

/* The column asked for when the measure fits there, else its own. */
static enum plan_phase natural_phase(const struct app *app, const char *measure,
				     enum plan_phase wanted)
{
	const struct pack_mitigation *what = pack_mitigation(app->pack,
							     measure);

	if (!what || what->phase_count == 0)
		return wanted;
	for (size_t i = 0; i < what->phase_count; i++)
		if (strcmp(what->phases[i], plan_phase_word(wanted)) == 0)
			return wanted;
	for (int phase = 0; phase < PLAN_PHASES; phase++)
		if (strcmp(what->phases[0],
			   plan_phase_word((enum plan_phase)phase)) == 0)
			return (enum plan_phase)phase;
	return wanted;
}

static void add_phases(struct app *app, enum plan_phase phase)
{
	static const char *const titles[PLAN_PHASES] = {
		"now: in this incident", "days: this week and next",
		"weeks: what lasts"
	};
	struct form_field *field =
		dialog_choice(&app->dialog, "phase", "when",
			      "stop the bleeding first, then make it hold");

	for (int i = 0; i < PLAN_PHASES; i++)
		form_add_choice(field, plan_phase_word((enum plan_phase)i),
				titles[i]);
	field->choice = (int)phase;
}

static void add_measures(struct app *app, const char *chosen)
{
	struct form_field *field = dialog_choice(
		&app->dialog, "measure", "measure", "what is to be done");

	for (size_t i = 0; i < app->pack->mitigation_count; i++) {
		const struct pack_mitigation *what = &app->pack->mitigations[i];

		if (strcmp(what->id, chosen) != 0)
			continue;
		form_add_choice(field, what->id, what->title);
	}
}

void app_plan_form(struct app *app, enum plan_phase phase, const char *measure)
{
	const struct plan_item *item = planned(app, measure);
	struct dialog *dialog = &app->dialog;

	dialog_form(dialog, "Plan a measure", "keep it", plan);
	dialog->left = form_put_aside;
	add_measures(app, measure);
	add_phases(app,
		   item ? item->phase : natural_phase(app, measure, phase));
	dialog_field(dialog, "why", "why", "the reason, in one sentence",
		     item ? item->why : "");
	dialog_field(dialog, "tradeoff", "trade-off", "what it costs, and whom",
		     item ? item->tradeoff : "");
	dialog_field(dialog, "owner", "owner", "who sees to it",
		     item ? item->owner : "");
	dialog_field(dialog, "metric", "metric",
		     "how you will know that it works",
		     item ? item->metric : "");
	dialog_field(dialog, "rollback", "rollback",
		     "how and when it is taken back",
		     item ? item->rollback : "");
	dialog_field(dialog, "due", "due (+3d, +2w)",
		     "in days (+3d), in weeks (+2w), or a date: 2026-04-01",
		     item ? item->due : "");
	dialog->field = 1; /* when: the measure is chosen */
	if (form_bring_back(app, measure))
		app_toast(app, ROLE_DIM, "What you wrote before is back.");
}
