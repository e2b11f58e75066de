#include "drill/panels/panel_build.h"

#include "base/number.h"

#include <math.h>

#define STEPS 12

struct gauges {
	double queue, busy, servers, in, out, refused, level;
};

static struct gauges read_node(const struct drill *drill, int node,
			       struct sim_window window)
{
	const struct sim_engine *engine = drill->world.engine;

	return (struct gauges){
		.queue = sim_gauge(engine, node, SIM_GAUGE_QUEUE, window),
		.busy = sim_gauge(engine, node, SIM_GAUGE_BUSY, window),
		.servers = sim_gauge(engine, node, SIM_GAUGE_SERVERS, window),
		.in = sim_gauge(engine, node, SIM_GAUGE_IN, window),
		.out = sim_gauge(engine, node, SIM_GAUGE_OUT, window),
		.refused = sim_gauge(engine, node, SIM_GAUGE_REFUSED, window),
		.level = sim_gauge(engine, node, SIM_GAUGE_LEVEL, window),
	};
}

/* Decimals only where there is little before them. */
static void number(struct panel_builder *b, enum tone tone, double value,
		   int decimals)
{
	char text[NUMBER_SIZE];

	if (isnan(value))
		panel_cell(b, TONE_DIM, "-");
	else
		panel_cell(b, tone, "%s",
			   number_decimal(value, value < 999.5 ? decimals : 0,
					  text));
}

static void add_gauges(struct panel_builder *b, struct gauges now)
{
	double used = now.servers > 0 ? now.busy / now.servers : NAN;

	number(b, now.queue > 50 ? TONE_WARN : TONE_PLAIN, now.queue, 0);
	number(b, TONE_PLAIN, now.busy, 0);
	number(b, TONE_PLAIN, now.servers > 0 ? now.servers : NAN, 0);
	if (isnan(used))
		panel_cell(b, TONE_DIM, "-");
	else
		panel_cell(b, used > 0.95 ? TONE_WARN : TONE_PLAIN, "%.0f %%",
			   used * 100);
	number(b, TONE_PLAIN, now.in, 1);
	number(b, TONE_PLAIN, now.out, 1);
	number(b, now.refused > 0.05 ? TONE_WARN : TONE_PLAIN, now.refused, 2);
}

static void columns(struct panel_builder *b, const char *first)
{
	panel_column(b, first, COLUMN_TEXT);
	panel_column(b, "queue", COLUMN_RIGHT);
	panel_column(b, "busy", COLUMN_RIGHT);
	panel_column(b, "capacity", COLUMN_RIGHT);
	panel_column(b, "used", COLUMN_SHARE);
	panel_column(b, "in/s", COLUMN_RIGHT);
	panel_column(b, "ok/s", COLUMN_RIGHT);
	panel_column(b, "refused/s", COLUMN_RIGHT);
}

static double parameter(const struct drill *drill, const char *node,
			const char *path)
{
	struct str name = STR_INIT;
	double value = NAN;
	int id;

	str_addf(&name, "%s.%s", node, path);
	id = sim_model_parameter(drill->pack->model, name.s);
	if (id >= 0)
		value = sim_engine_get(drill->world.engine, id);
	str_finish(&name);
	return value;
}

/* A setting in seconds: "4 min", "15 s", "0.5 s". */
static const char *length(struct panel_builder *b, double seconds)
{
	if (!(seconds >= 120))
		return panel_value(b, "s", seconds);
	return panel_span(b, (int64_t)(seconds + 0.5));
}

static void add_scaling(struct panel_builder *b, const char *node)
{
	const struct drill *drill = b->drill;
	double target = parameter(drill, node, "target");
	double max = parameter(drill, node, "max");

	/* A burn rate has a target too, and no servers to order. */
	if (isnan(target) || isnan(max))
		return;
	panel_note(b,
		   "%s keeps utilisation at %.0f %%: looks every %s, new "
		   "capacity serves after %s, at most %.0f",
		   node, target * 100,
		   length(b, parameter(drill, node, "period_s")),
		   length(b, parameter(drill, node, "delay_s")), max);
}

