/* The frame around every view: status line, tabs, notice, keys. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <math.h>
#include <string.h>

enum role tone_role(enum tone tone)
{
	static const enum role roles[] = {
		[TONE_PLAIN] = ROLE_TEXT,    [TONE_DIM] = ROLE_DIM,
		[TONE_STRONG] = ROLE_STRONG, [TONE_GOOD] = ROLE_GOOD,
		[TONE_WARN] = ROLE_WARN,     [TONE_BAD] = ROLE_BAD,
	};

	return roles[tone];
}

/* The notice, the coach's card, the keys. */
static int foot_rows(const struct app *app)
{
	return FOOT_ROWS + coach_rows(app);
}

struct area app_body(const struct app *app)
{
	/* Where there is room, there is air. */
	int air = app->rows >= 30;

	return (struct area){ HEAD_ROWS + air, 1,
			      app->rows - HEAD_ROWS - foot_rows(app) - 2 * air,
			      app->columns - 2 };
}

static enum role status_role(enum tone tone)
{
	switch (tone) {
	case TONE_GOOD:
		return ROLE_STATUS_GOOD;
	case TONE_WARN:
		return ROLE_STATUS_WARN;
	case TONE_BAD:
		return ROLE_STATUS_BAD;
	default:
		return ROLE_STATUS;
	}
}

/* One figure with its name; nothing if it would pass `end`. */
static int draw_figure(struct surface *surface, int column, int end,
		       const char *name, enum role role, const char *value)
{
	struct area area = surface_area(surface);

	if (column + text_width(name) + text_width(value) + 4 > end)
		return column;
	column = draw_text(surface, area, 0, column + 2, -1, ROLE_STATUS_DIM,
			   name);
	return draw_text(surface, area, 0, column + (*name ? 1 : 0), -1, role,
			 value);
}

/* Of a replay: the word, the time, how far it goes. */
static int draw_replay_clock(const struct app *app, struct surface *surface)
{
	const struct session *session = app->session;
	struct area area = surface_area(surface);
	int64_t end_s = playback_end(session->playback);
	char now[CALENDAR_CLOCK_SIZE], end[CALENDAR_CLOCK_SIZE];
	double rate = session_rate(session);
	int column;

	column = draw_text(surface, area, 0, 1, -1, ROLE_STATUS_WARN, "REPLAY");
	column = draw_text(surface, area, 0, column + 1, -1, ROLE_STATUS_STRONG,
			   calendar_format_clock(drill_now(app->drill), now));
	if (app->columns >= 100)
		column = draw_textf(surface, area, 0, column + 1, -1,
				    ROLE_STATUS_DIM, "of %s",
				    calendar_format_clock(end_s, end));
	if (session->finished)
		return draw_text(surface, area, 0, column + 1, -1, ROLE_STATUS,
				 "ended");
	if (session->planning)
		column = draw_text(surface, area, 0, column + 1, -1,
				   ROLE_STATUS, "plan");
	if (rate <= 0)
		return draw_textf(surface, area, 0, column + 1, -1,
				  ROLE_STATUS_WARN, "%s",
				  glyph(surface, GLYPH_STANDING));
	return draw_textf(surface, area, 0, column + 1, -1, ROLE_STATUS,
			  "%s%gx", glyph(surface, GLYPH_RUNNING), rate);
}

static int draw_clock(const struct app *app, struct surface *surface)
{
	const struct session *session = app->session;
	struct area area = surface_area(surface);
	char clock[CALENDAR_CLOCK_SIZE], hour[CALENDAR_CLOCK_SIZE];
	double rate = session_rate(session);
	int column;

	if (session->playback)
		return draw_replay_clock(app, surface);
	calendar_format_clock(drill_now(app->drill), clock);
	column = draw_text(surface, area, 0, 1, -1, ROLE_STATUS_STRONG, clock);
	if (session->finished)
		return draw_text(surface, area, 0, column + 1, -1,
				 ROLE_STATUS_WARN, "ended");
	if (session->planning) {
		calendar_format_clock((int64_t)session->plan_left_s, clock);
		return draw_textf(surface, area, 0, column + 1, -1,
				  ROLE_STATUS_WARN, "plan %s left", clock);
	}
	if (app->columns >= 100)
		column = draw_textf(
			surface, area, 0, column + 1, -1, ROLE_STATUS_DIM,
			"%s %s",
			calendar_format_hour(app->pack->start_moment +
						     drill_now(app->drill),
					     hour),
			app->pack->zone);
	if (!app->started)
		return draw_text(surface, area, 0, column + 1, -1,
				 ROLE_STATUS_DIM, "not begun");
	if (rate <= 0)
		return draw_textf(surface, area, 0, column + 1, -1,
				  ROLE_STATUS_WARN, "%s %s",
				  glyph(surface, GLYPH_STANDING),
				  session->paused      ? "paused"
				  : app->composer.open ? "writing"
						       : "waits");
	return draw_textf(surface, area, 0, column + 1, -1, ROLE_STATUS,
			  "%s%gx", glyph(surface, GLYPH_RUNNING), rate);
}

