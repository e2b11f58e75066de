#include "tests/sim/bench.h"

#include "base/hash.h"
#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <string.h>

/* Two caches in the middle of everything that can go wrong, with changes of
 * all their numbers: nothing is lost, and all of it can be done again. */

#define WHOLE \
	"{'attributes':{'plan':['free','pro']},'nodes':{" \
	"'people':{'type':'source','rate_per_s':30,'attributes':{'plan':" \
	"{'free':3,'pro':1}},'give_up_s':{'law':'exponential','mean':8}," \
	"'press_again':{'after_s':2,'on_slow':0.5,'on_error':0.5," \
	"'think_s':1},'to':'outer'}," \
	"'programs':{'type':'source','rate_per_s':20,'attributes':{'plan':" \
	"'pro'},'to':'outer'}," \
	"'outer':{'type':'caller','timeout_s':3,'retries':2,'backoff_s':0.2," \
	"'to':'near'}," \
	"'near':{'type':'cache','by':'plan','keys':60,'zipf':0.9,'ttl_s':4," \
	"'hit_s':{'law':'exponential','mean':0.01},'to':'far'}," \
	"'far':{'type':'cache','keys_of':'near','ttl_s':20,'capacity':50," \
	"'to':['workers','inner']}," \
	"'workers':{'type':'pool','servers':20,'queue':40,'drop_if_gone':1," \
	"'service_s':{'law':'exponential','mean':0.5}}," \
	"'inner':{'type':'caller','timeout_s':5,'idempotent':1,'retries':1," \
	"'to':'api'}," \
	"'api':{'type':'api','price':0.1,'concurrency':40,'fail_share':0.1," \
	"'task_s':{'law':'exponential','mean':1}}}}"

/* Any of these happens at any time. */
static const struct {
	const char *parameter;
	double value[4];
} changes[] = {
	{ "near.coalesce", { 0, 1, 1, 0 } },
	{ "far.coalesce", { 1, 0, 1, 1 } },
	{ "near.generation", { 1, 2, 3, 4 } },
	{ "far.generation", { 1, 2, 3, 4 } },
	{ "near.ttl_s", { 0, 1, 4, 30 } },
	{ "far.ttl_jitter", { 0, 0.5, 1, 0.1 } },
	{ "far.capacity", { 1, 10, 0, 50 } },
	{ "near.negative_ttl_s", { 0, 3, 1, 0 } },
	{ "far.negative_ttl_s", { 2, 0, 0.5, 0 } },
	{ "near.early_beta", { 0, 1, 3, 0 } },
	{ "far.stale_s", { 0, 10, 100, 3 } },
	{ "near.keys", { 1, 60, 500, 20 } },
	{ "near.zipf", { 0, 0.9, 1, 3 } },
	{ "far.warm", { 0, 0.5, 1, 0.1 } },
	{ "far.on", { 0, 1, 1, 1 } },
	{ "api.fail_share", { 0, 0.1, 0.9, 0 } },
	{ "workers.servers", { 0, 20, 40, 5 } },
};
#define CHANGES (sizeof changes / sizeof changes[0])

/* To `until`, with a change each second and steps of at most `step`. */
static void play(struct sim_engine *e, uint64_t seed, int until, double step)
{
	int now = (int)(sim_engine_now(e) / SECOND_US);

	for (; now < until; now++) {
		uint64_t draw = random_fold(seed, (uint64_t)now);
		size_t which = (size_t)(draw % CHANGES);

		bench_set(e, changes[which].parameter,
			  changes[which].value[draw >> 62]);
		for (double at = now; at < now + 1; at += step)
			bench_advance(e, at);
		bench_advance(e, now + 1);
	}
}

static void nothing_is_lost(const struct sim_engine *e)
{
	static const struct sim_window always = { 0, SECONDS(1e6) };
	struct sim_people people[SIM_VALUES_MAX];
	double waiting[SIM_VALUES_MAX];

	sim_people_by_attribute(e, 0, always, people);
	sim_people_waiting(e, 0, waiting);
	for (int v = 0; v < 2; v++)
		assert_true(people[v].came ==
			    people[v].served + people[v].failed + waiting[v]);
}

