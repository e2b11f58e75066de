/*
 * Pictures of the real program: runs it on a pseudo-terminal, types keys, and
 * writes what libvterm sees as an SVG.
 *
 *	picture OUT.svg COLUMNSxROWS TITLE KEYS COMMAND [ARGUMENT...]
 *
 * KEYS are typed as they are; ^M, ^I, ^S and the like stand for control keys,
 * ^[ for Esc, and ~ waits until the screen is at rest.
 */
#include "tests/cmocka_setup.h"
#include "tests/ui/pseudo.h"

#include "base/file.h"
#include "base/utf8.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define CELL_WIDTH 8.4
#define CELL_HEIGHT 18.0
#define FONT_SIZE 14
#define MARGIN 12
#define PAPER 0x10151c
#define INK 0xc6cedb

static void run(void *context)
{
	char **words = context;

	setenv("COLORTERM", "truecolor", 1);
	unsetenv("NO_COLOR");
	execv(words[0], words);
	_exit(127);
}

static void settle(struct pty *pty)
{
	while (pty_take(pty, 500))
		;
}

static void type_keys(struct pty *pty, const char *keys)
{
	for (; *keys; keys++) {
		char key[2] = { *keys, '\0' };

		if (*keys == '~') {
			settle(pty);
			continue;
		}
		if (*keys == '^' && keys[1])
			key[0] = (char)(*++keys & 31);
		pty_type(pty, key);
		/* One key at a time, as fingers do it. */
		pty_take(pty, 40);
	}
	settle(pty);
}

/* --- cells ----------------------------------------------------------------- */

static int rgb(struct pty *pty, VTermColor color, int usual)
{
	if (VTERM_COLOR_IS_DEFAULT_FG(&color) ||
	    VTERM_COLOR_IS_DEFAULT_BG(&color))
		return usual;
	vterm_screen_convert_color_to_rgb(pty->screen, &color);
	return color.rgb.red << 16 | color.rgb.green << 8 | color.rgb.blue;
}

struct look {
	int ink, paper;
	int bold, underline; /* not bool: looks are compared as bytes */
};

static struct look look_of(struct pty *pty, const VTermScreenCell *cell)
{
	struct look look = { rgb(pty, cell->fg, INK), rgb(pty, cell->bg, PAPER),
			     (int)cell->attrs.bold,
			     cell->attrs.underline != 0 };

	if (cell->attrs.reverse) {
		int ink = look.ink;

		look.ink = look.paper;
		look.paper = ink;
	}
	return look;
}

static void add_escaped(uint32_t code, struct str *out)
{
	char bytes[4];

	if (code == '<' || code == '>' || code == '&')
		str_add(out, code == '<'   ? "&lt;"
			     : code == '>' ? "&gt;"
					   : "&amp;");
	else
		str_add_n(out, bytes, utf8_encode(code, bytes));
}

/* Braille is drawn as dots: fonts do not agree about it. */
static void add_braille(uint32_t code, double x, double y, struct str *out)
{
	static const int bits[4][2] = { { 0, 3 }, { 1, 4 }, { 2, 5 }, { 6, 7 } };

	for (int row = 0; row < 4; row++)
		for (int column = 0; column < 2; column++)
			if (code & 1u << bits[row][column])
				str_addf(out, "M%.1f %.1fh2.6v2.9h-2.6z",
					 x + 0.8 + column * CELL_WIDTH / 2,
					 y + 0.8 + row * CELL_HEIGHT / 4);
}

static void add_paper(const struct look *look, double x, double y, int cells,
		      struct str *out)
{
	if (look->paper != PAPER)
		str_addf(out,
			 "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
			 "height=\"%.0f\" fill=\"#%06x\"/>\n",
			 x, y, cells * CELL_WIDTH, CELL_HEIGHT,
			 (unsigned)look->paper);
}

/* What a cell holds: nothing, dots, or a letter. */
enum kind { BLANK, DOTS, LETTER };

static enum kind kind_of(const VTermScreenCell *cell)
{
	uint32_t code = cell->chars[0];

