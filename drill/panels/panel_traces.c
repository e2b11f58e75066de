#include "drill/panels/panel_traces.h"

#define TRACES_MAX 30

static const char *const filters[] = { "all", "slow", "failed", "retried" };

static const char *const orders[] = { "newest", "slowest", "calls" };

double trace_seconds(int64_t us)
{
	return (double)us / (double)SECOND_US;
}

/* "plan=free tenant=self-serve ..." of what was asked for */
const char *trace_labels(struct panel_builder *b, const struct sim_trace *trace)
{
	const struct sim_model *model = b->drill->pack->model;
	const struct pack_screen *screen = &b->drill->pack->screen;
	struct str text = STR_INIT;
	const char *kept;

	for (size_t i = 0; i < screen->label_count; i++) {
		int a = sim_model_attribute(model, screen->labels[i]);

		if (a >= 0 && trace->value[a] >= 0)
			str_addf(&text, "%s%s", text.length ? " " : "",
				 sim_model_value_name(model, a,
						      trace->value[a]));
	}
	kept = arena_strdup(b->arena, text.s);
	str_finish(&text);
	return kept;
}

/* What the labels of a trace are, in their order. */
static const char *label_names(struct panel_builder *b)
{
	const struct pack_screen *screen = &b->drill->pack->screen;
	struct str text = STR_INIT;
	const char *kept;

	for (size_t i = 0; i < screen->label_count; i++)
		str_addf(&text, "%s%s", i ? " " : "", screen->labels[i]);
	kept = arena_strdup(b->arena, text.length ? text.s : "labels");
	str_finish(&text);
	return kept;
}

const char *trace_answer(struct panel_builder *b, enum sim_outcome outcome)
{
	return panel_say(b, "%s %s", sim_outcome_status(outcome),
			 sim_outcome_name(outcome));
}

enum tone trace_tone(enum sim_outcome outcome)
{
	if (outcome == SIM_OUTCOME_OK)
		return TONE_GOOD;
	return outcome == SIM_OUTCOME_OPEN ? TONE_DIM : TONE_BAD;
}

static void add_group(struct panel_builder *b, const char *name,
		      const struct sim_trace *traces, size_t count,
		      int attribute, int value)
{
	double n = 0, time = 0, failed = 0, attempts = 0;

	for (size_t i = 0; i < count; i++) {
		if (traces[i].value[attribute] != value)
			continue;
		n++;
		time += trace_seconds(traces[i].end_us - traces[i].start_us);
		failed += traces[i].outcome != SIM_OUTCOME_OK;
		attempts += traces[i].attempts;
	}
	if (n == 0)
		return;
	panel_add_row(b)->share = n / (double)count;
	panel_cell(b, TONE_PLAIN, "%s", name);
	panel_cell(b, TONE_PLAIN, "%.0f", n);
	panel_cell(b, TONE_PLAIN, "%s", panel_took(b, time / n));
	panel_cell(b, TONE_PLAIN, "%.0f %%", failed / n * 100);
	panel_cell(b, TONE_PLAIN, "%.2f", attempts / n);
}

static bool by_label(struct panel_builder *b, const struct sim_trace *traces,
		     size_t count, int attribute)
{
	const struct sim_model *model = b->drill->pack->model;

	b->panel->caption = panel_say(b, "Means over %zu sampled requests.",
				      count);
	panel_column(b, sim_model_attribute_name(model, attribute),
		     COLUMN_TEXT);
	panel_column(b, "requests", COLUMN_SHARE);
	panel_column(b, "took", COLUMN_RIGHT);
	panel_column(b, "with nothing", COLUMN_RIGHT);
	panel_column(b, "calls to the API", COLUMN_RIGHT);
	for (int v = 0; v < sim_model_value_count(model, attribute); v++)
		add_group(b, sim_model_value_name(model, attribute, v), traces,
			  count, attribute, v);
	b->panel->evidence = b->panel->title;
	return true;
}

static int slowest_first(const void *a, const void *b)
{
	const struct sim_trace *x = a, *y = b;
	int64_t x_us = x->end_us - x->start_us, y_us = y->end_us - y->start_us;

	if (x_us != y_us)
		return x_us > y_us ? -1 : 1;
	return x->press < y->press ? -1 : x->press > y->press;
}

static int most_calls_first(const void *a, const void *b)
{
	const struct sim_trace *x = a, *y = b;

	return x->attempts != y->attempts ? y->attempts - x->attempts
					  : slowest_first(a, b);
}

/* By when they began, which is the time that is shown. */
static int newest_first(const void *a, const void *b)
{
	const struct sim_trace *x = a, *y = b;

	if (x->start_us != y->start_us)
		return x->start_us < y->start_us ? 1 : -1;
	return x->press < y->press ? 1 : -(x->press > y->press);
}

