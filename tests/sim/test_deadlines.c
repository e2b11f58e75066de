#include "tests/cmocka_setup.h"
#include "sim/deadlines.h"

#include "base/random.h"
#include "sim/job.h"

#include <stdlib.h>

#define JOBS 512

/* As the engine does it: a job has one timer, most of which end early. */
static void those_that_stand_come_in_order(void **state)
{
	struct deadlines ring = { .length_us = 3000 };
	struct job jobs[JOBS] = { { 0 } };
	/* Across the border of what half of a time can tell. */
	int64_t now = (INT64_C(1) << 32) - 100000;
	int64_t due[JOBS] = { 0 };
	uint32_t came = 0, passed = 0;

	(void)state;
	for (uint32_t stamp = 1; stamp < 60000; stamp++) {
		uint64_t lot = random_mix(stamp);
		uint32_t job = (uint32_t)(lot % JOBS);
		const struct deadline *d;

		now += (int64_t)(lot >> 32) % 20;
		while ((d = deadlines_first(&ring, jobs)) != NULL &&
		       deadline_time(d, now) <= now) {
			assert_true(due[d->job] == deadline_time(d, now));
			jobs[d->job].timer = 0;
			deadlines_take(&ring);
			passed++;
		}
		if (jobs[job].timer != 0) {
			assert_true(due[job] > now);
			jobs[job].timer = 0;
			continue;
		}
		deadlines_make_room(&ring, jobs);
		deadlines_add(&ring, now + ring.length_us, stamp, job);
		jobs[job].timer = stamp;
		due[job] = now + ring.length_us;
		came++;
	}
	assert_in_range(passed, came / 10, came);
	deadlines_finish(&ring);
}

static void what_does_not_stand_takes_no_room(void **state)
{
	struct deadlines ring = { .length_us = 1000000 };
	struct job jobs[JOBS] = { { 0 } };

	(void)state;
	for (uint32_t stamp = 1; stamp < 100000; stamp++) {
		uint32_t job = stamp % 100;

		deadlines_make_room(&ring, jobs);
		deadlines_add(&ring, stamp, stamp, job);
		jobs[job].timer = stamp;
	}
	assert_in_range(deadlines_bytes(&ring), 100 * sizeof(struct deadline),
			300 * sizeof(struct deadline));
	for (uint32_t i = 0; i < 100; i++) {
		const struct deadline *d = deadlines_first(&ring, jobs);

		assert_non_null(d);
		assert_int_equal(d->stamp, 99900 + i);
		deadlines_take(&ring);
	}
	assert_null(deadlines_first(&ring, jobs));
	deadlines_finish(&ring);
}

static void a_copy_has_its_own(void **state)
{
	struct deadlines ring = { 0 }, copy = { 0 };
	struct job jobs[JOBS] = { { 0 } };

	(void)state;
	deadlines_copy(&copy, &ring);
	assert_int_equal(deadlines_bytes(&copy), 0);
	for (uint32_t i = 0; i < 10; i++) {
		deadlines_make_room(&ring, jobs);
		deadlines_add(&ring, i, i + 1, i);
		jobs[i].timer = i + 1;
	}
	deadlines_copy(&copy, &ring);
	deadlines_finish(&ring);
	for (uint32_t i = 0; i < 10; i++) {
		assert_int_equal(deadlines_first(&copy, jobs)->job, i);
		deadlines_take(&copy);
	}
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
