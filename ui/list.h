/*
 * Lists: one of `count` rows is the one that keys move.  It is the row under the
 * cursor, or the first one that is shown.
 */
#ifndef GAMEDAY_UI_LIST_H
#define GAMEDAY_UI_LIST_H

#include "ui/terminal/action.h"

/* Moves `*selected` by a list action, kept within 0 .. count - 1 (0 where there
 * are no rows); false if it is no such action. */
bool list_act(int *selected, int count, int page, enum action action);
/* Columns of a list beside its details: what its names need, at least 30 and at
 * most three in five of those there are. */
int list_columns(int columns, int needed);

#endif
