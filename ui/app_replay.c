/* Watching a recorded drill: going anywhere in it, changing nothing. */
#include "base/calendar.h"
#include "ui/app_internal.h"

#include <string.h>

#define MINUTE_S 60

const char *app_replay_refusal(const struct app *app, enum action action)
{
	/* Every action of these contexts changes something. */
	static const unsigned changing = CONTEXT_INBOX | CONTEXT_MEASURES |
					 CONTEXT_CAUSES | CONTEXT_PLAN |
					 CONTEXT_DRILL;
	unsigned contexts = action_info(action)->contexts;

	if ((contexts & changing) && !(contexts & CONTEXT_REPLAY))
		return "this is a replay, nothing can be changed";
	if (action == ACTION_REPORT && !app->report)
		return "this drill has no report";
	return NULL;
}

static void go(struct app *app, int64_t to_s)
{
	struct err err = { 0 };

	app->toast.left_s = 0;
	if (!session_jump(app->session, to_s, &err))
		app_toast(app, ROLE_ERROR, "%s", err.message);
}

static void go_to(struct app *app, const char *text)
{
	int64_t to_s;

	if (*text == '\0')
		return;
	if (calendar_parse_clock(text, &to_s))
		go(app, to_s);
	else
		app_toast(app, ROLE_ERROR,
			  "'%s' is no time of the drill; write minutes and "
			  "seconds, like 12:30.",
			  text);
}

bool app_replay_act(struct app *app, enum action action)
{
	struct playback *playback = app->session->playback;
	int64_t now_s;

	if (!playback)
		return false;
	now_s = playback_now(playback);
	switch (action) {
	case ACTION_REPLAY_BACK:
		go(app, now_s - MINUTE_S);
		break;
	case ACTION_REPLAY_ON:
		go(app, now_s + MINUTE_S);
		break;
	case ACTION_REPLAY_NEXT:
		go(app, playback_moment(playback, 1));
		break;
	case ACTION_REPLAY_LAST:
		go(app, playback_moment(playback, -1));
		break;
	case ACTION_REPLAY_TIME:
		dialog_line(&app->dialog, "Go to",
			    "A time of the drill, minutes and seconds: 12:30",
			    go_to);
		break;
	case ACTION_REPLAY_FOLLOW:
		app->follows = !app->follows;
		app_toast(app, ROLE_DIM,
			  app->follows ? "Shows what the player looked at."
				       : "Stays with the view that you open.");
		break;
	default:
		return false;
	}
	return true;
}

/* The view that somebody who gives such a command has before them. */
static int view_of(const struct command *command)
{
	switch (command->verb) {
	case COMMAND_APPLY:
	case COMMAND_REVERT:
		return VIEW_MEASURES;
	case COMMAND_TIE:
	case COMMAND_SUSPECT:
	case COMMAND_RULE_OUT:
	case COMMAND_CONCLUDE:
		return VIEW_CAUSES;
	case COMMAND_TELL:
	case COMMAND_ASK:
		return VIEW_INBOX;
	case COMMAND_PLAN:
		return VIEW_PLAN;
	default:
		return -1;
	}
}

static void follow(struct app *app, const struct command *command)
{
	int view = view_of(command);

	if (command->verb == COMMAND_LOOK || command->verb == COMMAND_TRACE ||
	    command->verb == COMMAND_PIN)
		app_show_looked(app, command);
	else if (view >= 0)
		app_open(app, (enum view_id)view);
	if (view == VIEW_INBOX) /* what was written is the newest */
		app->states[VIEW_INBOX].selected = 0;
}

/* After a jump: what the screen remembers belongs to another time. */
static void forget(struct app *app)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);
	int64_t now_s = drill_now(app->drill);

	trends_finish(&app->trends);
	app->seen_events = count;
	/* What happened at this very second is told. */
	while (app->seen_events > 0 &&
	       events[app->seen_events - 1].at_s >= now_s)
		app->seen_events--;
	app->jumps = app->session->jumps;
}

void app_replay_sync(struct app *app)
{
	size_t count;
	const struct event *events;

	if (!app->session->playback)
		return;
	app->drill = app->session->drill;
	if (app->jumps != app->session->jumps)
		forget(app);
	if (!app->follows)
		return;
	events = drill_events(app->drill, &count);
	for (size_t i = app->seen_events; i < count; i++)
		if (events[i].kind == EVENT_COMMAND)
			follow(app, events[i].command);
}
