/*
 * The glossary: what the words on the screen mean.
 */
#ifndef GAMEDAY_UI_GLOSSARY_H
#define GAMEDAY_UI_GLOSSARY_H

#include "base/str.h"

/* Lines of the terms that hold `part` (all when it is ""). Returns how many. */
int glossary_print(const char *part, struct str *out);

#endif
