/* Views that are a panel, some with charts above it. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

static int body_columns(const struct app *app, int charts)
{
	return (app_body(app).columns - 2 * (charts - 1)) / charts;
}

/* --- logs ------------------------------------------------------------------ */

static void refresh_logs(struct app *app)
{
	static const char *const levels[] = { "", "warn", "error" };
	const struct view_state *state = app_state(app);

	if (state->filter[0])
		view_add_arg(app, "match", state->filter);
	if (*levels[state->kind])
		view_add_arg(app, "level", levels[state->kind]);
	view_add_arg(app, "last", window_words[state->window]);
	view_read_panel(app);
}

static bool act_logs(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);

	if (action != ACTION_LOG_LEVEL)
		return panel_view_act(app, action);
	state->kind = (state->kind + 1) % 3;
	return true;
}

static void hint_logs(const struct app *app, struct str *out)
{
	static const char *const words[] = { "all", "warn and error", "error" };

	str_addf(out, "f %s   ", words[app_state_of(app)->kind]);
}

const struct view view_logs = {
	.action = ACTION_LOGS,
	.panel = PANEL_LOGS,
	.contexts = CONTEXT_LOGS | CONTEXT_LIST | CONTEXT_FILTER |
		    CONTEXT_WINDOW,
	.refresh = refresh_logs,
	.draw = panel_view_draw,
	.act = act_logs,
	.hint = hint_logs,
};

/* --- billing --------------------------------------------------------------- */

static void refresh_billing(struct app *app)
{
	const char *by = view_pivot(app, app_state(app)->pivot);
	struct chart *chart = view_add_chart(app, "Money an hour, last 40 min",
					     "USD/h");

	chart_span(app, chart, 2400, body_columns(app, 1));
	chart->kind = GRAPH_STACK;
	chart_split(app, chart, SIM_METRIC_SPEND_RATE,
		    sim_model_attribute(app->pack->model, by));
	chart_baseline(app, chart, SIM_METRIC_SPEND_RATE);
	chart_headline(app, chart, "spend_usd_per_hour");
	panel_view_refresh(app);
}

const struct view view_billing = {
	.action = ACTION_BILLING,
	.panel = PANEL_BILLING,
	.contexts = CONTEXT_LIST | CONTEXT_PIVOT | CONTEXT_WINDOW,
	.refresh = refresh_billing,
	.draw = panel_view_draw,
	.act = panel_view_act,
};

/* --- infra ----------------------------------------------------------------- */

static void refresh_infra(struct app *app)
{
	const struct pack_screen *screen = &app->pack->screen;
	const char *node_name = view_pivot(app, app_state(app)->pivot);
	const char *shown[3] = { screen->workers, screen->post, screen->api };
	int count = 3;

	if (*node_name) {
		shown[0] = node_name;
		count = 1;
	}
	for (int i = 0; i < count; i++) {
		int node = shown[i] ? sim_model_node(app->pack->model, shown[i])
				    : -1;
		struct chart *chart;

		if (node < 0)
			continue;
		chart = view_add_chart(app, shown[i], "");
		chart_span(app, chart, 2400, body_columns(app, count));
		chart_gauge(app, chart, "there", node, SIM_GAUGE_SERVERS,
			    ROLE_BASELINE);
		chart_gauge(app, chart, "busy", node, SIM_GAUGE_BUSY,
			    ROLE_GRAPH1);
		chart_gauge(app, chart, "queue", node, SIM_GAUGE_QUEUE,
			    ROLE_GRAPH2);
	}
	panel_view_refresh(app);
}

const struct view view_infra = {
	.action = ACTION_INFRA,
	.panel = PANEL_INFRA,
	.contexts = CONTEXT_LIST | CONTEXT_PIVOT | CONTEXT_WINDOW,
	.refresh = refresh_infra,
	.draw = panel_view_draw,
	.act = panel_view_act,
};

/* --- changes: beside the money --------------------------------------------- */

