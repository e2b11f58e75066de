/*
 * Plain text: the whole drill, line after line.
 *
 * Nothing moves the cursor and nothing is redrawn, so that it works in a pipe,
 * with a screen reader, and in a log.  The same commands, the same panels.
 */
#ifndef GAMEDAY_UI_PLAIN_H
#define GAMEDAY_UI_PLAIN_H

#include "drill/panels/panel.h"
#include "ui/session.h"

#include <stdio.h>

#define PLAIN_WIDTH 80

/* The briefing and how to go on. */
void plain_briefing(const struct session *session, struct str *out);
/* A panel as text, width cells wide at most (0 = as wide as it needs). */
void plain_panel(const struct panel *panel, int width, struct str *out);
/* One event as a line or a few; "" for those that need no line. */
void plain_event(const struct drill *drill, const struct event *event,
		 struct str *out);
/* Help: the commands, or one of them. */
void plain_help(const char *topic, struct str *out);

/* A plain-text front end: feeds lines, prints what they bring. */
struct plain;
struct plain *plain_create(struct session *session, bool live);
void plain_destroy(struct plain *plain);
/* Takes one input line (without its newline).  In a pipe a line may begin with
 * a stamp "MM:SS": time passes until then.  Output is appended to `out`; so is
 * why a command was refused.  False only when the drill cannot go on. */
bool plain_line(struct plain *plain, const char *line, struct str *out,
		struct err *err);
/* What has happened since the last call.  When `live`, it begins on a line of
 * its own and the prompt comes again behind it. */
void plain_news(struct plain *plain, struct str *out);

#endif
