/*
 * A command as a thing that is kept: its canonical line, and a copy of it.
 */
#ifndef GAMEDAY_DRILL_COMMANDS_COMMAND_FORMAT_H
#define GAMEDAY_DRILL_COMMANDS_COMMAND_FORMAT_H

#include "drill/commands/command.h"

/* A text as one word of a command, in quotes. */
void command_quote(const char *text, struct str *out);
/* A copy that lives in the arena, texts and all. */
const struct command *command_copy(const struct command *command,
				   struct arena *arena);

#endif
