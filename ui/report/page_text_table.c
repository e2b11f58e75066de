/* Tables of a page in plain text.  The rows are kept until the last one is
 * known, so that a column is as wide as what stands in it and nothing is cut. */
#include "ui/report/page.h"

#include "base/utf8.h"
#include "ui/wrap.h"

#include <assert.h>
#include <string.h>

#define GAP 2
#define LAST_MIN 16  /* of the column that goes on below itself */
#define WORDS_MAX 28 /* of another column of words */

void page_text_row(struct page *page, const char *const *cells)
{
	for (size_t c = 0; c < page->columns; c++) {
		str_add(&page->cells, cells[c]);
		str_add_char(&page->cells, '\0');
	}
	page->row_count++;
}

/* Titles that name a thing and leave its value without one say nothing. */
static bool has_titles(const struct page *page)
{
	for (size_t c = 1; c < page->columns; c++)
		if (*page->titles[c])
			return true;
	return page->columns == 1;
}

void page_text_table(struct page *page)
{
	str_init(&page->cells);
	page->row_count = 0;
	if (has_titles(page))
		page_text_row(page, page->titles);
}

static bool last_wraps(const struct page *page)
{
	return !page->right[page->columns - 1];
}

/* How wide each column's contents are. */
static void measure(const struct page *page, int natural[PAGE_COLUMNS_MAX])
{
	const char *cell = page->cells.s;

	for (size_t c = 0; c < page->columns; c++)
		natural[c] = 0;
	for (size_t r = 0; r < page->row_count; r++)
		for (size_t c = 0; c < page->columns; c++) {
			size_t length = strlen(cell);
			int width = utf8_text_width(cell, length);

			if (width > natural[c])
				natural[c] = width;
			cell += length + 1;
		}
	for (size_t c = 0; c < page->columns; c++)
		if (!page->right[c] && natural[c] > page->widths[c] &&
		    natural[c] > WORDS_MAX)
			natural[c] = page->widths[c] > WORDS_MAX
					     ? page->widths[c]
					     : WORDS_MAX;
}

/* Cells that all columns take; the last at least what it needs to wrap in. */
static int total_of(const struct page *page, const int *natural)
{
	size_t last = page->columns - 1;
	int total = (int)last * GAP;

	for (size_t c = 0; c < page->columns; c++)
		total += page->widths[c];
	if (last_wraps(page))
		total += (natural[last] < LAST_MIN ? natural[last] : LAST_MIN) -
			 page->widths[last];
	return total;
}

/* As wide as asked for or, where the contents are wider, as these; a column
 * gives back what it does not need when the page is full. */
static void lay_out(struct page *page)
{
	size_t fitting = page->columns - (last_wraps(page) ? 1 : 0);
	int natural[PAGE_COLUMNS_MAX] = { 0 };

	assert(page->columns > 0 && fitting <= PAGE_COLUMNS_MAX);
	measure(page, natural);
	for (size_t c = 0; c < fitting; c++)
		if (page->widths[c] < natural[c])
			page->widths[c] = natural[c];
	while (total_of(page, natural) > page->width) {
		size_t loose = fitting;

		for (size_t c = 0; c < fitting; c++)
			if (page->widths[c] > natural[c] &&
			    (loose == fitting ||
			     page->widths[c] - natural[c] >
				     page->widths[loose] - natural[loose]))
				loose = c;
		if (loose == fitting)
			return;
		page->widths[loose]--;
	}
}

/* The last cell goes on below itself. */
static void put_last(struct page *page, const char *text, int column)
{
	struct str lines = STR_INIT;

	wrap_text(&lines, text, column, column, page->width);
	if (lines.length > (size_t)column)
		str_truncate(&lines, lines.length - 1);
	str_add(page->out,
		lines.length > (size_t)column ? lines.s + column : "");
	str_finish(&lines);
}

static void trim(struct str *out, size_t from)
{
	while (out->length > from && out->s[out->length - 1] == ' ')
		str_truncate(out, out->length - 1);
}

static const char *put_row(struct page *page, const char *cell)
{
	size_t from = page->out->length;
	int column = 0;

	for (size_t c = 0; c < page->columns; c++) {
		bool last = c + 1 == page->columns;

		if (last && last_wraps(page))
			put_last(page, cell, column);
		else
			wrap_cell(page->out, cell, page->widths[c],
				  page->right[c]);
		if (!last)
			str_add_repeat(page->out, ' ', GAP);
		column += page->widths[c] + GAP;
		cell += strlen(cell) + 1;
	}
	trim(page->out, from);
	str_add_char(page->out, '\n');
	return cell;
}

void page_text_table_end(struct page *page)
{
	const char *cell = page->cells.s;

	lay_out(page);
	for (size_t r = 0; r < page->row_count; r++)
		cell = put_row(page, cell);
	str_finish(&page->cells);
}
