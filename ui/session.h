/*
 * A session: a drill being played, whoever shows it.
 *
 * The terminal UI and plain text are two faces of the same session.  It turns
 * real time into drill time at a speed, stops the clock where the mode says so,
 * and hands commands to the drill.  It has no clock of its own: the caller says
 * how much real time has passed.
 */
#ifndef GAMEDAY_UI_SESSION_H
#define GAMEDAY_UI_SESSION_H

#include "base/err.h"
#include "drill/drill.h"
#include "drill/playback.h"

#include <stdbool.h>
#include <stdint.h>

#define SESSION_SPEED_MIN 0.25
#define SESSION_SPEED_MAX 60.0
#define SESSION_SPEED_DEFAULT 3.0   /* 60 minutes in 20 */
#define SESSION_EXAM_SLOW_MAX_S 600 /* real seconds of slow writing */
#define SESSION_PLAN_S 600	    /* real seconds of the plan phase */

struct worksheet_shelf;

struct session {
	struct drill *drill; /* borrowed */
	double speed;	     /* drill seconds per real second */
	bool paused;	     /* not in exam mode */
	bool writing;	     /* a composer or a dialog is open: slow or stop */
	bool planning;	     /* play is over: the plan phase */
	double slow_used_s;  /* exam: real seconds written slowly */
	double carry_s;	     /* drill time not yet advanced */
	double plan_left_s;  /* real seconds of the plan phase */
	bool finished;	     /* the drill has ended */
	struct playback *playback; /* what is watched; NULL = played live */
	unsigned jumps;		   /* of a playback: times it left its way */
	const struct worksheet_shelf *worksheets; /* borrowed, or NULL */
};

void session_init(struct session *session, struct drill *drill, double speed);
/* Watches a recorded drill from where the playback stands; borrowed.  It can
 * be paused in every mode. */
void session_watch(struct session *session, struct playback *playback,
		   double speed);
/* Goes to a place of the playback. */
bool session_jump(struct session *session, int64_t to_s, struct err *err);
/* Lets real_s real seconds pass. */
bool session_tick(struct session *session, double real_s, struct err *err);
/* Goes straight to the next event. */
bool session_skip(struct session *session, struct err *err);
/* Hands a command to the drill; WAIT and END as session_command() has them.
 * Refuses what the plan phase has no room for. */
bool session_submit(struct session *session, const struct command *command,
		    uint32_t *seq, struct err *err);
/* Runs one typed command line; `wait` moves time, `end` opens the plan phase
 * the first time and ends the drill the second (or at once when `final`). */
bool session_command(struct session *session, const char *line, uint32_t *seq,
		     struct err *err);
/* Drill seconds per real second at this moment (0 = the clock stands). */
double session_rate(const struct session *session);
/* Sets the speed, within the bounds above. */
void session_set_speed(struct session *session, double speed);
/* Stops the clock or lets it run; refused in exam mode. */
bool session_pause(struct session *session, bool paused, struct err *err);

#endif
