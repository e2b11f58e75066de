/* What actions do that belong to no view. */
#include "drill/commands/command_format.h"
#include "ui/app_internal.h"
#include "ui/coach.h"

#define HINT_S 30.0 /* real seconds that a hint stays */

#include <math.h>
#include <string.h>

const char *app_refusal(const struct app *app, enum action action)
{
	const struct session *session = app->session;
	bool exam = drill_mode(app->drill) == DRILL_EXAM;

	if (session->playback)
		return app_replay_refusal(app, action);
	if (action_info(action)->contexts & CONTEXT_DRILL) {
		if (!app->started)
			return "the drill has not begun";
		if (session->finished)
			return "the drill has ended";
	}
	switch (action) {
	case ACTION_TEMPLATE:
	case ACTION_NEXT_GAP:
		if (exam)
			return "an exam has no templates";
		break;
	case ACTION_COACH:
		if (exam)
			return "an exam has no coach; a hint is taken by name, "
			       "and noted";
		break;
	case ACTION_NEXT_EVENT:
		if (session->paused && coach_rows(app) > 0 &&
		    coach_guided(session))
			return "the clock waits until you have looked round; "
			       "Space lets it run";
		break;
	case ACTION_PAUSE:
		if (exam)
			return "the clock cannot be stopped in an exam";
		break;
	case ACTION_REPORT:
		if (!session->finished)
			return "the report comes when the drill has ended";
		break;
	case ACTION_PIN:
		return app_pin_refusal(app);
	case ACTION_TIE_PINS:
		if (!view_causes_loose(app))
			return "every pin belongs to a hypothesis";
		break;
	case ACTION_APPLY:
		if (!session->planning)
			return view_measures_refusal(app);
		break;
	default:
		break;
	}
	if (session->planning &&
	    (action == ACTION_PAUSE || action == ACTION_FASTER ||
	     action == ACTION_SLOWER || action == ACTION_NEXT_EVENT ||
	     action == ACTION_ASK || action == ACTION_APPLY ||
	     action == ACTION_REVERT))
		return "play is over; now write, plan, and end the drill";
	if (!app->started && (action_info(action)->contexts & CONTEXT_SCREEN) &&
	    (action == ACTION_NEXT_VIEW || action == ACTION_PREVIOUS_VIEW))
		return "the drill has not begun";
	return NULL;
}

static void leave(struct app *app)
{
	app->flags |= APP_QUIT;
}

static void quit(struct app *app)
{
	struct str text = STR_INIT;
	size_t drafts;

	if (app->session->finished || app->session->playback) {
		leave(app);
		return;
	}
	drafts = composer_drafts(&app->composer);
	str_add(&text, "It is kept as it stands. `gameday resume` goes on "
		       "with it.");
	if (drafts > 0 && app->options.keep_drafts)
		str_addf(&text, "\n\n%zu unsent draft%s kept with it.", drafts,
			 drafts == 1 ? " is" : "s are");
	else if (drafts > 0)
		str_addf(&text,
			 "\n\n%zu unsent draft%s will be lost: a message is "
			 "kept once it is sent.",
			 drafts, drafts == 1 ? "" : "s");
	dialog_confirm(&app->dialog, "Leave the drill?", text.s, leave);
	str_finish(&text);
}

static void end_now(struct app *app)
{
	struct err err = { 0 };

	if (!session_command(app->session, "end", NULL, &err)) {
		app_toast(app, ROLE_ERROR, "%s", err.message);
		return;
	}
	if (!app->session->finished) {
		app_open(app, VIEW_PLAN);
		app_toast(app, ROLE_TOAST,
			  "Play is over. Ten minutes to plan and to write; E "
			  "ends the drill.");
	}
}

static void end(struct app *app)
{
	if (app->session->planning)
		dialog_confirm(&app->dialog, "End the drill?",
			       "The report comes next, and nothing can be "
			       "changed after it.",
			       end_now);
	else
		dialog_confirm(&app->dialog, "End play?",
			       "The clock stops for good. The measures in "
			       "force stay, and the rest of the hour is "
			       "played out with them. You then have ten "
			       "minutes to plan and to write.",
			       end_now);
}

static void change_speed(struct app *app, int by)
{
	static const double speeds[] = { 0.25, 0.5, 1,	2,  3,	5,
					 8,    12,  20, 30, 45, 60 };
	const int count = sizeof(speeds) / sizeof(*speeds);
	int at = 0;

	while (at < count - 1 && speeds[at] < app->session->speed - 1e-9)
		at++;
	at += by;
	at = at < 0 ? 0 : at >= count ? count - 1 : at;
	session_set_speed(app->session, speeds[at]);
	app_toast(app, ROLE_DIM, "Speed %gx: a minute takes %.3g s.",
		  speeds[at], 60 / speeds[at]);
}

static void next_event(struct app *app)
{
	struct err err = { 0 };

	if (!session_skip(app->session, &err))
		app_toast(app, ROLE_ERROR, "%s", err.message);
}

static void take_note(struct app *app, const char *text)
{
	const struct command command = {
		.verb = COMMAND_NOTE, .at_s = -1, .actor = "you", .text = text
	};

	if (*text && app_submit(app, &command))
		app_toast(app, ROLE_DIM, "Noted in the timeline.");
}

