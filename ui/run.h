/*
 * Running a screen: the loop between a terminal and an app.
 *
 * It waits for keys, signals and the next tick, and writes a frame only when
 * something has changed.  Nothing here is busy: with no key pressed it wakes
 * ten times a second, so that the clock can move.
 */
#ifndef GAMEDAY_UI_RUN_H
#define GAMEDAY_UI_RUN_H

#include "ui/app.h"
#include "ui/home.h"
#include "ui/reader.h"
#include "ui/rehearsal.h"
#include "ui/terminal/terminal.h"

/* Something else that wants a turn several times a second and may not wait. */
struct run_hook {
	void *context;
	void (*turn)(void *context);
};

/* Until the player leaves or a signal asks to (true), or the terminal is gone
 * (false, with the reason).  `hook` may be NULL. */
bool run_app(struct terminal *terminal, struct app *app,
	     const struct run_hook *hook, struct err *err);
/* The same for a written answer.  The caller keeps the last words: see
 * rehearsal_keep(). */
bool run_rehearsal(struct terminal *terminal, struct rehearsal *rehearsal,
		   struct err *err);
/* Until something is chosen: its place among the items, HOME_QUIT to leave,
 * HOME_FAILED (with the reason) when the terminal is gone. */
int run_home(struct terminal *terminal, struct home *home, struct err *err);
/* Until the reader is left. */
bool run_reader(struct terminal *terminal, struct reader *reader,
		struct err *err);

#endif
