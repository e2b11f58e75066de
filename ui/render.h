/*
 * Reports for people: text, Markdown and HTML from one structure.
 *
 * JSON is report_to_json() in scoring/.  The renderers compute nothing; they
 * escape everything that is not theirs.
 */
#ifndef GAMEDAY_UI_RENDER_H
#define GAMEDAY_UI_RENDER_H

#include "base/str.h"
#include "scoring/report.h"
#include "scoring/score.h"

enum render_format { RENDER_TEXT, RENDER_MARKDOWN, RENDER_HTML, RENDER_JSON };
int render_format_find(const char *word); /* -1 if unknown */

/* Whole report; text is wrapped to `width` cells (0 = 80). */
void render_report(const struct report *report, enum render_format format,
		   int width, struct str *out);
/* One page for an interviewer (scoring/card.h), at most 60 lines of 80 cells as
 * text.  There is no JSON of it: the report's has all that it shows. */
void render_card(const struct report *report, enum render_format format,
		 struct str *out);
void render_message(const struct message_report *report,
		    enum render_format format, struct str *out);

#endif
