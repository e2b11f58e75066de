#include "ui/composer_facts.h"
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <math.h>
#include <string.h>

#define NOTES_FIRST 2

/* What stands in the list, by what figure, and how it reads in a sentence: {V}
 * is the value, {N} normal, {T} the local time. */
static const struct {
	const char *label, *figure, *normal, *form;
} figures[] = {
	{ "Spend", "spend_usd_per_hour", "baseline_usd_per_hour",
	  "{V} at {T} (normal {N})" },
	{ "Times normal", "spend_ratio", NULL, "{V} normal at {T}" },
	{ "Too much so far", "excess_usd", NULL,
	  "{V} above normal since it began" },
	{ "Month at this rate", "month_forecast_usd", NULL,
	  "{V} by the end of the month at this rate" },
	{ "Errors", "error_rate", "baseline_error_rate",
	  "{V} of requests end with nothing at {T} (normal {N})" },
	{ "Waiting, p95", "p95_s", "baseline_p95_s",
	  "p95 {V} at {T} (normal {N})" },
	{ "Waiting, p99", "p99_s", NULL, "p99 {V} at {T}" },
	{ "People failing", "users_affected_per_hour", NULL,
	  "about {V} with nothing" },
	{ "Failed so far", "failed_users_total", NULL,
	  "{V} left with nothing so far" },
	{ "429 a minute", "http_429_per_min", NULL,
	  "{V} of 429 answers at {T}" },
	{ "Calls each", "attempts_per_job", NULL,
	  "{V} calls to the API for each person at {T}" },
	{ "Credit left", "credit_usd", NULL, "{V} of prepaid credit at {T}" },
	{ "Credit lasts", "credit_minutes", NULL,
	  "the credit lasts {V} at this rate" },
	{ "Loss since page", "loss_usd", NULL, "{V} lost since the page" },
};

static struct composer_fact *add(struct app *app, const char *label)
{
	struct composer *composer = &app->composer;
	struct composer_fact *fact;

	if (composer->fact_count == COMPOSER_FACTS_MAX)
		return NULL;
	fact = &composer->facts[composer->fact_count++];
	fact->label = label;
	fact->value = fact->brief = fact->text = "";
	return fact;
}

static const char *local_time(struct app *app, int64_t at_s)
{
	char hour[CALENDAR_CLOCK_SIZE];

	return arena_printf(&app->frame, "%s %s",
			    calendar_format_hour(app->pack->start_moment + at_s,
						 hour),
			    app->pack->zone);
}

static const char *value_of(struct app *app, const char *figure_name)
{
	struct str text = STR_INIT;
	const char *kept;

	figure_format(figure_unit(figure_name), figure(app->drill, figure_name),
		      &text);
	kept = arena_strdup(&app->frame, text.s);
	str_finish(&text);
	return kept;
}

/* "24.9M USD" */
static const char *brief_of(struct app *app, const char *figure_name)
{
	const char *unit = figure_unit(figure_name);
	char number[SHORT_NUMBER_MAX];

	short_number(unit, figure(app->drill, figure_name), number);
	return strncmp(unit, "USD", 3) != 0
		       ? arena_strdup(&app->frame, number)
		       : arena_printf(&app->frame, "%s %s", number, unit);
}

static const char *fill(struct app *app, const char *form, const char *value,
			const char *normal)
{
	struct str out = STR_INIT;
	const char *kept;

	for (; *form; form++) {
		if (form[0] != '{') {
			str_add_char(&out, *form);
			continue;
		}
		str_add(&out, form[1] == 'V' ? value
			      : form[1] == 'N'
				      ? normal
				      : local_time(app, drill_now(app->drill)));
		form += 2;
	}
	kept = arena_strdup(&app->frame, out.s);
	str_finish(&out);
	return kept;
}

static void add_figures(struct app *app)
{
	for (size_t i = 0; i < sizeof(figures) / sizeof(*figures); i++) {
		struct composer_fact *fact;

		if (!isfinite(figure(app->drill, figures[i].figure)) ||
		    (strcmp(figures[i].figure, "p99_s") == 0 &&
		     strcmp(app->status.tail_name, "p99") != 0))
			continue;
		fact = add(app, figures[i].label);
		if (!fact)
			return;
		fact->value = value_of(app, figures[i].figure);
		fact->brief = brief_of(app, figures[i].figure);
		fact->text = fill(app, figures[i].form, fact->value,
				  figures[i].normal
					  ? value_of(app, figures[i].normal)
					  : "");
	}
}

static void add_times(struct app *app)
{
	struct composer_fact *fact = add(app, "Page");

	if (fact) {
		fact->value = local_time(app, 0);
		fact->text = arena_printf(&app->frame, "since %s (the page)",
					  fact->value);
	}
	fact = add(app, "Now");
	if (fact)
		fact->value = fact->text = local_time(app,
						      drill_now(app->drill));
}

static void add_measures(struct app *app)
{
	const struct measure *measures = drill_measures(app->drill);

	for (size_t i = 0; i < app->pack->mitigation_count; i++) {
		const struct measure *measure = &measures[i];
		struct composer_fact *fact;

		if (measure->state == MEASURE_OFF)
			continue;
		fact = add(app, measure_state_word(measure->state));
		if (!fact)
			return;
		fact->value = measure->what->title;
		fact->text = arena_printf(&app->frame, "%s (%s, %s)",
					  measure->what->title, fact->label,
					  local_time(app, measure->since_s));
	}
}

static void add_pins(struct app *app)
{
	size_t count;
	const struct pin *pins = drill_pins(app->drill, &count);

	for (size_t i = count; i-- > 0;) {
		struct composer_fact *fact = add(app, "Pinned");

		if (!fact)
			return;
		fact->value = arena_strndup(&app->frame, pins[i].evidence,
					    (size_t)pin_length(&pins[i]));
		fact->text = arena_printf(&app->frame, "%s (%s)", fact->value,
					  local_time(app, pins[i].at_s));
	}
}

/* Bytes of a note without the inputs of a worksheet at its end. */
static size_t note_length(const char *text)
{
	const char *from = strstr(text, WORKSHEET_FROM);

	return from ? (size_t)(from - text) : strlen(text);
}

/* What was noted, sums of worksheets among it, newest first: so many of them,
 * from the skip-th on. */
static void add_notes(struct app *app, int skip, int most)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);

	for (size_t i = count; i-- > 0 && most > 0;) {
		const struct command *command = events[i].command;
		struct composer_fact *fact;

		if (events[i].kind != EVENT_COMMAND ||
		    command->verb != COMMAND_NOTE ||
		    strcmp(command->text, HINT_NOTE) == 0 || skip-- > 0)
			continue;
		fact = add(app, "Noted");
		if (!fact)
			return;
		most--;
		fact->value = command->text;
		/* What a sum rests on stays in the note. */
		fact->text = arena_printf(&app->frame, "%.*s (noted at %s)",
					  (int)note_length(command->text),
					  command->text,
					  local_time(app, events[i].at_s));
	}
}

void composer_read_facts(struct app *app)
{
	app->composer.fact_count = 0;
	/* What was noted last was noted to be told. */
	add_notes(app, 0, NOTES_FIRST);
	add_figures(app);
	add_times(app);
	add_measures(app);
	add_notes(app, NOTES_FIRST, COMPOSER_FACTS_MAX);
	add_pins(app);
}
