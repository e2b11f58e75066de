#include "ui/rehearsal.h"

#include "base/mem.h"
#include "scoring/answers/answer.h"
#include "ui/app.h"
#include "ui/rehearsal_internal.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define KEEP_CHANGED_S 2.0 /* a change is kept after so much real time */
#define KEEP_S 15.0	   /* and the clock at least so often */
#define TOAST_S 7.0

static void toast(struct rehearsal *r, enum role role, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void toast(struct rehearsal *r, enum role role, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vsnprintf(r->toast, sizeof(r->toast), format, args);
	va_end(args);
	r->toast_role = role;
	r->toast_s = TOAST_S;
}

/* --- what is kept ---------------------------------------------------------- */

static void keep(struct rehearsal *r)
{
	struct err err = { 0 };

	if (!rehearsal_keep(r, &err))
		toast(r, ROLE_ERROR, "Your text cannot be kept: %s",
		      err.message);
}

/* --- steps ----------------------------------------------------------------- */

static void grade(struct rehearsal *r, size_t i)
{
	if (i == 0)
		r->report = answer_grade(r->question, r->texts[0].text,
					 &r->arena);
	else
		r->replies[i] = answer_grade_reply(r->question, i - 1,
						   r->texts[i].text, &r->arena);
}

static void open_step(struct rehearsal *r, size_t step)
{
	r->step = step;
	r->reached = step > r->reached ? step : r->reached;
	r->reading = r->again = false;
	/* The model answer is what is new in the comparison. */
	r->side = rehearsal_compares(r) ? 1 : 0;
	r->tops[0] = r->tops[1] = 0;
	if (rehearsal_writes(r))
		editor_set(&r->editor, r->texts[rehearsal_text_of(r)].text);
	rehearsal_fill(r);
}

static void open_start(struct rehearsal *r)
{
	keep(r);
	r->standing = true;
	r->tops[0] = 0;
	rehearsal_fill(r);
}

/* The step to go on with: the first text that was not sent. */
static void go_to_work(struct rehearsal *r)
{
	size_t step = 0;

	for (size_t i = 0; i < r->count && r->texts[i].sent; i++) {
		grade(r, i);
		step += 2;
	}
	r->reached = step;
	r->standing = true;
	open_step(r, step);
}

static void begin_anew(struct rehearsal *r)
{
	struct err err = { 0 };
	const char *place;

	if (!rehearsal_begun(r))
		return;
	keep(r);
	place = r->options.renew ? r->options.renew(r->options.context, &err)
				 : r->place;
	if (!place) {
		toast(r, ROLE_ERROR, "%s", err.message);
		return;
	}
	if (place != r->place) {
		free(r->place);
		r->place = mem_strdup(place);
	}
	rehearsal_set(r, NULL);
	editor_set(&r->editor, "");
	r->report = NULL;
	r->wants_opinion = false;
	memset(r->replies, 0, sizeof(r->replies));
	go_to_work(r);
}

static void send(struct rehearsal *r)
{
	size_t i = rehearsal_text_of(r);

	if (rehearsal_words(r->editor.text.s) == 0) {
		if (i == 0 || !r->again)
			toast(r, ROLE_WARN,
			      i == 0 ? "There is nothing written yet."
				     : "Nothing is written. Send it once more "
				       "to pass over the question.");
		r->again = i > 0 && !r->again;
		if (i == 0 || r->again)
			return;
	}
	rehearsal_take(r);
	r->texts[i].sent = true;
	grade(r, i);
	r->toast_s = 0;
	open_step(r, r->step + 1);
	keep(r);
	if (i == 0 && r->options.opinion) {
		r->wants_opinion = true;
		toast(r, ROLE_DIM,
		      "Asking for a second opinion; this may take a minute.");
	}
}

/* The screen shows by now that somebody is asked. */
static void take_opinion(struct rehearsal *r)
{
	r->wants_opinion = false;
	r->report = r->options.opinion(r->options.context, r->report,
				       r->texts[0].text, &r->arena);
	r->toast_s = 0;
	rehearsal_fill(r);
}

static void go_on(struct rehearsal *r)
{
	if (r->standing) {
		r->standing = false;
		rehearsal_fill(r);
	} else if (r->step < rehearsal_last_step(r)) {
		size_t next = r->step + 1;

		/* What was sent is not written again. */
		if (next < rehearsal_last_step(r) && r->texts[next / 2].sent)
			next++;
		open_step(r, next);
	} else {
		toast(r, ROLE_DIM, "That was the last page; q leaves.");
	}
}

/* To the page before of those that are read. */
static void go_back(struct rehearsal *r)
{
	size_t step = r->step - r->step % 2;

	if (r->standing || step == 0)
		open_start(r);
	else
		open_step(r, step - 1);
}

/* --- actions --------------------------------------------------------------- */

void rehearsal_scroll(struct rehearsal *r, enum action action)
{
	struct area area = rehearsal_sheet_area(r, r->side);

	sheet_act(&r->sheets[r->side], area.columns, area.rows,
		  &r->tops[r->side], action);
}

/* What the composer's moves mean for a text that is only read. */
static bool act_question(struct rehearsal *r, enum action action)
{
	static const struct {
		enum action action, scroll;
	} moves[] = {
		{ ACTION_ROW_UP, ACTION_UP },
		{ ACTION_ROW_DOWN, ACTION_DOWN },
		{ ACTION_TEXT_START, ACTION_PAGE_UP },
		{ ACTION_TEXT_END, ACTION_PAGE_DOWN },
	};

	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++)
		if (moves[i].action == action) {
			rehearsal_scroll(r, moves[i].scroll);
			return true;
		}
	return false;
}