static int draw_severity(const struct app *app, struct surface *surface,
			 int column, int end)
{
	const char *severity = drill_severity(app->drill);

	if (!*severity)
		return draw_figure(surface, column, end, "", ROLE_STATUS_WARN,
				   "undeclared");
	return draw_figure(surface, column, end, "",
			   strcmp(severity, "sev1") == 0 ? ROLE_STATUS_BAD
			   : strcmp(severity, "resolved") == 0
				   ? ROLE_STATUS_GOOD
				   : ROLE_STATUS_WARN,
			   word_title(severity));
}

static int draw_money(const struct app *app, struct surface *surface,
		      int column, int end)
{
	const struct status *status = &app->status;
	struct str text = STR_INIT;
	char times[SHORT_NUMBER_MAX];

	figure_format("USD/h", status->spend, &text);
	str_addf(&text, " %s", short_number("x", status->ratio, times));
	column = draw_figure(surface, column, end, "",
			     status_role(status->spend_tone), text.s);
	str_finish(&text);
	return column;
}

static int draw_number(struct surface *surface, int column, int end,
		       const char *name, const char *unit, double value,
		       enum tone tone)
{
	struct str text = STR_INIT;
	char number[SHORT_NUMBER_MAX];

	/* A multiple of a hundred and more needs no decimals. */
	if (strcmp(unit, "x") == 0)
		str_add(&text, short_number(unit, value, number));
	else
		figure_format(unit, value, &text);
	column = draw_figure(surface, column, end, name, status_role(tone),
			     text.s);
	str_finish(&text);
	return column;
}

void draw_status(const struct app *app, struct surface *surface)
{
	const struct status *status = &app->status;
	struct area area = surface_area(surface);
	const char *name;
	char letters[32];
	int column, end = area.columns - 1;

	draw_fill(surface, area_rows(area, 0, 1), ROLE_STATUS);
	snprintf(letters, sizeof(letters), "%s %zu",
		 glyph(surface, GLYPH_LETTER), status->unread);
	end = draw_right(surface, area, 0, end,
			 status->unread ? ROLE_STATUS_WARN : ROLE_STATUS_DIM,
			 letters);
	column = draw_clock(app, surface);
	column = draw_severity(app, surface, column, end);
	column = draw_money(app, surface, column, end);
	column = draw_number(surface, column, end, "err", "ratio",
			     status->errors, status->errors_tone);
	column = draw_number(surface, column, end, status->tail_name, "s",
			     status->tail, status->tail_tone);
	column = draw_number(surface, column, end, "burn", "x", status->burn,
			     status->burn_tone);
	name = app->pack->title;
	if (end - column <= text_width(name) + 6)
		name = app->pack->id;
	if (end - column > text_width(name) + 6)
		draw_right(surface, area, 0, end - 3, ROLE_STATUS_DIM, name);
}

/* Columns from which on all tabs have room beside each other. */
#define TABS_ALL_COLUMNS 150
#define RUNBOOK_COLUMNS 108 /* from which it is among the views to look at */

/* On the side of what can be looked at; the runbook stands on both where there
 * is room, on the acting side where there is not. */
static bool is_looking(const struct app *app)
{
	return app->view < VIEW_RUNBOOK || app->view == VIEW_BRIEFING ||
	       (app->view == VIEW_RUNBOOK && app->columns >= RUNBOOK_COLUMNS);
}

/* The tabs of the row: looking first, acting behind.  Where they do not all
 * fit, those of the other half are left out. */
static bool tab_shown(const struct app *app, int view, int columns)
{
	int first = VIEW_OVERVIEW, last = VIEW_TIMELINE;

	if (view == VIEW_BRIEFING)
		return view == (int)app->view;
	if (view == VIEW_REPORT)
		return app->session->finished || app->report ||
		       app->view == VIEW_REPORT;
	if (columns >= TABS_ALL_COLUMNS)
		return true;
	if (is_looking(app))
		last = columns >= RUNBOOK_COLUMNS ? VIEW_RUNBOOK : VIEW_MAP;
	else
		first = VIEW_RUNBOOK;
	return (view >= first && view <= last) || view == VIEW_OVERVIEW;
}

