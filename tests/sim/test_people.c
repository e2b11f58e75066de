#include "tests/sim/bench.h"

#include <math.h>

/* Who comes, how often they press, and when they leave. */

static void the_rate_follows_the_profile(void **state)
{
	/* 12:00 at zero: 1 until then, twice as much from 13:00 on. */
	struct sim_model *model = bench_model(
		"{'profiles':{'day':[1,1,1,1,1,1,1,1,1,1,1,1,1,2,2,2,2,2,2,2,"
		"2,2,2,2]},'clock':{'hour_at_zero':12},'nodes':{'people':"
		"{'type':'source','rate_per_s':5,'profile':'day','to':'pool'}"
		",'pool':{'type':'pool','servers':1000,'service_s':1}}}");
	struct sim_engine *e = sim_engine_create(model, 1, SECONDS(-7200),
						 SIM_FULL);

	(void)state;
	bench_advance(e, 7200);
	assert_true(fabs(bench_metric(e, SIM_METRIC_ARRIVALS, -7200, 0) - 5) <
		    0.1);
	assert_true(fabs(bench_metric(e, SIM_METRIC_ARRIVALS, 0, 3600) - 7.5) <
		    0.15);
	assert_true(fabs(bench_metric(e, SIM_METRIC_ARRIVALS, 3600, 7200) -
			 10) < 0.2);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

#define PEOPLE(rate, more, service) \
	"{'attributes':{'plan':['free','paid'],'preset':['a','b','c']}," \
	"'nodes':{'people':{'type':'source','rate_per_s':" rate \
	",'attributes':{'plan':'paid','preset':{'a':1,'c':3}}" more \
	",'to':'pool'},'pool':{'type':'pool','servers':100000," \
	"'service_s':" service "}}}"

static void people_come_between_start_and_stop(void **state)
{
	struct sim_model *model =
		bench_model(PEOPLE("3", ",'start_s':100,'stop_s':200", "1"));
	struct sim_engine *e = bench_run(model, 1, 400);

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_ARRIVALS, 0, 100) == 0);
	assert_true(bench_metric(e, SIM_METRIC_ARRIVALS, 100, 200) > 2.4);
	assert_true(bench_metric(e, SIM_METRIC_ARRIVALS, 200, 400) == 0);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void attributes_come_by_their_weights(void **state)
{
	struct sim_model *model = bench_model(PEOPLE("5", "", "1"));
	struct sim_engine *e = bench_run(model, 1, 2000);
	struct sim_people by[SIM_VALUES_MAX];
	struct sim_window all = { 0, SECONDS(2000) };

	(void)state;
	sim_people_by_attribute(e, 0, all, by);
	assert_true(by[0].came == 0 && by[1].came > 9000);
	sim_people_by_attribute(e, 1, all, by);
	assert_true(by[1].came == 0);
	assert_true(fabs(by[2].came / (by[0].came + by[2].came) - 0.75) < 0.02);
	bench_set(e, "people.preset.c", 0);
	bench_advance(e, 2100);
	sim_people_by_attribute(
		e, 1, (struct sim_window){ SECONDS(2000), SECONDS(2100) }, by);
	assert_true(by[2].came == 0 && by[0].came > 400);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* Raising the rate adds people; those who came anyway stay as they were. */
static void a_higher_rate_keeps_everybody_else(void **state)
{
	struct sim_model *model = bench_model(PEOPLE("2", "", "1"));
	struct sim_engine *low = bench_run(model, 9, 300);
	struct sim_engine *high = sim_engine_clone(low);
	struct sim_trace a, b;
	uint32_t j = 0, extra = 0;

	(void)state;
	bench_set(high, "people.rate_per_s", 7);
	bench_advance(low, 600);
	bench_advance(high, 600);
	for (uint32_t i = 0; sim_trace(low, i, &a); i++) {
		while (sim_trace(high, j, &b) && b.start_us < a.start_us) {
			j++;
			extra++;
		}
		assert_int_equal(b.start_us, a.start_us);
		assert_int_equal(b.value[1], a.value[1]);
		j++;
	}
	assert_true(extra > 1300);
	sim_engine_destroy(low);
	sim_engine_destroy(high);
	sim_model_destroy(model);
}

static void who_waits_too_long_leaves_and_the_work_goes_on(void **state)
{
	struct sim_model *model =
		bench_model(PEOPLE("1", ",'give_up_s':10", "100"));
	struct sim_engine *e = bench_run(model, 1, 1000);
	struct sim_trace trace;
	struct sim_span span;

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_CLIPS, 0, 1000) == 0);
	assert_true(bench_metric(e, SIM_METRIC_P95, 0, 1000) == 10);
	assert_true(bench_metric(e, SIM_METRIC_FAILED_PEOPLE, 0, 1000) > 900);
	assert_true(sim_trace(e, 0, &trace));
	assert_int_equal(trace.end_us - trace.start_us, SECONDS(100));
	assert_int_equal(trace.outcome, SIM_OUTCOME_OK);
	assert_int_equal(sim_trace_spans(e, 0, 1, &span), 1);
	assert_true(span.orphan);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void the_impatient_press_again_beside_the_first(void **state)
{
	struct sim_model *model = bench_model(PEOPLE(
		"1", ",'press_again':{'after_s':5,'on_slow':1,'max':3}", "12"));
	struct sim_engine *e = bench_run(model, 1, 1000);

	(void)state;
	/* At 0, 5 and 10 s; the first answer serves at 12 s. */
	assert_true(bench_metric(e, SIM_METRIC_PRESSES_PER_PERSON, 0, 1000) ==
		    3);
	assert_true(bench_metric(e, SIM_METRIC_P95, 0, 1000) == 12);
	bench_set(e, "people.press_again.on_slow", 0);
	bench_advance(e, 1100);
	bench_advance(e, 2000);
	assert_true(bench_metric(e, SIM_METRIC_PRESSES_PER_PERSON, 1100,
				 2000) == 1);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void who_is_refused_tries_again_and_then_leaves(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':1,"
		"'press_again':{'on_error':1,'think_s':2,'max':4},"
		"'to':'gate'},'gate':{'type':'gate','to':'pool'},"
		"'pool':{'type':'pool','servers':1}}}");
	struct sim_engine *e = bench_run(model, 1, 1000);

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_PRESSES_PER_PERSON, 0, 1000) ==
		    4);
	assert_true(bench_metric(e, SIM_METRIC_P50, 0, 1000) == 6);
	assert_true(bench_metric(e, SIM_METRIC_CLIPS, 0, 1000) == 0);
	bench_set(e, "gate.share", 0.5);
	bench_advance(e, 1100);
	bench_advance(e, 9000);
	/* 1 - 0.5^4 of them get through. */
	assert_true(
		fabs(bench_metric(e, SIM_METRIC_CLIPS, 1100, 9000) /
			     bench_metric(e, SIM_METRIC_ARRIVALS, 1100, 9000) -
		     0.9375) < 0.01);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void who_was_told_it_is_accepted_waits_longer(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':1,"
		"'press_again':{'after_s':5,'on_slow':1,'max':3},"
		"'give_up_s':10,'give_up_acknowledged_s':200,'to':'jobs'},"
		"'jobs':{'type':'pool','servers':1000,'acknowledge':1,"
		"'service_s':100}}}");
	struct sim_engine *e = bench_run(model, 1, 1000);
	struct sim_trace trace;

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_FAILED_PEOPLE, 0, 1000) == 0);
	assert_true(bench_metric(e, SIM_METRIC_PRESSES_PER_PERSON, 0, 1000) ==
		    1);
	assert_true(bench_metric(e, SIM_METRIC_P50, 0, 1000) == 100);
	assert_true(sim_trace(e, 0, &trace));
	assert_true(trace.acknowledged);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

