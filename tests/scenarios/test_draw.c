#include "tests/cmocka_setup.h"

#include "base/calendar.h"
#include "scenarios/draw.h"
#include "tests/scenarios/pack_files.h"

#include <math.h>
#include <string.h>

static struct pack *pack;

static int load(void **state)
{
	struct err err = { 0 };

	(void)state;
	pack = pack_load(TINY_PACK, &err);
	return pack ? 0 : -1;
}

static int unload(void **state)
{
	(void)state;
	pack_destroy(pack);
	return 0;
}

static struct pack_number named(const char *name)
{
	return (struct pack_number){ .name = name };
}

static void test_variant_is_drawn(void **state)
{
	int counts[2] = { 0, 0 };

	(void)state;
	for (uint64_t seed = 0; seed < 400; seed++) {
		int variant = cast_pick_variant(pack, seed, 0);

		assert_in_range(variant, 0, 1);
		counts[variant]++;
		assert_int_equal(variant, cast_pick_variant(pack, seed, 0));
		assert_int_equal(cast_pick_variant(pack, seed, 1u << 0), 1);
		assert_int_equal(cast_pick_variant(pack, seed, 1u << 1), 0);
		/* All avoided: then none is. */
		assert_int_equal(cast_pick_variant(pack, seed, 3), variant);
	}
	assert_in_range(counts[0], 150, 250);
}

static void test_draws_are_in_range(void **state)
{
	bool acme = false, globex = false;

	(void)state;
	for (uint64_t seed = 0; seed < 200; seed++) {
		struct cast cast;
		double trigger, rate;

		cast_init(&cast, pack, seed, 1);
		trigger = cast_number(&cast, named("trigger_s"));
		rate = cast_number(&cast, named("batch_rate"));
		assert_true(trigger >= -900 && trigger <= -600);
		assert_true(trigger == (double)(int)trigger);
		assert_true(rate >= 2.5 && rate <= 3.0);
		acme |= !strcmp(cast_word(&cast, "who"), "acme");
		globex |= !strcmp(cast_word(&cast, "who"), "globex");
	}
	assert_true(acme && globex);
}

static void test_numbers(void **state)
{
	struct cast cast;

	(void)state;
	cast_init(&cast, pack, 7, 0);
	assert_float_equal(cast_number(&cast,
				       (struct pack_number){ .value = 4.5 }),
			   4.5, 0);
	assert_true(isnan(cast_number(&cast, named("nothing"))));
	assert_null(cast_word(&cast, "trigger_s"));
	assert_null(cast_word(&cast, "nothing"));
	/* The other variant's draw is not in this cast. */
	assert_true(isnan(cast_number(&cast, named("batch_rate"))));
}

/* Each draw has a key of its own: one more changes no other. */
static void test_a_draw_moves_no_other(void **state)
{
	const struct edit edit = { "scenario.json", "\"draws\": {\n    \"trig",
				   "\"draws\": {\n    \"new\": "
				   "{\"uniform\": [0, 1]},\n    \"trig" };
	struct err err = { 0 };
	struct pack *more = load_edited(TINY_PACK, &edit, 1, NULL, &err);

	(void)state;
	assert_non_null(more);
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct cast a, b;

		cast_init(&a, pack, seed, 0);
		cast_init(&b, more, seed, 0);
		assert_int_equal(b.count, a.count + 1);
		assert_float_equal(cast_number(&a, named("trigger_s")),
				   cast_number(&b, named("trigger_s")), 0);
		assert_float_equal(cast_number(&a, named("share")),
				   cast_number(&b, named("share")), 0);
		assert_string_equal(cast_word(&a, "who"), cast_word(&b, "who"));
	}
	pack_destroy(more);
}

/* A variant may draw again what the pack draws; its own counts. */
static void test_own_draw_counts(void **state)
{
	const struct edit edit = { "scenario.json", "\"draws\": {\"share\"",
				   "\"draws\": {\"who\": {\"pick\": "
				   "[\"globex\"]}, \"share\"" };
	struct err err = { 0 };
	struct pack *own = load_edited(TINY_PACK, &edit, 1, NULL, &err);
	struct cast cast;

	(void)state;
	assert_non_null(own);
	for (uint64_t seed = 0; seed < 20; seed++) {
		cast_init(&cast, own, seed, 0);
		assert_int_equal(cast.count, 5);
		assert_string_equal(cast_word(&cast, "who"), "globex");
	}
	pack_destroy(own);
}

static void test_paths_follow_the_cast(void **state)
{
	const struct pack_change *change =
		&pack_mitigation(pack, "tenant-quota")->effects[0];

	(void)state;
	for (uint64_t seed = 0; seed < 20; seed++) {
		struct cast cast;
		char path[64];

		cast_init(&cast, pack, seed, 1);
		snprintf(path, sizeof(path), "quota-%s.on",
			 cast_word(&cast, "who"));
		assert_int_equal(cast_parameter(&cast, change),
				 sim_model_parameter(pack->model, path));
	}
}

static void test_timeline(void **state)
{
	struct cast_change out[8];
	struct cast cast;

	(void)state;
	cast_init(&cast, pack, 3, 1);
	assert_int_equal(cast_timeline(&cast, false, 8, out), 3);
	assert_true(out[0].at_us == -20 * MINUTE_US);
	assert_int_equal(out[0].verb, PACK_SCALE);
	assert_true(out[1].at_us ==
		    (int64_t)cast_number(&cast, named("trigger_s")) *
			    SECOND_US);
	assert_float_equal(out[1].value,
			   cast_number(&cast, named("batch_rate")), 0);
	assert_true(out[2].at_us == 12 * MINUTE_US);
	assert_true(out[1].parameter >= 0);
	/* Without the cause: only what happens in every variant. */
	assert_int_equal(cast_timeline(&cast, true, 8, out), 1);
	assert_int_equal(cast_timeline(&cast, false, 2, out), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_variant_is_drawn),
		cmocka_unit_test(test_draws_are_in_range),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_a_draw_moves_no_other),
		cmocka_unit_test(test_own_draw_counts),
		cmocka_unit_test(test_paths_follow_the_cast),
		cmocka_unit_test(test_timeline),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
