#include "ui/report/page.h"

#include "ui/wrap.h"

#include <assert.h>
#include <math.h>
#include <string.h>

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

void page_parts_table(struct page *page, const struct report *report)
{
	static const char *const titles[] = { "Part", "", "Points", "of" };
	static const int widths[] = { 4, 34, -6, -4 };

	page_table(page, titles, widths, 4);
	for (size_t i = 0; i < report->part_count; i++) {
		const struct report_part *part = &report->parts[i];
		char score[32], max[32];
		const char *cells[] = { part->id, part->title, score, max };

		snprintf(score, sizeof(score), "%.1f", part->score);
		snprintf(max, sizeof(max), "%.1f", part->max);
		page->form->row(page, cells);
	}
	page->form->table_end(page);
}

void page_score(struct page *page, int level, const char *id, const char *title,
		double score, double max)
{
	int decimals = page_decimals(level, max);
	struct str line = STR_INIT;

	str_addf(&line, "%s%s%s: %.*f of %.*f", id, *id ? "  " : "", title,
		 decimals, score, decimals, max);
	page->form->heading(page, level, line.s);
	str_finish(&line);
}

void page_no_end(struct page *page)
{
	(void)page;
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

int page_mark_number(const struct report *report, size_t mark)
{
	int number = 0;

	for (size_t i = 0; i <= mark; i++) {
		const char *kind = report->marks[i].kind;
		bool own = strcmp(kind, "action") == 0 ||
			   strcmp(kind, "message") == 0;

		if (own)
			number++;
		else if (i == mark)
			return 0;
	}
	return number;
}

int page_decimals(int level, double max)
{
	return level <= 2 || max >= 10 ? 1 : 2;
}

double page_round_up(double value)
{
	static const double steps[] = { 1, 1.5, 2, 3, 4, 5, 6, 8 };
	double scale = 1e-6;

	if (!(value > scale))
		return 1;
	for (int power = 0; power < 21; power++, scale *= 10)
		for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
			if (steps[i] * scale >= value * (1 - 1e-9))
				return steps[i] * scale;
	return value;
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
