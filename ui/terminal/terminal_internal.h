/* What the files of the terminal share. */
#ifndef GAMEDAY_UI_TERMINAL_TERMINAL_INTERNAL_H
#define GAMEDAY_UI_TERMINAL_TERMINAL_INTERNAL_H

#include "ui/painter.h"
#include "ui/terminal/terminal.h"

#include <stdio.h>

struct terminal {
	FILE *in, *out;
	void *screen; /* SCREEN of curses */
	void *pad;    /* WINDOW that keys are read from */
	struct painter painter;
	enum glyph_set glyphs;
	bool colorless;
	struct str paste;
	bool end_of_input;
};

/* terminal_output.c */
void terminal_write(struct terminal *terminal, const char *bytes,
		    size_t length);
/* The modes that curses knows nothing of. */
void terminal_modes(struct terminal *terminal, bool on);

/* terminal_signals.c */
void terminal_signals_begin(struct terminal *terminal);
void terminal_signals_end(void);
enum terminal_wish terminal_signals_take(bool *woken);
/* Stops this process the way SIGTSTP does by default. */
void terminal_signals_stop(void);

/* terminal_keys.c */
void terminal_keys_define(void);
/* The key for what curses read; 0 for what means nothing. */
int terminal_key(bool is_code, unsigned value);
/* Codes of the paste brackets. */
int terminal_paste_begin(void);
int terminal_paste_end(void);

#endif
