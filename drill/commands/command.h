/*
 * The command language: one line, one intention.
 *
 * The `:` line of the terminal UI, the prompt of --plain and scripts speak it
 * alike.  A line is a verb, then words; a word with spaces stands in double
 * quotes (\" and \\ inside); KEY=VALUE words are arguments.  In a script a line
 * begins with its minute "MM:SS"; `#` starts a comment.  `tell AUDIENCE <<END`
 * goes on over the following lines until one that says END.
 *
 * docs/commands.md is made from this table.
 */
#ifndef GAMEDAY_DRILL_COMMANDS_COMMAND_H
#define GAMEDAY_DRILL_COMMANDS_COMMAND_H

#include "base/arena.h"
#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COMMAND_LINE_MAX 65536 /* bytes of one command, message included */
#define COMMAND_ARGS_MAX 12
#define COMMAND_ACTOR_MAX 32

/* id, word, usage, help */
#define COMMAND_VERBS(V) \
	V(LOOK, "look", "PANEL [key=value ...]", "open a panel") \
	V(TRACE, "trace", "ID", "open one request's waterfall") \
	V(PIN, "pin", "PANEL [key=value ...] [for=CAUSE]", \
	  "keep what is seen as evidence") \
	V(TIE, "tie", "PIN|all CAUSE", \
	  "count a pin, or all that are tied to none, for a cause") \
	V(SUSPECT, "suspect", "CAUSE [\"note\"]", "open a hypothesis") \
	V(RULE_OUT, "rule-out", "CAUSE [\"because\"]", "close one as wrong") \
	V(CONCLUDE, "conclude", "CAUSE [\"because\"]", \
	  "say what the cause is") \
	V(APPLY, "apply", "MITIGATION [key=value ...] [override=yes]", \
	  "put a measure to work") \
	V(REVERT, "revert", "MITIGATION", \
	  "take a measure back, or cancel one on its way") \
	V(ASK, "ask", "WHO \"question\"", "ask a person") \
	V(TELL, "tell", "AUDIENCE \"text\"", "write a message") \
	V(PLAN, "plan", \
	  "PHASE MITIGATION [why= tradeoff= owner= metric= rollback= due=]", \
	  "plan a measure for now, days or weeks") \
	V(DECLARE, "declare", "sev1|sev2|sev3|mitigated|resolved", \
	  "declare severity or phase") \
	V(ROLE, "role", "ROLE NAME", "give a role: ic, ops, comms, scribe") \
	V(NOTE, "note", "\"text\"", "write something down") \
	V(WAIT, "wait", "MM:SS", "let time pass") \
	V(END, "end", "", "end the drill")

enum command_verb {
#define V(id, word, usage, help) COMMAND_##id,
	COMMAND_VERBS(V)
#undef V
		COMMAND_VERB_COUNT
};

struct command_arg {
	const char *key, *value;
};

struct command {
	enum command_verb verb;
	int64_t at_s;	     /* a script's stamp; -1 = now */
	const char *actor;   /* "as NAME", else "you" */
	const char *subject; /* panel, cause, measure, person, phase, role */
	const char *object;  /* plan: the measure; role: the name; tie: cause */
	const char *text;    /* note, question, message; NULL = none */
	int64_t wait_s;
	size_t arg_count;
	struct command_arg args[COMMAND_ARGS_MAX];
};

const char *command_word(enum command_verb verb);
const char *command_usage(enum command_verb verb);
const char *command_help(enum command_verb verb);
const char *command_arg(const struct command *command, const char *key);

/* Parses one line without a stamp.  Texts are scrubbed and live in the arena.
 * An error has the column and names what was expected. */
bool command_parse(const char *line, struct arena *arena, struct command *out,
		   struct err *err);
/* The one canonical line of a command (no stamp): what the journal holds. */
void command_format(const struct command *command, struct str *out);
/* Whether a line opens a heredoc; the terminator word goes to `end` (room for
 * 32). */
bool command_opens_heredoc(const char *line, char end[32]);

#endif
