#include "debrief/evidence.h"

#include <string.h>

/* Without it a panel shows all of them; what splits ("by") has to be asked. */
static bool is_filter(const char *key)
{
	return !strcmp(key, "node") || !strcmp(key, "kind");
}

bool evidence_shows(const struct command *command,
		    const struct pack_evidence *wanted)
{
	const char *value;

	if (command->verb != COMMAND_LOOK && command->verb != COMMAND_PIN)
		return command->verb == COMMAND_TRACE &&
		       !strcmp(wanted->panel, "traces");
	if (strcmp(command->subject, wanted->panel))
		return false;
	if (!wanted->key)
		return true;
	value = command_arg(command, wanted->key);
	if (!value && is_filter(wanted->key))
		return true;
	for (size_t i = 0; value && i < wanted->value_count; i++)
		if (!strcmp(wanted->values[i], value))
			return true;
	return value && wanted->value_count == 0;
}

static bool is_seeing(const struct command *command)
{
	return command->verb == COMMAND_LOOK ||
	       command->verb == COMMAND_TRACE || command->verb == COMMAND_PIN;
}

static bool bears(const struct pack_cause *cause, const struct command *command)
{
	for (size_t i = 0; cause && i < cause->bear_count; i++)
		if (evidence_shows(command, &cause->bears[i]))
			return true;
	return false;
}

static bool names(const struct command *command, const char *cause)
{
	const char *meant = command->subject;

	if (command->verb == COMMAND_PIN)
		meant = command_arg(command, "for");
	else if (command->verb != COMMAND_SUSPECT &&
		 command->verb != COMMAND_CONCLUDE)
		return false;
	return meant && !strcmp(meant, cause);
}

/* What is looked for in a command. */
enum wanted { SEEN, BEARS, NAMED };

static bool is(const struct drill *drill, const struct command *command,
	       enum wanted wanted, const struct pack_mitigation *what)
{
	if (wanted == SEEN)
		return is_seeing(command);
	for (size_t i = 0; i < what->founded_count; i++) {
		const char *cause = what->founded_on[i];

		if (wanted == NAMED
			    ? names(command, cause)
			    : bears(pack_cause(drill_pack(drill), cause),
				    command))
			return true;
	}
	return false;
}

static int64_t first(const struct drill *drill, int64_t before_s,
		     enum wanted wanted, const struct pack_mitigation *what)
{
	size_t count;
	const struct event *events = drill_events(drill, &count);

	for (size_t i = 0; i < count && events[i].at_s <= before_s; i++)
		if (events[i].command &&
		    is(drill, events[i].command, wanted, what))
			return events[i].at_s;
	return -1;
}

int64_t evidence_first(const struct drill *drill, int64_t before_s)
{
	return first(drill, before_s, SEEN, NULL);
}

int64_t evidence_first_for(const struct drill *drill,
			   const struct pack_mitigation *what, int64_t before_s)
{
	return first(drill, before_s, BEARS, what);
}

int64_t evidence_named_for(const struct drill *drill,
			   const struct pack_mitigation *what, int64_t before_s)
{
	return first(drill, before_s, NAMED, what);
}