/* A rollback that nobody has to order, and how near it is. */
static void add_guardrail(struct panel_builder *b, const char *node)
{
	const struct drill *drill = b->drill;
	double limit = parameter(drill, node, "limit");
	double for_s = parameter(drill, node, "for_s");
	int index = sim_model_node(drill->pack->model, node);

	if (isnan(limit) || isnan(for_s))
		return;
	panel_note(b, "%s acts by itself above %g for %s: now %.3g", node,
		   limit, length(b, for_s),
		   sim_gauge(drill->world.engine, index, SIM_GAUGE_LEVEL,
			     panel_window(drill->now_s, 5)));
}

static bool overview(struct panel_builder *b, int64_t last_s)
{
	const struct drill *drill = b->drill;
	const struct pack_screen *screen = &drill->pack->screen;
	struct str text = STR_INIT;

	b->panel->title = "Infrastructure, last minute";
	b->panel->caption = panel_say(
		b,
		"Busy against capacity, and what waits; the last column is "
		"the queue %s ago.",
		panel_span(b, last_s));
	columns(b, "node");
	panel_column(b, "queue then", COLUMN_RIGHT);
	for (size_t i = 0; i < screen->infra_count; i++) {
		int node = sim_model_node(drill->pack->model, screen->infra[i]);
		struct gauges now = read_node(drill, node,
					      panel_window(drill->now_s, 60));
		struct gauges then = read_node(
			drill, node, panel_window(drill->now_s - last_s, 60));
		struct panel_row *row = panel_add_row(b);

		row->id = screen->infra[i];
		row->pin = panel_say(b, "node=%s", screen->infra[i]);
		if (now.servers > 0)
			row->share = now.busy / now.servers;
		panel_cell(b, TONE_PLAIN, "%s", screen->infra[i]);
		add_gauges(b, now);
		number(b, TONE_DIM, then.queue, 0);
		str_addf(&text, "%s%s queue %.0f, %.0f of %.0f busy",
			 text.length ? "; " : "", screen->infra[i], now.queue,
			 now.busy, now.servers);
	}
	for (int n = 0; n < sim_model_node_count(drill->pack->model); n++) {
		const char *name = sim_model_node_name(drill->pack->model, n);

		add_scaling(b, name);
		add_guardrail(b, name);
	}
	b->panel->evidence = arena_strdup(b->arena, text.s);
	str_finish(&text);
	return true;
}

static bool one_node(struct panel_builder *b, const char *name, int64_t last_s)
{
	const struct drill *drill = b->drill;
	int node = sim_model_node(drill->pack->model, name);
	int64_t step = last_s / STEPS;
	struct gauges whole = read_node(drill, node,
					panel_window(drill->now_s, last_s));

	b->panel->title = panel_say(b, "%s, last %s", name,
				    panel_span(b, last_s));
	b->panel->caption = "Means over each step.";
	columns(b, "from");
	for (int i = 0; i < STEPS; i++) {
		int64_t to = drill->now_s - (STEPS - 1 - i) * step;
		struct gauges g = read_node(drill, node,
					    panel_window(to, step));
		struct panel_row *row = panel_add_row(b);

		if (g.servers > 0)
			row->share = g.busy / g.servers;
		panel_cell(b, TONE_DIM, "%s", panel_hour(b, to - step));
		add_gauges(b, g);
	}
	add_scaling(b, name);
	b->panel->evidence = panel_say(
		b, "%s, last %s: queue %.0f, %.0f of %.0f busy, %.2f/s refused",
		name, panel_span(b, last_s), whole.queue, whole.busy,
		whole.servers, whole.refused);
	return true;
}

bool panel_infra(struct panel_builder *b)
{
	const struct pack_screen *screen = &b->drill->pack->screen;
	const char *name = panel_arg(b, "node");
	int64_t last_s;

	if (!panel_seconds(b, "last", 600, 120,
			   b->drill->now_s + b->drill->pack->history_s - 60,
			   &last_s))
		return false;
	if (!name)
		return overview(b, last_s);
	for (size_t i = 0; i < screen->infra_count; i++) {
		if (!strcmp(screen->infra[i], name))
			return one_node(b, name, last_s);
	}
	return panel_wrong(b, "node", name, screen->infra, screen->infra_count);
}
