#include "tests/cmocka_setup.h"
#include "sim/heap.h"

#include "base/random.h"

static struct event take(struct heap *heap)
{
	struct event first = *heap_first(heap);

	heap_take(heap);
	return first;
}

static void gives_events_in_order(void **state)
{
	struct heap heap = { 0 };
	struct event last = { INT64_MIN, 0 };
	size_t left = 0;

	(void)state;
	for (uint64_t i = 0; i < 20000; i++) {
		int64_t time = (int64_t)(random_mix(i) % 5000) - 2500;

		heap_push(&heap, (struct event){ time, i << 32 });
		left++;
		if (i % 3 == 2) {
			take(&heap);
			left--;
		}
	}
	while (heap_count(&heap) > 0) {
		struct event next = take(&heap);

		assert_true(event_before(last, next));
		last = next;
		left--;
	}
	assert_int_equal(left, 0);
	heap_finish(&heap);
}

static void first_come_first_out_at_the_same_moment(void **state)
{
	struct heap heap = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 1000; i++)
		heap_push(&heap, (struct event){ 7, i << 32 | (1000 - i) });
	for (uint64_t i = 0; i < 1000; i++)
		assert_int_equal(take(&heap).order >> 32, i);
	heap_finish(&heap);
}

static void a_copy_is_independent(void **state)
{
	struct heap heap = { 0 };
	struct heap copy;

	(void)state;
	for (uint64_t i = 0; i < 100; i++)
		heap_push(&heap, (struct event){ (int64_t)(100 - i), i << 32 });
	heap_copy(&copy, &heap);
	take(&heap);
	heap_push(&heap, (struct event){ -5, 0 });
	assert_int_equal(take(&copy).time, 1);
	assert_int_equal(take(&heap).time, -5);
	heap_finish(&heap);
	heap_finish(&copy);
}

static void families_share_a_cache_line(void **state)
{
	struct heap heap = { 0 };

	(void)state;
	for (uint64_t i = 0; i < 5000; i++)
		heap_push(&heap, (struct event){ (int64_t)i, i << 32 });
	assert_int_equal((uintptr_t)&heap.at[1] % 64, 0);
	heap_finish(&heap);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_events_in_order),
		cmocka_unit_test(first_come_first_out_at_the_same_moment),
		cmocka_unit_test(a_copy_is_independent),
		cmocka_unit_test(families_share_a_cache_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
