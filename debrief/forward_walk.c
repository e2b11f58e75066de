#include "debrief/forward_walk.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/calendar.h"
#include "base/mem.h"
#include "debrief/forward_sum.h"
#include "drill/fork.h"
#include "drill/loss.h"
#include "drill/world.h"
#include "sim/telemetry/telemetry.h"

#define HOUR_S 3600

/*
 * Beside what measures make of it, a parameter has a value that time moves: at
 * the end of the drill what the drill left there, changed by what the pack says
 * of the weeks after; and in each window moved by what comes again, the
 * weekday, the launch, the slowdown.
 */
struct walker {
	const struct drill *drill;
	const struct pack *pack;
	const struct pack_variant *variant;
	const struct planned_list *plan;
	const struct month *month;
	struct world world;
	struct arena arena; /* of the layers */
	size_t parameters;
	double *after;		    /* values after the drill */
	double *now;		    /* in this window */
	bool *in_force;		    /* of the plan */
	int64_t ahead_us;	    /* of the clock of the day */
	enum sim_metric percentile; /* that the objective is for */
};

static void change(const struct cast *cast, const struct pack_change *changes,
		   size_t count, double *values)
{
	for (size_t i = 0; i < count; i++) {
		int parameter = cast_parameter(cast, &changes[i]);

		if (parameter < 0)
			continue;
		values[parameter] =
			world_changed(values[parameter], changes[i].verb,
				      cast_number(cast, changes[i].number), 1);
	}
}

/* Puts a parameter to what it is below the measures, also where a guardrail of
 * the model has moved it meanwhile. */
static void put(struct walker *w, const struct pack_change *changes,
		size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int parameter = cast_parameter(drill_cast(w->drill),
					       &changes[i]);

		if (parameter >= 0)
			world_rebase(&w->world, parameter,
				     w->world.base[parameter]);
	}
}

static void walker_init(struct walker *w)
{
	const struct cast *cast = drill_cast(w->drill);
	const struct pack_forward *forward = &w->pack->forward;
	const struct pack_later *later = &w->variant->later;

	w->parameters = (size_t)sim_model_parameter_count(w->pack->model);
	arena_init(&w->arena);
	w->after = arena_new(&w->arena, double, w->parameters + 1);
	w->now = arena_new(&w->arena, double, w->parameters + 1);
	w->in_force = arena_new(&w->arena, bool, w->plan->count + 1);
	memcpy(w->after, w->world.base, w->parameters * sizeof(*w->after));
	change(cast, forward->changes, forward->change_count, w->after);
	change(cast, later->changes, later->change_count, w->after);
	put(w, forward->changes, forward->change_count);
	put(w, later->changes, later->change_count);
	for (size_t i = 0; i < w->plan->count; i++)
		if (w->plan->items[i].leaves)
			world_take(&w->world, LAYER_MEASURE,
				   w->plan->items[i].index);
}

static void walker_finish(struct walker *w)
{
	world_finish(&w->world);
	arena_finish(&w->arena);
}

static bool is_burst(const struct pack_again *again)
{
	return again->every_s > 0;
}

/* What is so at this second of an hour: all of it, or, of what begins every few
 * minutes and ends again, while it lasts. */
static bool is_on(const struct pack_again *again, int64_t moment, double into_s)
{
	if (!month_is_again(again, moment))
		return false;
	return !is_burst(again) ||
	       (again->for_s > 0 &&
		fmod(into_s, again->every_s) < again->for_s);
}

static void set_time(struct walker *w, int hour, double into_s)
{
	const struct cast *cast = drill_cast(w->drill);
	const struct pack_forward *forward = &w->pack->forward;
	const struct pack_later *later = &w->variant->later;
	int64_t moment = month_moment(w->pack, hour);
	enum month_spell spell = w->month->spell[hour];
	double traffic = forward->week[calendar_weekday(moment / 86400)];

	memcpy(w->now, w->after, w->parameters * sizeof(*w->now));
	for (size_t i = 0; i < later->again_count; i++)
		if (is_on(&later->again[i], moment, into_s))
			change(cast, later->again[i].changes,
			       later->again[i].change_count, w->now);
	if (spell != MONTH_ORDINARY) {
		const struct pack_spell *what = spell == MONTH_LAUNCH
							? &forward->launch
							: &forward->slowdown;

		traffic *= what->traffic;
		change(cast, what->changes, what->change_count, w->now);
	}
	for (size_t i = 0; i < forward->traffic_count; i++)
		w->now[forward->traffic[i]] *= traffic;
	for (size_t i = 0; i < w->parameters; i++)
		if (w->now[i] != w->world.base[i])
			world_rebase(&w->world, (int)i, w->now[i]);
}

/* What begins at this second and stays. */
static void burst(struct walker *w, int hour, double into_s)
{
	const struct pack_later *later = &w->variant->later;
	int64_t moment = month_moment(w->pack, hour);

	for (size_t i = 0; i < later->again_count; i++) {
		const struct pack_again *again = &later->again[i];

		if (!is_burst(again) || again->for_s > 0 ||
		    !month_is_again(again, moment) ||
		    fmod(into_s, again->every_s) != 0)
			continue;
		change(drill_cast(w->drill), again->changes,
		       again->change_count, w->after);
	}
	set_time(w, hour, into_s);
	for (size_t i = 0; i < later->again_count; i++)
		if (is_burst(&later->again[i]) &&
		    month_is_again(&later->again[i], moment) &&
		    fmod(into_s, later->again[i].every_s) == 0)
			put(w, later->again[i].changes,
			    later->again[i].change_count);
}

