/* A page as one self-contained HTML file: no script, nothing from outside. */
#include "ui/page.h"

static const char style[] =
	":root{color-scheme:light dark;--fg:#1c2430;--dim:#5c6773;--bg:#fbfbfa;"
	"--line:#d9dde2;--good:#1b7f4d;--bad:#b3261e;--a:#2b6cb0;--b:#c2410c;"
	"--c:#6d28d9}"
	"@media(prefers-color-scheme:dark){:root{--fg:#dde3ea;--dim:#98a3b0;"
	"--bg:#14181d;--line:#313a44;--good:#5bd197;--bad:#ff8a80;--a:#7ab8ff;"
	"--b:#ffa56b;--c:#c4a7ff}}"
	"body{font:16px/1.55 system-ui,sans-serif;color:var(--fg);"
	"background:var(--bg);max-width:52rem;margin:2rem auto;padding:0 1rem}"
	"h1{font-size:1.7rem;line-height:1.25}h2{margin-top:2.2rem;"
	"border-bottom:1px solid var(--line);padding-bottom:.2rem}"
	"h3{margin-bottom:.2rem}table{border-collapse:collapse;width:100%;"
	"margin:1rem 0}th,td{text-align:left;padding:.3rem .6rem;"
	"border-bottom:1px solid var(--line);vertical-align:top}"
	".r{text-align:right;font-variant-numeric:tabular-nums}"
	"blockquote{margin:.3rem 0 .3rem 1rem;padding-left:.8rem;"
	"border-left:3px solid var(--good);color:var(--dim);"
	"overflow-wrap:anywhere}blockquote.against{border-color:var(--bad)}"
	"p.bad{color:var(--bad);font-weight:600}p.good{color:var(--good);"
	"font-weight:600}.scroll{overflow-x:auto}svg{width:100%;height:auto}"
	"svg text{fill:var(--dim);font:11px system-ui,sans-serif}"
	"@media print{body{margin:0;max-width:none}h2{break-after:avoid}"
	"table,svg,blockquote{break-inside:avoid}}";

static void begin(struct page *page, const char *title)
{
	str_add(page->out,
		"<!doctype html>\n<html lang=\"en\">\n<head>\n"
		"<meta charset=\"utf-8\">\n"
		"<meta http-equiv=\"Content-Security-Policy\" "
		"content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
		"<meta name=\"viewport\" "
		"content=\"width=device-width, initial-scale=1\">\n<title>");
	page_escape_html(page->out, title);
	str_addf(page->out,
		 "</title>\n<style>%s</style>\n</head>\n<body>\n<h1>", style);
	page_escape_html(page->out, title);
	str_add(page->out, "</h1>\n");
}

static void end(struct page *page)
{
	str_add(page->out, "</body>\n</html>\n");
}

static void heading(struct page *page, int level, const char *text)
{
	str_addf(page->out, "<h%d>", level);
	page_escape_html(page->out, text);
	str_addf(page->out, "</h%d>\n", level);
}

static void put_piece(struct page *page, const char *piece, bool strong)
{
	str_add(page->out, strong ? "<strong>" : "");
	for (; *piece; piece++) {
		char one[2] = { *piece, '\0' };

		if (*piece == '\n')
			str_add(page->out, "<br>");
		else
			page_escape_html(page->out, one);
	}
	str_add(page->out, strong ? "</strong>" : "");
}

static void paragraph(struct page *page, enum page_mood mood, const char *text)
{
	static const char *const open[] = { "<p>", "<p class=\"good\">",
					    "<p class=\"bad\">" };

	str_add(page->out, open[mood]);
	page_pieces(page, text, put_piece);
	str_add(page->out, "</p>\n");
}

static void items(struct page *page, const char *const *texts, size_t count)
{
	str_add(page->out, "<ul>\n");
	for (size_t i = 0; i < count; i++) {
		str_add(page->out, "<li>");
		page_pieces(page, texts[i], put_piece);
		str_add(page->out, "</li>\n");
	}
	str_add(page->out, "</ul>\n");
}

static void quote(struct page *page, const char *where, const char *text,
		  bool against)
{
	str_add(page->out,
		against ? "<blockquote class=\"against\">" : "<blockquote>");
	page_escape_html(page->out, where);
	str_add(page->out, against ? " (lost): " : ": ");
	page_escape_html(page->out, text);
	str_add(page->out, "</blockquote>\n");
}

static void put_row(struct page *page, const char *const *cells,
		    const char *tag)
{
	str_add(page->out, "<tr>");
	for (size_t c = 0; c < page->columns; c++) {
		str_addf(page->out, "<%s%s>", tag,
			 page->right[c] ? " class=\"r\"" : "");
		page_escape_html(page->out, cells[c]);
		str_addf(page->out, "</%s>", tag);
	}
	str_add(page->out, "</tr>\n");
}

static void row(struct page *page, const char *const *cells)
{
	put_row(page, cells, "td");
}

static void table(struct page *page)
{
	str_add(page->out, "<div class=\"scroll\"><table>\n<thead>");
	put_row(page, page->titles, "th");
	str_add(page->out, "</thead>\n<tbody>\n");
}

static void table_end(struct page *page)
{
	str_add(page->out, "</tbody></table></div>\n");
}

static void chart(struct page *page, const struct report *report)
{
	page_chart_svg(report, page->out);
}

const struct page_form page_html = {
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
