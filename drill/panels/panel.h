/*
 * Panels: what a player can look at, as data.
 *
 * A panel is a table with a caption, made from the drill's state and telemetry
 * at one moment.  The terminal UI, plain text and pins all show the same one.
 * Which panels and keys there are is a closed vocabulary; which nodes, labels
 * and texts they show comes from the pack.
 */
#ifndef GAMEDAY_DRILL_PANELS_PANEL_H
#define GAMEDAY_DRILL_PANELS_PANEL_H

#include "base/arena.h"
#include "base/err.h"
#include "drill/commands/command.h"

#include <stdbool.h>
#include <stddef.h>

struct drill;

/* id, word, title, keys ('|'-parted), help */
#define PANELS(P) \
	P(OVERVIEW, "overview", "Overview", "at", \
	  "the figures that matter, against normal") \
	P(METRICS, "metrics", "Metrics", "metric|by|window|last|at", \
	  "any series, by any label") \
	P(TRACES, "traces", "Traces", "filter|id|by|last|order", \
	  "requests and where their time went") \
	P(LOGS, "logs", "Logs", "match|level|last|line", \
	  "what the services wrote") \
	P(BILLING, "billing", "Billing", "by|last|of", "where the money goes") \
	P(INFRA, "infra", "Infrastructure", "node|last", \
	  "queues, workers, scaling, GPUs") \
	P(CHANGES, "changes", "Changes", "kind|last|at", \
	  "deploys, flags, configuration") \
	P(VENDOR, "vendor", "Vendor", "last", "status page, limits, credit") \
	P(INBOX, "inbox", "Inbox", "from", "messages to you, and yours") \
	P(TIMELINE, "timeline", "Timeline", "", "what happened so far") \
	P(MAP, "map", "Map", "", "how the system hangs together") \
	P(RUNBOOK, "runbook", "Runbook", "page", "what the team wrote down") \
	P(MITIGATIONS, "mitigations", "Measures", "id|category", \
	  "what can be done, and what it takes") \
	P(HYPOTHESES, "hypotheses", "Hypotheses", "cause", \
	  "suspicions and their evidence") \
	P(PLAN, "plan", "Plan", "phase", "now, days, weeks")

enum panel_id {
#define P(id, word, title, keys, help) PANEL_##id,
	PANELS(P)
#undef P
		PANEL_COUNT
};
int panel_find(const char *word); /* -1 if unknown */
const char *panel_word(enum panel_id id);
const char *panel_title(enum panel_id id);
const char *panel_keys(enum panel_id id);
const char *panel_help(enum panel_id id);

/* What a text is, for whoever draws it; never colour alone. */
enum tone { TONE_PLAIN, TONE_DIM, TONE_STRONG, TONE_GOOD, TONE_WARN, TONE_BAD };

struct panel_column {
	const char *title;
	bool right; /* numbers */
	bool wrap;  /* takes the room that is left */
	bool bar;   /* the bars of the rows' shares stand behind it */
};

struct panel_cell {
	const char *text;
	enum tone tone;
};

struct panel_row {
	const struct panel_cell *cells; /* one per column */
	const char *id;	 /* of what the row is about: trace, measure ... */
	const char *pin; /* arguments that pin just this row, or NULL */
	double share;	 /* 0..1 for a bar behind its column; < 0 = none */
};

struct panel {
	enum panel_id id;
	const char *title;   /* "Billing by tenant, last 10 min" */
	const char *caption; /* what one reads out of it; one or two lines */
	const struct panel_column *columns;
	size_t column_count;
	const struct panel_row *rows;
	size_t row_count;
	const char *const *notes; /* lines below the table */
	size_t note_count;
	const char *evidence; /* the one line that a pin stores */
};

/* Reads a panel now.  Arguments are checked: an unknown key or value is an
 * error that lists the right ones.  Lives in the arena. */
const struct panel *panel_read(const struct drill *drill, enum panel_id id,
			       const struct command_arg *args, size_t arg_count,
			       struct arena *arena, struct err *err);

#endif
