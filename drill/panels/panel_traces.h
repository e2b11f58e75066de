/*
 * The three ways to look at requests: a list of them, one of them opened, and
 * where their time went.
 */
#ifndef GAMEDAY_DRILL_PANELS_PANEL_TRACES_H
#define GAMEDAY_DRILL_PANELS_PANEL_TRACES_H

#include "drill/panels/panel_build.h"

#define TRACE_SAMPLE_MAX 200
#define TRACE_SPANS_MAX 200

double trace_seconds(int64_t us);
/* "free self-serve 1080p8 ...": what was asked for. */
const char *trace_labels(struct panel_builder *b,
			 const struct sim_trace *trace);
const char *trace_answer(struct panel_builder *b, enum sim_outcome outcome);
enum tone trace_tone(enum sim_outcome outcome);

/* One request opened; id as written. */
bool panel_waterfall(struct panel_builder *b, const char *id);
/* Means of a sample by hop. */
bool panel_hops(struct panel_builder *b, const struct sim_trace *traces,
		size_t count, int64_t last_s);

#endif
