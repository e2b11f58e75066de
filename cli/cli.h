/*
 * The command line: one file per subcommand, each ending in its table entry.
 *
 * Data goes to standard output, everything else to standard error.  Exit
 * status: 0 done, 1 failed, 2 wrong usage or bad input, with one line that
 * says what, where and what to do.
 */
#ifndef GAMEDAY_CLI_CLI_H
#define GAMEDAY_CLI_CLI_H

#include "base/err.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cli_command {
	const char *name;
	const char *usage; /* behind the name */
	const char *help;  /* one line */
	const char *more;  /* lines below it for --help, or NULL */
	int (*run)(int argc, char **argv);
};

extern const struct cli_command cli_play, cli_resume, cli_report, cli_replay,
	cli_history, cli_verify, cli_scenarios, cli_message, cli_answer,
	cli_sim, cli_worksheet, cli_config, cli_docs, cli_export, cli_import,
	cli_forget, cli_anonymise, cli_compare;

/* All of them, in the order of the help. */
const struct cli_command *const *cli_commands(size_t *count);

/* Takes the words behind an option; of `count` there are it gives how many it
 * took, or -1 on error.  The words outlive the command. */
typedef int cli_take(void *context, char *const *words, int count,
		     struct err *err);

/* Options: a table per subcommand.  An option takes one value, or sets `flag`,
 * or has a function of its own that takes what belongs to it. */
struct cli_option {
	const char *name; /* without the dashes */
	const char **value;
	bool *flag;
	cli_take *take;
	void *context;
};

#define CLI_OPERANDS_MAX 1000

/* Takes options out of argv wherever they stand ("--name value" and
 * "--name=value"; "--" ends them; a lone "-" is an operand).  What is left are
 * the operands, argv[1..*operands].  At most `most` of them. */
bool cli_parse(const struct cli_command *command, int argc, char **argv,
	       const struct cli_option *options, size_t count, int most,
	       int *operands, struct err *err);

/* "-o" is the one short option: "--output" in full. */
void cli_lengthen(int argc, char **argv);

/* Prints "gameday: ..." to standard error and gives the exit status. */
int cli_fail(const struct err *err);
/* Writes out's text to standard output; an error when that fails. */
bool cli_print(const struct str *out, struct err *err);

/* Values of options.  Each fails with the option's name and the right form. */
bool cli_seed(const char *text, uint64_t *seed, struct err *err);
/* A render_format by the word of --format, -1 on error; a card has no JSON. */
int cli_report_format(const char *word, bool card, struct err *err);
/* A style of a report by its word (NULL = the review), or -1 with an error:
 * there is none, or not in that format. */
int cli_report_style(const char *word, int format, struct err *err);
uint64_t cli_fresh_seed(void);

/* What `history` and `report DRILL` print, as text; a call in a loop of screens
 * shows it there.  The word is the subcommand's operand or NULL. */
bool cli_history_text(const char *word, struct str *out, struct err *err);
bool cli_report_text(const char *word, struct str *out, struct err *err);

#endif
