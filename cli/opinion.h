/*
 * Between the report and whoever is asked for a second opinion.
 */
#ifndef GAMEDAY_CLI_OPINION_H
#define GAMEDAY_CLI_OPINION_H

#include "base/err.h"
#include "drill/drill.h"
#include "scoring/answers/question.h"
#include "scoring/report/report.h"

/* The report with a second opinion, if the environment names somebody to ask
 * (docs/scoring.md); else the report itself.  NULL when the environment is
 * set, but wrongly. */
const struct report *opinion_add(const struct report *report,
				 const struct question *question,
				 const char *text, struct arena *arena,
				 struct err *err);

/* The same for what was written in a drill: messages, notes, plan.  It is asked
 * about those criteria alone that words can meet; the rubric says what meets
 * them. */
const struct report *opinion_add_drill(const struct report *report,
				       const struct drill *drill,
				       struct arena *arena, struct err *err);
/* What would be sent: all that the player wrote, in order. */
const char *opinion_drill_text(const struct drill *drill, struct arena *arena);

/* Whether the environment names somebody to ask, and, if so, rightly. */
bool opinion_is_wanted(void);
bool opinion_check(struct err *err);
/* The same where it was asked for: an error when it names nobody. */
bool opinion_need(struct err *err);

#endif
