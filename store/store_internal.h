/*
 * What the files of store/ share: a database, its statements and how its
 * troubles are told.  Stays in store/.
 */
#ifndef GAMEDAY_STORE_STORE_INTERNAL_H
#define GAMEDAY_STORE_STORE_INTERNAL_H

#include "store/store.h"

#include <sqlite3.h>

#include <stdarg.h>

/* "gamd", as the file's header says whose it is. */
#define STORE_APPLICATION_ID 0x67616d64
/* Of the tables; schema.c brings an older file up to it. */
#define STORE_VERSION 2

struct store {
	sqlite3 *db;
	char *path; /* of the file, for messages */
};

/* Fills err with what a SQLite result code means for a person.  Always
 * returns false. */
bool store_fail(const struct store *store, int code, struct err *err);

/* Runs statements that give no rows. */
bool store_run(struct store *store, const char *sql, struct err *err);

/* Prepares one statement and binds its values, a letter each: t text (NULL
 * allowed), i int64_t, r double, b bytes and size_t.  Texts must live until
 * the statement is finished.  NULL on error; the caller owns it and gives it
 * to sqlite3_finalize. */
sqlite3_stmt *store_prepare(struct store *store, struct err *err,
			    const char *sql, const char *types, ...);
/* One step: *row tells whether there is a row to read. */
bool store_step(struct store *store, sqlite3_stmt *statement, bool *row,
		struct err *err);
/* Prepares, runs and finishes a statement that gives no rows. */
bool store_change(struct store *store, struct err *err, const char *sql,
		  const char *types, ...);
/* A column as text that lives in the arena; NULL stays NULL. */
const char *store_column(sqlite3_stmt *statement, int column,
			 struct arena *arena);

/* Keeps a pack's files, once for each hash; inside a transaction. */
bool store_keep_files(struct store *store, const struct pack_file *files,
		      size_t count, const char *hash, struct err *err);
/* One row of a journal, inside a transaction. */
bool store_add_row(struct store *store, int64_t drill, int64_t position,
		   const struct journal_row *row, struct err *err);

/* All or nothing.  store_end commits when `good`, else takes all back;
 * returns whether everything was committed. */
bool store_start(struct store *store, struct err *err);
bool store_end(struct store *store, bool good, struct err *err);

/* Sets drill->broken_off of a record that is read but for that. */
bool store_find_broken_off(struct store *store, struct store_drill *drill,
			   struct err *err);

/* Makes the tables, or brings them up to STORE_VERSION; refuses files that
 * are not ours or newer. */
bool store_schema(struct store *store, struct err *err);

#endif
