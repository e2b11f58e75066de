/* Writing cells: only those that changed, in one piece a frame. */
#include "ui/terminal_internal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

void terminal_write(struct terminal *terminal, const char *bytes, size_t length)
{
	int fd = fileno(terminal->out);

	while (length > 0) {
		ssize_t done = write(fd, bytes, length);

		if (done > 0) {
			bytes += done;
			length -= (size_t)done;
		} else if (errno == EAGAIN) {
			struct pollfd slow = { .fd = fd, .events = POLLOUT };

			poll(&slow, 1, 1000);
		} else if (errno != EINTR) {
			terminal->end_of_input = true;
			return;
		}
	}
}

void terminal_modes(struct terminal *terminal, bool on)
{
	/* No wrapping at the margin, pastes in brackets. */
	const char *modes = on ? "\033[?7l\033[?2004h"
			       : "\033[0m\033[?25h\033[?7h\033[?2004l";

	terminal_write(terminal, modes, strlen(modes));
}

static void add_color(struct str *out, int32_t color, bool background,
		      const struct terminal *terminal)
{
	int base = background ? 40 : 30;

	if (color == ROLE_NONE)
		return;
	switch (terminal->depth) {
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
		else if (terminal->colors >= 16)
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

static void add_style(struct str *out, const struct terminal *terminal,
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
	const struct style *style = &terminal->styles[role];

	str_add(out, "\033[0");
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++)
		if (style->attributes & codes[i].attribute)
			str_add(out, codes[i].code);
	add_color(out, style->foreground, false, terminal);
	add_color(out, style->background, true, terminal);
	str_add_char(out, 'm');
}

/* On a terminal without UTF-8, what is not ASCII is a question mark. */
static void add_text(struct str *out, const struct terminal *terminal,
		     const struct cell *cell)
{
	if (terminal->utf8 || (unsigned char)cell->text[0] < 0x80)
		str_add(out, terminal->utf8 || !cell->text[1]
				     ? cell->text
				     : (char[]){ cell->text[0], '\0' });
	else
		str_add_repeat(out, '?', cell->width);
}

/* Where the pen is while a frame is written. */
struct pen {
	int row, column, role;
};

static void write_cell(struct terminal *terminal, struct pen *pen, int row,
		       int column, const struct cell *cell)
{
	struct str *out = &terminal->output;

	if (pen->row != row || pen->column != column)
		str_addf(out, "\033[%d;%dH", row + 1, column + 1);
	if (pen->role != cell->role) {
		add_style(out, terminal, (enum role)cell->role);
		pen->role = cell->role;
	}
	add_text(out, terminal, cell);
	pen->row = row;
	pen->column = column + cell->width;
	/* Terminals disagree about the width of some; the pen is set anew. */
	if (cell->width != 1 || strlen(cell->text) > 3)
		pen->column = -1;
}

static void write_row(struct terminal *terminal, struct pen *pen,
		      const struct surface *surface, int row)
{
	for (int column = 0; column < surface->columns; column++) {
		const struct cell *cell = surface_at(surface, row, column);
		bool same = !terminal->whole &&
			    cell_equal(cell, surface_at(&terminal->last, row,
							column));

		if (cell->width == 2 && same && column + 1 < surface->columns)
			same = cell_equal(surface_at(surface, row, column + 1),
					  surface_at(&terminal->last, row,
						     column + 1));
		if (!same && cell->width > 0)
			write_cell(terminal, pen, row, column, cell);
	}
}

void terminal_show(struct terminal *terminal, const struct surface *surface)
{
	struct str *out = &terminal->output;
	struct pen pen = { -1, -1, -1 };
	size_t count = (size_t)surface->rows * (size_t)surface->columns;
	bool had_cursor = terminal->last.cursor_row >= 0;
	bool moved = surface->cursor_row != terminal->last.cursor_row ||
		     surface->cursor_column != terminal->last.cursor_column;

	if (terminal->last.rows != surface->rows ||
	    terminal->last.columns != surface->columns) {
		surface_resize(&terminal->last, surface->rows,
			       surface->columns);
		terminal->whole = true;
	}
	str_clear(out);
	if (terminal->whole)
		str_add(out, "\033[0m\033[2J");
	for (int row = 0; row < surface->rows; row++)
		write_row(terminal, &pen, surface, row);
	if (out->length > 0 || moved) {
		/* Hidden while the pen runs about. */
		if (had_cursor || terminal->whole)
			str_insert(out, 0, "\033[?25l", 6);
		if (surface->cursor_row >= 0)
			str_addf(out, "\033[0m\033[%d;%dH\033[?25h",
				 surface->cursor_row + 1,
				 surface->cursor_column + 1);
	}
	terminal_write(terminal, out->s, out->length);
	memcpy(terminal->last.cells, surface->cells,
	       count * sizeof(*surface->cells));
	terminal->last.cursor_row = surface->cursor_row;
	terminal->last.cursor_column = surface->cursor_column;
	terminal->whole = false;
}

void terminal_repaint(struct terminal *terminal)
{
	terminal->whole = true;
}
