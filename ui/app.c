#include "ui/app.h"
#include "base/mem.h"
#include "ui/app_internal.h"
#include "ui/coach.h"

#include <math.h>
#include <string.h>

/* Where the time windows of views begin: places in window_words. */
static const struct {
	enum view_id view;
	int window;
} windows[] = {
	{ VIEW_OVERVIEW, 3 }, { VIEW_METRICS, 3 }, { VIEW_TRACES, 1 },
	{ VIEW_LOGS, 0 },     { VIEW_BILLING, 1 }, { VIEW_INFRA, 1 },
	{ VIEW_CHANGES, 4 },  { VIEW_VENDOR, 3 },
};

struct app *app_create(const struct app_options *options)
{
	struct app *app = mem_calloc(1, sizeof(*app));

	app->options = *options;
	app->session = options->session;
	app->drill = options->session->drill;
	app->pack = drill_pack(app->drill);
	if (options->keymap)
		app->keymap = *options->keymap;
	else
		keymap_init(&app->keymap);
	for (size_t i = 0; i < sizeof(windows) / sizeof(*windows); i++)
		app->states[windows[i].view].window = windows[i].window;
	app->rows = APP_ROWS_MIN;
	app->columns = APP_COLUMNS_MIN;
	app->started = options->resumed || app->session->finished ||
		       app->session->playback;
	app->follows = app->session->playback;
	app->view = app->started ? VIEW_OVERVIEW : VIEW_BRIEFING;
	dialog_init(&app->dialog);
	composer_init(&app->composer);
	composer_begin(app);
	mail_begin(app);
	drill_events(app->drill, &app->seen_events);
	if (app->session->playback && options->score)
		app->report = options->score(options->context, NULL);
	if (options->resumed && !app->session->finished &&
	    session_pause(app->session, true, NULL))
		app_toast(app, ROLE_TOAST,
			  "Welcome back. The clock stands; Space lets it run.");
	if (options->resumed && options->draft_count > 0)
		app_toast(app, ROLE_TOAST,
			  "Welcome back. The message you began to %s is kept; "
			  "writing to them again goes on with it.",
			  composer_reader(app, options->drafts[0].audience));
	app_refresh(app);
	return app;
}

void app_destroy(struct app *app)
{
	if (!app)
		return;
	dialog_finish(&app->dialog);
	composer_finish(&app->composer);
	form_asides_finish(app);
	trends_finish(&app->trends);
	desk_finish(&app->desk);
	sheet_finish(&app->sheet);
	for (size_t i = 0; i < app->history.count; i++)
		free(app->history.items[i]);
	vec_finish(&app->history);
	vec_finish(&app->read_mail);
	arena_finish(&app->frame);
	free(app);
}

struct view_state *app_state(struct app *app)
{
	return &app->states[app->view];
}

const struct view_state *app_state_of(const struct app *app)
{
	return &app->states[app->view];
}

static void take_look(struct app *app)
{
	struct command command = { .verb = COMMAND_LOOK,
				   .at_s = -1,
				   .actor = "you" };
	int panel = view_info(app->view)->panel;

	app->look_done = true;
	if (panel < 0 || !app->data.panel || !app->started ||
	    app->session->finished)
		return;
	command.subject = panel_word((enum panel_id)panel);
	command.arg_count = app->data.arg_count;
	memcpy(command.args, app->data.args, sizeof(app->data.args));
	/* Nobody asked for it, so nobody hears if it is refused. */
	session_submit(app->session, &command, NULL, NULL);
}

/* Real seconds until what is open counts as looked at. */
static double look_after(const struct app *app)
{
	if (!coach_guided(app->session))
		return LOOK_S;
	return app->view == VIEW_OVERVIEW ? GUIDED_ROUND_S : GUIDED_LOOK_S;
}

void app_open(struct app *app, enum view_id view)
{
	const int most = sizeof(app->trail) / sizeof(*app->trail);

	if (view == app->view)
		return;
	/* The guided start counts a view that was opened, however shortly. */
	if (!app->look_done && coach_guided(app->session))
		take_look(app);
	if (app->trail_count == most) {
		memmove(app->trail, app->trail + 1,
			(size_t)(most - 1) * sizeof(*app->trail));
		app->trail_count--;
	}
	app->trail[app->trail_count++] = app->view;
	app->view = view;
	/* A sum that was begun is gone on with. */
	if (view != VIEW_WORKSHEETS)
		app->states[view].open = false;
	if (view == VIEW_INBOX)
		mail_turn_to_new(app);
}

void app_back(struct app *app)
{
	if (app->trail_count > 0)
		app->view = app->trail[--app->trail_count];
	else if (app->started)
		app->view = VIEW_OVERVIEW;
}

unsigned app_contexts(const struct app *app)
{
	if (app->dialog.kind != DIALOG_NONE)
		return dialog_contexts(&app->dialog);
	if (app->composer.open)
		return CONTEXT_COMPOSER | CONTEXT_EDIT;
	return view_info(app->view)->contexts | CONTEXT_SCREEN |
	       (app->session->playback ? CONTEXT_REPLAY
		: app->started	       ? CONTEXT_DRILL
				       : 0);
}

