#include "ui/composer.h"
#include "base/calendar.h"
#include "base/mem.h"
#include "ui/app_internal.h"
#include "ui/composer_facts.h"
#include "ui/template.h"

#include <string.h>

#define READING_EVERY_S 0.35 /* real seconds between two readings */

void composer_init(struct composer *composer)
{
	memset(composer, 0, sizeof(*composer));
	str_init(&composer->kept);
	editor_init(&composer->editor, false);
}

void composer_finish(struct composer *composer)
{
	for (size_t i = 0; i < composer->drafts.count; i++)
		free(composer->drafts.items[i].text);
	vec_finish(&composer->drafts);
	str_finish(&composer->kept);
	editor_finish(&composer->editor);
}

/* The draft for an audience, taken out of the drawer; NULL = none. */
static char *take_draft(struct composer *composer, const char *audience)
{
	for (size_t i = 0; i < composer->drafts.count; i++)
		if (strcmp(composer->drafts.items[i].audience, audience) == 0) {
			char *text = composer->drafts.items[i].text;

			vec_remove(&composer->drafts, i);
			return text;
		}
	return NULL;
}

void composer_open(struct app *app, const char *audience)
{
	struct composer *composer = &app->composer;
	char *draft;

	snprintf(composer->audience, sizeof(composer->audience), "%s",
		 audience);
	draft = take_draft(composer, composer->audience);
	editor_set(&composer->editor, draft ? draft : "");
	composer->open = true;
	composer->in_facts = false;
	composer->fact = 0;
	composer->wait_s = 0;
	app->toast.left_s = 0;
	if (draft)
		app_toast(app, ROLE_DIM, "Your draft is back.");
	free(draft);
}

void composer_close(struct app *app)
{
	struct composer *composer = &app->composer;

	if (composer->editor.text.length > 0) {
		struct composer_draft draft = { .audience = "" };

		free(take_draft(composer, composer->audience));
		memcpy(draft.audience, composer->audience,
		       sizeof(draft.audience));
		draft.text = mem_strdup(composer->editor.text.s);
		vec_push(&composer->drafts, draft);
		app_toast(app, ROLE_DIM,
			  "Put aside; writing to %s again brings it back.",
			  composer_reader(app, composer->audience));
	}
	composer->open = false;
	composer_keep(app);
}

size_t composer_drafts(const struct composer *composer)
{
	return composer->drafts.count +
	       (composer->open && composer->editor.text.length > 0);
}

const char *composer_reader(const struct app *app, const char *audience)
{
	const struct pack_stakeholder *who = pack_audience(app->pack, audience);

	return who ? who->name : audience;
}

/* What a reader would get: without the prompts that nobody has answered. */
static const char *readable(struct app *app)
{
	struct str text = STR_INIT;
	const char *kept;

	template_strip(app->composer.editor.text.s, &text);
	kept = arena_strdup(&app->frame, text.s);
	str_finish(&text);
	return kept;
}

static bool is_blank(const char *text)
{
	return text[strspn(text, " \n")] == '\0';
}

static void send_now(struct app *app)
{
	struct composer *composer = &app->composer;
	const struct command command = { .verb = COMMAND_TELL,
					 .at_s = -1,
					 .actor = "you",
					 .subject = composer->audience,
					 .text = readable(app) };

	if (!app_submit(app, &command))
		return;
	editor_set(&composer->editor, "");
	composer->open = false;
	app_toast(app, ROLE_GOOD, "Sent to %s.",
		  composer_reader(app, composer->audience));
	composer_keep(app);
}

/* How many prompts nobody has answered. */
static int prompts_left(const char *text)
{
	int count = 0;

	for (const char *at = strchr(text, '['); at; at = strchr(at + 1, '['))
		count += template_prompt(at) > 0 ? 1 : 0;
	return count;
}

/* What is left of a template is a gap that the reader will ask about. */
static void send(struct app *app)
{
	const char *written = app->composer.editor.text.s;
	int left = prompts_left(written);
	char text[160];

	if (is_blank(readable(app))) {
		app_toast(app, ROLE_WARN, "There is nothing written yet.");
		return;
	}
	if (left == 0) {
		send_now(app);
		return;
	}
	snprintf(
		text, sizeof(text),
		"%d prompt%s of the template %s not answered, the first: %.*s. "
		"Send it without?",
		left, left > 1 ? "s" : "", left > 1 ? "are" : "is",
		(int)template_prompt(written + template_next(written, 0)),
		written + template_next(written, 0));
	dialog_confirm(&app->dialog, "Send it unfinished?", text, send_now);
}

void composer_put(struct composer *composer, const char *text)
{
	struct editor *editor = &composer->editor;

	if (editor->at > 0 && !strchr(" \n(", editor->text.s[editor->at - 1]))
		editor_insert(editor, " ", 1);
	editor_insert(editor, text, strlen(text));
}

static void insert_fact(struct composer *composer)
{
	if (composer->fact < composer->fact_count)
		composer_put(composer, composer->facts[composer->fact].text);
}

