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

static bool read_history(bool team, bool json, struct str *out, struct err *err)
{
	struct recording recording;
	struct arena arena = ARENA_INIT;
	const struct store_drill *drills;
	size_t count;

	if (!recording_open(&recording, err))
		return false;
	drills = store_list(recording.store, &count, &arena, err);
	if (drills)
		put(drills, count, team, json, out);
	recording_close(&recording);
	arena_finish(&arena);
	return drills != NULL;
}

bool cli_history_text(const char *word, struct str *out, struct err *err)
{
	(void)word;
	return read_history(false, false, out, err);
}

static int run(int argc, char **argv)
{
	const char *format = "text";
	bool team = false;
	const struct cli_option options[] = {
		{ .name = "format", .value = &format },
		{ .name = "team", .flag = &team },
	};
	struct str out = STR_INIT;
	struct err err = { 0 };
	int n;
	bool json, ok;

	if (!cli_parse(&cli_history, argc, argv, options, 2, 0, &n, &err))
		return cli_fail(&err);
	json = strcmp(format, "json") == 0;
	if (!json && strcmp(format, "text") != 0) {
		err_set(&err, ERR_INPUT, "--format is text or json, not \"%s\"",
			format);
		return cli_fail(&err);
	}
	ok = read_history(team, json, &out, &err) && cli_print(&out, &err);
	str_finish(&out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_history = {
	.name = "history",
	.usage = "[--team] [--format text|json]",
	.help = "past drills, and the trend per part",
	.run = run,
};
