/* Worksheets: the list of them, and one as a form with its result. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

#define WIDE 110 /* columns from which on list and sheet stand abreast */
#define LIST_COLUMNS 38
#define VALUE_CELLS 18
#define NAME_MAX 12
#define SIDE_CELLS 20 /* at the least */
#define SAID_ROWS_MAX 5

/* How the sheet lies in its area. */
struct layout {
	struct area area;
	int name, title, value; /* columns; a width is up to the next one */
	int side;		/* where it comes from, or the formula */
	int lines, rows, top;	/* row of the first line, their rows, scroll */
	int said;		/* row of the sentences */
	int detail;		/* rows of what the line has no room for */
};

static struct area form_area(const struct app *app)
{
	struct area area = app_body(app);

	if (area.columns >= WIDE)
		area = area_columns(area, LIST_COLUMNS + 3, -1);
	return area;
}

static const struct worksheet *sheet_of(const struct app *app)
{
	size_t which = sheet_shown(app);

	return which < app->desk.count ? app->desk.sheets[which].sheet : NULL;
}

/* A gap stands between what is entered and what comes out. */
static int slot_of(const struct worksheet *sheet, size_t line)
{
	return (int)line + (line >= sheet->input_count);
}

static int said_rows(const struct app *app, int columns)
{
	struct str said = STR_INIT;
	int rows = 2;

	if (app->desk.worked && worksheet_say(&app->desk.values, &said, NULL))
		rows = text_wrapped_rows(said.s, columns);
	str_finish(&said);
	return rows > SAID_ROWS_MAX ? SAID_ROWS_MAX : rows;
}

/* What the line has no room for: its whole title, and its bounds or formula. */
static void word_detail(const struct app *app, struct str *out)
{
	const struct worksheet_line *line =
		&sheet_of(app)->lines[app_state_of(app)->selected];

	if (line->formula) {
		str_addf(out, "%s: %s = %s", line->title, line->name,
			 line->formula);
		return;
	}
	str_addf(out, "%s, in %s", line->title,
		 strcmp(line->unit_text, "1") ? line->unit_text
					      : "plain numbers");
	if (line->list)
		str_add(out, ", several with blanks between");
	if (line->figure && figure_title(line->figure))
		str_addf(out, "; live: %s", figure_title(line->figure));
}

static int detail_rows(const struct app *app, int columns)
{
	struct str text = STR_INIT;
	int rows;

	word_detail(app, &text);
	rows = text_wrapped_rows(text.s, columns);
	str_finish(&text);
	return rows > 2 ? 2 : rows;
}

static void draw_detail(const struct app *app, const struct layout *l,
			struct surface *surface)
{
	struct str text = STR_INIT;

	word_detail(app, &text);
	draw_wrapped(surface,
		     area_rows(l->area, l->area.rows - l->detail, l->detail), 0,
		     0, ROLE_DIM, text.s);
	str_finish(&text);
}

static struct layout lay_out(const struct app *app)
{
	const struct view_state *state = app_state_of(app);
	const struct worksheet *sheet = sheet_of(app);
	struct layout l = { .area = form_area(app) };
	int about = text_wrapped_rows(sheet->about, l.area.columns);
	int names = 4, titles = 8, slots = (int)sheet->line_count + 1;

	for (size_t i = 0; i < sheet->line_count; i++) {
		int name = text_width(sheet->lines[i].name);
		int title = text_width(sheet->lines[i].title);

		names = name > names ? name : names;
		titles = title > titles ? title : titles;
	}
	names = names > NAME_MAX ? NAME_MAX : names;
	if (names + titles + VALUE_CELLS + SIDE_CELLS + 6 > l.area.columns)
		titles = l.area.columns - names - VALUE_CELLS - SIDE_CELLS - 6;
	l.name = 1;
	l.title = l.name + names + 2;
	l.value = l.title + titles + 1;
	l.side = l.value + VALUE_CELLS + 2;
	/* The list has said what it is about; the sums come first. */
	l.detail = state->open ? detail_rows(app, l.area.columns) : 0;
	l.rows = l.area.rows - 4 - said_rows(app, l.area.columns) - l.detail;
	if (l.rows < slots + about)
		about = 0;
	l.lines = 2 + about;
	l.rows = l.rows - about > slots ? slots : l.rows - about;
	l.top = state->open ? list_top(slot_of(sheet, (size_t)state->selected),
				       slots, l.rows)
			    : 0;
	l.said = l.lines + l.rows + 1;
	return l;
}

