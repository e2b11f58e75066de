/*
 * Casts: a recorded drill as a film of the terminal, without a terminal.
 *
 * The form is asciicast, version 2: a line of JSON with the size, then a line
 * for each frame that differs from the one before: [seconds, "o", bytes].  The
 * screen follows what the player looked at, goes back to the overview in
 * between, and ends with the report and the overview.  The bytes depend on the
 * record and the options alone.
 */
#ifndef GAMEDAY_UI_CAST_H
#define GAMEDAY_UI_CAST_H

#include "base/str.h"
#include "drill/playback.h"
#include "scoring/report/report.h"

#define CAST_ROWS 36
#define CAST_COLUMNS 120
#define CAST_SPEED 30.0 /* drill seconds a second */
#define CAST_IDLE_S 2.0 /* longest time in which nothing changes */

struct cast_options {
	int rows, columns; /* at least those that the screen needs */
	double speed;
	const struct report *report; /* NULL = none */
};

bool cast_write(struct playback *playback, const struct cast_options *options,
		struct str *out, struct err *err);

#endif
