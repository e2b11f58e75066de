/* How the composer looks. */
#include "ui/app_internal.h"

#include "base/utf8.h"
#include "ui/template.h"

#include <string.h>

#define QUOTE_CELLS 60 /* of the sentence that spoils the rest */
#define CAP_ROWS_MAX 8 /* for it and what is wrong with it */
#define SIDE_NARROW 30
#define SIDE_WIDE 44

static int side_columns(int columns)
{
	return columns >= 110 ? SIDE_WIDE : SIDE_NARROW;
}

int composer_columns(const struct app *app)
{
	int columns = app->columns - 2;

	/* One for the line between, one of air, one for the cursor. */
	columns -= side_columns(columns) + 3 + 1;
	return columns > READ_COLUMNS ? READ_COLUMNS : columns;
}

static void draw_head(const struct app *app, struct surface *surface,
		      struct area area)
{
	const struct composer *composer = &app->composer;
	const struct pack_stakeholder *who = pack_audience(app->pack,
							   composer->audience);
	int64_t promise = drill_promise(app->drill, composer->audience);
	int column;

	column = draw_text(surface, area, 0, 0, -1, ROLE_DIM, "To ");
	column = draw_text(surface, area, 0, column, -1, ROLE_STRONG,
			   who ? who->name : composer->audience);
	if (who)
		draw_textf(surface, area, 0, column, -1, ROLE_DIM, ", %s",
			   who->title);
	if (promise >= 0) {
		struct str due = STR_INIT;

		due_line(app, promise, &due);
		draw_rightf(surface, area, 0, area.columns, ROLE_WARN,
			    " update promised: %s", due.s);
		str_finish(&due);
	}
	draw_rule(surface, area, 1, ROLE_RULE);
}

/* The words being answered, a few lines of them. */
static int draw_question(const struct app *app, struct surface *surface,
			 struct area area)
{
	int rows = text_wrapped_rows(app->composer.answers, area.columns - 2);

	if (rows > 3)
		rows = 3;
	draw_wrapped(surface,
		     area_columns(area_rows(area, 0, rows), 2,
				  area.columns - 2),
		     0, 0, ROLE_DIM, app->composer.answers);
	for (int row = 0; row < rows; row++)
		draw_glyph(surface, area, row, 0, ROLE_FAINT,
			   glyph(surface, GLYPH_VERTICAL));
	return rows + 1;
}

static void draw_facts(const struct app *app, struct surface *surface,
		       struct area area)
{
	const struct composer *composer = &app->composer;
	int rows = area.rows - 1;
	int top = list_top(composer->in_facts ? composer->fact : 0,
			   composer->fact_count, rows);

	draw_text(surface, area, 0, 0, -1, ROLE_TITLE,
		  composer->in_facts ? "Enter puts it in" : "Now (Tab)");
	for (int i = top; i < composer->fact_count && i - top < rows; i++) {
		const struct composer_fact *fact = &composer->facts[i];
		int row = 1 + i - top;
		int value = text_width(fact->value);
		int label = text_width(fact->label);
		bool fits = label + value + 2 <= area.columns;

		draw_text(surface, area, row, 0, -1, ROLE_DIM, fact->label);
		if (fits)
			draw_right(surface, area, row, area.columns, ROLE_TEXT,
				   fact->value);
		else if (fact->brief[0])
			draw_right(surface, area, row, area.columns, ROLE_TEXT,
				   fact->brief);
		else
			draw_text(surface, area, row, label + 1, -1, ROLE_TEXT,
				  fact->value);
		surface_hit(surface, area_rows(area, row, 1), HIT_FACT, i);
		if (composer->in_facts && i == composer->fact)
			draw_selected(surface, area, row);
	}
}

/* The sentence that spoils the rest, and what is wrong with it. */
static void word_cap(const struct verdict *verdict, struct str *out)
{
	size_t length = strlen(verdict->quote);
	size_t shown = utf8_fit(verdict->quote, length, QUOTE_CELLS);

	if (length == 0)
		str_add(out, "It");
	else
		str_addf(out, "\"%.*s%s\"", (int)shown, verdict->quote,
			 shown < length ? "..." : "");
	str_addf(out, " %s. Put that right, and the rest counts.",
		 verdict->note);
}

