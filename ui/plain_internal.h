/* What the files of plain text share. */
#ifndef GAMEDAY_UI_PLAIN_INTERNAL_H
#define GAMEDAY_UI_PLAIN_INTERNAL_H

#include "ui/plain.h"

/* plain_own.c: a line that is none of the drill's commands.  False when it is
 * not one of these either; *good says how it went. */
bool plain_own(struct session *session, const char *line, struct str *out,
	       bool *good, struct err *err);
void plain_own_help(struct str *out);
/* What the coach would say now. */
void plain_advice(const struct session *session, struct str *out);

#endif
