#include "tests/cmocka_setup.h"
#include "base/piece.h"

#include "base/workers.h"

#include <stdint.h>
#include <string.h>

#define MANY 700u /* more than are kept */

static void *piece[MANY];

static void take_all(void)
{
	for (size_t i = 0; i < MANY; i++) {
		piece[i] = piece_take();
		memset(piece[i], (int)(i % 251), PIECE_BYTES);
	}
}

static void give_all(void)
{
	for (size_t i = 0; i < MANY; i++)
		piece_give(piece[i * 13 % MANY]);
}

static void nobody_shares_a_piece(void **state)
{
	(void)state;
	take_all();
	for (size_t i = 0; i < MANY; i++) {
		const unsigned char *bytes = piece[i];

		assert_int_equal((uintptr_t)bytes % PIECE_BYTES, 0);
		assert_int_equal(bytes[0], i % 251);
		assert_int_equal(bytes[PIECE_BYTES - 1], i % 251);
	}
	give_all();
}

static void what_is_given_back_is_kept_up_to_a_limit(void **state)
{
	size_t kept;

	(void)state;
	take_all();
	give_all();
	piece_give(NULL);
	kept = pieces_free();
	assert_in_range(kept, PIECES_KEPT - 31, PIECES_KEPT);
	for (size_t i = 0; i < 100; i++)
		piece[i] = piece_take();
	assert_int_equal(pieces_free(), kept - 100);
	for (size_t i = 0; i < 100; i++)
		piece_give(piece[i]);
	assert_int_equal(pieces_free(), kept);
}

static void take_write_give(size_t index, void *wrong)
{
	unsigned char *mine[8];

	for (size_t i = 0; i < 8; i++) {
		mine[i] = piece_take();
		memset(mine[i], (int)(index + i), PIECE_BYTES);
	}
	for (size_t i = 0; i < 8; i++) {
		((bool *)wrong)[index] |= mine[i][100] !=
					  (unsigned char)(index + i);
		piece_give(mine[i]);
	}
}

static void threads_share_the_store(void **state)
{
	bool wrong[64] = { false };
	size_t before = pieces_free();

	(void)state;
	assert_true(before >= 4 * 8);
	workers_run(64, take_write_give, wrong, 4, NULL);
	for (size_t i = 0; i < 64; i++)
		assert_false(wrong[i]);
	assert_int_equal(pieces_free(), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nobody_shares_a_piece),
		cmocka_unit_test(what_is_given_back_is_kept_up_to_a_limit),
		cmocka_unit_test(threads_share_the_store),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
