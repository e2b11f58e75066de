/*
 * The terminal UI.
 *
 * An app is the state of the screen: which view is open, what is selected, what
 * is being written.  It draws itself on a surface (a grid of cells) from const
 * drill state, and turns keys into actions and actions into commands.  The
 * terminal (ui/terminal/terminal.h) puts surfaces on the screen and reads keys; tests
 * use the app without one.
 */
#ifndef GAMEDAY_UI_APP_H
#define GAMEDAY_UI_APP_H

#include "base/err.h"
#include "scoring/report/report.h"
#include "ui/terminal/keymap.h"
#include "ui/session.h"
#include "ui/terminal/surface.h"

#include <stdbool.h>

#define APP_COLUMNS_MIN 80
#define APP_ROWS_MIN 24

struct app;

/* A message that was begun and not sent. */
struct message_draft {
	const char *audience, *text;
};
#define MESSAGE_DRAFTS_MAX 16

struct app_options {
	struct session *session; /* borrowed */
	/* Scores the drill for the report view; called once, when it ends. */
	const struct report *(*score)(void *context, struct err *err);
	/* Asked several times a second once it is scored: a report that knows
	 * more, or NULL; and how far the work on it is (total 0 = done).  May
	 * be NULL. */
	const struct report *(*news)(void *context, size_t *done,
				     size_t *total);
	/* Keeps the messages that are not sent, in the place of those before;
	 * called while one writes.  May be NULL. */
	bool (*keep_drafts)(void *context, const struct message_draft *drafts,
			    size_t count, struct err *err);
	void *context; /* of all three */
	/* Those that were kept; copied. */
	const struct message_draft *drafts;
	size_t draft_count;
	/* Reads a message while it is being written, for the checklist; NULL =
	 * there is none. */
	const struct judge *judge;
	const struct keymap *keymap; /* NULL = the defaults; copied */
	bool resumed;		     /* goes on with a drill: no briefing */
};

struct app *app_create(const struct app_options *options);
void app_destroy(struct app *app);

/* Flags that handlers return. */
enum app_flags {
	APP_REDRAW = 1,
	APP_QUIT = 2,
	APP_SUSPEND = 4,
	APP_EDITOR = 8,	  /* see app_editor_text() */
	APP_REPAINT = 16, /* the whole screen */
};

/* The size of the screen; to be told before anything else, and on a resize. */
unsigned app_resize(struct app *app, int rows, int columns);
/* One key: a code point, or one of enum key (ui/terminal/key.h). */
unsigned app_key(struct app *app, int key);
/* A pasted text, whole. */
unsigned app_paste(struct app *app, const char *text, size_t length);
/* Button 1 is the left one, 4 and 5 are the wheel. */
unsigned app_mouse(struct app *app, int row, int column, int button);
/* Real time has passed. */
unsigned app_tick(struct app *app, double real_s);
/* Reads anew what keys have changed; to be called before app_draw().  Many keys
 * may come between two frames, and reading takes longer than a key may. */
void app_settle(struct app *app);
/* Keeps what is being written, at the end of a sitting. */
void app_keep_drafts(struct app *app);
/* Draws everything; changes nothing but the surface. */
void app_draw(const struct app *app, struct surface *surface);

/* For APP_EDITOR: the text to be edited outside, and what came back (NULL when
 * that failed, with the reason). */
const char *app_editor_text(const struct app *app);
void app_editor_done(struct app *app, const char *text, const struct err *err);

#endif
