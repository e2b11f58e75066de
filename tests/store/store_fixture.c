#include "tests/store/store_fixture.h"

#include "base/file.h"
#include "tests/cmocka_setup.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

int fixture_setup(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err err = { 0 };

	snprintf(f->folder, sizeof(f->folder), "/tmp/gameday-store-XXXXXX");
	if (!mkdtemp(f->folder))
		return -1;
	snprintf(f->file, sizeof(f->file), "%s/gameday.db", f->folder);
	arena_init(&f->arena);
	f->pack = pack_load(TINY_PACK, &err);
	f->store = store_open(f->folder, &err);
	if (!f->pack || !f->store)
		print_error("%s: %s\n", err.path, err.message);
	*state = f;
	return f->pack && f->store ? 0 : -1;
}

int fixture_teardown(void **state)
{
	struct fixture *f = *state;
	struct err err = { 0 };
	char **names;

	store_close(f->store);
	pack_destroy(f->pack);
	arena_finish(&f->arena);
	chmod(f->folder, 0700);
	names = file_list(f->folder, &err);
	for (size_t i = 0; names && names[i]; i++) {
		char path[512];

		snprintf(path, sizeof(path), "%s/%s", f->folder, names[i]);
		unlink(path);
	}
	free(names);
	rmdir(f->folder);
	free(f);
	return 0;
}

void fixture_reopen(struct fixture *f)
{
	struct err err = { 0 };

	store_close(f->store);
	f->store = store_open(f->folder, &err);
	if (!f->store)
		fail_msg("%s", err.message);
}

int64_t fixture_begin(struct fixture *f)
{
	struct store_drill drill = { .seed = 7,
				     .variant = "preset",
				     .mode = "practice",
				     .engine_version = 1,
				     .scoring_version = 1 };
	struct err err = { 0 };

	if (!store_begin(f->store, f->pack, &drill, &err))
		fail_msg("%s", err.message);
	assert_true(drill.id > 0);
	assert_true(drill.started > 0);
	return drill.id;
}

void fixture_refuses(const char *folder, const char *words)
{
	struct err err = { 0 };
	struct store *store = store_open(folder, &err);

	if (store)
		fail_msg("opened, but \"%s\" was to be said", words);
	if (!strstr(err.message, words))
		fail_msg("\"%s\" does not say \"%s\"", err.message, words);
	assert_int_equal(strncmp(err.path, folder, strlen(folder)), 0);
	assert_int_equal(err_exit_status(&err), 2);
}
