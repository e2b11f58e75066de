/* The charts that views are made of. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <math.h>
#include <string.h>

#define STEP_MIN_S 15

struct chart *view_add_chart(struct app *app, const char *title,
			     const char *unit)
{
	struct chart *chart = &app->data.charts[app->data.chart_count];

	if (app->data.chart_count == VIEW_CHARTS_MAX)
		chart--;
	else
		app->data.chart_count++;
	chart_init(chart, title, unit);
	chart->now_s = drill_now(app->drill);
	return chart;
}

void chart_span(struct app *app, struct chart *chart, int64_t window_s,
		int columns)
{
	(void)app;
	chart->count = columns * 2;
	if (chart->count > GRAPH_DOTS_MAX)
		chart->count = GRAPH_DOTS_MAX;
	if (chart->count < 8)
		chart->count = 8;
	/* Whole steps of five seconds, as many as fit the window; shorter
	 * than a quarter of a minute they would show nothing but chance. */
	chart->step_s = (window_s + chart->count - 1) / chart->count;
	chart->step_s = (chart->step_s + 4) / 5 * 5;
	if (chart->step_s < STEP_MIN_S)
		chart->step_s = STEP_MIN_S;
	chart->count = (int)(window_s / chart->step_s);
}

/* A series copied into the frame, so that nothing behind it moves. */
static const double *take(struct app *app, const struct chart *chart,
			  struct trend_key key)
{
	double *values = arena_new(&app->frame, double, chart->count + 1);
	const double *from;

	key.step_s = chart->step_s;
	key.count = chart->count;
	from = trends_get(&app->trends, app->drill, &key);
	memcpy(values, from, (size_t)chart->count * sizeof(*values));
	return values;
}

void chart_metric(struct app *app, struct chart *chart, const char *name,
		  enum sim_metric metric, int attribute, int value,
		  enum role role)
{
	chart_add(chart, name,
		  take(app, chart,
		       (struct trend_key){ .metric = metric,
					   .attribute = attribute,
					   .value = value }),
		  role);
}

void chart_baseline(struct app *app, struct chart *chart,
		    enum sim_metric metric)
{
	chart->baseline = take(app, chart,
			       (struct trend_key){ .baseline = true,
						   .metric = metric,
						   .attribute = -1 });
}

void chart_gauge(struct app *app, struct chart *chart, const char *name,
		 int node, enum sim_gauge gauge, enum role role)
{
	if (node >= 0)
		chart_add(chart, name,
			  take(app, chart,
			       (struct trend_key){ .is_gauge = true,
						   .attribute = -1,
						   .node = node,
						   .gauge = gauge }),
			  role);
}

void chart_slo(struct app *app, struct chart *chart, const char *name)
{
	for (size_t i = 0; i < app->pack->slo_count; i++)
		if (strcmp(app->pack->slos[i].figure, name) == 0)
			chart->slo = app->pack->slos[i].max;
}

/* The values with most of it in the window, in the model's order. */
static int choose_values(struct app *app, enum sim_metric metric, int attribute,
			 int chosen[GRAPH_SERIES_MAX - 2])
{
	const struct sim_model *model = app->pack->model;
	int count = sim_model_value_count(model, attribute);
	int64_t now_us = drill_now(app->drill) * INT64_C(1000000);
	struct sim_window window = { now_us - 600 * INT64_C(1000000), now_us };
	double size[SIM_VALUES_MAX];
	int found = 0;

	for (int v = 0; v < count; v++) {
		struct sim_filter filter;

		sim_filter_any(&filter);
		filter.value[attribute] = v;
		size[v] = sim_metric(drill_engine(app->drill), metric, &filter,
				     window);
		if (!isfinite(size[v]))
			size[v] = -1;
	}
	for (int v = 0; v < count && found < GRAPH_SERIES_MAX - 2; v++) {
		int larger = 0;

		for (int w = 0; w < count; w++)
			larger += size[w] > size[v];
		if (larger < GRAPH_SERIES_MAX - 2)
			chosen[found++] = v;
	}
	return found;
}

