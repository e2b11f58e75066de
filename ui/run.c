#include "ui/run.h"
#include "base/mem.h"

#include <errno.h>
#include <poll.h>
#include <time.h>

#define TICK_MS 100
#define EVENTS_MAX 400 /* handled before a frame is drawn */

/* What the loop drives. */
struct screen {
	void *context;
	unsigned (*event)(void *context, struct terminal *terminal,
			  const struct terminal_event *event);
	unsigned (*tick)(void *context, double real_s);
	/* Before a frame; may be NULL. */
	void (*settle)(void *context);
	void (*draw)(const void *context, struct surface *surface);
	/* May be NULL: nothing to be edited outside. */
	void (*edit)(void *context, struct terminal *terminal);
	const struct run_hook *hook; /* may be NULL */
};

static double seconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void show(const struct screen *screen, struct terminal *terminal,
		 struct surface *surface)
{
	int rows, columns;

	terminal_size(terminal, &rows, &columns);
	surface_resize(surface, rows, columns);
	surface->glyphs = terminal_glyphs(terminal);
	surface->colorless = terminal_is_colorless(terminal);
	if (screen->settle)
		screen->settle(screen->context);
	screen->draw(screen->context, surface);
	terminal_show(terminal, surface);
}

/* Everything that is waiting, up to a limit, so that a held key cannot keep
 * the frame from being drawn. */
static unsigned take_events(const struct screen *screen,
			    struct terminal *terminal)
{
	struct terminal_event event;
	unsigned flags = 0;

	for (int i = 0; i < EVENTS_MAX && terminal_read(terminal, &event);
	     i++) {
		flags |= screen->event(screen->context, terminal, &event);
		if (flags & (APP_QUIT | APP_SUSPEND | APP_EDITOR))
			break;
	}
	return flags;
}

/* What must happen outside of the screen; false to leave the loop. */
static bool follow(const struct screen *screen, struct terminal *terminal,
		   unsigned flags, double *then)
{
	if (flags & APP_QUIT)
		return false;
	if (flags & APP_REPAINT)
		terminal_repaint(terminal);
	if (flags & APP_SUSPEND)
		terminal_suspend(terminal);
	if ((flags & APP_EDITOR) && screen->edit)
		screen->edit(screen->context, terminal);
	if (flags & (APP_SUSPEND | APP_EDITOR)) {
		/* Time spent elsewhere does not count. */
		*then = seconds_now();
		terminal_repaint(terminal);
	}
	return true;
}

static bool run(const struct screen *screen, struct terminal *terminal,
		struct err *err)
{
	struct pollfd input = { .fd = terminal_fd(terminal), .events = POLLIN };
	struct surface surface;
	double then = seconds_now();
	bool going = true;

	surface_init(&surface, 1, 1);
	show(screen, terminal, &surface);
	while (going) {
		unsigned flags = 0;
		double now;
		enum terminal_wish wish;

		if (poll(&input, 1, TICK_MS) < 0 && errno != EINTR)
			break;
		flags |= take_events(screen, terminal);
		now = seconds_now();
		flags |= screen->tick(screen->context, now - then);
		then = now;
		if (screen->hook)
			screen->hook->turn(screen->hook->context);
		wish = terminal_signal(terminal);
		if ((input.revents & (POLLHUP | POLLERR | POLLNVAL)) ||
		    wish == TERMINAL_END_OF_INPUT) {
			surface_finish(&surface);
			return err_set(err, ERR_IO, "the terminal is gone");
		}
		if (wish == TERMINAL_QUIT)
			flags |= APP_QUIT;
		if (wish == TERMINAL_STOP)
			flags |= APP_SUSPEND;
		going = follow(screen, terminal, flags, &then);
		if (going && flags)
			show(screen, terminal, &surface);
	}
	surface_finish(&surface);
	return true;
}

/* --- an app ---------------------------------------------------------------- */

static unsigned app_event(void *context, struct terminal *terminal,
			  const struct terminal_event *event)
{
	struct app *app = context;
	int rows, columns;

	switch (event->kind) {
	case TERMINAL_KEY:
		return app_key(app, event->key);
	case TERMINAL_PASTE:
		return app_paste(app, event->text, event->length);
	case TERMINAL_MOUSE:
		return app_mouse(app, event->row, event->column, event->button);
	case TERMINAL_RESIZE:
		terminal_size(terminal, &rows, &columns);
		return app_resize(app, rows, columns);
	}
	return 0;
}

static unsigned app_time(void *context, double real_s)
{
	return app_tick(context, real_s);
}

static void app_ready(void *context)
{
	app_settle(context);
}

static void app_show(const void *context, struct surface *surface)
{
	app_draw(context, surface);
}

static void app_edit(void *context, struct terminal *terminal)
{
	struct err err = { 0 };
	char *text = terminal_edit(terminal, app_editor_text(context), &err);

	app_editor_done(context, text, &err);
	free(text);
}