/* A blank between key and name, where all tabs fit with it. */
static int tab_gap(const struct app *app)
{
	if (app->columns < RUNBOOK_COLUMNS)
		return app->columns >= 96;
	return app->columns >= TABS_ALL_COLUMNS + VIEW_COUNT ||
	       app->columns < TABS_ALL_COLUMNS;
}

static int draw_tab(const struct app *app, enum view_id view, const char *key,
		    struct surface *surface, int column)
{
	struct area row = { 1, 0, 1, app->columns };
	bool open = view == app->view;
	enum role role = open ? ROLE_TAB_OPEN : ROLE_TAB;
	int at = column;

	draw_glyph(surface, row, 0, at, role, " ");
	at = draw_text(surface, row, 0, at + 1, -1,
		       open ? ROLE_TAB_OPEN : ROLE_TAB_KEY, key);
	if (tab_gap(app))
		draw_glyph(surface, row, 0, at++, role, " ");
	at = draw_text(surface, row, 0, at, -1, role, view_tab(view));
	draw_glyph(surface, row, 0, at, role, " ");
	return at + 1;
}

void draw_tabs(const struct app *app, struct surface *surface)
{
	int column = 0;

	for (int view = 0; view < VIEW_COUNT; view++) {
		enum view_id id = (enum view_id)view;
		struct str key = STR_INIT;
		int width;

		if (!tab_shown(app, view, app->columns))
			continue;
		keymap_key(&app->keymap, view_info(id)->action, &key);
		width = text_width(key.s) + tab_gap(app) +
			text_width(view_tab(id)) + 2;
		/* One that does not fit is left out. */
		if (column + width <= app->columns) {
			draw_tab(app, id, key.s, surface, column);
			surface_hit(surface,
				    (struct area){ 1, column, 1, width },
				    HIT_VIEW, view);
			column += width;
		}
		str_finish(&key);
	}
}

/* Where a key turns something over, what it does now. */
static const char *footer_label(const struct app *app, enum action action)
{
	if (action == ACTION_PAUSE && app->session->paused)
		return "Run";
	if (action == ACTION_OPEN_TRACE && app_state_of(app)->open)
		return "Close";
	if (action == ACTION_APPLY)
		return view_measures_label(app);
	return action_info(action)->label;
}

/* One key with its label; false when there is no room for it. */
static bool draw_footer_key(const struct app *app, enum action action,
			    struct surface *surface, int *column, int end)
{
	const char *label = footer_label(app, action);
	struct area row = { app->rows - 1, 0, 1, app->columns };
	struct str key = STR_INIT;
	bool fits;

	keymap_key(&app->keymap, action, &key);
	if (key.length > 1 && str_starts(key.s, "ctrl-")) {
		key.s[0] = '^';
		key.s[1] = key.s[5];
		str_truncate(&key, 2);
	}
	fits = *column + text_width(key.s) + text_width(label) + 1 <= end;
	if (fits) {
		int width = text_width(key.s) + text_width(label) + 1;

		surface_hit(surface, area_columns(row, *column, width),
			    HIT_ACTION, (int)action);
		*column = draw_text(surface, row, 0, *column, -1, ROLE_KEY,
				    key.s);
		*column = draw_text(surface, row, 0, *column + 1, -1,
				    ROLE_KEY_LABEL, label) +
			  2;
	}
	str_finish(&key);
	return fits;
}

/* What is not special about a place, the most wanted first. */
static const enum action footer_order[] = {
	ACTION_REPLAY_NEXT, ACTION_REPLAY_LAST, ACTION_REPLAY_BACK,
	ACTION_REPLAY_ON,   ACTION_REPLAY_TIME, ACTION_REPLAY_FOLLOW,
	ACTION_PIN,	    ACTION_MEASURES,	ACTION_CAUSES,
	ACTION_WRITE,	    ACTION_INBOX,	ACTION_PLAN,
	ACTION_NEXT_EVENT,  ACTION_PAUSE,	ACTION_ASK,
	ACTION_COMMAND,	    ACTION_END,		ACTION_QUIT,
};

static bool in_footer(const struct app *app, enum action action)
{
	const struct action_info *info = action_info(action);

	return (info->contexts & app_contexts(app)) && *info->label &&
	       action != ACTION_HELP && !app_refusal(app, action) &&
	       view_info(app->view)->action != action;
}