/* What the view shows, as the arguments of a look; another one begins a new
 * look. */
static void follow_look(struct app *app)
{
	struct str line = STR_INIT;
	int panel = view_info(app->view)->panel;

	if (panel >= 0 && app->data.panel) {
		str_add(&line, panel_word((enum panel_id)panel));
		for (size_t i = 0; i < app->data.arg_count; i++)
			str_addf(&line, " %s=%s", app->data.args[i].key,
				 app->data.args[i].value);
	}
	if (strncmp(app->looked, line.s, sizeof(app->looked) - 1) != 0) {
		snprintf(app->looked, sizeof(app->looked), "%s", line.s);
		app->open_s = 0;
		app->look_done = false;
	}
	str_finish(&line);
}

static double slo_max(const struct app *app, const char *figure, double other)
{
	for (size_t i = 0; i < app->pack->slo_count; i++)
		if (strcmp(app->pack->slos[i].figure, figure) == 0)
			return app->pack->slos[i].max;
	return other;
}

/* Worth a look from two thirds of the objective's limit on, bad from five
 * thirds on; a spend is never quite steady, and worth one from the limit on. */
static enum tone tone_by(const struct app *app, const char *figure,
			 double other, double value)
{
	double max = slo_max(app, figure, other);
	bool spend = strcmp(figure, "spend_ratio") == 0;

	if (value > max * 5 / 3)
		return TONE_BAD;
	return value > (spend ? max : max * 2 / 3) ? TONE_WARN : TONE_GOOD;
}

static void read_status(struct app *app)
{
	struct status *status = &app->status;
	const struct drill *drill = app->drill;
	double limit;

	status->spend = figure(drill, "spend_usd_per_hour");
	status->ratio = figure(drill, "spend_ratio");
	status->errors = figure(drill, "error_rate");
	/* The percentile that an objective is about. */
	status->tail_name = isfinite(slo_max(app, "p99_s", NAN)) ? "p99"
								 : "p95";
	status->tail = figure(drill,
			      status->tail_name[2] == '9' ? "p99_s" : "p95_s");
	limit = slo_max(app, status->tail_name[2] == '9' ? "p99_s" : "p95_s",
			NAN);
	status->burn = figure(drill, "burn_rate");
	status->unread = mail_count_new(app);
	status->spend_tone = tone_by(app, "spend_ratio", 1.5, status->ratio);
	status->errors_tone = tone_by(app, "error_rate", 0.03, status->errors);
	status->burn_tone = status->burn > 10  ? TONE_BAD
			    : status->burn > 2 ? TONE_WARN
					       : TONE_GOOD;
	status->tail_tone = TONE_PLAIN;
	if (isfinite(limit))
		status->tail_tone = status->tail > limit	 ? TONE_BAD
				    : status->tail > limit * 0.9 ? TONE_WARN
								 : TONE_GOOD;
}

/* The end of play, and of the drill, open what comes then. */
static void follow_phase(struct app *app)
{
	struct err err = { 0 };

	if (!app->session->finished)
		app->scored = false; /* a replay may go back */
	if (!app->session->finished || app->scored)
		return;
	if (app->session->playback) {
		app->scored = true;
		if (app->report && app->follows)
			app_open(app, VIEW_REPORT);
		return;
	}
	app->scored = true;
	if (app->composer.open)
		composer_close(app);
	dialog_close(&app->dialog);
	if (app->options.score)
		app->report = app->options.score(app->options.context, &err);
	app->first_report = app->report;
	if (!app->report)
		app_toast(app, ROLE_ERROR, "No score: %s",
			  err.message[0] ? err.message : "nobody scores here");
	else
		app->toast.left_s = 0;
	app_open(app, VIEW_REPORT);
}

void app_refresh(struct app *app)
{
	app->stale = false;
	app_replay_sync(app);
	follow_phase(app);
	arena_reset(&app->frame);
	memset(&app->data, 0, sizeof(app->data));
	app->composer.fact_count = 0;
	app_tell_news(app);
	app_find_marks(app);
	read_status(app);
	if (view_info(app->view)->refresh)
		view_info(app->view)->refresh(app);
	if (app->composer.open)
		composer_refresh(app);
	follow_look(app);
	app->refreshed_s = drill_now(app->drill);
	drill_events(app->drill, &app->refreshed_events);
}

/* Where text was written, what the view shows is read before the frame. */
static unsigned written(struct app *app)
{
	app->stale = true;
	return app->flags | APP_REDRAW;
}

void app_settle(struct app *app)
{
	if (app->stale)
		app_refresh(app);
}

/* Every handler ends here. */
static unsigned done(struct app *app)
{
	app->session->writing = app->composer.open ||
				app->dialog.kind != DIALOG_NONE;
	app->dialog.below = coach_rows(app);
	app_refresh(app);
	return app->flags | APP_REDRAW;
}

