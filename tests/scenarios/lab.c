#include "tests/scenarios/lab.h"
#include "tests/cmocka_setup.h"

#include "base/str.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SECOND INT64_C(1000000)

struct pack *lab_load(const char *id)
{
	const char *root = getenv("GAMEDAY_DATA_DIR");
	struct err err = { 0 };
	struct pack *pack;
	char folder[4096];

	snprintf(folder, sizeof folder, "%s/scenarios/%s",
		 root == NULL ? "." : root, id);
	pack = pack_load(folder, &err);
	if (pack == NULL)
		fail_msg("%s: %s", err.path, err.message);
	return pack;
}

struct pack *lab_pack(void)
{
	return lab_load("video-cost-spike");
}

static struct sim_window window_of(int64_t from_s, int64_t to_s)
{
	return (struct sim_window){ from_s * SECOND, to_s * SECOND };
}

static void change(struct lab *lab, int parameter, enum pack_change_verb verb,
		   double value)
{
	double now = sim_engine_get(lab->engine, parameter);

	if (verb == PACK_SCALE)
		value *= now;
	if (verb == PACK_ADD)
		value += now;
	sim_engine_set(lab->engine, parameter, value);
}

/* What the world has changed up to and including this moment. */
static void catch_up(struct lab *lab, int64_t until_us)
{
	while (lab->next < lab->change_count &&
	       lab->changes[lab->next].at_us <= until_us) {
		const struct cast_change *c = &lab->changes[lab->next++];

		if (c->at_us > sim_engine_now(lab->engine) && !lab->bad)
			lab->bad = !sim_engine_advance(lab->engine, c->at_us,
						       NULL);
		change(lab, c->parameter, c->verb, c->value);
	}
}

void lab_start(struct lab *lab, const struct pack *pack, uint64_t seed,
	       int variant, bool quiet, int64_t from_s)
{
	*lab = (struct lab){ .pack = pack };
	cast_init(&lab->cast, pack, seed, variant);
	lab->change_count = cast_timeline(&lab->cast, quiet, LAB_CHANGES_MAX,
					  lab->changes);
	lab->engine = sim_engine_create(pack->model, seed, from_s * SECOND,
					SIM_FULL);
	catch_up(lab, from_s * SECOND);
}

void lab_stop(struct lab *lab)
{
	sim_engine_destroy(lab->engine);
	lab->engine = NULL;
}

int64_t lab_trigger(const struct lab *lab)
{
	const struct pack *pack = lab->pack;

	return (int64_t)cast_number(
		&lab->cast, pack->variants[lab->cast.variant].trigger_s);
}

void lab_fork(const struct lab *from, struct lab *to)
{
	*to = *from;
	to->engine = sim_engine_clone(from->engine);
}

void lab_until(struct lab *lab, int64_t until_s)
{
	catch_up(lab, until_s * SECOND);
	if (!lab->bad)
		lab->bad = !sim_engine_advance(lab->engine, until_s * SECOND,
					       NULL);
}

static double number_of(const struct lab *lab,
			const struct pack_mitigation *measure,
			struct pack_number number, const double *values)
{
	for (size_t i = 0; number.name != NULL && i < measure->parameter_count;
	     i++) {
		if (strcmp(measure->parameters[i].name, number.name) == 0)
			return values != NULL ? values[i]
					      : measure->parameters[i].fallback;
	}
	return cast_number(&lab->cast, number);
}

void lab_land(struct lab *lab, const struct pack_mitigation *measure,
	      const double *values)
{
	for (size_t i = 0; i < measure->effect_count; i++) {
		const struct pack_change *c = &measure->effects[i];

		change(lab, cast_parameter(&lab->cast, c), c->verb,
		       number_of(lab, measure, c->number, values));
	}
}

void lab_apply(struct lab *lab, const char *id, int64_t at_s,
	       const double *values)
{
	const struct pack_mitigation *measure = pack_mitigation(lab->pack, id);

	if (measure == NULL)
		fail_msg("there is no measure '%s'", id);
	lab_until(lab, at_s + measure->lead_s);
	lab_land(lab, measure, values);
}