/* What a list says of itself, in the order in which the answers came. */
static const char *evidence_of(struct panel_builder *b,
			       const struct sim_trace *traces, size_t count)
{
	double time = 0, attempts = 0, failed = 0;

	for (size_t i = 0; i < count; i++) {
		time += trace_seconds(traces[i].end_us - traces[i].start_us);
		attempts += traces[i].attempts;
		failed += traces[i].outcome != SIM_OUTCOME_OK;
	}
	return panel_say(
		b,
		"%zu sampled requests: %s and %.2f calls to the API in "
		"the mean, %.0f with nothing",
		count, panel_took(b, count ? time / (double)count : 0),
		count ? attempts / (double)count : 0, failed);
}

static bool list(struct panel_builder *b, struct sim_trace *traces,
		 size_t count, int order)
{
	b->panel->evidence = evidence_of(b, traces, count);
	if (order == 0)
		qsort(traces, count, sizeof(*traces), newest_first);

	b->panel->caption = panel_say(
		b,
		"A sample, %s first; open one with trace NUMBER, or see where "
		"time goes with by=hop.",
		order == 2 ? "most calls" : orders[order]);
	panel_column(b, "request", COLUMN_RIGHT);
	panel_column(b, "at", COLUMN_TEXT);
	panel_column(b, "took", COLUMN_RIGHT);
	panel_column(b, "calls", COLUMN_RIGHT);
	panel_column(b, "press", COLUMN_RIGHT);
	panel_column(b, "answer", COLUMN_TEXT);
	panel_column(b, label_names(b), COLUMN_WRAP);
	for (size_t i = 0; i < count; i++) {
		const struct sim_trace *trace = &traces[i];
		double took = trace_seconds(trace->end_us - trace->start_us);
		struct panel_row *row = panel_add_row(b);

		row->id = panel_say(b, "%u", trace->press);
		row->pin = panel_say(b, "id=%u", trace->press);
		panel_cell(b, TONE_PLAIN, "%u", trace->press);
		panel_cell(b, TONE_DIM, "%s", panel_time(b, trace->start_us));
		panel_cell(b, TONE_PLAIN, "%s", panel_took(b, took));
		panel_cell(b, TONE_PLAIN, "%d", trace->attempts);
		panel_cell(b, TONE_PLAIN, "%d", trace->press_number);
		panel_cell(b, trace_tone(trace->outcome), "%s",
			   trace_answer(b, trace->outcome));
		panel_cell(b, TONE_DIM, "%s%s", trace_labels(b, trace),
			   trace->degraded ? " degraded" : "");
	}
	return true;
}

/* Which of the words it is; the first one without any, -1 for none of them. */
static int place_of(const char *word, const char *const *words, int count)
{
	for (int i = 0; word && i < count; i++) {
		if (!strcmp(words[i], word))
			return i;
	}
	return word ? -1 : 0;
}

/* Puts the sample in order, and leaves as many as a list shows. */
static size_t put_in_order(struct sim_trace *traces, size_t count, int order)
{
	if (order > 0)
		qsort(traces, count, sizeof(*traces),
		      order == 1 ? slowest_first : most_calls_first);
	return count > TRACES_MAX ? TRACES_MAX : count;
}

bool panel_traces(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const char *filter = panel_arg(b, "filter");
	const char *by = panel_arg(b, "by");
	bool hops = by && !strcmp(by, "hop");
	const char *first = panel_arg(b, "order");
	int kind = place_of(filter, filters, 4), attribute = -1;
	int order = place_of(first, orders, 3);
	struct sim_trace *traces;
	int64_t last_s;
	size_t count;

	if (panel_arg(b, "id"))
		return panel_waterfall(b, panel_arg(b, "id"));
	if (kind < 0)
		return panel_wrong(b, "filter", filter, filters, 4);
	if (order < 0)
		return panel_wrong(b, "order", first, orders, 3);
	if ((!hops && !panel_label(b, "by", &attribute)) ||
	    !panel_seconds(b, "last", 600, 60,
			   drill->now_s + drill->pack->history_s, &last_s))
		return false;
	traces = arena_new(b->arena, struct sim_trace, TRACE_SAMPLE_MAX);
	count = sim_traces(drill->world.engine, (enum sim_trace_kind)kind, NULL,
			   panel_window(drill->now_s, last_s),
			   by || order ? TRACE_SAMPLE_MAX : TRACES_MAX, traces);
	b->panel->title = panel_say(b, "Traces%s%s%s%s, last %s",
				    kind ? ": " : "", kind ? filters[kind] : "",
				    by ? " by " : "", by ? by : "",
				    panel_span(b, last_s));
	if (hops)
		return panel_hops(b, traces, count, last_s);
	if (attribute >= 0)
		return by_label(b, traces, count, attribute);
	return list(b, traces, put_in_order(traces, count, order), order);
}
