/* gameday resume: go on with an interrupted drill. */
#include "cli/cli.h"
#include "cli/sit.h"

#include "base/number.h"
#include "ui/session.h"

static bool check_open(const struct store_drill *record, struct err *err)
{
	if (!record->ended)
		return true;
	return err_set(
		err, ERR_STATE,
		"drill %lld has ended; `gameday report %lld` shows its report",
		(long long)record->id, (long long)record->id);
}

static int go_on(struct recording *recording, int64_t id,
		 struct sitting sitting)
{
	struct arena arena = ARENA_INIT;
	struct err err = { 0 };
	struct store_drill record;
	struct pack *pack = NULL;
	int status;

	sitting.recording = recording;
	sitting.resumed = true;
	if (store_find(recording->store, id, id == 0, &arena, &record, &err) &&
	    check_open(&record, &err)) {
		if (recording_reopen(recording, record.id, &err) &&
		    recording_restore(recording, &record, recording->journal,
				      &pack, &sitting.drill, &err))
			status = sit_down(&sitting);
		else
			status = cli_fail(&err);
	} else {
		status = cli_fail(&err);
	}
	drill_destroy(sitting.drill);
	pack_destroy(pack);
	arena_finish(&arena);
	return status;
}

static int run(int argc, char **argv)
{
	const char *speed_text = NULL, *debrief = NULL;
	struct sitting sitting = { 0 };
	bool full;
	const struct cli_option options[] = {
		{ .name = "speed", .value = &speed_text },
		{ .name = "plain", .flag = &sitting.plain },
		{ .name = "no-mouse", .flag = &sitting.no_mouse },
		{ .name = "debrief", .value = &debrief },
	};
	struct recording recording;
	struct err err = { 0 };
	int64_t id;
	int n, status;

	if (!cli_parse(&cli_resume, argc, argv, options, 4, 1, &n, &err) ||
	    !recording_number(n > 0 ? argv[1] : NULL, &id, &err) ||
	    !debriefing_wanted(debrief, &full, &err))
		return cli_fail(&err);
	if (speed_text && (!number_parse_double(speed_text, &sitting.speed) ||
			   sitting.speed < SESSION_SPEED_MIN ||
			   sitting.speed > SESSION_SPEED_MAX)) {
		err_set(&err, ERR_INPUT,
			"--speed is simulated seconds per second, from %.2f to %.0f, not \"%s\"",
			SESSION_SPEED_MIN, SESSION_SPEED_MAX, speed_text);
		return cli_fail(&err);
	}
	if (!recording_open(&recording, &err))
		return cli_fail(&err);
	sitting.score_only = !full;
	status = go_on(&recording, id, sitting);
	recording_close(&recording);
	return status;
}

const struct cli_command cli_resume = {
	.name = "resume",
	.usage = "[DRILL] [--speed X] [--plain] [--no-mouse] "
		 "[--debrief full|score]",
	.help = "go on with an interrupted drill",
	.run = run,
};
