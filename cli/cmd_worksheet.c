/* gameday worksheet: a calculation with units, filled in and worked out. */
#include "cli/cli.h"

#include "base/mem.h"
#include "cli/worksheets.h"
#include "ui/worksheet_page.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH 80

static bool list(struct err *err)
{
	struct str out = STR_INIT;
	char **ids = worksheets_list();
	bool ok = true;

	for (size_t i = 0; ok && ids && ids[i]; i++) {
		struct worksheet *sheet = worksheets_load(ids[i], err);

		ok = sheet != NULL;
		if (ok)
			str_addf(&out, "%-20s %s\n", sheet->id, sheet->title);
		worksheet_destroy(sheet);
	}
	ok = ok && cli_print(&out, err);
	free(ids);
	str_finish(&out);
	return ok;
}

/* "name=value" */
static bool enter(struct worksheet_values *values, const char *word,
		  struct err *err)
{
	const char *equals = strchr(word, '=');
	char name[64];
	size_t length = equals ? (size_t)(equals - word) : 0;

	if (!equals || length == 0 || length >= sizeof(name))
		return err_set(
			err, ERR_INPUT,
			"\"%s\" enters nothing; write NAME=VALUE, \"rate=24 USD/day\" say",
			word);
	memcpy(name, word, length);
	name[length] = '\0';
	return worksheet_enter(values, name, equals + 1, err);
}

static bool work(const char *name, char *const *words, int count, bool json,
		 struct err *err)
{
	struct worksheet *sheet = worksheets_load(name, err);
	struct worksheet_values *values;
	struct str out = STR_INIT;
	bool ok = true;

	if (!sheet)
		return false;
	values = mem_alloc(sizeof(*values));
	worksheet_begin(sheet, values);
	for (int i = 0; ok && i < count; i++)
		ok = enter(values, words[i], err);
	ok = ok && worksheet_work(values, err) &&
	     (json ? worksheet_json(values, &out, err)
		   : worksheet_text(values, WIDTH, &out, err)) &&
	     cli_print(&out, err);
	free(values);
	worksheet_destroy(sheet);
	str_finish(&out);
	return ok;
}

static int run(int argc, char **argv)
{
	const char *format = "text";
	const struct cli_option options[] = {
		{ .name = "format", .value = &format },
	};
	struct err err = { 0 };
	int operands;
	bool json, ok;

	if (!cli_parse(&cli_worksheet, argc, argv, options, 1,
		       WORKSHEET_LINES_MAX + 1, &operands, &err))
		return cli_fail(&err);
	json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0) {
		err_set(&err, ERR_INPUT,
			"--format is text or json here, not \"%s\"", format);
		return cli_fail(&err);
	}
	ok = operands == 0 ? list(&err)
			   : work(argv[1], argv + 2, operands - 1, json, &err);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_worksheet = {
	.name = "worksheet",
	.usage = "[ID [NAME=VALUE ...] [--format text|json]]",
	.help = "work out a capacity, a budget, a forecast; without ID, list them",
	.run = run,
};
