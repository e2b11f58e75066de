/*
 * gameday scenarios lint: all that is wrong with a pack, each with its place
 * and what mends it.
 */
#ifndef GAMEDAY_CLI_SCENARIOS_LINT_H
#define GAMEDAY_CLI_SCENARIOS_LINT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* A pack by id or folder.  `deep` plays it as well.  True when there is nothing
 * to mend; else the list is in out, a line or a JSON object each, and err says
 * how many. */
bool scenarios_lint(const char *name, bool deep, bool json, struct str *out,
		    struct err *err);

#endif
