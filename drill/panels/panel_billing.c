#include "drill/panels/panel_build.h"

#include "base/number.h"
#include "drill/figure.h"

#include <math.h>

#define ATTEMPTS 4

struct bill {
	const char *by; /* what it is broken down by */
	int64_t last_s;
	size_t of; /* the one value that is asked for; SIZE_MAX = all */
	size_t count;
	const char *names[SIM_VALUES_MAX];
	double usd[SIM_VALUES_MAX], tasks[SIM_VALUES_MAX];
	double normal[SIM_VALUES_MAX], normal_tasks[SIM_VALUES_MAX];
	double total, normal_total;
};

static void fill_by_attempt(const struct drill *drill, struct sim_window window,
			    struct bill *bill)
{
	static const char *const names[ATTEMPTS] = {
		"1st attempt", "2nd attempt", "3rd attempt", "4th and later"
	};

	bill->count = ATTEMPTS;
	for (int i = 0; i < ATTEMPTS; i++)
		bill->names[i] = names[i];
	sim_bill_by_attempt(drill->world.engine, window, bill->usd,
			    bill->tasks);
	sim_bill_by_attempt(drill->baseline.engine, window, bill->normal,
			    bill->normal_tasks);
}

static void fill_by_attribute(const struct drill *drill, int attribute,
			      struct sim_window window, struct bill *bill)
{
	const struct sim_model *model = drill->pack->model;

	bill->count = (size_t)sim_model_value_count(model, attribute);
	for (size_t i = 0; i < bill->count; i++)
		bill->names[i] = sim_model_value_name(model, attribute, (int)i);
	sim_bill_by_attribute(drill->world.engine, attribute, window, bill->usd,
			      bill->tasks);
	sim_bill_by_attribute(drill->baseline.engine, attribute, window,
			      bill->normal, bill->normal_tasks);
}

/* Which of the values of= asks for. */
static bool find_value(struct panel_builder *b, struct bill *bill)
{
	const char *of = panel_arg(b, "of");

	bill->of = SIZE_MAX;
	for (size_t i = 0; of && i < bill->count; i++) {
		if (!strcmp(bill->names[i], of))
			bill->of = i;
	}
	return !of || bill->of != SIZE_MAX ||
	       panel_wrong(b, "of", of, bill->names, bill->count);
}

static bool fill(struct panel_builder *b, struct sim_window window,
		 struct bill *bill)
{
	const struct pack_screen *screen = &b->drill->pack->screen;
	const char *by = bill->by;
	bool known = false;

	for (size_t i = 0; i < screen->bill_by_count; i++)
		known |= !strcmp(screen->bill_by[i], by);
	if (!known)
		return panel_wrong(b, "by", by, screen->bill_by,
				   screen->bill_by_count);
	if (!strcmp(by, "attempt"))
		fill_by_attempt(b->drill, window, bill);
	else
		fill_by_attribute(b->drill,
				  sim_model_attribute(b->drill->pack->model,
						      by),
				  window, bill);
	for (size_t i = 0; i < bill->count; i++) {
		bill->total += bill->usd[i];
		bill->normal_total += bill->normal[i];
	}
	return find_value(b, bill);
}

static enum tone tone_of(double usd, double normal, double total)
{
	if (usd > 2 * normal && usd - normal > 0.1 * total)
		return TONE_WARN;
	return TONE_PLAIN;
}

static void add_row(struct panel_builder *b, const struct bill *bill, size_t i,
		    double hours)
{
	double share = bill->total > 0 ? bill->usd[i] / bill->total : 0;
	struct panel_row *row = panel_add_row(b);
	enum tone tone = tone_of(bill->usd[i], bill->normal[i], bill->total);
	char tasks[NUMBER_SIZE];

	row->share = share;
	row->id = bill->names[i];
	row->pin = panel_say(b, "by=%s last=%s of=%s", bill->by,
			     panel_clock(b, bill->last_s),
			     panel_quoted(b, bill->names[i]));
	panel_cell(b, TONE_PLAIN, "%s", bill->names[i]);
	panel_figure(b, tone, "USD", bill->usd[i]);
	panel_figure(b, TONE_PLAIN, "ratio", share);
	panel_figure(b, TONE_PLAIN, "USD/h", bill->usd[i] / hours);
	panel_figure(b, TONE_DIM, "USD/h", bill->normal[i] / hours);
	panel_cell(b, TONE_PLAIN, "%s",
		   number_decimal(bill->tasks[i], 0, tasks));
	panel_figure(b, TONE_PLAIN, "USD",
		     bill->tasks[i] > 0 ? bill->usd[i] / bill->tasks[i] : NAN);
}

