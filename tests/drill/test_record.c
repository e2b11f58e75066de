#include "tests/cmocka_setup.h"
#include "tests/drill/tiny.h"

#include "base/calendar.h"

#include <string.h>

static const struct {
	const char *at, *line;
} inputs[] = {
	{ "00:10", "look overview" },
	{ "00:20", "suspect tenant-batch" },
	{ "00:30", "pin billing by=tenant" },
	{ "01:00", "tell manager \"score 6.4 next 08:00\"" },
	{ "01:02", "apply tenant-quota" },
	{ "01:30", "apply spend-cap usd_per_hour=2500" },
	{ "02:00", "as Ann note \"a \\\"quoted\\\" word\\nand a line\"" },
	{ "04:00", "tell customers \"score 8\"" },
	{ "04:00", "tell customers \"score 9\"" },
	{ "06:00", "revert spend-cap" },
	{ "07:07", "ask finance budget" },
	{ "09:00", "conclude tenant-batch \"the bill\"" },
	{ "13:00", "end" },
};

#define INPUTS (sizeof(inputs) / sizeof(*inputs))

static void play_from(struct drill *drill, size_t first)
{
	for (size_t i = first; i < INPUTS; i++)
		tiny_do(drill, inputs[i].at, inputs[i].line);
}

/* How many inputs are among the first rows of the record. */
static size_t inputs_in(const struct tiny_journal *journal, size_t rows)
{
	size_t count = 0;

	for (size_t i = 0; i < rows; i++)
		count += journal->rows[i].kind == JOURNAL_INPUT;
	return count;
}

static struct drill *resumed(const struct pack *pack,
			     const struct tiny_journal *from, size_t rows,
			     const struct journal *to)
{
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	struct err err = { 0 };

	if (!drill_resume(drill, from->rows, rows, to, &err))
		fail_msg("after %zu rows: %s", rows, err.message);
	return drill;
}

/* Whenever it was killed: what was acknowledged is there, and the rest comes
 * out the same, record included. */
static void resumes_anywhere(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct tiny_journal whole, rest;
	struct drill *drill;
	uint64_t hash;

	(void)state;
	tiny_journal_init(&whole);
	drill = tiny_drill(pack, "tenant", &whole.journal);
	play_from(drill, 0);
	hash = drill_hash(drill);
	drill_destroy(drill);
	assert_int_equal(inputs_in(&whole, whole.count), INPUTS);
	for (size_t rows = 0; rows <= whole.count; rows += 1 + rows / 12) {
		size_t derived = 0;

		/* an input and its verdict are one commit */
		if (rows < whole.count &&
		    whole.rows[rows].kind == JOURNAL_VERDICT)
			continue;
		tiny_journal_init(&rest);
		drill = resumed(pack, &whole, rows, &rest.journal);
		play_from(drill, inputs_in(&whole, rows));
		assert_int_equal(drill_hash(drill), hash);
		/* what was not in the record before is in it now, once */
		for (size_t i = 0; i < rows; i++)
			derived += whole.rows[i].kind == JOURNAL_DERIVED;
		for (size_t i = 0; i < rest.count; i++)
			derived += rest.rows[i].kind == JOURNAL_DERIVED;
		for (size_t i = 0; i < whole.count; i++)
			derived -= whole.rows[i].kind == JOURNAL_DERIVED;
		assert_int_equal(derived, 0);
		drill_destroy(drill);
		tiny_journal_finish(&rest);
	}
	tiny_journal_finish(&whole);
	pack_destroy(pack);
}

static void killing_is_no_way_back(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct tiny_journal journal;
	struct drill *drill;

	(void)state;
	tiny_journal_init(&journal);
	drill = tiny_drill(pack, "tenant", &journal.journal);
	tiny_do(drill, "00:10", "note \"x\"");
	tiny_go(drill, "03:08");
	drill_destroy(drill);
	drill = resumed(pack, &journal, journal.count, NULL);
	assert_int_equal(drill_now(drill), 185);
	drill_destroy(drill);
	tiny_journal_finish(&journal);
	pack_destroy(pack);
}