/* Rows that it takes: the figures get what it leaves. */
static int cap_rows(const struct verdict *verdict, int columns)
{
	struct str text = STR_INIT;
	int rows;

	word_cap(verdict, &text);
	rows = text_wrapped_rows(text.s, columns);
	str_finish(&text);
	return rows > CAP_ROWS_MAX ? CAP_ROWS_MAX : rows;
}

static void draw_cap(const struct verdict *verdict, struct surface *surface,
		     struct area area)
{
	struct str text = STR_INIT;

	word_cap(verdict, &text);
	draw_wrapped(surface, area, 0, 0, ROLE_WARN, text.s);
	str_finish(&text);
}

/* What a good message holds; a sign and a word, no number. */
static void draw_checklist(const struct app *app, struct surface *surface,
			   struct area area)
{
	const struct verdict *verdict = &app->composer.verdict;
	bool empty = app->composer.blank;

	draw_text(surface, area, 0, 0, -1, ROLE_TITLE, "A good message has");
	for (int i = 0; i < VERDICT_ELEMENT_COUNT; i++) {
		double value = empty ? 0 : verdict->written[i];
		int row = 1 + i / 2;
		struct area half = area_columns(
			area, i % 2 * (area.columns / 2), area.columns / 2);
		enum glyph sign = value >= 1  ? GLYPH_CHECK
				  : value > 0 ? GLYPH_HALF
					      : GLYPH_OFF;
		enum role role = value >= 1  ? ROLE_GOOD
				 : value > 0 ? ROLE_WARN
					     : ROLE_DIM;

		draw_glyph(surface, half, row, 0, role, glyph(surface, sign));
		draw_text(surface, half, row, 2, -1,
			  value >= 1 ? ROLE_TEXT : ROLE_DIM,
			  verdict_element_key((enum verdict_element)i));
	}
	if (!empty && verdict->cap < 10)
		draw_cap(verdict, surface,
			 area_rows(area, 1 + VERDICT_ELEMENT_COUNT / 2, -1));
}

static void draw_side(const struct app *app, struct surface *surface,
		      struct area area)
{
	bool capped = app->composer.verdict.cap < 10 && !app->composer.blank;
	int checklist = app->composer.has_verdict
				? VERDICT_ELEMENT_COUNT / 2 + 2
				: 0;

	if (checklist && capped)
		checklist += cap_rows(&app->composer.verdict, area.columns);

	draw_facts(app, surface, area_rows(area, 0, area.rows - checklist));
	if (checklist)
		draw_checklist(app, surface,
			       area_rows(area, area.rows - checklist + 1, -1));
}

/* What still waits to be written is quieter than what is. */
static void dim_prompts(struct surface *surface, struct area area)
{
	bool within = false;

	for (int row = 0; row < area.rows; row++)
		for (int column = 0; column < area.columns; column++) {
			struct cell *cell = surface_cell(
				surface, area.row + row, area.column + column);

			within = within || cell->text[0] == '[';
			if (within)
				cell->role = ROLE_DIM;
			within = within && cell->text[0] != ']';
		}
}

void composer_draw(const struct app *app, struct surface *surface,
		   struct area area)
{
	const struct composer *composer = &app->composer;
	int columns = composer_columns(app) + 1;
	struct area text = area_columns(area_rows(area, 3, -1), 0, columns);
	struct area right = area_columns(area_rows(area, 3, -1), columns + 3,
					 side_columns(area.columns));

	draw_head(app, surface, area);
	draw_vertical(surface, area_rows(area, 2, -1), columns + 1, ROLE_RULE);
	draw_side(app, surface, right);
	if (composer->answers) {
		int rows = draw_question(app, surface, text);

		text = area_rows(text, rows, -1);
	}
	surface_hit(surface, text, HIT_TEXT, 0);
	editor_draw(&composer->editor, surface, text, ROLE_TEXT);
	if (template_next(composer->editor.text.s, 0) >= 0)
		dim_prompts(surface, text);
	if (composer->editor.text.length == 0)
		draw_text(surface, text, 0, 0, -1, ROLE_FAINT,
			  "Write here. What is affected, since when, how "
			  "badly?");
	if (composer->in_facts || app->dialog.kind != DIALOG_NONE)
		surface->cursor_row = surface->cursor_column = -1;
}
