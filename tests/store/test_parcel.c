/* Drills handed on: whole, checked, kept once, taken out. */
#include "tests/cmocka_setup.h"

#include "store/parcel.h"
#include "tests/store/store_fixture.h"

#include <string.h>

#define REPORT \
	"{\"decision\":\"PASS\",\"score\":6.9,\"max\":10," \
	"\"parts\":{\"a\":{\"score\":2.5},\"b\":{\"score\":1}}}"

/* A drill with rows and a report. */
static int64_t play(struct fixture *f)
{
	static const struct journal_row rows[] = {
		{ JOURNAL_CLOCK, 0, 5, "", "", "" },
		{ JOURNAL_INPUT, 1, 10, "Ann", "ic", "note \"caf\xc3\xa9\"" },
		{ JOURNAL_DERIVED, 2, 12, "", "", "alert spend high" },
	};
	const double parts[] = { 2.5, 1 };
	const struct store_result result = { .report = REPORT,
					     .score = 6.9,
					     .max = 10,
					     .decision = "PASS",
					     .parts = parts,
					     .part_count = 2 };
	int64_t id = fixture_begin(f);
	struct journal *journal = store_journal_create(f->store, id);
	struct err err = { 0 };

	assert_true(journal->commit(journal->context, rows, 3, &err));
	store_journal_destroy(journal);
	assert_true(store_finish(f->store, id, &result, &err));
	return id;
}

static void export(struct fixture *f, int64_t id, struct store_record *record,
		   struct str *out)
{
	struct err err = { 0 };

	if (!store_load(f->store, id, &f->arena, record, &err))
		fail_msg("%s", err.message);
	parcel_write(record, out);
}

static void test_there_and_back(void **state)
{
	struct fixture *f = *state;
	struct store_record record, back;
	struct str one = STR_INIT, two = STR_INIT;
	struct err err = { 0 };

	export(f, play(f), &record, &one);
	if (!parcel_read(one.s, one.length, "a.json", &f->arena, &back, &err))
		fail_msg("%s", err.message);
	assert_int_equal(back.row_count, 3);
	assert_string_equal(back.rows[1].text, "note \"caf\xc3\xa9\"");
	assert_string_equal(back.report, REPORT);
	assert_float_equal(back.drill.score, 6.9, 0);
	assert_int_equal(back.drill.part_count, 2);
	assert_string_equal(back.drill.decision, "PASS");
	assert_int_equal(back.file_count, record.file_count);
	assert_memory_equal(back.files[0].bytes, record.files[0].bytes,
			    record.files[0].length);
	assert_true(parcel_hash(&back) == parcel_hash(&record));
	parcel_write(&back, &two);
	assert_string_equal(one.s, two.s);
	str_finish(&one);
	str_finish(&two);
}

/* Whatever one byte becomes, it is refused or the same drill. */
static void test_no_byte_can_be_changed(void **state)
{
	struct fixture *f = *state;
	struct store_record record, back;
	struct str text = STR_INIT;
	size_t read = 0;

	export(f, play(f), &record, &text);
	for (size_t i = 0; i < text.length; i += 1 + text.length / 400) {
		struct arena arena = ARENA_INIT;
		struct err err = { 0 };
		char kept = text.s[i];

		text.s[i] = kept == '7' ? '8' : '7';
		if (parcel_read(text.s, text.length, "a", &arena, &back, &err))
			read++;
		else
			assert_int_equal(err.code, ERR_INPUT);
		text.s[i] = kept;
		arena_finish(&arena);
	}
	assert_int_equal(read, 0);
	str_finish(&text);
}

static void test_what_is_cut_is_refused(void **state)
{
	struct fixture *f = *state;
	struct store_record record, back;
	struct str text = STR_INIT;

	export(f, play(f), &record, &text);
	for (size_t length = 0; length + 2 < text.length;
	     length += 1 + text.length / 200) {
		struct arena arena = ARENA_INIT;
		struct err err = { 0 };

		assert_false(
			parcel_read(text.s, length, "a", &arena, &back, &err));
		assert_int_equal(err.code, ERR_INPUT);
		arena_finish(&arena);
	}
	str_finish(&text);
}

