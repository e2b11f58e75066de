#include "tests/sim/bench.h"

#include "base/random.h"
#include "sim/nodes/cache_table.h"
#include "sim/chance/numeric.h"
#include "sim/chance/zipf.h"

#include <math.h>
#include <string.h>

/* The cache's memory against a plain list, and the draw of keys against the
 * law. */

#define KEYS 40

/* A cache as one would write it on paper: the held keys, oldest first. */
struct paper {
	uint32_t key[KEYS];
	int count;
};

static int paper_find(const struct paper *p, uint32_t key)
{
	for (int i = 0; i < p->count; i++) {
		if (p->key[i] == key)
			return i;
	}
	return -1;
}

static void paper_drop(struct paper *p, uint32_t key)
{
	int at = paper_find(p, key);

	if (at < 0)
		return;
	p->count--;
	memmove(&p->key[at], &p->key[at + 1],
		(size_t)(p->count - at) * sizeof p->key[0]);
}

static void paper_use(struct paper *p, uint32_t key)
{
	paper_drop(p, key);
	p->key[p->count++] = key;
}

static void check_same(const struct cache_table *t, const struct paper *p)
{
	uint32_t at = t->oldest;

	assert_int_equal(t->held, p->count);
	for (int i = 0; i < p->count; i++) {
		assert_true(at != CACHE_NONE);
		assert_int_equal(t->entry[at].key, p->key[i]);
		assert_int_equal(cache_find(t, p->key[i]), at);
		at = t->entry[at].newer;
	}
	assert_int_equal(at, CACHE_NONE);
}

/* One step of anything that can happen. */
static void step(struct cache_table *t, struct paper *p, uint64_t draw)
{
	uint32_t key = (uint32_t)(draw % KEYS);
	uint32_t at = cache_find(t, key);
	uint32_t what = (uint32_t)(draw >> 32) % 100;

	if (what < 60) {
		if (at == CACHE_NONE)
			at = cache_add(t, key);
		cache_use(t, at);
		paper_use(p, key);
	} else if (what < 80 && at != CACHE_NONE) {
		cache_drop(t, at);
		paper_drop(p, key);
	} else if (what < 99 && t->held > 10) {
		paper_drop(p, t->entry[t->oldest].key);
		cache_drop(t, t->oldest);
	} else if (what == 99) {
		cache_flush(t);
		p->count = 0;
	}
}

static void it_does_what_a_list_does(void **state)
{
	struct random_stream stream = { 5 };
	struct cache_table t, copy;
	struct paper p = { .count = 0 };

	(void)state;
	cache_table_init(&t);
	for (int i = 0; i < 20000; i++) {
		step(&t, &p, random_next(&stream));
		check_same(&t, &p);
		assert_int_equal(t.entries, t.held);
	}
	cache_table_copy(&copy, &t);
	cache_table_finish(&t);
	check_same(&copy, &p);
	cache_table_finish(&copy);
}

static void an_entry_stays_while_it_is_filled(void **state)
{
	struct cache_table t;
	uint32_t at, first, second;

	(void)state;
	cache_table_init(&t);
	at = cache_add(&t, 7);
	first = cache_begin(&t, at, 100);
	second = cache_begin(&t, at, 200);
	assert_int_equal(t.entry[at].fill, first);
	cache_use(&t, at);
	cache_drop(&t, at);
	assert_int_equal(cache_find(&t, 7), at);
	assert_int_equal(t.held, 0);
	cache_end(&t, first);
	assert_int_equal(t.entry[at].fill, CACHE_NONE);
	assert_int_equal(t.entry[at].fills, 1);
	cache_end(&t, second);
	cache_drop(&t, at);
	assert_int_equal(cache_find(&t, 7), CACHE_NONE);
	assert_int_equal(t.entries, 0);
	assert_int_equal(t.fills, 0);
	cache_table_finish(&t);
}

