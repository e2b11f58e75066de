/* What all views that show a panel have in common. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <stdlib.h>
#include <string.h>

#define BEFORE_S 300

const char *const window_words[WINDOW_COUNT] = { "05:00", "10:00", "20:00",
						 "40:00", "90:00" };
static const int64_t window_seconds[WINDOW_COUNT] = { 300, 600, 1200, 2400,
						      5400 };

int64_t view_window_s(const struct app *app)
{
	return window_seconds[app_state_of(app)->window];
}

void view_add_arg(struct app *app, const char *key, const char *value)
{
	struct view_data *data = &app->data;

	if (data->arg_count < VIEW_ARGS_MAX)
		data->args[data->arg_count++] = (struct command_arg){
			key, arena_strdup(&app->frame, value)
		};
}

int view_pivot_count(const struct app *app)
{
	const struct pack_screen *screen = &app->pack->screen;

	switch (app->view) {
	case VIEW_OVERVIEW:
	case VIEW_METRICS:
		return 1 + (int)screen->label_count;
	case VIEW_TRACES:
		return 2 + (int)screen->label_count;
	case VIEW_BILLING:
		return (int)screen->bill_by_count;
	case VIEW_INFRA:
		return 1 + (int)screen->infra_count;
	default:
		return 0;
	}
}

const char *view_pivot(const struct app *app, int n)
{
	const struct pack_screen *screen = &app->pack->screen;

	if (n < 0 || n >= view_pivot_count(app))
		return "";
	switch (app->view) {
	case VIEW_OVERVIEW:
	case VIEW_METRICS:
		return n == 0 ? "" : screen->labels[n - 1];
	case VIEW_TRACES:
		return n == 0 ? "" : n == 1 ? "hop" : screen->labels[n - 2];
	case VIEW_BILLING:
		return screen->bill_by[n];
	case VIEW_INFRA:
		return n == 0 ? "" : screen->infra[n - 1];
	default:
		return "";
	}
}

static bool row_passes(const struct panel *panel, const struct panel_row *row,
		       const char *filter)
{
	for (size_t c = 0; c < panel->column_count; c++)
		if (str_has_nocase(row->cells[c].text, filter))
			return true;
	return !*filter;
}

/* The row that was selected stays so when others come before it. */
static void keep_selection(struct view_data *data, struct view_state *state)
{
	if (state->selected_id[0])
		for (int i = 0; i < data->row_count; i++)
			if (data->rows[i]->id &&
			    strcmp(data->rows[i]->id, state->selected_id) == 0)
				state->selected = i;
	if (state->selected >= data->row_count)
		state->selected = data->row_count - 1;
	if (state->selected < 0)
		state->selected = 0;
	if (data->row_count > 0 && data->rows[state->selected]->id)
		snprintf(state->selected_id, sizeof(state->selected_id), "%s",
			 data->rows[state->selected]->id);
}

void view_read_beside(struct app *app)
{
	struct view_data *data = &app->data;
	struct view_state *state = app_state(app);
	bool own_filter = app->view == VIEW_LOGS; /* it searches more rows */
	struct err err = { 0 };

	data->panel = panel_read(app->drill,
				 (enum panel_id)view_info(app->view)->panel,
				 data->args, data->arg_count, &app->frame,
				 &err);
	if (!data->panel) {
		data->error = arena_strdup(&app->frame, err.message);
		return;
	}
	data->rows = arena_new(&app->frame, const struct panel_row *,
			       data->panel->row_count + 1);
	for (size_t i = 0; i < data->panel->row_count; i++)
		if (own_filter || row_passes(data->panel, &data->panel->rows[i],
					     state->filter))
			data->rows[data->row_count++] = &data->panel->rows[i];
}

void view_read_panel(struct app *app)
{
	/* The newest is on top, and whoever stands there stays on top. */
	if (app->view == VIEW_TIMELINE && app_state(app)->selected == 0)
		app_state(app)->selected_id[0] = '\0';
	view_read_beside(app);
	if (app->data.panel)
		keep_selection(&app->data, app_state(app));
}

const struct panel_row *view_row(const struct app *app)
{
	const struct view_state *state = app_state_of(app);

	if (!app->data.panel || state->selected >= app->data.row_count)
		return NULL;
	return app->data.rows[state->selected];
}

/* The window as an argument: as far back as there is something, in whole
 * minutes.  Some panels need a little before what they show. */
static const char *window_argument(struct app *app)
{
	bool to_the_end = app->view == VIEW_METRICS || app->view == VIEW_TRACES;
	int64_t reach_s = drill_now(app->drill) + app->pack->history_s -
			  (to_the_end ? 0 : BEFORE_S);
	char clock[CALENDAR_CLOCK_SIZE];

	if (view_window_s(app) <= reach_s || reach_s < window_seconds[0])
		return window_words[app_state(app)->window];
	return arena_strdup(&app->frame,
			    calendar_format_clock(reach_s / 60 * 60, clock));
}

void panel_view_refresh(struct app *app)
{
	const struct view_state *state = app_state(app);
	unsigned contexts = view_info(app->view)->contexts;

	if ((contexts & CONTEXT_PIVOT) && *view_pivot(app, state->pivot))
		view_add_arg(app, app->view == VIEW_INFRA ? "node" : "by",
			     view_pivot(app, state->pivot));
	if (contexts & CONTEXT_WINDOW)
		view_add_arg(app, "last", window_argument(app));
	view_read_panel(app);
}

