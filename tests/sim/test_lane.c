#include "tests/sim/bench.h"
#include "tests/sim/topology.h"

#include "base/random.h"
#include "sim/engine_internal.h"
#include "sim/lane/lane.h"
#include "sim/stats/measure.h"

#include <stdlib.h>
#include <string.h>

/* The fast lane, and the bypass of filters that are off, lead to the same facts,
 * counts and gauges as the general way, whatever happens to those who are under
 * way. */

#define END 60

static const char *const models[] = {
	/* One server, and many. */
	"{'nodes': {'people': {'type': 'source', 'rate_per_s': 90,"
	" 'to': 'server'}, 'server': {'type': 'pool', 'servers': 1, 'service_s':"
	" {'law': 'exponential', 'mean': 0.01}}}}",
	"{'nodes': {'people': {'type': 'source', 'rate_per_s': 90,"
	" 'to': 'server'}, 'server': {'type': 'pool', 'servers': 40, 'service_s':"
	" {'law': 'lognormal', 'mean': 0.4, 'sigma': 1}}}}",
	/* Timeouts that pass, retries, a queue that is full. */
	"{'attributes': {'plan': ['free', 'paid']}, 'nodes': {'people':"
	" {'type': 'source', 'rate_per_s': 90, 'attributes': {'plan': {'free': 3,"
	" 'paid': 1}}, 'to': 'caller'}, 'caller': {'type': 'caller', 'timeout_s':"
	" 0.15, 'retries': 2, 'backoff_s': 0.05, 'to': 'server'}, 'server':"
	" {'type': 'pool', 'servers': 2, 'queue': 30, 'service_s':"
	" {'law': 'exponential', 'mean': 0.02}}}}",
	/* Two sources that come to the same servers, one of them by calls. */
	"{'nodes': {'people': {'type': 'source', 'rate_per_s': 40,"
	" 'to': 'caller'}, 'others': {'type': 'source', 'arrivals': 'deterministic',"
	" 'rate_per_s': 40, 'to': 'server'}, 'caller': {'type': 'caller',"
	" 'timeout_s': 1, 'to': 'server'}, 'server': {'type': 'pool',"
	" 'servers': 1, 'service_s': {'law': 'uniform', 'low': 0.001,"
	" 'high': 0.022}}}}",
	/* People who press again share them with a program that does not. */
	"{'nodes': {'people': {'type': 'source', 'rate_per_s': 20, 'press_again':"
	" {'after_s': 0.2, 'on_slow': 0.5, 'max': 3}, 'to': 'caller'}, 'program':"
	" {'type': 'source', 'rate_per_s': 30, 'to': 'caller'}, 'caller':"
	" {'type': 'caller', 'timeout_s': 0.3, 'retries': 1, 'to': 'server'},"
	" 'server': {'type': 'pool', 'servers': 1, 'service_s':"
	" {'law': 'exponential', 'mean': 0.018}}}}",
	/* Three sources in turn, two of which wait, and not equally long. */
	"{'nodes': {'people': {'type': 'source', 'rate_per_s': 30,"
	" 'to': 'caller'}, 'others': {'type': 'source', 'rate_per_s': 30,"
	" 'to': 'other'}, 'rest': {'type': 'source', 'rate_per_s': 30,"
	" 'to': 'server'}, 'caller': {'type': 'caller', 'timeout_s': 0.2,"
	" 'to': 'server'}, 'other': {'type': 'caller', 'timeout_s': 0.4,"
	" 'retries': 1, 'to': 'server'}, 'server': {'type': 'pool',"
	" 'servers': 3, 'service_s': {'law': 'exponential', 'mean': 0.03}}}}",
};
#define MODELS (sizeof models / sizeof models[0])

/* Every table, the counts of the second, and the sequence numbers. */
static void assert_alike(const struct sim_engine *a, const struct sim_engine *b,
			 uint64_t seed)
{
	if (sim_engine_hash(a) != sim_engine_hash(b))
		fail_msg("model %d: other facts", (int)seed);
	assert_int_equal(sim_engine_events(a), sim_engine_events(b));
	assert_int_equal(a->sequence, b->sequence);
	for (int id = 0; id < TABLE_COUNT; id++) {
		const struct table *t = &a->record.table[id];
		const struct table *u = &b->record.table[id];

		assert_int_equal(t->count, u->count);
		/* The histogram of the minute that is now is not in its row. */
		for (size_t i = 0; i < t->count; i++)
			assert_memory_equal(table_row(t, i), table_row(u, i),
					    table_row(t, i) == a->record.minute
						    ? offsetof(struct minute,
							       histogram)
						    : t->size);
	}
	assert_int_equal(a->record.gauges.seconds, b->record.gauges.seconds);
	for (size_t c = 0; c < a->record.gauges.columns; c++)
		for (size_t i = 0; i < a->record.gauges.seconds; i++)
			assert_true(gauge_store_sum(&a->record.gauges, c, i,
						    i + 1) ==
				    gauge_store_sum(&b->record.gauges, c, i,
						    i + 1));
	if (a->record.minute != NULL)
		assert_memory_equal(a->record.histogram, b->record.histogram,
				    HISTOGRAM_BYTES);
	for (int n = 0; n < a->model->node_count; n++) {
		assert_int_equal(a->state[n].in, b->state[n].in);
		assert_int_equal(a->state[n].out, b->state[n].out);
		assert_int_equal(a->state[n].refused, b->state[n].refused);
	}
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(a->slab[id].live, b->slab[id].live);
}

static int open_lanes(const struct sim_engine *e)
{
	int open = 0;

	for (int n = 0; n < e->model->node_count; n++)
		open += e->lane[n].open &&
			e->model->node[n].type == NODE_SOURCE;
	return open;
}

