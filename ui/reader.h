/*
 * A reader: a text on the whole screen, to be scrolled and left.
 *
 * History and reports are texts for standard output; opened from the home
 * screen they are read here, and leaving them leads back to it.
 */
#ifndef GAMEDAY_UI_READER_H
#define GAMEDAY_UI_READER_H

#include "ui/sheet.h"

#include <stdbool.h>

struct reader {
	const char *title; /* borrowed */
	struct sheet sheet;
	int rows, columns; /* of the screen */
	int top;	   /* first line shown */
};

/* The text's lines stay as they are: it was made for 80 columns. */
void reader_init(struct reader *reader, const char *title, const char *text);
void reader_finish(struct reader *reader);
void reader_resize(struct reader *reader, int rows, int columns);
/* Takes a key (ui/terminal/key.h); false when it leaves. */
bool reader_key(struct reader *reader, int key);
/* A wheel, as the buttons 4 and 5. */
void reader_mouse(struct reader *reader, int button);
void reader_draw(const struct reader *reader, struct surface *surface);

#endif
