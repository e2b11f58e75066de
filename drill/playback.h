/*
 * Playback: a recorded drill as it stood at any of its seconds.
 *
 * The record is run once from beginning to end, which also checks it, and
 * copies of the drill are kept on the way.  To go to a second is then to copy
 * the nearest one before it and to run the rows in between: some milliseconds.
 *
 * A place in a playback is a second.  What was done after play was over (plans,
 * the last messages) happened at one and the same second of the drill; there
 * the playback's seconds go on, PLAYBACK_STEP_S for each input, so that these
 * too can be watched one by one.  Nothing here writes to a journal.
 */
#ifndef GAMEDAY_DRILL_PLAYBACK_H
#define GAMEDAY_DRILL_PLAYBACK_H

#include "drill/drill.h"

#define PLAYBACK_STEP_S 10

struct playback;

/* Runs the record; rows and pack must outlive it.  NULL on error: ERR_STATE
 * when this program derives something else.  It stands at 0.  The caller owns
 * it. */
struct playback *playback_create(const struct drill_options *options,
				 const struct journal_row *rows, size_t count,
				 struct err *err);
void playback_destroy(struct playback *playback); /* takes NULL */

/* The drill as it stood here: borrowed, only to be looked at, and another one
 * after playback_go(). */
struct drill *playback_drill(const struct playback *playback);
int64_t playback_now(const struct playback *playback);
int64_t playback_end(const struct playback *playback); /* the last second */
/* Goes to a second, forwards or backwards, at most to the ends. */
bool playback_go(struct playback *playback, int64_t to_s, struct err *err);
/* The place of the next (by 1) or the last (by -1) decision or news, seen from
 * here; the end, or 0, when there is none.  Looks, pins and verdicts are
 * neither; what comes within a second is one. */
int64_t playback_moment(const struct playback *playback, int by);

#endif
