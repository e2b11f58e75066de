#include "ui/graph.h"
#include "base/arena.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "ui/draw.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* What a dot belongs to. */
enum { DOT_NONE = 0, DOT_BASELINE, DOT_SLO, DOT_SERIES };

struct raster {
	int columns, rows; /* of dots */
	int across, down;  /* dots in a cell */
	unsigned char dots[];
};

static void dots_in_cell(const struct surface *surface, int *across, int *down)
{
	*across = surface->glyphs == GLYPHS_BRAILLE ? 2 : 1;
	*down = surface->glyphs == GLYPHS_BRAILLE ? 4 : 2;
}

int graph_dots(const struct surface *surface, int columns)
{
	int across, down;

	dots_in_cell(surface, &across, &down);
	columns *= across;
	return columns < 0		  ? 0
	       : columns > GRAPH_DOTS_MAX ? GRAPH_DOTS_MAX
					  : columns;
}

/* The next of 1, 1.5, 2, 3, 4, 5, 6, 8, 10 times a power of ten. */
static double round_up(double value)
{
	static const double steps[] = { 1, 1.5, 2, 3, 4, 5, 6, 8, 10 };
	double power = 1;

	if (!(value > 0))
		return 1;
	while (power > value)
		power /= 10;
	while (power * 10 < value)
		power *= 10;
	for (size_t i = 0; i < sizeof(steps) / sizeof(*steps); i++)
		if (value <= power * steps[i] * (1 + 1e-9))
			return power * steps[i];
	return power * 10;
}

static double highest(const double *values, int count)
{
	double high = 0;

	for (int i = 0; values && i < count; i++)
		if (isfinite(values[i]) && values[i] > high)
			high = values[i];
	return high;
}

double graph_high(const struct graph *graph)
{
	double high = highest(graph->baseline, graph->count);

	if (isfinite(graph->high))
		return graph->high;
	if (graph->kind == GRAPH_STACK) {
		for (int i = 0; i < graph->count; i++) {
			double sum = 0;

			for (int s = 0; s < graph->series_count; s++)
				if (isfinite(graph->series[s].values[i]))
					sum += graph->series[s].values[i];
			high = fmax(high, sum);
		}
	} else {
		for (int s = 0; s < graph->series_count; s++)
			high = fmax(high, highest(graph->series[s].values,
						  graph->count));
	}
	/* A limit far above what happens would press everything flat. */
	if (isfinite(graph->slo) && graph->slo > high &&
	    graph->slo < 3 * high + 1e-9)
		high = graph->slo;
	high = round_up(high * 1.04);
	/* There is no more than all. */
	return graph->unit && strcmp(graph->unit, "ratio") == 0 && high > 1
		       ? 1
		       : high;
}

static void set_dot(struct raster *raster, int column, int row, int owner)
{
	if (column >= 0 && column < raster->columns && row >= 0 &&
	    row < raster->rows)
		raster->dots[row * raster->columns + column] =
			(unsigned char)owner;
}

/* Row of dots for a value: 0 is the top. */
static int dot_row(const struct raster *raster, double high, double value)
{
	double share = value / high;

	share = share < 0 ? 0 : share > 1 ? 1 : share;
	return raster->rows - 1 - (int)(share * (raster->rows - 1) + 0.5);
}

static void plot_line(struct raster *raster, const double *values, int count,
		      double high, int owner)
{
	int last = -1;

	for (int i = 0; i < count; i++) {
		int row, step;

		if (!isfinite(values[i])) {
			last = -1;
			continue;
		}
		row = dot_row(raster, high, values[i]);
		set_dot(raster, i, row, owner);
		step = last < row ? 1 : -1;
		if (last >= 0)
			for (int r = last + step; r != row && r != row + step;
			     r += step)
				set_dot(raster, i, r, owner);
		last = row;
	}
}

static void plot_stack(struct raster *raster, const struct graph *graph,
		       double high)
{
	for (int i = 0; i < graph->count; i++) {
		double sum = 0;
		int bottom = raster->rows;

		for (int s = 0; s < graph->series_count; s++) {
			double value = graph->series[s].values[i];
			int top;

			if (!(value > 0) || !isfinite(value))
				continue;
			sum += value;
			top = dot_row(raster, high, sum);
			for (int row = top; row < bottom; row++)
				set_dot(raster, i, row, DOT_SERIES + s);
			bottom = top < bottom ? top : bottom;
		}
	}
}

