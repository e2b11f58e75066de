#include "drill/panel_build.h"

#include "drill/figure.h"

#include <math.h>
#include <stdlib.h>

#define TRACES_MAX 30
#define SAMPLE_MAX 200
#define SPANS_MAX 200
#define BAR 32

static const char *const filters[] = { "all", "slow", "failed", "retried" };

static double seconds(int64_t us)
{
	return (double)us / (double)SECOND_US;
}

/* "plan=free tenant=self-serve ..." of what was asked for */
static const char *labels(struct panel_builder *b,
			  const struct sim_trace *trace)
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

static const char *outcome_text(struct panel_builder *b,
				enum sim_outcome outcome)
{
	return panel_say(b, "%s %s", sim_outcome_status(outcome),
			 sim_outcome_name(outcome));
}

static enum tone outcome_tone(enum sim_outcome outcome)
{
	if (outcome == SIM_OUTCOME_OK)
		return TONE_GOOD;
	return outcome == SIM_OUTCOME_OPEN ? TONE_DIM : TONE_BAD;
}

/* What a bar of the waterfall looks like: '.' waits, '=' works. */
static const char *bar(struct panel_builder *b, const struct sim_trace *trace,
		       const struct sim_span *span, int64_t end_us)
{
	char text[BAR + 1];
	double whole = (double)(end_us - trace->start_us);

	memset(text, ' ', BAR);
	text[BAR] = '\0';
	if (whole <= 0)
		return arena_strdup(b->arena, text);
	for (int i = 0; i < BAR; i++) {
		int64_t from = trace->start_us + (int64_t)(whole * i / BAR);
		int64_t to = trace->start_us + (int64_t)(whole * (i + 1) / BAR);
		int64_t end = span->end_us ? span->end_us : end_us;

		if (span->enter_us >= to || end < from)
			continue;
		text[i] = span->start_us && to > span->start_us ? '=' : '.';
	}
	return arena_strdup(b->arena, text);
}

static void add_span(struct panel_builder *b, const struct sim_trace *trace,
		     const struct sim_span *span, int64_t end_us)
{
	const struct sim_model *model = b->drill->pack->model;
	int64_t worked = span->start_us ? span->start_us : span->end_us;
	int64_t end = span->end_us ? span->end_us : b->drill->now_s * SECOND_US;

	panel_add_row(b);
	panel_cell(b, TONE_PLAIN, "%*s%s", span->depth * 2, "",
		   sim_model_node_name(model, span->node));
	if (span->attempt > 0)
		panel_cell(b, TONE_PLAIN, "%d", span->attempt);
	else
		panel_cell(b, TONE_PLAIN, "%s", "");
	panel_cell(b, TONE_DIM, "+%.1f s",
		   seconds(span->enter_us - trace->start_us));
	panel_cell(b, TONE_PLAIN, "%.1f s",
		   worked ? seconds(worked - span->enter_us) : 0.0);
	panel_cell(b, TONE_PLAIN, "%.1f s", seconds(end - span->enter_us));
	panel_cell(b, TONE_PLAIN, "%s", bar(b, trace, span, end_us));
	panel_cell(b, outcome_tone(span->outcome), "%s%s",
		   outcome_text(b, span->outcome),
		   span->orphan ? ", nobody waited" : "");
	if (span->usd > 0)
		panel_cell(b, TONE_PLAIN, "%.2f USD", span->usd);
}

static void waterfall_columns(struct panel_builder *b)
{
	panel_column(b, "hop", COLUMN_TEXT);
	panel_column(b, "try", COLUMN_RIGHT);
	panel_column(b, "at", COLUMN_RIGHT);
	panel_column(b, "waited", COLUMN_RIGHT);
	panel_column(b, "took", COLUMN_RIGHT);
	panel_column(b, "", COLUMN_TEXT);
	panel_column(b, "answer", COLUMN_TEXT);
	panel_column(b, "billed", COLUMN_RIGHT);
}

