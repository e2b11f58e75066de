/* gameday replay: a recorded drill again: on the screen, event by event in plain
 * text, or as a film of the terminal. */
#include "cli/cli.h"
#include "cli/settings.h"
#include "cli/watching.h"

#include "base/calendar.h"
#include "base/file.h"
#include "base/number.h"
#include "drill/figure.h"
#include "ui/app.h"
#include "ui/cast.h"
#include "ui/plain.h"
#include "ui/run.h"

#include <math.h>
#include <unistd.h>

#define SCREEN_SPEED 20.0

struct replay {
	const struct drill *drill;
	double speed; /* simulated seconds a second; 0 = at once, -1 = unsaid */
	int64_t from_s;
	bool plain;
	const char *cast;  /* file, or NULL */
	int columns, rows; /* of the cast */
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

static bool play_plain(struct replay *replay, struct watching *watching,
		       struct err *err)
{
	if (!playback_go(watching->playback, playback_end(watching->playback),
			 err))
		return false;
	replay->drill = playback_drill(watching->playback);
	if (replay->speed < 0)
		replay->speed = isatty(STDOUT_FILENO) ? SCREEN_SPEED : 0;
	return play_back(replay, err);
}

static bool write_cast(struct replay *replay, struct watching *watching,
		       struct err *err)
{
	const struct cast_options options = {
		.rows = replay->rows,
		.columns = replay->columns,
		.speed = replay->speed > 0 ? replay->speed : CAST_SPEED,
		.report = watching->report,
	};

	return cast_write(watching->playback, &options, &replay->out, err) &&
	       file_write(replay->cast, replay->out.s, replay->out.length, err);
}

static const struct report *give_report(void *context, struct err *err)
{
	const struct watching *watching = context;

	(void)err;
	return watching->report;
}

static bool play_screen(struct replay *replay, struct watching *watching,
			struct err *err)
{
	struct config config;
	struct terminal *terminal;
	struct session session;
	struct app_options wanted = { .session = &session,
				      .score = give_report,
				      .context = watching };
	struct app *app;
	bool ok;

	if (!settings_load(&config, err) ||
	    !playback_go(watching->playback, replay->from_s, err))
		return false;
	wanted.keymap = &config.keymap;
	terminal = terminal_open(&config.terminal, err);
	if (!terminal)
		return false;
	session_watch(&session, watching->playback,
		      replay->speed > 0 ? replay->speed : SCREEN_SPEED);
	app = app_create(&wanted);
	ok = run_app(terminal, app, NULL, err);
	app_destroy(app);
	terminal_close(terminal);
	return ok;
}

static bool read_size(struct replay *replay, const char *text, struct err *err)
{
	char rest;

	replay->columns = CAST_COLUMNS;
	replay->rows = CAST_ROWS;
	if (!text ||
	    (sscanf(text, "%4dx%4d%c", &replay->columns, &replay->rows,
		    &rest) == 2 &&
	     replay->columns >= APP_COLUMNS_MIN && replay->columns <= 400 &&
	     replay->rows >= APP_ROWS_MIN && replay->rows <= 200))
		return true;
	return err_set(
		err, ERR_INPUT,
		"--size is columns and rows, from %dx%d to 400x200, not \"%s\"",
		APP_COLUMNS_MIN, APP_ROWS_MIN, text);
}

static bool read_options(struct replay *replay, const char *speed,
			 const char *from, const char *size, struct err *err)
{
	replay->speed = -1;
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
	if (from && replay->cast)
		return err_set(err, ERR_INPUT,
			       "--from goes without --cast; a film is whole");
	if (size && !replay->cast)
		return err_set(err, ERR_INPUT,
			       "--size goes with --cast FILE; the screen has "
			       "its own");
	return read_size(replay, size, err);
}

static bool begins_within(const struct replay *replay,
			  const struct playback *playback, struct err *err)
{
	int64_t end_s = playback_end(playback);
	char end[CALENDAR_CLOCK_SIZE];

	return replay->from_s <= end_s ||
	       err_set(err, ERR_INPUT, "--from is after the end, which is %s",
		       calendar_format_clock(end_s, end));
}

static bool show(struct replay *replay, int64_t id, struct err *err)
{
	struct recording recording;
	struct watching watching;
	bool ok;

	if (!recording_open(&recording, err))
		return false;
	ok = watching_init(&watching, &recording, id, err) &&
	     begins_within(replay, watching.playback, err);
	if (ok && replay->cast)
		ok = write_cast(replay, &watching, err);
	else if (ok && !replay->plain && isatty(STDIN_FILENO) &&
		 isatty(STDOUT_FILENO))
		ok = play_screen(replay, &watching, err);
	else if (ok)
		ok = play_plain(replay, &watching, err);
	watching_finish(&watching);
	recording_close(&recording);
	return ok;
}

static int run(int argc, char **argv)
{
	struct replay replay = { .out = STR_INIT };
	const char *speed = NULL, *from = NULL, *size = NULL;
	const struct cli_option options[] = {
		{ .name = "speed", .value = &speed },
		{ .name = "from", .value = &from },
		{ .name = "plain", .flag = &replay.plain },
		{ .name = "cast", .value = &replay.cast },
		{ .name = "size", .value = &size },
	};
	struct err err = { 0 };
	int64_t id;
	int n;
	bool ok;

	ok = cli_parse(&cli_replay, argc, argv, options,
		       sizeof(options) / sizeof(*options), 1, &n, &err) &&
	     recording_number(n > 0 ? argv[1] : NULL, &id, &err) &&
	     read_options(&replay, speed, from, size, &err) &&
	     show(&replay, id, &err);
	str_finish(&replay.out);
	return ok ? 0 : cli_fail(&err);
}

const struct cli_command cli_replay = {
	.name = "replay",
	.usage = "[DRILL] [--speed X] [--from MM:SS] [--plain] "
		 "[--cast FILE [--size COLUMNSxROWS]]",
	.help = "watch a recorded drill again",
	.run = run,
};
