/* How dialogs look: a box in the middle, or a line at the bottom. */
#include "ui/app_internal.h"

#include <string.h>

/* Never over what is kept free below. */
static struct area middle(const struct dialog *dialog,
			  const struct surface *surface, int rows, int columns)
{
	int most = surface->rows - (dialog->below ? dialog->below + 3 : 4);

	if (rows > most)
		rows = most;
	if (columns > surface->columns - 4)
		columns = surface->columns - 4;
	return (struct area){ (surface->rows - dialog->below - rows) / 2,
			      (surface->columns - columns) / 2, rows, columns };
}

/* The box with its title; returns the inside. */
static struct area draw_frame(const struct dialog *dialog,
			      struct surface *surface, struct area area)
{
	struct str title = STR_INIT;

	draw_fill(surface, area, ROLE_DIALOG);
	draw_box(surface, area, ROLE_DIALOG_RULE);
	str_addf(&title, " %s ", dialog->title);
	draw_text(surface, area_inset(area, 0, 2), 0, 0, -1, ROLE_DIALOG_TITLE,
		  title.s);
	str_finish(&title);
	return area_inset(area, 1, 3);
}

/* A key and what it does, which can be clicked. */
struct key_hint {
	const char *key, *label;
	enum action action;
};

static void draw_keys(struct surface *surface, struct area area, int row,
		      const struct key_hint *keys, size_t count)
{
	int column = 0;

	for (size_t i = 0; i < count; i++) {
		surface_hit(surface,
			    area_columns(area_rows(area, row, 1), column,
					 text_width(keys[i].key) + 1 +
						 text_width(keys[i].label)),
			    HIT_ACTION, (int)keys[i].action);
		column = draw_text(surface, area, row, column, -1,
				   ROLE_DIALOG_TITLE, keys[i].key) +
			 1;
		column = draw_text(surface, area, row, column, -1,
				   ROLE_DIALOG_DIM, keys[i].label) +
			 3;
	}
}

static void draw_confirm(const struct dialog *dialog, struct surface *surface)
{
	static const struct key_hint keys[] = { { "y", "yes", ACTION_YES },
						{ "n", "no", ACTION_NO } };
	int rows = text_wrapped_rows(dialog->text, 50);
	struct area area = draw_frame(dialog, surface,
				      middle(dialog, surface, rows + 6, 58));

	draw_wrapped(surface, area, 1, 0, ROLE_DIALOG, dialog->text);
	draw_keys(surface, area, area.rows - 2, keys, 2);
}

static void draw_item(const struct dialog *dialog, const struct pick_item *item,
		      bool selected, struct surface *surface, struct area area,
		      int row, int label_width)
{
	enum role role = item->disabled ? ROLE_DIALOG_DIM : ROLE_DIALOG;
	int key = area.columns;

	(void)dialog;
	if (item->key[0])
		key = draw_right(surface, area, row, area.columns,
				 ROLE_DIALOG_TITLE, item->key) -
		      2;
	draw_text(surface, area, row, 0, label_width, role, item->label);
	if (key > label_width + 2)
		draw_text(surface, area, row, label_width + 2,
			  key - label_width - 2, ROLE_DIALOG_DIM, item->detail);
	if (selected) {
		struct area line = area_rows(area, row, 1);

		line.column--;
		line.columns += 2;
		draw_role(surface, line, ROLE_SELECTED);
		if (item->disabled)
			draw_role(surface, line, ROLE_SELECTED_DIM);
	}
}

/* Rows of the list, headings included, drawn from the n-th item on. */
static void draw_items(const struct dialog *dialog, struct surface *surface,
		       struct area area, int label_width)
{
	int count = 0, row = 0, top;

	while (dialog_nth(dialog, count) >= 0)
		count++;
	top = list_top(dialog->selected, count, area.rows);
	for (int n = top; n < count && row < area.rows; n++) {
		const struct pick_item *item =
			&dialog->items.items[dialog_nth(dialog, n)];

		surface_hit(surface, area_rows(area, row, 1), HIT_ITEM, n);
		draw_item(dialog, item, n == dialog->selected, surface, area,
			  row++, label_width);
	}
	if (count == 0)
		draw_text(surface, area, 0, 0, -1, ROLE_DIALOG_DIM,
			  dialog->unlisted
				  ? dialog->unlisted_word
				  : "Nothing like that. Esc clears the "
				    "filter.");
}

/* What the marked row had no room for. */
static void draw_whole_detail(const struct dialog *dialog,
			      struct surface *surface, struct area area)
{
	int at = dialog_nth(dialog, dialog->selected);

	if (at >= 0)
		draw_wrapped(surface, area, 0, 0, ROLE_DIALOG,
			     dialog->items.items[at].detail);
}

