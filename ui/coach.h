/*
 * The coach: one quiet line on what a newcomer might do next.
 *
 * It looks at what has been done, never at what is true: it gives away no
 * cause and no right measure.
 */
#ifndef GAMEDAY_UI_COACH_H
#define GAMEDAY_UI_COACH_H

#include "ui/session.h"

/* NULL when there is nothing to say. */
const char *coach_line(const struct session *session);

#endif
