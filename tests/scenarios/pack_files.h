/*
 * The tiny pack as bytes, to be broken on purpose.
 */
#ifndef GAMEDAY_TESTS_SCENARIOS_PACK_FILES_H
#define GAMEDAY_TESTS_SCENARIOS_PACK_FILES_H

#include "base/err.h"
#include "scenarios/pack.h"

#include <stdbool.h>
#include <stddef.h>

struct edit {
	const char *file; /* "scenario.json" */
	const char *from; /* its first occurrence ... */
	const char *to;	  /* ... becomes this; NULL = the file is left out */
};

/* Loads the pack in `folder` with some edits made; asserts that each `from`
 * is there.  `line` gets the line of the last edit; may be NULL. */
struct pack *load_edited(const char *folder, const struct edit *edits,
			 size_t count, int *line, struct err *err);
/* The same with every mistake. */
struct pack *load_edited_all(const char *folder, const struct edit *edits,
			     size_t count, int *line, struct pack_mistakes *all,
			     struct err *err);

#endif
