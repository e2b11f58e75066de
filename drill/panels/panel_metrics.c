#include "drill/panels/panel_build.h"

#include "drill/figure.h"

#include <math.h>

#define STEPS 12
#define SERIES_MAX 8
#define STEPS_MAX 60
#define PAST_STEP_S 60

struct chart {
	enum sim_metric metric;
	const char *unit;
	int attribute; /* -1 = one series for all */
	int64_t at_s;  /* where it ends */
	int64_t step_s, last_s;
	bool past; /* at_s was asked for: its step is the evidence */
	size_t steps, series;
	int value[SERIES_MAX];
	double now[SERIES_MAX]; /* over the whole window */
	double *points[SERIES_MAX];
};

static bool read_metric(struct panel_builder *b, enum sim_metric *out)
{
	const char *name = panel_arg(b, "metric");
	const char *keys[SIM_METRIC_COUNT];
	int found = sim_metric_find(name);

	if (found >= 0) {
		*out = (enum sim_metric)found;
		return true;
	}
	for (int i = 0; i < SIM_METRIC_COUNT; i++)
		keys[i] = sim_metric_key((enum sim_metric)i);
	return panel_wrong(b, "metric", name, keys, SIM_METRIC_COUNT);
}

/* Without metric= it is the list of them. */
static bool list(struct panel_builder *b, int64_t at_s)
{
	const struct drill *drill = b->drill;

	b->panel->title = "Metrics";
	b->panel->caption =
		"Open one with metric=NAME, split it with by=LABEL.";
	panel_column(b, "metric", COLUMN_TEXT);
	panel_column(b, "now", COLUMN_RIGHT);
	panel_column(b, "usual", COLUMN_RIGHT);
	panel_column(b, "what it is", COLUMN_WRAP);
	for (int i = 0; i < SIM_METRIC_COUNT; i++) {
		const char *key = sim_metric_key((enum sim_metric)i);
		const char *unit = figure_unit(key);
		struct panel_row *row = panel_add_row(b);

		row->id = key;
		row->pin = panel_say(b, "metric=%s", key);
		panel_cell(b, TONE_PLAIN, "%s", key);
		panel_figure(b, TONE_PLAIN, unit, figure_at(drill, key, at_s));
		panel_figure(b, TONE_DIM, unit, figure_normal(drill, key));
		panel_cell(b, TONE_DIM, "%s",
			   sim_metric_help((enum sim_metric)i));
	}
	b->panel->evidence = "the list of metrics";
	return true;
}

/* Of many values those with the most people come first. */
static void choose_values(struct panel_builder *b, struct chart *chart)
{
	const struct drill *drill = b->drill;
	struct sim_people people[SIM_VALUES_MAX] = { 0 };
	int count = sim_model_value_count(drill->pack->model, chart->attribute);
	bool taken[SIM_VALUES_MAX] = { false };

	sim_people_by_attribute(drill->world.engine, chart->attribute,
				panel_window(chart->at_s, chart->last_s),
				people);
	while (chart->series < SERIES_MAX && (int)chart->series < count) {
		int best = -1;

		for (int v = 0; v < count; v++) {
			if (!taken[v] &&
			    (best < 0 || people[v].came > people[best].came))
				best = v;
		}
		taken[best] = true;
		chart->value[chart->series++] = best;
	}
}

static void measure_chart(struct panel_builder *b, struct chart *chart)
{
	const struct drill *drill = b->drill;
	struct sim_window window = panel_window(chart->at_s, chart->last_s);

	for (size_t i = 0; i < chart->series; i++) {
		struct sim_filter filter;

		sim_filter_any(&filter);
		if (chart->attribute >= 0)
			filter.value[chart->attribute] = chart->value[i];
		chart->now[i] = sim_metric(drill->world.engine, chart->metric,
					   &filter, window);
		chart->points[i] = arena_new(b->arena, double, chart->steps);
		sim_metric_series(drill->world.engine, chart->metric, &filter,
				  window, chart->steps, chart->points[i]);
	}
}

static const char *series_name(const struct panel_builder *b,
			       const struct chart *chart, size_t i)
{
	if (chart->attribute < 0)
		return "all";
	return sim_model_value_name(b->drill->pack->model, chart->attribute,
				    chart->value[i]);
}

