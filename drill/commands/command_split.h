/*
 * A line of the command language cut into words.
 */
#ifndef GAMEDAY_DRILL_COMMANDS_COMMAND_SPLIT_H
#define GAMEDAY_DRILL_COMMANDS_COMMAND_SPLIT_H

#include "base/arena.h"
#include "base/err.h"

#include <stdbool.h>
#include <stddef.h>

struct token {
	const char *text; /* quotes undone, scrubbed */
	size_t at;	  /* byte in the line */
	size_t equals;	  /* place of a bare '=' in text; 0 = none */
	bool quoted;	  /* begins with a quote */
};

struct parser {
	const char *line;
	struct arena *arena;
	struct err *err;
	struct token *tokens;
	size_t count, next;
};

bool command_split(struct parser *p);
/* The next word; NULL when there is none left. */
const struct token *command_take(struct parser *p);
/* Fills the error with the column of a byte of the line; always false.  more
 * may be NULL. */
bool command_fail(const struct parser *p, size_t at, const char *what,
		  const char *more);
bool command_is_space(char c);
char *command_scrub(struct arena *arena, const char *text, size_t length);

#endif
