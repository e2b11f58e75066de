#include "tests/sim/bench.h"
#include "tests/sim/topology.h"

#include "base/random.h"
#include "sim/engine_internal.h"
#include "sim/stats/measure.h"

#include <math.h>
#include <stdlib.h>

/* What holds of any model, of models at random whose numbers change all the
 * time: nothing is lost, Little's law, and the same facts however it is run. */

#define SEEDS 100
#define END 60
#define SPANS_MAX 100000

static const struct sim_window always = { INT64_MIN / 4, INT64_MAX / 4 };

static struct sim_model *model_of(uint64_t seed)
{
	struct str text = STR_INIT;
	struct sim_model *model;

	topology_write(seed, &text);
	model = bench_model(text.s);
	str_finish(&text);
	return model;
}

/* To `until`, with a change each second and steps of at most `step`. */
static void play(struct sim_engine *e, uint64_t seed, int until, double step)
{
	int now = (int)(sim_engine_now(e) / SECOND_US);

	for (; now < until; now++) {
		topology_change(e, random_fold(seed, (uint64_t)now));
		for (double at = now + step; at < now + 1; at += step)
			bench_advance(e, at);
		bench_advance(e, now + 1);
	}
}

/* What the spans say of a node. */
struct ledger {
	double came, good, bad, open;
	double seconds; /* spent there, until now */
};

static void add_spans(const struct sim_engine *e, uint32_t press,
		      struct sim_span *spans, struct ledger *ledger)
{
	size_t count = sim_trace_spans(e, press, SPANS_MAX, spans);

	assert_true(count < SPANS_MAX);
	for (size_t i = 0; i < count; i++) {
		struct ledger *l = &ledger[spans[i].node];
		bool open = spans[i].outcome == SIM_OUTCOME_OPEN;
		int64_t end = open ? sim_engine_now(e) : spans[i].end_us;

		l->came++;
		l->good += spans[i].outcome == SIM_OUTCOME_OK;
		l->bad += !open && spans[i].outcome != SIM_OUTCOME_OK;
		l->open += open;
		l->seconds += (double)(end - spans[i].enter_us) * 1e-6;
	}
}

/* Of one node, at one moment of one model. */
struct account {
	uint64_t seed;
	const struct sim_engine *e;
	int node;
	const struct ledger *spans;
};

/* How many of its calls that was, by the measure of a rate. */
static double counted(const struct account *a, const char *measure)
{
	return sim_measure(a->e, a->node, measure) *
	       (double)sim_engine_now(a->e) * 1e-6;
}

static void same(const struct account *a, const char *what, double left,
		 double right)
{
	const struct sim_model *model = sim_engine_model(a->e);

	if (!(fabs(left - right) <= 1e-6 * (1.0 + fabs(left))))
		fail_msg("seed %d, second %g, %s (%s): %s: %.9g, not %.9g",
			 (int)a->seed, (double)sim_engine_now(a->e) * 1e-6,
			 sim_model_node_name(model, a->node),
			 sim_model_node_type(model, a->node), what, left,
			 right);
}

/* Who is visited leaves a span for each visit. */
static void check_visits(const struct account *a)
{
	const struct ledger *l = a->spans;

	same(a, "came", l->came, counted(a, "arrivals_per_s"));
	same(a, "answered ok", l->good, counted(a, "throughput_per_s"));
	same(a, "came, ended or is there", l->came, l->good + l->bad + l->open);
}

/* A call that repeats one which was accepted makes no second job. */
static void check_jobs(const struct account *a)
{
	const struct ledger *l = a->spans;

	same(a, "done", l->good, counted(a, "throughput_per_s"));
	same(a, "made, ended or is there", l->came, l->good + l->bad + l->open);
	if (l->came > counted(a, "arrivals_per_s") + 0.5)
		fail_msg("seed %d: more jobs than calls", (int)a->seed);
}

/* Little's law, and exactly so: the number there, summed over time, is the
 * time there, summed over visits. */
static void check_pool(const struct account *a)
{
	check_visits(a);
	if (a->e->model->node[a->node].to[0].count == 0)
		same(a, "number times time", counted(a, "in_system"),
		     a->spans->seconds);
}

/* A caller's visit has a span, and each of its attempts. */
static void check_caller(const struct account *a)
{
	same(a, "came and tried", a->spans->came,
	     counted(a, "arrivals_per_s") + counted(a, "attempts_per_s"));
}

/* Passes on, or refuses; only what is refused leaves a span. */
static void check_filter(const struct account *a)
{
	double refused = counted(a, "refused_per_s");

	if (isnan(refused))
		refused = 0.0;
	same(a, "passed or refused", counted(a, "arrivals_per_s"),
	     counted(a, "throughput_per_s") + refused);
	same(a, "refused", refused, a->spans->bad);
}

static const struct {
	const char *type;
	void (*check)(const struct account *a);
} laws[] = {
	{ "pool", check_pool },	       { "api", check_visits },
	{ "cache", check_visits },     { "job-queue", check_jobs },
	{ "caller", check_caller },    { "gate", check_filter },
	{ "rewrite", check_filter },   { "split", check_filter },
	{ "spend-cap", check_filter },
};

