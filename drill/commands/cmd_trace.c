#include "drill/panels/panel.h"
#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

/* A trace is the traces panel with one request opened. */
static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	struct command_arg id = { "id", command->subject };
	struct arena arena = ARENA_INIT;
	bool good = panel_read(drill, PANEL_TRACES, &id, 1, &arena, err);

	arena_finish(&arena);
	return good;
}

const struct verb verb_trace = {
	.while_planning = true,
	.decide = decide,
};
