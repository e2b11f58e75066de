/* What is done with a worksheet on the screen: values, notes, citations. */
#include "base/calendar.h"
#include "drill/commands/command_split.h"
#include "ui/app_internal.h"

#include <string.h>

size_t sheet_shown(const struct app *app)
{
	const struct view_state *state = &app->states[VIEW_WORKSHEETS];

	return (size_t)(state->open ? state->kind : state->selected);
}

static struct desk_sheet *shown(struct app *app)
{
	return &app->desk.sheets[sheet_shown(app)];
}

/* --- one value ------------------------------------------------------------- */

/* The line being written, and what was there before. */
static size_t edited_line(const struct app *app)
{
	return (size_t)app->states[VIEW_WORKSHEETS].selected;
}

/* dialog.subject has what was entered before, "" = nothing. */
static void value_left(struct app *app)
{
	desk_enter(&app->desk, sheet_shown(app), edited_line(app),
		   app->dialog.subject, NULL);
}

static void value_typed(struct app *app, const char *text)
{
	struct err err = { 0 };

	app->dialog.error[0] = '\0';
	if (desk_enter(&app->desk, sheet_shown(app), edited_line(app), text,
		       &err))
		return;
	value_left(app);
	snprintf(app->dialog.error, sizeof(app->dialog.error), "%s",
		 err.message);
}

static void open_line(struct app *app, const char *text, const char *before);

static void value_entered(struct app *app, const char *text)
{
	struct view_state *state = &app->states[VIEW_WORKSHEETS];
	char before[sizeof(app->dialog.subject)];
	struct err err = { 0 };

	memcpy(before, app->dialog.subject, sizeof(before));
	if (!desk_enter(&app->desk, sheet_shown(app), edited_line(app), text,
			&err)) {
		open_line(app, text, before);
		snprintf(app->dialog.error, sizeof(app->dialog.error), "%s",
			 err.message);
		return;
	}
	if (state->selected + 1 < (int)shown(app)->sheet->input_count)
		state->selected++;
}

static void open_line(struct app *app, const char *text, const char *before)
{
	struct dialog *dialog = &app->dialog;

	dialog_line(dialog, "Value", "", value_entered);
	dialog->at_bottom = true;
	dialog->place = sheet_value_place(app, edited_line(app));
	dialog->changed = value_typed;
	dialog->left = value_left;
	snprintf(dialog->subject, sizeof(dialog->subject), "%s", before);
	editor_insert(&dialog->editor, text, strlen(text));
}

void sheet_edit(struct app *app, size_t line)
{
	const struct desk_sheet *on = shown(app);
	const char *entered = on->entered[line];
	struct str now = STR_INIT;

	if (on->sheet->lines[line].formula) {
		app_toast(app, ROLE_DIM,
			  "%s is worked out; what is above the gap can be "
			  "changed.",
			  on->sheet->lines[line].title);
		return;
	}
	if (app->desk.worked == on->sheet)
		worksheet_show(&app->desk.values, line, &now);
	open_line(app, entered ? entered : now.s, entered ? entered : "");
	/* The first letter writes over it, an arrow goes into it. */
	app->dialog.replace = true;
	str_finish(&now);
}

/* --- keeping and citing ---------------------------------------------------- */

/* The row under the cursor, or the last one; false when there is no result. */
static bool has_result(struct app *app, size_t *row)
{
	const struct view_state *state = &app->states[VIEW_WORKSHEETS];

	*row = state->open ? (size_t)state->selected : 0;
	if (app->desk.count > 0 && app->desk.worked == shown(app)->sheet)
		return true;
	app_toast(app, ROLE_WARN, "There is no result to be kept.");
	return false;
}

/* Notes the row, with what it rests on. */
static bool note(struct app *app, size_t row)
{
	struct str text = STR_INIT;
	struct command command = { .verb = COMMAND_NOTE,
				   .at_s = -1,
				   .actor = "you" };
	bool good;

	worksheet_cite(&app->desk.values, row, &text);
	command.text = text.s;
	good = app_submit(app, &command);
	if (good)
		app_toast(app, ROLE_GOOD, "Noted: %s", text.s);
	str_finish(&text);
	return good;
}

void sheet_note(struct app *app)
{
	size_t row;

	if (has_result(app, &row))
		note(app, row);
}

static void cite_to(struct app *app, const char *audience)
{
	char text[sizeof(app->dialog.subject)];

	snprintf(text, sizeof(text), "%s", app->dialog.subject);
	composer_open(app, audience);
	composer_put(&app->composer, text);
}

