#include "tests/cmocka_setup.h"

#include "store/store.h"
#include "tests/store/store_fixture.h"

#include <string.h>

static void test_nothing_yet(void **state)
{
	struct fixture *f = *state;
	struct store_drill drill;
	struct err err = { 0 };
	size_t count = 9;

	assert_non_null(store_list(f->store, &count, &f->arena, &err));
	assert_int_equal(count, 0);
	assert_false(store_find(f->store, 0, false, &f->arena, &drill, &err));
	assert_non_null(strstr(err.message, "no drill has been played"));
	assert_int_equal(err_exit_status(&err), 2);
	assert_false(store_find(f->store, 0, true, &f->arena, &drill, &err));
	assert_non_null(strstr(err.message, "no drill is open"));
	assert_false(store_find(f->store, 12, false, &f->arena, &drill, &err));
	assert_non_null(strstr(err.message, "no drill 12"));
}

static void test_begin_and_find(void **state)
{
	struct fixture *f = *state;
	struct store_drill drill = { .seed = UINT64_MAX,
				     .variant = "tenant",
				     .mode = "exam",
				     .engine_version = 3,
				     .scoring_version = 5,
				     .started = 1773151500 };
	struct store_drill found;
	struct err err = { 0 };

	assert_true(store_begin(f->store, f->pack, &drill, &err));
	fixture_reopen(f);
	assert_true(
		store_find(f->store, drill.id, true, &f->arena, &found, &err));
	assert_string_equal(found.scenario, "tiny");
	assert_string_equal(found.title, "A small incident");
	assert_true(found.seed == UINT64_MAX);
	assert_string_equal(found.variant, "tenant");
	assert_string_equal(found.mode, "exam");
	assert_int_equal(found.engine_version, 3);
	assert_int_equal(found.scoring_version, 5);
	assert_true(found.pack_hash == f->pack->hash);
	assert_int_equal(found.started, 1773151500);
	assert_int_equal(found.ended, 0);
	assert_int_equal(found.reached_s, 0);
	assert_false(found.has_report);
	assert_string_equal(found.decision, "");
	assert_int_equal(found.part_count, 0);
}

static void test_newest_first(void **state)
{
	struct fixture *f = *state;
	int64_t first = fixture_begin(f), second = fixture_begin(f);
	int64_t third = fixture_begin(f);
	const struct store_drill *all;
	struct store_drill found;
	struct err err = { 0 };
	size_t count;

	assert_true(store_abandon(f->store, third, &err));
	assert_true(store_find(f->store, 0, false, &f->arena, &found, &err));
	assert_int_equal(found.id, third);
	assert_true(found.ended > 0);
	assert_true(store_find(f->store, 0, true, &f->arena, &found, &err));
	assert_int_equal(found.id, second);
	assert_false(
		store_find(f->store, third, true, &f->arena, &found, &err));
	all = store_list(f->store, &count, &f->arena, &err);
	assert_non_null(all);
	assert_int_equal(count, 3);
	assert_int_equal(all[0].id, third);
	assert_int_equal(all[1].id, second);
	assert_int_equal(all[2].id, first);
}

static bool finish(struct fixture *f, int64_t id, const char *report,
		   double score, const double *parts, size_t count,
		   struct err *err)
{
	const struct store_result result = { .report = report,
					     .score = score,
					     .max = 10,
					     .decision = "PASS",
					     .parts = parts,
					     .part_count = count };

	return store_finish(f->store, id, &result, err);
}

