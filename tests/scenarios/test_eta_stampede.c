/*
 * The stampede of the ride app comes out of its model: no variant sets a time
 * or an error.  Means over seeds; a seed by itself may be lucky.
 */
#include "tests/cmocka_setup.h"

#include "tests/scenarios/lab.h"

#include "base/mem.h"
#include "base/workers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#ifndef __has_feature
#define __has_feature(feature) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define SEEDS 2 /* ten times slower */
#else
#define SEEDS 4
#endif
#define VARIANTS 3
#define MINUTE INT64_C(60)
#define BEGIN (-30 * MINUTE)
#define END (60 * MINUTE)
#define WAVE (7 * MINUTE)

struct seen {
	double normal_p99, normal_errors, normal_fallbacks;
	double wave_errors, wave_builds; /* of the first wave */
	double worst;			 /* errors of the worst four minutes */
	double kit_errors, kit_p99, kit_builds; /* with the kit from before */
	double old_p99;
	bool ended, bad;
};

struct grid {
	struct pack *pack;
	struct seen seen[VARIANTS][SEEDS];
};

static double ms(const struct lab *lab, int64_t from_s, int64_t to_s)
{
	return 1e3 * lab_metric(lab, SIM_METRIC_P99, from_s, to_s);
}

static double errors(const struct lab *lab, int64_t from_s, int64_t to_s)
{
	return lab_metric(lab, SIM_METRIC_ERROR_RATE, from_s, to_s);
}

static double builds(const struct lab *lab, int64_t from_s, int64_t to_s)
{
	return lab_metric(lab, SIM_METRIC_TASKS, from_s, to_s);
}

static void see_normal(struct seen *out, const struct pack *pack, uint64_t seed)
{
	struct lab lab, old;

	lab_start(&lab, pack, seed, 0, true, BEGIN);
	lab_fork(&lab, &old);
	lab_until(&lab, 30 * MINUTE);
	out->normal_p99 = ms(&lab, -20 * MINUTE, 30 * MINUTE);
	out->normal_errors = errors(&lab, -20 * MINUTE, 30 * MINUTE);
	out->normal_fallbacks = lab_metric(&lab, SIM_METRIC_DEGRADED,
					   -20 * MINUTE, 30 * MINUTE) /
				lab_count(&lab, SIM_METRIC_CLIPS, -20 * MINUTE,
					  30 * MINUTE);
	lab_land(&old, pack_mitigation(pack, "roll-back-canary"), NULL);
	lab_until(&old, 0);
	out->old_p99 = ms(&old, -20 * MINUTE, 0);
	out->bad = lab.bad || old.bad;
	lab_stop(&lab);
	lab_stop(&old);
}

static void see_waves(struct seen *out, const struct pack *pack, uint64_t seed,
		      int variant)
{
	struct lab lab;
	int64_t at;

	lab_start(&lab, pack, seed, variant, false, BEGIN);
	at = lab_trigger(&lab);
	lab_until(&lab, END);
	out->wave_errors = errors(&lab, at, at + WAVE);
	out->wave_builds = builds(&lab, at, at + WAVE);
	for (int64_t s = at; s < at + 9 * MINUTE; s += 30)
		out->ended |= s > at + MINUTE && ms(&lab, s, s + MINUTE) < 150;
	for (int64_t s = 0; s + 4 * MINUTE <= END; s += MINUTE)
		out->worst = fmax(out->worst, errors(&lab, s, s + 4 * MINUTE));
	out->bad |= lab.bad;
	lab_stop(&lab);
}

/* The same evening, with the three fixes of the library on from the start. */
static void see_prevented(struct seen *out, const struct pack *pack,
			  uint64_t seed, int variant)
{
	static const char *const kit[] = { "single-flight", "jitter",
					   "remember-failures" };
	struct lab lab;
	int64_t at;

	lab_start(&lab, pack, seed, variant, false, BEGIN);
	at = lab_trigger(&lab);
	for (size_t i = 0; i < 3; i++)
		lab_land(&lab, pack_mitigation(pack, kit[i]), NULL);
	lab_until(&lab, END);
	out->kit_errors = errors(&lab, at, END);
	out->kit_p99 = ms(&lab, at + 90, at + 9 * MINUTE);
	out->kit_builds = builds(&lab, at, at + WAVE);
	out->bad |= lab.bad;
	lab_stop(&lab);
}

