#include "ui/session.h"

#include "base/calendar.h"

#include <math.h>
#include <string.h>

/* Longer than this no frame takes: the machine slept, or the program did. */
#define TICK_MAX_S 2.0

void session_init(struct session *session, struct drill *drill, double speed)
{
	memset(session, 0, sizeof(*session));
	session->drill = drill;
	session_set_speed(session, speed);
	session->planning = drill_phase(drill) == DRILL_PLANNING;
	session->plan_left_s = SESSION_PLAN_S;
	session->finished = drill_phase(drill) == DRILL_ENDED;
}

void session_set_speed(struct session *session, double speed)
{
	if (!(speed > 0))
		speed = SESSION_SPEED_DEFAULT;
	session->speed = fmin(fmax(speed, SESSION_SPEED_MIN),
			      SESSION_SPEED_MAX);
}

bool session_pause(struct session *session, bool paused, struct err *err)
{
	if (paused && !session->playback &&
	    drill_mode(session->drill) == DRILL_EXAM)
		return err_set(err, ERR_STATE,
			       "the clock cannot be stopped in an exam");
	session->paused = paused;
	return true;
}

static bool session_at_end(const struct session *session)
{
	return playback_now(session->playback) >=
	       playback_end(session->playback);
}

double session_rate(const struct session *session)
{
	bool exam = drill_mode(session->drill) == DRILL_EXAM;

	if (session->playback)
		return session->paused || session->writing ||
				       session_at_end(session)
			       ? 0
			       : session->speed;
	if (session->finished || session->planning || session->paused)
		return 0;
	if (!session->writing)
		return session->speed;
	/* Writing takes real people real time: nobody should lose a drill to
	 * their typing.  In an exam the mercy is finite. */
	if (!exam)
		return 0;
	if (session->slow_used_s >= SESSION_EXAM_SLOW_MAX_S)
		return session->speed;
	return fmin(session->speed, 1.0);
}

/* What the drill did may have ended play, or everything. */
static void look_at_phase(struct session *session)
{
	enum drill_phase phase = drill_phase(session->drill);

	if (phase == DRILL_PLANNING && !session->planning) {
		session->planning = true;
		session->plan_left_s = SESSION_PLAN_S;
	}
	session->finished = phase == DRILL_ENDED;
}

/* What is watched stands somewhere else now. */
static void look_at_playback(struct session *session)
{
	session->drill = playback_drill(session->playback);
	session->planning = drill_phase(session->drill) == DRILL_PLANNING;
	session->finished = drill_phase(session->drill) == DRILL_ENDED;
}

void session_watch(struct session *session, struct playback *playback,
		   double speed)
{
	session_init(session, playback_drill(playback), speed);
	session->playback = playback;
}

bool session_jump(struct session *session, int64_t to_s, struct err *err)
{
	session->carry_s = 0;
	if (!playback_go(session->playback, to_s, err))
		return false;
	session->jumps++;
	look_at_playback(session);
	return true;
}

static bool tick_playback(struct session *session, double real_s,
			  struct err *err)
{
	double whole;

	session->carry_s += real_s * session_rate(session);
	whole = floor(session->carry_s);
	if (whole < 1)
		return true;
	session->carry_s -= whole;
	if (!playback_go(session->playback,
			 playback_now(session->playback) + (int64_t)whole, err))
		return false;
	look_at_playback(session);
	return true;
}

static bool submit(struct session *session, const struct command *command,
		   uint32_t *seq, struct err *err)
{
	bool done = drill_submit(session->drill, command, seq, err);

	look_at_phase(session);
	return done;
}

static bool end(struct session *session, uint32_t *seq, struct err *err)
{
	const struct command command = { .verb = COMMAND_END,
					 .at_s = -1,
					 .actor = "you" };

	if (!session->planning && drill_phase(session->drill) == DRILL_PLAY) {
		session->planning = true;
		session->plan_left_s = SESSION_PLAN_S;
		return true;
	}
	return submit(session, &command, seq, err);
}

bool session_tick(struct session *session, double real_s, struct err *err)
{
	double whole;

	if (!(real_s > 0))
		return true;
	real_s = fmin(real_s, TICK_MAX_S);
	if (session->playback)
		return tick_playback(session, real_s, err);
	if (session->planning && !session->finished) {
		session->plan_left_s -= real_s;
		return session->plan_left_s > 0 || end(session, NULL, err);
	}
	if (session->writing && drill_mode(session->drill) == DRILL_EXAM)
		session->slow_used_s += real_s;
	session->carry_s += real_s * session_rate(session);
	whole = floor(session->carry_s);
	if (whole < 1)
		return true;
	session->carry_s -= whole;
	if (!drill_advance(session->drill,
			   drill_now(session->drill) + (int64_t)whole, err))
		return false;
	look_at_phase(session);
	return true;
}

static bool advance(struct session *session, int64_t until_s, struct err *err)
{
	int64_t length_s = drill_pack(session->drill)->length_s;

	if (session->planning || session->finished)
		return err_set(err, ERR_STATE,
			       "play is over; write, plan, then end");
	session->carry_s = 0;
	if (!drill_advance(session->drill,
			   until_s < length_s ? until_s : length_s, err))
		return false;
	look_at_phase(session);
	return true;
}

/* A time that is gone past is refused: whoever wrote until when for how long
 * would lose the rest of the drill. */
static bool wait_for(struct session *session, int64_t wait_s, struct err *err)
{
	int64_t now_s = drill_now(session->drill);
	int64_t left_s = drill_pack(session->drill)->length_s - now_s;
	char now[CALENDAR_CLOCK_SIZE], left[CALENDAR_CLOCK_SIZE];

	if (wait_s > left_s && left_s > 0 && !session->planning &&
	    !session->finished)
		return err_set(err, ERR_INPUT,
			       "wait takes how long, and at %s only %s are "
			       "left: `wait %s` plays to the end",
			       calendar_format_clock(now_s, now),
			       calendar_format_clock(left_s, left), left);
	return advance(session, now_s + wait_s, err);
}

bool session_skip(struct session *session, struct err *err)
{
	if (session->planning || session->finished)
		return err_set(err, ERR_STATE,
			       "play is over; write, plan, then end");
	return advance(session, drill_next_event(session->drill), err);
}

/* With the clock stopped for good, nothing could still take effect. */
static bool fits_planning(enum command_verb verb)
{
	return verb != COMMAND_APPLY && verb != COMMAND_REVERT &&
	       verb != COMMAND_ASK;
}

bool session_submit(struct session *session, const struct command *command,
		    uint32_t *seq, struct err *err)
{
	if (seq)
		*seq = 0;
	if (session->playback)
		return err_set(err, ERR_STATE,
			       "this is a replay; what was done cannot be "
			       "changed");
	if (session->finished)
		return err_set(err, ERR_STATE,
			       "the drill has ended; the report says how");
	if (command->verb == COMMAND_WAIT)
		return wait_for(session, command->wait_s, err);
	if (command->verb == COMMAND_END)
		return end(session, seq, err);
	if (session->planning && !fits_planning(command->verb))
		return err_set(err, ERR_STATE,
			       "play is over, so '%s' comes too late; plan "
			       "it (plan PHASE MEASURE), or end",
			       command_word(command->verb));
	return submit(session, command, seq, err);
}

bool session_command(struct session *session, const char *line, uint32_t *seq,
		     struct err *err)
{
	struct arena arena = ARENA_INIT;
	struct command command;
	bool done;

	done = command_parse(line, &arena, &command, err) &&
	       session_submit(session, &command, seq, err);
	arena_finish(&arena);
	return done;
}
