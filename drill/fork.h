/*
 * Forks: the same drill again, or from here on otherwise.
 *
 * A debrief asks what would have been.  It lets the drill begin again, submits
 * what was submitted, takes a copy just before something is to be different,
 * and runs the copy to its full length.  Nothing here is recorded.
 *
 * One drill may be copied by several threads at once, while nobody changes it.
 */
#ifndef GAMEDAY_DRILL_FORK_H
#define GAMEDAY_DRILL_FORK_H

#include "drill/drill.h"

struct world; /* drill/world.h */

/* The simulated system with all that has changed it so far. */
const struct world *drill_world(const struct drill *drill);

/* A copy that goes on exactly as the drill itself would.  It shares texts with
 * the original, which must outlive it.  The caller destroys it. */
struct drill *drill_copy(const struct drill *drill);

/* The same pack, cast and mode once more, at the page, with nobody having done
 * anything.  `chance` 0 is the drill's own seed; any other number lets other
 * people come and other luck befall them, while the cast (cause, who, when, how
 * long an approver thinks) stays.  NULL on error. */
struct drill *drill_again(const struct drill *drill, uint64_t chance,
			  struct err *err);

/* Runs the baseline to the full length.  Copies taken from then on share it,
 * which spares half the work of each; the drill must outlive them. */
bool drill_settle_baseline(struct drill *drill, struct err *err);

/* Like drill_submit(), for what was submitted once before: a message keeps the
 * verdict that it had (NULL = it is judged now). */
bool drill_submit_again(struct drill *drill, const struct command *command,
			const struct verdict *verdict, struct err *err);

#endif
