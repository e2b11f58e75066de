/*
 * A worksheet as text and as JSON.
 */
#ifndef GAMEDAY_UI_WORKSHEET_PAGE_H
#define GAMEDAY_UI_WORKSHEET_PAGE_H

#include "scenarios/worksheet.h"

/* Inputs, rows with their formulas, sentences and a line to cite; `width`
 * cells wide.  The values must have been worked out. */
bool worksheet_text(const struct worksheet_values *values, int width,
		    struct str *out, struct err *err);
/* The JSON of docs/worksheets.md. */
bool worksheet_json(const struct worksheet_values *values, struct str *out,
		    struct err *err);

#endif
