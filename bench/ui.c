/*
 * What the screen costs: a frame of every view at 200x60, a key until it is
 * seen while the drill runs at 20x, a quiet minute at 3x, memory after a full
 * drill.
 *
 *	ui PACK-FOLDER [ROUNDS]
 *
 * Frames are drawn in this process and timed by its processor time.  The rest
 * is the app on a pseudo-terminal in a child: keys are timed by the wall, from
 * the byte that is sent to the first that comes back; work at rest is the
 * child's processor time as the system counts it.
 */
#include "bench/harness.h"
#include "drill/drill.h"
#include "ui/terminal/key.h"
#include "ui/run.h"

#include <math.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define ROWS 60
#define COLUMNS 200
#define MIDDLE_S 1200 /* the moment at which frames are drawn */
#define GOAL_FRAME_MS 4
#define GOAL_KEY_MS 30
#define GOAL_CPU_PERCENT 5
#define GOAL_MB 64
#define FRAMES 20 /* of a view, in a round */

static const char *pack_folder;

/* The app before a drill, as it is played. */
struct seat {
	struct pack *pack;
	struct drill *drill;
	struct session session;
	struct app *app;
};

static void sit(struct seat *seat, double speed)
{
	struct err err = { 0 };
	struct drill_options options = { .seed = 7 };
	struct app_options wanted = { .session = &seat->session };
	char line[ERR_MESSAGE_MAX];

	seat->pack = pack_load(pack_folder, &err);
	if (!seat->pack) {
		fprintf(stderr, "%s\n", err_format(&err, line, sizeof(line)));
		exit(2);
	}
	options.pack = seat->pack;
	seat->drill = drill_create(&options, &err);
	if (!seat->drill) {
		fprintf(stderr, "%s\n", err_format(&err, line, sizeof(line)));
		exit(1);
	}
	session_init(&seat->session, seat->drill, speed);
	seat->app = app_create(&wanted);
}

static void stand_up(struct seat *seat)
{
	app_destroy(seat->app);
	drill_destroy(seat->drill);
	pack_destroy(seat->pack);
}

static void fail(const char *what)
{
	fprintf(stderr, "ui: %s\n", what);
	exit(1);
}

static void advance(struct seat *seat, int64_t to_s)
{
	struct err err = { 0 };

	if (drill_now(seat->drill) < to_s &&
	    !drill_advance(seat->drill, to_s, &err))
		fail(err.message);
}

/* --- frames ---------------------------------------------------------------- */

static const struct {
	const char *name;
	int key;
} views[] = {
	{ "overview", '1' },   { "metrics", '2' }, { "traces", '3' },
	{ "logs", '4' },       { "bill", '5' },	   { "infra", '6' },
	{ "changes", '7' },    { "vendor", '8' },  { "map", '9' },
	{ "runbook", '0' },    { "inbox", 'i' },   { "measures", 'm' },
	{ "hypotheses", 'c' }, { "plan", 'b' },	   { "timeline", 't' },
};
#define VIEWS (sizeof(views) / sizeof(*views))

/* One frame as the loop makes it: a second passes, then all is drawn. */
static void draw_frames(struct seat *seat, struct surface *surface,
			struct harness_series *frame,
			struct harness_series *drawing)
{
	double whole = 0, drawn = 0;

	for (int i = 0; i < FRAMES; i++) {
		double begin, middle, end;

		advance(seat, drill_now(seat->drill) + 1);
		begin = harness_cpu_ns();
		app_tick(seat->app, 0.01);
		app_settle(seat->app);
		middle = harness_cpu_ns();
		app_draw(seat->app, surface);
		end = harness_cpu_ns();
		whole += end - begin;
		drawn += end - middle;
	}
	harness_add(frame, whole / FRAMES);
	harness_add(drawing, drawn / FRAMES);
}

static void bench_frames(size_t rounds)
{
	static struct harness_series frames[VIEWS], drawings[VIEWS];
	struct surface surface;

	surface_init(&surface, ROWS, COLUMNS);
	for (size_t round = 0; round < rounds; round++) {
		struct seat seat;

		sit(&seat, 3);
		app_resize(seat.app, ROWS, COLUMNS);
		app_key(seat.app, UI_KEY_ENTER);
		app_key(seat.app, ' ');
		advance(&seat, MIDDLE_S);
		for (size_t i = 0; i < VIEWS; i++) {
			app_key(seat.app, views[i].key);
			draw_frames(&seat, &surface, &frames[i], &drawings[i]);
		}
		stand_up(&seat);
	}
	surface_finish(&surface);
	harness_heading("a frame at 200x60: read anew and drawn");
	for (size_t i = 0; i < VIEWS; i++) {
		char remark[64];

		snprintf(remark, sizeof(remark), "drawing alone %.2f ms",
			 harness_median(&drawings[i]) / 1e6);
		harness_print(&(struct harness_row){ views[i].name, &frames[i],
						     1e6, 2, "ms",
						     GOAL_FRAME_MS, remark });
	}
}

/* --- on a terminal --------------------------------------------------------- */

static void play(double speed)
{
	struct terminal_options options;
	struct terminal *terminal;
	struct err err = { 0 };
	struct seat seat;

	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	sit(&seat, speed);
	terminal_options_init(&options);
	terminal = terminal_open(&options, &err);
	if (!terminal)
		_exit(98);
	app_key(seat.app, UI_KEY_ENTER);
	run_app(terminal, seat.app, NULL, &err);
	terminal_close(terminal);
	_exit(0);
}

