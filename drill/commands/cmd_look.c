#include "drill/panels/panel.h"
#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	struct arena arena = ARENA_INIT;
	int panel = panel_find(command->subject);
	bool good = panel >= 0 ? panel_read(drill, (enum panel_id)panel,
					    command->args, command->arg_count,
					    &arena, err) != NULL
			       : err_set(err, ERR_INPUT,
					 "there is no panel '%.40s'",
					 command->subject);

	arena_finish(&arena);
	return good;
}

static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	(void)seq;
	if (panel_find(command->subject) == PANEL_INBOX)
		drill_mark_read(drill);
}

const struct verb verb_look = {
	.while_planning = true,
	.decide = decide,
	.apply = apply,
};
