#include "ui/draw.h"
#include "base/utf8.h"

#include <math.h>
#include <string.h>

static const char *const glyph_table[GLYPH_COUNT][2] = {
#define G(id, unicode, ascii) [GLYPH_##id] = { unicode, ascii },
	GLYPHS(G)
#undef G
};

const char *glyph(const struct surface *surface, enum glyph which)
{
	return glyph_table[which][surface->glyphs == GLYPHS_ASCII];
}

static int at_least_0(int value)
{
	return value < 0 ? 0 : value;
}

struct area area_rows(struct area area, int row, int rows)
{
	if (row > area.rows)
		row = area.rows;
	if (rows < 0 || rows > area.rows - row)
		rows = area.rows - row;
	return (struct area){ area.row + row, area.column, at_least_0(rows),
			      area.columns };
}

struct area area_columns(struct area area, int column, int columns)
{
	if (column > area.columns)
		column = area.columns;
	if (columns < 0 || columns > area.columns - column)
		columns = area.columns - column;
	return (struct area){ area.row, area.column + column, area.rows,
			      at_least_0(columns) };
}

struct area area_inset(struct area area, int rows, int columns)
{
	area = area_rows(area, rows, area.rows - 2 * rows);
	return area_columns(area, columns, area.columns - 2 * columns);
}

struct area area_to_read(struct area area, int column)
{
	area = area_columns(area, column, -1);
	if (area.columns > READ_COLUMNS)
		area.columns = READ_COLUMNS;
	return area;
}

static bool inside(const struct surface *surface, struct area area, int row,
		   int column)
{
	return row >= 0 && row < area.rows && column >= 0 &&
	       column < area.columns && area.row + row < surface->rows &&
	       area.column + column < surface->columns && area.row + row >= 0 &&
	       area.column + column >= 0;
}

/* A wide character that loses one half loses both. */
static void part_wide(struct surface *surface, int row, int column)
{
	struct cell *cell = surface_cell(surface, row, column);

	if (cell->width == 0 && column > 0) {
		struct cell *left = surface_cell(surface, row, column - 1);

		*left = (struct cell){ " ", left->role, 1 };
	} else if (cell->width == 2 && column + 1 < surface->columns) {
		struct cell *right = surface_cell(surface, row, column + 1);

		*right = (struct cell){ " ", right->role, 1 };
	}
}

static void put(struct surface *surface, struct area area, int row, int column,
		enum role role, const char *bytes, size_t length, int width)
{
	struct cell *cell;

	if (!inside(surface, area, row, column) ||
	    (width == 2 && !inside(surface, area, row, column + 1)))
		return;
	row += area.row;
	column += area.column;
	part_wide(surface, row, column);
	if (width == 2)
		part_wide(surface, row, column + 1);
	cell = surface_cell(surface, row, column);
	if (length >= CELL_TEXT_MAX)
		length = CELL_TEXT_MAX - 1;
	memset(cell->text, 0, sizeof(cell->text));
	memcpy(cell->text, bytes, length);
	cell->role = (uint8_t)role;
	cell->width = (uint8_t)width;
	if (width == 2)
		*surface_cell(surface, row, column + 1) =
			(struct cell){ "", (uint8_t)role, 0 };
}

/* Bytes and columns of the character at text: a base with its marks. */
static size_t character(const char *text, size_t length, int *width)
{
	uint32_t code;
	size_t taken = utf8_decode(text, length, &code);
	int marks = 0;

	*width = utf8_width(code);
	while (taken < length && marks < 3) {
		size_t next = utf8_decode(text + taken, length - taken, &code);

		if (utf8_width(code) != 0 || code < 0x20)
			break;
		taken += next;
		marks++;
	}
	return taken;
}

/* Draws what fits in `width` cells; returns the column behind. */
static int put_text(struct surface *surface, struct area area, int row,
		    int column, int width, enum role role, const char *text,
		    size_t length)
{
	int end = column + width;

	while (length > 0) {
		int cells;
		size_t bytes = character(text, length, &cells);

		if (column + cells > end)
			break;
		if (cells > 0)
			put(surface, area, row, column, role, text, bytes,
			    cells);
		column += cells;
		text += bytes;
		length -= bytes;
	}
	return column;
}

