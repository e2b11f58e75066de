/*
 * Measures: each must change what happens, above all where it is said to help.
 *
 * The model is run on from the page with and without the measure, on one seed.
 * Draws belong to requests, so two runs differ only where the measure touched
 * them: equal hashes mean that it did nothing.  A decoy, which is expected to
 * be neutral everywhere, need not show; but it must change some number.
 */
#include "scoring/lint/deep_internal.h"

#include "base/calendar.h"
#include "drill/fork.h"
#include "drill/world.h"

#define LOOK_S 60

/* The hash of the run without the measure, at each minute after the page. */
struct course_of_nothing {
	struct world page;
	uint64_t *hash;
	size_t minutes;
};

static bool run_nothing(const struct drill *drill, struct course_of_nothing *n,
			struct err *err)
{
	struct world world;
	bool good = true;

	n->minutes = (size_t)(drill_pack(drill)->length_s / LOOK_S);
	n->hash = mem_calloc(n->minutes + 1, sizeof(*n->hash));
	world_copy(&n->page, drill_world(drill));
	world_copy(&world, &n->page);
	for (size_t i = 0; good && i < n->minutes; i++) {
		good = world_advance(
			&world, (int64_t)(i + 1) * LOOK_S * SECOND_US, err);
		n->hash[i] = sim_engine_hash(world.engine);
	}
	world_finish(&world);
	return good;
}

enum effect { EFFECT_NONE, EFFECT_NUMBERS, EFFECT_FACTS };

/* Whether a layer moves any number of the model. */
static bool moves(struct world *world, struct layer layer)
{
	double *was = mem_calloc(layer.count + 1, sizeof(*was));
	bool moved = false;

	for (size_t i = 0; i < layer.count; i++)
		was[i] = sim_engine_get(world->engine,
					layer.changes[i].parameter);
	world_put(world, layer);
	for (size_t i = 0; i < layer.count; i++) {
		double now = sim_engine_get(world->engine,
					    layer.changes[i].parameter);

		moved |= now < was[i] || now > was[i];
	}
	free(was);
	return moved;
}

/* What the measure does, in force from the page on with its usual numbers. */
static enum effect effect_of(struct lint *l, const struct course_of_nothing *n,
			     const struct cast *cast, size_t measure)
{
	const struct pack_mitigation *what = &l->pack->mitigations[measure];
	double values[PACK_PARAMETERS_MAX] = { 0 };
	struct world world;
	struct layer layer;
	struct err ignored = { 0 };
	bool other = false, moved;

	for (size_t i = 0; i < what->parameter_count; i++)
		values[i] = what->parameters[i].fallback;
	layer = world_layer(cast, what->effects, what->effect_count,
			    what->parameters, values, what->parameter_count,
			    l->arena);
	layer.kind = LAYER_MEASURE;
	layer.index = measure;
	layer.strength = 1;
	world_copy(&world, &n->page);
	moved = moves(&world, layer);
	for (size_t i = 0; !other && i < n->minutes; i++) {
		/* A run that the measure ends is another one. */
		if (!world_advance(&world,
				   (int64_t)(i + 1) * LOOK_S * SECOND_US,
				   &ignored))
			other = true;
		other = other || sim_engine_hash(world.engine) != n->hash[i];
	}
	world_finish(&world);
	return other ? EFFECT_FACTS : moved ? EFFECT_NUMBERS : EFFECT_NONE;
}

static void look_at_variant(struct deep *d, size_t variant, enum effect *best)
{
	struct lint *l = d->lint;
	const struct pack *pack = l->pack;
	struct drill *drill = deep_drill(l, variant, DEEP_SEED);
	struct course_of_nothing nothing;
	struct err err = { 0 };
	bool good;

	if (!drill)
		return;
	good = run_nothing(drill, &nothing, &err);
	for (size_t i = 0; good && i < pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &pack->mitigations[i];
		bool helps = m->expect[variant] == PACK_HELPS;
		enum effect effect;

		if (m->effect_count == 0 || (best[i] == EFFECT_FACTS && !helps))
			continue;
		effect = effect_of(l, &nothing, drill_cast(drill), i);
		best[i] = effect > best[i] ? effect : best[i];
		if (effect != EFFECT_FACTS && helps && !m->plan_only)
			lint_say(l, lint_where(l, "mitigations", m->id),
				 "mend its effects, or do not expect it to "
				 "help there",
				 "is said to help in the variant '%s', but "
				 "changes nothing there",
				 pack->variants[variant].id);
	}
	world_finish(&nothing.page);
	free(nothing.hash);
	drill_destroy(drill);
}

static bool is_decoy(const struct pack *pack, const struct pack_mitigation *m)
{
	for (size_t v = 0; v < pack->variant_count; v++)
		if (m->expect[v] != PACK_NEUTRAL)
			return false;
	return true;
}

void deep_effects(struct deep *d)
{
	struct lint *l = d->lint;
	const struct pack *pack = l->pack;
	enum effect *best = mem_calloc(pack->mitigation_count + 1,
				       sizeof(*best));

	for (size_t v = 0; v < pack->variant_count; v++)
		look_at_variant(d, v, best);
	for (size_t i = 0; i < pack->mitigation_count; i++) {
		const struct pack_mitigation *m = &pack->mitigations[i];

		if (m->plan_only || m->effect_count == 0 ||
		    best[i] == EFFECT_FACTS ||
		    (best[i] == EFFECT_NUMBERS && is_decoy(pack, m)))
			continue;
		lint_say(l, lint_where(l, "mitigations", m->id),
			 "mend its effects, or leave it out",
			 "changes nothing in any variant");
	}
	free(best);
}