/* Tab goes through the views with a tab, round and round. */
static void step_view(struct app *app, int by)
{
	const int count = VIEW_REPORT +
			  (app->session->finished || app->report ? 1 : 0);
	int at = (int)app->view;

	at = at >= count ? 0 : (at + by + count) % count;
	app_open(app, (enum view_id)at);
}

static void pin(struct app *app)
{
	const struct view *view = view_info(app->view);
	const struct panel_row *row = view_row(app);
	struct str args = STR_INIT;

	if (view->pin && view->pin(app, &args)) {
		/* the view has said it */
	} else if (row && row->pin) {
		str_add(&args, row->pin);
	} else {
		for (size_t i = 0; i < app->data.arg_count; i++) {
			str_addf(&args, "%s%s=", i ? " " : "",
				 app->data.args[i].key);
			command_quote(app->data.args[i].value, &args);
		}
	}
	app_pin(app, args.s);
	str_finish(&args);
}

static void back(struct app *app)
{
	struct view_state *state = app_state(app);

	if (state->open)
		state->open = false;
	else if (state->filter[0])
		state->filter[0] = '\0';
	else if (app->toast.left_s > 0)
		app->toast.left_s = 0;
	else
		app_back(app);
}

/* A hint about the clock goes when the clock, or the view, is another. */
static void end_hint(struct app *app)
{
	if (app->toast.role == ROLE_TOAST)
		app->toast.left_s = 0;
}

static void show_hint(struct app *app)
{
	struct coach_advice advice;

	if (coach_advise(app->session, &app->keymap, &advice)) {
		app_toast(app, ROLE_ACCENT, "Hint: %s %s", advice.line.s,
			  advice.why.s);
		app->toast.left_s = HINT_S;
	}
	coach_finish(&advice);
}

/* In an exam a hint stands in the record, as a note does. */
static void take_hint(struct app *app)
{
	const struct command command = { .verb = COMMAND_NOTE,
					 .at_s = -1,
					 .actor = "you",
					 .text = HINT_NOTE };

	if (app_submit(app, &command))
		show_hint(app);
}

static void hint(struct app *app)
{
	if (drill_mode(app->drill) == DRILL_EXAM)
		dialog_confirm(&app->dialog, "Take a hint?",
			       "It says what one might do next, and the record "
			       "says that you took it.",
			       take_hint);
	else
		show_hint(app);
}

static void act_drill(struct app *app, enum action action)
{
	struct err err = { 0 };

	switch (action) {
	case ACTION_PAUSE:
		if (!session_pause(app->session, !app->session->paused, &err))
			app_toast(app, ROLE_ERROR, "%s", err.message);
		else
			end_hint(app);
		break;
	case ACTION_FASTER:
		change_speed(app, 1);
		break;
	case ACTION_SLOWER:
		change_speed(app, -1);
		break;
	case ACTION_NEXT_EVENT:
		next_event(app);
		break;
	case ACTION_PIN:
		pin(app);
		break;
	case ACTION_WRITE:
		app_write_to_somebody(app);
		break;
	case ACTION_ASK:
		app_ask_somebody(app);
		break;
	case ACTION_DECLARE:
		app_declare(app);
		break;
	case ACTION_ROLE:
		app_give_role(app);
		break;
	case ACTION_NOTE:
		dialog_line(&app->dialog, "Note", "It goes into the timeline.",
			    take_note);
		break;
	case ACTION_HINT:
		hint(app);
		break;
	case ACTION_COACH:
		coach_turn(app);
		break;
	case ACTION_END:
		end(app);
		break;
	default:
		break;
	}
}

static void act_screen(struct app *app, enum action action)
{
	switch (action) {
	case ACTION_HELP:
		app_open_palette(app);
		break;
	case ACTION_COMMAND:
		app_open_prompt(app);
		break;
	case ACTION_GLOSSARY:
		app_open_glossary(app);
		break;
	case ACTION_NEXT_VIEW:
		step_view(app, 1);
		break;
	case ACTION_PREVIOUS_VIEW:
		step_view(app, -1);
		break;
	case ACTION_BACK:
		back(app);
		break;
	case ACTION_REDRAW:
		app->flags |= APP_REPAINT;
		break;
	case ACTION_SUSPEND:
		app->flags |= APP_SUSPEND;
		break;
	case ACTION_QUIT:
		quit(app);
		break;
	default:
		act_drill(app, action);
	}
}

void app_act(struct app *app, enum action action)
{
	const struct view *view = view_info(app->view);
	const char *refusal = app_refusal(app, action);

	if (refusal) {
		/* It is a sentence without its capital and its stop. */
		app_toast(app, ROLE_WARN, "%c%s.",
			  *refusal >= 'a' && *refusal <= 'z' ? *refusal - 32
							     : *refusal,
			  refusal + 1);
		return;
	}
	for (int i = 0; i < VIEW_COUNT; i++)
		if (view_info((enum view_id)i)->action == action) {
			if (app->started || i == VIEW_MAP ||
			    i == VIEW_RUNBOOK || i == VIEW_BRIEFING) {
				app_open(app, (enum view_id)i);
				app->follows = false;
				end_hint(app);
			}
			return;
		}
	if (app_replay_act(app, action) ||
	    (view->act && view->act(app, action)))
		return;
	act_screen(app, action);
}
