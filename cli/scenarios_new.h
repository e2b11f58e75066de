/*
 * gameday scenarios new: a small pack that works, to be changed into another.
 *
 * It is copied from the folder templates/scenario beside scenarios/, wherever
 * that is found (packs.h): data, so that no scenario stands in C.  In its files
 * @ID@ and @TITLE@ are replaced by what the user gave.
 */
#ifndef GAMEDAY_CLI_SCENARIOS_NEW_H
#define GAMEDAY_CLI_SCENARIOS_NEW_H

#include "base/err.h"
#include "base/str.h"

/* Writes the folder `parent`/`id`; parent NULL = the user's own packs.  Title
 * NULL = made of the id.  Appends what was made, and what to do next, to out.
 * Refuses a bad id or title and a place that is taken; on failure nothing is
 * left behind. */
bool scenarios_new(const char *id, const char *title, const char *parent,
		   struct str *out, struct err *err);

#endif