unsigned app_resize(struct app *app, int rows, int columns)
{
	app->flags = APP_REPAINT;
	app->rows = rows;
	app->columns = columns;
	return done(app);
}

static bool too_small(const struct app *app)
{
	return app->rows < APP_ROWS_MIN || app->columns < APP_COLUMNS_MIN;
}

/* A key that only writes: into the dialog, or into the message. */
static bool write_key(struct app *app, int key)
{
	if (app->dialog.kind != DIALOG_NONE)
		dialog_key(app, &app->dialog, key);
	else if (app->composer.open && !app->composer.in_facts)
		composer_key(&app->composer, key);
	else
		return false;
	return true;
}

void app_do(struct app *app, enum action action)
{
	bool here = (action_info(action)->contexts & app_contexts(app)) != 0;

	if (app->dialog.kind != DIALOG_NONE && here)
		dialog_act(app, &app->dialog, action);
	else if (app->dialog.kind == DIALOG_NONE && app->composer.open && here)
		composer_act(app, action);
	else if (action != ACTION_NONE)
		app_act(app, action);
}

unsigned app_key(struct app *app, int key)
{
	unsigned contexts = app_contexts(app);
	enum action action;

	app->flags = 0;
	if (too_small(app)) {
		/* Nothing can be seen, so nothing may be done but leave. */
		action = keymap_action(&app->keymap, CONTEXT_SCREEN, key);
		if (action == ACTION_QUIT)
			app->flags |= APP_QUIT;
		if (action == ACTION_SUSPEND)
			app->flags |= APP_SUSPEND;
		return app->flags | APP_REDRAW;
	}
	action = keymap_action(&app->keymap, contexts, key);
	/* Where text is written, the screen's own actions are for the keys
	 * that write nothing. */
	if (action == ACTION_NONE && !key_is_text(key))
		action = keymap_action(&app->keymap, CONTEXT_SCREEN, key);
	if (action == ACTION_NONE && write_key(app, key))
		return written(app);
	app_settle(app);
	app_do(app, action);
	return done(app);
}

unsigned app_paste(struct app *app, const char *text, size_t length)
{
	app->flags = 0;
	if (too_small(app))
		return 0;
	if (app->dialog.kind != DIALOG_NONE)
		dialog_paste(app, &app->dialog, text, length);
	else if (app->composer.open &&
		 !editor_insert(&app->composer.editor, text, length))
		app_toast(app, ROLE_WARN,
			  "The message is full (%d bytes); the rest of the "
			  "paste was left out.",
			  EDITOR_TEXT_MAX);
	return written(app);
}

unsigned app_mouse(struct app *app, int row, int column, int button)
{
	app->flags = 0;
	if (too_small(app))
		return 0;
	app_settle(app);
	app_point(app, row, column, button);
	return done(app);
}

/* What is known by now of what each decision was worth. */
static bool debrief_tick(struct app *app)
{
	size_t done = 0, total = 0;
	const struct report *better;
	bool moved;

	if (!app->report || !app->options.news)
		return false;
	better = app->options.news(app->options.context, &done, &total);
	moved = better || done != app->debrief_done ||
		total != app->debrief_total;
	if (better)
		app->report = better;
	app->debrief_done = done;
	app->debrief_total = total;
	return moved;
}

unsigned app_tick(struct app *app, double real_s)
{
	struct err err = { 0 };
	bool had_toast = app->toast.left_s > 0;
	bool planning = app->session->planning;
	bool mail_read, known_more;
	size_t events;

	app->flags = 0;
	if (app->started && !too_small(app) &&
	    !session_tick(app->session, real_s, &err))
		app_toast(app, ROLE_ERROR, "%s", err.message);
	app->drill = app->session->drill;
	if (app->session->planning && !planning && !app->session->finished)
		app_open(app, VIEW_PLAN);
	if (had_toast)
		app->toast.left_s -= real_s;
	if (app->dialog.kind == DIALOG_NONE && !app->composer.open)
		app->open_s += real_s;
	app->composer.wait_s -= real_s;
	composer_pass(app, real_s);
	mail_read = mail_tick(app, real_s);
	if (!app->look_done && app->open_s >= look_after(app))
		take_look(app);
	drill_events(app->drill, &events);
	known_more = debrief_tick(app);
	if (mail_read || drill_now(app->drill) != app->refreshed_s ||
	    events != app->refreshed_events || app->session->planning ||
	    (app->session->finished && !app->scored) || known_more ||
	    composer_wants_reading(&app->composer))
		return done(app);
	return had_toast && app->toast.left_s <= 0 ? APP_REDRAW : 0;
}

const char *app_editor_text(const struct app *app)
{
	return app->composer.editor.text.s;
}

void app_editor_done(struct app *app, const char *text, const struct err *err)
{
	if (!text)
		app_toast(app, ROLE_ERROR, "%s", err->message);
	else if (app->composer.open)
		editor_replace(&app->composer.editor, text);
	app_refresh(app);
}
