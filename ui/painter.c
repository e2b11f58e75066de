#include "ui/painter.h"

#include <string.h>

static void add_color(struct str *out, int32_t color, bool background,
		      const struct painter *painter)
{
	int base = background ? 40 : 30;

	if (color == ROLE_NONE)
		return;
	switch (painter->depth) {
	case COLOR_TRUE:
		str_addf(out, ";%d;2;%d;%d;%d", base + 8, (color >> 16) & 255,
			 (color >> 8) & 255, color & 255);
		break;
	case COLOR_256:
		str_addf(out, ";%d;5;%d", base + 8, (int)color);
		break;
	case COLOR_16:
		if (color < 8)
			str_addf(out, ";%d", base + (int)color);
		else if (painter->colors >= 16)
			str_addf(out, ";%d", base + 60 + (int)color - 8);
		else if (color > 8) /* with eight, bold is what is bright */
			str_addf(out, ";%d%s", base + (int)color - 8,
				 background ? "" : ";1");
		else
			str_add(out, ";2");
		break;
	default:
		break;
	}
}

static void add_style(struct str *out, const struct painter *painter,
		      enum role role)
{
	static const struct {
		unsigned attribute;
		const char *code;
	} codes[] = {
		{ STYLE_BOLD, ";1" },	 { STYLE_DIM, ";2" },
		{ STYLE_ITALIC, ";3" },	 { STYLE_UNDERLINE, ";4" },
		{ STYLE_REVERSE, ";7" },
	};
	const struct style *style = &painter->styles[role];

	str_add(out, "\033[0");
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (style->attributes & codes[i].attribute)
			str_add(out, codes[i].code);
	add_color(out, style->foreground, false, painter);
	add_color(out, style->background, true, painter);
	str_add_char(out, 'm');
}

/* On a terminal without UTF-8, what is not ASCII is a question mark. */
static void add_text(struct str *out, const struct painter *painter,
		     const struct cell *cell)
{
	if (painter->utf8 || (unsigned char)cell->text[0] < 0x80)
		str_add(out, painter->utf8 || !cell->text[1]
				     ? cell->text
				     : (char[]){ cell->text[0], '\0' });
	else
		str_add_repeat(out, '?', cell->width);
}

/* Where the pen is while a frame is written. */
struct pen {
	int row, column, role;
};

static void write_cell(struct painter *painter, struct pen *pen, int row,
		       int column, const struct cell *cell)
{
	struct str *out = &painter->output;

	if (pen->row != row || pen->column != column)
		str_addf(out, "\033[%d;%dH", row + 1, column + 1);
	if (pen->role != cell->role) {
		add_style(out, painter, (enum role)cell->role);
		pen->role = cell->role;
	}
	add_text(out, painter, cell);
	pen->row = row;
	pen->column = column + cell->width;
	/* Terminals disagree about the width of some; the pen is set anew. */
	if (cell->width != 1 || strlen(cell->text) > 3)
		pen->column = -1;
}

static void write_row(struct painter *painter, struct pen *pen,
		      const struct surface *surface, int row)
{
	for (int column = 0; column < surface->columns; column++) {
		const struct cell *cell = surface_at(surface, row, column);
		bool same = !painter->whole &&
			    cell_equal(cell,
				       surface_at(&painter->last, row, column));

		if (cell->width == 2 && same && column + 1 < surface->columns)
			same = cell_equal(surface_at(surface, row, column + 1),
					  surface_at(&painter->last, row,
						     column + 1));
		if (!same && cell->width > 0)
			write_cell(painter, pen, row, column, cell);
	}
}

static void put_cursor(struct painter *painter, const struct surface *surface)
{
	struct str *out = &painter->output;

	/* Hidden while the pen runs about. */
	if (painter->last.cursor_row >= 0 || painter->whole)
		str_insert(out, 0, "\033[?25l", 6);
	if (surface->cursor_row >= 0)
		str_addf(out, "\033[0m\033[%d;%dH\033[?25h",
			 surface->cursor_row + 1, surface->cursor_column + 1);
}

void painter_init(struct painter *painter)
{
	memset(painter, 0, sizeof(*painter));
	str_init(&painter->output);
	surface_init(&painter->last, 1, 1);
	painter->whole = true;
}

void painter_finish(struct painter *painter)
{
	surface_finish(&painter->last);
	str_finish(&painter->output);
}

void painter_dress(struct painter *painter, enum scheme scheme)
{
	for (int i = 0; i < ROLE_COUNT; i++)
		painter->styles[i] = scheme_style(scheme, painter->depth,
						  (enum role)i);
}

const struct str *painter_paint(struct painter *painter,
				const struct surface *surface)
{
	struct str *out = &painter->output;
	struct pen pen = { -1, -1, -1 };
	size_t count = (size_t)surface->rows * (size_t)surface->columns;
	bool moved = surface->cursor_row != painter->last.cursor_row ||
		     surface->cursor_column != painter->last.cursor_column;

	if (painter->last.rows != surface->rows ||
	    painter->last.columns != surface->columns) {
		surface_resize(&painter->last, surface->rows, surface->columns);
		painter->whole = true;
	}
	str_clear(out);
	if (painter->whole)
		str_add(out, "\033[0m\033[2J");
	for (int row = 0; row < surface->rows; row++)
		write_row(painter, &pen, surface, row);
	if (out->length > 0 || moved)
		put_cursor(painter, surface);
	memcpy(painter->last.cells, surface->cells,
	       count * sizeof(*surface->cells));
	painter->last.cursor_row = surface->cursor_row;
	painter->last.cursor_column = surface->cursor_column;
	painter->whole = false;
	return out;
}
