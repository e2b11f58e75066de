/* A panel as a table: columns that line up, a bar for shares, the words that do
 * not fit on more lines. */
#include "ui/app_internal.h"

#include <string.h>

#define COLUMNS_MAX 16
#define CELL_ROWS_MAX 6
#define GAP 2
#define BAR_MIN 5
#define BAR_MAX 20

struct layout {
	int column[COLUMNS_MAX], width[COLUMNS_MAX];
	int count;
	int bar, bar_width; /* width 0 = none */
};

static void natural_widths(const struct view_data *data, struct layout *layout,
			   bool *shares)
{
	const struct panel *panel = data->panel;

	*shares = false;
	for (int c = 0; c < layout->count; c++)
		layout->width[c] = text_width(panel->columns[c].title);
	for (int r = 0; r < data->row_count; r++) {
		*shares = *shares || data->rows[r]->share >= 0;
		for (int c = 0; c < layout->count; c++) {
			int width = text_width(data->rows[r]->cells[c].text);

			if (width > layout->width[c])
				layout->width[c] = width;
		}
	}
}

/* Where the columns are, and the bars: behind their column, or behind all. */
static void place(const struct panel *panel, int spare, struct layout *layout)
{
	int behind = layout->count - 1, at = 0;

	for (int c = 0; c < layout->count; c++)
		if (panel->columns[c].bar)
			behind = c;
	if (spare >= BAR_MIN + GAP)
		layout->bar_width = spare - GAP < BAR_MAX ? spare - GAP
							  : BAR_MAX;
	for (int c = 0; c < layout->count; c++) {
		layout->column[c] = at;
		at += layout->width[c] + GAP;
		if (c == behind && layout->bar_width) {
			layout->bar = at - GAP + 1;
			at += layout->bar_width + 1;
		}
	}
}

/* Gives the wrapping column what is left; where nothing is, the widest other
 * one gives way. */
static void lay_out(const struct view_data *data, int columns,
		    struct layout *layout)
{
	const struct panel *panel = data->panel;
	int wrap = -1, total = 0;
	bool shares;

	memset(layout, 0, sizeof(*layout));
	layout->count = (int)panel->column_count;
	if (layout->count > COLUMNS_MAX)
		layout->count = COLUMNS_MAX;
	natural_widths(data, layout, &shares);
	for (int c = 0; c < layout->count; c++) {
		if (panel->columns[c].wrap && wrap < 0)
			wrap = c;
		total += layout->width[c] + GAP;
	}
	total -= GAP;
	while (total > columns) {
		int widest = 0, least = wrap >= 0 ? 24 : 4;

		for (int c = 0; c < layout->count; c++)
			if (layout->width[c] > layout->width[widest])
				widest = c;
		if (wrap >= 0 && layout->width[wrap] > least)
			widest = wrap;
		if (layout->width[widest] <= 4)
			break;
		layout->width[widest]--;
		total--;
	}
	place(panel, shares ? columns - total : 0, layout);
}

static int row_height(const struct panel *panel, const struct layout *layout,
		      const struct panel_row *row, bool whole)
{
	int height = 1;

	if (!whole)
		return 1;

	for (int c = 0; c < layout->count; c++) {
		int rows;

		if (!panel->columns[c].wrap)
			continue;
		rows = text_wrapped_rows(row->cells[c].text, layout->width[c]);
		rows = rows > CELL_ROWS_MAX ? CELL_ROWS_MAX : rows;
		height = rows > height ? rows : height;
	}
	return height;
}

static void draw_row(const struct panel *panel, const struct layout *layout,
		     const struct panel_row *row, int height, bool selected,
		     struct surface *surface, struct area area, int at)
{
	for (int c = 0; c < layout->count; c++) {
		enum role role = tone_role(row->cells[c].tone);
		int column = layout->column[c], width = layout->width[c];
		const char *text = row->cells[c].text;

		if (panel->columns[c].right)
			draw_right(surface, area_columns(area, column, width),
				   at, width, role, text);
		else if (panel->columns[c].wrap && height > 1)
			draw_wrapped(surface,
				     area_columns(area_rows(area, at, height),
						  column, width),
				     0, 0, role, text);
		else
			draw_text(surface, area, at, column, width, role, text);
	}
	if (layout->bar_width && row->share >= 0)
		draw_bar(surface, area, at, layout->bar, layout->bar_width,
			 row->share, ROLE_BAR);
	for (int i = 0; selected && i < height; i++) {
		struct area line = area_rows(area, at + i, 1);

		line.column--;
		line.columns += 2;
		draw_selected(surface, line, 0);
	}
}

