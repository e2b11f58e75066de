#include "tests/cmocka_setup.h"

#include "store/store.h"
#include "tests/store/store_fixture.h"

#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const struct journal_row some[] = {
	{ JOURNAL_INPUT, 1, 62, "you", "ic", "tell finance \"caf\u00e9\"" },
	{ JOURNAL_VERDICT, 1, 62, "", "", "{\"score\":8}" },
	{ JOURNAL_DERIVED, 2, 62, "", "", "reply finance thanks" },
	{ JOURNAL_CLOCK, 2, 65, "", "", "" },
};

static void test_rows_come_back(void **state)
{
	struct fixture *f = *state;
	int64_t id = fixture_begin(f), other = fixture_begin(f);
	struct journal *journal = store_journal_create(f->store, id);
	const struct journal_row *rows;
	struct store_drill found;
	struct err err = { 0 };
	size_t count;

	assert_true(journal->commit(journal->context, some, 4, &err));
	assert_true(journal->commit(journal->context, some, 0, &err));
	store_journal_destroy(journal);
	fixture_reopen(f);
	journal = store_journal_create(f->store, id);
	assert_true(journal->commit(journal->context, some, 1, &err));
	store_journal_destroy(journal);
	rows = store_rows(f->store, id, &count, &f->arena, &err);
	assert_non_null(rows);
	assert_int_equal(count, 5);
	for (size_t i = 0; i < count; i++) {
		const struct journal_row *want = &some[i % 4];

		assert_int_equal(rows[i].kind, want->kind);
		assert_int_equal(rows[i].seq, want->seq);
		assert_int_equal(rows[i].at_s, want->at_s);
		assert_string_equal(rows[i].actor, want->actor);
		assert_string_equal(rows[i].role, want->role);
		assert_string_equal(rows[i].text, want->text);
	}
	assert_true(store_find(f->store, id, true, &f->arena, &found, &err));
	assert_int_equal(found.reached_s, 62);
	rows = store_rows(f->store, other, &count, &f->arena, &err);
	assert_non_null(rows);
	assert_int_equal(count, 0);
	store_journal_destroy(NULL);
}

/* A drill that is played twice at once: the slower one is told, and adds
 * nothing. */
static void test_two_writers(void **state)
{
	struct fixture *f = *state;
	int64_t id = fixture_begin(f);
	struct journal *a = store_journal_create(f->store, id);
	struct err err = { 0 };
	struct store *second = store_open(f->folder, &err);
	struct journal *b;
	size_t count;

	assert_non_null(second);
	b = store_journal_create(second, id);
	assert_true(a->commit(a->context, some, 2, &err));
	assert_false(b->commit(b->context, some, 4, &err));
	assert_non_null(strstr(err.message, "another gameday has gone on"));
	assert_true(a->commit(a->context, some, 1, &err));
	assert_non_null(store_rows(second, id, &count, &f->arena, &err));
	assert_int_equal(count, 3);
	store_journal_destroy(a);
	store_journal_destroy(b);
	store_close(second);
}

/* A row that the tables refuse takes its whole commit back. */
static void test_all_or_none(void **state)
{
	struct fixture *f = *state;
	struct journal *journal = store_journal_create(f->store, 4711);
	struct err err = { 0 };
	int64_t id;
	size_t count;

	/* No such drill: a foreign key that leads nowhere. */
	assert_false(journal->commit(journal->context, some, 2, &err));
	store_journal_destroy(journal);
	/* The store goes on as if nothing had been tried. */
	id = fixture_begin(f);
	journal = store_journal_create(f->store, id);
	assert_true(journal->commit(journal->context, some, 3, &err));
	assert_non_null(store_rows(f->store, id, &count, &f->arena, &err));
	assert_int_equal(count, 3);
	store_journal_destroy(journal);
}

/* --- killed in the middle ------------------------------------------------ */

/* Appends one row after the other; says how many were acknowledged after each,
 * until it is killed. */
static void append_for_ever(const char *folder, int64_t id, int out)
{
	struct err err = { 0 };
	struct store *store = store_open(folder, &err);
	struct journal *journal;

	if (!store)
		_exit(1);
	journal = store_journal_create(store, id);
	for (uint32_t n = 1;; n++) {
		struct journal_row rows[3];

		for (uint32_t i = 0; i < 3; i++)
			rows[i] = (struct journal_row){
				JOURNAL_INPUT, n, n, "you", "", "note \"x\""
			};
		if (!journal->commit(journal->context, rows, 3, &err) ||
		    write(out, &n, sizeof(n)) != sizeof(n))
			_exit(1);
	}
}

static void test_killed(void **state)
{
	struct fixture *f = *state;
	int64_t id = fixture_begin(f);
	const struct journal_row *rows;
	uint32_t acknowledged = 0, said;
	struct err err = { 0 };
	size_t count;

	store_close(f->store);
	f->store = NULL;
	for (uint32_t round = 1; round <= 3; round++) {
		uint32_t before = acknowledged, in_round = 0;
		int ends[2], status;
		pid_t child;

		assert_int_equal(pipe(ends), 0);
		child = fork();
		assert_true(child >= 0);
		if (child == 0) {
			close(ends[0]);
			append_for_ever(f->folder, id, ends[1]);
		}
		close(ends[1]);
		while (in_round < 20 * round &&
		       read(ends[0], &said, sizeof(said)) == sizeof(said))
			in_round = said;
		assert_true(in_round >= 20 * round);
		kill(child, SIGKILL);
		waitpid(child, &status, 0);
		assert_true(WIFSIGNALED(status));
		/* What it still had time to say counts as well. */
		while (read(ends[0], &said, sizeof(said)) == sizeof(said))
			in_round = said;
		close(ends[0]);

		f->store = store_open(f->folder, &err);
		assert_non_null(f->store);
		rows = store_rows(f->store, id, &count, &f->arena, &err);
		assert_non_null(rows);
		/* All acknowledged ones; at most one more commit; no halves. */
		assert_true(count % 3 == 0);
		assert_in_range(count / 3, before + in_round,
				before + in_round + 1);
		acknowledged = (uint32_t)(count / 3);
		assert_string_equal(rows[count - 1].text, "note \"x\"");
		store_close(f->store);
		f->store = NULL;
	}
}

int main(void)
{
#define CASE(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		CASE(test_rows_come_back),
		CASE(test_two_writers),
		CASE(test_all_or_none),
		CASE(test_killed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
