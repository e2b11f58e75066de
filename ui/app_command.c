/* From the screen to the drill: commands, and what came of them. */
#include "base/mem.h"
#include "ui/app_internal.h"

#include <string.h>

void app_toast(struct app *app, enum role role, const char *format, ...)
{
	struct str text = STR_INIT;
	va_list args;

	va_start(args, format);
	str_vaddf(&text, format, args);
	va_end(args);
	for (size_t i = 0; i < text.length; i++)
		if (text.s[i] == '\n')
			text.s[i] = ' ';
	snprintf(app->toast.text, sizeof(app->toast.text), "%s", text.s);
	app->toast.role = role;
	app->toast.left_s = TOAST_S;
	app->toast.news = false;
	str_finish(&text);
}

bool app_submit(struct app *app, const struct command *command)
{
	struct err err = { 0 };

	if (session_submit(app->session, command, NULL, &err))
		return true;
	app_toast(app, ROLE_ERROR, "%s", err.message);
	return false;
}

static void remember(struct app *app, const char *line)
{
	if (app->history.count > 0 &&
	    strcmp(app->history.items[app->history.count - 1], line) == 0)
		return;
	if (app->history.count == DIALOG_HISTORY_MAX) {
		free(app->history.items[0]);
		vec_remove(&app->history, 0);
	}
	vec_push(&app->history, mem_strdup(line));
}

/* `look billing by=tenant` opens the view with these arguments. */
void app_show_looked(struct app *app, const struct command *command)
{
	int panel = panel_find(command->subject);

	for (int i = 0; i < VIEW_COUNT; i++) {
		struct view_state *state = &app->states[i];

		if (panel < 0 || view_info((enum view_id)i)->panel != panel)
			continue;
		app_open(app, (enum view_id)i);
		for (size_t a = 0; a < command->arg_count; a++) {
			const char *key = command->args[a].key;
			const char *value = command->args[a].value;

			if (strcmp(key, "id") == 0 ||
			    strcmp(key, "metric") == 0)
				snprintf(state->id, sizeof(state->id), "%s",
					 value);
			if (strcmp(key, "id") == 0)
				state->open = true;
			if (strcmp(key, "match") == 0)
				snprintf(state->filter, sizeof(state->filter),
					 "%s", value);
			for (int n = 0; strcmp(key, "by") == 0 &&
					n < view_pivot_count(app);
			     n++)
				if (strcmp(view_pivot(app, n), value) == 0)
					state->pivot = n;
		}
	}
}

static void show_pinned(struct app *app)
{
	size_t count;
	const struct pin *pins = drill_pins(app->drill, &count);
	const struct pin *pin = &pins[count - 1];
	const struct pack_cause *of =
		pin->cause ? pack_cause(app->pack, pin->cause) : NULL;

	if (of)
		app_toast(app, ROLE_GOOD, "Pinned for '%s': %.*s", of->title,
			  pin_length(pin), pin->evidence);
	else
		app_toast(app, ROLE_GOOD,
			  "Pinned, for no hypothesis yet (c, then s suspects "
			  "one): %.*s",
			  pin_length(pin), pin->evidence);
}

/* The command that was given last, in the words of the timeline. */
static void say_command(struct app *app)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);
	struct str line = STR_INIT;

	while (count > 0 && events[count - 1].kind != EVENT_COMMAND)
		count--;
	if (count > 0)
		event_line(app, &events[count - 1], &line);
	if (line.length)
		app_toast(app, ROLE_DIM, "%s.", line.s);
	str_finish(&line);
}

static void show_done(struct app *app, const struct command *command)
{
	switch (command->verb) {
	case COMMAND_LOOK:
		app_show_looked(app, command);
		break;
	case COMMAND_TRACE:
		app_open(app, VIEW_TRACES);
		snprintf(app_state(app)->id, VIEW_TEXT_MAX, "%s",
			 command->subject);
		app_state(app)->open = true;
		break;
	case COMMAND_PIN:
		show_pinned(app);
		break;
	case COMMAND_TELL:
		app_toast(app, ROLE_GOOD, "Sent to %s.",
			  reader_name(app->pack,
				      composer_reader(app, command->subject)));
		break;
	case COMMAND_ASK:
		app_toast(app, ROLE_DIM,
			  "Asked %s; the answer comes to the inbox.",
			  person_name(app->pack, command->subject));
		break;
	case COMMAND_APPLY:
	case COMMAND_REVERT:
		say_measure(app, drill_measure(app->drill, command->subject));
		break;
	case COMMAND_PLAN:
		say_planned(app, command->object);
		break;
	case COMMAND_END:
		if (!app->session->finished)
			app_open(app, VIEW_PLAN);
		break;
	default:
		if (app->toast.left_s <= 0)
			say_command(app);
	}
}

