/* Completions for three shells. */
#include "cli/cli.h"
#include "cli/docs.h"

#include <string.h>

/* What an operand may be: a command of the shell that prints the words. */
static const struct {
	const char *operand, *words;
} operands[] = {
	{ "SCENARIO",
	  "gameday scenarios 2>/dev/null | sed -n \"s/^\\([^ ]*\\) .*/\\1/p\"" },
	{ "QUESTION", "gameday answer 2>/dev/null" },
	{ "list", "echo list" },
	{ "show", "echo show" },
	{ "lint", "echo lint" },
	{ "man|bash|zsh|fish", "echo man bash zsh fish" },
};

static const char *words_of(const char *operand)
{
	for (size_t i = 0; i < sizeof(operands) / sizeof(*operands); i++)
		if (strcmp(operands[i].operand, operand) == 0)
			return operands[i].words;
	return NULL;
}

/* "a|b" as "a b" */
static void add_choices(const char *value, struct str *out)
{
	for (; *value; value++)
		str_add_char(out, *value == '|' ? ' ' : *value);
}

/* A text within single quotes. */
static void add_quoted(const char *text, const char *quote, struct str *out)
{
	for (; *text; text++)
		if (*text == '\'')
			str_add(out, quote);
		else
			str_add_char(out, *text);
}

static void bash_values(const struct cli_command *command, struct str *out)
{
	const char *usage = command->usage;
	struct usage_item item;

	while (usage_next(&usage, &item)) {
		if (!*item.option || !*item.value)
			continue;
		str_addf(out, "\t\"%s %s\")\n\t\t", command->name, item.option);
		if (usage_is_choice(item.value)) {
			str_add(out, "COMPREPLY=($(compgen -W \"");
			add_choices(item.value, out);
			str_add(out, "\" -- \"$cur\"))\n");
		} else if (usage_is_file(item.value)) {
			str_add(out, "COMPREPLY=($(compgen -f -- \"$cur\"))\n");
		} else {
			str_add(out, "COMPREPLY=()\n");
		}
		str_add(out, "\t\treturn\n\t\t;;\n");
	}
}

static void bash_command(const struct cli_command *command, struct str *out)
{
	const char *usage = command->usage;
	struct usage_item item;
	struct str words = STR_INIT;
	bool files = false;

	str_addf(out, "\t%s)\n\t\toptions=\"", command->name);
	while (usage_next(&usage, &item)) {
		if (*item.option)
			str_addf(out, "%s ", item.option);
		else if (words_of(item.value))
			str_addf(&words, "%s%s", words.length ? "; " : "",
				 words_of(item.value));
		files = files || (!*item.option && usage_is_file(item.value));
	}
	str_add(out, "--help\"\n");
	if (words.length)
		str_addf(out, "\t\twords=$(%s)\n", words.s);
	if (files)
		str_add(out, "\t\tfiles=yes\n");
	str_add(out, "\t\t;;\n");
	str_finish(&words);
}

