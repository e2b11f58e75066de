/*
 * The class wave of the speech app comes out of its model: no variant sets the
 * time of a hop that serves people, nor an error.  Means over seeds.
 */
#include "tests/cmocka_setup.h"

#include "tests/scenarios/lab.h"

#include "base/mem.h"
#include "base/workers.h"

#include <stdlib.h>
#include <string.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define SEEDS 1 /* ten times slower */
#else
#define SEEDS 3
#endif
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
	bool broken;
};

struct grid {
	struct pack *pack;
	struct seen seen[VARIANTS][SEEDS];
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

static void run_one(size_t i, void *context)
{
	struct grid *grid = context;
	int variant = (int)(i / SEEDS);
	uint64_t seed = i % SEEDS + 1;
	struct seen *out = &grid->seen[variant][i % SEEDS];
	struct lab lab, other;

	lab_start(&lab, grid->pack, seed, variant, true, BEGIN);
	lab_until(&lab, END);
	look_at_waves(&lab, out->normal);
	out->own_share = own_share(&lab, waves[FIVE].from_s, waves[FIVE].to_s);
	out->broken = lab.bad;
	lab_stop(&lab);

	lab_start(&lab, grid->pack, seed, variant, false, BEGIN);
	lab_until(&lab, 7 * MINUTE);
	lab_fork(&lab, &other);
	land_the_set(&other);
	lab_until(&lab, END);
	lab_until(&other, END);
	look_at_waves(&lab, out->bad);
	look_at_waves(&other, out->fixed);
	look(&lab, -23 * MINUTE, -15 * MINUTE, &out->before);
	look(&lab, 7 * MINUTE, 16 * MINUTE, &out->quiet);
	out->broken |= lab.bad || other.bad;
	lab_stop(&lab);
	lab_stop(&other);
}

static int set_up(void **state)
{
	struct grid *grid = mem_calloc(1, sizeof *grid);

	grid->pack = lab_load("speech-tail-latency");
	assert_int_equal(grid->pack->variant_count, VARIANTS);
	workers_run((size_t)VARIANTS * SEEDS, run_one, grid, 0, NULL);
	*state = grid;
	return 0;
}

static int tear_down(void **state)
{
	struct grid *grid = *state;

	if (grid == NULL)
		return 0;
	pack_destroy(grid->pack);
	free(grid);
	return 0;
}

/* Mean of a member over the seeds of a variant. */
#define MEAN(grid, variant, member) \
	mean(grid, variant, offsetof(struct seen, member))

static double mean(const struct grid *grid, size_t variant, size_t offset)
{
	double sum = 0.0;

	for (size_t s = 0; s < SEEDS; s++) {
		double value;

		assert_false(grid->seen[variant][s].broken);
		memcpy(&value, (const char *)&grid->seen[variant][s] + offset,
		       sizeof value);
		sum += value / SEEDS;
	}
	return sum;
}

static bool within(double value, double low, double high)
{
	if (!(value >= low && value <= high))
		print_message("%g is not within %g and %g\n", value, low, high);
	return value >= low && value <= high;
}

/* Three times the sentences, and the goals of 500 ms and 99.95 % are kept. */
static void a_normal_class(void **state)
{
	const struct grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		double quiet = MEAN(grid, v, before.arrivals);
		double full = MEAN(grid, v, normal[FIVE].arrivals);

		assert_true(within(quiet, 400, 490));
		assert_true(within(full / quiet, 2.8, 3.2));
		for (int w = HALF_PAST_FOUR; w <= SIX; w++) {
			assert_true(within(MEAN(grid, v, normal[w].p95_ms), 440,
					   500));
			assert_true(within(MEAN(grid, v, normal[w].errors), 0,
					   0.0005));
		}
		assert_true(within(MEAN(grid, v, before.p95_ms), 380, 500));
	}
}

/* 70 % on GPUs of our own at 0.00043 and 30 % at 0.02 USD are 0.0063 for each
 * minute of audio; the story rounds to 0.0065. */
static void the_price_of_a_minute(void **state)
{
	const struct grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(within(MEAN(grid, v, own_share), 0.68, 0.72));
		assert_true(within(MEAN(grid, v, normal[FIVE].usd_per_minute),
				   0.0061, 0.0067));
	}
}

/* p95 over 900 ms in the class wave, far less between two; learners are lost.
 * Left alone, the next class meets the same. */
static void the_class_wave(void **state)
{
	const struct grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(MEAN(grid, v, bad[HALF_PAST_FOUR].p95_ms) < 500);
		assert_true(within(MEAN(grid, v, bad[FIVE].p95_ms), 900, 2200));
		assert_true(within(MEAN(grid, v, bad[HALF_PAST_FIVE].p95_ms),
				   900, 2200));
		assert_true(MEAN(grid, v, bad[SIX].p95_ms) > 900);
		assert_true(
			within(MEAN(grid, v, bad[FIVE].failed), 0.01, 0.25));
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
	const struct grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		for (int w = HALF_PAST_FIVE; w <= SIX; w++) {
			assert_true(within(MEAN(grid, v, fixed[w].p95_ms), 272,
					   368));
			assert_true(within(MEAN(grid, v, fixed[w].p99_ms), 300,
					   600));
			assert_true(within(MEAN(grid, v, fixed[w].errors), 0,
					   0.0005));
			assert_true(
				within(MEAN(grid, v, fixed[w].usd_per_minute),
				       0.0061, 0.0067));
		}
	}
}

/* The world moves recordings, GPUs that are there, versions of the app and a
 * setting of it: never how long a hop takes, a price or a share of errors. */
static void no_variant_sets_time_or_errors(void **state)
{
	const struct grid *grid = *state;
	static const char *const may[] = { "homework.rate_per_s", "spot.share",
					   "classes.app.", "client.timeout_s" };

	for (size_t v = 0; v < VARIANTS; v++) {
		const struct pack_variant *variant = &grid->pack->variants[v];

		for (size_t i = 0; i < variant->timeline_count; i++) {
			const struct pack_event *event = &variant->timeline[i];

			for (size_t c = 0; c < event->change_count; c++) {
				bool fine = false;

				for (size_t m = 0; m < 4; m++)
					fine |= strstr(event->changes[c].path,
						       may[m]) != NULL;
				assert_true(fine);
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_normal_class),
		cmocka_unit_test(the_price_of_a_minute),
		cmocka_unit_test(the_class_wave),
		cmocka_unit_test(the_set_mends_it),
		cmocka_unit_test(no_variant_sets_time_or_errors),
	};

	return cmocka_run_group_tests_name("scenarios/speech_wave", tests,
					   set_up, tear_down);
}
