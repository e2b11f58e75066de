/*
 * gameday scenarios par FOLDER: makes a pack's par.json.
 */
#ifndef GAMEDAY_CLI_SCENARIOS_PAR_H
#define GAMEDAY_CLI_SCENARIOS_PAR_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* Searches for par in every variant and writes it into the folder; what was
 * found goes to out.  `keep`: without a search, the lines that are there are
 * played once more, so that they are fresh again. */
bool scenarios_par(const char *folder, bool keep, struct str *out,
		   struct err *err);

#endif
