/*
 * Graphs: series as dots in cells.
 *
 * A cell holds 2x4 dots in braille, 1x2 with half blocks and in ASCII.  Values
 * are spread over the columns of dots there are; NAN is a gap.  Baselines and
 * objectives are dotted lines.
 */
#ifndef GAMEDAY_UI_GRAPH_H
#define GAMEDAY_UI_GRAPH_H

#include "ui/terminal/surface.h"

#define GRAPH_SERIES_MAX 8
#define GRAPH_DOTS_MAX 512 /* columns of dots */

enum graph_kind { GRAPH_LINES, GRAPH_AREA, GRAPH_STACK };

struct graph_series {
	const double *values;
	enum role role;
};

struct graph {
	enum graph_kind kind;
	int count; /* values of each series */
	struct graph_series series[GRAPH_SERIES_MAX];
	int series_count;
	const double *baseline; /* NULL = none */
	double slo;		/* a level; NAN = none */
	const char *unit;	/* of the scale, as figures have them */
	double high;		/* top of the scale; NAN = by the values */
	int cursor;		/* value to mark, -1 = none */
};

/* Columns of dots that so many cells have. */
int graph_dots(const struct surface *surface, int columns);
/* The top of the scale that would be drawn. */
double graph_high(const struct graph *graph);
void graph_draw(const struct graph *graph, struct surface *surface,
		struct area area);
/* The number of each series, from 1, at its end: a surface without colours has
 * that drawn.  `high` is the top of the scale, `across` the values in a cell. */
void graph_number_series(const struct graph *graph, double high,
			 struct surface *surface, struct area area, int across);
/* A small line of one row, for tables. */
void graph_spark(struct surface *surface, struct area area, int row, int column,
		 int width, const double *values, enum role role);

/* "43.1k", "0.12", "12%", "1.2 s", "-" for NAN: few cells. */
#define SHORT_NUMBER_MAX 48
const char *short_number(const char *unit, double value,
			 char out[SHORT_NUMBER_MAX]);

#endif
