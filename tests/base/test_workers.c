#include "tests/cmocka_setup.h"
#include "base/random.h"
#include "base/workers.h"

#define JOBS 500

struct slots {
	uint64_t results[JOBS];
	atomic_bool cancel;
	atomic_size_t done;
};

static void mix(size_t index, void *context)
{
	struct slots *slots = context;

	slots->results[index] += random_mix(index + 1);
	atomic_fetch_add(&slots->done, 1);
}

static void every_job_runs_once(void **state)
{
	(void)state;
	for (unsigned threads = 0; threads < 40; threads += 3) {
		struct slots slots = { 0 };

		assert_true(
			workers_run(JOBS, mix, &slots, threads, &slots.cancel));
		for (size_t i = 0; i < JOBS; i++)
			assert_true(slots.results[i] == random_mix(i + 1));
	}
	assert_true(workers_run(0, mix, NULL, 0, NULL));
	{
		struct slots slots = { 0 };

		assert_true(workers_run(1, mix, &slots, 8, NULL));
		assert_int_equal(atomic_load(&slots.done), 1);
	}
}

static void mix_and_cancel(size_t index, void *context)
{
	struct slots *slots = context;

	mix(index, context);
	if (index == 10)
		atomic_store(&slots->cancel, true);
}

static void cancelling_leaves_the_rest_out(void **state)
{
	struct slots slots = { 0 };

	(void)state;
	assert_false(
		workers_run(JOBS, mix_and_cancel, &slots, 1, &slots.cancel));
	assert_int_equal(atomic_load(&slots.done), 11);
	/* Asked too late, it changes nothing. */
	atomic_store(&slots.cancel, false);
	atomic_store(&slots.done, 0);
	assert_true(workers_run(11, mix_and_cancel, &slots, 1, &slots.cancel));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_job_runs_once),
		cmocka_unit_test(cancelling_leaves_the_rest_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
