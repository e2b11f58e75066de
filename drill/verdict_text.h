/*
 * A verdict as the journal holds it: one line of JSON.
 */
#ifndef GAMEDAY_DRILL_VERDICT_TEXT_H
#define GAMEDAY_DRILL_VERDICT_TEXT_H

#include "base/str.h"
#include "drill/judge.h"

#include <stdbool.h>

void verdict_write(const struct verdict *verdict, struct str *out);
bool verdict_read(const char *text, struct verdict *out);

#endif