static void put_template(struct app *app, const char *id)
{
	struct editor *editor = &app->composer.editor;
	struct str text = STR_INIT;
	size_t at = editor->text.length;

	/* Behind what is written already. */
	editor->at = at;
	if (at > 0 && editor->text.s[at - 1] != '\n')
		editor_insert(editor, "\n", 1);
	at = editor->at;
	template_text((enum template_phase)(*id - '0'), app->composer.audience,
		      &text);
	editor_insert(editor, text.s, text.length);
	editor->at = at;
	str_finish(&text);
}

static void choose_template(struct app *app)
{
	dialog_pick(&app->dialog, "Prompts for which message?", put_template);
	for (int phase = 0; phase < TEMPLATE_PHASES; phase++) {
		char id[2] = { (char)('0' + phase), '\0' };

		dialog_add(&app->dialog, id,
			   template_title((enum template_phase)phase),
			   template_help((enum template_phase)phase));
	}
}

static void go_to_gap(struct app *app)
{
	struct editor *editor = &app->composer.editor;
	long at =
		template_next(editor->text.s,
			      editor->at + (editor->at < editor->text.length));

	if (at < 0)
		app_toast(app, ROLE_DIM, "There is no prompt left to answer.");
	else
		editor->at = (size_t)at;
}

void composer_key(struct composer *composer, int key)
{
	struct editor *editor = &composer->editor;

	/* A prompt gives way to what is written in its place. */
	if (key_is_text(key))
		editor_erase(editor,
			     template_prompt(editor->text.s + editor->at));
	editor_key(editor, key);
}

static bool act_facts(struct app *app, enum action action)
{
	struct composer *composer = &app->composer;
	int most = composer->fact_count - 1;

	switch (action) {
	case ACTION_ROW_UP:
		composer->fact -= composer->fact > 0;
		return true;
	case ACTION_ROW_DOWN:
		composer->fact += composer->fact < most;
		return true;
	case ACTION_NEW_LINE:
		insert_fact(composer);
		return true;
	case ACTION_FACTS:
	case ACTION_PUT_ASIDE:
		composer->in_facts = false;
		return true;
	case ACTION_SEND:
	case ACTION_EDITOR:
		return false;
	default:
		return true;
	}
}

void composer_act(struct app *app, enum action action)
{
	struct composer *composer = &app->composer;
	int columns = composer_columns(app);
	const char *refusal = app_refusal(app, action);

	if (refusal) {
		app_toast(app, ROLE_WARN, "Not now: %s.", refusal);
		return;
	}
	if (composer->in_facts && act_facts(app, action))
		return;
	switch (action) {
	case ACTION_SEND:
		send(app);
		break;
	case ACTION_PUT_ASIDE:
		composer_close(app);
		break;
	case ACTION_EDITOR:
		app->flags |= APP_EDITOR;
		break;
	case ACTION_FACTS:
		composer->in_facts = true;
		break;
	case ACTION_TEMPLATE:
		choose_template(app);
		break;
	case ACTION_NEXT_GAP:
		go_to_gap(app);
		break;
	case ACTION_ROW_UP:
		editor_move_rows(&composer->editor, columns, -1);
		break;
	case ACTION_ROW_DOWN:
		editor_move_rows(&composer->editor, columns, 1);
		break;
	default:
		editor_act(&composer->editor, action);
	}
}

/* The last message of this audience that wants an answer. */
static const char *find_question(const struct app *app)
{
	size_t count;
	const struct message *messages = drill_messages(app->drill, &count);

	for (size_t i = count; i-- > 0;) {
		const struct pack_stakeholder *who;

		if (strcmp(messages[i].from, "you") == 0) {
			if (strcmp(messages[i].to, app->composer.audience) == 0)
				return NULL; /* answered since */
			continue;
		}
		who = pack_stakeholder(app->pack, messages[i].from);
		if (who && strcmp(who->audience, app->composer.audience) == 0)
			return messages[i].text;
	}
	return NULL;
}

bool composer_wants_reading(const struct composer *composer)
{
	return composer->open && composer->unread && composer->wait_s <= 0;
}

void composer_refresh(struct app *app)
{
	struct composer *composer = &app->composer;
	const struct facts *facts;

	composer_read_facts(app);
	if (composer->fact >= composer->fact_count)
		composer->fact = composer->fact_count > 0
					 ? composer->fact_count - 1
					 : 0;
	composer->answers = find_question(app);
	composer->blank = is_blank(readable(app));
	composer->has_verdict = app->options.judge != NULL &&
				drill_mode(app->drill) != DRILL_EXAM;
	if (!composer->has_verdict)
		return;
	/* Reading takes time that belongs to the keys. */
	composer->unread = composer->wait_s > 0;
	if (composer->unread)
		return;
	composer->wait_s = READING_EVERY_S;
	facts = drill_facts(app->drill, composer->audience, &app->frame);
	app->options.judge->message(app->options.judge->context,
				    composer->audience, readable(app), facts,
				    &composer->verdict);
}
