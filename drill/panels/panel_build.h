/*
 * Building a panel, row by row.
 *
 *	panel_column(b, "tenant", 0);
 *	panel_row(b);
 *	panel_cell(b, TONE_PLAIN, "%s", name);
 *
 * Each panel is one function in a file panel_WORD.c that reads its arguments
 * with panel_arg() and fills the builder; an error names the right values.
 */
#ifndef GAMEDAY_DRILL_PANELS_PANEL_BUILD_H
#define GAMEDAY_DRILL_PANELS_PANEL_BUILD_H

#include "base/vec.h"
#include "drill/drill_internal.h"
#include "drill/panels/panel.h"

#define PANEL_COLUMNS_MAX 14
#define PANEL_ROWS_MAX 400

/* COLUMN_SHARE: to the right, and the row's share as a bar behind it. */
enum { COLUMN_TEXT, COLUMN_RIGHT, COLUMN_WRAP, COLUMN_SHARE };

struct panel_builder {
	const struct drill *drill;
	const struct command_arg *args;
	size_t arg_count;
	struct arena *arena;
	struct err *err;

	struct panel *panel;
	struct panel_column columns[PANEL_COLUMNS_MAX];
	size_t column_count;
	struct {
		VEC_OF(struct panel_row);
	} rows;
	struct {
		VEC_OF(const char *);
	} notes;
	size_t cell; /* next one of the last row */
};

typedef bool panel_make(struct panel_builder *b);

panel_make panel_overview, panel_metrics, panel_traces, panel_logs,
	panel_billing, panel_infra, panel_changes, panel_vendor, panel_inbox,
	panel_timeline, panel_map, panel_runbook, panel_mitigations,
	panel_hypotheses, panel_plan;

/* Arguments. */
const char *panel_arg(const struct panel_builder *b, const char *key);
/* "last=10:00" or minutes alone; `fallback` without it. */
bool panel_seconds(struct panel_builder *b, const char *key, int64_t fallback,
		   int64_t least, int64_t most, int64_t *out);
/* "at=12:30", a moment of the drill that has been; now without it. */
bool panel_moment(struct panel_builder *b, const char *key, int64_t *out);
/* An error: KEY= takes one of these. */
bool panel_wrong(struct panel_builder *b, const char *key, const char *value,
		 const char *const *right, size_t count);
/* The attribute that by= names, among the pack's labels; -1 = no by=. */
bool panel_label(struct panel_builder *b, const char *key, int *attribute);

/* The window of the last `seconds` before a second of the drill. */
struct sim_window panel_window(int64_t at_s, int64_t seconds);

/* Content. */
void panel_column(struct panel_builder *b, const char *title, int kind);
struct panel_row *panel_add_row(struct panel_builder *b);
struct panel_row *panel_last_row(struct panel_builder *b);
void panel_cell(struct panel_builder *b, enum tone tone, const char *format,
		...) __attribute__((format(printf, 3, 4)));
void panel_figure(struct panel_builder *b, enum tone tone, const char *unit,
		  double value);
void panel_note(struct panel_builder *b, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
#define panel_say(b, ...) arena_printf((b)->arena, __VA_ARGS__)
/* A value for people, in the arena. */
const char *panel_value(struct panel_builder *b, const char *unit,
			double value);
/* As the value of an argument, in quotes. */
const char *panel_quoted(struct panel_builder *b, const char *text);
/* How long a call took: "38.2 s", "45 ms". */
const char *panel_took(struct panel_builder *b, double seconds);
/* A pack's text with its slots filled, in the arena. */
const char *panel_words(struct panel_builder *b, const char *text);
/* "14:07:31" of a moment in drill microseconds; "14:07" of a second. */
const char *panel_time(struct panel_builder *b, int64_t at_us);
const char *panel_hour(struct panel_builder *b, int64_t at_s);
const char *panel_clock(struct panel_builder *b, int64_t at_s);
/* A length of time: "10 min", "2 min 30 s". */
const char *panel_span(struct panel_builder *b, int64_t seconds);

#endif