static void draw(struct panel_builder *b, const struct chart *chart)
{
	int64_t from_s = chart->at_s - chart->last_s;

	panel_column(b, "from", COLUMN_TEXT);
	for (size_t i = 0; i < chart->series; i++)
		panel_column(b, series_name(b, chart, i), COLUMN_RIGHT);
	for (size_t s = 0; s < chart->steps; s++) {
		panel_add_row(b);
		panel_cell(b, TONE_DIM, "%s",
			   panel_hour(b, from_s + (int64_t)s * chart->step_s));
		for (size_t i = 0; i < chart->series; i++)
			panel_figure(b, TONE_PLAIN, chart->unit,
				     chart->points[i][s]);
	}
	panel_add_row(b);
	panel_cell(b, TONE_STRONG, "%s", "whole");
	for (size_t i = 0; i < chart->series; i++)
		panel_figure(b, TONE_STRONG, chart->unit, chart->now[i]);
}

/* "Spend USD per hour" of spend_usd_per_hour, "P95" of p95_s. */
static const char *title_of(struct panel_builder *b, enum sim_metric metric)
{
	char name[FIGURE_NAME_SIZE];
	char *title = arena_strdup(b->arena,
				   figure_name(sim_metric_key(metric), name));

	if (*title >= 'a' && *title <= 'z')
		*title = (char)(*title - 'a' + 'A');
	return title;
}

static void describe(struct panel_builder *b, const struct chart *chart)
{
	struct str text = STR_INIT;
	const char *key = title_of(b, chart->metric);
	const char *by = chart->attribute < 0
				 ? ""
				 : panel_say(b, " by %s",
					     sim_model_attribute_name(
						     b->drill->pack->model,
						     chart->attribute));

	b->panel->title = chart->past ? panel_say(b, "%s%s at %s (%s)", key, by,
						  panel_clock(b, chart->at_s),
						  panel_hour(b, chart->at_s))
				      : panel_say(b, "%s%s, last %s", key, by,
						  panel_span(b, chart->last_s));
	b->panel->caption = panel_say(b, "%s, in steps of %s",
				      sim_metric_help(chart->metric),
				      panel_span(b, chart->step_s));
	str_addf(&text, "%s:", b->panel->title);
	for (size_t i = 0; i < chart->series; i++)
		str_addf(
			&text, "%s %s %s", i ? "," : "",
			series_name(b, chart, i),
			panel_value(b, chart->unit,
				    chart->past
					    ? chart->points[i][chart->steps - 1]
					    : chart->now[i]));
	b->panel->evidence = arena_strdup(b->arena, text.s);
	str_finish(&text);
}

/* What was, around a moment: in steps of the window asked for. */
static bool read_past_times(struct panel_builder *b, struct chart *chart)
{
	int64_t first = b->drill->pack->history_s, step_s = PAST_STEP_S;

	if (!panel_seconds(b, "window", PAST_STEP_S, 5, 3600, &step_s) ||
	    !panel_seconds(b, "last", STEPS * step_s, step_s,
			   chart->at_s + first, &chart->last_s))
		return false;
	chart->step_s = step_s < chart->last_s ? step_s : chart->last_s;
	return true;
}

/* What is, over a while. */
static bool read_present_times(struct panel_builder *b, struct chart *chart)
{
	return panel_seconds(b, "last", 1800, 60,
			     chart->at_s + b->drill->pack->history_s,
			     &chart->last_s) &&
	       panel_seconds(b, "window", chart->last_s / STEPS, 10,
			     chart->last_s, &chart->step_s);
}

/* The times asked for: at most so many steps as a table can have. */
static bool read_times(struct panel_builder *b, struct chart *chart)
{
	chart->past = panel_arg(b, "at") != NULL;
	if (!panel_moment(b, "at", &chart->at_s))
		return false;
	if (!(chart->past ? read_past_times(b, chart)
			  : read_present_times(b, chart)))
		return false;
	chart->steps = (size_t)(chart->last_s / chart->step_s);
	if (chart->steps > STEPS_MAX && !chart->past)
		chart->step_s = chart->last_s / STEPS_MAX;
	if (chart->steps > STEPS_MAX)
		chart->steps = STEPS_MAX;
	chart->last_s = (int64_t)chart->steps * chart->step_s;
	return true;
}

bool panel_metrics(struct panel_builder *b)
{
	struct chart chart = { .attribute = -1, .series = 1 };

	if (!panel_label(b, "by", &chart.attribute) || !read_times(b, &chart))
		return false;
	if (!panel_arg(b, "metric"))
		return list(b, chart.at_s);
	if (!read_metric(b, &chart.metric))
		return false;
	chart.unit = figure_unit(sim_metric_key(chart.metric));
	if (chart.attribute >= 0) {
		chart.series = 0;
		choose_values(b, &chart);
	}
	measure_chart(b, &chart);
	draw(b, &chart);
	describe(b, &chart);
	return true;
}