/* The caller gave up on a call, which is accepted afterwards: nobody hears of
 * that, and who thinks of pressing again does so. */
static void late_acceptance_stops_nobody(void **state)
{
	struct sim_model *model = bench_model(
		"{'attributes':{'plan':['free']},'nodes':{'people':{'type':"
		"'source','rate_per_s':1,'stop_s':100,'attributes':{'plan':"
		"'free'},'press_again':{'on_error':1,'think_s':5},'to':"
		"'caller'},'caller':{'type':'caller','timeout_s':1,'to':'slow'}"
		",'slow':{'type':'pool','servers':1000,'service_s':2,'to':"
		"'jobs'},'jobs':{'type':'pool','servers':1000,'service_s':1,"
		"'acknowledge':1}}}");
	struct sim_engine *e = bench_run(model, 1, 200);
	double waiting[SIM_VALUES_MAX];

	(void)state;
	sim_people_waiting(e, 0, waiting);
	assert_true(waiting[0] == 0);
	assert_true(bench_metric(e, SIM_METRIC_PRESSES_PER_PERSON, 0, 200) ==
		    3);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void work_for_those_who_left_can_be_dropped(void **state)
{
	struct sim_model *model = bench_model(
		"{'nodes':{'people':{'type':'source','rate_per_s':2,"
		"'give_up_s':10,'to':'pool'},'pool':{'type':'pool',"
		"'servers':1,'drop_if_gone':1,'service_s':1}}}");
	struct sim_engine *e = bench_run(model, 1, 2000);

	(void)state;
	/* The server works for people who still wait; some of them leave
	 * while they are being served. */
	assert_true(bench_metric(e, SIM_METRIC_CLIPS, 100, 2000) > 0.2);
	assert_true(bench_outcomes(e, SIM_OUTCOME_GAVE_UP) > 1500);
	bench_set(e, "pool.drop_if_gone", 0);
	bench_advance(e, 3000);
	assert_true(bench_metric(e, SIM_METRIC_CLIPS, 2500, 3000) < 0.01);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

static void those_who_wait_are_counted_by_plan(void **state)
{
	struct sim_model *model = bench_model(
		PEOPLE("1", ",'press_again':{'after_s':5,'on_slow':1}", "12"));
	struct sim_engine *e = bench_run(model, 1, 100);
	double waiting[SIM_VALUES_MAX];

	(void)state;
	assert_true(bench_metric(e, SIM_METRIC_DEGRADED, 0, 100) == 0);
	sim_people_waiting(e, 0, waiting);
	assert_true(waiting[0] == 0 && waiting[1] > 4 && waiting[1] < 25);
	sim_engine_destroy(e);
	sim_model_destroy(model);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rate_follows_the_profile),
		cmocka_unit_test(people_come_between_start_and_stop),
		cmocka_unit_test(attributes_come_by_their_weights),
		cmocka_unit_test(a_higher_rate_keeps_everybody_else),
		cmocka_unit_test(
			who_waits_too_long_leaves_and_the_work_goes_on),
		cmocka_unit_test(the_impatient_press_again_beside_the_first),
		cmocka_unit_test(who_is_refused_tries_again_and_then_leaves),
		cmocka_unit_test(who_was_told_it_is_accepted_waits_longer),
		cmocka_unit_test(late_acceptance_stops_nobody),
		cmocka_unit_test(work_for_those_who_left_can_be_dropped),
		cmocka_unit_test(those_who_wait_are_counted_by_plan),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
