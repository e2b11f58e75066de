/* gameday scenarios: list, show, lint, par, new. */
#include "cli/cli.h"
#include "cli/packs.h"
#include "cli/pack_text.h"
#include "cli/scenarios_import.h"
#include "cli/scenarios_lint.h"
#include "cli/scenarios_new.h"
#include "cli/scenarios_par.h"

/* A pack that cannot be read is told of, and hides no other. */
static void list(bool json, struct str *out)
{
	char **ids = packs_list();
	struct json_writer w;

	json_writer_init(&w, out, false);
	if (json)
		json_begin_array(&w);
	for (size_t i = 0; ids[i]; i++) {
		struct err err = { 0 };
		struct pack *pack = packs_load(ids[i], &err);

		if (!pack)
			cli_fail(&err);
		else if (json)
			pack_text_json(pack, false, &w);
		else
			str_addf(out, "%-20s %s\n%20s %s\n", pack->id,
				 pack->title, "", pack->summary);
		pack_destroy(pack);
	}
	if (json) {
		json_end_array(&w);
		str_add_char(out, '\n');
	}
	free(ids);
}

static bool show(const char *id, bool spoilers, bool json, struct str *out,
		 struct err *err)
{
	struct pack *pack = packs_load(id, err);
	struct json_writer w;

	if (!pack)
		return false;
	if (json) {
		json_writer_init(&w, out, false);
		pack_text_json(pack, spoilers, &w);
		str_add_char(out, '\n');
	} else {
		pack_text_show(pack, spoilers, out);
	}
	pack_destroy(pack);
	return true;
}

static int run(int argc, char **argv)
{
	const char *format = "text", *title = NULL;
	bool spoilers = false, keep = false, deep = false, json, ok = true;
	const struct cli_option options[] = {
		{ .name = "deep", .flag = &deep },
		{ .name = "keep", .flag = &keep },
		{ .name = "spoilers", .flag = &spoilers },
		{ .name = "format", .value = &format },
		{ .name = "title", .value = &title },
	};
	struct err err = { 0 };
	struct str out = STR_INIT;
	int n;

	if (argc > 1 && strcmp(argv[1], "import") == 0) {
		ok = scenarios_import(argc - 1, argv + 1, &out, &err) &&
		     cli_print(&out, &err);
		str_finish(&out);
		return ok ? 0 : cli_fail(&err);
	}
	if (!cli_parse(&cli_scenarios, argc, argv, options, 5, 3, &n, &err))
		return cli_fail(&err);
	json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0)
		ok = err_set(&err, ERR_INPUT,
			     "--format is text or json, not \"%s\"", format);
	else if (n == 0 || (n == 1 && strcmp(argv[1], "list") == 0))
		list(json, &out);
	else if (n == 2 && strcmp(argv[1], "show") == 0)
		ok = show(argv[2], spoilers, json, &out, &err);
	else if (n == 2 && strcmp(argv[1], "lint") == 0)
		ok = scenarios_lint(argv[2], deep, json, &out, &err);
	else if (n == 2 && strcmp(argv[1], "par") == 0)
		ok = scenarios_par(argv[2], keep, &out, &err);
	else if (n > 1 && strcmp(argv[1], "new") == 0)
		ok = scenarios_new(argv[2], title, n > 2 ? argv[3] : NULL, &out,
				   &err);
	else
		ok = err_set(
			&err, ERR_INPUT,
			"\"%s\" is nothing to do with scenarios; usage: gameday scenarios %s",
			argv[1], cli_scenarios.usage);
	if (out.length > 0 && !cli_print(&out, ok ? &err : &(struct err){ 0 }))
		ok = false;
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_scenarios = {
	.name = "scenarios",
	.usage =
		"[list | show ID | lint PATH | par FOLDER | new ID [DIR] | import NAME ...] [--deep] [--keep] [--title TEXT] [--spoilers] [--format text|json]",
	.help = "what can be played; begins and checks a pack of your own",
	.run = run,
};
