/* gameday replay: a recorded drill again, event by event, with its figures. */
#include "cli/cli.h"
#include "cli/recording.h"

#include "base/calendar.h"
#include "base/number.h"
#include "drill/figure.h"
#include "ui/plain.h"

#include <math.h>
#include <unistd.h>

struct replay {
	const struct drill *drill;
	double speed; /* simulated seconds a second; 0 = at once */
	int64_t from_s;
	struct str out;
};

static void put_figure(const struct replay *replay, const char *name,
		       int64_t at_s, struct str *out)
{
	double value = figure_at(replay->drill, name, at_s);

	figure_format(figure_unit(name), value, out);
}

/* The overview of a minute in one line. */
static void put_minute(struct replay *replay, int64_t at_s)
{
	char clock[CALENDAR_CLOCK_SIZE];
	struct str *out = &replay->out;

	str_addf(out, "%s  ", calendar_format_clock(at_s, clock));
	put_figure(replay, "spend_usd_per_hour", at_s, out);
	str_add(out, " (");
	put_figure(replay, "spend_ratio", at_s, out);
	str_add(out, " normal), errors ");
	put_figure(replay, "error_rate", at_s, out);
	str_add(out, ", p95 ");
	put_figure(replay, "p95_s", at_s, out);
	str_add_char(out, '\n');
}

static bool flush_out(struct replay *replay, struct err *err)
{
	bool ok = cli_print(&replay->out, err);

	str_clear(&replay->out);
	return ok;
}

static void wait_for(const struct replay *replay, int64_t seconds)
{
	double real = replay->speed > 0 ? (double)seconds / replay->speed : 0;
	struct timespec pause = { .tv_sec = (time_t)real };

	pause.tv_nsec = (long)((real - floor(real)) * 1e9);
	if (real > 0)
		nanosleep(&pause, NULL);
}

static bool play_back(struct replay *replay, struct err *err)
{
	size_t count, next = 0;
	const struct event *events = drill_events(replay->drill, &count);
	int64_t end = drill_now(replay->drill);

	for (int64_t s = 0; s <= end; s++) {
		bool shown = s >= replay->from_s;

		if (shown && s % 60 == 0)
			put_minute(replay, s);
		for (; next < count && events[next].at_s <= s; next++)
			if (shown)
				plain_event(replay->drill, &events[next],
					    &replay->out);
		if (!flush_out(replay, err))
			return false;
		if (shown)
			wait_for(replay, 1);
	}
	return true;
}

static bool read_options(struct replay *replay, const char *speed,
			 const char *from, struct err *err)
{
	replay->speed = isatty(STDOUT_FILENO) ? 20 : 0;
	if (speed && (!number_parse_double(speed, &replay->speed) ||
		      replay->speed < 0 || replay->speed > 3600))
		return err_set(
			err, ERR_INPUT,
			"--speed is simulated seconds per second, 0 (at once) to 3600, not \"%s\"",
			speed);
	if (from && !calendar_parse_clock(from, &replay->from_s))
		return err_set(
			err, ERR_INPUT,
			"--from is a time of the drill such as 12:30, not \"%s\"",
			from);
	return true;
}

static int run(int argc, char **argv)
{
	const char *speed = NULL, *from = NULL;
	const struct cli_option options[] = {
		{ .name = "speed", .value = &speed },
		{ .name = "from", .value = &from },
	};
	struct replay replay = { .out = STR_INIT };
	struct recording recording;
	struct arena arena = ARENA_INIT;
	struct store_drill record;
	struct pack *pack = NULL;
	struct drill *drill = NULL;
	struct err err = { 0 };
	int64_t id;
	int n;
	bool ok;

	if (!cli_parse(&cli_replay, argc, argv, options, 2, 1, &n, &err) ||
	    !recording_number(n > 0 ? argv[1] : NULL, &id, &err) ||
	    !read_options(&replay, speed, from, &err) ||
	    !recording_open(&recording, &err))
		return cli_fail(&err);
	ok = store_find(recording.store, id, false, &arena, &record, &err) &&
	     recording_restore(&recording, &record, NULL, &pack, &drill, &err);
	replay.drill = drill;
	ok = ok && play_back(&replay, &err);
	drill_destroy(drill);
	pack_destroy(pack);
	recording_close(&recording);
	arena_finish(&arena);
	str_finish(&replay.out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_replay = {
	.name = "replay",
	.usage = "[DRILL] [--speed X] [--from MM:SS]",
	.help = "watch a recorded drill again",
	.run = run,
};
