#include "tests/cmocka_setup.h"
#include "sim/telemetry/gauge_store.h"

#include "base/random.h"

#include <math.h>

#define COLUMNS 10u
#define SECONDS 1000u

/* A column of each kind that is packed in a way of its own, and of those next
 * to them. */
static float sample(unsigned column, unsigned second)
{
	uint64_t lot = random_mix(column * 5000u + second);

	switch (column) {
	case 0:
		return 0.0f;
	case 1:
		return 0.1f;
	case 2:
		return second < 500 ? 3.0f : 4.0f;
	case 3:
		return (float)(lot % 256);
	case 4:
		return (float)(lot % 65536);
	case 5:
		return (float)(lot % 65537 + second);
	case 6:
		return (float)(lot % 1000) * 0.37f;
	case 7:
		return (float)(lot % 5) - 1.0f;
	case 8:
		return lot % 2 == 0 ? -0.0f : 0.0f;
	default:
		return lot % 300 == 0 ? NAN : 7.0f;
	}
}

static void fill(struct gauge_store *store, unsigned seconds)
{
	gauge_store_init(store, COLUMNS);
	for (unsigned s = 0; s < seconds; s++) {
		float *at = gauge_store_begin(store);

		for (unsigned c = 0; c < COLUMNS; c++)
			at[(size_t)c * GAUGE_BLOCK] = sample(c, s);
		gauge_store_end(store);
	}
}

static void check(const struct gauge_store *store, unsigned seconds)
{
	assert_int_equal(store->seconds, seconds);
	for (unsigned c = 0; c < COLUMNS; c++)
		for (unsigned s = 0; s < seconds; s++) {
			/* 0 + -0 is 0, so the sum of one shows no sign. */
			double x = gauge_store_sum(store, c, s, s + 1);
			double y = (double)sample(c, s);

			assert_true(x == y || (isnan(x) && isnan(y)));
		}
}

static void every_sample_is_what_it_was(void **state)
{
	/* In a block, at its end, and in one of many. */
	static const unsigned lengths[] = { 1, GAUGE_BLOCK - 1, GAUGE_BLOCK,
					    GAUGE_BLOCK + 1, SECONDS };
	struct gauge_store store;

	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		fill(&store, lengths[i]);
		check(&store, lengths[i]);
		gauge_store_finish(&store);
	}
}

/* Across borders of blocks, from and to within them, in the order of time. */
static void sums_are_those_of_the_samples(void **state)
{
	struct gauge_store store;

	(void)state;
	fill(&store, SECONDS);
	for (unsigned c = 0; c < COLUMNS - 1; c++)
		for (unsigned from = 0; from < SECONDS; from += 37)
			for (unsigned to = from; to <= SECONDS; to += 41) {
				double sum = 0.0;

				for (unsigned s = from; s < to; s++)
					sum += (double)sample(c, s);
				assert_true(gauge_store_sum(&store, c, from,
							    to) == sum);
			}
	gauge_store_finish(&store);
}

static void a_copy_goes_on_by_itself(void **state)
{
	static const unsigned lengths[] = { 0, 10, GAUGE_BLOCK * 3, SECONDS };

	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		struct gauge_store store, copy;

		fill(&store, lengths[i]);
		gauge_store_copy(&copy, &store);
		assert_int_equal(gauge_store_bytes(&copy),
				 gauge_store_bytes(&store));
		gauge_store_finish(&store);
		for (unsigned s = lengths[i]; s < SECONDS + 200; s++) {
			float *at = gauge_store_begin(&copy);

			for (unsigned c = 0; c < COLUMNS; c++)
				at[(size_t)c * GAUGE_BLOCK] = sample(c, s);
			gauge_store_end(&copy);
		}
		check(&copy, SECONDS + 200);
		gauge_store_finish(&copy);
	}
}

static void what_stands_still_takes_little(void **state)
{
	struct gauge_store store;

	(void)state;
	gauge_store_init(&store, 100);
	for (unsigned s = 0; s < 100 * GAUGE_BLOCK; s++) {
		float *at = gauge_store_begin(&store);

		for (size_t c = 0; c < 100; c++)
			at[c * GAUGE_BLOCK] = c < 90 ? (float)c
						     : (float)(s % 100);
		gauge_store_end(&store);
	}
	/* A tenth are bytes; floats would be 256 each. */
	assert_in_range(store.bytes, 100 * 100 * 6, 100 * 100 * 13);
	gauge_store_finish(&store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_sample_is_what_it_was),
		cmocka_unit_test(sums_are_those_of_the_samples),
		cmocka_unit_test(a_copy_goes_on_by_itself),
		cmocka_unit_test(what_stands_still_takes_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
