/*
 * Charts: a graph with its title, its figure of now, a legend, and what was
 * done when.
 */
#ifndef GAMEDAY_UI_REPORT_CHART_H
#define GAMEDAY_UI_REPORT_CHART_H

#include "ui/draw.h"
#include "ui/graph.h"

#include <stddef.h>
#include <stdint.h>

struct chart_series {
	const char *name; /* "" = needs none */
	const double *values;
	enum role role;
};

struct chart {
	const char *title;
	const char *headline; /* right of the title: the figure of now */
	enum role headline_role;
	enum graph_kind kind;
	struct chart_series series[GRAPH_SERIES_MAX];
	int series_count;
	const double *baseline; /* NULL = none */
	double slo;		/* NAN = none */
	const char *unit;
	int count;	/* values of a series */
	int64_t step_s; /* of a value */
	int64_t now_s;	/* time at the right edge */
	int cursor;	/* value that is marked, -1 = none */
	bool whole;	/* a whole drill, not the time up to now */
	bool named;	/* the headline names the series: no legend */
};

/* Something that happened, for the row below the graph. */
struct chart_mark {
	int64_t at_s;
	enum glyph glyph;
	enum role role;
};

void chart_init(struct chart *chart, const char *title, const char *unit);
void chart_add(struct chart *chart, const char *name, const double *values,
	       enum role role);
/* The whole area: title, graph, and a row of marks and times when `marks` is
 * not NULL. */
void chart_draw(const struct chart *chart, const struct chart_mark *marks,
		size_t mark_count, struct surface *surface, struct area area);
/* The second at which a value's step ends: steps lie on whole multiples of
 * themselves, but for the last one, which ends now. */
int64_t chart_time(const struct chart *chart, int value);
/* "at 12:30" of a value. */
void chart_when(const struct chart *chart, int value, struct str *out);

#endif
