#include "drill/commands/verb.h"

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	(void)drill;
	(void)command;
	return err_set(err, ERR_STATE, "time is not the drill's to pass");
}

const struct verb verb_wait = { .decide = decide };
