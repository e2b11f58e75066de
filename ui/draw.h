/*
 * Drawing: text, lines, bars and boxes on an area of a surface.
 *
 * Rows and columns count from the area's corner; what lies outside is not
 * drawn.  Text is one line unless it says otherwise; what does not fit ends in
 * an ellipsis, behind a whole word where that is not too far back.
 */
#ifndef GAMEDAY_UI_DRAW_H
#define GAMEDAY_UI_DRAW_H

#include "ui/terminal/surface.h"

/* id, Unicode, ASCII */
/* clang-format off */
#define GLYPHS(G) \
	G(HORIZONTAL, "─", "-") G(VERTICAL, "│", "|") \
	G(TOP_LEFT, "╭", "+") G(TOP_RIGHT, "╮", "+") \
	G(BOTTOM_LEFT, "╰", "+") G(BOTTOM_RIGHT, "╯", "+") \
	G(TEE_RIGHT, "├", "+") G(CORNER, "└", "`") \
	G(ELLIPSIS, "…", "~") G(BULLET, "•", "*") G(DOT, "·", ".") \
	G(RUNNING, "▶", ">") G(STANDING, "‖", "=") \
	G(ON, "●", "*") G(OFF, "○", "o") G(HALF, "◐", "%") \
	G(CHECK, "✓", "+") G(CROSS, "✗", "x") G(WAITING, "◌", ".") \
	G(MARK, "▲", "^") G(LETTER, "✉", "@") G(DIAMOND, "◆", "#") \
	G(ARROW, "→", ">") G(POINTER, "▸", ">") G(UP, "↑", "^") G(DOWN, "↓", "v") \
	G(THUMB, "┃", "#") G(FULL, "█", "#") G(SHADE, "░", "-") G(THIN, "━", "=") G(THIN_ROOM, "─", "-") \
	G(TIMES, "×", "x") G(FLAG, "⚑", "!") G(PIN, "◈", "*")
/* clang-format on */

enum glyph {
#define G(id, unicode, ascii) GLYPH_##id,
	GLYPHS(G)
#undef G
		GLYPH_COUNT
};
const char *glyph(const struct surface *surface, enum glyph which);

/* Parts of an area. */
struct area area_rows(struct area area, int row, int rows);
struct area area_columns(struct area area, int column, int columns);
struct area area_inset(struct area area, int rows, int columns);
/* From a column on, but no wider than lines are read with ease. */
#define READ_COLUMNS 96
struct area area_to_read(struct area area, int column);

/* Draws text at (row, column), at most `width` cells (< 0: to the area's
 * edge).  Returns the column behind it. */
int draw_text(struct surface *surface, struct area area, int row, int column,
	      int width, enum role role, const char *text);
int draw_textf(struct surface *surface, struct area area, int row, int column,
	       int width, enum role role, const char *format, ...)
	__attribute__((format(printf, 7, 8)));
/* Ends at column `end` (exclusive).  Returns where it begins. */
int draw_right(struct surface *surface, struct area area, int row, int end,
	       enum role role, const char *text);
int draw_rightf(struct surface *surface, struct area area, int row, int end,
		enum role role, const char *format, ...)
	__attribute__((format(printf, 6, 7)));
void draw_center(struct surface *surface, struct area area, int row,
		 enum role role, const char *text);
/* Puts one glyph there. */
void draw_glyph(struct surface *surface, struct area area, int row, int column,
		enum role role, const char *text);
/* Wraps text at words into the area from `row` on, leaving out the first `skip`
 * lines; \n begins a new line.  Returns how many lines the whole text takes. */
int draw_wrapped(struct surface *surface, struct area area, int row, int skip,
		 enum role role, const char *text);
int text_wrapped_rows(const char *text, int columns);
/* Bytes of the next line of `text` at that width, and those of the blank or
 * newline behind it to be passed over. */
size_t text_wrap(const char *text, int columns, size_t *passed);
int text_width(const char *text);

/* Blanks of a role; gives what is there another role. */
void draw_fill(struct surface *surface, struct area area, enum role role);
void draw_role(struct surface *surface, struct area area, enum role role);
/* The row as a selected one: its roles are changed for their selected ones. */
void draw_selected(struct surface *surface, struct area area, int row);
void draw_rule(struct surface *surface, struct area area, int row,
	       enum role role);
void draw_vertical(struct surface *surface, struct area area, int column,
		   enum role role);
/* A heading with a thin line behind it. */
void draw_heading(struct surface *surface, struct area area, int row,
		  const char *title);
void draw_box(struct surface *surface, struct area area, enum role role);
/* A bar of share 0..1 over `width` cells, with eighths where they exist. */
void draw_bar(struct surface *surface, struct area area, int row, int column,
	      int width, double share, enum role role);
/* Where a list of `count` rows is, at the right edge; nothing if it fits. */
void draw_scrollbar(struct surface *surface, struct area area, int top,
		    int count);
/* First row of a list that shows `selected` well inside `rows`. */
int list_top(int selected, int count, int rows);

#endif
