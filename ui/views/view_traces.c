/* Traces: a list of requests, and one of them as a waterfall. */
#include "ui/app_internal.h"

#include <stdlib.h>
#include <string.h>

#define SPANS_MAX 128
#define COST_COLUMNS 11 /* " 0.0043 USD" */

/* The order is the view's column. */
static const char *const orders[] = { "newest", "slowest", "calls" };
static const char *const kinds[] = { "all", "slow", "failed", "retried" };

static void refresh(struct app *app)
{
	struct view_state *state = app_state(app);

	if (state->open && state->id[0]) {
		view_add_arg(app, "id", state->id);
		view_read_panel(app);
		if (app->data.panel)
			return;
		app->data = (struct view_data){ 0 };
		state->open = false;
	}
	if (state->column > 0 && state->pivot == 0)
		view_add_arg(app, "order", orders[state->column]);
	if (state->kind > 0)
		view_add_arg(app, "filter", kinds[state->kind]);
	panel_view_refresh(app);
}

static void draw_ruler(const struct sim_trace *trace, int64_t end_us,
		       struct surface *surface, struct area area, int from)
{
	double whole = (double)(end_us - trace->start_us) / 1e6;
	double scale = whole < 1 ? 1000 : 1;
	const char *unit = whole < 1 ? "ms" : "s";
	int decimals = whole >= 1 && whole < 10;
	int parts = area.columns - from >= 44 ? 4 : 2;

	draw_rule(surface, area_columns(area, from, -1), 0, ROLE_RULE);
	for (int part = 0; part < parts; part++)
		draw_textf(surface, area, 0,
			   from + part * (area.columns - from) / parts, -1,
			   ROLE_DIM, "%.*f %s ", decimals,
			   whole * scale * part / parts, unit);
	draw_rightf(surface, area, 0, area.columns, ROLE_DIM, " %.*f %s",
		    decimals, whole * scale, unit);
}

static enum role span_role(const struct sim_span *span)
{
	if (span->orphan)
		return ROLE_GRAPH3;
	switch (span->outcome) {
	case SIM_OUTCOME_OK:
		return ROLE_GRAPH1;
	case SIM_OUTCOME_OPEN:
		return ROLE_DIM;
	default:
		return ROLE_GRAPH6;
	}
}

static int64_t span_last(const struct sim_span *span, int64_t end_us)
{
	return span->outcome == SIM_OUTCOME_OPEN ? end_us : span->end_us;
}

/* Waiting is thin, work is thick. */
static void draw_span_bar(const struct sim_trace *trace, int64_t end_us,
			  const struct sim_span *span, struct surface *surface,
			  struct area area, int row)
{
	double whole = (double)(end_us - trace->start_us);
	int64_t last = span_last(span, end_us);
	int64_t work = span->start_us >= span->enter_us ? span->start_us : last;
	int a = (int)((double)(span->enter_us - trace->start_us) / whole *
		      (area.columns - 1));
	int b = (int)((double)(work - trace->start_us) / whole *
		      (area.columns - 1));
	int c = (int)((double)(last - trace->start_us) / whole *
		      (area.columns - 1));

	for (int i = a; i <= c && i < area.columns; i++)
		draw_glyph(surface, area, row, i, span_role(span),
			   glyph(surface,
				 i < b ? GLYPH_THIN_ROOM : GLYPH_THIN));
}

static void draw_span(const struct app *app, const struct sim_trace *trace,
		      int64_t end_us, const struct sim_span *span,
		      struct surface *surface, struct area area, int row,
		      int names)
{
	double took = (double)(span_last(span, end_us) - span->enter_us) / 1e6;
	int answer = names >= 44 ? 14 : 8;
	struct str name = STR_INIT;

	str_add_repeat(&name, ' ', (size_t)span->depth);
	str_add(&name, sim_model_node_name(app->pack->model, span->node));
	if (span->attempt > 0)
		str_addf(&name, " #%d", span->attempt);
	draw_text(surface, area, row, 0, names - answer - 9, ROLE_TEXT, name.s);
	draw_rightf(surface, area, row, names - answer - 1, ROLE_DIM,
		    took < 0.5 ? "%.0f ms" : "%.1f s",
		    took < 0.5 ? took * 1000 : took);
	draw_text(surface, area, row, names - answer, answer,
		  span->orphan			    ? ROLE_MARK
		  : span->outcome == SIM_OUTCOME_OK ? ROLE_GOOD
						    : ROLE_BAD,
		  span->orphan	 ? "unheard"
		  : answer >= 14 ? sim_outcome_name(span->outcome)
				 : sim_outcome_status(span->outcome));
	draw_span_bar(trace, end_us, span, surface,
		      area_columns(area, names + 1,
				   area.columns - names - 1 - COST_COLUMNS),
		      row);
	if (span->usd > 0) {
		str_clear(&name);
		figure_format("USD", span->usd, &name);
		draw_right(surface, area, row, area.columns, ROLE_WARN, name.s);
	}
	str_finish(&name);
}

