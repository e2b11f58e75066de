/* A page as plain text. */
#include "ui/page.h"

#include "base/mem.h"
#include "base/utf8.h"
#include "ui/wrap.h"

static void begin(struct page *page, const char *title)
{
	str_addf(page->out, "%s\n", title);
	str_add_repeat(page->out, '=',
		       (size_t)utf8_text_width(title, strlen(title)));
	str_add_char(page->out, '\n');
}

static void end(struct page *page)
{
	(void)page;
}

static void heading(struct page *page, int level, const char *text)
{
	str_addf(page->out, "\n%s\n", text);
	if (level > 2)
		return;
	str_add_repeat(page->out, '-',
		       (size_t)utf8_text_width(text, strlen(text)));
	str_add_char(page->out, '\n');
}

static void put_piece(struct page *page, const char *piece, bool strong)
{
	(void)strong;
	str_add(page->out, piece);
}

/* The text without its stars, wrapped. */
static void put_wrapped(struct page *page, const char *text, int indent)
{
	struct str plain = STR_INIT;
	struct page unwrapped = *page;

	unwrapped.out = &plain;
	page_pieces(&unwrapped, text, put_piece);
	wrap_text(page->out, plain.s, 0, indent, page->width);
	str_finish(&plain);
}

static void paragraph(struct page *page, enum page_mood mood, const char *text)
{
	(void)mood;
	put_wrapped(page, text, 0);
}

static void items(struct page *page, const char *const *texts, size_t count)
{
	struct str line = STR_INIT;

	for (size_t i = 0; i < count; i++) {
		str_clear(&line);
		str_addf(&line, "- %s", texts[i]);
		put_wrapped(page, line.s, 2);
	}
	str_finish(&line);
}

static void quote(struct page *page, const char *where, const char *text,
		  bool against)
{
	struct str line = STR_INIT;

	str_addf(&line, "%s %s: \"%s\"", against ? "-" : "+", where, text);
	wrap_text(page->out, line.s, 6, 8, page->width);
	str_finish(&line);
}

static void row(struct page *page, const char *const *cells)
{
	for (size_t c = 0; c < page->columns; c++) {
		bool last = c + 1 == page->columns;

		if (last && !page->right[c])
			str_add(page->out, cells[c]);
		else
			wrap_cell(page->out, cells[c], page->widths[c],
				  page->right[c]);
		if (!last)
			str_add(page->out, "  ");
	}
	str_add_char(page->out, '\n');
}

static void table(struct page *page)
{
	row(page, page->titles);
}

static void table_end(struct page *page)
{
	(void)page;
}

/* One line per curve: what it is, its shape, its range. */
static void chart(struct page *page, const struct report *report)
{
	static const char *const names[] = { "USD per hour", "errors",
					     "p95 seconds" };
	double *values =
		mem_alloc((report->minute_count + 1) * sizeof(*values));

	for (int curve = 0; curve < 3; curve++) {
		double high = 0;

		for (size_t m = 0; m < report->minute_count; m++) {
			const struct report_minute *at = &report->minutes[m];

			values[m] = curve == 0	 ? at->spend_usd_per_hour
				    : curve == 1 ? at->error_rate
						 : at->p95_s;
			if (values[m] > high)
				high = values[m];
		}
		wrap_cell(page->out, names[curve], 14, false);
		page_sparkline(values, report->minute_count, 60, 0, high,
			       page->out);
		if (curve == 1)
			str_addf(page->out, "  peak %.0f %%\n", high * 100);
		else
			str_addf(page->out, "  peak %.0f\n", high);
	}
	free(values);
}

const struct page_form page_text = {
	.begin = begin,
	.end = end,
	.heading = heading,
	.paragraph = paragraph,
	.items = items,
	.quote = quote,
	.table = table,
	.row = row,
	.table_end = table_end,
	.chart = chart,
};
