/*
 * A surface: the screen as a grid of cells.
 *
 * Views draw on a surface and never on the terminal, so that they can be
 * tested, compared with the frame before, and shown anywhere.  A cell holds
 * one character as people count them (a base and its combining marks), the
 * role it plays, and how many columns it takes; the right half of a wide
 * character is a cell of width 0.
 *
 * An area is a rectangle of a surface.  Everything that draws is clipped to
 * the area it was given.
 */
#ifndef GAMEDAY_UI_TERMINAL_SURFACE_H
#define GAMEDAY_UI_TERMINAL_SURFACE_H

#include "base/str.h"
#include "ui/terminal/role.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SURFACE_ROWS_MAX 400
#define SURFACE_COLUMNS_MAX 1000
#define CELL_TEXT_MAX 17 /* four code points and the terminator */

struct cell {
	char text[CELL_TEXT_MAX]; /* "" in the right half of a wide one */
	uint8_t role;		  /* enum role */
	uint8_t width;		  /* 0, 1 or 2 */
};

/* Which glyphs the terminal can show. */
enum glyph_set { GLYPHS_BRAILLE, GLYPHS_BLOCK, GLYPHS_ASCII, GLYPH_SETS };
int glyph_set_find(const char *name); /* "braille" "block" "ascii"; or -1 */

struct area {
	int row, column, rows, columns;
};

/* What lies where, for the mouse; `value` says which: an action, a view, a row
 * of the list, a card (column * HIT_CARD_ROWS + row), a chart, an item or a
 * field of the dialog, a fact. */
enum hit_kind {
	HIT_NOTHING, /* hides what lies below */
	HIT_ACTION,
	HIT_VIEW,
	HIT_ROW,
	HIT_CARD,
	HIT_CHART,
	HIT_ITEM,
	HIT_FIELD,
	HIT_TEXT,
	HIT_FACT
};
#define HIT_CARD_ROWS 1024
#define SURFACE_HITS_MAX 512

struct hit {
	struct area area;
	enum hit_kind kind;
	int value;
};

struct surface {
	int rows, columns;
	enum glyph_set glyphs;
	bool colorless;		       /* series are told apart by numbers */
	struct cell *cells;	       /* row by row */
	int cursor_row, cursor_column; /* -1 = hidden */
	struct hit hits[SURFACE_HITS_MAX];
	int hit_count;
};

void surface_init(struct surface *surface, int rows, int columns);
void surface_finish(struct surface *surface);
/* Clears; sizes beyond the maxima are cut. */
void surface_resize(struct surface *surface, int rows, int columns);
void surface_clear(struct surface *surface);
/* Whether two cells look the same. */
bool cell_equal(const struct cell *a, const struct cell *b);
struct cell *surface_cell(struct surface *surface, int row, int column);
const struct cell *surface_at(const struct surface *surface, int row,
			      int column);
struct area surface_area(const struct surface *surface);

/* Says that an area can be clicked, until the surface is cleared; what is said
 * last lies on top. */
void surface_hit(struct surface *surface, struct area area, enum hit_kind kind,
		 int value);
/* What lies there; NULL = nothing. */
const struct hit *surface_hit_at(const struct surface *surface, int row,
				 int column);

/* The text of a row without trailing blanks, for tests. */
void surface_row_text(const struct surface *surface, int row, struct str *out);
/* All rows; with `roles` each is followed by one that names
 * roles by letter, the plain text's left out at the end. */
void surface_dump(const struct surface *surface, bool roles, struct str *out);

#endif
