#include "drill/panels/panel_build.h"

#include "drill/panels/entries.h"
#include "drill/figure.h"

static void add(struct panel_builder *b, const char *what, const char *now,
		const char *then)
{
	panel_add_row(b);
	panel_cell(b, TONE_PLAIN, "%s", what);
	panel_cell(b, TONE_PLAIN, "%s", now);
	panel_cell(b, TONE_DIM, "%s", then);
}

static void add_figure(struct panel_builder *b, const char *what,
		       const char *name, int64_t ago_s)
{
	const struct drill *drill = b->drill;
	const char *unit = figure_unit(name);

	add(b, what, panel_value(b, unit, figure(drill, name)),
	    panel_value(b, unit, figure_at(drill, name, drill->now_s - ago_s)));
}

static void add_notices(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	struct entry *notices = arena_new(b->arena, struct entry, ENTRIES_MAX);
	size_t count = entries_between(drill, INT64_MIN / 2, drill->now_s,
				       "notice", NULL, b->arena, notices);

	panel_note(b, "status page, newest first:");
	for (size_t i = count; i-- > 0;)
		panel_note(b, "  %s  %s", panel_hour(b, notices[i].at_s),
			   notices[i].text);
	if (count == 0)
		panel_note(b, "  no notices");
}

bool panel_vendor(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const char *api = drill->pack->screen.api;
	int64_t ago;

	if (!panel_seconds(b, "last", 1800, 60,
			   drill->now_s + drill->pack->history_s - 300, &ago))
		return false;
	b->panel->title = panel_say(b, "Vendor: %s", api);
	b->panel->caption = "Our account as the vendor's console shows it, and "
			    "the vendor's status page.";
	panel_column(b, "account", COLUMN_TEXT);
	panel_column(b, "now", COLUMN_RIGHT);
	panel_column(b, panel_say(b, "%s ago", panel_span(b, ago)),
		     COLUMN_RIGHT);
	add_figure(b, "tasks in flight", "tasks_in_flight", ago);
	add_figure(b, "limit on tasks in flight", "tasks_limit", ago);
	add_figure(b, "calls", "attempts_per_s", ago);
	add_figure(b, "tasks created", "tasks_per_s", ago);
	add_figure(b, "calls refused with 429", "http_429_per_min", ago);
	add_figure(b, "share of calls refused with 429", "http_429_rate", ago);
	add_figure(b, "time of a task, median", "task_p50_s", ago);
	add_figure(b, "time of a task, p95", "task_p95_s", ago);
	add_figure(b, "spend", "spend_usd_per_hour", ago);
	if (drill->pack->screen.credit) {
		add_figure(b, "prepaid credit left", "credit_usd", ago);
		add(b, "credit lasts at this rate",
		    panel_value(b, "min", figure(drill, "credit_minutes")), "");
	}
	add_notices(b);
	b->panel->evidence = panel_say(
		b, "%s of %s in flight, 429s %s, a task takes %s (median)%s%s",
		panel_value(b, "tasks", figure(drill, "tasks_in_flight")),
		panel_value(b, "tasks", figure(drill, "tasks_limit")),
		panel_value(b, "1/min", figure(drill, "http_429_per_min")),
		panel_value(b, "s", figure(drill, "task_p50_s")),
		drill->pack->screen.credit ? ", credit " : "",
		drill->pack->screen.credit
			? panel_value(b, "USD", figure(drill, "credit_usd"))
			: "");
	return true;
}
