#include "drill/drill_internal.h"
#include "drill/commands/choices.h"
#include "drill/commands/verb.h"

#define AUDIENCES_MAX 32

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	const char *list[AUDIENCES_MAX];
	size_t count = 0;
	struct str text = STR_INIT;

	if (message_audience(drill, command->subject))
		return true;
	message_audiences(drill, list, AUDIENCES_MAX, &count);
	choices_list(list, count, &text);
	err_set(err, ERR_INPUT, "there is no audience '%.40s'; tell %s",
		command->subject, text.s);
	str_finish(&text);
	return false;
}

/* What follows from a message is in message.c: it needs the verdict. */
const struct verb verb_tell = { .while_planning = true, .decide = decide };
