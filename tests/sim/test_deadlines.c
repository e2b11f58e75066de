#include "tests/cmocka_setup.h"
#include "sim/deadlines.h"

#include "base/random.h"
#include "sim/job.h"

#include <stdlib.h>

#define JOBS 512

static void add(struct deadlines *ring, struct job *jobs, int64_t due_us,
		uint32_t stamp, uint32_t job)
{
	deadlines_add(ring, jobs,
		      (struct deadline){ (uint32_t)due_us, stamp, job });
	jobs[job].timer = stamp;
}

/* As the engine does it: a job has one timer, most of which end early.  Stamps
 * and times go on in steps of up to these, the first two of which are too far
 * apart for a group now and then. */
static void those_that_stand_come_in_order(void **state)
{
	static const struct {
		int64_t step_us;
		uint32_t stamps;
	} cases[] = { { 10000000, 1 }, { 20, 100000 }, { 20, 1 }, { 1, 3 } };

	(void)state;
	for (size_t c = 0; c < sizeof cases / sizeof cases[0]; c++) {
		struct deadlines ring = { .length_us = 150 * cases[c].step_us };
		struct job jobs[JOBS] = { { 0 } };
		/* Across the border of what half of a time can tell. */
		int64_t now = (INT64_C(1) << 32) - 5000 * cases[c].step_us;
		int64_t due[JOBS] = { 0 };
		uint32_t came = 0, passed = 0, stamp = 0;
		struct deadline d;

		for (uint32_t round = 1; round < 60000; round++) {
			uint64_t lot = random_mix(round);
			uint32_t job = (uint32_t)(lot % JOBS);

			now += (int64_t)(lot >> 32) % (cases[c].step_us + 1);
			stamp += 1 + (uint32_t)(lot >> 12) % cases[c].stamps;
			while (deadlines_first(&ring, jobs, &d) &&
			       deadline_time(&d, now) <= now) {
				assert_true(due[d.job] ==
					    deadline_time(&d, now));
				jobs[d.job].timer = 0;
				deadlines_take(&ring);
				passed++;
			}
			if (jobs[job].timer != 0) {
				assert_true(due[job] > now);
				jobs[job].timer = 0;
				continue;
			}
			due[job] = now + ring.length_us;
			add(&ring, jobs, due[job], stamp, job);
			came++;
		}
		assert_in_range(passed, came / 10, came);
		deadlines_finish(&ring);
	}
}

static void what_does_not_stand_takes_no_room(void **state)
{
	struct deadlines ring = { .length_us = 1000000 };
	struct job jobs[JOBS] = { { 0 } };
	struct deadline d;

	(void)state;
	for (uint32_t stamp = 1; stamp < 100000; stamp++)
		add(&ring, jobs, stamp, stamp, stamp % 100);
	assert_in_range(deadlines_bytes(&ring), 100 * sizeof(uint64_t),
			16 * sizeof(struct deadline_group));
	for (uint32_t i = 0; i < 100; i++) {
		assert_true(deadlines_first(&ring, jobs, &d));
		assert_int_equal(d.stamp, 99900 + i);
		deadlines_take(&ring);
	}
	assert_false(deadlines_first(&ring, jobs, &d));
	deadlines_finish(&ring);
}

static void a_copy_has_its_own(void **state)
{
	struct deadlines ring = { 0 }, copy = { 0 };
	struct job jobs[JOBS] = { { 0 } };
	struct deadline d;

	(void)state;
	deadlines_copy(&copy, &ring);
	assert_int_equal(deadlines_bytes(&copy), 0);
	for (uint32_t i = 0; i < 100; i++)
		add(&ring, jobs, i, i + 1, i);
	deadlines_copy(&copy, &ring);
	deadlines_finish(&ring);
	for (uint32_t i = 0; i < 100; i++) {
		assert_true(deadlines_first(&copy, jobs, &d));
		assert_int_equal(d.job, i);
		deadlines_take(&copy);
	}
	assert_false(deadlines_first(&copy, jobs, &d));
	deadlines_finish(&copy);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(those_that_stand_come_in_order),
		cmocka_unit_test(what_does_not_stand_takes_no_room),
		cmocka_unit_test(a_copy_has_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
