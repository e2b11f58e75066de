#include "ui/draw.h"

#include <math.h>
#include <string.h>

void draw_fill(struct surface *surface, struct area area, enum role role)
{
	for (int row = 0; row < area.rows; row++)
		for (int column = 0; column < area.columns; column++)
			draw_glyph(surface, area, row, column, role, " ");
}

void draw_role(struct surface *surface, struct area area, enum role role)
{
	for (int row = 0; row < area.rows; row++)
		for (int column = 0; column < area.columns; column++)
			if (area.row + row < surface->rows &&
			    area.column + column < surface->columns)
				surface_cell(surface, area.row + row,
					     area.column + column)
					->role = (uint8_t)role;
}

void draw_selected(struct surface *surface, struct area area, int row)
{
	if (row < 0 || row >= area.rows || area.row + row >= surface->rows)
		return;
	for (int column = 0; column < area.columns; column++) {
		struct cell *cell;

		if (area.column + column >= surface->columns)
			break;
		cell = surface_cell(surface, area.row + row,
				    area.column + column);
		cell->role = (uint8_t)role_selected((enum role)cell->role);
	}
}

void draw_rule(struct surface *surface, struct area area, int row,
	       enum role role)
{
	for (int column = 0; column < area.columns; column++)
		draw_glyph(surface, area, row, column, role,
			   glyph(surface, GLYPH_HORIZONTAL));
}

void draw_vertical(struct surface *surface, struct area area, int column,
		   enum role role)
{
	for (int row = 0; row < area.rows; row++)
		draw_glyph(surface, area, row, column, role,
			   glyph(surface, GLYPH_VERTICAL));
}

void draw_heading(struct surface *surface, struct area area, int row,
		  const char *title)
{
	int end = draw_text(surface, area, row, 0, -1, ROLE_TITLE, title);

	for (int column = end + 1; column < area.columns; column++)
		draw_glyph(surface, area, row, column, ROLE_RULE,
			   glyph(surface, GLYPH_HORIZONTAL));
}

void draw_box(struct surface *surface, struct area area, enum role role)
{
	int right = area.columns - 1, bottom = area.rows - 1;

	draw_rule(surface, area, 0, role);
	draw_rule(surface, area, bottom, role);
	draw_vertical(surface, area, 0, role);
	draw_vertical(surface, area, right, role);
	draw_glyph(surface, area, 0, 0, role, glyph(surface, GLYPH_TOP_LEFT));
	draw_glyph(surface, area, 0, right, role,
		   glyph(surface, GLYPH_TOP_RIGHT));
	draw_glyph(surface, area, bottom, 0, role,
		   glyph(surface, GLYPH_BOTTOM_LEFT));
	draw_glyph(surface, area, bottom, right, role,
		   glyph(surface, GLYPH_BOTTOM_RIGHT));
}

void draw_bar(struct surface *surface, struct area area, int row, int column,
	      int width, double share, enum role role)
{
	static const char *const eighths[8] = { " ", "▏", "▎", "▍",
						"▌", "▋", "▊", "▉" };
	int full, rest;

	if (!(share > 0))
		share = 0;
	if (share > 1)
		share = 1;
	full = (int)(share * width);
	rest = (int)((share * width - full) * 8);
	/* Something is never drawn as nothing. */
	if (share > 0 && full == 0 && rest == 0)
		rest = 1;
	for (int i = 0; i < width; i++) {
		const char *what = " ";

		if (i < full)
			what = glyph(surface, GLYPH_FULL);
		else if (i == full && rest > 0)
			what = surface->glyphs == GLYPHS_ASCII
				       ? (rest >= 4 ? "#" : "-")
				       : eighths[rest];
		draw_glyph(surface, area, row, column + i, role, what);
	}
}

int list_top(int selected, int count, int rows)
{
	int top = selected - rows / 2;

	if (top > count - rows)
		top = count - rows;
	return top < 0 ? 0 : top;
}

void draw_scrollbar(struct surface *surface, struct area area, int top,
		    int count)
{
	int size, begin;

	if (count <= area.rows || area.rows < 2)
		return;
	size = area.rows * area.rows / count;
	size = size < 1 ? 1 : size;
	begin = top * (area.rows - size) / (count - area.rows);
	for (int row = begin; row < begin + size; row++)
		draw_glyph(surface, area, row, area.columns - 1, ROLE_DIM,
			   glyph(surface, GLYPH_THUMB));
}
