/* What became of the figures since the last measure. */
#include "ui/app_internal.h"

#include <math.h>
#include <string.h>

/* The last measure that came into force or was taken back. */
static const struct event *last_action(const struct app *app)
{
	size_t count;
	const struct event *events = drill_events(app->drill, &count);

	for (size_t i = count; i-- > 0;)
		if (events[i].kind == EVENT_LANDED ||
		    events[i].kind == EVENT_REVERTED)
			return &events[i];
	return NULL;
}

/* The figure that a condition is about, or the first part of it that has one. */
static const char *figure_of(const struct predicate *when)
{
	if (when->kind == PREDICATE_FIGURE && when->name_count > 0)
		return when->names[0];
	for (size_t i = 0; i < when->item_count; i++)
		if (when->items[i].kind == PREDICATE_FIGURE &&
		    when->items[i].name_count > 0)
			return when->items[i].names[0];
	return NULL;
}

/* How early an alert that pages is about one of these figures; the number of
 * alerts where none is. */
static size_t paged_at(const struct pack *pack, const char *figure,
		       const char *like)
{
	for (size_t i = 0; i < pack->alert_count; i++) {
		const struct pack_alert *alert = &pack->alerts[i];
		const char *about = figure_of(alert->when);

		if (about && strcmp(alert->severity, "page") == 0 &&
		    (strcmp(about, figure) == 0 || strcmp(about, like) == 0))
			return i;
	}
	return pack->alert_count;
}

struct since {
	const char *figure, *like; /* what alerts also call it by */
	const char *label;
	size_t place;
};

/* What called comes first: where there is little room, the rest is left out. */
static void order_since(const struct app *app, struct since *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct since one = all[i];
		size_t at = i;

		one.place = paged_at(app->pack, one.figure, one.like);
		for (; at > 0 && all[at - 1].place > one.place; at--)
			all[at] = all[at - 1];
		all[at] = one;
	}
}

/* "3.4k→1.9k", "12→1.8 %": the unit once, where both have the same. */
static void word_change(const struct surface *surface, const char *unit,
			double then, double now, struct str *out)
{
	char a[SHORT_NUMBER_MAX], b[SHORT_NUMBER_MAX];
	const char *of_a, *of_b;

	short_number(unit, then, a);
	short_number(unit, now, b);
	of_a = strchr(a, ' ');
	of_b = strchr(b, ' ');
	if (of_a && of_b && strcmp(of_a, of_b) == 0)
		str_add_n(out, a, (size_t)(of_a - a));
	else
		str_add(out, a);
	str_addf(out, "%s%s", glyph(surface, GLYPH_ARROW), b);
}

/* "since your action": the figures then and now, without a judgement. */
int since_draw(const struct app *app, struct surface *surface, struct area area)
{
	const char *tail = strcmp(app->status.tail_name, "p99") ? "p95_s"
								: "p99_s";
	struct since shown[] = {
		{ "spend_usd_per_hour", "spend_ratio", "spend", 0 },
		{ "error_rate", "burn_rate", "err", 0 },
		{ tail, tail, app->status.tail_name, 0 },
	};
	const size_t count = sizeof(shown) / sizeof(*shown);
	const struct event *action = last_action(app);
	const struct pack_mitigation *what =
		action ? pack_mitigation(app->pack, action->subject) : NULL;
	int64_t ago = action ? drill_now(app->drill) - action->at_s : 0;
	int column = 0;

	if (!what || ago < 30 || area.rows < 3)
		return 0;
	draw_textf(surface, area, 0, 0, -1, ROLE_DIM, "%d min since: %s",
		   (int)((ago + 30) / 60), what->title);
	order_since(app, shown, count);
	for (size_t i = 0; i < count; i++) {
		const char *name = shown[i].figure;
		double then = figure_at(app->drill, name, action->at_s);
		double now = figure(app->drill, name);
		struct str change = STR_INIT;

		if (!isfinite(then) || !isfinite(now))
			continue;
		word_change(surface, figure_unit(name), then, now, &change);
		if (column + text_width(shown[i].label) + 1 +
			    text_width(change.s) <=
		    area.columns) {
			column = draw_text(surface, area, 1, column, -1,
					   ROLE_DIM, shown[i].label);
			column = draw_text(surface, area, 1, column + 1, -1,
					   ROLE_TEXT, change.s) +
				 2;
		}
		str_finish(&change);
	}
	return 2;
}