struct area sheet_value_place(const struct app *app, size_t line)
{
	struct layout l = lay_out(app);
	int row = slot_of(sheet_of(app), line) - l.top;

	return area_columns(area_rows(l.area, l.lines + row, 1), l.value,
			    VALUE_CELLS);
}

static void refresh(struct app *app)
{
	struct view_state *state = app_state(app);
	int count;

	desk_load(&app->desk, app->session->worksheets);
	count = (int)app->desk.count;
	if (count == 0)
		return;
	if (sheet_shown(app) >= app->desk.count)
		state->selected = state->kind = 0;
	desk_work(&app->desk, sheet_shown(app), app->drill);
	count = state->open ? (int)sheet_of(app)->line_count : count;
	if (state->selected >= count)
		state->selected = count - 1;
	if (app->dialog.place.columns)
		app->dialog.place = sheet_value_place(app,
						      (size_t)state->selected);
}

/* "live 12:30", "usual", "yours", or the formula. */
static void word_side(const struct app *app, size_t line, struct str *out)
{
	const struct worksheet_values *values = &app->desk.values;
	char clock[CALENDAR_CLOCK_SIZE];

	if (values->sheet->lines[line].formula)
		str_addf(out, "= %s", values->sheet->lines[line].formula);
	else if (values->source[line] == WORKSHEET_LIVE)
		str_addf(out, "live %s",
			 calendar_format_clock(drill_now(app->drill), clock));
	else
		str_add(out, values->source[line] == WORKSHEET_ENTERED
				     ? "yours"
				     : "usual");
}

static void draw_value(struct surface *surface, struct area area, int row,
		       enum role role, const char *value)
{
	if (text_width(value) > area.columns)
		draw_text(surface, area, row, 0, -1, role, value);
	else
		draw_right(surface, area, row, area.columns, role, value);
}

static void draw_line(const struct app *app, const struct layout *l,
		      size_t line, struct surface *surface, int row)
{
	const struct worksheet_line *what = &sheet_of(app)->lines[line];
	bool row_of = what->formula != NULL;
	struct str value = STR_INIT, side = STR_INIT;

	if (app->desk.worked) {
		worksheet_show(&app->desk.values, line, &value);
		word_side(app, line, &side);
	}
	draw_text(surface, l->area, row, l->name, l->title - l->name - 1,
		  ROLE_DIM, what->name);
	draw_text(surface, l->area, row, l->title, l->value - l->title - 1,
		  row_of ? ROLE_STRONG : ROLE_TEXT, what->title);
	/* A long list begins at the left, and its end is left out. */
	draw_value(surface, area_columns(l->area, l->value, VALUE_CELLS), row,
		   row_of ? ROLE_STRONG : ROLE_TEXT, value.s);
	draw_text(surface, l->area, row, l->side, -1,
		  !row_of && app->desk.worked &&
				  app->desk.values.source[line] ==
					  WORKSHEET_ENTERED
			  ? ROLE_MARK
			  : ROLE_DIM,
		  side.s);
	str_finish(&value);
	str_finish(&side);
}

static void draw_said(const struct app *app, const struct layout *l,
		      struct surface *surface)
{
	struct str said = STR_INIT;

	if (!app->desk.worked)
		draw_wrapped(surface, area_rows(l->area, l->said, 2), 0, 0,
			     ROLE_WARN, app->desk.err.message);
	else if (worksheet_say(&app->desk.values, &said, NULL))
		draw_wrapped(surface,
			     area_rows(l->area, l->said, SAID_ROWS_MAX), 0, 0,
			     ROLE_ACCENT, said.s);
	str_finish(&said);
}

static void draw_sheet(const struct app *app, struct surface *surface)
{
	const struct view_state *state = app_state_of(app);
	const struct worksheet *sheet = sheet_of(app);
	struct layout l = lay_out(app);

	draw_heading(surface, l.area, 0, sheet->title);
	if (l.lines > 2)
		draw_wrapped(surface, area_rows(l.area, 1, l.lines - 2), 0, 0,
			     ROLE_DIM, sheet->about);
	for (size_t i = 0; i < sheet->line_count; i++) {
		int row = slot_of(sheet, i) - l.top;

		if (row < 0 || row >= l.rows)
			continue;
		draw_line(app, &l, i, surface, l.lines + row);
		if (state->open) {
			surface_hit(surface,
				    area_rows(l.area, l.lines + row, 1),
				    HIT_ROW, (int)i);
			if ((int)i == state->selected)
				draw_selected(surface, l.area, l.lines + row);
		}
	}
	draw_said(app, &l, surface);
	if (state->open)
		draw_detail(app, &l, surface);
}