static void act_write(struct rehearsal *r, enum action action)
{
	int columns = rehearsal_editor_area(r).columns - 1;

	if (r->reading && act_question(r, action))
		return;
	switch (action) {
	case ACTION_SEND:
		send(r);
		break;
	case ACTION_PUT_ASIDE:
		if (r->reading)
			r->reading = false;
		else
			open_start(r);
		break;
	case ACTION_FACTS:
		r->reading = !r->reading;
		break;
	case ACTION_EDITOR:
		r->flags |= APP_EDITOR;
		break;
	case ACTION_ROW_UP:
		editor_move_rows(&r->editor, columns, -1);
		break;
	case ACTION_ROW_DOWN:
		editor_move_rows(&r->editor, columns, 1);
		break;
	default:
		r->reading = false;
		r->changed = editor_act(&r->editor, action) || r->changed;
	}
}

static void act_read(struct rehearsal *r, enum action action)
{
	switch (action) {
	case ACTION_GO_ON:
		go_on(r);
		break;
	case ACTION_GO_BACK:
		if (!r->standing)
			go_back(r);
		break;
	case ACTION_BEGIN_ANEW:
		if (r->standing || rehearsal_compares(r))
			begin_anew(r);
		break;
	case ACTION_OTHER_SIDE:
		if (!r->standing && rehearsal_compares(r))
			r->side = !r->side;
		break;
	default:
		rehearsal_scroll(r, action);
	}
}

/* Whoever writes at once is told that the page is only read yet. */
static void say_how_to_begin(struct rehearsal *r)
{
	struct str key = STR_INIT;

	keymap_key(&r->keymap, ACTION_GO_ON, &key);
	toast(r, ROLE_WARN, "Nothing is written yet: %s begins, then write.",
	      key.s);
	str_finish(&key);
}

/* What can be done everywhere. */
static void act_screen(struct rehearsal *r, enum action action)
{
	bool writing = rehearsal_writes(r) && !r->standing;

	switch (action) {
	case ACTION_BACK:
		if (r->standing) {
			keep(r);
			r->flags |= APP_QUIT;
		} else if (!writing) {
			go_back(r);
		}
		break;
	case ACTION_QUIT:
		keep(r);
		r->flags |= APP_QUIT;
		break;
	case ACTION_SUSPEND:
		keep(r);
		r->flags |= APP_SUSPEND;
		break;
	case ACTION_REDRAW:
		r->flags |= APP_REPAINT;
		break;
	default:
		if (r->standing)
			say_how_to_begin(r);
	}
}

static void write_key(struct rehearsal *r, int key)
{
	size_t before = r->editor.text.length;

	r->reading = r->again = false;
	if (!editor_key(&r->editor, key))
		return;
	r->changed = true;
	if (key_is_text(key) && r->editor.text.length == before)
		toast(r, ROLE_WARN, "The text is full (%d bytes).",
		      EDITOR_TEXT_MAX);
}

/* An action goes where the text is, where it is read, or to the screen. */
static void act(struct rehearsal *r, enum action action, unsigned contexts)
{
	if (!(action_info(action)->contexts & contexts))
		act_screen(r, action);
	else if (contexts & CONTEXT_COMPOSER)
		act_write(r, action);
	else
		act_read(r, action);
}

