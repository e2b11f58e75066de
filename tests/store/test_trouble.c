#include "tests/cmocka_setup.h"

#include "base/file.h"
#include "store/store_internal.h"
#include "tests/store/store_fixture.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Places in the header of a SQLite file, format chapter 1.3. */
enum { AT_USER_VERSION = 60, AT_APPLICATION_ID = 68 };

static void write_bytes(const char *file, off_t at, const char *bytes,
			size_t count)
{
	int fd = open(file, O_WRONLY | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_true(lseek(fd, at, SEEK_SET) == at);
	assert_true(write(fd, bytes, count) == (ssize_t)count);
	close(fd);
}

static void overwrite(const char *file, off_t at, size_t count)
{
	char *bytes = malloc(count);

	memset(bytes, '?', count);
	write_bytes(file, at, bytes, count);
	free(bytes);
}

static void close_store(struct fixture *f)
{
	store_close(f->store);
	f->store = NULL;
}

static void test_newer(void **state)
{
	struct fixture *f = *state;
	struct stat before, after;

	fixture_begin(f);
	close_store(f);
	write_bytes(f->file, AT_USER_VERSION, "\0\0\x10\0", 4);
	assert_int_equal(stat(f->file, &before), 0);
	fixture_refuses(f->folder, "was written by a newer gameday");
	assert_int_equal(stat(f->file, &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(before.st_mtime, after.st_mtime);
}

static void test_of_another_program(void **state)
{
	struct fixture *f = *state;

	close_store(f);
	write_bytes(f->file, AT_APPLICATION_ID, "\0\0\0\x05", 4);
	fixture_refuses(f->folder, "is a database of another program");
	/* One that does not say whose it is, but has tables. */
	write_bytes(f->file, AT_APPLICATION_ID, "\0\0\0\0", 4);
	fixture_refuses(f->folder, "is a database of another program");
}

static void test_no_database(void **state)
{
	struct fixture *f = *state;

	close_store(f);
	unlink(f->file);
	overwrite(f->file, 0, 8192);
	fixture_refuses(f->folder, "is no database");
}

/* Damage inside is told when it is met, and does not bring the program down. */
static void test_damaged(void **state)
{
	struct fixture *f = *state;
	int64_t id = fixture_begin(f);
	struct err err = { 0 };
	struct stat status;
	size_t count;

	close_store(f);
	assert_int_equal(stat(f->file, &status), 0);
	overwrite(f->file, 4096, (size_t)status.st_size - 4096);
	f->store = store_open(f->folder, &err);
	if (f->store)
		assert_null(store_rows(f->store, id, &count, &f->arena, &err));
	assert_non_null(strstr(err.message, "is damaged"));
	assert_string_equal(err.path, f->file);
}

/* Runs as nobody, because root may write everywhere. */
static int open_as_nobody(const char *folder, const char *words)
{
	pid_t child = fork();
	int status = -1;

	if (child == 0) {
		struct err err = { 0 };
		struct store *store;

		if (geteuid() == 0 && (setgid(65534) || setuid(65534)))
			_exit(9);
		store = store_open(folder, &err);
		if (store)
			_exit(2);
		if (!strstr(err.message, words) || err_exit_status(&err) != 2) {
			print_error("said: %s\n", err.message);
			_exit(3);
		}
		_exit(0);
	}
	waitpid(child, &status, 0);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_unwritable(void **state)
{
	struct fixture *f = *state;

	close_store(f);
	assert_int_equal(chmod(f->file, 0444), 0);
	assert_int_equal(chmod(f->folder, 0555), 0);
	assert_int_equal(open_as_nobody(f->folder, "cannot be"), 0);
	unlink(f->file);
	if (file_exists(f->file)) { /* no root: the folder holds on to it */
		assert_int_equal(chmod(f->folder, 0755), 0);
		unlink(f->file);
		assert_int_equal(chmod(f->folder, 0555), 0);
	}
	assert_int_equal(open_as_nobody(f->folder, "cannot be opened"), 0);
}

static void test_folder_is_a_file(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };

	close_store(f);
	assert_null(store_open(f->file, &err));
	assert_int_equal(err_exit_status(&err), 2);
	assert_true(err.message[0] != '\0');
}

static void test_makes_its_folder(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };
	char folder[128];

	snprintf(folder, sizeof(folder), "%s/a", f->folder);
	close_store(f);
	f->store = store_open(folder, &err);
	assert_non_null(f->store);
	close_store(f);
	snprintf(folder, sizeof(folder), "%s/a/gameday.db", f->folder);
	assert_int_equal(unlink(folder), 0);
	snprintf(folder, sizeof(folder), "%s/a", f->folder);
	assert_int_equal(rmdir(folder), 0);
}

/* Full: nothing of the commit is kept, all before it is. */
static void test_full(void **state)
{
	struct fixture *f = *state;
	int64_t id = fixture_begin(f);
	struct journal *journal = store_journal_create(f->store, id);
	struct journal_row row = { JOURNAL_INPUT, 1, 1, "you", "", "note x" };
	char *large = malloc(300001);
	struct err err = { 0 };
	size_t count;

	memset(large, 'x', 300000);
	large[300000] = '\0';
	assert_true(journal->commit(journal->context, &row, 1, &err));
	assert_true(store_run(f->store, "PRAGMA max_page_count = 40", &err));
	row.text = large;
	assert_false(journal->commit(journal->context, &row, 1, &err));
	assert_non_null(strstr(err.message, "disk is full"));
	assert_int_equal(err_exit_status(&err), 1);
	row.text = "note y";
	assert_true(journal->commit(journal->context, &row, 1, &err));
	assert_non_null(store_rows(f->store, id, &count, &f->arena, &err));
	assert_int_equal(count, 2);
	store_journal_destroy(journal);
	free(large);
}

int main(void)
{
#define CASE(name) \
	cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
	const struct CMUnitTest tests[] = {
		CASE(test_newer),
		CASE(test_of_another_program),
		CASE(test_no_database),
		CASE(test_damaged),
		CASE(test_unwritable),
		CASE(test_folder_is_a_file),
		CASE(test_makes_its_folder),
		CASE(test_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
