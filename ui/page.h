/*
 * A page being written: the same content as text, Markdown or HTML.
 *
 * The report is told once (ui/render.c) in headings, paragraphs, items, quotes,
 * tables and charts; a form says what each of these looks like.  A form escapes
 * all it is given.  In paragraphs and items **two stars** make a part strong.
 */
#ifndef GAMEDAY_UI_PAGE_H
#define GAMEDAY_UI_PAGE_H

#include "base/str.h"
#include "scoring/report.h"

#include <stdbool.h>
#include <stddef.h>

#define PAGE_COLUMNS_MAX 8

struct page {
	const struct page_form *form;
	struct str *out;
	int width; /* cells, for text */
	/* the table being written */
	size_t columns;
	const char *const *titles;
	bool right[PAGE_COLUMNS_MAX];
	int widths[PAGE_COLUMNS_MAX];
};

enum page_mood { PAGE_PLAIN, PAGE_GOOD, PAGE_BAD };

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
	void (*table)(struct page *page);
	void (*row)(struct page *page, const char *const *cells);
	void (*table_end)(struct page *page);
	void (*chart)(struct page *page, const struct report *report);
};

extern const struct page_form page_text, page_markdown, page_html;

/* Begins a table. Widths (in cells) matter to text only; a width below 0 is a
 * right-aligned column. */
void page_table(struct page *page, const char *const *titles, const int *widths,
		size_t columns);

/* Hands the text to `put` in pieces, the stars taken off. */
void page_pieces(struct page *page, const char *text,
		 void (*put)(struct page *page, const char *piece,
			     bool strong));

/* The chart's rows as a line of eight-step blocks, at most `cells` long. */
void page_sparkline(const double *values, size_t count, size_t cells,
		    double low, double high, struct str *out);
/* The chart as SVG, with titles for screen readers. */
void page_chart_svg(const struct report *report, struct str *out);
/* Escapes for HTML text and attributes. */
void page_escape_html(struct str *out, const char *text);

#endif
