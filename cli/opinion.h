/*
 * Between the report and whoever is asked for a second opinion.
 */
#ifndef GAMEDAY_CLI_OPINION_H
#define GAMEDAY_CLI_OPINION_H

#include "base/err.h"
#include "scoring/answers/question.h"
#include "scoring/report/report.h"

/* The report with a second opinion, if the environment names somebody to ask
 * (docs/scoring.md); else the report itself.  NULL when the environment is
 * set, but wrongly. */
const struct report *opinion_add(const struct report *report,
				 const struct question *question,
				 const char *text, struct arena *arena,
				 struct err *err);

/* Whether the environment names somebody to ask, and, if so, rightly. */
bool opinion_is_wanted(void);
bool opinion_check(struct err *err);

#endif