static void plot_dotted(struct raster *raster, const double *values,
			double level, int count, double high, int owner)
{
	int every = raster->across == 2 ? 3 : 2;

	for (int i = 0; i < count; i++) {
		double value = values ? values[i] : level;

		if (isfinite(value) && value <= high && i % every == 0)
			set_dot(raster, i, dot_row(raster, high, value), owner);
	}
}

static void plot(struct raster *raster, const struct graph *graph)
{
	double high = graph_high(graph);

	if (graph->kind != GRAPH_LINES)
		plot_stack(raster, graph, high);
	else
		for (int s = 0; s < graph->series_count; s++)
			plot_line(raster, graph->series[s].values, graph->count,
				  high, DOT_SERIES + s);
	/* On filled areas the dotted lines lie on top, on lines behind. */
	if (graph->baseline)
		plot_dotted(raster, graph->baseline, NAN, graph->count, high,
			    DOT_BASELINE);
	if (isfinite(graph->slo))
		plot_dotted(raster, NULL, graph->slo, graph->count, high,
			    DOT_SLO);
	if (graph->kind == GRAPH_LINES)
		for (int s = 0; s < graph->series_count; s++)
			plot_line(raster, graph->series[s].values, graph->count,
				  high, DOT_SERIES + s);
}

static enum role owner_role(const struct graph *graph, int owner)
{
	switch (owner) {
	case DOT_BASELINE:
		return ROLE_BASELINE;
	case DOT_SLO:
		return ROLE_SLO;
	default:
		return graph->series[owner - DOT_SERIES].role;
	}
}

static const char *dots_glyph(const struct surface *surface, unsigned dots,
			      bool filled, char out[5])
{
	static const char *const halves[4] = { " ", "▀", "▄", "█" };
	static const char *const ascii[4] = { " ", "'", ".", ":" };

	if (surface->glyphs == GLYPHS_BRAILLE) {
		out[utf8_encode(0x2800u + dots, out)] = '\0';
		return out;
	}
	if (surface->glyphs == GLYPHS_ASCII)
		return filled && dots == 3 ? "#" : ascii[dots];
	return halves[dots];
}

/* Whether an area goes on above this cell: it is not the edge. */
static bool is_below(const struct raster *raster, int row, int column)
{
	const unsigned char *above =
		raster->dots +
		((row - 1) * raster->down + raster->down - 1) * raster->columns;

	if (row == 0)
		return false;
	for (int x = 0; x < raster->across; x++)
		if (above[column * raster->across + x] == DOT_NONE)
			return false;
	return true;
}

/* One cell: its dots, and the owner that has most of them. */
static void draw_cell(const struct graph *graph, const struct raster *raster,
		      struct surface *surface, struct area area, int row,
		      int column)
{
	static const unsigned char bits[4][2] = {
		{ 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 }
	};
	int owned[DOT_SERIES + GRAPH_SERIES_MAX] = { 0 };
	unsigned dots = 0;
	int best = DOT_NONE;
	enum role role;
	char text[5];

	for (int y = 0; y < raster->down; y++)
		for (int x = 0; x < raster->across; x++) {
			int at = (row * raster->down + y) * raster->columns +
				 column * raster->across + x;
			int owner = raster->dots[at];

			if (owner == DOT_NONE)
				continue;
			dots |= raster->down == 4 ? bits[y][x] : 1u << y;
			owned[owner]++;
		}
	if (dots == 0)
		return;
	for (int i = 1; i < DOT_SERIES + GRAPH_SERIES_MAX; i++) {
		/* A dotted line shows in the cells that it crosses. */
		int weight = owned[i] *
			     (graph->kind != GRAPH_LINES && i < DOT_SERIES ? 9
									   : 1);

		if (weight > 0 && (best == DOT_NONE || weight >= owned[best])) {
			best = i;
			owned[i] = weight;
		}
	}
	role = owner_role(graph, best);
	if (graph->kind != GRAPH_LINES && is_below(raster, row, column))
		role = role_fill(role);
	draw_glyph(surface, area, row, column, role,
		   dots_glyph(surface, dots, graph->kind != GRAPH_LINES, text));
}