static void fine_or_coarse(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *coarse = tiny_drill(pack, "tenant", NULL);
	struct drill *fine = tiny_drill(pack, "tenant", NULL);
	struct err err = { 0 };

	(void)state;
	play_from(coarse, 0);
	for (size_t i = 0; i < INPUTS; i++) {
		int64_t at;

		assert_true(calendar_parse_clock(inputs[i].at, &at));
		while (drill_now(fine) < at)
			assert_true(
				drill_advance(fine, drill_now(fine) + 1, &err));
		tiny_do(fine, inputs[i].at, inputs[i].line);
	}
	assert_int_equal(drill_hash(fine), drill_hash(coarse));
	drill_destroy(coarse);
	drill_destroy(fine);
	pack_destroy(pack);
}

/* The recorded verdict counts, whoever reads the messages now. */
static void keeps_verdicts(void **state)
{
	static const struct judge harsh = { 0 };
	struct pack *pack = tiny_pack(NULL);
	struct tiny_journal journal;
	struct drill *drill;
	uint64_t hash;
	struct err err = { 0 };
	struct drill_options options = {
		.pack = pack,
		.seed = 7,
		.variant = pack_variant(pack, "tenant"),
		.judge = &harsh,
	};

	(void)state;
	tiny_journal_init(&journal);
	drill = tiny_drill(pack, "tenant", &journal.journal);
	play_from(drill, 0);
	hash = drill_hash(drill);
	drill_destroy(drill);
	drill = drill_create(&options, &err);
	assert_true(
		drill_resume(drill, journal.rows, journal.count, NULL, &err));
	assert_int_equal(drill_hash(drill), hash);
	drill_destroy(drill);
	tiny_journal_finish(&journal);
	pack_destroy(pack);
}

static void notices_a_difference(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct tiny_journal journal;
	struct drill *drill;
	struct err err = { 0 };

	(void)state;
	tiny_journal_init(&journal);
	drill = tiny_drill(pack, "tenant", &journal.journal);
	play_from(drill, 0);
	drill_destroy(drill);
	/* another cause, the same inputs */
	drill = tiny_drill(pack, "preset", NULL);
	assert_false(
		drill_resume(drill, journal.rows, journal.count, NULL, &err));
	assert_int_equal(err.code, ERR_STATE);
	assert_non_null(strstr(err.message, "differently"));
	drill_destroy(drill);
	tiny_journal_finish(&journal);
	pack_destroy(pack);
}

static void takes_nothing_unwritten(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct tiny_journal journal;
	struct drill *drill;

	(void)state;
	tiny_journal_init(&journal);
	drill = tiny_drill(pack, "tenant", &journal.journal);
	tiny_do(drill, "00:10", "note \"x\"");
	journal.broken = true;
	tiny_refused(drill, "00:10", "apply spend-cap", "disk is full");
	assert_int_equal(tiny_state(drill, "spend-cap"), MEASURE_OFF);
	journal.broken = false;
	tiny_do(drill, "00:10", "apply spend-cap");
	assert_int_equal(inputs_in(&journal, journal.count), 2);
	assert_string_equal(journal.rows[journal.count - 1].text,
			    "apply spend-cap");
	drill_destroy(drill);
	tiny_journal_finish(&journal);
	pack_destroy(pack);
}

static void next_event(void **state)
{
	struct pack *pack = tiny_pack(NULL);
	struct drill *drill = tiny_drill(pack, "tenant", NULL);
	uint64_t hash;
	size_t count, later;
	int64_t next;

	(void)state;
	tiny_do(drill, "00:10", "apply spend-cap");
	hash = drill_hash(drill);
	next = drill_next_event(drill);
	assert_true(next > 10 && next <= 70);
	assert_int_equal(drill_hash(drill), hash);
	drill_events(drill, &count);
	assert_true(drill_advance(drill, next - 1, NULL));
	drill_events(drill, &later);
	assert_int_equal(later, count);
	assert_true(drill_advance(drill, next, NULL));
	drill_events(drill, &later);
	assert_true(later > count);
	tiny_go(drill, "20:00");
	assert_int_equal(drill_next_event(drill), 1200);
	drill_destroy(drill);
	pack_destroy(pack);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(resumes_anywhere),
		cmocka_unit_test(killing_is_no_way_back),
		cmocka_unit_test(fine_or_coarse),
		cmocka_unit_test(keeps_verdicts),
		cmocka_unit_test(notices_a_difference),
		cmocka_unit_test(takes_nothing_unwritten),
		cmocka_unit_test(next_event),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
