/* The report: what the drill came to, and why. */
#include "drill/outcome.h"
#include "ui/app_internal.h"
#include "ui/report/report_sheet.h"

#include <string.h>

static void refresh(struct app *app)
{
	sheet_clear(&app->sheet);
	if (app->debrief_total > 0)
		sheet_add(
			&app->sheet, ROLE_ACCENT, 0,
			"Working out what each decision was worth: %zu of %zu "
			"runs.  Leaving stops it.",
			app->debrief_done, app->debrief_total);
	if (app->report)
		report_sheet(app->report, app->first_report, &app->sheet);
	else
		sheet_add(&app->sheet, ROLE_DIM, 0,
			  "The report comes when the drill has ended.");
}

/* The hour in money, with what was done below it. */
static void draw_hour(const struct app *app, struct surface *surface,
		      struct area area)
{
	const struct report *report = app->report;
	struct chart_mark marks[256];
	double spend[OUTCOME_MINUTES_MAX], errors[OUTCOME_MINUTES_MAX];
	struct chart chart;
	size_t count = report->minute_count, mark_count = 0;
	int half = (area.columns - 3) / 2;

	if (count > OUTCOME_MINUTES_MAX)
		count = OUTCOME_MINUTES_MAX;
	for (size_t i = 0; i < count; i++) {
		spend[i] = report->minutes[i].spend_usd_per_hour;
		errors[i] = report->minutes[i].error_rate;
	}
	for (size_t i = 0; i < report->mark_count && mark_count < 256; i++)
		marks[mark_count++] = (struct chart_mark){
			.at_s = report->marks[i].at_s,
			.glyph = strcmp(report->marks[i].kind, "message") == 0
					 ? GLYPH_LETTER
				 : strcmp(report->marks[i].kind, "alert") == 0
					 ? GLYPH_DIAMOND
					 : GLYPH_MARK,
			.role = strcmp(report->marks[i].kind, "action") == 0
					? ROLE_MARK
				: strcmp(report->marks[i].kind, "alert") == 0
					? ROLE_BAD
					: ROLE_DIM,
		};
	chart_init(&chart, "Money an hour", "USD/h");
	chart.kind = GRAPH_AREA;
	chart.whole = true;
	chart.count = (int)count;
	chart.step_s = 60;
	chart.now_s = report->minutes[count - 1].at_s;
	chart_add(&chart, "", spend, ROLE_GRAPH1);
	chart_draw(&chart, marks, mark_count, surface,
		   area_columns(area, 0, half));
	chart.title = "Errors";
	chart.unit = "ratio";
	chart.series_count = 0;
	chart_add(&chart, "", errors, ROLE_GRAPH6);
	chart_draw(&chart, marks, mark_count, surface,
		   area_columns(area, half + 3, half));
}

/* Rows that the hour takes above the text; nothing on a small screen. */
static int hour_rows(const struct app *app)
{
	return app->report && app->report->minute_count >= 2 &&
			       app_body(app).rows >= 26
		       ? 8
		       : 0;
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	int hour = hour_rows(app);

	if (hour)
		draw_hour(app, surface, area_rows(area, 0, hour - 1));
	sheet_draw(&app->sheet, app_state_of(app)->scroll, surface,
		   area_rows(area, hour, -1));
}

static bool act(struct app *app, enum action action)
{
	struct area body = app_body(app);

	return sheet_act(&app->sheet, body.columns, body.rows - hour_rows(app),
			 &app_state(app)->scroll, action);
}

const struct view view_report = {
	.action = ACTION_REPORT,
	.panel = -1,
	.contexts = CONTEXT_LIST,
	.refresh = refresh,
	.draw = draw,
	.act = act,
};
