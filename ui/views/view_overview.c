/* The overview: six graphs, what is on its way, what happened. */
#include "base/calendar.h"
#include "base/number.h"
#include "ui/app_internal.h"

#include <math.h>
#include <string.h>

#define GRAPHS 6
#define ACROSS 3
#define GAP 2

/* Rows of graphs: the rest is for measures and events. */
static int graph_rows(const struct app *app)
{
	int rows = app_body(app).rows;

	return rows >= 30 ? rows * 5 / 8 / 2 * 2 : rows >= 20 ? 14 : 12;
}

static int graph_columns(const struct app *app)
{
	return (app_body(app).columns - GAP * (ACROSS - 1)) / ACROSS;
}

static struct chart *add(struct app *app, const char *title, const char *unit)
{
	struct chart *chart = view_add_chart(app, title, unit);

	chart_span(app, chart, view_window_s(app), graph_columns(app));
	return chart;
}

static void add_money(struct app *app)
{
	const char *by = view_pivot(app, app_state(app)->pivot);
	struct chart *chart =
		add(app,
		    *by ? arena_printf(&app->frame, "Money by %s", by)
			: "Money an hour",
		    "USD/h");

	chart->kind = GRAPH_STACK;
	chart_split(app, chart, SIM_METRIC_SPEND_RATE,
		    *by ? sim_model_attribute(app->pack->model, by) : -1);
	chart_baseline(app, chart, SIM_METRIC_SPEND_RATE);
	chart_headline(app, chart, "spend_ratio");
	chart->headline_role = tone_role(app->status.spend_tone);
}

static void add_latency(struct app *app)
{
	struct chart *chart = add(app, "Wait", "s");
	const char *tail = strcmp(app->status.tail_name, "p99") ? "p95_s"
								: "p99_s";

	chart_metric(app, chart, "p99", SIM_METRIC_P99, -1, 0, ROLE_GRAPH3);
	chart_metric(app, chart, "p95", SIM_METRIC_P95, -1, 0, ROLE_GRAPH2);
	chart_metric(app, chart, "p50", SIM_METRIC_P50, -1, 0, ROLE_GRAPH1);
	chart_baseline(app, chart,
		       strcmp(tail, "p99_s") ? SIM_METRIC_P95 : SIM_METRIC_P99);
	chart_slo(app, chart, tail);
	chart_headline(app, chart, tail);
}

/* What is no error is well. */
static void add_ok(struct app *app, struct chart *chart)
{
	struct chart_series *series;
	double *ok = arena_new(&app->frame, double, chart->count + 1);

	chart_metric(app, chart, "", SIM_METRIC_ERROR_RATE, -1, 0, ROLE_GRAPH4);
	series = &chart->series[chart->series_count - 1];
	for (int i = 0; i < chart->count; i++)
		ok[i] = 1 - series->values[i];
	series->values = ok;
}

static void add_outcomes(struct app *app)
{
	double errors = figure(app->drill, "error_rate");
	struct chart *chart = add(app, "Outcomes", "ratio");

	add_ok(app, chart);
	chart_metric(app, chart, "timeout", SIM_METRIC_TIMEOUT_RATE, -1, 0,
		     ROLE_GRAPH1);
	chart_metric(app, chart, "429", SIM_METRIC_QUOTA_RATE, -1, 0,
		     ROLE_GRAPH5);
	chart_metric(app, chart, "rejected", SIM_METRIC_REFUSED_RATE, -1, 0,
		     ROLE_GRAPH6);
	chart_slo(app, chart, "error_rate");
	chart_headline(app, chart, "error_rate");
	/* The level is promised for errors; here it belongs to what is well. */
	chart->slo = 1 - chart->slo;
	/* A decimal only where it tells of errors: "99.7 %", "94 %", "100 %". */
	chart->headline = isfinite(errors)
				  ? arena_printf(&app->frame, "%.*f %% ok",
						 errors >= 0.0005 &&
							 errors < 0.0195,
						 100 * (1 - errors))
				  : "";
}