void docs_bash(struct str *out)
{
	size_t count;
	const struct cli_command *const *commands = cli_commands(&count);

	str_add(out,
		"# Completions of gameday for bash; made by `gameday docs "
		"bash`.\n_gameday() {\n"
		"\tlocal cur=${COMP_WORDS[COMP_CWORD]} options words files\n"
		"\tlocal before=${COMP_WORDS[COMP_CWORD - 1]}\n"
		"\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n"
		"\t\tCOMPREPLY=($(compgen -W \"");
	for (size_t i = 0; i < count; i++)
		str_addf(out, "%s ", commands[i]->name);
	str_add(out, "--help --version\" -- \"$cur\"))\n\t\treturn\n\tfi\n"
		     "\tcase \"${COMP_WORDS[1]} $before\" in\n");
	for (size_t i = 0; i < count; i++)
		bash_values(commands[i], out);
	str_add(out, "\tesac\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < count; i++)
		bash_command(commands[i], out);
	str_add(out,
		"\tesac\n\tcase $cur in\n"
		"\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$cur\")) ;;\n"
		"\t*)\n\t\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
		"\t\t[ -z \"$files\" ] || COMPREPLY+=($(compgen -f -- "
		"\"$cur\"))\n"
		"\t\t;;\n\tesac\n}\n"
		"complete -o filenames -F _gameday gameday\n");
}

static void zsh_item(const struct usage_item *item, struct str *out)
{
	const char *words = words_of(item->value);

	if (!*item->option && !words && !usage_is_file(item->value))
		return;
	str_add(out, " \\\n\t\t\t'");
	if (*item->option)
		str_addf(out, "%s[%s]", item->option,
			 usage_is_choice(item->value) ? "" : item->value);
	else
		str_add(out, "*");
	if (*item->value) {
		/* A colon parts what it is from how it is found. */
		str_addf(out, ":%.*s:", (int)strcspn(item->value, ":|"),
			 item->value);
		if (words) {
			str_add(out, "{compadd -- $(");
			add_quoted(words, "'\\''", out);
			str_add(out, ")}");
		} else if (usage_is_choice(item->value)) {
			str_add_char(out, '(');
			add_choices(item->value, out);
			str_add_char(out, ')');
		} else if (usage_is_file(item->value)) {
			str_add(out, "_files");
		}
	}
	str_add_char(out, '\'');
}

void docs_zsh(struct str *out)
{
	size_t count;
	const struct cli_command *const *commands = cli_commands(&count);

	str_add(out, "#compdef gameday\n# Completions of gameday for zsh; made "
		     "by `gameday docs zsh`.\n_gameday() {\n"
		     "\tlocal -a commands\n\tcommands=(\n");
	for (size_t i = 0; i < count; i++) {
		str_addf(out, "\t\t'%s:", commands[i]->name);
		add_quoted(commands[i]->help, "'\\''", out);
		str_add(out, "'\n");
	}
	str_add(out,
		"\t)\n\tif ((CURRENT == 2)); then\n"
		"\t\t_describe command commands\n\t\treturn\n\tfi\n"
		"\tlocal command=${words[2]}\n\tshift words\n\t((CURRENT--))\n"
		"\tcase $command in\n");
	for (size_t i = 0; i < count; i++) {
		const char *usage = commands[i]->usage;
		struct usage_item item;
		bool operand = false;

		str_addf(out, "\t%s)\n\t\t_arguments '--help[]'",
			 commands[i]->name);
		while (usage_next(&usage, &item)) {
			/* One rule for all operands: the first that is known. */
			if (!*item.option && operand)
				continue;
			operand = operand || (!*item.option &&
					      (words_of(item.value) ||
					       usage_is_file(item.value)));
			zsh_item(&item, out);
		}
		str_add(out, "\n\t\t;;\n");
	}
	str_add(out, "\tesac\n}\n_gameday \"$@\"\n");
}

static void fish_item(const struct cli_command *command,
		      const struct usage_item *item, struct str *out)
{
	const char *words = words_of(item->value);
	const char *dashes = *item->option && item->option[1] != '-' ? "-s "
								     : "-l ";

	if (!*item->option && !words)
		return;
	str_addf(out, "complete -c gameday -n '__fish_seen_subcommand_from %s'",
		 command->name);
	if (*item->option)
		str_addf(out, " %s%s", dashes,
			 item->option + strspn(item->option, "-"));
	if (*item->option && *item->value)
		str_add(out, usage_is_file(item->value) ? " -r -F" : " -x");
	if (words) {
		str_add(out, " -a '(");
		add_quoted(words, "\\'", out);
		str_add(out, ")'");
	} else if (usage_is_choice(item->value)) {
		str_add(out, " -a '");
		add_choices(item->value, out);
		str_add_char(out, '\'');
	}
	str_add_char(out, '\n');
}

void docs_fish(struct str *out)
{
	size_t count;
	const struct cli_command *const *commands = cli_commands(&count);

	str_add(out, "# Completions of gameday for fish; made by `gameday docs "
		     "fish`.\n"
		     "complete -c gameday -n __fish_use_subcommand -f\n");
	for (size_t i = 0; i < count; i++) {
		const char *usage = commands[i]->usage;
		struct usage_item item;

		str_addf(out,
			 "complete -c gameday -n __fish_use_subcommand -a %s "
			 "-d '",
			 commands[i]->name);
		add_quoted(commands[i]->help, "\\'", out);
		str_add(out, "'\n");
		while (usage_next(&usage, &item))
			fish_item(commands[i], &item, out);
	}
}