static void check_table(const struct cache_state *s)
{
	const struct cache_table *t = &s->table;
	uint32_t listed = 0;

	for (uint32_t i = t->oldest; i != CACHE_NONE; i = t->entry[i].newer) {
		assert_true(t->entry[i].listed);
		assert_int_equal(cache_find(t, t->entry[i].key), i);
		listed++;
	}
	assert_int_equal(listed, t->held);
}

static void nothing_is_left(struct sim_engine *e)
{
	bench_set(e, "people.rate_per_s", 0);
	bench_set(e, "programs.rate_per_s", 0);
	bench_set(e, "workers.servers", 10);
	bench_advance(e, 10000);
	nothing_is_lost(e);
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(e->slab[id].live, 0);
	for (int node = 0; node < e->model->node_count; node++) {
		const struct cache_state *s = &e->state[node].cache;

		if (node_at(e, node)->type != NODE_CACHE)
			continue;
		check_table(s);
		assert_int_equal(s->table.fills, 0);
		assert_int_equal(s->table.entries, s->table.held);
		assert_int_equal(s->waiting, 0);
	}
}

/* Else the test would show nothing. */
static const char *const wanted[] = {
	"hit_ratio",   "stale_share",	  "negative_share",
	"early_share", "coalesced_share", "evictions_per_s",
};
#define WANTED (sizeof wanted / sizeof wanted[0])

static void look_what_happened(const struct sim_engine *e, bool seen[WANTED])
{
	for (size_t i = 0; i < WANTED; i++) {
		seen[i] |= sim_measure(e, 3, wanted[i]) > 0.0;
		seen[i] |= sim_measure(e, 4, wanted[i]) > 0.0;
	}
}

static void all_comes_to_an_end(void **state)
{
	struct sim_model *model = bench_model(WHOLE);
	bool seen[WANTED] = { false };

	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct sim_engine *e = sim_engine_create(model, seed, 0,
							 SIM_FULL);

		sim_engine_observe(e);
		for (int at = 10; at <= 100; at += 10) {
			play(e, seed, at, 1);
			nothing_is_lost(e);
			check_table(&e->state[3].cache);
			check_table(&e->state[4].cache);
		}
		look_what_happened(e, seen);
		nothing_is_left(e);
		sim_engine_destroy(e);
	}
	for (size_t i = 0; i < WANTED; i++) {
		if (!seen[i])
			fail_msg("no %s", wanted[i]);
	}
	sim_model_destroy(model);
}

static uint64_t hash_of(const struct sim_model *model, enum sim_detail detail,
			double step)
{
	struct sim_engine *e = sim_engine_create(model, 7, 0, detail);
	uint64_t hash;

	play(e, 7, 100, step);
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	return hash;
}

/* When this fails, caches give other facts than before: raise
 * SIM_ENGINE_VERSION and put the new hash here. */
static void the_hash_is_the_one_of_this_version(void **state)
{
	struct sim_model *model = bench_model(WHOLE);
	char hex[HASH_HEX_SIZE];

	(void)state;
	hash_hex(hash_of(model, SIM_FULL, 1), hex);
	assert_string_equal(hex, "eef1ee5623c1f50c");
	sim_model_destroy(model);
}

static void steps_and_detail_change_nothing(void **state)
{
	struct sim_model *model = bench_model(WHOLE);
	uint64_t hash = hash_of(model, SIM_FULL, 1);

	(void)state;
	assert_true(hash_of(model, SIM_FULL, 0.013) == hash);
	assert_true(hash_of(model, SIM_SUMMARY, 1) == hash);
	sim_model_destroy(model);
}

static void a_clone_goes_on_identically(void **state)
{
	struct sim_model *model = bench_model(WHOLE);

	(void)state;
	for (uint64_t seed = 1; seed <= 3; seed++) {
		struct sim_engine *e = sim_engine_create(model, seed, 0,
							 SIM_FULL);
		struct sim_engine *clone;

		play(e, seed, 40, 1);
		clone = sim_engine_clone(e);
		play(e, seed, 100, 1);
		play(clone, seed, 100, 0.3);
		assert_true(sim_engine_hash(e) == sim_engine_hash(clone));
		sim_engine_destroy(e);
		nothing_is_left(clone);
		sim_engine_destroy(clone);
	}
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_comes_to_an_end),
		cmocka_unit_test(the_hash_is_the_one_of_this_version),
		cmocka_unit_test(steps_and_detail_change_nothing),
		cmocka_unit_test(a_clone_goes_on_identically),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
