/* gameday history: past drills and how the parts went, of a player or a team. */
#include "cli/cli.h"
#include "cli/history_print.h"
#include "cli/recording.h"

#include <string.h>

static void put(const struct store_drill *drills, size_t count, bool team,
		bool json, struct str *out)
{
	if (team && json) {
		history_team_json(drills, count, out);
	} else if (team) {
		history_team_text(drills, count, out);
	} else if (json) {
		history_json(drills, count, out);
	} else {
		history_text(drills, count, out);
		history_trend(drills, count, out);
	}
}

static int run(int argc, char **argv)
{
	const char *format = "text";
	bool team = false;
	const struct cli_option options[] = {
		{ .name = "format", .value = &format },
		{ .name = "team", .flag = &team },
	};
	struct recording recording;
	struct arena arena = ARENA_INIT;
	struct str out = STR_INIT;
	struct err err = { 0 };
	const struct store_drill *drills;
	size_t count;
	int n;
	bool json, ok = false;

	if (!cli_parse(&cli_history, argc, argv, options, 2, 0, &n, &err))
		return cli_fail(&err);
	json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0) {
		err_set(&err, ERR_INPUT, "--format is text or json, not \"%s\"",
			format);
		return cli_fail(&err);
	}
	if (!recording_open(&recording, &err))
		return cli_fail(&err);
	drills = store_list(recording.store, &count, &arena, &err);
	if (drills)
		put(drills, count, team, json, &out);
	ok = drills && cli_print(&out, &err);
	recording_close(&recording);
	arena_finish(&arena);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_history = {
	.name = "history",
	.usage = "[--team] [--format text|json]",
	.help = "past drills, and the trend per part",
	.run = run,
};