static void draw_cursor(const struct graph *graph, struct surface *surface,
			struct area area, int across)
{
	int column = graph->cursor / across;

	if (graph->cursor < 0 || column >= area.columns)
		return;
	for (int row = 0; row < area.rows; row++)
		if (area.row + row < surface->rows &&
		    area.column + column < surface->columns)
			surface_cell(surface, area.row + row,
				     area.column + column)
				->role = ROLE_CURSOR;
}

/* The mean of the values that fall on each column of dots. */
static const double *fit(const double *values, int count, int dots,
			 struct arena *arena)
{
	double *fitted = arena_new(arena, double, dots + 1);

	for (int i = 0; i < dots; i++) {
		int from = i * count / dots, to = (i + 1) * count / dots;
		double sum = 0;
		int known = 0;

		for (int j = from; j < to || j == from; j++)
			if (j < count && isfinite(values[j])) {
				sum += values[j];
				known++;
			}
		fitted[i] = known ? sum / known : NAN;
	}
	return fitted;
}

/* The same graph with as many values as there are columns of dots. */
static void fit_graph(struct graph *graph, int dots, struct arena *arena)
{
	if (graph->count == dots || graph->count < 1)
		return;
	for (int s = 0; s < graph->series_count; s++)
		graph->series[s].values = fit(graph->series[s].values,
					      graph->count, dots, arena);
	if (graph->baseline)
		graph->baseline = fit(graph->baseline, graph->count, dots,
				      arena);
	if (graph->cursor >= 0)
		graph->cursor = graph->cursor * dots / graph->count;
	graph->count = dots;
}

/* The top of the scale; it is a round number, "150k", not "150.0k". */
static const char *scale_text(const struct graph *graph,
			      char out[SHORT_NUMBER_MAX])
{
	char *point;

	short_number(graph->unit, graph_high(graph), out);
	point = strstr(out, ".0");
	if (point && (point[2] < '0' || point[2] > '9'))
		memmove(point, point + 2, strlen(point + 2) + 1);
	return out;
}

static void draw_fitted(const struct graph *graph, struct surface *surface,
			struct area area, int across, int down)
{
	struct raster *raster;
	char text[SHORT_NUMBER_MAX];

	raster = mem_calloc(1, sizeof(*raster) +
				       (size_t)(area.rows * down) *
					       (size_t)(area.columns * across));
	*raster = (struct raster){ area.columns * across, area.rows * down,
				   across, down };
	plot(raster, graph);
	for (int row = 0; row < area.rows; row++)
		for (int column = 0; column < area.columns; column++)
			draw_cell(graph, raster, surface, area, row, column);
	free(raster);
	if (surface->colorless && graph->series_count > 1)
		graph_number_series(graph, graph_high(graph), surface, area,
				    across);
	draw_cursor(graph, surface, area, across);
	if (graph->unit && area.rows >= 2)
		draw_text(surface, area, 0, 0, -1, ROLE_FAINT,
			  scale_text(graph, text));
}

void graph_draw(const struct graph *graph, struct surface *surface,
		struct area area)
{
	struct graph fitted = *graph;
	struct arena arena = ARENA_INIT;
	int across, down;

	if (area.rows < 1 || area.columns < 1)
		return;
	dots_in_cell(surface, &across, &down);
	fit_graph(&fitted, area.columns * across, &arena);
	draw_fitted(&fitted, surface, area, across, down);
	arena_finish(&arena);
}

void graph_spark(struct surface *surface, struct area area, int row, int column,
		 int width, const double *values, enum role role)
{
	struct graph graph = {
		.kind = GRAPH_AREA,
		.count = graph_dots(surface, width),
		.series = { { values, role } },
		.series_count = 1,
		.slo = NAN,
		.high = NAN,
		.cursor = -1,
	};

	graph_draw(&graph, surface,
		   area_columns(area_rows(area, row, 1), column, width));
}