static void refuses(struct fixture *f, const char *text, const char *says)
{
	struct store_record back;
	struct err err = { 0 };

	assert_false(parcel_read(text, strlen(text), "evil", &f->arena, &back,
				 &err));
	assert_true(err.code == ERR_INPUT || err.code == ERR_LIMIT);
	if (!strstr(err.message, says))
		fail_msg("'%s' does not say '%s'", err.message, says);
}

static void test_hostile_files(void **state)
{
	struct fixture *f = *state;
	struct str deep = STR_INIT;

	refuses(f, "[]", "is no drill");
	refuses(f, "{\"seed\":1}", "is no drill");
	refuses(f, "{\"gameday_drill\":2}", "newer gameday");
	refuses(f, "{\"gameday_drill\":0.5}", "must be 1");
	refuses(f, "{\"gameday_drill\":1}", "scenario");
	str_add_repeat(&deep, '[', 5000);
	refuses(f, deep.s, "inside each other");
	str_finish(&deep);
}

static void test_kept_and_known_again(void **state)
{
	struct fixture *f = *state;
	struct store_record record, found;
	struct str text = STR_INIT;
	struct err err = { 0 };
	int64_t id = play(f), copy;

	export(f, id, &record, &text);
	assert_int_equal(store_same(f->store, &record, &err), id);
	record.drill.id = 0;
	record.drill.imported = true;
	record.drill.player = "Ann";
	/* Another player is no other drill; another second is. */
	assert_int_equal(store_same(f->store, &record, &err), id);
	record.drill.started++;
	assert_int_equal(store_same(f->store, &record, &err), 0);
	assert_true(store_keep(f->store, &record, &err));
	copy = record.drill.id;
	assert_true(copy > id);
	assert_true(store_load(f->store, copy, &f->arena, &found, &err));
	assert_true(found.drill.imported);
	assert_string_equal(found.drill.player, "Ann");
	assert_int_equal(found.row_count, 3);
	assert_float_equal(found.drill.parts[1], 1, 0);
	/* Kept again in its place: nothing doubles. */
	found.drill.player = "";
	assert_true(store_keep(f->store, &found, &err));
	assert_int_equal(found.drill.id, copy);
	assert_true(store_load(f->store, copy, &f->arena, &found, &err));
	assert_int_equal(found.row_count, 3);
	assert_string_equal(found.drill.player, "");
	str_finish(&text);
}

static size_t count_bytes(const char *path, const char *words)
{
	FILE *file = fopen(path, "rb");
	size_t found = 0, matched = 0;
	int c;

	while (file && (c = fgetc(file)) != EOF) {
		matched = (char)c == words[matched] ? matched + 1
			  : (char)c == words[0]	    ? 1
						    : 0;
		if (words[matched] == '\0') {
			found++;
			matched = 0;
		}
	}
	if (file)
		fclose(file);
	return found;
}

static void test_forgotten_is_gone(void **state)
{
	struct fixture *f = *state;
	int64_t one = play(f), two = play(f);
	const struct pack_file *files;
	struct err err = { 0 };
	size_t count;

	assert_true(store_forget(f->store, one, &err));
	assert_false(store_forget(f->store, one, &err));
	assert_non_null(strstr(err.message, "no drill"));
	/* The other one keeps the pack that they shared. */
	files = store_pack_files(f->store, two, &count, &f->arena, &err);
	assert_non_null(files);
	assert_true(count_bytes(f->file, "alert spend high") > 0);
	assert_true(store_forget(f->store, two, &err));
	assert_non_null(store_list(f->store, &count, &f->arena, &err));
	assert_int_equal(count, 0);
	/* Overwritten, not only no longer listed. */
	assert_int_equal(count_bytes(f->file, "alert spend high"), 0);
}

#define STORE_TEST(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORE_TEST(test_there_and_back),
		STORE_TEST(test_no_byte_can_be_changed),
		STORE_TEST(test_what_is_cut_is_refused),
		STORE_TEST(test_hostile_files),
		STORE_TEST(test_kept_and_known_again),
		STORE_TEST(test_forgotten_is_gone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