static void add_workers(struct app *app)
{
	int node = sim_model_node(app->pack->model, app->pack->screen.workers);
	struct chart *chart = add(app, "Workers", "workers");
	struct str waiting = STR_INIT;

	chart_gauge(app, chart, "there", node, SIM_GAUGE_SERVERS,
		    ROLE_BASELINE);
	chart_gauge(app, chart, "busy", node, SIM_GAUGE_BUSY, ROLE_GRAPH1);
	chart_gauge(app, chart, "queue", node, SIM_GAUGE_QUEUE, ROLE_GRAPH2);
	figure_format("waiting", figure(app->drill, "queue"), &waiting);
	chart->headline = arena_strdup(&app->frame, waiting.s);
	str_finish(&waiting);
}

static void add_vendor(struct app *app)
{
	int node = sim_model_node(app->pack->model, app->pack->screen.api);
	struct chart *chart = add(app, "At the API", "tasks");
	char busy[NUMBER_SIZE], limit[NUMBER_SIZE];

	chart->kind = GRAPH_AREA;
	chart_gauge(app, chart, "", node, SIM_GAUGE_BUSY, ROLE_GRAPH4);
	chart->slo = figure(app->drill, "tasks_limit");
	number_decimal(figure(app->drill, "tasks_in_flight"), 0, busy);
	number_decimal(chart->slo, 0, limit);
	chart->headline = arena_printf(&app->frame, "%s of %s", busy, limit);
	chart->headline_role = figure(app->drill, "tasks_in_flight") >
					       0.97 * chart->slo
				       ? ROLE_WARN
				       : ROLE_STRONG;
}

static void add_attempts(struct app *app)
{
	struct chart *chart = add(app, "Calls each", "x");

	chart_metric(app, chart, "", SIM_METRIC_ATTEMPTS_PER_JOB, -1, 0,
		     ROLE_GRAPH2);
	chart_baseline(app, chart, SIM_METRIC_ATTEMPTS_PER_JOB);
	chart_headline(app, chart, "attempts_per_job");
}

static void refresh(struct app *app)
{
	struct err err = { 0 };

	add_money(app);
	add_latency(app);
	add_outcomes(app);
	add_workers(app);
	add_vendor(app);
	add_attempts(app);
	for (int i = 0; i < app->data.chart_count; i++)
		chart_cursor(app, &app->data.charts[i], false,
			     graph_columns(app));
	app->data.panel = panel_read(app->drill, PANEL_OVERVIEW, NULL, 0,
				     &app->frame, &err);
}

static void draw_measure(const struct app *app, const struct measure *measure,
			 struct surface *surface, struct area area, int row)
{
	bool in_force = measure->state == MEASURE_IN_FORCE;
	enum role role = in_force			     ? ROLE_GOOD
			 : measure->state == MEASURE_REFUSED ? ROLE_BAD
							     : ROLE_WARN;
	enum glyph sign = in_force				? GLYPH_ON
			  : measure->state == MEASURE_REFUSED	? GLYPH_CROSS
			  : measure->state == MEASURE_UNDER_WAY ? GLYPH_HALF
								: GLYPH_WAITING;
	struct str state = STR_INIT;
	char left[CALENDAR_SPAN_SIZE];
	int begin;

	str_add(&state, measure_state_word(measure->state));
	if (measure->due_s >= 0)
		str_addf(&state, ", %s",
			 calendar_format_left(
				 measure->due_s - drill_now(app->drill), left));
	begin = draw_right(surface, area, row, area.columns, role, state.s);
	draw_glyph(surface, area, row, 0, role, glyph(surface, sign));
	draw_text(surface, area, row, 2, begin - 3, ROLE_TEXT,
		  measure->what->title);
	str_finish(&state);
}

static void draw_measures(const struct app *app, struct surface *surface,
			  struct area area)
{
	const struct measure *measures = drill_measures(app->drill);
	int row = 1, left = 0;