static void check_people(const struct sim_engine *e)
{
	struct sim_people people[SIM_VALUES_MAX];
	double waiting[SIM_VALUES_MAX];

	for (int a = 0; a < 2; a++) {
		sim_people_by_attribute(e, a, always, people);
		sim_people_waiting(e, a, waiting);
		for (int v = 0; v < 2; v++)
			assert_true(people[v].came == people[v].served +
							      people[v].failed +
							      waiting[v]);
	}
}

static void check(uint64_t seed, const struct sim_engine *e)
{
	const struct sim_model *model = sim_engine_model(e);
	struct ledger ledger[SIM_NODES_MAX] = { { 0 } };
	struct sim_span *spans = calloc(SPANS_MAX, sizeof *spans);
	struct sim_trace trace;

	assert_non_null(spans);
	check_people(e);
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++)
		add_spans(e, i, spans, ledger);
	for (int n = 0; n < sim_model_node_count(model); n++) {
		const struct account a = { seed, e, n, &ledger[n] };
		const char *type = sim_model_node_type(model, n);

		for (size_t i = 0; i < sizeof laws / sizeof laws[0]; i++) {
			if (strcmp(laws[i].type, type) == 0)
				laws[i].check(&a);
		}
	}
	free(spans);
}

/* When nobody comes any more, all calls end and all records are given back. */
static void check_end(uint64_t seed, struct sim_engine *e)
{
	topology_close(e);
	bench_advance(e, 20000);
	check(seed, e);
	for (int id = 0; id < SLAB_COUNT; id++) {
		if (e->slab[id].live != 0)
			fail_msg("seed %d: %d records of kind %d are left",
				 (int)seed, (int)e->slab[id].live, id);
	}
}

static void nothing_is_lost(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct sim_model *model = model_of(seed);
		struct sim_engine *e = sim_engine_create(model, seed, 0,
							 SIM_FULL);

		sim_engine_observe(e);
		for (int at = END / 3; at <= END; at += END / 3) {
			play(e, seed, at, 1);
			check(seed, e);
		}
		check_end(seed, e);
		sim_engine_destroy(e);
		sim_model_destroy(model);
	}
}

static uint64_t hash_of(const struct sim_model *model, uint64_t seed,
			enum sim_detail detail, double step)
{
	struct sim_engine *e = sim_engine_create(model, seed, 0, detail);
	uint64_t hash;

	play(e, seed, END, step);
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	return hash;
}

/* A copy goes on as its original does, which may be gone. */
static uint64_t hash_of_clone(const struct sim_model *model, uint64_t seed)
{
	struct sim_engine *e = sim_engine_create(model, seed, 0, SIM_SUMMARY);
	struct sim_engine *clone;
	uint64_t hash;

	play(e, seed, END / 2, 1);
	clone = sim_engine_clone(e);
	play(e, seed, END / 2 + 5, 0.7);
	sim_engine_destroy(e);
	sim_engine_observe(clone);
	play(clone, seed, END, 1);
	hash = sim_engine_hash(clone);
	sim_engine_destroy(clone);
	return hash;
}

static void however_it_is_run_the_facts_are_the_same(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct sim_model *model = model_of(seed);
		uint64_t hash = hash_of(model, seed, SIM_FULL, 1);

		if (hash_of(model, seed, SIM_FULL, 0.037) != hash)
			fail_msg("seed %d depends on the steps", (int)seed);
		if (hash_of(model, seed, SIM_SUMMARY, 1) != hash)
			fail_msg("seed %d depends on the detail", (int)seed);
		if (hash_of_clone(model, seed) != hash)
			fail_msg("seed %d: a clone goes astray", (int)seed);
		if (hash_of(model, seed + 1000, SIM_SUMMARY, 1) == hash)
			fail_msg("seed %d has no luck of its own", (int)seed);
		sim_model_destroy(model);
	}
}

/* Else these tests would show little. */
static void each_type_of_node_is_used(void **state)
{
	bool used[NODE_TYPES] = { false };

	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct sim_model *model = model_of(seed);
		struct sim_engine *e = sim_engine_create(model, seed, 0,
							 SIM_SUMMARY);

		sim_engine_observe(e);
		play(e, seed, END, 1);
		for (int n = 0; n < model->node_count; n++) {
			double came = sim_measure(e, n, "arrivals_per_s");

			used[model->node[n].type] |= isnan(came) || came > 0.5;
		}
		sim_engine_destroy(e);
		sim_model_destroy(model);
	}
	for (int type = 0; type < NODE_TYPES; type++) {
		if (!used[type])
			fail_msg("nobody calls a %s; topology.c needs a row",
				 model_type_name((enum node_type)type));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_lost),
		cmocka_unit_test(however_it_is_run_the_facts_are_the_same),
		cmocka_unit_test(each_type_of_node_is_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
