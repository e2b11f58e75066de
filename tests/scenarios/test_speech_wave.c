/*
 * The class wave of the speech app comes out of its model: no variant sets the
 * time of a hop that serves people, nor an error.  Means over seeds.
 */
#include "tests/cmocka_setup.h"

#include "tests/scenarios/lab_grid.h"

#include <stdlib.h>
#include <string.h>

#define SEEDS 3 /* with fewer, what is quiet strays past its goal */
#define VARIANTS 4
#define MINUTE INT64_C(60)
#define BEGIN (-48 * MINUTE)
#define END (60 * MINUTE)
#define UTTERANCES_A_MINUTE 10 /* of six seconds of audio */

/* The full minutes of the speaking parts: 16:30, 17:00, 17:30 and 18:00. */
enum { HALF_PAST_FOUR, FIVE, HALF_PAST_FIVE, SIX, WAVES };
static const struct {
	int64_t from_s, to_s;
} waves[WAVES] = {
	{ -42 * MINUTE, -26 * MINUTE },
	{ -11 * MINUTE, 4 * MINUTE },
	{ 19 * MINUTE, 34 * MINUTE },
	{ 49 * MINUTE, END },
};

struct wave {
	double p95_ms, p99_ms, errors, arrivals, failed;
	double usd_per_minute; /* of audio */
};

struct seen {
	struct wave normal[WAVES], bad[WAVES], fixed[WAVES];
	struct wave before, quiet; /* 16:50 to 16:58; 17:20 to 17:29 */
	double own_share;	   /* recognised on GPUs of our own */
	double taken_back, taken_back_normally; /* acts of the guardrail */
};

static void look(const struct lab *lab, int64_t from_s, int64_t to_s,
		 struct wave *out)
{
	double seconds = (double)(to_s - from_s);

	out->p95_ms = 1e3 * lab_metric(lab, SIM_METRIC_P95, from_s, to_s);
	out->p99_ms = 1e3 * lab_metric(lab, SIM_METRIC_P99, from_s, to_s);
	out->errors = lab_metric(lab, SIM_METRIC_ERROR_RATE, from_s, to_s);
	out->arrivals = lab_metric(lab, SIM_METRIC_ARRIVALS, from_s, to_s);
	out->failed = lab_metric(lab, SIM_METRIC_FAILED_PEOPLE, from_s, to_s) /
		      (out->arrivals * seconds);
	out->usd_per_minute = UTTERANCES_A_MINUTE *
			      lab_metric(lab, SIM_METRIC_PRICE_PER_CLIP, from_s,
					 to_s);
}

static void look_at_waves(const struct lab *lab, struct wave out[WAVES])
{
	for (int w = 0; w < WAVES; w++)
		look(lab, waves[w].from_s, waves[w].to_s, &out[w]);
}

/* Answers of the GPUs, of all that the recognisers gave. */
static double own_share(const struct lab *lab, int64_t from_s, int64_t to_s)
{
	static const char *const nodes[] = { "own-asr", "own-rare", "managed" };
	struct sim_window window = { from_s * 1000000, to_s * 1000000 };
	double own = 0, all = 0;

	for (size_t i = 0; i < 3; i++) {
		int node = sim_model_node(lab->pack->model, nodes[i]);
		double out = sim_gauge(lab->engine, node, SIM_GAUGE_OUT,
				       window);

		all += out;
		own += i < 2 ? out : 0;
	}
	return own / all;
}

/* How often the guardrail ended the canary by itself. */
static double taken_back(const struct lab *lab, int64_t from_s, int64_t to_s)
{
	struct sim_window window = { from_s * 1000000, to_s * 1000000 };
	int guard = sim_model_node(lab->pack->model, "canary-guard");

	return sim_gauge(lab->engine, guard, SIM_GAUGE_OUT, window);
}

/* What the engineers of the story did, all of it, before the next class. */
static void land_the_set(struct lab *lab)
{
	static const char *const set[] = {
		"split-pools",	 "pin-nodes",	      "small-frames",
		"tenant-caps",	 "adaptive-timeouts", "dedupe",
		"queue-scaling", "on-demand",
	};

	for (size_t i = 0; i < sizeof set / sizeof *set; i++)
		lab_land(lab, pack_mitigation(lab->pack, set[i]), NULL);
}

static bool see(const struct pack *pack, uint64_t seed, int variant, void *seen)
{
	struct seen *out = seen;
	struct lab lab, other;
	bool good;

	lab_start(&lab, pack, seed, variant, true, BEGIN);
	lab_until(&lab, END);
	look_at_waves(&lab, out->normal);
	out->own_share = own_share(&lab, waves[FIVE].from_s, waves[FIVE].to_s);
	out->taken_back_normally = taken_back(&lab, BEGIN, END);
	good = !lab.bad;
	lab_stop(&lab);

	lab_start(&lab, pack, seed, variant, false, BEGIN);
	lab_until(&lab, 7 * MINUTE);
	lab_fork(&lab, &other);
	land_the_set(&other);
	lab_until(&lab, END);
	lab_until(&other, END);
	out->taken_back = taken_back(&lab, BEGIN, END);
	look_at_waves(&lab, out->bad);
	look_at_waves(&other, out->fixed);
	look(&lab, -23 * MINUTE, -15 * MINUTE, &out->before);
	look(&lab, 7 * MINUTE, 16 * MINUTE, &out->quiet);
	good = good && !lab.bad && !other.bad;
	lab_stop(&lab);
	lab_stop(&other);
	return good;
}

