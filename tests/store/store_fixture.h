/*
 * A store in a folder of its own, and a pack to put into it.
 */
#ifndef GAMEDAY_TESTS_STORE_STORE_FIXTURE_H
#define GAMEDAY_TESTS_STORE_STORE_FIXTURE_H

#include "base/arena.h"
#include "scenarios/pack.h"
#include "store/store.h"

struct fixture {
	char folder[64];
	char file[96]; /* the database in it */
	struct pack *pack;
	struct store *store;
	struct arena arena;
};

/* For cmocka: *state is a struct fixture. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Closes the store and opens it again. */
void fixture_reopen(struct fixture *f);
/* Begins a drill with seed 7. */
int64_t fixture_begin(struct fixture *f);
/* Opening must fail with a message that says `words`, naming the file. */
void fixture_refuses(const char *folder, const char *words);

#endif
