/* gameday docs: the manual, and completions for shells. */
#include "cli/cli.h"
#include "cli/docs.h"

#include <string.h>

static const struct {
	const char *name;
	void (*write)(struct str *out);
} kinds[] = {
	{ "man", docs_man },
	{ "bash", docs_bash },
	{ "zsh", docs_zsh },
	{ "fish", docs_fish },
};

static int run(int argc, char **argv)
{
	struct str out = STR_INIT;
	struct err err = { 0 };
	bool good = false;
	int n;

	if (!cli_parse(&cli_docs, argc, argv, NULL, 0, 1, &n, &err))
		return cli_fail(&err);
	for (size_t i = 0; n && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strcmp(kinds[i].name, argv[1]) == 0) {
			kinds[i].write(&out);
			good = cli_print(&out, &err);
		}
	if (!out.length)
		err_set(&err, ERR_INPUT, "docs wants man, bash, zsh or fish");
	str_finish(&out);
	return good ? 0 : cli_fail(&err);
}

const struct cli_command cli_docs = {
	.name = "docs",
	.usage = "man|bash|zsh|fish",
	.help = "print the manual page, or completions for a shell",
	.run = run,
};