static void run_one(size_t i, void *context)
{
	struct grid *grid = context;
	int variant = (int)(i / SEEDS);
	uint64_t seed = i % SEEDS + 1;
	struct seen *out = &grid->seen[variant][i % SEEDS];

	if (variant == 0)
		see_normal(out, grid->pack, seed);
	see_waves(out, grid->pack, seed, variant);
	see_prevented(out, grid->pack, seed, variant);
}

static int set_up(void **state)
{
	struct grid *grid = mem_calloc(1, sizeof *grid);

	grid->pack = lab_load("eta-cache-stampede");
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

		assert_false(grid->seen[variant][s].bad);
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

/* p99 118 ms with the compact model, 240 ms before it; the heuristic within its
 * budget of 2 %, the goal of 99.9 % kept. */
static void healthy_and_before(void **state)
{
	const struct grid *grid = *state;

	assert_true(within(MEAN(grid, 0, normal_p99), 113, 123));
	assert_true(within(MEAN(grid, 0, old_p99), 228, 252));
	assert_true(within(MEAN(grid, 0, normal_errors), 0, 0.001));
	assert_true(within(MEAN(grid, 0, normal_fallbacks), 0, 0.02));
}

/* About 1.2 % time out over the seven minutes of a wave, which ends by itself;
 * the store makes many times its normal builds. */
static void the_first_wave(void **state)
{
	const struct grid *grid = *state;
	int ended = 0;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(within(MEAN(grid, v, wave_errors), 0.008, 0.016));
		assert_true(within(MEAN(grid, v, wave_builds), 800, 1500));
		for (size_t s = 0; s < SEEDS; s++)
			ended += grid->seen[v][s].ended;
	}
	assert_true(ended >= 0.8 * VARIANTS * SEEDS);
}

/* Left alone, waves grow into each other. */
static void doing_nothing_worsens(void **state)
{
	const struct grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++)
		assert_true(MEAN(grid, v, worst) >
			    2.5 * MEAN(grid, v, wave_errors));
}

/* Single flight, jitter and remembered failures: the cache is lost as often, and
 * there is no wave; what is left is the minute until each cell is there. */
static void the_kit_prevents_it(void **state)
{
	const struct grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(within(MEAN(grid, v, kit_errors), 0, 0.002));
		assert_true(within(MEAN(grid, v, kit_p99), 100, 150));
		assert_true(MEAN(grid, v, kit_builds) <
			    0.25 * MEAN(grid, v, wave_builds));
	}
}

/* The world moves people, keys and a batch: never a time, a price, a share of
 * errors or what a node can hold. */
static void no_variant_sets_time_or_errors(void **state)
{
	const struct grid *grid = *state;
	static const char *const may[] = { ".generation", ".rate_per_s",
					   "versions.share" };

	for (size_t v = 0; v < VARIANTS; v++) {
		const struct pack_variant *variant = &grid->pack->variants[v];

		for (size_t i = 0; i < variant->timeline_count; i++) {
			const struct pack_event *event = &variant->timeline[i];

			for (size_t c = 0; c < event->change_count; c++) {
				bool fine = false;

				for (size_t m = 0; m < 3; m++)
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
		cmocka_unit_test(healthy_and_before),
		cmocka_unit_test(the_first_wave),
		cmocka_unit_test(doing_nothing_worsens),
		cmocka_unit_test(the_kit_prevents_it),
		cmocka_unit_test(no_variant_sets_time_or_errors),
	};

	return cmocka_run_group_tests_name("scenarios/eta_stampede", tests,
					   set_up, tear_down);
}
