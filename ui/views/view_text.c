/* Views that are a text: briefing, map, runbook. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

static void draw_sheet(const struct app *app, struct surface *surface,
		       struct area area)
{
	sheet_draw(&app->sheet, app_state_of(app)->scroll, surface, area);
}

static bool scroll(struct app *app, enum action action)
{
	struct area body = app_body(app);

	return sheet_act(&app->sheet, body.columns, body.rows,
			 &app_state(app)->scroll, action);
}

/* --- briefing -------------------------------------------------------------- */

static const char *mode_text(enum drill_mode mode)
{
	switch (mode) {
	case DRILL_PRACTICE:
		return "Practice: the clock can be paused, and stands while "
		       "you write. Trade-offs are shown.";
	case DRILL_COACHED:
		return "Coached: the clock stands until you have looked "
		       "round; then as practice, with a hint for each next "
		       "step.";
	default:
		return "Exam: no pause, and a hint is noted. The clock slows down while "
		       "you write, for ten minutes in all.";
	}
}

static void add_key(struct app *app, enum action action, const char *what)
{
	struct str key = STR_INIT;

	keymap_key(&app->keymap, action, &key);
	sheet_lead(sheet_add(&app->sheet, ROLE_TEXT, 8, "%s", what), ROLE_KEY,
		   key.s);
	str_finish(&key);
}

static void refresh_briefing(struct app *app)
{
	struct sheet *sheet = &app->sheet;
	const struct pack *pack = app->pack;
	struct str text = STR_INIT;

	sheet_clear(sheet);
	sheet_heading(sheet, pack->title);
	sheet_gap(sheet);
	for (size_t i = 0; i < pack->briefing_count; i++) {
		str_clear(&text);
		drill_word(app->drill, pack->briefing[i], &text);
		sheet_add(sheet, ROLE_TEXT, 0, "%s", text.s);
		sheet_gap(sheet);
	}
	sheet_heading(sheet, "How it is played");
	sheet_gap(sheet);
	sheet_add(sheet, ROLE_TEXT, 0,
		  "Look at the system, pin what counts as evidence, say what "
		  "you suspect, put measures to work, write to people, plan. "
		  "Looking is free and not scored; what you pin, conclude, do "
		  "and write is. "
		  "An hour of the drill takes about %d minutes. %s",
		  (int)(60 / app->session->speed + 0.5),
		  mode_text(drill_mode(app->drill)));
	sheet_gap(sheet);
	add_key(app, ACTION_OVERVIEW, "the figures; 2 to 9 and 0 look closer");
	add_key(app, ACTION_PIN, "keeps what is under the cursor as evidence");
	add_key(app, ACTION_CAUSES, "what you suspect, and why");
	add_key(app, ACTION_MEASURES, "what can be done, and what it takes");
	add_key(app, ACTION_WRITE, "writes to somebody; i shows who wrote");
	add_key(app, ACTION_PLAN, "the plan: now, days, weeks");
	add_key(app, ACTION_HELP, "everything else, and it can be searched");
	str_finish(&text);
}

static void draw_briefing(const struct app *app, struct surface *surface,
			  struct area area)
{
	int width = area.columns > 92 ? 92 : area.columns;
	int margin = (area.columns - width) / 2;
	const char *line = app->started ? "Esc goes back to the drill."
					: "Press Enter to start. The clock "
					  "stands until then.";

	sheet_draw(&app->sheet, app_state_of(app)->scroll, surface,
		   area_columns(area_rows(area, 0, area.rows - 2), margin,
				width));
	draw_center(surface, area, area.rows - 1,
		    app->started ? ROLE_DIM : ROLE_STRONG, line);
}

