#include "tests/cmocka_setup.h"
#include "sim/telemetry/record.h"

#include <string.h>

/* Tables: rows in pieces. */

#define ROWS 20000u

static void set_size(struct record *record, enum table_id id, size_t size)
{
	record->table[id].size = size;
	record->table[id].per = (uint32_t)(PIECE_BYTES / size);
}

/* Several pieces of rows that are known, of rows that are not, and of rows
 * that fill more than half a piece. */
static void fill(struct record *record)
{
	*record = (struct record){ 0 };
	set_size(record, TABLE_PRESSES, sizeof(struct press_row));
	set_size(record, TABLE_TASKS_TOLD, sizeof(uint32_t));
	set_size(record, TABLE_PEOPLE, 1000);
	set_size(record, TABLE_MINUTES, PIECE_BYTES - 5000);
	for (uint32_t i = 0; i < ROWS; i++) {
		struct press_row *row =
			table_push(&record->table[TABLE_PRESSES], sizeof *row);

		*row = (struct press_row){ .start_us = i, .person = ~i };
		*(uint32_t *)table_push(&record->table[TABLE_TASKS_TOLD],
					sizeof(uint32_t)) = i;
	}
	for (size_t i = 0; i < 200; i++) {
		unsigned char *row = table_add(&record->table[TABLE_PEOPLE]);

		assert_int_equal(row[0] | row[999], 0);
		memset(row, (int)i, 1000);
	}
	for (size_t i = 0; i < 3; i++)
		memset(table_add(&record->table[TABLE_MINUTES]), (int)i,
		       PIECE_BYTES - 5000);
}

static void check(const struct record *record)
{
	for (uint32_t i = 0; i < ROWS; i++) {
		const struct press_row *row = ROW(record, TABLE_PRESSES,
						  struct press_row, i);

		assert_int_equal(row->start_us, i);
		assert_int_equal(row->person, ~i);
		assert_ptr_equal(row,
				 table_row(&record->table[TABLE_PRESSES], i));
		assert_int_equal(*ROW(record, TABLE_TASKS_TOLD, uint32_t, i),
				 i);
	}
	for (size_t i = 0; i < 200; i++) {
		const unsigned char *row =
			table_row(&record->table[TABLE_PEOPLE], i);

		assert_true(row[0] == i && row[999] == i);
	}
	for (size_t i = 0; i < 3; i++) {
		const unsigned char *row =
			table_row(&record->table[TABLE_MINUTES], i);

		assert_true(row[0] == i && row[PIECE_BYTES - 5001] == i);
	}
}

static void rows_are_where_they_were_put(void **state)
{
	struct record record;

	(void)state;
	fill(&record);
	check(&record);
	record_finish(&record);
}

static void a_copy_has_its_own_rows(void **state)
{
	struct record record, copy, again;

	(void)state;
	fill(&record);
	record_copy(&copy, &record);
	assert_int_equal(record_bytes(&copy), record_bytes(&record));
	memset(table_row(&record.table[TABLE_PEOPLE], 199), 77, 1000);
	ROW(&record, TABLE_PRESSES, struct press_row, 0)->person = 1;
	record_finish(&record);
	check(&copy);
	/* It goes on by itself. */
	for (uint32_t i = 0; i < ROWS; i++)
		*(uint32_t *)table_push(&copy.table[TABLE_TASKS_TOLD],
					sizeof(uint32_t)) = i;
	record_copy(&again, &copy);
	check(&again);
	assert_int_equal(again.table[TABLE_TASKS_TOLD].count, 2 * ROWS);
	record_finish(&again);
	record_finish(&copy);
}

static void a_few_rows_take_little(void **state)
{
	struct record record = { 0 }, copy;

	(void)state;
	set_size(&record, TABLE_CALLS, sizeof(struct call_row));
	for (size_t i = 0; i < 100; i++)
		table_add(&record.table[TABLE_CALLS]);
	assert_in_range(record_bytes(&record), 100 * sizeof(struct call_row),
			200 * sizeof(struct call_row));
	record_copy(&copy, &record);
	assert_int_equal(record_bytes(&copy), record_bytes(&record));
	record_finish(&copy);
	record_finish(&record);
}

/* What one engine gives back is what the next one takes. */
static void the_next_record_takes_no_fresh_memory(void **state)
{
	struct record record;
	size_t before, used;

	(void)state;
	fill(&record);
	used = pieces_free();
	record_finish(&record);
	before = pieces_free();
	assert_true(before > used + 10);
	fill(&record);
	assert_int_equal(pieces_free(), used);
	record_finish(&record);
	assert_int_equal(pieces_free(), before);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_where_they_were_put),
		cmocka_unit_test(a_copy_has_its_own_rows),
		cmocka_unit_test(a_few_rows_take_little),
		cmocka_unit_test(the_next_record_takes_no_fresh_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
