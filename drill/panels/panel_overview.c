#include "drill/panels/panel_build.h"

#include "drill/figure.h"

#include <math.h>

#define AGO_S 600

/* What a row shows and from where on it is worth a look. */
struct line {
	const char *title, *figure;
	const char *normal; /* figure that is its normal, or NULL */
	double warn, bad;   /* above; NAN = no judgement */
	double times;	    /* shows the figure so many times; 0 = once */
};

static const struct line lines[] = {
	{ "spend", "spend_usd_per_hour", "baseline_usd_per_hour", NAN, NAN, 0 },
	{ "spend against normal", "spend_ratio", NULL, 1.5, 2.5, 0 },
	{ "errors", "error_rate", "baseline_error_rate", 0.02, 0.05, 0 },
	{ "p95, first press to {unit}", "p95_s", "baseline_p95_s", NAN, NAN,
	  0 },
	{ "429 of the API", "http_429_rate", NULL, 0.01, 0.1, 0 },
	{ "calls to the API per person", "attempts_per_job", NULL, 1.3, 1.8,
	  0 },
	{ "presses per person", "presses_per_person", NULL, 1.3, 1.8, 0 },
	{ "people coming", "people_per_s", NULL, NAN, NAN, 0 },
	{ "{units} delivered", "clips_per_s", NULL, NAN, NAN, 0 },
	{ "waiting for a worker", "queue", NULL, 50, 200, 0 },
	{ "tasks in flight at the API", "tasks_in_flight", NULL, NAN, NAN, 0 },
	{ "prepaid credit left", "credit_usd", NULL, NAN, NAN, 0 },
	{ "error budget burn", "burn_rate", NULL, 2, 10, 0 },
	{ "people failing", "users_affected_per_hour", NULL, NAN, NAN, 0 },
	{ "people failed since it began", "failed_users_total", NULL, NAN, NAN,
	  0 },
	{ "overspent since it began", "excess_usd", NULL, NAN, NAN, 0 },
	{ "loss since the page", "loss_usd", NULL, NAN, NAN, 0 },
};

#define LINES (sizeof(lines) / sizeof(*lines))

static double times_of(const struct line *line)
{
	return line->times > 0 ? line->times : 1;
}

static double limit_of(const struct drill *drill, const char *name)
{
	for (size_t i = 0; i < drill->pack->slo_count; i++) {
		if (!strcmp(drill->pack->slos[i].figure, name))
			return drill->pack->slos[i].max;
	}
	return NAN;
}

static enum tone tone_of(const struct drill *drill, const struct line *line,
			 double value)
{
	double limit = limit_of(drill, line->figure) * times_of(line);

	if (!isnan(limit) && value > limit)
		return value > 2 * limit ? TONE_BAD : TONE_WARN;
	if (value > line->bad)
		return TONE_BAD;
	return value > line->warn ? TONE_WARN : TONE_PLAIN;
}

/* The measure that landed last, NULL when none has. */
static const struct event *last_action(const struct drill *drill)
{
	for (size_t i = drill->events.count; i-- > 0;) {
		const struct event *event = &drill->events.items[i];

		if (event->kind == EVENT_LANDED ||
		    event->kind == EVENT_REVERTED)
			return event;
	}
	return NULL;
}

static void add_normal(struct panel_builder *b, const struct line *line,
		       const char *unit, int64_t at_s)
{
	const struct drill *drill = b->drill;
	double times = times_of(line);
	double limit = limit_of(drill, line->figure) * times;
	double normal = times * (line->normal
					 ? figure_at(drill, line->normal, at_s)
					 : figure_normal(drill, line->figure));

	if (!isnan(normal))
		panel_figure(b, TONE_DIM, unit, normal);
	else if (!isnan(limit))
		panel_cell(b, TONE_DIM, "max %s", panel_value(b, unit, limit));
	else
		panel_cell(b, TONE_DIM, "%s", "");
}

static void add_line(struct panel_builder *b, const struct line *line,
		     const struct event *action, int64_t at_s)
{
	const struct drill *drill = b->drill;
	const char *unit = figure_unit(line->figure);
	double times = times_of(line);
	double value = times * figure_at(drill, line->figure, at_s);
	struct panel_row *row = panel_add_row(b);
	enum tone tone = tone_of(drill, line, value);
	double before = times * figure_at(drill, line->figure, at_s - AGO_S);

	row->id = line->figure;
	panel_cell(b, TONE_PLAIN, "%s", panel_words(b, line->title));
	panel_figure(b, tone, unit, value);
	add_normal(b, line, unit, at_s);
	panel_figure(b, TONE_DIM, unit, before);
	if (action)
		panel_cell(b, TONE_PLAIN, "%s -> %s",
			   panel_value(b, unit,
				       times * figure_at(drill, line->figure,
							 action->at_s)),
			   panel_value(b, unit, value));
	panel_cell(b, tone, "%s",
		   tone == TONE_BAD    ? "!!"
		   : tone == TONE_WARN ? "!"
				       : "");
}

