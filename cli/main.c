/* gameday: an incident-response simulator and game-day tool. */
#include "cli/cli.h"
#include "cli/home.h"
#include "cli/packs.h"

#include <locale.h>
#include <signal.h>
#include <unistd.h>

static const struct cli_command *const commands[] = {
	&cli_play,    &cli_resume,    &cli_replay, &cli_report,
	&cli_history, &cli_compare,   &cli_export, &cli_import,
	&cli_forget,  &cli_anonymise, &cli_verify, &cli_scenarios,
	&cli_message, &cli_answer,    &cli_sim,	   &cli_worksheet,
	&cli_config,  &cli_docs,
};
#define COMMANDS (sizeof(commands) / sizeof(commands[0]))

const struct cli_command *const *cli_commands(size_t *count)
{
	*count = COMMANDS;
	return commands;
}

static void print_usage(FILE *to)
{
	struct str first = STR_INIT;

	fprintf(to, "gameday - drills for incidents, in the terminal\n\n"
		    "usage: gameday [COMMAND ...]\n\n"
		    "Without a command: the home screen.\n\n");
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-10s %s\n  %10s gameday %s %s\n",
			commands[i]->name, commands[i]->help, "",
			commands[i]->name, commands[i]->usage);
	packs_first(&first);
	fprintf(to, "\nThe first drill: gameday play %s\n",
		first.s ? first.s : "");
	str_finish(&first);
}

static const struct cli_command *find_command(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

int main(int argc, char **argv)
{
	const struct cli_command *command;
	struct err err;

	setlocale(LC_CTYPE, "");
	signal(SIGPIPE, SIG_IGN);
	if (argc < 2 && isatty(STDIN_FILENO))
		return home_run();
	if (argc < 2) {
		print_usage(stdout);
		return 0;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 ||
	    strcmp(argv[1], "help") == 0) {
		print_usage(stdout);
		return 0;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("gameday %s\n", GAMEDAY_VERSION);
		return 0;
	}
	command = find_command(argv[1]);
	if (!command) {
		err_set(&err, ERR_INPUT,
			"there is no command \"%s\"; `gameday --help` lists them",
			argv[1]);
		return cli_fail(&err);
	}
	if (argc > 2 &&
	    (strcmp(argv[2], "--help") == 0 || strcmp(argv[2], "-h") == 0)) {
		printf("usage: gameday %s %s\n%s\n%s", command->name,
		       command->usage, command->help,
		       command->more ? command->more : "");
		return 0;
	}
	return command->run(argc - 1, argv + 1);
}
