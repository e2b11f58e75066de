#include "drill/loss.h"

#include "drill/drill_internal.h"

static double spent(const struct sim_engine *engine, struct sim_window window)
{
	return sim_metric(engine, SIM_METRIC_SPEND, NULL, window);
}

static double beyond(double value, double normal)
{
	return value > normal ? value - normal : 0;
}

static bool counts(const struct pack_stakes *stakes, int value)
{
	return !stakes->failed_usd || stakes->failed_usd[value] > 0;
}

double loss_people(const struct drill *drill, const struct sim_engine *engine,
		   struct sim_window window)
{
	const struct sim_model *model = drill->pack->model;
	const struct pack_stakes *stakes = &drill->pack->stakes;
	int attribute = sim_model_attribute(model, stakes->attribute);
	struct sim_people people[SIM_VALUES_MAX] = { 0 };
	double failed = 0;

	if (attribute < 0)
		return sim_metric(engine, SIM_METRIC_FAILED_PEOPLE, NULL,
				  window);
	sim_people_by_attribute(engine, attribute, window, people);
	for (int v = 0; v < sim_model_value_count(model, attribute); v++) {
		if (counts(stakes, v))
			failed += people[v].failed;
	}
	return failed;
}

static void lose_people(const struct drill *drill, struct sim_window window,
			struct loss *out)
{
	const struct pack_stakes *stakes = &drill->pack->stakes;
	const struct sim_model *model = drill->pack->model;
	int attribute = sim_model_attribute(model, stakes->attribute);
	struct sim_people people[SIM_VALUES_MAX] = { 0 };
	struct sim_people normal[SIM_VALUES_MAX] = { 0 };

	if (attribute < 0)
		return;
	sim_people_by_attribute(drill->world.engine, attribute, window, people);
	sim_people_by_attribute(drill->baseline.engine, attribute, window,
				normal);
	for (int v = 0; v < sim_model_value_count(model, attribute); v++) {
		double failed = beyond(people[v].failed, normal[v].failed);
		double degraded = beyond(people[v].degraded,
					 normal[v].degraded);

		if (counts(stakes, v))
			out->failed_users += failed;
		out->degraded_clips += degraded;
		if (stakes->failed_usd)
			out->failed_usd += failed * stakes->failed_usd[v];
		if (stakes->degraded_usd)
			out->degraded_usd += degraded * stakes->degraded_usd[v];
	}
}

/* Whole minutes in which those who have a contract saw too many errors. */
static double credits(const struct drill *drill, int64_t from_s, int64_t to_s)
{
	const struct pack_stakes *stakes = &drill->pack->stakes;
	const struct sim_model *model = drill->pack->model;
	int attribute = sim_model_attribute(model, stakes->attribute);
	struct sim_filter filter;
	double owed = 0;

	if (!stakes->credit_value || stakes->credit_usd <= 0 || attribute < 0)
		return 0;
	sim_filter_any(&filter);
	filter.value[attribute] = sim_model_value(model, attribute,
						  stakes->credit_value);
	for (int64_t s = from_s; s + 60 <= to_s; s += 60) {
		struct sim_window minute = { s * SECOND_US,
					     (s + 60) * SECOND_US };

		if (sim_metric(drill->world.engine, SIM_METRIC_ERROR_RATE,
			       &filter, minute) > stakes->credit_error_rate)
			owed += stakes->credit_usd;
	}
	return owed;
}

/* Minute by minute: an hour in which nobody is served any more saves nothing
 * of what was wasted in the hour before. */
static double excess(const struct drill *drill, int64_t from_s, int64_t to_s)
{
	double sum = 0;

	for (int64_t s = from_s; s < to_s; s += 60) {
		int64_t end = s + 60 < to_s ? s + 60 : to_s;
		struct sim_window minute = { s * SECOND_US, end * SECOND_US };

		sum += beyond(spent(drill->world.engine, minute),
			      spent(drill->baseline.engine, minute));
	}
	return sum;
}

static void add_up(struct loss *out)
{
	out->total_usd = out->excess_usd + out->failed_usd + out->degraded_usd +
			 out->credits_usd + out->measures_usd;
}

/* What putting measures in place cost once: pods, a campaign called off. */
static double measures(const struct drill *drill, int64_t from_s, int64_t to_s)
{
	double sum = 0;

	for (size_t i = 0; i < drill->pack->mitigation_count; i++) {
		const struct measure *measure = &drill->measures[i];
		int64_t landed_s = drill->runs[i].landed_s;

		if (measure->times > 0 && landed_s >= from_s &&
		    landed_s <= to_s)
			sum += measure->times * measure->what->cost_usd;
	}
	return sum;
}

void loss_between(const struct drill *drill, int64_t from_s, int64_t to_s,
		  struct loss *out)
{
	struct sim_window window = { from_s * SECOND_US, to_s * SECOND_US };

	memset(out, 0, sizeof(*out));
	if (to_s <= from_s)
		return;
	out->excess_usd = excess(drill, from_s, to_s);
	lose_people(drill, window, out);
	out->credits_usd = credits(drill, from_s, to_s);
	out->measures_usd = measures(drill, from_s, to_s);
	add_up(out);
}

void loss_add_waiting(const struct drill *drill, struct loss *out)
{
	const struct pack_stakes *stakes = &drill->pack->stakes;
	const struct sim_model *model = drill->pack->model;
	int attribute = sim_model_attribute(model, stakes->attribute);
	double waiting[SIM_VALUES_MAX] = { 0 }, normal[SIM_VALUES_MAX] = { 0 };

	if (attribute < 0)
		return;
	sim_people_waiting(drill->world.engine, attribute, waiting);
	sim_people_waiting(drill->baseline.engine, attribute, normal);
	for (int v = 0; v < sim_model_value_count(model, attribute); v++) {
		double more = beyond(waiting[v], normal[v]);

		if (counts(stakes, v))
			out->failed_users += more;
		if (stakes->failed_usd)
			out->failed_usd += more * stakes->failed_usd[v];
	}
	add_up(out);
}
