#include "tests/cmocka_setup.h"
#include "sim/agenda.h"

#include "base/random.h"

#include <stdlib.h>

static uint32_t never_stale(const void *context, const struct event *events,
			    uint32_t count)
{
	(void)context;
	(void)events;
	(void)count;
	return 0;
}

/* Events whose sequence number is odd have lost their reason. */
static uint32_t odd_is_stale(const void *context, const struct event *events,
			     uint32_t count)
{
	uint32_t bits = 0;

	(void)context;
	for (uint32_t i = 0; i < count; i++)
		bits |= (uint32_t)(events[i].order >> 32 & 1) << i;
	return bits;
}

static bool take(struct agenda *agenda, agenda_stale *stale,
		 struct event *event)
{
	const struct event *first = agenda_first(agenda, stale, NULL);

	if (first == NULL)
		return false;
	*event = *first;
	agenda_take(agenda);
	return true;
}

/* From microseconds to decades, at a rate that changes a thousandfold. */
static int64_t some_delay(uint64_t i)
{
	uint64_t lot = random_mix(i);
	int64_t scale = i % 40000 < 20000 ? 1 : 1000;

	switch (lot % 8) {
	case 0:
		return 0;
	case 1:
		return (int64_t)(lot >> 8) % 7 * scale;
	case 2:
		return 60 * INT64_C(1000000);
	case 3:
		return (int64_t)(lot >> 8) % INT64_C(1000000000000000);
	default:
		return (int64_t)(lot >> 8) % 5000 * scale;
	}
}

static void everything_comes_in_order(void **state)
{
	struct agenda *agenda = malloc(sizeof *agenda);
	struct event event = { 0 }, last = { INT64_MIN, 0 };
	int64_t now = -INT64_C(90000000);
	size_t taken = 0, put = 0;

	(void)state;
	agenda_init(agenda, now);
	for (uint64_t i = 1; i <= 120000; i++) {
		agenda_push(agenda,
			    (struct event){ now + some_delay(i), i << 32 });
		put++;
		if (i % 3 == 0)
			continue;
		assert_true(take(agenda, never_stale, &event));
		assert_true(event_before(last, event));
		assert_true(event.time >= now);
		last = event;
		now = event.time < INT64_C(100000000000000) ? event.time : now;
		taken++;
	}
	assert_int_equal(agenda_count(agenda), put - taken);
	while (take(agenda, never_stale, &event)) {
		assert_true(event_before(last, event));
		last = event;
		taken++;
	}
	assert_int_equal(taken, put);
	assert_int_equal(agenda_count(agenda), 0);
	agenda_finish(agenda);
	free(agenda);
}

static void the_far_and_the_never_wait(void **state)
{
	static const int64_t times[] = { 5,
					 INT64_C(1) << 20,
					 INT64_C(1) << 40,
					 INT64_C(1) << 50,
					 INT64_MAX / 4,
					 INT64_MAX };
	struct agenda *agenda = malloc(sizeof *agenda);
	struct event event;

	(void)state;
	agenda_init(agenda, 0);
	for (uint64_t i = 0; i < AGENDA_FEW; i++)
		agenda_push(agenda, (struct event){ 0, i });
	for (int i = 5; i >= 0; i--)
		agenda_push(agenda,
			    (struct event){ times[i], (uint64_t)i << 32 });
	for (uint64_t i = 0; i < AGENDA_FEW; i++)
		assert_true(take(agenda, never_stale, &event));
	for (int i = 0; i < 6; i++) {
		assert_true(take(agenda, never_stale, &event));
		assert_int_equal(event.time, times[i]);
	}
	assert_false(take(agenda, never_stale, &event));
	agenda_finish(agenda);
	free(agenda);
}

static void what_is_stale_is_dropped_unsorted(void **state)
{
	struct agenda *agenda = malloc(sizeof *agenda);
	struct event event;
	size_t taken = 0;

	(void)state;
	agenda_init(agenda, 0);
	/* As long as there are few, nothing is put away. */
	for (uint64_t i = 0; i < AGENDA_FEW; i++)
		agenda_push(agenda, (struct event){ (int64_t)i, i << 33 });
	for (uint64_t i = 0; i < 10000; i++)
		agenda_push(agenda, (struct event){ 1000000 + (int64_t)i * 1000,
						    i << 32 });
	while (take(agenda, odd_is_stale, &event)) {
		assert_int_equal((event.order >> 32) % 2, 0);
		taken++;
	}
	assert_int_equal(taken, AGENDA_FEW + 5000);
	agenda_finish(agenda);
	free(agenda);
}

static void a_copy_goes_on_alike(void **state)
{
	struct agenda *agenda = malloc(sizeof *agenda);
	struct agenda *copy = malloc(sizeof *copy);
	struct event a, b;

	(void)state;
	agenda_init(agenda, 0);
	for (uint64_t i = 1; i <= 5000; i++)
		agenda_push(agenda, (struct event){ some_delay(i), i << 32 });
	for (int i = 0; i < 500; i++)
		assert_true(take(agenda, never_stale, &a));
	agenda_copy(copy, agenda);
	while (take(agenda, never_stale, &a)) {
		assert_true(take(copy, never_stale, &b));
		assert_int_equal(a.order, b.order);
	}
	assert_false(take(copy, never_stale, &b));
	agenda_finish(agenda);
	agenda_finish(copy);
	free(agenda);
	free(copy);
}

/* What is far away stays in the wheels while much goes on before it. */
static void the_heap_stays_small(void **state)
{
	struct agenda *agenda = malloc(sizeof *agenda);
	struct event event = { 0 };

	(void)state;
	agenda_init(agenda, 0);
	for (uint64_t i = 0; i < AGENDA_FEW; i++)
		agenda_push(agenda, (struct event){ 0, i });
	agenda_push(agenda, (struct event){ INT64_C(1) << 40, 1 });
	for (uint64_t i = 0; i < 20000; i++)
		agenda_push(agenda, (struct event){ (int64_t)i * 100, i });
	for (uint64_t i = 0; i < 20000; i++) {
		assert_true(take(agenda, never_stale, &event));
		agenda_push(agenda, (struct event){ event.time + 2000000, i });
		assert_in_range(heap_count(&agenda->near), 0, 1200);
	}
	agenda_finish(agenda);
	free(agenda);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_comes_in_order),
		cmocka_unit_test(the_far_and_the_never_wait),
		cmocka_unit_test(what_is_stale_is_dropped_unsorted),
		cmocka_unit_test(a_copy_goes_on_alike),
		cmocka_unit_test(the_heap_stays_small),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
