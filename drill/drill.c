#include "drill/drill.h"

#include "drill/drill_internal.h"

#include "base/hash.h"
#include "base/mem.h"

/* Before the page the conditions that need to hold for a while are already
 * watched, so that an alert need not wait for its time again. */
#define WATCHED_BEFORE_S 600

static const char *const mode_names[] = { "practice", "coached", "exam" };

const char *drill_mode_name(enum drill_mode mode)
{
	return mode_names[mode];
}

int drill_mode_find(const char *name)
{
	for (int i = 0; i < 3; i++) {
		if (!strcmp(mode_names[i], name))
			return i;
	}
	return -1;
}

static void start_measures(struct drill *drill)
{
	const struct pack *pack = drill->pack;
	size_t count = pack->mitigation_count;

	drill->measures = mem_calloc(count + 1, sizeof(*drill->measures));
	drill->runs = mem_calloc(count + 1, sizeof(*drill->runs));
	for (size_t i = 0; i < count; i++) {
		drill->measures[i].what = &pack->mitigations[i];
		drill->measures[i].due_s = -1;
		drill->runs[i].asked_s = -1;
		drill->runs[i].decide_s = -1;
		for (size_t j = 0;
		     j < measure_parameters(&pack->mitigations[i]); j++)
			drill->measures[i].parameters[j] =
				pack->mitigations[i].parameters[j].fallback;
	}
}

static bool is_among(const char *const *ids, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++) {
		if (!strcmp(ids[i], id))
			return true;
	}
	return false;
}

static void start_people(struct drill *drill)
{
	const struct pack *pack = drill->pack;
	const struct pack_variant *variant =
		&pack->variants[drill->cast.variant];

	drill->hypotheses = mem_calloc(pack->cause_count + 1,
				       sizeof(*drill->hypotheses));
	for (size_t i = 0; i < pack->cause_count; i++) {
		struct hypothesis *h = &drill->hypotheses[i];

		h->cause = &pack->causes[i];
		h->right = is_among(variant->causes, variant->cause_count,
				    h->cause->id);
		h->contributes = !h->right &&
				 is_among(variant->contributors,
					  variant->contributor_count,
					  h->cause->id);
	}
	drill->alerts = mem_calloc(pack->alert_count + 1,
				   sizeof(*drill->alerts));
	for (size_t i = 0; i < pack->alert_count; i++)
		drill->alerts[i].last_s = -1;
	drill->injects = mem_calloc(pack->inject_count + 1,
				    sizeof(*drill->injects));
	for (size_t i = 0; i < pack->inject_count; i++)
		drill->injects[i].last_s = -1;
	drill->words = mem_calloc(pack->word_effect_count + 1,
				  sizeof(*drill->words));
	drill->questions = mem_calloc(pack->stakeholder_count + 1,
				      sizeof(*drill->questions));
	drill->follow_ups = mem_calloc(pack->stakeholder_count + 1,
				       sizeof(*drill->follow_ups));
	drill->reminders = mem_calloc(pack->stakeholder_count + 1,
				      sizeof(*drill->reminders));
	drill->severity = "";
	drill->quiet_since_s = -1;
}

/* From the beginning of the history to the page. */
static bool run_history(struct drill *drill, struct err *err)
{
	int64_t from_s = -WATCHED_BEFORE_S;

	if (from_s < -drill->pack->history_s + drill->pack->warm_up_s)
		from_s = -drill->pack->history_s + drill->pack->warm_up_s;
	for (int64_t s = from_s; s <= 0; s++) {
		if (!world_advance(&drill->world, s * SECOND_US, err) ||
		    !world_advance(&drill->baseline, s * SECOND_US, err))
			return false;
		drill->now_s = s;
		condition_tick(drill);
	}
	drill->now_s = 0;
	drill_tick(drill);
	return true;
}

/* `chance`: see drill/fork.h. */
static struct drill *drill_new(const struct pack *pack, uint64_t seed,
			       int variant, uint64_t chance)
{
	uint64_t luck = chance ? hash_word(hash_word(HASH_INIT, seed), chance)
			       : seed;
	struct drill *drill = mem_calloc(1, sizeof(*drill));

	drill->pack = pack;
	arena_init(&drill->arena);
	cast_init(&drill->cast, pack, seed, variant);
	drill->trigger_s = (int64_t)cast_number(
		&drill->cast, pack->variants[variant].trigger_s);
	drill->cache = mem_calloc(1, sizeof(*drill->cache));
	drill->marked_s = -1;
	start_measures(drill);
	start_people(drill);
	condition_watch(drill);
	world_init(&drill->world, &drill->cast, luck, false, &drill->arena);
	world_init(&drill->baseline, &drill->cast, luck, true, &drill->arena);
	return drill;
}

