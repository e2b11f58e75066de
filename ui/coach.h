/*
 * The coach: what a newcomer might do next.
 *
 * It looks at what has been done, never at what is true: it gives away no cause
 * and no right measure.  In the coached mode its line stands on the screen, and
 * the first steps are a guided look round the real system while the clock
 * stands.  In the other modes it speaks when asked.
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
int coach_guide_steps(void);

#endif
