/* A page as Markdown (CommonMark with tables). */
#include "ui/page.h"

/* Text that must not become markup. */
static void put(struct page *page, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n') {
			str_add_char(page->out, ' ');
			continue;
		}
		if (strchr("\\`*_[]<>|#", *text))
			str_add_char(page->out, '\\');
		str_add_char(page->out, *text);
	}
}

static void put_piece(struct page *page, const char *piece, bool strong)
{
	if (strong)
		str_add(page->out, "**");
	put(page, piece);
	if (strong)
		str_add(page->out, "**");
}

static void heading(struct page *page, int level, const char *text)
{
	str_add_char(page->out, '\n');
	str_add_repeat(page->out, '#', (size_t)level);
	str_add_char(page->out, ' ');
	put(page, text);
	str_add(page->out, "\n\n");
}

static void begin(struct page *page, const char *title)
{
	str_add(page->out, "# ");
	put(page, title);
	str_add(page->out, "\n\n");
}

static void end(struct page *page)
{
	(void)page;
}

static void paragraph(struct page *page, enum page_mood mood, const char *text)
{
	if (mood == PAGE_BAD)
		str_add(page->out, "> ");
	page_pieces(page, text, put_piece);
	str_add(page->out, "\n\n");
}

static void items(struct page *page, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		str_add(page->out, "- ");
		page_pieces(page, texts[i], put_piece);
		str_add_char(page->out, '\n');
	}
	str_add_char(page->out, '\n');
}

static void quote(struct page *page, const char *where, const char *text,
		  bool against)
{
	str_add(page->out, against ? "  - lost, " : "  - ");
	put(page, where);
	str_add(page->out, ": \"");
	put(page, text);
	str_add(page->out, "\"\n");
}

static void row(struct page *page, const char *const *cells)
{
	str_add(page->out, "|");
	for (size_t c = 0; c < page->columns; c++) {
		str_add_char(page->out, ' ');
		put(page, cells[c]);
		str_add(page->out, " |");
	}
	str_add_char(page->out, '\n');
}

static void table(struct page *page)
{
	str_add_char(page->out, '\n');
	row(page, page->titles);
	str_add(page->out, "|");
	for (size_t c = 0; c < page->columns; c++)
		str_add(page->out, page->right[c] ? " ---: |" : " --- |");
	str_add_char(page->out, '\n');
}

static void table_end(struct page *page)
{
	str_add_char(page->out, '\n');
}

static void chart(struct page *page, const struct report *report)
{
	str_add(page->out, "```\n");
	page_text.chart(page, report);
	str_add(page->out, "```\n\n");
}

const struct page_form page_markdown = {
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