static void draw_pick(const struct dialog *dialog, struct surface *surface)
{
	int widest = 12, detail = 0;
	size_t count = dialog->items.count;
	bool filter = count > 8 || dialog->unlisted;
	struct area area;
	int rows;

	for (size_t i = 0; i < count; i++) {
		const struct pick_item *item = &dialog->items.items[i];
		int label = text_width(item->label);
		int more = text_width(item->detail) +
			   (item->key[0] ? text_width(item->key) + 4 : 0);

		widest = label > widest ? label : widest;
		detail = more > detail ? more : detail;
	}
	rows = (int)count + (filter ? 6 : 4);
	area = draw_frame(
		dialog, surface,
		middle(dialog, surface, rows,
		       widest + detail + 12 < 50 ? 50 : widest + detail + 12));
	if (widest > area.columns * 3 / 5 && detail > 0)
		widest = area.columns * 3 / 5;
	if (widest > area.columns)
		widest = area.columns;
	if (filter) {
		draw_text(surface, area, 0, 0, -1, ROLE_DIALOG_DIM, "Filter");
		editor_draw_line(&dialog->editor, surface, area, 0, 8,
				 area.columns - 8, ROLE_FIELD, true);
	}
	area = area_rows(area, filter ? 2 : 1, area.rows - (filter ? 3 : 2));
	if (widest + 2 + detail > area.columns && area.rows > 8) {
		draw_whole_detail(dialog, surface,
				  area_rows(area, area.rows - 2, 2));
		area = area_rows(area, 0, area.rows - 3);
	}
	draw_items(dialog, surface, area, widest);
}

static void draw_line_box(const struct dialog *dialog, struct surface *surface)
{
	int rows = text_wrapped_rows(dialog->text, 60);
	struct area area = draw_frame(dialog, surface,
				      middle(dialog, surface, rows + 6, 72));

	draw_wrapped(surface, area, 1, 0, ROLE_DIALOG_DIM, dialog->text);
	editor_draw_line(&dialog->editor, surface, area, rows + 1, 0,
			 area.columns, ROLE_FIELD, true);
	draw_text(surface, area, area.rows - 1, 0, -1, ROLE_DIALOG_DIM,
		  "Enter takes it, Esc leaves it");
}

#define ERROR_ROWS_MAX 3

static void draw_bottom_line(const struct dialog *dialog,
			     struct surface *surface)
{
	struct area area = surface_area(surface);
	const char *above = dialog->error[0] ? dialog->error : dialog->text;
	int row = area.rows - 1;
	int column, rows;

	draw_fill(surface, area_rows(area, row, 1), ROLE_TEXT);
	if (dialog->place.columns) {
		editor_draw_line(&dialog->editor, surface, dialog->place, 0, 0,
				 dialog->place.columns,
				 dialog->replace ? ROLE_SELECTED
						 : ROLE_FIELD_OPEN,
				 true);
		draw_text(surface, area, row, 1, -1, ROLE_DIM,
			  "Enter takes it, Esc leaves it as it was; empty "
			  "takes it back");
	} else {
		column = draw_text(surface, area, row, 0, -1, ROLE_KEY,
				   dialog->prompt);
		editor_draw_line(&dialog->editor, surface, area, row, column,
				 area.columns - column,
				 dialog->replace ? ROLE_SELECTED : ROLE_TEXT,
				 true);
	}
	if (!above[0])
		return;
	rows = text_wrapped_rows(above, area.columns - 2);
	rows = rows > ERROR_ROWS_MAX ? ERROR_ROWS_MAX : rows;
	area = area_rows(area, row - dialog->below - rows, rows);
	draw_fill(surface, area, ROLE_TEXT);
	draw_wrapped(surface, area_columns(area, 1, area.columns - 2), 0, 0,
		     dialog->error[0] ? ROLE_ERROR : ROLE_DIM, above);
}

/* Of `rows`, as many as the text needs, when it is longer than its field. */
static int rows_of_text(const struct form_field *field, int columns, int rows)
{
	int needed = 1;

	if (!field->is_choice && text_width(field->editor.text.s) >= columns &&
	    columns > 1)
		needed = editor_rows(&field->editor, columns - 1);
	return needed > rows ? rows : needed;
}

