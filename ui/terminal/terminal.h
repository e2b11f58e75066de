/*
 * The terminal: shows surfaces and reads keys.
 *
 * It talks to /dev/tty, so that standard output stays a pipe, and writes only
 * the cells that differ from what it showed last, in one piece.  The terminal
 * is put right again on close, on a stop, and when the program dies of a
 * signal.  This is the one place that knows curses: curses sets the modes and
 * takes key sequences apart; the cells are written here.
 *
 *	loop:
 *		poll terminal_fd() for input, at most 100 ms
 *		while (terminal_read(terminal, &event)) ...
 *		switch (terminal_signal(terminal)) ...
 *		terminal_show(terminal, &surface) when something changed
 */
#ifndef GAMEDAY_UI_TERMINAL_TERMINAL_H
#define GAMEDAY_UI_TERMINAL_TERMINAL_H

#include "base/err.h"
#include "ui/terminal/key.h"
#include "ui/terminal/surface.h"

#include <stdbool.h>

#define TERMINAL_PASTE_MAX 65536 /* bytes of one paste; the rest is dropped */

struct terminal;

struct terminal_options {
	int scheme; /* enum scheme, -1 = by the environment */
	int depth;  /* enum color_depth, -1 = by the environment */
	int glyphs; /* enum glyph_set, -1 = by locale and terminal */
	int mouse;  /* 1 = on, 0 = off */
	struct style_choice roles[ROLE_COUNT];
};

/* Everything by the environment, the mouse on. */
void terminal_options_init(struct terminal_options *options);

enum terminal_event_kind {
	TERMINAL_KEY,
	TERMINAL_PASTE,
	TERMINAL_MOUSE,
	TERMINAL_RESIZE
};

struct terminal_event {
	enum terminal_event_kind kind;
	int key;		 /* see ui/terminal/key.h */
	int row, column, button; /* 1 = left, 4 and 5 = wheel up and down */
	const char *text;	 /* a paste; valid until the next read */
	size_t length;
};

/* NULL when there is no terminal or it cannot place the cursor; the message
 * says what to do instead.  One at a time. */
struct terminal *terminal_open(const struct terminal_options *options,
			       struct err *err);
void terminal_close(struct terminal *terminal); /* takes NULL */

int terminal_fd(const struct terminal *terminal);
void terminal_size(const struct terminal *terminal, int *rows, int *across);
enum glyph_set terminal_glyphs(const struct terminal *terminal);
/* Whether it shows no colours, by what it can or by wish. */
bool terminal_is_colorless(const struct terminal *terminal);

/* Takes one event that is waiting; false when there is none. */
bool terminal_read(struct terminal *terminal, struct terminal_event *event);

/* What signals have asked for since the last call.  TERM, INT and HUP mean
 * quit; after END_OF_INPUT the terminal is gone. */
enum terminal_wish {
	TERMINAL_GO_ON,
	TERMINAL_QUIT,
	TERMINAL_STOP,
	TERMINAL_END_OF_INPUT
};
enum terminal_wish terminal_signal(struct terminal *terminal);

/* Writes what differs from the last frame. */
void terminal_show(struct terminal *terminal, const struct surface *surface);
/* The next frame is written whole. */
void terminal_repaint(struct terminal *terminal);
/* Stops the program until the shell wakes it; the terminal is the shell's. */
void terminal_suspend(struct terminal *terminal);
/* Lets $VISUAL or $EDITOR edit a text; returns what came back (the caller
 * frees it), NULL on error. */
char *terminal_edit(struct terminal *terminal, const char *text,
		    struct err *err);

/* Whether a signal has asked the program to end, since it began: then the end of
 * one screen is no reason to open another. */
bool terminal_told_to_end(void);

#endif
