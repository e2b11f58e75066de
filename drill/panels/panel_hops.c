#include "drill/panels/panel_traces.h"

struct hop {
	int node;
	double spans, waited, took, failed, orphans;
	double done, done_took; /* visits that succeeded */
};

static struct hop *hop_of(struct hop *hops, size_t *count, int node)
{
	for (size_t i = 0; i < *count; i++) {
		if (hops[i].node == node)
			return &hops[i];
	}
	if (*count == SIM_NODES_MAX)
		return NULL;
	hops[*count] = (struct hop){ .node = node };
	return &hops[(*count)++];
}

static void add_to_hops(const struct sim_engine *engine,
			const struct sim_trace *trace, struct hop *hops,
			size_t *count, struct sim_span *spans)
{
	size_t n = sim_trace_spans(engine, trace->press, TRACE_SPANS_MAX,
				   spans);

	for (size_t i = 0; i < n; i++) {
		const struct sim_span *span = &spans[i];
		int64_t end = span->end_us ? span->end_us
					   : sim_engine_now(engine);
		int64_t start = span->start_us ? span->start_us : end;
		struct hop *hop = hop_of(hops, count, span->node);

		if (!hop)
			continue;
		hop->spans++;
		hop->waited += trace_seconds(start - span->enter_us);
		hop->took += trace_seconds(end - span->enter_us);
		hop->orphans += span->orphan;
		if (span->outcome == SIM_OUTCOME_OK) {
			hop->done++;
			hop->done_took += trace_seconds(end - span->enter_us);
		} else if (span->outcome != SIM_OUTCOME_OPEN) {
			hop->failed++;
		}
	}
}

/* The same sample on a usual day, for comparison. */
static size_t usual_hops(struct panel_builder *b, int64_t last_s,
			 struct hop hops[SIM_NODES_MAX], struct sim_span *spans)
{
	const struct sim_engine *engine = b->drill->baseline.engine;
	struct sim_trace *traces = arena_new(b->arena, struct sim_trace,
					     TRACE_SAMPLE_MAX);
	size_t n = sim_traces(engine, SIM_TRACE_ALL, NULL,
			      panel_window(b->drill->now_s, last_s),
			      TRACE_SAMPLE_MAX, traces);
	size_t count = 0;

	for (size_t i = 0; i < n; i++)
		add_to_hops(engine, &traces[i], hops, &count, spans);
	return count;
}

static void number(struct panel_builder *b, enum tone tone, double sum,
		   double count)
{
	if (count > 0)
		panel_cell(b, tone, "%s", panel_took(b, sum / count));
	else
		panel_cell(b, TONE_DIM, "-");
}

static void add_hop(struct panel_builder *b, const struct hop *hop,
		    const struct hop *usual)
{
	const char *name = sim_model_node_name(b->drill->pack->model,
					       hop->node);

	panel_add_row(b)->id = name;
	panel_cell(b, TONE_PLAIN, "%s", name);
	panel_cell(b, TONE_PLAIN, "%.0f", hop->spans);
	number(b, TONE_PLAIN, hop->waited, hop->spans);
	number(b, TONE_PLAIN, hop->took, hop->spans);
	number(b, TONE_STRONG, hop->done_took, hop->done);
	number(b, TONE_DIM, usual ? usual->done_took : 0,
	       usual ? usual->done : 0);
	panel_cell(b, TONE_PLAIN, "%.0f %%", hop->failed / hop->spans * 100);
	panel_cell(b, TONE_PLAIN, "%.0f %%", hop->orphans / hop->spans * 100);
}

bool panel_hops(struct panel_builder *b, const struct sim_trace *traces,
		size_t count, int64_t last_s)
{
	struct hop hops[SIM_NODES_MAX] = { 0 }, usual[SIM_NODES_MAX] = { 0 };
	struct sim_span *spans = arena_new(b->arena, struct sim_span,
					   TRACE_SPANS_MAX);
	size_t hop_count = 0, usual_count = usual_hops(b, last_s, usual, spans);
	struct str text = STR_INIT;

	for (size_t i = 0; i < count; i++)
		add_to_hops(b->drill->world.engine, &traces[i], hops,
			    &hop_count, spans);
	b->panel->caption =
		panel_say(b,
			  "Means over %zu sampled requests; what a hop took "
			  "includes the hops behind it.",
			  count);
	panel_column(b, "hop", COLUMN_TEXT);
	panel_column(b, "visits", COLUMN_RIGHT);
	panel_column(b, "waited", COLUMN_RIGHT);
	panel_column(b, "took", COLUMN_RIGHT);
	panel_column(b, "took if ok", COLUMN_RIGHT);
	panel_column(b, "usually", COLUMN_RIGHT);
	panel_column(b, "not ok", COLUMN_RIGHT);
	panel_column(b, "nobody waited", COLUMN_RIGHT);
	for (size_t i = 0; i < hop_count; i++) {
		const struct hop *hop = &hops[i], *then;

		then = hop_of(usual, &usual_count, hop->node);
		add_hop(b, hop, then);
		if (hop->done > 0)
			str_addf(&text, "%s%s %s",
				 text.length ? ", " : "mean time if ok: ",
				 sim_model_node_name(b->drill->pack->model,
						     hop->node),
				 panel_took(b, hop->done_took / hop->done));
		if (hop->done > 0 && then && then->done > 0)
			str_addf(&text, " (usually %s)",
				 panel_took(b, then->done_took / then->done));
	}
	b->panel->evidence = arena_strdup(b->arena, text.s);
	str_finish(&text);
	return true;
}
