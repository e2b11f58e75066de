#include "ui/draw.h"
#include "ui/graph.h"

#include <math.h>
#include <stdio.h>

/* The last column of values that a series has something in; -1 = none. */
static int last_known(const struct graph *graph, int series)
{
	for (int i = graph->count - 1; i >= 0; i--)
		if (isfinite(graph->series[series].values[i]))
			return i;
	return -1;
}

/* Where the end of a series is seen: a line at its value, a band of a stack in
 * its middle, above those that came before. */
static double level(const struct graph *graph, int series, int at)
{
	double sum = 0, value = graph->series[series].values[at];

	if (graph->kind == GRAPH_LINES)
		return value;
	for (int s = 0; s < series; s++)
		if (graph->series[s].values[at] > 0)
			sum += graph->series[s].values[at];
	return sum + value / 2;
}

void graph_number_series(const struct graph *graph, double high,
			 struct surface *surface, struct area area, int across)
{
	int rows[GRAPH_SERIES_MAX];

	for (int s = 0; s < graph->series_count; s++) {
		int at = last_known(graph, s), column = at / across;
		double share;
		char digit[4];

		rows[s] = -1;
		if (at < 0 || (graph->kind != GRAPH_LINES &&
			       !(graph->series[s].values[at] > 0)))
			continue;
		share = level(graph, s, at) / high;
		share = share < 0 ? 0 : share > 1 ? 1 : share;
		rows[s] = area.rows - 1 - (int)(share * (area.rows - 1) + 0.5);
		/* Where two end in one place they stand beside each other. */
		for (int before = 0; before < s; before++)
			column -= rows[before] == rows[s];
		snprintf(digit, sizeof(digit), "%d", (s + 1) % 10);
		draw_glyph(surface, area, rows[s], column < 0 ? 0 : column,
			   graph->series[s].role, digit);
	}
}