/* Bytes that come within so long; stops at the first when `first`. */
static size_t drain(int fd, int wait_ms, bool first)
{
	struct pollfd poller = { .fd = fd, .events = POLLIN };
	char bytes[65536];
	size_t total = 0;
	double until = harness_wall_ns() + wait_ms * 1e6;

	for (;;) {
		int left = (int)((until - harness_wall_ns()) / 1e6);
		ssize_t count;

		if (left < 0 || poll(&poller, 1, left) <= 0)
			return total;
		count = read(fd, bytes, sizeof(bytes));
		if (count <= 0)
			return total;
		total += (size_t)count;
		if (first)
			return total;
	}
}

static pid_t begin_child(double speed, int *fd)
{
	struct winsize size = { .ws_row = ROWS, .ws_col = COLUMNS };
	pid_t child = forkpty(fd, NULL, NULL, &size);

	if (child < 0)
		fail("there is no pseudo-terminal");
	if (child == 0)
		play(speed);
	/* Until the first frame has come, and the history before it. */
	drain(*fd, 20000, true);
	drain(*fd, 1000, false);
	return child;
}

static struct rusage end_child(pid_t child, int fd)
{
	struct rusage used;
	int status;

	if (write(fd, "\033", 1) != 1)
		fail("the child is gone");
	drain(fd, 200, false);
	if (write(fd, "qy", 2) != 2)
		fail("the child is gone");
	drain(fd, 3000, false);
	wait4(child, &status, 0, &used);
	close(fd);
	return used;
}

static void bench_keys(size_t keys)
{
	static struct harness_series latency, written;
	int fd;
	pid_t child = begin_child(20, &fd);
	size_t whole;

	if (write(fd, "\f", 1) != 1)
		fail("the child is gone");
	whole = drain(fd, 400, false);
	for (size_t i = 0; i < keys; i++) {
		char key = "1m5i3c"[i % 6];
		double begin;
		size_t bytes;

		/* Not in step with the loop's own ticks. */
		drain(fd, 60 + (int)(i * 37 % 90), false);
		begin = harness_wall_ns();
		if (write(fd, &key, 1) != 1)
			fail("the child is gone");
		bytes = drain(fd, 2000, true);
		harness_add(&latency, harness_wall_ns() - begin);
		if (bytes == 0)
			fail("nothing came for a key");
	}
	for (int i = 0; i < 10; i++)
		harness_add(&written, (double)drain(fd, 100, false));
	end_child(child, fd);
	harness_heading("keys, while the drill runs at 20x");
	harness_print(&(struct harness_row){ "key until the screen changes",
					     &latency, 1e6, 1, "ms",
					     GOAL_KEY_MS,
					     "by the wall, one frame's first "
					     "bytes" });
	harness_print(&(struct harness_row){ "bytes in a tenth of a second",
					     &written, 1, 0, "B", 0, NULL });
	printf("  a whole frame has %zu bytes\n", whole);
}

static double cpu_seconds(pid_t child)
{
	char path[64], text[1024];
	unsigned long user = 0, kernel = 0;
	FILE *file;
	const char *at;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)child);
	file = fopen(path, "r");
	if (!file)
		return NAN;
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	at = strrchr(text, ')');
	if (!at ||
	    sscanf(at, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
		   &user, &kernel) != 2)
		return NAN;
	return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

static void bench_rest(int seconds)
{
	static struct harness_series share, bytes;
	int fd;
	pid_t child = begin_child(3, &fd);

	for (int i = 0; i < seconds / 2; i++) {
		double cpu = cpu_seconds(child), wall = harness_wall_ns();
		size_t count = drain(fd, 2000, false);

		wall = (harness_wall_ns() - wall) / 1e9;
		harness_add(&share, (cpu_seconds(child) - cpu) / wall * 100);
		harness_add(&bytes, (double)count / wall);
	}
	end_child(child, fd);
	harness_heading("at rest, at 3x, the overview open");
	harness_print(&(struct harness_row){ "of one core", &share, 1, 1, "%",
					     GOAL_CPU_PERCENT, NULL });
	harness_print(&(struct harness_row){ "bytes a second", &bytes, 1, 0,
					     "B", 0, NULL });
}

/* A drill to its end, every view looked at each minute, in a fresh process. */
static void bench_memory(void)
{
	static struct harness_series peak;
	struct rusage used;
	int status;
	pid_t child = fork();

	if (child == 0) {
		struct surface surface;
		struct seat seat;

		sit(&seat, 3);
		surface_init(&surface, ROWS, COLUMNS);
		app_resize(seat.app, ROWS, COLUMNS);
		app_key(seat.app, UI_KEY_ENTER);
		for (int64_t at = 60; at <= seat.pack->length_s; at += 60) {
			advance(&seat, at);
			for (size_t i = 0; i < VIEWS; i++) {
				app_key(seat.app, views[i].key);
				app_draw(seat.app, &surface);
			}
		}
		_exit(0);
	}
	wait4(child, &status, 0, &used);
	if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
		fail("the drill of the child did not end");
	harness_add(&peak, (double)used.ru_maxrss * 1024);
	harness_heading("a full drill, every view read each minute");
	harness_print(&(struct harness_row){ "most memory", &peak, 1e6, 1, "MB",
					     GOAL_MB, "the whole process" });
}

int main(int argc, char **argv)
{
	size_t rounds;

	if (argc < 2)
		fail("usage: ui PACK-FOLDER [ROUNDS]");
	pack_folder = argv[1];
	rounds = (size_t)harness_argument(argc, argv, 2, 5, 1,
					  HARNESS_ROUNDS_MAX);
	bench_memory();
	bench_frames(rounds);
	bench_keys(rounds * 12);
	bench_rest((int)rounds * 2);
	return 0;
}
