/*
 * Reports for people: text, Markdown and HTML from one structure.
 *
 * JSON is report_to_json() in scoring/.  The renderers compute nothing; they
 * escape everything that is not theirs.
 */
#ifndef GAMEDAY_UI_REPORT_RENDER_H
#define GAMEDAY_UI_REPORT_RENDER_H

#include "base/str.h"
#include "scoring/report/report.h"
#include "scoring/score.h"

enum render_format { RENDER_TEXT, RENDER_MARKDOWN, RENDER_HTML, RENDER_JSON };
int render_format_find(const char *word); /* -1 if unknown */

/* Whole report; text is wrapped to `width` cells (0 = 80). */
void render_report(const struct report *report, enum render_format format,
		   int width, struct str *out);
/* A drill's report in another style: as a reviewer would write it, as an
 * after-action report with improvement plan, as a blameless postmortem.  Text,
 * Markdown or HTML; the data of all is the JSON of the first. */
enum render_style { RENDER_REVIEW, RENDER_AAR, RENDER_POSTMORTEM };
int render_style_find(const char *word); /* "review" "aar" "postmortem"; -1 */
void render_styled(const struct report *report, enum render_style style,
		   enum render_format format, int width, struct str *out);
/* Two drills of the same scenario side by side; names are what they are called
 * ("drill 3, Ann").  Text, Markdown or HTML. */
struct render_side {
	const char *name;
	const struct report *report;
};
void render_compare(const struct render_side *left,
		    const struct render_side *right, enum render_format format,
		    int width, struct str *out);
/* One page for an interviewer (scoring/report/card.h), at most 60 lines of 80 cells as
 * text.  There is no JSON of it: the report's has all that it shows. */
void render_card(const struct report *report, enum render_format format,
		 struct str *out);
void render_message(const struct message_report *report,
		    enum render_format format, struct str *out);

#endif