static bool waterfall(struct panel_builder *b, const char *id)
{
	struct sim_span *spans = arena_new(b->arena, struct sim_span,
					   SPANS_MAX);
	const struct sim_engine *engine = b->drill->world.engine;
	struct sim_trace trace;
	char *rest;
	unsigned long press = strtoul(id, &rest, 10);
	double usd = 0;
	int64_t end_us;
	size_t count, longest = 0;

	if (*rest || rest == id || press > UINT32_MAX ||
	    !sim_trace(engine, (uint32_t)press, &trace))
		return err_set(b->err, ERR_INPUT,
			       "there is no request '%.20s'; "
			       "look traces lists some",
			       id);
	count = sim_trace_spans(engine, (uint32_t)press, SPANS_MAX, spans);
	end_us = trace.end_us ? trace.end_us : b->drill->now_s * SECOND_US;
	for (size_t i = 0; i < count; i++) {
		usd += spans[i].usd;
		if (spans[i].end_us > end_us)
			end_us = spans[i].end_us;
		if (spans[i].depth >= spans[longest].depth &&
		    spans[i].end_us - spans[i].enter_us >
			    spans[longest].end_us - spans[longest].enter_us)
			longest = i;
	}
	b->panel->title = panel_say(b, "Request %s at %s", id,
				    panel_time(b, trace.start_us));
	b->panel->caption = panel_say(
		b,
		"%s; press %d of this person, %d calls to the API. '.' "
		"waits, '=' works.",
		labels(b, &trace), trace.press_number, trace.attempts);
	waterfall_columns(b);
	for (size_t i = 0; i < count; i++)
		add_span(b, &trace, &spans[i], end_us);
	b->panel->evidence = panel_say(
		b,
		"request %s (%s): %s after %.1f s, %d calls to the API, "
		"%.2f USD, longest hop %s",
		id, labels(b, &trace), sim_outcome_name(trace.outcome),
		seconds((trace.end_us ? trace.end_us
				      : b->drill->now_s * SECOND_US) -
			trace.start_us),
		trace.attempts, usd,
		count ? sim_model_node_name(b->drill->pack->model,
					    spans[longest].node)
		      : "none");
	return true;
}

struct hop {
	int node;
	double spans, waited, took, failed, orphans;
};

/* A hop's own time: what it took less what it waited for the next one. */
static void add_to_hops(const struct drill *drill, uint32_t press,
			struct hop *hops, size_t *count, struct sim_span *spans)
{
	size_t n = sim_trace_spans(drill->world.engine, press, SPANS_MAX,
				   spans);

	for (size_t i = 0; i < n; i++) {
		const struct sim_span *span = &spans[i];
		int64_t end = span->end_us ? span->end_us
					   : drill->now_s * SECOND_US;
		int64_t start = span->start_us ? span->start_us : end;
		size_t h = 0;

		while (h < *count && hops[h].node != span->node)
			h++;
		if (h == *count) {
			if (*count == SIM_NODES_MAX)
				continue;
			hops[(*count)++] = (struct hop){ .node = span->node };
		}
		hops[h].spans++;
		hops[h].waited += seconds(start - span->enter_us);
		hops[h].took += seconds(end - span->enter_us);
		hops[h].failed += span->outcome != SIM_OUTCOME_OK &&
				  span->outcome != SIM_OUTCOME_OPEN;
		hops[h].orphans += span->orphan;
	}
}

static bool by_hop(struct panel_builder *b, const struct sim_trace *traces,
		   size_t count)
{
	const struct drill *drill = b->drill;
	struct hop hops[SIM_NODES_MAX] = { 0 };
	struct sim_span *spans = arena_new(b->arena, struct sim_span,
					   SPANS_MAX);
	struct str text = STR_INIT;
	size_t hop_count = 0;

	for (size_t i = 0; i < count; i++)
		add_to_hops(drill, traces[i].press, hops, &hop_count, spans);
	b->panel->caption = panel_say(b,
				      "Means over %zu sampled requests; "
				      "what a hop took includes the hops "
				      "behind it.",
				      count);
	panel_column(b, "hop", COLUMN_TEXT);
	panel_column(b, "visits", COLUMN_RIGHT);
	panel_column(b, "waited", COLUMN_RIGHT);
	panel_column(b, "took", COLUMN_RIGHT);
	panel_column(b, "without success", COLUMN_RIGHT);
	panel_column(b, "nobody waited", COLUMN_RIGHT);
	for (size_t i = 0; i < hop_count; i++) {
		const struct hop *hop = &hops[i];
		const char *name = sim_model_node_name(drill->pack->model,
						       hop->node);

		panel_add_row(b)->id = name;
		panel_cell(b, TONE_PLAIN, "%s", name);
		panel_cell(b, TONE_PLAIN, "%.0f", hop->spans);
		panel_cell(b, TONE_PLAIN, "%.1f s", hop->waited / hop->spans);
		panel_cell(b, TONE_PLAIN, "%.1f s", hop->took / hop->spans);
		panel_cell(b, TONE_PLAIN, "%.0f %%",
			   hop->failed / hop->spans * 100);
		panel_cell(b, TONE_PLAIN, "%.0f %%",
			   hop->orphans / hop->spans * 100);
		str_addf(&text, "%s%s %.1f s (waited %.1f s)",
			 text.length ? ", " : "mean time: ", name,
			 hop->took / hop->spans, hop->waited / hop->spans);
	}
	b->panel->evidence = arena_strdup(b->arena, text.s);
	str_finish(&text);
	return true;
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
		time += seconds(traces[i].end_us - traces[i].start_us);
		failed += traces[i].outcome != SIM_OUTCOME_OK;
		attempts += traces[i].attempts;
	}
	if (n == 0)
		return;
	panel_add_row(b)->share = n / (double)count;
	panel_cell(b, TONE_PLAIN, "%s", name);
	panel_cell(b, TONE_PLAIN, "%.0f", n);
	panel_cell(b, TONE_PLAIN, "%.1f s", time / n);
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
	panel_column(b, "requests", COLUMN_RIGHT);
	panel_column(b, "took", COLUMN_RIGHT);
	panel_column(b, "without a clip", COLUMN_RIGHT);
	panel_column(b, "calls to the API", COLUMN_RIGHT);
	for (int v = 0; v < sim_model_value_count(model, attribute); v++)
		add_group(b, sim_model_value_name(model, attribute, v), traces,
			  count, attribute, v);
	b->panel->evidence = b->panel->title;
	return true;
}