/* What comes out, for a list beside which there is no room for the sheet. */
static void draw_results(const struct app *app, struct surface *surface,
			 struct area area)
{
	const struct worksheet *sheet = sheet_of(app);
	int row = draw_wrapped(surface, area, 0, 0, ROLE_DIM, sheet->about) + 1;

	for (size_t i = sheet->input_count;
	     app->desk.worked && i < sheet->line_count; i++, row++) {
		struct str value = STR_INIT;

		worksheet_show(&app->desk.values, i, &value);
		draw_text(surface, area, row, 0, 48, ROLE_TEXT,
			  sheet->lines[i].title);
		draw_right(surface, area, row, area.columns, ROLE_STRONG,
			   value.s);
		str_finish(&value);
	}
}

static void draw_list(const struct app *app, struct surface *surface,
		      struct area area)
{
	size_t now = sheet_shown(app);
	int top = list_top((int)now, (int)app->desk.count, area.rows - 2);

	draw_heading(surface, area, 0, "Worksheets");
	for (int row = 2, i = top; i < (int)app->desk.count && row < area.rows;
	     i++, row++) {
		draw_text(surface, area, row, 1, area.columns - 2, ROLE_TEXT,
			  app->desk.sheets[i].sheet->title);
		if (!app_state_of(app)->open)
			surface_hit(surface, area_rows(area, row, 1), HIT_ROW,
				    i);
		if (i == (int)now)
			draw_selected(surface, area, row);
	}
}

static void draw(const struct app *app, struct surface *surface,
		 struct area area)
{
	bool open = app_state_of(app)->open;
	int rows = (int)app->desk.count + 2;

	if (app->desk.count == 0) {
		draw_text(surface, area, 0, 0, -1, ROLE_DIM,
			  "There are no worksheets here.");
		return;
	}
	if (area.columns >= WIDE) {
		draw_list(app, surface, area_columns(area, 0, LIST_COLUMNS));
		draw_sheet(app, surface);
	} else if (open) {
		draw_sheet(app, surface);
	} else {
		rows = rows > area.rows / 2 ? area.rows / 2 : rows;
		draw_list(app, surface, area_rows(area, 0, rows));
		draw_results(app, surface, area_rows(area, rows + 1, -1));
	}
}

static void open_or_change(struct app *app)
{
	struct view_state *state = app_state(app);

	if (state->open) {
		sheet_edit(app, (size_t)state->selected);
		return;
	}
	state->kind = state->selected;
	state->selected = 0;
	state->open = true;
}

static void close_sheet(struct view_state *state)
{
	if (!state->open)
		return;
	state->open = false;
	state->selected = state->kind;
}

static bool act_form(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);

	if (action != ACTION_LIVE_VALUE && action != ACTION_BACK &&
	    action != ACTION_CLOSE_SHEET)
		return false;
	if (!state->open)
		return action != ACTION_BACK;
	if (action == ACTION_LIVE_VALUE)
		desk_enter(&app->desk, (size_t)state->kind,
			   (size_t)state->selected, "", NULL);
	else
		close_sheet(state);
	return true;
}

static bool act(struct app *app, enum action action)
{
	struct view_state *state = app_state(app);
	int count = (int)app->desk.count;

	if (count == 0)
		return false;
	switch (action) {
	case ACTION_OPEN_SHEET:
		open_or_change(app);
		return true;
	case ACTION_NOTE_RESULT:
		sheet_note(app);
		return true;
	case ACTION_CITE_RESULT:
		sheet_cite(app);
		return true;
	case ACTION_PLAN_RESULT:
		sheet_plan(app);
		return true;
	default:
		break;
	}
	if (state->open)
		count = (int)sheet_of(app)->line_count;
	return act_form(app, action) ||
	       list_act(&state->selected, count, app->rows - 8, action);
}

const struct view view_worksheets = {
	.action = ACTION_WORKSHEETS,
	.panel = -1,
	.contexts = CONTEXT_WORKSHEET | CONTEXT_LIST,
	.refresh = refresh,
	.draw = draw,
	.act = act,
};
