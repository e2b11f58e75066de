/*
 * A page being written: the same content as text, Markdown or HTML.
 *
 * The report is told once (ui/report/render.c) in headings, paragraphs, items, quotes,
 * tables, scores and charts; a form says what each of these looks like.  A form
 * escapes all it is given.  In paragraphs and items **two stars** make a part
 * strong.
 */
#ifndef GAMEDAY_UI_REPORT_PAGE_H
#define GAMEDAY_UI_REPORT_PAGE_H

#include "base/str.h"
#include "scoring/report/report.h"

#include <stdbool.h>
#include <stddef.h>

#define PAGE_COLUMNS_MAX 8

struct page {
	const struct page_form *form;
	struct str *out;
	int width; /* cells, for text */
	/* of HTML: where the list of sections goes, and those met so far */
	size_t sections_at;
	struct str sections;
	int section_count, chart_count;
	/* the table being written */
	size_t columns;
	const char *const *titles;
	bool right[PAGE_COLUMNS_MAX];
	int widths[PAGE_COLUMNS_MAX];
	/* of text: its cells so far, each ended by a NUL, titles first */
	struct str cells;
	size_t row_count;
};

enum page_mood { PAGE_PLAIN, PAGE_GOOD, PAGE_BAD };

/* A piece of a text that is quoted whole, and what is to be said of it. */
struct page_piece {
	const char *text;
	size_t length;
	enum page_mood mood;
	const char *note; /* of one that is not plain, or NULL */
};

struct page_form {
	void (*begin)(struct page *page, const char *title);
	void (*end)(struct page *page);
	void (*heading)(struct page *page, int level, const char *text);
	void (*paragraph)(struct page *page, enum page_mood mood,
			  const char *text);
	void (*items)(struct page *page, const char *const *texts,
		      size_t count);
	void (*quote)(struct page *page, const char *where, const char *text,
		      bool against);
	/* Points of something, with a bar where there are pictures. */
	void (*score)(struct page *page, int level, const char *id,
		      const char *title, double score, double max);
	/* What each part came to, short. */
	void (*parts)(struct page *page, const struct report *report);
	/* A message, its pieces marked by their mood. */
	void (*marked)(struct page *page, const struct page_piece *pieces,
		       size_t count);
	void (*table)(struct page *page);
	void (*row)(struct page *page, const char *const *cells);
	void (*table_end)(struct page *page);
	/* Money, errors and latency of the drill, with its marks. */
	void (*chart)(struct page *page, const struct report *report);
	/* Money a day of the plan, of doing nothing, of par. */
	void (*forward)(struct page *page, const struct forward *forward);
};

extern const struct page_form page_text, page_markdown, page_html;

/* Begins a table. Widths (in cells) matter to text only, where a column is at
 * least so wide as long as there is room; below 0: right-aligned. */
void page_table(struct page *page, const char *const *titles, const int *widths,
		size_t columns);

/* The parts as a table, for forms without pictures. */
void page_parts_table(struct page *page, const struct report *report);

/* Shared by forms of plain characters: a score as a heading, and an end that
 * adds nothing. */
void page_score(struct page *page, int level, const char *id, const char *title,
		double score, double max);
void page_no_end(struct page *page);
/* Tables in text, of page_text_table.c. */
void page_text_table(struct page *page);
void page_text_row(struct page *page, const char *const *cells);
void page_text_table_end(struct page *page);

/* Hands the text to `put` in pieces, the stars taken off. */
void page_pieces(struct page *page, const char *text,
		 void (*put)(struct page *page, const char *piece,
			     bool strong));

/* Numbers of the marks on the chart: 1, 2 ... for what the player did and
 * wrote, 0 for what came by itself. */
int page_mark_number(const struct report *report, size_t mark);

/* Values as a line of eight-step blocks, at most `cells` long. */
void page_sparkline(const double *values, size_t count, size_t cells,
		    double low, double high, struct str *out);
/* The charts in text: a line for each curve. */
void page_chart_text(const struct report *report, int width, struct str *out);
/* The heading over it, which does not speak of a plan where there is none. */
const char *page_forward_title(const struct forward *forward);
void page_forward_text(const struct forward *forward, int width,
		       struct str *out);
/* The charts as SVG, with titles for screen readers; `number` makes their ids
 * differ. */
void page_chart_svg(const struct report *report, int number, struct str *out);
void page_forward_svg(const struct forward *forward, int number,
		      struct str *out);
/* Decimals of points: of criteria two, of parts and messages one. */
int page_decimals(int level, double max);
/* The end of a scale: the next round number that is not below. */
double page_round_up(double value);
/* The style of HTML pages, and its hash for the content security policy. */
extern const char page_style[], page_style_hash[];
/* Escapes for HTML text and attributes. */
void page_escape_html(struct str *out, const char *text);

#endif
