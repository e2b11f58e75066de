#include "drill/figure.h"

#include "drill/drill_internal.h"
#include "drill/loss.h"

#include <math.h>
#include <string.h>

#define RATE_S 60  /* a figure is over the last minute, */
#define TAIL_S 180 /* a percentile over three, */
#define RATE_STEP_S 5
#define TAIL_STEP_S 10
#define NORMAL_S 300 /* what is normal over five: it moves slowly */
#define NORMAL_TAIL_S 600

static struct sim_window back(int64_t at_s, int64_t seconds)
{
	return (struct sim_window){ (at_s - seconds) * SECOND_US,
				    at_s * SECOND_US };
}

static double metric(const struct sim_engine *engine, enum sim_metric metric,
		     int64_t at_s, int64_t seconds)
{
	return sim_metric(engine, metric, NULL, back(at_s, seconds));
}

static double gauge(const struct drill *drill, const char *node,
		    enum sim_gauge which, int64_t at_s)
{
	int index = node ? sim_model_node(drill->pack->model, node) : -1;

	if (index < 0)
		return NAN;
	return sim_gauge(drill->world.engine, index, which, back(at_s, 5));
}

static double baseline_spend(const struct drill *drill, int64_t at_s)
{
	return metric(drill->baseline.engine, SIM_METRIC_SPEND_RATE, at_s,
		      NORMAL_S);
}

static double spend_ratio(const struct drill *drill, int64_t at_s)
{
	double normal = baseline_spend(drill, at_s);

	if (!(normal > 0))
		return NAN;
	return metric(drill->world.engine, SIM_METRIC_SPEND_RATE, at_s,
		      RATE_S) /
	       normal;
}

static double baseline_p95(const struct drill *drill, int64_t at_s)
{
	return metric(drill->baseline.engine, SIM_METRIC_P95, at_s,
		      NORMAL_TAIL_S);
}

static double baseline_errors(const struct drill *drill, int64_t at_s)
{
	return metric(drill->baseline.engine, SIM_METRIC_ERROR_RATE, at_s,
		      NORMAL_TAIL_S);
}

static int64_t since_trigger(const struct drill *drill, int64_t at_s)
{
	return at_s > drill->trigger_s ? at_s - drill->trigger_s : 0;
}

static double excess(const struct drill *drill, int64_t at_s)
{
	struct loss parts;

	loss_between(drill, at_s - since_trigger(drill, at_s), at_s, &parts);
	return parts.excess_usd;
}

/* Of the time for which nobody can be charged. */
static void before_page(const struct drill *drill, int64_t at_s,
			struct loss *out)
{
	if (at_s > 0)
		at_s = 0;
	loss_between(drill, at_s - since_trigger(drill, at_s), at_s, out);
}

static double excess_before(const struct drill *drill, int64_t at_s)
{
	struct loss parts;

	before_page(drill, at_s, &parts);
	return parts.excess_usd;
}

static double failed_before(const struct drill *drill, int64_t at_s)
{
	struct loss parts;

	before_page(drill, at_s, &parts);
	return parts.failed_users;
}

/* From the page on: what was lost before it is not the player's. */
static double loss(const struct drill *drill, int64_t at_s)
{
	struct loss parts;

	loss_between(drill, 0, at_s, &parts);
	return parts.total_usd;
}

static double failed_total(const struct drill *drill, int64_t at_s)
{
	int64_t seconds = since_trigger(drill, at_s);
	double failed;

	if (seconds == 0)
		return 0;
	failed = loss_people(drill, drill->world.engine, back(at_s, seconds)) -
		 loss_people(drill, drill->baseline.engine,
			     back(at_s, seconds));
	return failed > 0 ? failed : 0;
}

static double affected(const struct drill *drill, int64_t at_s)
{
	return loss_people(drill, drill->world.engine, back(at_s, NORMAL_S)) *
	       3600 / NORMAL_S;
}

static double credit(const struct drill *drill, int64_t at_s)
{
	return gauge(drill, drill->pack->screen.credit, SIM_GAUGE_LEVEL, at_s);
}

static double credit_minutes(const struct drill *drill, int64_t at_s)
{
	double rate = metric(drill->world.engine, SIM_METRIC_SPEND_RATE, at_s,
			     NORMAL_S);

	return rate > 0 ? credit(drill, at_s) / rate * 60 : NAN;
}

static double hours_left_of_month(const struct drill *drill, int64_t at_s)
{
	int64_t moment = drill->pack->start_moment + at_s;
	int64_t days = moment / 86400;
	struct calendar_date date = calendar_from_days(days);
	int64_t end = calendar_days((struct calendar_date){ date.year,
							    date.month, 1 }) +
		      calendar_month_length(date.year, date.month);

	return (double)(end * 86400 - moment) / 3600;
}

