/*
 * A verb of the command language: whether it is possible now, and what it does.
 * One small file for each, cmd_WORD.c.
 */
#ifndef GAMEDAY_DRILL_COMMANDS_VERB_H
#define GAMEDAY_DRILL_COMMANDS_VERB_H

#include "drill/drill.h"

struct verb {
	bool while_planning; /* also when time is up */
	bool (*decide)(const struct drill *drill, const struct command *command,
		       struct err *err);
	/* What was decided to be possible; NULL = the record is all. */
	void (*apply)(struct drill *drill, const struct command *command,
		      uint32_t seq);
};

const struct verb *verb_of(enum command_verb verb);

extern const struct verb verb_look, verb_trace, verb_pin, verb_tie,
	verb_suspect, verb_rule_out, verb_conclude, verb_apply, verb_revert,
	verb_ask, verb_tell, verb_plan, verb_declare, verb_role, verb_note,
	verb_wait, verb_end;

/* Shared by several: the measure or cause a command names, or an error that
 * lists what it could be. */
const struct pack_mitigation *verb_measure(const struct drill *drill,
					   const char *id, struct err *err);
const struct pack_cause *verb_cause(const struct drill *drill, const char *id,
				    struct err *err);

#endif
