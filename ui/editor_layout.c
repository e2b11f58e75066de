/* How an editor's text lies on the screen. */
#include "base/utf8.h"
#include "ui/draw.h"
#include "ui/editor.h"

#include <string.h>

/* One row of wrapped text: the bytes [begin, end) are shown, those up to next
 * are passed over. */
struct row {
	size_t begin, end, next;
};

/* The row that begins at `begin`; false behind the last one. */
static bool row_at(const struct editor *editor, int columns, size_t begin,
		   struct row *row)
{
	const char *text = editor->text.s + begin;
	size_t passed;

	if (begin > editor->text.length)
		return false;
	/* An empty text, and one that ends in \n, have an empty last row. */
	if (begin == editor->text.length) {
		*row = (struct row){ begin, begin, begin + 1 };
		return begin == 0 || editor->text.s[begin - 1] == '\n';
	}
	row->begin = begin;
	row->end = begin + text_wrap(text, columns, &passed);
	row->next = row->end + passed;
	return true;
}

int editor_rows(const struct editor *editor, int columns)
{
	struct row row = { 0 };
	int rows = 0;

	while (row_at(editor, columns, row.next, &row))
		rows++;
	return rows;
}

void editor_place(const struct editor *editor, int columns, int *at_row,
		  int *at_column)
{
	struct row row = { 0 }, last = { 0 };
	int rows = 0;

	/* The last row that begins at or before the cursor. */
	while (row_at(editor, columns, row.next, &row)) {
		if (row.begin > editor->at)
			break;
		last = row;
		rows++;
	}
	*at_row = rows > 0 ? rows - 1 : 0;
	*at_column = utf8_text_width(editor->text.s + last.begin,
				     editor->at - last.begin);
}

void editor_move_rows(struct editor *editor, int columns, int by)
{
	struct row row = { 0 };
	int at_row, at_column, rows = 0;

	editor_place(editor, columns, &at_row, &at_column);
	editor->last = EDITOR_MOVED;
	if (at_row + by < 0) {
		editor->at = 0;
		return;
	}
	while (row_at(editor, columns, row.next, &row))
		if (rows++ == at_row + by) {
			editor->at = row.begin +
				     utf8_fit(editor->text.s + row.begin,
					      row.end - row.begin, at_column);
			return;
		}
	editor->at = editor->text.length;
}

/* The first row shown, so that the cursor is. */
static int first_row(const struct editor *editor, struct area area)
{
	int at_row, at_column;

	editor_place(editor, area.columns - 1, &at_row, &at_column);
	return at_row >= area.rows ? at_row - area.rows + 1 : 0;
}

void editor_click(struct editor *editor, struct area area, int row, int column)
{
	struct row at = { 0 };
	int wanted = row - area.row + first_row(editor, area), rows = 0;

	editor->last = EDITOR_MOVED;
	editor->at = editor->text.length;
	while (row_at(editor, area.columns - 1, at.next, &at))
		if (rows++ == wanted) {
			editor->at = at.begin +
				     utf8_fit(editor->text.s + at.begin,
					      at.end - at.begin,
					      column - area.column);
			return;
		}
}

void editor_draw(const struct editor *editor, struct surface *surface,
		 struct area area, enum role role)
{
	struct row row = { 0 };
	int at_row, at_column, rows = 0;
	int top;

	if (area.rows < 1 || area.columns < 2)
		return;
	editor_place(editor, area.columns - 1, &at_row, &at_column);
	top = first_row(editor, area);
	while (row_at(editor, area.columns - 1, row.next, &row)) {
		struct str line = STR_INIT;

		str_add_n(&line, editor->text.s + row.begin,
			  row.end - row.begin);
		if (rows >= top)
			draw_text(surface, area, rows - top, 0, -1, role,
				  line.s);
		str_finish(&line);
		rows++;
	}
	if (at_column >= area.columns)
		at_column = area.columns - 1;
	surface->cursor_row = area.row + at_row - top;
	surface->cursor_column = area.column + at_column;
}

void editor_draw_line(const struct editor *editor, struct surface *surface,
		      struct area area, int row, int column, int width,
		      enum role role, bool focus)
{
	const char *text = editor->text.s;
	int at = utf8_text_width(text, editor->at);
	size_t skipped = 0;

	draw_fill(surface, area_columns(area_rows(area, row, 1), column, width),
		  role);
	if (at >= width) {
		/* The first characters give way. */
		skipped = utf8_fit(text, editor->text.length, at - width + 1);
		at -= utf8_text_width(text, skipped);
		if (at >= width)
			at = width - 1;
	}
	draw_text(surface, area, row, column, width, role, text + skipped);
	if (focus) {
		surface->cursor_row = area.row + row;
		surface->cursor_column = area.column + column + at;
	}
}
