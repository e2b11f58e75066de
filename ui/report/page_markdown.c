/* A page as Markdown (CommonMark with tables). */
#include "ui/report/page.h"

#include <string.h>

#define FENCE_CELLS 80

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

static void marked(struct page *page, const struct page_piece *pieces,
		   size_t count)
{
	struct str piece = STR_INIT;

	str_add(page->out, "> ");
	for (size_t i = 0; i < count; i++) {
		bool bad = pieces[i].mood == PAGE_BAD;

		str_clear(&piece);
		str_add_n(&piece, pieces[i].text, pieces[i].length);
		str_add(page->out, bad ? "**[wrong:** " : "");
		put(page, piece.s);
		str_add(page->out, bad ? "**]**" : "");
	}
	str_add(page->out, "\n\n");
	str_finish(&piece);
}

/* As text, in a fence, so that the columns stay below each other. */
static void chart(struct page *page, const struct report *report)
{
	str_add(page->out, "```\n");
	page_chart_text(report, FENCE_CELLS, page->out);
	str_add(page->out, "```\n\n");
}

static void chart_forward(struct page *page, const struct forward *forward)
{
	str_add(page->out, "```\n");
	page_forward_text(forward, FENCE_CELLS, page->out);
	str_add(page->out, "```\n\n");
}

const struct page_form page_markdown = {
	.begin = begin,
	.end = page_no_end,
	.heading = heading,
	.paragraph = paragraph,
	.items = items,
	.quote = quote,
	.score = page_score,
	.parts = page_parts_table,
	.marked = marked,
	.table = table,
	.row = row,
	.table_end = table_end,
	.chart = chart,
	.forward = chart_forward,
};