static void draw_titles(const struct panel *panel, const struct layout *layout,
			struct surface *surface, struct area area)
{
	for (int c = 0; c < layout->count; c++) {
		struct area cell = area_columns(area, layout->column[c],
						layout->width[c]);

		if (panel->columns[c].right)
			draw_right(surface, cell, 0, cell.columns, ROLE_DIM,
				   panel->columns[c].title);
		else
			draw_text(surface, cell, 0, 0, -1, ROLE_DIM,
				  panel->columns[c].title);
	}
}

/* The first row to show so that the selected one is seen whole. */
static int first_row(const struct view_data *data, const struct layout *layout,
		     int selected, int rows, bool all)
{
	int top = selected, used, below = 0;

	if (data->row_count == 0)
		return 0;
	used = row_height(data->panel, layout, data->rows[selected], true);
	for (int r = selected + 1; r < data->row_count && below < rows; r++)
		below += row_height(data->panel, layout, data->rows[r], all);
	/* Half a page above, or more when there is less below. */
	while (top > 0) {
		int above = used + row_height(data->panel, layout,
					      data->rows[top - 1], all);

		if (above > rows || (above > rows / 2 && above + below > rows))
			break;
		used = above;
		top--;
	}
	return top;
}

static int draw_notes(const struct panel *panel, struct surface *surface,
		      struct area area, int row)
{
	for (size_t i = 0; i < panel->note_count; i++) {
		int indent = (int)strspn(panel->notes[i], " ");
		struct area beside = area_columns(area, indent, -1);
		int rows = text_wrapped_rows(panel->notes[i] + indent,
					     beside.columns);

		if (row + rows > area.rows)
			break;
		draw_wrapped(surface, beside, row, 0, ROLE_DIM,
			     panel->notes[i] + indent);
		row += rows > 0 ? rows : 1;
	}
	return row;
}

static int note_rows(const struct panel *panel, int columns)
{
	int rows = 0;

	for (size_t i = 0; i < panel->note_count; i++) {
		int indent = (int)strspn(panel->notes[i], " ");

		rows += text_wrapped_rows(panel->notes[i] + indent,
					  columns - indent);
	}
	return rows;
}

/* Rows of the whole table with nothing cut. */
static int whole_height(const struct view_data *data,
			const struct layout *layout, int most)
{
	int height = 0;

	for (int r = 0; r < data->row_count && height <= most; r++)
		height += row_height(data->panel, layout, data->rows[r], true);
	return height;
}

/* The notes get what the table leaves, but at least a third. */
static int room_for_notes(const struct view_data *data, int rows, int columns)
{
	int notes = note_rows(data->panel, columns);
	int left = rows - data->row_count - 1;

	left = left < rows / 3 ? rows / 3 : left;
	return notes > left ? left : notes;
}

void panel_table_draw(const struct view_data *data, int selected,
		      struct surface *surface, struct area area)
{
	const struct panel *panel = data->panel;
	struct layout layout;
	struct area body;
	int notes, row = 0, top;
	bool titled = false, all;

	lay_out(data, area.columns, &layout);
	for (size_t c = 0; c < panel->column_count; c++)
		titled = titled || *panel->columns[c].title;
	if (titled)
		draw_titles(panel, &layout, surface, area);
	notes = room_for_notes(data, area.rows - titled, area.columns);
	body = area_rows(area, titled,
			 area.rows - titled - (notes ? notes + 1 : 0));
	/* Where not all words fit, only the row under the cursor has all its
	 * words. */
	all = whole_height(data, &layout, body.rows) <= body.rows;
	top = first_row(data, &layout, selected, body.rows, all);
	for (int r = top; r < data->row_count && row < body.rows; r++) {
		int height = row_height(panel, &layout, data->rows[r],
					all || r == selected);

		if (row + height > body.rows)
			height = body.rows - row;
		draw_row(panel, &layout, data->rows[r], height, r == selected,
			 surface, body, row);
		surface_hit(surface, area_rows(body, row, height), HIT_ROW, r);
		row += height;
	}
	if (data->row_count == 0)
		draw_text(surface, body, 0, 0, -1, ROLE_DIM,
			  "Nothing to show here.");
	if (notes)
		draw_notes(panel, surface, area,
			   titled + (row < body.rows ? row : body.rows) + 1);
}