typedef void changing(struct sim_engine *e, uint64_t draw);

/* Runs both ways side by side, with a change each second if there shall be any;
 * gives how many seconds began with an open lane. */
static int compare(const struct sim_model *model, uint64_t seed,
		   enum sim_detail detail, changing *change)
{
	struct sim_engine *fast = sim_engine_create(model, seed, 0, detail);
	struct sim_engine *slow = sim_engine_create(model, seed, 0, detail);
	int open = 0;

	slow->long_way = true;
	engine_decide(slow);
	for (int second = 0; second < END; second++) {
		uint64_t draw = random_fold(seed, (uint64_t)second);

		if (change != NULL) {
			change(fast, draw);
			change(slow, draw);
		}
		open += open_lanes(fast) > 0;
		assert_int_equal(open_lanes(slow), 0);
		bench_advance(fast, second + 1);
		bench_advance(slow, second + 1);
		assert_alike(fast, slow, seed);
	}
	sim_engine_destroy(fast);
	sim_engine_destroy(slow);
	return open;
}

static void both_ways_are_one(void **state)
{
	(void)state;
	for (size_t i = 0; i < MODELS; i++) {
		struct sim_model *model = bench_model(models[i]);

		assert_int_equal(compare(model, i + 1, SIM_SUMMARY, NULL), END);
		sim_model_destroy(model);
	}
}

/* The points of a source, and the sums, begin anew each minute. */
static void also_from_minute_to_minute(void **state)
{
	struct err err = { 0 };

	(void)state;
	for (size_t i = 0; i < MODELS; i++) {
		struct sim_model *model = bench_model(models[i]);
		struct sim_engine *fast = sim_engine_create(model, 3, 0,
							    SIM_SUMMARY);
		struct sim_engine *slow = sim_engine_create(model, 3, 0,
							    SIM_SUMMARY);

		slow->long_way = true;
		engine_decide(slow);
		assert_true(sim_engine_advance(fast, 200 * SECOND_US, &err));
		assert_true(sim_engine_advance(slow, 200 * SECOND_US, &err));
		assert_alike(fast, slow, i + 1);
		sim_engine_destroy(fast);
		sim_engine_destroy(slow);
		sim_model_destroy(model);
	}
}

/* Numbers with which a lane stays open, and a breaker that shuts it. */
static void change_lane(struct sim_engine *e, uint64_t draw)
{
	static const struct {
		const char *name;
		double value[4];
	} numbers[] = {
		{ "caller.timeout_s", { 0, 0.05, 0.1, 3 } },
		{ "caller.retries", { 0, 1, 2, 3 } },
		{ "caller.breaker_share", { 0, 0, 0, 0.5 } },
		{ "server.servers", { 0, 1, 2, 5 } },
		{ "server.queue", { 0, 3, 1000, 1000 } },
	};

	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		int id = sim_model_parameter(e->model, numbers[i].name);

		draw = random_mix(draw);
		if (id >= 0 && draw >> 63)
			sim_engine_set(e, id, numbers[i].value[draw % 4]);
	}
}

/* Requests come by one way and leave by the other. */
static void also_while_everything_changes(void **state)
{
	int open = 0;

	(void)state;
	for (size_t i = 0; i < MODELS; i++) {
		struct sim_model *model = bench_model(models[i]);

		for (uint64_t seed = 1; seed <= 8; seed++)
			open += compare(model, seed * 100 + i, SIM_SUMMARY,
					seed % 2 ? topology_change
						 : change_lane);
		sim_model_destroy(model);
	}
	assert_in_range(open, END * MODELS, 7 * END * MODELS);
}

static void also_in_models_at_random(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct str text = STR_INIT;
		struct sim_model *model;

		topology_write(seed, &text);
		model = bench_model(text.s);
		compare(model, seed, SIM_SUMMARY, topology_change);
		compare(model, seed, SIM_FULL, topology_change);
		sim_model_destroy(model);
		str_finish(&text);
	}
}

/* Its lane leads through its own nodes: the original may go on, or be gone. */
static void a_copy_has_its_own(void **state)
{
	(void)state;
	for (size_t i = 0; i < MODELS; i++) {
		struct sim_model *model = bench_model(models[i]);
		struct sim_engine *e = sim_engine_create(model, 7, 0,
							 SIM_SUMMARY);
		struct sim_engine *copy, *late;

		bench_advance(e, 20);
		copy = sim_engine_clone(e);
		late = sim_engine_clone(e);
		bench_advance(e, END);
		bench_advance(copy, END);
		assert_int_equal(open_lanes(copy), open_lanes(e));
		assert_alike(e, copy, i + 1);
		sim_engine_destroy(e);
		bench_advance(late, END);
		assert_alike(copy, late, i + 1);
		sim_engine_destroy(copy);
		sim_engine_destroy(late);
		sim_model_destroy(model);
	}
}

/* Who wants to see single requests sees them. */
static void it_is_shut_for_those_who_look(void **state)
{
	struct sim_model *model = bench_model(models[0]);
	struct sim_engine *e = sim_engine_create(model, 1, 0, SIM_FULL);

	(void)state;
	assert_int_equal(open_lanes(e), 0);
	sim_engine_destroy(e);
	e = sim_engine_create(model, 1, 0, SIM_SUMMARY);
	assert_int_equal(open_lanes(e), 1);
	sim_engine_observe(e);
	assert_int_equal(open_lanes(e), 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_ways_are_one),
		cmocka_unit_test(also_from_minute_to_minute),
		cmocka_unit_test(also_while_everything_changes),
		cmocka_unit_test(also_in_models_at_random),
		cmocka_unit_test(a_copy_has_its_own),
		cmocka_unit_test(it_is_shut_for_those_who_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
