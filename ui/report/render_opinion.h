/*
 * A second opinion on a written answer, as part of its report.
 */
#ifndef GAMEDAY_UI_REPORT_RENDER_OPINION_H
#define GAMEDAY_UI_REPORT_RENDER_OPINION_H

#include "ui/report/page.h"

/* What came of asking, in a sentence or two. */
void opinion_sentence(const struct report_opinion *opinion, struct str *out);
/* Where it differs from the score on one criterion. */
void opinion_difference(const struct report_opinion *opinion,
			const struct report_criterion *criterion,
			const struct report_opinion_verdict *verdict,
			struct str *out);

/* Nothing if there is none. */
void render_opinion(struct page *page, const struct report *report);

#endif