/* Each row's minute, read back from the table, marks the axis. */
static void mark_changes(struct app *app)
{
	const struct panel *panel = app->data.panel;
	struct chart_mark *marks = arena_new(&app->frame, struct chart_mark,
					     app->data.row_count + 1);
	size_t found = 0;

	for (int i = 0; i < app->data.row_count; i++) {
		int64_t at_s;

		for (size_t c = 0; c < panel->column_count; c++) {
			if (strcmp(panel->columns[c].title, "minute") != 0 ||
			    !calendar_parse_clock(
				    app->data.rows[i]->cells[c].text, &at_s))
				continue;
			marks[found++] = (struct chart_mark){
				.at_s = at_s,
				.glyph = GLYPH_MARK,
				.role = i == app_state(app)->selected
						? ROLE_CURSOR
						: ROLE_MARK,
			};
		}
	}
	app->marks = marks;
	app->mark_count = found;
}

static void refresh_changes(struct app *app)
{
	struct chart *chart =
		view_add_chart(app, "Money an hour, and what changed", "USD/h");

	chart_span(app, chart, view_window_s(app), body_columns(app, 1));
	chart->kind = GRAPH_AREA;
	chart_metric(app, chart, "", SIM_METRIC_SPEND_RATE, -1, 0, ROLE_GRAPH1);
	chart_baseline(app, chart, SIM_METRIC_SPEND_RATE);
	chart_headline(app, chart, "spend_ratio");
	panel_view_refresh(app);
	if (app->data.panel)
		mark_changes(app);
}

const struct view view_changes = {
	.action = ACTION_CHANGES,
	.panel = PANEL_CHANGES,
	.contexts = CONTEXT_LIST | CONTEXT_FILTER | CONTEXT_WINDOW,
	.refresh = refresh_changes,
	.draw = panel_view_draw,
	.act = panel_view_act,
};

/* --- vendor ---------------------------------------------------------------- */

static void refresh_vendor(struct app *app)
{
	int node = sim_model_node(app->pack->model, app->pack->screen.api);
	struct chart *chart = view_add_chart(app, "In the making", "tasks");
	int columns = body_columns(app, 3);

	chart_span(app, chart, 2400, columns);
	chart->kind = GRAPH_AREA;
	chart_gauge(app, chart, "", node, SIM_GAUGE_BUSY, ROLE_GRAPH4);
	chart->slo = figure(app->drill, "tasks_limit");
	chart_headline(app, chart, "tasks_in_flight");
	chart->headline_role = ROLE_STRONG;
	chart = view_add_chart(app, "Refused (429)", "1/min");
	chart_span(app, chart, 2400, columns);
	chart->kind = GRAPH_AREA;
	chart_metric(app, chart, "", SIM_METRIC_QUOTA_PER_MIN, -1, 0,
		     ROLE_GRAPH6);
	chart_headline(app, chart, "http_429_per_min");
	chart = view_add_chart(app, "Task time", "s");
	chart_span(app, chart, 2400, columns);
	chart_metric(app, chart, "p95", SIM_METRIC_TASK_P95, -1, 0,
		     ROLE_GRAPH2);
	chart_metric(app, chart, "p50", SIM_METRIC_TASK_P50, -1, 0,
		     ROLE_GRAPH1);
	chart_headline(app, chart, "task_p50_s");
	panel_view_refresh(app);
}

const struct view view_vendor = {
	.action = ACTION_VENDOR,
	.panel = PANEL_VENDOR,
	.contexts = CONTEXT_LIST | CONTEXT_WINDOW,
	.refresh = refresh_vendor,
	.draw = panel_view_draw,
	.act = panel_view_act,
};

/* --- timeline -------------------------------------------------------------- */

const struct view view_timeline = {
	.action = ACTION_TIMELINE,
	.panel = PANEL_TIMELINE,
	.contexts = CONTEXT_LIST | CONTEXT_FILTER,
	.refresh = panel_view_refresh,
	.draw = panel_view_draw,
	.act = panel_view_act,
};
