/*
 * A stage: the app in front of a scenario, without a terminal.
 */
#ifndef GAMEDAY_TESTS_UI_STAGE_H
#define GAMEDAY_TESTS_UI_STAGE_H

#include "ui/app.h"
#include "ui/terminal/key.h"

#define STAGE_MAIN "scenarios/video-cost-spike"
#define STAGE_TINY "tests/data/packs/tiny"

struct stage {
	struct pack *pack;
	struct drill *drill;
	struct session session;
	struct app *app;
	struct surface surface;
	const struct report *report; /* instead of scoring; may be NULL */
	struct arena arena;	     /* of the report that is scored */
	const struct report *better; /* what the next asking brings */
	size_t done, total;	     /* of the work on it */
};

/* A pack by its folder below the source tree, seed 7, its variant "preset".
 * `begun`: past the briefing, and paused where the mode allows it. */
void stage_open(struct stage *stage, const char *pack, enum drill_mode mode,
		int rows, int columns, bool begun);
void stage_close(struct stage *stage);
void stage_resize(struct stage *stage, int rows, int columns);
/* Types text; <name> is a key by its name: "5v<enter>". */
void stage_type(struct stage *stage, const char *keys);
/* Lets the drill run for so many seconds of its time. */
void stage_wait(struct stage *stage, int seconds);
/* Draws, and gives the screen as text; the caller finishes it. */
void stage_draw(struct stage *stage, bool roles, struct str *out);
/* Whether the screen, drawn anew, holds the text. */
bool stage_shows(struct stage *stage, const char *text);

#endif
