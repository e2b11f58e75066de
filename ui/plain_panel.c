/* A panel as lines of text: a heading, the table, what one reads out of it. */
#include "ui/plain.h"

#include "base/utf8.h"
#include "ui/wrap.h"

#define COLUMNS_MAX 16
#define GAP 2
#define WRAP_MIN 24 /* cells that a wrapping column keeps */

static int cell_width(const char *text)
{
	return text ? utf8_text_width(text, strlen(text)) : 0;
}

static void measure(const struct panel *panel, int *widths)
{
	for (size_t c = 0; c < panel->column_count; c++) {
		widths[c] = cell_width(panel->columns[c].title);
		for (size_t r = 0; r < panel->row_count; r++) {
			int w = cell_width(panel->rows[r].cells[c].text);

			if (w > widths[c])
				widths[c] = w;
		}
	}
}

/* Gives the wrapping column what the others leave; -1 when there is none. */
static int fit(const struct panel *panel, int width, int *widths)
{
	int wrapping = -1, others = 2;

	for (size_t c = 0; c < panel->column_count; c++) {
		if (panel->columns[c].wrap)
			wrapping = (int)c;
		else
			others += widths[c] + GAP;
	}
	if (wrapping >= 0 && width > 0 && others + widths[wrapping] > width) {
		int room = width - others;

		widths[wrapping] = room > WRAP_MIN ? room : WRAP_MIN;
	}
	return wrapping;
}

static void put_line(const struct panel *panel, const int *widths,
		     const char *const *texts, struct str *out)
{
	str_add(out, "  ");
	for (size_t c = 0; c < panel->column_count; c++) {
		wrap_cell(out, texts[c] ? texts[c] : "", widths[c],
			  panel->columns[c].right);
		if (c + 1 < panel->column_count)
			str_add_repeat(out, ' ', GAP);
	}
	while (out->length > 0 && out->s[out->length - 1] == ' ')
		str_truncate(out, out->length - 1);
	str_add_char(out, '\n');
}

/* One row; the wrapping column may go on over further lines. */
static void put_row(const struct panel *panel, const struct panel_row *row,
		    const int *widths, int wrapping, struct str *out)
{
	const char *texts[COLUMNS_MAX];
	const char *rest = NULL;
	struct str piece = STR_INIT;

	for (size_t c = 0; c < panel->column_count; c++)
		texts[c] = row->cells[c].text;
	if (wrapping >= 0)
		rest = texts[wrapping] ? texts[wrapping] : "";
	do {
		if (rest) {
			const char *next;
			size_t n = wrap_next(rest, widths[wrapping], &next);

			str_clear(&piece);
			str_add_n(&piece, rest, n);
			texts[wrapping] = piece.s;
			rest = next;
		}
		put_line(panel, widths, texts, out);
		for (size_t c = 0; c < panel->column_count; c++)
			texts[c] = "";
	} while (rest && *rest);
	str_finish(&piece);
}

void plain_panel(const struct panel *panel, int width, struct str *out)
{
	int widths[COLUMNS_MAX] = { 0 };
	const char *titles[COLUMNS_MAX];
	int wrapping;
	bool headed = false;

	str_addf(out, "%s\n", panel->title);
	if (panel->column_count > COLUMNS_MAX)
		return;
	measure(panel, widths);
	wrapping = fit(panel, width, widths);
	for (size_t c = 0; c < panel->column_count; c++) {
		titles[c] = panel->columns[c].title;
		headed = headed || (titles[c] && *titles[c]);
	}
	if (headed && panel->row_count > 0)
		put_line(panel, widths, titles, out);
	for (size_t r = 0; r < panel->row_count; r++)
		put_row(panel, &panel->rows[r], widths, wrapping, out);
	if (panel->caption && *panel->caption)
		wrap_text(out, panel->caption, 2, 2, width ? width : 100);
	for (size_t n = 0; n < panel->note_count; n++)
		wrap_text(out, panel->notes[n], 2, 4, width ? width : 100);
}