/* Notes the result and opens a list that is about its words. */
static bool begin_citing(struct app *app, const char *title,
			 void (*chosen)(struct app *app, const char *id))
{
	struct str text = STR_INIT;
	char hour[CALENDAR_CLOCK_SIZE];
	size_t row;

	if (!has_result(app, &row) || !note(app, row))
		return false;
	worksheet_result(&app->desk.values, row, &text);
	calendar_format_hour(app->pack->start_moment + drill_now(app->drill),
			     hour);
	dialog_pick(&app->dialog, title, chosen);
	snprintf(app->dialog.subject, sizeof(app->dialog.subject),
		 "%s (worked out at %s %s)", text.s, hour, app->pack->zone);
	str_finish(&text);
	return true;
}

void sheet_cite(struct app *app)
{
	if (begin_citing(app, "Into a message to whom?", cite_to))
		app_add_audiences(app);
}

static void plan_with(struct app *app, const char *measure)
{
	char text[sizeof(app->dialog.subject)];
	struct form_field *why;

	snprintf(text, sizeof(text), "%s", app->dialog.subject);
	app_plan_form(app, PLAN_DAYS, measure);
	why = dialog_find_field(&app->dialog, "why");
	if (!why)
		return;
	if (why->editor.text.length)
		editor_insert(&why->editor, ". ", 2);
	editor_insert(&why->editor, text, strlen(text));
	app->dialog.field = (int)(why - app->dialog.fields);
}

void sheet_plan(struct app *app)
{
	const struct pack *pack = app->pack;
	size_t count;
	const struct plan_item *items = drill_plan(app->drill, &count);

	if (!begin_citing(app, "Into the plan, as the reason for what?",
			  plan_with))
		return;
	for (size_t i = 0; i < count; i++)
		dialog_add(&app->dialog, items[i].what->id,
			   items[i].what->title, "planned");
	for (size_t i = 0; i < pack->mitigation_count; i++) {
		bool planned = false;

		for (size_t p = 0; p < count; p++)
			planned = planned ||
				  items[p].what == &pack->mitigations[i];
		if (!planned)
			dialog_add(&app->dialog, pack->mitigations[i].id,
				   pack->mitigations[i].title, "");
	}
}

/* --- the command line ------------------------------------------------------ */

/* NAME=VALUE words into the sheet; whether to note it, and which row. */
static bool take_words(struct app *app, struct parser *words, size_t sheet,
		       bool *keep, struct err *err)
{
	const struct worksheet *on = app->desk.sheets[sheet].sheet;
	struct view_state *state = &app->states[VIEW_WORKSHEETS];
	const struct token *word;

	state->selected = 0;
	while ((word = command_take(words)) != NULL) {
		const char *equals = strchr(word->text, '=');
		size_t length = equals ? (size_t)(equals - word->text)
				       : strlen(word->text);
		const char *name = arena_strndup(words->arena, word->text,
						 length);
		size_t line = worksheet_line(on, name);

		if (!word->quoted && strcmp(name, "note") == 0) {
			*keep = true;
			line = worksheet_line(on, equals ? equals + 1 : "");
			state->selected = line < on->line_count ? (int)line : 0;
			continue;
		}
		if (!equals || line >= on->input_count)
			return err_set(err, ERR_INPUT,
				       "%s has no input \"%s\": NAME=VALUE, as "
				       "in %s=..., or note",
				       on->id, name, on->lines[0].name);
		if (!desk_enter(&app->desk, sheet, line, equals + 1, err))
			return false;
	}
	return true;
}

static bool open_sheet(struct app *app, struct parser *words, struct err *err)
{
	const struct token *id;
	bool keep = false;
	size_t sheet;

	command_take(words); /* the word itself */
	id = command_take(words);
	if (!id) {
		app_open(app, VIEW_WORKSHEETS);
		app->states[VIEW_WORKSHEETS].open = false;
		return true;
	}
	sheet = desk_find(&app->desk, id->text);
	if (sheet == app->desk.count)
		return err_set(err, ERR_INPUT,
			       "there is no worksheet \"%.40s\"; W lists them",
			       id->text);
	app_open(app, VIEW_WORKSHEETS);
	app->states[VIEW_WORKSHEETS].kind = (int)sheet;
	app->states[VIEW_WORKSHEETS].open = true;
	if (!take_words(app, words, sheet, &keep, err) ||
	    !desk_work(&app->desk, sheet, app->drill))
		return false;
	if (keep)
		sheet_note(app);
	return true;
}

bool sheet_run_line(struct app *app, const char *line)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct parser words = { .line = line, .arena = &arena, .err = &err };
	bool good;

	desk_load(&app->desk, app->session->worksheets);
	if (app->desk.count == 0)
		err_set(&err, ERR_STATE, "there are no worksheets here");
	good = app->desk.count > 0 && command_split(&words) &&
	       open_sheet(app, &words, &err);
	if (!good)
		app_toast(app, ROLE_ERROR, "%s", err.message);
	arena_finish(&arena);
	return good;
}
