#include "ui/report/chart.h"
#include "base/calendar.h"

#include <math.h>
#include <string.h>

void chart_init(struct chart *chart, const char *title, const char *unit)
{
	memset(chart, 0, sizeof(*chart));
	chart->title = title;
	chart->headline = "";
	chart->headline_role = ROLE_STRONG;
	chart->unit = unit;
	chart->slo = NAN;
	chart->cursor = -1;
}

void chart_add(struct chart *chart, const char *name, const double *values,
	       enum role role)
{
	if (chart->series_count < GRAPH_SERIES_MAX)
		chart->series[chart->series_count++] =
			(struct chart_series){ name, values, role };
}

/* Cells of the names of all series, with so many before each. */
static int legend_width(const struct chart *chart, int before)
{
	int total = 0;

	for (int i = 0; i < chart->series_count; i++)
		if (*chart->series[i].name)
			total += before + text_width(chart->series[i].name);
	return total;
}

/* What stands before a name: a dash of its colour, or where there are none the
 * number that the graph has at its end. */
static int draw_key(const struct chart *chart, int series,
		    struct surface *surface, struct area area, int row,
		    int column)
{
	enum role role = chart->series[series].role;

	if (surface->colorless)
		return draw_textf(surface, area, row, column, -1, role,
				  "%d=", (series + 1) % 10);
	draw_glyph(surface, area, row, column, role,
		   glyph(surface,
			 chart->kind == GRAPH_LINES ? GLYPH_THIN : GLYPH_FULL));
	return column + 1;
}

/* The names of the series in their colours, each behind a dash of it where
 * there is room; its number, where there are no colours, is always there.
 * Where not all fit, those that were drawn last, on top, come first. */
static void draw_legend(const struct chart *chart, struct surface *surface,
			struct area area, int row, int column, int end)
{
	int key = surface->colorless ? 2 : 1;
	bool keyed = surface->colorless ||
		     column + legend_width(chart, 1 + key) <= end;
	bool all = column + legend_width(chart, 1 + (keyed ? key : 0)) <= end;

	for (int i = 0; i < chart->series_count; i++) {
		int at = all ? i : chart->series_count - 1 - i;
		const struct chart_series *series = &chart->series[at];
		int width = text_width(series->name);

		if (width == 0 || column + 1 + (keyed ? key : 0) + width > end)
			continue;
		column++;
		if (keyed)
			column = draw_key(chart, at, surface, area, row,
					  column);
		column = draw_text(surface, area, row, column, -1, series->role,
				   series->name);
	}
}

/* How many names the legend has from that column on, without dashes. */
static int names_that_fit(const struct chart *chart, int column, int end)
{
	int count = 0;

	for (int i = chart->series_count - 1; i >= 0; i--) {
		int width = text_width(chart->series[i].name);

		if (width == 0 || column + 1 + width > end)
			continue;
		column += 1 + width;
		count++;
	}
	return count;
}

static void draw_title(const struct chart *chart, struct surface *surface,
		       struct area area)
{
	/* The title stays; a headline that is too long for the rest is cut. */
	int title = text_width(chart->title) + 1;
	struct area rest = area_columns(area, title, -1);
	int begin = title + draw_right(surface, rest, 0, rest.columns,
				       chart->headline_role, chart->headline);
	int end = draw_text(surface, area, 0, 0, begin - 1, ROLE_DIM,
			    chart->title);

	if (chart->series_count < 2 || chart->named)
		return;
	/* Apart from the title, where that costs no name. */
	if (names_that_fit(chart, end + 1, begin - 1) ==
	    names_that_fit(chart, end, begin - 1))
		end++;
	draw_legend(chart, surface, area, 0, end, begin - 1);
}

/* The column of cells at a time; -1 = left of the graph. */
static int column_at(const struct chart *chart, struct area area, int64_t at_s)
{
	double span = (double)chart->step_s * chart->count;
	double ago = (double)(chart->now_s - at_s);

	if (ago > span || ago < 0)
		return -1;
	return (int)((1 - ago / span) * (area.columns - 1) + 0.5);
}

