/*
 * Worksheets inside a drill: `worksheet capacity streams=30k note`.
 *
 * The inputs that name a figure are filled from the drill as it is now; what
 * the player writes goes before that.  `note` at the end keeps the last row, and
 * `note=ROW` another one, as a note of the drill, where it can be cited.
 */
#ifndef GAMEDAY_UI_WORKSHEET_ASK_H
#define GAMEDAY_UI_WORKSHEET_ASK_H

#include "base/str.h"
#include "scenarios/worksheet.h"
#include "ui/session.h"

#define WORKSHEET_WORD "worksheet"

/* Where worksheets come from. */
struct worksheet_shelf {
	struct worksheet *(*load)(const char *name, struct err *err);
	char **(*list)(void); /* ids; NULL-ended, one block of the caller's */
};

/* A figure of the drill, for worksheet_fill(). */
bool worksheet_live(const void *drill, const char *name, double *value,
		    const char **unit);
/* Keeps what a row comes to as a note of the drill. */
bool worksheet_keep(struct session *session,
		    const struct worksheet_values *values, size_t row,
		    struct err *err);
/* Whether a line is for this.  */
bool worksheet_is_asked(const char *line);
/* Answers the line with text, width cells wide. */
bool worksheet_ask(struct session *session, const char *line, int width,
		   struct str *out, struct err *err);

#endif