void chart_split(struct app *app, struct chart *chart, enum sim_metric metric,
		 int attribute)
{
	int values[GRAPH_SERIES_MAX - 2], count;

	if (attribute < 0) {
		chart_metric(app, chart, "", metric, -1, 0, ROLE_GRAPH1);
		return;
	}
	count = choose_values(app, metric, attribute, values);
	for (int i = 0; i < count; i++)
		chart_metric(app, chart,
			     sim_model_value_name(app->pack->model, attribute,
						  values[i]),
			     metric, attribute, values[i], role_graph(i));
}

void chart_headline(struct app *app, struct chart *chart, const char *name)
{
	struct str text = STR_INIT;
	double value = figure(app->drill, name);
	const char *unit = figure_unit(name);
	char number[SHORT_NUMBER_MAX];

	/* Seconds stay seconds, to be compared with the graph's scale; a
	 * multiple of a hundred and more needs no decimals. */
	if (strcmp(unit, "s") == 0 || strcmp(unit, "x") == 0)
		str_add(&text, short_number(unit, value, number));
	else
		figure_format(unit, value, &text);
	chart->headline = arena_strdup(&app->frame, text.s);
	if (isfinite(chart->slo))
		chart->headline_role = value > chart->slo ? ROLE_BAD
							  : ROLE_GOOD;
	str_finish(&text);
}

/* The values at the cursor: with names and units, or as short as can be. */
static void word_values(const struct chart *chart, bool words, struct str *out)
{
	char number[SHORT_NUMBER_MAX];

	if (words)
		chart_when(chart, chart->cursor, out);
	/* Of several the table below has the values. */
	for (int i = 0; i < chart->series_count; i++) {
		double value = chart->series[i].values[chart->cursor];

		if (!words)
			str_addf(out, "%s%s%s%s", i ? "  " : "",
				 chart->series[i].name,
				 *chart->series[i].name ? " " : "",
				 short_number(chart->unit, value, number));
		else if (chart->series_count == 1) {
			str_add(out, "  ");
			figure_format(chart->unit, value, out);
		}
	}
}

/* What has no room is left out whole, from the last on. */
static void leave_out(struct str *text, int columns)
{
	size_t at = text->length;

	while (at > 0 && text_width(text->s) > columns) {
		at--;
		if (text->s[at] == ' ' && text->s[at + 1] == ' ')
			str_truncate(text, at);
	}
}

/* A cursor that no key has moved stays at its time while the graph moves on
 * under it. */
static void hold_cursor(struct view_state *state, const struct chart *chart)
{
	if (state->column > 0 && state->column == state->held) {
		int64_t steps =
			(chart_time(chart, chart->count - 2) - state->held_s) /
			chart->step_s;

		state->column = steps < 0 ? 1 : (int)steps + 1;
	}
	if (state->column > chart->count - 1)
		state->column = chart->count - 1;
	if (state->column != state->held && state->column > 0)
		state->held_s = chart_time(chart,
					   chart->count - 1 - state->column);
	state->held = state->column;
}

bool cursor_pin(const struct app *app, struct str *args)
{
	const struct chart *chart = &app->data.charts[0];
	char clock[CALENDAR_CLOCK_SIZE];

	if (app->data.chart_count == 0 || chart->cursor < 0)
		return false;
	str_addf(args, "%sat=%s", args->length ? " " : "",
		 calendar_format_clock(chart_time(chart, chart->cursor),
				       clock));
	return true;
}

void chart_cursor(struct app *app, struct chart *chart, bool words, int columns)
{
	struct view_state *state = app_state(app);
	struct str text = STR_INIT;

	hold_cursor(state, chart);
	if (state->column <= 0)
		return;
	chart->cursor = chart->count - 1 - state->column;
	word_values(chart, words, &text);
	chart->named = !words && chart->series_count > 1;
	if (chart->named)
		leave_out(&text, columns - text_width(chart->title) - 1);
	chart->headline = arena_strdup(&app->frame, text.s);
	chart->headline_role = ROLE_MARK;
	str_finish(&text);
}

bool cursor_act(struct view_state *state, enum action action)
{
	switch (action) {
	case ACTION_LEFT:
		state->column++;
		return true;
	case ACTION_RIGHT:
		state->column -= state->column > 0;
		return true;
	case ACTION_BACK:
		if (state->column == 0)
			return false;
		state->column = 0;
		return true;
	default:
		return false;
	}
}