int text_width(const char *text)
{
	return utf8_text_width(text, strlen(text));
}

/* Bytes of the whole words that fit in `width` cells; where that would leave
 * less than half of them filled, those of what fits. */
static size_t whole_words(const char *text, size_t length, int width)
{
	size_t at = 0, words = 0;
	int column = 0, words_end = 0;

	while (at < length) {
		int cells;
		size_t bytes = character(text + at, length - at, &cells);

		if (text[at] == ' ' && at > 0 && text[at - 1] != ' ') {
			words = at;
			words_end = column;
		}
		if (column + cells > width)
			break;
		column += cells;
		at += bytes;
	}
	return 2 * words_end >= width ? words : at;
}

int draw_text(struct surface *surface, struct area area, int row, int column,
	      int width, enum role role, const char *text)
{
	size_t length = strcspn(text, "\n");

	if (width < 0 || width > area.columns - column)
		width = area.columns - column;
	if (width <= 0)
		return column;
	if (utf8_text_width(text, length) <= width)
		return put_text(surface, area, row, column, width, role, text,
				length);
	column = put_text(surface, area, row, column, width - 1, role, text,
			  whole_words(text, length, width - 1));
	put(surface, area, row, column, role, glyph(surface, GLYPH_ELLIPSIS),
	    strlen(glyph(surface, GLYPH_ELLIPSIS)), 1);
	return column + 1;
}

int draw_textf(struct surface *surface, struct area area, int row, int column,
	       int width, enum role role, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	column = draw_text(surface, area, row, column, width, role, text.s);
	str_finish(&text);
	return column;
}

int draw_right(struct surface *surface, struct area area, int row, int end,
	       enum role role, const char *text)
{
	int begin = end - text_width(text);

	if (begin < 0)
		begin = 0;
	draw_text(surface, area, row, begin, end - begin, role, text);
	return begin;
}

int draw_rightf(struct surface *surface, struct area area, int row, int end,
		enum role role, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;
	int begin;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	begin = draw_right(surface, area, row, end, role, text.s);
	str_finish(&text);
	return begin;
}

void draw_center(struct surface *surface, struct area area, int row,
		 enum role role, const char *text)
{
	int column = (area.columns - text_width(text)) / 2;

	draw_text(surface, area, row, at_least_0(column), -1, role, text);
}

void draw_glyph(struct surface *surface, struct area area, int row, int column,
		enum role role, const char *text)
{
	put(surface, area, row, column, role, text, strlen(text), 1);
}

size_t text_wrap(const char *text, int columns, size_t *passed)
{
	size_t line = strcspn(text, "\n");
	size_t fit;

	*passed = 0;
	if (columns < 1)
		columns = 1;
	if (utf8_text_width(text, line) <= columns) {
		*passed = text[line] == '\n';
		return line;
	}
	fit = utf8_fit(text, line, columns);
	for (size_t i = fit; i > 0; i--)
		if (text[i] == ' ') {
			size_t end = i;

			while (end > 0 && text[end - 1] == ' ')
				end--;
			if (end == 0)
				break;
			*passed = i - end + 1;
			return end;
		}
	if (fit == 0) { /* a wide character in a column of one */
		int width;

		fit = character(text, line, &width);
	}
	return fit;
}

int draw_wrapped(struct surface *surface, struct area area, int row, int skip,
		 enum role role, const char *text)
{
	int lines = 0;

	while (*text) {
		size_t passed;
		size_t length = text_wrap(text, area.columns, &passed);

		if (lines >= skip && row + lines - skip < area.rows)
			put_text(surface, area, row + lines - skip, 0,
				 area.columns, role, text, length);
		text += length + passed;
		lines++;
	}
	return lines;
}

int text_wrapped_rows(const char *text, int columns)
{
	int lines = 0;

	while (*text) {
		size_t passed;
		size_t length = text_wrap(text, columns, &passed);

		text += length + passed;
		lines++;
	}
	return lines;
}