static void test_report(void **state)
{
	struct fixture *f = *state;
	const double parts[] = { 2.9, 1.5, 0.5, 2.0 };
	int64_t id = fixture_begin(f);
	struct store_drill found;
	struct err err = { 0 };

	assert_null(store_report(f->store, id, &f->arena, &err));
	assert_int_equal(err.code, ERR_NONE);
	assert_true(finish(f, id, "{\"score\":6.9}", 6.9, parts, 4, &err));
	fixture_reopen(f);
	assert_string_equal(store_report(f->store, id, &f->arena, &err),
			    "{\"score\":6.9}");
	assert_true(store_find(f->store, id, false, &f->arena, &found, &err));
	assert_true(found.has_report);
	assert_true(found.ended > 0);
	assert_float_equal(found.score, 6.9, 0);
	assert_float_equal(found.max, 10, 0);
	assert_string_equal(found.decision, "PASS");
	assert_int_equal(found.part_count, 4);
	assert_float_equal(found.parts[3], 2.0, 0);
	/* Again, as after a new scoring: replaced, not added to. */
	assert_true(finish(f, id, "{}", 7, parts, 2, &err));
	assert_true(store_find(f->store, id, false, &f->arena, &found, &err));
	assert_int_equal(found.part_count, 2);
	assert_false(finish(f, 99, "{}", 7, parts, 2, &err));
	assert_non_null(strstr(err.message, "no drill 99"));
}

/* A drill of these inputs, ended at some second, with a report of an hour. */
static bool is_broken_off(struct fixture *f, const char *const *inputs,
			  int64_t end_s, const char *report)
{
	int64_t id = fixture_begin(f);
	struct journal *journal = store_journal_create(f->store, id);
	struct journal_row row = { .kind = JOURNAL_INPUT,
				   .actor = "you",
				   .role = "" };
	struct store_drill found;
	struct err err = { 0 };

	for (; *inputs; inputs++) {
		row.seq++;
		row.at_s = strcmp(*inputs, "end") == 0 ? end_s : 20;
		row.text = *inputs;
		assert_true(journal->commit(journal->context, &row, 1, &err));
	}
	store_journal_destroy(journal);
	assert_true(finish(f, id, report, 0, NULL, 0, &err));
	assert_true(store_find(f->store, id, false, &f->arena, &found, &err));
	return found.broken_off;
}

static void test_broken_off(void **state)
{
	static const char hour[] = "{\"series\": [{\"at\": \"-01:00\"}, "
				   "{\"at\": \"00:00\"}, "
				   "{\"at\": \"60:00\"}]}";
	static const char *const looked[] = { "look billing by=preset",
					      "pin billing", "end", NULL };
	static const char *const said[] = { "look billing",
					    "note \"It is the bill.\"", "end",
					    NULL };
	static const char *const did[] = { "apply rollback", "end", NULL };
	struct fixture *f = *state;

	assert_true(is_broken_off(f, looked, 25, hour));
	assert_true(is_broken_off(f, looked, 1799, hour));
	assert_false(is_broken_off(f, looked, 1800, hour));
	assert_false(is_broken_off(f, said, 25, hour));
	assert_false(is_broken_off(f, did, 25, hour));
	/* where the length is not known nobody is told that they left */
	assert_false(is_broken_off(f, looked, 25, "{}"));
}

static void test_pack_comes_back(void **state)
{
	struct fixture *f = *state;
	int64_t id = fixture_begin(f);
	const struct pack_file *files;
	struct err err = { 0 };
	struct pack *again;
	size_t count;

	fixture_begin(f); /* the same files a second time: kept once */
	files = store_pack_files(f->store, id, &count, &f->arena, &err);
	assert_non_null(files);
	assert_int_equal(count, 3);
	again = pack_load_files(files, count, "record", &err);
	assert_non_null(again);
	assert_true(again->hash == f->pack->hash);
	pack_destroy(again);
	assert_null(store_pack_files(f->store, 99, &count, &f->arena, &err));
	assert_non_null(strstr(err.message, "no scenario for drill 99"));
}

static void test_settings(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };

	assert_null(store_setting(f->store, "theme", &f->arena, &err));
	assert_int_equal(err.code, ERR_NONE);
	assert_true(store_set(f->store, "theme", "dark", &err));
	assert_true(store_set(f->store, "theme", "light", &err));
	fixture_reopen(f);
	assert_string_equal(store_setting(f->store, "theme", &f->arena, &err),
			    "light");
}

int main(void)
{
#define CASE(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		CASE(test_nothing_yet),	    CASE(test_begin_and_find),
		CASE(test_newest_first),    CASE(test_report),
		CASE(test_pack_comes_back), CASE(test_settings),
		CASE(test_broken_off),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
