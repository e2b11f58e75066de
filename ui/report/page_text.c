/* A page as plain text. */
#include "ui/report/page.h"

#include "base/utf8.h"
#include "ui/wrap.h"

static void begin(struct page *page, const char *title)
{
	str_addf(page->out, "%s\n", title);
	str_add_repeat(page->out, '=',
		       (size_t)utf8_text_width(title, strlen(title)));
	str_add_char(page->out, '\n');
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

/* Only what is wrong is marked in the text; the rest is listed below it. */
static void marked(struct page *page, const struct page_piece *pieces,
		   size_t count)
{
	struct str line = STR_INIT;

	str_add_char(&line, '"');
	for (size_t i = 0; i < count; i++) {
		bool bad = pieces[i].mood == PAGE_BAD;

		str_add(&line, bad ? "[!" : "");
		str_add_n(&line, pieces[i].text, pieces[i].length);
		str_add(&line, bad ? "!]" : "");
	}
	str_add_char(&line, '"');
	wrap_text(page->out, line.s, 6, 6, page->width);
	str_finish(&line);
}

static void chart(struct page *page, const struct report *report)
{
	page_chart_text(report, page->width, page->out);
}

static void chart_forward(struct page *page, const struct forward *forward)
{
	page_forward_text(forward, page->width, page->out);
}

const struct page_form page_text = {
	.begin = begin,
	.end = page_no_end,
	.heading = heading,
	.paragraph = paragraph,
	.items = items,
	.quote = quote,
	.score = page_score,
	.parts = page_parts_table,
	.marked = marked,
	.table = page_text_table,
	.row = page_text_row,
	.table_end = page_text_table_end,
	.chart = chart,
	.forward = chart_forward,
};
