/*
 * Scripts: a drill without a player.
 *
 * A script is lines of the command language, each with its minute.  Lines must
 * be in order of time.  A script is parsed whole before anything runs, so that
 * a typing mistake in the last line costs nothing.
 */
#ifndef GAMEDAY_DRILL_COMMANDS_SCRIPT_H
#define GAMEDAY_DRILL_COMMANDS_SCRIPT_H

#include "base/arena.h"
#include "base/err.h"
#include "drill/drill.h"

#include <stdbool.h>
#include <stddef.h>

#define SCRIPT_LINES_MAX 5000

struct script_line {
	struct command command;
	int line; /* in the file, for messages */
};

struct script {
	const char *path;
	const struct script_line *lines;
	size_t count;
};

/* Parses text; path is for messages. Lives in the arena. */
bool script_parse(const char *path, const char *text, struct arena *arena,
		  struct script *out, struct err *err);
bool script_from_lines(const char *path, const char *const *lines, size_t count,
		       struct arena *arena, struct script *out,
		       struct err *err);
/* Plays it to its `end` or the pack's full length; the drill is then ended. A
 * refused command is an error with file and line, unless `lenient`: then the
 * refusal is kept as a note event and the script goes on. */
bool script_run(struct drill *drill, const struct script *script, bool lenient,
		struct err *err);

#endif
