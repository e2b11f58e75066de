/* A page as one self-contained HTML file: no script, nothing from outside. */
#include "ui/report/page.h"

static void begin(struct page *page, const char *title)
{
	str_addf(page->out,
		 "<!doctype html>\n<html lang=\"en\">\n<head>\n"
		 "<meta charset=\"utf-8\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" "
		 "content=\"default-src 'none'; style-src 'sha256-%s'; "
		 "base-uri 'none'; form-action 'none'\">\n"
		 "<meta name=\"viewport\" "
		 "content=\"width=device-width, initial-scale=1\">\n"
		 "<meta name=\"referrer\" content=\"no-referrer\">\n<title>",
		 page_style_hash);
	page_escape_html(page->out, title);
	str_addf(page->out,
		 "</title>\n<style>%s</style>\n</head>\n<body>\n<main>\n<h1>",
		 page_style);
	page_escape_html(page->out, title);
	str_add(page->out, "</h1>\n");
	page->sections_at = 0;
	str_init(&page->sections);
	page->section_count = 0;
	page->chart_count = 0;
}

/* A page of one screen needs no list of what is on it. */
static void end(struct page *page)
{
	static const char open[] = "<nav aria-label=\"Sections\">\n<ul>\n";

	str_add(page->out, "</main>\n</body>\n</html>\n");
	if (page->section_count > 4) {
		str_insert(&page->sections, 0, open, sizeof(open) - 1);
		str_add(&page->sections, "</ul>\n</nav>\n");
		str_insert(page->out, page->sections_at, page->sections.s,
			   page->sections.length);
	}
	str_finish(&page->sections);
}

static void begin_section(struct page *page, const char *text)
{
	int number = ++page->section_count;

	if (number == 1)
		page->sections_at = page->out->length;

	str_addf(&page->sections, "<li><a href=\"#s%d\">", number);
	page_escape_html(&page->sections, text);
	str_add(&page->sections, "</a></li>\n");
	str_addf(page->out, "<h2 id=\"s%d\">", number);
}

static void heading(struct page *page, int level, const char *text)
{
	if (level == 2)
		begin_section(page, text);
	else
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

static void put_bar(struct page *page, double share)
{
	double width = share < 0 ? 0 : share > 1 ? 100 : share * 100;

	str_addf(page->out,
		 "<svg class=\"bar\" viewBox=\"0 0 100 6\" "
		 "preserveAspectRatio=\"none\" aria-hidden=\"true\">"
		 "<rect class=\"room\" width=\"100\" height=\"6\" rx=\"3\"/>"
		 "<rect class=\"%s\" width=\"%.1f\" height=\"6\" "
		 "rx=\"3\"/></svg>",
		 share >= 0.8	? "full"
		 : share >= 0.4 ? "half"
				: "low",
		 width);
}

static void score(struct page *page, int level, const char *id,
		  const char *title, double points, double max)
{
	struct str line = STR_INIT;

	if (level == 2) {
		str_addf(&line, "%s  %s", id, title);
		begin_section(page, line.s);
		str_finish(&line);
	} else {
		str_addf(page->out, "<h%d>", level);
	}
	str_add(page->out, "<span class=\"id\">");
	page_escape_html(page->out, id);
	str_add(page->out, "</span> ");
	page_escape_html(page->out, title);
	str_addf(page->out, " <span class=\"points\">%.*f of %.*f</span>",
		 page_decimals(level, max), points, page_decimals(level, max),
		 max);
	put_bar(page, max > 0 ? points / max : 0);
	str_addf(page->out, "</h%d>\n", level);
}

static void marked(struct page *page, const struct page_piece *pieces,
		   size_t count)
{
	static const char *const classes[] = { "", "good", "bad" };
	struct str piece = STR_INIT;

	str_add(page->out, "<p class=\"letter\">");
	for (size_t i = 0; i < count; i++) {
		enum page_mood mood = pieces[i].mood;

		str_clear(&piece);
		str_add_n(&piece, pieces[i].text, pieces[i].length);
		if (mood != PAGE_PLAIN) {
			str_addf(page->out, "<mark class=\"%s\" title=\"",
				 classes[mood]);
			page_escape_html(page->out, pieces[i].note
							    ? pieces[i].note
							    : classes[mood]);
			str_add(page->out, "\">");
		}
		put_piece(page, piece.s, false);
		str_add(page->out, mood != PAGE_PLAIN ? "</mark>" : "");
	}
	str_add(page->out, "</p>\n");
	str_finish(&piece);
}

static void parts(struct page *page, const struct report *report)
{
	str_add(page->out, "<div class=\"parts\">\n");
	for (size_t i = 0; i < report->part_count; i++) {
		const struct report_part *part = &report->parts[i];

		str_add(page->out, "<p><span class=\"id\">");
		page_escape_html(page->out, part->id);
		str_add(page->out, "</span> ");
		page_escape_html(page->out, part->title);
		str_addf(page->out,
			 " <span class=\"points\">%.1f of %.1f</span>",
			 part->score, part->max);
		put_bar(page, part->max > 0 ? part->score / part->max : 0);
		str_add(page->out, "</p>\n");
	}
	str_add(page->out, "</div>\n");
}

static void chart(struct page *page, const struct report *report)
{
	str_add(page->out, "<figure class=\"scroll\" tabindex=\"0\">\n");
	page_chart_svg(report, ++page->chart_count, page->out);
	str_add(page->out, "</figure>\n");
}

static void chart_forward(struct page *page, const struct forward *forward)
{
	str_add(page->out, "<figure class=\"scroll\" tabindex=\"0\">\n");
	page_forward_svg(forward, ++page->chart_count, page->out);
	str_add(page->out, "</figure>\n");
}

const struct page_form page_html = {
	.begin = begin,
	.end = end,
	.heading = heading,
	.paragraph = paragraph,
	.items = items,
	.quote = quote,
	.score = score,
	.parts = parts,
	.marked = marked,
	.table = table,
	.row = row,
	.table_end = table_end,
	.chart = chart,
	.forward = chart_forward,
};