	if (code == 0 || code == ' ')
		return BLANK;
	return code >= 0x2800 && code < 0x2900 ? DOTS : LETTER;
}

/* So many cells of text; `columns` fixes their width whatever the font. */
static void add_text(const struct look *look, const struct str *text, double x,
		     double y, int columns, struct str *out)
{
	str_addf(out,
		 "<text x=\"%.1f\" y=\"%.1f\" textLength=\"%.1f\" "
		 "fill=\"#%06x\"%s%s>%s</text>\n",
		 x, y + 13.5, columns * CELL_WIDTH, (unsigned)look->ink,
		 look->bold ? " font-weight=\"bold\"" : "",
		 look->underline ? " text-decoration=\"underline\"" : "",
		 text->s);
}

/* Cells of one kind that look alike, from `column` on: blanks, dots, or one
 * word.  Gives the column behind them. */
static int add_run(struct pty *pty, int row, int column, int columns,
		   struct str *out)
{
	double x = MARGIN + column * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;
	struct str text = STR_INIT, dots = STR_INIT;
	VTermPos at = { row, column };
	VTermScreenCell cell;
	struct look look;
	enum kind kind;
	int begin = column;

	vterm_screen_get_cell(pty->screen, at, &cell);
	look = look_of(pty, &cell);
	kind = kind_of(&cell);
	while (column < columns) {
		struct look next;

		at.col = column;
		vterm_screen_get_cell(pty->screen, at, &cell);
		next = look_of(pty, &cell);
		if (memcmp(&next, &look, sizeof(look)) != 0 ||
		    kind_of(&cell) != kind)
			break;
		if (kind == DOTS)
			add_braille(cell.chars[0], MARGIN + column * CELL_WIDTH,
				    y, &dots);
		if (kind == LETTER)
			add_escaped(cell.chars[0], &text);
		column += cell.width > 1 ? cell.width : 1;
	}
	add_paper(&look, x, y, column - begin, out);
	if (kind == DOTS)
		str_addf(out, "<path d=\"%s\" fill=\"#%06x\"/>\n", dots.s,
			 (unsigned)look.ink);
	if (kind == LETTER)
		add_text(&look, &text, x, y, column - begin, out);
	str_finish(&text);
	str_finish(&dots);
	return column;
}

static void draw(struct pty *pty, const char *title, struct str *out)
{
	int rows, columns;

	vterm_get_size(pty->vterm, &rows, &columns);
	str_addf(out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f "
		 "%.0f\" role=\"img\" aria-label=\"%s\" "
		 "font-family=\"ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,"
		 "monospace\" font-size=\"%d\">\n"
		 "<rect width=\"100%%\" height=\"100%%\" rx=\"8\" "
		 "fill=\"#%06x\"/>\n",
		 columns * CELL_WIDTH + 2 * MARGIN,
		 rows * CELL_HEIGHT + 2 * MARGIN, title, FONT_SIZE, PAPER);
	for (int row = 0; row < rows; row++)
		for (int column = 0; column < columns;)
			column = add_run(pty, row, column, columns, out);
	str_add(out, "</svg>\n");
}

int main(int argc, char **argv)
{
	struct str out = STR_INIT;
	struct err err = { 0 };
	struct pty pty;
	int columns, rows;
	bool good;

	if (argc < 6 || sscanf(argv[2], "%dx%d", &columns, &rows) != 2) {
		fprintf(stderr, "usage: picture OUT.svg COLUMNSxROWS TITLE "
				"KEYS COMMAND [ARGUMENT...]\n");
		return 2;
	}
	pty_begin(&pty, "xterm-256color", rows, columns, run, argv + 5);
	pty_take(&pty, 20000);
	type_keys(&pty, argv[4]);
	draw(&pty, argv[3], &out);
	good = file_write(argv[1], out.s, out.length, &err);
	if (!good)
		fprintf(stderr, "%s\n", err.message);
	kill(pty.child, SIGTERM);
	pty_wait_end(&pty);
	pty_finish(&pty);
	str_finish(&out);
	return good ? 0 : 1;
}
