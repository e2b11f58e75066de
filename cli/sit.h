/*
 * Sitting down to a drill: the loops that let somebody play it.
 */
#ifndef GAMEDAY_CLI_SIT_H
#define GAMEDAY_CLI_SIT_H

#include "cli/chat.h"
#include "cli/debriefing.h"
#include "cli/recording.h"
#include "drill/drill.h"
#include "ui/config.h"

#include <stdbool.h>

struct sitting {
	struct drill *drill;
	struct recording *recording;
	double speed; /* 0 = as set */
	bool no_mouse;
	bool plain;	   /* plain text even on a terminal */
	bool resumed;	   /* no briefing */
	bool score_only;   /* nothing on what each decision was worth */
	struct chat *chat; /* of the drill for a chat, or NULL */
	struct rivals_ahead *ahead; /* of the drill; sit_down() begins it */
};

/* Plays until the drill has ended (then the report is kept and printed) or
 * the player leaves (then it can be resumed).  Exit status. */
int sit_down(const struct sitting *sitting);

/* The two faces.  True when the drill has ended, false when the player left or
 * on an error (err->code tells).  On the screen the report comes at once; what
 * works on the rest of it goes to *debriefing, which the caller ends. */
bool sit_plain(const struct sitting *sitting, const struct config *config,
	       struct err *err);
bool sit_screen(const struct sitting *sitting, const struct config *config,
		struct arena *arena, const struct report **report,
		struct debriefing **debriefing, struct err *err);

#endif