static bool act_briefing(struct app *app, enum action action)
{
	if (action == ACTION_START) {
		if (app->started) {
			app_back(app);
			return true;
		}
		app->started = true;
		app_open(app, VIEW_OVERVIEW);
		app->trail_count = 0;
		/* A newcomer looks round first, and lets it run then. */
		if (drill_mode(app->drill) == DRILL_COACHED &&
		    session_pause(app->session, true, NULL))
			return true;
		app_toast(app, ROLE_TOAST,
			  "The clock runs. Space pauses, ? shows what can be "
			  "done.");
		return true;
	}
	if (action == ACTION_BACK && !app->started)
		return true;
	return scroll(app, action);
}

const struct view view_briefing = {
	.action = ACTION_BRIEFING,
	.panel = -1,
	.contexts = CONTEXT_BRIEFING | CONTEXT_LIST,
	.refresh = refresh_briefing,
	.draw = draw_briefing,
	.act = act_briefing,
};

/* --- map ------------------------------------------------------------------- */

static void refresh_map(struct app *app)
{
	const struct pack_screen *screen = &app->pack->screen;

	view_read_panel(app);
	sheet_clear(&app->sheet);
	sheet_heading(&app->sheet, "How the system hangs together");
	sheet_gap(&app->sheet);
	for (size_t i = 0; i < screen->map_count; i++)
		sheet_add(&app->sheet, ROLE_TEXT, 0, "%s", screen->map[i])
			->kind = SHEET_FIXED;
	sheet_gap(&app->sheet);
	if (screen->map_note)
		sheet_add(&app->sheet, ROLE_DIM, 0, "%s", screen->map_note);
}

const struct view view_map = {
	.action = ACTION_MAP,
	.panel = PANEL_MAP,
	.contexts = CONTEXT_LIST,
	.refresh = refresh_map,
	.draw = draw_sheet,
	.act = scroll,
};

/* --- runbook --------------------------------------------------------------- */

static void refresh_runbook(struct app *app)
{
	const struct pack_screen *screen = &app->pack->screen;
	struct view_state *state = app_state(app);
	char number[16];

	sheet_clear(&app->sheet);
	if (screen->runbook_count == 0) {
		sheet_add(&app->sheet, ROLE_DIM, 0,
			  "Nobody wrote anything down.");
		return;
	}
	snprintf(number, sizeof(number), "%d", state->kind + 1);
	view_add_arg(app, "page", number);
	view_read_panel(app);
	sheet_heading(&app->sheet, "Runbook");
	sheet_gap(&app->sheet);
	for (int i = 0; i < (int)screen->runbook_count; i++) {
		bool open = i == state->kind;

		sheet_lead(sheet_add(&app->sheet, open ? ROLE_STRONG : ROLE_DIM,
				     4, "%s", screen->runbook[i].title),
			   ROLE_ACCENT, open ? " >" : "");
	}
	sheet_gap(&app->sheet);
	sheet_heading(&app->sheet, screen->runbook[state->kind].title);
	sheet_gap(&app->sheet);
	sheet_add(&app->sheet, ROLE_TEXT, 0, "%s",
		  screen->runbook[state->kind].text);
	sheet_gap(&app->sheet);
	sheet_add(&app->sheet, ROLE_DIM, 0,
		  "Somebody wrote this once. Check before you trust it.");
}

static bool act_runbook(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	int count = (int)app->pack->screen.runbook_count;

	if (count == 0)
		return false;
	if (action == ACTION_NEXT_PAGE || action == ACTION_DOWN) {
		state->kind = (state->kind + 1) % count;
		return true;
	}
	if (action == ACTION_PREVIOUS_PAGE || action == ACTION_UP) {
		state->kind = (state->kind + count - 1) % count;
		return true;
	}
	return scroll(app, action);
}

const struct view view_runbook = {
	.action = ACTION_RUNBOOK,
	.panel = PANEL_RUNBOOK,
	.contexts = CONTEXT_RUNBOOK | CONTEXT_LIST,
	.refresh = refresh_runbook,
	.draw = draw_sheet,
	.act = act_runbook,
};