bool run_app(struct terminal *terminal, struct app *app,
	     const struct run_hook *hook, struct err *err)
{
	const struct screen screen = { app,	 app_event, app_time, app_ready,
				       app_show, app_edit,  hook };
	int rows, columns;

	terminal_size(terminal, &rows, &columns);
	app_resize(app, rows, columns);
	return run(&screen, terminal, err);
}

/* --- a rehearsal ----------------------------------------------------------- */

static unsigned rehearsal_event(void *context, struct terminal *terminal,
				const struct terminal_event *event)
{
	struct rehearsal *rehearsal = context;
	int rows, columns;

	switch (event->kind) {
	case TERMINAL_KEY:
		return rehearsal_key(rehearsal, event->key);
	case TERMINAL_PASTE:
		return rehearsal_paste(rehearsal, event->text, event->length);
	case TERMINAL_MOUSE:
		return rehearsal_mouse(rehearsal, event->row, event->column,
				       event->button);
	case TERMINAL_RESIZE:
		terminal_size(terminal, &rows, &columns);
		return rehearsal_resize(rehearsal, rows, columns);
	}
	return 0;
}

static unsigned rehearsal_time(void *context, double real_s)
{
	return rehearsal_tick(context, real_s);
}

static void rehearsal_show(const void *context, struct surface *surface)
{
	rehearsal_draw(context, surface);
}

/* Writing elsewhere is writing: the loop does not count it, so it is counted
 * here. */
static void rehearsal_edit(void *context, struct terminal *terminal)
{
	struct err err = { 0 };
	double then = seconds_now();
	char *text = terminal_edit(terminal, rehearsal_editor_text(context),
				   &err);

	rehearsal_editor_done(context, text, seconds_now() - then, &err);
	free(text);
}

bool run_rehearsal(struct terminal *terminal, struct rehearsal *rehearsal,
		   struct err *err)
{
	const struct screen screen = {
		.context = rehearsal,
		.event = rehearsal_event,
		.tick = rehearsal_time,
		.draw = rehearsal_show,
		.edit = rehearsal_edit,
	};
	int rows, columns;

	terminal_size(terminal, &rows, &columns);
	rehearsal_resize(rehearsal, rows, columns);
	return run(&screen, terminal, err);
}

/* --- the home screen ------------------------------------------------------- */

struct home_run {
	struct home *home;
	int chosen;
};

static unsigned home_event(void *context, struct terminal *terminal,
			   const struct terminal_event *event)
{
	struct home_run *state = context;
	int rows, columns;

	terminal_size(terminal, &rows, &columns);
	if (event->kind == TERMINAL_KEY && event->key == ('z' & 31))
		return APP_SUSPEND;
	if (event->kind == TERMINAL_KEY)
		state->chosen = home_key(state->home, event->key);
	else if (event->kind == TERMINAL_MOUSE)
		state->chosen = home_mouse(state->home, rows, columns,
					   event->row, event->button);
	return state->chosen == HOME_OPEN ? APP_REDRAW : APP_QUIT;
}

/* Of a screen on which time changes nothing. */
static unsigned no_time(void *context, double real_s)
{
	(void)context;
	(void)real_s;
	return 0;
}

static void home_show(const void *context, struct surface *surface)
{
	const struct home_run *state = context;

	home_draw(state->home, surface);
}

int run_home(struct terminal *terminal, struct home *home, struct err *err)
{
	struct home_run state = { home, HOME_OPEN };
	const struct screen screen = { &state,	  home_event, no_time, NULL,
				       home_show, NULL,	      NULL };

	if (!run(&screen, terminal, err))
		return HOME_FAILED;
	return state.chosen == HOME_OPEN ? HOME_QUIT : state.chosen;
}

/* --- a text to be read ------------------------------------------------------ */

static unsigned reader_event(void *context, struct terminal *terminal,
			     const struct terminal_event *event)
{
	struct reader *reader = context;
	int rows, columns;

	switch (event->kind) {
	case TERMINAL_KEY:
		if (event->key == ('z' & 31))
			return APP_SUSPEND;
		return reader_key(reader, event->key) ? APP_REDRAW : APP_QUIT;
	case TERMINAL_MOUSE:
		reader_mouse(reader, event->button);
		return APP_REDRAW;
	case TERMINAL_RESIZE:
		terminal_size(terminal, &rows, &columns);
		reader_resize(reader, rows, columns);
		return APP_REPAINT;
	default:
		return 0;
	}
}

static void reader_show(const void *context, struct surface *surface)
{
	reader_draw(context, surface);
}

bool run_reader(struct terminal *terminal, struct reader *reader,
		struct err *err)
{
	const struct screen screen = {
		.context = reader,
		.event = reader_event,
		.tick = no_time,
		.draw = reader_show,
	};
	int rows, columns;

	terminal_size(terminal, &rows, &columns);
	reader_resize(reader, rows, columns);
	return run(&screen, terminal, err);
}
