#include "tests/sim/bench.h"

#include "sim/engine_internal.h"

#include <math.h>

/* Routers, faults, alerts and guardrails in each other's way, with hedged,
 * timed out and cut off calls: nothing is lost, and all of it can be done
 * again. */

#define WATCH(name, node) \
	"'" name "':{'type':'burn-rate','node':'" node "','target':0.9," \
	"'threshold_s':2,'period_s':3,'alerts':{'one':{'long_s':60," \
	"'short_s':10,'factor':3}}},"

#define WHOLE \
	"{'attributes':{'plan':['free','pro']},'nodes':{" \
	"'people':{'type':'source','rate_per_s':20,'stop_s':600," \
	"'attributes':{'plan':{'free':3,'pro':1}},'give_up_s':30," \
	"'press_again':{'after_s':4,'on_slow':0.4,'on_error':0.5," \
	"'think_s':1},'to':'outer'}," \
	"'outer':{'type':'caller','timeout_s':5,'retries':1,'backoff_s':0.5," \
	"'to':'first'}," \
	"'first':{'type':'router','routes':{'main':['log','farm'],'spare':" \
	"'inner'},'failover':['main','spare'],'eject_share':0.6," \
	"'eject_window_s':10,'eject_s':15,'by':'plan','choose':{'pro':" \
	"'spare'}}," \
	"'log':{'type':'pool','servers':50,'service_s':0.01}," \
	"'farm':{'type':'pool','servers':30,'queue':60,'drop_if_gone':1," \
	"'service_s':{'law':'exponential','mean':0.5}}," \
	"'inner':{'type':'caller','timeout_s':3,'retries':2,'backoff_s':0.1," \
	"'hedge_after_s':0.8,'hedge_cancel':1,'to':'second'}," \
	"'second':{'type':'router','sticky':1,'routes':{'a':'api','b':" \
	"'copy'},'weight':{'a':2,'b':1}}," \
	"'api':{'type':'api','price':0.1,'concurrency':60,'task_s':{'law':" \
	"'exponential','mean':0.7}}," \
	"'copy':{'type':'pool','servers':40,'service_s':{'law':" \
	"'exponential','mean':0.6}}," \
	"'cut':{'type':'fault','kind':'partition','node':'farm','share':0.8," \
	"'hang_s':20,'start_s':100,'stop_s':160}," \
	"'late':{'type':'fault','kind':'slow','node':'second','share':0.3," \
	"'delay_s':{'law':'exponential','mean':1},'factor':2,'start_s':60," \
	"'stop_s':300}," \
	"'lost':{'type':'fault','kind':'fail','node':'api','share':0.3," \
	"'after':1,'start_s':200,'stop_s':400}," \
	"'gone':{'type':'fault','kind':'capacity','pool':'farm','share':0.7," \
	"'start_s':250,'stop_s':350}," WATCH("slo1", "people") WATCH( \
		"slo2", "outer") WATCH("slo3", \
				       "first") WATCH("slo4", \
						      "farm") WATCH("slo5", \
								    "inner") \
		WATCH("slo6", \
		      "lost") "'guard':{'type':'guardrail','node':'lost','metric':" \
			      "'error_share','limit':0.25,'window_s':20,'for_s':30," \
			      "'cooldown_s':60,'set':{'second.weight.b':'before'," \
			      "'late.factor':1}}," \
			      "'slow':{'type':'guardrail','node':'first','metric':" \
			      "'p95_s','limit':4,'set':{'farm.servers':45}}}," \
			      "'changes':[{'at_s':150,'set':{'second.weight.b':5}}," \
			      "{'at_s':180,'set':{'second.weight.b':0.5," \
			      "'outer.retries':2}}]}"

static uint64_t play(const struct sim_model *model, enum sim_detail detail,
		     double step, bool clone)
{
	struct sim_engine *e = sim_engine_create(model, 5, 0, detail);
	uint64_t hash;

	for (double now = 0; now < 700; now += step) {
		bench_advance(e, now);
		if (clone) {
			struct sim_engine *copy = sim_engine_clone(e);

			sim_engine_destroy(e);
			e = copy;
		}
	}
	bench_advance(e, 700);
	hash = sim_engine_hash(e);
	sim_engine_destroy(e);
	return hash;
}

static void it_is_the_same_each_time(void **state)
{
	struct sim_model *model = bench_model(WHOLE);
	uint64_t hash = play(model, SIM_SUMMARY, 1e9, false);

	(void)state;
	assert_true(play(model, SIM_FULL, 1e9, false) == hash);
	assert_true(play(model, SIM_SUMMARY, 0.37, false) == hash);
	assert_true(play(model, SIM_FULL, 13, true) == hash);
	sim_model_destroy(model);
}

static double total(const struct sim_engine *e, const char *node,
		    enum sim_gauge gauge)
{
	return bench_level(e, node, gauge, 0, 700) * 700;
}

static void nothing_is_left_in_the_end(void **state)
{
	static const char *const busy[] = { "cut",  "late",  "lost", "slo1",
					    "slo2", "slo3",  "slo4", "slo5",
					    "slo6", "guard", "slow" };
	struct sim_model *model = bench_model(WHOLE);
	struct sim_engine *e = bench_run(model, 5, 700);
	struct sim_trace trace;

	(void)state;
	for (uint32_t i = 0; sim_trace(e, i, &trace); i++)
		assert_true(trace.outcome != SIM_OUTCOME_OPEN);
	for (int id = 0; id < SLAB_COUNT; id++)
		assert_int_equal(e->slab[id].live, 0);
	for (size_t i = 0; i < sizeof busy / sizeof busy[0]; i++)
		assert_true(total(e, busy[i], SIM_GAUGE_IN) > 100);
	for (size_t i = 3; i < 9; i++)
		assert_true(fabs(total(e, busy[i], SIM_GAUGE_IN) -
				 total(e, busy[i], SIM_GAUGE_OUT) -
				 total(e, busy[i], SIM_GAUGE_REFUSED)) < 0.5);
	assert_true(total(e, "slo1", SIM_GAUGE_BUSY) > 10);
	assert_true(total(e, "guard", SIM_GAUGE_OUT) > 0.5);
	assert_true(total(e, "slow", SIM_GAUGE_OUT) > 0.5);
	assert_true(total(e, "first", SIM_GAUGE_LEVEL) > 10);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_is_the_same_each_time),
		cmocka_unit_test(nothing_is_left_in_the_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
