/*
 * A debrief that is worked out beside whatever else the program does.
 *
 * It runs in a thread of its own, on all cores.  The main thread asks now and
 * then whether there is news: a report that knows more than the one before.
 */
#ifndef GAMEDAY_CLI_DEBRIEFING_H
#define GAMEDAY_CLI_DEBRIEFING_H

#include "debrief/rivals.h"
#include "drill/drill.h"
#include "scoring/report/report.h"

#include <stdbool.h>

struct debriefing;

/* Starts; drill, ahead (of it, or NULL) and report are borrowed and must not
 * change.  `how` goes to
 * the report.  The caller destroys it; it never fails: without a thread
 * the work is done at once. */
struct debriefing *debriefing_start(const struct drill *drill,
				    struct rivals_ahead *ahead,
				    const struct report *report,
				    enum report_debrief how);
/* The newest report when it is newer than at the last call, else NULL.  Lives
 * as long as the debriefing. */
const struct report *debriefing_news(struct debriefing *debriefing);
/* Runs done, of how many; false when all is done. */
bool debriefing_progress(const struct debriefing *debriefing, size_t *done,
			 size_t *total);
/* Waits until it is done, or cancels it first; then the report with all of it,
 * or the one that it began with when it was cancelled.  NULL on an error. */
const struct report *debriefing_wait(struct debriefing *debriefing, bool cancel,
				     struct err *err);
void debriefing_destroy(struct debriefing *debriefing);

/* The same as waiting, for a command without a screen: says on standard error,
 * if that is a terminal, how far it is; Ctrl-C leaves the rest out. */
const struct report *debriefing_attend(struct debriefing *debriefing,
				       struct err *err);

/* --debrief full|score; NULL is full. */
bool debriefing_wanted(const char *option, bool *full, struct err *err);

#endif
