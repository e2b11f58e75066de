/* The coach's card: it has rows of its own above the keys, and nothing lies over
 * them. */
#include "ui/app_internal.h"
#include "ui/coach.h"

#include <string.h>

#define TALL 30 /* rows from which on the card has a heading */

static bool is_shown(const struct app *app)
{
	return app->started && !app->coach_away && !app->session->finished &&
	       !app->session->playback &&
	       drill_mode(app->drill) != DRILL_EXAM &&
	       (app->coach_called || drill_mode(app->drill) == DRILL_COACHED);
}

int coach_rows(const struct app *app)
{
	if (!is_shown(app))
		return 0;
	return app->rows >= TALL ? 3 : 2;
}

void coach_turn(struct app *app)
{
	bool shown = is_shown(app);

	app->coach_away = shown;
	app->coach_called = !shown;
	if (shown) {
		struct str key = STR_INIT;

		keymap_key(&app->keymap, ACTION_COACH, &key);
		app_toast(app, ROLE_TOAST,
			  "The coach has gone; %s calls it back.", key.s);
		str_finish(&key);
	}
}

/* "step 2 of 6", or what the card is. */
static void add_step(const struct coach_advice *advice, struct str *out)
{
	if (advice->step)
		str_addf(out, "step %d of %d", advice->step,
			 coach_guide_steps());
}

static void draw_head(const struct app *app, const struct coach_advice *advice,
		      struct surface *surface, struct area area)
{
	struct str title = STR_INIT, key = STR_INIT;

	str_add(&title, "Coach");
	if (advice->step)
		str_add(&title, ", ");
	add_step(advice, &title);
	draw_heading(surface, area, 0, title.s);
	keymap_key(&app->keymap, ACTION_COACH, &key);
	draw_rightf(surface, area, 0, area.columns, ROLE_DIM, " %s leaves it",
		    key.s);
	str_finish(&title);
	str_finish(&key);
}

/* What to do, and behind it, where there is room, to what end. */
static void draw_words(const struct coach_advice *advice, bool step,
		       struct surface *surface, struct area area)
{
	struct str text = STR_INIT;
	int rows;

	if (step) {
		add_step(advice, &text);
		str_add(&text, text.length ? ": " : "");
	}
	str_add(&text, advice->line.s);
	draw_glyph(surface, area, 0, 0, ROLE_ACCENT,
		   glyph(surface, GLYPH_POINTER));
	area = area_columns(area, 2, -1);
	rows = draw_wrapped(surface, area, 0, 0, ROLE_ACCENT, text.s);
	if (rows < area.rows)
		draw_text(surface, area, rows, 0, -1, ROLE_DIM, advice->why.s);
	str_finish(&text);
}

void coach_draw(const struct app *app, struct surface *surface)
{
	int rows = coach_rows(app);
	struct area area = { app->rows - 1 - rows, 1, rows, app->columns - 2 };
	struct coach_advice advice;

	if (rows == 0)
		return;
	if (coach_advise(app->session, &app->keymap, &advice)) {
		if (app->rows >= TALL) {
			draw_head(app, &advice, surface, area);
			draw_words(&advice, false, surface,
				   area_rows(area, 1, -1));
		} else {
			draw_words(&advice, true, surface, area);
		}
	}
	coach_finish(&advice);
}