bool app_run_line(struct app *app, const char *line)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct command command;
	bool good;

	good = command_parse(line, &arena, &command, &err);
	/* In a replay looking is free, and nothing else is possible. */
	if (good && app->session->playback && command.verb == COMMAND_LOOK) {
		app_show_looked(app, &command);
		arena_finish(&arena);
		return true;
	}
	good = good && session_submit(app->session, &command, NULL, &err);
	if (good)
		show_done(app, &command);
	else
		app_toast(app, ROLE_ERROR, "%s", err.message);
	arena_finish(&arena);
	return good;
}

/* The wrong line stays marked: to be put right, or to be written over. */
static void prompt_again(struct app *app, const char *text)
{
	char kept[EDITOR_LINE_MAX];

	snprintf(kept, sizeof(kept), "%s", text);
	app_open_prompt(app);
	editor_insert(&app->dialog.editor, kept, strlen(kept));
	app->dialog.replace = true;
	snprintf(app->dialog.error, sizeof(app->dialog.error), "%s",
		 app->toast.text);
	app->toast.left_s = 0;
}

static void run_prompt(struct app *app, const char *text)
{
	enum action action;

	text += strspn(text, " :");
	if (*text == '\0')
		return;
	remember(app, text);
	action = action_find(text);
	app->toast.left_s = 0;
	/* A word of the command language is that before it is an action. */
	if (action != ACTION_NONE && strcmp(text, "end") != 0 &&
	    (action_info(action)->contexts & app_contexts(app))) {
		app_act(app, action);
		return;
	}
	if (worksheet_is_asked(text) && app->started) {
		if (!sheet_run_line(app, text))
			prompt_again(app, text);
		return;
	}
	if (!app->started) {
		app_toast(app, ROLE_ERROR,
			  "The drill has not begun; Enter on "
			  "the briefing starts it.");
		return;
	}
	if (!app_run_line(app, text))
		prompt_again(app, text);
}

void app_open_prompt(struct app *app)
{
	dialog_line(&app->dialog, "Command", "", run_prompt);
	app->dialog.at_bottom = true;
	snprintf(app->dialog.prompt, sizeof(app->dialog.prompt), ":");
	app->dialog.complete = app_complete_line;
}

/* What the player wrote, and what somebody else did, is no evidence. */
const char *app_pin_refusal(const struct app *app)
{
	switch (view_info(app->view)->panel) {
	case PANEL_HYPOTHESES:
	case PANEL_TIMELINE:
	case PANEL_PLAN:
	case PANEL_MAP:
	case PANEL_RUNBOOK:
		return "only what the system shows can be pinned: figures, "
		       "the bill, requests, log lines, changes, the vendor's "
		       "page, mail, a measure's reach";
	default:
		break;
	}
	if (view_info(app->view)->panel < 0 || !app->data.panel)
		return "there is nothing here to be pinned";
	return NULL;
}

static void pin_for(struct app *app, const char *cause)
{
	struct str line = STR_INIT;

	str_addf(&line, "pin %s", app->dialog.subject);
	if (*cause)
		str_addf(&line, " for=%s", cause);
	app_run_line(app, line.s);
	str_finish(&line);
}

/* Which hypothesis the evidence is for: asked only when that is open. */
static void choose_cause(struct app *app)
{
	const struct hypothesis *all = drill_hypotheses(app->drill);
	const char *last = "";
	int open = 0;

	for (size_t i = 0; i < app->pack->cause_count; i++)
		if (all[i].state == HYPOTHESIS_OPEN) {
			last = all[i].cause->id;
			open++;
		}
	if (open < 2) {
		pin_for(app, last);
		return;
	}
	for (size_t i = 0; i < app->pack->cause_count; i++)
		if (all[i].state == HYPOTHESIS_OPEN)
			dialog_add(&app->dialog, all[i].cause->id,
				   all[i].cause->title, "");
	app->dialog.kind = DIALOG_PICK;
	app->dialog.chosen = pin_for;
}

void app_pin(struct app *app, const char *args)
{
	int panel = view_info(app->view)->panel;
	char subject[sizeof(app->dialog.subject)];

	snprintf(subject, sizeof(subject), "%s%s%s",
		 panel_word((enum panel_id)panel), *args ? " " : "", args);
	dialog_pick(&app->dialog, "Which hypothesis does this bear on?",
		    pin_for);
	app->dialog.kind = DIALOG_NONE;
	memcpy(app->dialog.subject, subject, sizeof(subject));
	choose_cause(app);
}
