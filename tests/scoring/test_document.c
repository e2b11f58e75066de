#include "tests/cmocka_setup.h"

#include <stdlib.h>
#include <string.h>

#include "scoring/reading/document.h"

static struct arena arena = ARENA_INIT;

static int forget(void **state)
{
	(void)state;
	arena_finish(&arena);
	return 0;
}

static void blocks(void **state)
{
	static const struct {
		enum block_kind kind;
		int line;
		size_t statements;
		char letter;
	} wanted[] = {
		{ BLOCK_HEADING, 1, 1, 0 }, { BLOCK_PARAGRAPH, 3, 2, 0 },
		{ BLOCK_HEADING, 6, 1, 0 }, { BLOCK_ITEM, 7, 1, 0 },
		{ BLOCK_ITEM, 8, 2, 0 },    { BLOCK_HEADING, 10, 1, 0 },
		{ BLOCK_HEADER, 12, 2, 0 }, { BLOCK_ROW, 14, 2, 0 },
		{ BLOCK_ROW, 15, 3, 0 },    { BLOCK_PARAGRAPH, 17, 1, 'b' },
	};
	const struct document *d = document_read("# Title\n"
						 "\n"
						 "A line that is wrapped\n"
						 "in its middle. And another.\n"
						 "\n"
						 "Options:\n"
						 "- one thing\n"
						 "- two things. With more\n"
						 "\n"
						 "**Bold alone**\n"
						 "\n"
						 "| Option | Downside |\n"
						 "|---|---|\n"
						 "| Queue | wait |\n"
						 "| Cap | some. Blocked |\n"
						 "\n"
						 "(b) A part.\n",
						 &arena);

	(void)state;
	assert_int_equal(d->block_count, sizeof(wanted) / sizeof(*wanted));
	for (size_t i = 0; i < d->block_count; i++) {
		assert_int_equal(d->blocks[i].kind, wanted[i].kind);
		assert_int_equal(d->blocks[i].line, wanted[i].line);
		assert_int_equal(d->blocks[i].count, wanted[i].statements);
		assert_int_equal(d->blocks[i].letter, wanted[i].letter);
	}
	assert_int_equal(d->blocks[8].header, 6);
	assert_int_equal(d->statements[d->blocks[7].first + 1].column, 1);
}

static void quotes_are_verbatim(void **state)
{
	const struct document *d = document_read(
		"We **stop** `max_retries` at 3\xc3\x97 the limit.\n", &arena);

	(void)state;
	assert_int_equal(d->statement_count, 1);
	assert_string_equal(d->statements[0].quote,
			    "We stop `max_retries` at 3\xc3\x97 the limit.");
}

static void quotes_keep_a_genitive(void **state)
{
	static const char *const lines[] = {
		"So the limit is the vendor's.",
		"So the limit is the vendor\xe2\x80\x99s.",
		"Then the fault is the tenants'.",
		"Whoever asks, it wasn't.",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		const struct document *d = document_read(lines[i], &arena);

		assert_int_equal(d->statement_count, 1);
		assert_string_equal(d->statements[0].quote, lines[i]);
	}
}

static void messages_are_quoted(void **state)
{
	const struct document *d = document_read(
		"I would say: \"We spend four times more. A cap is in place.\" "
		"Then I would go.\n"
		"\n"
		"> To all of you: it is slow today.\n"
		"\n"
		"\xe2\x80\x9cIt is slow for all of us.\xe2\x80\x9d\n",
		&arena);

	(void)state;
	assert_int_equal(d->statement_count, 5);
	assert_true(d->statements[0].quoted);
	assert_true(d->statements[1].quoted);
	assert_false(d->statements[2].quoted);
	assert_true(d->statements[3].quoted);
	assert_true(d->statements[4].quoted);
}

static void labels(void **state)
{
	static const struct {
		const char *text;
		size_t label;
	} rows[] = {
		{ "Manager, now: we spend too much on this thing.", 2 },
		{ "**Manager** (now) we spend too much on this thing.", 1 },
		{ "Today.", 1 },
		{ "The manager hears of it when it is over and done.", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		assert_int_equal(
			document_read(rows[i].text, &arena)->statements[0].label,
			rows[i].label);
}

static void what_is_said_twice_counts_once(void **state)
{
	const struct document *d = document_read(
		"We cap the spend at once today. We cap the spend at once "
		"today.\n\n- We cap the spend, at once, today!\n",
		&arena);

	(void)state;
	assert_int_equal(d->statement_count, 1);
	assert_int_equal(d->repeated, 2);
}

static void what_is_too_long_is_cut(void **state)
{
	size_t size = 1 << 20;
	char *text = malloc(size + 1);
	const struct document *d;

	(void)state;
	for (size_t i = 0; i < size; i++)
		text[i] = i % 5 == 4 ? ' ' : (char)('a' + i % 23);
	text[size] = '\0';
	d = document_read(text, &arena);
	assert_true(d->cut);
	assert_true(d->word_count <= DOCUMENT_BYTES_MAX / 2);
	assert_false(document_read("short", &arena)->cut);
	free(text);
}

static void nothing_is_nothing(void **state)
{
	(void)state;
	assert_int_equal(document_read("", &arena)->statement_count, 0);
	assert_int_equal(
		document_read("\n\n> \n***\n|---|\n", &arena)->statement_count,
		0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(blocks, forget),
		cmocka_unit_test_teardown(quotes_are_verbatim, forget),
		cmocka_unit_test(quotes_keep_a_genitive),
		cmocka_unit_test_teardown(messages_are_quoted, forget),
		cmocka_unit_test_teardown(labels, forget),
		cmocka_unit_test_teardown(what_is_said_twice_counts_once,
					  forget),
		cmocka_unit_test_teardown(what_is_too_long_is_cut, forget),
		cmocka_unit_test_teardown(nothing_is_nothing, forget),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
