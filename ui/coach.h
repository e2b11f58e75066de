/*
 * The coach: what a newcomer might do next.
 *
 * It looks at what has been done, never at what is true: it gives away no cause
 * and no right measure.  In the coached mode its card stands on the screen, and
 * the first steps are a guided look round the real system while the clock
 * stands: each waits for the one before it, so that what is said is done in
 * order.  In the other modes it speaks when asked.
 */
#ifndef GAMEDAY_UI_COACH_H
#define GAMEDAY_UI_COACH_H

#include "ui/terminal/keymap.h"
#include "ui/session.h"

struct coach_advice {
	int step;	 /* of the guided start, from 1; 0 = it is over */
	struct str line; /* what to do, with its keys */
	struct str why;	 /* and to what end */
};

/* With the keys of the keymap; NULL = with what is typed at a prompt.  False
 * when there is nothing to say.  The caller finishes the advice. */
bool coach_advise(const struct session *session, const struct keymap *keymap,
		  struct coach_advice *advice);
void coach_finish(struct coach_advice *advice);
/* The step of the guided start that is to be done, from 1; 0 = there is none,
 * or it is over. */
int coach_guided(const struct session *session);
int coach_guide_steps(void);

#endif