static void draw_waterfall(const struct app *app, struct surface *surface,
			   struct area area)
{
	const struct sim_engine *engine = drill_engine(app->drill);
	uint32_t press = (uint32_t)strtoul(app_state_of(app)->id, NULL, 10);
	const struct panel *panel = app->data.panel;
	struct sim_span spans[SPANS_MAX];
	struct sim_trace trace;
	int names = area.columns >= 100 ? 44 : 36;
	int64_t end_us;
	size_t count;
	int row, top;

	draw_heading(surface, area, 0, panel->title);
	row = 1 + draw_wrapped(surface, area, 1, 0, ROLE_DIM, panel->caption);
	if (!sim_trace(engine, press, &trace))
		return;
	count = sim_trace_spans(engine, press, SPANS_MAX, spans);
	end_us = trace.outcome != SIM_OUTCOME_OPEN ? trace.end_us
						   : sim_engine_now(engine);
	for (size_t i = 0; i < count; i++)
		if (spans[i].end_us > end_us)
			end_us = spans[i].end_us;
	if (end_us <= trace.start_us)
		end_us = trace.start_us + 1;
	row++;
	draw_ruler(&trace, end_us, surface,
		   area_columns(area_rows(area, row, 1), 0,
				area.columns - COST_COLUMNS),
		   names + 1);
	row++;
	top = list_top(app_state_of(app)->selected, (int)count,
		       area.rows - row - 2);
	for (int i = top; i < (int)count && row < area.rows - 1; i++, row++) {
		draw_span(app, &trace, end_us, &spans[i], surface, area, row,
			  names);
		surface_hit(surface, area_rows(area, row, 1), HIT_ROW, i);
		if (i == app_state_of(app)->selected)
			draw_selected(surface, area_columns(area, 0, names),
				      row);
	}
	draw_textf(surface, area, area.rows - 1, 0, -1, ROLE_DIM,
		   "%s waits   %s works   unheard: ended after its caller "
		   "had gone   esc: back",
		   glyph(surface, GLYPH_THIN_ROOM), glyph(surface, GLYPH_THIN));
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	if (app_state_of(app)->open && app->data.panel)
		draw_waterfall(app, surface, area);
	else
		panel_view_draw(app, surface, area);
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	const struct panel_row *row = view_row(app);

	switch (action) {
	case ACTION_OPEN_TRACE:
		if (state->open) {
			state->open = false;
		} else if (row && row->id) {
			snprintf(state->id, sizeof(state->id), "%s", row->id);
			snprintf(state->selected_id, sizeof(state->selected_id),
				 "%s", row->id);
			state->open = true;
			state->selected = 0;
		}
		return true;
	case ACTION_TRACE_KIND:
		state->kind = (state->kind + 1) % 4;
		state->selected = 0;
		return true;
	case ACTION_TRACE_ORDER:
		state->column = (state->column + 1) % 3;
		state->selected = 0;
		state->selected_id[0] = '\0';
		return true;
	default:
		return panel_view_act(app, action);
	}
}

static void hint(const struct app *app, struct str *out)
{
	const struct view_state *state = app_state_of(app);

	str_addf(out, "f %s   ", kinds[state->kind]);
	if (state->pivot == 0)
		str_addf(out, "o %s   ", orders[state->column]);
}

const struct view view_traces = {
	.action = ACTION_TRACES,
	.panel = PANEL_TRACES,
	.contexts = CONTEXT_TRACES | CONTEXT_LIST | CONTEXT_FILTER |
		    CONTEXT_PIVOT | CONTEXT_WINDOW,
	.refresh = refresh,
	.draw = draw,
	.act = act,
	.hint = hint,
};