void draw_footer(const struct app *app, struct surface *surface)
{
	const unsigned common = CONTEXT_DRILL | CONTEXT_REPLAY | CONTEXT_SCREEN;
	int column = app->columns - 8, end = column - 1;

	if (app->dialog.kind != DIALOG_NONE)
		return;
	if (app->composer.open)
		end = app->columns;
	else
		draw_footer_key(app, ACTION_HELP, surface, &column,
				app->columns);
	column = 1;
	for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
		if (!(action_info((enum action)i)->contexts & common) &&
		    in_footer(app, (enum action)i))
			draw_footer_key(app, (enum action)i, surface, &column,
					end);
	for (size_t i = 0; i < sizeof(footer_order) / sizeof(*footer_order);
	     i++)
		if (in_footer(app, footer_order[i]))
			draw_footer_key(app, footer_order[i], surface, &column,
					end);
}

/* Between the notices, where there is none: that play is over. */
static void draw_phase(const struct app *app, struct surface *surface,
		       struct area row)
{
	if (!app->session->planning || app->session->finished ||
	    coach_rows(app) > 0)
		return;
	draw_glyph(surface, row, 0, 1, ROLE_ACCENT,
		   glyph(surface, GLYPH_POINTER));
	draw_text(surface, row, 0, 3, app->columns - 4, ROLE_ACCENT,
		  "Play is over: plan, write the last messages, then E ends "
		  "the drill.");
}

/* What answers the player is said in full: up to three rows, over the view.
 * News come by themselves, and take no more than their row. */
static struct area room_for_words(const struct app *app,
				  struct surface *surface)
{
	int rows = text_wrapped_rows(app->toast.text, app->columns - 4);
	struct area area;

	rows = rows < 1 ? 1 : rows > 3 ? 3 : rows;
	area = (struct area){ app->rows - foot_rows(app) + 1 - rows, 0, rows,
			      app->columns };
	if (rows > 1)
		draw_fill(surface, area, ROLE_TEXT);
	return area;
}

static void draw_toast(const struct app *app, struct surface *surface)
{
	struct area row = { app->rows - foot_rows(app), 0, 1, app->columns };
	enum role role = app->toast.role;
	enum glyph sign = role == ROLE_GOOD			   ? GLYPH_CHECK
			  : role == ROLE_BAD || role == ROLE_ERROR ? GLYPH_FLAG
			  : role == ROLE_WARN ? GLYPH_POINTER
					      : GLYPH_DOT;

	if (app->toast.left_s <= 0) {
		draw_phase(app, surface, row);
		return;
	}
	if (!app->toast.news)
		row = room_for_words(app, surface);
	draw_glyph(surface, row, 0, 1, role, glyph(surface, sign));
	role = role == ROLE_GOOD || role == ROLE_DIM ? ROLE_TEXT : role;
	if (app->toast.news)
		draw_text(surface, row, 0, 3, app->columns - 4, role,
			  app->toast.text);
	else
		draw_wrapped(surface, area_columns(row, 3, app->columns - 4), 0,
			     0, role, app->toast.text);
}

static void draw_too_small(const struct app *app, struct surface *surface)
{
	struct area area = surface_area(surface);
	struct str text = STR_INIT;

	str_addf(&text, "needs %dx%d, have %dx%d", APP_COLUMNS_MIN,
		 APP_ROWS_MIN, app->columns, app->rows);
	draw_center(surface, area, area.rows / 2, ROLE_STRONG, text.s);
	if (area.rows > 2)
		draw_center(surface, area, area.rows / 2 + 1, ROLE_DIM,
			    "q leaves; the drill waits");
	str_finish(&text);
}

void app_draw(const struct app *app, struct surface *surface)
{
	surface_clear(surface);
	if (surface->rows < APP_ROWS_MIN ||
	    surface->columns < APP_COLUMNS_MIN) {
		draw_too_small(app, surface);
		return;
	}
	draw_status(app, surface);
	if (app->composer.open) {
		composer_draw(app, surface,
			      (struct area){ 1, 1,
					     app->rows - 1 - foot_rows(app),
					     app->columns - 2 });
	} else {
		draw_tabs(app, surface);
		view_info(app->view)->draw(app, surface, app_body(app));
	}
	draw_toast(app, surface);
	coach_draw(app, surface);
	draw_footer(app, surface);
	dialog_draw(&app->dialog, surface);
}