/* The second of the hour at which something begins or ends next. */
static double next_burst(const struct walker *w, int hour, double into_s)
{
	const struct pack_later *later = &w->variant->later;
	int64_t moment = month_moment(w->pack, hour);
	double next_s = HOUR_S;

	for (size_t i = 0; i < later->again_count; i++) {
		const struct pack_again *again = &later->again[i];
		double began_s;

		if (!is_burst(again) || !month_is_again(again, moment))
			continue;
		began_s = floor(into_s / again->every_s) * again->every_s;
		if (began_s + again->for_s > into_s)
			next_s = fmin(next_s, began_s + again->for_s);
		next_s = fmin(next_s, began_s + again->every_s);
	}
	return next_s;
}

static void leave(struct walker *w, int hour)
{
	for (size_t i = 0; i < w->plan->count; i++)
		if (month_end(&w->plan->items[i]) == hour)
			world_take(&w->world, LAYER_MEASURE,
				   w->plan->items[i].index);
}

static void come_into_force(struct walker *w, int hour)
{
	for (size_t i = 0; i < w->plan->count; i++) {
		const struct planned *planned = &w->plan->items[i];
		const struct pack_mitigation *what = planned->what;
		struct layer layer;

		if (planned->stands || planned->leaves || w->in_force[i] ||
		    month_hour(planned) > hour)
			continue;
		layer = world_layer(drill_cast(w->drill), what->effects,
				    what->effect_count, what->parameters,
				    planned->numbers, what->parameter_count,
				    &w->arena);
		layer.kind = LAYER_MEASURE;
		layer.index = planned->index;
		world_put(&w->world, layer);
		w->in_force[i] = true;
	}
}

/* The clock of the day jumps to the slice, in the middle of the hour. */
static void set_clock(struct walker *w, const struct month_window *window)
{
	int64_t into_s = (60 - window->minutes) / 2 * 60;
	int64_t day_us =
		(w->pack->length_s + window->hour * INT64_C(3600) + into_s) *
		SECOND_US;
	int64_t ahead_us = day_us - sim_engine_now(w->world.engine);

	if (ahead_us == w->ahead_us)
		return;
	sim_engine_shift_day(w->world.engine, ahead_us);
	w->ahead_us = ahead_us;
}

static void take_sums(const struct walker *w, const struct month_window *window,
		      struct hour_sums *out)
{
	const struct sim_engine *engine = w->world.engine;
	int64_t now_us = sim_engine_now(engine);
	double hours = window->minutes / 60.0;
	struct sim_window span = { now_us - window->minutes * MINUTE_US,
				   now_us };
	double requests = 3600 *
			  sim_metric(engine, SIM_METRIC_PRESSES, NULL, span);
	double errors = sim_metric(engine, SIM_METRIC_ERROR_RATE, NULL, span);

	*out = (struct hour_sums){
		.usd = sim_metric(engine, SIM_METRIC_SPEND, NULL, span) / hours,
		.requests = isfinite(requests) ? requests : 0,
		.failed_requests = isfinite(errors) ? requests * errors : 0,
		.failed_users = loss_people(w->drill, engine, span) / hours,
		.p95_s = sim_metric(engine, w->percentile, NULL, span),
	};
}

static bool walk_window(struct walker *w, const struct month_window *window,
			struct hour_sums *out, struct err *err)
{
	int64_t begin_us = sim_engine_now(w->world.engine);
	double whole_s = window->minutes * 60.0;

	leave(w, window->hour);
	come_into_force(w, window->hour);
	set_time(w, window->hour, 0);
	set_clock(w, window);
	for (double at_s = 0; at_s < whole_s;) {
		double next_s = fmin(whole_s,
				     next_burst(w, window->hour, at_s));

		burst(w, window->hour, at_s);
		if (!sim_engine_advance(
			    w->world.engine,
			    begin_us + (int64_t)(next_s * SECOND_US), err))
			return false;
		at_s = next_s;
	}
	take_sums(w, window, out);
	return true;
}

bool forward_walk(const struct drill *drill, const struct planned_list *plan,
		  const struct month *month, const atomic_bool *cancel,
		  struct hour_sums *out, uint64_t *hash, struct err *err)
{
	const struct pack *pack = drill_pack(drill);
	struct walker w = {
		.drill = drill,
		.pack = pack,
		.variant = &pack->variants[drill_cast(drill)->variant],
		.plan = plan,
		.month = month,
		.percentile = forward_limits(pack).percentile,
	};
	bool good = true;

	if (!world_again(&w.world, drill_world(drill), err))
		return false;
	walker_init(&w);
	for (size_t i = 0; good && i < month->window_count; i++)
		good = !(cancel && atomic_load(cancel)) &&
		       walk_window(&w, &month->windows[i], &out[i], err);
	*hash = sim_engine_hash(w.world.engine);
	walker_finish(&w);
	return good;
}