/* Largest first, as a bill is read. */
static void add_rows(struct panel_builder *b, const struct bill *bill,
		     double hours, bool as_is)
{
	bool taken[SIM_VALUES_MAX] = { false };

	for (size_t n = 0; n < bill->count; n++) {
		size_t best = SIZE_MAX;

		for (size_t i = 0; i < bill->count; i++) {
			if (taken[i] || (as_is && best != SIZE_MAX))
				continue;
			if (best == SIZE_MAX || bill->usd[i] > bill->usd[best])
				best = i;
		}
		taken[best] = true;
		if (bill->of != SIZE_MAX && bill->of != best)
			continue;
		if (bill->usd[best] > 0 || bill->normal[best] > 0)
			add_row(b, bill, best, hours);
	}
	panel_add_row(b)->share = -1;
	panel_cell(b, TONE_STRONG, "%s", "all");
	panel_figure(b, TONE_STRONG, "USD", bill->total);
	panel_cell(b, TONE_STRONG, "%s", "");
	panel_figure(b, TONE_STRONG, "USD/h", bill->total / hours);
	panel_figure(b, TONE_DIM, "USD/h", bill->normal_total / hours);
}

static void add_evidence(struct panel_builder *b, const struct bill *bill,
			 double hours)
{
	struct str text = STR_INIT;

	str_addf(&text, "%s:", b->panel->title);
	for (size_t i = 0; i < bill->count; i++) {
		if (bill->of == SIZE_MAX ? bill->usd[i] <= 0 : bill->of != i)
			continue;
		str_addf(&text, " %s %.0f %% %s (normally %s);", bill->names[i],
			 bill->total > 0 ? bill->usd[i] / bill->total * 100 : 0,
			 panel_value(b, "USD/h", bill->usd[i] / hours),
			 panel_value(b, "USD/h", bill->normal[i] / hours));
	}
	b->panel->evidence = arena_strdup(b->arena, text.s);
	str_finish(&text);
}

static void add_notes(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const struct pack_budget *budget = &drill->pack->budget;
	int64_t invoiced = drill->pack->start_moment + drill->now_s -
			   (int64_t)budget->invoice_lag_s;
	struct calendar_date day = calendar_from_days(invoiced / 86400);

	panel_note(b,
		   "estimated from usage up to %s (it lags %s); invoiced "
		   "up to %d %s only",
		   panel_hour(b, drill->now_s - (int64_t)budget->usage_lag_s),
		   panel_span(b, (int64_t)budget->usage_lag_s), day.day,
		   calendar_month_name(day.month));
	panel_note(b,
		   "month to date at the page %s, budget %s, forecast at "
		   "this rate %s",
		   panel_value(b, "USD", budget->month_to_date_usd),
		   panel_value(b, "USD", budget->month_usd),
		   panel_value(b, "USD", figure(drill, "month_forecast_usd")));
}

bool panel_billing(struct panel_builder *b)
{
	const struct drill *drill = b->drill;
	const struct pack *pack = drill->pack;
	const char *by = panel_arg(b, "by");
	int64_t lag = (int64_t)pack->budget.usage_lag_s;
	struct bill bill = { 0 };
	int64_t last;

	if (!by)
		by = pack->screen.bill_by_count ? pack->screen.bill_by[0]
						: "attempt";
	bill.by = by;
	if (!panel_seconds(b, "last", 600, 60,
			   drill->now_s + pack->history_s - lag, &last))
		return false;
	bill.last_s = last;
	if (!fill(b, panel_window(drill->now_s - lag, last), &bill))
		return false;
	b->panel->title = panel_say(b, "Billing by %s, %s up to %s", by,
				    panel_span(b, last),
				    panel_hour(b, drill->now_s - lag));
	b->panel->caption = "Money for the tasks that the API accepted, paid "
			    "whether or not anybody still waits for them.";
	panel_column(b, by, COLUMN_TEXT);
	panel_column(b, "estimated", COLUMN_RIGHT);
	panel_column(b, "share", COLUMN_SHARE);
	panel_column(b, "rate", COLUMN_RIGHT);
	panel_column(b, "usual rate", COLUMN_RIGHT);
	panel_column(b, "tasks", COLUMN_RIGHT);
	panel_column(b, "per task", COLUMN_RIGHT);
	add_rows(b, &bill, (double)last / 3600, !strcmp(by, "attempt"));
	add_evidence(b, &bill, (double)last / 3600);
	add_notes(b);
	return true;
}
