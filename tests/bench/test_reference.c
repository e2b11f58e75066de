/*
 * The yardstick itself must be right: theory says how long customers stay, and
 * a timeout that is armed must change nothing but be counted when it passes.
 */
#include "tests/cmocka_setup.h"
#include "bench/event_heap.h"
#include "bench/exponential.h"
#include "bench/reference.h"

#include <math.h>

#define CUSTOMERS 400000

static void run(double load, double timeout_s, uint64_t seed,
		struct reference_result *result)
{
	reference_run(&(struct reference_setup){ .arrivals_per_s = load * 1e3,
						 .service_s = 1e-3,
						 .customers = CUSTOMERS,
						 .seed = seed,
						 .timeout_s = timeout_s },
		      result);
}

static void near(const char *what, double measured, double expected,
		 double tolerance)
{
	if (!(fabs(measured - expected) <= tolerance * expected))
		fail_msg("%s: %g, where theory says %g", what, measured,
			 expected);
}

/* 1 / (mu - lambda) in the mean; at a load of 0.5 the standard error of so
 * many is 0.4 % (Daley 1968), at 0.9 it is 3 %. */
static void the_mean_sojourn_agrees_with_theory(void **state)
{
	struct reference_result result;

	(void)state;
	run(0.5, 0.0, 1, &result);
	near("mean at 0.5", result.mean_sojourn_s, 2e-3, 0.015);
	assert_true(result.events == 2 * CUSTOMERS);
	run(0.5, 0.0, 2, &result);
	near("mean at 0.5", result.mean_sojourn_s, 2e-3, 0.015);
	run(0.9, 0.0, 1, &result);
	near("mean at 0.9", result.mean_sojourn_s, 10e-3, 0.1);
}

/* Not only the mean: the time is exponential. */
static void the_histogram_agrees_with_theory(void **state)
{
	struct reference_result result;
	double below = 0.0, total = 0.0;

	(void)state;
	run(0.5, 0.0, 3, &result);
	for (unsigned i = 0; i + 1 < REFERENCE_BUCKETS; i++) {
		double end = (double)reference_bucket_ns(i + 1) * 1e-9;

		below += (double)result.histogram[i];
		if (result.histogram[i] > 1000)
			assert_true(fabs(below / CUSTOMERS -
					 (1.0 - exp(-end / 2e-3))) < 0.005);
	}
	for (unsigned i = 0; i < REFERENCE_BUCKETS; i++)
		total += (double)result.histogram[i];
	assert_true(total >= CUSTOMERS && total <= CUSTOMERS);
}

static void both_forms_give_the_same_histogram(void **state)
{
	static const double timeouts_s[] = { 1.0, 0.05, 0.01, 0.001 };
	struct reference_result plain, armed;

	(void)state;
	run(0.9, 0.0, 4, &plain);
	for (size_t i = 0; i < sizeof(timeouts_s) / sizeof(*timeouts_s); i++) {
		run(0.9, timeouts_s[i], 4, &armed);
		assert_memory_equal(plain.histogram, armed.histogram,
				    sizeof(plain.histogram));
		assert_true(armed.events > plain.events);
	}
}

/* P(sojourn > t) = exp(-(mu - lambda) t). */
static void timeouts_pass_for_as_many_as_theory_says(void **state)
{
	static const double timeouts_s[] = { 1e-3, 2e-3, 6e-3 };
	struct reference_result result;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		run(0.5, timeouts_s[i], 5, &result);
		near("expired", (double)result.expired,
		     CUSTOMERS * exp(-timeouts_s[i] / 2e-3), 0.05);
	}
	run(0.5, 1.0, 5, &result);
	assert_true(result.expired == 0);
}

/* Exactly those in the histogram from a bucket on that begins at the timeout:
 * an armed timeout is neither lost nor wrongly kept. */
static void who_expires_is_who_took_long(void **state)
{
	unsigned bucket = reference_bucket(20000000);
	struct reference_result result;
	uint64_t longer = 0;

	(void)state;
	run(0.9, (double)reference_bucket_ns(bucket) * 1e-9, 6, &result);
	for (unsigned i = bucket; i < REFERENCE_BUCKETS; i++)
		longer += result.histogram[i];
	assert_true(longer > 1000);
	assert_true(result.expired == longer);
}

static void buckets_follow_each_other(void **state)
{
	(void)state;
	for (unsigned i = 0; i + 16 < REFERENCE_BUCKETS - 16; i++) {
		uint64_t from = reference_bucket_ns(i);

		assert_int_equal(reference_bucket(from), i);
		assert_int_equal(
			reference_bucket(reference_bucket_ns(i + 1) - 1), i);
	}
	assert_true(reference_bucket(UINT64_MAX) < REFERENCE_BUCKETS);
}

static void draws_are_exponential(void **state)
{
	struct exponential tables;
	struct random_stream stream = { 7 };
	double sum = 0.0, squares = 0.0, tail = 0.0;
	const int draws = 1000000;

	(void)state;
	exponential_init(&tables);
	for (int i = 0; i < draws; i++) {
		double x = exponential_draw(&tables, &stream);

		assert_true(x >= 0.0);
		sum += x;
		squares += x * x;
		tail += x > 7.7; /* behind the layers */
	}
	near("mean", sum / draws, 1.0, 0.005);
	near("second moment", squares / draws, 2.0, 0.015);
	near("tail", tail / draws, exp(-7.7), 0.2);
}

static void the_heap_sorts(void **state)
{
	struct random_stream stream = { 8 };

	(void)state;
	for (unsigned count = 1; count <= EVENT_HEAP_MAX; count++) {
		struct event_heap heap;
		struct event last = { 0, 0 };

		event_heap_init(&heap);
		for (uint64_t i = 1; i <= count; i++)
			event_heap_push(
				&heap,
				(struct event){ random_next(&stream) % 16, i });
		/* Half of them once more, later. */
		for (unsigned i = 0; i < count / 2; i++)
			event_heap_replace(&heap,
					   (struct event){ 16, count + i + 1 });
		while (heap.count > 0) {
			struct event top = event_heap_top(&heap);

			assert_true(event_before(last, top));
			last = top;
			event_heap_pop(&heap);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_mean_sojourn_agrees_with_theory),
		cmocka_unit_test(the_histogram_agrees_with_theory),
		cmocka_unit_test(both_forms_give_the_same_histogram),
		cmocka_unit_test(timeouts_pass_for_as_many_as_theory_says),
		cmocka_unit_test(who_expires_is_who_took_long),
		cmocka_unit_test(buckets_follow_each_other),
		cmocka_unit_test(draws_are_exponential),
		cmocka_unit_test(the_heap_sorts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
