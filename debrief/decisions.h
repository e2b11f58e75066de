/*
 * Decisions: the inputs of a drill that can change the system, and the
 * earliest second at which each could have been taken.
 *
 * A measure put to work or taken back is a decision.  So is a message to an
 * audience on which something hangs (the pack says how words move the world,
 * who approves what, and what does not happen to those who were told), and a
 * declaration on which an inject or an approval hangs.  Whether one changed
 * anything in a certain drill only a re-run can tell.
 *
 * The earliest second is never before what a decision needs:
 *
 * - a measure: the first look or pin of the player that bears on a cause which
 *   the measure is for, and time to read it.  Where they had none, or the
 *   measure needs none: the page, and time to read a panel.
 * - where the approver asks for a suspicion: the first that names such a cause.
 * - a message: the first look or pin, and time to write.  An update to those
 *   who were told before speaks of its own time and is not moved.
 * - taking back: that the measure was in force, and time to see what it does.
 * - never before the command before it about the same measure.
 *
 * A measure with an approver brings along the message to them that went with
 * the request; where there was none, the next one, for which they had asked.
 */
#ifndef GAMEDAY_DEBRIEF_DECISIONS_H
#define GAMEDAY_DEBRIEF_DECISIONS_H

#include "debrief/rerun.h"

#define DECISION_READ_S 30  /* to read a panel */
#define DECISION_WRITE_S 60 /* to write a message, to see an effect */
#define DECISION_WORTH_S 60 /* earlier by less is not worth asking */

struct decision {
	size_t input;			    /* which */
	const struct pack_mitigation *what; /* NULL for words */
	const char *title;		    /* "Cap the spend an hour" */
	int64_t earliest_s; /* -1 = it could not be a minute earlier */
	size_t company[EDIT_COMPANY_MAX];
	int64_t floors[EDIT_COMPANY_MAX];
	size_t company_count;
	bool never_landed; /* a measure that was not in force by the end */
	/* Words: whose request went with them or hung on them, or NULL; where it
	 * went with them, the title says so. */
	const struct decision *carries;
};

struct decisions {
	const struct decision *items;
	size_t count;
};

/* All of them, in order of time.  Lives in the arena. */
void decisions_of(const struct drill *drill, const struct inputs *inputs,
		  struct arena *arena, struct decisions *out);

#endif