/* Up to the page without the spike, and what came on top. */
static double month_spent(const struct drill *drill, int64_t at_s)
{
	double normal = at_s > 0 ? metric(drill->baseline.engine,
					  SIM_METRIC_SPEND, at_s, at_s)
				 : 0;

	return drill->pack->budget.month_to_date_usd + normal +
	       excess(drill, at_s);
}

/* And the rest of the month at the present rate. */
static double forecast(const struct drill *drill, int64_t at_s)
{
	double rate = metric(drill->world.engine, SIM_METRIC_SPEND_RATE, at_s,
			     NORMAL_S);

	if (isnan(rate))
		return NAN;
	return month_spent(drill, at_s) +
	       rate * hours_left_of_month(drill, at_s);
}

static double month_budget(const struct drill *drill, int64_t at_s)
{
	(void)at_s;
	return drill->pack->budget.month_usd;
}

static double queue(const struct drill *drill, int64_t at_s)
{
	return gauge(drill, drill->pack->screen.workers, SIM_GAUGE_QUEUE, at_s);
}

static double busy(const struct drill *drill, int64_t at_s)
{
	return gauge(drill, drill->pack->screen.workers, SIM_GAUGE_BUSY, at_s);
}

static double servers(const struct drill *drill, int64_t at_s)
{
	return gauge(drill, drill->pack->screen.workers, SIM_GAUGE_SERVERS,
		     at_s);
}

static double in_flight(const struct drill *drill, int64_t at_s)
{
	return gauge(drill, drill->pack->screen.api, SIM_GAUGE_BUSY, at_s);
}

static double limit(const struct drill *drill, int64_t at_s)
{
	return gauge(drill, drill->pack->screen.api, SIM_GAUGE_SERVERS, at_s);
}

/* Errors against the budget of the first objective on them. */
static double burn(const struct drill *drill, int64_t at_s)
{
	for (size_t i = 0; i < drill->pack->slo_count; i++) {
		const struct pack_slo *slo = &drill->pack->slos[i];

		if (slo->objective > 0 && slo->objective < 1)
			return metric(drill->world.engine,
				      SIM_METRIC_ERROR_RATE, at_s, NORMAL_S) /
			       (1 - slo->objective);
	}
	return NAN;
}

static double since(const struct drill *drill, int64_t at_s)
{
	return (double)since_trigger(drill, at_s) / 60;
}

typedef double figure_of(const struct drill *drill, int64_t at_s);

enum {
#define F(id, key, unit, title) FIGURE_##id,
	FIGURES(F)
#undef F
		FIGURE_COUNT
};

static const struct {
	const char *key, *unit, *title;
} named[FIGURE_COUNT] = {
#define F(id, key, unit, title) [FIGURE_##id] = { key, unit, title },
	FIGURES(F)
#undef F
};

static figure_of *const made[FIGURE_COUNT] = {
	[FIGURE_SPEND_RATIO] = spend_ratio,
	[FIGURE_BASELINE_SPEND] = baseline_spend,
	[FIGURE_BASELINE_P95] = baseline_p95,
	[FIGURE_BASELINE_ERRORS] = baseline_errors,
	[FIGURE_EXCESS] = excess,
	[FIGURE_LOSS] = loss,
	[FIGURE_FAILED_TOTAL] = failed_total,
	[FIGURE_EXCESS_BEFORE] = excess_before,
	[FIGURE_FAILED_BEFORE] = failed_before,
	[FIGURE_AFFECTED] = affected,
	[FIGURE_CREDIT] = credit,
	[FIGURE_CREDIT_MINUTES] = credit_minutes,
	[FIGURE_FORECAST] = forecast,
	[FIGURE_MONTH_SPENT] = month_spent,
	[FIGURE_MONTH_BUDGET] = month_budget,
	[FIGURE_MONTH_LEFT] = hours_left_of_month,
	[FIGURE_QUEUE] = queue,
	[FIGURE_BUSY] = busy,
	[FIGURE_SERVERS] = servers,
	[FIGURE_IN_FLIGHT] = in_flight,
	[FIGURE_LIMIT] = limit,
	[FIGURE_BURN] = burn,
	[FIGURE_SINCE] = since,
};

static int find(const char *name)
{
	for (int i = 0; i < FIGURE_COUNT; i++) {
		if (!strcmp(named[i].key, name))
			return i;
	}
	return -1;
}

