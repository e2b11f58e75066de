#include "ui/sheet.h"

#include "base/str.h"
#include "ui/list.h"

#include <stdlib.h>
#include <string.h>

void sheet_clear(struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->count; i++) {
		free(sheet->items[i].lead);
		free(sheet->items[i].text);
		free(sheet->items[i].strong);
		free(sheet->items[i].right);
	}
	sheet->count = 0;
}

void sheet_finish(struct sheet *sheet)
{
	sheet_clear(sheet);
	vec_finish(sheet);
}

static char *format_text(const char *format, va_list args)
{
	struct str text = STR_INIT;

	str_vaddf(&text, format, args);
	return text.length ? str_detach(&text) : mem_strdup("");
}

struct sheet_line *sheet_add(struct sheet *sheet, enum role role, int indent,
			     const char *format, ...)
{
	struct sheet_line *line = vec_push_zero(sheet);
	va_list args;

	line->role = role;
	line->indent = indent;
	va_start(args, format);
	line->text = format_text(format, args);
	va_end(args);
	return line;
}

void sheet_gap(struct sheet *sheet)
{
	sheet_add(sheet, ROLE_TEXT, 0, "%s", "");
}

void sheet_heading(struct sheet *sheet, const char *title)
{
	sheet_add(sheet, ROLE_TITLE, 0, "%s", title)->kind = SHEET_HEADING;
}

void sheet_lead(struct sheet_line *line, enum role role, const char *lead)
{
	free(line->lead);
	line->lead = mem_strdup(lead);
	line->lead_role = role;
}

void sheet_right(struct sheet_line *line, enum role role, const char *format,
		 ...)
{
	va_list args;

	free(line->right);
	va_start(args, format);
	line->right = format_text(format, args);
	va_end(args);
	line->right_role = role;
}

void sheet_mark(struct sheet_line *line)
{
	struct str text = STR_INIT, strong = STR_INIT;
	bool inside = false;

	for (const char *c = line->text; *c; c++) {
		if (c[0] == '*' && c[1] == '*') {
			inside = !inside;
			c++;
			continue;
		}
		str_add_char(&text, *c);
		str_add_char(&strong, inside ? '*' : ' ');
	}
	if (text.length > 0 && strchr(strong.s, '*')) {
		free(line->text);
		line->text = mem_strdup(text.s);
		free(line->strong);
		line->strong = mem_strdup(strong.s);
	}
	str_finish(&text);
	str_finish(&strong);
}

/* One row of a marked text: pieces, strong and not. */
static void draw_pieces(const struct sheet_line *line, size_t from, size_t to,
			struct surface *surface, struct area area, int row)
{
	struct str piece = STR_INIT;
	int column = 0;

	while (from < to) {
		size_t end = from;

		while (end < to && line->strong[end] == line->strong[from])
			end++;
		str_clear(&piece);
		str_add_n(&piece, line->text + from, end - from);
		column = draw_text(surface, area, row, column, -1,
				   line->strong[from] == '*' ? ROLE_STRONG
							     : line->role,
				   piece.s);
		from = end;
	}
	str_finish(&piece);
}

static void draw_marked(const struct sheet_line *line, int skip,
			struct surface *surface, struct area area)
{
	size_t at = 0;

	for (int row = -skip; line->text[at] && row < area.rows; row++) {
		size_t passed;
		size_t length = text_wrap(line->text + at, area.columns,
					  &passed);

		if (row >= 0)
			draw_pieces(line, at, at + length, surface, area, row);
		at += length + passed;
	}
}

static int room(const struct sheet_line *line, int columns)
{
	int taken = line->right ? text_width(line->right) + 2 : 0;
	int left = columns - 1 - line->indent - taken;

	return left < 8 ? 8 : left;
}

static int line_rows(const struct sheet_line *line, int columns)
{
	int rows;

	if (line->kind != SHEET_TEXT)
		return 1;
	rows = text_wrapped_rows(line->text, room(line, columns));
	return rows < 1 ? 1 : rows;
}

int sheet_rows(const struct sheet *sheet, int columns)
{
	int rows = 0;

	for (size_t i = 0; i < sheet->count; i++)
		rows += line_rows(&sheet->items[i], columns);
	return rows;
}

static void draw_line(const struct sheet_line *line, int skip,
		      struct surface *surface, struct area area, int row)
{
	struct area text = area_columns(area_rows(area, row, -1), line->indent,
					room(line, area.columns));

	if (line->kind == SHEET_HEADING) {
		draw_heading(surface, area_columns(area, 0, area.columns - 1),
			     row, line->text);
		if (line->right) {
			struct str end = STR_INIT;

			str_addf(&end, " %s", line->right);
			draw_right(surface, area, row, area.columns - 1,
				   line->right_role, end.s);
			str_finish(&end);
		}
		return;
	}
	if (line->lead && skip == 0)
		draw_text(surface, area, row, 0, -1, line->lead_role,
			  line->lead);
	if (line->right && skip == 0)
		draw_right(surface, area, row, area.columns - 1,
			   line->right_role, line->right);
	if (line->kind == SHEET_TEXT && line->strong) {
		draw_marked(line, skip, surface, text);
		return;
	}
	if (line->kind == SHEET_TEXT) {
		draw_wrapped(surface, text, 0, skip, line->role, line->text);
		return;
	}
	draw_text(surface, text, 0, 0, -1, line->role, line->text);
	if (line->kind == SHEET_BAR) {
		int begin = line->indent + text_width(line->text) + 2;

		begin = begin < 34 ? 34 : begin;
		draw_bar(surface, area, row, begin,
			 area.columns > begin + 30 ? 20 : 10, line->share,
			 line->right_role);
	}
}

void sheet_draw(const struct sheet *sheet, int top, struct surface *surface,
		struct area area)
{
	int total = sheet_rows(sheet, area.columns);
	int row = 0;

	if (top > total - area.rows)
		top = total - area.rows;
	if (top < 0)
		top = 0;
	for (size_t i = 0; i < sheet->count && row < top + area.rows; i++) {
		int rows = line_rows(&sheet->items[i], area.columns);

		if (row + rows > top)
			draw_line(&sheet->items[i], row < top ? top - row : 0,
				  surface, area, row < top ? 0 : row - top);
		row += rows;
	}
	draw_scrollbar(surface, area, top, total);
}

bool sheet_act(const struct sheet *sheet, int columns, int rows, int *top,
	       enum action action)
{
	int tops = sheet_rows(sheet, columns) - rows + 1;

	return list_act(top, tops, rows - 1, action);
}
