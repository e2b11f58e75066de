#include "cli/cli.h"

#include "base/number.h"
#include "base/random.h"
#include "ui/report/render.h"

#include <errno.h>
#include <unistd.h>

static const struct cli_option *find(const struct cli_option *options,
				     size_t count, const char *word,
				     size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(options[i].name) == length &&
		    strncmp(options[i].name, word, length) == 0)
			return &options[i];
	return NULL;
}

static bool fail_unknown(const struct cli_command *command,
			 const struct cli_option *options, size_t count,
			 const char *word, struct err *err)
{
	struct str known = STR_INIT;

	for (size_t i = 0; i < count; i++)
		str_addf(&known, "%s--%s", i ? ", " : "", options[i].name);
	err_set(err, ERR_INPUT, "%s has no option %s; it takes %s",
		command->name, word, count ? known.s : "none");
	str_finish(&known);
	return false;
}

/* The words behind it, the one behind its "=" included.  How many arguments
 * that were, or -1. */
static int take_words(const struct cli_option *option, char **argv, int count,
		      size_t equals, struct err *err)
{
	int taken;

	if (equals == 0)
		return option->take(option->context, argv + 1, count - 1, err);
	argv[0] += equals;
	taken = option->take(option->context, argv, count, err);
	return taken < 0 ? taken : taken - 1;
}

bool cli_parse(const struct cli_command *command, int argc, char **argv,
	       const struct cli_option *options, size_t count, int most,
	       int *operands, struct err *err)
{
	bool done = false;

	*operands = 0;
	for (int i = 1; i < argc; i++) {
		const char *word = argv[i], *equals;
		const struct cli_option *option;
		size_t length;

		if (!done && strcmp(word, "--") == 0) {
			done = true;
			continue;
		}
		if (done || word[0] != '-' || word[1] == '\0') {
			if (*operands == most)
				return err_set(
					err, ERR_INPUT,
					"\"%s\" is one word too many; usage: gameday %s %s",
					word, command->name, command->usage);
			argv[++*operands] = argv[i];
			continue;
		}
		equals = strchr(word, '=');
		length = equals ? (size_t)(equals - word) : strlen(word);
		option = length > 2 && word[1] == '-'
				 ? find(options, count, word + 2, length - 2)
				 : NULL;
		if (!option)
			return fail_unknown(command, options, count, word, err);
		if (option->take) {
			int taken = take_words(option, argv + i, argc - i,
					       equals ? length + 1 : 0, err);

			if (taken < 0)
				return false;
			i += taken;
		} else if (!option->value) {
			if (equals)
				return err_set(err, ERR_INPUT,
					       "--%s takes no value",
					       option->name);
			*option->flag = true;
		} else if (equals) {
			*option->value = equals + 1;
		} else if (i + 1 < argc) {
			*option->value = argv[++i];
		} else {
			return err_set(err, ERR_INPUT,
				       "--%s wants a value behind it",
				       option->name);
		}
	}
	return true;
}

void cli_lengthen(int argc, char **argv)
{
	static char output[] = "--output";

	for (int i = 1; i < argc; i++)
		if (strcmp(argv[i], "-o") == 0)
			argv[i] = output;
}

int cli_fail(const struct err *err)
{
	char line[ERR_MESSAGE_MAX + ERR_PATH_MAX + 32];

	fprintf(stderr, "gameday: %s\n", err_format(err, line, sizeof(line)));
	return err_exit_status(err);
}

bool cli_print(const struct str *out, struct err *err)
{
	if (fwrite(out->s, 1, out->length, stdout) != out->length ||
	    fflush(stdout) != 0)
		return err_set(err, ERR_IO, "cannot write the output: %s",
			       strerror(errno));
	return true;
}

bool cli_seed(const char *text, uint64_t *seed, struct err *err)
{
	if (number_parse_u64(text, seed))
		return true;
	return err_set(
		err, ERR_INPUT,
		"--seed wants a whole number from 0 to 18446744073709551615, not \"%s\"",
		text);
}

int cli_report_format(const char *word, bool card, struct err *err)
{
	int format = render_format_find(word);

	if (format >= 0 && !(card && format == RENDER_JSON))
		return format;
	err_set(err, ERR_INPUT,
		card ? "--format of a card is text, md or html, not \"%s\"; the JSON report has all that it shows"
		     : "--format is text, md, html or json, not \"%s\"",
		word);
	return -1;
}

int cli_report_style(const char *word, int format, struct err *err)
{
	int style = word ? render_style_find(word) : RENDER_REVIEW;

	if (style < 0)
		err_set(err, ERR_INPUT,
			"--style is review, aar or postmortem, not \"%s\"",
			word);
	else if (style != RENDER_REVIEW && format == RENDER_JSON)
		err_set(err, ERR_INPUT,
			"--style %s is text, md or html; the JSON without --style has all that it shows",
			word);
	else
		return style;
	return -1;
}

uint64_t cli_fresh_seed(void)
{
	struct timespec now;

	/* Short, so that it can be said across a table. */
	clock_gettime(CLOCK_REALTIME, &now);
	return random_mix((uint64_t)now.tv_sec * 1000000007u +
			  (uint64_t)now.tv_nsec + (uint64_t)getpid()) %
		       90000 +
	       10000;
}