/* Percent for shares, "2.10" for how many of one there are to another. */
static const char *metric_unit(enum sim_metric metric)
{
	const char *unit = sim_metric_unit(metric);

	if (!strcmp(unit, "ratio") && strstr(sim_metric_key(metric), "_per_"))
		return "each";
	return unit;
}

const char *const *figure_names(void)
{
	static const char *const names[] = {
#define F(id, key, unit, title) key,
		FIGURES(F) SIM_METRICS(F)
#undef F
			NULL
	};

	return names;
}

const char *figure_unit(const char *name)
{
	int i = find(name);

	if (i >= 0)
		return named[i].unit;
	i = sim_metric_find(name);
	return i >= 0 ? metric_unit((enum sim_metric)i) : NULL;
}

const char *figure_title(const char *name)
{
	int i = find(name);

	if (i >= 0)
		return named[i].title;
	i = sim_metric_find(name);
	return i >= 0 ? sim_metric_help((enum sim_metric)i) : NULL;
}

const char *figure_name(const char *name, char out[FIGURE_NAME_SIZE])
{
	bool each_second = str_ends(name, "_per_s");
	size_t length = strlen(name);
	if (!each_second && str_ends(name, "_s"))
		length -= 2;
	snprintf(out, FIGURE_NAME_SIZE, "%.*s%s", (int)length, name,
		 each_second ? "econd" : "");
	for (char *c = out; *c; c++) {
		if (*c == '_')
			*c = ' ';
		if (str_starts(c, "usd"))
			for (int i = 0; i < 3; i++)
				c[i] = "USD"[i];
	}
	return out;
}

static bool is_tail(const char *key)
{
	return strstr(key, "p50") || strstr(key, "p95") || strstr(key, "p99") ||
	       !strcmp(key, "report_lag_s");
}

double figure_at(const struct drill *drill, const char *name, int64_t at_s)
{
	int i = find(name);

	if (i >= 0)
		return made[i](drill, at_s);
	i = sim_metric_find(name);
	if (i < 0)
		return NAN;
	return metric(drill->world.engine, (enum sim_metric)i, at_s,
		      is_tail(name) ? TAIL_S : RATE_S);
}

double figure_over(const struct drill *drill, const char *name, int64_t seconds)
{
	int i = sim_metric_find(name);
	bool ratio = !strcmp(name, named[FIGURE_SPEND_RATIO].key);

	if (ratio)
		i = SIM_METRIC_SPEND_RATE;
	if (i < 0)
		return figure(drill, name);
	return metric(drill->world.engine, (enum sim_metric)i, drill->now_s,
		      seconds) /
	       (ratio ? baseline_spend(drill, drill->now_s) : 1);
}

double figure_normal(const struct drill *drill, const char *name)
{
	int i = sim_metric_find(name);

	/* a sum depends on how long one looks */
	if (i < 0 || i == SIM_METRIC_SPEND || i == SIM_METRIC_DUPLICATE_SPEND ||
	    i == SIM_METRIC_FAILED_PEOPLE || i == SIM_METRIC_DEGRADED)
		return NAN;
	return metric(drill->baseline.engine, (enum sim_metric)i, drill->now_s,
		      NORMAL_TAIL_S);
}

/* The name as it is kept, NULL when there is no such figure. */
static const char *own_name(const char *name)
{
	int i = find(name);

	if (i >= 0)
		return named[i].key;
	i = sim_metric_find(name);
	return i >= 0 ? sim_metric_key((enum sim_metric)i) : NULL;
}

/* The value of a second from the cache, or worked out and kept. */
static double remembered(const struct drill *drill, const char *name,
			 int64_t at_s)
{
	struct figure_cache *cache = drill->cache;
	const char *own = own_name(name);
	size_t i = 0;

	if (!own)
		return NAN;
	while (i < cache->count && cache->items[i].name != own)
		i++;
	if (i == cache->count) {
		if (i == DRILL_FIGURES_CACHED)
			return figure_at(drill, name, at_s);
		cache->count++;
		cache->items[i].name = own;
		cache->items[i].at_s = INT64_MIN;
	}
	if (cache->items[i].at_s != at_s) {
		cache->items[i].at_s = at_s;
		cache->items[i].value = figure_at(drill, own, at_s);
	}
	return cache->items[i].value;
}

double figure(const struct drill *drill, const char *name)
{
	return remembered(drill, name, drill->now_s);
}

double figure_watched(const struct drill *drill, const char *name)
{
	int64_t step = is_tail(name) ? TAIL_STEP_S : RATE_STEP_S;
	int64_t past = ((drill->now_s % step) + step) % step;

	return remembered(drill, name, drill->now_s - past);
}