	draw_heading(surface, area, 0, "Measures");
	draw_rightf(surface, area, 0, area.columns, ROLE_DIM, " hands %d/%d",
		    drill_hands_free(app->drill), app->pack->hands);
	row += since_draw(app, surface, area_rows(area, 1, -1));
	/* What is on its way first: it is what one waits for. */
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < app->pack->mitigation_count; i++) {
			enum measure_state state = measures[i].state;

			if (state == MEASURE_OFF ||
			    (state == MEASURE_IN_FORCE) != (pass == 1))
				continue;
			if (row >= area.rows) {
				left++;
				continue;
			}
			draw_measure(app, &measures[i], surface, area, row++);
		}
	if (left) {
		draw_fill(surface, area_rows(area, area.rows - 1, 1),
			  ROLE_TEXT);
		draw_textf(surface, area, area.rows - 1, 2, -1, ROLE_DIM,
			   "and %d more, m shows them", left + 1);
	}
	if (row == 1)
		draw_text(surface, area, 1, 0, -1, ROLE_DIM,
			  "None yet; m shows them all.");
}

/* The words of an event in at most so many rows; returns the rows taken. */
static int draw_event_words(const struct event *event, const char *text,
			    int most, struct surface *surface, struct area area,
			    int row)
{
	enum role role = event_role(event) == ROLE_DIM ? ROLE_DIM : ROLE_TEXT;
	int begin = row;

	for (int left = most; left > 1 && row + 1 < area.rows; left--) {
		size_t passed;
		size_t length = text_wrap(text, area.columns, &passed);

		if (!text[length + passed])
			break;
		draw_textf(surface, area, row++, 0, -1, role, "%.*s",
			   (int)length, text);
		text += length + passed;
	}
	draw_text(surface, area, row++, 0, -1, role, text);
	return row - begin;
}

/* What has not cleared yet: it is not over. */
static void draw_firing(const struct app *app, struct surface *surface,
			struct area area)
{
	struct str firing = STR_INIT;

	/* "Latest" before it, the sign and "now". */
	if (firing_line(app, area.columns - 16, &firing) > 0)
		draw_rightf(surface, area, 0, area.columns, ROLE_BAD,
			    " %s now: %s", glyph(surface, GLYPH_FLAG),
			    firing.s);
	str_finish(&firing);
}

static void draw_events(const struct app *app, struct surface *surface,
			struct area area)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);
	int row = 1;

	draw_heading(surface, area, 0, "Latest");
	draw_firing(app, surface, area);
	for (size_t i = count; i-- > 0 && row < area.rows;) {
		struct str line = STR_INIT;
		char clock[CALENDAR_CLOCK_SIZE];

		event_line(app, &events[i], &line);
		if (line.length) {
			draw_text(surface, area, row, 0, -1, ROLE_DIM,
				  calendar_format_clock(events[i].at_s, clock));
			draw_glyph(surface, area, row, 7,
				   event_role(&events[i]),
				   glyph(surface, event_glyph(&events[i])));
			row += draw_event_words(&events[i], line.s,
						row == 1	 ? 3
						: area.rows >= 9 ? 2
								 : 1,
						surface,
						area_columns(area, 9, -1), row);
		}
		str_finish(&line);
	}
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	int rows = graph_rows(app), columns = graph_columns(app);
	int half = rows / 2;
	struct area below = area_rows(area, rows + 1, -1);
	int left = area.columns >= 110 ? 48 : 34;

	for (int i = 0; i < app->data.chart_count && i < GRAPHS; i++) {
		struct area place = area_rows(area, i / ACROSS * half, half);

		place = area_columns(place, i % ACROSS * (columns + GAP),
				     columns);
		chart_draw(&app->data.charts[i], app->marks, app->mark_count,
			   surface, place);
		surface_hit(surface, place, HIT_CHART, i);
	}
	draw_measures(app, surface, area_columns(below, 0, left));
	draw_events(app, surface, area_columns(below, left + 2, -1));
}

static bool act(struct app *app, enum action action)
{
	return cursor_act(app_state(app), action) ||
	       panel_view_act(app, action);
}

const struct view view_overview = {
	.action = ACTION_OVERVIEW,
	.panel = PANEL_OVERVIEW,
	.contexts = CONTEXT_PIVOT | CONTEXT_WINDOW | CONTEXT_SIDEWAYS,
	.refresh = refresh,
	.draw = draw,
	.act = act,
	.pin = cursor_pin,
};