static bool list(struct panel_builder *b, const struct sim_trace *traces,
		 size_t count)
{
	double time = 0, attempts = 0, failed = 0;

	b->panel->caption = "A sample, newest first; open one with trace "
			    "NUMBER, or see where time goes with by=hop.";
	panel_column(b, "request", COLUMN_RIGHT);
	panel_column(b, "at", COLUMN_TEXT);
	panel_column(b, "took", COLUMN_RIGHT);
	panel_column(b, "calls", COLUMN_RIGHT);
	panel_column(b, "press", COLUMN_RIGHT);
	panel_column(b, "answer", COLUMN_TEXT);
	panel_column(b, "labels", COLUMN_WRAP);
	for (size_t i = 0; i < count; i++) {
		const struct sim_trace *trace = &traces[i];
		double took = seconds(trace->end_us - trace->start_us);
		struct panel_row *row = panel_add_row(b);

		row->id = panel_say(b, "%u", trace->press);
		row->pin = panel_say(b, "id=%u", trace->press);
		panel_cell(b, TONE_PLAIN, "%u", trace->press);
		panel_cell(b, TONE_DIM, "%s", panel_time(b, trace->start_us));
		panel_cell(b, TONE_PLAIN, "%.1f s", took);
		panel_cell(b, TONE_PLAIN, "%d", trace->attempts);
		panel_cell(b, TONE_PLAIN, "%d", trace->press_number);
		panel_cell(b, outcome_tone(trace->outcome), "%s",
			   outcome_text(b, trace->outcome));
		panel_cell(b, TONE_DIM, "%s%s", labels(b, trace),
			   trace->degraded ? " degraded" : "");
		time += took;
		attempts += trace->attempts;
		failed += trace->outcome != SIM_OUTCOME_OK;
	}
	b->panel->evidence = panel_say(
		b,
		"%zu sampled requests: %.1f s and %.2f calls to the API in "
		"the mean, %.0f without a clip",
		count, count ? time / (double)count : 0,
		count ? attempts / (double)count : 0, failed);
	return true;
}

static int filter_of(const char *word)
{
	for (int i = 0; word && i < 4; i++) {
		if (!strcmp(filters[i], word))
			return i;
	}
	return word ? -1 : 0;
}

bool panel_traces(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const char *filter = panel_arg(b, "filter");
	const char *by = panel_arg(b, "by");
	bool hops = by && !strcmp(by, "hop");
	int kind = filter_of(filter), attribute = -1;
	struct sim_trace *traces;
	int64_t last_s;
	size_t count;

	if (panel_arg(b, "id"))
		return waterfall(b, panel_arg(b, "id"));
	if (kind < 0)
		return panel_wrong(b, "filter", filter, filters, 4);
	if ((!hops && !panel_label(b, "by", &attribute)) ||
	    !panel_seconds(b, "last", 600, 60,
			   drill->now_s + drill->pack->history_s, &last_s))
		return false;
	traces = arena_new(b->arena, struct sim_trace, SAMPLE_MAX);
	count = sim_traces(drill->world.engine, (enum sim_trace_kind)kind, NULL,
			   panel_window(drill->now_s, last_s),
			   by ? SAMPLE_MAX : TRACES_MAX, traces);
	b->panel->title = panel_say(b, "Traces%s%s%s%s, last %s",
				    kind ? ": " : "", kind ? filters[kind] : "",
				    by ? " by " : "", by ? by : "",
				    panel_clock(b, last_s));
	if (hops)
		return by_hop(b, traces, count);
	if (attribute >= 0)
		return by_label(b, traces, count, attribute);
	return list(b, traces, count);
}