static int set_up(void **state)
{
	*state = lab_grid_create("speech-tail-latency", VARIANTS, SEEDS,
				 sizeof(struct seen), see);
	return 0;
}

static int tear_down(void **state)
{
	lab_grid_destroy(*state);
	return 0;
}

#define MEAN(grid, variant, member) LAB_MEAN(grid, variant, struct seen, member)

/* Three times the sentences, and the goals of 500 ms and 99.95 % are kept. */
static void a_normal_class(void **state)
{
	const struct lab_grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		double quiet = MEAN(grid, v, before.arrivals);
		double full = MEAN(grid, v, normal[FIVE].arrivals);

		assert_true(lab_within(quiet, 400, 490));
		assert_true(lab_within(full / quiet, 2.8, 3.2));
		for (int w = HALF_PAST_FOUR; w <= SIX; w++) {
			assert_true(lab_within(MEAN(grid, v, normal[w].p95_ms),
					       440, 500));
			assert_true(lab_within(MEAN(grid, v, normal[w].errors),
					       0, 0.0005));
		}
		assert_true(lab_within(MEAN(grid, v, before.p95_ms), 380, 500));
	}
}

/* 70 % on GPUs of our own at 0.00043 and 30 % at 0.02 USD are 0.0063 for each
 * minute of audio; the story rounds to 0.0065. */
static void the_price_of_a_minute(void **state)
{
	const struct lab_grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(lab_within(MEAN(grid, v, own_share), 0.68, 0.72));
		assert_true(
			lab_within(MEAN(grid, v, normal[FIVE].usd_per_minute),
				   0.0061, 0.0067));
	}
}

/* p95 over 900 ms in the class wave, far less between two; learners are lost.
 * Left alone, the next class meets the same. */
static void the_class_wave(void **state)
{
	const struct lab_grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(MEAN(grid, v, bad[HALF_PAST_FOUR].p95_ms) < 500);
		assert_true(
			lab_within(MEAN(grid, v, bad[FIVE].p95_ms), 900, 2200));
		assert_true(lab_within(
			MEAN(grid, v, bad[HALF_PAST_FIVE].p95_ms), 900, 2200));
		assert_true(MEAN(grid, v, bad[SIX].p95_ms) > 900);
		assert_true(lab_within(MEAN(grid, v, bad[FIVE].failed), 0.01,
				       0.25));
		assert_true(MEAN(grid, v, bad[FIVE].usd_per_minute) >
			    1.08 * MEAN(grid, v, normal[FIVE].usd_per_minute));
		assert_true(MEAN(grid, v, quiet.p95_ms) <
			    0.95 * MEAN(grid, v, bad[FIVE].p95_ms));
		assert_true(MEAN(grid, v, quiet.failed) <
			    0.7 * MEAN(grid, v, bad[FIVE].failed));
	}
}

/* p95 320 ms, 15 % more or less, and p99 under 600 ms at three times the load,
 * whatever the cause. */
static void the_set_mends_it(void **state)
{
	const struct lab_grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		for (int w = HALF_PAST_FIVE; w <= SIX; w++) {
			assert_true(lab_within(MEAN(grid, v, fixed[w].p95_ms),
					       272, 368));
			assert_true(lab_within(MEAN(grid, v, fixed[w].p99_ms),
					       300, 600));
			assert_true(lab_within(MEAN(grid, v, fixed[w].errors),
					       0, 0.0005));
			assert_true(lab_within(MEAN(grid, v,
						    fixed[w].usd_per_minute),
					       0.0061, 0.0067));
		}
	}
}

/* The canary's guardrail acts by itself when its budget burns at twice the rate
 * for ten minutes, and leaves the canary alone on a normal evening. */
static void the_guardrail_takes_the_canary_back(void **state)
{
	const struct lab_grid *grid = *state;
	double sum = 0;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(
			lab_within(MEAN(grid, v, taken_back_normally), 0, 0));
		sum += MEAN(grid, v, taken_back);
	}
	assert_true(sum > 0);
}

/* The world moves recordings, GPUs that are there, versions of the app and a
 * setting of it: never how long a hop takes, a price or a share of errors. */
static void no_variant_sets_time_or_errors(void **state)
{
	const struct lab_grid *grid = *state;
	static const char *const may[] = { "homework.rate_per_s", "spot.share",
					   "classes.app.", "client.timeout_s" };

	lab_world_moves_only(grid->pack, may, sizeof may / sizeof *may);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_normal_class),
		cmocka_unit_test(the_price_of_a_minute),
		cmocka_unit_test(the_class_wave),
		cmocka_unit_test(the_set_mends_it),
		cmocka_unit_test(the_guardrail_takes_the_canary_back),
		cmocka_unit_test(no_variant_sets_time_or_errors),
	};

	return cmocka_run_group_tests_name("scenarios/speech_wave", tests,
					   set_up, tear_down);
}
