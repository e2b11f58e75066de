/* gameday config: settings, keys and colours, as a file. */
#include "cli/cli.h"
#include "cli/settings.h"

static bool print_config(struct err *err)
{
	struct config config;
	struct str out = STR_INIT;
	bool good = settings_load(&config, err);

	if (good) {
		config_print(&config, &out);
		good = cli_print(&out, err);
	}
	str_finish(&out);
	return good;
}

static bool print_path(struct err *err)
{
	struct str out = STR_INIT;
	bool good = settings_path(&out, err);

	str_add_char(&out, '\n');
	good = good && cli_print(&out, err);
	str_finish(&out);
	return good;
}

static int run(int argc, char **argv)
{
	bool path = false;
	const struct cli_option options[] = { { .name = "path",
						.flag = &path } };
	struct err err = { 0 };
	int n;

	if (!cli_parse(&cli_config, argc, argv, options, 1, 0, &n, &err))
		return cli_fail(&err);
	return (path ? print_path(&err) : print_config(&err)) ? 0
							      : cli_fail(&err);
}

const struct cli_command cli_config = {
	.name = "config",
	.usage = "[--path]",
	.help = "print settings, keys and colours as a file to be kept",
	.run = run,
};
