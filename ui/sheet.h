/*
 * A sheet: a long text in roles, to be wrapped at the width there is and
 * scrolled.  The report, the briefing and the runbook are sheets.
 */
#ifndef GAMEDAY_UI_SHEET_H
#define GAMEDAY_UI_SHEET_H

#include "base/vec.h"
#include "ui/terminal/action.h"
#include "ui/draw.h"

enum sheet_kind {
	SHEET_TEXT,
	SHEET_HEADING, /* with a thin line */
	SHEET_BAR,     /* text, a bar of `share`, and `right` */
	SHEET_FIXED,   /* not wrapped: drawings */
};

struct sheet_line {
	enum sheet_kind kind;
	enum role role;
	int indent;
	char *lead; /* drawn before the indent in its own role; may be NULL */
	enum role lead_role;
	char *text;
	char *strong; /* a '*' for each byte of text that is; NULL = none */
	char *right;  /* at the right edge; may be NULL */
	enum role right_role;
	double share;
};

struct sheet {
	VEC_OF(struct sheet_line);
};

void sheet_finish(struct sheet *sheet);
void sheet_clear(struct sheet *sheet);
struct sheet_line *sheet_add(struct sheet *sheet, enum role role, int indent,
			     const char *format, ...)
	__attribute__((format(printf, 4, 5)));
void sheet_gap(struct sheet *sheet);
void sheet_heading(struct sheet *sheet, const char *title);
/* A sign or a label before the text. */
void sheet_lead(struct sheet_line *line, enum role role, const char *lead);
/* Takes **stars** off the text and shows strong what was between them. */
void sheet_mark(struct sheet_line *line);
void sheet_right(struct sheet_line *line, enum role role, const char *format,
		 ...) __attribute__((format(printf, 3, 4)));
int sheet_rows(const struct sheet *sheet, int columns);
/* Draws from row `top` on, with a scroll bar when there is more. */
void sheet_draw(const struct sheet *sheet, int top, struct surface *surface,
		struct area area);
/* Moves a scroll position by a list action; false if it is none. */
bool sheet_act(const struct sheet *sheet, int columns, int rows, int *top,
	       enum action action);

#endif