/* The field that is written in shows its text in so many rows. */
static void draw_field(const struct dialog *dialog, int at,
		       struct surface *surface, struct area area, int row,
		       int label_width, int rows)
{
	const struct form_field *field = &dialog->fields[at];
	bool focus = at == dialog->field;
	enum role role = focus ? ROLE_FIELD_OPEN : ROLE_FIELD;
	int width = area.columns - label_width - 2;

	draw_text(surface, area, row, 0, label_width,
		  focus ? ROLE_DIALOG_TITLE : ROLE_DIALOG, field->label);
	if (field->is_choice) {
		draw_fill(surface,
			  area_columns(area_rows(area, row, 1), label_width + 2,
				       width),
			  role);
		draw_textf(surface, area, row, label_width + 2, width, role,
			   "%s %s", glyph(surface, GLYPH_POINTER),
			   field->choice_count ? field->titles[field->choice]
					       : "");
		if (focus && field->choice_count > 1)
			draw_right(surface, area, row, area.columns, role,
				   "Space changes ");
	} else if (rows > 1) {
		area = area_columns(area_rows(area, row, rows), label_width + 2,
				    width);
		draw_fill(surface, area, role);
		editor_draw(&field->editor, surface, area, role);
	} else {
		editor_draw_line(&field->editor, surface, area, row,
				 label_width + 2, width, role, focus);
	}
}

/* What the field wants, or, in full, what is wrong. */
static void draw_form_word(const struct dialog *dialog, struct surface *surface,
			   struct area area)
{
	bool wrong = dialog->error[0] != '\0';
	const char *text = wrong ? dialog->error
			   : dialog->field_count
				   ? dialog->fields[dialog->field].help
				   : "";
	int rows = text_wrapped_rows(text, area.columns);

	rows = rows < 1 ? 1 : rows > ERROR_ROWS_MAX ? ERROR_ROWS_MAX : rows;
	area = area_rows(area, area.rows - 1 - rows, rows);
	draw_fill(surface, area, ROLE_DIALOG);
	draw_wrapped(surface, area, 0, 0,
		     wrong ? ROLE_DIALOG_WARN : ROLE_DIALOG_DIM, text);
}

/* The fields from a row on.  Where there is no room for air, there is none. */
static void draw_fields(const struct dialog *dialog, struct surface *surface,
			struct area area, int row, int label_width)
{
	int free = area.rows - 3 - row - dialog->field_count;
	int most = free < 0 ? 1 : free > 3 ? 4 : free + 1;
	int rows = 1;

	if (dialog->field_count > 0)
		rows = rows_of_text(&dialog->fields[dialog->field],
				    area.columns - label_width - 2, most);
	for (int i = 0; i < dialog->field_count; i++) {
		int high = i == dialog->field ? rows : 1;
		int later = i <= dialog->field ? rows - 1 : 0;
		int left = 2 * (dialog->field_count - i) + later;

		draw_field(dialog, i, surface, area, row, label_width, high);
		surface_hit(surface, area_rows(area, row, high), HIT_FIELD, i);
		row += high + (row + left + 3 <= area.rows);
	}
}

static void draw_form(const struct dialog *dialog, struct surface *surface)
{
	const struct key_hint keys[] = {
		{ "Tab", "next field", ACTION_NEXT_FIELD },
		{ "Ctrl-S", dialog->verb, ACTION_SUBMIT },
		{ "Esc", dialog->left ? "put aside" : "cancel",
		  ACTION_CANCEL_FORM },
	};
	int widest = 8, columns = surface->columns < 100 ? 74 : 92;
	int text = text_wrapped_rows(dialog->text, columns - 6);
	struct area area;
	int row = 1;

	for (int i = 0; i < dialog->field_count; i++)
		if (text_width(dialog->fields[i].label) > widest)
			widest = text_width(dialog->fields[i].label);
	area = draw_frame(dialog, surface,
			  middle(dialog, surface,
				 text + 2 * dialog->field_count + 6, columns));
	row += draw_wrapped(surface, area_rows(area, 0, area.rows - 3), row, 0,
			    ROLE_DIALOG_DIM, dialog->text);
	row += text > 0;
	draw_fields(dialog, surface, area, row, widest);
	draw_form_word(dialog, surface, area);
	draw_keys(surface, area, area.rows - 1,
		  dialog->field_count ? keys : keys + 1,
		  dialog->field_count ? 3 : 2);
}

void dialog_draw(const struct dialog *dialog, struct surface *surface)
{
	if (dialog->kind != DIALOG_NONE) {
		surface->cursor_row = surface->cursor_column = -1;
		surface_hit(surface, surface_area(surface), HIT_NOTHING, 0);
	}
	switch (dialog->kind) {
	case DIALOG_CONFIRM:
		draw_confirm(dialog, surface);
		break;
	case DIALOG_PICK:
		draw_pick(dialog, surface);
		break;
	case DIALOG_LINE:
		if (dialog->at_bottom)
			draw_bottom_line(dialog, surface);
		else
			draw_line_box(dialog, surface);
		break;
	case DIALOG_FORM:
		draw_form(dialog, surface);
		break;
	default:
		break;
	}
}
