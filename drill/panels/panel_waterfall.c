#include "drill/panels/panel_traces.h"

#include <stdlib.h>

#define BAR 32

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
	panel_cell(b, TONE_DIM, "+%s",
		   panel_took(b,
			      trace_seconds(span->enter_us - trace->start_us)));
	panel_cell(b, TONE_PLAIN, "%s",
		   panel_took(b, worked ? trace_seconds(worked - span->enter_us)
					: 0.0));
	panel_cell(b, TONE_PLAIN, "%s",
		   panel_took(b, trace_seconds(end - span->enter_us)));
	panel_cell(b, TONE_PLAIN, "%s", bar(b, trace, span, end_us));
	panel_cell(b, trace_tone(span->outcome), "%s%s",
		   trace_answer(b, span->outcome),
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

bool panel_waterfall(struct panel_builder *b, const char *id)
{
	struct sim_span *spans = arena_new(b->arena, struct sim_span,
					   TRACE_SPANS_MAX);
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
	count = sim_trace_spans(engine, (uint32_t)press, TRACE_SPANS_MAX,
				spans);
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
		b, "%s; press %d of this person, %d calls to the API.",
		trace_labels(b, &trace), trace.press_number, trace.attempts);
	waterfall_columns(b);
	for (size_t i = 0; i < count; i++)
		add_span(b, &trace, &spans[i], end_us);
	panel_note(b, "In the bars '.' waits and '=' works.");
	b->panel->evidence = panel_say(
		b,
		"request %s (%s): %s after %s, %d calls to the API, "
		"%.2f USD, longest hop %s",
		id, trace_labels(b, &trace), sim_outcome_name(trace.outcome),
		panel_took(b, trace_seconds((trace.end_us ? trace.end_us
							  : b->drill->now_s *
								    SECOND_US) -
					    trace.start_us)),
		trace.attempts, usd,
		count ? sim_model_node_name(b->drill->pack->model,
					    spans[longest].node)
		      : "none");
	return true;
}
