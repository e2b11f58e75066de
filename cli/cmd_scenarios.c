/* gameday scenarios: list, show, lint. */
#include "cli/cli.h"
#include "cli/packs.h"
#include "cli/pack_text.h"


static bool list(bool json, struct str *out, struct err *err)
{
	char **ids = packs_list();
	struct json_writer w;
	bool ok = true;

	json_writer_init(&w, out, false);
	if (json)
		json_begin_array(&w);
	for (size_t i = 0; ids[i] && ok; i++) {
		struct pack *pack = packs_load(ids[i], err);

		ok = pack != NULL;
		if (ok && json)
			pack_text_json(pack, false, &w);
		else if (ok)
			str_addf(out, "%-20s %s\n%20s %s\n", pack->id,
				 pack->title, "", pack->summary);
		pack_destroy(pack);
	}
	if (json) {
		json_end_array(&w);
		str_add_char(out, '\n');
	}
	free(ids);
	return ok;
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
	const char *format = "text";
	bool spoilers = false, json, ok;
	const struct cli_option options[] = {
		{ .name = "spoilers", .flag = &spoilers },
		{ .name = "format", .value = &format },
	};
	struct err err = { 0 };
	struct str out = STR_INIT;
	int n;

	if (!cli_parse(&cli_scenarios, argc, argv, options, 2, 2, &n, &err))
		return cli_fail(&err);
	json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0)
		ok = err_set(&err, ERR_INPUT,
			     "--format is text or json, not \"%s\"", format);
	else if (n == 0 || (n == 1 && strcmp(argv[1], "list") == 0))
		ok = list(json, &out, &err);
	else if (n == 2 && strcmp(argv[1], "show") == 0)
		ok = show(argv[2], spoilers, json, &out, &err);
	else
		ok = err_set(&err, ERR_INPUT,
			     "\"%s\" is nothing to do with scenarios; usage: gameday scenarios %s",
			     argv[1], cli_scenarios.usage);
	if (out.length > 0 && !cli_print(&out, ok ? &err : &(struct err){ 0 }))
		ok = false;
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_scenarios = {
	.name = "scenarios",
	.usage = "[list | show ID | lint PATH] [--spoilers] [--format text|json]",
	.help = "what can be played; checks a pack of your own",
	.run = run,
};
