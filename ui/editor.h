/*
 * The editor: a text being written, of one line or many.
 *
 * It knows text, a cursor and what can be undone; keys come as actions, and
 * whoever shows it wraps the text softly at the width there is.  Positions are
 * bytes, always between characters as people count them.
 */
#ifndef GAMEDAY_UI_EDITOR_H
#define GAMEDAY_UI_EDITOR_H

#include "base/str.h"
#include "ui/terminal/action.h"
#include "ui/terminal/key.h"
#include "ui/terminal/surface.h"

#include <stdbool.h>
#include <stddef.h>

#define EDITOR_TEXT_MAX 16384 /* bytes */
#define EDITOR_LINE_MAX 2048  /* of one line */
#define EDITOR_UNDO_MAX 200

struct editor_state {
	char *text;
	size_t at;
};

enum editor_change { EDITOR_MOVED, EDITOR_TYPED, EDITOR_DELETED, EDITOR_OTHER };

struct editor {
	struct str text;
	size_t at; /* the cursor */
	bool one_line;
	enum editor_change last; /* what runs of one kind are undone together */
	struct editor_state undo[EDITOR_UNDO_MAX];
	size_t undo_count;
	size_t undo_at; /* states before it can be undone, behind it redone */
};

void editor_init(struct editor *editor, bool one_line);
void editor_finish(struct editor *editor);
/* Another text, cursor at its end; forgets what could be undone. */
void editor_set(struct editor *editor, const char *text);
/* Writes scrubbed text at the cursor; what would not fit is left out, and
 * false says so. */
bool editor_insert(struct editor *editor, const char *text, size_t length);
/* Deletes so many bytes behind the cursor. */
void editor_erase(struct editor *editor, size_t length);
/* Replaces the whole text as one change that can be undone. */
void editor_replace(struct editor *editor, const char *text);
/* Does an action of CONTEXT_EDIT; false if it is none of them. */
bool editor_act(struct editor *editor, enum action action);
/* Writes the character of a text key. */
bool editor_key(struct editor *editor, int key);

/* Soft wrapping at `columns`. */
int editor_rows(const struct editor *editor, int columns);
void editor_place(const struct editor *editor, int columns, int *row,
		  int *column);
void editor_move_rows(struct editor *editor, int columns, int by);
/* Draws it, the cursor visible, and puts the surface's cursor there. */
void editor_draw(const struct editor *editor, struct surface *surface,
		 struct area area, enum role role);
/* Puts the cursor where the surface was clicked, drawn in that area. */
void editor_click(struct editor *editor, struct area area, int row, int column);
/* One line that scrolls sideways; `focus` shows the cursor. */
void editor_draw_line(const struct editor *editor, struct surface *surface,
		      struct area area, int row, int column, int width,
		      enum role role, bool focus);

#endif
