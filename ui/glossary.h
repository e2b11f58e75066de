/*
 * The glossary: what the words on the screen mean.
 */
#ifndef GAMEDAY_UI_GLOSSARY_H
#define GAMEDAY_UI_GLOSSARY_H

#include "base/str.h"
#include "scenarios/pack.h"

/* Lines of the terms that hold `part` (all when it is ""), the scenario's own
 * first.  Returns how many. */
int glossary_print(const struct pack *pack, const char *part, struct str *out);

#endif