double lab_metric(const struct lab *lab, enum sim_metric metric, int64_t from_s,
		  int64_t to_s)
{
	return sim_metric(lab->engine, metric, NULL, window_of(from_s, to_s));
}

static double or_zero(double x)
{
	return isnan(x) ? 0.0 : x;
}

/* Minutes in which the tenants that have a contract were failed. */
static double bad_minutes(const struct lab *lab, int attribute, int64_t from_s,
			  int64_t to_s)
{
	const struct pack_stakes *stakes = &lab->pack->stakes;
	struct sim_filter filter;
	double minutes = 0.0;

	if (stakes->credit_value == NULL)
		return 0.0;
	sim_filter_any(&filter);
	filter.value[attribute] = sim_model_value(lab->pack->model, attribute,
						  stakes->credit_value);
	for (int64_t at = from_s; at + 60 <= to_s; at += 60)
		minutes += or_zero(sim_metric(lab->engine,
					      SIM_METRIC_ERROR_RATE, &filter,
					      window_of(at, at + 60))) >
			   stakes->credit_error_rate;
	return minutes;
}

static double beyond(double value, double normal)
{
	return value > normal ? value - normal : 0.0;
}

/* As drill/loss.c counts it: nothing is earned by doing better than normal. */
void lab_loss(const struct lab *lab, const struct lab *normal, int64_t from_s,
	      int64_t to_s, struct lab_loss *out)
{
	const struct pack_stakes *stakes = &lab->pack->stakes;
	const struct sim_model *model = lab->pack->model;
	int attribute = sim_model_attribute(model, stakes->attribute);
	struct sim_people people[SIM_VALUES_MAX] = { 0 };
	struct sim_people usual[SIM_VALUES_MAX] = { 0 };
	struct sim_window window = window_of(from_s, to_s);

	*out = (struct lab_loss){ 0 };
	sim_people_by_attribute(lab->engine, attribute, window, people);
	sim_people_by_attribute(normal->engine, attribute, window, usual);
	for (int v = 0; v < sim_model_value_count(model, attribute); v++) {
		out->failed_usd += stakes->failed_usd[v] *
				   beyond(people[v].failed, usual[v].failed);
		out->degraded_usd += stakes->degraded_usd[v] *
				     beyond(people[v].degraded,
					    usual[v].degraded);
	}
	out->spend_usd = lab_metric(lab, SIM_METRIC_SPEND, from_s, to_s);
	for (int64_t at = from_s; at + 60 <= to_s; at += 60)
		out->excess_usd += beyond(
			lab_metric(lab, SIM_METRIC_SPEND, at, at + 60),
			lab_metric(normal, SIM_METRIC_SPEND, at, at + 60));
	out->credits_usd = stakes->credit_usd *
			   bad_minutes(lab, attribute, from_s, to_s);
	out->total_usd = out->excess_usd + out->failed_usd + out->degraded_usd +
			 out->credits_usd;
}

double lab_count(const struct lab *lab, enum sim_metric rate, int64_t from_s,
		 int64_t to_s)
{
	return (double)(to_s - from_s) *
	       or_zero(lab_metric(lab, rate, from_s, to_s));
}

static bool is_among(const char *path, const char *const *may, size_t may_count)
{
	for (size_t i = 0; i < may_count; i++)
		if (strstr(path, may[i]))
			return true;
	return false;
}

void lab_world_moves_only(const struct pack *pack, const char *const *may,
			  size_t may_count)
{
	for (size_t v = 0; v < pack->variant_count; v++) {
		const struct pack_variant *variant = &pack->variants[v];

		for (size_t i = 0; i < variant->timeline_count; i++) {
			const struct pack_event *event = &variant->timeline[i];

			for (size_t c = 0; c < event->change_count; c++)
				if (!is_among(event->changes[c].path, may,
					      may_count))
					fail_msg("%s changes %s", variant->id,
						 event->changes[c].path);
		}
	}
}
