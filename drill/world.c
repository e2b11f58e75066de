#include "drill/world.h"

#include "base/calendar.h"
#include "base/mem.h"

void world_init(struct world *world, const struct cast *cast, uint64_t seed,
		bool quiet, struct arena *arena)
{
	const struct pack *pack = cast->pack;
	const struct sim_model *model = pack->model;
	size_t parameters = (size_t)sim_model_parameter_count(model);
	size_t changes = cast_changes(cast);
	struct cast_change *timeline = arena_new(arena, struct cast_change,
						 changes + 1);

	memset(world, 0, sizeof(*world));
	world->timeline = timeline;
	world->timeline_count = cast_timeline(cast, quiet, changes, timeline);
	world->base = mem_calloc(parameters ? parameters : 1, sizeof(double));
	for (size_t i = 0; i < parameters; i++)
		world->base[i] = sim_model_parameter_default(model, (int)i);
	world->seed = seed;
	world->start_us = -pack->history_s * SECOND_US;
	world->engine = sim_engine_create(model, seed, world->start_us,
					  SIM_FULL);
	sim_engine_bound(world->engine, WORLD_EVENTS_MAX);
}

void world_finish(struct world *world)
{
	sim_engine_destroy(world->engine);
	free(world->base);
	vec_finish(&world->layers);
	vec_finish(&world->sets);
	memset(world, 0, sizeof(*world));
}

/* All but the engine. */
static void copy_rest(struct world *to, const struct world *from)
{
	const struct sim_model *model = sim_engine_model(from->engine);
	size_t parameters = (size_t)sim_model_parameter_count(model);

	*to = *from;
	memset(&to->layers, 0, sizeof(to->layers));
	for (size_t i = 0; i < from->layers.count; i++)
		vec_push(&to->layers, from->layers.items[i]);
	memset(&to->sets, 0, sizeof(to->sets));
	for (size_t i = 0; i < from->sets.count; i++)
		vec_push(&to->sets, from->sets.items[i]);
	to->base = mem_alloc((parameters ? parameters : 1) * sizeof(double));
	memcpy(to->base, from->base, parameters * sizeof(double));
}

void world_copy(struct world *to, const struct world *from)
{
	copy_rest(to, from);
	to->engine = sim_engine_clone(from->engine);
}

bool world_again(struct world *to, const struct world *from, struct err *err)
{
	int64_t until_us = sim_engine_now(from->engine);
	bool good = true;

	copy_rest(to, from);
	to->engine = sim_engine_create(sim_engine_model(from->engine),
				       from->seed, from->start_us, SIM_SUMMARY);
	sim_engine_bound(to->engine, WORLD_EVENTS_MAX * WORLD_LATER);
	for (size_t i = 0; good && i < from->sets.count; i++) {
		const struct world_set *set = &from->sets.items[i];

		good = sim_engine_advance(to->engine, set->at_us, err);
		if (good)
			sim_engine_set(to->engine, set->parameter, set->value);
	}
	good = good && sim_engine_advance(to->engine, until_us, err);
	if (!good)
		world_finish(to);
	return good;
}

double world_changed(double value, enum pack_change_verb verb, double by,
		     double strength)
{
	switch (verb) {
	case PACK_SET:
		return value + (by - value) * strength;
	case PACK_SCALE:
		return value * (1 + (by - 1) * strength);
	case PACK_ADD:
		return value + by * strength;
	}
	return value;
}

/* Brings one parameter of the engine to what base and layers make of it. */
static void settle(struct world *world, int parameter)
{
	const struct sim_model *model = sim_engine_model(world->engine);
	double value = world->base[parameter];
	double low, high;

	for (size_t i = 0; i < world->layers.count; i++) {
		const struct layer *layer = &world->layers.items[i];

		for (size_t j = 0; j < layer->count; j++) {
			if (layer->changes[j].parameter == parameter)
				value = world_changed(value,
						      layer->changes[j].verb,
						      layer->changes[j].value,
						      layer->strength);
		}
	}
	if (!sim_model_parameter_allows(model, parameter, value, &low, &high))
		value = value < low ? low : high;
	if (sim_engine_get(world->engine, parameter) == value)
		return;
	sim_engine_set(world->engine, parameter, value);
	vec_push(&world->sets,
		 ((struct world_set){ sim_engine_now(world->engine), parameter,
				      value }));
}

bool world_advance(struct world *world, int64_t until_us, struct err *err)
{
	while (world->timeline_next < world->timeline_count) {
		const struct cast_change *change =
			&world->timeline[world->timeline_next];
		double *base;

		if (change->at_us > until_us)
			break;
		if (change->at_us > sim_engine_now(world->engine) &&
		    !sim_engine_advance(world->engine, change->at_us, err))
			return false;
		base = &world->base[change->parameter];
		*base = world_changed(*base, change->verb, change->value, 1);
		settle(world, change->parameter);
		world->timeline_next++;
	}
	return sim_engine_advance(world->engine, until_us, err);
}

static double settled_number(const struct cast *cast, struct pack_number number,
			     const struct pack_parameter *parameters,
			     const double *values, size_t count)
{
	for (size_t i = 0; number.name && i < count; i++) {
		if (!strcmp(parameters[i].name, number.name))
			return values[i];
	}
	return cast_number(cast, number);
}

struct layer world_layer(const struct cast *cast,
			 const struct pack_change *changes, size_t count,
			 const struct pack_parameter *parameters,
			 const double *values, size_t parameter_count,
			 struct arena *arena)
{
	struct layer_change *settled = arena_new(arena, struct layer_change,
						 count ? count : 1);
	struct layer layer = { .strength = 1, .changes = settled };

	for (size_t i = 0; i < count; i++) {
		int parameter = cast_parameter(cast, &changes[i]);

		if (parameter < 0)
			continue;
		settled[layer.count++] = (struct layer_change){
			.parameter = parameter,
			.verb = changes[i].verb,
			.value = settled_number(cast, changes[i].number,
						parameters, values,
						parameter_count),
		};
	}
	return layer;
}

static void settle_layer(struct world *world, struct layer layer)
{
	for (size_t i = 0; i < layer.count; i++)
		settle(world, layer.changes[i].parameter);
}

void world_put(struct world *world, struct layer layer)
{
	struct layer old = { 0 };

	for (size_t i = 0; i < world->layers.count; i++) {
		if (world->layers.items[i].kind == layer.kind &&
		    world->layers.items[i].index == layer.index) {
			old = world->layers.items[i];
			vec_remove(&world->layers, i);
			break;
		}
	}
	vec_push(&world->layers, layer);
	settle_layer(world, old);
	settle_layer(world, layer);
}

void world_take(struct world *world, enum layer_kind kind, size_t index)
{
	for (size_t i = 0; i < world->layers.count; i++) {
		struct layer layer = world->layers.items[i];

		if (layer.kind != kind || layer.index != index)
			continue;
		vec_remove(&world->layers, i);
		settle_layer(world, layer);
		return;
	}
}

void world_rebase(struct world *world, int parameter, double value)
{
	world->base[parameter] = value;
	settle(world, parameter);
}
