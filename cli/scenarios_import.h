/*
 * gameday scenarios import NAME: a draft of a pack out of a real incident.
 */
#ifndef GAMEDAY_CLI_SCENARIOS_IMPORT_H
#define GAMEDAY_CLI_SCENARIOS_IMPORT_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>

/* Takes the words behind "scenarios", "import" first; makes the folder and
 * tells what is in it and what is left to do. */
bool scenarios_import(int argc, char **argv, struct str *out, struct err *err);
/* Its usage, behind "scenarios". */
extern const char scenarios_import_usage[];

#endif
