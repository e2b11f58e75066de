#include "drill/drill_internal.h"
#include "drill/commands/verb.h"

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	if (!strcmp(drill->severity, command->subject))
		return err_set(err, ERR_STATE, "%s is what is declared already",
			       command->subject);
	return true;
}

static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	(void)seq;
	drill->severity = command->subject;
}

const struct verb verb_declare = { .decide = decide, .apply = apply };