static unsigned contexts_now(const struct rehearsal *r)
{
	return rehearsal_writes(r) && !r->standing
		       ? CONTEXT_COMPOSER | CONTEXT_EDIT
		       : CONTEXT_REHEARSAL | CONTEXT_LIST;
}

void rehearsal_do(struct rehearsal *r, enum action action)
{
	act(r, action, contexts_now(r));
}

unsigned rehearsal_key(struct rehearsal *r, int key)
{
	unsigned contexts = contexts_now(r);
	bool writing = (contexts & CONTEXT_COMPOSER) != 0;
	enum action action = ACTION_NONE;

	r->flags = APP_REDRAW;
	if (!rehearsal_too_small(r))
		action = keymap_action(&r->keymap, contexts, key);
	if (action == ACTION_NONE && writing && key_is_text(key) &&
	    !rehearsal_too_small(r)) {
		write_key(r, key);
		return r->flags;
	}
	if (action == ACTION_NONE)
		action = keymap_action(&r->keymap, CONTEXT_SCREEN, key);
	/* A blank is within a sentence: it does not begin one. */
	if (r->standing && key == ' ')
		action = ACTION_NONE;
	act(r, action, contexts);
	return r->flags;
}

unsigned rehearsal_paste(struct rehearsal *r, const char *text, size_t length)
{
	if (!rehearsal_writes(r) || r->standing || rehearsal_too_small(r))
		return 0;
	r->changed = true;
	r->reading = false;
	if (!editor_insert(&r->editor, text, length))
		toast(r, ROLE_WARN,
		      "The text is full (%d bytes); the rest of the paste was "
		      "left out.",
		      EDITOR_TEXT_MAX);
	return APP_REDRAW;
}

unsigned rehearsal_resize(struct rehearsal *r, int rows, int columns)
{
	r->rows = rows;
	r->columns = columns;
	return APP_REDRAW | APP_REPAINT;
}

unsigned rehearsal_tick(struct rehearsal *r, double real_s)
{
	size_t i = rehearsal_text_of(r);
	double before = r->texts[i].seconds;
	bool had_toast = r->toast_s > 0;

	if (r->wants_opinion && r->report) {
		take_opinion(r);
		return APP_REDRAW;
	}
	r->toast_s -= had_toast ? real_s : 0;
	if (rehearsal_writes(r) && !r->standing) {
		r->texts[i].seconds += real_s;
		r->unkept_s += real_s;
		if (r->unkept_s >= (r->changed ? KEEP_CHANGED_S : KEEP_S))
			keep(r);
	}
	return (had_toast && r->toast_s <= 0) ||
			       (int64_t)before != (int64_t)r->texts[i].seconds
		       ? APP_REDRAW
		       : 0;
}

const char *rehearsal_editor_text(const struct rehearsal *r)
{
	return r->editor.text.s;
}

void rehearsal_editor_done(struct rehearsal *r, const char *text, double real_s,
			   const struct err *err)
{
	if (!text) {
		toast(r, ROLE_ERROR, "%s", err->message);
	} else if (rehearsal_writes(r)) {
		editor_replace(&r->editor, text);
		r->changed = true;
	}
	rehearsal_tick(r, real_s);
}

/* --- begin and end --------------------------------------------------------- */

struct rehearsal *rehearsal_create(const struct rehearsal_options *options)
{
	struct rehearsal *r = mem_calloc(1, sizeof(*r));

	r->options = *options;
	r->question = options->question;
	r->count = 1 + r->question->follow_up_count;
	r->place = mem_strdup(options->place ? options->place : "");
	r->rows = APP_ROWS_MIN;
	r->columns = APP_COLUMNS_MIN;
	if (options->keymap)
		r->keymap = *options->keymap;
	else
		keymap_init(&r->keymap);
	arena_init(&r->arena);
	editor_init(&r->editor, false);
	rehearsal_set(r, options->begun);
	go_to_work(r);
	return r;
}

void rehearsal_destroy(struct rehearsal *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->count; i++)
		free(r->texts[i].text);
	for (int i = 0; i < 2; i++)
		sheet_finish(&r->sheets[i]);
	editor_finish(&r->editor);
	arena_finish(&r->arena);
	free(r->place);
	free(r);
}

const struct report *rehearsal_report(const struct rehearsal *r)
{
	return r->report;
}
