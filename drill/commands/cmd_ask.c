#include "drill/drill_internal.h"
#include "drill/commands/choices.h"
#include "drill/commands/verb.h"

#define PEOPLE_MAX 64

static bool decide(const struct drill *drill, const struct command *command,
		   struct err *err)
{
	const struct pack *pack = drill->pack;
	const char *ids[PEOPLE_MAX];
	size_t count = 0;
	struct str text = STR_INIT;

	if (person_find(drill, command->subject))
		return true;
	for (; count < pack->stakeholder_count && count < PEOPLE_MAX; count++)
		ids[count] = pack->stakeholders[count].id;
	choices_list(ids, count, &text);
	err_set(err, ERR_INPUT, "nobody here is called '%.40s'; ask %s",
		command->subject, text.s);
	str_finish(&text);
	return false;
}

static void apply(struct drill *drill, const struct command *command,
		  uint32_t seq)
{
	person_ask(drill, person_find(drill, command->subject), command->text,
		   seq);
}

const struct verb verb_ask = { .decide = decide, .apply = apply };
