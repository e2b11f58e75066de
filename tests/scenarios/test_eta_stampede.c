/*
 * The stampede of the ride app comes out of its model: no variant sets a time
 * or an error.  Means over seeds; a seed by itself may be lucky.
 */
#include "tests/cmocka_setup.h"

#include "tests/scenarios/lab_grid.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SEEDS 4
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
	double mended_errors; /* with the kit after the first wave */
	bool ended;
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

static bool see_normal(struct seen *out, const struct pack *pack, uint64_t seed)
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
	lab_stop(&lab);
	lab_stop(&old);
	return !lab.bad && !old.bad;
}

/* The three fixes of the library. */
static void land_the_kit(struct lab *lab)
{
	static const char *const kit[] = { "single-flight", "jitter",
					   "remember-failures" };

	for (size_t i = 0; i < sizeof kit / sizeof *kit; i++)
		lab_land(lab, pack_mitigation(lab->pack, kit[i]), NULL);
}

static bool see_waves(struct seen *out, const struct pack *pack, uint64_t seed,
		      int variant)
{
	struct lab lab, mended;
	int64_t at;

	lab_start(&lab, pack, seed, variant, false, BEGIN);
	at = lab_trigger(&lab);
	lab_until(&lab, at + WAVE);
	lab_fork(&lab, &mended);
	land_the_kit(&mended);
	lab_until(&mended, END);
	out->mended_errors = errors(&mended, at + 2 * WAVE, END);
	lab_until(&lab, END);
	out->wave_errors = errors(&lab, at, at + WAVE);
	out->wave_builds = builds(&lab, at, at + WAVE);
	for (int64_t s = at; s < at + 9 * MINUTE; s += 30)
		out->ended |= s > at + MINUTE && ms(&lab, s, s + MINUTE) < 150;
	for (int64_t s = 0; s + 4 * MINUTE <= END; s += MINUTE)
		out->worst = fmax(out->worst, errors(&lab, s, s + 4 * MINUTE));
	lab_stop(&lab);
	lab_stop(&mended);
	return !lab.bad && !mended.bad;
}

/* The same evening, with the kit on from the start. */
static bool see_prevented(struct seen *out, const struct pack *pack,
			  uint64_t seed, int variant)
{
	struct lab lab;
	int64_t at;

	lab_start(&lab, pack, seed, variant, false, BEGIN);
	at = lab_trigger(&lab);
	land_the_kit(&lab);
	lab_until(&lab, END);
	out->kit_errors = errors(&lab, at, END);
	out->kit_p99 = ms(&lab, at + 90, at + 9 * MINUTE);
	out->kit_builds = builds(&lab, at, at + WAVE);
	lab_stop(&lab);
	return !lab.bad;
}

static bool see(const struct pack *pack, uint64_t seed, int variant, void *seen)
{
	struct seen *out = seen;

	return (variant != 0 || see_normal(out, pack, seed)) &&
	       see_waves(out, pack, seed, variant) &&
	       see_prevented(out, pack, seed, variant);
}

static int set_up(void **state)
{
	*state = lab_grid_create("eta-cache-stampede", VARIANTS, SEEDS,
				 sizeof(struct seen), see);
	return 0;
}

static int tear_down(void **state)
{
	lab_grid_destroy(*state);
	return 0;
}

#define MEAN(grid, variant, member) LAB_MEAN(grid, variant, struct seen, member)

/* p99 118 ms with the compact model, 240 ms before it; the heuristic within its
 * budget of 2 %, the goal of 99.9 % kept. */
static void healthy_and_before(void **state)
{
	const struct lab_grid *grid = *state;

	assert_true(lab_within(MEAN(grid, 0, normal_p99), 113, 123));
	assert_true(lab_within(MEAN(grid, 0, old_p99), 228, 252));
	assert_true(lab_within(MEAN(grid, 0, normal_errors), 0, 0.001));
	assert_true(lab_within(MEAN(grid, 0, normal_fallbacks), 0, 0.02));
}

/* About 1.2 % time out over the seven minutes of a wave, which ends by itself;
 * the store makes many times its normal builds. */
static void the_first_wave(void **state)
{
	const struct lab_grid *grid = *state;
	int ended = 0;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(
			lab_within(MEAN(grid, v, wave_errors), 0.008, 0.016));
		assert_true(lab_within(MEAN(grid, v, wave_builds), 800, 1500));
		for (size_t s = 0; s < SEEDS; s++)
			ended += ((const struct seen *)lab_grid_at(grid, v, s))
					 ->ended;
	}
	assert_true(ended >= 0.8 * VARIANTS * SEEDS);
}

/* Left alone, waves grow into each other. */
static void doing_nothing_worsens(void **state)
{
	const struct lab_grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++)
		assert_true(MEAN(grid, v, worst) >
			    2.5 * MEAN(grid, v, wave_errors));
}

/* Single flight, jitter and remembered failures: the cache is lost as often, and
 * there is no wave; what is left is the minute until each cell is there. */
static void the_kit_prevents_it(void **state)
{
	const struct lab_grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(lab_within(MEAN(grid, v, kit_errors), 0, 0.002));
		assert_true(lab_within(MEAN(grid, v, kit_p99), 100, 150));
		assert_true(MEAN(grid, v, kit_builds) <
			    0.25 * MEAN(grid, v, wave_builds));
	}
}

/* The evening that collapses when nothing is done recovers when the kit comes
 * after the first wave, although the cache is lost again and again. */
static void the_kit_after_a_wave_mends_it(void **state)
{
	const struct lab_grid *grid = *state;

	for (size_t v = 0; v < VARIANTS; v++) {
		assert_true(lab_within(MEAN(grid, v, mended_errors), 0, 0.002));
		assert_true(MEAN(grid, v, mended_errors) <
			    0.1 * MEAN(grid, v, worst));
	}
}

/* The world moves people, keys and a batch: never a time, a price, a share of
 * errors or what a node can hold. */
static void no_variant_sets_time_or_errors(void **state)
{
	const struct lab_grid *grid = *state;
	static const char *const may[] = { ".generation", ".rate_per_s",
					   "versions.share" };

	lab_world_moves_only(grid->pack, may, sizeof may / sizeof *may);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(healthy_and_before),
		cmocka_unit_test(the_first_wave),
		cmocka_unit_test(doing_nothing_worsens),
		cmocka_unit_test(the_kit_prevents_it),
		cmocka_unit_test(the_kit_after_a_wave_mends_it),
		cmocka_unit_test(no_variant_sets_time_or_errors),
	};

	return cmocka_run_group_tests_name("scenarios/eta_stampede", tests,
					   set_up, tear_down);
}
