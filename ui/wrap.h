/*
 * Text in lines of a given width, counted in terminal cells.
 */
#ifndef GAMEDAY_UI_WRAP_H
#define GAMEDAY_UI_WRAP_H

#include "base/str.h"

#include <stddef.h>

/* Finds the end of the first line of `text` when it may take `cells` cells:
 * returns its bytes (without the blank or newline it breaks at) and sets *next
 * to where the following line begins. A word longer than the line is cut. */
size_t wrap_next(const char *text, int cells, const char **next);

/* Appends text wrapped to `width` cells, each line indented by `indent` blanks
 * (the first by `first`), each ended by a newline.  Newlines in the text stay. */
void wrap_text(struct str *out, const char *text, int first, int indent,
	       int width);

/* Appends exactly `cells` cells: the text, cut with "…" if it is too long,
 * filled with blanks on the right, or on the left when `right`. */
void wrap_cell(struct str *out, const char *text, int cells, bool right);

#endif