static struct drill *create(const struct drill_options *options,
			    uint64_t chance, struct err *err)
{
	const struct pack *pack = options->pack;
	int variant = options->variant;
	struct drill *drill;

	if (variant < 0)
		variant = cast_pick_variant(pack, options->seed,
					    options->avoid);
	if ((size_t)variant >= pack->variant_count) {
		err_set(err, ERR_INPUT, "%s has no variant %d", pack->id,
			variant);
		return NULL;
	}
	drill = drill_new(pack, options->seed, variant, chance);
	drill->mode = options->mode;
	drill->judge = options->judge;
	if (!run_history(drill, err)) {
		drill_destroy(drill);
		return NULL;
	}
	drill->journal = options->journal;
	return drill;
}

struct drill *drill_create(const struct drill_options *options, struct err *err)
{
	return create(options, 0, err);
}

struct drill *drill_again(const struct drill *drill, uint64_t chance,
			  struct err *err)
{
	struct drill_options options = {
		.pack = drill->pack,
		.seed = drill->cast.seed,
		.variant = drill->cast.variant,
		.mode = drill->mode,
		.judge = drill->judge,
	};

	return create(&options, chance, err);
}

bool drill_settle_baseline(struct drill *drill, struct err *err)
{
	if (!drill->settled &&
	    !world_advance(&drill->baseline, drill->pack->length_s * SECOND_US,
			   err))
		return false;
	drill->settled = true;
	return true;
}

void drill_destroy(struct drill *drill)
{
	if (!drill)
		return;
	world_finish(&drill->world);
	if (!drill->is_borrowed)
		world_finish(&drill->baseline);
	vec_finish(&drill->events);
	free(drill->measures);
	free(drill->runs);
	vec_finish(&drill->queue);
	free(drill->alerts);
	free(drill->injects);
	free(drill->words);
	free(drill->questions);
	free(drill->follow_ups);
	free(drill->reminders);
	vec_finish(&drill->watches);
	vec_finish(&drill->replies);
	vec_finish(&drill->promises);
	vec_finish(&drill->wants);
	vec_finish(&drill->pins);
	free(drill->hypotheses);
	vec_finish(&drill->plan);
	vec_finish(&drill->messages);
	vec_finish(&drill->roles);
	free(drill->cache);
	arena_finish(&drill->arena);
	free(drill);
}

uint64_t drill_hash(const struct drill *drill)
{
	uint64_t hash = sim_engine_hash(drill->world.engine);
	struct str line = STR_INIT;

	hash = hash_word(hash, drill->pack->hash);
	hash = hash_word(hash, (uint64_t)drill->now_s);
	for (size_t i = 0; i < drill->events.count; i++) {
		str_clear(&line);
		drill_event_line(&drill->events.items[i], &line);
		hash = hash_word(hash, (uint64_t)drill->events.items[i].at_s);
		hash = hash_text(hash, line.s);
	}
	str_finish(&line);
	return hash;
}

const struct pack *drill_pack(const struct drill *drill)
{
	return drill->pack;
}

const struct cast *drill_cast(const struct drill *drill)
{
	return &drill->cast;
}

enum drill_mode drill_mode(const struct drill *drill)
{
	return drill->mode;
}

enum drill_phase drill_phase(const struct drill *drill)
{
	return drill->phase;
}

int64_t drill_now(const struct drill *drill)
{
	return drill->now_s;
}

int64_t drill_trigger(const struct drill *drill)
{
	return drill->trigger_s;
}

const struct world *drill_world(const struct drill *drill)
{
	return &drill->world;
}

const struct sim_engine *drill_engine(const struct drill *drill)
{
	return drill->world.engine;
}

const struct sim_engine *drill_baseline(const struct drill *drill)
{
	return drill->baseline.engine;
}

const struct event *drill_events(const struct drill *drill, size_t *count)
{
	*count = drill->events.count;
	return drill->events.items;
}

const struct event *drill_event(const struct drill *drill, uint32_t seq)
{
	if (seq == 0 || seq > drill->events.count)
		return NULL;
	return &drill->events.items[seq - 1];
}

const struct pin *drill_pins(const struct drill *drill, size_t *count)
{
	*count = drill->pins.count;
	return drill->pins.items;
}

const struct hypothesis *drill_hypotheses(const struct drill *drill)
{
	return drill->hypotheses;
}

const struct plan_item *drill_plan(const struct drill *drill, size_t *count)
{
	*count = drill->plan.count;
	return drill->plan.items;
}

const char *plan_phase_word(enum plan_phase phase)
{
	static const char *const words[PLAN_PHASES] = { "now", "days",
							"weeks" };

	return words[phase];
}

const char *drill_severity(const struct drill *drill)
{
	return drill->severity;
}

const char *drill_role(const struct drill *drill, const char *name)
{
	for (size_t i = 0; i < drill->roles.count; i++) {
		if (!strcmp(drill->roles.items[i].name, name))
			return drill->roles.items[i].role;
	}
	return "";
}
