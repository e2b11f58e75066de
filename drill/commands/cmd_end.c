#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	(void)drill;
	(void)command;
	(void)err;
	return true;
}

static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	(void)command;
	(void)seq;
	drill->phase = DRILL_ENDED;
}

const struct verb verb_end = {
	.while_planning = true,
	.decide = decide,
	.apply = apply,
};