/* Which figure says what is normal of another; NULL: it itself does. */
static const char *normal_of(const char *figure)
{
	for (size_t i = 0; i < LINES; i++) {
		if (!strcmp(lines[i].figure, figure))
			return lines[i].normal;
	}
	return NULL;
}

/* The pack's rows, or the usual ones without those that it has no use for. */
static void add_lines(struct panel_builder *b, const struct event *action,
		      int64_t at_s)
{
	const struct pack_screen *screen = &b->drill->pack->screen;

	for (size_t i = 0; i < screen->overview_count; i++) {
		const struct pack_line *own = &screen->overview[i];
		struct line line = { own->title,
				     own->figure,
				     normal_of(own->figure),
				     own->warn > 0 ? own->warn : NAN,
				     own->bad > 0 ? own->bad : NAN,
				     own->times };

		if (figure_unit(own->figure))
			add_line(b, &line, action, at_s);
	}
	for (size_t i = 0; screen->overview_count == 0 && i < LINES; i++) {
		if (screen->credit || strcmp(lines[i].figure, "credit_usd"))
			add_line(b, &lines[i], action, at_s);
	}
}

static void add_alerts(struct panel_builder *b)
{
	const struct drill *drill = b->drill;

	for (size_t i = 0; i < drill->pack->alert_count; i++) {
		if (drill->alerts[i].firing)
			panel_note(b, "alert (%s) since %s: %s",
				   drill->pack->alerts[i].severity,
				   panel_clock(b, drill->alerts[i].last_s),
				   drill->pack->alerts[i].title);
	}
}

static void add_month(struct panel_builder *b)
{
	const struct pack_budget *budget = &b->drill->pack->budget;

	if (budget->month_usd > 0)
		panel_note(b,
			   "month: %s of the budget of %s forecast at this "
			   "rate; %s at the page",
			   panel_value(b, "USD",
				       figure(b->drill, "month_forecast_usd")),
			   panel_value(b, "USD", budget->month_usd),
			   panel_value(b, "USD", budget->month_to_date_usd));
}

static const char *word_evidence(struct panel_builder *b, int64_t at_s)
{
	const struct drill *drill = b->drill;

	return panel_say(
		b, "spend %s (%s of normal), errors %s, p95 %s%s%s",
		panel_value(b, "USD/h",
			    figure_at(drill, "spend_usd_per_hour", at_s)),
		panel_value(b, "x", figure_at(drill, "spend_ratio", at_s)),
		panel_value(b, "ratio", figure_at(drill, "error_rate", at_s)),
		panel_value(b, "s", figure_at(drill, "p95_s", at_s)),
		at_s < drill->now_s ? ", at " : "",
		at_s < drill->now_s ? panel_clock(b, at_s) : "");
}

bool panel_overview(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const struct event *action;
	int64_t at_s;
	bool now;

	if (!panel_moment(b, "at", &at_s))
		return false;
	now = at_s == drill->now_s;
	action = now ? last_action(drill) : NULL;
	b->panel->title = panel_say(b, "Overview at %s (%s)",
				    panel_clock(b, at_s), panel_hour(b, at_s));
	b->panel->caption =
		"Rates over the last minute, percentiles over three; normal "
		"is the same minute of a usual day.";
	panel_column(b, "figure", COLUMN_TEXT);
	panel_column(b, now ? "now" : "then", COLUMN_RIGHT);
	panel_column(b, "normal", COLUMN_RIGHT);
	panel_column(b, now ? "10 min ago" : "10 min before", COLUMN_RIGHT);
	if (action)
		panel_column(b, "since your action", COLUMN_RIGHT);
	panel_column(b, "", COLUMN_TEXT);
	add_lines(b, action, at_s);
	if (action)
		panel_note(b, "your action: %s %s at %s", action->text,
			   event_word(action->kind),
			   panel_clock(b, action->at_s));
	if (now) {
		add_month(b);
		add_alerts(b);
	}
	b->panel->evidence = word_evidence(b, at_s);
	return true;
}