/* What can be turned, right of the title. */
static void word_hint(const struct app *app, struct str *out)
{
	const struct view_state *state = app_state_of(app);
	unsigned contexts = view_info(app->view)->contexts;

	if (state->filter[0])
		str_addf(out, "/%s   ", state->filter);
	if (view_info(app->view)->hint && !state->open)
		view_info(app->view)->hint(app, out);
	if ((contexts & CONTEXT_PIVOT) && !state->open)
		str_addf(out, "v %s   ",
			 *view_pivot(app, state->pivot)
				 ? view_pivot(app, state->pivot)
				 : "all");
	if ((contexts & CONTEXT_WINDOW) && !state->open)
		str_addf(out, "[ ] %d min",
			 (int)(window_seconds[state->window] / 60));
	while (out->length && out->s[out->length - 1] == ' ')
		str_truncate(out, out->length - 1);
}

static void draw_head(const struct app *app, struct surface *surface,
		      struct area area)
{
	const struct panel *panel = app->data.panel;
	struct str hint = STR_INIT;
	int begin;

	word_hint(app, &hint);
	draw_heading(surface, area, 0, panel->title);
	if (hint.length) {
		str_insert(&hint, 0, " ", 1);
		begin = draw_right(surface, area, 0, area.columns, ROLE_DIM,
				   hint.s);
		(void)begin;
	}
	str_finish(&hint);
}

/* What a short table leaves is the graph's. */
static int chart_rows(const struct app *app, struct area area)
{
	const struct panel *panel = app->data.panel;
	int rows = area.rows >= 28 ? 11 : area.rows >= 20 ? 7 : 0;
	int left = area.rows - app->data.row_count - (*panel->caption ? 6 : 5);

	if (app->data.chart_count == 0)
		return 0;
	for (size_t c = 0; c < panel->column_count; c++)
		if (panel->columns[c].wrap)
			return rows;
	for (size_t n = 0; n < panel->note_count; n++)
		left -= text_wrapped_rows(panel->notes[n], area.columns);
	if (left > area.rows * 2 / 3)
		left = area.rows * 2 / 3;
	return left > rows && rows > 0 ? left : rows;
}

static void draw_charts(const struct app *app, struct surface *surface,
			struct area area)
{
	int count = app->data.chart_count;

	for (int i = 0; i < count; i++) {
		int from = i * (area.columns + 2) / count;
		int to = (i + 1) * (area.columns + 2) / count - 2;

		chart_draw(&app->data.charts[i], app->marks, app->mark_count,
			   surface, area_columns(area, from, to - from));
		surface_hit(surface, area_columns(area, from, to - from),
			    HIT_CHART, i);
	}
}

void panel_view_draw(const struct app *app, struct surface *surface,
		     struct area area)
{
	const struct panel *panel = app->data.panel;
	int row = 1, charts;

	if (!panel) {
		draw_wrapped(surface, area, 1, 0, ROLE_ERROR, app->data.error);
		return;
	}
	draw_head(app, surface, area);
	if (*panel->caption && (area.rows >= 22 || !app->data.chart_count))
		row += draw_wrapped(surface, area, row, 0, ROLE_DIM,
				    panel->caption);
	row++;
	charts = chart_rows(app, area);
	if (charts) {
		draw_charts(app, surface, area_rows(area, row, charts));
		row += charts + 1;
	}
	panel_table_draw(&app->data, app_state_of(app)->selected, surface,
			 area_rows(area, row, -1));
}

static void filter_changed(struct app *app, const char *text)
{
	struct view_state *state = app_state(app);

	snprintf(state->filter, sizeof(state->filter), "%.*s",
		 (int)sizeof(state->filter) - 1, text);
	/* Not half a character at the end. */
	for (size_t end = strlen(state->filter); end > 0; end--) {
		unsigned char c = (unsigned char)state->filter[end - 1];

		if (c < 0x80 || end < sizeof(state->filter) - 4)
			break;
		state->filter[end - 1] = '\0';
		if (c >= 0xc0)
			break;
	}
	state->selected = 0;
	state->selected_id[0] = '\0';
}

static void open_filter(struct app *app)
{
	const char *now = app_state(app)->filter;

	dialog_line(&app->dialog, "Filter", "", filter_changed);
	app->dialog.at_bottom = true;
	snprintf(app->dialog.prompt, sizeof(app->dialog.prompt), "/");
	editor_insert(&app->dialog.editor, now, strlen(now));
	app->dialog.changed = filter_changed;
}

bool panel_view_act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	int pivots = view_pivot_count(app);
	int page = app->rows - HEAD_ROWS - FOOT_ROWS - 6;

	if (list_act(&state->selected, app->data.row_count, page, action)) {
		const struct panel_row *row = view_row(app);

		snprintf(state->selected_id, sizeof(state->selected_id), "%s",
			 row && row->id ? row->id : "");
		return true;
	}
	switch (action) {
	case ACTION_PIVOT:
		state->pivot = pivots ? (state->pivot + 1) % pivots : 0;
		break;
	case ACTION_PIVOT_BACK:
		state->pivot = pivots ? (state->pivot + pivots - 1) % pivots
				      : 0;
		break;
	case ACTION_SHORTER:
		state->window -= state->window > 0;
		break;
	case ACTION_LONGER:
		state->window += state->window < WINDOW_COUNT - 1;
		break;
	case ACTION_FILTER:
		open_filter(app);
		break;
	default:
		return false;
	}
	return true;
}
