#include "ui/page.h"

#include "ui/wrap.h"

#include <assert.h>
#include <math.h>

void page_table(struct page *page, const char *const *titles, const int *widths,
		size_t columns)
{
	assert(columns <= PAGE_COLUMNS_MAX);
	page->columns = columns;
	page->titles = titles;
	for (size_t c = 0; c < columns; c++) {
		page->right[c] = widths[c] < 0;
		page->widths[c] = widths[c] < 0 ? -widths[c] : widths[c];
	}
	page->form->table(page);
}

void page_pieces(struct page *page, const char *text,
		 void (*put)(struct page *page, const char *piece, bool strong))
{
	struct str piece = STR_INIT;
	bool strong = false;

	for (;;) {
		const char *stars = strstr(text, "**");
		size_t length = stars ? (size_t)(stars - text) : strlen(text);

		str_clear(&piece);
		str_add_n(&piece, text, length);
		if (length > 0)
			put(page, piece.s, strong);
		if (!stars)
			break;
		strong = !strong;
		text = stars + 2;
	}
	str_finish(&piece);
}

void page_sparkline(const double *values, size_t count, size_t cells,
		    double low, double high, struct str *out)
{
	static const char *const blocks[] = { "▁", "▂", "▃", "▄",
					      "▅", "▆", "▇", "█" };
	size_t n = count < cells ? count : cells;

	for (size_t i = 0; i < n; i++) {
		size_t from = i * count / n, to = (i + 1) * count / n;
		double peak = NAN;
		int step;

		for (size_t k = from; k < to; k++)
			if (!isnan(values[k]) &&
			    (isnan(peak) || values[k] > peak))
				peak = values[k];
		if (isnan(peak)) {
			str_add(out, " ");
			continue;
		}
		step = high > low ? (int)((peak - low) / (high - low) * 7.999)
				  : 0;
		str_add(out, blocks[step < 0 ? 0 : step > 7 ? 7 : step]);
	}
}

void page_escape_html(struct str *out, const char *text)
{
	for (; *text; text++) {
		switch (*text) {
		case '&':
			str_add(out, "&amp;");
			break;
		case '<':
			str_add(out, "&lt;");
			break;
		case '>':
			str_add(out, "&gt;");
			break;
		case '"':
			str_add(out, "&quot;");
			break;
		case '\'':
			str_add(out, "&#39;");
			break;
		default:
			str_add_char(out, *text);
		}
	}
}
