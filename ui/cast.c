#include "ui/cast.h"

#include "base/json.h"
#include "ui/app_internal.h"
#include "ui/painter.h"

#include <math.h>

#define FRAME_S 0.25 /* seconds of film */
#define STAY_S 4.0   /* with what the player looked at */
#define REPORT_S 6.0 /* with the report, at the end */
#define LAST_S 3.0   /* with the overview, at the very end */

struct film {
	struct app *app;
	struct surface surface;
	struct painter painter;
	struct str *out;
	double now_s;  /* of the film */
	double idle_s; /* since the last frame that differed */
	enum view_id view;
	double since_s; /* the view was opened */
};

static void write_head(const struct film *film, const char *title)
{
	struct json_writer w;

	json_writer_init(&w, film->out, true);
	json_begin_object(&w);
	json_put_member_int(&w, "version", 2);
	json_put_member_int(&w, "width", film->surface.columns);
	json_put_member_int(&w, "height", film->surface.rows);
	json_put_member_number(&w, "idle_time_limit", CAST_IDLE_S, 1);
	json_put_member_string(&w, "title", title);
	json_put_key(&w, "env");
	json_begin_object(&w);
	json_put_member_string(&w, "TERM", "xterm-256color");
	json_end_object(&w);
	json_end_object(&w);
	str_add_char(film->out, '\n');
}

static void write_frame(struct film *film)
{
	const struct str *frame;
	struct json_writer w;

	app_settle(film->app);
	app_draw(film->app, &film->surface);
	frame = painter_paint(&film->painter, &film->surface);
	/* Where nothing happens for long, the film goes on sooner. */
	if (frame->length == 0) {
		film->idle_s += FRAME_S;
		return;
	}
	if (film->idle_s > CAST_IDLE_S)
		film->now_s -= film->idle_s - CAST_IDLE_S;
	film->idle_s = 0;
	json_writer_init(&w, film->out, true);
	json_begin_array(&w);
	json_put_number(&w, film->now_s, 2);
	json_put_string(&w, "o");
	json_put_string(&w, frame->s);
	json_end_array(&w);
	str_add_char(film->out, '\n');
}

/* Back to the overview when nothing was looked at for some time. */
static void direct(struct film *film)
{
	if (film->app->view != film->view) {
		film->view = film->app->view;
		film->since_s = film->now_s;
	} else if (film->view != VIEW_OVERVIEW &&
		   film->now_s - film->since_s >= STAY_S) {
		app_open(film->app, VIEW_OVERVIEW);
		app_refresh(film->app);
	}
}

static void hold(struct film *film, enum view_id view, double seconds)
{
	app_open(film->app, view);
	app_refresh(film->app);
	for (int left = (int)(seconds / FRAME_S); left > 0; left--) {
		app_tick(film->app, FRAME_S);
		app_open(film->app, view);
		write_frame(film);
		film->now_s += FRAME_S;
	}
}

static const struct report *give_report(void *context, struct err *err)
{
	const struct cast_options *options = context;

	(void)err;
	return options->report;
}

static void roll(struct film *film, const struct session *session)
{
	int left = (int)((double)playback_end(session->playback) /
			 (session->speed * FRAME_S)) +
		   2;

	for (; left > 0 && session_rate(session) > 0; left--) {
		write_frame(film);
		film->now_s += FRAME_S;
		app_tick(film->app, FRAME_S);
		direct(film);
	}
	if (film->app->report)
		hold(film, VIEW_REPORT, REPORT_S);
	hold(film, VIEW_OVERVIEW, LAST_S);
}

bool cast_write(struct playback *playback, const struct cast_options *options,
		struct str *out, struct err *err)
{
	struct session session;
	struct cast_options kept = *options;
	struct app_options wanted = { .session = &session,
				      .score = give_report,
				      .context = &kept };
	struct film film = { .out = out, .view = VIEW_OVERVIEW };
	bool ok = playback_go(playback, 0, err);

	if (!ok)
		return false;
	session_watch(&session, playback, options->speed);
	film.app = app_create(&wanted);
	surface_init(&film.surface, options->rows, options->columns);
	painter_init(&film.painter);
	film.painter.depth = COLOR_256;
	film.painter.colors = 256;
	film.painter.utf8 = true;
	painter_dress(&film.painter, SCHEME_DARK);
	app_resize(film.app, options->rows, options->columns);
	write_head(&film, drill_pack(session.drill)->title);
	roll(&film, &session);
	painter_finish(&film.painter);
	surface_finish(&film.surface);
	app_destroy(film.app);
	return true;
}
