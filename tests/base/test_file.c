#include "tests/cmocka_setup.h"
#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/gameday-file-XXXXXX";

static int enter_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
	(void)state;
	return chdir("/") == 0 && rmdir(folder) == 0 ? 0 : -1;
}

static void must_write(const char *path, const char *text)
{
	struct err err = { 0 };

	if (!file_write(path, text, strlen(text), &err))
		fail_msg("%s", err.message);
}

static void expect_content(const char *path, const char *text)
{
	struct str out = STR_INIT;

	assert_true(file_read(path, 1 << 20, &out, NULL));
	assert_string_equal(out.s, text);
	str_finish(&out);
}

/* Also shows that no temporary file stays. */
static void expect_names(const char *const *expected)
{
	char **names = file_list(".", NULL);
	size_t i = 0;

	assert_non_null(names);
	for (; expected[i]; i++)
		assert_string_equal(names[i], expected[i]);
	assert_null(names[i]);
	free(names);
}

static void reads_up_to_the_limit(void **state)
{
	struct str out = STR_INIT;
	struct err err = { 0 };

	(void)state;
	must_write("f", "12345");
	str_add(&out, "before ");
	assert_true(file_read("f", 5, &out, &err));
	assert_string_equal(out.s, "before 12345");
	assert_false(file_read("f", 4, &out, &err));
	assert_int_equal(err.code, ERR_LIMIT);
	assert_string_equal(err.path, "f");
	assert_string_equal(out.s, "before 12345");
	assert_false(file_read(".", 5, &out, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(file_read("not-there", 5, &out, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_string_equal(out.s, "before 12345");
	must_write("f", "");
	assert_true(file_read("f", 0, &out, &err));
	str_finish(&out);
	unlink("f");
}

static void replaces_whole_files(void **state)
{
	static const char *const names[] = { "f", "link", NULL };
	struct stat status;

	(void)state;
	must_write("f", "old");
	assert_int_equal(chmod("f", 0640), 0);
	assert_int_equal(symlink("f", "link"), 0);
	must_write("link", "new");
	expect_content("f", "new");
	assert_int_equal(lstat("link", &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(stat("f", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0640);
	expect_names(names);
	unlink("link");
	unlink("f");
}

static void refuses_to_write_where_it_cannot(void **state)
{
	static const char *const none[] = { NULL };
	struct err err = { 0 };

	(void)state;
	assert_false(file_write("no/such/f", "x", 1, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_false(file_write(".", "x", 1, &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_true(file_write("/dev/null", "x", 1, &err));
	assert_false(file_write("/dev/full", "x", 1, &err));
	assert_int_equal(err.code, ERR_IO);
	expect_names(none);
}

static void makes_directories(void **state)
{
	struct err err = { 0 };
	struct stat status;

	(void)state;
	assert_true(file_make_directories("a/b//c/", &err));
	assert_true(file_make_directories("a/b/c", &err));
	assert_true(file_is_directory("a/b/c"));
	assert_int_equal(stat("a", &status), 0);
	assert_int_equal(status.st_mode & 0777, 0700);
	must_write("a/b/f", "x");
	assert_false(file_is_directory("a/b/f"));
	assert_true(file_exists("a/b/f"));
	assert_false(file_exists("a/b/g"));
	assert_false(file_make_directories("a/b/f", &err));
	assert_false(file_make_directories("a/b/f/g", &err));
	unlink("a/b/f");
	rmdir("a/b/c");
	rmdir("a/b");
	rmdir("a");
}

static void tells_links(void **state)
{
	(void)state;
	must_write("real", "x");
	assert_int_equal(symlink("real", "link"), 0);
	assert_int_equal(symlink("nowhere", "lost"), 0);
	assert_true(file_is_link("link"));
	assert_true(file_is_link("lost"));
	assert_true(file_is_regular("link"));
	assert_false(file_is_link("real"));
	assert_false(file_is_link("missing"));
	unlink("link");
	unlink("lost");
	unlink("real");
}

static void lists_sorted(void **state)
{
	static const char *const names[] = { ".h", "B", "a", "b", NULL };
	struct err err = { 0 };

	(void)state;
	for (size_t i = 4; i > 0; i--)
		must_write(names[i - 1], "");
	expect_names(names);
	for (size_t i = 0; names[i]; i++)
		unlink(names[i]);
	assert_null(file_list("not-there", &err));
	assert_int_equal(err.code, ERR_INPUT);
	assert_null(file_list("/dev/null", &err));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_up_to_the_limit),
		cmocka_unit_test(replaces_whole_files),
		cmocka_unit_test(refuses_to_write_where_it_cannot),
		cmocka_unit_test(makes_directories),
		cmocka_unit_test(tells_links),
		cmocka_unit_test(lists_sorted),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
