/* Metrics: any series, by any label, with a cursor. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

#define DEFAULT_METRIC "spend_usd_per_hour"

static enum sim_metric chosen(struct app *app)
{
	struct view_state *state = app_state(app);
	int metric = sim_metric_find(state->id);

	if (metric < 0) {
		snprintf(state->id, sizeof(state->id), DEFAULT_METRIC);
		metric = sim_metric_find(DEFAULT_METRIC);
	}
	return (enum sim_metric)metric;
}

static void refresh(struct app *app)
{
	struct view_state *state = app_state(app);
	enum sim_metric metric = chosen(app);
	const char *by = view_pivot(app, state->pivot);
	struct chart *chart = view_add_chart(app, sim_metric_help(metric),
					     figure_unit(state->id));

	chart_span(app, chart, view_window_s(app), app_body(app).columns);
	chart_split(app, chart, metric,
		    *by ? sim_model_attribute(app->pack->model, by) : -1);
	if (!*by)
		chart_baseline(app, chart, metric);
	chart_slo(app, chart, state->id);
	chart_headline(app, chart, state->id);
	chart_cursor(app, chart, true);
	view_add_arg(app, "metric", state->id);
	panel_view_refresh(app);
}

static void choose(struct app *app, const char *key)
{
	snprintf(app_state(app)->id, VIEW_TEXT_MAX, "%s", key);
	app_state(app)->selected = 0;
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);

	switch (action) {
	case ACTION_CHOOSE_METRIC:
		dialog_pick(&app->dialog, "Which series?", choose);
		for (int i = 0; i < SIM_METRIC_COUNT; i++)
			dialog_add(&app->dialog,
				   sim_metric_key((enum sim_metric)i),
				   sim_metric_key((enum sim_metric)i),
				   sim_metric_help((enum sim_metric)i));
		return true;
	default:
		return cursor_act(state, action) || panel_view_act(app, action);
	}
}

/* The value at the cursor, over the step that the graph shows there. */
static bool pin(const struct app *app, struct str *args)
{
	const struct view_state *state = app_state_of(app);
	const struct chart *chart = &app->data.charts[0];
	const char *by = view_pivot(app, state->pivot);
	char clock[CALENDAR_CLOCK_SIZE];

	if (chart->cursor < 0)
		return false;
	str_addf(args, "metric=%s ", state->id);
	if (*by)
		str_addf(args, "by=%s ", by);
	str_addf(args, "window=%s",
		 calendar_format_clock(chart->step_s, clock));
	return cursor_pin(app, args);
}

const struct view view_metrics = {
	.action = ACTION_METRICS,
	.panel = PANEL_METRICS,
	.contexts = CONTEXT_METRICS | CONTEXT_SIDEWAYS | CONTEXT_LIST |
		    CONTEXT_PIVOT | CONTEXT_WINDOW,
	.refresh = refresh,
	.draw = panel_view_draw,
	.act = act,
	.pin = pin,
};
