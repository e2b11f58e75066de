/*
 * Screens as pictures in characters, kept in tests/ui/golden/.
 */
#ifndef GAMEDAY_TESTS_UI_GOLDEN_H
#define GAMEDAY_TESTS_UI_GOLDEN_H

#include "base/str.h"

/* Fails when the screen is not the one kept as NAME-SIZE.txt; with
 * GAMEDAY_UPDATE_GOLDEN it keeps this one instead. */
void golden_check(const char *name, const char *size, const struct str *screen);

#endif
