#include "ui/home.h"
#include "ui/draw.h"
#include "ui/terminal/key.h"

#define WIDTH_MAX 84
#define TOP 6		  /* rows above the list */
#define ABOUT 4		  /* rows of what is said of an item */
#define BELOW (ABOUT + 4) /* with the rule, the keys and the air */

int home_key(struct home *home, int key)
{
	switch (key) {
	case UI_KEY_UP:
	case 'k':
		home->selected -= home->selected > 0;
		return HOME_OPEN;
	case UI_KEY_DOWN:
	case UI_KEY_TAB:
	case 'j':
		home->selected += home->selected < home->count - 1;
		return HOME_OPEN;
	case UI_KEY_HOME:
	case 'g':
		home->selected = 0;
		return HOME_OPEN;
	case UI_KEY_END:
	case 'G':
		home->selected = home->count - 1;
		return HOME_OPEN;
	case UI_KEY_ENTER:
	case ' ':
		return home->count > 0 ? home->selected : HOME_OPEN;
	case 'q':
	case UI_KEY_ESCAPE:
	case 'c' & 31:
		return HOME_QUIT;
	default:
		return HOME_OPEN;
	}
}

static struct area page(int rows, int columns)
{
	int width = columns - 4 < WIDTH_MAX ? columns - 4 : WIDTH_MAX;

	return (struct area){ 0, (columns - width) / 2, rows, width };
}

/* The row of an item in the list, its group's title included. */
static int row_of(const struct home *home, int item)
{
	int row = 0;

	for (int i = 0; i <= item; i++)
		row += 1 + (home->items[i].heading ? (i > 0 ? 2 : 1) : 0);
	return row - 1;
}

static int first_row(const struct home *home, int rows)
{
	return home->count > 0
		       ? list_top(row_of(home, home->selected),
				  row_of(home, home->count - 1) + 1, rows)
		       : 0;
}

static int list_rows(int rows)
{
	return rows - TOP - BELOW;
}

int home_mouse(struct home *home, int rows, int columns, int row, int button)
{
	int top = first_row(home, list_rows(rows));

	(void)columns;
	if (button == 4 || button == 5)
		return home_key(home, button == 4 ? UI_KEY_UP : UI_KEY_DOWN);
	for (int i = 0; i < home->count && button == 1; i++)
		if (TOP + row_of(home, i) - top == row) {
			bool again = home->selected == i;

			home->selected = i;
			return again ? i : HOME_OPEN;
		}
	return HOME_OPEN;
}

static void draw_item(const struct home *home, int i, struct surface *surface,
		      struct area list, int row)
{
	const struct home_item *item = &home->items[i];
	bool selected = i == home->selected;
	int end = list.columns;

	if (item->heading && row > 0)
		draw_text(surface, list, row - 1, 0, -1, ROLE_TITLE,
			  item->heading);
	if (selected)
		draw_glyph(surface, list, row, 0, ROLE_ACCENT,
			   glyph(surface, GLYPH_POINTER));
	if (item->detail)
		end = draw_right(surface, list, row, end - 1, ROLE_DIM,
				 item->detail);
	draw_text(surface, list, row, 2, end - 3, ROLE_TEXT, item->label);
	if (selected)
		draw_selected(surface, list, row);
}

void home_draw(const struct home *home, struct surface *surface)
{
	struct area area = page(surface->rows, surface->columns);
	int rows = list_rows(surface->rows);
	struct area list = area_rows(area, TOP, rows);
	int top = first_row(home, rows);

	surface_clear(surface);
	if (surface->rows < 18 || surface->columns < 40) {
		draw_center(surface, surface_area(surface), surface->rows / 2,
			    ROLE_STRONG, "needs 40x18; q leaves");
		return;
	}
	draw_text(surface, area, 2, 0, -1, ROLE_STRONG, "gameday");
	draw_right(surface, area, 2, area.columns, ROLE_FAINT, home->version);
	draw_text(surface, area, 3, 0, -1, ROLE_DIM,
		  "Practise an incident before the incident.");
	for (int i = 0; i < home->count; i++) {
		int row = row_of(home, i) - top;

		if (row >= 0 && row < rows)
			draw_item(home, i, surface, list, row);
	}
	draw_scrollbar(surface, area_columns(list, 0, list.columns + 1), top,
		       home->count > 0 ? row_of(home, home->count - 1) + 1 : 0);
	area = area_rows(area, surface->rows - ABOUT - 3, -1);
	draw_rule(surface, area, 0, ROLE_RULE);
	if (home->count > 0 && home->items[home->selected].about)
		draw_wrapped(surface, area_rows(area, 1, ABOUT), 0, 0, ROLE_DIM,
			     home->items[home->selected].about);
	draw_text(surface, area, ABOUT + 2, 0, -1, ROLE_KEY, "Enter");
	draw_text(surface, area, ABOUT + 2, 6, -1, ROLE_KEY_LABEL, "choose");
	draw_text(surface, area, ABOUT + 2, 15, -1, ROLE_KEY, "q");
	draw_text(surface, area, ABOUT + 2, 17, -1, ROLE_KEY_LABEL, "leave");
}
