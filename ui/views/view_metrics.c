/* Metrics: any series, by any label, with a cursor. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <math.h>
#include <stdlib.h>
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

/* What the table says of one series. */
struct summary {
	const struct chart_series *series;
	double at, mean, least, most; /* NAN where there is nothing */
};

static struct summary sum_up(const struct chart *chart, int i)
{
	struct summary sum = { &chart->series[i], NAN, 0, NAN, NAN };
	int count = 0;

	for (int v = 0; v < chart->count; v++) {
		double value = chart->series[i].values[v];

		if (!isfinite(value))
			continue;
		sum.mean += value;
		sum.least = count == 0 ? value : fmin(sum.least, value);
		sum.most = count == 0 ? value : fmax(sum.most, value);
		count++;
	}
	sum.mean = count ? sum.mean / count : NAN;
	sum.at = chart->series[i].values[chart->cursor >= 0 ? chart->cursor
							    : chart->count - 1];
	return sum;
}

static struct panel_cell cell(struct app *app, enum tone tone, const char *unit,
			      double value)
{
	struct str text = STR_INIT;
	struct panel_cell made = { .tone = tone };

	figure_format(unit, value, &text);
	made.text = arena_strdup(&app->frame, text.s);
	str_finish(&text);
	return made;
}

enum { SERIES, AT, MEAN, LEAST, MOST, COLUMNS };

static const struct panel_row *word_row(struct app *app,
					const struct chart *chart,
					const struct summary *sum, double total)
{
	struct panel_cell *cells = arena_new(&app->frame, struct panel_cell,
					     COLUMNS);
	struct panel_row *row = arena_new(&app->frame, struct panel_row, 1);
	const char *name = sum->series->name;

	cells[SERIES] = (struct panel_cell){ *name ? name : "all", TONE_PLAIN };
	cells[AT] = cell(app, TONE_STRONG, chart->unit, sum->at);
	cells[MEAN] = cell(app, TONE_PLAIN, chart->unit, sum->mean);
	cells[LEAST] = cell(app, TONE_DIM, chart->unit, sum->least);
	cells[MOST] = cell(app, TONE_DIM, chart->unit, sum->most);
	*row = (struct panel_row){ .cells = cells,
				   .id = cells[SERIES].text,
				   .share = total > 0 && sum->at > 0
						    ? sum->at / total
						    : -1 };
	return row;
}

static int larger_first(const void *a, const void *b)
{
	const struct summary *x = a, *y = b;

	/* what there is nothing of comes last */
	if (!isfinite(x->at) || !isfinite(y->at))
		return isfinite(y->at) - isfinite(x->at);
	return (x->at < y->at) - (x->at > y->at);
}

/* The table below the graph: a row for each series, in place of the panel's
 * row for each step, which the graph shows better. */
static void tabulate(struct app *app, const struct chart *chart)
{
	struct view_data *data = &app->data;
	struct panel *panel = arena_new(&app->frame, struct panel, 1);
	struct panel_column *columns = arena_new(&app->frame,
						 struct panel_column, COLUMNS);
	struct summary sums[GRAPH_SERIES_MAX] = { { 0 } };
	struct str at = STR_INIT;
	double total = 0;

	for (int i = 0; i < chart->series_count; i++) {
		sums[i] = sum_up(chart, i);
		total += sums[i].at > 0 ? sums[i].at : 0;
	}
	qsort(sums, (size_t)chart->series_count, sizeof(*sums), larger_first);
	if (chart->cursor >= 0)
		chart_when(chart, chart->cursor, &at);
	columns[SERIES] = (struct panel_column){ .title = "series" };
	columns[AT] = (struct panel_column){
		.title = at.length ? arena_strdup(&app->frame, at.s) : "latest",
		.right = true,
		.bar = true,
	};
	columns[MEAN] = (struct panel_column){ .title = "mean", .right = true };
	columns[LEAST] = (struct panel_column){ .title = "least",
						.right = true };
	columns[MOST] = (struct panel_column){ .title = "most", .right = true };
	str_finish(&at);
	*panel = *data->panel;
	panel->caption = ""; /* the graph says it */
	panel->columns = columns;
	panel->column_count = COLUMNS;
	data->panel = panel;
	data->rows = arena_new(&app->frame, const struct panel_row *,
			       GRAPH_SERIES_MAX);
	data->row_count = chart->series_count;
	for (int i = 0; i < chart->series_count; i++)
		data->rows[i] = word_row(app, chart, &sums[i],
					 chart->series_count > 1 ? total : 0);
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
	chart_cursor(app, chart, true, 0);
	view_add_arg(app, "metric", state->id);
	panel_view_refresh(app);
	if (app->data.panel && chart->series_count > 0)
		tabulate(app, chart);
	if (state->selected >= app->data.row_count)
		state->selected = app->data.row_count - 1;
}

static void choose(struct app *app, const char *key)
{
	snprintf(app_state(app)->id, VIEW_TEXT_MAX, "%s", key);
	app_state(app)->selected = 0;
}

/* A percentile goes by its short name, too. */
static bool is_percentile(const char *key)
{
	return strstr(key, "p50") || strstr(key, "p95") || strstr(key, "p99");
}

/* A series in the words over its graph, with what it stands at.  Its key is
 * the engine's own and stays out of sight, but can be typed to find it. */
static void add_choice(struct app *app, const char *key)
{
	struct str now = STR_INIT;
	struct pick_item *item;
	char name[FIGURE_NAME_SIZE];

	figure_format(figure_unit(key), figure(app->drill, key), &now);
	dialog_add(&app->dialog, key, figure_title(key),
		   is_percentile(key) ? figure_name(key, name) : "");
	item = dialog_last(&app->dialog);
	free(item->key);
	item->key = str_detach(&now);
	if (strcmp(key, app_state(app)->id) == 0)
		app->dialog.selected = (int)app->dialog.items.count - 1;
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);

	switch (action) {
	case ACTION_CHOOSE_METRIC:
		dialog_pick(&app->dialog, "Which series?", choose);
		for (int i = 0; i < SIM_METRIC_COUNT; i++)
			add_choice(app, sim_metric_key((enum sim_metric)i));
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
