/*
 * The worksheets on a player's desk: all that there are, with what has been
 * entered into each.
 *
 * One is worked out at a time, from what was entered, then from the drill's
 * figures as they are now, then from the usual values.
 */
#ifndef GAMEDAY_UI_WORKSHEET_DESK_H
#define GAMEDAY_UI_WORKSHEET_DESK_H

#include "drill/drill.h"
#include "scenarios/worksheet.h"
#include "ui/worksheet_ask.h"

#define DESK_SHEETS_MAX 32

struct desk_sheet {
	struct worksheet *sheet;
	char *entered[WORKSHEET_LINES_MAX]; /* NULL = not by the player */
};

struct worksheet_desk {
	bool loaded;
	struct desk_sheet sheets[DESK_SHEETS_MAX];
	size_t count;
	/* of the one that was worked out last */
	const struct worksheet *worked; /* NULL = it could not be */
	struct worksheet_values values;
	struct err err; /* why it could not */
};

/* To be called on zeroed memory's end. */
void desk_finish(struct worksheet_desk *desk);
/* Reads the sheets from the shelf, the first time; NULL = there are none.
 * One that does not load is left out. */
void desk_load(struct worksheet_desk *desk,
	       const struct worksheet_shelf *shelf);
/* The place of a sheet by its id; count when there is none. */
size_t desk_find(const struct worksheet_desk *desk, const char *id);
/* Works a sheet out, with the drill's figures of now. */
bool desk_work(struct worksheet_desk *desk, size_t sheet,
	       const struct drill *drill);
/* Whether a value could be entered there. */
bool desk_check(struct worksheet_desk *desk, size_t sheet, size_t line,
		const char *text, struct err *err);
/* Enters a value; an empty text takes away what was entered. */
bool desk_enter(struct worksheet_desk *desk, size_t sheet, size_t line,
		const char *text, struct err *err);

#endif