static void a_flush_forgets_what_fills_are_for(void **state)
{
	struct cache_table t;
	uint32_t fill, at;

	(void)state;
	cache_table_init(&t);
	fill = cache_begin(&t, cache_add(&t, 7), 100);
	cache_flush(&t);
	assert_int_equal(t.fill[fill].entry, CACHE_NONE);
	assert_int_equal(t.fills, 1);
	at = cache_add(&t, 7);
	cache_end(&t, fill);
	assert_int_equal(t.entry[at].fills, 0);
	cache_table_finish(&t);
}

static void a_million_entries_have_a_price(void **state)
{
	struct cache_table t;

	(void)state;
	cache_table_init(&t);
	for (uint32_t key = 0; key < CACHE_HELD_MAX; key++)
		cache_use(&t, cache_add(&t, key));
	assert_int_equal(t.held, CACHE_HELD_MAX);
	assert_true(cache_table_bytes(&t) < 56u * CACHE_HELD_MAX);
	for (uint32_t key = 0; key < CACHE_HELD_MAX; key += 99991)
		assert_int_equal(t.entry[cache_find(&t, key)].key, key);
	cache_table_finish(&t);
}

/* --- keys --------------------------------------------------------------- */

/* Draws against the law by the chi-square test: the most wanted things one by
 * one, the others together. */
static void check_zipf(uint32_t n, double exponent)
{
	enum { DRAWS = 200000, CELLS = 64 };
	double expected[CELLS] = { 0 }, total = 0.0, chi = 0.0;
	int counted[CELLS] = { 0 };
	uint32_t cells = n < CELLS ? n : CELLS;
	struct zipf zipf;

	zipf_init(&zipf, n, exponent);
	for (uint32_t k = 0; k < n; k++) {
		double weight = pow((double)k + 1.0, -exponent);

		assert_true(fabs(zipf_weight(&zipf, k) - weight) <=
			    1e-12 * weight);
		expected[k < cells ? k : cells - 1] += weight;
		total += weight;
	}
	for (uint64_t i = 0; i < DRAWS; i++) {
		uint32_t k = zipf_draw(&zipf, random_mix(i + 1));

		assert_true(k < n);
		counted[k < cells ? k : cells - 1]++;
	}
	for (uint32_t c = 0; c < cells; c++) {
		double mean = expected[c] / total * DRAWS;

		/* Of the hardly ever wanted, none is no surprise. */
		if (mean > 5.0)
			chi += (counted[c] - mean) * (counted[c] - mean) / mean;
		else
			assert_true(counted[c] < 20);
	}
	if (chi > cells + 4.0 * sqrt(2.0 * cells))
		fail_msg("%u things, exponent %g: chi square %g", n, exponent,
			 chi);
}

static void keys_follow_the_law(void **state)
{
	static const double exponents[] = { 0,	   0.001, 0.5, 0.8, 0.999, 1,
					    1.001, 1.2,	  2,   3.7, 5 };

	(void)state;
	for (size_t i = 0; i < sizeof exponents / sizeof exponents[0]; i++) {
		check_zipf(1, exponents[i]);
		check_zipf(2, exponents[i]);
		check_zipf(10, exponents[i]);
		check_zipf(1000, exponents[i]);
	}
	check_zipf(1000000, 1);
	check_zipf(1000000, 0.8);
}

/* When the law changes a little, nearly every draw moves a little. */
static void a_little_change_moves_draws_a_little(void **state)
{
	struct zipf before, after;
	int moved = 0, far = 0;

	(void)state;
	zipf_init(&before, 1000, 1.0);
	zipf_init(&after, 1000, 1.001);
	for (uint64_t i = 0; i < 10000; i++) {
		double a = zipf_draw(&before, random_mix(i));
		double b = zipf_draw(&after, random_mix(i));

		moved += a != b;
		far += fabs(a - b) > 1.0 + 0.01 * a;
	}
	assert_true(moved > 1000);
	/* Those whose first try is now taken, or no longer. */
	assert_true(far < 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_does_what_a_list_does),
		cmocka_unit_test(an_entry_stays_while_it_is_filled),
		cmocka_unit_test(a_flush_forgets_what_fills_are_for),
		cmocka_unit_test(a_million_entries_have_a_price),
		cmocka_unit_test(keys_follow_the_law),
		cmocka_unit_test(a_little_change_moves_draws_a_little),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