/* Whether a mark lies in [from, to): a word gives way to it whole. */
static bool has_mark(const struct chart *chart, const struct chart_mark *marks,
		     size_t count, struct area area, int from, int to)
{
	for (size_t i = 0; i < count; i++) {
		int column = column_at(chart, area, marks[i].at_s);

		if (column >= from && column < to)
			return true;
	}
	return false;
}

/* When it was that the cursor stands at. */
static void draw_cursor_time(const struct chart *chart, struct surface *surface,
			     struct area area, int row)
{
	int64_t ago = (chart->count - 1 - chart->cursor) * chart->step_s;
	char clock[CALENDAR_CLOCK_SIZE];
	int column, width;

	if (chart->cursor < 0)
		return;
	calendar_format_clock(chart_time(chart, chart->cursor), clock);
	width = text_width(clock);
	column = column_at(chart, area, chart->now_s - ago) - width / 2;
	if (column > area.columns - width)
		column = area.columns - width;
	draw_text(surface, area, row, column < 0 ? 0 : column, -1, ROLE_CURSOR,
		  clock);
}

static void draw_axis(const struct chart *chart, const struct chart_mark *marks,
		      size_t mark_count, struct surface *surface,
		      struct area area)
{
	int64_t minutes = (chart->step_s * chart->count + 30) / 60;
	int page = column_at(chart, area, 0);
	int row = area.rows - 1, end = area.columns;

	draw_rule(surface, area, row, ROLE_RULE);
	if (chart->whole) {
		char clock[CALENDAR_CLOCK_SIZE];

		draw_rightf(surface, area, row, end, ROLE_FAINT, " %s",
			    calendar_format_clock(chart->now_s, clock));
	} else if (!has_mark(chart, marks, mark_count, area, end - 4, end)) {
		draw_right(surface, area, row, end, ROLE_FAINT, " now");
	}
	if (!chart->whole && !has_mark(chart, marks, mark_count, area, 0, 8))
		draw_textf(surface, area, row, 0, -1, ROLE_FAINT, "-%d min ",
			   (int)minutes);
	if (page > 10 && page < end - 12 &&
	    !has_mark(chart, marks, mark_count, area, page + 1, page + 6))
		draw_text(surface, area, row, page + 1, -1, ROLE_FAINT,
			  "00:00");
	for (size_t i = 0; i < mark_count; i++) {
		int column = column_at(chart, area, marks[i].at_s);

		if (column >= 0)
			draw_glyph(surface, area, row, column, marks[i].role,
				   glyph(surface, marks[i].glyph));
	}
	/* On top of the marks: it is what the player looks for now. */
	draw_cursor_time(chart, surface, area, row);
}

void chart_draw(const struct chart *chart, const struct chart_mark *marks,
		size_t mark_count, struct surface *surface, struct area area)
{
	int below = marks ? 1 : 0;
	struct graph graph = {
		.kind = chart->kind,
		.count = chart->count,
		.series_count = chart->series_count,
		.baseline = chart->baseline,
		.slo = chart->slo,
		.unit = chart->unit,
		.high = NAN,
		.cursor = chart->cursor,
	};

	if (area.rows < 2 + below || area.columns < 8)
		return;
	for (int i = 0; i < chart->series_count; i++)
		graph.series[i] = (struct graph_series){
			chart->series[i].values, chart->series[i].role
		};
	graph_draw(&graph, surface, area_rows(area, 1, area.rows - 1 - below));
	draw_title(chart, surface, area);
	if (marks)
		draw_axis(chart, marks, mark_count, surface, area);
}

int64_t chart_time(const struct chart *chart, int value)
{
	int64_t past = chart->now_s % chart->step_s;

	if (value == chart->count - 1)
		return chart->now_s;
	past += past < 0 ? chart->step_s : 0;
	return chart->now_s - past - (chart->count - 2 - value) * chart->step_s;
}

void chart_when(const struct chart *chart, int value, struct str *out)
{
	char clock[CALENDAR_CLOCK_SIZE];

	str_addf(out, "at %s",
		 calendar_format_clock(chart_time(chart, value), clock));
}
