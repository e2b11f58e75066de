/*
 * Views: the pages of the screen.
 *
 * A view is a table entry: its title, the panel it shows (if it shows one),
 * what it does with an action, how it draws.  Before a frame, refresh() reads
 * what the view needs into the app's frame arena; draw() then takes const.
 */
#ifndef GAMEDAY_UI_VIEWS_VIEW_H
#define GAMEDAY_UI_VIEWS_VIEW_H

#include "drill/panels/panel.h"
#include "ui/terminal/action.h"
#include "ui/report/chart.h"
#include "ui/terminal/surface.h"

#include <stdbool.h>

struct app;

/* id, title, label in the tabs */
/* clang-format off */
#define VIEWS(V) \
	V(OVERVIEW, "Overview", "Overview") V(METRICS, "Metrics", "Metrics") \
	V(TRACES, "Traces", "Traces") V(LOGS, "Logs", "Logs") \
	V(BILLING, "Billing", "Bill") V(INFRA, "Infrastructure", "Infra") \
	V(CHANGES, "Changes", "Changes") V(VENDOR, "Vendor", "Vendor") \
	V(MAP, "Map of the system", "Map") V(RUNBOOK, "Runbook", "Runbook") \
	V(INBOX, "Inbox", "Inbox") V(MEASURES, "Measures", "Measures") \
	V(CAUSES, "Hypotheses", "Causes") V(PLAN, "Plan", "Plan") \
	V(WORKSHEETS, "Worksheets", "Sums") \
	V(TIMELINE, "Timeline", "Timeline") V(REPORT, "Report", "Report") \
	V(BRIEFING, "Briefing", "Briefing")
/* clang-format on */

enum view_id {
#define V(id, title, tab) VIEW_##id,
	VIEWS(V)
#undef V
		VIEW_COUNT
};

#define VIEW_TEXT_MAX 160
#define VIEW_ARGS_MAX 5
#define VIEW_CHARTS_MAX 8

/* What a view remembers while others are open. */
struct view_state {
	int selected;			 /* row */
	char selected_id[VIEW_TEXT_MAX]; /* its id, when rows have one */
	int column;			 /* of a board; cursor of a graph */
	int held;			 /* the column that held_s belongs to */
	int64_t held_s;		 /* when it is that a cursor stands at */
	int scroll;		 /* first line of a text */
	int pivot, window, kind; /* which of the choices there are */
	bool open;		 /* a row's details fill the view */
	char id[VIEW_TEXT_MAX];	 /* of what is open or chosen */
	char filter[VIEW_TEXT_MAX];
};

/* What a view shows now; made by refresh, in the frame arena. */
struct view_data {
	struct command_arg args[VIEW_ARGS_MAX]; /* of its panel */
	size_t arg_count;
	const struct panel *panel;     /* NULL = it could not be read */
	const struct panel_row **rows; /* those that the filter leaves */
	int row_count;
	struct chart charts[VIEW_CHARTS_MAX];
	int chart_count;
	const char *error;
};

struct view {
	enum action action; /* that opens it */
	int panel;	    /* enum panel_id, -1 = none */
	unsigned contexts;
	void (*refresh)(struct app *app);
	void (*draw)(const struct app *app, struct surface *surface,
		     struct area area);
	/* Does an action of the view; false leaves it to the app.  NULL =
	 * does nothing. */
	bool (*act)(struct app *app, enum action action);
	/* Adds the arguments that pin what is under the view's own cursor;
	 * false = there is none.  NULL: rows alone can be pinned. */
	bool (*pin)(const struct app *app, struct str *args);
	/* Adds which of its choices are on, right of the title; may be NULL. */
	void (*hint)(const struct app *app, struct str *out);
};

const struct view *view_info(enum view_id id);
const char *view_title(enum view_id id);
const char *view_tab(enum view_id id);

extern const struct view view_overview, view_metrics, view_traces, view_logs,
	view_billing, view_infra, view_changes, view_vendor, view_map,
	view_runbook, view_inbox, view_measures, view_causes, view_plan,
	view_worksheets, view_worksheets, view_timeline, view_report,
	view_briefing;

#endif
