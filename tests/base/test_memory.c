#include "tests/cmocka_setup.h"
#include "base/arena.h"
#include "base/mapped.h"
#include "base/mem.h"
#include "base/vec.h"

#include <sys/wait.h>
#include <unistd.h>

static void copies(void **state)
{
	char *text = mem_strndup("abcdef", 3);

	(void)state;
	assert_string_equal(text, "abc");
	free(text);
	text = mem_strndup("ab\0cd", 5);
	assert_string_equal(text, "ab");
	free(text);
	text = mem_calloc(0, 8);
	assert_non_null(text);
	free(text);
}

static void say_goodbye(void)
{
	_Exit(77);
}

/* Runs in a child: exit status 77 says that the hook was called. */
static int status_of(void (*ask)(void))
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		mem_on_exhaustion(say_goodbye);
		ask();
		_Exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void ask_too_much(void)
{
	/* The product is 2 in 64 bits. */
	free(mem_calloc((size_t)1 << 63 | 1, 2));
}

static void ask_an_arena_too_much(void)
{
	struct arena arena = ARENA_INIT;

	arena_alloc(&arena, SIZE_MAX / 2 + 2, 2);
}

static void ask_little(void)
{
	free(mem_calloc(3, 2));
}

static void impossible_sizes_end_the_program(void **state)
{
	(void)state;
	assert_int_equal(status_of(ask_too_much), 77);
	assert_int_equal(status_of(ask_an_arena_too_much), 77);
	assert_int_equal(status_of(ask_little), 0);
}

static void arena_gives_zeroed_aligned_memory(void **state)
{
	struct arena arena = ARENA_INIT;
	char *text;

	(void)state;
	for (int frame = 0; frame < 3; frame++) {
		for (size_t n = 1; n < 3000; n++) {
			unsigned char *at = arena_new(&arena, unsigned char, n);

			assert_int_equal((uintptr_t)at % _Alignof(max_align_t),
					 0);
			assert_int_equal(at[0], 0);
			assert_int_equal(at[n - 1], 0);
			memset(at, 0xAA, n);
		}
		assert_non_null(arena_new(&arena, char, 1000000));
		arena_reset(&arena);
		/* One chunk, the largest, is kept: no more is asked for. */
		assert_non_null(arena.chunks);
	}
	text = arena_printf(&arena, "%s-%0300d", "a", 7);
	assert_int_equal(strlen(text), 302);
	assert_string_equal(arena_strdup(&arena, "b"), "b");
	assert_string_equal(arena_strndup(&arena, "bcd", 2), "bc");
	assert_string_equal(arena_strndup(&arena, "b", 20), "b");
	arena_finish(&arena);
	arena_finish(&arena);
	arena_reset(&arena);
}

static void vec_pushes_and_removes(void **state)
{
	struct {
		VEC_OF(int);
	} numbers = { 0 };
	int *last;

	(void)state;
	for (int i = 0; i < 100; i++)
		vec_push(&numbers, i);
	assert_int_equal(numbers.count, 100);
	vec_remove(&numbers, 0);
	vec_remove(&numbers, numbers.count - 1);
	assert_int_equal(numbers.items[0], 1);
	assert_int_equal(numbers.items[numbers.count - 1], 98);
	last = vec_push_zero(&numbers);
	assert_int_equal(*last, 0);
	vec_reserve(&numbers, 1000);
	assert_true(numbers.capacity >= 1000);
	vec_finish(&numbers);
	assert_null(numbers.items);
	assert_int_equal(numbers.capacity, 0);
}

/* Across the size from which it is mapped, up and down again. */
static void mapped_memory_keeps_what_is_in_it(void **state)
{
	static const size_t sizes[] = { 100,
					MAPPED_FROM - 1,
					MAPPED_FROM,
					MAPPED_FROM * 7 + 5,
					MAPPED_FROM * 3,
					MAPPED_FROM / 2,
					MAPPED_FROM * 2 };
	size_t old_bytes = 0;
	unsigned char *memory = NULL;

	(void)state;
	for (size_t s = 0; s < sizeof sizes / sizeof sizes[0]; s++) {
		memory = mapped_resize(memory, old_bytes, sizes[s]);
		for (size_t i = 0; i < sizes[s]; i += 99) {
			if (i < old_bytes)
				assert_int_equal(memory[i], i * 31 % 251);
			memory[i] = (unsigned char)(i * 31 % 251);
		}
		old_bytes = sizes[s];
	}
	mapped_free(memory, old_bytes);
	mapped_free(NULL, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mapped_memory_keeps_what_is_in_it),
		cmocka_unit_test(copies),
		cmocka_unit_test(impossible_sizes_end_the_program),
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(vec_pushes_and_removes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
